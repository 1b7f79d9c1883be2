"""What changed since a day, in lines: each with the words then and now, or that nothing did."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.brief.changes import ConditionChange, First, Move
from dragoman.brief.citing import Citation
from dragoman.brief.content import Brief
from dragoman.brief.document import Block, Line, Run
from dragoman.brief.names import (
    called,
    counted,
    day_name,
    on_day,
    party_name,
    stated_by,
    status_words,
)
from dragoman.brief.wording import act, quote, text, told_words
from dragoman.views.rows import Quote


def changes_title(brief: Brief) -> str:
    """Return the heading over what changed."""
    since = brief.asked.since
    return f"What changed since {day_name(since)}" if since else "What changed last"


def changes_told(brief: Brief) -> Iterator[Block]:
    """Yield what changed, a line for each change; of a day that was asked for, also what did not.

    Nothing, where no day was asked for and no side ever moved.
    """
    told, since = brief.changes, brief.asked.since
    if since is not None and told.whole and (told.moves or told.first or told.fresh):
        yield text(f"No article is dated before {day_name(since)}: all that follows is new.")
    yield from map(_move, told.moves)
    if since is None:
        return
    yield from map(_first, told.first)
    yield from map(_fresh, told.fresh)
    yield from map(_became, told.became)
    if told.beyond:
        yield text(f"There is no room here for {counted(told.beyond, 'other change')}.")
    yield from map(text, _unchanged(brief, day_name(since)))


def _unchanged(brief: Brief, since: str) -> Iterator[str]:
    """Yield in sentences what did not change."""
    told = brief.changes
    stances, conditions = told.moves or told.first, told.fresh or told.became
    if not stances and not conditions:
        none = "" if brief.articles else "no article is of a later day, "
        yield (
            f"Nothing changed since {since}: {none}no side's stance moved or was told for the "
            "first time, and no condition was set, met or withdrawn."
        )
    elif not told.moves:
        yield "No side's stance moved."
    if stances and not conditions:
        yield "No condition was set, met or withdrawn."


def _move(move: Move) -> Line:
    """Return how a side moved: `Japan softened by 2 steps on fishing: from rejects ... to open`."""
    row = move.row
    how = f" {row.direction} by {counted(abs(row.steps), 'step')} on {row.matter_name}: from "
    anew = ", a stance that it had not taken before" if move.anew else ""
    return Line(
        (
            Run(party_name(row.side), "strong"),
            Run(how),
            Run(row.before, "stance"),
            *_said(row.before_day, row.evidence_before, move.before),
            Run(" to "),
            Run(row.after, "stance"),
            *_said(row.after_day, row.evidence_after, move.after),
            Run(f"{anew}."),
        ),
        1,
    )


def _said(day: str, quotes: tuple[Quote, ...], citation: Citation | None) -> Iterator[Run]:
    """Yield when and by whom a stance was taken, with the words."""
    if citation is None:
        yield Run(f" ({day_name(day)})")
        return
    yield Run(f" ({on_day(called(quotes[0]), day)}: ")
    yield quote(citation.words, citation)
    yield Run(")")


def _first(first: First) -> Line:
    """Return what a side said on a matter for the first time."""
    row, cited = first.row, first.quote
    return Line(
        (
            Run(party_name(row.side), "strong"),
            Run(f" took a stance on {row.matter_name} for the first time: "),
            Run(row.stance, "stance"),
            *_said(cited.row.day or "", (cited.row,), cited.citation),
            Run("."),
        ),
        1,
    )


def _fresh(change: ConditionChange) -> Line:
    """Return a condition that was set, and what became of it since."""
    row = change.row
    who = on_day(stated_by(row), row.day)
    status = Run(f" ({row.kind}; {status_words(row)})", "soft")
    return Line(
        (
            Run("New condition", "strong"),
            Run(f"{_on(change)}, {who}: "),
            *act(row, change.citation),
            status,
            *_evidence(change),
        ),
        1,
    )


def _became(change: ConditionChange) -> Line:
    """Return what became of a condition that had been set before."""
    row = change.row
    became = status_words(row)
    return Line(
        (
            Run(became[:1].upper() + became[1:], "strong"),
            Run(f"{_on(change)}, the condition of {on_day(stated_by(row), row.day)}: "),
            *act(row, change.citation),
            *_evidence(change),
        ),
        1,
    )


def _on(change: ConditionChange) -> str:
    return f" on {change.row.matter_name}" if change.row.matter_name else ""


def _evidence(change: ConditionChange) -> Iterator[Run]:
    for cited in change.evidence:
        yield Run(": ")
        yield from told_words(cited.row, (cited.citation,))
