"""A statement's stance: on what, how firmly, and by which words.

The cue speaks first (`demanded`, `ruled out`, `is ready`); where it says nothing, the content
is read (`must`, `beyond reach`, `we will not`). Conditions and scopes then turn what was
found: willing *if* is conditional, a refusal *for now* defers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.columns import columns, words_of
from dragoman.reading.document import Document
from dragoman.reading.stance.clauses import (
    NEGATING,
    NO,
    SUBJECTS,
    is_finite,
    is_verb,
    lacks,
    negated,
    tops,
)
from dragoman.reading.stance.contrast import firmed_up, sequenced
from dragoman.reading.stance.cues import by_cue
from dragoman.reading.stance.denial import denied_intent, disowned, stood_by
from dragoman.reading.stance.findings import Content, Finding, turned_down
from dragoman.reading.stance.judgements import verbless
from dragoman.reading.stance.matter import matter_of
from dragoman.reading.stance.own_words import nominal
from dragoman.reading.stance.phrasing import phrased
from dragoman.reading.stance.propositions import held, judge
from dragoman.reading.stance.qualification import connective, granted, qualified, waiting
from dragoman.reading.stance.questions import is_question, rhetorical
from dragoman.reading.stance.scope import scope_of
from dragoman.reading.stance.timing import the_sooner
from dragoman.reading.stance.verbless import without_verb
from dragoman.reading.stance.voice import voice_of
from dragoman.reading.syntax import child
from dragoman.records import Speaker, Stance
from dragoman.vocabulary.stance import stance_words


@dataclass(frozen=True, slots=True)
class StanceReading:
    """The stance of one statement.

    `scope` is `now`, `never`, `soon`, `later` or the article's own words (`until ...`); `cue`
    are the words that carry the stance; `matter` names what it is on, `matter_span` where.
    All are None where the statement takes no stance.
    """

    stance: Stance | None = None
    scope: str | None = None
    cue: Span | None = None
    matter: str | None = None
    matter_span: Span | None = None
    confidence: float = 0.5
    rule: str = ""


def stance_of(document: Document, attribution: Attribution, speaker: Speaker) -> StanceReading:
    """Return the stance that `speaker` takes in one attribution."""
    sentences = list(_sentences(document, attribution.content))
    if not sentences:
        return StanceReading()
    cue = list(document.tokens(attribution.cue)) if attribution.cue else []
    sentences[0] = _without_setting(sentences[0], cue)
    words = words_of(document.doc)
    voice = voice_of(document, attribution, speaker)
    inside = frozenset(t.i for sentence in sentences for t in sentence)
    content = Content(document.doc, words, voice, inside)
    if _is_courtesy(cue, sentences[0]):
        return StanceReading()
    if disowned(cue) or (attribution.cue_kind == "deny" and voice.indirect and _reports(cue)):
        denied = denied_intent(sentences[0], content)
        return _reading(document, denied, None) if denied else StanceReading()
    heads = tops(sentences[0])
    found, where = None, sentences[0]
    quoted = attribution.kind == "direct" and any(is_verb(t) and is_finite(t) for t in heads)
    if quoted and voice.takes_sides:
        # what is said in full weighs more than the word by which it is said
        found, where = _by_content(sentences, heads, content, cue)
    if found is None or found.slight:
        found = by_cue(cue, attribution, sentences[0], heads, content) or found
    if found is None and voice.takes_sides and not quoted:
        found, where = _by_content(sentences, heads, content, cue)
    elif found is None and attribution.cue_kind == "ask" and speaker.name is not None:
        found, where = _by_question(sentences, content)
    if found is None:
        return StanceReading()
    found = stood_by(found, content)
    scope = scope_of(where, words)
    if scope is None and "cue" in found.rule:
        # "will never accept"; but "she now says" tells when it was said
        scope = scope_of(_beside(cue, where), words)
    found = qualified(found, [*where, *_beyond(cue, where)], content, scope)
    if found.slight and found.stance != "conditional":
        return StanceReading()
    return _reading(document, found, scope)


def _without_setting(sentence: list[Token], cue: list[Token]) -> list[Token]:
    """Return the words before a cue without those after it that tell when or how it was said.

    `"We will not sign," she said before the doors were closed`.
    """
    first, last = (cue[0].i, cue[-1].i) if cue else (0, 0)
    if not cue or not sentence[0].i < first or sentence[-1].i < last:
        return sentence
    verbs = {t.i for t in cue}
    settings = {
        t.i
        for c in cue
        for top in c.children
        if top.i > last and (top.dep_ in _SETTING or top.tag_ == "VBG")
        for t in top.subtree
        if t.i not in verbs
    }
    return [t for t in sentence if t.i not in settings] or sentence


_SETTING = frozenset({"advcl", "prep", "npadvmod", "advmod", "dep"})


def _reports(cue: list[Token]) -> bool:
    """Return whether a cue of denial denies that something is so, rather than refusing a thing."""
    return any(t.lower_ in stance_words().denying and not negated(t) for t in cue)


def _is_courtesy(cue: list[Token], sentence: list[Token]) -> bool:
    """Return whether something kind is wished, which is no stance."""
    words = stance_words()
    wishes = any(
        t.lower_ in words.wishing
        and (n < _SAYING or t.nbor().lower_ in _WISHED)
        and t.nbor().lower_ != "to"
        for n, t in enumerate((*cue, *sentence))
    )
    return wishes and any(t.lower_ in words.wished for t in sentence)


_SAYING = 5
"""Words of a cue and a content among which a wish is all that is said."""
_WISHED = frozenset({"you", "him", "her", "them", "everyone", "all"})


def _beside(cue: list[Token], where: list[Token]) -> list[Token]:
    """Return the adverbs of the cue: `is not yet ready`, `will never accept`."""
    if not cue or where[0].sent != cue[0].sent:
        return []
    verbs = [*cue, *(t.head for t in cue if t.dep_ == "acomp")]
    said = {c.i: c for v in verbs for c in v.children if c.dep_ in ("advmod", "neg", "npadvmod")}
    return [said[i] for i in sorted(said)]


def _beyond(cue: list[Token], where: list[Token]) -> list[Token]:
    """Return the words of a condition that stands outside: `would accept it, provided ...`."""
    verb = next((t for t in cue if is_verb(t)), None)
    said = next((t for t in where if is_verb(t) and t.dep_ == "ccomp" and t.head in cue), None)
    last = where[-1]
    for head in (verb, said):
        if head is None or last.sent != head.sent:
            continue
        for c in head.children:
            opens = any(g.lower_ in _TERMS and g.dep_ in ("mark", "advmod") for g in c.children)
            if c.i > last.i and (c.lower_ in _TERMS or opens):
                return list(c.subtree)
    return []


_TERMS = frozenset({"if", "unless", "provided", "providing", "on", "in", "assuming"})


def _reading(document: Document, found: Finding, scope: str | None) -> StanceReading:
    named = matter_of(document, found.about, document.doc[found.cue[0]])
    if named is None and found.stance != "conditional" and found.rule.startswith(_NEEDS_MATTER):
        # "we will do it", "let us go": no matter, so no stance on one
        return StanceReading()
    start, end = document.doc[found.cue[0]], document.doc[found.cue[1] - 1]
    return StanceReading(
        stance=found.stance,
        scope=scope,
        cue=Span(start.idx, end.idx + len(end.text)),
        matter=named.words if named else None,
        matter_span=named.span if named else None,
        confidence=round(found.weight if named else found.weight * 0.8, 2),
        rule=f"stance {found.rule}",
    )


_NEEDS_MATTER = ("commitment", "refusal", "bidding", "demand")


def _sentences(document: Document, content: tuple[Span, ...]) -> Iterator[list[Token]]:
    """Yield the content's tokens by sentence; pieces of one sentence stay together."""
    words = columns(document.doc)
    current: list[Token] = []
    for span in content:
        last = current[-1].i if current else 0
        for i in range(*document.places(span)):
            if current and (
                words.opens[i] or (i > last + 1 and _apart(document, last, words.offset[i]))
            ):
                yield current
                current = []
            last = i
            if not (words.space[i] or words.quote[i]):
                current.append(document.doc[i])
    if current:
        yield current


def _apart(document: Document, last: int, offset: int) -> bool:
    """Return whether a sentence ends between a piece of the content and the next piece."""
    here = document.sentence_at(offset)
    return here is None or last < here.start


def _by_content(
    sentences: list[list[Token]], heads: list[Token], content: Content, cue: list[Token]
) -> tuple[Finding | None, list[Token]]:
    """Return the surest stance that the content's own clauses take, and its sentence.

    `heads` are those of the first sentence.
    """
    best: Finding | None = None
    where = sentences[0]
    colon = any(t.text == ":" for t in cue)  # "did not hesitate: ..."
    denied = not colon and any(negated(t) and _no_answer(t, content) for t in cue if is_verb(t))
    doubt = denied and any(t.lower_ in stance_words().raise_negation for t in cue)
    if denied and not doubt:
        return None, where
    if (then := sequenced(sentences, content)) is not None:
        return then, sentences[-1]
    for sentence in sentences:
        if is_question(sentence):
            asked = rhetorical(sentence, content)
            if asked is not None and (best is None or _surer(asked, best)):
                best, where = asked, sentence
            continue
        headed = heads if sentence is sentences[0] else tops(sentence)
        for found in _of_sentence(sentence, headed, content):
            if best is not None and where is sentence and firmed_up(best, found, content):
                best = found
            elif best is None or (
                _surer(found, best) and not (where is sentence and firmed_up(found, best, content))
            ):
                best, where = found, sentence
    if best is not None and doubt:
        best = best.with_stance(turned_down(best.stance), "not thought")
    return best, where


def _no_answer(verb: Token, content: Content) -> bool:
    """Return whether a cue's negation is its own, and not an answer's: `"Not now," he said`."""
    inside = (c for c in verb.children if c.i in content.inside)
    return not any(c.lower_ in NEGATING or c.lower_ in NO or lacks(c) for c in inside)


def _by_question(
    sentences: list[list[Token]], content: Content
) -> tuple[Finding | None, list[Token]]:
    """Return the stance of a question that answers itself, and its sentence."""
    for sentence in sentences:
        if is_question(sentence) and (found := rhetorical(sentence, content)) is not None:
            return found, sentence
    return None, sentences[0]


def _surer(found: Finding, other: Finding) -> bool:
    if found.slight != other.slight:
        return other.slight
    return found.weight > other.weight


def _of_sentence(sentence: list[Token], heads: list[Token], content: Content) -> Iterator[Finding]:
    for head in heads:
        clause = is_verb(head) or child(head, *SUBJECTS) is not None
        found = (
            judge(head, content)
            if clause
            else nominal(head, content)
            or verbless(head, content)
            or next(held(head, content), None)
        )
        if found is not None:
            yield found
    yield from phrased(sentence, content)
    if (sooner := the_sooner(sentence, content)) is not None:
        yield sooner
    yield from without_verb(sentence, content)
    link = connective(sentence, content)
    if link is None:
        return
    for found in (waiting(sentence, link), granted(sentence, link, content)):
        if found is not None:
            yield found
