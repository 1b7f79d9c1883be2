"""Commands that list what a ledger holds: positions, conditions, statements and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from dragoman import views
from dragoman.cli import tables
from dragoman.cli.course_tables import over_time_table
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    LedgerOption,
    MatterOption,
    OnOption,
    PartsOption,
    SideOption,
    SinceOption,
    To,
    ToOption,
    UntilOption,
    one_of,
)
from dragoman.cli.references import Shortened
from dragoman.cli.showing import show
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import EVENT_TYPES, FACTIVITIES, SOURCINGS, STANCES
from dragoman.views.course_rows import OverTimeRow
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.rows import (
    ArticleRow,
    ConditionRow,
    EventRow,
    PositionRow,
    Row,
    ShiftRow,
    SourceRow,
    StatementRow,
)
from dragoman.views.status import STATUSES


@dataclass(frozen=True, slots=True)
class _Listing:
    """One kind of row: what it is called, and how a table of it looks."""

    kind: type[Row]
    name: str
    table: Callable[[Sequence[Any], Shortened], RenderableType]


POSITIONS = _Listing(PositionRow, "position", tables.positions_table)
OVER_TIME = _Listing(OverTimeRow, "position", over_time_table)
SHIFTS = _Listing(ShiftRow, "shift", tables.shifts_table)
CONDITIONS = _Listing(ConditionRow, "condition", tables.conditions_table)
DEADLOCKS = _Listing(DeadlockRow, "deadlock", tables.deadlocks_table)
STATEMENTS = _Listing(StatementRow, "statement", tables.statements_table)
EVENTS = _Listing(EventRow, "event", tables.events_table)
SOURCES = _Listing(SourceRow, "source", tables.sources_table)
ARTICLES = _Listing(ArticleRow, "article", tables.articles_table)


def _show(ledger: Ledger, listing: _Listing, rows: Sequence[Row], to: To) -> None:
    def table() -> RenderableType:
        return listing.table(rows, Shortened(ledger.article_ids()))

    show(rows, listing.kind, table, to, f"No {listing.name} was found.")


def positions(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    on: OnOption = None,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    over_time: Annotated[
        bool, typer.Option("--over-time", help="Each side's course: its stances one after another.")
    ] = False,
    stale: Annotated[
        int,
        typer.Option(
            "--stale",
            metavar="MONTHS",
            min=1,
            help="With --over-time: months without a word after which a position is stale.",
        ),
    ] = views.STALE,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show where each side stands on each matter, with its words and its conditions.

    Speakers of one side who take different stances are listed with their words.
    """
    with open_ledger(ledger, create=False) as opened:
        if over_time:
            courses = views.positions_over_time(
                opened,
                matter=matter,
                side=side,
                on=on,
                parts=parts,
                as_known_on=as_known_on,
                stale=stale,
            )
            _show(opened, OVER_TIME, courses, to)
            return
        rows = views.positions(
            opened, matter=matter, side=side, on=on, parts=parts, as_known_on=as_known_on
        )
        _show(opened, POSITIONS, rows, to)


def shifts(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    on: OnOption = None,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show who moved: a side's stance on one day against that on its next."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.shifts(
            opened, matter=matter, side=side, on=on, parts=parts, as_known_on=as_known_on
        )
        _show(opened, SHIFTS, rows, to)


EachOption = Annotated[
    bool,
    typer.Option("--each", help="Every telling of an utterance by itself, not one for all."),
]


def conditions(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="PARTY", help="Only what this party must do.")
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="STATUS",
            callback=one_of(STATUSES),
            help="Only those of which this became: not met, partly met, met, withdrawn, disputed, "
            "unknown.",
        ),
    ] = None,
    on: OnOption = None,
    each: EachOption = False,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show what it would take: who must do what, what depends on it, and what became of it."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.conditions(
            opened,
            each=each,
            as_known_on=as_known_on,
            **views.ConditionFilter(
                matter=matter, side=side, actor=actor, status=status, on=on, parts=parts
            ),
        )
        _show(opened, CONDITIONS, rows, to)


def deadlocks(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    on: OnOption = None,
    ended: Annotated[
        bool, typer.Option("--ended", help="Also those that a met or withdrawn condition ended.")
    ] = False,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show which sides wait for each other: each makes its act depend on another's."""
    with open_ledger(ledger, create=False) as opened:
        rows = views.deadlocks(
            opened,
            matter=matter,
            side=side,
            on=on,
            ended=ended,
            parts=parts,
            as_known_on=as_known_on,
        )
        _show(opened, DEADLOCKS, rows, to)


def statements(  # noqa: PLR0913
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Words that the statement holds.")
    ] = None,
    *,
    side: SideOption = None,
    speaker: Annotated[
        str | None, typer.Option("--speaker", metavar="NAME", help="Only this speaker.")
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
    they are taken for one.
    """
    with open_ledger(ledger, create=False) as opened:
        rows = views.statements(
            opened,
            query,
            side=side,
            speaker=speaker,
            matter=matter,
            stance=stance,
            factivity=factivity,
            sourcing=sourcing,
            since=since,
            until=until,
            each=each,
            parts=parts,
            as_known_on=as_known_on,
        )
        _show(opened, STATEMENTS, rows, to)


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
        str | None, typer.Option("--party", metavar="PARTY", help="Only with this party.")
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
        _show(opened, EVENTS, rows, to)


def sources(
    *,
    as_known_on: AsKnownOnOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show the outlets, agencies and source tags that the words come from."""
    with open_ledger(ledger, create=False) as opened:
        _show(opened, SOURCES, views.sources(opened, as_known_on=as_known_on), to)


def articles(  # noqa: PLR0913
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Words of the title or text.")
    ] = None,
    *,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="LANGUAGE", help="Only in this language (ru, Russian)."),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", metavar="NAME", help="Only of this outlet.")
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
        _show(opened, ARTICLES, rows, to)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command, example in (
        (positions, "dragoman positions --matter 'peace treaty' --over-time"),
        (shifts, "dragoman shifts --side RUS"),
        (conditions, "dragoman conditions --actor JPN --status 'not met'"),
        (deadlocks, "dragoman deadlocks --matter 'peace treaty' --ended"),
        (statements, "dragoman statements 'peace treaty' --side RUS --stance defers"),
        (events, "dragoman events --type SANCTION --to csv > events.csv"),
        (sources, "dragoman sources --to json"),
        (articles, "dragoman articles treaty --since 2031-01 --ledger talks.db"),
    ):
        app.command(epilog=f"Example: {example}")(command)
