"""Sources: the outlets and agencies that the words come from, and how much of each."""

from __future__ import annotations

from dragoman.brief.names import counted
from dragoman.ledger import Ledger
from dragoman.views.rows import SourceRow
from dragoman.views.sources import sources
from dragoman.web.asked import Asked
from dragoman.web.shown import PER_PAGE, Shown, without

KNOWN = ("outlet", "known")


def sources_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the sources, the most quoted first; words look for their names."""
    first = (asked.page - 1) * PER_PAGE
    wanted = " ".join(filter(None, (asked.get("outlet"), asked.words))).strip('"').casefold()
    found = [
        row
        for row in sources(ledger, as_known_on=asked.get("known"))
        if wanted in row.name.casefold()
    ]
    return Shown(
        title="Sources",
        template="sources.html",
        path="/sources",
        rows=found[first : first + PER_PAGE],
        kind=SourceRow,
        counts=counted(len(found), "source") if found else "",
        of=len(found),
        unused=without(asked, KNOWN),
        context={"first": first + 1, "more": len(found) > first + PER_PAGE},
    )
