"""A ledger asked as if on an earlier day: the same tables, with what was known by then.

For the length of a connection, views that go by the names of the ledger's tables stand before
them: whatever is asked finds only what was known on that day, by the same indexes. Nothing is
written to the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, String, Table, literal, select, text

from dragoman.ledger import schema
from dragoman.ledger.schema_known import articles_known, stances_before


@contextmanager
def asked_on(connection: Connection, day: str) -> Iterator[None]:
    """Have a connection see the ledger as it was known at the end of a day (`YYYY-MM-DD`)."""
    if connection.dialect.name == "postgresql":
        # Nothing else may be said before it. The views go with the transaction, see below.
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")
    shadows = _shadows(connection, day)
    before = connection.begin_nested() if connection.dialect.name == "postgresql" else None
    for name, query in shadows.items():
        connection.execute(text(f"CREATE TEMPORARY VIEW {name} AS {query}".replace(":", "\\:")))
    if before is not None:
        # Plans that the driver has made for the tables would go on to be used.
        connection.exec_driver_sql("DISCARD PLANS")
    try:
        yield
    finally:
        if before is not None:
            before.rollback()
        else:
            for name in shadows:
                connection.execute(text(f"DROP VIEW temp.{name}"))


def _shadows(connection: Connection, day: str) -> dict[str, str]:
    """Return what each table's view says, by the table's name."""
    queries = _queries(connection, day)
    schema_name = connection.dialect.default_schema_name
    tables = connection.dialect.identifier_preparer.quote(schema_name or "main")
    return {name: query.replace("main.", f"{tables}.") for name, query in queries.items()}


def _queries(connection: Connection, day: str) -> dict[str, str]:
    on = str(
        literal(day, String()).compile(
            dialect=connection.dialect, compile_kwargs={"literal_binds": True}
        )
    )
    earlier = _some_earlier(connection, day)
    known = (
        "EXISTS (SELECT 1 FROM main.articles_known k "
        f"WHERE k.article_key = t.article_key AND k.known <= {on}"
    )
    shadows = {}
    for table in (schema.standings, schema.condition_standings, schema.event_standings):
        shadows[table.name] = _rows(table, "", f"{known})")
        if earlier:
            shadows[table.name] += _and(_rows(table, "_before", f"{known} AND k.until > {on})"))
    for table in (schema.fulfilments, schema.claim_standings):
        shadows[table.name] = _rows(table, "", f"{known})")
    shadows["tellings"] = _rows(schema.tellings, "", f"{known})")
    if earlier:
        shadows["tellings"] += _and(_tellings_before(f"{known} AND k.until > {on})"))
    shadows["stances"] = _rows(schema.stances, "", f"t.known <= {on}")
    shadows["stances_retold"] = _rows(schema.stances_retold, "", f"{known})")
    if _some_counted(connection, day):
        # What counts today, and did not then, told of what another telling stood for.
        counted = f"t.known <= {on} AND t.until > {on}"
        shadows["stances"] += _and(_rows(schema.stances, "_before", counted))
        for rows in (
            _rows(schema.stances, "", f"t.known > {on} AND {known})"),
            _rows(schema.stances, "_before", f"NOT ({counted}) AND {known} AND k.until > {on})"),
        ):
            shadows["stances_retold"] += _and(rows)
    shadows["readings"] = _rows(schema.readings, "", f"{known})")
    shadows["versions"] = _versions(on)
    return shadows


def _rows(table: Table, suffix: str, where: str) -> str:
    columns = ", ".join(f"t.{column.name}" for column in table.c)
    return f"SELECT {columns} FROM main.{table.name}{suffix} AS t WHERE {where}"


def _and(query: str) -> str:
    return f" UNION ALL {query}"


def _tellings_before(where: str) -> str:
    """Return the tellings of earlier versions, each one with what its successor is one with."""
    now = (
        "coalesce((SELECT n.utterance FROM main.tellings n "
        "WHERE n.statement_key = t.utterance), t.utterance)"
    )
    rows = _rows(schema.tellings, "_before", where)
    return rows.replace("t.utterance", f"{now} AS utterance", 1)


def _versions(on: str) -> str:
    columns = ", ".join(
        f"(k.until IS NULL OR k.until > {on}) AS current" if name == "current" else f"t.{name}"
        for name in schema.versions.c.keys()  # noqa: SIM118 (a collection, not a dict)
    )
    return (
        f"SELECT {columns} FROM main.versions AS t JOIN main.articles_known AS k "
        f"ON k.article_key = t.article_key AND k.known <= {on}"
    )


def _some_earlier(connection: Connection, day: str) -> bool:
    """Return whether an earlier version of some article was the latest on that day."""
    table = articles_known.c
    query = select(table.article_key).where(table.until > day, table.known <= day).limit(1)
    return connection.execute(query).first() is not None


def _some_counted(connection: Connection, day: str) -> bool:
    table = stances_before.c
    query = select(table.statement_key).where(table.until > day, table.known <= day).limit(1)
    return connection.execute(query).first() is not None
