"""`dragoman vectors`: what search by meaning needs, made for the statements that lack it."""

from __future__ import annotations

import typer

from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption
from dragoman.cli.screen import counting, tell
from dragoman.ledger import open_ledger


def vectors(*, ledger: LedgerOption = DEFAULT_LEDGER) -> None:
    """Make vectors for statements that have none, so that they are found by meaning.

    It can be stopped at any time and goes on where it was. The vectors lie beside the ledger and
    may be deleted; `dragoman serve` makes them by itself.
    """
    from dragoman.meaning import make_vectors, waiting

    with open_ledger(ledger, create=False) as opened:
        count = waiting(opened)
        with counting(count) as progress:
            task = progress.add_task("Making vectors", total=count)
            made = make_vectors(opened, told=lambda n: progress.update(task, completed=n))
    tell(f"{made:,} vectors made." if made else "Every statement has its vector.")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman vectors --ledger talks.db")(vectors)
