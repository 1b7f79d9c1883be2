"""The records of a reading: their places lie in the text, their words are those that stand there.

What stands in a row is also held against what such a row may say, so that a letter that was
changed on the disk does not pass for a stance or a sort.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, RowMapping, Table, select

from dragoman.article import Article, Span
from dragoman.ledger import schema
from dragoman.ledger.actors import actor_id
from dragoman.ledger.claiming import claim_of
from dragoman.ledger.copying import ROWS
from dragoman.ledger.verifying.finding import COPY, Finding
from dragoman.ledger.writing import words_of
from dragoman.records import (
    ANONYMITIES,
    CONDITION_KINDS,
    EVENT_TYPES,
    FACTIVITIES,
    KINDS,
    SORTS,
    STANCES,
    STATUSES,
    Speaker,
)


class _Sort(NamedTuple):
    """A table of records: its places, each with the column of its words, and known values."""

    table: Table
    places: tuple[tuple[str, str | None], ...]
    values: Mapping[str, tuple[str | None, ...]] = {}


_RECORDS = (
    _Sort(
        schema.statements,
        (
            ("source", "source_words"),
            ("cue", "cue_words"),
            ("stance_cue", None),
            ("matter", None),
            ("hedge", "hedge_words"),
            ("venue", "venue_words"),
            ("anonymity", "anonymity_words"),
        ),
        {
            "kind": KINDS,
            "stance": (None, *STANCES),
            "factivity": (None, *FACTIVITIES),
            "anonymity": (None, *ANONYMITIES),
        },
    ),
    _Sort(
        schema.conditions,
        (("act", "act_words"), ("outcome", "outcome_words"), ("cue", "cue_words")),
        {"kind": CONDITION_KINDS},
    ),
    _Sort(
        schema.events,
        (("anchor", "anchor_words"),),
        {"type": EVENT_TYPES, "status": STATUSES},
    ),
    _Sort(schema.claims, (("claim", "words"),)),
)
_OF_STATEMENTS = (
    _Sort(schema.grounds, (("ground", "words"), ("cue", "cue_words"))),
    _Sort(schema.blames, (("cue", None),)),
    _Sort(schema.contents, (("content", None),)),
)


def wrong_records(connection: Connection, reading_key: int, article: Article) -> Iterator[Finding]:
    """Yield what is wrong with the records of a reading of an article."""
    text, statements = article.text, schema.statements
    for sort in _RECORDS:
        table = sort.table
        rows = select(table).where(table.c.reading_key == reading_key).order_by(table.c.n)
        for row in connection.execute(rows).mappings():
            for what in (*_misplaced(row, sort.places, text), *_unknown(row, sort)):
                yield _told(what, f"{article.id}/{row['id']}")
    for sort in _OF_STATEMENTS:
        table = sort.table
        told = select(table, statements.c.id.label("record")).join(
            statements, statements.c.key == table.c.statement_key
        )
        of = told.where(statements.c.reading_key == reading_key)
        for row in connection.execute(of).mappings():
            for what in _misplaced(row, sort.places, text):
                yield _told(what, f"{article.id}/{row['record']}")
    yield from _wrong_words(connection, reading_key, article)
    evidence = schema.summary_evidence
    of_summary = select(evidence).where(evidence.c.reading_key == reading_key)
    for row in connection.execute(of_summary).mappings():
        for what in _misplaced(row, (("evidence", None),), text):
            yield _told(what, f"{article.id}, sentence {row['sentence'] + 1} of its summary")
    claims = schema.claims
    for claim in connection.execute(select(claims).where(claims.c.reading_key == reading_key)):
        claim_of(claim)  # raises what reading garbage raises


def _misplaced(
    row: RowMapping, places: tuple[tuple[str, str | None], ...], text: str
) -> Iterator[str]:
    """Yield what is wrong with the places of a row, and with the words beside them."""
    for name, words in places:
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        if start is None and end is None:
            if words and row[words] is not None:
                yield f"its {words} stand nowhere"
        elif start is None or end is None or not 0 <= start <= end <= len(text):
            yield f"its {name} lies outside the text ({start}-{end})"
        elif words and row[words] != text[start:end]:
            yield f"its {words} are not those of the text ({start}-{end})"


def _unknown(row: RowMapping, sort: _Sort) -> Iterator[str]:
    for name, values in sort.values.items():
        if row[name] not in values:
            yield f"{row[name]!r} is no {name}"
    if not 0 <= row.get("confidence", 0) <= 1:
        yield f"{row['confidence']!r} is no confidence"


def _wrong_words(connection: Connection, reading_key: int, article: Article) -> Iterator[Finding]:
    """Yield the statements whose words are not those of their contents."""
    statements, contents = schema.statements.c, schema.contents.c
    query = (
        select(statements.id, statements.words, contents.content_start, contents.content_end)
        .outerjoin(schema.contents, contents.statement_key == statements.key)
        .where(statements.reading_key == reading_key)
        .order_by(statements.n, contents.n)
    )
    rows = connection.execute(query).all()
    for (name, words), pieces in groupby(rows, key=lambda row: (row.id, row.words)):
        spans = [Span(start, end) for *_, start, end in pieces if start is not None]
        if words_of(spans, article.text) != words:
            yield _told("its words are not those of the text", f"{article.id}/{name}")


def wrong_actors(connection: Connection) -> Iterator[Finding]:
    """Yield the speakers whose rows are not what they are known by."""
    rows = connection.execute(select(schema.actors).execution_options(yield_per=ROWS))
    for row in rows.mappings():
        speaker = Speaker(name=row["name"], country=row["country"], sort=row["sort"])
        if row["sort"] not in SORTS:
            yield Finding("words", f"{row['sort']!r} is no sort", f"actor {row['id']}", COPY)
        elif actor_id(speaker, row["sense"]) != row["id"]:
            what = "name, country and sort are not those that it is known by"
            yield Finding("words", what, f"actor {row['id']}", COPY)


def _told(what: str, where: str) -> Finding:
    return Finding("words", what, f"record {where}", COPY)
