"""The matters of a user's case: what the dossier calls them, and by which words they are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import overload

from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.files import values
from dragoman.vocabulary.names import fold

FILE = "matters"


@dataclass(frozen=True, slots=True)
class CaseMatters:
    """The dossier's matters, found in the words that an article has for a matter."""

    _names: dict[str, str] = field(repr=False)
    _words: re.Pattern[str] | None = field(repr=False)

    @overload
    def called(self, words: str) -> str: ...
    @overload
    def called(self, words: None) -> None: ...
    def called(self, words: str | None) -> str | None:
        """Return the dossier's name for a matter, the words themselves where it has none.

        The longest of the dossier's phrases that stands in the words decides.
        """
        if words is None or self._words is None:
            return words
        found = max(self._words.findall(fold(words)), key=len, default=None)
        return words if found is None else self._names[found]


@by_dossier
def case_matters(dossier: Dossier) -> CaseMatters:
    """Return the matters of the dossier."""
    names = {
        fold(words): row["name"]
        for row in dossier.rows(FILE)
        for words in (row["name"], *values(row["words"]))
    }
    longest_first = sorted(names, key=lambda words: (-len(words), words))
    either = "|".join(map(re.escape, longest_first))
    return CaseMatters(names, re.compile(rf"\b(?:{either})\b") if names else None)
