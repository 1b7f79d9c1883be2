"""Articles read into a ledger in this process, one stored before the next is held on to.

What is stored stays: whoever stops a run half way, or meets a bad input, runs the same command
again, and the articles already read are passed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.article import Article
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.intake import Input
from dragoman.ledger import Ledger, reading_key
from dragoman.reading.pipeline import model_version
from dragoman.reading.reader import read, read_all, version_of
from dragoman.records import ReaderName, Reading
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, using
from dragoman.vocabulary.files import digest

Source = Input | Article | UnreadableInput


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one input; `place` counts the inputs from 0.

    `article` is the id of an article that is in the ledger now, `error` says why the input is
    not; a step has one of the two.
    """

    place: int
    state: Literal["read", "known", "failed"]
    article: str | None = None
    error: UnreadableInput | None = None


@dataclass(frozen=True, slots=True)
class _MadeBy:
    """With what the articles are read: the reader and the dossier."""

    reader: ReaderName
    dossier: Dossier

    def key(self, article: Article) -> str:
        """Return the key of the reading that is made of an article."""
        reader, knowledge = version_of(self.reader), digest()
        return reading_key(article, reader, model_version(), knowledge, self.dossier.digest)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all inputs, each group in the inputs' order.

    `read` and `known` hold article ids: read and stored now, and read so before; `articles`
    has both.
    """

    articles: tuple[str, ...]
    read: tuple[str, ...]
    known: tuple[str, ...]
    failed: tuple[UnreadableInput, ...]


def read_into(
    ledger: Ledger,
    inputs: Iterable[Source],
    on_progress: Callable[[Step], None] | None = None,
    reader: ReaderName = "default",
    dossier: Dossier = NO_DOSSIER,
) -> Outcome:
    """Read the inputs that the ledger has not read so yet, and store each as soon as it is read.

    An article read with another `dossier` counts as not read. `on_progress` is told each step as
    it is taken. A bad input becomes a failed step and the rest goes on; LedgerError ends the run,
    with everything stored that was read before.
    """
    steps: list[Step] = []

    def take(step: Step) -> None:
        steps.append(step)
        if on_progress is not None:
            on_progress(step)

    waiting: deque[tuple[int, Article]] = deque()
    made_by = _MadeBy(reader, dossier)
    unread = _unread(ledger, inputs, waiting, take, made_by)
    for reading in _readings(unread, waiting, take, made_by):
        place, article = waiting.popleft()
        ledger.add(reading, dossier=dossier.digest)
        take(Step(place, "read", article.id))
    steps.sort(key=lambda step: step.place)
    return Outcome(
        articles=tuple(s.article for s in steps if s.article),
        read=tuple(s.article for s in steps if s.state == "read" and s.article),
        known=tuple(s.article for s in steps if s.state == "known" and s.article),
        failed=tuple(s.error for s in steps if s.error),
    )


def _unread(
    ledger: Ledger,
    inputs: Iterable[Source],
    waiting: deque[tuple[int, Article]],
    take: Callable[[Step], None],
    made_by: _MadeBy,
) -> Iterator[Article]:
    """Yield the articles to read, put each in `waiting`, and settle the inputs that are none."""
    for place, source in enumerate(inputs):
        try:
            with using(made_by.dossier):  # intake knows the dossier's outlets
                article = _article(source)
        except DragomanError as error:
            if not isinstance(error, UnreadableInput):
                raise
            take(Step(place, "failed", error=error))
            continue
        except Exception as error:
            take(Step(place, "failed", error=_fault(_called(source), error)))
            continue
        if ledger.holds(made_by.key(article)):
            take(Step(place, "known", article.id))
        else:
            waiting.append((place, article))
            yield article


def _article(source: Source) -> Article:
    if isinstance(source, UnreadableInput):
        raise source
    return source.article() if isinstance(source, Input) else source


def _readings(
    unread: Iterator[Article],
    waiting: deque[tuple[int, Article]],
    take: Callable[[Step], None],
    made_by: _MadeBy,
) -> Iterator[Reading]:
    """Yield the reading of each waiting article in turn.

    Articles are read in batches. When one breaks its batch, the batch is read again one by one,
    so that only the article at fault is lost.
    """
    while True:
        try:
            yield from read_all(unread, made_by.reader, dossier=made_by.dossier)
            return
        except DragomanError:
            raise
        except Exception:
            if not waiting:
                raise  # not an article's fault: no article is being read
            yield from _one_by_one(waiting, take, made_by)


def _one_by_one(
    waiting: deque[tuple[int, Article]], take: Callable[[Step], None], made_by: _MadeBy
) -> Iterator[Reading]:
    while waiting:
        place, article = waiting[0]
        try:
            reading = read(article, made_by.reader, dossier=made_by.dossier)
        except DragomanError:
            raise
        except Exception as error:
            waiting.popleft()
            take(Step(place, "failed", error=_fault(_called(article), error)))
        else:
            yield reading


def _called(source: Source) -> str:
    """Return what messages call an input."""
    if isinstance(source, UnreadableInput):
        return source.where
    return str(source.path or source.name) if isinstance(source, Input) else source.name


def _fault(where: str, error: Exception) -> UnreadableInput:
    return UnreadableInput(
        where,
        f"Dragoman itself failed on this text ({type(error).__name__}: {error})",
        "The rest was read. Please report it together with the text.",
    )
