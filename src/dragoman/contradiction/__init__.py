"""Whether two accounts of one thing can both hold: claims compared, without text or ledger."""

from dragoman.contradiction.accounts import KINDS, Account, Difference, Kind, difference
from dragoman.contradiction.indexing import index_keys

__all__ = ["KINDS", "Account", "Difference", "Kind", "difference", "index_keys"]
