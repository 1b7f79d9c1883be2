"""Sources: the outlets and agencies that the words come from, and how much of each."""

from __future__ import annotations

from dragoman.brief.names import counted
from dragoman.ledger import Ledger
from dragoman.views.rows import SourceRow
from dragoman.views.sources import sources
from dragoman.web.asked import Asked
from dragoman.web.shown import Shown, leaf_of, without

KNOWN = ("outlet", "known")


def sources_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return a page of the sources, the most quoted first; words look for their names."""
    wanted = " ".join(filter(None, (asked.get("outlet"), asked.words))).strip('"').casefold()
    found = [
        row
        for row in sources(ledger, as_known_on=asked.get("known"))
        if wanted in row.name.casefold()
    ]
    page = leaf_of(asked, found)
    return Shown(
        title="Sources",
        template="sources.html",
        path="/sources",
        rows=page.rows,
        kind=SourceRow,
        counts=counted(len(found), "source") if found else "",
        of=len(found),
        unused=without(asked, KNOWN),
        context=page.context,
    )
