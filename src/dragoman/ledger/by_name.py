"""Rows of records that are asked for by their names in the ledger (`a1b2c3d4e5f60718/s17-80`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column, Connection, Row, Select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.keys import record_ref


def rows_by_name(
    connection: Connection, query: Select[Any], own: Column[str], refs: Collection[str]
) -> Iterator[tuple[str, Row[Any]]]:
    """Yield the rows that a query has of those records, each with the name of its record.

    The query is over articles and over the records whose `own` ids are asked for.
    """
    article = schema.articles.c.id
    # Records of many articles go by one id: they are looked up by their article, by no other index.
    id_ = own.concat("")
    named = query.add_columns(article, own)
    for some in chunks(sorted(set(refs))):
        wanted = set(some)
        articles = {ref.partition("/")[0] for ref in some}
        ids = {ref.partition("/")[2] for ref in some}
        for row in connection.execute(named.where(article.in_(articles), id_.in_(ids))):
            ref = record_ref(*row[-2:])
            if ref in wanted:
                yield ref, row
