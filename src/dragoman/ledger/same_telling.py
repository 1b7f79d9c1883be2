"""Whether two statements are one: the same words, the same quotation, or a paraphrase.

Pure functions. A wrong answer hides a statement, so that whatever speaks against it decides:
another speaker, another occasion, another number or name, a negation or condition on one side
only. Thresholds were set on the first half of tests/data/tellings_*.jsonl (docs/benchmarks.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from dragoman.ledger.told_words import (
    Printed,
    Weighed,
    content_of,
    printed,
    quotations,
    weighed,
    weight_of,
)
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.tellings import telling_words

Reason = Literal["same words", "same quotation", "paraphrase", "decided"]

DAYS = 3
"""Days between which the same words of one speaker are one utterance, where none is stated."""
NEXT = 1
"""Days after an utterance on which an article that states no day may first tell of it."""
LONG = 6
"""Words, grammar left out, that hardly two people, or one on two days, put in the same order."""
SHORT = 2
"""Words, grammar left out, below which being equal says nothing."""
CUT = 5, 3
"""Words, and those among them that are no grammar, of a quotation that is known again."""
WHOLE_CUT = 4, 2
"""The same of a statement that is a quotation from its first word to its last."""
COVERED = 0.8
"""Share of a quotation that the other telling must hold, its words in one run."""
LIKE = 0.74
"""Likeness (Dice, weighted) from which two statements of one speaker and occasion are one."""
LIKE_DEAL = 0.66
"""The same where both take the same stance on the same matter."""
HELD = 0.85
"""Share of the shorter statement's weight that the longer holds, where it says little more."""
WEIGHS = 2.4
"""Weight that two statements must share: two words or three."""


Class: TypeAlias = tuple[object, ...]


@dataclass(frozen=True)
class Telling:
    """A statement as it is compared with others.

    `speaker` is the root of the actor, None for one without a name, and `called` the name;
    `around` is the actor of another side in whose words it stands. `said` tells whether `day`
    is stated. `order` is the same whatever came first: the article's id and the record's number.
    """

    key: int
    article: str
    n: int
    speaker: str | None
    called: str | None
    around: str | None
    day: str | None
    said: bool
    stance: str | None
    matter: str | None
    side: str | None
    venue: str | None
    words: str
    kind: str

    @cached_property
    def alike(self) -> Class:
        """Return what is equal for tellings that need no comparing: they are surely one."""
        if not same_words(self, self):
            return (self.key,)
        return (
            self.printed.print,
            *(self.speaker, self.around, self.day, self.said),
            *(self.stance, self.matter, self.side, self.venue),
        )

    @cached_property
    def printed(self) -> Printed:
        """Return the words, folded."""
        return printed(self.words)

    @property
    def weighed(self) -> Weighed:
        """Return what the words say."""
        return weighed(self.words, self.kind)

    @property
    def order(self) -> tuple[str, int]:
        """Return the place of a telling among others that are as good."""
        return self.article, self.n


@dataclass(frozen=True, slots=True)
class Link:
    """Why two statements are one, and how alike their words are, from 0 to 1."""

    reason: Reason
    likeness: float


def same_telling(a: Telling, b: Telling) -> Link | None:
    """Return why two statements are one, None when they are two."""
    if a.around != b.around:
        return None
    if a.printed.print == b.printed.print:
        return Link("same words", 1.0) if same_words(a, b) else None
    if a.article == b.article or a.speaker is None or a.speaker != b.speaker:
        return None
    if not one_occasion(a, b):
        return None
    return _same_quotation(a, b) or _paraphrase(a, b)


def same_words(a: Telling, b: Telling) -> bool:
    """Tell whether two statements whose words are equal are one, or one compared with itself."""
    content = len(a.printed.content)
    near = _days_near(a, b)
    if content < SHORT or near is False:
        return False
    if near is None and content < LONG:
        return False
    if a.speaker is not None and a.speaker == b.speaker:
        return True
    return content >= LONG and (a.speaker is None or b.speaker is None or _shorter(a, b))


def _shorter(a: Telling, b: Telling) -> bool:
    """Tell whether one name says less than the other: `Zorin` and `Ilya Zorin`."""
    one, other = (set(fold(each.called or "").split()) for each in (a, b))
    return bool(one and other) and (one <= other or other <= one)


def _days_near(a: Telling, b: Telling) -> bool | None:
    """Tell whether two days allow for the same words to be one utterance, None when unknown."""
    apart = _apart(a, b)
    if apart is None:
        return None
    return apart == 0 if a.said and b.said else abs(apart) <= DAYS


def one_occasion(a: Telling, b: Telling) -> bool:
    """Tell whether two days, and the words for where, allow for one occasion."""
    apart = _apart(a, b)
    if apart is None or not _one_venue(a, b):
        return False
    if a.said and b.said:
        return apart == 0
    if a.said or b.said:
        later = apart if a.said else -apart
        return 0 <= later <= NEXT
    return abs(apart) <= NEXT


def _apart(a: Telling, b: Telling) -> int | None:
    """Return by how many days `b` is later than `a`, None where a day is not known."""
    if a.day is None or b.day is None or len(a.day) != 10 or len(b.day) != 10:
        return None
    if a.day == b.day:
        return 0
    try:
        return (date.fromisoformat(b.day) - date.fromisoformat(a.day)).days
    except ValueError:
        return None


def _one_venue(a: Telling, b: Telling) -> bool:
    if not a.venue or not b.venue or a.venue == b.venue:
        return True
    one, other = (
        {word for word in each.split() if word[:1].isupper()} for each in (a.venue, b.venue)
    )
    return not one or not other or not one.isdisjoint(other)


def _same_quotation(a: Telling, b: Telling) -> Link | None:
    best = max(_known_again(a, b), _known_again(b, a))
    return Link("same quotation", round(best, 2)) if best >= COVERED else None


def _known_again(quoting: Telling, other: Telling) -> float:
    """Return the greatest share of one of the quotations that the other's words hold in a run."""
    best = 0.0
    own, tokens = quoting.printed.tokens, other.printed.tokens
    for piece in quotations(quoting.words, quoting.kind):
        least, content = WHOLE_CUT if piece == own else CUT
        if len(piece) < least or len(set(piece) & set(tokens)) < COVERED * len(set(piece)):
            continue
        start, length = _run(piece, tokens)
        if length >= least and content_of(piece[start : start + length]) >= content:
            best = max(best, length / len(piece))
    return best


def _run(piece: tuple[str, ...], tokens: tuple[str, ...]) -> tuple[int, int]:
    """Return where the longest run of a quotation begins that other words hold, and its length."""
    best = (0, 0)
    above = [0] * (len(tokens) + 1)
    for i, word in enumerate(piece):
        row = [0] * (len(tokens) + 1)
        for j, other in enumerate(tokens):
            if word == other:
                row[j + 1] = above[j] + 1
                if row[j + 1] > best[1]:
                    best = (i + 1 - row[j + 1], row[j + 1])
        above = row
    return best


def _paraphrase(a: Telling, b: Telling) -> Link | None:
    if speaks_against(a, b):
        return None
    shared = weight_of(a.weighed.units & b.weighed.units)
    whole, other = a.weighed.weight, b.weighed.weight
    if shared < WEIGHS:
        return None
    alike = 2 * shared / (whole + other)
    settled = a.matter is not None and a.matter == b.matter and a.stance == b.stance is not None
    held = shared / min(whole, other)
    if alike >= (LIKE_DEAL if settled else LIKE) or (held >= HELD and alike >= LIKE - 0.1):
        return Link("paraphrase", round(alike, 2))
    return None


def speaks_against(a: Telling, b: Telling) -> bool:
    """Tell whether something in the words or stances rules out that two statements are one."""
    one, other = a.weighed, b.weighed
    if one.negative != other.negative or one.conditional != other.conditional:
        return True
    if _differ(one.numbers, other.numbers) or _polarity(a.stance) * _polarity(b.stance) < 0:
        return True
    own = {name for side in (a.side, b.side) if side for name in (side, side.lower())}
    if _differ(one.names - own, other.names - own):
        return True
    return any(
        (x in one.units and y in other.units and y not in one.units and x not in other.units)
        or (y in one.units and x in other.units and x not in one.units and y not in other.units)
        for x, y in telling_words().opposites
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether each side has something that the other has not."""
    return bool(one - other) and bool(other - one)


def _polarity(stance: str | None) -> int:
    return {"rejects": -1, "defers": -1, "open": 1, "supports": 1}.get(stance or "", 0)
