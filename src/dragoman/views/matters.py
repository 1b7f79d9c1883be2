"""What the ledger's stances are about, each matter with its parties, sides and wordings."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func as sql
from sqlalchemy import select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.naming import name_matters
from dragoman.views.asking import of_matters, roots_of
from dragoman.views.rows import MatterRow


def matters(ledger: Ledger, matter: str | None = None) -> tuple[MatterRow, ...]:
    """Return the matters, or those of that name, the most spoken of first.

    Raises NotFound for a matter that the ledger does not have.
    """
    standings, every = schema.standings, schema.matters
    query = (
        select(
            every.c.root,
            standings.c.side,
            sql.count(),
            sql.min(standings.c.day),
            sql.max(standings.c.day),
        )
        .join(every, every.c.id == standings.c.matter_id)
        .group_by(every.c.root, standings.c.side)
    )
    with ledger.connect() as connection:
        roots = roots_of(connection, matter)
        if roots is not None:
            query = query.where(of_matters(standings.c.matter_id, roots))
        spoken = defaultdict(list)
        for root, side, count, first, last in connection.execute(query):
            spoken[root].append((side, count, first, last))
        named = name_matters(connection, spoken.keys())
    rows = [
        MatterRow(
            matter=root,
            name=named[root].name,
            parties=named[root].parties,
            sides=tuple(sorted(side for side, *_ in said if side)),
            wordings=named[root].wordings,
            statements=sum(count for _, count, _, _ in said),
            first=min((first for _, _, first, _ in said if first), default=None),
            last=max((last for *_, last in said if last), default=None),
        )
        for root, said in spoken.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.statements, row.name, row.matter)))
