"""The errors that Dragoman raises, each saying what is wrong, where, and what to do.

DragomanError
├── UnreadableInput     a file or text that no reader can take
├── LedgerError         the ledger cannot be opened or written
│   ├── LedgerLocked    another program holds it
│   ├── LedgerDamaged   what is in the file is broken
│   ├── LedgerForeign   the file is not a Dragoman ledger
│   └── LedgerNewer     a newer Dragoman wrote it
├── NotInstalled        an optional part is missing, and which
├── NotFound            no record, article or matter of that name
└── VocabularyError     a vocabulary file breaks its own rules
"""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that a user may see; `str(error)` is the whole message."""


class UnreadableInput(DragomanError):
    """An input that cannot be taken in: empty, binary, wrongly encoded, absent."""

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[UnreadableInput], tuple[str, str, str]]:
        """Go from one process to another whole: by what it was made of."""
        return type(self), (self.where, self.what, self.remedy)

    @classmethod
    def by_own_fault(cls, where: str, error: Exception) -> UnreadableInput:
        """Return the error for an input on which Dragoman itself fails."""
        return cls(
            where,
            f"Dragoman itself failed on this text ({type(error).__name__}: {error})",
            "The rest was read. Please report it together with the text.",
        )


class LedgerError(DragomanError):
    """The ledger cannot be opened, read or written."""


class LedgerLocked(LedgerError):
    """Another program holds the ledger's lock."""


class LedgerDamaged(LedgerError):
    """The ledger's file is broken, or what stands in it does not fit together."""


class LedgerForeign(LedgerError):
    """The file is not a ledger that Dragoman wrote."""


class LedgerNewer(LedgerError):
    """The ledger's schema is newer than this Dragoman knows."""


class NotInstalled(DragomanError):
    """What was asked for needs an optional part; the message says how to install it."""


class NotFound(DragomanError):
    """No record, article, matter or side goes by that name."""


class VocabularyError(DragomanError):
    """A vocabulary file breaks its own rules; the message names file and line."""
