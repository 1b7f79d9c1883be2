"""Which state sent somebody: it hires, sends or recalls him, or has its note delivered by him.

`Kestrel has sent Ambassador Vale to Orm`, `Colonel Vale, sent by Orm`, `Kestrel protested. The
note, handed over by Ambassador Vale, ...`.
"""

from __future__ import annotations

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


def sender(marked: Marked, evidence: Evidence, person: Person) -> Country | None:
    """Return the state that is told to have sent or engaged a person, or whose word he brings."""
    official = any(d.office is not None and d.office.speaks_for != "self" for d in person.described)
    for name in person.mentions:
        found = _engaged(marked, name, official) or (
            _delivering(marked, evidence, name) if official else None
        )
        if found is not None:
            return found
    return None


def _engaged(marked: Marked, name: Run, official: bool) -> Country | None:
    """Return the state that sends somebody, of one without an office only if it hires him."""
    career = speaker_words().career
    for verb in _verbs(marked, name, _OBJECTS):
        word = marked.lower[verb]
        if word in career["hires"] or (official and word in career["sends"]):
            return _doer(marked, verb)
    return None


def _delivering(marked: Marked, evidence: Evidence, name: Run) -> Country | None:
    """Return the state that acts before somebody who delivers a note, the one alone."""
    for verb in _verbs(marked, name, ("nsubj", "agent")):
        if marked.lower[verb] not in speaker_words().career["delivers"]:
            continue
        paper = child(marked.document.doc[verb], "dobj", "nsubjpass")
        at = marked.head[verb] if paper is None else paper.i
        found = marked.covering.get(at)
        noun = found.entry.noun("document") if found else None
        if noun is not None or marked.lower[at] in ("first", "second", "latter"):
            return evidence.acting_before(name.start)
    return None


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
    if subject is None:
        return None
    found = marked.covering.get(subject.i)
    if found is not None and found.entry.country is not None:
        return found.entry.country
    described = describe(marked, Run(subject.left_edge.i, subject.i + 1))
    state = described.office is not None or described.head is not None
    return described.country if state else None


def _has(marked: Marked, verb: int) -> bool:
    return any(word.lower_ in ("has", "have", "had") for word in marked.document.doc[verb].children)
