"""Who would bring an outcome about, and whether an act is another's: what tells offer from threat.

A doer is compared with the speaker's side; where the words leave him open there is none.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.conditions.actors import Parties, side_of
from dragoman.reading.conditions.homes import home_of
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import SUBJECTS, VERBAL, child_of, is_infinitive, subject
from dragoman.records import ConditionKind, Statement
from dragoman.vocabulary.conditions import ConditionWords

_OWN_PRONOUNS = {
    "person": ("he", "she"),
    "government": ("it",),
    "organisation": ("it", "they"),
    "group": ("they",),
}
_OFFICIAL = ("person", "government")


def is_own_doing(
    hit: Hit, link: Link, parties: Parties, statement: Statement | None, actor: str | None
) -> bool:
    """Return whether the speaker's side would bring the outcome about.

    In the reporter's voice: whether the outcome has a doer who is not the one to act.
    """
    speaking = statement or parties.issuer
    owner = subject(link.outcome_head) if link.outcome_head is not None else None
    if owner is not None and _is_speaker(hit, owner, speaking):
        return True
    doer = _outcome_doer(hit, link, parties, speaking)
    if _is_suffered(link, doer, actor) or (link.sense == "warning" and doer is None and actor):
        home = speaking is not None and (
            speaking.side
            or home_of(hit.document, speaking)
            or _office(hit, speaking)
            or _orders(link, speaking)
        )
        return speaking is None or bool(home and not _akin(home, actor))
    if doer is None and owner is not None and owner.dep_ == "nsubjpass":
        return _decides(hit, link, speaking, actor)
    if doer is None:
        return owner is not None and speaking is not None and _is_its(hit, owner, speaking)
    if speaking is None:
        return doer != actor
    if doer == side_of(speaking) or _speaks_for(hit, speaking, doer, actor):
        return True
    return owner is not None and doer != actor and _is_organ(hit, owner, speaking)


def _orders(link: Link, speaking: Statement) -> str | None:
    """Return the government that orders an act and names what follows: `told them to stop or`."""
    government = speaking.speaker.sort == "government" and link.sense == "alternative"
    return speaking.speaker.name if government else None


def _is_organ(hit: Hit, owner: Token, speaking: Statement) -> bool:
    """Return whether the doer is an organ of the state for which the speaker holds an office."""
    lone = {child.lower_ for child in owner.lefts} <= {"the", "armed", "air", "security", "coast"}
    return lone and owner.lower_ in hit.words.organs and _office(hit, speaking) is not None


def _speaks_for(hit: Hit, statement: Statement, doer: str, actor: str | None) -> bool:
    """Return whether an official whose state no list has speaks for the doer of an outcome."""
    if statement.side is not None and len(statement.side) == 3:
        return False
    if statement.speaker.country is not None or doer == actor:
        return False
    home = home_of(hit.document, statement)
    if home is not None:
        return _akin(home, doer)
    return _is_told_by_own(hit, statement) or _office(hit, statement) is not None


def _is_told_by_own(hit: Hit, statement: Statement) -> bool:
    """Return whether a speaker is told of as somebody's: `Oslo will do it, its minister said`."""
    source = statement.source.of(hit.document.text).lower() if statement.source else ""
    return source.startswith(("its ", "their "))


def _is_its(hit: Hit, owner: Token, statement: Statement) -> bool:
    """Return whether a group does it whose speaker says so: `the powers, their envoy said`."""
    group = owner.tag_ in ("NN", "NNS") and owner.dep_ == "nsubj"
    return group and _is_told_by_own(hit, statement)


def _office(hit: Hit, statement: Statement) -> str | None:
    """Return the office of a speaker who acts for a state: `general`, `Foreign Minister`."""
    role = statement.speaker.role or ""
    if not role and statement.source is not None and statement.speaker.sort in _OFFICIAL:
        role = statement.source.of(hit.document.text)
    return role if any(word in hit.words.agents.nouns for word in role.lower().split()) else None


def _decides(hit: Hit, link: Link, speaking: Statement | None, actor: str | None) -> bool:
    """Return whether a passive outcome is the speaker's to bring about: `it will be shot down`."""
    head = link.outcome_head
    by = child_of(head, "agent") if head is not None else None
    doer = child_of(by, "pobj") if by is not None else None
    done = doer is not None and doer.lower_ not in hit.words.valence.violent
    if speaking is None or head is None or done:
        return False
    if actor is None or link.sense not in ("if", "unless"):
        return False
    home = home_of(hit.document, speaking) or speaking.side
    organ = (speaking.speaker.name or "").lower().split()[-1:]
    official = speaking.speaker.sort in _OFFICIAL or bool(hit.words.organs & set(organ))
    if speaking.speaker.country is None and not official:
        return False  # a union or a bank sees it coming
    return home is not None and not _akin(home, actor)


def _akin(home: str, party: str | None) -> bool:
    """Return whether a state's name and its adjective are one's: `Quor` and `Quorish`."""
    if party is None:
        return False
    least = min(len(home), len(party), 4)
    return home == party or (least == 4 and home[:least] == party[:least])


def manner_of(hit: Hit, link: Link, statement: Statement | None) -> ConditionKind | None:
    """Return how words are said to be meant, by the verb that reports them or their outcome."""
    head = link.outcome_head
    cue = [head.head.lower_, head.head.head.lower_] if head is not None else []
    if statement is not None and statement.cue is not None:
        cue = statement.cue.of(hit.document.text).lower().split()
        cue += [t.lower_ for t in (head, head.head) if t.tag_ in VERBAL] if head is not None else []
    kinds: tuple[ConditionKind, ...] = ("threat", "warning", "offer")
    return next((kind for kind in kinds if any(w in hit.words.manners[kind] for w in cue)), None)


def is_others_act(link: Link, words: ConditionWords, actor: str | None, side: str | None) -> bool:
    """Return whether the act is that of somebody who is not the speaker, named or not."""
    if actor is not None and actor != side:
        return True
    doer = link.doer or subject(link.act_head)
    if doer is None or doer.dep_ == "nsubjpass" or doer.lower_ in words.agents.first_person:
        return False
    return doer.lower_ in words.agents.nouns or doer.lower_ in words.agents.pronouns


def turned(hit: Hit, link: Link, parties: Parties, statement: Statement | None) -> Link:
    """Return an exchange with the other side's part as the act, whichever comes first."""
    speaking = statement or parties.issuer
    if link.rule != "exchange" or link.outcome is None or link.outcome_head is None:
        return link
    doer = _outcome_doer(hit, link, parties, speaking)
    own = doer is None or speaking is None or doer == side_of(speaking)
    if own and not _is_demanded(hit, link, speaking):
        return link
    home = home_of(hit.document, speaking) if speaking is not None else None
    named = speaking is not None and (speaking.side or speaking.speaker.country)
    unknown = not named
    if doer is not None and unknown and (home is None or _akin(home, doer)):
        return link
    return replace(
        link,
        act=link.outcome,
        act_head=link.outcome_head,
        outcome=link.act,
        outcome_head=link.act_head,
    )


def _is_demanded(hit: Hit, link: Link, statement: Statement | None) -> bool:
    """Return whether a speaker demands the first part: `demanded a swap in return for gas`."""
    if statement is None or statement.cue is None or link.outcome_head is None:
        return False
    cue = statement.cue.of(hit.document.text).lower().split()[0]
    asks = cue in hit.words.demanding and cue not in hit.words.offering
    asks = asks or cue in ("demanded", "demands", "demand", "wants", "wanted", "sought", "seeks")
    return asks and link.outcome_head.tag_ in ("NN", "NNS")


def _outcome_doer(
    hit: Hit, link: Link, parties: Parties, statement: Statement | None
) -> str | None:
    """Return who would bring the outcome about, None when that is left open."""
    head = link.outcome_head
    if head is None:
        return None
    owner = subject(head)
    if owner is not None and _is_speaker(hit, owner, statement):
        return side_of(statement)
    if owner is None and is_infinitive(head):
        return side_of(statement) or _committed(hit, head)
    if owner is None:
        return None
    return parties.party(owner, statement) if owner.dep_ != "nsubjpass" else None


def _is_speaker(hit: Hit, owner: Token, statement: Statement | None) -> bool:
    """Return whether a pronoun in reported words is the speaker: `Chile said it would ...`.

    Not where the words before it in the sentence name something else that it may mean.
    """
    if owner.lower_ in hit.words.agents.first_person:
        return True
    poss = child_of(owner, "poss") if statement is not None else None
    if poss is not None and poss.lower_ in hit.words.agents.first_person:
        return True
    if statement is None or statement.kind == "direct":
        return False
    lead = hit.doc[hit.piece.start : owner.i] if hit.piece.start < owner.i else ()
    things = (t for t in lead if t.dep_ in SUBJECTS and t.tag_ in ("NN", "NNS"))
    if any(thing.lower_ not in hit.words.agents.nouns for thing in things):
        return False
    return owner.lower_ in _OWN_PRONOUNS.get(statement.speaker.sort, ())


def _is_suffered(link: Link, doer: str | None, actor: str | None) -> bool:
    """Return whether the outcome falls on the one who acts, so that another brings it about."""
    if link.sense in ("alternative", "answer", "person"):
        return doer in (None, actor)
    first = subject(link.act_head)
    if first is None and link.act_head.tag_ == "NNS":  # a verb in -s taken for a plural
        first = child_of(link.act_head, "compound")
    second = subject(link.outcome_head) if link.outcome_head is not None else None
    if first is None or second is None or link.sense != "if":
        return False
    pronoun = second.tag_ == "PRP" and second.lower_ in ("they", "you", "it")
    return pronoun and (
        first.lower_ == second.lower_ or (actor is not None and doer in (None, actor))
    )


def _committed(hit: Hit, head: Token) -> str | None:
    """Return who is reported to promise or threaten to do something, by his own words."""
    governor = head.head
    if governor.lower_ not in hit.words.foreseeing | hit.words.offering:
        return None
    owner = subject(governor)
    return owner.text if owner is not None else None
