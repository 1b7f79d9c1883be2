"""Attributions that a phrase carries: `in the view of X`, `for X, an economist,`, `under the pact`.

They are added to what was found otherwise: only where no other attribution has their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.syntax import NOUN_TAGS, TENSED, TRAILING, child, phrase, runs, without
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.lexicon import lexicon

RELIABILITY = {"view": 0.75, "for": 0.6, "under": 0.6}
"""Judged on sentences of our own; too rare in the development ledger to be measured there."""

_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_FOR = re.compile(r"\b(?:For|Under) (?=\w)")


def viewpoints(document: Document) -> Iterator[Attribution]:
    """Yield the attributions of phrases that say whose view a sentence is."""
    for match in _views().finditer(document.text):
        noun = document.token_at(match.start("noun"))
        sentence = document.sentence_at(match.start())
        first = document.token_at(match.start())
        found = _view(first, noun, sentence) if sentence is not None else None
        if found is not None:
            yield found
    for match in _FOR.finditer(document.text):
        sentence = document.sentence_at(match.start())
        if sentence is not None and sentence.start_char == match.start():
            found = _for(sentence) if match.group() == "For " else _under(sentence)
            if found is not None:
                yield found


@cache
def _views() -> re.Pattern[str]:
    nouns = "|".join(closed().views)
    return re.compile(
        rf"\b(?:[Ii]n|[Bb]y|[Tt]o) (?:the (?P<of>)|(?:[\w.’'-]+ ){{1,6}}?)(?P<noun>{nouns})\b"
    )


def _view(first: Token, noun: Token, sentence: TokenSpan) -> Attribution | None:
    """Read `in the words of X` or `in X's view`: the rest of the sentence is the content."""
    if noun.tag_ not in ("NN", "NNS") or noun.i >= sentence.end or first.i < sentence.start:
        return None
    of = next((t for t in noun.children if t.lower_ == "of" and t.i == noun.i + 1), None)
    holder = child(of, "pobj") if of is not None else child(noun, "poss")
    if holder is None or not _speaks(holder) or holder.i < first.i:
        return None
    last = max(noun.i, *(t.i for t in holder.subtree))
    who = phrase(holder, TRAILING) if of is not None else phrase(holder, _POSSESSIVE)
    own = list(noun.doc[first.i : min(last + 1, sentence.end)])
    rest = [t for t in without(sentence, own) if not t.is_space]
    rest = _clause(rest, first, sentence)
    if not any(t.tag_ in TENSED for t in rest):
        return None
    spans = runs(rest)
    if not spans:
        return None
    end = of if of is not None else noun
    return Attribution(
        source=who,
        cue=Span(first.idx, end.idx + len(end.text)) if of is not None else Span(*_ends(noun)),
        content=spans,
        kind="indirect",
        cue_lemma="according to",
        confidence=RELIABILITY["view"],
        rule="viewpoint",
    )


_POSSESSIVE = TRAILING | {"case"}


def _ends(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token.text)


def _clause(rest: list[Token], first: Token, sentence: TokenSpan) -> list[Token]:
    """Return the tokens between the semicolons around a phrase."""
    marks = [t.i for t in sentence if t.text in (";", ":")]
    start = max((i for i in marks if i < first.i), default=-1)
    end = min((i for i in marks if i > first.i), default=sentence.end)
    return [t for t in rest if start < t.i < end]


def _speaks(token: Token) -> bool:
    """Tell whether a noun may hold a view: a name, a pronoun, or somebody by his calling."""
    if token.tag_ not in NOUN_TAGS or token.lower_ in closed().mute:
        return False
    if token.tag_ == "PRP$":  # the writer's own view, outside quotation marks
        mine = token.lower_ in ("my", "our")
        return mine and not any(t.is_quote for t in token.sent)
    named = token.ent_type_ in _SPEAKERS or token.tag_ in ("NNP", "NNPS")
    return named or token.lower_ in closed().beholders


def _for(sentence: TokenSpan) -> Attribution | None:
    """Read `For X of the Kest Institute, the offer was a trap`."""
    holder = child(sentence[0], "pobj")
    if holder is None or not (_thinks(holder) or holder.lower_ in closed().thinkers):
        return None
    last = _apposed_end(holder, sentence)
    rest = [t for t in sentence if t.i > last]
    if not rest or rest[0].text != "," or not any(t.tag_ in TENSED for t in rest):
        return None
    spans = runs(rest)
    if not spans:
        return None
    return Attribution(
        source=phrase(holder),
        cue=Span(*_ends(sentence[0])),
        content=spans,
        kind="indirect",
        cue_lemma="according to",
        cue_kind="think",
        confidence=RELIABILITY["for"],
        rule="viewpoint",
    )


def _under(sentence: TokenSpan) -> Attribution | None:
    """Read what a paper lays down: `Under the accord, both armies must leave`."""
    paper = child(sentence[0], "pobj")
    while paper is not None and paper.lower_ in closed().parts:
        of = next((t for t in paper.children if t.lower_ == "of"), None)
        paper = child(of, "pobj") if of is not None else None
    if paper is None or not any(hit.entry.noun("document") for hit in lexicon().search(paper.text)):
        return None
    last = max(t.i for t in sentence[0].subtree)
    rest = [t for t in sentence if t.i > last]
    if not rest or rest[0].text != "," or not _laid_down(rest):
        return None
    return Attribution(
        source=phrase(paper),
        cue=Span(*_ends(sentence[0])),
        content=runs(rest),
        kind="indirect",
        cue_lemma="according to",
        confidence=RELIABILITY["under"],
        rule="viewpoint",
    )


def _laid_down(rest: list[Token]) -> bool:
    """Tell whether a clause says what is to be: `must leave`, `is to be drawn`, `has to pay`."""
    verb = next((t for t in rest if t.tag_ in TENSED), None)
    if verb is None:
        return False
    bound = verb.lower_ in closed().copulas or verb.lower_ in ("has", "have", "had")
    return verb.tag_ == "MD" or (bound and verb.nbor(1).tag_ == "TO")


def _apposed_end(holder: Token, sentence: TokenSpan) -> int:
    """Return the last token of a noun and of an apposition that the parser hung elsewhere."""
    last = max(t.i for t in holder.subtree)
    rest = list(sentence[last + 1 - sentence.start :])
    commas = [t.i for t in rest if t.text == ","]
    if len(commas) < 2 or commas[0] != last + 1 or rest[1].lower_ not in ("a", "an"):
        return last
    between = holder.doc[commas[0] + 1 : commas[1]]
    return last if any(t.tag_ in TENSED for t in between) else commas[1] - 1


def _thinks(holder: Token) -> bool:
    """Tell whether one is named together with the house or the calling of those who judge."""
    named = holder.ent_type_ == "PERSON" or holder.tag_ == "NNP"
    return named and any(t.lower_ in closed().thinkers for t in holder.subtree)
