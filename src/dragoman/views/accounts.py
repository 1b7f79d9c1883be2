"""Where accounts differ: two that cannot both hold, with both words side by side."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, case, or_, select
from sqlalchemy import func as sql

from dragoman.article import Span
from dragoman.contradiction import KINDS
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, schema
from dragoman.ledger.account_decisions import dismissed
from dragoman.ledger.chunking import chunks
from dragoman.ledger.claiming import claim_of
from dragoman.ledger.keys import record_ref
from dragoman.views.account_rows import AccountRow, Told
from dragoman.views.asking import last_day, matters_of, sides_shown
from dragoman.views.knowing import connected
from dragoman.vocabulary.accounts import units_in

_WORD = re.compile(r"[^\W\d_]+")


def accounts(  # noqa: PLR0913
    ledger: Ledger,
    *,
    matter: str | None = None,
    side: str | None = None,
    kind: str | None = None,
    on: str | None = None,
    parts: bool = False,
    as_known_on: str | None = None,
) -> tuple[AccountRow, ...]:
    """Return the pairs of accounts that cannot both hold, told up to `on`, the latest first.

    `matter` keeps pairs whose two articles both name it (with `parts`: it or what is part of
    it), `side` those that this side tells one of; `as_known_on` leaves out what was not known
    by that day. Accounts of one utterance in several articles are one. Raises NotFound for a
    matter that the ledger does not have, DragomanError for `on` that is no date and for an
    unknown `kind`.
    """
    if kind is not None and kind not in KINDS:
        raise DragomanError(f"{kind}: no such kind of account. Use one of {', '.join(KINDS)}.")
    until = last_day(on, "on")
    with connected(ledger, as_known_on) as connection:
        asked = matters_of(connection, matter, parts=parts)
        query = select(schema.accounts) if asked is None else _on_matters(asked)
        if side is not None:
            query = query.where(_of_side(sides_shown(connection, side)))
        if kind is not None:
            query = query.where(schema.accounts.c.kind == kind)
        return _rows(connection, _up_to(until, query))


def accounts_on(
    connection: Connection, matters: Collection[str], until: str | None = None
) -> tuple[AccountRow, ...]:
    """Return what `accounts` does for one matter, given by its id and those merged into it."""
    return _rows(connection, _up_to(until, _on_matters(matters)))


def _up_to(until: str | None, query: Select[Any]) -> Select[Any]:
    return query if until is None else query.where(schema.accounts.c.day <= until)


def accounts_of(connection: Connection, claims: Sequence[int]) -> tuple[AccountRow, ...]:
    """Return the pairs of accounts that cannot both hold in which one of those claims stands."""
    pairs = schema.accounts.c
    rows: dict[tuple[str, str], AccountRow] = {}
    for some in chunks(claims):
        either = or_(pairs.one_key.in_(some), pairs.other_key.in_(some))
        asked = select(schema.accounts).where(either)
        for row in _rows(connection, asked):
            rows[row.one.record, row.other.record] = row
    return tuple(rows.values())


def _on_matters(asked: Collection[str]) -> Select[Any]:
    """Return the query for the pairs of which both articles name one of the matters.

    `account_matters` begins with the matter, so that only its own pairs are looked at.
    """
    named, pairs = schema.account_matters.c, schema.accounts.c
    both = (
        select(named.one_key, named.other_key)
        .where(named.matter_id.in_(asked))
        .group_by(named.one_key, named.other_key)
        .having(sql.max(_as_number(named.in_one)) + sql.max(_as_number(named.in_other)) == _BOTH)
        .subquery()
    )
    one_pair = (both.c.one_key == pairs.one_key) & (both.c.other_key == pairs.other_key)
    return select(schema.accounts).join_from(both, schema.accounts, one_pair)


_BOTH = 2

_Key = frozenset[Any]
"""What makes pairs tellings of the same two accounts: the voices of both."""


def _as_number(column: ColumnElement[bool]) -> ColumnElement[int]:
    return case((column, 1), else_=0)


def _of_side(sides: Collection[str]) -> ColumnElement[bool]:
    standings, pairs = schema.claim_standings.c, schema.accounts.c
    return (
        select(standings.claim_key)
        .where(
            or_(
                standings.claim_key == pairs.one_key,
                standings.claim_key == pairs.other_key,
            ),
            standings.side.in_(sides),
        )
        .exists()
    )


class _Pair(NamedTuple):
    """Two claims of the ledger that cannot both hold, the earlier first."""

    one: Any
    other: Any
    kind: str
    about: str
    day: str
    likeness: float
    act: str


def _rows(connection: Connection, query: Select[Any]) -> tuple[AccountRow, ...]:
    # In one order, in whichever the database comes upon them.
    pairs = schema.accounts.c
    found = connection.execute(query.order_by(pairs.one_key, pairs.other_key)).all()
    claims = _claims(connection, {key for row in found for key in (row.one_key, row.other_key)})
    gone = dismissed(connection)
    groups: dict[frozenset[Any], list[_Pair]] = {}
    out: set[frozenset[Any]] = set()
    for row in found:
        one, other = claims.get(row.one_key), claims.get(row.other_key)
        if one is None or other is None or _is_one_voice(row.kind, one, other):
            continue
        one, other = sorted((one, other), key=_age)
        key = frozenset((_voice(one), _voice(other)))
        if frozenset((one.ref, other.ref)) in gone:
            out.add(key)
        pair = _Pair(one, other, row.kind, row.about, row.day, row.likeness, row.act)
        groups.setdefault(key, []).append(pair)
    told = {key: _first(group) for key, group in groups.items() if key not in out}
    told = {key: told[key] for key in _quarrels(told)}
    via = _via(connection, {c.statement_key for pair in told.values() for c in pair[:2]})
    shown = [_row(pair, len(groups[key]), via) for key, pair in told.items()]
    return tuple(sorted(shown, key=_latest))


def _quarrels(told: Mapping[_Key, _Pair]) -> list[_Key]:
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


def _brevity(pair: _Pair) -> tuple[Any, ...]:
    """Return by what the pair comes first that says most."""
    return -len(pair.one.words) - len(pair.other.words), _age(pair.one), _age(pair.other)


def _latest(row: AccountRow) -> tuple[Any, ...]:
    backwards = tuple(-int(part) for part in row.day.split("-"))
    return (*backwards, row.one.record, row.other.record)


def _first(group: Sequence[_Pair]) -> _Pair:
    """Return the pair that stands for all tellings of two accounts: the one told first."""
    return min(group, key=lambda pair: (_age(pair.one), _age(pair.other)))


class _Claim(NamedTuple):
    """A claim that stands, with its article and who tells it."""

    ref: str
    claim: Any
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


def _age(one: _Claim) -> tuple[str, str, str]:
    return one.day or "", one.moment, one.ref


def _voice(one: _Claim) -> Any:  # noqa: ANN401
    """Return what makes two claims one account: their utterance, else the very words."""
    return one.utterance or (one.article if one.claim.denied else "", one.words.lower())


def _is_one_voice(kind: str, one: _Claim, other: _Claim) -> bool:
    """Tell whether two accounts are one person's, or both the reporter's of one article."""
    if kind == "words":
        return one.teller == other.teller and one.nested == other.nested
    if one.root != other.root:
        return False
    # the report itself, or an unnamed group, is another one in another article
    return one.called is not None or one.article == other.article


def _claims(connection: Connection, keys: Collection[int]) -> dict[int, _Claim]:
    found: dict[int, _Claim] = {}
    for some in chunks(sorted(keys)):
        for row in connection.execute(_query().where(schema.claims.c.key.in_(some))):
            found[row.key] = _Claim(
                ref=record_ref(row.article, row.id),
                claim=claim_of(row),
                words=row.words,
                article=row.article,
                title=row.title or row.name,
                outlet=row.outlet,
                published=row.published,
                statement=record_ref(row.article, row.statement) if row.statement_key else None,
                statement_key=row.statement_key,
                utterance=row.utterance,
                speaker=row.shown or row.source_words,
                called=row.called,
                root=row.root,
                teller=row.teller,
                nested=bool(row.within),
                side=row.side,
                day=row.day,
                moment=row.published or "",
            )
    return found


def _query() -> Select[Any]:
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
    )


def _via(connection: Connection, keys: Collection[int | None]) -> dict[int, tuple[str, ...]]:
    via = schema.via.c
    found: dict[int, list[str]] = {}
    for some in chunks(sorted(key for key in keys if key is not None)):
        query = select(via.statement_key, via.name).where(via.statement_key.in_(some))
        for key, name in connection.execute(query.order_by(via.statement_key, via.n)):
            found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def _row(pair: _Pair, times: int, via: Mapping[int, tuple[str, ...]]) -> AccountRow:
    return AccountRow(
        kind=pair.kind,
        about=_about(pair),
        day=pair.day,
        one=_told(pair.one, via),
        other=_told(pair.other, via),
        likeness=pair.likeness,
        times=times,
    )


def _about(pair: _Pair) -> str:
    """Return the words of the first account whose units both have, as they stand there."""
    units = set(pair.about.split())
    words = [w for w in _WORD.findall(pair.one.words) if units & set(units_in([w]))]
    return " ".join(dict.fromkeys(words))


def _told(one: _Claim, via: Mapping[int, tuple[str, ...]]) -> Told:
    return Told(
        record=one.ref,
        statement=one.statement,
        article=one.article,
        title=one.title,
        outlet=one.outlet,
        published=one.published,
        words=one.words,
        span=Span(*one.claim.span),
        speaker=one.speaker,
        side=one.side,
        via=via.get(one.statement_key or 0, ()),
        day=one.day,
        holds=one.claim.holds,
        denied=one.claim.denied,
    )
