"""Which words keep a hyphen that stands at a line's end. Data: `data/hyphens.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "hyphens.toml"


@dataclass(frozen=True, slots=True)
class Hyphens:
    """The parts of words that stand before and behind a hyphen, in lower case.

    Those in `always` part from whatever follows; the others need a whole word behind.
    """

    always: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@cache
def hyphens() -> Hyphens:
    """Return the table; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    try:
        return Hyphens(
            always=frozenset(data["always"]["parts"]),
            before=frozenset(data["before"]["parts"]),
            after=frozenset(data["after"]["parts"]),
        )
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error
