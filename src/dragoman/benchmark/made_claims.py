"""Rows of grounds, blame and accounts in a made ledger, as storing articles leaves them.

Some statements give a ground, some blame another side, and some hold a claim; one claim in ten
cannot hold together with the last that another side made on the matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlalchemy import Table

from dragoman.article import Span
from dragoman.benchmark.made_matters import MadeMatter
from dragoman.contradiction import KINDS
from dragoman.ledger import schema
from dragoman.ledger.claiming import told_of
from dragoman.records import Claim

GROUNDED, BLAMING, CLAIMING, OPPOSED = 0.05, 0.03, 0.1, 0.1
"""Shares of the statements that give a ground, blame, hold a claim; of claims that are opposed."""

_ACT = "open+"
_KINDS = tuple(kind for kind in KINDS if kind != "words")


@dataclass(frozen=True, slots=True)
class MadeStatement:
    """A made statement: its keys, its words and where they start, who says it, on what, when."""

    key: int
    article: int
    id: str
    words: str
    start: int
    matter: MadeMatter
    side: str
    actor: str
    day: str | None


@dataclass(slots=True)
class MadeClaims:
    """Claims with keys counted up, and the last of each matter."""

    random: Random
    made: int = 0
    last: dict[str, tuple[int, MadeStatement]] = field(default_factory=dict)

    def rows(self, said: MadeStatement) -> Iterator[tuple[Table, dict[str, Any]]]:
        """Yield what hangs on a statement, each row with its table."""
        random = self.random
        cue = {"cue_start": said.start, "cue_end": said.start + 4}
        own = {"statement_key": said.key}
        if random.random() < GROUNDED:
            place = {"ground_start": said.start, "ground_end": said.start + len(said.words)}
            words = {"words": said.words, "cue_words": "since"}
            yield schema.grounds, own | cue | place | words
        if random.random() < BLAMING:
            yield schema.blames, own | cue | {"n": 0, "party": random.choice(said.matter.sides)}
        if random.random() < CLAIMING:
            yield from self._claim(said)

    def _claim(self, said: MadeStatement) -> Iterator[tuple[Table, dict[str, Any]]]:
        self.made += 1
        key, end = self.made, said.start + len(said.words)
        claim = Claim(f"k{said.start}-{end}", Span(said.start, end), said.id, (_ACT,), holds=True)
        yield (
            schema.claims,
            {
                "key": key,
                "reading_key": said.article,
                "id": claim.id,
                "statement": said.id,
                "claim_start": said.start,
                "claim_end": end,
                "words": f"{said.words} {key}",
                "told": told_of(claim),
            },
        )
        teller = {"actor_id": said.actor, "teller_id": said.actor, "side": said.side}
        keys = {"claim_key": key, "article_key": said.article, "statement_key": said.key}
        yield schema.claim_standings, keys | teller | {"day": said.day}
        yield from self._account(key, said)

    def _account(self, key: int, said: MadeStatement) -> Iterator[tuple[Table, dict[str, Any]]]:
        before = self.last.get(said.matter.id)
        self.last[said.matter.id] = key, said
        if before is None or before[1].side == said.side or self.random.random() >= OPPOSED:
            return
        pair = {"one_key": before[0], "other_key": key}
        articles = {"article_key": before[1].article, "other_article_key": said.article}
        about = {"kind": self.random.choice(_KINDS), "act": _ACT, "about": "note", "likeness": 0.9}
        day = max(said.day or "", before[1].day or "")
        yield schema.accounts, pair | articles | about | {"day": day or "2016-01-01"}
        both = {"in_one": True, "in_other": True}
        yield schema.account_matters, pair | both | {"matter_id": said.matter.id}
