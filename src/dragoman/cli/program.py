"""The program as a whole: its commands, and what it says when one cannot go on.

Exit codes: 0 done; 1 something could not be done, and the rest is; 2 wrong usage; 130 stopped
by the user.
"""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import (
    accounts,
    actors,
    audit,
    bench,
    brief,
    copying,
    deciding,
    explain,
    grounds,
    keeping,
    listing,
    looking,
    matters,
    publish,
    reading,
    records,
    rereading,
    serve,
    show,
    stories,
    tellings,
    told,
    vectors,
    versions,
    vocabulary,
    watch,
)
from dragoman.cli.panels import Panelled, put_in_panels
from dragoman.cli.screen import tell
from dragoman.errors import DragomanError

INTERRUPTED = 130

app = typer.Typer(
    name="dragoman",
    cls=Panelled,
    help="Read news coverage of a negotiation and keep its ledger: who said what, on whose "
    "behalf, on what conditions, according to whom.",
    epilog="Example: dragoman read news/ && dragoman positions",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    """Commands are registered below; the program itself only knows its version."""


for room in (
    reading,
    rereading,
    looking,
    listing,
    told,
    vectors,
    grounds,
    stories,
    explain,
    show,
    versions,
    brief,
    copying,
    audit,
    deciding,
    keeping,
    watch,
    serve,
    publish,
):
    room.register(app)
app.add_typer(accounts.app, name="accounts")
app.add_typer(actors.app, name="actors")
app.add_typer(bench.app, name="bench")
app.add_typer(matters.app, name="matters")
app.add_typer(records.app, name="records")
app.add_typer(tellings.app, name="tellings")
app.add_typer(vocabulary.app, name="vocabulary")


def _let_flow(commands: typer.Typer) -> None:
    """Let the paragraphs of all help flow: Typer keeps the line ends of all but the first."""
    for command in commands.registered_commands:
        paragraphs = (inspect.getdoc(command.callback) or "").split("\n\n")
        command.help = "\n\n".join(" ".join(words.split()) for words in paragraphs)
    for group in commands.registered_groups:
        if group.typer_instance:
            _let_flow(group.typer_instance)


_let_flow(app)
put_in_panels(app)


@cache
def _command() -> Callable[..., object]:
    """Return the whole program; to put it together takes longer than many a command does."""
    return typer.main.get_command(app)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; the default is the process's own."""
    try:
        _command()(list(arguments) if arguments is not None else None, prog_name="dragoman")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except DragomanError as error:
        tell(str(error))
        return 1
    except BrokenPipeError:
        # Whoever read our output has stopped (`dragoman statements | head`): that is no error,
        # but Python would complain when it closes stdout on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        tell(f"{where}{error.strerror or error}. Check the path, your rights and the disk.")
        return 1
    except KeyboardInterrupt:
        tell("Stopped.")
        return INTERRUPTED
    return 0


def main() -> None:
    """Run the command line that the process was started with."""
    sys.exit(run())
