"""`dragoman explain`: why a record is there."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from dragoman import views
from dragoman.brief.names import party_name
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, To, ToOption
from dragoman.cli.screen import out, stance_text, write
from dragoman.export.rows import rows_csv, rows_json
from dragoman.ledger import open_ledger
from dragoman.records import BY_PERSON
from dragoman.views.explanation_rows import Explanation


def explain(
    record: Annotated[
        str,
        typer.Argument(
            metavar="RECORD",
            help="A record's name, as lists show it: a1b2c/s203-331, or s203-331 alone.",
            show_default=False,
        ),
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Explain why a record is there: its rule, cue, confidence and words in their place."""
    with open_ledger(ledger, create=False) as opened:
        found = views.explain(opened, record)
    if to is To.json:
        write(rows_json([found]))
    elif to is To.csv:
        write(rows_csv([found], Explanation))
    else:
        _print(found)


def _print(found: Explanation) -> None:
    console = out()
    console.print(Text(f"{found.sort.capitalize()} {found.record}", "bold"))
    console.print(Text(f"in {found.title}", "dim"))
    context = Text(f"\n{_line(found.before)}", "dim")
    context.append(_line(found.words), "bold not dim").append(f"{_line(found.after)}\n")
    console.print(context)
    facts = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    facts.add_column(style="dim", width=12)
    facts.add_column(overflow="fold")
    for label, value in _facts(found):
        if value:
            facts.add_row(label, value)
    console.print(facts)
    if found.told:
        console.print(Text(f"{found.told}:"))
    for one in found.witnesses:
        console.print(Text(f"  {_line(str(one))}", "dim"))
    for note in found.notes:
        console.print(Text(f"• {note}"))
    for decision in found.decisions:
        line = f"{decision.when} {decision.who}: {decision.verb} ({decision.why})"
        console.print(Text(line, "yellow"))


def _facts(found: Explanation) -> list[tuple[str, Text | str | None]]:
    cue = f"“{found.cue}”" if found.cue else None
    if cue and found.cue_kind:
        cue += f" ({', '.join(filter(None, (found.cue_kind, found.factivity)))})"
    return [
        ("speaker", found.speaker),
        ("named by", f"“{_line(found.source)}”" if found.source else None),
        ("role", found.role),
        ("on record", f"{found.office}, {found.office_term}" if found.office else None),
        ("conflict", Text(found.office_conflict, "yellow") if found.office_conflict else None),
        ("said", _line(found.venue) if found.venue else None),
        ("not named", _withheld(found)),
        ("via", ", then ".join(found.via)),
        ("side", party_name(found.side) if found.side else None),
        ("stance", stance_text(found.stance)),
        ("stance cue", f"“{found.stance_cue}”" if found.stance_cue else None),
        ("matter", found.matter_name),
        ("found by", _found_by(found.rule)),
        ("cue", cue),
        ("hedged", f"“{_line(found.hedge)}”" if found.hedge else None),
        ("confidence", f"{found.confidence:.2f}"),
        ("read by", f"Dragoman {found.reader}, {found.model}"),
    ]


def _withheld(found: Explanation) -> str | None:
    words = f" (“{_line(found.anonymity_words)}”)" if found.anonymity_words else ""
    return f"{found.anonymity}{words}" if found.anonymity else None


def _line(words: str) -> str:
    return words.replace("\r", " ").replace("\n", " ")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman explain s203-331")(explain)


def _found_by(rule: str) -> str | None:
    if rule == BY_PERSON:
        return f"{rule}, who added it"
    return f"rule {rule}" if rule else None
