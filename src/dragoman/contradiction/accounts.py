"""Two accounts compared: what they are of, whether they are of one thing, and how they differ.

Precision comes first. Two accounts are of one thing only if nothing that either names is
another's: not the thing, the doer, the place or the day.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from dragoman.contradiction.days import days_of, same_day, same_time, sure_days
from dragoman.contradiction.figures import other_figures
from dragoman.records import Claim
from dragoman.vocabulary.accounts import NAME, WEAK, account_words, ordinal_units

Kind = Literal["event", "number", "words", "denial"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SELF = "@"
AMOUNT = "amount"
"""The act of being so many, which any number of the same things may speak against."""
WORDS_LATER = 14
"""Days that two reports of one person's words may lie apart."""
ONE_EVENT = 60
"""Days that two dates of what happens only once may lie apart."""
NEAR = 3
"""Days within which a denial that says little is taken to answer what was told."""
ORDINALS = frozenset(ordinal_units())
LINKS = 2
"""Units that link two clauses by what stands around them."""


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
    return _amounts(one, told, other, also)


def _amounts(one: Account, told: int, other: Account, also: int) -> Difference | None:
    """Return the difference of two numbers of one thing, one of them told by itself.

    `The account stood at 35 million` says by no act what was paid.
    """
    a, b = one.claim, other.claim
    if not a.holds or not b.holds or f"{AMOUNT}+" not in (*a.acts, *b.acts):
        return None
    if not other_figures(a, told, b, also) or not same_day(a, told, b, also):
        return None
    shared = _shared(a, b)
    if _clash(a, b) or not _in_one_scene(a, b):
        return None
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
    if _clash(a, b, mutual=mutual) or _partial(positive, negative):
        return None
    shared = _shared(a, b)
    near = abs(at - denied) <= NEAR
    if not _enough(a, b, shared, mutual=mutual, near=near):
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


def _hard(units: Collection[str]) -> set[str]:
    return {unit for unit in units if not unit.startswith((SELF, "!", WEAK))}


def _soft(units: Collection[str]) -> set[str]:
    return {unit.removeprefix(SELF) for unit in units if not unit.startswith("!")}


def _everything(claim: Claim) -> set[str]:
    return _soft((*claim.doers, *claim.objects, *claim.around))


def _shared(a: Claim, b: Claim) -> tuple[str, ...]:
    other = _everything(b)
    plain = {unit.removeprefix(WEAK) for unit in other}
    found: dict[str, None] = {}
    for unit in (u.removeprefix(SELF) for part in (a.objects, a.doers, a.around) for u in part):
        if unit in other:
            found[unit] = None
        elif unit.removeprefix(WEAK) in plain:
            found[unit.removeprefix(WEAK)] = None
    return tuple(found)


def _core(claim: Claim) -> set[str]:
    """Return what a claim is about: to what it is done, else what does it."""
    return _hard(claim.objects) or _hard(claim.doers) or _soft(claim.objects) or _soft(claim.doers)


def _known(claim: Claim) -> set[str]:
    """Return all that a claim and what stands around it name."""
    return _everything(claim) | {*claim.speaker, *claim.scene}


def _clash(a: Claim, b: Claim, *, mutual: bool = False) -> bool:
    """Tell whether either account names what is not the other's: it is of something else."""
    known_a, known_b = _known(a), _known(b)
    if mutual:
        slots = [(_hard((*a.doers, *a.objects)), _hard((*b.doers, *b.objects)))]
    else:
        slots = [(_hard(a.objects) or _hard(a.doers), _hard(b.objects) or _hard(b.doers))]
        if a.doers and b.doers and a.objects and b.objects:
            slots.append((_hard(a.doers), _hard(b.doers)))
    if _other_turn(a, b):
        return True
    for left, right in slots:
        if left - known_b and right - known_a:
            return True
    return _elsewhere(a, b, known_a, known_b)


def _other_turn(a: Claim, b: Claim) -> bool:
    """Tell whether both count what they tell of otherwise: the first contingent, the second."""
    turns = [
        {u for u in _soft((*claim.doers, *claim.objects)) if u in ORDINALS} for claim in (a, b)
    ]
    return all(turns) and not turns[0] & turns[1]


def _elsewhere(a: Claim, b: Claim, known_a: set[str], known_b: set[str]) -> bool:
    """Tell whether either clause names, beside who does it, what the other does not."""
    left = _names(_hard((*(a.objects or a.doers), *a.around))) - known_b
    right = _names(_hard((*(b.objects or b.doers), *b.around))) - known_a
    return bool(left and right)


def _enough(
    a: Claim, b: Claim, shared: Sequence[str], *, mutual: bool = False, near: bool = True
) -> bool:
    """Tell whether two accounts have so much in common that they are of one thing."""
    bare = [not _hard((*c.doers, *c.objects, *c.around)) for c in (a, b)]
    if (shared or (near and any(bare))) and _in_one_scene(a, b):
        return True
    if not shared:
        return near and (_answers(a, b) or _answers(b, a))
    other, own = _everything(b) | set(b.speaker), _everything(a) | set(a.speaker)
    core_a, core_b = _core(a), _core(b)
    if core_a and core_b and not mutual:
        met = bool(core_a & other) + bool(core_b & own)
        if met == 0 or (met == 1 and len(shared) == 1):
            return False
    spoken = _names(a.speaker) & _everything(b) | _names(b.speaker) & _everything(a)
    if len(shared) + len(spoken - set(shared)) > 1:
        return True
    if shared[0].startswith(WEAK) or not near:
        return False
    fewest = min(len(_hard((*c.doers, *c.objects, *c.around))) for c in (a, b))
    return fewest <= 1 or _one_day(a, b)


def _in_one_scene(a: Claim, b: Claim) -> bool:
    """Tell whether two clauses that say little each stand among the same names and things.

    What either is about must be named by the other or around it; only a denial may name nothing.
    """
    known_a, known_b = _known(a), _known(b)
    own: list[set[str]] = []
    for claim, known in ((a, known_b), (b, known_a)):
        core = _core(claim)
        if core and not core & known:
            return False
        named = _hard((*claim.doers, *claim.objects, *claim.around))
        if not named & known and (named or claim.holds):
            return False
        own.append({unit for unit in _soft(named) | set(claim.speaker) if unit[0] != WEAK})
    linked = own[0] & known_b | own[1] & known_a
    names = _names(linked)
    bare = not all(_hard((*claim.doers, *claim.objects, *claim.around)) for claim in (a, b))
    return len(linked) >= LINKS and bool(names) and (bare or linked != names)


def _answers(bare: Claim, other: Claim) -> bool:
    """Tell whether a claim that names nothing (`no such pledge was made`) answers another.

    Its speaker is then one of those whom the other names.
    """
    return not _everything(bare) and bool(_names(bare.speaker) & _everything(other))


def _one_day(a: Claim, b: Claim) -> bool:
    days = sure_days(a, b)
    return days is not None and days[0] == days[1]


def _on_other_days(a: Claim, b: Claim) -> bool:
    days = sure_days(a, b)
    return days is not None and days[0] != days[1]


def _likeness(a: Claim, b: Claim, shared: Collection[str]) -> float:
    every = min(len(_everything(a)), len(_everything(b)))
    return round(len(shared) / every, 2) if every else 0.0


def _apart(one: Account, told: int, other: Account, also: int, act: str) -> Difference | None:
    """Return the difference of two accounts that both say it was so."""
    a, b = one.claim, other.claim
    shared = _shared(a, b)
    if not shared and not _is(act, "single"):
        return None
    if _is(act, "hostile") and _turned(a, b, act) and same_day(a, told, b, also):
        return Difference("event", act, shared, _likeness(a, b, shared))
    placed = _other_place(a, b, act, shared)
    if placed is not None or _clash(a, b, mutual=_is(act, "mutual")):
        return placed
    if not _enough(a, b, shared):
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
    doers_a, doers_b = _soft(a.doers), _soft(b.doers)
    if not doers_a or not doers_b:
        return False
    objects_a, objects_b = _soft(a.objects), _soft(b.objects)
    around_a, around_b = _soft(a.around), _soft(b.around)
    if _names(around_a) ^ _names(around_b):
        return False
    if objects_a and objects_b and doers_a & objects_b and doers_b & objects_a:
        return not (_names(doers_a) & _names(doers_b))
    if _names(doers_a) & _names(doers_b):
        return False
    named = bool(_names(doers_a) and _names(doers_b))
    place = (objects_a | around_a) & (objects_b | around_b)
    apart = (
        (objects_a | around_a) - (objects_b | around_b),
        (objects_b | around_b) - (objects_a | around_a),
    )
    blamed = _names(doers_a) & set(b.speaker) or _names(doers_b) & set(a.speaker)
    if named and blamed and not place and _is(act, "single"):
        # only one of two walked out: what they stood up from may be told elsewhere
        common = _known(a) & _known(b) - doers_a - doers_b - {*a.speaker, *b.speaker}
        return len({unit for unit in common if unit[0] != WEAK}) >= LINKS
    return named and bool(place) and not all(apart) and bool(blamed or "first" in a.around)


def _names(units: Collection[str]) -> set[str]:
    return {unit for unit in units if unit.startswith(NAME)}


def _other_place(a: Claim, b: Claim, act: str, shared: tuple[str, ...]) -> Difference | None:
    """Return the difference of two accounts that put one event of one day in two places."""
    if not _is(act, "placed") or not _one_day(a, b):
        return None
    known_a, known_b = _everything(a), _everything(b)
    mutual = (*a.doers, *a.objects), (*b.doers, *b.objects)
    if _hard(mutual[0]) - known_b and _hard(mutual[1]) - known_a:
        return None
    if not _elsewhere(a, b, known_a, known_b):
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
        shared = _shared(a, b)
        if shared and not _clash(a, b) and _core(a) & _everything(b):
            kind: Kind = "denial" if a.denied != b.denied else "words"
            return Difference(kind, act, shared, _likeness(a, b, shared))
    return None
