"""What a ledger's tables are made of, held against what its revision of the schema makes them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from dragoman.ledger.verifying.finding import COPY, Finding

Part = tuple[Any, ...]
"""A column, link or index of a table; its second member names it."""


def misshapen(
    wanted: Mapping[str, Collection[Part]], found: Mapping[str, Collection[Part]], revision: str
) -> Iterator[Finding]:
    """Yield the tables that are missing, not Dragoman's, or made of other parts than wanted."""
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            yield Finding("schema", "a table is missing", name, COPY)
        elif name not in wanted:
            what = "a table that is not Dragoman's stands in the ledger"
            yield Finding("schema", what, name, "Nothing is lost. Keep what is yours elsewhere.")
        elif found[name] != wanted[name]:
            odd = (*found[name], *wanted[name])
            parts = {
                str(each[1]) for each in odd if (each in found[name]) != (each in wanted[name])
            }
            what = f"it is not as revision {revision} has it ({', '.join(sorted(parts))})"
            yield Finding("schema", what, name, COPY)
