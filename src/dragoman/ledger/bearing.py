"""Whether what a clause tells of an act bears on a demand, and what it says of it."""

from __future__ import annotations

from typing import Literal

from dragoman.ledger.acts import Act
from dragoman.vocabulary.fulfilment import fulfilment

Says = Literal["met", "partly met", "not met", "withdrawn"]


def heads_of(act: Act) -> frozenset[str]:
    """Return the heads of the acts that may tell what became of a demanded one."""
    contrary = fulfilment().contrary.get(act.head, frozenset())
    stopped = {act.patient} if act.head == "end" and act.patient else set()
    return frozenset({act.head, *contrary, *stopped})


def bearing(demanded: Act, told: Act, sort: str, *, named: bool) -> Says | None:
    """Return what a clause says of a demanded act, None when it is about something else.

    `named` tells that the clause names who acts; without it more must be the same.
    """
    if told.head == demanded.head:
        if not _same(demanded, told, named=named):
            return None
        return _of_act(demanded, told, sort)
    if sort in ("undone", "dropped"):
        return None
    if told.head in fulfilment().contrary.get(demanded.head, frozenset()):
        return "not met" if _same(demanded, told, named=named) else None
    if demanded.head == "end" and told.head == demanded.patient:
        return "not met" if _goes_on(demanded, told) else None
    return None


def same_demand(one: Act, other: Act) -> bool:
    """Tell whether two acts are one demand in other words."""
    if (one.head, one.patient) != (other.head, other.patient):
        return False
    return _agree(_all(one), _all(other))


def brings_about(outcome: Act, demanded: Act) -> bool:
    """Tell whether what one side would do is what the other asks for."""
    if outcome.head != demanded.head or outcome.patient != demanded.patient:
        return False
    return _agree(_all(outcome), _all(demanded))


def _of_act(demanded: Act, told: Act, sort: str) -> Says | None:
    if sort == "dropped":
        return "withdrawn"
    if sort == "undone":
        return "not met"
    if sort == "done":
        fewer = told.number is not None and demanded.number is not None
        some = fewer and (told.number or 0) < (demanded.number or 0)
        return "partly met" if some else "met"
    # "the first soldiers" is all that was asked for
    return "met" if demanded.partial and told.partial and sort == "partly" else "partly met"


def _same(demanded: Act, told: Act, *, named: bool) -> bool:
    wanted, said = _all(demanded), _all(told)
    if demanded.patient:
        if told.patient != demanded.patient or not told.beside <= wanted:
            return False
        if wanted and not named:
            return bool(said & wanted)
        return not wanted or not said or bool(said & wanted)
    if told.patient:
        # An act that is done to nothing is another than one that is.
        return False
    return _agree(wanted, said) and (named or bool(wanted & said))


def _goes_on(demanded: Act, told: Act) -> bool:
    wanted = _all(demanded)
    said = _all(told) | ({told.patient} if told.patient else frozenset())
    return bool(wanted & said) if wanted else not said


def _all(act: Act) -> frozenset[str]:
    return act.beside | act.around


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)
