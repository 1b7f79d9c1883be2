"""Statements that people added, put among those that a reading of the article has.

A decision keeps the words, their place and what was said of them. From it the statement is made
anew in each reading that becomes current, where the text still has the words; in a later version
of the article, too. One that a reader finds by itself by now is not put there a second time: what
the person gave is set in the reader's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, insert, select, update

from dragoman.article import Span
from dragoman.ledger import rebuilding, schema, search
from dragoman.ledger.decisions import Decision, additions_of
from dragoman.ledger.following import LEAST
from dragoman.ledger.passages import Passage, passages
from dragoman.ledger.rebuilding import current_reading
from dragoman.ledger.retiring import free_name
from dragoman.ledger.versioning import family, is_current
from dragoman.ledger.writing import Keys, keys_of, store_among
from dragoman.records import BY_PERSON, Condition, Reading, Speaker, Statement, record_id
from dragoman.vocabulary.conditions import condition_words
from dragoman.vocabulary.names import fold

NEARLY_ALL = 0.9
"""The share of two places that both have in common where a mark or a blank tells them apart."""

_NEAR = 60
"""Characters before an act in which the word that ties it to its outcome is looked for."""


class Added(NamedTuple):
    """A statement that a person added, and the condition that was given with it."""

    statement: Statement
    condition: Condition | None


def follow_additions(connection: Connection, article_key: int) -> bool:
    """Let an article's current reading have what people added; return whether it changed."""
    reading_key = current_reading(connection, article_key)
    steps = _steps(connection, article_key, reading_key)
    if not steps:
        return False
    indexed = is_current(connection, article_key)
    if indexed:
        search.forget(connection, reading_key)
    steps.take(connection)
    if indexed:
        search.index(connection, reading_key)
    return True


def with_additions(
    connection: Connection, article_key: int, reading_key: int, reading: Reading, keys: Keys
) -> tuple[Reading, Keys]:
    """Let a reading that is stored, but in no index yet, have what people added; return it."""
    steps = _steps(connection, article_key, reading_key)
    if steps.reading is None:
        return reading, keys
    steps.take(connection)
    return rebuilding.reading_of(connection, reading_key), keys_of(connection, reading_key)


def added_by(one: Decision, reading: Reading, taken: Iterable[str] = ()) -> Added | None:
    """Return the statement of a decision as it stands in a reading's text.

    None where the text has not the words, or has them several times and not as often as the one
    that they were found in. `taken` are the ids of the reading's other records.
    """
    after: Mapping[str, Any] = one.after or {}
    text = reading.article.text
    passage = _passage(after, reading)
    if passage is None:
        return None
    statement = Statement(
        id=_named(one, reading, passage, set(taken)),
        source=None,
        cue=None,
        content=passage,
        speaker=Speaker(**after["speaker"]),
        **{name: after[name] for name in ("kind", "side", "said", "stance", "scope", "matter")},
        confidence=1.0,
        rule=BY_PERSON,
    )
    told: Mapping[str, Any] = after.get("condition") or {}
    act = act_in(text, passage, told["words"]) if told else None
    if act is None:
        return Added(statement, None)
    condition = Condition(
        id=record_id("c", *act, set(taken)),
        statement=statement.id,
        kind=told["kind"],
        act=act,
        actor=told["actor"],
        outcome=None,
        cue=_link(text, act),
        confidence=1.0,
        rule=BY_PERSON,
    )
    return Added(statement, condition)


def act_in(text: str, passage: Passage, words: str) -> Span | None:
    """Return where the words of an act stand: in the statement's own words, else in the text.

    None where they stand nowhere, or in several places.
    """
    found = [place[0] for place in passages(text, words) if len(place) == 1]
    own = [span for span in found if any(span.within(piece) for piece in passage)]
    return (own or found)[0] if len(own or found) == 1 else None


def _link(text: str, act: Span) -> Span:
    """Return the word that ties an act to its outcome (`if`), the act's own where none does."""
    start = max(act.start - _NEAR, 0)
    before = re.split(r"[.!?\n]", text[start : act.start])[-1]
    start = act.start - len(before)
    found = [(a, b) for a, b, _ in condition_words().found_in(before + act.of(text))]
    near = [Span(start + a, start + b) for a, b in found if a <= len(before)]
    return near[-1] if near else act


def read_already(reading: Reading, passage: Passage, speaker: Speaker) -> Iterator[Statement]:
    """Yield the statements of a reader that are one with such an addition.

    Those have nearly all words in common, or most and the same speaker.
    """
    start, end = passage[0].start, passage[-1].end
    for one in reading.statements:
        if one.rule == BY_PERSON:
            continue
        first, last = one.content[0].start, one.content[-1].end
        common = min(end, last) - max(start, first)
        whole = max(end, last) - min(start, first)
        same = fold(one.speaker.name or "") == fold(speaker.name or "")
        if common >= (LEAST if same else NEARLY_ALL) * whole:
            yield one


class _Steps(NamedTuple):
    """What is to be taken out of a reading, and what is to be put into it.

    `reading` is None where nobody added anything to it.
    """

    reading: Reading | None
    reading_key: int
    out: Sequence[Added]
    into: Sequence[Added]

    def __bool__(self) -> bool:
        return bool(self.out or self.into)

    def take(self, connection: Connection) -> None:
        """Take the steps."""
        for one in self.out:
            _take_out(connection, self.reading_key, one)
        for one in self.into:
            assert self.reading is not None
            _put_in(connection, self.reading_key, one, self.reading.article.text)


def _steps(connection: Connection, article_key: int, reading_key: int) -> _Steps:
    additions = _additions(connection, article_key)
    statements = schema.statements.c
    of_people = (statements.reading_key == reading_key) & (statements.rule == BY_PERSON)
    held = connection.execute(select(statements.key).where(of_people).limit(1)).first()
    if not additions and held is None:
        return _Steps(None, reading_key, (), ())
    reading = rebuilding.reading_of(connection, reading_key)
    before = list(_held(reading))
    after = list(_wanted(reading, additions))
    out = [one for one in before if one not in after]
    return _Steps(reading, reading_key, out, [one for one in after if one not in before])


def _additions(connection: Connection, article_key: int) -> tuple[Decision, ...]:
    """Return what people added to an article, and then to its other versions."""
    articles = schema.articles.c
    others = [key for key in family(connection, article_key) if key != article_key]
    ids = [
        connection.execute(select(articles.id).where(articles.key == key)).scalar_one()
        for key in (article_key, *others)
    ]
    return tuple(one for id_ in ids for one in additions_of(connection, id_))


def _held(reading: Reading) -> Iterator[Added]:
    conditions = {c.statement: c for c in reading.conditions if c.rule == BY_PERSON}
    for one in reading.statements:
        if one.rule == BY_PERSON:
            yield Added(one, conditions.get(one.id))


def _wanted(reading: Reading, additions: Iterable[Decision]) -> Iterator[Added]:
    taken = {one.id for one in reading.statements if one.rule != BY_PERSON}
    taken |= {one.id for one in reading.conditions if one.rule != BY_PERSON}
    stood: set[tuple[Passage, Speaker]] = set()
    for decision in additions:
        added = added_by(decision, reading, taken)
        if added is None or _found_since(decision, added.statement, reading):
            continue
        place = (added.statement.content, added.statement.speaker)
        if place not in stood:
            stood.add(place)
            taken |= {one.id for one in added if one}
            yield added


def _found_since(decision: Decision, statement: Statement, reading: Reading) -> bool:
    """Tell whether the reader has found since what a person added.

    What it had found before, and a person held to be wrong, is told in the decision.
    """
    beside = set((decision.after or {}).get("beside", ()))
    found = read_already(reading, statement.content, statement.speaker)
    return any(one.id not in beside for one in found)


def _passage(after: Mapping[str, Any], reading: Reading) -> Passage | None:
    if after["text"] == reading.article.text_sha256:
        return tuple(Span(start, end) for start, end in after["spans"])
    found = passages(reading.article.text, after["words"])
    nth, of = after["place"]
    return found[nth - 1] if len(found) == of else found[0] if len(found) == 1 else None


def _named(one: Decision, reading: Reading, passage: Passage, taken: set[str]) -> str:
    """Return the id of a statement: the one that the decision gave it, where it still fits."""
    article, _, name = one.ref.partition("/")
    own = record_id("s", passage[0].start, passage[-1].end, set())
    if article == reading.article.id and name.partition(".")[0] == own and name not in taken:
        return name
    return record_id("s", passage[0].start, passage[-1].end, taken)


def _put_in(connection: Connection, reading_key: int, one: Added, text: str) -> None:
    """Store a statement, and its condition, where they stand in the order of the text."""
    places = schema.contents.c
    begins = (
        select(places.content_start)
        .where(places.statement_key == schema.statements.c.key, places.n == 0)
        .scalar_subquery()
    )
    n = _room(connection, reading_key, schema.statements, begins, one.statement.content[0].start)
    condition = None
    if one.condition:
        start, act = one.condition.act.start, schema.conditions.c.act_start
        at = _room(connection, reading_key, schema.conditions, act, start)
        condition = (at, one.condition)
    store_among(connection, reading_key, (n, one.statement), condition, text)


def _room(connection: Connection, reading_key: int, table: Table, begins: Any, start: int) -> int:  # noqa: ANN401
    """Return the place of a record that begins there, which those behind it make free."""
    own = table.c.reading_key == reading_key
    query = select(table.c.n, begins).where(own).order_by(table.c.n)
    rows = connection.execute(query).all()
    at = next((row[0] for row in rows if row[1] > start), len(rows))
    connection.execute(update(table).where(own, table.c.n >= at).values(n=table.c.n + 1))
    return at


def _take_out(connection: Connection, reading_key: int, one: Added) -> None:
    """Put a statement, and its condition, by: into a reading of its own that never counts.

    Nothing is deleted, as nothing is of what was read before.
    """
    readings = schema.readings
    row = dict(
        connection.execute(select(readings).where(readings.c.key == reading_key)).mappings().one()
    )
    del row["key"]
    row |= {"digest": free_name(connection, row["digest"]), "current": False}
    aside = connection.execute(insert(readings).values(row).returning(readings.c.key)).scalar_one()
    for table, record in ((schema.statements, one.statement), (schema.conditions, one.condition)):
        if record is None:
            continue
        c = table.c
        own = c.reading_key == reading_key
        n = connection.execute(select(c.n).where(own, c.id == record.id)).scalar_one()
        moved = update(table).where(own, c.id == record.id)
        connection.execute(moved.values(reading_key=aside, n=0))
        connection.execute(update(table).where(own, c.n > n).values(n=c.n - 1))
