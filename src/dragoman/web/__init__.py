"""The desk: the ledger as pages that one can read, search and correct, on one's own machine."""

from __future__ import annotations

from dragoman.web.application import desk

__all__ = ["desk"]
