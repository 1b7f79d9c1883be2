"""Words behind which a sentence goes on, by which a wrapped line is known.

Data: `data/open_ends.toml`.
"""

from __future__ import annotations

from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "open_ends.toml"


@cache
def open_ends() -> frozenset[str]:
    """Return the words, in lower case; raises VocabularyError when their file is wrong."""
    try:
        return frozenset(table(FILE)["words"])
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error
