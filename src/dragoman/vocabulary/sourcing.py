"""The words by which an outlet tells how it came by what somebody said.

Data: `data/sourcing.toml`. `told reporters` and `in an interview with` lead to the venue, `quoted
by` and `citing` along the chain of outlets, `on condition of anonymity` to an unnamed source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.records import ANONYMITIES, Anonymity
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers, verb_forms
from dragoman.vocabulary.speakers import speaker_words

FILE = "sourcing.toml"
_REST = r"[^,;:“”\"()—–\n]*"
_LONGEST_NAME = 4
"""Words of the longest entry that names a venue."""


@dataclass(frozen=True, slots=True)
class Via:
    """Words before an outlet's name, in all their forms."""

    told: frozenset[str]
    spoke: frozenset[str]
    by_noun: frozenset[str]
    to: frozenset[str]
    quoted: frozenset[str]
    broadcast: frozenset[str]
    air: frozenset[str]
    citing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Venue:
    """Words that say where or how something was said, lower-cased and in all their forms."""

    prepositions: frozenset[str]
    nouns: frozenset[str]
    rooms: frozenset[str]
    channels: frozenset[str]
    channel_prepositions: frozenset[str]
    means: frozenset[str]
    speaking: frozenset[str]
    speaking_to: frozenset[str]
    audience: frozenset[str]
    linking: frozenset[str]
    published: frozenset[str]
    cues: frozenset[str]
    dates: frozenset[str]
    breaks: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnonymityWords:
    """One expression for all phrases, a group for each kind, and one for the reason behind.

    `rest` is the rest of a clause: `not authorised to discuss` the talks. `marks` are parts of
    words of which every phrase has one.
    """

    phrase: re.Pattern[str]
    unauthorised: re.Pattern[str]
    reason: re.Pattern[str]
    rest: re.Pattern[str]
    leading: frozenset[str]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sourcing:
    """All of `sourcing.toml`."""

    via: Via
    venue: Venue
    anonymity: AnonymityWords


@cache
def sourcing() -> Sourcing:
    """Return the vocabulary of sourcing.

    Raises VocabularyError when a section or a list of the file is absent.
    """
    data = table(FILE)
    try:
        return Sourcing(_via(data["via"]), _venue(data["venue"]), _anonymity(data["anonymity"]))
    except KeyError as missing:
        raise VocabularyError(
            f"{FILE}: section or key {missing} is absent. Restore it, if only as an empty list."
        ) from missing


def longest(words: list[str], names: frozenset[str], end: int, start: int) -> int | None:
    """Return where the longest of some names begins that ends before a word, None without one."""
    for size in range(min(_LONGEST_NAME, end - start), 0, -1):
        if " ".join(words[end - size : end]) in names:
            return end - size
    return None


def _via(data: dict[str, Any]) -> Via:
    return Via(
        told=all_verb_forms(data["told"]),
        spoke=all_verb_forms(data["spoke"]),
        by_noun=_nouns(data["by_noun"]),
        to=frozenset(data["to"]),
        quoted=all_verb_forms(data["quoted"]),
        broadcast=frozenset(data["broadcast"]),
        air=frozenset(data["air"]),
        citing=frozenset(data["citing"]),
    )


def _venue(data: dict[str, Any]) -> Venue:
    platforms = {name.lower() for name in speaker_words().platforms}
    return Venue(
        prepositions=frozenset(data["prepositions"]),
        nouns=_nouns(data["nouns"]),
        rooms=frozenset(data["rooms"]),
        channels=_nouns(data["channels"]) | platforms,
        channel_prepositions=frozenset(data["channel_prepositions"]),
        means=frozenset(data["means"]),
        speaking=all_verb_forms(data["speaking"]),
        speaking_to=frozenset(data["speaking_to"]),
        audience=_nouns(data["audience"]),
        linking=frozenset(data["linking"]),
        published=all_verb_forms(data["published"]),
        cues=frozenset(data["cues"]),
        dates=frozenset(data["dates"]),
        breaks=frozenset(data["breaks"]),
    )


def _nouns(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form.lower() for form in both_numbers(words))


def _anonymity(data: dict[str, Any]) -> AnonymityWords:
    kinds: dict[Anonymity, str] = {
        kind: "|".join(_expression(phrase) for phrase in data[kind]) for kind in ANONYMITIES
    }
    whole = "|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items())
    reasons = "|".join(_expression(phrase) for phrase in data["reasons"])
    return AnonymityWords(
        phrase=re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE),
        unauthorised=re.compile(rf"(?:{kinds['unauthorised']})(?!\w)", re.IGNORECASE),
        reason=re.compile(rf"\s+(?:{reasons})\s{_REST}", re.IGNORECASE),
        rest=re.compile(_REST),
        leading=frozenset(data["leading"]),
        marks=tuple(data["marks"]),
    )


def _expression(phrase: str) -> str:
    """Return a phrase as an expression: words apart by blanks, `a/b`, `word?`, `verb+`."""
    parts: list[str] = []
    for place, slot in enumerate(phrase.split()):
        gap = r"\s+" if place else ""
        words = "|".join(_alternatives(slot.removesuffix("?")))
        parts.append(f"(?:{gap}(?:{words}))" + ("?" if slot.endswith("?") else ""))
    return "".join(parts)


def _alternatives(slot: str) -> list[str]:
    found: list[str] = []
    for word in slot.split("/"):
        if word == "not":
            found += [r"\w+n['’]t", "not"]
        elif word.endswith("+"):
            forms = verb_forms(word[:-1])
            found += [
                re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))
            ]
        else:
            found.append(re.escape(word))
    return found
