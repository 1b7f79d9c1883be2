"""Dragoman reads news coverage of a negotiation and keeps its ledger."""

__version__ = "0.1.0"
