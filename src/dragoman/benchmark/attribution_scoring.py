"""What an article's attributions got right, as counts: spans, roles, tokens and whole relations.

The definitions are those of PolNeAR's literature as the benchmark's own scorer fixes them
(docs/benchmarks.md), and the counts are equal to its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.benchmark.placing import (
    ROLES,
    Placed,
    Role,
    by_piece,
    matches,
    placed,
    source_agrees,
)
from dragoman.benchmark.polnear import Relation
from dragoman.benchmark.tokens import Tokens
from dragoman.records import KINDS

THRESHOLDS = (0.5, 0.8)
RELATIONS = ("relation", "content", "segment")
SURE = 0.5
"""The likeness of contents from which a relation with the right source counts as found."""


class Count(NamedTuple):
    """How many were read and are in the gold, and how many of each are right.

    The two differ where a kind is counted: a match's sides may be of different kinds.
    """

    right: int
    read: int
    found: int
    gold: int


@dataclass(frozen=True, slots=True)
class Tally:
    """One article's counts by the name of their figure, and how sure each one read was.

    `sureness` has the confidence of each attribution read, and whether it is right (relation
    at `SURE`).
    """

    counts: dict[str, Count]
    sureness: tuple[tuple[float, bool], ...]


def tally(tokens: Tokens, gold: Sequence[Relation], read: Sequence[Relation]) -> Tally:
    """Return the counts of one article."""
    wanted, found = placed(gold, tokens), placed(read, tokens)
    counts = {"attributions": Count(0, len(found), 0, len(wanted))}
    for role in ROLES:
        counts.update(_of_role(role, tokens, wanted, found))
    # An attribution without content has no place in a relation.
    wanted = [each for each in wanted if each.tokens["content"]]
    found = [each for each in found if each.tokens["content"]]
    for least in THRESHOLDS:
        counts.update(_of_relations(least, tokens, wanted, found))
    right = set(matches(wanted, found, SURE, source=True).values())
    sureness = tuple((each.relation.confidence, k in right) for k, each in enumerate(found))
    return Tally(counts, sureness)


def _of_role(
    role: Role, tokens: Tokens, gold: Sequence[Placed], read: Sequence[Placed]
) -> Iterator[tuple[str, Count]]:
    for name, units in UNITS.items():
        wanted, found = (Counter(units(role, tokens, side)) for side in (gold, read))
        both = (wanted & found).total()
        yield f"{name} {role}", Count(both, found.total(), both, wanted.total())


def _pieces(role: Role, _: Tokens, side: Sequence[Placed]) -> Iterator[Hashable]:
    return (piece for each in side for piece in each.pieces[role])


def _bare_pieces(role: Role, tokens: Tokens, side: Sequence[Placed]) -> Iterator[Hashable]:
    return (tokens.bare(piece) for each in side for piece in each.pieces[role])


def _wholes(role: Role, _: Tokens, side: Sequence[Placed]) -> Iterator[Hashable]:
    return (each.pieces[role] for each in side if each.pieces[role])


def _tokens(role: Role, _: Tokens, side: Sequence[Placed]) -> Iterable[Hashable]:
    return frozenset(number for each in side for number in each.tokens[role])


UNITS: dict[str, Callable[[Role, Tokens, Sequence[Placed]], Iterable[Hashable]]] = {
    "span": _pieces,
    "span_trimmed": _bare_pieces,
    "role": _wholes,
    "token": _tokens,
}
"""What is counted, for each role and side, to be compared one by one."""


def _of_relations(
    least: float, tokens: Tokens, gold: Sequence[Placed], read: Sequence[Placed]
) -> Iterator[tuple[str, Count]]:
    loose = matches(gold, read, least, source=False)
    pieces = tuple(by_piece(gold, tokens)), tuple(by_piece(read, tokens))
    yield from _by_kind(f"relation@{least}", gold, read, matches(gold, read, least, source=True))
    yield from _by_kind(f"content@{least}", gold, read, loose)
    yield from _by_kind(f"segment@{least}", *pieces, matches(*pieces, least, source=True))
    agreed = sum(source_agrees(gold[j], read[k]) for j, k in loose.items())
    yield f"source_acc@{least}", Count(agreed, len(loose), agreed, len(loose))


def _by_kind(
    name: str, gold: Sequence[Placed], read: Sequence[Placed], pairs: dict[int, int]
) -> Iterator[tuple[str, Count]]:
    yield name, Count(len(pairs), len(read), len(pairs), len(gold))
    for kind in KINDS:
        yield (
            f"{name} {kind}",
            Count(
                right=sum(read[k].kind == kind for k in pairs.values()),
                read=sum(each.kind == kind for each in read),
                found=sum(gold[j].kind == kind for j in pairs),
                gold=sum(each.kind == kind for each in gold),
            ),
        )
