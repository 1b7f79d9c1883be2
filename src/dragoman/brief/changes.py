"""What changed since a day: who moved or spoke first, which conditions were set, met or withdrawn.

Every change carries the citations of the words that it stands on: those then and those now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.brief.asking import Asked
from dragoman.brief.citing import Citation, Citations, Cited
from dragoman.brief.found import Found
from dragoman.views.asking import within
from dragoman.views.evidence_rows import EvidenceRow
from dragoman.views.rows import ConditionRow, PositionRow, Quote, ShiftRow
from dragoman.views.shifts import LatestShifts


@dataclass(frozen=True, slots=True)
class Move:
    """A side's stance moved: the words before and after, side by side.

    `anew` says that the side had not taken the stance before.
    """

    row: ShiftRow
    before: Citation | None
    after: Citation | None
    anew: bool


@dataclass(frozen=True, slots=True)
class First:
    """A side took a stance on a matter on which it had taken none before, in these words."""

    row: PositionRow
    quote: Cited[Quote]


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition that was set, or of which it became known what came of it.

    `evidence` are the words that say what became of it.
    """

    row: ConditionRow
    citation: Citation
    evidence: tuple[Cited[EvidenceRow], ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since the day asked for; without one, the last moves alone.

    `fresh` are conditions set since then, `became` older ones that were since then met,
    withdrawn or else known; `beyond` counts the changes that there was no room for. `whole` says
    that no article of the ledger is known to be older than that day.
    """

    moves: tuple[Move, ...]
    first: tuple[First, ...] = ()
    fresh: tuple[ConditionChange, ...] = ()
    became: tuple[ConditionChange, ...] = ()
    beyond: int = 0
    whole: bool = False


def changes_in(
    citations: Citations,
    moved: LatestShifts,
    positions: Iterable[PositionRow],
    found: Found,
    asked: Asked,
    *,
    whole: bool,
) -> Changes:
    """Return the changes among what was found, as many of each sort as there is room for.

    `whole` says that no article of the ledger is known to be older than the day asked for.
    """
    room, since = asked.room, asked.since
    if since is None:
        return Changes(_moves(citations, moved))
    first = [row for row in positions if _is_first(row, since, asked.on) and row.evidence]
    fresh = [row for row in found.changed if within(row.day, since, asked.on)]
    became = [row for row in found.changed if not within(row.day, since, asked.on)]
    told, kept = first[: room.moves], fresh[: room.conditions]
    known = became[: room.conditions]
    every = moved.of + len(first) + len(found.changed)
    return Changes(
        moves=_moves(citations, moved),
        first=tuple(
            First(row, cited) for row in told for cited in citations.cited(row.evidence[:1])
        ),
        fresh=tuple(_condition(citations, row) for row in kept),
        became=tuple(_condition(citations, row) for row in known),
        beyond=every - sum(map(len, (moved.rows, told, kept, known))),
        whole=whole,
    )


def _is_first(row: PositionRow, since: str, on: str | None) -> bool:
    """Tell whether all that a side says on a matter is from the period, and of one stance.

    Where it is of several, a move tells so.
    """
    return row.statements == row.of and within(row.since, since, on)


def _moves(citations: Citations, moved: LatestShifts) -> tuple[Move, ...]:
    sides = [(row.evidence_before[:1], row.evidence_after[:1]) for row in moved.rows]
    citations.expect(quote.record for two in sides for quotes in two for quote in quotes)
    return tuple(
        Move(row, _words(citations, before), _words(citations, after), anew)
        for row, (before, after), anew in zip(moved.rows, sides, moved.anew, strict=True)
    )


def _words(citations: Citations, quotes: Sequence[Quote]) -> Citation | None:
    return next((one.citation for one in citations.cited(quotes)), None)


def _condition(citations: Citations, row: ConditionRow) -> ConditionChange:
    citation = citations.of(row.record, row.spans)
    evidence = tuple(Cited(told, _told(citations, told)) for told in row.status_evidence)
    return ConditionChange(row, citation, evidence)


def _told(citations: Citations, told: EvidenceRow) -> Citation:
    """Return the citation of words that say what became of a demand.

    They are often but a part of a record's, so they are cited by where they stand.
    """
    start, end = told.spans[0].start, told.spans[-1].end
    record = (told.record or "").partition("/")[2]
    said = (record,) if record.startswith("s") else ()
    return citations.of(f"{told.article}/v{start}-{end}", told.spans, said)
