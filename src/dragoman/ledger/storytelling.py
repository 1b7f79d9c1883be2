"""Articles put into stories: found among those held by their fingerprints, in their transaction.

What is stored follows from the articles' words alone and can be made again from them. The
result is the same in whatever order articles come, but for keys that more than `CROWDED` texts
have (a form, a disclaimer): later texts are not found by those.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select, update

from dragoman.article import Article
from dragoman.ledger import rebuilding, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.writing import fill
from dragoman.resemblance import Fingerprint, Link, fingerprints, likenesses, own_words, stars
from dragoman.resemblance.bulk import CROWDED

FEWEST = 8
"""An article of fewer words of its own (a caption, a paywall's line) is in no story."""

LARGEST = 2_000
"""Texts that hang together by likenesses are looked at together up to so many."""


def place_in_story(connection: Connection, article_key: int, article: Article) -> None:
    """Put an article into the story that its words say, out of the one that it was in."""
    _place(connection, article_key, article, _held_by(connection, article_key))


def place_new_in_story(connection: Connection, article_key: int, article: Article) -> None:
    """Put an article that was just stored into the story that its words say."""
    _place(connection, article_key, article, None)


def _place(connection: Connection, article_key: int, article: Article, old: int | None) -> None:
    words = own_words(article)
    found = fingerprints([words])[0] if len(words) >= FEWEST else None
    new = None if found is None else _key_of(connection, found.words)
    if old == new and (old is not None or found is None):
        return
    if found is not None and new is None:
        new = _store(connection, found)
    ties = schema.article_fingerprints
    if old is not None:
        connection.execute(delete(ties).where(ties.c.article_key == article_key))
    if new is not None:
        connection.execute(insert(ties), {"article_key": article_key, "fingerprint_key": new})
    if old is not None:
        _forget_unless_used(connection, old)


def tell_stories_again(connection: Connection) -> None:
    """Make all fingerprints and stories again from the articles that the ledger holds."""
    for table in (
        schema.likenesses,
        schema.fingerprint_keys,
        schema.article_fingerprints,
        schema.fingerprints,
    ):
        connection.execute(delete(table))
    readings = schema.readings.c
    current = select(readings.article_key, readings.edition_key).where(readings.current)
    for key, edition in connection.execute(current.order_by(readings.article_key)).all():
        place_new_in_story(connection, key, rebuilding.article_of(connection, edition, raw=False))


def _held_by(connection: Connection, article_key: int) -> int | None:
    ties = schema.article_fingerprints.c
    held = select(ties.fingerprint_key).where(ties.article_key == article_key)
    return connection.execute(held).scalar()


def _key_of(connection: Connection, words: int) -> int | None:
    held = schema.fingerprints.c
    return connection.execute(select(held.key).where(held.words == words)).scalar()


def _store(connection: Connection, found: Fingerprint) -> int:
    """Store a fingerprint and its likenesses to those held; return its key."""
    held = _sharing(connection, found.keys)
    row = {
        "words": found.words,
        "size": found.size,
        "signature": found.signature,
        "numbers": found.numbers,
        "names": found.names,
    }
    table = schema.fingerprints
    key = int(connection.execute(insert(table).returning(table.c.key), row).scalar_one())
    crowds = Counter(value for value, _ in held)
    _store_keys(connection, key, [value for value in found.keys if crowds[value] < CROWDED])
    others = _rows(connection, sorted({other for _, other in held}))
    near = [
        (row["key"], likeness)
        for row, likeness in zip(
            others, likenesses(found, [_fingerprint(row) for row in others]), strict=True
        )
        if likeness is not None
    ]
    fill(
        connection,
        schema.likenesses,
        (
            {
                "one_key": one,
                "other_key": two,
                "resemblance": likeness.resemblance,
                "containment": likeness.containment,
            }
            for other, likeness in near
            for one, two in ((key, other), (other, key))
        ),
    )
    if near:
        _group(connection, [key])
    return key


# The two that follow are written out, since they take half of the time otherwise: numbers of our
# own making need no escaping.
def _store_keys(connection: Connection, key: int, values: Sequence[int]) -> None:
    if values:
        rows = ",".join(f"({value},{key})" for value in values)
        connection.exec_driver_sql(
            f"INSERT INTO fingerprint_keys (value, fingerprint_key) VALUES {rows}"
        )


def _sharing(connection: Connection, values: Sequence[int]) -> list[tuple[int, int]]:
    """Return the held fingerprints that have some of the keys, each with the key."""
    if not values:
        return []
    found = connection.exec_driver_sql(
        "SELECT value, fingerprint_key FROM fingerprint_keys "
        f"WHERE value IN ({','.join(map(str, values))})"
    )
    return [(row[0], row[1]) for row in found]


def _rows(connection: Connection, keys: Sequence[int]) -> list[RowMapping]:
    table = schema.fingerprints
    return [
        row
        for some in chunks(keys)
        for row in connection.execute(select(table).where(table.c.key.in_(some))).mappings()
    ]


def _fingerprint(row: RowMapping) -> Fingerprint:
    names = ("words", "size", "signature", "numbers", "names")
    return Fingerprint(**{name: row[name] for name in names}, keys=())


def _group(connection: Connection, keys: Iterable[int]) -> None:
    """Find the stories anew among all texts that hang together with some."""
    links, members = _together(connection, keys)
    table = schema.fingerprints
    ranks: dict[int, str] = {}
    before: dict[int, Any] = {}
    for some in chunks(sorted(members)):
        rows = select(table.c.key, table.c.words, table.c.story).where(table.c.key.in_(some))
        for key, words, story in connection.execute(rows):
            ranks[key], before[key] = f"{words:x}", story
    like = {key for link in links for key in (link.one, link.other)}
    found = {key: story if key in like else None for key, story in stars(links, ranks).items()}
    moved = [{"of": key, "to": story} for key, story in found.items() if before[key] != story]
    if moved:
        change = update(table).where(table.c.key == bindparam("of")).values(story=bindparam("to"))
        connection.execute(change, moved)


def _together(connection: Connection, keys: Iterable[int]) -> tuple[list[Link], set[int]]:
    """Return the likenesses among texts that hang together with some, and those texts."""
    likenesses_ = schema.likenesses.c
    members, new = set(keys), set(keys)
    links: list[Link] = []
    while new and len(members) <= LARGEST:
        rows = [
            row
            for some in chunks(sorted(new))
            for row in connection.execute(
                select(likenesses_.one_key, likenesses_.other_key, likenesses_.resemblance).where(
                    likenesses_.one_key.in_(some)
                )
            )
        ]
        links += [Link(*row) for row in rows]
        new = {row[1] for row in rows} - members
        members |= new
    return [link for link in links if link.other in members], members


def _forget_unless_used(connection: Connection, key: int) -> None:
    """Delete a fingerprint that no article has any more."""
    ties, near = schema.article_fingerprints.c, schema.likenesses
    if connection.execute(select(ties.article_key).where(ties.fingerprint_key == key)).first():
        return
    others = connection.execute(select(near.c.other_key).where(near.c.one_key == key)).scalars()
    neighbours = list(others)
    values = schema.fingerprint_keys
    connection.execute(delete(near).where((near.c.one_key == key) | (near.c.other_key == key)))
    connection.execute(delete(values).where(values.c.fingerprint_key == key))
    table = schema.fingerprints
    connection.execute(delete(table).where(table.c.key == key))
    if neighbours:
        _group(connection, neighbours)
