"""The matters of a user's case: what the dossier calls them, and by which words they are known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import overload

from dragoman.vocabulary.dossier import Dossier, Row, by_dossier
from dragoman.vocabulary.files import values
from dragoman.vocabulary.names import fold

FILE = "matters"
COLUMNS = ("name", "words", "parties", "part_of", "opposite")


@dataclass(frozen=True, slots=True)
class CaseMatter:
    """One matter of the dossier: its parties' codes or names, and the matter it is part of."""

    name: str
    parties: tuple[str, ...]
    part_of: str | None


@dataclass(frozen=True, slots=True)
class CaseMatters:
    """The dossier's matters, found in the words that an article has for a matter."""

    _matters: Mapping[str, CaseMatter] = field(default_factory=dict, repr=False)
    _names: Mapping[str, tuple[str, bool]] = field(default_factory=dict, repr=False)
    _words: re.Pattern[str] | None = field(default=None, repr=False)

    @overload
    def called(self, words: str) -> str: ...
    @overload
    def called(self, words: None) -> None: ...
    def called(self, words: str | None) -> str | None:
        """Return the dossier's name for a matter, the words themselves where it has none.

        Words for the opposite of a matter stay as they are: what is said of them is not said
        of the matter.
        """
        found = self.find(words) if words is not None else None
        return words if found is None or found[1] else found[0]

    def find(self, words: str) -> tuple[str, bool] | None:
        """Return the dossier's name for a matter, and whether the words name its opposite.

        The longest of the dossier's phrases that stands in the words decides.
        """
        if self._words is None:
            return None
        found = max(self._words.findall(fold(words)), key=len, default=None)
        return None if found is None else self._names[found]

    def matter(self, name: str) -> CaseMatter:
        """Return the matter of that name, which must be the dossier's."""
        return self._matters[name]


NO_CASE = CaseMatters()


def case_of(rows: Iterable[Row]) -> CaseMatters:
    """Return the matters of a dossier's rows."""
    matters: dict[str, CaseMatter] = {}
    names: dict[str, tuple[str, bool]] = {}
    for row in rows:
        name = row["name"]
        parties = tuple(sorted(set(values(row.get("parties", "")))))
        matters[name] = CaseMatter(name, parties, row.get("part_of") or None)
        for words in values(row.get("opposite", "")):
            names[fold(words)] = (name, True)
        for words in (name, *values(row["words"])):
            names[fold(words)] = (name, False)
    if not names:
        return NO_CASE
    longest_first = sorted(names, key=lambda words: (-len(words), words))
    either = "|".join(map(re.escape, longest_first))
    return CaseMatters(matters, names, re.compile(rf"\b(?:{either})\b"))


@by_dossier
def case_matters(dossier: Dossier) -> CaseMatters:
    """Return the matters of the dossier."""
    return case_of(dossier.rows(FILE))
