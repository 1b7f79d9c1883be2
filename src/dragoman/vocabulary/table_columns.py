"""What the columns of a table of articles are usually called.

Data: `data/table_columns.toml`.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "table_columns.toml"
FIELDS = ("text", "title", "outlet", "url", "byline", "published", "language", "id")
_SIGNS = re.compile(r"[\W_]+")


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Return the usual names of each field's column; raises VocabularyError."""
    try:
        data = table(FILE)["columns"]
        names = {field: tuple(str(name) for name in data[field]) for field in FIELDS}
        strange = sorted(set(data) - set(FIELDS))
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error
    told = [name for each in names.values() for name in each]
    twice = sorted({name for name in told if told.count(name) > 1 or name != bare(name)})
    if strange or twice:
        raise VocabularyError(
            f"{FILE}: unknown fields {strange}, or names that stand twice or with signs {twice}. "
            "Mend the file."
        )
    return names


def bare(name: str) -> str:
    """Return a column's name as names are compared: lower case, without blanks and signs."""
    return _SIGNS.sub("", name).lower()
