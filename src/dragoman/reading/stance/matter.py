"""What a stance is on, by name: two to six of the article's own words.

What leads to the matter (`resume`, `the possibility of`) is passed through, and a reference
such as `the document` or `it` takes the fuller name that the article gave before.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.reading.stance.clauses import is_infinitive, is_noun, is_verb
from dragoman.reading.stance.complements import LEAVING
from dragoman.reading.stance.matter_names import GENERAL, WHOEVER, name_of, objects, tells
from dragoman.reading.stance.references import fuller
from dragoman.reading.syntax import child, is_passive
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import stance_words

_LINKS = frozenset({
    "of", "on", "for", "to", "toward", "towards", "about", "over", "in", "into", "against",
    "with", "from",
})  # fmt: skip
_NEVER_LED = frozenset({"with", "from", "in"})
_PLACES = frozenset({"GPE", "NORP", "PERSON", "LOC", "DATE", "TIME", "CARDINAL"})


@dataclass(frozen=True, slots=True)
class Matter:
    """The words that name a matter, and where the words stand that it was read from."""

    words: str
    span: Span


def matter_of(document: Document, about: Token | None, at: Token) -> Matter | None:
    """Return the name of what a stance is on, None where the article names nothing.

    `about` is the act, noun or pronoun that the stance governs; without one the matter is
    what the article named last before the token `at`.
    """
    target = reached(about) if about is not None else None
    if target is not None and is_verb(target) and not _wants_object(target):
        if not tells(name_of(target)):
            return None
        return Matter(name_of(target), _extent(target))
    meant = fuller(document.doc, target, at)
    named = (reached(meant) if meant is not None else None) or target
    words = name_of(named) if named is not None else ""
    if named is None or not tells(words):
        return None
    return Matter(words, _extent(target or named))


def _wants_object(verb: Token) -> bool:
    """Return whether an act is left without what it is done to: `invited them to join`."""
    return len(name_of(verb).split()) == 1 and verb.lower_ in dealings().leading_verbs


def _extent(target: Token) -> Span:
    """Return where a matter's words stand, without a long clause that hangs on them."""
    doc, last = target.doc, target.right_edge
    if last.i - target.i > 12 or any(c.dep_ == "relcl" for c in target.children):
        last = next(
            (c.right_edge for c in reversed(list(target.children)) if c.dep_ == "prep"), target
        )
    first = target if is_verb(target) else doc[target.left_edge.i]
    last = last if last.i >= target.i else target
    return Span(first.idx, last.idx + len(last.text))


def reached(token: Token) -> Token | None:
    """Follow what leads to the matter: `resume talks on` a treaty is about the treaty."""
    for _ in range(6):
        deeper = _beyond_verb(token) if is_verb(token) else _beyond_noun(token)
        if deeper is None:
            break
        token = deeper
    return token if is_verb(token) or is_noun(token) or token.lower_ in GENERAL else None


def _beyond_verb(verb: Token) -> Token | None:
    words = dealings()
    let = child(verb, "ccomp") if verb.lower_ in stance_words().permitting else None
    if let is not None and let.tag_ == "VB":
        return let  # "let inspectors visit the plant" is about the visit
    if verb.lower_ in words.opposing or verb.lower_ not in words.leading_verbs or _parts(verb):
        return None
    if is_passive(verb):
        undergone = child(verb, "nsubjpass")
        # "the pact be signed" is about the pact, "the islands be returned" about the return
        return undergone if undergone is not None and _is_matter(undergone) else None
    found = child(verb, "dobj", "xcomp", "attr", "acomp")
    if found is None:
        # "negotiating and signing the treaty": the object hangs on the second verb
        found = next((child(c, "dobj") for c in verb.children if c.dep_ == "conj"), None)
    who = child(verb, "nsubj")
    if found is None and who is not None and is_noun(who) and words.named_by(who.lower_):
        return who
    if (
        found is not None
        and found.ent_type_ in ("PERSON", "GPE")
        and verb.lower_ not in words.joining
    ):
        return None
    if found is None:
        found = next((c for c in verb.children if c.dep_ == "advcl" and is_infinitive(c)), None)
    if found is not None and found.lower_ in words.leading_nouns and not list(found.rights):
        found = next((c for c in verb.children if c.i > found.i and is_infinitive(c)), found)
    if found is None:
        links = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in _LINKS)
        found = next((o for link in links for o in objects(link)), None)
    if found is not None and found.lower_ in WHOEVER:
        return None  # "negotiating with those who started the war"
    if found is not None and (is_noun(found) or is_verb(found) or found.lower_ in GENERAL):
        return found
    return None


def _parts(verb: Token) -> bool:
    """Return whether a verb with its particle parts with something: `give up` enrichment."""
    particles = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    known = stance_words().verbs.starting(verb.lower_) if particles else ()
    return any(k.name in LEAVING and rest and rest[0] in particles for rest, k in known)


def _is_matter(noun: Token) -> bool:
    words = dealings()
    return words.named_by(noun.lower_) or noun.lower_ in words.leading_nouns | words.references


def _beyond_noun(noun: Token) -> Token | None:
    words = dealings()
    if noun.lower_ not in words.leading_nouns:
        return None
    for link in noun.children:
        if link.dep_ in ("acl", "relcl") and is_infinitive(link):
            return link
        if link.dep_ != "prep" or link.lower_ not in _LINKS:
            continue
        for found in objects(link):
            if found.ent_type_ in _PLACES or (link.lower_ in _NEVER_LED and not is_verb(found)):
                continue
            if found.lower_ in GENERAL or _weighty(found):
                return found
            if not words.named_by(noun.lower_) and noun.lower_ not in words.issues:
                return found
    return None


def _weighty(token: Token) -> bool:
    words = dealings()
    return is_verb(token) or token.lower_ in words.deals or token.lower_ in words.measures
