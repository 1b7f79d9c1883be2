"""Entries of feeds: each is put down once, waits its turn, and is read again when it changes.

All that the feed gives of an entry is kept until it is read, so that nothing is lost when the
feed moves on, a page cannot be had for hours or the program ends.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy import func as sql

from dragoman.intake.feed_entry import Entry, unpacked
from dragoman.ledger import schema
from dragoman.ledger.addresses import page_address
from dragoman.ledger.chunking import chunks
from dragoman.watch.clock import AT_ONCE, seconds, stamp
from dragoman.watch.timing import HOUR

KEPT = 2_000
"""Entries of one feed that are kept in mind beyond those that it lists."""
_MOST_TIMES = 20
"""How often one entry is read: some outlets change theirs each minute."""
_CHANGED_AFTER, _DATED_AFTER = HOUR, 6 * HOUR
"""Seconds after its reading before an entry is read again whose words changed, or only its date."""
_MOST = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as a feed lists it, with what tells it from others.

    `same` is shared by entries of other feeds that are the same article; `print` changes with
    its words, `dated` with the days that it states.
    """

    entry: str
    same: str
    print: str
    dated: str
    packed: str
    links: bool
    title: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits to be read: how often that was tried, and how often it was read.

    Nothing is told of a `quiet` one.
    """

    key: int
    url: str
    entry: Entry
    retrieved: str
    tried: int
    times: int
    quiet: bool

    @property
    def link(self) -> str:
        """The address that the entry gives, empty where it gives none."""
        return link_of(self.entry)

    @property
    def title(self) -> str:
        """What messages call it."""
        return _told(self.entry, "title") or self.entry.key


def link_of(entry: Entry) -> str:
    """Return the address that an entry gives."""
    return _told(entry, "url")


def listed(found: Iterable[Entry]) -> list[Listed]:
    """Return a feed's entries, the oldest first, each with what tells it from the others.

    Where several have one id, their addresses tell them apart.
    """
    entries = list(found)
    ids = Counter(entry.key for entry in entries)
    told: dict[str, Listed] = {}
    for entry in reversed(entries):  # feeds begin with the newest
        own = entry
        if entry.key and ids[entry.key] > 1:
            own = replace(entry, key=f"{entry.key} {link_of(entry) or _told(entry, 'title')}")
        one = _listed(own)
        told.setdefault(one.entry, one)
    return list(told.values())


def put_down(
    connection: Connection,
    url: str,
    found: Sequence[Listed],
    retrieved: str,
    now: float,
    *,
    quiet: bool = False,
) -> int:
    """Keep what a feed lists, and return how many entries wait that did not before.

    Nothing is told of those that are new now when it is to be `quiet`.
    """
    held = _held(connection, url, [one.entry for one in found])
    elsewhere = _known_as(connection, [one.same for one in found])
    moment = stamp(math.floor(now))
    rows: list[dict[str, Any]] = []
    changes: list[dict[str, Any]] = []
    fresh = 0
    for one in found:
        own = {"entry": one.entry, "same": one.same, "print": one.print, "dated": one.dated}
        row = held.get(one.entry)
        if row is None:
            known = one.same in elsewhere
            elsewhere.add(one.same)
            waits = _waits(None if known else one.packed, retrieved, None if known else AT_ONCE)
            rest = {"url": url, "listed": moment, "times": 0, "read": None, "quiet": quiet}
            rows.append({**own, **waits, **rest})
            fresh += not known
            continue
        waits, again = _again(row, one, retrieved, now)
        fresh += again
        changes.append({**own, **waits, "listed": moment, "of": row.key})
    table = schema.watch_entries
    if rows:
        connection.execute(insert(table), rows)
    if changes:
        changed: dict[str, Any] = {name: bindparam(name) for name in changes[0] if name != "of"}
        query = update(table).where(table.c.key == bindparam("of")).values(changed)
        connection.execute(query, changes)
    _prune(connection, url, moment)
    return fresh


def new_of(connection: Connection, url: str, found: Sequence[Listed]) -> list[Listed]:
    """Return the entries that were never put down."""
    held = _held(connection, url, [one.entry for one in found])
    elsewhere = _known_as(connection, [one.same for one in found])
    return [one for one in found if one.entry not in held and one.same not in elsewhere]


def waiting(connection: Connection, urls: Iterable[str], now: str) -> list[Waiting]:
    """Return the first entries whose turn it is."""
    table = schema.watch_entries.c
    query = (
        select(schema.watch_entries)
        .where(table.due <= now, table.waiting.is_not(None), table.url.in_(list(urls)))
        .order_by(table.key)
        .limit(_MOST)
    )
    return [
        Waiting(
            row.key,
            row.url,
            unpacked(row.waiting),
            row.retrieved or "",
            row.tried,
            row.times,
            row.quiet and not row.times,
        )
        for row in connection.execute(query)
    ]


def next_due(connection: Connection, urls: Iterable[str]) -> str | None:
    """Return when the next entry's turn is, None when none waits."""
    table = schema.watch_entries.c
    waits = table.waiting.is_not(None) & table.url.in_(list(urls))
    return connection.execute(select(sql.min(table.due)).where(waits)).scalar()


def postpone(connection: Connection, key: int, due: str, *, tried: int | None = None) -> None:
    """Let an entry wait until a moment."""
    values = {"due": due} if tried is None else {"due": due, "tried": tried}
    _change(connection, key, **values)


def is_done(connection: Connection, one: Waiting, now: str) -> None:
    """Keep that an entry was read, or that it cannot be."""
    _change(connection, one.key, times=one.times + 1, read=now, **_waits(None, None, None))


def _change(connection: Connection, key: int, **values: Any) -> None:  # noqa: ANN401
    table = schema.watch_entries
    connection.execute(update(table).where(table.c.key == key).values(values))


def _waits(packed: str | None, retrieved: str | None, due: str | None) -> dict[str, Any]:
    return {"waiting": packed, "retrieved": retrieved, "tried": 0, "due": due}


def _again(row: Any, one: Listed, retrieved: str, now: float) -> tuple[dict[str, Any], bool]:  # noqa: ANN401
    """Return what of a held entry's turn changes, and whether it begins to wait."""
    turn = {"waiting": row.waiting, "retrieved": row.retrieved}
    turn |= {"tried": row.tried, "due": row.due}
    other = row.print != one.print
    if not other and (row.dated == one.dated or not one.links):
        return turn, False
    if row.waiting is not None:
        return {**turn, "waiting": one.packed, "retrieved": retrieved}, False
    if row.times >= _MOST_TIMES:
        return turn, False
    wait = _CHANGED_AFTER if other else _DATED_AFTER
    due = stamp(max(math.floor(now), seconds(row.read) + wait)) if row.read else AT_ONCE
    return _waits(one.packed, retrieved, due), True


def _held(connection: Connection, url: str, entries: Sequence[str]) -> dict[str, Any]:
    table = schema.watch_entries
    found: dict[str, Any] = {}
    for some in chunks(entries):
        query = select(table).where(table.c.url == url, table.c.entry.in_(some))
        found.update((row.entry, row) for row in connection.execute(query))
    return found


def _known_as(connection: Connection, prints: Sequence[str]) -> set[str]:
    table = schema.watch_entries.c
    found: set[str] = set()
    for some in chunks(prints):
        found.update(connection.execute(select(table.same).where(table.same.in_(some))).scalars())
    return found


def _prune(connection: Connection, url: str, moment: str) -> None:
    """Forget the entries that left a feed longest ago, and nothing that waits."""
    table = schema.watch_entries
    past = (table.c.url == url, table.c.listed < moment, table.c.waiting.is_(None))
    order = (table.c.listed.desc(), table.c.key.desc())
    kept = select(table.c.key).where(*past).order_by(*order).limit(KEPT)
    old = select(table.c.key).where(*past, table.c.key.not_in(kept))
    keys = connection.execute(old).scalars().all()
    for some in chunks(keys):
        connection.execute(delete(table).where(table.c.key.in_(some)))


def _listed(entry: Entry) -> Listed:
    title, url = _told(entry, "title"), link_of(entry)
    own = _digest(title, entry.text, url)
    links = bool(url) and not entry.whole
    page = page_address(url) if url else None
    # What is fetched is the page, whatever the feed says of it; what is in the feed is its words.
    same = _digest(page, title, "" if links else entry.text) if page else _digest(entry.key, own)
    known_by = entry.key or own
    dated = " ".join(filter(None, (_told(entry, "published"), entry.updated)))
    called = title or url or entry.key
    return Listed(_digest(known_by), same, own, dated, entry.packed(), links, called)


def _told(entry: Entry, name: str) -> str:
    pair = entry.told.get(name)
    return (pair[0] or "") if pair else ""


def _digest(*words: str) -> str:
    told = "\0".join(words).encode("utf-8", "backslashreplace")
    return hashlib.sha256(told).hexdigest()[:32]
