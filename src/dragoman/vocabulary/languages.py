"""Languages: their names and codes, the scripts that they are written in, the signs of English.

Data: `data/languages.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "languages.toml"

_CODE = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Script:
    """A script other than Latin: a pattern of its letters, and the languages written in it.

    In an `unspaced` one no blanks stand between words.
    """

    name: str
    letters: re.Pattern[str]
    languages: tuple[str, ...]
    unspaced: bool


@dataclass(frozen=True)
class Languages:
    """Everything that is known of languages; codes are ISO 639-1 where there is one.

    `detected` are those that a detector may answer with; `english` and `frequent` are words of
    English in lower case, those that hardly another language has and those that others have too.
    """

    names: Mapping[str, str]
    codes: Mapping[str, str]
    detected: frozenset[str]
    near: tuple[frozenset[str], ...]
    english: frozenset[str]
    frequent: frozenset[str]
    scripts: tuple[Script, ...]

    def name(self, code: str) -> str:
        """Return a language's English name, or the code itself when it is not known."""
        return self.names.get(code, code)

    def code(self, words: str) -> str | None:
        """Return the language of a tag (`en` of `en-GB` and `eng`); None for no known one."""
        match = _CODE.match(words.strip())
        if match is None:
            return None
        code = self.codes.get(match[1].lower(), match[1].lower())
        return code if code in self.names else None

    def find(self, words: str) -> str | None:
        """Return the language of that English name or tag, None when there is none."""
        return self._by_name.get(words.strip().casefold()) or self.code(words)

    def are_near(self, one: str, other: str) -> bool:
        """Return whether two languages are so near that their words hardly tell them apart."""
        return one == other or any(one in group and other in group for group in self.near)

    @cached_property
    def other_scripts(self) -> re.Pattern[str]:
        """What matches a letter of any script but Latin."""
        return re.compile("|".join(script.letters.pattern for script in self.scripts))

    @cached_property
    def unspaced(self) -> re.Pattern[str]:
        """What matches a letter of a script in which no blanks stand between words."""
        return re.compile("|".join(s.letters.pattern for s in self.scripts if s.unspaced))

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {name.casefold(): code for code, name in self.names.items()}


@cache
def languages() -> Languages:
    """Return the table; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    try:
        found = Languages(
            names=dict(data["names"]),
            codes=dict(data["codes"]),
            detected=frozenset(data["detected"]),
            near=tuple(map(frozenset, data["near"])),
            english=frozenset(data["english"]),
            frequent=frozenset(data["frequent"]),
            scripts=tuple(
                Script(
                    name,
                    re.compile(f"[{row['letters']}]"),
                    tuple(row["languages"]),
                    bool(row.get("unspaced", False)),
                )
                for name, row in data["scripts"].items()
            ),
        )
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error
    told = [
        *found.detected,
        *found.codes.values(),
        *(c for s in found.scripts for c in s.languages),
    ]
    nameless = sorted({code for code in told if code not in found.names})
    if nameless:
        raise VocabularyError(f"{FILE}: no name for {', '.join(nameless)}. Mend the file.")
    return found
