"""What has still to go out: notices in the ledger, with a turn for each channel that wants them.

A notice is put in together with the reading that it tells of, and stays until its channel has
taken it, so that neither an end of the program nor weeks without a receiver lose one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy import func as sql

from dragoman.errors import NotFound
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.views.asking import matters_of, sides_shown
from dragoman.watch.clock import AT_ONCE
from dragoman.watch.notices import Notice, packed, unpacked
from dragoman.watch.plan import Channel

KEPT = 1_000
"""Notices that a channel has taken and that are kept, the latest: a feed of our own shows some."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A notice whose turn it is on a channel: how often that was tried, and when it is next."""

    key: int
    notice: Notice
    tried: int
    due: str


def put_in(connection: Connection, told: Sequence[Notice], channels: Sequence[Channel]) -> int:
    """Put notices in the queues of the channels that want them; return how many are wanted."""
    if not told:
        return 0
    sieves = [_Sieve(connection, channel) for channel in channels]
    wanted = 0
    for notice in told:
        names = [sieve.channel.name for sieve in sieves if sieve.wants(notice)]
        if not names or _is_kept(connection, notice):
            continue
        wanted += 1
        row = {"id": notice.id, "kind": notice.kind, "made": notice.made}
        row |= {"feed": notice.source.feed, "told": packed(notice)}
        made = connection.execute(insert(schema.watch_notices), [row])
        (key,) = made.inserted_primary_key or (0,)
        connection.execute(
            insert(schema.watch_deliveries),
            [{"channel": n, "notice_key": key, "tried": 0, "due": AT_ONCE} for n in names],
        )
    return wanted


def turns(connection: Connection, channel: str, most: int) -> list[Turn]:
    """Return what has to go out on a channel, the oldest first."""
    turn, notices = schema.watch_deliveries.c, schema.watch_notices
    query = (
        select(notices.c.key, notices.c.told, turn.tried, turn.due)
        .join(schema.watch_deliveries, turn.notice_key == notices.c.key)
        .where(turn.channel == channel, turn.sent.is_(None))
        .order_by(notices.c.key)
        .limit(most)
    )
    return [
        Turn(row.key, unpacked(row.told), row.tried, row.due) for row in connection.execute(query)
    ]


def latest(connection: Connection, channel: str, most: int) -> list[Notice]:
    """Return the last notices of a channel, the newest first, whether they went out or not."""
    turn, notices = schema.watch_deliveries.c, schema.watch_notices.c
    query = (
        select(notices.told)
        .join(schema.watch_deliveries, turn.notice_key == notices.key)
        .where(turn.channel == channel)
        .order_by(notices.key.desc())
        .limit(most)
    )
    return [unpacked(words) for words in connection.execute(query).scalars()]


def next_turn(connection: Connection, channels: Sequence[Channel]) -> str | None:
    """Return when the next turn of any of the channels is, None when nothing has to go out."""
    turn = schema.watch_deliveries.c
    first = (
        select(turn.channel, sql.min(turn.notice_key).label("key"))
        .where(turn.sent.is_(None), turn.channel.in_([channel.name for channel in channels]))
        .group_by(turn.channel)
        .subquery()
    )
    own = (turn.channel == first.c.channel) & (turn.notice_key == first.c.key)
    return connection.execute(
        select(sql.min(turn.due)).select_from(schema.watch_deliveries).join(first, own)
    ).scalar()


def is_sent(connection: Connection, channel: str, keys: Sequence[int], moment: str) -> None:
    """Keep that notices went out; older ones that did are forgotten."""
    table = schema.watch_deliveries
    for some in chunks(keys):
        own = (table.c.channel == channel, table.c.notice_key.in_(some))
        connection.execute(update(table).where(*own).values(sent=moment))
    gone = (table.c.channel == channel, table.c.sent.is_not(None))
    newest = select(table.c.notice_key).where(*gone).order_by(table.c.notice_key.desc())
    oldest = connection.execute(newest.offset(KEPT).limit(1)).scalar()
    if oldest is not None:
        connection.execute(delete(table).where(*gone, table.c.notice_key <= oldest))
        _forget(connection)


def is_late(connection: Connection, channel: str, turn: Turn, due: str) -> None:
    """Keep that a notice did not go out, and when it is tried again."""
    table = schema.watch_deliveries
    own = (table.c.channel == channel, table.c.notice_key == turn.key)
    connection.execute(update(table).where(*own).values(tried=turn.tried + 1, due=due))


def give_up(connection: Connection, channel: str, key: int) -> None:
    """Take a notice out of a channel's queue."""
    table = schema.watch_deliveries
    own = (table.c.channel == channel, table.c.notice_key == key)
    connection.execute(delete(table).where(*own))
    _forget(connection)


def drop_old(connection: Connection, before: str) -> Mapping[str, int]:
    """Take out what waits since before a moment, and return how many of each channel that were."""
    table, notices = schema.watch_deliveries, schema.watch_notices
    old = select(notices.c.key).where(notices.c.made < before)
    late = (table.c.sent.is_(None), table.c.notice_key.in_(old))
    counted = select(table.c.channel, sql.count()).where(*late).group_by(table.c.channel)
    found = {row[0]: row[1] for row in connection.execute(counted)}
    if found:
        connection.execute(delete(table).where(*late))
        _forget(connection)
    return found


class _Sieve:
    """What a channel wants, in the ledger's own names; looked up when a notice asks for it."""

    def __init__(self, connection: Connection, channel: Channel) -> None:
        self.channel = channel
        self._connection = connection
        self._matters: set[str] | None = None
        self._sides: set[str] | None = None

    def wants(self, notice: Notice) -> bool:
        wanted = self.channel.wanted
        if notice.kind not in wanted.kinds:
            return False
        if wanted.sides and not self._of_sides() & set(notice.sides):
            return False
        return not wanted.matters or any(one.id in self._of_matters() for one in notice.matters)

    def _of_matters(self) -> set[str]:
        if self._matters is None:
            self._matters = set()
            for words in self.channel.wanted.matters:
                try:
                    asked = matters_of(self._connection, words, parts=True) or {}
                except NotFound:  # no article has told of it yet
                    continue
                self._matters.update(asked.values())
        return self._matters

    def _of_sides(self) -> set[str]:
        if self._sides is None:
            found = (sides_shown(self._connection, words) for words in self.channel.wanted.sides)
            self._sides = {name for names in found for name in names}
        return self._sides


def _is_kept(connection: Connection, notice: Notice) -> bool:
    notices = schema.watch_notices.c
    query = select(notices.key).where(notices.id == notice.id)
    return connection.execute(query).first() is not None


def _forget(connection: Connection) -> None:
    """Forget the notices that no channel has any more."""
    table, turn = schema.watch_notices, schema.watch_deliveries.c
    held = select(turn.notice_key).where(turn.notice_key == table.c.key).exists()
    connection.execute(delete(table).where(~held))
