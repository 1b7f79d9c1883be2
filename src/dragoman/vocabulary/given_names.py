"""Which sex mostly bears a given name: `data/given_names.tsv`, a hundred thousand names.

Only a hint for whoever is named already; the short lists of `speakers.toml`, which also tell
that a word is a given name at all, go before it.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from anyascii import anyascii

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import rows

FILE = "given_names.tsv"
Gender = Literal["male", "female"]
_SEXES: dict[str, Gender] = {"male": "male", "female": "female"}


def usual_bearer(given: str) -> Gender | None:
    """Return the sex of at least nine in ten bearers of a name, None when none is or it is rare."""
    return given_names().get(anyascii(given).lower())


@cache
def given_names() -> dict[str, Gender]:
    """Return the sex at each name, in lower case and without marks.

    Raises VocabularyError when a row has another sex than the two.
    """
    found: dict[str, Gender] = {}
    for row in rows(FILE):
        if row["sex"] not in _SEXES:
            raise VocabularyError(f"{FILE}: sex {row['sex']!r}. Write male or female.")
        found.update(dict.fromkeys(row["names"].split(), _SEXES[row["sex"]]))
    return found
