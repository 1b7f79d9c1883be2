"""Small questions put to a parse: a verb's subject, its children by relation, tokens as spans.

Written against the pipeline's dependency labels (CLEAR style) and fine tags; no lemma, coarse
tag or morphology is available.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
NOMINAL_SUBJECTS = ("nsubj", "nsubjpass")
TENSED = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP", "CD", "DT", "PRP$", "EX", "WDT"})
_OF_TWO = frozenset({"former", "latter"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
TRAILING = frozenset({"relcl", "acl", "advcl", "parataxis", "punct", "dep"})
"""Relations that are left off the end of a source: `Rudenko, who spoke on Monday` is Rudenko."""

_EDGE = ".,;:!?\"“”„«»'‘’`()[]–—-…"
_OPENING = "([“\"‘'«$£€#"


def child(token: Token, *relations: str) -> Token | None:
    """Return the first child that stands in one of the relations to a token."""
    for other in token.children:
        if other.dep_ in relations:
            return other
    return None


def is_verb(token: Token) -> bool:
    """Tell whether a token is tagged as a verb."""
    return token.tag_ in VERB_TAGS


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is in the passive: `was seen`, `is said`."""
    return any(other.dep_ in ("auxpass", "nsubjpass") for other in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with `to`."""
    return any(other.tag_ == "TO" for other in verb.children)


def is_plural(subject: Token) -> bool:
    """Tell whether the verb of a subject shows that it is plural: `they want`, not `they said`."""
    verb = subject.head
    helpers = [t for t in verb.children if t.dep_ in ("aux", "auxpass")]
    first = min(helpers, key=lambda t: t.i, default=verb)
    return first.tag_ == "VBP" or first.lower_ == "were"


def negated(verb: Token) -> bool:
    """Tell whether a verb is negated in its own clause."""
    return any(other.dep_ == "neg" for other in verb.children)


def subject(verb: Token) -> Token | None:
    """Return the token that a verb's grammar makes its subject, looked up through its clause.

    A conjoined verb takes its sibling's subject, an infinitive its governor's, a participle that
    of the verb it hangs on; a participle on a noun (`a letter saying`) has the noun itself.
    """
    for _ in range(8):
        found = child(verb, *SUBJECTS)
        if found is not None:
            return found
        head, relation = verb.head, verb.dep_
        if head.i == verb.i:
            return beside(verb)
        if relation in ("acl", "relcl"):
            return head
        if relation == "xcomp":
            controlled = child(head, "dobj")
            if controlled is not None and controlled.i < verb.i and not is_passive(head):
                return controlled
        elif relation in ("pcomp", "prep"):
            if not is_verb(head):
                head = head.head
            if not is_verb(head):
                return head if head.tag_ in NOUN_TAGS else None
        elif relation not in ("conj", "advcl", "ccomp", "dep", "parataxis"):
            return None
        verb = head
    return None


def beside(verb: Token) -> Token | None:
    """Return the noun right before a finite verb to which a parse gives no subject.

    `Asked about fish, her rival replied`, `The former maintains`, `In 2011 Vale said`.
    """
    before = verb.i - 1
    if verb.tag_ not in _FINITE or verb.dep_ != "ROOT" or before <= verb.sent.start:
        return None
    last = verb.doc[before]
    if last.lower_ in _OF_TWO or (last.dep_ == "appos" and last.tag_ in NOUN_TAGS):
        return last
    dated = child(verb, "prep")
    noun = child(dated, "pobj") if dated is not None and dated.i == verb.sent.start else None
    opening = verb.doc[verb.sent.start + 1]
    return noun if noun is not None and opening.head.i == noun.i and _is_year(opening) else None


def _is_year(token: Token) -> bool:
    """Return whether a number before a name is a year that belongs to another phrase."""
    named = token.dep_ == "nummod" and token.head.tag_ in ("NNP", "NNPS")
    return named and token.is_digit and len(token) == 4 and token.i < token.head.i


def agent(verb: Token) -> Token | None:
    """Return who does it in a passive: the noun after `by`."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def phrase(token: Token, leave: frozenset[str] = TRAILING) -> Span:
    """Return a noun with its modifiers as a span, clauses and the like left off its end."""
    tokens = [token]
    queue = [token]
    while queue:
        for other in queue.pop().children:
            kept = other.dep_ not in leave or (other.dep_ == "punct" and other.i < token.i)
            if kept and not _is_year(other):
                tokens.append(other)
                queue.append(other)
    low, high = min(t.i for t in tokens), max(t.i for t in tokens)
    if token.lower_ in _OF_TWO and token.doc[low - 1].lower_ == "the":  # when read as an adjective
        low -= 1
    words = token.doc[low : high + 1].text
    if words.count("(") > words.count(")") and high + 1 < len(token.doc):
        high += token.doc[high + 1].text == ")"
    spans = runs(token.doc[i] for i in range(low, high + 1))
    return Span(spans[0].start, spans[-1].end) if spans else Span(token.idx, token.idx + len(token))


def entity_of(token: Token) -> TokenSpan | None:
    """Return the named entity that a token is part of, None when it leaves the sentence.

    spaCy's own `Span.ents` goes through the entities of the whole article each time.
    """
    doc, sentence = token.doc, token.sent
    first, end = token.i, token.i + 1
    while first > sentence.start and doc[first].ent_iob_ == "I":
        first -= 1
    while end < sentence.end and doc[end].ent_iob_ == "I":
        end += 1
    cut = doc[first].ent_iob_ != "B" or (end < len(doc) and doc[end].ent_iob_ == "I")
    return None if cut else TokenSpan(doc, first, end, label=token.ent_type)


def runs(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """Return tokens as the spans of their unbroken runs, trimmed of marks at the edges."""
    spans: list[Span] = []
    group: list[Token] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if group and token.i != group[-1].i + 1:
            _close(group, spans)
            group = []
        group.append(token)
    _close(group, spans)
    return tuple(spans)


def _close(group: list[Token], spans: list[Span]) -> None:
    first, last = 0, len(group)
    while first < last and _at_edge(group[first], _OPENING):
        first += 1
    while last > first and _at_edge(group[last - 1], ")]%"):
        last -= 1
    if first < last:
        final = group[last - 1]
        spans.append(Span(group[first].idx, final.idx + len(final.text)))


def _at_edge(token: Token, kept: str) -> bool:
    text = token.text
    return token.is_space or (all(c in _EDGE for c in text) and text not in kept)


def without(tokens: Iterable[Token], removed: Iterable[Token]) -> list[Token]:
    """Return tokens less those of another group."""
    gone = {token.i for token in removed}
    return [token for token in tokens if token.i not in gone]
