"""What the ledger's stances are about, each matter with its parties, sides and wordings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.naming import members, name_matters
from dragoman.views.asking import matters_of
from dragoman.views.knowing import connected
from dragoman.views.parts import wholes_of
from dragoman.views.rows import MatterRow


def matters(
    ledger: Ledger,
    matter: str | None = None,
    *,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[MatterRow, ...]:
    """Return the matters, or those of that name, the most spoken of first.

    `parts` adds what is part of the matters asked for. `sides` are those that take a stance on
    it themselves. `as_known_on` leaves out what was not known by that day. Raises NotFound for
    a matter that the ledger does not have.
    """
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        roots = members(connection) if asked is None else asked
        spoken = _spoken(connection, roots, asked)
        sides = _sides(connection, roots, asked)
        wholes = wholes_of(connection, None if asked is None else set(spoken))
        named = name_matters(connection, {*spoken, *wholes.values()})
    rows = [
        MatterRow(
            matter=root,
            name=named[root].name,
            parties=named[root].parties,
            sides=tuple(sorted(sides[root])),
            wordings=named[root].wordings,
            statements=sum(row.statements for row in said),
            first=min((row.first for row in said if row.first), default=None),
            last=max((row.last for row in said if row.last), default=None),
            articles=sum(row.articles for row in said),
            part_of=wholes.get(root),
            part_of_name=named[wholes[root]].name if root in wholes else None,
        )
        for root, said in spoken.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.statements, row.name, row.matter)))


def _spoken(
    connection: Connection, roots: Mapping[str, str], asked: Collection[str] | None
) -> dict[str, list[Row[Any]]]:
    """Return for each matter how many statements are about it, in how many articles, and when."""
    standings, told = schema.standings.c, schema.tellings.c
    query = (
        select(
            standings.matter_id,
            sql.count(told.utterance.distinct()).label("statements"),
            sql.count(standings.article_key.distinct()).label("articles"),
            sql.min(standings.day).label("first"),
            sql.max(standings.day).label("last"),
        )
        .join(schema.tellings, told.statement_key == standings.statement_key)
        .group_by(standings.matter_id)
    )
    wanted = standings.matter_id.is_not(None) if asked is None else standings.matter_id.in_(asked)
    spoken: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(query.where(wanted)):
        spoken[roots[row.matter_id]].append(row)
    return spoken


def _sides(
    connection: Connection, roots: Mapping[str, str], asked: Collection[str] | None
) -> dict[str, set[str]]:
    stances = schema.stances.c
    query = select(stances.matter_id, stances.side).distinct()
    if asked is not None:
        query = query.where(stances.matter_id.in_(asked))
    sides: dict[str, set[str]] = defaultdict(set)
    for id_, side in connection.execute(query):
        sides[roots[id_]].add(side)
    return sides
