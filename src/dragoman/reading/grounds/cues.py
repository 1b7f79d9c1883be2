"""Where a speaker's words give a ground: cues such as `because of`, and the stretch they govern.

A ground is what stands behind the cue (`citing security concerns`), or what came before it
(`That is why we cannot go on`). Cues that only look so (`due to sign`, `citing officials`,
`since 1962`) give none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.reading.columns import columns
from dragoman.reading.syntax import NOUN_TAGS, TENSED, child, is_verb
from dragoman.vocabulary.grounds import GroundSort, ground_words
from dragoman.vocabulary.phrases import Phrases

Run = tuple[int, int]
"""Positions of tokens, end exclusive."""

_BEHIND = frozenset({"noun", "clause", "told", "causal", "over"})
_EMPTY_SO = frozenset({"far", "that", "much", "long", "as", "called", "many", "to", "be", "is"})
_AUXILIARY = frozenset({"aux", "auxpass"})
_NOT_TENSED = frozenset({"VBD"})
_STOPS = frozenset({",", ";", ":", "—", "–", "--"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at the tokens `start` to `end`, end exclusive."""

    doc: Doc
    start: int
    end: int
    sort: GroundSort


def hits(doc: Doc, run: Run) -> Iterator[Hit]:
    """Yield the cues of grounds among the tokens of a run, those that are negated left out."""
    listed, lower = ground_words().cues, columns(doc).lower
    at = run[0]
    while at < run[1]:
        found = listed.longest(lower, at) if lower[at] in listed else _spelled(listed, lower, at)
        if found is None or at + found[1] > run[1]:
            at += 1
            continue
        if not _negated(lower, at, run[0]):
            yield Hit(doc, at, at + found[1], found[0])
        at += found[1]


def _spelled(
    listed: Phrases[GroundSort], lower: list[str], at: int
) -> tuple[GroundSort, int] | None:
    """Return a cue of two tokens that the vocabulary writes as one word: `that 's why`."""
    if at + 2 < len(lower) and lower[at + 1] in ("'s", "’s"):
        for rest, sort in listed.starting(lower[at] + lower[at + 1]):
            if tuple(lower[at + 2 : at + 2 + len(rest)]) == rest:
                return sort, 2 + len(rest)
    return None


def _negated(lower: list[str], at: int, first: int) -> bool:
    return at > first and lower[at - 1] in ground_words().negated


def behind(hit: Hit, end: int) -> Run | None:
    """Return the tokens of the ground that stands behind a cue, up to `end` at most."""
    if hit.sort == "named":
        return _named(hit, end)
    if hit.sort not in _BEHIND or hit.end >= end:
        return None
    nominal = hit.sort in ("noun", "over")
    found = _noun_behind(hit, end) if nominal else _clause_behind(hit, end)
    return _trim(hit.doc, *found) if found else None


def _noun_behind(hit: Hit, end: int) -> Run | None:
    words, doc = ground_words(), hit.doc
    noun = _governed(hit, end)
    if noun is None or not _is_noun_like(noun):
        return None
    first, cue = doc[hit.start], doc[hit.start : hit.end].text.lower()
    if cue == "due to" and noun.tag_ == "VB":
        return None
    if cue == "given" and (
        noun.lower_ in words.chances
        or _is_participle(first)
        or child(first, "aux", "auxpass") is not None
    ):
        return None
    if cue in ("citing", "referring to", "pointing to", "considering") and not _told_by(first):
        return None
    if cue in ("citing", "invoking") and (
        noun.lower_ in words.sources or noun.ent_type_ in ("PERSON", "ORG")
    ):
        return None
    if cue == "out of" and not any(
        doc[i].lower_ in words.out_of for i in range(hit.end, min(hit.end + 3, end))
    ):
        return None
    if hit.sort == "over" and not _is_over_a_thing(first, noun):
        return None
    return hit.end, _last(noun, end)


def _governed(hit: Hit, end: int) -> Token | None:
    """Return the head of the noun phrase behind a cue."""
    inside = range(hit.start, hit.end)
    for i in range(hit.end, min(end, hit.end + 12)):
        token = hit.doc[i]
        if token.head.i in inside and token.dep_ != "punct":
            return token
        if token.text in _STOPS:
            break
    token = hit.doc[hit.end]
    while hit.end <= token.head.i < end and token.head.i != token.i and not is_verb(token.head):
        token = token.head
    return token


def _is_noun_like(token: Token) -> bool:
    return token.tag_ in NOUN_TAGS or token.tag_ in ("VBG", "$", "JJ") or token.dep_ == "pobj"


def _is_participle(given: Token) -> bool:
    """Tell the verb (`was given a week`) from the preposition (`given the attacks`)."""
    return given.dep_ in ("ROOT", "conj", "relcl", "acl", "ccomp", "xcomp", "amod", "dobj")


def _told_by(participle: Token) -> bool:
    return participle.tag_ == "VBG" or participle.dep_ == "prep"


def _is_over_a_thing(over: Token, noun: Token) -> bool:
    words = ground_words()
    if over.dep_ != "prep" or noun.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return False
    inside = range(noun.left_edge.i, noun.i + 1)
    timed = any(noun.doc[i].lower_ in words.not_over for i in inside)
    head = over.head
    if head.dep_ == "dobj" and head.lower_ not in words.over_nouns:
        head = head.head  # "called off the visit over the flag", however it is parsed
    return head.lower_ in words.over_verbs | words.over_nouns and not timed


def _named(hit: Hit, end: int) -> Run | None:
    """Return `on security grounds` whole, None for `for these reasons`."""
    words, doc = ground_words(), hit.doc
    for i in range(hit.end, min(hit.end + 4, end)):
        if doc[i].lower_ in words.named:
            told = [doc[n] for n in range(hit.end, i)]
            empty = not told or told[0].lower_ in words.empty or doc[i].nbor().lower_ == "of"
            return None if empty else (hit.start, i + 1)
        if doc[i].tag_[:2] not in ("JJ", "NN", "VB", "RB", "CC", "HY") and doc[i].text != "-":
            return None
    return None


def _clause_behind(hit: Hit, end: int) -> Run | None:
    doc = hit.doc
    verb = _clause_verb(hit, end)
    if verb is None:
        return None
    if hit.sort == "causal":
        if verb.tag_ in _NOT_TENSED or doc[hit.start].dep_ != "mark":
            return None
        if doc[hit.start].lower_ == "as" or _counts_from(verb.head):
            return None
    return hit.end, _last(verb, end)


def _clause_verb(hit: Hit, end: int) -> Token | None:
    mark = hit.doc[hit.start]
    heads = (mark.head, hit.doc[hit.end - 1].head)
    for head in heads:
        if hit.end <= head.i < end and (is_verb(head) or head.tag_ == "MD"):
            return head
    inside = (hit.doc[i] for i in range(hit.end, end))
    return next((t for t in inside if t.tag_ in TENSED and t.dep_ not in _AUXILIARY), None)


def _counts_from(verb: Token) -> bool:
    """Tell whether a clause is in the perfect, so that `since` counts from a day."""
    return any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had", "'ve") for c in verb.children)


def _last(head: Token, end: int) -> int:
    """Return where a ground ends: with its head's phrase, before a clause that goes on."""
    last = min(head.right_edge.i + 1, end)
    for below in head.children:
        goes_on = below.dep_ in ("cc", "conj", "parataxis") and below.i > head.i
        if goes_on and below.dep_ != "cc" and is_verb(below) and child(below, "nsubj") is not None:
            last = min(last, below.left_edge.i)
    doc = head.doc
    while last > head.i + 1 and (doc[last - 1].is_punct or doc[last - 1].dep_ == "cc"):
        last -= 1
    return last


def before(hit: Hit, start: int) -> Run | None:
    """Return the tokens of the ground that came before a cue, from `start` on at the earliest.

    That is the part of the sentence before the cue, else the sentence before.
    """
    doc = hit.doc
    if hit.sort == "so" and not _is_so(hit):
        return None
    opening = max(start, doc[hit.start].sent.start)
    if hit.start - opening >= 3 and any(t.tag_ in TENSED for t in doc[opening : hit.start]):
        return _trim(doc, opening, hit.start)
    if hit.sort == "so" or opening <= start:
        return None
    return _trim(doc, max(start, doc[opening - 1].sent.start), opening)


def _is_so(hit: Hit) -> bool:
    doc = hit.doc
    if hit.start == 0 or hit.end >= len(doc) or doc[hit.start - 1].text not in _STOPS:
        return False
    return doc[hit.end].lower_ not in _EMPTY_SO and doc[hit.end].tag_ not in ("RB", "JJ", "VB")


def _trim(doc: Doc, start: int, end: int) -> Run | None:
    def loose(i: int) -> bool:
        return doc[i].is_punct or doc[i].is_space or doc[i].is_quote

    while start < end and (loose(start) or doc[start].dep_ == "cc"):
        start += 1
    while start < end and (loose(end - 1) or doc[end - 1].dep_ == "cc"):
        end -= 1
    return (start, end) if start < end else None
