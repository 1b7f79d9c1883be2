"""`dragoman audit`: a random sample judged record by record; `dragoman audits`: what came of it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dragoman.brief.names import counted
from dragoman.cli.answers import agreed, answers, at_terminal
from dragoman.cli.asking import LEGEND, Asking
from dragoman.cli.audit_tables import agreement_table, audits_table, figures_table
from dragoman.cli.options import (
    DEFAULT_LEDGER,
    LedgerOption,
    MatterOption,
    SideOption,
    SinceOption,
    To,
    ToOption,
    UntilOption,
)
from dragoman.cli.screen import err, out, tell, write
from dragoman.cli.showing import show
from dragoman.errors import DragomanError, LedgerError
from dragoman.export.rows import rows_csv, rows_json
from dragoman.ledger import Ledger, open_ledger
from dragoman.views import auditing
from dragoman.views.auditing import AuditFrame, AuditRow, SampleRow
from dragoman.views.auditing.rows import RECORD_KINDS
from dragoman.views.auditing.sampling import SAMPLE

INTERRUPTED = 130


class Kind(StrEnum):
    """Which records a sample is drawn from."""

    statements = "statements"
    conditions = "conditions"
    events = "events"
    all = "all"


WhoOption = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who judges; else the name you are logged in by."),
]


def audit(  # noqa: PLR0913
    *,
    sample: Annotated[
        int | None,
        typer.Option(
            "--sample", "-n", metavar="N", min=1, help=f"How many records; else {SAMPLE}."
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option("--seed", metavar="N", min=0, help="Draw what this number draws, again."),
    ] = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Which records.")] = None,
    side: SideOption = None,
    matter: MatterOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    above: Annotated[
        float | None,
        typer.Option("--above", metavar="P", min=0, max=1, help="Only confidence from P on."),
    ] = None,
    below: Annotated[
        float | None,
        typer.Option("--below", metavar="P", min=0, max=1, help="Only confidence below P."),
    ] = None,
    by_confidence: Annotated[
        bool,
        typer.Option("--by-confidence", help="As many records from each part of the scale."),
    ] = False,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="The audit's name; else the day.")
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with the audit of --name, else the last unfinished."),
    ] = False,
    marks: Annotated[
        Path | None,
        typer.Option("--marks", metavar="FILE", help="Bring in marks from a CSV table; ask none."),
    ] = None,
    apply: Annotated[
        bool,
        typer.Option("--apply", help="Then confirm what you marked right, reject what is wrong."),
    ] = False,
    who: WhoOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Draw a random sample of the ledger, judge it record by record, see how much is right.

    Every mark is kept at once: stop whenever you like, and go on with --resume. --to csv or
    json writes the sample for a spreadsheet instead of asking.
    """
    person = _person(who)
    frame = AuditFrame(_kinds(kind), side, matter, since, until, above, below, by_confidence)
    with open_ledger(ledger, create=False) as opened:
        _refuse_read_only(opened)
        if marks is not None:
            _bring_in(opened, marks, person, name, apply=apply)
            return
        chosen = _resumed(opened, person, name) if resume else None
        plain = (sample, seed, name) == (None, None, None) and frame == AuditFrame()
        if chosen is None and plain and to is To.table and at_terminal():
            chosen = _unfinished(opened, person)
        wanted = 0 if chosen else sample or SAMPLE
        if chosen is None:
            chosen = auditing.audit(opened, wanted, seed=seed, frame=frame, name=name, who=person)
        _tell_sample(opened, chosen, wanted)
        if to is not To.table:
            rows = auditing.audit_sample(opened, chosen, who=person)
            write(rows_json(rows) if to is To.json else rows_csv(rows, SampleRow))
            tell(
                "Fill in mark (right, partly, wrong, unsure) and wrong (the columns that are), "
                f"then: dragoman audit --marks FILE --name {_quoted(chosen)} --who NAME"
            )
            return
        stopped = _judge(opened, chosen, person)
        _print_figures(opened, chosen, person)
        if apply or (stopped == 0 and _wants_to_apply(opened, chosen, person)):
            _apply(opened, chosen, person)
    if stopped == INTERRUPTED:
        raise typer.Exit(INTERRUPTED)


def audits(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One audit, with all its figures.")
    ] = None,
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """List the audits of a ledger with their figures, or write one out whole.

    For one audit, json has figures, agreement and all records with their marks; csv a row for
    each record and each person's mark.
    """
    with open_ledger(ledger, create=False) as opened:
        if name is None:
            rows = auditing.audits(opened)
            show(rows, AuditRow, lambda: audits_table(rows), to, "Nothing was audited yet.")
        elif to is To.json:
            write(rows_json([auditing.audit_report(opened, name)]))
        elif to is To.csv:
            write(rows_csv(auditing.audit_sample(opened, name), SampleRow))
        else:
            _print_figures(opened, name, None)


def _person(who: str | None) -> str:
    if who is not None:
        if not who.strip():
            raise typer.BadParameter("A mark says who made it. Give a name.", param_hint="--who")
        return " ".join(who.split())
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "somebody"


def _kinds(kinds: Sequence[Kind] | None) -> tuple[auditing.RecordKind, ...]:
    asked = {kind.value for kind in kinds or ()}
    if not asked or Kind.all.value in asked:
        return RECORD_KINDS
    return tuple(kind for kind in RECORD_KINDS if f"{kind}s" in asked)


def _refuse_read_only(ledger: Ledger) -> None:
    if not ledger.writable:
        raise LedgerError(
            f"{ledger.where}: this ledger is read-only, so a sample and its marks cannot be kept. "
            "Make the file and its folder writable, or audit a copy of it (--ledger COPY)."
        )


def _resumed(ledger: Ledger, person: str, name: str | None) -> str:
    if name is not None:
        return auditing.audit_items(ledger, name)[0].audit
    found = auditing.unfinished(ledger, person)
    if found is None:
        raise DragomanError(
            f"{person} has no unfinished audit here. `dragoman audits` lists all; `dragoman audit "
            "--resume --name NAME` goes on with one of them."
        )
    return found


def _unfinished(ledger: Ledger, person: str) -> str | None:
    found = auditing.unfinished(ledger, person)
    if found is None:
        return None
    items = auditing.audit_items(ledger, found)
    own = sum(item.mark_of(person) is not None for item in items)
    question = f"The audit {found} is unfinished ({own} of {len(items)}). Go on with it?"
    return found if agreed(question) else None


def _tell_sample(ledger: Ledger, name: str, wanted: int) -> None:
    one = auditing.audit_figures(ledger, name)[0]
    fewer = f" There are no more than {one.sample}: all are taken." if one.sample < wanted else ""
    tell(
        f"Audit {name}: {one.sample} of {counted(one.population, 'record')}, "
        f"seed {one.seed}.{fewer}"
    )


def _judge(ledger: Ledger, name: str, person: str) -> int:
    """Ask until all is judged or the person stops; return 0, 1 for stopped, 130 for Ctrl-C."""
    asking = Asking.of(ledger, name, person, answers())
    if not asking.items:
        tell(f"{person} has marked all of it.")
        return 0
    err().print(Text(LEGEND, "dim"), end="\n\n")
    try:
        stopped = 0 if asking.run() else 1
    except KeyboardInterrupt:
        tell("")
        stopped = INTERRUPTED
    left = sum(item.mark_of(person) is None for item in auditing.audit_items(ledger, name))
    if left:
        tell(
            f"{counted(left, 'record')} left; all marks are kept. Go on with: dragoman audit "
            f"--resume --name {_quoted(name)} --who {_quoted(person)}\n"
        )
    return stopped


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name


def _print_figures(ledger: Ledger, name: str, person: str | None) -> None:
    console = out()
    figures = auditing.audit_figures(ledger, name)
    for n, one in enumerate(one for one in figures if person in (None, one.who)):
        if n:
            console.print()
        console.print(figures_table(one))
    rows = auditing.audit_agreement(ledger, name)
    if rows:
        console.print(agreement_table(rows))


def _bring_in(ledger: Ledger, path: Path, person: str, name: str | None, *, apply: bool) -> None:
    raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    given = auditing.marks_from_csv(raw, path.name)
    taken = auditing.audit_marks(ledger, given, who=person, audit=name)
    tell(
        f"Audit {taken.audit}: {counted(taken.stored, 'mark')} brought in, {taken.known} known "
        f"before, {taken.empty} empty, {len(taken.refused)} refused."
    )
    for refused in taken.refused:
        tell(f"  {refused}")
    _print_figures(ledger, taken.audit, None)
    if apply:
        for one in dict.fromkeys(mark.who or person for mark in given):
            _apply(ledger, taken.audit, one)
    if taken.refused:
        raise typer.Exit(1)


def _wants_to_apply(ledger: Ledger, name: str, person: str) -> bool:
    if not at_terminal():
        return False
    right, wrong = auditing.to_apply(auditing.audit_items(ledger, name), person)
    if not right + wrong:
        return False
    return agreed(
        f"\nMake your marks decisions: confirm {right}, reject {wrong}? What is rejected counts "
        "for nothing from then on."
    )


def _apply(ledger: Ledger, name: str, person: str) -> None:
    done = auditing.audit_apply(ledger, who=person, audit=name)
    known = f", {done.known} so decided before" if done.known else ""
    tell(f"{done.confirmed} confirmed, {done.rejected} rejected{known}.")
    for left in done.left:
        tell(f"  left as it is: {left}")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: dragoman audit --sample 50")(audit)
    app.command(epilog="Example: dragoman audits 2031-03-04 --to json")(audits)
