"""Whether two claims are of one thing: what they name together, and what keeps them apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.contradiction.days import sure_days
from dragoman.records import Claim
from dragoman.vocabulary.accounts import NAME, SELF, WEAK, ordinal_units

ORDINALS = frozenset(ordinal_units())
OFFICES = frozenset(
    WEAK + unit
    for unit in ("president", "minister", "king", "queen", "chancellor", "ambassador", "mayor")
)
"""The units of offices that one person does not hold beside another."""
ALIKE = 1 / 3
"""The share of what two clauses and their surroundings name that is to be common."""
MANY_ALIKE = 4
"""Of two clauses in one article so much is to be common besides."""
MOST_ALIKE = 10
"""So much that neither has to answer the other by name."""
LINKS = 2
"""Units that link two clauses by what stands around them."""


def hard(units: Collection[str]) -> set[str]:
    """Return the units that may keep two claims apart: no title, no adjective, not the speaker."""
    return {unit for unit in units if not unit.startswith((SELF, "!", WEAK))}


def soft(units: Collection[str]) -> set[str]:
    """Return the units of some words, the speaker's own ones among them."""
    return {unit.removeprefix(SELF) for unit in units if not unit.startswith("!")}


def everything(claim: Claim) -> set[str]:
    """Return all units of the words of a claim."""
    return soft((*claim.doers, *claim.objects, *claim.around))


def shared_units(a: Claim, b: Claim) -> tuple[str, ...]:
    """Return the units that two claims share, in the order of the first."""
    other = everything(b)
    plain = {unit.removeprefix(WEAK) for unit in other}
    found: dict[str, None] = {}
    for unit in (u.removeprefix(SELF) for part in (a.objects, a.doers, a.around) for u in part):
        if unit in other:
            found[unit] = None
        elif unit.removeprefix(WEAK) in plain:
            found[unit.removeprefix(WEAK)] = None
    return tuple(found)


def core_of(claim: Claim) -> set[str]:
    """Return what a claim is about: to what it is done, else what does it."""
    return hard(claim.objects) or hard(claim.doers) or soft(claim.objects) or soft(claim.doers)


def known_units(claim: Claim) -> set[str]:
    """Return all that a claim and what stands around it name."""
    return everything(claim) | {*claim.speaker, *claim.scene}


def clash(a: Claim, b: Claim, *, mutual: bool = False) -> bool:
    """Return whether either account names what is not the other's: it is of something else."""
    known_a, known_b = known_units(a), known_units(b)
    if mutual:
        slots = [(hard((*a.doers, *a.objects)), hard((*b.doers, *b.objects)))]
    else:
        slots = [(hard(a.objects) or hard(a.doers), hard(b.objects) or hard(b.doers))]
        if a.doers and b.doers and a.objects and b.objects:
            slots.append((hard(a.doers), hard(b.doers)))
    if _other_turn(a, b) or _other_office(a, b):
        return True
    for left, right in slots:
        if left - known_b and right - known_a:
            return True
    return elsewhere(a, b, known_a, known_b)


def _other_office(a: Claim, b: Claim) -> bool:
    """Return whether each tells of the holder of another office: the president, the premier."""
    own = [{u for u in soft(claim.doers) if u in OFFICES} for claim in (a, b)]
    return all(own) and not own[0] & known_units(b) and not own[1] & known_units(a)


def _other_turn(a: Claim, b: Claim) -> bool:
    """Return whether both count what they tell of otherwise: the first contingent, the second."""
    turns = [{u for u in soft((*claim.doers, *claim.objects)) if u in ORDINALS} for claim in (a, b)]
    return all(turns) and not turns[0] & turns[1]


def elsewhere(a: Claim, b: Claim, known_a: set[str], known_b: set[str]) -> bool:
    """Return whether either clause names, beside who does it, what the other does not."""
    left = names_in(hard((*(a.objects or a.doers), *a.around))) - known_b
    right = names_in(hard((*(b.objects or b.doers), *b.around))) - known_a
    return bool(left and right)


def enough(
    a: Claim, b: Claim, shared: Sequence[str], *, mutual: bool = False, near: bool = True
) -> bool:
    """Return whether two accounts have so much in common that they are of one thing."""
    bare = [not hard((*c.doers, *c.objects, *c.around)) for c in (a, b)]
    if (shared or (near and any(bare))) and in_one_scene(a, b):
        return True
    if not shared:
        return near and (_answers(a, b) or _answers(b, a))
    other, own = everything(b) | set(b.speaker), everything(a) | set(a.speaker)
    core_a, core_b = core_of(a), core_of(b)
    if core_a and core_b and not mutual:
        met = bool(core_a & other) + bool(core_b & own)
        if met == 0 or (met == 1 and len(shared) == 1):
            return False
    spoken = names_in(a.speaker) & everything(b) | names_in(b.speaker) & everything(a)
    if len(shared) + len(spoken - set(shared)) > 1:
        return True
    if shared[0].startswith(WEAK) or not near:
        return False
    fewest = min(len(hard((*c.doers, *c.objects, *c.around))) for c in (a, b))
    return fewest <= 1 or one_day(a, b)


def side_by_side(
    a: Claim, b: Claim, shared: Sequence[str], *, denial: bool, one_article: bool
) -> bool:
    """Return whether a reader would set two accounts side by side: somebody's word, of one thing.

    What reports tell in their own voice differs in a thousand ways that nobody disputes. Two
    things named alike, not names alone, are enough in two articles; or that both tell of the
    same doer and the same object; or that one says no more than what stands in or around the
    other; else much that stands around both is alike. The bounds were set on 70 articles about
    one election, which hold hardly any such pairs, and on the written pairs.
    """
    said = (a.statement is not None or bool(a.speaker)) + (
        b.statement is not None or bool(b.speaker)
    )
    known = [{unit for unit in known_units(c) if not unit.startswith(WEAK)} for c in (a, b)]
    common = len(known[0] & known[1])
    plain = [unit for unit in shared if not unit.startswith(WEAK)]
    things = [unit for unit in plain if not unit.startswith(NAME)]
    if said == 0:
        return not one_article and one_day(a, b) and 0 < len(things) < len(plain) > LINKS
    if one_article:
        alike = common >= ALIKE * max(1, min(map(len, known)))
        answers = denial or _names_the_other(a, b) or common >= MOST_ALIKE
        heard = (said > 1 or denial) and bool(things or _speaks_against(a, b, plain))
        return heard and alike and common >= MANY_ALIKE and answers
    if len(plain) > 1 and things:
        return True
    if soft(a.doers) & soft(b.doers) and soft(a.objects) & soft(b.objects):
        return True
    if _within(a, b) or _within(b, a):
        return True
    told = [units - {*c.speaker} for units, c in zip(known, (a, b), strict=True)]
    alike = len(told[0] & told[1]) >= ALIKE * max(1, min(map(len, told)))
    return alike and (said > 1 or len(plain) > 1)


def _speaks_against(a: Claim, b: Claim, plain: Sequence[str]) -> bool:
    """Return whether two clauses of one article that share no thing are still of one thing.

    A plain negation (`nobody was killed`) names nothing, or what the other is about.
    """
    if a.denied or b.denied or a.holds == b.holds or not everything(a) or not everything(b):
        return True
    return bool(plain and core_of(a) & everything(b) and core_of(b) & everything(a))


def _within(one: Claim, other: Claim) -> bool:
    """Return whether one account says no more than what stands in or around the other.

    A name alone (`he has not resigned`) must be what the other tells of, and one of the two
    a plain denial.
    """
    own = {unit for unit in everything(one) if not unit.startswith(WEAK)}
    told = own - {*one.speaker}
    if own == names_in(own):
        return (
            one.holds != other.holds and bool(own & everything(other)) and own <= known_units(other)
        )
    return bool(told) and told <= known_units(other) and bool(told & everything(other))


def _names_the_other(a: Claim, b: Claim) -> bool:
    """Return whether either account names who tells the other."""
    pairs = ((a, b), (b, a))
    return any(names_in(one.speaker) & everything(other) for one, other in pairs)


def in_one_scene(a: Claim, b: Claim) -> bool:
    """Return whether two clauses that say little each stand among the same names and things.

    What either is about must be named by the other or around it; only a denial may name nothing.
    """
    known_a, known_b = known_units(a), known_units(b)
    own: list[set[str]] = []
    for claim, known in ((a, known_b), (b, known_a)):
        core = core_of(claim)
        if hard(core) and not core & known:
            return False
        named = hard((*claim.doers, *claim.objects, *claim.around))
        if not named & known and (named or claim.holds):
            return False
        own.append({unit for unit in soft(named) | set(claim.speaker) if unit[0] != WEAK})
    linked = own[0] & known_b | own[1] & known_a
    names = names_in(linked)
    bare = not all(hard((*claim.doers, *claim.objects, *claim.around)) for claim in (a, b))
    return len(linked) >= LINKS and bool(names) and (bare or linked != names)


def _answers(bare: Claim, other: Claim) -> bool:
    """Return whether a claim that names nothing (`no such pledge was made`) answers another.

    Its speaker is then one of those whom the other names.
    """
    return not everything(bare) and bool(names_in(bare.speaker) & everything(other))


def one_day(a: Claim, b: Claim) -> bool:
    """Return whether both are told of one and the same day."""
    days = sure_days(a, b)
    return days is not None and days[0] == days[1]


def names_in(units: Collection[str]) -> set[str]:
    """Return those of some units that are names."""
    return {unit for unit in units if unit.startswith(NAME)}
