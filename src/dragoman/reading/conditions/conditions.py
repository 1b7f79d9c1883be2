"""The conditions that an article states: what it would take, who must act, what depends on it.

Trigger words are found in the text, read in the voice in which they stand, and kept only when
an act is tied to an outcome. Definitions: section 3 of the ledger's guide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.conditions.actors import Parties, side_of
from dragoman.reading.conditions.addressees import addressee
from dragoman.reading.conditions.alternatives import read_alternative
from dragoman.reading.conditions.connectives import read_connective
from dragoman.reading.conditions.consequences import read_consequence
from dragoman.reading.conditions.counterfactuals import is_counterfactual
from dragoman.reading.conditions.demands import demand_before, undone_before
from dragoman.reading.conditions.doers import is_others_act, is_own_doing, manner_of, turned
from dragoman.reading.conditions.gates import (
    is_anyone,
    is_contrast,
    is_duration,
    is_generic,
    is_idiom,
    is_open,
    is_past,
    is_question,
    is_remark,
    is_time,
)
from dragoman.reading.conditions.inversions import read_comparative, read_inversion
from dragoman.reading.conditions.kinds import kind_of
from dragoman.reading.conditions.links import Hit, Link, Voices
from dragoman.reading.conditions.obligations import read_obligation
from dragoman.reading.conditions.owners import Owners
from dragoman.reading.conditions.pairs import read_pair
from dragoman.reading.conditions.persons import read_person
from dragoman.reading.conditions.phrases import (
    is_reported_past,
    read_channel,
    read_exclusion,
    read_phrase,
    read_sole,
)
from dragoman.reading.conditions.requirements import read_requirement
from dragoman.reading.conditions.sequences import read_sequence
from dragoman.reading.conditions.signs import enough_signs, looks_ahead
from dragoman.reading.conditions.stretches import Stretch, offsets, subject
from dragoman.reading.conditions.ways import read_way
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.records import Condition, Statement, record_id
from dragoman.vocabulary.conditions import ConditionWords, Trigger, condition_words

_READERS: Mapping[str, Callable[[Hit, str], Link | None]] = {
    "connective": read_connective,
    "inversion": read_inversion,
    "comparative": read_comparative,
    "phrase": read_phrase,
    "channel": read_channel,
    "sole": read_sole,
    "person": read_person,
    "exclusion": read_exclusion,
    "requirement": read_requirement,
    "way": read_way,
    "obligation": read_obligation,
    "alternative": read_alternative,
    "consequence": read_consequence,
    "sequence": read_sequence,
    "pair": read_pair,
}
_CONFIDENCE = {
    "goal": 0.85,
    "connective": 0.8, "exchange": 0.7, "without": 0.75, "event": 0.7, "only way": 0.7,
    "requirement": 0.7, "prerequisite": 0.7, "or": 0.7, "otherwise": 0.7, "answer": 0.6,
    "channel": 0.6, "sole": 0.6, "order": 0.65, "pending": 0.7,
    "person": 0.6, "exclusion": 0.6, "comparative": 0.6, "obligation": 0.5, "consequence": 0.5,
}  # fmt: skip
"""How far a rule can be trusted, the surest first: of two links over one act the surer stays."""

_POINTERS = frozenset({"such", "these", "those", "this", "that"})
_POINTED = frozenset({"it", "they", "this", "that", "he", "she"})
_BACK = 2
"""Sentences back to which `such steps` may point."""


@dataclass(frozen=True, slots=True)
class _Found:
    hit: Hit
    link: Link
    sentence: int


def conditions(document: Document, statements: tuple[Statement, ...]) -> tuple[Condition, ...]:
    """Return the conditions that an article states, in text order.

    `statements` are the same article's, with their speakers resolved: they give the voice of
    each condition and the side for which "we" speaks.
    """
    words = condition_words()
    parties = Parties(document, statements, words)
    taken: set[str] = set()
    last: tuple[float, str | None] = (-inf, None)
    records: list[Condition] = []
    voices = Voices(document, statements)
    chosen: list[tuple[_Found, Statement | None]] = []
    for found in _chosen(_links(document, voices, words)):
        statement = _statement_of(found, voices)
        ready = replace(found, link=turned(found.hit, found.link, parties, statement))
        chosen.append((ready, statement))
    told = [(ready.link, statement or parties.issuer) for ready, statement in chosen]
    owners = Owners(document, parties, words, told)
    for ready, statement in chosen:
        speaking = statement or parties.issuer
        pointed = _pointed_at(document, words, ready.link)
        actor = parties.party(pointed, speaking) if pointed is not None else None
        actor = actor or parties.actor(ready.link, speaking)
        if actor is None or (
            actor != "both" and actor[0].islower()
        ):  # `last soldier` is less than whose he is
            actor = owners.of(ready.link, speaking) or actor
        if actor is None and _points_back(document, ready.link):
            actor = last[1] if last[0] >= ready.sentence - _BACK else None
        if actor is None:
            actor = addressee(ready.hit, ready.link, parties, speaking)
        if actor is not None:
            last = (ready.sentence, actor)
        records.append(_record(ready, parties, statement, actor, taken))
    return tuple(records)


def _links(document: Document, voices: Voices, words: ConditionWords) -> list[_Found]:
    found: list[_Found] = []
    order = {tokens.start: n for n, tokens in enumerate(document.sentences)}
    for start, end, phrase in words.found_in(document.text):
        tokens = document.sentence_at(start)
        if tokens is None:
            continue
        first = document.token_at(start)
        if not first.lower_.startswith(phrase.split()[0][:2]):  # masked: a source tag, markup
            continue
        sentence = Stretch(tokens.start, tokens.end)
        hit = Hit(
            document=document,
            words=words,
            sentence=sentence,
            voices=voices,
            phrase=phrase,
            first=first.i,
            last=document.token_at(end - 1).i,
        )
        for trigger in words.triggers[phrase]:
            read = _read(hit, trigger)
            if read is not None:
                found.append(_Found(*read, order[sentence.start]))
    return found


def _read(hit: Hit, trigger: Trigger) -> tuple[Hit, Link] | None:
    """Return the link of a trigger in the innermost voice in which one stands.

    `Oslo is ready to sign if ...` may be taken for Oslo's own words, which hold but a part.
    """
    around = hit.voices.around(hit.sentence, hit.doc[hit.first].idx)
    for outward in range(around + 1 + hit.breaks_off):
        there = replace(hit, outward=outward) if outward else hit
        link = _READERS[trigger.family](there, trigger.sense)
        if link is not None and _stands(there, link, trigger.sense):
            return there, link
    return None


def _stands(hit: Hit, link: Link, sense: str) -> bool:
    """Return whether a link is a condition and not one of the look-alikes."""
    if is_question(hit, link) or is_counterfactual(hit, link):
        return False
    if link.rule == "exchange" and link.outcome_head is not None:
        open_still = looks_ahead(hit, link) and not is_reported_past(hit, link.outcome_head)
        return open_still and enough_signs(hit, link)
    if link.rule == "without" and is_anyone(hit, link):
        return False
    if link.rule in ("without", "comparative"):
        return enough_signs(hit, link) and looks_ahead(hit, link)
    if link.rule != "connective":
        return True
    if is_idiom(hit) or is_past(hit, link) or is_generic(hit, link):
        return False
    if is_contrast(hit, link) or (link.sense == "while" and is_duration(hit)):
        return False
    if not enough_signs(hit, link):
        return False
    if sense in ("until", "time") and link.sense == sense and is_time(hit, link, sense):
        return False
    if link.sense == "time" and not (looks_ahead(hit, link) or is_open(link.outcome_head)):
        return False
    if is_remark(hit, link):
        return False
    return hit.before() != "even"  # `even if`: the outcome waits for nothing


def _chosen(found: list[_Found]) -> list[_Found]:
    """Return the links in text order, the surer one where two stand on the same act or cue."""
    kept: Nearby[_Found] = Nearby()
    for one in sorted(found, key=lambda f: (-_CONFIDENCE[f.link.rule], f.hit.first)):
        extent = _extent(one)
        if not any(_clash(one.link, other.link) for other in kept.near(extent)):
            kept.add(one, [extent])
    return sorted(kept, key=lambda f: (f.sentence, f.link.act))


def _extent(found: _Found) -> Span:
    """Return from where to where a link reaches, in the text."""
    link, doc = found.link, found.hit.doc
    pieces = [link.cue, link.act, *([link.outcome] if link.outcome else [])]
    first, last = min(p.start for p in pieces), max(p.end for p in pieces) - 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last].text))


def _clash(one: Link, other: Link) -> bool:
    if one.cue.within(other.cue):
        return True
    shared = one.act.within(other.act)
    shorter = min(one.act.end - one.act.start, other.act.end - other.act.start)
    if 2 * (shared.end - shared.start) > shorter:
        return True
    crossed = [(one.act, other.outcome), (other.act, one.outcome)]
    return any(
        b is not None and 2 * (a.within(b).end - a.within(b).start) > b.end - b.start
        for a, b in crossed
    )


def _statement_of(found: _Found, voices: Voices) -> Statement | None:
    """Return the innermost statement that holds cue and outcome, else the cue's, the outcome's."""
    hit, link = found.hit, found.link
    cue = hit.doc[hit.first].idx
    if link.outcome is None:
        return hit.voice.statement
    outcome = hit.doc[link.outcome.start].idx
    return (
        voices.statement_of(hit.sentence, cue, outcome)
        or hit.voice.statement
        or voices.statement_of(hit.sentence, outcome)
        or voices.statement_of(hit.sentence, cue)
    )


def _points_back(document: Document, link: Link) -> bool:
    """Return whether an act is named by pointing at what was said before: `such steps`."""
    return document.doc[link.act.start].lower_ in _POINTERS


def _pointed_at(document: Document, words: ConditionWords, link: Link) -> Token | None:
    """Return of whom an act was demanded before that is only pointed at: `if it does so`."""
    verb, first = link.act_head, document.doc[link.act.start]
    nouns = first.lower_ in _POINTERS and first.dep_ in ("det", "amod", "predet")
    if link.rule == "without" and verb.lower_ in ("this", "that", "it", "these"):
        found = demand_before(document, words, link.act.start, back=_BACK)
        return found.of if found is not None else None
    if not nouns and verb.lower_ not in words.pointing:
        return None
    owner = subject(verb) or (verb.nbor(-1) if verb.i > link.act.start else None)
    if owner is None or not (nouns or owner.lower_ in _POINTED):
        return None
    found = demand_before(document, words, link.act.start, back=_BACK)
    if found is not None:
        return found.of
    return undone_before(document, words, link.act.start) if nouns else None


def _record(
    found: _Found,
    parties: Parties,
    statement: Statement | None,
    actor: str | None,
    taken: set[str],
) -> Condition:
    hit, link = found.hit, found.link
    own = is_own_doing(hit, link, parties, statement, actor)
    others = is_others_act(link, hit.words, actor, side_of(statement or parties.issuer))
    cue = offsets(hit.doc, link.cue)
    act = offsets(hit.doc, link.act)
    outcome = offsets(hit.doc, link.outcome) if link.outcome else None
    low = min(s.start for s in (cue, act, outcome) if s is not None)
    high = max(s.end for s in (cue, act, outcome) if s is not None)
    return Condition(
        id=record_id("c", low, high, taken),
        statement=statement.id if statement is not None else None,
        kind=kind_of(hit.doc, link, hit.words, own, others, manner_of(hit, link, statement)),
        act=act,
        actor=actor,
        outcome=outcome,
        cue=cue,
        confidence=_CONFIDENCE[link.rule],
        rule=f"{link.rule}: {hit.phrase}",
    )
