"""Where each side stands on each matter, as of a day: the ledger's answer to its first question.

The rule is the ledger guide's: the commonest stance of the side's own statements on the latest
known day; undated statements count together, and only where the side has no dated ones, since
nobody can tell whether they are older or newer. Conditions stand beside a position and never
replace it.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from dragoman.ledger import Ledger
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.conditions import conditions_beside
from dragoman.views.course import voices
from dragoman.views.knowing import connected
from dragoman.views.parts import wider_matters
from dragoman.views.rows import ConditionRow, PositionRow
from dragoman.views.series import (
    Said,
    Series,
    articles_of,
    days,
    evidence,
    scope_of,
    series,
    statements_of,
    statements_until,
    undated,
)


def positions(
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    on: str | None = None,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[PositionRow, ...]:
    """Return side × matter rows, by matter's name and side; `on` asks as of that day.

    `parts` adds what is part of the matter; `as_known_on` leaves out what was not known by that
    day (see `views.knowing`). Raises NotFound for a matter that the ledger does not have,
    DragomanError for a date that is none.
    """
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        found = series(connection, asked, None if side is None else sides_shown(connection, side))
        roots = {one.matter for one in found}
        wider = wider_matters(connection, roots)
        named = name_matters(connection, roots)
        decided = [last for one in found if (last := _latest(connection, one, until))]
        beside = conditions_beside(connection, [last.of for last in decided], wider, until)
        rows = [
            _position(connection, last, set_, named[last.of.matter], until)
            for last, set_ in zip(decided, beside, strict=True)
        ]
    return tuple(sorted(rows, key=lambda row: (row.matter_name, row.matter, row.side)))


class _Latest(NamedTuple):
    """What a side said last on a matter, and the first day of the run of that stance."""

    of: Series
    said: Said
    since: str | None


def _position(
    connection: Connection,
    last: _Latest,
    conditions: tuple[ConditionRow, ...],
    matter: NamedMatter,
    until: str | None,
) -> PositionRow:
    one, decides, since = last
    said = evidence(connection, one, [decides])[decides.day]
    return PositionRow(
        matter=one.matter,
        matter_name=matter.name,
        side=one.side,
        stance=decides.stance,
        scope=scope_of(connection, one, decides),
        since=since,
        latest=decides.day,
        date_is="said" if any(q.date_is == "said" for q in said) else _published(decides),
        statements=statements_of(connection, one, decides, since, until),
        of=statements_until(connection, one, until if decides.day else None),
        conditions=conditions,
        evidence=said,
        articles=articles_of(connection, one, decides, since, until),
        voices=voices(connection, one, decides.day, until),
    )


def _published(said: Said) -> str | None:
    return None if said.day is None else "published"


def _latest(connection: Connection, one: Series, until: str | None) -> _Latest | None:
    """Return what a side said last; None where it said nothing up to the day."""
    last, since = None, None
    for said in days(connection, one, until):
        last = last or said
        if said.stance != last.stance:
            break
        since = said.day
    if last is None and (until is None or next(days(connection, one), None) is None):
        last = undated(connection, one)
    return _Latest(one, last, since) if last else None
