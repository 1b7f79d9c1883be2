"""Hostile inputs by number: of twenty, nine damaged documents, seven texts and four structures."""

from __future__ import annotations

import random

from damaged_files import Case, damaged
from hostile_clothes import clothed
from hostile_files import STRUCTURES
from hostile_texts import FAMILIES, among_prose

_TEXTS, _STRUCTURES = list(FAMILIES), list(STRUCTURES)
_SOME_LETTERS, _MANY_LETTERS = (1.5, 3.0), (3.6, 4.5)
"""Powers of ten: one text in a hundred is a long one."""


def hostile(number: int) -> Case:
    """Return the case of a number, the same whenever it is asked for."""
    chance = random.Random(number)
    turn, kind = divmod(number, 20)
    if kind < 9:
        return damaged(9 * turn + kind, chance)
    if kind < 16:
        return _text(7 * turn + kind - 9, chance)
    name = _STRUCTURES[(4 * turn + kind - 16) % len(_STRUCTURES)]
    ending, raw = STRUCTURES[name](chance)
    return Case(name, ending, raw)


def _text(n: int, chance: random.Random) -> Case:
    name = _TEXTS[n % len(_TEXTS)]
    size = int(10 ** chance.uniform(*(_MANY_LETTERS if n % 100 == 0 else _SOME_LETTERS)))
    ending, raw = clothed(chance, among_prose(chance, FAMILIES[name], size))
    return Case(f"text of {name}", ending, raw)
