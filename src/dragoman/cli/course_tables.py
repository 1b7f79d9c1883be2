"""Positions over time, and divided voices, laid out for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from dragoman.brief.course import run_words, stale_words
from dragoman.brief.names import day_name, party_name
from dragoman.brief.weighing import weightiest
from dragoman.cli.references import Shortened
from dragoman.cli.screen import quote, stance_text
from dragoman.cli.tables import grid, voice_lines
from dragoman.views.course_rows import OverTimeRow, RunRow


def over_time_table(rows: Sequence[OverTimeRow], short: Shortened) -> RenderableType:
    """Return each side's runs of one stance, matter by matter, the weightiest first."""
    parts: list[RenderableType] = []
    for (_, name), group in groupby(weightiest(rows), key=lambda r: (r.matter, r.matter_name)):
        table = grid(("", 14), ("", 18), ("", None), header=False)
        for row in group:
            for n, run in enumerate(row.runs):
                side = Text("" if n else party_name(row.side))
                stance = stance_text(run.stance, run.scope).append("\n").append_text(_days(run))
                table.add_row(side, stance, _run(run, short))
            notes = voice_lines(row.voices, short)
            if stale := stale_words(row):
                notes.append(Text(stale, "yellow"))
            for note in notes:
                table.add_row("", "", note)
        parts += [Text(name, style="bold"), table, Text()]
    return Group(*parts[:-1])


def _days(run: RunRow) -> Text:
    if run.first is None:
        return Text("undated", "dim")
    days = day_name(run.first)
    return Text(days if run.last == run.first else f"{days} –\n{day_name(run.last)}", "dim")


def _run(run: RunRow, short: Shortened) -> Text:
    lines = [Text(run_words(run), "dim")]
    for each in run.evidence:
        lines.append(quote(each.words).append(f"  {short(each.record)}", "dim"))
    for one in run.conditions:
        line = Text().append(f"→ {one.kind}: ", "yellow").append(one.act)
        lines.append(line.append(f"  {short(one.record)}", "dim"))
    return Text("\n").join(lines)
