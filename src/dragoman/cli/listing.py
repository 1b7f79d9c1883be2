"""Commands that list where sides stand: positions, shifts, conditions and deadlocks."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import views
from dragoman.cli import tables
from dragoman.cli.course_tables import over_time_table
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    AsKnownOnOption,
    EachOption,
    LedgerOption,
    MatterOption,
    OnOption,
    PartsOption,
    SideOption,
    To,
    ToOption,
    given,
    one_of,
)
from dragoman.cli.screen import write
from dragoman.cli.showing import Listing, show_listing
from dragoman.export.argdown import conditions_argdown
from dragoman.ledger import open_ledger
from dragoman.views.chains import chains
from dragoman.views.course_rows import OverTimeRow
from dragoman.views.deadlock_rows import DeadlockRow
from dragoman.views.rows import ConditionRow, PositionRow, ShiftRow
from dragoman.views.status import STATUSES
from dragoman.vocabulary.asks import ASKS

POSITIONS = Listing(PositionRow, tables.positions_table, "No position was found.")
OVER_TIME = Listing(OverTimeRow, over_time_table, "No position was found.")
SHIFTS = Listing(ShiftRow, tables.shifts_table, "No shift was found.")
CONDITIONS = Listing(ConditionRow, tables.conditions_table, "No condition was found.")
DEADLOCKS = Listing(DeadlockRow, tables.deadlocks_table, "No deadlock was found.")


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
        int | None,
        typer.Option(
            "--stale",
            metavar="MONTHS",
            min=1,
            help="With --over-time: months without a word after which a position is stale "
            f"(else {views.STALE}).",
        ),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show where each side stands on each matter, with its words and its conditions.

    Speakers of one side who take different stances are listed with their words.
    """
    if stale is not None and not over_time:
        raise typer.BadParameter("It goes with --over-time.", param_hint="'--stale'")
    with open_ledger(ledger, create=False) as opened:
        if over_time:
            courses = views.positions_over_time(
                opened,
                matter=matter,
                side=side,
                on=on,
                parts=parts,
                as_known_on=as_known_on,
                stale=stale or views.STALE,
            )
            show_listing(opened, OVER_TIME, courses, to)
            return
        rows = views.positions(
            opened, matter=matter, side=side, on=on, parts=parts, as_known_on=as_known_on
        )
        show_listing(opened, POSITIONS, rows, to)


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
        show_listing(opened, SHIFTS, rows, to)


def conditions(  # noqa: PLR0913
    *,
    matter: MatterOption = None,
    side: SideOption = None,
    actor: Annotated[
        str | None,
        typer.Option(
            "--actor", metavar="PARTY", callback=given, help="Only what this party must do."
        ),
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
    asks: Annotated[
        str | None,
        typer.Option(
            "--asks",
            metavar="WHAT",
            callback=one_of(ASKS),
            help="Only those that ask for this: act, restraint, recognition, payment, sequence, "
            "unknown.",
        ),
    ] = None,
    on: OnOption = None,
    each: EachOption = False,
    parts: PartsOption = False,
    as_known_on: AsKnownOnOption = None,
    argdown: Annotated[
        bool,
        typer.Option(
            "--argdown",
            help="Which may lead to which, and who waits for each other, as Argdown text. With "
            "--matter, --side, --on and --as-known-on alone.",
        ),
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show what it would take: who must do what, what depends on it, and what became of it."""
    if argdown and (actor or status or asks or each or parts or to is not To.table):
        others = "'--actor', '--status', '--asks', '--each', '--parts', '--to'"
        raise typer.BadParameter(f"It goes with none of {others}.", param_hint="'--argdown'")
    with open_ledger(ledger, create=False) as opened:
        if argdown:
            led = chains(opened, matter=matter, side=side, on=on, as_known_on=as_known_on)
            locked = views.deadlocks(
                opened, matter=matter, side=side, on=on, as_known_on=as_known_on
            )
            write(conditions_argdown(opened, led, locked))
            return
        rows = views.conditions(
            opened,
            each=each,
            as_known_on=as_known_on,
            **views.ConditionFilter(
                matter=matter,
                side=side,
                actor=actor,
                status=status,
                asks=asks,
                on=on,
                parts=parts,
            ),
        )
        show_listing(opened, CONDITIONS, rows, to)


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
        show_listing(opened, DEADLOCKS, rows, to)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command, example in (
        (positions, "dragoman positions --matter 'peace treaty' --over-time"),
        (shifts, "dragoman shifts --side RUS"),
        (conditions, "dragoman conditions --actor JPN --status 'not met'"),
        (deadlocks, "dragoman deadlocks --matter 'peace treaty' --ended"),
    ):
        app.command(epilog=f"Example: {example}")(command)
