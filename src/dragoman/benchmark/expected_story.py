"""A story as a careful reader would keep it: the expected ledger that `dragoman bench story` reads.

A TOML file that a person wrote from the articles by hand (docs/samples.md tells its form):
matters with the words that name them, each side's stance by day, conditions with their status,
deadlocks, differing accounts, events. A part that the file leaves out is not compared.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import UnreadableInput
from dragoman.records import CONDITION_KINDS, EVENT_TYPES, STANCES

STATUSES = ("not met", "partly met", "met", "withdrawn", "disputed", "unknown")

Part = TypeVar("Part")
_Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExpectedMatter:
    """A matter; `words` name it in a ledger, `opposite` name it seen from the other end.

    `several` ones put together what a ledger may well keep apart.
    """

    name: str
    words: tuple[str, ...]
    opposite: tuple[str, ...]
    several: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words of an article, which is named as its file is, without the ending."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class ExpectedStance:
    """What a side said on a matter on a day.

    `either` are all stances that are right, the likeliest first; `divided` asks for voices of
    the side that differ on that day. An `optional` one may be missing. `source` is where the
    public record has it, `told` the words of an article that tell it; `stale` whether the side's
    position was so in the end.
    """

    side: str
    matter: str
    day: str
    either: tuple[str, ...]
    divided: bool
    optional: bool
    source: str | None
    told: Words | None
    stale: bool

    @property
    def stance(self) -> str:
        """Return the stance that the likeliest reading takes."""
        return self.either[0]


@dataclass(frozen=True, slots=True)
class ExpectedCondition:
    """What a side asks for, in words of the article; `status` holds what is known from each day."""

    article: str
    side: str | None
    kinds: tuple[str, ...]
    act: str
    actor: str | None
    status: tuple[tuple[str, str], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class ExpectedDeadlock:
    """Two sides of which each waits for the other, and the words for what it waits for."""

    waits: tuple[tuple[str, str], ...]
    since: str
    until: str | None

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the sides that wait."""
        return tuple(side for side, _ in self.waits)


@dataclass(frozen=True, slots=True)
class ExpectedAccount:
    """Two accounts that cannot both hold; a `denial` when the other denies the one."""

    one: Words
    other: Words
    denial: bool


@dataclass(frozen=True, slots=True)
class ExpectedEvent:
    """An event that must be in the ledger."""

    type: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    day: str


@dataclass(frozen=True, slots=True)
class Story:
    """The expected ledger: what the file leaves out is None. `until` is the day it is asked as of.

    A `whole` story has every position; without that, other matters than its own are passed over.
    """

    until: str | None
    whole: bool
    matters: tuple[ExpectedMatter, ...]
    positions: tuple[ExpectedStance, ...] | None
    conditions: tuple[ExpectedCondition, ...] | None
    deadlocks: tuple[ExpectedDeadlock, ...] | None
    accounts: tuple[ExpectedAccount, ...] | None
    events: tuple[ExpectedEvent, ...] | None


def read_story(path: Path) -> Story:
    """Return the expected ledger of a file; raises UnreadableInput for what is none."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UnreadableInput(
            str(path), "there is no such file", "Name the file of the expected ledger (TOML)."
        ) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableInput(str(path), f"no TOML ({error})", "Mend it there.") from error
    matters = _part(path, told, "matters", _matter) or ()
    names = {matter.name for matter in matters}
    positions = _part(path, told, "positions", lambda table: _positions(table, names))
    return Story(
        until=_day(told["until"]) if "until" in told else None,
        whole=bool(told.get("whole", False)),
        matters=matters,
        positions=None if positions is None else tuple(cell for row in positions for cell in row),
        conditions=_part(path, told, "conditions", _condition),
        deadlocks=_part(path, told, "deadlocks", _deadlock),
        accounts=_part(path, told, "accounts", _account),
        events=_part(path, told, "events", _event),
    )


def _part(
    path: Path, told: _Table, name: str, made: Callable[[_Table], Part]
) -> tuple[Part, ...] | None:
    if name not in told:
        return None
    found = []
    for n, table in enumerate(told[name], start=1):
        try:
            found.append(made(table))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            fault = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            raise UnreadableInput(
                f"{path}, {name} {n}", fault, "docs/samples.md tells the form; mend it there."
            ) from error
    return tuple(found)


def _matter(table: _Table) -> ExpectedMatter:
    return ExpectedMatter(
        name=table["name"],
        words=tuple(table.get("words", ())),
        opposite=tuple(table.get("opposite", ())),
        several=bool(table.get("several", False)),
    )


def _positions(table: _Table, matters: set[str]) -> tuple[ExpectedStance, ...]:
    if table["matter"] not in matters:
        raise ValueError(f"the matter {table['matter']!r} stands under no [[matters]]")
    return tuple(_stance(table, day, told) for day, told in table["said"].items())


def _stance(table: _Table, day: str, told: str | _Table) -> ExpectedStance:
    cell: _Table = {"stance": told} if isinstance(told, str) else told
    either = (cell["stance"], *cell.get("or", ()))
    for stance in either:
        _one_of(stance, STANCES, "stance")
    return ExpectedStance(
        side=table["side"],
        matter=table["matter"],
        day=_day(day),
        either=either,
        divided=bool(cell.get("divided", False)),
        optional=bool(cell.get("optional", False)),
        source=cell.get("source"),
        told=_words(cell["in"]) if "in" in cell else None,
        stale=bool(table.get("stale", False)),
    )


def _condition(table: _Table) -> ExpectedCondition:
    kinds = (table["kind"],) if isinstance(table["kind"], str) else tuple(table["kind"])
    for kind in kinds:
        _one_of(kind, CONDITION_KINDS, "kind")
    status = tuple((_day(day), word) for day, word in table.get("status", {}).items())
    for _, word in status:
        _one_of(word, STATUSES, "status")
    return ExpectedCondition(
        article=table["article"],
        side=table.get("side"),
        kinds=kinds,
        act=table["act"],
        actor=table.get("actor"),
        status=tuple(sorted(status)),
        optional=bool(table.get("optional", False)),
    )


def _deadlock(table: _Table) -> ExpectedDeadlock:
    until = table.get("until")
    waits = tuple(sorted(table["waits"].items()))
    return ExpectedDeadlock(waits, _day(table["since"]), _day(until) if until else None)


def _account(table: _Table) -> ExpectedAccount:
    one, other = _words(table["one"]), _words(table["other"])
    return ExpectedAccount(one, other, bool(table.get("denial", False)))


def _words(table: _Table) -> Words:
    return Words(table["article"], table["words"])


def _event(table: _Table) -> ExpectedEvent:
    _one_of(table["type"], EVENT_TYPES, "type")
    return ExpectedEvent(
        table["type"], tuple(table["source"]), tuple(table["target"]), _day(table["day"])
    )


def _one_of(word: str, known: tuple[str, ...], what: str) -> None:
    if word not in known:
        raise ValueError(f"{word!r} is no {what}: use {', '.join(known)}")


def _day(told: object) -> str:
    if isinstance(told, datetime.date):
        return told.isoformat()[:10]
    return datetime.date.fromisoformat(str(told)).isoformat()
