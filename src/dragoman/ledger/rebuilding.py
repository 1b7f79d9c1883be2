"""Rows turned back into the articles and readings that were stored, equal to the last field."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select

from dragoman.article import UNSTATED, Article, Paragraph, Revision, SourceTag, Span
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.claiming import claims_of
from dragoman.ledger.finding import FoundRecord
from dragoman.records import (
    Blame,
    Condition,
    Event,
    Ground,
    Reading,
    Speaker,
    Statement,
    SummarySentence,
)

Record = Statement | Condition | Event
Values = Mapping[str, Any] | RowMapping

_STATED = (
    schema.revisions.c.edition_key.label("stated"),
    *(column for column in schema.revisions.c if column.name != "edition_key"),
)
"""What an article states about its versions, and whether it states anything."""

_SPEAKER = [schema.actors.c[name].label(f"speaker_{name}") for name in ("name", "country", "sort")]


def article_of(connection: Connection, edition_key: int, *, raw: bool = True) -> Article:
    """Return the article as that edition of it was stored; `raw=False` leaves its bytes out."""
    return _articles(connection, [edition_key], raw=raw)[edition_key]


def _articles(
    connection: Connection, edition_keys: Sequence[int], *, raw: bool
) -> dict[int, Article]:
    """Return articles by the keys of their editions."""
    articles, editions, revisions = schema.articles, schema.editions, schema.revisions
    wanted = [
        c for c in articles.c if c.name in {"origin", "raw_sha256"} or (raw and c.name == "raw")
    ]
    query = (
        select(*editions.c, *wanted, *_STATED)
        .join(articles, articles.c.key == editions.c.article_key)
        .outerjoin(revisions, revisions.c.edition_key == editions.c.key)
        .where(editions.c.key.in_(edition_keys))
    )
    tagged = _rows(connection, schema.source_tags, edition_keys, owner="edition_key")
    found: dict[int, Article] = {}
    for row in connection.execute(query).mappings():
        tags = (SourceTag(_must(tag, "tag"), tag["source"]) for tag in tagged[row["key"]])
        own = row["raw"] if raw else b""
        found[row["key"]] = replace(_article(row), source_tags=tuple(tags), raw=own)
    return found


def told_of_articles(
    connection: Connection, article_keys: Sequence[int]
) -> list[tuple[int, str, Article]]:
    """Return articles as their current editions have them, each with its key and day of arrival.

    Without their bytes and source tags: what versions are told by, in one query.
    """
    articles, editions, readings = schema.articles, schema.editions, schema.readings
    revisions = schema.revisions
    query = (
        select(editions, articles.c.origin, articles.c.raw_sha256, articles.c.added, *_STATED)
        .join(articles, articles.c.key == editions.c.article_key)
        .join(readings, readings.c.edition_key == editions.c.key)
        .outerjoin(revisions, revisions.c.edition_key == editions.c.key)
        .where(readings.c.current, readings.c.article_key.in_(article_keys))
        .order_by(readings.c.article_key)
    )
    return [
        (row["article_key"], row["added"], _article(row))
        for row in connection.execute(query).mappings()
    ]


def _article(row: Values) -> Article:
    """Return the article of a row, without what stands in other tables but its revision."""
    return Article(
        **_same(row, "name origin raw_sha256 text title outlet url byline issuer published"),
        **_same(row, "retrieved language form"),
        paragraphs=tuple(
            Paragraph(Span(a, b), sort) for a, b, sort in json.loads(row["paragraphs"])
        ),
        furniture=tuple(Span(a, b) for a, b in json.loads(row["furniture"])),
        warnings=tuple(json.loads(row["warnings"])),
        sheets=tuple(json.loads(row["sheets"])),
        stated_in=tuple((name, place) for name, place in json.loads(row["stated_in"])),
        revision=UNSTATED if row["stated"] is None else _revision_of(row),
    )


def _revision_of(row: Values) -> Revision:
    return Revision(
        **_same(row, "item number modified canceled notice cut"),
        replaces=tuple(json.loads(row["replaces"])),
    )


def current_reading(connection: Connection, article_key: int) -> int:
    """Return the key of the reading of an article that counts."""
    readings = schema.readings.c
    query = select(readings.key).where(readings.article_key == article_key, readings.current)
    return int(connection.execute(query).scalar_one())


def reading_of(connection: Connection, reading_key: int) -> Reading:
    """Return a reading as it was stored."""
    return readings_of(connection, [reading_key])[reading_key]


def readings_of(
    connection: Connection, reading_keys: Sequence[int], *, raw: bool = True
) -> dict[int, Reading]:
    """Return readings as they were stored, by their keys; `raw=False` leaves articles' bytes out.

    Many are fetched in hardly more queries than one.
    """
    found: dict[int, Reading] = {}
    for some in chunks(reading_keys):
        found |= _readings(connection, some, raw=raw)
    return found


def _readings(connection: Connection, keys: Sequence[int], *, raw: bool) -> dict[int, Reading]:
    readings = schema.readings
    query = select(readings).where(readings.c.key.in_(keys))
    rows = {row["key"]: row for row in connection.execute(query).mappings()}
    articles = _articles(connection, [row["edition_key"] for row in rows.values()], raw=raw)
    statements = _statements(connection, keys)
    conditions = _conditions(connection, keys)
    events = _events(connection, keys)
    summaries = _summaries(connection, keys)
    warnings = _rows(connection, schema.warnings, keys)
    claims = claims_of(connection, keys)
    return {
        key: Reading(
            article=articles[row["edition_key"]],
            reader=row["reader"],
            model=row["model"],
            statements=tuple(statements[key].values()),
            conditions=tuple(conditions[key].values()),
            events=tuple(events[key].values()),
            summary=summaries[key],
            warnings=tuple(warning["words"] for warning in warnings[key]),
            claims=tuple(claims[key]),
        )
        for key, row in rows.items()
    }


def record_of(connection: Connection, found: FoundRecord) -> Record:
    """Return a record as it was read."""
    key = found.article.reading_key
    if found.sort == "statement":
        return _statements(connection, [key])[key][found.key]
    if found.sort == "condition":
        return _conditions(connection, [key])[key][found.key]
    return _events(connection, [key])[key][found.key]


def _statements(
    connection: Connection, reading_keys: Sequence[int]
) -> dict[int, dict[int, Statement]]:
    """Return the statements of readings by their keys, in text order."""
    statements, actors = schema.statements, schema.actors
    query = (
        select(statements, *_SPEAKER)
        .join(actors, actors.c.id == statements.c.actor_id)
        .where(statements.c.reading_key.in_(reading_keys))
        .order_by(statements.c.reading_key, statements.c.n)
    )
    contents = _parts(connection, schema.contents, statements, reading_keys)
    joint = _parts(connection, schema.joint_speakers, statements, reading_keys)
    via = _parts(connection, schema.via, statements, reading_keys)
    given = _grounds(connection, reading_keys)
    blamed = _blames(connection, reading_keys)
    found: dict[int, dict[int, Statement]] = defaultdict(dict)
    for row in connection.execute(query).mappings():
        key = row["key"]
        made = _statement(row, contents[key], joint[key], via[key])
        found[row["reading_key"]][key] = replace(made, ground=given.get(key), blame=blamed.get(key))
    return found


def _grounds(connection: Connection, reading_keys: Sequence[int]) -> dict[int, Ground]:
    """Return the grounds that statements of readings give, by the statements' keys."""
    statements, grounds = schema.statements, schema.grounds
    query = select(grounds).join(statements).where(statements.c.reading_key.in_(reading_keys))
    return {
        row["statement_key"]: Ground(_must(row, "ground"), _must(row, "cue"))
        for row in connection.execute(query).mappings()
    }


def _blames(connection: Connection, reading_keys: Sequence[int]) -> dict[int, Blame]:
    """Return whom statements of readings blame, by the statements' keys."""
    found = _parts(connection, schema.blames, schema.statements, reading_keys)
    return {
        key: Blame(tuple(row["party"] for row in rows), _must(rows[0], "cue"))
        for key, rows in found.items()
    }


def _conditions(
    connection: Connection, reading_keys: Sequence[int]
) -> dict[int, dict[int, Condition]]:
    """Return the conditions of readings by their keys, in text order."""
    found = _rows(connection, schema.conditions, reading_keys)
    return {key: {row["key"]: _condition(row) for row in found[key]} for key in reading_keys}


def _events(connection: Connection, reading_keys: Sequence[int]) -> dict[int, dict[int, Event]]:
    """Return the events of readings by their keys, in text order."""
    parties = _parts(connection, schema.event_parties, schema.events, reading_keys)
    found = _rows(connection, schema.events, reading_keys)
    return {
        key: {row["key"]: _event(row, parties[row["key"]]) for row in found[key]}
        for key in reading_keys
    }


def _condition(row: RowMapping) -> Condition:
    return Condition(
        **_same(row, "id statement kind actor confidence rule"),
        act=_must(row, "act"),
        outcome=_span(row, "outcome"),
        cue=_must(row, "cue"),
    )


def _event(row: RowMapping, parties: Sequence[RowMapping]) -> Event:
    return Event(
        **_same(row, "id type status date statement confidence rule"),
        anchor=_must(row, "anchor"),
        source=tuple(p["party"] for p in parties if p["role"] == "source"),
        target=tuple(p["party"] for p in parties if p["role"] == "target"),
    )


def _statement(
    row: RowMapping,
    contents: Sequence[RowMapping],
    joint: Sequence[RowMapping],
    via: Sequence[RowMapping],
) -> Statement:
    return Statement(
        **_same(row, "id kind side within said cue_lemma cue_kind factivity stance scope"),
        **_same(row, "matter confidence rule anonymity"),
        source=_span(row, "source"),
        cue=_span(row, "cue"),
        content=tuple(_must(part, "content") for part in contents),
        speaker=_speaker(row),
        speakers=tuple(_speaker(part) for part in joint),
        via=tuple(part["name"] for part in via),
        stance_cue=_span(row, "stance_cue"),
        matter_span=_span(row, "matter"),
        hedge=_span(row, "hedge"),
        venue=_span(row, "venue"),
        anonymity_words=_span(row, "anonymity"),
    )


def _speaker(row: RowMapping) -> Speaker:
    return Speaker(
        name=row["speaker_name"],
        role=row["role"],
        country=row["speaker_country"],
        sort=row["speaker_sort"],
    )


def _summaries(
    connection: Connection, reading_keys: Sequence[int]
) -> dict[int, tuple[SummarySentence, ...]]:
    spans: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for key, rows in _rows(connection, schema.summary_evidence, reading_keys).items():
        for row in rows:
            spans[key, row["sentence"]].append(_must(row, "evidence"))
    found = _rows(connection, schema.summary_sentences, reading_keys)
    return {
        key: tuple(SummarySentence(row["text"], tuple(spans[key, row["n"]])) for row in found[key])
        for key in reading_keys
    }


def _rows(
    connection: Connection, table: Table, keys: Sequence[int], *, owner: str = "reading_key"
) -> dict[int, list[RowMapping]]:
    """Return the rows of a table by their owners' keys, each owner's in order."""
    query = select(table).where(table.c[owner].in_(keys)).order_by(table.c[owner], table.c.n)
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row[owner]].append(row)
    return found


def _parts(
    connection: Connection, table: Table, owner: Table, reading_keys: Sequence[int]
) -> dict[int, list[RowMapping]]:
    """Return the rows of a child table by their owner's key, for all owners in the readings."""
    link = next(iter(table.c))
    columns: list[Any] = [*table.c]
    joined = table.join(owner, owner.c.key == link)
    if "actor_id" in table.c:
        columns += _SPEAKER
        joined = joined.join(schema.actors, schema.actors.c.id == table.c.actor_id)
    found = (
        select(*columns)
        .select_from(joined)
        .where(owner.c.reading_key.in_(reading_keys))
        .order_by(link, table.c.n)
    )
    parts: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(found).mappings():
        parts[row[link.name]].append(row)
    return parts


def _same(row: Values, names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split()}


def _span(row: RowMapping, name: str) -> Span | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else Span(start, end)


def _must(row: RowMapping, name: str) -> Span:
    return Span(row[f"{name}_start"], row[f"{name}_end"])
