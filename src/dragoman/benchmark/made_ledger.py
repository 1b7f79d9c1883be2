"""A large ledger of made statements, for timing views: the same one for the same figures.

Rows are written straight into the ledger's tables, as storing articles would have left them: in
articles of ten statements by speakers of several sides, on matters of which the largest is asked
for, over ten years of days; one statement in ten is told again in another article, one in twenty
sets a condition, one in a hundred has no day.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection, Table, Text

from dragoman.benchmark.made_claims import MadeClaims, MadeStatement
from dragoman.benchmark.made_demands import made_demand, made_fulfilment
from dragoman.benchmark.made_matters import ROLES, SIDES, MadeMatter, made_matters
from dragoman.ledger import Ledger, open_ledger, schema
from dragoman.ledger.columns import metadata
from dragoman.ledger.hearing import hear_everything
from dragoman.ledger.moments import moment_of
from dragoman.ledger.schema_known import articles_known
from dragoman.ledger.search import ARTICLES, STATEMENTS
from dragoman.records import EVENT_TYPES, STANCES

SPEAKERS = 8
"""People who speak for a side."""

ARTICLE = 10
"""Statements in an article."""

FIRST, DAYS = date(2016, 1, 1), 3650
RETOLD, CONDITIONAL, UNDATED, EVENTFUL = 0.1, 0.05, 0.01, 0.5
STEADY = 0.98
"""Share of statements that take the stance which their side has that month."""

LOT = 20_000
"""Statements stored in one transaction."""

_WORDS = ("ports", "islands", "treaty", "border", "grain", "transit", "prisoners", "water")


def make_ledger(
    path: Path, statements: int, largest: int, note: Callable[[str], None] | None = None
) -> Ledger:
    """Open the ledger in a file, making it of so many statements when there is none.

    Indexes are made last: so it takes minutes for a million statements.
    """
    if path.exists():
        return open_ledger(path)
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    with open_ledger(unfinished) as ledger:
        _fill(ledger, statements, largest, note)
    unfinished.rename(path)
    return open_ledger(path)


def _fill(
    ledger: Ledger, statements: int, largest: int, note: Callable[[str], None] | None
) -> None:
    matters = made_matters(statements, largest)
    made = _Maker(Random(statements), MadeClaims(Random(f"claims of {statements}")))
    indexes = [i for table in metadata.tables.values() for i in sorted(table.indexes, key=str)]
    with ledger.change() as connection:
        for index in indexes:
            index.drop(connection)
        made.common(connection, matters)
    articles = _articles(matters, made.random)
    done = 0
    while lot := list(islice(articles, LOT // ARTICLE)):
        with ledger.change() as connection:
            for matter, size in lot:
                made.article(matter, size)
            made.store(connection)
        done += sum(size for _, size in lot)
        if note:
            note(f"{done:,} of {statements:,} statements made")
    with ledger.change() as connection:
        for index in indexes:
            index.create(connection)
        hear_everything(connection)
        for name in (STATEMENTS, ARTICLES):
            connection.exec_driver_sql(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")


def _articles(matters: list[MadeMatter], random: Random) -> Iterator[tuple[MadeMatter, int]]:
    """Yield the matter and the size of each article, in an order without sense."""
    every = [
        (matter, min(ARTICLE, matter.statements - at))
        for matter in matters
        for at in range(0, matter.statements, ARTICLE)
    ]
    random.shuffle(every)
    yield from every


@dataclass(slots=True)
class _Maker:
    """Rows of made articles, with keys counted up."""

    random: Random
    claims: MadeClaims
    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))
    articles: int = 0
    statements: int = 0
    conditions: int = 0
    events: int = 0
    last: dict[tuple[str, str], int] = field(default_factory=dict)

    def common(self, connection: Connection, matters: list[MadeMatter]) -> None:
        """Store the matters and the speakers."""
        for n, matter in enumerate(matters):
            words = f"{_WORDS[n % len(_WORDS)]} agreement number {n}"
            self._add(
                schema.matters,
                id=matter.id,
                root=matter.id,
                parties=json.dumps(matter.sides[:2]),
                subject=f"agreement {n} {_WORDS[n % len(_WORDS)]}",
            )
            self._add(schema.wordings, matter_id=matter.id, words=words, count=matter.statements)
        for side in SIDES:
            for n in range(SPEAKERS):
                name = f"Speaker {n} of {side.title()}"
                self._add(
                    schema.actors,
                    id=_actor(side, n),
                    root=_actor(side, n),
                    name=name,
                    shown=name,
                    folded=f" {name.lower()} ",
                    shown_folded=f" {name.lower()} ",
                    country=side,
                    sort="person",
                )
        self.store(connection)

    def store(self, connection: Connection) -> None:
        """Store the rows made so far."""
        for table in metadata.sorted_tables:
            rows = self.rows.pop(table.name, None)
            if rows:
                columns = ", ".join(f'"{name}"' for name in _BLANK[table.name])
                places = ", ".join("?" for _ in _BLANK[table.name])
                # The driver's own statement: SQLAlchemy's would take most of the time.
                connection.exec_driver_sql(
                    f"INSERT INTO {table.name} ({columns}) VALUES ({places})", rows
                )

    def article(self, matter: MadeMatter, size: int) -> None:
        """Make an article of so many statements on a matter."""
        random = self.random
        self.articles += 1
        key, day = self.articles, FIRST + timedelta(random.randrange(DAYS))
        published = f"{day}T{random.randrange(24):02}:30:00+00:00"
        id_ = "a" + hashlib.sha256(f"article {key}".encode()).hexdigest()[:16]
        self._add(schema.articles, key=key, id=id_, origin=f"made:{key}", added=str(day), raw=b"")
        text = "".join(f"Speaker said that they take note of point {n}.\n" for n in range(size))
        self._add(
            schema.editions,
            key=key,
            article_key=key,
            digest=id_,
            name=f"made {key}",
            title=f"Article {key}",
            outlet=f"Outlet {key % 40}",
            published=published,
            language="en",
            form="report",
            text=text,
            furniture="[]",
            paragraphs="[]",
            warnings="[]",
            sheets="[]",
            stated_in="[]",
        )
        self._add(
            schema.readings,
            key=key,
            article_key=key,
            edition_key=key,
            digest=id_,
            current=True,
            reader="made",
            model="made",
        )
        self._add(articles_known, article_key=key, known=str(day))
        at = 0
        for n, line in enumerate(text.splitlines(keepends=True)):
            self._statement(matter, (key, id_, n), at, (day, published))
            at += len(line)
        if random.random() < EVENTFUL:
            self._event(key, matter, str(day))
        told = made_fulfilment(random, key, matter.sides, str(day), matter.id)
        self._add(schema.fulfilments, **told)

    def _statement(
        self, matter: MadeMatter, where: tuple[int, str, int], at: int, when: tuple[date, str]
    ) -> None:
        random = self.random
        article, article_id, n = where
        self.statements += 1
        key, side = self.statements, random.choice(matter.sides)
        speaker = random.randrange(SPEAKERS)
        role, rank, rank_name = ROLES[speaker % len(ROLES)]
        stance, day = self._said(matter, side, when[0])
        words = f"they take note of point {n}"
        start = at + len("Speaker said that ")
        self._add(
            schema.statements,
            key=key,
            reading_key=article,
            n=n,
            id=f"s{start}-{start + len(words)}",
            kind="indirect",
            actor_id=_actor(side, speaker),
            role=role,
            side=side,
            cue_kind="assert",
            cue_lemma="say",
            cue_words="said",
            words=words,
            stance=stance,
            matter="the agreement",
            confidence=0.9,
            rule="made",
            said=day,
        )
        self._add(
            schema.contents,
            statement_key=key,
            content_start=start,
            content_end=start + len(words),
        )
        common = {"matter_id": matter.id, "side": side, "stance": stance, "day": day, "rank": rank}
        common |= {"statement_key": key, "article_key": article}
        common |= {"scope": "now" if stance == "defers" else None}
        speaks = {"actor_id": _actor(side, speaker), "role": role}
        self._add(
            schema.standings,
            **common,
            **speaks,
            article=article_id,
            n=n,
            wording="the agreement",
            rank_name=rank_name,
            counts=True,
            sides=json.dumps([side]),
        )
        mention = {"statement_key": key, "article_key": article, "day": day}
        self._add(schema.mentions, **mention, **speaks)
        before = self.last.get((matter.id, side))
        retold = before is not None and random.random() < RETOLD
        utterance = before if before and retold else key
        table = schema.stances_retold if retold else schema.stances
        self._add(table, **common, actor_id=speaks["actor_id"], known=str(when[0]))
        self._add(
            schema.tellings,
            statement_key=key,
            article_key=article,
            utterance=utterance,
            day=day,
            print=f"made {key}",
            said=True,
            moment=moment_of(when[1]),
            reason="paraphrase" if retold else None,
        )
        if not retold:
            self.last[matter.id, side] = key
        id_, who = f"s{start}-{start + len(words)}", speaks["actor_id"]
        said = MadeStatement(key, article, id_, words, start, matter, side, who, day)
        for hanging, row in self.claims.rows(said):
            self._add(hanging, **row)
        if random.random() < CONDITIONAL:
            self._condition(common, start, random.choice(matter.sides))

    def _said(self, matter: MadeMatter, side: str, published: date) -> tuple[str, str | None]:
        """Return a stance, which a side keeps for about a month, and the day it was said."""
        random = self.random
        day = published - timedelta(random.randrange(3))
        month = hash((matter.statements, len(side), ord(side[0]), day.year, day.month))
        kept = STANCES[month % len(STANCES)]
        stance = kept if random.random() < STEADY else random.choice(STANCES)
        return stance, None if random.random() < UNDATED else str(day)

    def _condition(self, common: dict[str, Any], start: int, actor: str) -> None:
        self.conditions += 1
        key, article = self.conditions, common["article_key"]
        spans = {"act_start": start, "act_end": start + 4, "cue_start": start, "cue_end": start + 4}
        own = {"kind": "precondition", "actor": actor}
        self._add(
            schema.conditions,
            **{"key": key, "reading_key": article, "n": key, "id": f"c{key}", **spans, **own},
            act_words=f"it takes note of {key}",
            cue_words="if",
            confidence=0.9,
        )
        shared = ("matter_id", "side", "day", "statement_key", "article_key")
        standing = {name: common[name] for name in shared}
        self._add(schema.condition_standings, condition_key=key, **standing, **own)
        parties = (common["side"], actor)
        asked = made_demand(self.random, key, article, parties, common["matter_id"])
        self._add(schema.demands, **asked)

    def _event(self, article: int, matter: MadeMatter, day: str) -> None:
        self.events += 1
        key, type_ = self.events, self.random.choice(EVENT_TYPES)
        own = {"type": type_, "status": "happened", "date": day}
        self._add(
            schema.events,
            key=key,
            reading_key=article,
            id="e0-7",
            anchor_words="Speaker",
            **{"anchor_start": 0, "anchor_end": 7, "confidence": 0.9, **own},
        )
        for n, role in enumerate(("source", "target")):
            self._add(schema.event_parties, event_key=key, role=role, party=matter.sides[n])
        self._add(schema.event_standings, event_key=key, article_key=article, day=day, **own)

    def _add(self, table: Table, **values: Any) -> None:  # noqa: ANN401
        self.rows[table.name].append(tuple((_BLANK[table.name] | values).values()))


@cache
def _actor(side: str, n: int) -> str:
    return "p" + hashlib.sha256(f"{side} {n}".encode()).hexdigest()[:12]


def _blank(table: Table) -> dict[str, Any]:
    """Return a row of a table with nothing in it."""
    return {
        column.name: None if column.nullable else "" if isinstance(column.type, Text) else 0
        for column in table.c
    }


_BLANK = {table.name: _blank(table) for table in metadata.tables.values()}
