"""Pairs of claims that cannot both hold, told together where several articles tell of the same two.

What people hold to be no contradiction is left out, and what one voice says twice.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sqlalchemy import Connection, Select, bindparam, select

from dragoman.ledger import schema
from dragoman.ledger.account_decisions import dismissed
from dragoman.ledger.chunking import chunks
from dragoman.ledger.claiming import claim_of
from dragoman.ledger.keys import record_ref
from dragoman.records import Claim as ReadClaim

T = TypeVar("T", bound=Hashable)

_Key: TypeAlias = frozenset[Any]
"""What makes pairs tellings of the same two accounts: the voices of both."""


class Pair(NamedTuple):
    """Two claims of the ledger that cannot both hold, the earlier first."""

    one: Any
    other: Any
    kind: str
    about: str
    day: str
    likeness: float
    act: str


class Claim(NamedTuple):
    """A claim that stands, with its article and who tells it."""

    ref: str
    row: Any
    words: str
    article: str
    title: str
    outlet: str | None
    published: str | None
    statement: str | None
    statement_key: int | None
    utterance: int | None
    speaker: str | None
    called: str | None
    root: str | None
    teller: str | None
    nested: bool
    side: str | None
    day: str | None
    moment: str

    @property
    def claim(self) -> ReadClaim:
        """Return what is claimed, unpacked only for who asks for it."""
        return claim_of(self.row)


class Quarrel(NamedTuple):
    """The pair that stands for two accounts, and how many pairs tell of them."""

    pair: Pair
    times: int


def quarrels_on(
    connection: Connection, matters: Mapping[str, Sequence[str]], until: str | None = None
) -> dict[str, list[Quarrel]]:
    """Return the quarrels on each matter, given by its id with those of all that counts as it.

    Both articles of a pair name the matter.
    """
    named, pairs = schema.account_matters.c, schema.accounts.c
    roots = {id_: root for root, parts in matters.items() for id_ in parts}
    one_pair = (named.one_key == pairs.one_key) & (named.other_key == pairs.other_key)
    query = select(schema.accounts, named.matter_id, named.in_one, named.in_other).join(
        schema.account_matters, one_pair
    )
    if until is not None:
        query = query.where(pairs.day <= until)
    rows: dict[tuple[int, int], Any] = {}
    ends: dict[str, dict[tuple[int, int], tuple[bool, bool]]] = {root: {} for root in matters}
    for some in chunks(sorted(roots)):
        for row in connection.execute(query.where(named.matter_id.in_(some))).all():
            pair = row.one_key, row.other_key
            matter, in_one, in_other = row[-3:]
            rows[pair] = row
            one, other = ends[roots[matter]].get(pair, (False, False))
            ends[roots[matter]][pair] = one or in_one, other or in_other
    found = {
        root: [rows[pair] for pair in sorted(of) if all(of[pair])] for root, of in ends.items()
    }
    return quarrels(connection, found)


def quarrels(connection: Connection, found: Mapping[T, Sequence[Any]]) -> dict[T, list[Quarrel]]:
    """Return the quarrels that each of some lists of `accounts` rows tells of."""
    rows = [row for some in found.values() for row in some]
    claims = _claims(connection, {key for row in rows for key in (row.one_key, row.other_key)})
    gone = dismissed(connection) if rows else frozenset()
    return {name: _told_of(some, claims, gone) for name, some in found.items()}


def _told_of(
    found: Iterable[Any], claims: Mapping[int, Claim], gone: Collection[frozenset[str]]
) -> list[Quarrel]:
    groups: dict[_Key, list[Pair]] = {}
    out: set[_Key] = set()
    for row in found:
        one, other = claims.get(row.one_key), claims.get(row.other_key)
        if one is None or other is None or _is_one_voice(row.kind, one, other):
            continue
        one, other = sorted((one, other), key=_age)
        key = frozenset((_voice(one), _voice(other)))
        if frozenset((one.ref, other.ref)) in gone:
            out.add(key)
        pair = Pair(one, other, row.kind, row.about, row.day, row.likeness, row.act)
        groups.setdefault(key, []).append(pair)
    told = {key: _first(group) for key, group in groups.items() if key not in out}
    told = {key: told[key] for key in _kept(told)}
    return [Quarrel(pair, len(groups[key])) for key, pair in told.items()]


def _kept(told: Mapping[_Key, Pair]) -> list[_Key]:
    """Return the pairs that stand for a quarrel: an article may tell one side of it twice over."""
    seen: set[tuple[str, str, str]] = set()
    kept: list[_Key] = []
    for key in sorted(told, key=lambda key: _brevity(told[key])):
        pair = told[key]
        ends = {
            (pair.act, pair.one.ref, pair.other.article),
            (pair.act, pair.other.ref, pair.one.article),
        }
        if not ends & seen:
            kept.append(key)
        seen |= ends
    return kept


def _brevity(pair: Pair) -> tuple[Any, ...]:
    """Return by what the pair comes first that says most."""
    return -len(pair.one.words) - len(pair.other.words), _age(pair.one), _age(pair.other)


def _first(group: Sequence[Pair]) -> Pair:
    """Return the pair that stands for all tellings of two accounts: the one told first."""
    return min(group, key=lambda pair: (_age(pair.one), _age(pair.other)))


def _age(one: Claim) -> tuple[str, str, str]:
    return one.day or "", one.moment, one.ref


def _voice(one: Claim) -> Any:  # noqa: ANN401
    """Return what makes two claims one account: their utterance, else the very words."""
    return one.utterance or (one.article if one.claim.denied else "", one.words.lower())


def _is_one_voice(kind: str, one: Claim, other: Claim) -> bool:
    """Tell whether two accounts are one person's, or both the reporter's of one article."""
    if kind == "words":
        return one.teller == other.teller and one.nested == other.nested
    if one.root != other.root:
        return False
    # the report itself, or an unnamed group, is another one in another article
    return one.called is not None or one.article == other.article


def _claims(connection: Connection, keys: Collection[int]) -> dict[int, Claim]:
    found: dict[int, Claim] = {}
    for some in chunks(sorted(keys)):
        for row in connection.execute(_query(), {"keys": some}).all():
            # By their places: of thousands of rows, names are looked up slowly.
            article, title, name, outlet, published, *said = row[-_BESIDE:]
            key, side, day, utterance, source, within, shown, called, root, teller = said
            found[row.key] = Claim(
                ref=record_ref(article, row.id),
                row=row,
                words=row.words,
                article=article,
                title=title or name,
                outlet=outlet,
                published=published,
                statement=record_ref(article, row.statement) if key else None,
                statement_key=key,
                utterance=utterance,
                speaker=shown or source,
                called=called,
                root=root,
                teller=teller,
                nested=bool(within),
                side=side,
                day=day,
                moment=published or "",
            )
    return found


_BESIDE = 15
"""Columns of the query beside those of the claim."""


@cache
def _query() -> Select[Any]:
    """Return the query for claims by their `keys`, built once: that takes longer than asking it."""
    claims, standings, editions = schema.claims, schema.claim_standings, schema.editions
    articles, readings, tellings = schema.articles, schema.readings, schema.tellings
    statements, actors, tellers = schema.statements, schema.actors, schema.actors.alias()
    return (
        select(
            claims,
            articles.c.id.label("article"),
            editions.c.title,
            editions.c.name,
            editions.c.outlet,
            editions.c.published,
            standings.c.statement_key,
            standings.c.side,
            standings.c.day,
            tellings.c.utterance,
            statements.c.source_words,
            statements.c.within,
            actors.c.shown,
            actors.c.name.label("called"),
            actors.c.root,
            tellers.c.root.label("teller"),
        )
        .join(standings, standings.c.claim_key == claims.c.key)
        .join(articles, articles.c.key == standings.c.article_key)
        .join(readings, readings.c.key == claims.c.reading_key)
        .join(editions, editions.c.key == readings.c.edition_key)
        .outerjoin(statements, statements.c.key == standings.c.statement_key)
        .outerjoin(tellings, tellings.c.statement_key == standings.c.statement_key)
        .outerjoin(actors, actors.c.id == standings.c.actor_id)
        .outerjoin(tellers, tellers.c.id == standings.c.teller_id)
        .where(claims.c.key.in_(bindparam("keys", expanding=True)))
    )
