"""A statement assigned to a matter that the ledger has: in words that mean it in its article.

The same words may mean another matter in another article, since each settles between whom its
matters lie. So the words are tried before they are kept, those of the matter's name first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import rebuilding
from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.finding import FoundRecord
from dragoman.ledger.matter_titles import plain, title_of
from dragoman.ledger.naming import NamedMatter, find_matter, find_matters, members, name_matters
from dragoman.ledger.standing import standing
from dragoman.ledger.storing_matters import ruling_on

_ID = re.compile(r"m[0-9a-f]{6,12}$")
TRIED = 12
"""Words for a matter that are tried; what is said more rarely seldom means it elsewhere."""


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
    if _ID.match(asked):
        root = find_matter(connection, asked)
        return name_matters(connection, (root,))[root]
    try:
        alike = name_matters(connection, find_matters(connection, asked)).values()
    except NotFound:
        return None
    named = [one for one in alike if plain(one.name) == plain(asked)]
    return named[0] if len(named) == 1 else None


def _words(connection: Connection, found: FoundRecord, matter: NamedMatter) -> str:
    ids = set(members(connection, (matter.id,)))
    reading = rebuilding.reading_of(connection, found.article.reading_key)
    corrections = dict(corrections_of(connection, found.article.id, found.article.reading_key))
    before = corrections.get(found.id) or {}
    ruling = ruling_on(connection, found.article.key)
    tried = (title_of(matter.wordings, matter.parties), matter.name, *matter.wordings)
    for words in list(dict.fromkeys(tried))[:TRIED]:
        corrections[found.id] = {**before, "matter": words}
        stood = standing(reading, corrections, ruling).statements
        about = next((one.about for one in stood if one.statement.id == found.id), None)
        if about and about.key.id in ids and not about.turn:
            return words
    raise DragomanError(
        f"{found.ref}: in its article no words for “{matter.name}” mean that matter. "
        "Correct it in words of your own, and merge the two matters."
    )
