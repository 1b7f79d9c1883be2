"""Why sides take their stances and whom they blame, in the speakers' own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, exists, or_, select

from dragoman.article import Span
from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref
from dragoman.ledger.naming import name_matters
from dragoman.views.asking import last_day, matters_of, sides_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.views.quoting import date_is, standing_statements, title
from dragoman.views.rows import Row as ViewRow
from dragoman.views.witnesses import once


@dataclass(frozen=True, slots=True)
class GroundRow(ViewRow):
    """Why a speaker took a stance, whom he blamed, or both.

    `ground` is the words for it and `cue` what makes them a ground (*because of*), both None
    where he only blames; `blamed` are ISO3 codes or names. `words` is the whole statement,
    `spans` are the places of ground, cue and blame. `date_is` tells what `day` is: when it was
    `said`, or when the article was `published`.
    """

    record: str
    article: str
    title: str
    matter: str | None
    matter_name: str | None
    side: str | None
    speaker: str | None
    role: str | None
    source: str | None
    stance: str | None
    ground: str | None
    cue: str | None
    blamed: tuple[str, ...]
    words: str
    day: str | None
    date_is: str | None
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        return f"{self.ground or 'blames ' + ', '.join(self.blamed)} [{self.record}]"


def grounds(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    blamed: str | None = None,
    on: str | None = None,
    each: bool = False,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[GroundRow, ...]:
    """Return the grounds that speakers give for their stances, and whom they blame.

    The latest come first, the undated last. `blamed` leaves only those who blame that party,
    `on` what was said up to that day; `parts` adds what is part of the matter. What several
    articles tell of one utterance is one row, unless `each` is set. `as_known_on` leaves out
    what was not known by that day. Raises NotFound for a matter that the ledger does not have,
    DragomanError for `on` that is no date.
    """
    standings, told = schema.standings.c, schema.tellings.c
    until = last_day(on, "on")
    own, blames = schema.grounds.c.statement_key, schema.blames.c
    query = (
        select(standings.statement_key, told.utterance)
        .join(schema.tellings, told.statement_key == standings.statement_key)
        .order_by(standings.day.desc().nulls_last(), standings.article, standings.n)
    )
    blaming = exists().where(blames.statement_key == standings.statement_key)
    if blamed is not None:
        query = query.where(blaming.where(blames.party.in_(sides_of(blamed))))
    else:
        query = query.where(or_(exists().where(own == standings.statement_key), blaming))
    if until is not None:
        query = query.where(standings.day <= until)
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        if asked is not None:
            query = query.where(standings.matter_id.in_(asked))
        if side is not None:
            query = query.where(standings.side.in_(sides_shown(connection, side)))
        found = [(key, utterance) for key, utterance in connection.execute(query)]
        if each:
            return ground_rows(connection, [key for key, _ in found])
        rows = ground_rows(connection, once(found))
    # "X rejects it because of Y, Z said" is two statements with one ground.
    return tuple({(row.article, row.spans): row for row in reversed(rows)}.values())[::-1]


def ground_rows(connection: Connection, keys: Sequence[int]) -> tuple[GroundRow, ...]:
    """Return the grounds and blame of those statements, in the order of the keys."""
    statements, standings, given = schema.statements.c, schema.standings.c, schema.grounds.c
    query = (
        standing_statements(
            statements.key,
            statements.id,
            schema.articles.c.id.label("article"),
            title().label("title"),
            schema.matters.c.root,
            standings.side,
            schema.actors.c.shown.label("speaker"),
            standings.role,
            statements.source_words,
            standings.stance,
            statements.words.label("whole"),
            statements.said,
            schema.editions.c.published,
            standings.day,
            given.words,
            given.cue_words,
            given.ground_start,
            given.ground_end,
            given.cue_start,
            given.cue_end,
        )
        .outerjoin(schema.grounds, given.statement_key == statements.key)
        .outerjoin(schema.matters, schema.matters.c.id == standings.matter_id)
    )
    found: dict[int, Row[Any]] = {}
    for some in chunks(keys):
        rows = connection.execute(query.where(standings.statement_key.in_(some)))
        found |= {row.key: row for row in rows}
    blamed = _blamed(connection, keys)
    named = name_matters(connection, {row.root for row in found.values() if row.root})
    return tuple(
        _row(found[key], blamed[key], named[root].name if (root := found[key].root) else None)
        for key in keys
    )


def _blamed(connection: Connection, keys: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Return the rows of blame of each statement, in order."""
    blames = schema.blames
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for some in chunks(keys):
        query = select(blames).where(blames.c.statement_key.in_(some))
        for row in connection.execute(query.order_by(blames.c.statement_key, blames.c.n)):
            found[row.statement_key].append(row)
    return found


def _row(row: Row[Any], blamed: Sequence[Row[Any]], matter_name: str | None) -> GroundRow:
    spans = {Span(one.cue_start, one.cue_end) for one in blamed}
    if row.words is not None:
        spans |= {Span(row.ground_start, row.ground_end), Span(row.cue_start, row.cue_end)}
    return GroundRow(
        record=record_ref(row.article, row.id),
        article=row.article,
        title=row.title,
        matter=row.root,
        matter_name=matter_name,
        side=row.side,
        speaker=row.speaker,
        role=row.role,
        source=row.source_words,
        stance=row.stance,
        ground=row.words,
        cue=row.cue_words,
        blamed=tuple(one.party for one in blamed),
        words=row.whole,
        day=row.day,
        date_is=date_is(row.day, row.said, row.published),
        spans=tuple(sorted(spans)),
    )
