"""How matters are called: by their articles' own words, and found again by a user's.

A matter's name is the commonest of its wordings, with its parties where the words leave them
out; a name that a person gave stands before it. A user's word for a matter may be its id or
the start of it, its name, or words that say the same.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, literal, select

from dragoman.errors import NotFound
from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.matter_decisions import decided_matters
from dragoman.ledger.matter_titles import is_awkward, plain, title_of
from dragoman.ledger.wording import wording

_ID = re.compile(r"m[0-9a-f]{1,12}$")
_SURELY = re.compile(r"m[0-9a-f]{6,12}$")


@dataclass(frozen=True, slots=True)
class NamedMatter:
    """A matter, with all that was merged into it, as it is shown.

    `parties` are ISO3 codes and bodies' names; `wordings` the articles' words, commonest first.
    """

    id: str
    name: str
    parties: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """One of those that count as one matter, with a person's name for it and a dossier's."""

    id: str
    parties: str
    name: str | None
    case_name: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    """A wording, how often it stands, and whether a person took it for the matter's other end."""

    text: str
    pointer: int
    count: int
    turned: bool


def is_matter_id(words: str) -> bool:
    """Tell whether words can only be meant as a matter's id, or the start of it."""
    return bool(_SURELY.match(words))


def name_matters(
    connection: Connection, roots: Collection[str] | None = None
) -> dict[str, NamedMatter]:
    """Return the matters of those ids, or all, by id."""
    matters, wordings = schema.matters, schema.wordings
    columns = (matters.c.id, matters.c.parties, matters.c.name, matters.c.case_name)
    found = select(matters.c.root, *columns)
    said = select(matters.c.root, wordings).join(wordings, wordings.c.matter_id == matters.c.id)
    turned = decided_matters(connection).turned
    every: dict[str, list[_Member]] = defaultdict(list)
    words: dict[str, list[_Words]] = defaultdict(list)
    for some in _chunks(roots):
        within = () if some is None else (matters.c.root.in_(some),)
        for root, *member in connection.execute(found.where(*within)):
            every[root].append(_Member(*member))
        for root, id_, text, pointer, count in connection.execute(said.where(*within)):
            words[root].append(_Words(text, pointer, count, id_ in turned))
    return {root: _named(root, every[root], words[root]) for root in sorted(every)}


def members(connection: Connection, roots: Collection[str] | None = None) -> dict[str, str]:
    """Return the matters of those ids, or all, and what was merged into them: id to root."""
    matters = schema.matters
    found: dict[str, str] = {}
    for some in _chunks(roots):
        query = select(matters.c.id, matters.c.root).order_by(matters.c.id)
        if some is not None:
            query = query.where(matters.c.root.in_(some))
        for id_, root in connection.execute(query):
            found[id_] = root
    return found


def find_matter(connection: Connection, ref: str) -> str:
    """Return the id of the one matter that a reference names.

    Raises NotFound when there is none, or several.
    """
    found = find_matters(connection, ref)
    if len(found) == 1:
        return found[0]
    named = name_matters(connection, found)
    listed = "\n  ".join(f"{one.id} ({one.name})" for one in named.values())
    raise NotFound(f"{ref}: several matters go by that name. Give the id of one:\n  {listed}")


def find_matters(connection: Connection, ref: str) -> list[str]:
    """Return the ids of the matters that a user's words name, nearest way of naming first.

    Raises NotFound when there is none.
    """
    matters = schema.matters.c
    if _ID.match(ref):
        starts = (matters.id >= ref) & (matters.id < ref + "\U0010ffff")
        roots = set(connection.execute(select(matters.root).where(starts)).scalars())
        if roots:
            return sorted(roots)
    found = _by_words(connection, ref)
    if not found:
        raise NotFound(
            f"{ref}: no matter of that name is in this ledger. `dragoman matters` lists them."
        )
    return found


def _by_words(connection: Connection, ref: str) -> list[str]:
    matters, wordings = schema.matters.c, schema.wordings.c
    found: set[str] = set()
    for column in (matters.name, matters.case_name):
        given = select(matters.root, column).where(column.is_not(None))
        found = {root for root, name in connection.execute(given) if plain(name) == plain(ref)}
        if found:
            break
    asked = wording(ref)
    if not found and asked.points:
        said = select(matters.root).join(schema.wordings, wordings.matter_id == matters.id)
        said = said.where(wordings.words == ref)
        found = set(connection.execute(said).scalars())
    elif not found:
        parties = {party.name for party in asked.parties}
        exact = matters.subject == " ".join(asked.subject)
        padded = literal(" ") + matters.subject + literal(" ")
        wider = and_(*(padded.contains(f" {word} ", autoescape=True) for word in asked.subject))
        found = _with_parties(connection, exact, parties)
        found = found or _with_parties(connection, wider, parties)
    return sorted(found)


def _with_parties(
    connection: Connection, subject: ColumnElement[bool], parties: set[str]
) -> set[str]:
    matters = schema.matters.c
    rows = connection.execute(select(matters.root, matters.parties).where(subject))
    return {root for root, packed in rows if parties <= _plain_parties(packed)}


def _named(root: str, members: Sequence[_Member], words: Sequence[_Words]) -> NamedMatter:
    parties = tuple(sorted({p for one in members for p in _plain_parties(one.parties)}))
    counts: dict[str, int] = defaultdict(int)
    points: dict[str, int] = {}
    turned = {one.text for one in words if one.turned}
    for one in words:
        counts[one.text] += one.count
        points[one.text] = one.pointer
    # What only an earlier version of an article says counts for nothing, unless nothing else does.
    said = [text for text in counts if counts[text] > 0] or list(counts)
    order = sorted(said, key=lambda text: (points[text], -counts[text], len(text), text))
    # A name for the end that the matter is known by needs no making up, and one that ends in
    # an act ("Orsk negotiating") reads worse than one that begins with it.
    best = sorted(
        order,
        key=lambda text: (
            points[text],
            text in turned,
            bool(wording(text).turn),
            is_awkward(text),
        ),
    )
    given = next((member.name for member in members if member.id == root and member.name), None)
    ruled = min((member.case_name for member in members if member.case_name), default=None)
    return NamedMatter(root, given or ruled or title_of(best, parties), parties, tuple(order))


def _plain_parties(packed: str) -> set[str]:
    return {party.lstrip("<>") for party in json.loads(packed)}


def _chunks(ids: Collection[str] | None) -> Iterable[Sequence[str] | None]:
    if ids is None:
        return [None]
    return chunks(sorted(ids))
