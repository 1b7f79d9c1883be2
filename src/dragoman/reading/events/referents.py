"""Whom pronouns and bare plurals stand for among an article's actors.

`He` is the last person who was a subject, `it` the last state or body, `they` and `the
ministers` the parties last named together; a speaker's own `I` and `we` are his side.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from dragoman.reading.document import Document
from dragoman.reading.events.parties import Actors, Parties, actors, of_head, parties, person_party
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import NOMINAL_SUBJECTS
from dragoman.records import Statement
from dragoman.vocabulary.plover import plover

_REMEMBERED = 2
"""Sentences for which `they` still means several parties named together."""
_KINDS = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "person"),
    **dict.fromkeys(("it", "its", "itself"), "thing"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "group"),
}
_OBJECTS = frozenset({"him", "her"})
_FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
_DEFINITE = frozenset({"the", "both", "these", "two"})


@dataclass(slots=True)
class _Memory:
    """Who was named last, for each kind of pronoun; `person` was an object in this sentence."""

    last: dict[str, Parties] = field(default_factory=dict)
    together: int = 0
    recent: bool = True
    person: Person | None = None


def known_actors(document: Document, statements: tuple[Statement, ...]) -> Actors:
    """Return the actors of an article with its pronouns tied to whom they stand for."""
    known = actors(document, statements)
    for statement in statements:
        if statement.side:
            _tie_to_speaker(known, document, statement, statement.side)
    tag, dep, lower = known.marked.tag, known.marked.dep, known.marked.lower
    actor_nouns = plover().classes["actor"]
    memory = _Memory()
    for number, sentence in enumerate(document.sentences):
        memory.person = None
        memory.recent = number - memory.together <= _REMEMBERED
        for i in range(sentence.start, sentence.end):
            if tag[i] in ("PRP", "PRP$"):
                _tie_pronoun(i, known, memory)
            elif dep[i] in NOMINAL_SUBJECTS and tag[i][0] == "N":
                if _note_subject(document.doc[i], known, memory.last):
                    memory.together = number
            elif dep[i] in ("dobj", "pobj"):
                memory.person = known.people.at.get(i, memory.person)
            if tag[i] == "NNS" and lower[i] in actor_nouns:
                _tie_plural(document.doc[i], known, memory.last)
    return known


def _tie_to_speaker(known: Actors, document: Document, statement: Statement, side: str) -> None:
    """The words that name a speaker, and `I` and `we` in what he says, are his side."""
    marked = known.marked
    tag, lower = marked.tag, marked.lower
    if statement.source is not None:
        run = marked.run(statement.source)
        head = next(
            (i for i in range(*run) if not run.start <= marked.head[i] < run.end), run.start
        )
        if tag[head] == "PRP" or not of_head(document.doc[head], known):
            known.pronouns[head] = (side,)
    for piece in statement.content:
        run = marked.run(piece)
        for i in range(run.start, run.end):
            if tag[i] in ("PRP", "PRP$") and lower[i] in _FIRST:
                known.pronouns[i] = (side,)


def _tie_pronoun(i: int, known: Actors, memory: _Memory) -> None:
    word = known.marked.lower[i]
    if memory.person is not None and word in _OBJECTS and known.marked.dep[i] != "poss":
        known.meant[i] = memory.person
        known.pronouns[i] = person_party(memory.person, known)
        return
    kind = _KINDS.get(word, "")
    found = memory.last.get(kind)
    if kind == "group" and memory.recent:
        found = memory.last.get("several", found)
    if found and i not in known.pronouns:
        known.pronouns[i] = found


def _tie_plural(token: Token, known: Actors, last: dict[str, Parties]) -> None:
    """Tie a bare definite plural to the parties last named together: `both sides`."""
    several = last.get("several")
    if several is None or token.i in known.pronouns or of_head(token, known):
        return
    if any(c.lower_ in _DEFINITE for c in token.children):
        known.pronouns[token.i] = several


def _note_subject(token: Token, known: Actors, last: dict[str, Parties]) -> bool:
    """Remember a subject for the pronouns that follow; tell whether it is several parties."""
    found = parties(token, known)
    if not found:
        return False
    covered = known.marked.covering.get(token.i)
    office = covered is not None and (covered.entry.office or covered.entry.noun("person"))
    if token.i in known.people.at or (office and token.tag_ in ("NN", "NNP")):
        last["person"] = found
    else:
        last["thing"] = found[:1]
    last["group"] = found
    if len(found) > 1:
        last["several"] = found
    return len(found) > 1
