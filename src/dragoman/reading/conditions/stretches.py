"""Clauses and noun phrases as stretches of tokens, read off a dependency parse.

The parse says which words belong together; a stretch is always one unbroken piece, since a
record's span is one. Labels are those of spaCy's English models.
"""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from spacy.tokens import Doc, Token

from dragoman.article import Span

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD"})
REASONS = frozenset({"as", "because", "since", "although", "though", "while", "whereas"})
"""Marks of clauses that say why or against what: never part of an act or an outcome."""
_LOOSE = frozenset({"punct", "cc", "preconj", "mark", "parataxis", "intj", "advcl"})
_RISING = frozenset(
    {"xcomp", "acomp", "attr", "oprd", "prep", "pcomp", "pobj", "dobj", "dative", "agent"}
)
_EDGE_WORDS = frozenset(
    {"and", "but", "or", "that", "then", "so", "yet", "however", "also", "only", "even"}
)
_TAIL_WORDS = frozenset({"and", "but", "or", "only", "even", "so", "that"})
_SPEECH = frozenset({"said", "says", "told", "added", "warned", "announced", "argued", "wrote"})
_CLOSING = {"”": "“", '"': '"', "»": "«"}
_MARKS = frozenset("\"'“”‘’«»,;:.()[]–—―-…!?*")


class Stretch(NamedTuple):
    """Tokens of a document, from `start` up to `end`, by index, end exclusive."""

    start: int
    end: int

    def holds(self, token: Token) -> bool:
        """Return whether a token lies in the stretch."""
        return self.start <= token.i < self.end

    def within(self, other: Stretch) -> Stretch:
        """Return the part that lies in `other`; it may be empty."""
        start = max(self.start, other.start)
        return Stretch(start, max(start, min(self.end, other.end)))

    def __bool__(self) -> bool:
        """Return whether any token is in the stretch."""
        return self.end > self.start


def subtree(token: Token) -> Stretch:
    """Return the token with all that hangs on it."""
    return Stretch(token.left_edge.i, token.right_edge.i + 1)


def is_mark(token: Token) -> bool:
    """Return whether a token is punctuation, a quotation mark or a blank."""
    return token.is_space or all(letter in _MARKS for letter in token.text)


def trimmed(doc: Doc, stretch: Stretch, edges: Container[str] = _EDGE_WORDS) -> Stretch:
    """Return the stretch without marks and joining words at its ends."""
    start, end = stretch
    while start < end and (is_mark(doc[start]) or doc[start].lower_ in edges):
        start += 1
    while start < end and (is_mark(doc[end - 1]) or doc[end - 1].lower_ in _TAIL_WORDS):
        end -= 1
    return _closed(doc, Stretch(start, end))


def _closed(doc: Doc, stretch: Stretch) -> Stretch:
    """Give back a bracket or quotation mark that closes one inside the stretch."""
    start, end = stretch
    depth = sum({"[": 1, "(": 1, "]": -1, ")": -1}.get(doc[i].text, 0) for i in range(start, end))
    if depth > 0 and end < len(doc) and doc[end].text in ("]", ")"):
        end += 1
    if depth < 0 and start > 0 and doc[start - 1].text in ("[", "("):
        start -= 1
    if (
        end < len(doc)
        and doc[end].text in _CLOSING
        and any(doc[i].text == _CLOSING[doc[end].text] for i in range(start, end))
    ):
        end += 1
    return Stretch(start, end)


def offsets(doc: Doc, stretch: Stretch) -> Span:
    """Return a stretch as offsets into the text."""
    last = doc[stretch.end - 1]
    return Span(doc[stretch.start].idx, last.idx + len(last.text))


def subject(verb: Token) -> Token | None:
    """Return the subject of a verb, shared with the verb that it is coordinated with."""
    seen = verb
    for _ in range(4):
        for child in seen.lefts:
            if child.dep_ in SUBJECTS:
                return child
        if seen.dep_ != "conj" or seen.head.tag_ not in VERBAL:
            break
        seen = seen.head
    return next((child for child in verb.rights if child.dep_ in SUBJECTS), None)


def governing_clause(token: Token, within: Stretch) -> Token:
    """Return the verb with a subject whose clause a token belongs to.

    Climbs complements only, and never out of the tokens of `within`.
    """
    while subject(token) is None and token.dep_ in _RISING and within.holds(token.head):
        token = token.head
    return token


def clause(verb: Token, without: Token | None = None) -> Stretch:
    """Return a verb's clause, from its subject to its end.

    Loose parts before it (connectives, adverbial clauses) and coordinated clauses with a
    subject of their own are left out, and so is everything that hangs on `without`.
    """
    start, end = verb.i, verb.i + 1
    for child in verb.lefts:
        if child.dep_ not in _LOOSE and not _same(child, without) and not _is_fronted(child):
            start = child.left_edge.i
            break
    for child in verb.rights:
        if _same(child, without) or child.dep_ in ("punct", "cc", "parataxis"):
            continue
        if child.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in child.lefts):
            break
        if child.dep_ == "advcl" and any(c.lower_ in REASONS for c in child.lefts):
            continue
        end = max(end, child.right_edge.i + 1)
    if without is not None and verb.i < without.left_edge.i < end:
        end = without.left_edge.i
    return Stretch(start, end)


def _is_fronted(child: Token) -> bool:
    """Return whether a phrase stands before the subject, set off by a comma."""
    if child.dep_ not in ("prep", "advmod", "npadvmod"):
        return False
    last = child.right_edge
    return last.i + 1 < len(last.doc) and last.nbor().text == ","


def _same(token: Token, other: Token | None) -> bool:
    return other is not None and token.i == other.i


def modal(verb: Token) -> Token | None:
    """Return the modal auxiliary of a verb, shared with the verb it is coordinated with."""
    for child in verb.children:
        if child.tag_ == "MD":
            return child
    if verb.tag_ == "MD":
        return verb
    return modal(verb.head) if verb.dep_ == "conj" and verb.head.i < verb.i else None


def has_child(token: Token, *labels: str) -> bool:
    """Return whether anything hangs on a token by one of the labels."""
    return any(child.dep_ in labels for child in token.children)


def child_of(token: Token, *labels: str) -> Token | None:
    """Return the first token that hangs on another by one of the labels."""
    return next((child for child in token.children if child.dep_ in labels), None)


def is_infinitive(verb: Token) -> bool:
    """Return whether a verb stands with `to`."""
    return any(child.tag_ == "TO" for child in verb.lefts)


def without_speaker(doc: Doc, verb: Token, act: Stretch) -> Stretch:
    """Return an act without who says so, where the parse joins him to it: `the port, X, said`."""
    behind = next((t for t in doc[act.end : act.end + 2] if t.text != ","), None)
    if behind is None or behind.lower_ not in _SPEECH:
        return act
    commas = (t.i for t in doc[verb.i + 1 : act.end] if t.text == ",")
    comma = next(commas, act.end)
    named = any(t.tag_ in ("NNP", "NNPS") for t in doc[comma : act.end])
    return trimmed(doc, Stretch(act.start, comma)) if named else act
