"""A statement assigned to a matter that the ledger has: in words that mean it in its article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import rebuilding
from dragoman.ledger.finding import FoundRecord
from dragoman.ledger.matter_titles import plain
from dragoman.ledger.meant_matters import words_for, words_that_mean
from dragoman.ledger.naming import (
    NamedMatter,
    find_matter,
    find_matters,
    is_matter_id,
    name_matters,
)


def with_matter(
    connection: Connection, found: FoundRecord, fields: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return the fields of a correction, with words for the matter that they name.

    A matter is named by its id or by the name that it is shown by; other words stay as they
    are. Raises NotFound for an id of no matter, DragomanError where no words for the matter
    mean it in the record's article.
    """
    asked = fields.get("matter")
    if found.sort != "statement" or not isinstance(asked, str):
        return fields
    matter = _named(connection, asked)
    return fields if matter is None else {**fields, "matter": _words(connection, found, matter)}


def _named(connection: Connection, asked: str) -> NamedMatter | None:
    """Return the matter of an id or of the very name that is shown, None for other words."""
    if is_matter_id(asked):
        root = find_matter(connection, asked)
        return name_matters(connection, (root,))[root]
    try:
        alike = name_matters(connection, find_matters(connection, asked)).values()
    except NotFound:
        return None
    named = [one for one in alike if plain(one.name) == plain(asked)]
    return named[0] if len(named) == 1 else None


def _words(connection: Connection, found: FoundRecord, matter: NamedMatter) -> str:
    reading = rebuilding.reading_of(connection, found.article.reading_key)
    tried = words_for(matter)
    words = words_that_mean(connection, matter, tried, found.article, reading, found.id)
    if words is None:
        raise DragomanError(
            f"{found.ref}: in its article no words for “{matter.name}” mean that matter. "
            "Correct it in words of your own, and merge the two matters."
        )
    return words
