"""One decision taken on many records at once: each is kept by itself, all of one moment.

What cannot be decided on is left out and told; the rest is kept. Each is undone by itself, and
what follows in the ledger is made anew once for all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from dragoman.errors import DragomanError, LedgerError
from dragoman.ledger.deciding import follow, put_on_record
from dragoman.ledger.decisions import Decision, Verb
from dragoman.ledger.finding import find_record
from dragoman.ledger.record_decisions import told_by
from dragoman.ledger.rulings import By
from dragoman.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Undecided:
    """A record on which no decision could be taken, by the name that was given, and why not."""

    record: str
    why: str


@dataclass(frozen=True, slots=True)
class DecidedMany:
    """The decisions that were kept, in the order of the records, and what was left out."""

    decisions: tuple[Decision, ...]
    undecided: tuple[Undecided, ...]


def records_decide(
    ledger: Ledger,
    records: Iterable[str],
    verb: Verb,
    fields: Mapping[str, Any] | None = None,
    **by: Unpack[By],
) -> DecidedMany:
    """Confirm, correct or reject several records: `fields` are what a correction sets.

    A record that is named twice is decided on once. Raises DragomanError when no record is
    named, when a reason is wanted and missing, and for what cannot be decided on records.
    """
    wanted = list(dict.fromkeys(name.strip() for name in records if name.strip()))
    if not wanted:
        raise DragomanError("No record is named. Name one or more, as lists show them.")
    told = told_by(verb, by)
    kept: dict[str, Decision] = {}
    articles: list[int] = []
    undecided: list[Undecided] = []
    with ledger.change() as connection:
        for name in wanted:
            try:
                found = find_record(connection, name)
                if found.ref in kept:
                    continue
                kept[found.ref] = put_on_record(connection, found, verb, told, fields)
            except LedgerError:
                raise
            except DragomanError as error:  # told before anything of this record was written
                undecided.append(Undecided(name, str(error)))
            else:
                articles.append(found.article.key)
        follow(connection, articles)
    return DecidedMany(tuple(kept.values()), tuple(undecided))
