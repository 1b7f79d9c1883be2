"""How a name in running text becomes a key: apostrophes, possessives, articles, dots, capitals.

All name lookups (countries, bodies, outlets, people) go through here, so that they agree on
what is one name. Keys stay case-sensitive: `us` is no country and `turkey` is a bird.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?:[A-Z]\b)?|\b(?:[A-Z]\.)+[A-Z]\b")
_POSSESSIVE = re.compile(r"(?:'s|(?<=[sS])')$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|The|THE) ")
_SHORTEST_CAPITALS = 4

Named = TypeVar("Named")


@lru_cache(maxsize=8192)
def tidy(words: str) -> str:
    """Return `words` with plain signs and single blanks, no possessive, `U.S.` as `US`.

    A leading article stays, written `the`: see `look_up`.
    """
    text = " ".join(words.translate(_SIGNS).split())
    text = _POSSESSIVE.sub("", text)
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    return _ARTICLE.sub("the ", text)


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Return `words` without accents and in lower case, for names spelled many ways."""
    plain = unicodedata.normalize("NFKD", tidy(words)).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return kept.translate(_LETTERS).replace("-", " ").replace(".", "").strip()


_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "þ": "th", "ð": "d"})


def index(entries: Iterable[tuple[str, Named]]) -> dict[str, tuple[Named, ...]]:
    """Return key -> all that bear it, in the given order; headline capitals are added.

    A capitals key (`TURKEY`) never shadows a listed name and needs at least four letters.
    """
    listed: dict[str, tuple[Named, ...]] = {}
    for name, bearer in entries:
        _add(listed, tidy(name), bearer)
    capitals: dict[str, tuple[Named, ...]] = {}
    for key, bearers in listed.items():
        upper = _ARTICLE.sub("the ", key.upper())
        if upper not in listed and len(upper) >= _SHORTEST_CAPITALS:
            for bearer in bearers:
                _add(capitals, upper, bearer)
    return capitals | listed


def look_up(keys: Mapping[str, tuple[Named, ...]], words: str) -> tuple[Named, ...]:
    """Return all that bear the name, or an empty tuple.

    A name listed without an article is found with and without one; a name listed with its
    article (`The Hague`, `The Times`) only with it.
    """
    key = tidy(words)
    found = keys.get(key)
    if found is None and key.startswith("the "):
        found = keys.get(key[4:])
    return found or ()


def _add(keys: dict[str, tuple[Named, ...]], key: str, bearer: Named) -> None:
    bearers = keys.get(key, ())
    if bearer not in bearers:
        keys[key] = (*bearers, bearer)
