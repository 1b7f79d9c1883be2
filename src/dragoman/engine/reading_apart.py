"""Articles read by worker processes, each with its own model, and handed back in their order.

Several articles go to a worker at a time, since the model works through blocks in batches. When
a worker dies of them, they are read again one by one: only the article at fault is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from dragoman.article import Article
from dragoman.engine.limits import Limits, Workers, allow
from dragoman.engine.steps import Waiting
from dragoman.engine.taking import called
from dragoman.engine.worker import Worker, received
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.reading.pipeline import BATCH
from dragoman.reading.reader import load, read_all
from dragoman.records import ReaderName, Reading
from dragoman.vocabulary.dossier import Dossier

Answer = Reading | UnreadableInput

_FIRST = Article(
    "", "", "0", "Valdoria said on Monday that it would sign if Kestrel agreed to a truce."
)
"""What a worker reads before anything else: with it, the vocabulary is loaded."""


@dataclass(slots=True)
class _Desk:
    """A worker and the articles that it reads now."""

    worker: Worker
    now: list[Waiting]


class Readers:
    """Worker processes that read; a context manager that ends them."""

    def __init__(self, workers: Workers, reader: ReaderName, dossier: Dossier) -> None:
        self._made_by = (reader, dossier)
        self._limits = workers.limits
        self._desks = [_Desk(self._hired(), []) for _ in range(workers.jobs)]
        self._alone: deque[Waiting] = deque()
        """Articles of a group that a worker died of."""

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        for desk in self._desks:
            desk.worker.stop()

    @property
    def busy(self) -> bool:
        """Whether anything is still being read, or to be read again."""
        return bool(self._alone) or any(desk.now for desk in self._desks)

    def connections(self) -> list[Connection]:
        """Return those on which an answer is to come."""
        return [desk.worker.connection for desk in self._desks if desk.now]

    def hand_out(self, waiting: deque[Waiting], *, all_are_there: bool) -> None:
        """Give idle workers something to read, whole batches unless no more is to come."""
        for desk in self._desks:
            if desk.now:
                continue
            if self._alone:
                self._give(desk, [self._alone.popleft()])
                continue
            group = _group(waiting, all_are_there=all_are_there)
            if group:
                self._give(desk, group)

    def answers(self, ready: Sequence[object]) -> list[tuple[Waiting, Answer]]:
        """Return what the workers with those connections, and the overdue ones, have read."""
        found: list[tuple[Waiting, Answer]] = []
        for desk in self._desks:
            if desk.now and (desk.worker.connection in ready or desk.worker.overdue):
                found += self._answered(desk)
        return found

    def _answered(self, desk: _Desk) -> list[tuple[Waiting, Answer]]:
        given, desk.now = desk.now, []
        try:
            if desk.worker.overdue:
                raise EOFError
            answers: list[Answer] | DragomanError = desk.worker.connection.recv()
        except (EOFError, OSError):
            why = desk.worker.end()
            desk.worker = self._hired()
            if len(given) > 1:
                self._alone.extend(given)
                return []
            return [(given[0], _lost(given[0].article, why))]
        if isinstance(answers, DragomanError):
            raise answers
        desk.worker.expect(0)
        return list(zip(given, answers, strict=True))

    def _give(self, desk: _Desk, group: list[Waiting]) -> None:
        articles = [each.article for each in group]
        desk.now = group
        desk.worker.expect(self._limits.reading(articles) * len(articles))
        with suppress(OSError):  # it is gone, as its answer will tell
            desk.worker.connection.send(articles)

    def _hired(self) -> Worker:
        return Worker(_work, *self._made_by, limits=self._limits)


def _group(waiting: deque[Waiting], *, all_are_there: bool) -> list[Waiting]:
    """Take what is read together off the queue: blocks enough for a batch of the model's."""
    blocks = 0
    for n, each in enumerate(waiting, 1):
        blocks += max(1, len(each.article.paragraphs))
        if blocks >= BATCH:
            return [waiting.popleft() for _ in range(n)]
    return [waiting.popleft() for _ in range(len(waiting))] if all_are_there else []


def _work(
    connection: Connection, parent: int, limits: Limits, reader: ReaderName, dossier: Dossier
) -> None:
    """Read what comes until nothing comes any more; in a worker."""
    is_ready = False
    while isinstance(articles := received(connection, parent), list):
        if not is_ready:  # what is loaded counts for no article
            load(reader)
            list(read_all([_FIRST], reader, dossier=dossier))
            is_ready = True
        answers = _read(articles, reader, dossier, limits)
        allow(0)
        connection.send(answers)


def _read(
    articles: list[Article], reader: ReaderName, dossier: Dossier, limits: Limits
) -> list[Answer] | DragomanError:
    answers: list[Answer] = []
    try:
        allow(limits.reading(articles))
        readings = read_all(articles, reader, dossier=dossier)
        for _ in articles:
            allow(limits.reading(articles))
            answers.append(next(readings))
    except DragomanError as error:
        return error
    except Exception as error:
        if len(articles) == 1:
            return [_at_fault(articles[0], error)]
        for article in articles[len(answers) :]:
            alone = _read([article], reader, dossier, limits)
            if isinstance(alone, DragomanError):
                return alone
            answers += alone
    return answers


def _at_fault(article: Article, error: Exception) -> UnreadableInput:
    if isinstance(error, MemoryError):
        return _lost(article, "it took too much memory")
    return UnreadableInput.by_own_fault(called(article), error)


def _lost(article: Article, why: str) -> UnreadableInput:
    return UnreadableInput(
        called(article),
        f"it could not be read: {why}",
        "The rest was read. Split it, or allow more with --seconds and --megabytes.",
    )
