"""What a condition asks for, told by the words of its act: restraint, payment and so on.

Data: `data/asks.toml`, in whose head its keys are explained. Nothing is parsed: the first words
of the act that stand in a list tell its kind, and an act without any is `unknown`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import rows, table
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers, participle

FILE = "asks.toml"

Asks = Literal["act", "restraint", "recognition", "payment", "sequence", "unknown"]
ASKS: tuple[Asks, ...] = get_args(Asks)
"""What a condition may ask for; `unknown` where its words do not tell."""

_TABLES = ("act", "restraint", "recognition", "payment", "sequence", "money", "small", "warned")
_TOKEN = re.compile(r"[^\W_]+(?:[-‐‑'’][^\W_]+)*|[$€£¥]")
_NOT = re.compile(r"[a-z]+n['’]t")
_AHEAD = 4
"""Words after `before` among which a date may stand (`before the end of May`)."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """Words that tell a kind beside one of some things, wherever these stand in the act."""

    words: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The words that tell what an act is, all forms spelled out; `longest` counts a phrase's."""

    kinds: Mapping[str, Asks]
    beside: Mapping[Asks, tuple[_Beside, ...]]
    earlier: frozenset[str]
    dates: frozenset[str]
    money: frozenset[str]
    counted: frozenset[str]
    determiners: frozenset[str]
    participles: frozenset[str]
    wanted: frozenset[str]
    negations: frozenset[str]
    longest: int

    def kind_of(self, words: Sequence[str]) -> Asks:
        """Return what an act asks for, by its words in lower case."""
        if any(self._is_order(words, at) for at in range(len(words))):
            return "sequence"
        held = frozenset(words)
        for at in range(len(words)):
            if self._is_adjective(words, at):
                continue
            kind = self._kind_at(words, at, held)
            if kind:
                return kind
        return "unknown"

    def kind_of_contrary(self, words: Sequence[str]) -> Asks:
        """Return what asks for the contrary of an act: not to land, not to stop, to leave."""
        left = [w for w in words if w not in self.negations and not _NOT.fullmatch(w)]
        kind = self.kind_of(left)
        if len(left) < len(words) or kind == "unknown":
            return kind
        return "act" if kind == "restraint" else "restraint"

    def _is_order(self, words: Sequence[str], at: int) -> bool:
        for phrase, length in self._phrases(words, at):
            if self.kinds.get(phrase) == "sequence":
                return True
            if phrase in self.earlier and at:
                after = words[at + length : at + length + _AHEAD]
                return not any(w in self.dates or w.isdecimal() for w in after)
        return False

    def _kind_at(self, words: Sequence[str], at: int, held: frozenset[str]) -> Asks | None:
        if words[at] in self.money:
            return None if self.counted.intersection(words[at + 1 : at + 3]) else "payment"
        for phrase, _ in self._phrases(words, at):
            for kind, every in self.beside.items():
                if any(phrase in one.words and one.things & held for one in every):
                    return kind
            kind_here = self.kinds.get(phrase)
            if kind_here:
                return kind_here
        return "restraint" if _NOT.fullmatch(words[at]) else None

    def _phrases(self, words: Sequence[str], at: int) -> Iterable[tuple[str, int]]:
        """Return the phrases that begin at a word, the longest first, each with its length."""
        for length in range(min(self.longest, len(words) - at), 0, -1):
            yield " ".join(words[at : at + length]), length

    def _is_adjective(self, words: Sequence[str], at: int) -> bool:
        word = words[at]
        past = word in self.participles or word.endswith("ed")
        last = at + 1 == len(words)
        return past and at > 0 and words[at - 1] in self.determiners and not last


@cache
def asked_for() -> AskedFor:
    """Return the vocabulary of what conditions ask for."""
    data = table(FILE)
    missing = [name for name in _TABLES if name not in data]
    if missing:
        raise VocabularyError(f"{FILE}: the table {missing[0]} is missing. Add it.")
    kinds: dict[str, Asks] = {}
    for kind in ASKS:
        for form in _forms(data.get(kind, {})):
            kinds[form] = kind
    beside = {
        kind: tuple(_beside(one) for one in data[kind].get("with", ()))
        for kind in ASKS
        if kind in data
    }
    phrases = (*kinds, *(w for every in beside.values() for one in every for w in one.words))
    return AskedFor(
        kinds=kinds,
        beside=beside,
        earlier=frozenset(data["sequence"]["earlier"]),
        dates=both_numbers(data["sequence"]["dates"]),
        money=frozenset((*data["money"]["numbers"], *data["money"]["signs"])),
        counted=both_numbers(data["money"]["counted"]),
        determiners=frozenset(data["small"]["determiners"]),
        participles=frozenset(participle(row["lemma"]) for row in rows("irregular.tsv")),
        wanted=frozenset(data["warned"]["wanted"]),
        negations=_forms(data["warned"]),
        longest=max(phrase.count(" ") for phrase in phrases) + 1,
    )


@lru_cache(maxsize=65536)
def asks(act: str) -> Asks:
    """Return what a condition asks for, by the words of its act."""
    return asked_for().kind_of(_words(act))


def asks_of(kind: str, cue: str, act: str) -> Asks:
    """Return what a condition of a kind asks for: a threat asks that its act be not done."""
    known = asked_for()
    if kind in ("threat", "warning") and cue.lower() not in known.wanted:
        return known.kind_of_contrary(_words(act))
    return asks(act)


def _words(act: str) -> list[str]:
    return [word.replace("’", "'") for word in _TOKEN.findall(act.lower())]


def _forms(lists: Mapping[str, Any]) -> frozenset[str]:
    """Return all forms of a kind's words."""
    spelled = all_verb_forms(lists.get("verbs", ())) | both_numbers(lists.get("nouns", ()))
    return spelled | frozenset(lists.get("phrases", ()))


def _beside(one: Mapping[str, Any]) -> _Beside:
    return _Beside(_forms(one), both_numbers(one["things"]))
