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
from dragoman.vocabulary.tellings import LONGEST, NEGATIVE, TellingWords, telling_words, unit_of

_TOKEN = re.compile(r"[^\W_]+(?:[.,:](?=\d)[^\W_]+)*|['’](?=t\b)|[.!?…](?=\s|$)")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]+)[”\"»]")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00ad": ""})
_NOT = re.compile(r"\b(ca|wo|sha|\w+?)(?:n't|nnot)\b")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s)")


@dataclass(frozen=True, slots=True)
class ToldWords:
    """What is compared of a statement's words.

    `tokens` are all words, folded; `content` those that are no grammar, in their order;
    `units` what they count as, each once, without numbers and names of countries; `pieces` are
    the quotations among the words, each as tokens. `print` is equal where the content is.
    """

    tokens: tuple[str, ...]
    content: tuple[str, ...]
    units: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    negative: bool
    conditional: bool
    pieces: tuple[tuple[str, ...], ...]
    print: str

    def weight(self) -> float:
        """Return how much all units say together."""
        return weight_of(self.units)


def weight_of(units: frozenset[str]) -> float:
    """Return how much units say together."""
    weight = telling_words().weight
    return sum(weight(unit) for unit in units)


@lru_cache(maxsize=65536)
def told_words(words: str, kind: str) -> ToldWords:
    """Return what is compared of a statement's words; `kind` tells what of them is quoted."""
    vocabulary = telling_words()
    found = tuple(_tokens(words))
    tokens = tuple(token for token, _ in found)
    content = tuple(token for token in tokens if token not in vocabulary.grammar)
    numbers, rest = _numbers(found, vocabulary)
    units, names, negative = _units(rest, vocabulary, reported=kind == "indirect")
    return ToldWords(
        tokens=tokens,
        content=content,
        units=units,
        numbers=numbers,
        names=names,
        negative=negative,
        conditional=not vocabulary.conditional.isdisjoint(tokens),
        pieces=_pieces(words, kind),
        print=_print(content),
    )


def content_of(tokens: Sequence[str]) -> int:
    """Return how many words are no grammar."""
    grammar = telling_words().grammar
    return sum(token not in grammar for token in tokens)


def _print(content: Sequence[str]) -> str:
    return hashlib.blake2b(" ".join(content).encode(), digest_size=9).hexdigest()


def _pieces(words: str, kind: str) -> tuple[tuple[str, ...], ...]:
    if kind == "direct":
        quoted: Sequence[str] = words.split(GAP.strip())
    else:
        quoted = _QUOTED.findall(words)
    pieces = (tuple(token for token, _ in _tokens(part)) for part in quoted)
    return tuple(piece for piece in pieces if piece)


def _tokens(words: str) -> Iterator[tuple[str, str]]:
    """Yield each word folded, with `N` for one that a capital marks as a name."""
    text = words.translate(_SIGNS)
    text = _NOT.sub(lambda m: f"{_whole(m.group(1))} not", text)
    text = _POSSESSIVE.sub("", text)
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
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(start, start)


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


@lru_cache(maxsize=8192)
def _country(token: str) -> str | None:
    found = countries().find(token.capitalize()) or countries().find(token.upper())
    return found.iso3 if found else None
