"""What a ledger tells of a story, in the plain form in which it is compared with what is expected.

Everything is asked of the views that a user asks, so that what is compared is what a user sees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman import views
from dragoman.benchmark.expected_story import Words
from dragoman.ledger import Ledger
from dragoman.ledger.naming import name_matters
from dragoman.views.rows import ConditionRow
from dragoman.views.series import days, evidence, series


@dataclass(frozen=True, slots=True)
class ToldStance:
    """A side's stance on a matter on a day, with words that it stands on.

    `voices` are all stances that were spoken for the side on the matter that day.
    """

    side: str
    matter: str
    day: str
    stance: str
    words: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldShift:
    """A stance that moved, as the ledger has it."""

    side: str
    matter: str
    day: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event, on its own day or else its article's."""

    type: str
    source: frozenset[str]
    target: frozenset[str]
    day: str | None


@dataclass(frozen=True, slots=True)
class ToldDeadlock:
    """Sides that wait, each with the act that it waits for, and how long they did."""

    waits: tuple[tuple[str, str], ...]
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class ToldAccount:
    """Two accounts of the ledger that cannot both hold."""

    one: Words
    other: Words
    denial: bool


def told_stances(ledger: Ledger, until: str | None) -> tuple[ToldStance, ...]:
    """Return what each side said on each matter, day by day; what is undated is left out."""
    voices = _voices(ledger)
    found = []
    with ledger.connect() as connection:
        all_series = series(connection, None, None)
        named = name_matters(connection, {one.matter for one in all_series})
        for one in all_series:
            said = [each for each in days(connection, one, until) if each.day]
            quoted = evidence(connection, one, said)
            for each in said:
                day = each.day or ""
                words = quoted[each.day][0].words if quoted[each.day] else ""
                spoken = voices[one.side, one.matter, day] | {each.stance}
                found.append(
                    ToldStance(
                        one.side,
                        named[one.matter].name,
                        day,
                        each.stance,
                        words,
                        tuple(sorted(spoken)),
                    )
                )
    return tuple(sorted(found, key=lambda told: (told.side, told.matter, told.day)))


def _voices(ledger: Ledger) -> dict[tuple[str, str, str], set[str]]:
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in views.statements(ledger):
        if row.counts and row.stance and row.matter and row.day:
            for side in row.sides or ((row.side,) if row.side else ()):
                found[side, row.matter, row.day].add(row.stance)
    return found


def told_shifts(ledger: Ledger, until: str | None) -> tuple[ToldShift, ...]:
    """Return every stance that moved."""
    rows = views.shifts(ledger, on=until)
    return tuple(
        ToldShift(row.side, row.matter_name, row.after_day, row.before, row.after) for row in rows
    )


def told_conditions(ledger: Ledger) -> dict[str, tuple[ConditionRow, ...]]:
    """Return the conditions of each article, which is named as its file is without the ending."""
    stems = _stems(ledger)
    found: dict[str, list[ConditionRow]] = defaultdict(list)
    for row in views.conditions(ledger):
        for article in row.told_in:
            found[stems[article]].append(row)
    return {name: tuple(rows) for name, rows in found.items()}


def told_stale(ledger: Ledger, until: str | None) -> frozenset[tuple[str, str]]:
    """Return the sides and matters whose position is stale."""
    rows = views.positions_over_time(ledger, on=until)
    return frozenset((row.side, row.matter_name) for row in rows if row.stale)


def _stems(ledger: Ledger) -> dict[str, str]:
    return {row.article: row.name.rpartition(".")[0] or row.name for row in views.articles(ledger)}


def told_statuses(ledger: Ledger, on: str | None) -> Mapping[str, str]:
    """Return what had become of each condition by a day."""
    return {row.record: row.status for row in views.conditions(ledger, on=on)}


def told_deadlocks(ledger: Ledger, until: str | None) -> tuple[ToldDeadlock, ...]:
    """Return the deadlocks, ended ones among them."""
    return tuple(
        ToldDeadlock(
            tuple((c.side or "", c.act) for c in row.conditions),
            row.since,
            row.ended,
        )
        for row in views.deadlocks(ledger, on=until, ended=True)
    )


def told_accounts(ledger: Ledger, until: str | None) -> tuple[ToldAccount, ...]:
    """Return the accounts that cannot both hold."""
    stems = _stems(ledger)

    def words(told: views.Told) -> Words:
        return Words(stems[told.article], " ".join(told.words.split()))

    return tuple(
        ToldAccount(words(row.one), words(row.other), row.kind == "denial")
        for row in views.accounts(ledger, on=until)
    )


def told_events(ledger: Ledger) -> tuple[ToldEvent, ...]:
    """Return all events."""
    return tuple(
        ToldEvent(
            row.type,
            frozenset(row.source),
            frozenset(row.target),
            (row.day or row.published or "")[:10],
        )
        for row in views.events(ledger)
    )
