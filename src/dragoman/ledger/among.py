"""Rows narrowed to some of them, by the way that suits how many those are.

Few are looked up one by one. Of many a list is made; of most of all not even that: who reads
rows in an order of their own, and stops at a page, tests each that comes along.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, literal, select
from sqlalchemy import func as sql

FEW, MANY = 20_000, 200_000
"""Statements of which few can be looked up, and a list can be made, in a tenth of a second."""


def among(
    connection: Connection,
    key: ColumnElement[int],
    keys: Select[Any],
    tested: ColumnElement[bool] | None = None,
    few: int = FEW,
    many: int = MANY,
) -> ColumnElement[bool]:
    """Return the condition that a key is among some.

    `tested` is the same condition as it is asked of one row, None where a list will always do.
    """
    each = keys.with_only_columns(literal(1).label("one"), maintain_column_froms=True)
    some = select(sql.count()).select_from(each.limit(many + 1).subquery())
    count = connection.execute(some).scalar_one()
    if count <= few:
        return key.in_(keys)
    # What is computed is looked up in no index.
    return (key + 0).in_(keys) if count <= many or tested is None else tested
