"""Why a record is there: its rule and cue, its words in context, and how it was settled."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from dragoman.article import Span
from dragoman.ledger import Decision, Ledger, schema
from dragoman.ledger.carrying import decided_elsewhere
from dragoman.ledger.decisions import decisions_on_record, set_by
from dragoman.ledger.finding import FoundRecord, find_record
from dragoman.ledger.naming import name_matters
from dragoman.ledger.rebuilding import Record, reading_of
from dragoman.records import Condition, Reading, Statement
from dragoman.views import context
from dragoman.views.explanation_rows import DecisionRow, Explanation
from dragoman.views.notes import Standing, notes
from dragoman.views.sourcing import office_of
from dragoman.views.telling_rows import Telling
from dragoman.views.turned import turned_words
from dragoman.views.versions import taken_over_by
from dragoman.views.witnesses import tellings_of


@dataclass(frozen=True, slots=True)
class _Words:
    """Where a record's own words stand, and what its cue is."""

    spans: tuple[Span, ...]
    cue: Span | None
    cue_kind: str | None = None
    stance_cue: Span | None = None


def explain(ledger: Ledger, ref: str) -> Explanation:
    """Return why a record is in the ledger and how it was settled.

    Raises NotFound, which lists the candidates when there are several.
    """
    with ledger.connect() as connection:
        found = find_record(connection, ref)
        reading = reading_of(connection, found.article.reading_key)
        record = _records(reading, found.sort)[found.n]
        said = _statement_of(record, reading)
        stands = _standing(connection, found)
        speaker = _speaker(connection, found, said) if said else None
        article = found.article
        decisions = [
            *decided_elsewhere(connection, article.key, reading, found.id),
            *decisions_on_record(connection, article.id, article.reading_key, found.id),
        ]
        taken_over = taken_over_by(connection, found.article.key)
        told = tellings_of(connection, [found.key]).get(found.key) if said is record else None
    words, text = _words(record), reading.article.text
    start, end = words.spans[0].start, words.spans[-1].end
    return Explanation(
        record=found.ref,
        sort=found.sort,
        article=found.article.id,
        title=found.article.title,
        rule=record.rule,
        cue=words.cue.of(text) if words.cue else None,
        cue_kind=words.cue_kind,
        confidence=record.confidence,
        before=context.before(text, start),
        words=text[start:end],
        after=context.after(text, end),
        spans=words.spans,
        source=said.source.of(text) if said and said.source else None,
        speaker=speaker,
        side=stands.side if stands else None,
        stance=stands.stance if stands else None,
        stance_cue=words.stance_cue.of(text) if words.stance_cue else None,
        matter=stands.matter if stands else None,
        matter_name=stands.matter_name if stands else None,
        notes=notes(record, said, stands, reading, taken_over),
        reader=reading.reader,
        model=reading.model,
        decisions=tuple(decision_row(decision) for decision in decisions),
        **_witnesses(told),
        **_reporting(record, text),
        **_sourcing(record, text, speaker, stands),
    )


def _records(reading: Reading, sort: str) -> Sequence[Record]:
    every: Mapping[str, Sequence[Record]] = {
        "statement": reading.statements,
        "condition": reading.conditions,
        "event": reading.events,
    }
    return every[sort]


def _statement_of(record: Record, reading: Reading) -> Statement | None:
    if isinstance(record, Statement):
        return record
    return next((s for s in reading.statements if s.id == record.statement), None)


def _words(record: Record) -> _Words:
    if isinstance(record, Statement):
        spans = [span for span in (record.source, record.cue, *record.content) if span]
        return _Words(
            tuple(sorted(spans)) or (Span(0, 0),), record.cue, record.cue_kind, record.stance_cue
        )
    if isinstance(record, Condition):
        spans = [span for span in (record.act, record.cue, record.outcome) if span]
        return _Words(tuple(sorted(spans)), record.cue)
    return _Words((record.anchor,), record.anchor)


def _witnesses(told: Telling | None) -> dict[str, Any]:
    if told is None:
        return {}
    names = ("told", "utterance", "reason", "witnesses")
    return {name: getattr(told, name) for name in names}


def _reporting(record: Record, text: str) -> dict[str, Any]:
    if not isinstance(record, Statement):
        return {}
    hedge = record.hedge.of(text) if record.hedge else None
    return {
        "cue_lemma": record.cue_lemma or None,
        "factivity": record.factivity,
        "hedge": hedge,
    }


def _sourcing(
    record: Record, text: str, name: str | None, stands: Standing | None
) -> dict[str, Any]:
    if not isinstance(record, Statement):
        return {}
    speaker, words = record.speaker, record.anonymity_words
    day = stands.day if stands else None
    held = office_of(name, speaker.country, speaker.sort, speaker.role, day)
    return {
        "venue": record.venue.of(text) if record.venue else None,
        "anonymity": record.anonymity,
        "anonymity_words": words.of(text) if words else None,
        "via": record.via,
        "role": speaker.role,
        "office": held.office,
        "office_term": held.term,
        "office_conflict": held.conflict,
    }


def _speaker(connection: Connection, found: FoundRecord, said: Statement) -> str | None:
    """Return the name that a statement's speaker is shown by over all articles."""
    standings, actors, statements = schema.standings, schema.actors, schema.statements
    query = (
        select(actors.c.shown)
        .join(standings, standings.c.actor_id == actors.c.id)
        .join(statements, statements.c.key == standings.c.statement_key)
        .where(statements.c.reading_key == found.article.reading_key, statements.c.id == said.id)
    )
    return connection.execute(query).scalar() or said.speaker.name


def _standing(connection: Connection, found: FoundRecord) -> Standing | None:
    """Return what a record counts for, None when a person rejected it."""
    row = connection.execute(_standing_query(found)).mappings().first()
    if row is None:
        return None
    root = row.get("root")
    named = name_matters(connection, [root])[root].name if root else None
    values: dict[str, Any] = {name: row.get(name) for name in ("side", "stance", "day", "counts")}
    sides = tuple(json.loads(row.get("sides") or "[]"))
    turned = turned_words(row.get("turn") or "", row.get("stance"), row.get("wording"))
    return Standing(
        turned=turned,
        matter=root,
        sides=sides,
        matter_name=named,
        wording=row.get("wording"),
        **values,
    )


def _standing_query(found: FoundRecord) -> Select[Any]:
    said, conditions, events = (
        schema.standings,
        schema.condition_standings,
        schema.event_standings,
    )
    matters = schema.matters
    if found.sort == "statement":
        return (
            select(said, matters.c.root)
            .outerjoin(matters, matters.c.id == said.c.matter_id)
            .where(said.c.statement_key == found.key)
        )
    if found.sort == "condition":
        return (
            select(conditions, matters.c.root)
            .outerjoin(matters, matters.c.id == conditions.c.matter_id)
            .where(conditions.c.condition_key == found.key)
        )
    return select(events).where(events.c.event_key == found.key)


def decision_row(decision: Decision) -> DecisionRow:
    """Return a decision on a record with what it changed in words."""
    return DecisionRow(
        id=decision.id,
        record=decision.ref,
        verb=decision.verb,
        who=decision.who,
        when=decision.at,
        why=decision.why,
        before=_told(decision.before),
        # What is confirmed stands as it is shown.
        after=None if decision.verb == "confirm" else _told(set_by(decision) or None),
    )


def _told(fields: Mapping[str, Any] | None) -> str | None:
    if fields is None:
        return None
    return ", ".join(
        f"{name}: {value if value is not None else '-'}" for name, value in fields.items()
    )
