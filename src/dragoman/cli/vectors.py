"""`dragoman vectors`: what search by meaning needs, made for the statements that lack it."""

from __future__ import annotations

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption
from dragoman.cli.screen import counting, tell
from dragoman.ledger import Ledger, open_ledger


def vectors(*, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Make vectors for statements that have none, so that they are found by meaning.

    It can be stopped at any time and goes on where it was. The vectors lie beside the ledger and
    may be deleted; `dragoman serve` makes them by itself.
    """
    from dragoman.meaning import waiting

    with open_ledger(ledger, create=False) as opened:
        made = make_those_of(opened, waiting(opened))
    tell(f"{made:,} vectors made." if made else "Every statement has its vector.")


def make_those_of(ledger: Ledger, count: int) -> int:
    """Make vectors for the `count` statements that have none, with a progress bar."""
    from dragoman.meaning import make_vectors

    with counting(count) as progress:
        task = progress.add_task("Making vectors", total=count)
        return make_vectors(ledger, told=lambda n: progress.update(task, completed=n))


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman vectors --ledger talks.db")(vectors)
