"""Statements of many articles folded into the utterances that they tell of, kept as articles come.

What is one follows from the statements that stand and from people's decisions alone: whenever a
statement comes or goes, all that may be one with it is put together anew. The words shown for an
utterance are those of the telling that was published first, among those that take the stance
which most of them take; where that is not known or the same, the longest direct quotation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.counting import count_once
from dragoman.ledger.decided_tellings import decided_tellings
from dragoman.ledger.moments import moment_of
from dragoman.ledger.near_tellings import NearTellings
from dragoman.ledger.same_telling import SHORT, Class, Link, Telling, same_telling
from dragoman.ledger.standing import Standing, StatementStanding
from dragoman.ledger.told_words import printed
from dragoman.ledger.utterances import Member, grouped, members
from dragoman.ledger.writing import Keys, fill, words_of
from dragoman.records import Reading

_SHOWN = (
    update(schema.tellings)
    .where(schema.tellings.c.statement_key == bindparam("of"))
    .values(
        {name: bindparam(f"new_{name}") for name in ("utterance", "reason", "likeness", "alike")}
    )
)


def store_tellings(
    connection: Connection,
    article_key: int,
    reading: Reading,
    found: Standing,
    keys: Keys,
    spoken: Mapping[int, str],
) -> set[int]:
    """Store an article's statements as tellings, each by itself; return their keys."""
    rows = telling_rows(article_key, reading, found, keys, spoken)
    fill(connection, schema.tellings, rows)
    return {row["statement_key"] for row in rows}


def telling_rows(
    article_key: int, reading: Reading, found: Standing, keys: Keys, spoken: Mapping[int, str]
) -> list[dict[str, Any]]:
    """Return an article's statements as tellings, each by itself."""
    by_id = {one.statement.id: one for one in found.statements}
    moment = moment_of(reading.article.published)
    published = (reading.article.published or "")[:10]
    rows = []
    for one in found.statements:
        told = one.statement
        words = printed(words_of(told.content, reading.article.text))
        outer = _outer(one, by_id)
        rows.append(
            {
                "statement_key": keys.statements[one.n],
                "article_key": article_key,
                "utterance": keys.statements[one.n],
                "print": words.print if len(words.content) >= SHORT else None,
                "day": one.day,
                "said": bool(one.day and (told.said or one.day != published)),
                "moment": moment,
                "around": spoken[outer.n] if outer else None,
                "reason": None,
                "likeness": None,
                "alike": None,
            }
        )
    return rows


def _outer(
    one: StatementStanding, by_id: Mapping[str, StatementStanding]
) -> StatementStanding | None:
    """Return the statement in whose words another stands, passing over media that tell of it."""
    seen = {one.statement.id}
    outer = by_id.get(one.statement.within or "")
    while outer and outer.statement.id not in seen:
        seen.add(outer.statement.id)
        told = outer.statement
        if (told.speaker.sort != "media" or told.side) and told.speaker != one.statement.speaker:
            return outer
        outer = by_id.get(told.within or "")
    return None


def forget_tellings(connection: Connection, article_key: int) -> set[int]:
    """Delete an article's tellings; return those of other articles that were one with them."""
    own, other = schema.tellings, schema.tellings.alias()
    query = (
        select(other.c.statement_key)
        .join(own, own.c.utterance == other.c.utterance)
        .where(own.c.article_key == article_key, other.c.article_key != article_key)
    )
    left = set(connection.execute(query).scalars())
    connection.execute(delete(own).where(own.c.article_key == article_key))
    return left


def settle(connection: Connection, keys: Iterable[int], left: Collection[int] = ()) -> None:
    """Put together anew all that may be one with these statements.

    `left` are those that something was one with, or was an earlier version of, that is gone.
    """
    near = NearTellings(connection)
    seeds = {*keys, *left}
    fresh = near.load(seeds)
    if not fresh:
        return
    decided = decided_tellings(connection)
    reached: dict[int, Telling] = {}
    classes: dict[Class, Telling] = {}
    links: dict[frozenset[Class], Link] = {}
    while fresh:
        near.load_around(fresh)
        reached |= {one.key: one for one in fresh}
        following: set[int] = set()
        for one in fresh:
            joined = set(decided.partners(one.key))
            if joined:
                near.linked |= {one.key, *joined}
                following |= joined
            own = one.alike
            if own not in classes:
                classes[own] = one
                following |= _linked(one, own, near, links)
        fresh = near.load(following - reached.keys())
    alone = [one for one in reached.values() if one.key not in near.linked]
    groups = [[one] for one in alone]
    groups += grouped([reached[key] for key in near.linked & reached.keys()], links, decided)
    told = [members(*_shown_first(group, near), links) for group in groups]
    _store(connection, near, told, seeds, set(left))


def _linked(
    one: Telling, own: Class, near: NearTellings, links: dict[frozenset[Class], Link]
) -> set[int]:
    """Compare a telling with its candidates, one of each class; return those that are one."""
    known: dict[Class, bool] = {own: True}
    found: set[int] = set()
    for other in near.candidates(one):
        theirs = other.alike
        if theirs not in known:
            link = same_telling(one, other)
            known[theirs] = link is not None
            if link is not None:
                links[frozenset((own, theirs))] = link
        if known[theirs]:
            found.add(other.key)
    if found:
        near.linked |= {one.key, *found}
    return found


def _shown_first(group: Sequence[Telling], near: NearTellings) -> tuple[Telling, list[Telling]]:
    counts = Counter(one.stance for one in group if one.stance)
    stance = min(counts, key=lambda name: (-counts[name], name), default=None)

    def weight(one: Telling) -> tuple[Any, ...]:
        return one.stance != stance, *near.moment[one.key], one.order

    shown = min(group, key=weight)
    return shown, [one for one in group if one is not shown]


def _store(
    connection: Connection,
    near: NearTellings,
    told: Sequence[Sequence[Member]],
    seeds: Collection[int],
    left: Collection[int],
) -> None:
    """Store what changed about which tellings are one, and which of their stances count."""
    rows = []
    touched: list[Sequence[Member]] = []
    for group in told:
        shown = group[0].telling.key
        changed = False
        for one in group:
            key, link = one.telling.key, one.link
            now = (shown, link and link.reason, link and link.likeness, one.alike)
            if near.state[key] != now:
                names = ("new_utterance", "new_reason", "new_likeness", "new_alike")
                rows.append({"of": key, **dict(zip(names, now, strict=True))})
                changed = True
        again = seeds if len(group) > 1 else left
        if changed or any(one.telling.key in again for one in group):
            touched.append(group)
    if rows:
        connection.execute(_SHOWN, rows)
    if touched:
        count_once(connection, touched)


def renamed_tellings(connection: Connection, before: Mapping[str, str]) -> set[int]:
    """Return the statements to be settled after names were joined otherwise than before.

    `before` has the root that each had.
    """
    if not before:
        return set()
    actors = schema.actors.c
    now: dict[str, str] = {}
    for some in chunks(sorted(before)):
        query = select(actors.id, actors.root).where(actors.id.in_(some))
        now.update((id_, root) for id_, root in connection.execute(query))
    if all(now[id_] == before[id_] for id_ in now):
        return set()
    roots = {*before.values(), *now.values()}
    for some in chunks(sorted(roots)):
        query = select(actors.id, actors.root).where(actors.root.in_(some))
        now.update((id_, root) for id_, root in connection.execute(query))
    joined: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    parted: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for id_, root in now.items():
        old = before.get(id_, root)
        joined[root][old].append(id_)
        parted[old][root].append(id_)
    changed = {
        id_
        for blocks in (*joined.values(), *parted.values())
        if len(blocks) > 1
        for ids in _all_but_largest(connection, blocks)
        for id_ in ids
    }
    return _with_partners(connection, _told_by(connection, changed))


def _all_but_largest(connection: Connection, blocks: Mapping[str, list[str]]) -> list[list[str]]:
    """Return the blocks of actors without the one that says most: the others are compared to it."""
    standings = schema.standings.c
    sizes: dict[str, int] = {}
    for name, ids in blocks.items():
        query = select(sql.count()).where(standings.actor_id.in_(ids))
        sizes[name] = connection.execute(query).scalar_one()
    largest = max(sorted(sizes), key=lambda name: sizes[name])
    return [ids for name, ids in blocks.items() if name != largest]


def _told_by(connection: Connection, ids: Collection[str]) -> set[int]:
    standings = schema.standings.c
    found: set[int] = set()
    for some in chunks(sorted(ids)):
        query = select(standings.statement_key).where(standings.actor_id.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _with_partners(connection: Connection, keys: Collection[int]) -> set[int]:
    """Return statements with all that are one utterance with them now."""
    own, other = schema.tellings, schema.tellings.alias()
    found = set(keys)
    for some in chunks(sorted(keys)):
        query = select(other.c.statement_key).join(own, own.c.utterance == other.c.utterance)
        found.update(connection.execute(query.where(own.c.statement_key.in_(some))).scalars())
    return found


def settle_again(connection: Connection, keys: Collection[int]) -> None:
    """Put together anew what a person decided about, and all that was one with it."""
    every = _with_partners(connection, keys)
    settle(connection, every, every)
