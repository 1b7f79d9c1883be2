"""Two accounts compared: what they are of, whether they are of one thing, and how they differ.

Precision comes first. Two accounts are of one thing only if nothing that either names is
another's: not the thing, the doer, the place or the day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.contradiction.days import days_of, same_day, same_time, sure_days
from dragoman.contradiction.figures import other_figures
from dragoman.contradiction.sameness import (
    LINKS,
    clash,
    core_of,
    elsewhere,
    enough,
    everything,
    hard,
    in_one_scene,
    known_units,
    names_in,
    one_day,
    shared_units,
    side_by_side,
    soft,
)
from dragoman.records import Claim
from dragoman.vocabulary.accounts import NAME, SELF, WEAK, account_words

Kind = Literal["event", "number", "words", "denial"]
KINDS: tuple[Kind, ...] = get_args(Kind)
AMOUNT = "amount"
"""The act of being so many, which any number of the same things may speak against."""
WORDS_LATER = 14
"""Days that two reports of one person's words may lie apart."""
ONE_EVENT = 60
"""Days that two dates of what happens only once may lie apart."""
NEAR = 3
"""Days within which a denial that says little is taken to answer what was told."""


@dataclass(frozen=True, slots=True)
class Account:
    """A claim and who tells it on which day.

    `speaker` is who says it and `teller` the outermost one who tells that he did: keys of
    actors, None for the reporter's own voice. `nested` are words that are told within words.
    """

    claim: Claim
    day: str | None
    article: str
    speaker: str | None = None
    teller: str | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Why two accounts cannot both hold, and the units of words that they share."""

    kind: Kind
    act: str
    about: tuple[str, ...]
    likeness: float


def difference(one: Account, other: Account) -> Difference | None:
    """Return why two accounts cannot both hold, the same whichever comes first; None if not."""
    if (_order(other)) < _order(one):
        one, other = other, one
    found = _difference(one, other)
    if found is None:
        return None
    likely = side_by_side(
        one.claim,
        other.claim,
        found.about,
        denial=found.kind == "denial",
        one_article=one.article == other.article,
    )
    return found if likely else None


def _difference(one: Account, other: Account) -> Difference | None:
    a, b = one.claim, other.claim
    if not a.real or not b.real:
        return _other_words(one, other)
    if one.speaker is not None and one.speaker == other.speaker:
        return None
    if not a.holds and not b.holds:
        # "did not accept" and "did not reject" may both be so
        return None
    if one.article == other.article and a.span.start < b.span.end and b.span.start < a.span.end:
        return None
    told, also = _day(one), _day(other)
    if told is None or also is None:
        return None
    for act, sense, other_sense in _common(a, b):
        # each act that both tell is tried: a verb may tell of several
        if (a.holds == sense) != (b.holds == other_sense):
            found = _contrary(one, told, other, also, act, a.holds == sense)
        elif a.holds and b.holds and sense == other_sense:
            found = _apart(one, told, other, also, act)
        else:
            found = None
        if found is not None:
            return found
    return _amounts(one, told, other, also) or _counts(one, told, other, also)


def _counts(one: Account, told: int, other: Account, also: int) -> Difference | None:
    """Return the difference of two numbers of one thing, told of it by different acts.

    Who `exported 300,000 tonnes of grain` and what `left the port` are one if names, things and
    days are.
    """
    a, b = one.claim, other.claim
    if not a.holds or not b.holds or not other_figures(a, told, b, also):
        return None
    counted = {quantity.of for quantity in a.quantities} & {q.of for q in b.quantities}
    shared = [unit for unit in shared_units(a, b) if unit[0] != WEAK]
    things = set(shared) - names_in(shared)
    if not counted & things or len(things) < LINKS or len(things) == len(shared):
        return None
    if not _dated_alike(a, b) or clash(a, b):
        return None
    return Difference("number", AMOUNT, tuple(shared), _likeness(a, b, shared))


def _dated_alike(a: Claim, b: Claim) -> bool:
    return a.date is not None and a.date == b.date


def _amounts(one: Account, told: int, other: Account, also: int) -> Difference | None:
    """Return the difference of two numbers of one thing, one of them told by itself.

    `The account stood at 35 million` says by no act what was paid.
    """
    a, b = one.claim, other.claim
    if not a.holds or not b.holds or f"{AMOUNT}+" not in (*a.acts, *b.acts):
        return None
    if not other_figures(a, told, b, also) or not same_day(a, told, b, also):
        return None
    shared = shared_units(a, b)
    if clash(a, b) or not in_one_scene(a, b):
        return None
    counted = {quantity.of for quantity in (*a.quantities, *b.quantities)}
    things = (everything(a) | everything(b)) & known_units(a) & known_units(b)
    if not {unit for unit in things if unit[0] not in (NAME, WEAK)} - counted:
        return None  # money alone: two sums may be of two things
    return Difference("number", AMOUNT, shared, _likeness(a, b, shared))


def _order(one: Account) -> tuple[str, str, str]:
    return one.day or "", one.article, one.claim.id


def _day(one: Account) -> int | None:
    days = days_of(one.day)
    return days.last if days else None


def _common(a: Claim, b: Claim) -> list[tuple[str, bool, bool]]:
    """Return the acts that both claims tell, each with the sense in which either does."""
    senses = {act[:-1]: act[-1] == "+" for act in b.acts}
    return [(act[:-1], act[-1] == "+", senses[act[:-1]]) for act in a.acts if act[:-1] in senses]


def _contrary(
    one: Account, told: int, other: Account, also: int, act: str, first_is_so: bool
) -> Difference | None:
    """Return the difference of two accounts of which one says that it is so and one that not."""
    a, b = one.claim, other.claim
    positive, at, negative, denied = (a, told, b, also) if first_is_so else (b, also, a, told)
    if not same_time(positive, at, negative, denied):
        return None
    if _is(act, "returning") and _on_other_days(a, b):
        return None
    mutual = _is(act, "mutual")
    if clash(a, b, mutual=mutual) or _partial(positive, negative):
        return None
    shared = shared_units(a, b)
    near = abs(at - denied) <= NEAR
    if not enough(a, b, shared, mutual=mutual, near=near):
        return None
    return Difference(_denial(one, other), act, shared, _likeness(a, b, shared))


def _is(act: str, flag: str) -> bool:
    known = account_words().acts.get(act)
    return known is not None and bool(getattr(known, flag))


def _denial(one: Account, other: Account) -> Kind:
    """Tell a denial from another account: somebody says that he himself did no such thing."""
    for account in (one, other):
        claim = account.claim
        if claim.denied:
            return "denial"
        own = set(claim.speaker)
        if not claim.holds and (
            any(u.startswith(SELF) for u in (*claim.doers, *claim.objects))
            or own & {*claim.doers, *claim.objects}
        ):
            return "denial"
    return "event"


def _partial(positive: Claim, negative: Claim) -> bool:
    """Tell whether the contrary is told of a number only: `did not free all 12`."""
    counts = {q.of for q in positive.quantities} & {q.of for q in negative.quantities}
    told = [
        p.least > q.most or q.least > p.most
        for p in positive.quantities
        for q in negative.quantities
        if p.of == q.of and p.of in counts
    ]
    return bool(told) and all(told)


def _on_other_days(a: Claim, b: Claim) -> bool:
    days = sure_days(a, b)
    return days is not None and days[0] != days[1]


def _likeness(a: Claim, b: Claim, shared: Collection[str]) -> float:
    every = min(len(everything(a)), len(everything(b)))
    return round(len(shared) / every, 2) if every else 0.0


def _apart(one: Account, told: int, other: Account, also: int, act: str) -> Difference | None:
    """Return the difference of two accounts that both say it was so."""
    a, b = one.claim, other.claim
    shared = shared_units(a, b)
    if not shared and not _is(act, "single"):
        return None
    if _is(act, "hostile") and _turned(a, b, act) and same_day(a, told, b, also):
        return Difference("event", act, shared, _likeness(a, b, shared))
    placed = _other_place(a, b, act, shared)
    if placed is not None or clash(a, b, mutual=_is(act, "mutual")):
        return placed
    if not enough(a, b, shared):
        return None
    if other_figures(a, told, b, also) and same_day(a, told, b, also):
        return Difference("number", act, shared, _likeness(a, b, shared))
    days = sure_days(a, b)
    if not days or not _is(act, "single") or len(shared) < 2 or abs(told - also) > WORDS_LATER:
        return None
    if 0 < abs(days[0] - days[1]) <= ONE_EVENT:
        return Difference("event", act, shared, _likeness(a, b, shared))
    return None


def _turned(a: Claim, b: Claim, act: str) -> bool:
    """Tell whether each account has the other one do it, in the same place."""
    doers_a, doers_b = soft(a.doers), soft(b.doers)
    if not doers_a or not doers_b:
        return False
    objects_a, objects_b = soft(a.objects), soft(b.objects)
    around_a, around_b = soft(a.around), soft(b.around)
    sides = {*doers_a, *doers_b, *a.speaker, *b.speaker}
    if (names_in(around_a) ^ names_in(around_b)) - sides:
        return False
    if objects_a and objects_b and doers_a & objects_b and doers_b & objects_a:
        return not (names_in(doers_a) & names_in(doers_b))
    if names_in(doers_a) & names_in(doers_b):
        return False
    named = bool(names_in(doers_a) and names_in(doers_b))
    place = (objects_a | around_a) & (objects_b | around_b)
    apart = (
        (objects_a | around_a) - (objects_b | around_b),
        (objects_b | around_b) - (objects_a | around_a),
    )
    blamed = names_in(doers_a) & set(b.speaker) or names_in(doers_b) & set(a.speaker)
    if named and blamed and not place and _is(act, "single"):
        # only one of two walked out: what they stood up from may be told elsewhere
        common = known_units(a) & known_units(b) - doers_a - doers_b - {*a.speaker, *b.speaker}
        return len({unit for unit in common if unit[0] != WEAK}) >= LINKS
    return named and bool(place) and not all(apart) and bool(blamed or "first" in a.around)


def _other_place(a: Claim, b: Claim, act: str, shared: tuple[str, ...]) -> Difference | None:
    """Return the difference of two accounts that put one event of one day in two places."""
    if not _is(act, "placed") or not one_day(a, b):
        return None
    known_a, known_b = everything(a), everything(b)
    mutual = (*a.doers, *a.objects), (*b.doers, *b.objects)
    if hard(mutual[0]) - known_b and hard(mutual[1]) - known_a:
        return None
    if not elsewhere(a, b, known_a, known_b):
        return None
    return Difference("event", act, shared, _likeness(a, b, shared))


def _other_words(one: Account, other: Account) -> Difference | None:
    """Return the difference of two reports of what one person said."""
    a, b = one.claim, other.claim
    if a.real != b.real:
        return None
    denied = a.denied != b.denied and one.article == other.article
    if not denied and not set(a.by) & set(b.by):
        return None
    if one.teller is not None and one.teller == other.teller and one.nested == other.nested:
        return None
    told, also = _day(one), _day(other)
    if told is None or also is None:
        return None
    known = all(len(account.day or "") == len("2031-03-04") for account in (one, other))
    if known and abs(told - also) > WORDS_LATER:
        return None
    for act, sense, other_sense in _common(a, b):
        # each act that both tell is tried: a verb may tell of several
        if (a.holds == sense) == (b.holds == other_sense):
            continue
        shared = shared_units(a, b)
        if shared and not clash(a, b) and core_of(a) & everything(b):
            kind: Kind = "denial" if a.denied != b.denied else "words"
            return Difference(kind, act, shared, _likeness(a, b, shared))
    return None
