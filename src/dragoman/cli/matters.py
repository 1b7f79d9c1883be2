"""`dragoman matters`: what stances are about, as a tree, and a person's decisions on matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman import views
from dragoman.brief.names import party_names
from dragoman.cli.decided import (
    LimitOption,
    ListFirst,
    UndoArgument,
    decisions_table,
    tell_decision,
)
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    LedgerOption,
    PartsOption,
    ReasonOption,
    To,
    ToOption,
    WhoOption,
)
from dragoman.cli.showing import show
from dragoman.cli.tables import grid, headed
from dragoman.ledger import Decision, open_ledger, overruling_matters
from dragoman.views.deciding import MatterDecisionRow, on_matter
from dragoman.views.rows import MatterRow
from dragoman.views.suggesting_matters import MatterSuggestion

app = typer.Typer(
    cls=ListFirst,
    help="List what stances are taken on, what is part of what, and decide which matters are one."
    "\n\n`dragoman matters list --help` tells what else to list by.",
    epilog="Example: dragoman matters 'peace treaty'",
    rich_markup_mode="rich",
)

MatterArgument = Annotated[
    str,
    typer.Argument(metavar="MATTER", help="A matter's name, words or id.", show_default=False),
]


@app.command("list", epilog="Example: dragoman matters 'peace treaty' --parts --to json")
def matters(
    matter: Annotated[
        str | None, typer.Argument(metavar="MATTER", help="Only this matter (id or name).")
    ] = None,
    *,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show what stances are taken on, and the words that the articles have for it.

    What is part of another matter stands under it.
    """
    with open_ledger(ledger, create=False) as opened:
        rows = views.matters(opened, matter, parts=parts, as_known_on=as_known_on)
    show(rows, MatterRow, lambda: _matters_table(rows), to, "No matter was found.")


@app.command(epilog="Example: dragoman matters suggest --limit 20")
def suggest(
    matter: Annotated[
        str | None, typer.Argument(metavar="MATTER", help="Only what concerns this matter.")
    ] = None,
    *,
    limit: LimitOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List matters that are likely, but not surely, one."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.matters_suggest(opened, matter, limit=limit)
    show(rows, MatterSuggestion, lambda: _suggestions_table(rows), to, "Nothing to suggest.")


@app.command(epilog="Example: dragoman matters merge 'peace treaty' 'border deal' --reason 'One.'")
def merge(
    matter: MatterArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other's name or id.", show_default=False)
    ],
    *,
    opposite: Annotated[
        bool,
        typer.Option("--opposite", help="The other is its other end: turn its stances round."),
    ] = False,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Join two matters that are one, or the two ends of one."""
    with open_ledger(ledger, create=False) as opened:
        _tell(
            overruling_matters.matters_merge(
                opened, matter, other, opposite=opposite, reason=reason, who=who
            )
        )


@app.command(epilog="Example: dragoman matters split talks --words 'the gas talks' --reason 'Two.'")
def split(  # noqa: PLR0913
    matter: MatterArgument,
    merged: Annotated[
        str | None,
        typer.Argument(metavar="MERGED", help="One that was merged into it (id or words)."),
    ] = None,
    *,
    reason: ReasonOption,
    words: Annotated[
        str | None, typer.Option("--words", metavar="WORDS", help="Statements with these words.")
    ] = None,
    article: Annotated[
        str | None,
        typer.Option("--article", metavar="ARTICLE", help="Statements in this article."),
    ] = None,
    statement: Annotated[
        str | None, typer.Option("--statement", metavar="RECORD", help="This one statement.")
    ] = None,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take out of a matter what is another: one merged into it, or the statements that fit."""
    part = overruling_matters.MatterPart(words=words, article=article, statement=statement)
    with open_ledger(ledger, create=False) as opened:
        _tell(
            overruling_matters.matters_split(
                opened, matter, merged, part=part, reason=reason, who=who
            )
        )


@app.command(epilog="Example: dragoman matters rename talks 'the Geneva talks' --reason 'Ours.'")
def rename(
    matter: MatterArgument,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name to show.", show_default=False)
    ],
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Give a matter the name by which it is shown everywhere."""
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling_matters.matters_rename(opened, matter, name, reason=reason, who=who))


@app.command(epilog="Example: dragoman matters part visas --of 'peace treaty' --reason 'Annex 2.'")
def part(
    matter: MatterArgument,
    *,
    reason: ReasonOption,
    of: Annotated[
        str | None,
        typer.Option("--of", metavar="MATTER", help="The wider matter; without it, of none."),
    ] = None,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Say that a matter is part of another, or of none."""
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling_matters.matters_part(opened, matter, of, reason=reason, who=who))


@app.command(epilog="Example: dragoman matters undo 3 --reason 'A slip.'")
def undo(
    decision: UndoArgument = None,
    *,
    reason: ReasonOption = "",
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Undo a decision on matters; it stays in the history."""
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling_matters.matters_undo(opened, decision, reason=reason, who=who))


@app.command(epilog="Example: dragoman matters history")
def history(
    matter: Annotated[
        str | None, typer.Argument(metavar="MATTER", help="Only what concerns this matter.")
    ] = None,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List the decisions on matters: what, who, when and why."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.matters_history(opened, matter)
    said = "Nothing was decided on matters."
    show(rows, MatterDecisionRow, lambda: decisions_table(rows), to, said)


def _tell(decision: Decision) -> None:
    tell_decision(decision, on_matter(decision), "matters")


def _matters_table(rows: Sequence[MatterRow]) -> Table:
    table = grid(("Matter", None), ("Sides", 16), ("Statements", 10), ("From", 11), ("To", 11))
    for depth, row in _as_tree(rows):
        name = headed(f"{'  ' * depth}{'└ ' if depth else ''}{row.name}", row.wordings, row.matter)
        if row.part_of and not depth:
            name.append(f"\npart of {row.part_of_name}", style="dim")
        days = (Text(day[:10]) if day else Text("undated", "dim") for day in (row.first, row.last))
        table.add_row(name, party_names(row.sides), str(row.statements), *days)
    return table


def _as_tree(rows: Sequence[MatterRow]) -> Iterator[tuple[int, MatterRow]]:
    """Yield each matter with its depth, what is part of it right after it."""
    here = {row.matter for row in rows}
    below: dict[str | None, list[MatterRow]] = {}
    for row in rows:
        below.setdefault(row.part_of if row.part_of in here else None, []).append(row)
    seen: set[str] = set()

    def under(whole: str | None, depth: int) -> Iterator[tuple[int, MatterRow]]:
        for row in below.get(whole, ()):
            if row.matter not in seen:
                seen.add(row.matter)
                yield depth, row
                yield from under(row.matter, depth + 1)

    yield from under(None, 0)
    # What articles tell to be part of each other in a circle has no top.
    yield from ((0, row) for row in rows if row.matter not in seen)


def _suggestions_table(rows: Sequence[MatterSuggestion]) -> Table:
    table = grid(("Likely", 6), ("Matter", None), ("and", None), ("Why", None))
    for row in rows:
        name = Text(row.name).append(f"\n{row.matter}", style="dim")
        other = Text(row.other_name).append(f"\n{row.other}", style="dim")
        table.add_row(f"{row.likeness:.2f}", name, other, row.why)
    return table
