"""Who else tells of an utterance: the other statements that are one with a statement, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from dragoman.ledger import Ledger, schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.finding import find_article
from dragoman.ledger.keys import record_ref
from dragoman.views.quoting import standing_statements, title
from dragoman.views.telling_rows import Telling, Witness


def tellings_of(connection: Connection, keys: Sequence[int]) -> dict[int, Telling]:
    """Return for each statement that stands what it has to do with other tellings of the same."""
    utterances = _utterances(connection, keys)
    members: dict[int, list[Row[Any]]] = defaultdict(list)
    for some in chunks(sorted(set(utterances.values()))):
        for row in connection.execute(_members().where(schema.tellings.c.utterance.in_(some))):
            members[row.utterance].append(row)
    return {key: _telling(key, members[utterance]) for key, utterance in utterances.items()}


def once(rows: Iterable[tuple[int, int]]) -> list[int]:
    """Return of (statement, utterance) pairs one statement each utterance, in their order.

    It is the one whose words are shown, when it is among them, else the first.
    """
    every = list(rows)
    held = {key for key, _ in every}
    found: dict[int, int] = {}
    for key, utterance in every:
        if key == utterance or utterance not in held:
            found.setdefault(utterance, key)
    return list(found.values())


def told_in_words(every: Sequence[Witness]) -> str | None:
    """Return in how many articles an utterance is told, and why they are one, in a sentence.

    `every` is all its tellings, the first published first.
    """
    told = [
        _same_words([one for one in every if one.reason in (None, "same words")]),
        *(_also(every, reason) for reason in ("same quotation", "paraphrase", "decided")),
    ]
    return "; ".join(filter(None, told)) or None


def told_in(ledger: Ledger, article: str) -> dict[str, str]:
    """Return for the statements of an article, by id, in which others they are told too.

    Raises NotFound.
    """
    with ledger.connect() as connection:
        found = find_article(connection, article)
        statements, told = schema.statements.c, schema.tellings.c
        query = select(statements.key, statements.id).join(
            schema.tellings, told.statement_key == statements.key
        )
        rows = connection.execute(query.where(told.article_key == found.key)).all()
        own = {row.key: row.id for row in rows}
        tellings = tellings_of(connection, list(own))
    return {own[key]: one.told for key, one in tellings.items() if one.told}


def _same_words(every: Sequence[Witness]) -> str | None:
    articles = {one.article for one in every}
    if len(every) < 2:
        return None
    if len(articles) == 1:
        return f"same words {len(every)} times in this article"
    outlets = {one.outlet for one in every}
    if None in outlets or len(outlets) < 2:
        words = f"same words in {len(articles)} articles"
    else:
        words = f"same words in {len(outlets)} outlets"
    return words + _first(every)


def _first(every: Sequence[Witness]) -> str:
    """Return which outlet came first, where the times tell."""
    first, rest = every[0], every[1:]
    if not first.outlet or not first.published:
        return ""
    day, time = first.published[:10], first.published[11:16]
    if time:
        return f", first {first.outlet} {time}"
    later = all(one.published and one.published[:10] > day for one in rest)
    return f", first {first.outlet} {day}" if later else ""


def _also(every: Sequence[Witness], reason: str) -> str | None:
    found = [one for one in every if one.reason == reason]
    shown = next(one for one in every if one.reason is None)
    articles = {one.article for one in found} - {shown.article}
    if not articles:
        return None
    count = f"{len(articles)} other article{'' if len(articles) == 1 else 's'}"
    if reason == "decided":
        return f"also told in {count} (by a person's decision)"
    apart = all(one.day == shown.day for one in found)
    return (
        f"also told in {count} ({reason}: same speaker, {'same day' if apart else 'a day apart'})"
    )


def _utterances(connection: Connection, keys: Sequence[int]) -> dict[int, int]:
    tellings = schema.tellings.c
    found: dict[int, int] = {}
    for some in chunks(keys):
        query = select(tellings.statement_key, tellings.utterance)
        query = query.where(tellings.statement_key.in_(some))
        found.update((key, utterance) for key, utterance in connection.execute(query))
    return found


def _members() -> Any:  # noqa: ANN401
    tellings, statements, standings = schema.tellings, schema.statements.c, schema.standings.c
    return (
        standing_statements(
            tellings.c.statement_key.label("key"),
            tellings.c.utterance,
            tellings.c.moment,
            tellings.c.reason,
            tellings.c.likeness,
            statements.id,
            statements.words,
            standings.article,
            standings.day,
            standings.stance,
            title().label("title"),
            schema.editions.c.outlet,
            schema.editions.c.published,
        )
        .join(tellings, tellings.c.statement_key == standings.statement_key)
        .order_by(tellings.c.moment, standings.article, standings.n)
    )


def _telling(key: int, rows: Sequence[Row[Any]]) -> Telling:
    # As known on a day, the telling whose words are shown today may be unknown yet.
    shown = next((row for row in rows if row.key == row.utterance), rows[0])
    own = next(row for row in rows if row.key == key)
    every = {row.key: _witness(row, shown) for row in rows}
    return Telling(
        utterance=record_ref(shown.article, shown.id),
        reason=every[own.key].reason,
        likeness=every[own.key].likeness,
        witnesses=tuple(one for other, one in every.items() if other != key),
        told=told_in_words(tuple(every.values())),
    )


def _witness(row: Row[Any], shown: Row[Any]) -> Witness:
    other = row.key != shown.key
    return Witness(
        record=record_ref(row.article, row.id),
        article=row.article,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        day=row.day,
        words=row.words,
        stance=row.stance,
        reason=row.reason if other else None,
        likeness=row.likeness if other else None,
    )
