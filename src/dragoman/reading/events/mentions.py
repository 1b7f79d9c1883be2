"""Mentions of acts in an article and which of them are one event.

An article tells of an act more than once, under several words and with parties left out; the
fullest mention becomes the record, and what only a repetition names is added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.events.doers import FINITE
from dragoman.reading.events.parties import Actors, Parties
from dragoman.reading.events.roles import SPOKEN, SYMMETRIC, Roles
from dragoman.records import EventType, Status
from dragoman.vocabulary.plover import Act, plover

LEAST = 0.5
"""Mentions below this confidence are no events (set on the development ledger)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an act; `when` is the date and the words that give it."""

    act: Act
    token: Token
    roles: Roles
    status: Status
    date: str | None = None
    when: str = ""
    title: bool = False
    confidence: float = 0.0

    @property
    def type(self) -> EventType:
        """Return the act's type."""
        return self.act.type

    @property
    def everybody(self) -> Parties:
        """Return all parties, each once."""
        return tuple(dict.fromkeys((*self.roles.source, *self.roles.target)))


def events_of(mentions: Sequence[Mention], known: Actors) -> list[Mention]:
    """Return one mention an event, in text order.

    A headline serves only for what stands nowhere else.
    """
    told: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.token.i):
        full = _completed(_among_actors(mention, known), told)
        told.append(replace(full, confidence=_confidence(full, known)))
    kept: list[Mention] = []
    for mention in sorted(told, key=lambda m: (m.title, m.token.i)):
        at = next((i for i, other in enumerate(kept) if _same(mention, other)), None)
        if at is not None:
            kept[at] = _merged(kept[at], mention)
        elif mention.confidence >= LEAST:
            kept.append(mention)
    return sorted(kept, key=lambda m: m.token.i)


def _among_actors(mention: Mention, known: Actors) -> Mention:
    """Leave out of what is said or agreed whoever is no political actor."""
    if mention.type not in SPOKEN and mention.type not in SYMMETRIC:
        return mention
    source, target = (
        tuple(p for p in side if known.is_actor(p))
        for side in (mention.roles.source, mention.roles.target)
    )
    return replace(mention, roles=replace(mention.roles, source=source, target=target))


def _completed(mention: Mention, kept: Sequence[Mention]) -> Mention:
    """Name the other side by the act that is answered: `condemned the attack`, `the request`."""
    object_ = mention.roles.object
    if mention.type not in SPOKEN or mention.roles.target or object_ is None:
        return mention
    if any(c.tag_ == "PRP$" for c in object_.children):
        return mention  # "defended his decision" answers nobody
    for noun in (object_, *(t for c in object_.children if c.dep_ == "prep" for t in c.children)):
        acts = plover().nouns.get(noun.lower_, ())
        types = {act.type for act in acts if not act.rest}
        types |= plover().answers.get(noun.lower_, frozenset())
        for other in reversed(kept):
            if other.type in types:
                answered = other.everybody if other.type in SYMMETRIC else other.roles.source
                target = tuple(p for p in answered if p not in mention.roles.source)
                if target:
                    return replace(mention, roles=replace(mention.roles, target=target))
    return mention


def _confidence(mention: Mention, known: Actors) -> float:
    roles, kind = mention.roles, mention.type
    surely = [p for p in mention.everybody if known.is_actor(p)]
    if not surely:
        return 0.0
    found = mention.act.weight
    if kind in SYMMETRIC:
        if len(surely) > 1:
            return found
        body = not known.is_state(surely[0])
        return found - (0.1 if mention.status == "planned" or body else 0.2)
    if not roles.source:
        found -= 0.1 if kind == "ASSAULT" else 0.2
    if not roles.target:
        unanswered = kind in SPOKEN and not (kind == "ACCUSE" and _is_act(roles.object))
        found -= 0.2 if unanswered or (kind == "ASSAULT" and mention.act.part == "noun") else 0.1
    return found


def _is_act(object_: Token | None) -> bool:
    return object_ is not None and object_.lower_ in plover().nouns


def _same(one: Mention, other: Mention) -> bool:
    """Tell whether a mention is of an event that is already known."""
    if one.type != other.type or _other_time(one, other):
        return False
    if one.type in SYMMETRIC:
        return _within(one.everybody, other.everybody)
    if not _within(one.roles.source, other.roles.source):
        return False
    if _is_repeated(one) or _is_part(one.token, other.token):
        return True
    if not _within(one.roles.target, other.roles.target):
        return False
    # Two blows of one side against another are two events; two reproaches are one stand.
    named = one.type == "ASSAULT" and "noun" in (one.act.part, other.act.part)
    told_again = one.title or named or one.type in SPOKEN
    same_kind = bool(one.act.object) and one.act.object == other.act.object != ("any",)
    return one.act.lemma == other.act.lemma or told_again or same_kind


def _is_part(one: Token, other: Token) -> bool:
    """Tell whether one word hangs on the other: `fired rockets, striking the port`."""
    return one.sent == other.sent and (one.is_ancestor(other) or other.is_ancestor(one))


def _other_time(one: Mention, other: Mention) -> bool:
    if one.date and other.date:
        return not (one.date.startswith(other.date) or other.date.startswith(one.date))
    return bool(one.when and other.when and one.when != other.when)


def _within(one: Parties, other: Parties) -> bool:
    a, b = set(one), set(other)
    return a <= b or b <= a


def _is_repeated(mention: Mention) -> bool:
    """Tell whether the words point back: `the attack`, `carried out the strike`."""
    noun = mention.token if mention.act.part == "noun" else mention.roles.object
    if noun is None or noun.lower_ not in plover().nouns:
        return False
    return any(c.dep_ == "det" and c.lower_ in ("the", "this", "that") for c in noun.children)


def _merged(kept: Mention, again: Mention) -> Mention:
    """Return the fuller of two mentions of one event, with what only the other one names."""
    first, second = (again, kept) if _fuller(again, kept) else (kept, again)
    roles = first.roles
    if again.type not in SYMMETRIC:
        source = _added(roles.source, second.roles.source, roles.target)
        roles = Roles(source, _added(roles.target, second.roles.target, source), roles.object)
    elif len(second.everybody) > len(first.everybody):
        roles = second.roles
    return replace(
        first,
        roles=roles,
        date=first.date or (second.date if _is_part(first.token, second.token) else None),
        confidence=max(first.confidence, second.confidence),
    )


def _added(parties: Parties, further: Parties, other_side: Parties) -> Parties:
    """Return parties with what a further mention names beyond them, the other side left out."""
    if not set(parties) <= set(further):
        return parties
    return tuple(dict.fromkeys((*parties, *(p for p in further if p not in other_side))))


def _fuller(one: Mention, other: Mention) -> bool:
    """A reduced clause or a bare noun gives way to a finite clause that names both sides."""
    if one.title or one.act.part == "noun" or one.token.tag_ not in FINITE:
        return False
    if not (one.roles.source and one.roles.target):
        return False
    reduced = other.token.dep_ == "acl" or _is_part(one.token, other.token)
    return reduced or not (other.roles.source and other.roles.target)


def anchor(mention: Mention) -> Span:
    """Return the words that carry a mention."""
    token, act = mention.token, mention.act
    first = last = token
    if act.part == "noun" and act.rest:
        first = token.doc[token.i - len(act.rest)]
    elif act.rest and token.i + len(act.rest) < len(token.doc):
        end = token.doc[token.i + len(act.rest)]
        if end.lower_ == act.rest[-1]:
            last = end
    return Span(first.idx, last.idx + len(last.text))
