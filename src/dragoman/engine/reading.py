"""Articles read into a ledger in this process, one stored before the next is held on to.

What is stored stays: whoever stops a run half way, or meets a bad input, runs the same command
again, and the articles already read are passed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from dragoman.article import Article
from dragoman.engine.held import held_in
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.intake import Found, Held, Input, Note
from dragoman.ledger import Ledger, reading_key
from dragoman.reading.reader import model_for, read, read_all, version_of
from dragoman.records import ReaderName, Reading
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, using
from dragoman.vocabulary.files import digest

Source = Input | Article | UnreadableInput


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one article, or of an input or part that holds none.

    `place` counts them from 0; an input may hold many. `article` is the id of an article that is
    in the ledger now, `error` says why it is not; a step has one of the two. An `unread` one is
    stored, but in a language that is not read. `taken` are the bytes of the inputs that were
    taken in by then.
    """

    place: int
    state: Literal["read", "unread", "known", "failed"]
    article: str | None = None
    error: UnreadableInput | None = None
    taken: int = 0


class _Waiting(NamedTuple):
    """An article on its way through the reader: its place, and the bytes taken in with it."""

    place: int
    article: Article
    taken: int


@dataclass(frozen=True, slots=True)
class _MadeBy:
    """With what the articles are read: the reader and the dossier."""

    reader: ReaderName
    dossier: Dossier

    def key(self, article: Article) -> str:
        """Return the key of the reading that is made of an article."""
        reader, knowledge = version_of(self.reader), digest()
        return reading_key(article, reader, model_for(article), knowledge, self.dossier.digest)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all inputs, each group in the inputs' order.

    `read`, `unread` and `known` hold article ids: read and stored now, stored now in a language
    that is not read, and settled so before; `articles` has all of them, each once.
    """

    articles: tuple[str, ...]
    read: tuple[str, ...]
    known: tuple[str, ...]
    failed: tuple[UnreadableInput, ...]
    unread: tuple[str, ...] = ()


def read_into(
    ledger: Ledger,
    inputs: Iterable[Source],
    on_progress: Callable[[Step], None] | None = None,
    reader: ReaderName = "default",
    dossier: Dossier = NO_DOSSIER,
    note: Note | None = None,
) -> Outcome:
    """Read the inputs that the ledger has not read so yet, and store each as soon as it is read.

    An article read with another `dossier` counts as not read. `on_progress` is told each step as
    it is taken, `note` of each file in an archive that is left out. A bad input, or a bad part of
    one, becomes a failed step and the rest goes on; LedgerError ends the run, with everything
    stored that was read before. A batch of articles is in memory at a time, however many an
    input holds.
    """
    steps: list[Step] = []

    def take(step: Step) -> None:
        steps.append(step)
        if on_progress is not None:
            on_progress(step)

    waiting: deque[_Waiting] = deque()
    made_by = _MadeBy(reader, dossier)
    ledger.know(dossier)
    found = _found(inputs, dossier, note, held_in(ledger))
    waited_for = _to_read(ledger, found, waiting, take, made_by)
    for reading in _readings(waited_for, waiting, take, made_by):
        done = waiting.popleft()
        ledger.add(reading, dossier=dossier.digest)
        state: Literal["read", "unread"] = "unread" if reading.is_unread else "read"
        take(Step(done.place, state, done.article.id, taken=done.taken))
    steps.sort(key=lambda step: step.place)
    return Outcome(
        articles=tuple(dict.fromkeys(s.article for s in steps if s.article)),
        read=tuple(s.article for s in steps if s.state == "read" and s.article),
        known=tuple(s.article for s in steps if s.state == "known" and s.article),
        failed=tuple(s.error for s in steps if s.error),
        unread=tuple(s.article for s in steps if s.state == "unread" and s.article),
    )


def _found(
    inputs: Iterable[Source], dossier: Dossier, note: Note | None, held: Held
) -> Iterator[tuple[Found, int]]:
    """Yield what the inputs hold, article by article, each with the bytes taken in by then."""
    before = 0
    for source in inputs:
        if not isinstance(source, Input):
            yield source, before
            continue
        each = source.each(note, held)
        try:
            while True:
                with using(dossier):  # intake knows the dossier's outlets
                    found, taken = next(each)
                yield found, before + taken
        except StopIteration:
            pass
        except DragomanError:
            raise
        except Exception as error:
            yield UnreadableInput.by_own_fault(_called(source), error), before
        before += source.size


def _to_read(
    ledger: Ledger,
    found: Iterator[tuple[Found, int]],
    waiting: deque[_Waiting],
    take: Callable[[Step], None],
    made_by: _MadeBy,
) -> Iterator[Article]:
    """Yield the articles to read, put each in `waiting`, and settle what needs no reading."""
    for place, (article, taken) in enumerate(found):
        if isinstance(article, UnreadableInput):
            take(Step(place, "failed", error=article, taken=taken))
        elif ledger.holds(made_by.key(article)):
            take(Step(place, "known", article.id, taken=taken))
        else:
            waiting.append(_Waiting(place, article, taken))
            yield article


def _readings(
    waited_for: Iterator[Article],
    waiting: deque[_Waiting],
    take: Callable[[Step], None],
    made_by: _MadeBy,
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
    waiting: deque[_Waiting], take: Callable[[Step], None], made_by: _MadeBy
) -> Iterator[Reading]:
    while waiting:
        place, article, taken = waiting[0]
        try:
            reading = read(article, made_by.reader, dossier=made_by.dossier)
        except DragomanError:
            raise
        except Exception as error:
            waiting.popleft()
            fault = UnreadableInput.by_own_fault(_called(article), error)
            take(Step(place, "failed", error=fault, taken=taken))
        else:
            yield reading


def _called(source: Input | Article) -> str:
    """Return what messages call an input."""
    if isinstance(source, Input):
        return str(source.url or source.path or source.name)
    return source.name
