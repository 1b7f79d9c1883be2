"""Every telling with all that it can be searched by, for an index without the ledger beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from sqlalchemy import Connection, select

from dragoman.ledger import Ledger, schema
from dragoman.views.finding import latest_first
from dragoman.views.knowing import connected
from dragoman.views.rows import StatementRow
from dragoman.views.statements import StatementFilter, statement_rows, statements_wanted

_BATCH = 200


@dataclass(frozen=True, slots=True)
class Searchable:
    """A statement, the sides and actors that are asked for it, and whether it sets a condition.

    `sides` are those that a search for a side finds it by: fewer than `row.sides` where several
    speak together and not all of them are heard. Statements of one `utterance` are shown as one,
    by the statement whose `key` that is.
    """

    key: int
    utterance: int
    row: StatementRow
    sides: tuple[str, ...]
    speakers: tuple[str, ...]
    language: str
    conditional: bool


def searchable(ledger: Ledger, as_known_on: str | None = None) -> Iterator[tuple[Searchable, ...]]:
    """Yield every telling in the order of lists, some at a time, from one view of the ledger."""
    standings = schema.standings.c
    with connected(ledger, as_known_on) as connection:
        wanted = statements_wanted(connection, StatementFilter(as_known_on=as_known_on))
        query = select(standings.statement_key).where(*wanted).order_by(*latest_first())
        every = connection.execute(query.execution_options(stream_results=True)).scalars()
        while keys := list(islice(every, _BATCH)):
            yield tuple(_searchable(connection, keys))


def _searchable(connection: Connection, keys: Sequence[int]) -> Iterator[Searchable]:
    utterances, speakers = _utterances(connection, keys), _speakers(connection, keys)
    together = _together(connection, keys)
    languages, asking = _languages(connection, keys), _asking(connection, keys)
    for key, row in zip(keys, statement_rows(connection, keys), strict=True):
        own = (row.actor,) if row.actor else ()
        yield Searchable(
            key=key,
            utterance=utterances.get(key, key),
            row=row,
            sides=(row.side,) if row.side else tuple(together[key]),
            speakers=tuple(dict.fromkeys((*own, *speakers[key]))),
            language=languages.get(key, ""),
            conditional=key in asking,
        )


def _utterances(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    told = schema.tellings.c
    query = select(told.statement_key, told.utterance).where(told.statement_key.in_(keys))
    return {row.statement_key: row.utterance for row in connection.execute(query)}


def _speakers(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    mentions, actors = schema.mentions.c, schema.actors.c
    query = (
        select(mentions.statement_key, actors.root)
        .join(schema.actors, actors.id == mentions.actor_id)
        .where(mentions.statement_key.in_(keys))
        .order_by(mentions.statement_key, mentions.n)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for key, root in connection.execute(query):
        found[key].append(root)
    return found


def _together(connection: Connection, keys: Sequence[int]) -> dict[int, list[str]]:
    """Return the sides of statements that several make together, as `by_side` looks for them."""
    joint = schema.joint_speakers.c.statement_key
    found: dict[int, list[str]] = defaultdict(list)
    for table in (schema.stances, schema.stances_retold):
        own = table.c.statement_key
        query = select(own, table.c.side).where(own.in_(keys), own.in_(select(joint))).distinct()
        for key, side in connection.execute(query.order_by(own, table.c.side)):
            if side not in found[key]:
                found[key].append(side)
    return found


def _languages(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    standings, heard = schema.standings.c, schema.article_standings.c
    query = (
        select(standings.statement_key, heard.language)
        .join(schema.article_standings, heard.article_key == standings.article_key)
        .where(standings.statement_key.in_(keys))
    )
    return {row.statement_key: row.language for row in connection.execute(query)}


def _asking(connection: Connection, keys: Sequence[int]) -> set[int]:
    stated = schema.condition_standings.c.statement_key
    return set(connection.execute(select(stated).where(stated.in_(keys))).scalars())


def speakers_called(ledger: Ledger) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each actor's id with the names that find it, folded, between blanks."""
    actors = schema.actors.c
    query = select(actors.root, actors.folded, actors.shown_folded).order_by(actors.root, actors.id)
    with ledger.connect() as connection:
        rows = connection.execute(query.execution_options(stream_results=True))
        for root, some in groupby(rows, key=lambda row: str(row.root)):
            names = (name for row in some for name in (row.folded, row.shown_folded) if name)
            yield root, tuple(dict.fromkeys(names))
