"""A PostgreSQL server's errors in a user's words: what went wrong, and what to do."""

from __future__ import annotations

import re

from dragoman.errors import LedgerDamaged, LedgerError, LedgerLocked


class UnstorableError(LedgerError):
    """An article that this server cannot keep, whatever it keeps else."""


Advice = tuple[type[LedgerError], str]

_STATES: tuple[tuple[str, Advice], ...] = (
    (
        "55P03",
        (
            LedgerLocked,
            "another program is writing to this ledger and did not finish in time. "
            "Wait for it or stop it, then run the same command again; nothing is lost.",
        ),
    ),
    (
        "40",
        (
            LedgerLocked,
            "another program wrote to this ledger at the same time. Run the same command again; "
            "nothing is lost.",
        ),
    ),
    (
        "42501",
        (
            LedgerError,
            "this user may not do that here. Ask for the right to make and to write tables "
            "(GRANT ALL ON SCHEMA public TO USER), or name another user.",
        ),
    ),
    (
        "25006",
        (
            LedgerError,
            "this database may only be read. Ask for the right to write, or name another "
            "ledger with --ledger.",
        ),
    ),
    (
        "53100",
        (
            LedgerError,
            "the server's disk is full. Make room, then run the same command again; what was "
            "stored stays.",
        ),
    ),
    (
        "53300",
        (LedgerError, "the server has no connection left. Try again when others are done."),
    ),
    (
        "57P",
        (
            LedgerError,
            "the server was stopped. Run the same command again when it is back; what was "
            "stored stays.",
        ),
    ),
    (
        "54000",
        (UnstorableError, "a name or wording is longer than an index of PostgreSQL takes."),
    ),
    (
        "XX00",
        (
            LedgerDamaged,
            "the server's data are damaged. Keep them as they are, and put back your latest copy.",
        ),
    ),
    (
        "42P01",
        (
            LedgerError,
            "tables of this ledger are missing. Put back your latest copy, or name another "
            "ledger with --ledger.",
        ),
    ),
)
"""What is told by the beginning of the state that the server sends (SQLSTATE)."""

_REFUSED: tuple[tuple[str, str], ...] = (
    (
        r"password authentication failed|no password supplied",
        "the password is wrong or missing. Put it into ~/.pgpass or the variable PGPASSWORD, "
        "and see that the user is right.",
    ),
    (
        r'database ".*" does not exist',
        "there is no database of that name. Make one (createdb NAME), or name another with "
        "--ledger.",
    ),
    (
        r'role ".*" does not exist',
        "the server knows no user of that name. Make one (createuser NAME), or name another.",
    ),
    (
        r"no pg_hba\.conf entry|Peer authentication failed|permission denied for database",
        "the server lets this user not in from here. Ask whoever keeps it.",
    ),
    (
        r"too many (clients|connections)|remaining connection slots",
        "the server has no connection left. Try again when others are done.",
    ),
    (
        r"starting up|shutting down",
        "the server starts or stops just now. Try again in a moment.",
    ),
    (
        r"could not translate host name|failed to resolve host|Name or service not known",
        "no server of that name is known. See that the host is written right.",
    ),
    (
        r"server closed the connection|connection (has been|was) (closed|lost)|terminating",
        "the connection to the server was lost. Run the same command again; what was stored stays.",
    ),
)
"""What is told by libpq's words, where a server gives no state: before a user is let in."""

_UNREACHED = (
    "the server cannot be reached. See that it runs, and that host and port are right "
    "(postgresql://USER@HOST:PORT/DATABASE)."
)

_OF_THE_WAY = frozenset(("OperationalError", "InterfaceError"))
"""The driver's errors that, where the server gives no state, are about the way to it."""


def advice_on(cause: BaseException) -> Advice | None:
    """Return what an error of the driver means, None for what is no error of it."""
    if not type(cause).__module__.startswith("psycopg"):
        return None
    if "cannot contain NUL" in str(cause):  # the driver says so, before the server is asked
        return UnstorableError, "some words hold a NUL character, which no text of PostgreSQL may."
    state = getattr(cause, "sqlstate", None)
    for beginning, advice in _STATES:
        if state and state.startswith(beginning):
            return advice
    for pattern, words in _REFUSED:
        if re.search(pattern, str(cause)):
            return LedgerError, words
    # What the server says of a query is not shown: it may hold words of an article.
    if not state and any(kind.__name__ in _OF_THE_WAY for kind in type(cause).__mro__):
        return LedgerError, _UNREACHED
    told = f"{type(cause).__name__}, {state}" if state else type(cause).__name__
    return LedgerError, f"the server refused ({told}). See that this is a ledger."
