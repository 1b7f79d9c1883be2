"""A side's course in words: what moved by how much, who spoke, and for how long it was silent."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.brief.names import counted, day_name
from dragoman.views.course_rows import OverTimeRow, RunRow
from dragoman.views.rows import Voice
from dragoman.vocabulary.countries import countries


def run_words(run: RunRow) -> str:
    """Return what a run is in words: `softened by 2 steps; Orlova, President; 3 statements`."""
    parts = []
    if run.steps:
        parts.append(f"{run.direction} by {counted(abs(run.steps), 'step')}")
    if run.speakers:
        named = ", ".join(run.speakers)
        one = f"{named}, {run.office}"
        several = f"{named} (highest: {run.office})"
        parts.append((one if len(run.speakers) == 1 else several) if run.office else named)
    parts.append(counted(run.statements, "statement"))
    if run.divided:
        parts.append("others of the side said otherwise")
    return "; ".join(parts)


def stale_words(row: OverTimeRow) -> str | None:
    """Return for how long a side has said nothing, None where the position is not stale."""
    if not row.stale or row.silent is None:
        return None
    years = row.silent // 12
    long = f"{years} years" if years > 1 else f"{row.silent} months"
    state = countries().by_iso3.get(row.side)
    ended = state is not None and row.measured_to == state.until
    until = "its end, " if ended else ""
    return f"Nothing said for {long} (up to {until}{day_name(row.measured_to)})."


def divided_words(voices: Sequence[Voice]) -> str:
    """Return the heading of voices that differ: `Divided voices: open, rejects`."""
    return f"Divided voices: {', '.join(sorted({voice.stance for voice in voices}))}"
