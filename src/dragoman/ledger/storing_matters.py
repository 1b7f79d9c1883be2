"""Matters, the words that articles have for them, and what is part of what, as articles come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.case import case_of_article
from dragoman.ledger.derived_rows import held, matter_row, points_to
from dragoman.ledger.matter_decisions import decided_matters
from dragoman.ledger.schema_known import condition_standings_before, standings_before
from dragoman.ledger.standing import Ruling, Standing
from dragoman.ledger.writing import Keys, fill


def ruling_on(connection: Connection, article_key: int) -> Ruling:
    """Return what rules over an article's words for matters."""
    ruled = decided_matters(connection).ruled
    return Ruling(case_of_article(connection, article_key), ruled)


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
        delete(wordings).where(
            wordings.c.matter_id.in_(matter_ids),
            wordings.c.count <= 0,
            ~exists().where(
                standings_before.c.matter_id == wordings.c.matter_id,
                standings_before.c.wording == wordings.c.words,
            ),
        )
    )
    naming = (schema.condition_standings, condition_standings_before, standings_before)
    connection.execute(
        delete(matters).where(
            matters.c.id.in_(matter_ids),
            ~exists().where(wordings.c.matter_id == matters.c.id),
            *(~exists().where(table.c.matter_id == matters.c.id) for table in naming),
            ~exists().where(others.c.root == matters.c.id, others.c.id != matters.c.id),
            matters.c.id.not_in(decided_matters(connection).named),
        )
    )


def store_matters(connection: Connection, found: Standing, *, earlier: bool = False) -> None:
    """Store the matters that an article's statements and conditions are about, and their words.

    The words of an `earlier` version count for nothing.
    """
    told = [(one.matter, one.statement.matter) for one in found.statements]
    named = Counter((key, words) for key, words in told if key and words)
    keys = {key.id: key for key, _ in named}
    keys |= {one.matter.id: one.matter for one in found.conditions if one.matter}
    if not keys:
        return
    known_ids = held(connection, schema.matters, keys)
    called = {one.about.key.id: one.about.called for one in found.statements if one.about}
    rows = [
        matter_row(key, called.get(id_))
        for id_, key in sorted(keys.items())
        if id_ not in known_ids
    ]
    fill(connection, schema.matters, rows)
    wordings = schema.wordings.c
    ids = {key.id for key, _ in named}
    rows_known = select(wordings.matter_id, wordings.words).where(wordings.matter_id.in_(ids))
    known = {(row.matter_id, row.words) for row in connection.execute(rows_known)}
    counts = {(key.id, words): 0 if earlier else n for (key, words), n in named.items()}
    steps = [(*one, n) for one, n in sorted(counts.items()) if n and one in known]
    count_wordings(connection, steps)
    fill(
        connection,
        schema.wordings,
        [
            {"matter_id": id_, "words": words, "pointer": points_to(words), "count": n}
            for (id_, words), n in sorted(counts.items())
            if (id_, words) not in known
        ],
    )


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
