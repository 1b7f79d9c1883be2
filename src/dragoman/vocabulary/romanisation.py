"""Spellings of one name in Latin letters, brought together by the script that it comes from.

Data: `data/romanisation.toml`. What the rules make of a word is a key to compare by and never
shown; two names of one country with one key are one name spelled two ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.speakers import speaker_words

FILE = "romanisation.toml"

_HYPHEN = re.compile(r"(?<=\w)[-‐‑–](?=\w)")
_SIGNS = re.compile(r"[^\w\s]")
_INITIALS = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]\.|[^\W\d_]\b)")
_JOINED_AT = 3


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """How one script's or language's names come out in Latin letters."""

    name: str
    rules: tuple[tuple[re.Pattern[str], str], ...]
    alike: Mapping[str, str]
    joined: bool
    both_orders: bool
    articles: frozenset[str]


_PLAIN = Script("", (), {}, joined=False, both_orders=False, articles=frozenset())


@cache
def scripts() -> Mapping[str, Script]:
    """Return the script of each country's names, by ISO3 code.

    Raises VocabularyError for a rule that is no regular expression.
    """
    found: dict[str, Script] = {}
    for name, data in table(FILE).items():
        try:
            rules = tuple((re.compile(old), new) for old, new in data["rules"])
            alike = {word: words[0] for words in data["alike"] for word in words}
        except (KeyError, ValueError, TypeError, re.error) as error:
            raise VocabularyError(
                f"{FILE}: [{name}] cannot be used: {error}. It needs countries, rules (pairs of "
                "an expression and what takes its place) and alike (lists of words)."
            ) from error
        script = Script(
            name,
            rules,
            alike,
            joined=data.get("hyphens") == "joined",
            both_orders=data.get("orders") == "both",
            articles=frozenset(data.get("articles", ())),
        )
        found.update(dict.fromkeys(data["countries"], script))
    return found


def script_of(country: str | None) -> Script:
    """Return the script of a country's names; one without rules when none is listed."""
    return scripts().get(country or "", _PLAIN)


@lru_cache(maxsize=65536)
def name_words(name: str, country: str | None) -> tuple[str, ...]:
    """Return the words of a person's name as they are compared, family name last if known.

    Honorifics fall away as long as two words are left; `Lavrov, Sergei` is turned round; a
    letter alone is an initial.
    """
    script = script_of(country)
    family, comma, given = name.partition(",")
    if comma and given.strip() and not _is_suffix(given):
        name = f"{given} {family}"
    name = _INITIALS.sub(r"\1. ", name)
    name = _HYPHEN.sub("" if script.joined else " ", name)
    plain = _SIGNS.sub("", fold(anyascii(name) if not name.isascii() else name))
    words = [word for word in plain.split() if word]
    words = _without_titles(words)
    bare = [word for word in words if word not in script.articles]
    words = bare if len(bare) > 1 else words
    if script.joined and len(words) == _JOINED_AT and all(len(word) > 1 for word in words):
        words = [words[0], words[1] + words[2]]
    return tuple(_spelled(word, script) for word in words)


def _without_titles(words: list[str]) -> list[str]:
    """Return a name without honorifics and offices before it.

    Two words are left, or one after an office of several words: a `Dean` may be called so.
    """
    honorifics = speaker_words().honorifics
    for end in range(len(words) - 1, 0, -1):
        title = words[:end]
        enough = len(words) - end > 1
        titled = enough and all(word in honorifics for word in title)
        if titled or ((enough or end > 1) and offices().find(" ".join(title))):
            return words[end:]
    return words


def orders(words: Sequence[str], country: str | None) -> tuple[tuple[str, ...], ...]:
    """Return the orders in which a name's words may be meant, the written one first."""
    written = tuple(words)
    if len(written) == 2 and script_of(country).both_orders:
        return (written, written[::-1])
    return (written,)


@lru_cache(maxsize=65536)
def _spelled(word: str, script: Script) -> str:
    if len(word) == 1:
        return word
    word = script.alike.get(word, word)
    for old, new in script.rules:
        word = old.sub(new, word)
    return script.alike.get(word, word)


def _is_suffix(words: str) -> bool:
    return fold(words) in {"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq"}
