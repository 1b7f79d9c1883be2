"""The tables of a ledger on a server: whether they are whole, linked, and as they should be.

What PostgreSQL keeps to by itself is asked for all the same: a constraint can be switched off, and
rows put back from elsewhere while it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, Inspector, create_engine, inspect, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlalchemy.types import TypeEngine

from dragoman.ledger.copying import ROWS
from dragoman.ledger.database import upgraded
from dragoman.ledger.verifying import shapes as tables
from dragoman.ledger.verifying.finding import COPY, Finding
from dragoman.ledger.verifying.shapes import Part

Shape = dict[str, frozenset[Part]]

_WORDS = ("statement_search", "article_search")
_DAMAGED = ("XX001", "XX002")
_AMCHECK = text(
    "SELECT quote_ident(n.nspname) AS home FROM pg_extension e "
    "JOIN pg_namespace n ON n.oid = e.extnamespace "
    "JOIN pg_proc p ON p.pronamespace = n.oid AND p.proname IN ('bt_index_check', 'verify_heapam') "
    "WHERE e.extname = 'amcheck' GROUP BY n.nspname "
    "HAVING bool_and(has_function_privilege(p.oid, 'EXECUTE')) AND count(*) > 2"
)
_TREES = text(
    "SELECT c.oid, c.relname FROM pg_class c JOIN pg_am a ON a.oid = c.relam "
    "JOIN pg_index i ON i.indexrelid = c.oid "
    "WHERE c.relnamespace = to_regnamespace(current_schema()) AND a.amname = 'btree' "
    "AND i.indisvalid AND i.indisready ORDER BY c.relname"
)
_HEAPS = text(
    "SELECT oid, relname FROM pg_class WHERE relnamespace = to_regnamespace(current_schema()) "
    "AND relkind = 'r' ORDER BY relname"
)
_ODD = tuple(
    (what, text(f"{query} = to_regnamespace(current_schema()) ORDER BY 1"))
    for what, query in (
        (
            "an index is not valid",
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND c.relnamespace",
        ),
        (
            "a constraint was never checked",
            "SELECT conname FROM pg_constraint WHERE NOT convalidated AND connamespace",
        ),
        (
            "a constraint is switched off",
            "SELECT DISTINCT CAST(c.relname AS text) FROM pg_trigger t "
            "JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgisinternal AND t.tgenabled <> 'O' AND c.relnamespace",
        ),
        (
            "its words do not sort by their code points",
            "SELECT DISTINCT CAST(c.relname AS text) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid "
            "JOIN pg_collation l ON l.oid = a.attcollation WHERE a.atttypid = 'text'::regtype "
            "AND NOT a.attisdropped AND c.relkind = 'r' AND l.collname <> 'C' AND c.relnamespace",
        ),
    )
)
_REBUILT = "Make it again (REINDEX, VALIDATE CONSTRAINT, ENABLE TRIGGER) as the tables' owner."


def amcheck(connection: Connection) -> str | None:
    """Return the schema of the extension that checks pages, None where it may not be used."""
    found = connection.execute(_AMCHECK).scalar()
    return None if found is None else str(found)


def broken(connection: Connection) -> Iterator[Finding]:
    """Yield what is wrong with pages and indexes, as far as the server lets us look."""
    home = amcheck(connection)
    if home is None:
        return
    heap = text(f"SELECT msg FROM {home}.verify_heapam(CAST(:at AS oid)) LIMIT 1")
    for at, name in connection.execute(_HEAPS).all():
        told = connection.execute(heap, {"at": at}).scalar()
        if told is not None:
            yield Finding("file", str(told), name, COPY)
    tree = text(f"SELECT {home}.bt_index_check(CAST(:at AS oid), true)")
    for at, name in connection.execute(_TREES).all():
        try:
            with connection.begin_nested():
                connection.execute(tree, {"at": at})
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _DAMAGED:
                raise
            what = str(error.orig).splitlines()[0]
            yield Finding("file", what, name, f"Make it again: REINDEX INDEX {name}")


def misshapen(connection: Connection, revision: str, found: Shape) -> Iterator[Finding]:
    """Yield the tables and indexes that are not as they are at a revision of the schema."""
    yield from tables.misshapen(_wanted(revision), found, revision)
    for what, query in _ODD:
        for name in connection.execute(query).scalars():
            yield Finding("schema", what, str(name), _REBUILT)


def unlinked(connection: Connection, revision: str, found: Shape) -> Iterator[Finding]:
    """Yield the rows that point to rows which are not there, of tables that are as they should."""
    wanted = _wanted(revision)
    for table in sorted(wanted):
        if found.get(table) != wanted[table]:
            continue
        (keys,) = (part[2] for part in wanted[table] if part[0] == "key")
        for start, target, end in sorted(
            part[2:] for part in wanted[table] if part[0] == "link" and part[3] in found
        ):
            query = _orphans(table, keys, start, target, end)
            for row in connection.execute(text(query).execution_options(yield_per=ROWS)):
                what = f"a row points to one of {target} that is not there"
                where = f"{table}, row {', '.join(map(str, row))}"
                yield Finding("links", what, where, COPY)


def _orphans(
    table: str, keys: tuple[str, ...], start: tuple[str, ...], target: str, end: tuple[str, ...]
) -> str:
    there = " AND ".join(f'o."{b}" = t."{a}"' for a, b in zip(start, end, strict=True))
    told = ", ".join(f't."{key}"' for key in keys)
    given = " AND ".join(f't."{name}" IS NOT NULL' for name in start)
    return (
        f'SELECT {told} FROM "{table}" t WHERE {given} '
        f'AND NOT EXISTS (SELECT 1 FROM "{target}" o WHERE {there}) ORDER BY {told}'
    )


def shapes(connection: Connection) -> Shape:
    """Return what each table is made of, in words that both kinds of database share."""
    inspector = inspect(connection)
    return {name: _shape(inspector, name) for name in inspector.get_table_names()}


@cache
def _wanted(revision: str) -> Shape:
    """Return the shapes of a revision's tables, as its migrations make them."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            upgraded(connection, revision)
            made = shapes(connection)
    finally:
        engine.dispose()
    plain = {name: shape for name, shape in made.items() if "_search" not in name}
    return plain | {name: _words_shape(name) for name in _WORDS}


def _words_shape(name: str) -> frozenset[Part]:
    """Return the shape of a table that SQLite has in its own way."""
    columns = {("column", "key", int, False), ("column", "n", int, False)}
    words = ("column", "words", "words", False)
    index = ("index", f"ix_{name}_words", ("words",), False)
    return frozenset({("key", "key", ("key", "n")), *columns, words, index})


def _shape(inspector: Inspector, name: str) -> frozenset[Part]:
    keys = inspector.get_pk_constraint(name)["constrained_columns"]
    parts: set[Part] = {("key", "key", tuple(keys))}
    for column in inspector.get_columns(name):
        may_lack = column["nullable"] and column["name"] not in keys
        sort = "words" if isinstance(column["type"], TSVECTOR) else _sort_of(column["type"])
        parts.add(("column", column["name"], sort, may_lack))
    for link in inspector.get_foreign_keys(name):
        start, end = tuple(link["constrained_columns"]), tuple(link["referred_columns"])
        parts.add(("link", ", ".join(start), start, link["referred_table"], end))
    for unique in inspector.get_unique_constraints(name):
        parts.add(("unique", unique["name"], tuple(unique["column_names"])))
    for index in inspector.get_indexes(name):
        if "duplicates_constraint" not in index:
            columns = tuple(index["column_names"])
            parts.add(("index", index["name"], columns, bool(index["unique"])))
    return frozenset(parts)


def _sort_of(kind: TypeEngine[Any]) -> object:
    """Return what a column's values are, whatever the database calls it."""
    try:
        return kind.python_type
    except NotImplementedError:  # a type that has no counterpart in Python: its name will do
        return str(kind)
