"""Wordings written once for many: `<leave> the/that door (wide) open` for all its inflected forms.

A pattern is a row of words. `<verb>` stands for every form of a verb, `a/b` for either word,
`(word)` for a word or none, and a name in capitals for any word of a listed slot (`POSS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Generic, TypeVar

from dragoman.errors import VocabularyError
from dragoman.vocabulary.inflection import verb_forms

Meaning = TypeVar("Meaning")
Slots = Mapping[str, Sequence[str]]
Row = tuple[frozenset[str], ...]
"""The words that may stand at each place of a wording."""


class Patterns(Generic[Meaning]):
    """Patterns, each with its meaning, found by their first two words.

    They are kept as rows of words that may stand at each place, since all their wordings would be
    hundreds of thousands.
    """

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, Meaning]], slots: Slots) -> None:
        found: dict[str, dict[str, list[tuple[Row, Meaning]]]] = {}
        for pattern, meaning in entries:
            for row in rows_of(pattern, slots):
                for first in row[0]:
                    after = found.setdefault(first, {})
                    for second in row[1] if len(row) > 1 else ("",):
                        after.setdefault(second, []).append((row[2:], meaning))
        for after in found.values():
            for listed in after.values():
                listed.sort(key=lambda entry: -len(entry[0]))
        self._by_first = found

    def __contains__(self, first: str) -> bool:
        """Return whether a pattern may begin with the word `first`."""
        return first in self._by_first

    def longest(self, words: Sequence[str], i: int) -> tuple[Meaning, int] | None:
        """Return (meaning, number of words) of the longest pattern that stands at `words[i]`."""
        after = self._by_first.get(words[i])
        if after is None:
            return None
        if not _QUOTES.isdisjoint(words[i + 1 : i + 5]):
            row = _unquoted(words, i)
            found = self._longest(after, [words[j] for j in row], 0)
            return found and (found[0], row[found[1] - 1] - i + 1)
        return self._longest(after, words, i)

    @staticmethod
    def _longest(
        after: Mapping[str, Sequence[tuple[Row, Meaning]]], words: Sequence[str], i: int
    ) -> tuple[Meaning, int] | None:
        if i + 1 < len(words):
            for rest, meaning in after.get(words[i + 1], ()):
                if i + 2 + len(rest) <= len(words) and all(
                    words[i + 2 + n] in choices for n, choices in enumerate(rest)
                ):
                    return meaning, 2 + len(rest)
        alone = after.get("")
        return (alone[0][1], 1) if alone else None


_QUOTES = frozenset({'"', "“", "”", "‘", "``", "''"})
"""Marks that may stand within an expression: `nothing "voluntary" about the scheme`."""

_REACH = 20
"""Words that are looked at after the first, quotation marks among them."""


def _unquoted(words: Sequence[str], i: int) -> list[int]:
    return [j for j in range(i, min(i + _REACH, len(words))) if words[j] not in _QUOTES]


def rows_of(pattern: str, slots: Slots) -> Iterator[Row]:
    """Yield the rows that a pattern stands for: one with and one without each word in brackets.

    Raises VocabularyError for a slot that is not listed, and for a pattern of optional words only.
    """
    parts = [_choices(word, pattern, slots) for word in pattern.split()]
    for row in product(*parts):
        kept = tuple(choices for choices in row if choices)
        if not kept:
            raise VocabularyError(f"the pattern {pattern!r} may stand for no word at all.")
        yield kept


def wordings(pattern: str, slots: Slots) -> Iterator[str]:
    """Yield each run of words that a pattern stands for."""
    for row in rows_of(pattern, slots):
        for words in product(*(sorted(choices) for choices in row)):
            yield " ".join(words)


def _choices(word: str, pattern: str, slots: Slots) -> tuple[frozenset[str], ...]:
    if len(word) > 2 and word.startswith("(") and word.endswith(")"):
        return frozenset(), _either(word[1:-1], pattern, slots)
    return (_either(word, pattern, slots),)


def _either(word: str, pattern: str, slots: Slots) -> frozenset[str]:
    if "/" in word:
        return frozenset(w for part in word.split("/") for w in _either(part, pattern, slots))
    if word.startswith("<") and word.endswith(">"):
        return verb_forms(word[1:-1])
    if word.isupper() and len(word) > 1:
        if word not in slots:
            raise VocabularyError(f"the pattern {pattern!r} names an unknown slot {word!r}.")
        return frozenset(slots[word])
    return frozenset({word})
