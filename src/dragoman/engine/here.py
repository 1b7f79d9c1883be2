"""Articles read into a ledger in this process, one stored before the next is held on to."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from dragoman.article import Article
from dragoman.engine.steps import MadeBy, Step, Waiting, stored
from dragoman.engine.taking import Asking, Source, called, found_in
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.intake import Found, Input
from dragoman.ledger import Ledger
from dragoman.reading.reader import read, read_all
from dragoman.records import Reading


def read_here(
    ledger: Ledger,
    inputs: Iterable[Source],
    made_by: MadeBy,
    take: Callable[[Step], None],
    asking: Asking,
) -> None:
    """Read inputs one after the other, and tell each step as it is taken."""
    waiting: deque[Waiting] = deque()
    found = _found(inputs, asking)
    waited_for = _to_read(ledger, found, waiting, take, made_by)
    for reading in _readings(waited_for, waiting, take, made_by):
        done = waiting.popleft()
        take(stored(ledger, reading, made_by, done.place, done.taken))


def _found(inputs: Iterable[Source], asking: Asking) -> Iterator[tuple[Found, int]]:
    """Yield what the inputs hold, each with the bytes taken in by then."""
    before = 0
    for source in inputs:
        for found, taken in found_in(source, asking):
            yield found, before + taken
        before += source.size if isinstance(source, Input) else 0


def _to_read(
    ledger: Ledger,
    found: Iterator[tuple[Found, int]],
    waiting: deque[Waiting],
    take: Callable[[Step], None],
    made_by: MadeBy,
) -> Iterator[Article]:
    """Yield the articles to read, put each in `waiting`, and settle what needs no reading."""
    for place, (article, taken) in enumerate(found):
        if isinstance(article, UnreadableInput):
            take(Step(place, "failed", error=article, taken=taken))
        elif made_by.is_read(ledger, made_by.key(article)):
            take(Step(place, "known", article.id, taken=taken))
        else:
            waiting.append(Waiting(place, article, taken))
            yield article


def _readings(
    waited_for: Iterator[Article],
    waiting: deque[Waiting],
    take: Callable[[Step], None],
    made_by: MadeBy,
) -> Iterator[Reading]:
    """Yield the reading of each waiting article in turn.

    Articles are read in batches. When one breaks its batch, the batch is read again one by one,
    so that only the article at fault is lost.
    """
    while True:
        try:
            yield from read_all(waited_for, made_by.reader, dossier=made_by.dossier)
            return
        except DragomanError:
            raise
        except Exception:
            if not waiting:
                raise  # not an article's fault: no article is being read
            yield from _one_by_one(waiting, take, made_by)


def _one_by_one(
    waiting: deque[Waiting], take: Callable[[Step], None], made_by: MadeBy
) -> Iterator[Reading]:
    while waiting:
        place, article, taken = waiting[0]
        try:
            reading = read(article, made_by.reader, dossier=made_by.dossier)
        except DragomanError:
            raise
        except Exception as error:
            waiting.popleft()
            fault = UnreadableInput.by_own_fault(called(article), error)
            take(Step(place, "failed", error=fault, taken=taken))
        else:
            yield reading
