"""Matters, the words that articles have for them, and what is part of what, as articles come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, exists, select, update
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.matter_decisions import decided_matters
from dragoman.ledger.matters import MatterKey
from dragoman.ledger.standing import Standing
from dragoman.ledger.wording import wording
from dragoman.ledger.writing import Keys, fill


def forget_wordings(connection: Connection, article_key: int) -> set[str]:
    """Take an article's words for matters out of the count; return the matters."""
    standings = schema.standings.c
    gone = connection.execute(
        select(standings.matter_id, standings.wording, sql.count())
        .where(standings.article_key == article_key, standings.matter_id.is_not(None))
        .group_by(standings.matter_id, standings.wording)
    ).all()
    count_wordings(connection, [(matter, words, -n) for matter, words, n in gone])
    return {matter for matter, _, _ in gone}


def drop_unused(connection: Connection, matter_ids: set[str]) -> None:
    """Delete those matters that nothing names any more and no person decided about."""
    if not matter_ids:
        return
    matters, wordings, others = schema.matters, schema.wordings, schema.matters.alias()
    connection.execute(
        delete(wordings).where(wordings.c.matter_id.in_(matter_ids), wordings.c.count <= 0)
    )
    conditions = schema.condition_standings.c
    connection.execute(
        delete(matters).where(
            matters.c.id.in_(matter_ids),
            ~exists().where(wordings.c.matter_id == matters.c.id),
            ~exists().where(conditions.matter_id == matters.c.id),
            ~exists().where(others.c.root == matters.c.id, others.c.id != matters.c.id),
            matters.c.id.not_in(decided_matters(connection).named),
        )
    )


def store_matters(connection: Connection, found: Standing) -> None:
    """Store the matters that an article's statements and conditions are about, and their words."""
    told = [(one.matter, one.statement.matter) for one in found.statements]
    named = Counter((key, words) for key, words in told if key and words)
    keys = {key.id: key for key, _ in named}
    keys |= {one.matter.id: one.matter for one in found.conditions if one.matter}
    if not keys:
        return
    held = _held(connection, schema.matters, keys)
    called = {one.about.key.id: one.about.called for one in found.statements if one.about}
    rows = [_matter(key, called.get(id_)) for id_, key in sorted(keys.items()) if id_ not in held]
    fill(connection, schema.matters, rows)
    wordings = schema.wordings.c
    ids = {key.id for key, _ in named}
    rows_known = select(wordings.matter_id, wordings.words).where(wordings.matter_id.in_(ids))
    known = {(row.matter_id, row.words) for row in connection.execute(rows_known)}
    counts = {(key.id, words): n for (key, words), n in named.items()}
    count_wordings(connection, [(*one, n) for one, n in sorted(counts.items()) if one in known])
    fill(
        connection,
        schema.wordings,
        [
            {"matter_id": id_, "words": words, "pointer": _points(words), "count": n}
            for (id_, words), n in sorted(counts.items())
            if (id_, words) not in known
        ],
    )


def _matter(key: MatterKey, called: str | None) -> dict[str, Any]:
    return {
        "id": key.id,
        "root": key.id,
        "parties": json.dumps(key.parties, ensure_ascii=False),
        "subject": " ".join(key.subject),
        "name": None,
        "case_name": called or None,
    }


def _points(words: str) -> int:
    said = wording(words)
    return int(said.points or said.bare)


def count_wordings(connection: Connection, steps: Iterable[tuple[str, str, int]]) -> None:
    """Add to how often matters are called by wordings."""
    wordings = schema.wordings
    rows = [{"matter": m, "wording": w, "step": n} for m, w, n in steps]
    if rows:
        connection.execute(
            update(wordings)
            .where(
                wordings.c.matter_id == bindparam("matter"),
                wordings.c.words == bindparam("wording"),
            )
            .values(count=wordings.c.count + bindparam("step")),
            rows,
        )


def _held(connection: Connection, table: Table, ids: Iterable[str]) -> set[str]:
    wanted = sorted(ids)
    held: set[str] = set()
    for some in chunks(wanted):
        query = select(table.c.id).where(table.c.id.in_(some))
        held.update(connection.execute(query).scalars())
    return held


def part_rows(found: Standing, keys: Keys, article_key: int) -> list[dict[str, Any]]:
    """Return which statements tell that their matter is part of another."""
    return [
        {
            "statement_key": keys.statements[one.n],
            "article_key": article_key,
            "part_id": one.about.key.id,
            "whole_id": one.about.whole.id,
        }
        for one in found.statements
        if one.about and one.about.whole
    ]
