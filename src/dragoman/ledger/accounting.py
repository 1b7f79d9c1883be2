"""Accounts that cannot both hold, found as articles come and kept with what they follow from.

Each claim of an article is compared with those that share a key with it and were told within
some weeks. Who speaks is left out of it: names may be joined or parted later, so that whether
two accounts are one person's is asked when they are listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, or_, select

from dragoman.contradiction import Account, Difference, difference, index_keys
from dragoman.contradiction.days import STATE_LATER, days_of
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.claiming import claim_of
from dragoman.ledger.standing import Standing, StatementStanding
from dragoman.ledger.writing import Keys, fill
from dragoman.records import Reading

MANY = 1000
"""Candidates of a claim above which only those are looked at that share two keys with it."""


@dataclass(frozen=True, slots=True)
class _Stood:
    """A claim that stands, with its key and what it is compared by."""

    key: int
    article_key: int
    account: Account


def store_accounts(
    connection: Connection,
    article_key: int,
    reading: Reading,
    found: Standing,
    keys: Keys,
    spoken: Mapping[int, str],
) -> None:
    """Store the claims of an article that stand, and what they cannot hold together with."""
    by_id = {one.statement.id: one for one in found.statements}
    published = (reading.article.published or "")[:10] or None
    rows = []
    stood: list[_Stood] = []
    read = {statement.id for statement in reading.statements}
    for key, claim in zip(keys.claims, reading.claims, strict=True):
        said = by_id.get(claim.statement or "")
        if said is None and claim.statement in read:
            continue  # a person rejected the statement that tells it
        teller = _teller(said, by_id)
        day = said.day if said else published
        rows.append(
            {
                "claim_key": key,
                "article_key": article_key,
                "statement_key": keys.statements[said.n] if said else None,
                "actor_id": spoken[said.n] if said else None,
                "teller_id": spoken[teller.n] if teller else None,
                "side": said.statement.side if said else None,
                "day": day,
            }
        )
        nested = bool(said and said.statement.within)
        account = Account(claim, day, reading.article.id, nested=nested)
        stood.append(_Stood(key, article_key, account))
    fill(connection, schema.claim_standings, rows)
    _compare(connection, stood)


def _teller(
    said: StatementStanding | None, by_id: Mapping[str, StatementStanding]
) -> StatementStanding | None:
    """Return the outermost statement in which words stand; a medium that tells of it is none."""
    seen: set[str] = set()
    teller = outer = said
    while outer is not None and outer.statement.id not in seen:
        seen.add(outer.statement.id)
        told = outer.statement
        if told.speaker.sort != "media" or told.side:
            teller = outer
        outer = by_id.get(told.within or "")
    return teller


def forget_accounts(connection: Connection, article_key: int) -> None:
    """Delete an article's claims that stand, and all pairs that one of them is in."""
    accounts, standings = schema.accounts, schema.claim_standings
    matters, keys = schema.account_matters, schema.claim_keys
    mine = or_(accounts.c.article_key == article_key, accounts.c.other_article_key == article_key)
    pairs = connection.execute(select(accounts.c.one_key, accounts.c.other_key).where(mine)).all()
    for one, other in pairs:
        connection.execute(
            delete(matters).where(matters.c.one_key == one, matters.c.other_key == other)
        )
    if pairs:
        connection.execute(delete(accounts).where(mine))
    own = select(standings.c.claim_key).where(standings.c.article_key == article_key)
    connection.execute(delete(keys).where(keys.c.claim_key.in_(own)))
    connection.execute(delete(standings).where(standings.c.article_key == article_key))


def _compare(connection: Connection, stood: list[_Stood]) -> None:
    rows = []
    sought: dict[int, tuple[int, frozenset[int]]] = {}
    for one in stood:
        days = days_of(one.account.day)
        if days is None or days.first != days.last:
            continue
        keys = index_keys(one.account.claim)
        sought[one.key] = days.first, keys.sought
        rows += [{"value": v, "day": days.first, "claim_key": one.key} for v in sorted(keys.own)]
    fill(connection, schema.claim_keys, rows)
    hits = _hits(connection, sought)
    wanted = {key for keys in hits.values() for key in keys} - {one.key for one in stood}
    others = {one.key: one for one in stood} | _load(connection, wanted)
    found: dict[tuple[int, int], tuple[_Stood, _Stood, Difference]] = {}
    for one in stood:
        for key in hits.get(one.key, ()):
            other = others.get(key)
            if other is None or other.key == one.key:
                continue
            first, second = (one, other) if one.key < other.key else (other, one)
            differs = difference(first.account, second.account)
            if differs is not None:
                found[first.key, second.key] = first, second, differs
    _store(connection, found)


_AROUND = (
    select(schema.claim_keys.c.value, schema.claim_keys.c.claim_key)
    .where(schema.claim_keys.c.value.in_(bindparam("values", expanding=True)))
    .where(schema.claim_keys.c.day.between(bindparam("first"), bindparam("last")))
)


def _hits(
    connection: Connection, sought: Mapping[int, tuple[int, frozenset[int]]]
) -> dict[int, Collection[int]]:
    """Return for each claim the others that share a key with it, told in the weeks around."""
    by_day: dict[int, set[int]] = {}
    for day, values in sought.values():
        by_day.setdefault(day, set()).update(values)
    held: dict[tuple[int, int], list[int]] = {}
    for day, wanted in sorted(by_day.items()):
        for some in chunks(sorted(wanted)):
            window = {"first": day - STATE_LATER, "last": day + STATE_LATER}
            for value, key in connection.execute(_AROUND, {"values": some, **window}):
                held.setdefault((day, value), []).append(key)
    found: dict[int, Collection[int]] = {}
    for claim, (day, values) in sought.items():
        counts = Counter(key for value in values for key in held.get((day, value), ()))
        least = 1 if len(counts) <= MANY else 2
        found[claim] = sorted(key for key, n in counts.items() if n >= least)
    return found


def _load(connection: Connection, wanted: Collection[int]) -> dict[int, _Stood]:
    claims, standings, articles = schema.claims, schema.claim_standings, schema.articles
    statements = schema.statements
    found: dict[int, _Stood] = {}
    for some in chunks(sorted(wanted)):
        query = (
            select(
                claims,
                standings.c.article_key,
                standings.c.day,
                articles.c.id.label("article"),
                statements.c.within,
            )
            .join(standings, standings.c.claim_key == claims.c.key)
            .join(articles, articles.c.key == standings.c.article_key)
            .outerjoin(statements, statements.c.key == standings.c.statement_key)
            .where(claims.c.key.in_(some))
        )
        for row in connection.execute(query):
            account = Account(claim_of(row), row.day, row.article, nested=bool(row.within))
            found[row.key] = _Stood(row.key, row.article_key, account)
    return found


def _store(
    connection: Connection, found: Mapping[tuple[int, int], tuple[_Stood, _Stood, Difference]]
) -> None:
    if not found:
        return
    fill(
        connection,
        schema.accounts,
        (
            {
                "one_key": one.key,
                "other_key": other.key,
                "article_key": one.article_key,
                "other_article_key": other.article_key,
                "kind": differs.kind,
                "act": differs.act,
                "about": " ".join(differs.about),
                "likeness": differs.likeness,
                "day": max(one.account.day or "", other.account.day or ""),
            }
            for one, other, differs in found.values()
        ),
    )
    articles = {one.article_key for pair in found.values() for one in pair[:2]}
    named = _matters(connection, articles)
    fill(
        connection,
        schema.account_matters,
        (
            {
                "matter_id": matter,
                "one_key": one.key,
                "other_key": other.key,
                "in_one": matter in named.get(one.article_key, ()),
                "in_other": matter in named.get(other.article_key, ()),
            }
            for one, other, _ in found.values()
            for matter in sorted(
                named.get(one.article_key, set()) | named.get(other.article_key, set())
            )
        ),
    )


def _matters(connection: Connection, articles: Collection[int]) -> dict[int, set[str]]:
    """Return the matters that articles name."""
    standings = schema.standings.c
    found: dict[int, set[str]] = {}
    for some in chunks(sorted(articles)):
        query = select(standings.article_key, standings.matter_id).distinct()
        query = query.where(standings.article_key.in_(some), standings.matter_id.is_not(None))
        for article, matter in connection.execute(query):
            found.setdefault(article, set()).add(matter)
    return found
