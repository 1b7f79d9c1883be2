"""The ledger of what was just read: articles, positions, conditions, events and a summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman import views
from dragoman.brief.names import counted, unread_words
from dragoman.brief.weighing import weightiest
from dragoman.cli import tables
from dragoman.cli.references import Shortened
from dragoman.cli.screen import out
from dragoman.cli.versions import told_of_versions
from dragoman.ledger import Ledger
from dragoman.records import Reading

if TYPE_CHECKING:
    from dragoman.engine import Outcome

ROWS = 20
"""Rows of each part: more than a screenful is for the commands that list and sift."""

SENTENCES = 15
"""Sentences of all summaries together: each article has its first one, whatever their number."""

Layout = Callable[[Sequence[Any], Shortened], RenderableType]


def print_report(ledger: Ledger, name: str, outcome: Outcome) -> None:
    """Print what the articles of an outcome say, and where to look further."""
    ids = set(outcome.articles)
    if not ids:
        return
    rows = views.articles(ledger)
    short = Shortened(row.article for row in rows)
    articles = [row for row in rows if row.article in ids]
    positions = [
        row
        for row in weightiest(views.positions(ledger))
        if any(quote.article in ids for quote in row.evidence)
    ]
    conditions = [row for row in views.conditions(ledger) if ids & set(row.told_in)]
    events = [row for row in views.events(ledger) if row.article in ids]
    copies = views.copies_among(ledger, ids)
    counts = (sum(row.statements for row in articles), len(conditions), len(events))
    _headline(outcome, name, copies, counts)
    unread = unread_words(row.language for row in articles if row.unread)
    if unread:
        out().print(Text(f"{unread} Searches find what is unread too."))
    versions = [row for row in views.versions(ledger) if row.article in ids]
    for line in told_of_versions(versions, (*outcome.read, *outcome.unread)):
        out().print(line)
    _part("Articles", articles, tables.articles_table, short, "articles")
    _part("Where each side stands", positions, tables.positions_table, short, "positions")
    _part("What it would take", conditions, tables.conditions_table, short, "conditions")
    _part("What happened", events, tables.events_table, short, "events")
    withdrawn = {row.article for row in versions if not row.counts}
    told = [row.article for row in articles if row.article not in withdrawn]
    _summary([ledger.reading(article) for article in told[:ROWS]], short)
    first = articles[0].article if articles else outcome.articles[0]
    out().print(
        Text(
            f"\nNext: dragoman show {short(first)} · dragoman statements · dragoman explain RECORD",
            style="dim",
        )
    )


def _headline(outcome: Outcome, name: str, copies: int, found: tuple[int, int, int]) -> None:
    counts = ", ".join(
        counted(count, noun)
        for count, noun in zip(found, ("statement", "condition", "event"), strict=True)
    )
    same = f", {copies} of them the same story as another" if copies else ""
    known = f" ({len(outcome.known)} read before)" if outcome.known else ""
    out().print(
        Text(
            f"{counted(len(outcome.articles), 'article')}{known} in {name}{same}: {counts}.",
            "bold",
        )
    )


def _part(title: str, rows: Sequence[Any], layout: Layout, short: Shortened, command: str) -> None:
    if not rows:
        return
    out().print(Text(f"\n{title.upper()}", "bold blue"))
    out().print(layout(rows[:ROWS], short))
    if len(rows) > ROWS:
        out().print(Text(f"… and {len(rows) - ROWS} more: dragoman {command}", "dim"))


def _summary(readings: Sequence[Reading], short: Shortened) -> None:
    told = [reading for reading in readings if reading.summary]
    if not told:
        return
    out().print(Text("\nSUMMARY", "bold blue"))
    for reading in told:
        article = reading.article
        title = Text(article.title or article.name, "bold")
        out().print(title.append(f"  {short(article.id)}", "not bold dim"))
        for sentence in reading.summary[: max(1, SENTENCES // len(told))]:
            line = Text("• ", "blue").append(sentence.text, "default")
            out().print(Padding(line, (0, 0, 0, 2)))
