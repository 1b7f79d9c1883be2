"""The definitions by which one article's reading is scored against its gold.

They are those of the annotated ledger's own scorer: only sure records can be missed, a record
that matches an unsure one is not wrong, and a record without its spans is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.benchmark.gold import Gold, GoldCondition, GoldEvent, GoldStatement
from dragoman.benchmark.matching import alike, folded, near, overlap, pairs, points, same_name
from dragoman.records import STANCES, Condition, Event, Reading, Stance, Statement

COUNTED_STANCES: dict[str, tuple[Stance, ...]] = {
    "stance": STANCES,
    "stance, rarer": ("open", "conditional", "defers"),
}
MUTUAL = ("CONSULT", "AGREE", "COOPERATE")
"""Types of event whose two sides may stand either way round."""

GoldRecord = GoldStatement | GoldCondition | GoldEvent
Matches = dict[int, int]
"""Which gold record is which record of the reading, by their places."""


@dataclass(slots=True)
class Tally:
    """How often each figure's records were right, wrong (read, but not gold) and missed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def answer(self, figure: str, good: bool) -> None:
        """Count one answer to a question that every sure record asks."""
        (self.right if good else self.wrong)[figure] += 1

    def match(self, figure: str, gold: Sequence[GoldRecord], matches: Matches, read: int) -> None:
        """Count a figure's matches out of `read` records; one with an unsure record is free."""
        found = sum(gold[i].sure for i in matches)
        self.right[figure] += found
        self.missed[figure] += sum(record.sure for record in gold) - found
        self.wrong[figure] += read - len(matches)


def score(gold: Gold, reading: Reading) -> Tally:
    """Return the tally of one article's reading."""
    tally = Tally()
    read = reading.statements
    strict = pairs(gold.statements, read, content_overlap, 0.8)
    tally.match("statement@0.8", gold.statements, strict, len(read))
    matches = statement_matches(gold, reading)
    tally.match("statement", gold.statements, matches, len(read))
    for i, k in matches.items():
        if gold.statements[i].sure:
            _speaker(tally, gold.statements[i], read[k])
    for figure in COUNTED_STANCES:
        _stances(tally, figure, gold.statements, read, matches)
    _conditions(tally, gold, reading)
    _events(tally, gold, reading)
    return tally


def statement_matches(gold: Gold, reading: Reading) -> Matches:
    """Return which statement that was read is which of the gold."""
    return pairs(gold.statements, reading.statements, content_overlap, 0.5)


def condition_matches(gold: Gold, reading: Reading) -> Matches:
    """Return which condition that was read is which of the gold, whatever its kind."""
    return pairs(gold.conditions, reading.conditions, _act_overlap, 0.4)


def event_matches(gold: Gold, reading: Reading) -> Matches:
    """Return which event that was read is which of the gold, whoever its parties."""
    return pairs(gold.events, reading.events, _same_event, 1.0)


def content_overlap(wanted: GoldStatement, found: Statement) -> float:
    """Return how far the contents of two statements are the same words."""
    return overlap(points(wanted.content), points(found.content))


def right_speaker(wanted: GoldStatement, found: Statement) -> dict[str, bool]:
    """Return, for name, country and sort, whether the speaker is one that annotators gave."""
    who = found.speaker
    return {
        "speaker name": any(same_name(name, who.name) for name in wanted.name),
        "speaker country": who.country in wanted.country,
        "speaker sort": who.sort in wanted.sort,
    }


def _speaker(tally: Tally, wanted: GoldStatement, found: Statement) -> None:
    tally.answer("source", alike(wanted.source, found.source, 0.3))
    for figure, good in right_speaker(wanted, found).items():
        tally.answer(figure, good)


def _stances(
    tally: Tally,
    figure: str,
    gold: Sequence[GoldStatement],
    read: Sequence[Statement],
    matches: Matches,
) -> None:
    counted = COUNTED_STANCES[figure]
    for i, wanted in enumerate(gold):
        if not wanted.sure:
            continue
        found = read[matches[i]].stance if i in matches else None
        right = i in matches and found in wanted.stance
        # A stance can only be missed where no annotator thought that there was none.
        due = None not in wanted.stance and any(s in counted for s in wanted.stance)
        tally.right[figure] += right and found in counted
        tally.wrong[figure] += not right and found in counted
        tally.missed[figure] += not right and due
    unmatched = set(range(len(read))) - set(matches.values())
    tally.wrong[figure] += sum(read[k].stance in counted for k in unmatched)


def _act_overlap(wanted: GoldCondition, found: Condition) -> float:
    return overlap(points([wanted.act]), points([found.act]))


def _conditions(tally: Tally, gold: Gold, reading: Reading) -> None:
    wanted, read = gold.conditions, reading.conditions
    matches = condition_matches(gold, reading)
    kind = {i: k for i, k in matches.items() if read[k].kind in wanted[i].kind}
    whole = {i: k for i, k in kind.items() if alike(wanted[i].outcome, read[k].outcome, 0.3)}
    unsure = {i for i in matches if not wanted[i].sure}
    for figure, right in (
        ("condition", kind),
        ("condition, any kind", matches),
        ("condition, whole", whole),
    ):
        # A match with an unsure record is free even when the rest of it is not right.
        tally.match(figure, wanted, right, len(read) - len(unsure - right.keys()))
    for i, k in matches.items():
        if wanted[i].sure:
            named = any(same_name(actor, read[k].actor) for actor in wanted[i].actor)
            tally.answer("condition actor", named)


def _same_event(wanted: GoldEvent, found: Event) -> float:
    return float(found.type in wanted.type and near(wanted.anchor, found.anchor))


def _same_parties(wanted: GoldEvent, found: Event) -> bool:
    a, b = frozenset(map(folded, wanted.source)), frozenset(map(folded, wanted.target))
    c, d = frozenset(map(folded, found.source)), frozenset(map(folded, found.target))
    if wanted.first in MUTUAL:
        return _mostly(a | b, c | d)
    return _mostly(a, c) and _mostly(b, d)


def _mostly(wanted: frozenset[str], found: frozenset[str]) -> bool:
    either = wanted | found
    return not either or len(wanted & found) / len(either) >= 0.5


def _same_triple(wanted: GoldEvent, found: Event) -> float:
    return float(bool(_same_event(wanted, found)) and _same_parties(wanted, found))


def _events(tally: Tally, gold: Gold, reading: Reading) -> None:
    read = len(reading.events)
    tally.match("event", gold.events, event_matches(gold, reading), read)
    triples = pairs(gold.events, reading.events, _same_triple, 1.0)
    tally.match("event triple", gold.events, triples, read)
