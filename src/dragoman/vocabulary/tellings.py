"""Which words count, and which count as one, when two articles may tell of one utterance.

Data: `data/tellings.toml`, and the classes of `data/matters.toml`. Forms are spelled out once;
other words are brought to a stem by rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import listed_forms
from dragoman.vocabulary.matters import matter_words, stem

FILE = "tellings.toml"
LONGEST = 3
"""Words in the longest phrase that counts as one."""
NEGATIVE = "negative"

_ENDINGS = ("ation", "ition", "ion", "ment", "ance", "ence", "al", "ive", "or", "er", "ly")
_ROOT = 5
"""Letters that must be left of a word when an ending is taken off."""


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The vocabulary of tellings, all in lower case.

    `units` is what a word or phrase counts as; `light` are the units that say little;
    `opposites` are units that one utterance does not have on two sides.
    """

    grammar: frozenset[str]
    negative: frozenset[str]
    conditional: frozenset[str]
    calendar: frozenset[str]
    numbers: Mapping[str, int]
    multiples: Mapping[str, int]
    units: Mapping[tuple[str, ...], str]
    light: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    leads: frozenset[str]
    """The first words of phrases."""


LIGHT = 0.4
"""The weight of a word that says little, beside 1 for any other (docs/benchmarks.md)."""


@cache
def telling_words() -> TellingWords:
    """Return the vocabulary; raises VocabularyError when its file lacks something."""
    data = table(FILE)
    try:
        return _words(data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _words(data: Mapping[str, Any]) -> TellingWords:
    units = {
        tuple(form.split()): name
        for name, one in data["alike"].items()
        for form in listed_forms(one)
    }
    negative = frozenset(listed_forms(data[NEGATIVE]))
    units |= {tuple(form.split()): NEGATIVE for form in negative if " " in form}
    light = {unit_of(form) for form in listed_forms(data["common"])}
    return TellingWords(
        grammar=frozenset(data["grammar"]["plain"]),
        negative=negative,
        conditional=frozenset(data["conditional"]["plain"]),
        calendar=frozenset(data["calendar"]["plain"]),
        numbers={word: int(value) for word, value in data["numbers"].items()},
        multiples={word: int(value) for word, value in data["multiples"].items()},
        units=units,
        light=frozenset(light | {"deal", "deals", "meeting", "relation"}),
        leads=frozenset(phrase[0] for phrase in units),
        opposites=tuple((a, b) for a, b in data["opposite"]["pairs"]),
    )


@lru_cache(maxsize=65536)
def unit_of(word: str) -> str:
    """Return the unit of a word that no group lists: its class as a matter, else its root."""
    term = matter_words().term((word,))
    if term is not None and term.name:
        return term.name
    base = stem(word)
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= _ROOT:
            return base[: -len(ending)]
    return base
