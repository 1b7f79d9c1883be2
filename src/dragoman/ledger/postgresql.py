"""A ledger in a PostgreSQL database: how it is connected to, and how its transactions begin.

Readers see one snapshot each (REPEATABLE READ, read-only) and wait for nobody. Writers queue for
an advisory lock and then see all that was committed before, as those of SQLite do. Words sort
by their code points (COLLATE "C"), and rows are numbered on from the highest: so the two kinds
of database keep the same rows in the same order.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Engine, QueuePool, Text, create_engine, event, text
from sqlalchemy.dialects.postgresql.base import PGTypeCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from dragoman.errors import LedgerError, LedgerForeign
from dragoman.ledger.columns import metadata

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
READ_ONLY = "Ask for the right to write, or name another ledger with --ledger."
"""What to do about a ledger that may only be read."""

_TURN = 0x44524147
"""The advisory lock that a writer holds: `DRAG` in ASCII."""

_MARK = "A ledger of Dragoman"
"""What the comment on the table of revisions says, so that we know the ledger for ours."""

_WAY = "Write it as postgresql://USER@HOST/DATABASE."
_WAIT_TO_CONNECT = 10
_SHOWN = ("host", "port")


def is_address(path_or_url: object) -> bool:
    """Return whether a ledger's name is the address of a PostgreSQL database."""
    return isinstance(path_or_url, str) and path_or_url.partition("://")[0] in SCHEMES


def address_of(url: str) -> URL:
    """Return the address that a URL writes; the message for a wrong one repeats none of it."""
    scheme = url.partition("://")[0]
    try:
        address = make_url(f"postgresql{url.removeprefix(scheme)}")
    except (ArgumentError, ValueError) as error:
        raise LedgerError(f"{scheme}://...: this is no address of a database. {_WAY}") from error
    if not address.database and "service" not in address.query:
        raise LedgerError(f"{shown(address)}: this names no database. {_WAY}")
    return address.set(drivername="postgresql+psycopg")


def shown(address: URL) -> str:
    """Return an address as messages show it, without password and settings."""
    query = {name: value for name, value in address.query.items() if name in _SHOWN}
    plain = address.set(drivername="postgresql", query=query)
    # Not `hide_password`, which leaves three stars behind.
    return URL.create(
        plain.drivername, plain.username, None, plain.host, plain.port, plain.database, plain.query
    ).render_as_string()


def named(path_or_url: object) -> str:
    """Return a ledger's name, of a file or a database, as messages show it."""
    return shown(address_of(str(path_or_url))) if is_address(path_or_url) else str(path_or_url)


def engine_of(address: URL, busy_seconds: float) -> Engine:
    """Return the engine of a database, which waits so long for another's lock."""
    settings: dict[str, Any] = {
        "connect_timeout": _WAIT_TO_CONNECT,
        "fallback_application_name": "dragoman",
        "client_encoding": "utf8",
    }
    for name in address.query:
        settings.pop(name, None)
    try:
        # A server may be started again while a page server or a watch goes on: hence the ping.
        engine = create_engine(
            address,
            poolclass=QueuePool,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=settings,
        )
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"{shown(address)}: the driver for PostgreSQL is not installed. Install it: "
            "pip install 'dragoman[postgresql]'"
        ) from error
    engine.dialect.type_compiler_instance = _ByCodePoints(engine.dialect)

    def settle(connection: Any, _: object) -> None:  # noqa: ANN401, the driver's own
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {max(1, int(busy_seconds * 1000))}")
            # Compiling a query takes longer than any query of a view.
            cursor.execute("SET jit = off")
        connection.commit()

    event.listen(engine, "connect", settle)
    event.listen(engine, "begin", _begin)
    return engine


def is_fresh(connection: Connection, where: str) -> bool:
    """Return whether nothing is in the database yet, False for a ledger.

    Raises LedgerForeign for the tables of another program, LedgerError where nothing can be kept.
    """
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise LedgerError(
            f"{where}: this database keeps its words as {encoding}. Make one that keeps them as "
            "UTF8: createdb -E UTF8 -T template0 NAME"
        )
    if connection.execute(_HAS_MARK, {"mark": _MARK}).scalar():
        return False
    if connection.execute(_SCHEMA).scalar() is None:
        raise LedgerError(
            f"{where}: no schema of the search path is there. Make one, or set another."
        )
    if connection.execute(_TABLES).scalar_one():
        raise LedgerForeign(
            f"{where}: this database holds tables of another program, and was left as it is. "
            "Make a database for the ledger (createdb NAME), and name that with --ledger."
        )
    return True


def may_write(connection: Connection) -> bool:
    """Return whether this user can add articles to the ledger, here and now."""
    return bool(connection.execute(_MAY_WRITE).scalar())


def mark(connection: Connection) -> None:
    """Say in a new database that it holds a ledger."""
    connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_MARK}'")


def number_on(connection: Connection) -> None:
    """Have new rows numbered on from the highest, as in SQLite.

    Else a transaction that was given up leaves a gap, and rows that were copied stand in the way.
    """
    connection.exec_driver_sql(_numbering())


_HAS_MARK = text(
    "SELECT obj_description(to_regclass('alembic_version'), 'pg_class') IS NOT DISTINCT FROM :mark"
)
_SCHEMA = text("SELECT current_schema()")
_TABLES = text(
    "SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) "
    "AND relkind IN ('r', 'p', 'v', 'm', 'f')"
)
_MAY_WRITE = text(
    "SELECT NOT pg_is_in_recovery() "
    "AND current_setting('default_transaction_read_only') = 'off' "
    "AND coalesce(has_table_privilege(to_regclass('articles'), 'INSERT'), true)"
)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    if not writes:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    # READ COMMITTED: what is read after the wait is what the one before has written.
    connection.exec_driver_sql(
        "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE; "
        f"SELECT pg_advisory_xact_lock({_TURN})"
    )
    if writes != "schema":
        number_on(connection)


@cache
def _numbering() -> str:
    numbered = [
        (table.name, column.name)
        for table in metadata.sorted_tables
        if (column := table.autoincrement_column) is not None
    ]
    return "SELECT " + ", ".join(
        f"setval('{table}_{key}_seq', (SELECT coalesce(max({key}), 0) + 1 FROM {table}), false)"
        for table, key in numbered
    )


class _ByCodePoints(PGTypeCompiler):
    """Columns of words sort by code points, whatever the collation of the database."""

    def visit_TEXT(self, type_: Text, **given: Any) -> str:  # noqa: N802, ANN401
        """Return the type of a column, or of a value that is cast."""
        plain = super().visit_TEXT(type_, **given)
        is_column = isinstance(given.get("type_expression"), Column)
        return f'{plain} COLLATE "C"' if is_column and not type_.collation else plain
