"""Titles within titles: `Vale, an adviser to Kestrel's premier, Ana Kest,` holds two persons'."""

from __future__ import annotations

from dragoman.reading.speakers.marked import Marked, Run


def own_part(marked: Marked, run: Run | None, taken: dict[int, int]) -> Run | None:
    """Return of a title that names another office in its complement, and is another's, that one."""
    if run is None or run.start - 2 not in taken or marked.text[run.start - 1] != ",":
        return run
    return inner(marked, run) or run


def inner(marked: Marked, run: Run) -> Run | None:
    """Return the office in the complement of another: that of `an adviser to Kest's premier`."""
    last = marked.covering.get(run.end - 1)
    if last is None or last.entry.office is None:
        return None
    for at in range(last.start - 1, run.start, -1):
        before = marked.covering.get(at - 1)
        if marked.tag[at] in ("IN", "TO") and before is not None and before.entry.office:
            return Run(at + 1, run.end)
    return None
