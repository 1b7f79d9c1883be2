"""Whom a speaker blames: the object of `blamed`, the subject of `is to blame`, whose fault it is.

Only words of blame count, and only parties that the article names; what is denied, asked or
refused blames nobody, and what somebody is in charge of is no guilt.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.columns import columns
from dragoman.reading.document import Document
from dragoman.reading.events.parties import Actors, Parties, parties
from dragoman.reading.syntax import child, is_passive, is_verb, negated, subject
from dragoman.records import Blame, Statement
from dragoman.vocabulary.grounds import BlameWords, ground_words


def blame_in(
    document: Document, statement: Statement, inner: Sequence[Statement], known: Actors
) -> Blame | None:
    """Return whom a statement blames, by its cue or its words; None for nobody.

    What stands in the words of somebody else, reported within the statement, is his blame.
    """
    if statement.cue_kind in ("deny", "ask"):
        return None
    words = ground_words().blame
    lower = columns(document.doc).lower
    others = [span for one in inner for span in (*one.content, *filter(None, [one.cue]))]
    spans = [*filter(None, [statement.cue]), *statement.content]
    for span in spans:
        for i in range(*document.places(span)):
            if not _may_blame(lower[i], words):
                continue
            token = document.doc[i]
            if any(other.start <= token.idx < other.end for other in others):
                continue
            blamed = _blamed(token, words, known)
            if blamed and not _void(token, words):
                return Blame(blamed, Span(token.idx, token.idx + len(token.text)))
    return None


def _may_blame(word: str, words: BlameWords) -> bool:
    return (
        word in words.verbs
        or word in words.scolding
        or word in words.held
        or word in words.nouns
        or word in words.deeds
        or word in ("guilty", "culpable")
    )


def _blamed(token: Token, words: BlameWords, known: Actors) -> Parties:
    lower = token.lower_
    if is_verb(token) and lower in words.verbs:
        return _by_verb(token, known) or _to_blame(token, known)
    if is_verb(token) and lower in words.scolding:
        marked = child(token, "prep")
        scolded = any(c.dep_ == "prep" and c.lower_ in words.scolding_for for c in token.children)
        deed = next((o for o in token.children if o.dep_ == "dobj"), None)
        behind = deed is not None and any(
            c.dep_ == "prep" and c.lower_ in words.scolding_for for c in deed.children
        )
        return _by_verb(token, known) if scolded or (marked is None and behind) else ()
    if lower in words.held or lower in ("guilty", "culpable"):
        return _held(token, words, known)
    if lower in words.nouns:
        return _by_noun(token, words, known)
    return _by_deed(token, words, known)


def _by_verb(verb: Token, known: Actors) -> Parties:
    """Return the object of a verb of blame, its subject in the passive."""
    on = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "on"), None)
    if on is not None and verb.lower_.startswith("blam"):
        return parties(child(on, "pobj"), known)
    if is_passive(verb):
        return parties(child(verb, "nsubjpass"), known)
    found = parties(child(verb, "dobj"), known)
    if found:
        return found
    # "accused Egypt of sabotaging", where the parse takes the name for a subject below
    below = child(verb, "ccomp", "xcomp")
    return parties(child(below, "nsubj"), known) if below is not None else ()


def _to_blame(verb: Token, known: Actors) -> Parties:
    """Return the subject of `X is to blame`."""
    if not any(c.tag_ == "TO" for c in verb.children) or verb.head.lower_ not in _BE:
        return ()
    return parties(child(verb.head, "nsubj"), known)


_BE = frozenset({"is", "are", "was", "were", "be", "been", "'s", "’s", "being"})


def _held(word: Token, words: BlameWords, known: Actors) -> Parties:
    """Return who is held responsible, or is responsible for what is no duty of his."""
    verb = word.head
    if verb.lower_ in words.holding:
        found = parties(child(verb, "dobj") or child(word, "nsubj"), known)
        return found or parties(child(verb, "nsubjpass"), known)
    if verb.dep_ == "ccomp" and verb.head.lower_ in words.holding:
        return parties(child(verb, "nsubj"), known)
    if word.dep_ not in ("acomp", "oprd", "attr", "amod", "conj"):
        return ()
    if any(t.lower_ in words.duties for t in word.subtree):
        return ()
    if word.lower_ == "responsible" and not _for_harm(word):
        return ()
    return parties(subject(verb), known) if is_verb(verb) else ()


def _for_harm(word: Token) -> bool:
    harm = ground_words().blame.harm
    return any(t.lower_ in harm for t in word.subtree)


def _by_noun(noun: Token, words: BlameWords, known: Actors) -> Parties:
    """Return on whom the blame is put or lies, or whose fault something is."""
    owner = child(noun, "poss")
    if owner is not None and noun.lower_ == "fault":
        return parties(owner, known)
    verb = noun.head if noun.dep_ in ("dobj", "nsubj", "attr") else None
    if noun.lower_ == "fault" and noun.dep_ == "pobj" and noun.head.lower_ == "at":
        above = noun.head.head
        return parties(subject(above), known) if is_verb(above) else ()
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if noun.lower_ == "fault" and of is not None:
        return parties(child(of, "pobj"), known)
    if verb is None:
        return ()
    if noun.dep_ == "dobj" and verb.lower_ in words.bearing:
        praised = noun.lower_ == "responsibility" and not _bears_harm(noun, verb)
        return () if praised else parties(subject(verb), known)
    if verb.lower_ not in words.putting:
        return ()
    # "pinned the blame for the incident on Seoul": the parse may hang `on` anywhere behind.
    behind = noun.doc[noun.i + 1 : verb.right_edge.i + 1]
    on = (c for c in behind if c.dep_ == "prep" and c.lower_ in words.on)
    return next((found for c in on if (found := _under(child(c, "pobj"), known))), ())


def _under(noun: Token | None, known: Actors) -> Parties:
    """Return whom a noun names, or whose it is: `at the door of Addis Ababa`."""
    found = parties(noun, known)
    if found or noun is None:
        return found
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return parties(child(of, "pobj") if of is not None else child(noun, "poss"), known)


def _bears_harm(noun: Token, verb: Token) -> bool:
    harm = ground_words().blame.harm
    return any(t.lower_ in harm for t in (*noun.subtree, *verb.subtree))


_BECAUSE = frozenset({
    ("because", "of"), ("due", "to"), ("owing", "to"), ("thanks", "to"), ("result", "of"),
})  # fmt: skip


def _by_deed(noun: Token, words: BlameWords, known: Actors) -> Parties:
    """Return whose deed is the ground: `because of Kestrelia's intransigence`."""
    owner = child(noun, "poss")
    first = noun.left_edge.i
    if tuple(noun.doc[i].lower_ for i in range(max(0, first - 2), first)) not in _BECAUSE:
        return ()
    if owner is not None:
        return parties(owner, known)
    told = next((c for c in noun.children if c.dep_ == "amod" and c.tag_ in ("JJ", "NNP")), None)
    return parties(told, known) if told is not None else ()


def _void(token: Token, words: BlameWords) -> bool:
    """Tell whether blame is denied, refused, asked or only supposed."""
    node = token
    if any(t.text == "?" for t in (token.sent[-1],)):
        return True
    for _ in range(6):
        if negated(node) or node.dep_ == "neg":
            return True
        if node is not token and node.lower_ in words.refusing:
            return True
        if any(
            (c.dep_ == "mark" and c.lower_ in ("if", "whether"))
            or (c.dep_.startswith("nsubj") and c.lower_ in words.nobody)
            for c in node.children
        ):
            return True
        if node.dep_ == "pcomp" and node.head.lower_ == "without":
            return True
        if node.head.i == node.i or node.dep_ in ("ccomp", "relcl", "parataxis"):
            return node.dep_ == "ccomp" and negated(node.head)
        node = node.head
    return False
