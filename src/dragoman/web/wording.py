"""A query as people read it: codes and ids in it are told by the names that they know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.brief.names import party_name
from dragoman.errors import NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.naming import find_matters, name_matters
from dragoman.web.asked import Asked


@dataclass(frozen=True, slots=True)
class Worded:
    """A query in names: `names` of what its filters ask for, `q` the query to write on in."""

    names: Mapping[str, str]
    q: str


def as_asked(asked: Asked) -> Worded:
    """Return a query as it was written."""
    return Worded(asked.filters, asked.q)


def worded(ledger: Ledger, asked: Asked) -> Worded:
    """Return a query in names; one that asks for something else stays an id in `q`."""
    names = dict(asked.filters)
    writing = dict(asked.filters)
    if "side" in names:
        names["side"] = writing["side"] = party_name(names["side"])
    if "matter" in names:
        names["matter"], writing["matter"] = _matter(ledger, names["matter"])
    return Worded(names, Asked(writing, asked.words).q)


def _matter(ledger: Ledger, told: str) -> tuple[str, str]:
    """Return the name of the matter that is asked for, and what to ask for it by."""
    with ledger.connect() as connection:
        try:
            found = find_matters(connection, told)
        except NotFound:
            return told, told
        if len(found) != 1:
            return told, told
        name = name_matters(connection, found)[found[0]].name
        try:
            same = find_matters(connection, name) == found
        except NotFound:
            same = False
    return name, name if same else told
