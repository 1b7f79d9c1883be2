"""The stance that a statement's cue gives by itself: `demanded`, `ruled out`, `is ready`.

A cue's word takes its stance on what it governs in the content; the words of one cue add up.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.stance.clauses import (
    BE,
    WILL,
    is_finite,
    is_noun,
    is_verb,
    lacks,
    modals,
    negated,
    subject,
)
from dragoman.reading.stance.complements import (
    chosen,
    complement,
    inner_stance,
    is_calling,
    is_matter,
)
from dragoman.reading.stance.findings import (
    Content,
    Finding,
    classes_at,
    in_mood,
    summed,
    turned_down,
)
from dragoman.reading.stance.judgements import calling
from dragoman.reading.stance.own_words import WISHING, given_up, hopes_for, says_only
from dragoman.reading.stance.propositions import judge
from dragoman.reading.syntax import child
from dragoman.records import Stance
from dragoman.vocabulary.idioms import idiom_kinds
from dragoman.vocabulary.phrases import Phrases
from dragoman.vocabulary.stance import WordClass, stance_words


def by_cue(
    cue: list[Token],
    attribution: Attribution,
    sentence: list[Token],
    heads: list[Token],
    content: Content,
) -> Finding | None:
    """Return the stance that the cue itself gives, with what its content adds."""
    found: Finding | None = None
    under = cue[0] if cue else None
    for token in reversed([t for t in cue if t.tag_[:1] in ("V", "N", "J")] or cue[:1]):
        called = calling(sentence, content, token) if _calls(token, heads, content) else None
        if called is not None and called.stance == "supports" and _scolds(token):
            called = None  # "criticised the sale of the treasure"
        outer = called or _of_word(token, attribution, heads, content)
        if found is None:
            found, under = outer, token
        elif under is not None and under.head == token and (back := given_up(under, content)):
            # "withdrew its support for the plan"
            found, under = replace(found, stance=back.stance, rule=back.rule), token
        elif outer is not None and _governs(token, under):
            # "refused to rule out": the words of one cue add up
            found, under = replace(found, stance=summed(outer.stance, found.stance)), token
    if (kind := idiom_kinds().get(attribution.cue_lemma)) is not None and cue:
        return _of_idiom(_IDIOMS[kind], cue, heads)
    if found is None and (passed := _passed_on(cue, content)) is not None:
        return passed
    if found is None:
        leaning = (t for t in cue if t.lower_ in stance_words().adjectives)
        words = (_of_word(t, attribution, heads, content) for t in leaning)
        return next((w for w in words if w is not None), None)
    return found


_IDIOMS: dict[str, Stance] = {
    "agree": "supports", "reject": "rejects", "criticise": "rejects", "plan": "open",
}  # fmt: skip


def _of_idiom(stance: Stance, cue: list[Token], heads: list[Token]) -> Finding | None:
    """Return the stance of an expression on what it governs: `gave its blessing to the pact`."""
    about = next((t for t in heads if is_noun(t) or is_verb(t)), None)
    if about is None:
        return None
    return Finding(stance, (cue[0].i, cue[-1].i + 1), about, True, 0.85, "cue: idiom")


def _passed_on(cue: list[Token], content: Content) -> Finding | None:
    """Return the stance of what somebody `appeared to back`, where the content holds the verb."""
    words = stance_words()
    for token in cue:
        act = child(token, "xcomp") if token.lower_ in words.passing else None
        if act is None or negated(token):
            continue
        for kind, rest in classes_at(words.verbs, act, content.words):
            target = complement(act, kind, rest)
            if kind.stance is not None and target is not None and not kind.slight:
                cue_at = (act.i, act.i + 1 + len(rest))
                return Finding(kind.stance, cue_at, target, kind.turns, 0.7, f"cue: {kind.name}")
    return None


def _of_matter(clause: Token) -> bool:
    who = subject(clause)
    return who is not None and is_noun(who) and is_matter(who)


def _governs(outer: Token, inner: Token | None) -> bool:
    if inner is None or inner.dep_ == "conj":
        return False
    if inner.dep_ == "pcomp":
        # "stopped short of endorsing": the inner word hangs on a preposition
        return outer in islice(inner.ancestors, 3)
    return inner.head == outer


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
    if not found and lexicon is stance_words().verbs and not token.tag_.startswith("NNP"):
        first, *rest = attribution.cue_lemma.split(" ")
        found = [(kind, tail) for tail, kind in lexicon.starting(first) if tail == tuple(rest)]
    return found


def _puts_question(token: Token, heads: list[Token]) -> bool:
    """Return whether `asked` leads to a question and no request: `"Why should we?" she asked`."""
    return any(t.i < token.i and is_verb(t) and is_finite(t) for t in heads)


def _of_class(
    kind: WordClass, token: Token, rest: tuple[str, ...], heads: list[Token], content: Content
) -> Finding | None:
    """Return a cue's stance where the content is of a sort by which its class takes one."""
    if kind.name == "ordering" and _puts_question(token, heads):
        return None
    target = chosen(kind, heads)
    stance = in_mood(token.head if token.dep_ == "acomp" else token, kind, target)
    if is_noun(token) and lacks(token):
        stance = kind.negated
    if target is None or stance is None or (is_noun(token) and lacks(token) and _quotes(token)):
        return None
    if kind.name == "hoping" and not hopes_for(target):
        return None
    if kind.name in WISHING and says_only(target):
        return None
    if kind.name == "complaining" and not _of_matter(target):
        return None
    if kind.name == "considering" and (target.lower_ in BE or is_calling(token, content.words)):
        # "considers the project to be" says what it is
        return None
    cue = (token.i, token.i + 1)
    rule = f"slight cue: {kind.name}" if kind.slight else f"cue: {kind.name}"
    base = Finding(stance, cue, target, kind.turns or kind.slight, 0.85, rule)
    if kind.name == "condemning" and target.lower_ in stance_words().absence:
        return replace(base, stance="supports", rule="cue: absence")
    if is_verb(target) and is_finite(target):
        if kind.name == "complaining":
            return base  # what is complained of is rejected, whatever is said of it
        if kind.name == "promising" and not modals(target) & WILL:
            return None
        below = judge(target, content)
        if below is not None and below.stance == "open" and kind.name in _PROPOSING:
            return base  # "decided that a panel would consider it"
        if below is not None and not kind.asks:
            return replace(
                base, stance=summed(stance, below.stance), about=below.about, turns=below.turns
            )
        return replace(base, stance=turned_down(stance)) if negated(target) else base
    if kind.name in _SCOLDING:
        # who condemns a deed or a refusal rejects it, whatever was refused
        return base
    inner = inner_stance(target, content, kind.asks)
    if inner == "open" and kind.name in _PROPOSING and child(target, "nsubj") is not None:
        return base
    return replace(base, stance=summed(stance, inner))


def _quotes(noun: Token) -> bool:
    """Return whether a colon parts a noun from what it leads to: `made no promises: "..."`."""
    return any(c.text == ":" for c in noun.children)


def _scolds(verb: Token) -> bool:
    """Return whether a verb blames by itself, whatever the words after it say."""
    kinds = stance_words().verbs.starting(verb.lower_)
    return any(kind.name == "condemning" and not rest for rest, kind in kinds)


_PROPOSING = ("proposing", "agreeing", "deciding", "promising", "announcing")
_SCOLDING = ("condemning", "dissuading")
