"""A ledger full of made-up speakers, for tests of size: each with a statement that names it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection, insert

from dragoman.ledger import Ledger, schema
from dragoman.ledger.actors import actor_id, store_actors
from dragoman.ledger.matching import match_actors
from dragoman.records import Speaker
from tellings import Told, reading

STARTS = (
    "Ka",
    "Mi",
    "Ro",
    "Ste",
    "Wal",
    "Yu",
    "Ser",
    "Al",
    "Dmi",
    "Fen",
    "Gor",
    "Hal",
    "Ju",
    "Lev",
)
MIDDLES = ("ra", "le", "no", "mi", "ta", "ve", "du", "shi", "ga", "be")
ENDS = ("n", "s", "ko", "ov", "ez", "ai", "berg", "sky", "li", "ra", "dal", "wick")
COUNTRIES = ("USA", "RUS", "JPN", "CHN", "GBR", "DEU", "FRA", "EGY", "IND", "BRA", None)
PORTION = 500
MENTION = insert(schema.mentions)


def people(seed: int = 0) -> Iterator[Speaker]:
    """Yield persons without end; family names are shared by many, initials by some."""
    chance = random.Random(seed)

    def word() -> str:
        middles = "".join(chance.choices(MIDDLES, k=chance.choice((0, 1, 1, 2))))
        return chance.choice(STARTS) + middles + chance.choice(ENDS)

    while True:
        given = word()
        if chance.random() < 0.1:
            given = f"{given[0]}."
        elif chance.random() < 0.2:
            given += f" {chance.choice(STARTS)[0]}."
        name = f"{given} {word()}" if chance.random() > 0.02 else word()
        yield Speaker(name, None, chance.choice(COUNTRIES), "person")


def fill(ledger: Ledger, count: int) -> None:
    """Add that many different actors, each mentioned once, and match them."""
    told = reading(Told("RUS", words="words"), name="crowd")
    ledger.add(told)
    with ledger.change() as connection:
        statement = connection.execute(schema.statements.select()).mappings().one()
        every = {actor_id(one): one for one in islice(people(), int(count * 1.2) + 10)}
        names = list(every.items())[:count]
        for start in range(0, len(names), PORTION):
            _add(connection, dict(names[start : start + PORTION]), statement["key"], start)


def _add(connection: Connection, some: dict[str, Speaker], statement: int, start: int) -> None:
    store_actors(connection, some.values())
    mention(connection, list(some), statement, start + 1)
    match_actors(connection, some)


def mention(connection: Connection, ids: list[str], statement: int, first: int) -> None:
    """Have a statement of the ledger's only article mention these actors."""
    rows = [
        {
            "statement_key": statement,
            "n": first + n,
            "article_key": 1,
            "actor_id": id_,
            "role": None,
            "day": "2015-01-01",
        }
        for n, id_ in enumerate(ids)
    ]
    connection.execute(MENTION, rows)
