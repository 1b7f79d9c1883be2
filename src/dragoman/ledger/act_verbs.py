"""The verb of a clause: what stands between its subject and it, and what that says of the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.act_words import Word
from dragoman.ledger.acts import is_content
from dragoman.vocabulary.fulfilment import Group, fulfilment

_HELPERS = 7


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with what its helping words say; `partial` that an adverb says in part."""

    group: Group
    at: int
    partial: bool = False


def verb_at(tokens: Sequence[Word], at: int) -> Verb | None:
    """Return the verb of a group of helping words that begins at a token."""
    known = fulfilment()
    if at < len(tokens) and not (
        tokens[at].lower in known.leading or known.is_past(tokens[at].lower)
    ):
        return None
    kept: list[int] = []
    partial = False
    k = at
    while k < len(tokens) and len(kept) < _HELPERS:
        lower = tokens[k].lower
        pair = f"{lower} {tokens[k + 1].lower}" if k + 1 < len(tokens) else ""
        if tokens[k].is_sign or lower in known.doubtful - known.partial_adverbs:
            break
        if pair in known.plain_adverbs:
            k += 1
        elif lower in known.partial_adverbs:
            partial = True
        elif lower not in known.plain_adverbs:
            kept.append(k)
        k += 1
    helped = bool(kept) and tokens[kept[0]].lower in known.leading
    for length in range(len(kept) - 1 if helped else 0, -1, -1):
        helpers = " ".join(tokens[i].lower for i in kept[:length])
        for group in known.groups.get(helpers, ()):
            if kept and _fits(tokens[kept[length]], group):
                return Verb(group, kept[length], partial)
    return None


def _fits(word: Word, group: Group) -> bool:
    known = fulfilment()
    if word.is_sign or word.party or word.text[0].isupper():
        return False
    if group.form == "base":
        return is_content(word)
    if group.form == "ing":
        return known.is_ing(word.lower)
    return known.is_past(word.lower)
