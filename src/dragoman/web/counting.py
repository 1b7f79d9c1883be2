"""The line above a view: how much it shows, and how much of it nobody has checked."""

from __future__ import annotations

from dragoman.brief.names import counted
from dragoman.views.totals import Totals


def counts_line(found: Totals) -> str:
    """Return how much there is: `41 statements, 17 articles, 6 sources; 12 not yet checked`."""
    told = ", ".join(
        f"{count:,} {noun}{'' if count == 1 else 's'}"
        for count, noun in (
            (found.statements, "statement"),
            (found.articles, "article"),
            (found.outlets, "source"),
        )
    )
    if not found.all:
        return f"More than {told}; only the latest are counted; {found.checked:,} checked"
    return f"{told}; {max(0, found.statements - found.checked):,} not yet checked"


def list_line(first: int, rows: int, noun: str, *, more: bool) -> str:
    """Return how long a list is, where its end is on the page: `42 articles`."""
    total = first + rows
    return "" if more or not total else counted(total, noun)
