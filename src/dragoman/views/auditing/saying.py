"""What records say, in words, field by field: kept with a sample, so that it can be judged.

The words are for people: countries by their names, days in full.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.article import Span
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.views.auditing.drawing import Drawn
from dragoman.views.auditing.rows import FIELDS, RECORD_KINDS, Field, RecordKind
from dragoman.views.conditions import condition_rows
from dragoman.views.events import event_rows
from dragoman.views.rows import ConditionRow, EventRow, StatementRow
from dragoman.views.statements import statement_rows
from dragoman.vocabulary.countries import countries


@dataclass(frozen=True, slots=True)
class Said:
    """What a record says in each of its fields, and where its words stand."""

    spans: tuple[Span, ...]
    fields: tuple[Field, ...]


def said_by(connection: Connection, drawn: Sequence[Drawn]) -> dict[str, Said]:
    """Return what each record of a sample says, by its name."""
    keys: dict[RecordKind, list[int]] = {
        kind: [one.key for one in drawn if one.kind == kind] for kind in RECORD_KINDS
    }
    asked = _conditions_of(connection, keys["statement"])
    found: dict[str, Said] = {}
    for key, one in zip(
        keys["statement"], statement_rows(connection, keys["statement"]), strict=True
    ):
        found[one.record] = Said(one.spans, _statement(one, asked[key]))
    for condition in condition_rows(connection, keys["condition"]):
        found[condition.record] = Said(condition.spans, _condition(condition))
    for event in event_rows(connection, keys["event"]):
        found[event.record] = Said(event.spans, _event(event))
    return found


def _statement(row: StatementRow, conditions: Sequence[str]) -> tuple[Field, ...]:
    stance = f"{row.stance} ({row.scope})" if row.stance and row.scope else row.stance
    if row.turned:
        stance = f"{stance}; {row.turned}"
    return _fields(
        "statement",
        row.words,
        _speaker(row),
        _names(row.sides or filter(None, [row.side])),
        stance,
        row.matter_name,
        "; ".join(conditions),
        _source(row),
        _day(row.day, row.date_is),
    )


def _condition(row: ConditionRow) -> tuple[Field, ...]:
    return _fields(
        "condition",
        row.act,
        row.kind,
        _name(row.actor),
        row.outcome,
        row.speaker or (f"“{row.source}”" if row.source else None),
        _name(row.side),
        row.matter_name,
        _day(row.day, row.date_is),
    )


def _event(row: EventRow) -> tuple[Field, ...]:
    return _fields(
        "event",
        row.anchor,
        row.type.lower(),
        _names(row.source),
        _names(row.target),
        row.status,
        _day(row.day, None),
    )


def _fields(kind: RecordKind, *says: str | None) -> tuple[Field, ...]:
    return tuple(
        Field(name, " ".join(words.split()) if words and words.strip() else None)
        for name, words in zip(FIELDS[kind], says, strict=True)
    )


def _speaker(row: StatementRow) -> str | None:
    who = row.speaker or (f"“{row.source}”" if row.source else None)
    country = _name(row.country)
    more = ", ".join(filter(None, (row.role, country if country != row.speaker else None)))
    return f"{who or 'unnamed'} ({more})" if more else who


def _source(row: StatementRow) -> str | None:
    """Return how the words came: through whom, where said, why from somebody unnamed."""
    parts = [
        f"via {', then '.join(row.via)}" if row.via else None,
        row.venue,
        f"{row.anonymity}: “{row.anonymity_words}”" if row.anonymity_words else row.anonymity,
        "reported inside another statement" if row.within else None,
    ]
    return "; ".join(filter(None, parts)) or None


def _conditions_of(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    """Return the conditions that statements set, in words, by the statements' keys."""
    standings, found = schema.condition_standings.c, schema.conditions.c
    told: dict[int, list[str]] = defaultdict(list)
    for some in chunks(keys):
        query = select(standings.statement_key, standings.kind, found.cue_words, found.act_words)
        query = query.join(schema.conditions, found.key == standings.condition_key)
        query = query.where(standings.statement_key.in_(some))
        for key, kind, cue, act in connection.execute(query.order_by(found.key)):
            told[key].append(f"{kind}: {cue} “{act}”")
    return told


def _names(codes: Iterable[str]) -> str | None:
    return ", ".join(filter(None, map(_name, codes))) or None


def _name(code: str | None) -> str | None:
    country = countries().by_iso3.get(code or "")
    return country.name if country else code


def _day(day: str | None, date_is: str | None) -> str | None:
    return f"{day} ({date_is})" if day and date_is else day
