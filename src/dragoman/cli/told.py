"""Commands that list what articles tell: statements, events, sources and the articles."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import views
from dragoman.cli import tables
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    EachOption,
    LedgerOption,
    MatterOption,
    PartsOption,
    SideOption,
    SinceOption,
    To,
    ToOption,
    UntilOption,
    given,
    one_of,
)
from dragoman.cli.screen import tell
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.vectors import make_those_of
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import EVENT_TYPES, FACTIVITIES, SOURCINGS, STANCES
from dragoman.views.rows import ArticleRow, EventRow, SourceRow, StatementRow

STATEMENTS = Listing(StatementRow, tables.statements_table, "No statement was found.")
EVENTS = Listing(EventRow, tables.events_table, "No event was found.")
SOURCES = Listing(SourceRow, tables.sources_table, "No source was found.")
ARTICLES = Listing(ArticleRow, tables.articles_table, "No article was found.")

_NEAR = 20
"""Statements that are shown for a question."""

_AT_ONCE = 3_000
"""Statements without vectors up to which they are made when a question is asked."""


def statements(  # noqa: PLR0913
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="Words that the statement holds.")
    ] = None,
    *,
    meaning: Annotated[
        str | None,
        typer.Option(
            "--meaning",
            metavar="QUESTION",
            callback=given,
            help="Those that come nearest to a question, the nearest first.",
        ),
    ] = None,
    side: SideOption = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="NAME", callback=given, help="Only this speaker."),
    ] = None,
    matter: MatterOption = None,
    stance: Annotated[
        str | None,
        typer.Option(
            "--stance",
            metavar="STANCE",
            callback=one_of((*STANCES, "none")),
            help=f"One of {', '.join(STANCES)}, none.",
        ),
    ] = None,
    rank: Annotated[
        str | None,
        typer.Option(
            "--rank",
            metavar="RANK",
            callback=given,
            help="Only speakers of this rank (leader, minister, spokesperson, expert, none ...).",
        ),
    ] = None,
    factivity: Annotated[
        str | None,
        typer.Option(
            "--factivity",
            metavar="WORD",
            callback=one_of(FACTIVITIES),
            help="Only what the report takes for true (factive) or keeps away from (doubting).",
        ),
    ] = None,
    sourcing: Annotated[
        str | None,
        typer.Option(
            "--sourcing",
            metavar="WORD",
            callback=one_of(SOURCINGS),
            help="Only what rests on a named or an anonymous source, or on a document.",
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    each: EachOption = False,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show who said what, searched and sifted.

    What several articles tell of one utterance is one row, which says how many they are and why
    they are taken for one. With --meaning at most twenty are shown; statements without vectors
    get them first.
    """
    where = views.StatementFilter(
        side=side,
        speaker=speaker,
        matter=matter,
        stance=stance,
        rank=rank,
        factivity=factivity,
        sourcing=sourcing,
        since=since,
        until=until,
        as_known_on=as_known_on,
        parts=parts,
    )
    if meaning is not None and (query is not None or each):
        raise typer.BadParameter("It goes without words and --each.", param_hint="'--meaning'")
    with open_ledger(ledger, create=False) as opened:
        if meaning is not None:
            rows = _near(opened, meaning, where)
        else:
            rows = views.statements(opened, query, each=each, **where)
        show_listing(opened, STATEMENTS, rows, to)


def _near(ledger: Ledger, question: str, where: views.StatementFilter) -> tuple[StatementRow, ...]:
    from dragoman.meaning import statements_near, waiting

    count = waiting(ledger, _AT_ONCE + 1)
    if 0 < count <= _AT_ONCE:
        make_those_of(ledger, count)
    elif count:
        tell(
            "Many statements cannot be found by meaning yet: dragoman vectors makes what is needed."
        )
    return statements_near(ledger, question, limit=_NEAR, **where)


def events(  # noqa: PLR0913
    *,
    sort: Annotated[
        str | None,
        typer.Option(
            "--type",
            metavar="TYPE",
            callback=one_of(EVENT_TYPES),
            help="Only this type (SANCTION).",
        ),
    ] = None,
    party: Annotated[
        str | None,
        typer.Option("--party", metavar="PARTY", callback=given, help="Only with this party."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show what happened: who did what to whom."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.events(
            opened, type=sort, party=party, since=since, until=until, as_known_on=as_known_on
        )
        show_listing(opened, EVENTS, rows, to)


def sources(
    *,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show the outlets, agencies and source tags that the words come from."""
    with open_ledger(ledger, create=False) as opened:
        show_listing(opened, SOURCES, views.sources(opened, as_known_on=as_known_on), to)


def articles(  # noqa: PLR0913
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="Words of the title or text.")
    ] = None,
    *,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="LANGUAGE",
            callback=given,
            help="Only in this language (ru, Russian).",
        ),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option("--outlet", metavar="NAME", callback=given, help="Only of this outlet."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show the articles of the ledger, searched and sifted, the latest first."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.articles(
            opened,
            query,
            language=language,
            outlet=outlet,
            since=since,
            until=until,
            as_known_on=as_known_on,
        )
        show_listing(opened, ARTICLES, rows, to)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command, example in (
        (statements, "dragoman statements 'peace treaty' --side RUS --stance defers"),
        (events, "dragoman events --type SANCTION --to csv > events.csv"),
        (sources, "dragoman sources --to json"),
        (articles, "dragoman articles treaty --since 2031-01 --ledger talks.db"),
    ):
        app.command(epilog=f"Example: {example}")(command)
