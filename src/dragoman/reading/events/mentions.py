"""Mentions of acts in an article: their parties, as far as others tell them, and confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.events.parties import Actors, Parties
from dragoman.reading.events.roles import SPOKEN, SYMMETRIC, Roles
from dragoman.records import EventType, Status
from dragoman.vocabulary.plover import Act, plover


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


def completed(mentions: Sequence[Mention], known: Actors) -> list[Mention]:
    """Return mentions in text order, with the parties that others tell and with confidence."""
    found: list[Mention] = []
    told: _Told = {}
    for place, mention in enumerate(sorted(mentions, key=lambda m: m.token.i)):
        full = _answering(_among_actors(mention, known), told)
        found.append(replace(full, confidence=_confidence(full, known)))
        doing = full.everybody if full.type in SYMMETRIC else full.roles.source
        last = told.setdefault(full.type, {})
        last.pop(doing, None)  # a dict keeps a key's first place
        last[doing] = place
    return found


def _among_actors(mention: Mention, known: Actors) -> Mention:
    """Leave out of what is said or agreed whoever is no political actor."""
    if mention.type not in SPOKEN and mention.type not in SYMMETRIC:
        return mention
    source, target = (
        tuple(p for p in side if known.is_actor(p))
        for side in (mention.roles.source, mention.roles.target)
    )
    return replace(mention, roles=replace(mention.roles, source=source, target=target))


_Told = dict[EventType, dict[Parties, int]]
"""Who did acts of each type, and in which mention they did last, the latest at the end."""


def _answering(mention: Mention, told: _Told) -> Mention:
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
        lasts = (_last_but(mention.roles.source, told.get(kind, {})) for kind in types)
        _, target = max(lasts, default=_NOBODY)
        if target:
            return replace(mention, roles=replace(mention.roles, target=target))
    return mention


_NOBODY: tuple[int, Parties] = (-1, ())


def _last_but(source: Parties, doers: dict[Parties, int]) -> tuple[int, Parties]:
    """Return the last mention of doers other than a source, and those."""
    for parties, place in reversed(doers.items()):
        others = tuple(p for p in parties if p not in source)
        if others:
            return place, others
    return _NOBODY


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
