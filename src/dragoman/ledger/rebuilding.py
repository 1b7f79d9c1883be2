"""Rows turned back into the articles and readings that were stored, equal to the last field."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, select

from dragoman.article import UNSTATED, Article, Paragraph, Revision, SourceTag, Span
from dragoman.ledger import schema
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


def article_of(connection: Connection, edition_key: int, *, raw: bool = True) -> Article:
    """Return the article as that edition of it was stored; `raw=False` leaves its bytes out."""
    articles, editions = schema.articles, schema.editions
    columns = [c for c in articles.c if c.name in {"origin", "raw_sha256", "raw"}]
    wanted = [*editions.c, *(c for c in columns if raw or c.name != "raw")]
    row = (
        connection.execute(
            select(*wanted)
            .join(articles, articles.c.key == editions.c.article_key)
            .where(editions.c.key == edition_key)
        )
        .mappings()
        .one()
    )
    tags = _rows(connection, schema.source_tags, schema.source_tags.c.edition_key, edition_key)
    return replace(
        _article({**row, "stated": None}),
        source_tags=tuple(SourceTag(_must(tag, "tag"), tag["source"]) for tag in tags),
        revision=_revision(connection, edition_key),
        raw=row["raw"] if raw else b"",
    )


def told_of_articles(
    connection: Connection, article_keys: Sequence[int]
) -> list[tuple[int, str, Article]]:
    """Return articles as their current editions have them, each with its key and day of arrival.

    Without their bytes and source tags: what versions are told by, in one query.
    """
    articles, editions, readings = schema.articles, schema.editions, schema.readings
    revisions = schema.revisions
    stated = [column for column in revisions.c if column.name != "edition_key"]
    query = (
        select(editions, articles.c.origin, articles.c.raw_sha256, articles.c.added)
        .add_columns(revisions.c.edition_key.label("stated"), *stated)
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


def _revision(connection: Connection, edition_key: int) -> Revision:
    revisions = schema.revisions
    found = select(revisions).where(revisions.c.edition_key == edition_key)
    row = connection.execute(found).mappings().first()
    return UNSTATED if row is None else _revision_of(row)


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
    readings = schema.readings
    row = connection.execute(select(readings).where(readings.c.key == reading_key)).mappings().one()
    warnings = _rows(connection, schema.warnings, schema.warnings.c.reading_key, reading_key)
    return Reading(
        article=article_of(connection, row["edition_key"]),
        reader=row["reader"],
        model=row["model"],
        statements=tuple(statements_of(connection, reading_key).values()),
        conditions=tuple(conditions_of(connection, reading_key).values()),
        events=tuple(events_of(connection, reading_key).values()),
        summary=_summary(connection, reading_key),
        warnings=tuple(warning["words"] for warning in warnings),
        claims=tuple(claims_of(connection, reading_key)),
    )


def record_of(connection: Connection, found: FoundRecord) -> Record:
    """Return a record as it was read."""
    reading_key = found.article.reading_key
    if found.sort == "statement":
        return statements_of(connection, reading_key)[found.key]
    if found.sort == "condition":
        return conditions_of(connection, reading_key)[found.key]
    return events_of(connection, reading_key)[found.key]


def statements_of(connection: Connection, reading_key: int) -> dict[int, Statement]:
    """Return the statements of a reading by their keys, in text order."""
    statements, actors = schema.statements, schema.actors
    rows = (
        connection.execute(
            select(statements, *_speaker_columns())
            .join(actors, actors.c.id == statements.c.actor_id)
            .where(statements.c.reading_key == reading_key)
            .order_by(statements.c.n)
        )
        .mappings()
        .all()
    )
    contents = _parts(connection, schema.contents, schema.statements, reading_key)
    joint = _parts(connection, schema.joint_speakers, schema.statements, reading_key)
    via = _parts(connection, schema.via, schema.statements, reading_key)
    found = {
        row["key"]: _statement(row, contents[row["key"]], joint[row["key"]], via[row["key"]])
        for row in rows
    }
    return found | _grounded(connection, reading_key, found)


def _grounded(
    connection: Connection, reading_key: int, statements: Mapping[int, Statement]
) -> dict[int, Statement]:
    """Return those statements that give a ground or blame somebody, with it, by their keys."""
    grounds, blames = schema.grounds, schema.blames
    within = schema.statements.c.reading_key == reading_key
    asked = select(grounds).join(schema.statements).where(within)
    found: dict[int, Statement] = {}
    for row in connection.execute(asked).mappings():
        key = row["statement_key"]
        ground = Ground(_must(row, "ground"), _must(row, "cue"))
        found[key] = replace(statements[key], ground=ground)
    for key, rows in _parts(connection, blames, schema.statements, reading_key).items():
        blame = Blame(tuple(row["party"] for row in rows), _must(rows[0], "cue"))
        found[key] = replace(found.get(key, statements[key]), blame=blame)
    return found


def conditions_of(connection: Connection, reading_key: int) -> dict[int, Condition]:
    """Return the conditions of a reading by their keys, in text order."""
    conditions = schema.conditions
    return {
        row["key"]: Condition(
            **_same(row, "id statement kind actor confidence rule"),
            act=_must(row, "act"),
            outcome=_span(row, "outcome"),
            cue=_must(row, "cue"),
        )
        for row in _rows(connection, conditions, conditions.c.reading_key, reading_key)
    }


def events_of(connection: Connection, reading_key: int) -> dict[int, Event]:
    """Return the events of a reading by their keys, in text order."""
    events = schema.events
    parties = _parts(connection, schema.event_parties, events, reading_key)
    return {
        row["key"]: Event(
            **_same(row, "id type status date statement confidence rule"),
            anchor=_must(row, "anchor"),
            source=tuple(p["party"] for p in parties[row["key"]] if p["role"] == "source"),
            target=tuple(p["party"] for p in parties[row["key"]] if p["role"] == "target"),
        )
        for row in _rows(connection, events, events.c.reading_key, reading_key)
    }


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


def _speaker_columns() -> list[Any]:
    actors = schema.actors.c
    return [
        actors.name.label("speaker_name"),
        actors.country.label("speaker_country"),
        actors.sort.label("speaker_sort"),
    ]


def _speaker(row: RowMapping) -> Speaker:
    return Speaker(
        name=row["speaker_name"],
        role=row["role"],
        country=row["speaker_country"],
        sort=row["speaker_sort"],
    )


def _summary(connection: Connection, reading_key: int) -> tuple[SummarySentence, ...]:
    sentences, evidence = schema.summary_sentences, schema.summary_evidence
    spans: dict[int, list[Span]] = defaultdict(list)
    found = (
        select(evidence)
        .where(evidence.c.reading_key == reading_key)
        .order_by(evidence.c.sentence, evidence.c.n)
    )
    for row in connection.execute(found).mappings():
        spans[row["sentence"]].append(_must(row, "evidence"))
    rows = _rows(connection, sentences, sentences.c.reading_key, reading_key)
    return tuple(SummarySentence(row["text"], tuple(spans[row["n"]])) for row in rows)


def _rows(
    connection: Connection, table: Table, owner: Column[int], key: int
) -> Sequence[RowMapping]:
    return (
        connection.execute(select(table).where(owner == key).order_by(table.c.n)).mappings().all()
    )


def _parts(
    connection: Connection, table: Table, owner: Table, reading_key: int
) -> dict[int, list[RowMapping]]:
    """Return the rows of a child table by their owner's key, for all owners in a reading."""
    link = next(iter(table.c))
    columns: list[Any] = [*table.c]
    joined = table.join(owner, owner.c.key == link)
    if "actor_id" in table.c:
        columns += _speaker_columns()
        joined = joined.join(schema.actors, schema.actors.c.id == table.c.actor_id)
    found = (
        select(*columns)
        .select_from(joined)
        .where(owner.c.reading_key == reading_key)
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
