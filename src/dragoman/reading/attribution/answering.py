"""Quotations that a noun of answering names: `"Not today," came his reply`, `was her verdict`."""

from __future__ import annotations

import re
from functools import cache

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.quotes import Quotation
from dragoman.reading.document import Document, token_span
from dragoman.reading.syntax import phrase
from dragoman.vocabulary.attribution import closed

RELIABILITY = 0.8
"""Judged on sentences of our own; too rare in the development ledger to be measured there."""


@cache
def _answer() -> re.Pattern[str]:
    """Return what finds `came his curt answer` or `was the reply from Oslo` behind a mark."""
    nouns = "|".join(sorted(closed().answers))
    return re.compile(
        r"\s*(?P<cue>came|comes|was|is|ran|went|goes) (?:(?P<owner>his|her|their)|the|a|an)"
        rf" (?:[\w-]+ )?(?:{nouns})\b(?: (?:from|of) (?P<from>\w))?"
    )


def answering(document: Document, quotation: Quotation) -> Attribution | None:
    """Return the attribution of a quotation that the words behind it call somebody's answer."""
    match = _answer().match(document.text, quotation.outer.end)
    if match is None:
        return None
    source = Span(*match.span("owner")) if match["owner"] else None
    if match["from"]:
        token = document.token_at(match.start("from"))
        held = document.token_at(match.start("from") - 2)
        owners = [t for t in held.children if t.dep_ == "pobj"]
        source = phrase(owners[0]) if owners else token_span(token)
    return Attribution(
        source=source,
        cue=Span(*match.span("cue")),
        content=(quotation.inner,),
        kind="direct",
        cue_lemma="reply",
        confidence=RELIABILITY,
        rule="answer",
    )
