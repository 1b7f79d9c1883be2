"""Inputs taken in by a worker process: what is broken or hostile ends it, and the rest goes on.

The worker sends each article as it finds it, and asks back what only this process can tell:
what the ledger has, what the user confirms. Standard input is this process's own.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import NamedTuple

from dragoman.article import Article
from dragoman.engine.limits import Limits, allow
from dragoman.engine.taking import Asking, Source, called, found_in
from dragoman.engine.worker import Worker, received
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.intake import Found, Input, Split, Web
from dragoman.vocabulary.dossier import Dossier


class _Take(NamedTuple):
    """An input to take in; `web` is sent once, since inputs share what it knows of sites."""

    source: Input
    web_number: int
    web: Web | None
    asks: bool


class _Told(NamedTuple):
    """What was found, with how many of the input's bytes were taken in by then."""

    found: Found
    taken: int


class _Noted(NamedTuple):
    words: str


class _Held(NamedTuple):
    origin: str


class _Confirm(NamedTuple):
    where: str
    split: Split


class _Done(NamedTuple):
    """The worker has come to the end of its input."""


class Takers:
    """A worker process that takes inputs in; a context manager that ends it.

    `heard` is called when `connection` has something to say, or when there is none to wait for.
    """

    def __init__(
        self,
        inputs: Iterable[Source],
        asking: Asking,
        limits: Limits,
    ) -> None:
        self._inputs = iter(inputs)
        self._asking, self._limits = asking, limits
        self._webs: list[Web] = []
        self._sent = 0
        """How many of the webs this worker has."""
        self._worker = self._hired()
        self._now: Input | None = None
        self._here: Iterator[tuple[Found, int]] = iter(())
        self._before = 0
        self.ended = False
        self._next()

    def __enter__(self) -> Takers:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.stop()

    @property
    def connection(self) -> Connection | None:
        """Where the worker is heard; None when something is to be had without waiting for it."""
        return self._worker.connection if self._now is not None else None

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be had at this moment."""
        if self._now is None:
            return self.ended
        return not self._worker.overdue and not self._worker.connection.poll()

    def heard(self) -> tuple[Found, int] | None:
        """Return what was found next with the bytes taken in by then; None when it is no article.

        Raises DragomanError for what ends the run.
        """
        if self._now is None:
            return self._found_here()
        try:
            if self._worker.overdue:
                raise EOFError
            said = self._worker.connection.recv()
        except (EOFError, OSError):
            return self._lost(self._now)
        self._worker.expect(self._limits.intake(self._now.size))
        return self._understood(said, self._now)

    def _understood(self, said: object, source: Input) -> tuple[Found, int] | None:
        if isinstance(said, DragomanError):
            raise said
        if isinstance(said, _Done):
            self._before += source.size
            self._next()
        elif isinstance(said, _Noted):
            if self._asking.note is not None:
                self._asking.note(said.words)
        elif isinstance(said, _Held):
            self._worker.connection.send(self._asking.held(said.origin))
        elif isinstance(said, _Confirm):
            assert source.confirm is not None
            self._worker.connection.send(source.confirm(said.where, said.split))
        elif isinstance(said, _Told):
            return said.found, self._before + said.taken
        return None

    def _next(self) -> None:
        """Go on to the next input: hand it to the worker, or take it in here."""
        self._now = None
        source = next(self._inputs, None)
        if source is None:
            self.ended = True
        elif isinstance(source, Input) and (source.path is not None or source.url is not None):
            self._hand_over(source)
        else:
            self._here = found_in(source, self._asking)

    def _hand_over(self, source: Input) -> None:
        known = next((n for n, web in enumerate(self._webs) if web is source.web), None)
        if known is None:
            known = len(self._webs)
            self._webs.append(source.web)
        bare = replace(source, web=Web(), confirm=None)
        web = source.web if known >= self._sent else None
        try:
            take = pickle.dumps(_Take(bare, known, web, source.confirm is not None))
        except Exception:  # what a caller put in its web may be what no other process can hold
            self._here = found_in(source, self._asking)
            return
        self._sent = max(self._sent, known + 1)
        self._now = source
        self._worker.expect(self._limits.intake(source.size))
        with suppress(OSError):  # it is gone, as is found when it is heard
            self._worker.connection.send_bytes(take)

    def _found_here(self) -> tuple[Found, int] | None:
        found = next(self._here, None)
        if found is None:
            self._next()
            return None
        article, taken = found
        return article, self._before + taken

    def _lost(self, source: Input) -> tuple[Found, int]:
        why = self._worker.end()
        self._worker, self._sent = self._hired(), 0
        error = UnreadableInput(
            called(source),
            f"it could not be taken in: {why}",
            "What was found in it before was read, and so was the rest. Split it, or allow more "
            "with --seconds and --megabytes.",
        )
        self._before += source.size
        self._next()
        return error, self._before

    def _hired(self) -> Worker:
        return Worker(_work, self._asking.dossier, limits=self._limits)


def _work(connection: Connection, parent: int, limits: Limits, dossier: Dossier) -> None:
    """Take in what comes until nothing comes any more; in a worker."""
    webs: dict[int, Web] = {}

    def ask(question: _Held | _Confirm) -> object:
        allow(0)  # a person may think as long as he likes
        connection.send(question)
        answer = received(connection, parent)
        allow(limits.intake(size))
        return answer

    def note(words: str) -> None:
        connection.send(_Noted(words))

    def held(origin: str) -> Article | None:
        article = ask(_Held(origin))
        return article if isinstance(article, Article) else None

    def confirm(where: str, split: Split) -> bool:
        return bool(ask(_Confirm(where, split)))

    while isinstance(take := received(connection, parent), _Take):
        if take.web is not None:
            webs[take.web_number] = take.web
        source = replace(
            take.source, web=webs[take.web_number], confirm=confirm if take.asks else None
        )
        size = source.size
        allow(limits.intake(size))
        try:
            for found, taken in found_in(source, Asking(dossier, note, held)):
                allow(0)
                connection.send(_Told(found, taken))
                allow(limits.intake(size))
            allow(0)
            connection.send(_Done())
        except DragomanError as error:
            connection.send(error)
