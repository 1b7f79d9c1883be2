"""A statement's stance: on what, how firmly, and by which words.

The cue speaks first (`demanded`, `ruled out`, `is ready`); where it says nothing, the content
is read (`must`, `beyond reach`, `we will not`). Conditions and scopes then turn what was
found: willing *if* is conditional, a refusal *for now* defers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.columns import columns, words_of
from dragoman.reading.document import Document
from dragoman.reading.stance.clauses import (
    BE,
    SUBJECTS,
    WILL,
    child,
    is_finite,
    is_noun,
    is_verb,
    lacks,
    modals,
    negated,
    subject,
    tops,
)
from dragoman.reading.stance.complements import chosen, inner_stance, is_matter
from dragoman.reading.stance.denial import disowned, stood_by
from dragoman.reading.stance.findings import (
    Content,
    Finding,
    classes_at,
    in_mood,
    summed,
    turned_down,
)
from dragoman.reading.stance.judgements import calling
from dragoman.reading.stance.matter import matter_of
from dragoman.reading.stance.own_words import nominal
from dragoman.reading.stance.phrasing import phrased
from dragoman.reading.stance.propositions import judge
from dragoman.reading.stance.qualification import connective, granted, qualified, waiting
from dragoman.reading.stance.scope import scope_of
from dragoman.reading.stance.voice import voice_of
from dragoman.records import Speaker, Stance
from dragoman.vocabulary.phrases import Phrases
from dragoman.vocabulary.stance import WordClass, stance_words


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
    words = words_of(document.doc)
    voice = voice_of(document, attribution, speaker)
    inside = frozenset(t.i for sentence in sentences for t in sentence)
    content = Content(document.doc, words, voice, inside)
    cue = list(document.tokens(attribution.cue)) if attribution.cue else []
    if disowned(cue) or (attribution.cue_kind == "deny" and voice.indirect and _reports(cue)):
        return StanceReading()
    heads = tops(sentences[0])
    found = _by_cue(cue, attribution, sentences[0], heads, content)
    where = sentences[0]
    if found is None and voice.takes_sides:
        found, where = _by_content(sentences, heads, content, cue)
    if found is None:
        return StanceReading()
    found = stood_by(found, content)
    scope = scope_of(where, words) or scope_of(_beside(cue, where), words)
    found = qualified(found, where, content, scope)
    if found.slight and found.stance != "conditional":
        return StanceReading()
    return _reading(document, found, scope)


def _reports(cue: list[Token]) -> bool:
    """Return whether a cue of denial denies that something is so, rather than refusing a thing."""
    return any(t.lower_ in stance_words().denying and not negated(t) for t in cue)


def _beside(cue: list[Token], where: list[Token]) -> list[Token]:
    """Return the adverbs of the cue: `is not yet ready`, `will never accept`."""
    if not cue or where[0].sent != cue[0].sent:
        return []
    verbs = [*cue, *(t.head for t in cue if t.dep_ == "acomp")]
    said = {c.i: c for v in verbs for c in v.children if c.dep_ in ("advmod", "neg", "npadvmod")}
    return [said[i] for i in sorted(said)]


def _reading(document: Document, found: Finding, scope: str | None) -> StanceReading:
    named = matter_of(document, found.about, document.doc[found.cue[0]])
    if named is None and found.rule.startswith(_NEEDS_MATTER):
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


def _by_cue(
    cue: list[Token],
    attribution: Attribution,
    sentence: list[Token],
    heads: list[Token],
    content: Content,
) -> Finding | None:
    """Return the stance that the cue itself gives, with what its content adds."""
    found: Finding | None = None
    under = cue[0] if cue else None
    for token in reversed([t for t in cue if t.tag_[0] in "VNJ"] or cue[:1]):
        called = calling(sentence, content, token) if _calls(token, heads, content) else None
        outer = called or _of_word(token, attribution, heads, content)
        if found is None:
            found, under = outer, token
        elif outer is not None and _governs(token, under):
            # "refused to rule out": the words of one cue add up
            found, under = replace(found, stance=summed(outer.stance, found.stance)), token
    if found is None:
        leaning = (t for t in cue if t.lower_ in stance_words().adjectives)
        words = (_of_word(t, attribution, heads, content) for t in leaning)
        return next((w for w in words if w is not None), None)
    return found


def _of_matter(clause: Token) -> bool:
    who = subject(clause)
    return who is not None and is_noun(who) and is_matter(who)


def _governs(outer: Token, inner: Token | None) -> bool:
    return inner is not None and inner.head == outer and inner.dep_ != "conj"


def _of_word(
    token: Token, attribution: Attribution, heads: list[Token], content: Content
) -> Finding | None:
    for lexicon in _lexicons(token):
        for kind, rest in _classes(lexicon, token, attribution, content):
            found = _of_class(kind, token, rest, heads, content)
            if found is not None:
                return found
    return None


def _calls(token: Token, heads: list[Token], content: Content) -> bool:
    """Return whether the cue calls something names, rather than reporting a clause."""
    if token.lower_ not in stance_words().calling or not content.voice.takes_sides:
        return False
    return not any(
        is_verb(t) and is_finite(t) and t.lower_ not in stance_words().judgements for t in heads
    )


def _lexicons(token: Token) -> tuple[Phrases[WordClass], ...]:
    words = stance_words()
    if is_noun(token):
        return words.nouns, words.verbs
    if is_verb(token):
        return words.verbs, words.adjectives
    return words.adjectives, words.verbs, words.nouns


def _classes(
    lexicon: Phrases[WordClass], token: Token, attribution: Attribution, content: Content
) -> list[tuple[WordClass, tuple[str, ...]]]:
    found = classes_at(lexicon, token, content.words)
    if not found and lexicon is stance_words().verbs:
        first, *rest = attribution.cue_lemma.split(" ")
        found = [(kind, tail) for tail, kind in lexicon.starting(first) if tail == tuple(rest)]
    return found


def _of_class(
    kind: WordClass, token: Token, rest: tuple[str, ...], heads: list[Token], content: Content
) -> Finding | None:
    """Return a cue's stance where the content is of a sort by which its class takes one."""
    target = chosen(kind, heads)
    stance = in_mood(token.head if token.dep_ == "acomp" else token, kind)
    if is_noun(token) and lacks(token):
        stance = kind.negated
    if target is None or stance is None:
        return None
    if kind.name == "complaining" and not _of_matter(target):
        return None
    if kind.name == "considering" and target.lower_ in BE:
        # "considers the project to be" says what it is
        return None
    cue = (token.i, token.i + 1)
    rule = f"slight cue: {kind.name}" if kind.slight else f"cue: {kind.name}"
    base = Finding(stance, cue, target, kind.turns or kind.slight, 0.85, rule)
    if kind.name == "condemning" and target.lower_ in stance_words().absence:
        return replace(base, stance="supports", rule="cue: absence")
    if is_verb(target) and is_finite(target):
        if kind.name == "promising" and not modals(target) & WILL:
            return None
        below = judge(target, content)
        if below is not None and not kind.asks:
            return replace(
                base, stance=summed(stance, below.stance), about=below.about, turns=below.turns
            )
        return replace(base, stance=turned_down(stance)) if negated(target) else base
    if kind.name in _SCOLDING and is_verb(target):
        # who condemns a deed rejects it, whatever the deed refused
        return base
    return replace(base, stance=summed(stance, inner_stance(target, content, kind.asks)))


_SCOLDING = ("condemning", "dissuading")


def _by_content(
    sentences: list[list[Token]], heads: list[Token], content: Content, cue: list[Token]
) -> tuple[Finding | None, list[Token]]:
    """Return the surest stance that the content's own clauses take, and its sentence.

    `heads` are those of the first sentence.
    """
    best: Finding | None = None
    where = sentences[0]
    denied = any(negated(t) for t in cue if is_verb(t))
    doubt = denied and any(t.lower_ in stance_words().raise_negation for t in cue)
    if denied and not doubt:
        return None, where
    for sentence in sentences:
        if sentence[-1].text == "?":
            continue
        headed = heads if sentence is sentences[0] else tops(sentence)
        for found in _of_sentence(sentence, headed, content):
            if best is None or _surer(found, best):
                best, where = found, sentence
    if best is not None and doubt:
        best = best.with_stance(turned_down(best.stance), "not thought")
    return best, where


def _surer(found: Finding, other: Finding) -> bool:
    if found.slight != other.slight:
        return other.slight
    return found.weight > other.weight


def _of_sentence(sentence: list[Token], heads: list[Token], content: Content) -> Iterator[Finding]:
    for head in heads:
        clause = is_verb(head) or child(head, *SUBJECTS) is not None
        found = judge(head, content) if clause else nominal(head, content)
        if found is not None:
            yield found
    yield from phrased(sentence, content)
    link = connective(sentence, content)
    if link is None:
        return
    for found in (waiting(sentence, link), granted(sentence, link)):
        if found is not None:
            yield found
