"""Statements found by what they mean: an offline sentence embedding, and vectors beside the ledger.

Vectors are derived: they can be deleted at any time and are made again.
"""

from dragoman.meaning.asking import near, rows_near, statements_near
from dragoman.meaning.making import make_vectors, waiting

__all__ = ["make_vectors", "near", "rows_near", "statements_near", "waiting"]
