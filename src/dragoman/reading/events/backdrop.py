"""Words that name an act and yet tell of none: the setting of a story, an interview, an opinion.

A war named as a reason, a visit that ends and a paper's talk with a minister are no acts
between parties; acts that somebody denies are told by one side alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.document import Document, token_span
from dragoman.reading.events.doers import doer
from dragoman.reading.events.mentions import Mention
from dragoman.reading.events.parties import Actors
from dragoman.reading.events.roles import SPOKEN, Roles
from dragoman.reading.nearby import Nearby
from dragoman.reading.syntax import child, is_verb
from dragoman.records import EventType, Statement, Status
from dragoman.vocabulary.factuality import factuality
from dragoman.vocabulary.plover import Act, plover

_PRESENT = ("VBP", "VBZ")


def is_backdrop(token: Token, act: Act, roles: Roles, reported: Status, known: Actors) -> bool:
    """Tell whether a filled frame is nevertheless no act between its parties."""
    if act.part == "noun":
        if act.type == "AGREE" and act.lemma in plover().classes["agreement"]:
            # A pact that is hoped for, left, or what something is a part of
            outside = token.dep_ == "pobj" and token.head.lower_ in ("from", "of")
            return outside or reported == "planned"
        return act.type == "CONSULT" and _is_ended(token)
    if act.type == "CONSULT":
        return any(_is_paper(t, known) for t in (doer(token), roles.object) if t is not None)
    if act.lemma == "agree" and token.tag_ in _PRESENT:
        return child(token, "ccomp") is not None
    return _is_stance(token, act, reported)


def _is_stance(token: Token, act: Act, reported: Status) -> bool:
    """Tell what a speaker would welcome or oppose from what somebody is to do."""
    modals = factuality().reported_future_modals
    supposed = any(c.dep_ == "aux" and c.lower_ in modals for c in token.children)
    return reported == "planned" and act.type in SPOKEN and supposed


def is_setting(mention: Mention) -> bool:
    """Tell whether a war or conflict is only named: nobody's doing, on no day."""
    named = mention.act.part == "noun" and mention.act.lemma in plover().settings
    return named and not mention.roles.source and mention.date is None


def _is_ended(noun: Token) -> bool:
    """Tell whether visits or contacts are named as what somebody ends or leaves."""
    node = noun
    while node.dep_ == "conj" and node.head.i != node.i:
        node = node.head
    if node.dep_ in ("dobj", "nsubjpass"):
        verb = node.head
        lasting = noun.lower_ in plover().lasting
        return verb.lower_ in plover().stopping or (lasting and verb.lower_ in plover().ending)
    if node.dep_ == "pobj" and node.head.lower_ in ("from", "of") and is_verb(node.head.head):
        return node.head.head.lower_ in plover().leaving
    return False


def _is_paper(token: Token, known: Actors) -> bool:
    """Tell whether a noun names an outlet, or a name that is nobody known."""
    covered = known.marked.covering.get(token.i)
    if covered is not None and covered.entry.outlet:
        return True
    return token.tag_ in ("NNP", "NNPS") and token.lower_ in plover().papers


def undisputed(
    document: Document, mentions: Sequence[Mention], statements: Sequence[Statement]
) -> list[Mention]:
    """Return the mentions but those of one account that another statement denies."""
    denials = [s for s in statements if _denies(document, s)]
    if not denials:
        return list(mentions)
    denying = {s.id for s in denials}
    denied = {act for s in denials for t in _tokens(document, s.content) for act in _acts(t)}
    told: Nearby[Statement] = Nearby()
    for statement in statements:
        told.add(statement, statement.content)
    kept: list[Mention] = []
    for mention in mentions:
        holding = [s for s in told.near(token_span(mention.token)) if _holds(s, mention.token.idx)]
        disputed = (mention.type, mention.act.lemma) in denied
        if not (holding and (disputed or any(s.id in denying for s in holding))):
            kept.append(mention)
    return kept


def _denies(document: Document, statement: Statement) -> bool:
    if statement.cue is None:
        return False
    words = document.tokens(statement.cue)
    return any(t.lower_ in factuality().denying_verbs for t in words)


def _holds(statement: Statement, at: int) -> bool:
    return any(start <= at < end for start, end in statement.content)


def _tokens(document: Document, content: Sequence[Span]) -> Iterator[Token]:
    for piece in content:
        yield from document.tokens(piece)


def _acts(token: Token) -> Iterator[tuple[EventType, str]]:
    """Yield what acts a word may name, by type and lemma."""
    listed = plover().verbs if is_verb(token) else plover().nouns
    for act in listed.get(token.lower_, ()):
        yield act.type, act.lemma
