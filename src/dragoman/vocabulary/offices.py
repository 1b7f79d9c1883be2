"""Offices and titles: their rank, their kind, and for whom their holder speaks.

Data: `data/offices.tsv` (titles) and `data/modifiers.tsv` (`former`, `deputy`, `acting`).
A higher office has a higher rank; ranks break ties between statements of one side.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary import names
from dragoman.vocabulary.files import rows, values
from dragoman.vocabulary.inflection import plural

FILE = "offices.tsv"
MODIFIERS = "modifiers.tsv"
SpeaksFor = Literal["state", "body", "self"]
SPEAKS_FOR: tuple[SpeaksFor, ...] = get_args(SpeaksFor)
Meaning = Literal["former", "deputy", "acting", "future", "plain"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
_COMPLEMENT = re.compile(r"(?: (?:of|for|to|in|at|on|with)|,) ")
_DEPUTY_STEP = 10
"""A deputy ranks below every full holder of the office, and above the next kind of office."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title; `speaks_for` says whose word its holder's word is while in office.

    `state`: the state it belongs to (an ambassador: the sending state). `body`: the
    organisation, party or person that it serves. `self`: nobody else (a legislator, an
    analyst). `official` marks an anonymous description (`officials`, `diplomats`).
    """

    title: str
    names: tuple[str, ...]
    kind: str
    rank: int
    speaks_for: SpeaksFor


@dataclass(frozen=True, slots=True)
class Offices:
    """All offices, looked up by title whatever its capitals."""

    rows: tuple[Office, ...]
    _titled: dict[str, Office] = field(repr=False)
    _plural: frozenset[str] = field(repr=False)
    _modifier: dict[str, Meaning] = field(repr=False)

    def find(self, words: str) -> Office | None:
        """Return the office that a description names, or None when it names none.

        The title is the end of the noun phrase or of what stands before its complement:
        `Russian Deputy Foreign Minister`, `minister for trade`, `the US ambassador to Japan`.
        A deputy's office has the full office's kind and a lower rank.
        """
        text = _plain(words)
        found = self._ending(text)
        for cut in reversed(list(_COMPLEMENT.finditer(text))):
            if found:
                break
            found = self._ending(text[: cut.start()])
        return found

    def is_plural(self, words: str) -> bool:
        """Return whether a title is in the plural: `officials`, `foreign ministers`."""
        text = _plain(words)
        return any(end in self._plural for end in _endings(text)) or any(
            end in self._plural
            for cut in _COMPLEMENT.finditer(text)
            for end in _endings(text[: cut.start()])
        )

    def is_former(self, words: str) -> bool:
        """Return whether the description says that the office is no longer held."""
        return self._means(words, "former")

    def is_future(self, words: str) -> bool:
        """Return whether the office is not yet held: `president-elect`, `nominee`."""
        return self._means(words, "future")

    def is_deputy(self, words: str) -> bool:
        """Return whether the description names a deputy."""
        return self._means(words, "deputy")

    def is_acting(self, words: str) -> bool:
        """Return whether the office is held for a time: `acting`, `interim`."""
        return self._means(words, "acting")

    def modifier(self, words: str) -> Meaning | None:
        """Return what a word before a title does to it, or None when it is no modifier."""
        return self._modifier.get(_plain(words))

    def surface_forms(self) -> tuple[str, ...]:
        """Return every title in lower case, singular and plural, sorted, each once."""
        return tuple(sorted(self._titled))

    def _ending(self, text: str) -> Office | None:
        for end in _endings(text):
            office = self._titled.get(end)
            if office:
                before = text[: len(text) - len(end)].split()
                deputy = any(self._modifier.get(word) == "deputy" for word in before)
                return _deputy(office) if deputy else office
        return None

    def _means(self, words: str, meaning: Meaning) -> bool:
        return any(self._modifier.get(word) == meaning for word in _plain(words).split())


def _plain(words: str) -> str:
    text = names.tidy(words).casefold().removeprefix("the ")
    return " ".join(text.replace("-", " ").split())


def _endings(text: str) -> list[str]:
    parts = text.split()
    return [" ".join(parts[start:]) for start in range(len(parts))]


def _deputy(office: Office) -> Office:
    return replace(
        office,
        title=f"deputy {office.title}",
        names=(),
        rank=max(office.rank - _DEPUTY_STEP, 1),
    )


@cache
def offices() -> Offices:
    """Return the offices of the vocabulary."""
    table = tuple(_office(row) for row in rows(FILE))
    titled: dict[str, Office] = {}
    many: set[str] = set()
    for office in table:
        for name in (office.title, *office.names):
            titled[_plain(name)] = office
            many.add(_many(_plain(name)))
    for name in sorted(many - titled.keys()):
        titled[name] = next(
            o for o in table for n in (o.title, *o.names) if _many(_plain(n)) == name
        )
    modifiers = {_plain(row["word"]): _meaning(row) for row in rows(MODIFIERS)}
    return Offices(table, titled, frozenset(many), modifiers)


def _many(title: str) -> str:
    head, preposition, rest = title.partition(" of ")
    if head.endswith("man"):
        return f"{head[:-3]}men{preposition}{rest}"
    return f"{plural(head)}{preposition}{rest}"


def _office(row: dict[str, str]) -> Office:
    speaks_for = next((s for s in SPEAKS_FOR if s == row["speaks_for"]), None)
    if speaks_for is None or not row["rank"].isdigit():
        raise VocabularyError(
            f"{FILE}, {row['title']}: speaks_for is one of {', '.join(SPEAKS_FOR)} and rank a "
            f"whole number, not {row['speaks_for']!r} and {row['rank']!r}."
        )
    return Office(row["title"], values(row["names"]), row["kind"], int(row["rank"]), speaks_for)


def _meaning(row: dict[str, str]) -> Meaning:
    meaning = next((m for m in MEANINGS if m == row["meaning"]), None)
    if meaning is None:
        raise VocabularyError(
            f"{MODIFIERS}, {row['word']}: meaning {row['meaning']!r} is unknown. "
            f"Use one of {', '.join(MEANINGS)}."
        )
    return meaning
