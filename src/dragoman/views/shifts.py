"""Who moved on what, and when: a side's stance on one day against that on its next."""

from __future__ import annotations

from itertools import pairwise

from dragoman.ledger import Ledger
from dragoman.ledger.naming import name_matters
from dragoman.records import STANCES
from dragoman.views.asking import last_day, roots_of, sides_of
from dragoman.views.rows import ShiftRow
from dragoman.views.series import Said, said_by, series


def shifts(
    ledger: Ledger, *, matter: str | None = None, side: str | None = None, on: str | None = None
) -> tuple[ShiftRow, ...]:
    """Return every move of a side's stance up to `on`, by matter's name, side and day.

    Undated statements move nothing. Raises NotFound for a matter that the ledger does not
    have, DragomanError for `on` that is no date.
    """
    until = last_day(on, "on")
    rows: list[ShiftRow] = []
    with ledger.connect() as connection:
        roots = roots_of(connection, matter)
        found = series(connection, roots, None if side is None else sides_of(side))
        moved = [(one, pair) for one in found for pair in pairwise(one.days) if _moved(*pair)]
        named = name_matters(connection, {one.matter for one, _ in moved})
        for one, (before, after) in moved:
            if until is not None and (after.day or "") > until:
                continue
            steps = _steps(before, after)
            rows.append(
                ShiftRow(
                    matter=one.matter,
                    matter_name=named[one.matter].name,
                    side=one.side,
                    before=before.stance,
                    after=after.stance,
                    steps=steps,
                    direction="softened" if steps > 0 else "hardened",
                    before_day=before.day or "",
                    after_day=after.day or "",
                    evidence_before=said_by(connection, one, before),
                    evidence_after=said_by(connection, one, after),
                )
            )
    return tuple(sorted(rows, key=lambda r: (r.matter_name, r.matter, r.side, r.after_day)))


def _moved(before: Said, after: Said) -> bool:
    return before.stance != after.stance


def _steps(before: Said, after: Said) -> int:
    scale: list[str] = list(STANCES)
    return scale.index(after.stance) - scale.index(before.stance)
