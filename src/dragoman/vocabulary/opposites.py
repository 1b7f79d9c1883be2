"""The two ends of one matter: which acts turn it round, and what tells that it is part of another.

Data: `data/opposites.toml`, in whose head its keys are explained. Words are classes of
`matters.toml` by their names, others by their stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.matters import FILE as MATTERS
from dragoman.vocabulary.matters import stem

FILE = "opposites.toml"
TABLES = ("opposites", "equal", "negations", "aspects", "within", "names")
_LISTS = frozenset({"things", "same", "against", "pauses", "neutral", "bare", "sheds"})


@dataclass(frozen=True, slots=True)
class Opposition:
    """An act and what stands for its other end; see the head of the data file for each field.

    `things` is None where the acts alone say enough.
    """

    act: str
    bodies: bool
    things: frozenset[str] | None
    same: frozenset[str]
    against: frozenset[str]
    pauses: frozenset[str]
    neutral: frozenset[str]
    bare: frozenset[str]
    sheds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Opposites:
    """All oppositions in the order in which they are tried, and the words around them.

    `within` finds the words that tell that a matter is part of what follows, which must be one
    of `wholes`; `aspects` are words for one side of a matter that is one of `sided`, beside
    which `ordinals` say nothing; `names` is what a made-up name says for an act.
    """

    oppositions: tuple[Opposition, ...]
    equal: Mapping[str, frozenset[str]]
    negations: frozenset[str]
    aspects: frozenset[str]
    ordinals: frozenset[str]
    sided: frozenset[str]
    within: re.Pattern[str]
    wholes: frozenset[str]
    names: Mapping[str, str]


@cache
def opposites() -> Opposites:
    """Return the vocabulary of opposites."""
    data = table(FILE)
    missing = [name for name in TABLES if name not in data]
    if missing:
        raise VocabularyError(f"{FILE}: the table {missing[0]} is missing. Add it.")
    classes = frozenset(table(MATTERS)["class"])
    phrases = sorted(data["within"]["phrases"], key=len, reverse=True)
    return Opposites(
        oppositions=tuple(_opposition(one, classes) for one in data["opposites"]),
        equal={name: _terms(words, classes) for name, words in data["equal"].items()},
        negations=_terms(data["negations"]["words"], classes),
        aspects=_terms(data["aspects"]["words"], classes),
        ordinals=_terms(data["aspects"]["ordinals"], classes),
        sided=_terms(data["aspects"]["wholes"], classes),
        within=re.compile(rf"\s+(?:{'|'.join(map(re.escape, phrases))})\s+", re.IGNORECASE),
        wholes=_terms(data["within"]["wholes"], classes),
        names=dict(data["names"]),
    )


def _opposition(one: Mapping[str, Any], classes: frozenset[str]) -> Opposition:
    unknown = sorted(set(one) - _LISTS - {"act", "bodies"})
    if unknown:
        known = ", ".join(sorted(_LISTS | {"act", "bodies"}))
        raise VocabularyError(f"{FILE}, opposites: {unknown[0]!r} is unknown. Use {known}.")
    if "act" not in one:
        raise VocabularyError(f"{FILE}, opposites: an entry has no act. Give one, or an empty one.")
    lists = {name: _terms(one.get(name, ()), classes) for name in _LISTS - {"things"}}
    things = _terms(one["things"], classes) if "things" in one else None
    return Opposition(act=one["act"], bodies=one.get("bodies", False), things=things, **lists)


def _terms(words: Iterable[str], classes: frozenset[str]) -> frozenset[str]:
    return frozenset(word if word in classes else stem(word) for word in words)
