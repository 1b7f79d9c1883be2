"""Attributions laid on a text's tokens, and which of those read is which of the gold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from dragoman.article import Span
from dragoman.benchmark.matching import overlap, pairs
from dragoman.benchmark.polnear import Relation
from dragoman.benchmark.tokens import Tokens
from dragoman.records import Kind

Role = Literal["content", "source", "cue"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Placed:
    """An attribution with the pieces and the tokens of each role, both by role.

    `heads` are the tokens of which a right source must hit one.
    """

    relation: Relation
    pieces: dict[Role, tuple[Span, ...]]
    tokens: dict[Role, frozenset[int]]
    heads: frozenset[int]
    kind: Kind


def placed(relations: Iterable[Relation], tokens: Tokens) -> list[Placed]:
    """Return attributions on their text, in text order."""
    return sorted((_placed(relation, tokens) for relation in relations), key=_place)


def by_piece(attributions: Iterable[Placed], tokens: Tokens) -> Iterator[Placed]:
    """Yield an attribution for each piece of content, with the whole one's source."""
    for whole in attributions:
        for piece in whole.pieces["content"]:
            covered = tokens.covered([piece])
            yield replace(
                whole,
                pieces={**whole.pieces, "content": (piece,)},
                tokens={**whole.tokens, "content": covered},
                kind=tokens.kind(covered),
            )


def source_agrees(gold: Placed, read: Placed) -> bool:
    """Tell whether a source that was read hits a head of the gold's, or neither has one."""
    if not gold.tokens["source"]:
        return not read.tokens["source"]
    return not gold.heads.isdisjoint(read.tokens["source"])


def matches(
    gold: Sequence[Placed], read: Sequence[Placed], least: float, *, source: bool
) -> dict[int, int]:
    """Return which gold attribution is which that was read, the likest contents first.

    Contents must be alike by at least `least` (Jaccard index of their tokens), and the sources
    must agree where `source` asks for it.
    """

    def likeness(wanted: Placed, found: Placed) -> float:
        a, b = wanted.tokens["content"], found.tokens["content"]
        if a.isdisjoint(b) or (source and not source_agrees(wanted, found)):
            return 0.0
        return overlap(a, b)

    return pairs(gold, read, likeness, least)


def _placed(relation: Relation, tokens: Tokens) -> Placed:
    pieces: dict[Role, tuple[Span, ...]] = {
        "content": tokens.joined(relation.content),
        "source": tokens.joined(relation.source),
        "cue": tokens.joined(relation.cue),
    }
    covered = {role: tokens.covered(pieces[role]) for role in ROLES}
    source = covered["source"]
    return Placed(
        relation=relation,
        pieces=pieces,
        tokens=covered,
        # Without heads any word of the source will do, and in a source without words any sign.
        heads=tokens.covered(relation.heads) & source or source & tokens.words or source,
        kind=tokens.kind(covered["content"]),
    )


def _place(attribution: Placed) -> tuple[int, tuple[Span, ...], tuple[Span, ...]]:
    pieces = attribution.pieces
    starts = [piece.start for role in ROLES for piece in pieces[role]]
    return min(starts, default=0), pieces["content"], pieces["source"]
