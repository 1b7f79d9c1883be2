"""`dragoman actors`: who speaks, over all articles, and a person's decisions on who is who."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman import views
from dragoman.brief.names import counted, party_name
from dragoman.cli.decided import (
    LimitOption,
    ListFirst,
    UndoArgument,
    decisions_table,
    tell_decision,
)
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    LedgerOption,
    ReasonOption,
    SinceOption,
    To,
    ToOption,
    UntilOption,
    WhoOption,
)
from dragoman.cli.showing import show
from dragoman.cli.tables import grid, headed
from dragoman.ledger import Decision, open_ledger, overruling
from dragoman.views.actors import ActorRow
from dragoman.views.deciding import ActorDecisionRow, on_actor
from dragoman.views.suggesting import SuggestionRow

app = typer.Typer(
    cls=ListFirst,
    help="List who speaks, each person or body once, and decide who is who."
    "\n\n`dragoman actors list --help` tells what else to list by.",
    epilog="Example: dragoman actors Lavrov",
    rich_markup_mode="rich",
)

ActorArgument = Annotated[
    str,
    typer.Argument(metavar="ACTOR", help="An actor's name or id.", show_default=False),
]


@app.command("list", epilog="Example: dragoman actors Lavrov --to json")
def actors(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="A part of one of the names, or an id.")
    ] = None,
    *,
    limit: LimitOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List who speaks: names, country, roles with their dates, statements and articles."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.actors(opened, name, limit=limit)
    show(rows, ActorRow, lambda: _actors_table(rows), to, "No actor of that name was found.")


@app.command(epilog="Example: dragoman actors suggest --limit 20")
def suggest(
    actor: Annotated[
        str | None, typer.Argument(metavar="ACTOR", help="Only what concerns this actor.")
    ] = None,
    *,
    limit: LimitOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List actors that are likely, but not surely, one; and one that may be two."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.actors_suggest(opened, actor, limit=limit)
    show(rows, SuggestionRow, lambda: _suggestions_table(rows), to, "Nothing to suggest.")


@app.command(epilog="Example: dragoman actors merge Okada 'Katsuya Okada' --reason 'One minister.'")
def merge(
    actor: ActorArgument,
    other: Annotated[
        str, typer.Argument(metavar="OTHER", help="The other's name or id.", show_default=False)
    ],
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Join two actors that are one person or body."""
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling.actors_merge(opened, actor, other, reason=reason, who=who))


@app.command(epilog="Example: dragoman actors split Bush --until 1993 --reason 'Father and son.'")
def split(  # noqa: PLR0913
    actor: ActorArgument,
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="The one of its names that is somebody else's."),
    ] = None,
    *,
    reason: ReasonOption,
    role: Annotated[
        str | None, typer.Option("--role", metavar="WORDS", help="Mentions with this role.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    article: Annotated[
        str | None, typer.Option("--article", metavar="ARTICLE", help="Mentions in this article.")
    ] = None,
    statement: Annotated[
        str | None, typer.Option("--statement", metavar="RECORD", help="This one statement.")
    ] = None,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take out of an actor a name, or the mentions that fit, which are somebody else's."""
    part = overruling.Part(role=role, since=since, until=until, article=article)
    part["statement"] = statement
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling.actors_split(opened, actor, name, part=part, reason=reason, who=who))


@app.command(epilog="Example: dragoman actors rename Okada 'Katsuya Okada' --reason 'In full.'")
def rename(
    actor: ActorArgument,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name to show.", show_default=False)
    ],
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Give an actor the name by which it is shown everywhere."""
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling.actors_rename(opened, actor, name, reason=reason, who=who))


@app.command(epilog="Example: dragoman actors undo 3 --reason 'A slip.'")
def undo(
    decision: UndoArgument = None,
    *,
    reason: ReasonOption = "",
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Undo a decision on actors; it stays in the history."""
    with open_ledger(ledger, create=False) as opened:
        _tell(overruling.actors_undo(opened, decision, reason=reason, who=who))


@app.command(epilog="Example: dragoman actors history")
def history(
    actor: Annotated[
        str | None, typer.Argument(metavar="ACTOR", help="Only what concerns this actor.")
    ] = None,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List the decisions on actors: what, who, when and why."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.actors_history(opened, actor)
    show(
        rows, ActorDecisionRow, lambda: decisions_table(rows), to, "Nothing was decided on actors."
    )


def _tell(decision: Decision) -> None:
    tell_decision(decision, on_actor(decision), "actors")


def _actors_table(rows: Sequence[ActorRow]) -> Table:
    table = grid(("Actor", None), ("Country", 14), ("Roles", None), ("Statements", 14))
    for row in rows:
        name = headed(row.name, row.names, f"{row.actor} · {row.sort}")
        roles = Text("\n").join(Text(str(role)) for role in row.roles)
        heard = Text(str(row.statements))
        heard.append(f"\nin {counted(row.articles, 'article')}", style="dim")
        table.add_row(name, party_name(row.country) if row.country else "", roles, heard)
    return table


def _suggestions_table(rows: Sequence[SuggestionRow]) -> Table:
    table = grid(("Likely", 6), ("Actor", None), ("and", None), ("Why", None))
    for row in rows:
        name = Text(row.name).append(f"\n{row.actor}", style="dim")
        other = Text(row.other_name or "(two people?)").append(f"\n{row.other or ''}", style="dim")
        table.add_row(f"{row.likeness:.2f}", name, other, row.why)
    return table
