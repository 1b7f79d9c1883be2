"""Versions in the ledger: found when an article comes, and stored with what tells them.

What is stored follows from the articles' current editions alone, and can be made again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy import func as sql

from dragoman.article import Article
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.addresses import addresses_of
from dragoman.ledger.chunking import chunks
from dragoman.ledger.notices import notices_of
from dragoman.ledger.own_words import own_words
from dragoman.ledger.versions import Copy, Kin, Version, versions_of

CROWDED = 100
"""Articles at one address beyond which it is none of an article: a page of headlines, say."""


class Turned(NamedTuple):
    """An article that became current or ceased to be, or whose statements did."""

    article_key: int
    was_current: bool
    is_current: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """What settling the versions around an article changed.

    `current` and `stands` are the article's own; `alone` says that no other version is held.
    `turned` are the others that it changed.
    """

    current: bool
    stands: bool
    alone: bool
    turned: tuple[Turned, ...]


ALONE = Settled(current=True, stands=True, alone=True, turned=())


def settle(
    connection: Connection, article_key: int, article: Article, *, new: bool = False
) -> Settled:
    """Find the versions of an article that came, or that was read anew; return what changed.

    `new` says that nothing was stored of its versions yet.
    """
    family_ = [] if new else _family(connection, article_key)
    own = addresses_of(article)
    if new or set(_addresses(connection, [article_key])) != set(own):
        _store_addresses(connection, article_key, own, new=new)
    around = _around(connection, {article_key, *family_}, own)
    told = around == {article_key} and not notices_of(article)
    if told and not family_:
        return ALONE
    known = _kin(connection, around - {article_key}) if new else {}
    found = () if told else versions_of(_copies(connection, around), known)
    turned = _store(connection, around, found)
    others = tuple(one for one in turned if one.article_key != article_key)
    mine = next((one for one in found if one.key == article_key), None)
    if mine is None:
        return Settled(current=True, stands=True, alone=True, turned=others)
    alone = sum(one.root == mine.root for one in found) == 1
    return Settled(mine.current, mine.stands, alone, others)


def settle_everything(connection: Connection) -> tuple[Turned, ...]:
    """Find the versions among all articles of a ledger; return those whose statements changed."""
    readings = schema.readings.c
    rows = connection.execute(
        select(readings.article_key, readings.edition_key).where(readings.current)
    ).all()
    connection.execute(delete(schema.addresses))
    told: list[int] = []
    for article_key, edition_key in rows:
        article = rebuilding.article_of(connection, edition_key, raw=False)
        _store_addresses(connection, article_key, addresses_of(article), new=True)
        if notices_of(article):
            told.append(article_key)
    addresses = schema.addresses.c
    shared = select(addresses.address).group_by(addresses.address).having(sql.count() > 1)
    several = select(addresses.article_key).where(addresses.address.in_(shared))
    left = {*told, *connection.execute(several.distinct()).scalars()}
    turned: set[Turned] = set()
    while left:
        around = _around(connection, {min(left)})
        found_ = versions_of(_copies(connection, around))
        turned.update(_store(connection, around, found_))
        left -= around
    return tuple(sorted(turned))


def stands(connection: Connection, article_key: int) -> bool:
    """Return whether an article's statements count: no later version has come, none withdrew it."""
    versions = schema.versions.c
    row = connection.execute(
        select(versions.current, versions.kind).where(versions.article_key == article_key)
    ).first()
    return row is None or (row.current and row.kind != "withdrawn")


def is_current(connection: Connection, article_key: int) -> bool:
    """Return whether an article is the last version of itself."""
    versions = schema.versions.c
    found = select(versions.current).where(versions.article_key == article_key)
    return bool(connection.execute(found).scalar() in (None, True))


def family(connection: Connection, article_key: int) -> tuple[int, ...]:
    """Return the keys of all versions of an article in their order, its own among them."""
    return tuple(_family(connection, article_key)) or (article_key,)


def _family(connection: Connection, article_key: int) -> list[int]:
    versions, own = schema.versions.c, schema.versions.alias()
    found = (
        select(versions.article_key)
        .join(own, own.c.root_key == versions.root_key)
        .where(own.c.article_key == article_key)
        .order_by(versions.number, versions.kind == "refreshed", versions.article_key)
    )
    return list(connection.execute(found).scalars())


def _store_addresses(
    connection: Connection, article_key: int, own: Sequence[str], *, new: bool
) -> None:
    addresses = schema.addresses
    if not new:
        connection.execute(delete(addresses).where(addresses.c.article_key == article_key))
    if own:
        rows = [{"address": address, "article_key": article_key} for address in own]
        connection.execute(insert(addresses), rows)


def _around(
    connection: Connection, keys: Collection[int], told: Sequence[str] | None = None
) -> set[int]:
    """Return the articles that share addresses with those, and so on, these included.

    `told` are the addresses of those, where they are known.
    """
    addresses = schema.addresses.c
    around = set(keys)
    asked: set[str] = set()
    if told is None or len(around) > 1:
        told = _addresses(connection, around)
    while told:
        fresh: set[int] = set()
        for address in sorted(set(told) - asked):
            query = select(addresses.article_key).where(addresses.address == address)
            bearers = connection.execute(query.limit(CROWDED + 1)).scalars().all()
            fresh.update(bearers if len(bearers) <= CROWDED else ())
        asked.update(told)
        told = _addresses(connection, fresh - around)
        around |= fresh
    return around


def _addresses(connection: Connection, keys: Collection[int]) -> list[str]:
    addresses = schema.addresses.c
    found: list[str] = []
    for some in chunks(sorted(keys)):
        query = select(addresses.address).where(addresses.article_key.in_(some))
        found += connection.execute(query).scalars()
    return found


def _kin(connection: Connection, keys: Collection[int]) -> dict[int, Kin]:
    """Return what is stored of articles' families; one without a row is a family of itself."""
    versions = schema.versions.c
    found = {key: Kin(key, None) for key in keys}
    for some in chunks(sorted(keys)):
        query = select(versions.article_key, versions.root_key, versions.address)
        for key, root, address in connection.execute(query.where(versions.article_key.in_(some))):
            found[key] = Kin(root, address)
    return found


def _copies(connection: Connection, keys: Collection[int]) -> list[Copy]:
    """Return what is known of held articles, as their current editions have them."""
    found: list[Copy] = []
    for some in chunks(sorted(keys)):
        for key, added, article in rebuilding.told_of_articles(connection, some):
            found.append(
                Copy(
                    key=key,
                    id=article.id,
                    addresses=frozenset(addresses_of(article)),
                    words=own_words(article),
                    notices=notices_of(article),
                    revision=article.revision,
                    published=article.published,
                    retrieved=article.retrieved,
                    added=added,
                )
            )
    return found


def _store(
    connection: Connection, keys: Iterable[int], found: Iterable[Version]
) -> tuple[Turned, ...]:
    """Store the versions in place of what was stored of these articles; return whose turned."""
    versions = schema.versions
    before: dict[int, dict[str, Any]] = {}
    for some in chunks(sorted(keys)):
        rows = connection.execute(select(versions).where(versions.c.article_key.in_(some)))
        before.update((row["article_key"], dict(row)) for row in rows.mappings())
    after = {one.key: _row(one) for one in found}
    changed = [key for key in sorted({*before, *after}) if before.get(key) != after.get(key)]
    if changed:
        gone = [key for key in changed if key in before]
        for some in chunks(gone):
            connection.execute(delete(versions).where(versions.c.article_key.in_(some)))
        rows_ = [after[key] for key in changed if key in after]
        if rows_:
            connection.execute(insert(versions), rows_)
    parts = [(key, _part(before.get(key)), _part(after.get(key))) for key in changed]
    return tuple(Turned(key, was[0], now[0]) for key, was, now in parts if was != now)


def _part(row: dict[str, Any] | None) -> tuple[bool, bool]:
    """Return what a stored version, or none, makes of an article: current, standing."""
    if row is None:
        return True, True
    return bool(row["current"]), bool(row["current"]) and row["kind"] != "withdrawn"


def _row(one: Version) -> dict[str, Any]:
    notice = one.notice
    start, end = notice.span if notice and notice.span else (None, None)
    return {
        "article_key": one.key,
        "root_key": one.root,
        "number": one.number,
        "kind": one.kind,
        "current": one.current,
        "address": one.address,
        "placed_by": one.placed_by,
        "day": one.day,
        "notice": notice.words if notice else None,
        "notice_start": start,
        "notice_end": end,
    }
