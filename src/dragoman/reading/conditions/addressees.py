"""Who must act where only the circle around the words tells: to whom they are said, whom they hit.

`in a note to Oslo`, `told Oslo`, `offered Oslo cheap gas`: where an act is an order, something done
to a thing, or `they`, the one other party that is addressed or aimed at is the one to do it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.conditions.actors import Parties, side_of
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    VERBAL,
    child_of,
    has_child,
    is_infinitive,
    modal,
    offsets,
    subject,
)
from dragoman.records import Statement

_NAMES = ("NNP", "NNPS")
_NO_PARTIES = ("DATE", "TIME", "EVENT", "MONEY", "LAW", "WORK_OF_ART")
_PLACES = ("GPE", "NORP", "ORG")
_POINTING = ("they", "it", "you", "those", "that", "this")
_PAPERS = ("wire", "times", "news", "herald", "press", "reuters")
_ABOUT = ("of", "about", "with", "against")


def addressee(hit: Hit, link: Link, parties: Parties, statement: Statement | None) -> str | None:
    """Return the one party that an act whose doer is untold is asked of, None where there is none.

    Looked for in turn: whom the speaker tells it, whom his words before told it, of whom or to
    whom the reporter says it is said, whom the outcome is given to or falls on.
    """
    if statement is None:
        return _named_ahead(parties, link, None) or _given_to(hit, link, parties, None)
    if (person := _person_before(parties, link)) is not None:
        return person
    if (ahead := _named_ahead(parties, link, statement)) is not None:
        return ahead
    if not _is_open(hit, link):
        return None
    own = {side_of(statement), _doer(link, parties, statement)} - {None}
    nominal = link.act_head.tag_ not in VERBAL and link.rule != "connective"
    told = () if nominal else (*_told(hit, statement), *_around(hit, link, statement))
    for tokens in (told, _given(hit, link), () if nominal else _aimed_at(link)):
        named = (_name(hit, parties, token) for token in tokens)
        found = [name for name in named if name is not None and name not in own]
        if found:
            return found[0]
    return _given_to(hit, link, parties, statement)


def _named_ahead(parties: Parties, link: Link, statement: Statement | None) -> str | None:
    """Return whom `it` means that the outcome behind it names: `unless it stops, Oslo loses`."""
    owner, head = link.doer or subject(link.act_head), link.outcome_head
    pointing = owner is not None and owner.lower_ in ("it", "they")
    if not pointing or head is None or link.outcome is None or link.outcome.start < link.act.end:
        return None
    named = subject(head) or head
    found = parties.party(named, statement) if named.tag_ in (*_NAMES, "NN", "NNS") else None
    return found if found != side_of(statement) else None


def _is_open(hit: Hit, link: Link) -> bool:
    """Return whether an act's doer is untold: an order, a passive, a thing, a pronoun, a noun."""
    if link.act_head.tag_ not in VERBAL:
        return True
    owner = link.doer or subject(link.act_head)
    if owner is None or owner.dep_ == "nsubjpass" or owner.lower_ in _POINTING:
        return True
    agents = hit.words.agents
    return owner.tag_ in ("NN", "NNS") and owner.lower_ not in agents.nouns


def _doer(link: Link, parties: Parties, statement: Statement) -> str | None:
    owner = subject(link.outcome_head) if link.outcome_head is not None else None
    return parties.party(owner, statement) if owner is not None else None


def _told(hit: Hit, statement: Statement) -> Iterator[Token]:
    """Yield whom a speaker tells his words, or told those of the sentence before."""
    cue = statement.cue
    if cue is None:
        return
    verbs = [*hit.document.tokens(cue)]
    before = hit.document.sentence_at(max(0, hit.doc[hit.sentence.start].idx - 2))
    if before is not None and before.start < hit.sentence.start:
        verbs += [t for t in before if t.dep_ == "ROOT" and t.tag_ in VERBAL]
    for verb in verbs:
        whom = child_of(verb, "dobj", "dative")
        if whom is not None:
            yield whom


def _around(hit: Hit, link: Link, statement: Statement) -> Iterator[Token]:
    """Yield to whom the reporter's words around a statement say it is sent, and of whom it is.

    What it is about tells only who `they` are: `asked about a truce with Oslo`.
    """
    if statement.cue is None:
        return
    owner = link.doer or subject(link.act_head)
    pointing = owner is not None and owner.lower_ in _POINTING
    sentence = hit.document.sentence_at(statement.cue.start)
    act = offsets(hit.doc, link.act)
    spans = [c for c in statement.content if not pointing or c.start <= act.start < c.end]
    spans += [statement.source] if statement.source else []
    cues = {t.i for t in hit.document.tokens(statement.cue)}
    said = {t.i for span in spans for t in hit.document.tokens(span)}
    for token in sentence if sentence is not None else ():
        way = token.head
        if token.i in said or token.dep_ != "pobj":
            continue
        heard = way.head.i in cues or way.head.lower_ in hit.words.messages
        sent = way.lower_ == "to" and heard
        if sent or (pointing and way.lower_ in _ABOUT):
            yield token


def _person_before(parties: Parties, link: Link) -> str | None:
    """Return whom `he` means where the words before name another than the speaker."""
    owner = link.doer or subject(link.act_head)
    if owner is None or owner.lower_ not in ("he", "she"):
        return None
    for token in reversed(owner.sent[: owner.i - owner.sent.start]):
        if token.tag_ in _NAMES and token.dep_ in ("dobj", "pobj", "dative"):
            return parties.names.person(token)
    return None


def _given_to(hit: Hit, link: Link, parties: Parties, statement: Statement | None) -> str | None:
    """Return to whom an outcome goes where a noun names the act: `ties aid to Oslo to a swap`."""
    nominal = link.act_head.tag_ in ("NN", "NNS") and link.rule != "connective"
    if not nominal or link.outcome is None:
        return None
    for token in hit.doc[link.outcome.start : link.outcome.end]:
        given = child_of(token, "pobj") if token.lower_ == "to" else None
        if given is None:
            continue
        adjectives = (parties.names.state(c) for c in given.lefts)
        named = _name(hit, parties, given) or next((name for name in adjectives if name), None)
        if named is not None and named != side_of(statement):
            return named
    return None


def _given(hit: Hit, link: Link) -> Iterator[Token]:
    """Yield whom an outcome is given or offered to: `offered Oslo cheap gas`."""
    head = link.outcome_head
    for verb in (head, head.head) if head is not None else ():
        offered = verb.lower_ in hit.words.offering | hit.words.foreseeing
        next_to = verb.nbor() if offered and verb.i + 1 < len(verb.doc) else None
        for given in (child_of(verb, "dative"), child_of(verb, "dobj"), next_to):
            if given is not None and (given.tag_ in _NAMES or given.ent_type_ in _PLACES):
                yield given


def _aimed_at(link: Link) -> Iterator[Token]:
    """Yield whose things an outcome falls on: `we will impose duties on Oslo's fish`."""
    head = link.outcome_head
    if head is None or link.outcome is None or link.sense not in ("if", "unless"):
        return
    owner = subject(link.act_head)
    if owner is None or owner.dep_ != "nsubjpass":
        return
    if modal(head) is None and not is_infinitive(head):
        return
    for token in head.doc[max(head.i, link.outcome.start) : link.outcome.end]:
        if token.dep_ in ("dobj", "pobj", "compound", "amod", "poss", "dative"):
            yield token


def _home(person: Token) -> Token | None:
    """Return from where somebody is: `her counterpart from Oslo`."""
    link = next((c for c in person.rights if c.lower_ in ("from", "of")), None)
    return child_of(link, "pobj") if link is not None else None


def _name(hit: Hit, parties: Parties, token: Token) -> str | None:
    """Return the state or body that a word names; no newspaper, no person, no day."""
    if token.lower_ in hit.words.agents.nouns and has_child(token, "nummod"):
        return parties.party(token, None)  # `said of the two clans`
    if token.lower_ in hit.words.agents.nouns and token.tag_ == "NN":
        whose = child_of(token, "amod", "compound") or _home(token)
        token = whose if whose is not None else token  # `said of the Calder government`
    if token.ent_type_ in _NO_PARTIES or has_child(token, "det", "compound"):
        return None
    names = parties.names
    found = names.lookup(token.text) or names.state(token)
    if found is None and token.tag_ in _NAMES:
        found = names.bare(token, thing=True)
    elif found is None and token.text.istitle() and token.ent_type_ in _PLACES:
        found = token.text  # a name that no tagger knows
    return None if token.lower_.endswith(_PAPERS) else found
