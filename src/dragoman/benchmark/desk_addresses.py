"""What is asked of the desk to time it: each page, by queries that its ledger has an answer for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from sqlalchemy import Connection, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema

_PLACES = (0, 3, 20)
"""Matters asked for, by how much is said on them: the largest, and smaller ones."""

_SOME = 5

THEN = ", as known"
"""How the names of pages end that are asked for as known on a day."""


class Known(NamedTuple):
    """What of a ledger is asked for: the commonest of each sort, and the middle of its days."""

    matters: list[str]
    sides: list[str]
    speaker: str
    actors: list[str]
    articles: list[str]
    outlet: str
    records: list[str]
    words: list[str]
    day: str


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """Return by page the addresses to ask for; what was known on a day is a page of its own.

    Of an empty ledger only the bare pages are asked for.
    """
    with ledger.connect() as connection:
        known = _known(connection)
    pages = _LISTS if known is None else {name: asked(known) for name, asked in _PAGES.items()}
    return {name: list(dict.fromkeys(asked)) for name, asked in pages.items() if asked}


_LISTS = {
    name.strip("/") or "ledger": [name]
    for name in ("/", "/conditions", "/statements", "/articles", "/events", "/actors", "/matters")
}


def _known(connection: Connection) -> Known | None:
    standings, statements = schema.standings.c, schema.statements.c
    matters = _commonest(connection, standings.matter_id, max(_PLACES) + 1)
    sides = _commonest(connection, standings.side, 1)
    actors = _commonest(connection, schema.mentions.c.actor_id, _SOME)
    if not (matters and sides and actors):
        return None
    dated = select(standings.day).where(standings.day.is_not(None))
    first, last = (
        connection.execute(dated.order_by(order).limit(1)).scalar() or "2020"
        for order in (standings.day, standings.day.desc())
    )
    ids = select(standings.article).where(standings.matter_id == matters[0]).limit(_SOME)
    articles = _list(connection, ids)
    own = select(standings.article, statements.id).join(
        schema.statements, statements.key == standings.statement_key
    )
    records = connection.execute(own.where(standings.article.in_(articles)).limit(_SOME)).all()
    shown = select(schema.actors.c.shown).where(schema.actors.c.id == actors[0])
    told = connection.execute(select(statements.words).limit(1)).scalar() or "talks"
    return Known(
        matters=[matters[min(n, len(matters) - 1)] for n in _PLACES],
        sides=sides,
        speaker=connection.execute(shown).scalar() or actors[0],
        actors=actors,
        articles=articles,
        outlet=next(iter(_commonest(connection, schema.article_standings.c.outlet, 1)), "none"),
        records=[f"{article}/{record}" for article, record in records],
        words=list(_words(told)),
        day=_between(first, last),
    )


def _commonest(connection: Connection, column: Any, most: int) -> list[str]:  # noqa: ANN401
    query = select(column).where(column.is_not(None)).group_by(column)
    return _list(connection, query.order_by(sql.count().desc(), column).limit(most))


def _list(connection: Connection, query: Select[Any]) -> list[str]:
    return [str(one) for one in connection.execute(query).scalars()]


def _between(first: str, last: str) -> str:
    """Return the day in the middle of two."""
    start, end = (date.fromisoformat(day + "0000-01-01"[len(day) :]) for day in (first, last))
    return str(start + (end - start) / 2)


def _words(told: str) -> Iterator[str]:
    """Yield a long word, a phrase and the beginning of a word of what was said."""
    every = [word.strip('":,.;') for word in told.split()]
    longest = max(every, key=len)
    yield longest
    yield f'"{" ".join(every[-2:])}"'
    yield f"{longest[:3]}*"


def _ledger(known: Known) -> Iterator[str]:
    side, matters, until = _side(known), _matters(known), f"before:{known.day}"
    yield from _each("/", "", side, *matters, until, f"{side} {matters[0]}")
    yield from (_at("/", "", sort=sort) for sort in ("gap", "differing", "name"))
    yield from (_at("/", "", page=page) for page in (2, 20))
    yield _at("/", side, sort="gap")


def _positions(known: Known) -> Iterator[str]:
    both = [f"{_side(known)} {matter}" for matter in _matters(known)]
    yield from _each("/position", *both, *(f"{one} before:{known.day}" for one in both))


def _conditions(known: Known) -> Iterator[str]:
    side, matters = _side(known), _matters(known)
    queries = ("", side, *matters, f"before:{known.day}", f"{side} {matters[0]}")
    yield from _each("/conditions", *queries)
    yield from (_at("/conditions", one, page=2) for one in ("", matters[0]))
    yield _at("/conditions", "", actor=known.sides[0])


def _statements(known: Known) -> Iterator[str]:
    side, matters, speaker = _side(known), _matters(known), _speaker(known)
    largest, word = matters[0], known.words[0]
    yield from _each("/statements", "", side, *matters, speaker, _month(known), *known.words)
    yield from _each("/statements", f"after:{known.day}", f"before:{known.day}")
    yield from _each("/statements", *(f"kind:{kind}" for kind in ("direct", "indirect")))
    yield from _each("/statements", *(f"stance:{stance}" for stance in ("rejects", "none")))
    yield from _each("/statements", *(f"rank:{one}" for one in ("leader", "expert")))
    yield from _each("/statements", f"{side} rank:leader", f"{largest} rank:leader")
    yield from _each("/statements", *(f"sourcing:{one}" for one in ("named", "anonymous")))
    yield from _each("/statements", *(f"language:{code}" for code in ("en", "ru")))
    yield from _each("/statements", "has:condition", "reported:factive", _outlet(known))
    yield from _each("/statements", f"{side} {largest}", f"{largest} stance:rejects")
    yield from _each("/statements", f"{speaker} {largest}", f"{side} has:condition")
    yield from _each("/statements", f"{largest} {word}", f"{side} {known.words[1]}")
    yield from _each("/statements", f"{largest} has:condition after:{known.day}")
    for query in ("", side, largest):
        yield from (_at("/statements", query, page=page) for page in (2, 20))


def _articles(known: Known) -> Iterator[str]:
    side, largest = _side(known), _matters(known)[0]
    yield from _each("/articles", "", side, *_matters(known), _speaker(known), _month(known))
    yield from _each("/articles", "language:en", "language:ru", _outlet(known), *known.words)
    yield from _each("/articles", f"{side} {known.words[0]}", f"{largest} stance:rejects")
    yield from (_at("/articles", "", page=page) for page in (2, 100))


def _reader(known: Known) -> Iterator[str]:
    queries = ("", _side(known), _matters(known)[0], known.words[0], _month(known))
    for article in known.articles:
        yield from _each(f"/articles/{quote(article)}", *queries)


def _events(known: Known) -> Iterator[str]:
    side, month = _side(known), _month(known)
    yield from _each("/events", "", side, "type:CONSULT", month, f"{side} {month}")
    yield from (_at("/events", "", page=page) for page in (2, 20))


def _actor(known: Known) -> Iterator[str]:
    queries = ("", _month(known), _matters(known)[0], "stance:rejects", f"known:{known.day}")
    for actor in known.actors[:3]:
        yield from _each(f"/actors/{quote(actor)}", *queries)


def _matter(known: Known) -> Iterator[str]:
    queries = ("", _side(known), _month(known), "stance:rejects", known.words[0])
    for matter in known.matters:
        yield from _each(f"/matters/{quote(matter)}", *queries)


def _changing(known: Known) -> Iterator[str]:
    yield from (f"/actors/{quote(one)}/change" for one in known.actors[:2])
    yield from (f"/matters/{quote(one)}/change" for one in known.matters)


_PAGES: dict[str, Callable[[Known], Iterable[str]]] = {
    "ledger": _ledger,
    "position": _positions,
    "conditions": _conditions,
    "statements": _statements,
    "articles": _articles,
    "reader": _reader,
    "events": _events,
    "actors": lambda known: _each("/actors", "", known.speaker.split()[0], _speaker(known)),
    "actor": _actor,
    "matters": lambda known: [*_each("/matters", "", _matters(known)[0]), "/matters?page=2"],
    "matter": _matter,
    "sources": lambda known: _each("/sources", "", known.outlet.split()[0]),
    "brief": lambda known: _each("/brief", "", _matters(known)[0], _side(known)),
    "record": lambda known: [f"/records/{one}" for one in known.records],
    "cite": lambda known: [f"/statements/{one}/cite" for one in known.records],
    "change": _changing,
    "add": lambda _: ["/add"],
    "decisions": lambda _: ["/decisions"],
    f"ledger{THEN}": lambda known: [
        *_then(known, "/", "", _side(known), _matters(known)[0]),
        _at("/", f"known:{known.day}", page=2),
        _at("/", f"known:{known.day}", sort="gap"),
    ],
    f"position{THEN}": lambda known: _then(
        known, "/position", *(f"{_side(known)} {matter}" for matter in _matters(known))
    ),
    f"conditions{THEN}": lambda known: _then(
        known, "/conditions", "", _side(known), _matters(known)[0]
    ),
    f"statements{THEN}": lambda known: _then(
        known, "/statements", "", _side(known), *_matters(known), _speaker(known), *known.words
    ),
    f"articles{THEN}": lambda known: _then(
        known, "/articles", "", _side(known), _matters(known)[0]
    ),
    f"events{THEN}": lambda known: _then(known, "/events", "", _side(known)),
    f"matter{THEN}": lambda known: [
        _at(f"/matters/{quote(matter)}", f"known:{known.day}") for matter in known.matters
    ],
    f"sources{THEN}": lambda known: _then(known, "/sources", ""),
}


def _side(known: Known) -> str:
    return f'side:"{known.sides[0]}"'


def _matters(known: Known) -> list[str]:
    return [f"matter:{matter}" for matter in known.matters]


def _speaker(known: Known) -> str:
    return f'speaker:"{known.speaker}"'


def _outlet(known: Known) -> str:
    return f'outlet:"{known.outlet}"'


def _month(known: Known) -> str:
    return f"after:{known.day[:7]} before:{known.day[:7]}"


def _each(path: str, *queries: str) -> Iterator[str]:
    return (_at(path, query) for query in queries)


def _then(known: Known, path: str, *queries: str) -> list[str]:
    return [_at(path, f"known:{known.day} {query}".strip()) for query in queries]


def _at(path: str, query: str, **more: str | int) -> str:
    told = {**({"q": query} if query else {}), **more}
    return f"{path}?{urlencode(told)}" if told else path
