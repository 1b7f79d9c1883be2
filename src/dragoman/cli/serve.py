"""`dragoman serve`: the ledger as pages to read, search and correct, on one's own machine."""

from __future__ import annotations

import secrets
from typing import Annotated

import typer

from dragoman.cli.inputs import DossierOption
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption
from dragoman.cli.screen import tell
from dragoman.ledger import open_ledger
from dragoman.vocabulary.dossier import NO_DOSSIER
from dragoman.vocabulary.dossier_file import read_dossier

PORT = 8123


def serve(
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="Where to answer; others ask for a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, metavar="PORT", help="0: any free one.")
    ] = PORT,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="DRAGOMAN_TOKEN",
            metavar="TOKEN",
            help="What opens the desk; made up for a --host that is not this machine's own.",
        ),
    ] = None,
    dossier: DossierOption = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Show the ledger; let nothing be changed.")
    ] = False,
) -> None:
    """Open the desk: the ledger as pages, until it is stopped with Ctrl-C.

    It answers only to this machine. With another --host it asks everybody for a token.
    """
    from dragoman.web.application import desk
    from dragoman.web.safety import LOOPBACK, Access
    from dragoman.web.serving import listening, run

    known = read_dossier(dossier) if dossier else NO_DOSSIER
    open_ledger(ledger).close()
    own = host in LOOPBACK
    shown = token or (None if own else secrets.token_urlsafe(24))
    with listening(host, port) as bound:
        at = bound.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        address = f"http://{name}:{at}/" + (f"?token={shown}" if shown else "")
        tell(f"The desk of {ledger} is at {address}")
        tell("Stop it with Ctrl-C.")
        every = host in ("0.0.0.0", "::")
        hosts = None if every else LOOPBACK if own else (*LOOPBACK, host.lower())
        access = Access(hosts, shown, read_only)
        run(desk(ledger, access, known, vectors=not read_only, warm=True), bound)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman serve --ledger talks.db")(serve)
