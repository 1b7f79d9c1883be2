"""Where each side stands on each matter, as of a day: the ledger's answer to its first question.

The rule is the ledger guide's: the commonest stance of the side's own statements on the latest
known day; undated statements count together, and only where the side has no dated ones, since
nobody can tell whether they are older or newer. Conditions stand beside a position and never
replace it.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from dragoman.ledger import Ledger
from dragoman.ledger.naming import NamedMatter, name_matters
from dragoman.views.asking import last_day, roots_of, sides_of
from dragoman.views.conditions import conditions_beside
from dragoman.views.rows import PositionRow
from dragoman.views.series import Said, Series, said_by, scope_of, series


def positions(
    ledger: Ledger, *, matter: str | None = None, side: str | None = None, on: str | None = None
) -> tuple[PositionRow, ...]:
    """Return side × matter rows, by matter's name and side; `on` asks as of that day.

    Raises NotFound for a matter that the ledger does not have, DragomanError for `on` that is
    no date.
    """
    until = last_day(on, "on")
    with ledger.connect() as connection:
        roots = roots_of(connection, matter)
        found = series(connection, roots, None if side is None else sides_of(side))
        named = name_matters(connection, {one.matter for one in found})
        rows = [_position(connection, one, named[one.matter], until) for one in found]
    shown = [row for row in rows if row]
    return tuple(sorted(shown, key=lambda row: (row.matter_name, row.matter, row.side)))


def _position(
    connection: Connection, one: Series, matter: NamedMatter, until: str | None
) -> PositionRow | None:
    days = [said for said in one.days if until is None or (said.day or "") <= until]
    if one.days and not days:
        return None
    decides = days[-1] if days else one.undated
    if decides is None:
        return None
    undated = one.undated.statements if one.undated and until is None else 0
    return PositionRow(
        matter=one.matter,
        matter_name=matter.name,
        side=one.side,
        stance=decides.stance,
        scope=scope_of(connection, one, decides),
        since=_since(days, decides.stance),
        latest=decides.day,
        statements=sum(said.statements for said in days) + undated if days else decides.statements,
        conditions=conditions_beside(connection, matter, one.side, until),
        evidence=said_by(connection, one, decides),
    )


def _since(days: Iterable[Said], stance: str) -> str | None:
    """Return the first day of the run of one stance that lasts to the last day."""
    since = None
    for said in reversed(list(days)):
        if said.stance != stance:
            break
        since = said.day
    return since
