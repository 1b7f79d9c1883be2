"""The store: articles as they came, their readings, and what people decided about them."""

from __future__ import annotations

from dragoman.ledger.decisions import Decision
from dragoman.ledger.keys import reading_key
from dragoman.ledger.rebuilding import Record
from dragoman.ledger.store import Ledger, Outcome, open_ledger

__all__ = ["Decision", "Ledger", "Outcome", "Record", "open_ledger", "reading_key"]
