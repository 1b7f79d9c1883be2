"""What is asked of the desk to time it: each page by addresses that its ledger has an answer for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, urlencode

from sqlalchemy import Connection, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema

_PLACES = (0, 3, 20)
"""Matters asked for: the largest, and smaller ones."""


class Known(NamedTuple):
    """What of a ledger is asked for: the commonest of each sort, and days in its middle."""

    matters: list[str]
    sides: list[str]
    speaker: str
    actors: list[str]
    articles: list[str]
    outlet: str
    records: list[str]
    words: list[str]
    month: str
    day: str


def addresses(ledger: Ledger) -> dict[str, list[str]]:
    """Return by page the addresses to ask for; what was known on a day is a page of its own."""
    with ledger.connect() as connection:
        known = _known(connection)
    asked = dict(_addresses(known))
    if not known.articles or not known.matters:
        return {page: ["/" if page == "ledger" else f"/{page}"] for page in _LISTS}
    return asked


_LISTS = ("ledger", "conditions", "statements", "articles", "events", "actors", "matters")


def _known(connection: Connection) -> Known:
    standings, editions = schema.standings.c, schema.editions.c
    count = sql.count()

    def commonest(column: object, most: int) -> list[str]:
        query = select(column).where(column.is_not(None)).group_by(column)  # type: ignore[attr-defined,call-overload]
        return [
            str(one)
            for one in connection.execute(
                query.order_by(count.desc(), column).limit(most)
            ).scalars()
        ]

    matters = commonest(standings.matter_id, max(_PLACES) + 1)
    actors = commonest(schema.mentions.c.actor_id, 5)
    named = select(schema.actors.c.shown).where(schema.actors.c.id.in_(actors))
    dated = select(standings.day).where(standings.day.is_not(None))
    first, last = (
        connection.execute(dated.order_by(order).limit(1)).scalar() or "2020-01-01"
        for order in (standings.day, standings.day.desc())
    )
    day = _between(first, last)
    articles = (
        connection.execute(select(schema.articles.c.id).order_by(schema.articles.c.id).limit(1000))
        .scalars()
        .all()
    )
    records = [
        f"{article}/{record}"
        for article, record in connection.execute(
            select(standings.article, schema.statements.c.id)
            .join(schema.statements, schema.statements.c.key == standings.statement_key)
            .where(standings.article.in_(articles[:3]), standings.n == 0)
        )
    ]
    words = connection.execute(select(schema.statements.c.words).limit(1)).scalar() or "talks"
    return Known(
        matters=[matters[min(n, len(matters) - 1)] for n in _PLACES] if matters else [],
        sides=commonest(standings.side, 2),
        speaker=connection.execute(named.limit(1)).scalar() or "nobody",
        actors=actors,
        articles=list(articles[:: max(1, len(articles) // 5)])[:5],
        outlet=(commonest(editions.outlet, 1) or ["none"])[0],
        records=records,
        words=_words(words),
        month=day[:7],
        day=day,
    )


def _between(first: str, last: str) -> str:
    """Return the day in the middle of two."""
    start, end = (date.fromisoformat(f"{day}-01-01"[:10]) for day in (first, last))
    return str(start + (end - start) / 2)


def _words(told: str) -> list[str]:
    """Return a long word, a short phrase and the beginning of a word of what was said."""
    every = told.split()
    longest = max(every, key=len)
    return [longest, f'"{" ".join(every[-2:])}"', f"{longest[:3]}*", f"{longest} {every[-1]}"]


def _addresses(known: Known) -> Iterator[tuple[str, list[str]]]:
    if not known.matters or not known.sides:
        return
    largest, side = known.matters[0], known.sides[0]
    on = [f"matter:{matter}" for matter in known.matters]
    of, since, until = f"side:{side}", f"after:{known.month}", f"before:{known.month}"
    then = f"known:{known.day}"
    places = [""]
    yield (
        "ledger",
        [
            *_asked("/", "", of, *on, until, f"{of} {on[0]}"),
            *(_at("/", "", sort=sort) for sort in ("gap", "differing", "name")),
            *(_at("/", "", page=page) for page in (2, 20)),
            _at("/", of, sort="gap"),
        ],
    )
    yield (
        "ledger, as known",
        [
            *_asked("/", then, f"{then} {of}", f"{then} {on[0]}"),
            _at("/", then, page=2),
            _at("/", then, sort="gap"),
        ],
    )
    yield (
        "position",
        [
            *_asked("/position", *(f"{of} {one}" for one in _with(known, on))),
            *_asked("/position", *(f"{of} {one} {until}" for one in _with(known, on))),
        ],
    )
    yield (
        "position, as known",
        _asked("/position", *(f"{then} {of} {one}" for one in _with(known, on))),
    )
    yield (
        "conditions",
        [
            *_asked("/conditions", "", of, *on, until, f"{of} {on[0]}"),
            _at("/conditions", "", page=2),
            _at("/conditions", "", actor=side),
            _at("/conditions", on[0], page=2),
        ],
    )
    yield "conditions, as known", _asked("/conditions", then, f"{then} {of}", f"{then} {on[0]}")
    speaker, month = f'speaker:"{known.speaker}"', f"{since} {until}"
    narrowed = [
        "",
        of,
        *on,
        speaker,
        month,
        since,
        until,
        "kind:direct",
        "kind:indirect",
        "has:condition",
        "stance:rejects",
        "stance:none",
        "sourcing:named",
        "sourcing:anonymous",
        "reported:factive",
        "language:en",
        "language:ru",
        f'outlet:"{known.outlet}"',
        f"{of} {on[0]}",
        f"{on[0]} stance:rejects",
        f"{speaker} {on[0]}",
        f"{of} has:condition",
        f"{on[0]} has:condition {since}",
        *known.words,
        f"{on[0]} {known.words[0]}",
        f"{of} {known.words[1]}",
    ]
    yield (
        "statements",
        [
            *_asked("/statements", *narrowed),
            *(_at("/statements", one, page=page) for one in ("", of, on[0]) for page in (2, 20)),
        ],
    )
    yield (
        "statements, as known",
        [
            *_asked(
                "/statements",
                *(
                    f"{then} {one}".strip()
                    for one in (
                        "",
                        of,
                        *on,
                        speaker,
                        month,
                        "has:condition",
                        "kind:direct",
                        known.words[0],
                    )
                ),
            ),
            _at("/statements", then, page=2),
        ],
    )
    yield (
        "articles",
        [
            *_asked(
                "/articles",
                "",
                of,
                *on,
                speaker,
                month,
                since,
                "language:en",
                f'outlet:"{known.outlet}"',
                *known.words,
                f"{of} {known.words[0]}",
                f"{on[0]} stance:rejects",
            ),
            _at("/articles", "", page=2),
            _at("/articles", "", page=100),
        ],
    )
    yield "articles, as known", _asked("/articles", then, f"{then} {of}", f"{then} {on[0]}")
    yield (
        "reader",
        [
            _at(f"/articles/{one}", q)
            for one in known.articles
            for q in ("", of, on[0], known.words[0], month)
        ],
    )
    yield (
        "events",
        [
            *_asked(
                "/events",
                "",
                of,
                "type:consult",
                "type:CONSULT " + of if False else of + " " + month,
                month,
                until,
            ),
            _at("/events", "", page=2),
            _at("/events", "", page=20),
        ],
    )
    yield "events, as known", _asked("/events", then, f"{then} {of}")
    yield (
        "actors",
        [*_asked("/actors", "", known.speaker.split()[0], speaker), _at("/actors", "", page=2)],
    )
    yield (
        "actor",
        [
            _at(f"/actors/{quote(one)}", q)
            for one in known.actors[:3]
            for q in ("", month, on[0], "stance:rejects", then)
        ],
    )
    yield "matters", [*_asked("/matters", "", on[0]), _at("/matters", "", page=2)]
    yield (
        "matter",
        [
            _at(f"/matters/{quote(one)}", q)
            for one in known.matters
            for q in ("", of, month, "stance:rejects", known.words[0])
        ],
    )
    yield "matter, as known", [_at(f"/matters/{quote(one)}", then) for one in known.matters]
    yield "sources", [*_asked("/sources", "", known.outlet.split()[0]), _at("/sources", "", page=2)]
    yield "sources, as known", _asked("/sources", then)
    yield "record", [f"/records/{one}" for one in known.records]
    yield "cite", [f"/statements/{one}/cite" for one in known.records]
    yield (
        "change",
        [
            *(f"/actors/{quote(one)}/change" for one in known.actors[:2]),
            *(f"/matters/{quote(one)}/change" for one in known.matters),
        ],
    )
    yield "add", ["/add"]
    yield "decisions", ["/decisions"]


def _with(known: Known, on: list[str]) -> list[str]:
    return on


def _asked(path: str, *queries: str) -> list[str]:
    return [_at(path, query) for query in queries]


def _at(path: str, query: str, **more: str | int) -> str:
    told = {**({"q": query} if query else {}), **more}
    return f"{path}?{urlencode(told)}" if told else path
