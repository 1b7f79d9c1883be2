"""Articles and readings turned into rows, inside the transaction of the caller.

What a reading found is written once and never changed; what follows from it is made by
`deriving`, which also runs again when a person decides something.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, insert, select

from dragoman.article import UNSTATED, Article, Revision, Span
from dragoman.ledger import schema
from dragoman.ledger.actors import actor_id, store_actors
from dragoman.ledger.claiming import claim_rows
from dragoman.ledger.keys import edition_digest
from dragoman.records import Condition, Event, Reading, Statement


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a reading's records, each sort in the reading's order."""

    statements: Sequence[int]
    conditions: Sequence[int]
    events: Sequence[int]
    claims: Sequence[int]


GAP = " … "
"""What stands between the pieces of a content that is split around its cue."""


def now() -> str:
    """Return the moment, in UTC to the second: for the columns that say when rows were made."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def store_article(connection: Connection, article: Article) -> int:
    """Store an article's bytes; return its key."""
    row = {
        "id": article.id,
        "origin": article.origin,
        "raw_sha256": article.raw_sha256,
        "added": now(),
        "raw": article.raw,
    }
    return _insert(connection, schema.articles, [row])[0]


def store_edition(connection: Connection, article_key: int, article: Article) -> int:
    """Store what intake made of an article's bytes unless it is held; return its key."""
    digest = edition_digest(article)
    held = select(schema.editions.c.key).where(schema.editions.c.digest == digest)
    key = connection.execute(held).scalar()
    if key is not None:
        return int(key)
    columns = (
        "name title outlet url byline issuer published retrieved language form text_sha256 text"
    )
    row = {column: getattr(article, column) for column in columns.split()}
    row |= {
        "article_key": article_key,
        "digest": digest,
        "paragraphs": json.dumps([[*p.span, p.sort] for p in article.paragraphs]),
        "furniture": json.dumps([[*span] for span in article.furniture]),
        "warnings": json.dumps(article.warnings, ensure_ascii=False),
        "sheets": json.dumps(article.sheets),
        "stated_in": json.dumps(article.stated_in, ensure_ascii=False),
    }
    edition_key = _insert(connection, schema.editions, [row])[0]
    fill(
        connection,
        schema.source_tags,
        (
            {"edition_key": edition_key, "n": n, **_ends("tag", tag.span), "source": tag.source}
            for n, tag in enumerate(article.source_tags)
        ),
    )
    store_revision(connection, edition_key, article.revision)
    return edition_key


def store_revision(connection: Connection, edition_key: int, revision: Revision) -> None:
    """Store what a source states of a version, unless it states nothing."""
    if revision == UNSTATED:
        return
    fields = ("item", "number", "modified", "canceled", "notice", "cut")
    row = {name: getattr(revision, name) for name in fields}
    row |= {"edition_key": edition_key, "replaces": json.dumps(revision.replaces)}
    fill(connection, schema.revisions, [row])


def store_reading(
    connection: Connection, row: dict[str, Any], reading: Reading
) -> tuple[int, Keys]:
    """Store a reading and all its records; `row` says which reading it is. Return the keys."""
    reading_key = _insert(connection, schema.readings, [row | {"stored": now()}])[0]
    store_actors(
        connection,
        (speaker for s in reading.statements for speaker in (s.speaker, *s.speakers)),
    )
    text = reading.article.text
    conditions = [_condition(reading_key, n, c, text) for n, c in enumerate(reading.conditions)]
    keys = Keys(
        _store_statements(connection, reading_key, enumerate(reading.statements), text),
        _insert(connection, schema.conditions, conditions),
        _store_events(connection, reading_key, reading.events, text),
        _insert(connection, schema.claims, claim_rows(reading_key, reading.claims, text)),
    )
    _store_summary(connection, reading_key, reading)
    return reading_key, keys


def keys_of(connection: Connection, reading_key: int) -> Keys:
    """Return the keys of the records of a reading that is stored."""
    tables = (schema.statements, schema.conditions, schema.events, schema.claims)
    return Keys(*(_keys(connection, table, reading_key) for table in tables))


def _keys(connection: Connection, table: Table, reading_key: int) -> Sequence[int]:
    found = select(table.c.key).where(table.c.reading_key == reading_key).order_by(table.c.n)
    return connection.execute(found).scalars().all()


def words_of(spans: Iterable[Span], text: str) -> str:
    """Return the words of the spans, with a mark where something stood between them."""
    return GAP.join(span.of(text) for span in spans)


def store_among(
    connection: Connection,
    reading_key: int,
    statement: tuple[int, Statement],
    condition: tuple[int, Condition] | None,
    text: str,
) -> None:
    """Store a statement, and a condition of it, among those of a stored reading.

    Each comes with its place there, which is free.
    """
    store_actors(connection, [statement[1].speaker])
    _store_statements(connection, reading_key, [statement], text)
    if condition:
        _insert(connection, schema.conditions, [_condition(reading_key, *condition, text)])


def _store_statements(
    connection: Connection,
    reading_key: int,
    numbered: Iterable[tuple[int, Statement]],
    text: str,
) -> list[int]:
    placed = list(numbered)
    rows = [_statement(reading_key, n, s, text) for n, s in placed]
    keys = _insert(connection, schema.statements, rows)
    keyed = [(key, s) for key, (_, s) in zip(keys, placed, strict=True)]
    fill(
        connection,
        schema.contents,
        (
            {"statement_key": key, "n": n, **_ends("content", span)}
            for key, statement in keyed
            for n, span in enumerate(statement.content)
        ),
    )
    fill(
        connection,
        schema.joint_speakers,
        (
            {"statement_key": key, "n": n, "actor_id": actor_id(speaker), "role": speaker.role}
            for key, statement in keyed
            for n, speaker in enumerate(statement.speakers)
        ),
    )
    fill(
        connection,
        schema.via,
        (
            {"statement_key": key, "n": n, "name": name}
            for key, statement in keyed
            for n, name in enumerate(statement.via)
        ),
    )
    _store_grounds(connection, keyed, text)
    return keys


def _store_grounds(
    connection: Connection, keyed: Sequence[tuple[int, Statement]], text: str
) -> None:
    fill(
        connection,
        schema.grounds,
        (
            {
                "statement_key": key,
                **_ends("ground", statement.ground.words),
                **_ends("cue", statement.ground.cue),
                "words": statement.ground.words.of(text),
                "cue_words": statement.ground.cue.of(text),
            }
            for key, statement in keyed
            if statement.ground
        ),
    )
    fill(
        connection,
        schema.blames,
        (
            {"statement_key": key, "n": n, "party": party, **_ends("cue", statement.blame.cue)}
            for key, statement in keyed
            if statement.blame
            for n, party in enumerate(statement.blame.blamed)
        ),
    )


def _statement(reading_key: int, n: int, statement: Statement, text: str) -> dict[str, Any]:
    columns = "id kind side within said cue_lemma cue_kind factivity stance scope matter"
    columns += " confidence rule anonymity"
    return {
        "reading_key": reading_key,
        "n": n,
        **{column: getattr(statement, column) for column in columns.split()},
        **_ends("source", statement.source),
        **_ends("cue", statement.cue),
        **_ends("stance_cue", statement.stance_cue),
        **_ends("hedge", statement.hedge),
        **_ends("venue", statement.venue),
        **_ends("anonymity", statement.anonymity_words),
        **_ends("matter", statement.matter_span),
        "actor_id": actor_id(statement.speaker),
        "role": statement.speaker.role,
        "source_words": statement.source.of(text) if statement.source else None,
        "cue_words": statement.cue.of(text) if statement.cue else None,
        "hedge_words": statement.hedge.of(text) if statement.hedge else None,
        "venue_words": statement.venue.of(text) if statement.venue else None,
        "anonymity_words": (
            statement.anonymity_words.of(text) if statement.anonymity_words else None
        ),
        "words": words_of(statement.content, text),
    }


def _condition(reading_key: int, n: int, condition: Condition, text: str) -> dict[str, Any]:
    columns = "id statement kind actor confidence rule"
    return {
        "reading_key": reading_key,
        "n": n,
        **{column: getattr(condition, column) for column in columns.split()},
        **_ends("act", condition.act),
        **_ends("outcome", condition.outcome),
        **_ends("cue", condition.cue),
        "act_words": condition.act.of(text),
        "outcome_words": condition.outcome.of(text) if condition.outcome else None,
        "cue_words": condition.cue.of(text),
    }


def _store_events(
    connection: Connection, reading_key: int, events: Sequence[Event], text: str
) -> list[int]:
    columns = ["id", "type", "status", "date", "statement", "confidence", "rule"]
    rows = [
        {
            "reading_key": reading_key,
            "n": n,
            **{column: getattr(event, column) for column in columns},
            **_ends("anchor", event.anchor),
            "anchor_words": event.anchor.of(text),
        }
        for n, event in enumerate(events)
    ]
    keys = _insert(connection, schema.events, rows)
    fill(
        connection,
        schema.event_parties,
        (
            {"event_key": key, "role": role, "n": n, "party": party}
            for key, event in zip(keys, events, strict=True)
            for role, parties in (("source", event.source), ("target", event.target))
            for n, party in enumerate(parties)
        ),
    )
    return keys


def _store_summary(connection: Connection, reading_key: int, reading: Reading) -> None:
    fill(
        connection,
        schema.summary_sentences,
        (
            {"reading_key": reading_key, "n": n, "text": sentence.text}
            for n, sentence in enumerate(reading.summary)
        ),
    )
    fill(
        connection,
        schema.summary_evidence,
        (
            {"reading_key": reading_key, "sentence": n, "n": m, **_ends("evidence", span)}
            for n, sentence in enumerate(reading.summary)
            for m, span in enumerate(sentence.evidence)
        ),
    )
    fill(
        connection,
        schema.warnings,
        (
            {"reading_key": reading_key, "n": n, "words": words}
            for n, words in enumerate(reading.warnings)
        ),
    )


def _ends(name: str, span: Span | None) -> dict[str, int | None]:
    start, end = span if span is not None else (None, None)
    return {f"{name}_start": start, f"{name}_end": end}


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows and return their keys in the rows' order."""
    if not rows:
        return []
    return [int(key) for key in connection.execute(_with_keys(table), list(rows)).scalars()]


@cache
def _with_keys(table: Table) -> Any:  # noqa: ANN401, the type of an insert with RETURNING
    return insert(table).returning(table.c.key, sort_by_parameter_order=True)


@cache
def _without_keys(table: Table) -> Insert:
    return insert(table)


def fill(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows into a table whose keys nobody asks for."""
    every = list(rows)
    if every:
        connection.execute(_without_keys(table), every)
