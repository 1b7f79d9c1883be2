"""Runs of words found in a row of words: what multi-word vocabulary entries are looked up by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


class Phrases(Generic[Meaning]):
    """Entries of one or more words, each with its meaning, found by their first word.

    Entries are lower case with single blanks; several meanings of the same words are all kept,
    in the order given.
    """

    __slots__ = ("_by_first",)

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in entries:
            first, *rest = phrase.split(" ")
            found.setdefault(first, []).append((tuple(rest), meaning))
        self._by_first = {
            first: tuple(sorted(tails, key=lambda tail: -len(tail[0])))
            for first, tails in found.items()
        }

    def __contains__(self, first: str) -> bool:
        """Return whether an entry begins with the word `first`."""
        return first in self._by_first

    def starting(self, first: str) -> tuple[tuple[tuple[str, ...], Meaning], ...]:
        """Return entries that begin with `first`, as (further words, meaning), longest first."""
        return self._by_first.get(first, ())

    def at(self, words: Sequence[str], i: int) -> Iterator[tuple[Meaning, int]]:
        """Yield (meaning, number of words) of every entry that stands at `words[i]`."""
        for rest, meaning in self.starting(words[i]):
            if tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                yield meaning, 1 + len(rest)

    def longest(self, words: Sequence[str], i: int) -> tuple[Meaning, int] | None:
        """Return (meaning, number of words) of the longest entry at `words[i]`."""
        return next(self.at(words, i), None) if words[i] in self._by_first else None
