"""Which end of a matter a wording names, and what a stance on one end says of the other.

`presence of troops` and `withdrawal of troops` are one matter, known by the end that changes
something; who rejects the presence supports the withdrawal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from dragoman.records import Stance
from dragoman.vocabulary.opposites import Opposition, opposites

Turn = Literal["", "round", "paused"]
"""How a wording stands to the end that its matter is known by: `round` names the other end,
`paused` only puts the matter off (`suspending the talks`)."""

TURNS: dict[Turn, dict[Stance, Stance]] = {
    "": {},
    # The mirror of the scale: who would keep the door open to staying does not leave now.
    "round": {
        "supports": "rejects",
        "open": "defers",
        "conditional": "conditional",
        "defers": "open",
        "rejects": "supports",
    },
    # Who wants the talks suspended puts them off; who does not, wants them.
    "paused": {
        "supports": "defers",
        "open": "defers",
        "conditional": "conditional",
        "defers": "open",
        "rejects": "supports",
    },
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the words of a subject stand: the head of its first phrase, and a gerund before it."""

    head: str = ""
    gerund: str = ""
    first: str = ""

    def leads(self, word: str) -> bool:
        """Tell whether a word governs the rest: `ending the talks`, not `talks on ending it`."""
        return word in (self.head, self.gerund)


def turned_stance(stance: Stance | None, turn: Turn) -> Stance | None:
    """Return what a stance on the end that a wording names is on the end a matter is known by."""
    return stance and TURNS[turn].get(stance, stance)


def oriented(subject: set[str], shape: Shape, *, body: bool) -> tuple[set[str], Turn]:
    """Return a subject as its matter is known by, and how its wording stands to that.

    `body` tells whether an organisation is among the parties.
    """
    vocabulary = opposites()
    for word, others in vocabulary.equal.items():
        if word in subject:
            subject = (subject - {word}) | others
    denied = vocabulary.negations & subject & {shape.first}
    subject = subject - denied
    turn: Turn = ""
    for one in vocabulary.oppositions:
        found = _turned(one, subject, shape, body=body)
        if found is not None:
            subject, turn = found
            break
    if denied and subject:
        turn = "" if turn else "round"
    return subject, turn


def _turned(
    one: Opposition, subject: set[str], shape: Shape, *, body: bool
) -> tuple[set[str], Turn] | None:
    if (one.bodies and not body) or (one.things is not None and not one.things & subject):
        return None
    if not one.act:
        return _called_off(one, subject, shape)
    if _is_deal(subject):
        return None
    acts = subject & ({one.act} | one.same)
    against = subject & one.against
    if not acts and not against:
        if (shape.gerund or shape.head) not in one.bare:
            return None
        return _known_by(one, subject), "round"
    if one.act not in acts and not against and one.things is None:
        return None
    turn: Turn = "round" if against and not acts else ""
    return _known_by(one, subject - acts - against), turn


def _known_by(one: Opposition, subject: Collection[str]) -> set[str]:
    return (set(subject) - one.neutral - one.sheds) | {one.act}


def _called_off(one: Opposition, subject: set[str], shape: Shape) -> tuple[set[str], Turn] | None:
    against = {word for word in subject & one.against if shape.leads(word)}
    pauses = {word for word in subject & one.pauses if shape.leads(word)}
    kept = subject - against - pauses - one.neutral
    if kept == subject or not kept:
        return None
    if bool(against) == bool(pauses):
        return kept, ""  # "ending the suspension of talks"
    return kept, "round" if against else "paused"


def _is_deal(subject: Collection[str]) -> bool:
    """Tell whether a subject is talk or agreement about an act, which is not the act."""
    return not opposites().wholes.isdisjoint(subject)
