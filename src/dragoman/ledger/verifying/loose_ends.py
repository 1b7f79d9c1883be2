"""Rows that do not fit together in ways that no foreign key forbids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from dragoman.ledger.copying import ROWS
from dragoman.ledger.verifying.finding import COPY, MEND, Check, Finding


class _Rule(NamedTuple):
    """What must not be: the query gives where it is."""

    what: str
    where: str
    query: str
    mended: bool = False


_RECORDS = ("statements", "conditions", "events", "claims")

_RULES = (
    _Rule(
        "an article has no current reading",
        "article",
        "SELECT a.id FROM articles a WHERE NOT EXISTS "
        "(SELECT 1 FROM readings r WHERE r.article_key = a.key AND r.current)",
    ),
    _Rule(
        "a reading is of another article's edition",
        "reading",
        "SELECT r.digest FROM readings r JOIN editions e ON e.key = r.edition_key "
        "WHERE e.article_key <> r.article_key",
    ),
    _Rule(
        "nobody has read an edition",
        "edition of article",
        "SELECT a.id FROM editions e JOIN articles a ON a.key = e.article_key WHERE NOT EXISTS "
        "(SELECT 1 FROM readings r WHERE r.edition_key = e.key)",
    ),
    *(
        _Rule(
            "two records of one reading have one id",
            f"{table} of reading",
            f"SELECT r.digest || ', ' || t.id FROM {table} t JOIN readings r "
            "ON r.key = t.reading_key GROUP BY r.digest, t.id HAVING count(*) > 1",
        )
        for table in _RECORDS
    ),
    *(
        _Rule(
            "a record stands in a statement that is not there",
            f"{table} of reading",
            f"SELECT r.digest || ', ' || t.id FROM {table} t JOIN readings r "
            f"ON r.key = t.reading_key WHERE t.{column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
            f"statements s WHERE s.reading_key = t.reading_key AND s.id = t.{column})",
        )
        for table, column in (
            ("statements", "within"),
            ("conditions", "statement"),
            ("events", "statement"),
            ("claims", "statement"),
        )
    ),
    _Rule(
        "a decision is on an article that is not there",
        "decision",
        "SELECT d.id || ' on ' || d.ref FROM decisions d WHERE d.subject IN "
        "('statement', 'condition', 'event') AND NOT EXISTS "
        "(SELECT 1 FROM articles a WHERE a.id = substr(d.ref, 1, 17))",
    ),
    *(
        _Rule(
            "what it counts as is not there, or counts as something else",
            table,
            f"SELECT t.id FROM {table} t LEFT JOIN {table} o ON o.id = t.root "
            "WHERE o.id IS NULL OR o.root <> o.id",
            mended=True,
        )
        for table in ("actors", "matters")
    ),
    _Rule(
        "a statement stands though its article's current reading does not have it",
        "standings of statement",
        "SELECT s.statement_key || '' FROM standings s JOIN statements t ON t.key = s.statement_key"
        " JOIN readings r ON r.key = t.reading_key WHERE NOT r.current "
        "OR r.article_key <> s.article_key",
        mended=True,
    ),
    _Rule(
        "a telling is of an utterance that is not there",
        "tellings of statement",
        "SELECT t.statement_key || '' FROM tellings t LEFT JOIN tellings u "
        "ON u.statement_key = t.utterance WHERE u.utterance IS NULL OR u.utterance <> t.utterance",
        mended=True,
    ),
)


def loose_ends(connection: Connection) -> Iterator[Finding]:
    """Yield what does not fit together."""
    for rule in _RULES:
        check: Check = "derived" if rule.mended else "links"
        remedy = MEND if rule.mended else COPY
        rows = connection.execute(text(rule.query).execution_options(yield_per=ROWS))
        for row in rows.scalars():
            yield Finding(check, rule.what, f"{rule.where} {row}", remedy)
