"""Which state sent somebody: it hires, sends or recalls him, or has its note delivered by him.

`Kestrel has sent Ambassador Vale to Orm`, `Colonel Vale, sent by Orm`, `Kestrel protested. The
note, handed over by Ambassador Vale, ...`.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.speakers.descriptions import describe
from dragoman.reading.speakers.evidence import Evidence
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import child
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.speakers import speaker_words

_STEPS = 3
"""Steps up the parse from a name to the noun that it stands beside."""
_OBJECTS = ("dobj", "nsubjpass")


def engaged(marked: Marked, person: Person) -> Country | None:
    """Return the state that is told to have engaged a person, sent him or be represented by him."""
    career, official = speaker_words().career, _is_official(person)
    for name in person.mentions:
        for verb in _verbs(marked, name, _OBJECTS):
            word = marked.lower[verb]
            if word in career["hires"] or (official and word in career["sends"]):
                return _doer(marked, verb)
        for verb in _verbs(marked, name, ("agent",)):
            subject = child(marked.document.doc[verb], "nsubjpass")
            if marked.lower[verb] in career["leads"] and subject is not None:
                return _state(marked, subject)
    return None


def delivering(marked: Marked, evidence: Evidence, person: Person) -> Country | None:
    """Return the state whose note a person delivers: its own, else of the one that acts before."""
    if not _is_official(person):
        return None
    for name in person.mentions:
        for verb in _verbs(marked, name, ("nsubj", "agent")):
            if marked.lower[verb] not in speaker_words().career["delivers"]:
                continue
            paper = child(marked.document.doc[verb], "dobj", "nsubjpass")
            at = marked.head[verb] if paper is None else paper.i
            found = marked.covering.get(at)
            if found is not None and found.entry.noun("document") is not None:
                return _state(marked, marked.document.doc[at]) or evidence.acting_before(name.start)
            if marked.lower[at] in ("first", "second", "latter"):
                return evidence.acting_before(name.start)
    return None


def _is_official(person: Person) -> bool:
    held = (d.office for d in person.described)
    return any(office is not None and office.speaks_for != "self" for office in held)


def _verbs(marked: Marked, name: Run, relations: tuple[str, ...]) -> list[int]:
    """Return the verb to which a name stands in one of some relations, and its own participle."""
    at, found = name.end - 1, []
    for _ in range(_STEPS):
        passive = child(marked.document.doc[at], "acl") if "dobj" in relations else None
        if passive is not None and passive.tag_ == "VBN":
            found.append(passive.i)
        if marked.dep[at] in relations:
            found.append(marked.head[at])
        if marked.dep[at] == "pobj" and marked.dep[marked.head[at]] in relations:
            found.append(marked.head[marked.head[at]])  # `delivered by Vale`
        if marked.dep[at] not in ("appos", "compound", "nmod", "conj"):
            break
        at = marked.head[at]
    return found


def _doer(marked: Marked, verb: int) -> Country | None:
    """Return the state, or that of the organ or office-holder, who does what a verb says."""
    doc = marked.document.doc
    subject = child(doc[verb], "nsubj") if marked.tag[verb] != "VBN" or _has(marked, verb) else None
    agent = child(doc[verb], "agent")
    if subject is None and agent is not None:
        subject = child(agent, "pobj")
    return _state(marked, subject) if subject is not None else None


def _state(marked: Marked, noun: Token) -> Country | None:
    """Return the state that a noun names, or that it belongs to by the words before it."""
    found = marked.covering.get(noun.i)
    if found is not None and found.entry.country is not None:
        return found.entry.country
    return describe(marked, Run(noun.left_edge.i, noun.i + 1)).country


def _has(marked: Marked, verb: int) -> bool:
    return any(word.lower_ in ("has", "have", "had") for word in marked.document.doc[verb].children)
