"""Cues set into a sentence by commas, and cues before their speaker, which the parser misreads.

`The line was, the envoy remarked, worth more than the pen`; `It would come by nightfall,
promised the ambassador, who had waited`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document, token_span
from dragoman.reading.syntax import TENSED, is_passive, runs
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.cues import Cue, Cues, cues

RELIABILITY = 0.7
"""Judged on sentences of our own; too rare in the development ledger to be measured there."""

_OPENS = frozenset({"DT", "PRP", "PRP$", "NNP", "NNS", "CD"})
_TAIL = frozenset({"RP", "IN", "DT", "NN", "NNS", "NNP", "PRP$", "JJ", "RB", "PRP", "POS"})
_LONGEST, _LONGEST_TAIL = 14, 7


def inserted(document: Document, table: Cues) -> Iterator[Attribution]:
    """Yield the attributions of cues between commas, and of those at a sentence's end."""
    for match in _between().finditer(document.text):
        verb = document.token_at(match.start(1))
        sentence = document.sentence_at(match.start(1))
        cue = _cue(verb, table)
        if cue is None or sentence is None or verb.i >= sentence.end:
            continue
        found = _read(verb, cue, sentence)
        if found is not None:
            yield found


@cache
def _between() -> re.Pattern[str]:
    """Return what finds a past or present form of a cue some words behind a comma."""
    forms = {form for form, listed in cues().verbs.items() if any(_tells(cue) for cue in listed)}
    forms |= closed().going
    return re.compile(rf", (?:[^,;:.\"“”\n]{{2,70}}? )?({'|'.join(sorted(forms))})\b(?=[,. ])")


def _tells(cue: Cue) -> bool:
    return ("quote" in cue.frames and not cue.particle) or cue.lemma in closed().promising


def _cue(verb: Token, table: Cues) -> Cue | None:
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") and not _taken_for_noun(verb):
        return None
    if is_passive(verb):
        return None
    if verb.lower_ in closed().going and verb.nbor(1).lower_ == "on":
        return next(iter(table.verbs.get("added", ())), None)
    apart = verb.nbor(1).text in (",", ".") or verb.nbor(-1).text == ","
    if verb.tag_ == "VBN" and not apart:  # `the measure promised in Oslo`
        return None
    return next((cue for cue in table.verbs.get(verb.lower_, ()) if _tells(cue)), None)


def _taken_for_noun(verb: Token) -> bool:
    """Tell whether a cue fenced by commas is a verb for its place: `, the annex specifies, is`."""
    doc, at = verb.doc, verb.i
    if verb.tag_ not in ("NN", "NNS", "NNPS") or at + 2 >= len(doc) or doc[at + 1].text != ",":
        return False
    if not any(t.tag_ in TENSED for t in doc[at + 2 : at + 5]):
        return False
    first = next((t for t in reversed(doc[max(0, at - _LONGEST) : at]) if t.text == ","), None)
    if first is None or first.i + 2 > at - 1 + (verb.tag_ != "NN"):
        return False
    opening = doc[first.i + 1]
    if verb.tag_ == "NN":
        return opening.lower_ in closed().some
    return opening.tag_ == "DT" and doc[at - 1].tag_ in ("NN", "NNP")


def _read(verb: Token, cue: Cue, sentence: TokenSpan) -> Attribution | None:
    end = _tail_end(verb, sentence)
    start = _source_start(verb, sentence)
    if end is None or start is None:
        return None
    doc = verb.doc
    content = [*doc[sentence.start : start - 1], *doc[end : sentence.end]]
    source, said = runs(doc[start : verb.i]), runs(content)
    if len(source) != 1 or not said or not any(t.tag_ in TENSED for t in content):
        return None
    quoted = any(t.is_quote for t in content)
    if any(t.text in (";", ":") for t in content) or (quoted and not _tail_quotes(doc, end, verb)):
        return None
    return Attribution(
        source=source[0],
        cue=token_span(verb),
        content=said,
        kind="mixed" if quoted else "indirect",
        cue_lemma=cue.lemma,
        cue_kind=cue.kind,
        confidence=RELIABILITY,
        rule="inserted",
    )


def _tail_quotes(doc: Doc, end: int, verb: Token) -> bool:
    """Tell whether a sentence's quotation begins some words behind its cue: `is to be "sealed"`."""
    before = doc[verb.sent.start : end + 1]
    return not any(t.is_quote for t in before)


def _tail_end(verb: Token, sentence: TokenSpan) -> int | None:
    """Return where the cue's own words end: at the next comma, or with the sentence."""
    for at in range(verb.i + 1, min(sentence.end, verb.i + 2 + _LONGEST_TAIL)):
        token = verb.doc[at]
        if token.text in (",", "."):
            return at + (token.text == ",")
        if token.tag_ not in _TAIL or (
            at == verb.i + 1 and token.tag_ not in ("IN", "RB", "DT", "RP")
        ):
            return None
    return None


def _source_start(verb: Token, sentence: TokenSpan) -> int | None:
    """Return where the noun phrase before a cue begins, behind its comma; a name with its title."""
    doc, pieces = verb.doc, 0
    closed_off = doc[verb.i - 1].text == ","
    for at in range(verb.i - 1, max(sentence.start, verb.i - _LONGEST), -1):
        token = doc[at]
        if token.tag_ in TENSED or token.tag_ in ("TO", "VB", "CC") or token.is_quote:
            return None
        if token.text != "," or (closed_off and at == verb.i - 1):
            continue
        first = doc[at + 1]
        pieces += 1
        name = first.tag_ == "NNP" and pieces == 1 and _described(doc, at, sentence)
        if not name:
            if closed_off and pieces == 1:
                return None
            return at + 1 if first.tag_ in _OPENS and first.i < verb.i else None
    return None


def _described(doc: Doc, comma: int, sentence: TokenSpan) -> bool:
    """Tell whether what stands before a name's comma only describes: `, the head, Ana Vale,`."""
    for at in range(comma - 1, max(sentence.start - 1, comma - _LONGEST), -1):
        if doc[at].tag_ in TENSED:
            return False
        if doc[at].text == ",":
            return doc[at + 1].tag_ in ("DT", "PRP$") and doc[comma - 1].tag_ == "NN"
    return False


def turned(document: Document, attribution: Attribution) -> Attribution:
    """Return `..., promised the envoy, who ...` with the envoy as the one who promises."""
    if attribution.cue is None or attribution.source is None or len(attribution.content) != 1:
        return attribution
    if attribution.kind != "indirect" or attribution.source.end > attribution.cue.start:
        return attribution
    verb = document.token_at(attribution.cue.start)
    if verb.tag_ != "VBD" or verb.lower_ not in closed().promising or verb.i < 3:
        return attribution
    content, text = attribution.content[0], document.text
    behind = text[content.end : content.end + 6]
    first = document.token_at(content.start)
    doc, sentence = document.doc, document.sentence_at(attribution.cue.start)
    if sentence is None or doc[verb.i - 1].text != "," or first.i != verb.i + 1:
        return attribution
    own = document.tokens(content)
    ends = behind.startswith((".", ", who", ", the"))
    before = list(doc[sentence.start : verb.i - 1])
    said = runs(before)
    modal = any(t.tag_ == "MD" for t in before)
    if not ends or not modal or any(t.tag_ in TENSED for t in own) or not _somebody(own):
        return attribution
    return replace(attribution, source=content, content=said, rule="inverted")


def _somebody(words: TokenSpan) -> bool:
    """Tell whether words begin as one person's description does, or hold a person's name."""
    named = any(t.ent_type_ == "PERSON" for t in words)
    titled = words[0].lower_ in ("the", "a", "an") and any(t.tag_ == "NN" for t in words)
    return named or titled
