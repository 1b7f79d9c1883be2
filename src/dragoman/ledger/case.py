"""What the dossiers that articles were read with say of matters, kept with the ledger.

A reading knows its dossier by digest only, while what follows from it is made anew at any time:
after a decision, when another version comes, when the ledger is upgraded.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from dragoman.ledger import schema
from dragoman.ledger.writing import fill
from dragoman.vocabulary.case_matters import COLUMNS, FILE, NO_CASE, CaseMatters, case_of
from dragoman.vocabulary.dossier import Dossier


def know_dossier(connection: Connection, dossier: Dossier) -> None:
    """Keep what a dossier says of matters, unless it is kept already."""
    table, rows = schema.dossier_matters, dossier.rows(FILE)
    held = select(table.c.n).where(table.c.dossier == dossier.digest).limit(1)
    if rows and connection.execute(held).first() is None:
        fill(
            connection,
            table,
            [
                {"dossier": dossier.digest, "n": n} | {name: row.get(name, "") for name in COLUMNS}
                for n, row in enumerate(rows)
            ],
        )


def case_of_article(connection: Connection, article_key: int) -> CaseMatters:
    """Return the matters of the dossier with which an article's current reading was made."""
    table, readings = schema.dossier_matters, schema.readings
    query = (
        select(*(table.c[name] for name in COLUMNS))
        .join(readings, readings.c.dossier == table.c.dossier)
        .where(readings.c.article_key == article_key, readings.c.current)
        .order_by(table.c.n)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return case_of(rows) if rows else NO_CASE
