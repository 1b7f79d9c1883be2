"""Where each side stands on each matter, as of a day: the ledger's answer to its first question.

The rule is the ledger guide's: the commonest stance of the side's own statements on the latest
known day; undated statements count together, and only where the side has no dated ones, since
nobody can tell whether they are older or newer. Conditions stand beside a position and never
replace it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from dragoman.ledger import Ledger
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.conditions import conditions_beside
from dragoman.views.course import voices
from dragoman.views.knowing import connected
from dragoman.views.parts import wider_matters
from dragoman.views.rows import PositionRow
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
        named = name_matters(connection, roots.union(*wider.values()))
        rows = [
            _position(connection, one, named, wider.get(one.matter, ()), until) for one in found
        ]
    shown = [row for row in rows if row]
    return tuple(sorted(shown, key=lambda row: (row.matter_name, row.matter, row.side)))


def _position(
    connection: Connection,
    one: Series,
    named: Mapping[str, NamedMatter],
    wider: Sequence[str],
    until: str | None,
) -> PositionRow | None:
    decides, since = _latest(connection, one, until)
    if decides is None:
        return None
    said = evidence(connection, one, [decides])[decides.day]
    return PositionRow(
        matter=one.matter,
        matter_name=named[one.matter].name,
        side=one.side,
        stance=decides.stance,
        scope=scope_of(connection, one, decides),
        since=since,
        latest=decides.day,
        date_is="said" if any(q.date_is == "said" for q in said) else _published(decides),
        statements=statements_of(connection, one, decides, since, until),
        of=statements_until(connection, one, until if decides.day else None),
        conditions=conditions_beside(connection, one, named, wider, until),
        evidence=said,
        articles=articles_of(connection, one, decides, since, until),
        voices=voices(connection, one, decides.day, until),
    )


def _published(said: Said) -> str | None:
    return None if said.day is None else "published"


def _latest(
    connection: Connection, one: Series, until: str | None
) -> tuple[Said | None, str | None]:
    """Return what a side said last, and the first day of the run of that stance."""
    last, since = None, None
    for said in days(connection, one, until):
        last = last or said
        if said.stance != last.stance:
            break
        since = said.day
    if last is None and (until is None or next(days(connection, one), None) is None):
        last = undated(connection, one)
    return last, since
