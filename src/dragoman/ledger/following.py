"""What a person decided on a record, found again when a newer reader reads its article.

A record that the current reading has under its own name is that record. Of one that it has not,
an earlier reading tells where it stood: the record of the current reading that stands in the
same place, with the same cue, is the same, though its words begin or end elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.alignment import same_first
from dragoman.ledger.by_name import rows_by_name
from dragoman.ledger.keys import record_ref

LEAST = 0.5
"""The share of two places that both must have in common where no cue says that they are one."""

Place = tuple[int, int]


class Mark(NamedTuple):
    """By what a record is known again: where it stands, its cue, and its words."""

    id: str
    place: Place
    cue: Place | None
    words: tuple[str | None, ...]


class _Read(NamedTuple):
    """A reading of an article, and the digest of the text that its places are in."""

    key: int
    text: str


def names_now(connection: Connection, refs: Iterable[str]) -> dict[str, str]:
    """Return those full names of records that go by another name in the current reading.

    What stands under its own name is left out, and so is what stands nowhere any more.
    """
    asked = set(refs)
    named: dict[str, set[str]] = defaultdict(set)
    for ref in asked - held_now(connection, asked):
        article, _, record = ref.partition("/")
        named[article].add(record)
    found: dict[str, str] = {}
    articles, readings = schema.articles.c, schema.readings.c
    for article, ids in sorted(named.items()):
        query = select(readings.key).join(schema.articles, articles.key == readings.article_key)
        key = connection.execute(query.where(articles.id == article, readings.current)).scalar()
        if key is not None:
            now = names_in(connection, key, ids)
            found |= {record_ref(article, a): record_ref(article, b) for a, b in now.items()}
    return found


def held_now(connection: Connection, refs: Collection[str]) -> set[str]:
    """Return those records, by their full names, that the current readings have so."""
    articles, readings = schema.articles, schema.readings
    found: set[str] = set()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        by_kind[ref.partition("/")[2][:1]].append(ref)
    for letter in by_kind.keys() & _MARKS.keys():
        table = _MARKS[letter].table
        query = (
            select(table.c.key)
            .select_from(articles)
            .join(readings, readings.c.article_key == articles.c.key)
            .join(table, table.c.reading_key == readings.c.key)
            .where(readings.c.current)
        )
        held = rows_by_name(connection, query, table.c.id, by_kind[letter])
        found.update(ref for ref, _ in held)
    return found


def names_in(connection: Connection, reading_key: int, ids: Collection[str]) -> dict[str, str]:
    """Return what records are called in one reading of their article, if not by their own ids.

    Each is looked up in the latest other reading that has it.
    """
    lost: dict[str, set[str]] = defaultdict(set)
    for id_ in ids:
        if id_[:1] in _MARKS:
            lost[id_[:1]].add(id_)
    found: dict[str, str] = {}
    for letter, wanted in sorted(lost.items()):
        missing = wanted - _held(connection, letter, reading_key, wanted)
        if missing:
            found |= _looked_up(connection, letter, reading_key, missing)
    return found


def same_in(connection: Connection, before: int, after: int) -> dict[str, str]:
    """Return what the records of one reading are called in another of the same article."""
    texts = {one.key: one.text for one in _others(connection, before)}
    same_text = texts[before] == texts[after]
    found: dict[str, str] = {}
    for letter in _MARKS:
        marks = [list(_marks(connection, letter, key)) for key in (before, after)]
        found |= same_marks(*marks, same_text=same_text)
    return found


def same_marks(before: Sequence[Mark], after: Sequence[Mark], *, same_text: bool) -> dict[str, str]:
    """Return which record of one reading is which of another, by their ids; each at most once.

    First those of the same name, then those that share most of their places. In texts that are
    not the same, those are one that have the same words, the first with the first.
    """
    if not same_text:
        pairs = same_first([one.words for one in before], [one.words for one in after])
        return {before[n].id: after[m].id for n, m in pairs}
    own = {one.id for one in before} & {one.id for one in after}
    found = {id_: id_ for id_ in own}
    left = [one for one in before if one.id not in own]
    free = [one for one in after if one.id not in own]
    alike = [
        (share, n, m)
        for n, one in enumerate(left)
        for m, other in enumerate(free)
        if (share := _share(one, other)) > 0
    ]
    taken: set[str] = set()
    for _, n, m in sorted(alike, key=lambda each: (-each[0], *each[1:])):
        if left[n].id not in found and free[m].id not in taken:
            found[left[n].id] = free[m].id
            taken.add(free[m].id)
    return found


def _share(one: Mark, other: Mark) -> float:
    """Return how much two records have in common, 0 where they are not one."""
    in_common = _common(one.place, other.place)
    if in_common <= 0:
        return 0.0
    share = in_common / (max(one.place[1], other.place[1]) - min(one.place[0], other.place[0]))
    if one.cue is not None and other.cue is not None:
        return 1.0 + share if _common(one.cue, other.cue) > 0 else 0.0
    return share if share >= LEAST else 0.0


def _common(one: Place, other: Place) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _held(connection: Connection, letter: str, reading_key: int, ids: Collection[str]) -> set[str]:
    table = _MARKS[letter].table.c
    query = select(table.id).where(table.reading_key == reading_key, table.id.in_(sorted(ids)))
    return set(connection.execute(query).scalars())


def _looked_up(
    connection: Connection, letter: str, reading_key: int, missing: set[str]
) -> dict[str, str]:
    """Return under which ids a reading has those records of its article's other readings."""
    others = _others(connection, reading_key)
    (text,) = (one.text for one in others if one.key == reading_key)
    after: list[Mark] | None = None
    found: dict[str, str] = {}
    for other in (one for one in others if one.key != reading_key):
        here = _held(connection, letter, other.key, missing)
        if here:
            after = list(_marks(connection, letter, reading_key)) if after is None else after
            before = list(_marks(connection, letter, other.key))
            same = same_marks(before, after, same_text=other.text == text)
            found |= {id_: same[id_] for id_ in here if id_ in same}
            missing = missing - here
    return found


def _others(connection: Connection, reading_key: int) -> list[_Read]:
    """Return the readings of the article that a reading is of, the last stored first."""
    readings, own = schema.readings, schema.readings.alias()
    query = (
        select(readings.c.key, schema.editions.c.text_sha256)
        .join(own, own.c.article_key == readings.c.article_key)
        .join(schema.editions, schema.editions.c.key == readings.c.edition_key)
        .where(own.c.key == reading_key)
        .order_by(readings.c.key.desc())
    )
    return [_Read(key, text) for key, text in connection.execute(query)]


class _Kind(NamedTuple):
    """One kind of records: their table, and the query for their marks."""

    table: Any
    query: Select[Any]
    cue: bool


def _marks(connection: Connection, letter: str, reading_key: int) -> Iterator[Mark]:
    """Yield the marks of all records of one kind in a reading, in their order."""
    kind = _MARKS[letter]
    table = kind.table.c
    query = kind.query.where(table.reading_key == reading_key).order_by(table.n)
    for row in connection.execute(query):
        id_, start, end, cue_start, cue_end = row[:5]
        cue = None if not kind.cue or cue_start is None else (cue_start, cue_end)
        yield Mark(id_, (start, end), cue, tuple(row[5:]))


def _statements() -> _Kind:
    table, parts = schema.statements, schema.contents
    s = table.c
    query = (
        select(
            s.id,
            sql.min(parts.c.content_start),
            sql.max(parts.c.content_end),
            s.cue_start,
            s.cue_end,
            s.source_words,
            s.cue_words,
            s.words,
        )
        .join(parts, parts.c.statement_key == s.key)
        .group_by(s.key)
    )
    return _Kind(table, query, cue=True)


def _others_of(table: Any, place: str, words: Sequence[str], cue: str | None = None) -> _Kind:  # noqa: ANN401
    c = table.c
    ends = (c[f"{place}_start"], c[f"{place}_end"])
    link = (c[f"{cue}_start"], c[f"{cue}_end"]) if cue else ends
    query = select(c.id, *ends, *link, *(c[name] for name in words))
    return _Kind(table, query, cue=cue is not None)


_MARKS: Mapping[str, _Kind] = {
    "s": _statements(),
    "c": _others_of(schema.conditions, "act", ("act_words", "outcome_words", "cue_words"), "cue"),
    "e": _others_of(schema.events, "anchor", ("type", "anchor_words"), "anchor"),
    "a": _others_of(schema.claims, "claim", ("words",)),
}
"""The kinds of records by the letter with which their ids begin."""
