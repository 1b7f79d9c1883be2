"""Page furniture: the lines that stand on a page and belong to nobody's article.

Data: `data/furniture.toml`, whose head says what each key means. A line is looked up by its
words alone; where it stands on the page is for the caller to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "furniture.toml"
_LONGEST_LINE = 900
_END_OF_LINE = 110
"""How many characters of a line are searched for what stands at its end."""
_KEYS = frozenset(
    {"name", "phrases", "whole", "ends", "strong", "filler"}
    | {"most_words", "teasers", "box", "tail", "first", "signs"}
)
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\xa0": " "})
_EDGES = re.compile(r"^[^\w#@©]+|[^\w)]+$")
_WORDS = re.compile(r"[\w'©-]+")


@dataclass(frozen=True, slots=True)
class FurnitureSort:
    """One sort of furniture and how far it reaches beyond its own line."""

    name: str
    most_words: int
    teasers: int
    box: bool
    tail: bool
    first: bool
    strong: frozenset[str]
    filler: frozenset[str]


@dataclass(frozen=True, slots=True)
class Furniture:
    """All sorts, with their phrases and patterns gathered for one look-up a line."""

    sorts: tuple[FurnitureSort, ...]
    phrases: dict[str, FurnitureSort]
    whole: re.Pattern[str]
    ends: re.Pattern[str]
    signs: tuple[str, ...]
    longest: int

    def sort_of(
        self, line: str, *, tail: bool = False, first: bool = False
    ) -> FurnitureSort | None:
        """Return the sort of furniture that a line is, or None.

        `tail`: the line stands after the last long paragraph; `first`: it opens the page.
        """
        count = line.count(" ") + 1
        if count > self.longest or len(line) > _LONGEST_LINE:
            return None
        plain = line.translate(_SIGNS) if "’" in line or "\xa0" in line else line
        for found in self._candidates(plain):
            if (
                count <= found.most_words
                and (tail or not found.tail)
                and (found.first or not first)
            ):
                return found
        return None

    def _candidates(self, line: str) -> list[FurnitureSort]:
        found: list[FurnitureSort] = []
        phrase = self.phrases.get(_EDGES.sub("", line).casefold())
        if phrase is not None:
            found.append(phrase)
        for match in (self.whole.match(line), self._at_end(line)):
            if match is not None and match.lastgroup is not None:
                found.append(self.sorts[int(match.lastgroup[1:])])
        if len(line) < 200:
            found += self._bag(line)
        return found

    def _at_end(self, line: str) -> re.Match[str] | None:
        """Search a line's end, if it holds a sign without which nothing can be found there."""
        end = line[-_END_OF_LINE:].lower()
        if not any(sign in end for sign in self.signs):
            return None
        return self.ends.search(line, max(0, len(line) - _END_OF_LINE))

    def _bag(self, line: str) -> list[FurnitureSort]:
        words = frozenset(_WORDS.findall(line.casefold()))
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
    sorts = tuple(_sort(entry) for entry in entries)
    phrases = {
        phrase: sort
        for entry, sort in zip(entries, sorts, strict=True)
        for phrase in entry.get("phrases", [])
    }
    return Furniture(
        sorts=sorts,
        phrases=phrases,
        whole=_together(entries, "whole", pieces),
        ends=_together(entries, "ends", pieces),
        signs=tuple(sign for entry in entries for sign in entry.get("signs", [])),
        longest=max(sort.most_words for sort in sorts),
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


def _sort(entry: dict[str, Any]) -> FurnitureSort:
    return FurnitureSort(
        name=entry["name"],
        most_words=entry.get("most_words", 30),
        teasers=entry.get("teasers", 0),
        box=entry.get("box", False),
        tail=entry.get("tail", False),
        first=entry.get("first", True),
        strong=frozenset(entry.get("strong", ())),
        filler=frozenset(entry.get("filler", ())),
    )


def _together(entries: list[dict[str, Any]], key: str, pieces: dict[str, str]) -> re.Pattern[str]:
    """Return one pattern for all sorts; its last group is `s` and the sort's number."""
    end = r"\Z" if key == "whole" else r"\s*\Z"
    parts = []
    for number, entry in enumerate(entries):
        patterns = [_filled(pattern, entry["name"], pieces) for pattern in entry.get(key, [])]
        if patterns:
            parts.append(f"(?P<s{number}>(?:{'|'.join(patterns)}){end})")
    return re.compile("|".join(parts), re.IGNORECASE)


def _filled(pattern: str, name: str, pieces: dict[str, str]) -> str:
    whole = re.sub(r"\{([A-Z_]+)\}", lambda match: pieces.get(match[1], match[0]), pattern)
    try:
        if re.compile(whole, re.IGNORECASE).groups or "\n" in whole:
            raise re.error("groups must not capture: write (?:...)")
    except re.error as error:
        raise VocabularyError(f"{FILE}: {pattern!r} of {name!r}: {error}.") from error
    return whole
