"""Page furniture: the lines that stand on a page and belong to nobody's article.

Data: `data/furniture.toml`, whose head says what each key means. A line is looked up by its
words alone; where it stands on the page is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.beginnings import LENGTH, beginning_of, beginnings, needed
from dragoman.vocabulary.files import table

FILE = "furniture.toml"
_LONGEST_LINE = 900
_END_OF_LINE = 110
_CLOSED = (")", "]", ").", "].")
_PHRASE_WORDS, _BAG_LENGTH = 10, 200
_KNOWN, _MANY = 2, 20
"""A pattern that can begin with so many single letters is tried on every line."""
_KEYS = frozenset(
    {"name", "phrases", "whole", "ends", "strong", "filler"}
    | {"most_words", "teasers", "box", "tail", "first", "signs", "beside", "closes"}
    | {"teaser_words"}
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\xa0": " "})
_POINTERS = "♦👉►▶◆➤☛👇🔗📌📲✉➡\ufe0f "
"""Signs that pages set before a line that they want to be seen."""
_EDGES = re.compile(r"^[^\w#@©]+|[^\w)]+$")
_WORDS = re.compile(r"[\w'©-]+")


@dataclass(frozen=True, slots=True)
class FurnitureSort:
    """One sort of furniture and how far it reaches beyond its own line."""

    number: int
    name: str
    most_words: int
    teasers: int
    teaser_words: int
    box: bool
    tail: bool
    first: bool
    beside: bool
    closes: bool
    strong: frozenset[str]
    filler: frozenset[str]


@dataclass(frozen=True)
class Pattern:
    """A regular expression of a sort, and what its matches begin with and hold."""

    sort: FurnitureSort
    expression: str
    begins: frozenset[str]
    needs: str

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """Return the expression ready to match a whole line; most are never asked."""
        return re.compile(f"(?:{self.expression})\\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furniture:
    """All sorts, with their phrases and patterns gathered for one look-up a line."""

    sorts: tuple[FurnitureSort, ...]
    phrases: dict[str, FurnitureSort]
    whole: dict[str, list[Pattern]]
    ends: re.Pattern[str] | None
    marks: frozenset[str]
    signs: tuple[str, ...]
    longest: int
    bagged: frozenset[str]

    def sort_of(
        self, line: str, *, tail: bool = False, first: bool = False, beside: bool = False
    ) -> FurnitureSort | None:
        """Return the sort of furniture that a line is, or None.

        `tail`: the line stands after the last long paragraph; `first`: it opens the page;
        `beside`: sorts that are furniture only beside other furniture are asked for too, last.
        """
        count = line.count(" ") + 1
        if count > self.longest or len(line) > _LONGEST_LINE:
            return None
        plain = line.translate(_SIGNS) if "’" in line or "\xa0" in line else line
        plain = plain.lstrip(_POINTERS) or line
        doubtful = None
        for found in self._candidates(plain, count, tail):
            if (
                count <= found.most_words
                and (tail or not found.tail)
                and (found.first or not first)
            ):
                if not found.beside:
                    return found
                doubtful = doubtful or found
        return doubtful if beside else None

    def _candidates(self, line: str, count: int, tail: bool) -> Iterator[FurnitureSort]:
        if count <= _PHRASE_WORDS:
            phrase = self.phrases.get(_EDGES.sub("", line).casefold())
            if phrase is not None:
                yield phrase
        yield from self._whole(line, count, tail)
        match = self._at_end(line)
        if match is not None and match.lastgroup is not None:
            yield self.sorts[int(match.lastgroup[1:])]
        if len(line) < _BAG_LENGTH:
            yield from self._bag(line)

    def _whole(self, line: str, count: int, tail: bool) -> Iterator[FurnitureSort]:
        """Yield the sorts of the patterns that match a line and can begin as it does."""
        start, lower = beginning_of(line), line.lower()
        for length in range(LENGTH, -1, -1):
            for pattern in self.whole.get(start[:length], ()) if length <= len(start) else ():
                sort = pattern.sort
                if (
                    count <= sort.most_words
                    and pattern.needs in lower
                    and (tail or not sort.tail)
                    and pattern.compiled.match(line)
                ):
                    yield sort

    def _at_end(self, line: str) -> re.Match[str] | None:
        """Search a line's end, if it holds a sign without which nothing can be found there."""
        end = line[-_END_OF_LINE:]
        if self.ends is None or not (
            line.endswith(_CLOSED) or not self.marks.isdisjoint(end) or self._has_sign(end.lower())
        ):
            return None
        return self.ends.search(line, max(0, len(line) - _END_OF_LINE))

    def _has_sign(self, end: str) -> bool:
        for sign in self.signs:  # noqa: SIM110  # a generator takes twice the time
            if sign in end:
                return True
        return False

    def _bag(self, line: str) -> list[FurnitureSort]:
        lower = line.casefold()
        opening = _WORDS.search(lower)
        if opening is None or opening[0] not in self.bagged:
            return []
        words = frozenset(_WORDS.findall(lower))
        return [
            sort
            for sort in self.sorts
            if sort.strong & words and words <= (sort.strong | sort.filler)
        ]


@cache
def furniture() -> Furniture:
    """Return the furniture of the vocabulary; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    pieces = {name: str(piece) for name, piece in data.get("pieces", {}).items()}
    entries = [_checked(entry) for entry in data.get("sort", [])]
    sorts = tuple(_sort(entry, number) for number, entry in enumerate(entries))
    phrases = {
        phrase: sort
        for entry, sort in zip(entries, sorts, strict=True)
        for phrase in entry.get("phrases", [])
    }
    whole, ends = (
        [
            _patterned(sort, pattern, pieces)
            for entry, sort in zip(entries, sorts, strict=True)
            for pattern in entry.get(key, [])
        ]
        for key in ("whole", "ends")
    )
    signs = {sign: None for entry in entries for sign in entry.get("signs", [])}
    return Furniture(
        sorts=sorts,
        phrases=phrases,
        whole=_by_beginning(whole),
        ends=_joined(ends, r"\s*\Z"),
        marks=frozenset(sign for sign in signs if len(sign) == 1),
        signs=tuple(sign for sign in signs if len(sign) > 1),
        longest=max(sort.most_words for sort in sorts),
        bagged=frozenset().union(*(sort.strong | sort.filler for sort in sorts)),
    )


def _checked(entry: dict[str, Any]) -> dict[str, Any]:
    name = entry.get("name")
    strange = sorted(set(entry) - _KEYS)
    if not name or strange:
        raise VocabularyError(
            f"{FILE}: the sort {name!r} has {', '.join(strange) or 'no name'}. "
            f"Its keys are {', '.join(sorted(_KEYS))}."
        )
    if bool(entry.get("ends")) != bool(entry.get("signs")):
        raise VocabularyError(f"{FILE}: {name!r} has only one of ends and signs. Give both.")
    for phrase in entry.get("phrases", []):
        if phrase != _EDGES.sub("", phrase.translate(_SIGNS)).casefold():
            raise VocabularyError(
                f"{FILE}: the phrase {phrase!r} of {name!r} can never match. "
                "Write it in lower case, with plain apostrophes and no signs at its ends."
            )
    return entry


def _sort(entry: dict[str, Any], number: int) -> FurnitureSort:
    return FurnitureSort(
        number=number,
        name=entry["name"],
        most_words=entry.get("most_words", 30),
        teasers=entry.get("teasers", 0),
        teaser_words=entry.get("teaser_words", 0),
        box=entry.get("box", False),
        tail=entry.get("tail", False),
        first=entry.get("first", True),
        beside=entry.get("beside", False),
        closes=entry.get("closes", False),
        strong=frozenset(entry.get("strong", ())),
        filler=frozenset(entry.get("filler", ())),
    )


def _joined(patterns: Iterable[Pattern], end: str) -> re.Pattern[str] | None:
    """Return one pattern of many; its last group is `s` and the sort's number."""
    parts: dict[int, list[str]] = {}
    for pattern in patterns:
        parts.setdefault(pattern.sort.number, []).append(pattern.expression)
    sorts = (f"(?P<s{number}>(?:{'|'.join(each)}){end})" for number, each in parts.items())
    return re.compile("|".join(sorts), re.IGNORECASE) if parts else None


def _by_beginning(patterns: Iterable[Pattern]) -> dict[str, list[Pattern]]:
    """Return the patterns by what they begin with; those that open with any name come last."""
    found: dict[str, list[Pattern]] = {}
    for pattern in patterns:
        starts = pattern.begins
        many = sum(len(start) < _KNOWN for start in starts) > _MANY
        for start in {""} if many else starts:
            found.setdefault(start, []).append(pattern)
    return found


def _patterned(sort: FurnitureSort, pattern: str, pieces: dict[str, str]) -> Pattern:
    whole = re.sub(r"\{([A-Z_]+)\}", lambda match: pieces.get(match[1], match[0]), pattern)
    try:
        return Pattern(sort, whole, beginnings(whole), needed(whole))
    except ValueError as error:
        raise VocabularyError(f"{FILE}: {pattern!r} of {sort.name!r}: {error}.") from error
