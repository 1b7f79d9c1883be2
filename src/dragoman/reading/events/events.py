"""Who did what to whom: the acts that an article reports as done, under way or scheduled.

Verbs and nouns of the PLOVER vocabulary become events when their frame is filled, the text
gives them as fact or official plan, and a political actor is among the parties.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.dates.dates import DateExpression, date_expressions, expression_of
from dragoman.reading.document import Document, token_span
from dragoman.reading.events.backdrop import is_backdrop, is_setting, undisputed
from dragoman.reading.events.factuality import status
from dragoman.reading.events.mentions import Mention, anchor
from dragoman.reading.events.parties import Actors
from dragoman.reading.events.referents import known_actors
from dragoman.reading.events.refusals import refusal
from dragoman.reading.events.repeats import events_of
from dragoman.reading.events.roles import SYMMETRIC, Roles, noun_roles, verb_roles
from dragoman.reading.nearby import Nearby
from dragoman.reading.tense import tense
from dragoman.records import Event, Statement, Status, record_id
from dragoman.vocabulary.plover import Act, plover


def events(
    document: Document, statements: tuple[Statement, ...], known: Actors | None = None
) -> tuple[Event, ...]:
    """Return the events of an article, one an event, in text order.

    `known` are the article's actors, where they have been found before.
    """
    known = known or known_actors(document, statements)
    taken: set[str] = set()
    found: list[Event] = []
    stated: Nearby[Statement] = Nearby()
    for statement in statements:
        stated.add(statement, statement.content)
    told = undisputed(document, list(_mentions(document, known, stated)), statements)
    for mention in events_of(told, known):
        if is_setting(mention):
            continue
        span = anchor(mention)
        found.append(
            Event(
                id=record_id("e", span.start, span.end, taken),
                type=mention.type,
                anchor=span,
                source=mention.roles.source,
                target=mention.roles.target,
                status=mention.status,
                date=mention.date,
                statement=_inside(span, stated),
                confidence=round(mention.confidence, 2),
                rule=" ".join((mention.act.part, mention.act.lemma, *mention.act.rest)),
            )
        )
    said = refusal(document, statements, found, known)
    if said is not None:
        found.append(said)
    return tuple(sorted(found, key=lambda e: e.anchor))


def _mentions(document: Document, known: Actors, stated: Nearby[Statement]) -> Iterator[Mention]:
    listed, tag, lower = plover(), known.marked.tag, known.marked.lower
    for sentence in document.sentences:
        expressions: tuple[DateExpression, ...] | None = None
        for i in range(sentence.start, sentence.end):
            if tag[i][:2] == "VB":
                acts = listed.verbs.get(lower[i])
            elif tag[i][:2] == "NN":
                acts = listed.nouns.get(lower[i])
            else:
                continue
            found = _read(document.doc[i], acts, known) if acts else None
            if found is None:
                continue
            if expressions is None:
                expressions = date_expressions(document, sentence)
            yield _mention(document, document.doc[i], found, expressions, stated)


def _read(token: Token, acts: tuple[Act, ...], known: Actors) -> tuple[Act, Roles, Status] | None:
    reported = status(token)
    if reported is None:
        return None
    for act in acts:
        roles = (verb_roles if act.part == "verb" else noun_roles)(token, act, known)
        if roles is not None:
            if is_backdrop(token, act, roles, reported, known):
                return None
            return (act, roles, reported) if _is_told(token, act, roles) else None
    return None


def _is_told(token: Token, act: Act, roles: Roles) -> bool:
    """Tell whether the words tell of one act, rather than of a habit, a state or a name."""
    if act.part == "noun":
        habit = token.tag_ == "NNS" and token.dep_ == "nsubj" and token.head.tag_ in ("VBP", "VBZ")
        return not habit and (act.type in SYMMETRIC or token.tag_ != "NNP")
    helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    if token.tag_ in ("VBP", "VBZ") and token.dep_ == "relcl":
        return False
    if token.tag_ == "VBN" and helpers and (not roles.source or token.dep_ == "relcl"):
        # "is banned" describes a state of things.
        return not all(c.lower_ in ("is", "are", "'s", "’s", "be") for c in helpers)
    return True


def _mention(
    document: Document,
    token: Token,
    found: tuple[Act, Roles, Status],
    expressions: tuple[DateExpression, ...],
    stated: Nearby[Statement],
) -> Mention:
    act, roles, reported = found
    dated = expression_of(document, token, expressions)
    spoken = _quoted_on(token_span(token), stated) if dated else None
    published = spoken or document.article.published
    return Mention(
        act=act,
        token=token,
        roles=roles,
        status=reported,
        date=dated.value(published, tense(token)) if dated else None,
        when=dated.words if dated else "",
        title=document.paragraph_at(token.idx).sort == "title",
    )


def _quoted_on(span: Span, stated: Nearby[Statement]) -> str | None:
    """Return the day on which words in quotation marks were said: `yesterday` counts from it."""
    for statement in stated.near(span):
        if statement.kind == "direct" and statement.said and _holds(statement, span):
            return statement.said
    return None


def _holds(statement: Statement, span: Span) -> bool:
    return any(start <= span.start and span.end <= end for start, end in statement.content)


def _inside(span: Span, stated: Nearby[Statement]) -> str | None:
    """Return the id of the innermost statement whose content holds a span."""
    best: tuple[int, str] | None = None
    for statement in stated.near(span):
        size = sum(end - start for start, end in statement.content)
        for start, end in statement.content:
            if start <= span.start and span.end <= end and (best is None or size < best[0]):
                best = (size, statement.id)
    return best[1] if best else None
