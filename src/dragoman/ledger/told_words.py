"""The words of a statement as two tellings of it are compared: folded, weighed, taken apart.

Case, accents, quotation marks and punctuation do not count, nor does grammar; numbers, names
and negations are kept by themselves, since one of them tells two statements apart.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ledger.writing import GAP
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.tellings import (
    LIGHT,
    LONGEST,
    NEGATIVE,
    TellingWords,
    telling_words,
    unit_of,
)

_TOKEN = re.compile(r"[^\W_]+(?:[.,:](?=\d)[^\W_]+)*|['’](?=t\b)|[.!?…](?=\s|$)")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»]")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00ad": ""})
_NOT = re.compile(r"\b(ca|wo|sha|\w+?)n't\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s)")


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of a statement, folded: all of them, and those that are no grammar.

    `print` is equal where the latter are.
    """

    tokens: tuple[str, ...]
    content: tuple[str, ...]
    print: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a statement's words say: `units` are what they count as, each once.

    Numbers and days are kept by themselves, and names also among the units. `negative` and
    `conditional` tell whether the words deny something or make it depend on something.
    """

    units: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    negative: bool
    conditional: bool
    weight: float


def weight_of(units: frozenset[str]) -> float:
    """Return how much units say together."""
    light = len(units & telling_words().light)
    return len(units) - light + LIGHT * light


@lru_cache(maxsize=4096)
def printed(words: str) -> Printed:
    """Return a statement's words, folded."""
    grammar = telling_words().grammar
    tokens = tuple(token for token, _ in _tokens(words))
    content = tuple(token for token in tokens if token not in grammar)
    digest = hashlib.blake2b(" ".join(content).encode(), digest_size=9).hexdigest()
    return Printed(tokens, content, digest)


@kept_by_dossier(maxsize=4096)
def weighed(words: str, kind: str) -> Weighed:
    """Return what a statement's words say."""
    vocabulary = telling_words()
    found = tuple(_tokens(words))
    numbers, rest = _numbers(found, vocabulary)
    units, names, negative = _units(rest, vocabulary, reported=kind == "indirect")
    conditional = not vocabulary.conditional.isdisjoint(token for token, _ in found)
    return Weighed(units, numbers, names, negative, conditional, weight_of(units))


@lru_cache(maxsize=4096)
def quotations(words: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the quotations among a statement's words; `kind` tells whether it is one."""
    quoted = words.split(GAP.strip()) if kind == "direct" else _QUOTED.findall(words)
    pieces = (tuple(token for token, _ in _tokens(part)) for part in quoted)
    return tuple(piece for piece in pieces if piece)


def content_of(tokens: Sequence[str]) -> int:
    """Return how many words are no grammar."""
    grammar = telling_words().grammar
    return sum(token not in grammar for token in tokens)


def _tokens(words: str) -> Iterator[tuple[str, str]]:
    """Yield each word folded, with `N` for one that a capital marks as a name."""
    text = words.translate(_SIGNS)
    if "'" in text:
        text = _POSSESSIVE.sub("", _NOT.sub(lambda m: f"{_whole(m.group(1))} not", text))
    text = text.replace("cannot", "can not")
    begins = True
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0] in ".!?…'":
            begins = begins or token[0] != "'"
            continue
        yield (
            _folded(token),
            "n" if token[0].isupper() and begins else ("N" if token[0].isupper() else ""),
        )
        begins = False


def _whole(start: str) -> str:
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(start.lower(), start)


def _folded(token: str) -> str:
    if token.isascii():
        return token.lower()
    plain = unicodedata.normalize("NFKD", token).casefold()
    return "".join(c for c in plain if not unicodedata.combining(c))


def _numbers(
    found: Sequence[tuple[str, str]], vocabulary: TellingWords
) -> tuple[frozenset[str], list[tuple[str, str]]]:
    """Return the numbers and dates that are told, and the words that are neither."""
    numbers: set[str] = set()
    rest: list[tuple[str, str]] = []
    value: float | None = None
    for token, mark in found:
        told = vocabulary.numbers.get(token, _figure(token))
        if told is not None:
            value = told if value is None else value + told
        elif value is not None and token in vocabulary.multiples:
            value *= vocabulary.multiples[token]
        else:
            if value is not None:
                numbers.add(f"{value:g}")
            value = None
            if token in vocabulary.calendar or (token == "may" and mark):
                numbers.add(token)
            else:
                rest.append((token, mark))
    if value is not None:
        numbers.add(f"{value:g}")
    return frozenset(numbers), rest


def _figure(token: str) -> float | None:
    if not token[0].isdigit():
        return None
    try:
        return float(token.replace(",", ""))
    except ValueError:
        return None


def _units(
    words: Sequence[tuple[str, str]], vocabulary: TellingWords, *, reported: bool
) -> tuple[frozenset[str], frozenset[str], bool]:
    """Return what the words count as, the names among them, and whether they deny something."""
    units: set[str] = set()
    names: set[str] = set()
    negatives = 0
    at = 0
    tokens = [token for token, _ in words]
    while at < len(words):
        length, unit = _phrase(tokens, at, vocabulary)
        token, mark = words[at]
        at += length
        if unit == NEGATIVE or (length == 1 and token in vocabulary.negative):
            negatives += 1
            continue
        if length == 1 and token in vocabulary.grammar:
            continue
        name = _name(token, mark, reported=reported and at == length) if length == 1 else None
        if name:
            names.add(name)
            units.add(name)
        else:
            units.add(unit or unit_of(token))
    return frozenset(units), frozenset(names), negatives % 2 == 1


def _phrase(tokens: Sequence[str], at: int, vocabulary: TellingWords) -> tuple[int, str | None]:
    if tokens[at] not in vocabulary.leads:
        return 1, None
    for length in range(min(LONGEST, len(tokens) - at), 0, -1):
        unit = vocabulary.units.get(tuple(tokens[at : at + length]))
        if unit:
            return length, unit
    return 1, None


def _name(token: str, mark: str, *, reported: bool) -> str | None:
    """Return what a word names: a country by its code, anything else as it is written."""
    if not mark:
        return None
    country = _country(token)
    if country:
        return country
    return token if mark == "N" or reported else None


@kept_by_dossier(maxsize=8192)
def _country(token: str) -> str | None:
    found = countries().find(token.capitalize()) or countries().find(token.upper())
    return found.iso3 if found else None
