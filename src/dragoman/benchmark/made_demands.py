"""Rows of demands and of what became of them in a made ledger, as storing articles leaves them.

A side asks for a few acts on a matter, again and again; each article tells of an act, half of
the time of one of its matter's.
"""

from __future__ import annotations

from random import Random
from typing import Any

from dragoman.ledger.acts import Act
from dragoman.ledger.demanding import Demand, demand_key, packed

_HEADS = ("withdrawal", "end", "release", "open", "sign", "pay", "dismantle", "send")
_PATIENTS = ("troops", "sanctions", "prisoner", "port", "deal")
_SORTS = ("done", "undone", "partly", "dropped")
_RARER = 60
"""Heads and things that are in no class, beside those that are."""

ACTS = 6
"""Acts that a side asks for on one matter."""


def made_demand(
    random: Random, condition: int, article: int, parties: tuple[str, str], matter: str
) -> dict[str, Any]:
    """Return the row of what a condition asks for; `parties` are who asks and who is to act.

    Its outcome is what the other asks for, now and then.
    """
    side, actor = parties
    demand = Demand(
        side=side,
        actor=actor,
        act=_asked(random, matter, side),
        outcome=_asked(random, matter, actor) if random.random() < 1 / 2 else None,
        negated=False,
        unmet=random.random() < 1 / 4,
    )
    return {
        "condition_key": condition,
        "article_key": article,
        "key": demand_key(demand),
        "side": side,
        "actor": actor,
        "act": packed(demand.act),
        "outcome": packed(demand.outcome),
        "negated": demand.negated,
        "unmet": demand.unmet,
    }


def made_fulfilment(
    random: Random, article: int, sides: tuple[str, ...], day: str, matter: str
) -> dict[str, Any]:
    """Return the row of a clause in which the report tells of an act of one of the sides."""
    actor = random.choice(sides)
    own = random.random() < 1 / 2
    act = _asked(random, matter, random.choice(sides)) if own else _act(random)
    return {
        "article_key": article,
        "n": 0,
        "head": act.head,
        "patient": act.patient,
        "actor": actor,
        "sort": random.choice(_SORTS),
        "act": packed(act),
        "voice": "report",
        "day": day,
        "clause_start": 0,
        "clause_end": 7,
        "words": "Speaker",
    }


def _asked(random: Random, matter: str, side: str) -> Act:
    return _act(Random(f"{matter} {side} {random.randrange(ACTS)}"))


def _act(random: Random) -> Act:
    beside = f"place {random.randrange(_RARER)}"
    return Act(_word(random, _HEADS), _word(random, _PATIENTS), frozenset({beside}))


def _word(random: Random, common: tuple[str, ...]) -> str:
    at = random.randrange(len(common) + _RARER)
    return common[at] if at < len(common) else f"word {at}"
