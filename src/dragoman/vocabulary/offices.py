"""Offices and titles: their rank, their kind, and for whom their holder speaks.

Data: `data/offices.tsv` (titles) and `data/modifiers.tsv` (`former`, `deputy`, `acting`).
A higher office has a higher rank; ranks break ties between statements of one side.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary import names
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.files import rows, values
from dragoman.vocabulary.inflection import plural

FILE = "offices.tsv"
MODIFIERS = "modifiers.tsv"
SpeaksFor = Literal["state", "body", "self"]
SPEAKS_FOR: tuple[SpeaksFor, ...] = get_args(SpeaksFor)
Meaning = Literal["former", "deputy", "acting", "future", "plain", "honorific", "body"]
MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
HEAD_OF_BODY = "chairman"
"""The office that a `president` holds who presides over a bank, a court or a party."""
_COMPLEMENT = re.compile(r"(?: (?:of|for|to|in|at|on|with)|,) ")
_DEPUTY_STEP = 10
"""How far a deputy ranks below the office: under its holders, above the next kind of office."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title; `speaks_for` says whose word its holder's word is while in office.

    `state`: the state it belongs to (an ambassador: the sending state). `body`: the
    organisation, party, person or state that the description names. `self`: nobody else
    (a legislator, an analyst). The kind `official` marks anonymous descriptions too.
    """

    title: str
    names: tuple[str, ...]
    kind: str
    rank: int
    speaks_for: SpeaksFor


@dataclass(frozen=True, slots=True)
class _Parse:
    office: Office
    before: tuple[str, ...]
    after: tuple[str, ...]
    complement: str
    many: bool


@dataclass(frozen=True, slots=True)
class Offices:
    """All offices, looked up by title whatever its capitals, hyphens and dots.

    Abbreviations are the exception: `PM` is an office, `5 pm` an hour.
    """

    rows: tuple[Office, ...]
    abbreviations: frozenset[str]
    _titled: dict[str, Office] = field(repr=False)
    _plural: frozenset[str] = field(repr=False)
    _modifier: dict[str, Meaning] = field(repr=False)

    def find(self, words: str) -> Office | None:
        """Return the office that a description names, or None when it names none.

        The title is the end of the noun phrase or of what stands before its complement:
        `Russian Deputy Foreign Minister`, `minister for trade`, `the US ambassador to Japan`.
        A deputy's office has the full office's kind and a lower rank; the president of
        something that is no state is the head of a body.
        """
        parse = self._parse(words)
        if parse is None:
            return None
        if parse.office.kind == "head of state" and self._heads_body(parse):
            return self._titled[HEAD_OF_BODY]
        deputy = any(self._modifier.get(word) == "deputy" for word in parse.before)
        return _deputy(parse.office) if deputy else parse.office

    def is_plural(self, words: str) -> bool:
        """Return whether a description has its title in the plural: `foreign ministers`."""
        parse = self._parse(words)
        return parse is not None and parse.many

    def is_former(self, words: str) -> bool:
        """Return whether the description says that the office is no longer held."""
        return self._says(words, "former")

    def is_future(self, words: str) -> bool:
        """Return whether the office is not yet held: `president-elect`."""
        return self._says(words, "future")

    def modifier(self, word: str) -> Meaning | None:
        """Return what one word beside a title does to it, or None when it is no modifier."""
        return self._modifier.get(_plain(word))

    def surface_forms(self) -> tuple[str, ...]:
        """Return every title in lower case, singular and plural, sorted, each once.

        Abbreviations, which count in capitals only, stand in `abbreviations` instead.
        """
        return tuple(sorted(title for title in self._titled if title.islower()))

    def _parse(self, words: str) -> _Parse | None:
        text = _plain(words, self.abbreviations)
        cuts = [(match.start(), match.end()) for match in _COMPLEMENT.finditer(text)]
        for start, end in [(len(text), len(text)), *reversed(cuts)]:
            parse = self._ending(text[:start].split(), text[end:])
            if parse:
                return parse
        return None

    def _ending(self, parts: list[str], complement: str) -> _Parse | None:
        stop = len(parts)
        while stop > 1 and self._modifier.get(parts[stop - 1]) in ("future", "former"):
            stop -= 1
        # `nominee` ends a title (ambassador nominee) and is one (presidential nominee).
        for end in dict.fromkeys((stop, len(parts))):
            for start in range(end):
                title = " ".join(parts[start:end])
                office = self._titled.get(title)
                if office:
                    before, after = tuple(parts[:start]), tuple(parts[end:])
                    return _Parse(office, before, after, complement, title in self._plural)
        return None

    def _says(self, words: str, meaning: Meaning) -> bool:
        parse = self._parse(words)
        if parse:
            beside = (*parse.before, *parse.after)
        else:
            beside = tuple(_COMPLEMENT.split(_plain(words), maxsplit=1)[0].split())
        return any(self._modifier.get(word) == meaning for word in beside)

    def _heads_body(self, parse: _Parse) -> bool:
        beside = (*parse.before[-1:], *parse.complement.split())
        if any(self._modifier.get(word) == "body" for word in beside):
            return True
        body = bodies().find(parse.complement.upper()) if parse.complement else None
        return body is not None and body.sort == "organisation"


def _plain(words: str, kept: Collection[str] = ()) -> str:
    text = names.tidy(words).removeprefix("the ").replace("-", " ").replace(".", " ")
    return " ".join(word if word in kept else word.casefold() for word in text.split())


def _deputy(office: Office) -> Office:
    rank = max(office.rank - _DEPUTY_STEP, 1)
    return replace(office, title=f"deputy {office.title}", names=(), rank=rank)


@cache
def offices() -> Offices:
    """Return the offices of the vocabulary."""
    table = tuple(_office(row) for row in rows(FILE))
    listed = [(name, office) for office in table for name in (office.title, *office.names)]
    short = {name for name, _ in listed if name.isupper()}
    one = {_plain(name, short): office for name, office in listed}
    many = {_many(title): office for title, office in one.items()}
    modifiers = {_plain(row["word"]): _meaning(row) for row in rows(MODIFIERS)}
    return Offices(
        rows=table,
        abbreviations=frozenset(short | {_many(name) for name in short}),
        _titled=many | one,
        _plural=frozenset(many.keys() - one.keys()),
        _modifier=modifiers,
    )


def _many(title: str) -> str:
    head, preposition, rest = title.partition(" of ")
    first, _, last = head.rpartition(" ")
    if last == "general" and first:
        return f"{plural(first)} general{preposition}{rest}"
    if head.endswith("man"):
        return f"{head[:-3]}men{preposition}{rest}"
    if head.endswith("sperson"):
        return f"{head[:-6]}people{preposition}{rest}"
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
