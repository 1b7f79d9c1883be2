"""The line above a view: how much it shows, and how much of it nobody has checked."""

from __future__ import annotations

from typing import Any

from dragoman.brief.names import counted
from dragoman.views.totals import Totals
from dragoman.web.shown import Leaf


def counts_line(found: Totals) -> str:
    """Return how much there is: `41 statements, 17 articles, 6 sources; 12 not yet checked`."""
    told = ", ".join(
        counted(count, noun)
        for count, noun in (
            (found.statements, "statement"),
            (found.articles, "article"),
            (found.outlets, "source"),
        )
    )
    if not found.all:
        return f"More than {told}; only the latest are counted; {found.checked:,} checked"
    return f"{told}; {max(0, found.statements - found.checked):,} not yet checked"


def list_line(page: Leaf[Any], noun: str) -> str:
    """Return how long a list is, where its end is on the page: `42 articles`."""
    total = page.first - 1 + len(page.rows)
    return "" if page.more or not total else counted(total, noun)
