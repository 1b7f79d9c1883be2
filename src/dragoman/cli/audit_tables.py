"""Figures of audits laid out for people to read."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dragoman.brief.names import counted
from dragoman.cli.tables import grid
from dragoman.views.auditing import Agreement, AuditFigures, AuditRow, Figure
from dragoman.views.auditing.wording import frame_words, kept_promise, percents


def figures_table(one: AuditFigures) -> RenderableType:
    """Return what a person's marks say: precision, by kind, by field, against confidence."""
    judged = one.marked - one.unsure
    marked = f", marked by {one.who}" if one.marked else ""
    head = Text(f"Audit {one.audit}{marked}: {judged} of {one.sample} judged", "bold")
    head.append(f", {one.unsure} unsure, {one.left} not marked yet", "not bold")
    drawn = f"drawn {one.drawn[:10]} from {counted(one.population, 'record')}"
    parts: list[RenderableType] = [
        head,
        Text(f"{drawn} ({frame_words(one.frame)}), seed {one.seed}", "dim"),
        Text(f"read by {'; '.join(one.readers)}", "dim"),
    ]
    if judged:
        parts += [Text(), _table((one.precision, one.found))]
        if len(one.kinds) > 1:
            parts += [Text("\nBY KIND", "bold blue"), _table(one.kinds)]
        parts += [Text("\nBY FIELD, where a record says something in it", "bold blue")]
        parts += [_table(one.fields, missing=any(figure.missing for figure in one.fields))]
        parts += [Text("\nBY CONFIDENCE, right or partly right", "bold blue")]
        parts += [_promises(one.confidences), Text()]
    parts += [Text(one.sentence), *(Text(note, "dim") for note in _notes(one))]
    return Group(*parts)


def _table(figures: Sequence[Figure], *, missing: bool = False) -> Table:
    table = grid(("", 23), ("Right", 12), ("Share (95 % interval)", None))
    if missing:
        table.add_column("Lacking", width=7)
    for one in figures:
        row = [one.name, f"{one.right:,} of {one.of:,}", percents(one)]
        table.add_row(*row, *([str(one.missing or "")] if missing else []))
    return table


def _promises(figures: Sequence[Figure]) -> Table:
    table = grid(
        ("Confidence", 10), ("Right", 12), ("Share (95 % interval)", None), ("Promised", None)
    )
    for one in figures:
        promised = "" if one.promised is None else f"{100 * one.promised:.0f} %, "
        said = f"{promised}{kept_promise(one)}"
        table.add_row(one.name, f"{one.right:,} of {one.of:,}", percents(one), said)
    return table


def _notes(one: AuditFigures) -> list[str]:
    notes = []
    if one.rejected:
        notes.append(
            f"{counted(one.rejected, 'record')} that people had rejected could not be drawn: the "
            "figures are of the ledger as it stands."
        )
    if one.corrected:
        notes.append(f"{counted(one.corrected, 'record')} of the sample stood as corrected.")
    if one.precision.of:
        notes.append("Precision tells how much of what is there is right, not what was missed.")
    return notes


def agreement_table(rows: Sequence[Agreement]) -> RenderableType:
    """Return how far people marked alike."""
    table = grid(("Two people", 28), ("Both", 6), ("Same", 6), ("Cohen's kappa", None))
    for row in rows:
        kappa = "not defined: one mark only" if row.kappa is None else f"{row.kappa:.2f}"
        if row.kappa_right is not None:
            kappa += f" (right or not: {row.kappa_right:.2f})"
        table.add_row(f"{row.who} and {row.other}", str(row.both), str(row.same), kappa)
    return Group(Text("\nAGREEMENT", "bold blue"), table)


def audits_table(rows: Sequence[AuditRow]) -> Table:
    """Return all audits with what each person's marks say."""
    table = grid(("Audit", 14), ("Sample", None), ("Marked", 16), ("Right (95 % interval)", 24))
    for row in rows:
        sample = Text(f"{row.sample} of {counted(row.population, 'record')}")
        sample.append(f"\n{row.frame}, seed {row.seed}", "dim")
        marked = Text(f"{row.marked}" + (f" by {row.who}" if row.who else ""))
        rest = [
            f"{row.unsure} unsure" if row.unsure else "",
            f"{row.left} left" if row.left else "",
        ]
        marked.append("".join(f"\n{words}" for words in rest if words), "dim")
        figure = Figure("", 0, 0, row.precision, row.low, row.high)
        table.add_row(row.audit, sample, marked, percents(figure))
    return table
