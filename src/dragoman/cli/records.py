"""`dragoman records`: a person's decisions on statements, conditions and events.

Among them that a statement is to be added which no reader found.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dragoman.cli.decided import UndoArgument
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, ReasonOption, WhoOption, one_of
from dragoman.cli.screen import tell
from dragoman.ledger import Decision, open_ledger, record_decisions
from dragoman.ledger.adding import Given
from dragoman.ledger.deciding_many import DecidedMany, records_decide
from dragoman.records import CONDITION_KINDS, KINDS, STANCES
from dragoman.views.deciding import said_of

app = typer.Typer(
    help="Decide that a record is right or wrong, or say what is right instead. It stays decided "
    "when a newer reader reads the article.",
    epilog="Example: dragoman records reject a1b2c/s203-331 --reason 'He asked, no more.'",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

RecordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="RECORD...",
        help="The names of statements, conditions or events, as lists show them. Each is decided "
        "on by itself.",
        show_default=False,
    ),
]
WhyOption = Annotated[
    str, typer.Option("--reason", "-r", metavar="WORDS", help="Why, if that is to be kept.")
]


@app.command(
    epilog="Example: dragoman records add report --words 'We will wait.' --speaker 'Ilse Marrane' "
    "--reason 'Missed.'"
)
def add(  # noqa: PLR0913  (a command's options)
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="The article's id, file name or title.", show_default=False
        ),
    ],
    *,
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="Its words, as they stand there.")
    ],
    speaker: Annotated[
        str,
        typer.Option("--speaker", metavar="NAME", help="Who says it: an actor, by name or id."),
    ],
    reason: ReasonOption,
    at: Annotated[
        int | None,
        typer.Option("--at", metavar="N", help="Where the words begin, if they stand there twice."),
    ] = None,
    role: Annotated[str | None, typer.Option("--role", help="The speaker's role.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="The speaker's country.")] = None,
    sort: Annotated[
        str | None,
        typer.Option("--sort", help="Who a new speaker is: person, government, organisation ..."),
    ] = None,
    side: Annotated[
        str | None,
        typer.Option("--side", "-s", help="For whom the speaker speaks, if not as known."),
    ] = None,
    matter: Annotated[
        str | None,
        typer.Option("--matter", "-m", help="What it is about: a matter's name or id, or words."),
    ] = None,
    stance: Annotated[
        str | None, typer.Option("--stance", callback=one_of(STANCES), help=", ".join(STANCES))
    ] = None,
    scope: Annotated[
        str | None, typer.Option("--scope", help="To what the stance is limited.")
    ] = None,
    said: Annotated[
        str | None, typer.Option("--said", metavar="DATE", help="When it was said (YYYY-MM-DD).")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", callback=one_of(KINDS), help="direct, indirect or mixed."),
    ] = None,
    condition: Annotated[
        str | None,
        typer.Option("--condition", metavar="WORDS", help="The words for what has to be done."),
    ] = None,
    condition_kind: Annotated[
        str | None,
        typer.Option(
            "--condition-kind", callback=one_of(CONDITION_KINDS), help=", ".join(CONDITION_KINDS)
        ),
    ] = None,
    condition_actor: Annotated[
        str | None, typer.Option("--actor", help="Who has to do what the condition asks.")
    ] = None,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Add a statement that no reader found, by its words in the article."""
    told = Given(
        at=at,
        role=role,
        country=country,
        sort=sort,
        side=side,
        matter=matter,
        stance=stance,
        scope=scope,
        said=said,
        kind=kind,
        condition=condition,
        condition_kind=condition_kind,
        condition_actor=condition_actor,
        who=who,
        reason=reason,
    )
    with open_ledger(ledger, create=False) as opened:
        _tell(record_decisions.records_add(opened, article, words, speaker=speaker, **told))


@app.command(epilog="Example: dragoman records confirm a1b2c/s203-331 --who Ines")
def confirm(
    records: RecordsArgument,
    *,
    reason: WhyOption = "",
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Hold records to be right: they stay as they stand now."""
    with open_ledger(ledger, create=False) as opened:
        _tell_all(records_decide(opened, records, "confirm", reason=reason, who=who))


@app.command(
    epilog="Example: dragoman records correct a1b2c/s203-331 --set stance=open --reason 'A hint.'"
)
def correct(
    records: RecordsArgument,
    *,
    fields: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="FIELD=VALUE",
            help="Of a statement stance, scope, matter, side, said, speaker.name, speaker.role, "
            "speaker.country, speaker.sort; of a condition kind, actor; of an event type, status, "
            "date. Nothing after the = takes it away. A matter of the ledger goes by its id or "
            "name, too.",
        ),
    ],
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Say what is right in fields of records."""
    with open_ledger(ledger, create=False) as opened:
        given = _fields(fields)
        _tell_all(records_decide(opened, records, "correct", given, reason=reason, who=who))


@app.command(epilog="Example: dragoman records reject a1b2c/s203-331 --reason 'He asked, no more.'")
def reject(
    records: RecordsArgument,
    *,
    reason: ReasonOption,
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Hold records to be wrong: they count for nothing."""
    with open_ledger(ledger, create=False) as opened:
        _tell_all(records_decide(opened, records, "reject", reason=reason, who=who))


@app.command(epilog="Example: dragoman records undo 7")
def undo(
    decision: UndoArgument = None,
    *,
    reason: WhyOption = "",
    who: WhoOption = "",
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Undo a decision on a record; it stays in `dragoman decisions`."""
    with open_ledger(ledger, create=False) as opened:
        _tell(record_decisions.records_undo(opened, decision, reason=reason, who=who))


def _fields(given: list[str]) -> dict[str, Any]:
    """Return the fields of `FIELD=VALUE`; those of a speaker are one mapping."""
    fields: dict[str, Any] = {}
    for one in given:
        name, sign, value = (part.strip() for part in one.partition("="))
        if not sign or not name:
            raise typer.BadParameter(f"{one!r} is no FIELD=VALUE.", param_hint="--set")
        if name.startswith("speaker."):
            fields.setdefault("speaker", {})[name.removeprefix("speaker.")] = value or None
        else:
            fields[name] = value or None
    return fields


def _tell_all(decided: DecidedMany) -> None:
    """Say what was kept, and what was not and why: then the command has failed, in part."""
    for decision in decided.decisions:
        _tell(decision)
    for one in decided.undecided:
        tell(one.why)
    if decided.undecided:
        raise typer.Exit(1)


def _tell(decision: Decision) -> None:
    told = f"Decision {decision.id}: {said_of(decision)}."
    back = f" `dragoman records undo {decision.id}` takes it back."
    tell(told if decision.verb == "undo" else told + back)
