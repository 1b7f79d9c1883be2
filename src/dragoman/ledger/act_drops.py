"""Clauses by which a side lets a demand drop: it insists no longer, it makes it no condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.act_verbs import verb_at
from dragoman.ledger.act_words import Word
from dragoman.ledger.acts import Act, asked_act
from dragoman.vocabulary.fulfilment import fulfilment


@dataclass(frozen=True, slots=True)
class Dropped:
    """The act that is demanded no more, of whom, and the token after its words."""

    act: Act
    of: str
    end: int


def dropped(tokens: Sequence[Word], side: str, at: int) -> Dropped | None:
    """Return the demand that a clause says its subject makes no more."""
    known = fulfilment()
    lead = _no_longer(tokens, at)
    verb = verb_at(tokens, at)
    if lead is None and verb and verb.group.form != "passive":
        if verb.group.told == "done":
            lead = _dropping(tokens, verb.at)
        elif verb.group.told == "undone" and tokens[verb.at].lower in known.making:
            return _unmade(tokens, side, verb.at)
    if lead is None:
        return None
    end = lead
    while end < len(tokens) and not tokens[end].is_sign:
        end += 1
    return _demand(tokens, side, lead, end)


def _no_longer(tokens: Sequence[Word], at: int) -> int | None:
    """Return where what is asked for no longer begins: `no longer insists on`."""
    known = fulfilment()
    if tokens[at].lower not in known.dropping:
        return None
    for length in (4, 3, 2):
        words = " ".join(word.lower for word in tokens[at : at + length])
        verb = at + length
        if words in known.no_more and verb < len(tokens) and tokens[verb].lower in known.asking:
            after = verb + 1
            return after + (after < len(tokens) and tokens[after].lower in known.leads)
    return None


def _dropping(tokens: Sequence[Word], verb: int) -> int | None:
    """Return where the demand begins that was dropped: `dropped its demand that`."""
    known = fulfilment()
    words = [word.lower for word in tokens[verb : verb + 3]]
    length = next((k for k in (3, 2, 1) if " ".join(words[:k]) in known.drop_verbs), 0)
    if not length:
        return None
    for k in range(verb + length, min(verb + length + 4, len(tokens) - 1)):
        if tokens[k].lower in known.drop_nouns:
            return k + 1 + (tokens[k + 1].lower in known.leads)
        if tokens[k].is_sign:
            return None
    return None


def _unmade(tokens: Sequence[Word], side: str, verb: int) -> Dropped | None:
    """Return what a side will not make a condition: `would not make X a precondition`."""
    known = fulfilment()
    for k in range(verb + 2, len(tokens)):
        if tokens[k].is_sign:
            return None
        if tokens[k].lower in known.drop_nouns and tokens[k - 1].lower in (
            "a",
            "its",
            "their",
            "any",
        ):
            return _demand(tokens, side, verb + 1, k - 1)
    return None


def _demand(tokens: Sequence[Word], side: str, start: int, end: int) -> Dropped | None:
    act = asked_act(tokens[start:end]) if end > start else None
    if act is None:
        return None
    asked = next((w.party for w in tokens[start:end] if w.party and w.party != side), "")
    return Dropped(act, asked, end)
