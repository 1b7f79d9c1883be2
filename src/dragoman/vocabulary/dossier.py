"""A user's own knowledge of one case, and which of it is in force while an article is read.

A dossier is more rows for the vocabulary's tables (see `dossier_file`). It is handed to the
reading explicitly and is in force only inside `using`, in that thread or task; each table is
built once for each dossier that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

Table = TypeVar("Table")
Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")
Row = Mapping[str, str]
_KEPT = 8
"""Dossiers whose tables are kept: one ledger is read with one, a test run with a few."""


@dataclass(frozen=True, eq=False, slots=True)
class Dossier:
    """What a user knows of a case beside the vocabulary: rows by the file whose form they have.

    `digest` stands for all of it in a reading's key, and two dossiers of one digest are the
    same; it is empty for the dossier that says nothing.
    """

    digest: str = ""
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict, repr=False)

    def rows(self, file: str) -> tuple[Row, ...]:
        """Return the rows that the dossier adds to a file of the vocabulary."""
        return self.tables.get(file, ())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dossier) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


NO_DOSSIER = Dossier()
_in_force: ContextVar[Dossier] = ContextVar("dossier", default=NO_DOSSIER)


@contextmanager
def using(dossier: Dossier) -> Iterator[None]:
    """Let the vocabulary answer with what a dossier says, until the block ends.

    Never hold a block open over a `yield`: a generator shares its caller's context.
    """
    token = _in_force.set(dossier)
    try:
        yield
    finally:
        _in_force.reset(token)


def by_dossier(build: Callable[[Dossier], Table]) -> Callable[[], Table]:
    """Make a table's builder a function that returns the table for the dossier in force."""
    kept: dict[str, Table] = {}

    @wraps(build)
    def table() -> Table:
        dossier = _in_force.get()
        found = kept.get(dossier.digest)
        if found is None:
            found = kept[dossier.digest] = build(dossier)
            if len(kept) > _KEPT:
                kept.pop(next(iter(kept)), None)
        return found

    return table


def kept_by_dossier(
    maxsize: int | None,
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Make a function keep its answers, for each dossier apart.

    For all that asks a table made `by_dossier`: a plain `lru_cache` would answer with what was
    known when a word was first asked for, by another dossier or by none.
    """

    def keeping(answer: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        def of_one(_: str, /, *args: Asked.args, **named: Asked.kwargs) -> Answer:
            return answer(*args, **named)

        kept: Callable[..., Answer] = lru_cache(maxsize)(of_one)

        @wraps(answer)
        def asked(*args: Asked.args, **named: Asked.kwargs) -> Answer:
            return kept(_in_force.get().digest, *args, **named)

        return asked

    return keeping
