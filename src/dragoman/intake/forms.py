"""Which form an article has, and who issues it: report, statement, transcript, opinion.

A statement's issuer speaks in all of it, so a report taken for one would put a reporter's
words into a ministry's mouth: in doubt an article is a report. The voice decides: the first
person outside quotation marks, and nobody else being quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.article import Form
from dragoman.intake.page import Block
from dragoman.vocabulary.forms import forms

_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|''.*?(?:''|\Z)|«[^»]*(?:»|\Z)")
_SENTENCE = re.compile(r"(?<=[.!?])\s*(?=[A-Z“\"])")
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_SINGULAR = re.compile(r"\b(?:I|[Mm]y|I['’](?:m|ve|d|ll))\b")
_CONTRACTED = re.compile(r"\b\w+['’](?:t|re|ve|ll|m|d)\b|\b(?:it|that|there|he|she|what)['’]s\b")
_LEAST_VOICED = 0.2
"""Share of an unlabelled statement's sentences that speak in the first person."""

_SHORT = 4
"""Sentences of a statement so short that one in the first person is enough."""


@dataclass(slots=True)
class Voice:
    """Who speaks outside quotation marks: sentences counted by person."""

    sentences: int = 0
    first: int = 0
    singular: int = 0
    performing: int = 0
    attributing: int = 0
    contracted: int = 0


def form_of(title: str | None, labels: list[str], blocks: list[Block], byline: str | None) -> Form:
    """Return an article's form, from its title, its labels and its voice; not transcripts."""
    named = {forms().labels.get(label) for label in labels}
    heading = title or ""
    if "opinion" in named or any(p.fullmatch(heading) for p in forms().opinion_titles):
        return "opinion"
    titled = statement_issuer(heading) is not None or "statement" in named
    performs = forms().performs
    if not (titled or byline or any(performs.search(b.words) for b in blocks if b.sort == "body")):
        return "report"
    voice = voice_of(blocks)
    if titled and voice.attributing == 0:
        return "statement"
    if titled and voice.performing >= 1 and voice.first > voice.attributing:
        return "statement"
    if byline is None and _speaks_unlabelled(voice):
        return "statement"
    if byline and voice.singular >= 3 and voice.singular >= _LEAST_VOICED * voice.sentences:
        return "opinion"
    return "report"


def statement_issuer(title: str) -> str | None:
    """Return whom a statement's own title names as its issuer, `""` when it names nobody.

    None when the title is no statement's (a report about one: `Statement by X draws protest`).
    """
    heading = title.strip(" .")
    if forms().veto & set(heading.lower().split()):
        return None
    for pattern in forms().statement_titles:
        named = "who" in pattern.groupindex
        match = pattern.match(heading) if named else pattern.fullmatch(heading)
        if match is not None:
            who = (match["who"] or "") if named else ""
            return re.sub(r"^(?:the|The) ", "", who).strip(" ,.'’")
    return None


def voice_of(blocks: list[Block]) -> Voice:
    """Count the sentences of the body by who speaks in them, quotations left out.

    Paragraphs after one that ends in a colon (`The Minister said:`) are a quotation too.
    """
    voice = Voice()
    introduced = False
    for block in blocks:
        if block.sort != "body":
            continue
        plain = _QUOTED.sub(" ", block.words)
        said = len(forms().attributes.findall(plain))
        introduced = introduced and said == 0
        voice.attributing += said
        if not introduced:
            _count(plain, voice)
        introduced = introduced or block.words.endswith(":")
    return voice


def _count(plain: str, voice: Voice) -> None:
    for sentence in _SENTENCE.split(plain):
        if len(sentence) < 3:
            continue
        voice.sentences += 1
        voice.first += _FIRST.search(sentence) is not None
        voice.singular += _SINGULAR.search(sentence) is not None
        voice.performing += forms().performs.search(sentence) is not None
        voice.contracted += _CONTRACTED.search(sentence) is not None


def _speaks_unlabelled(voice: Voice) -> bool:
    """Return whether a text without label or title speaks as official statements do."""
    return (
        voice.performing >= 1
        and voice.attributing == 0
        and voice.contracted == 0
        and (voice.first >= 2 or voice.sentences <= _SHORT)
        and voice.first >= _LEAST_VOICED * voice.sentences
    )
