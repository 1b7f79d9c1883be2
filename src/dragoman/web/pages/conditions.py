"""Conditions: what it would take, by who must act, and where sides wait for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.brief.names import counted, deadlock_words, party_name, stated_by, told_by
from dragoman.ledger import Ledger
from dragoman.views import deadlocks
from dragoman.views.asked_acts import COUNTED, AskedRow, asked_acts
from dragoman.views.chains import ChainRow, chains
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.rows import ConditionRow
from dragoman.views.totals import checked_conditions, more_conditions
from dragoman.web.asked import Asked
from dragoman.web.shown import Shown, without

KNOWN = ("side", "matter", "asks", "before", "known")
CONDITIONS = 25
COMPARED = 2000
"""Conditions up to which deadlocks are looked for unasked; in more, on one matter only."""


def conditions_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of conditions by who must act, with the deadlocks below."""
    first = (asked.page - 1) * CONDITIONS
    matter, side = asked.get("matter"), asked.get("side")
    until, known, actor = asked.get("before"), asked.get("known"), asked.more.get("actor")
    found = asked_acts(
        ledger,
        matter=matter,
        side=side,
        actor=actor,
        asks=asked.get("asks"),
        on=until,
        as_known_on=known,
        first=first,
        count=CONDITIONS + 1,
    )
    rows = found.rows[:CONDITIONS]
    total = sum(count for _, count in found.actors)
    locked = deadlocks_of(ledger, asked, found.every)
    groups = [(who, list(some)) for who, some in groupby(rows, key=lambda r: r.actor)]
    return Shown(
        title="What would it take?",
        template="conditions.html",
        path="/conditions",
        rows=rows,
        kind=AskedRow,
        counts=_counts(total, None if asked.q else checked_conditions(ledger)),
        unused=without(asked, KNOWN),
        context={
            "groups": groups,
            "actors": found.actors,
            "actor": actor,
            "kinds": found.kinds,
            "counted": COUNTED,
            "deadlocks": locked or (),
            "compared": locked is not None,
            "chains": _tree(chains(ledger, matter=matter, side=side, on=until, as_known_on=known)),
            "stated_by": stated_by,
            "told_by": told_by,
            "deadlock_words": deadlock_words,
            "party_name": party_name,
            "first": first + 1,
            "more": len(found.rows) > CONDITIONS,
        },
    )


def deadlocks_of(ledger: Ledger, asked: Asked, total: int) -> tuple[DeadlockRow, ...] | None:
    """Return the deadlocks of a query that so many conditions answer; None where they are too many.

    What is asked for (`asks`) does not narrow them: a ring holds whatever each asks.
    """
    matter = asked.get("matter")
    if matter is None and _too_many(ledger, asked, total):
        return None
    return deadlocks(
        ledger,
        matter=matter,
        side=asked.get("side"),
        on=asked.get("before"),
        as_known_on=asked.get("known"),
    )


def _too_many(ledger: Ledger, asked: Asked, total: int) -> bool:
    """Tell whether there are too many conditions to compare; a side's wait for all the others'."""
    return total > COMPARED or (
        asked.get("side") is not None
        and more_conditions(
            ledger, COMPARED, on=asked.get("before"), as_known_on=asked.get("known")
        )
    )


@dataclass(frozen=True, slots=True)
class Link:
    """A condition of a chain, with those to which it leads."""

    condition: ConditionRow
    then: list[Link]


def _tree(found: Sequence[ChainRow]) -> list[Link]:
    """Return chains as one list, in which those that begin alike are told once."""
    first: list[Link] = []
    for chain in found:
        level = first
        for row in chain.conditions:
            link = next((one for one in level if one.condition.record == row.record), None)
            if link is None:
                link = Link(row, [])
                level.append(link)
            level = link.then
    return first


def _counts(total: int, checked: int | None) -> str:
    """Return how many conditions there are, and of all of them how many nobody has checked."""
    told = counted(total, "condition") if total else ""
    return f"{told}; {total - checked:,} not yet checked" if told and checked is not None else told
