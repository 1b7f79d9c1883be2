"""Attributions carried by other words than verbs: `according to`, adjectives, nouns, adverbs.

`According to X` claims its sentence less the phrase; an adjective (`was adamant that`) its
clause; a noun (`the desire to`, `a promise that`) its complement; `reportedly` its clause.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.idioms import idiom
from dragoman.reading.columns import columns
from dragoman.reading.document import token_span
from dragoman.reading.syntax import (
    NOUN_TAGS,
    child,
    is_infinitive,
    is_verb,
    negated,
    phrase,
    runs,
    subject,
    without,
)
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.cues import Cue, Cues
from dragoman.vocabulary.idioms import idioms

RELIABILITY = {"according": 0.85, "adjective": 0.6, "noun": 0.5, "adverb": 0.6}
"""Set by hand near what was seen on the development ledger, on the careful side; not calibrated."""

_SIDES = frozenset({"against", "in"})
_ADJECTIVES = ("acomp", "ROOT", "conj", "oprd", "amod")


def phrasal(sentence: TokenSpan, cues: Cues) -> Iterator[Attribution]:
    """Yield the attributions of one sentence that no verb carries."""
    doc = sentence.doc
    words = columns(doc)
    for i in range(sentence.start, sentence.end):
        lower = words.lower[i]
        if lower == "according":
            found = _according(doc[i], sentence)
        elif lower in cues.adjectives and words.dep[i] in _ADJECTIVES:
            found = _adjective(doc[i], cues.adjectives[lower])
        elif lower in idioms() and (whole := idiom(doc[i], idioms()[lower])) is not None:
            found = whole
        elif lower in cues.nouns and words.tag[i] in ("NN", "NNS"):
            found = _noun(doc[i], cues.nouns[lower])
        elif lower in cues.adverbs:
            found = _adverb(doc[i], cues.adverbs[lower])
        elif lower in _SIDES and words.dep[i] == "prep":
            found = _taking_side(doc[i], cues)
        else:
            found = None
        if found is not None:
            yield found


def _according(token: Token, sentence: TokenSpan) -> Attribution | None:
    to = next((t for t in token.children if t.lower_ == "to"), None)
    if to is None and token.i + 1 < sentence.end and token.nbor(1).lower_ == "to":
        to = token.nbor(1)
    noun = child(to if to is not None else token, "pobj")
    if noun is None:
        return None
    who = _with_name(phrase(noun), noun, sentence)
    own = [t for t in sentence if token.idx <= t.idx < who.end]
    content = runs(without(_clause_of(token, sentence), own))
    if not content:
        return None
    last = to if to is not None else token
    return Attribution(
        source=who,
        cue=Span(token.idx, last.idx + len(last.text)),
        content=content,
        kind="indirect",
        cue_lemma="according to",
        confidence=RELIABILITY["according"],
        rule="according-to",
    )


def _with_name(who: Span, noun: Token, sentence: TokenSpan) -> Span:
    """Join a name that the parser cut off: `according to a spokeswoman, Lena Quist, ...`."""
    rest = [t for t in sentence if t.idx >= who.end]
    if len(rest) < 4 or noun.tag_ not in ("NN", "NNS") or rest[0].text != ",":
        return who
    name: list[Token] = []
    for token in rest[1:]:
        if token.ent_type_ != "PERSON":
            return (
                Span(who.start, name[-1].idx + len(name[-1])) if name and token.text == "," else who
            )
        name.append(token)
    return who


def _clause_of(token: Token, sentence: TokenSpan) -> list[Token]:
    """Return the sentence, or the content clause of another cue that holds the phrase."""
    for head in token.ancestors:
        if head.dep_ == "ccomp" and head.head.i < head.i and head.left_edge.i > head.head.i:
            return list(head.subtree)
    marks = [t.i for t in sentence if t.text == ";"]
    start = max((i + 1 for i in marks if i < token.i), default=sentence.start)
    end = min((i for i in marks if i > token.i), default=sentence.end)
    return list(token.doc[start:end])


def _adjective(token: Token, listed: tuple[Cue, ...]) -> Attribution | None:
    verb = token.head
    if token.dep_ == "conj" and token.head.dep_ in ("acomp", "oprd"):
        verb = token.head.head
    copula = verb.lower_ in closed().copulas
    if not copula and token.dep_ != "ROOT":
        return None
    if copula and negated(verb) and token.lower_ not in ("clear", "sure", "aware"):
        return None
    who = subject(verb) if copula else child(token, "nsubj")
    if who is None or who.dep_ == "expl" or who.lower_ in ("it", "there", "this", "that"):
        return None
    for cue in listed:
        content = _adjective_content(token, verb, cue)
        spans = runs(content)
        if spans:
            return Attribution(
                source=phrase(who),
                cue=token_span(token),
                content=spans,
                kind="indirect",
                cue_lemma=cue.lemma,
                cue_kind=cue.kind,
                confidence=RELIABILITY["adjective"],
                rule="adjective",
            )
    return None


def _taking_side(token: Token, cues: Cues) -> Attribution | None:
    """Read `the farmers are against the quotas` and `is in favour of a pause`."""
    verb, last = token.head, token
    if verb.lower_ not in closed().copulas or negated(verb) or token.i < verb.i:
        return None
    if token.lower_ == "in":
        following = token.doc[token.i + 1 : token.i + 3]
        if len(following) < 2 or following[0].lower_ not in _FAVOUR or following[1].lower_ != "of":
            return None
        last = following[1]
    who = subject(verb)
    governed = child(last, "pobj", "pcomp")
    if who is None or governed is None or who.dep_ == "expl" or who.lower_ in _NOBODY:
        return None
    if who.tag_ == "NN" and who.lower_ not in closed().beholders:
        return None  # "the match is against a rival"
    listed = cues.adjectives.get(token.doc[token.i : last.i + 1].text.lower(), ())
    spans = runs(governed.subtree)
    if not listed or not spans:
        return None
    return Attribution(
        source=phrase(who),
        cue=Span(token.idx, last.idx + len(last.text)),
        content=spans,
        kind="indirect",
        cue_lemma=listed[0].lemma,
        cue_kind=listed[0].kind,
        confidence=RELIABILITY["adjective"],
        rule="adjective",
    )


_FAVOUR = frozenset({"favour", "favor"})
_NOBODY = frozenset({"it", "there", "this", "that", "all", "odds"})


def _adjective_content(token: Token, verb: Token, cue: Cue) -> list[Token]:
    places = (token, verb)
    if cue.particle:
        for place in places:
            for prep in place.children:
                if prep.dep_ == "prep" and prep.lower_ == cue.particle and prep.i > token.i:
                    return [t for t in prep.subtree if t.i != prep.i]
        return []
    for place in places:
        for clause in place.children:
            if clause.i <= token.i or clause.dep_ not in ("ccomp", "xcomp", "advcl"):
                continue
            if "to" in cue.frames and is_infinitive(clause):
                return list(clause.subtree)
            mark = child(clause, "mark")
            that = mark is not None and mark.lower_ == "that"
            if "clause" in cue.frames and clause.dep_ == "ccomp" and (that or is_verb(clause)):
                return [t for t in clause.subtree if mark is None or t.i != mark.i]
    return []


def _noun(token: Token, listed: tuple[Cue, ...]) -> Attribution | None:
    light = token.head if token.dep_ in ("dobj", "pobj") and is_verb(token.head) else None
    words = closed()
    if light is not None and light.lower_ not in words.light | words.owning:
        light = None
    who = _holder(token, light)
    for cue in listed:
        content = _noun_content(token, cue)
        spans = runs(content)
        if not spans or (who is None and "clause" not in cue.frames):
            continue
        speaks = light is not None and light.lower_ in words.light
        cue_token = light if light is not None and speaks else token
        return Attribution(
            source=who,
            cue=Span(cue_token.idx, cue_token.idx + len(cue_token.text)),
            content=spans,
            kind="indirect",
            cue_lemma=cue.lemma,
            cue_kind=cue.kind,
            confidence=RELIABILITY["noun"] + (0.15 if who is not None else -0.1),
            rule="noun",
        )
    return None


def _holder(noun: Token, light: Token | None) -> Span | None:
    """Return whose desire, claim or promise it is: its possessor, `of X`, or who expresses it."""
    owner = child(noun, "poss")
    if owner is not None:
        return phrase(owner, frozenset({"relcl", "acl", "case", "punct"}))
    for prep in noun.children:
        if prep.dep_ == "prep" and prep.lower_ in ("from", "by", "among"):
            held = child(prep, "pobj")
            if held is not None:
                return phrase(held)
    if light is not None:
        who = subject(light)
        if who is not None and who.tag_ in NOUN_TAGS:
            return phrase(who)
    return None


def _noun_content(noun: Token, cue: Cue) -> list[Token]:
    if cue.particle:
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ == cue.particle:
                return [t for t in prep.subtree if t.i != prep.i]
        return []
    for clause in noun.children:
        if clause.i < noun.i or clause.dep_ not in ("acl", "ccomp", "relcl", "xcomp"):
            continue
        if "to" in cue.frames and is_infinitive(clause):
            return list(clause.subtree)
        mark = child(clause, "mark")
        if "clause" in cue.frames and mark is not None and mark.lower_ == "that":
            return [t for t in clause.subtree if t.i != mark.i]
    return []


def _adverb(token: Token, listed: tuple[Cue, ...]) -> Attribution | None:
    verb = token.head
    if not is_verb(verb):
        return None
    spans = runs(without(verb.subtree, [token]))
    if not spans:
        return None
    return Attribution(
        source=None,
        cue=token_span(token),
        content=spans,
        kind="indirect",
        cue_lemma=listed[0].lemma,
        cue_kind=listed[0].kind,
        confidence=RELIABILITY["adverb"],
        rule="adverb",
    )
