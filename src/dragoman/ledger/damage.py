"""What a damaged ledger does to those who read it: values that nobody expects.

SQLite notices broken pages, not letters that changed within one. So where reading a ledger fails
in a way that only a mistake of the program or garbage in the ledger explains, it is looked
through, and what is wrong with it is told instead.
"""

from __future__ import annotations

from types import TracebackType

from sqlalchemy.exc import SQLAlchemyError

from dragoman.errors import LedgerDamaged, LedgerError
from dragoman.ledger.database import Database

SIGNS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    SQLAlchemyError,
)
"""What is raised when a value is none of those that can be."""


def inside(trace: TracebackType | None) -> bool:
    """Return whether an error was raised in Dragoman, not in a program that uses it."""
    while trace is not None:
        if str(trace.tb_frame.f_globals.get("__name__", "")).startswith("dragoman."):
            return True
        trace = trace.tb_next
    return False


def refuse_damaged(database: Database, error: BaseException) -> None:
    """Raise LedgerDamaged when something is wrong with what a ledger keeps; else do nothing."""
    # Imported here: it looks at everything, and is needed only when something is wrong.
    from dragoman.ledger.verifying import first_damage  # noqa: PLC0415

    try:
        found = first_damage(database)
    except LedgerError as fault:
        raise fault from error
    if found is not None:
        raise LedgerDamaged(
            f"{database.where}: the ledger is damaged: {found.what} ({found.where}). "
            f"dragoman verify tells what else. {found.remedy.removeprefix('This is damage. ')}"
        ) from error
