"""Options that several commands share, worded once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.ledger.moments import is_date

DEFAULT_LEDGER = "dragoman.db"


class To(StrEnum):
    """How a list is written."""

    table = "table"
    json = "json"
    csv = "csv"


class ReadTo(StrEnum):
    """How a result is written that is no list of rows."""

    table = "table"
    json = "json"


class Reader(StrEnum):
    """Which reader reads."""

    default = "default"
    careful = "careful"
    rules = "rules"


def _day(value: str | None) -> str | None:
    if value is not None and not is_date(value):
        raise typer.BadParameter(f"{value!r} is no day. Write it as 2031-03-04, 2031-03 or 2031.")
    return value


def given(value: str | None) -> str | None:
    """Check that an option says something: an empty variable of the shell would ask for all."""
    if value is not None and not value.strip():
        raise typer.BadParameter("Nothing is given. Leave it out, or say which.")
    return value


def one_of(words: Sequence[str]) -> Callable[[str | None], str | None]:
    """Return a check that an option holds one of the words, in any case of letters."""
    known = {word.casefold(): word for word in words}

    def check(value: str | None) -> str | None:
        if value is None:
            return None
        if value.casefold() not in known:
            raise typer.BadParameter(f"{value!r} is none of: {', '.join(words)}.")
        return known[value.casefold()]

    return check


LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        envvar="DRAGOMAN_LEDGER",
        metavar="FILE",
        help="The ledger's file, or postgresql://USER@HOST/DATABASE.",
    ),
]
ToOption = Annotated[
    To,
    typer.Option("--to", help="How to write the list: a table for people, JSON or CSV."),
]
ReaderOption = Annotated[
    Reader,
    typer.Option(
        "--reader", help="The default reader, the slower and more careful one, or rules alone."
    ),
]
MatterOption = Annotated[
    str | None,
    typer.Option(
        "--matter", "-m", metavar="MATTER", callback=given, help="Only this matter (id or name)."
    ),
]
PartsOption = Annotated[bool, typer.Option("--parts", help="With what is part of the matter, too.")]
SideOption = Annotated[
    str | None,
    typer.Option(
        "--side", "-s", metavar="SIDE", callback=given, help="Only this side (RUS, Russia, a body)."
    ),
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", callback=_day, help="Not before this day (YYYY-MM-DD)."
    ),
]
UntilOption = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", callback=_day, help="Not after this day (YYYY-MM-DD)."),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", callback=_day, help="Only what was said by this day (YYYY-MM-DD)."
    ),
]
AsKnownOnOption = Annotated[
    str | None,
    typer.Option(
        "--as-known-on",
        metavar="DATE",
        callback=_day,
        help="Only what was published, else retrieved, by this day.",
    ),
]
ReasonOption = Annotated[
    str, typer.Option("--reason", "-r", metavar="WORDS", help="Why: kept with the decision.")
]
WhoOption = Annotated[str, typer.Option("--who", metavar="NAME", help="Who decides, if given.")]

EachOption = Annotated[
    bool,
    typer.Option("--each", help="Every telling of an utterance by itself, not one for all."),
]
