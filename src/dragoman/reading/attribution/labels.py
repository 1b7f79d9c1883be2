"""Headlines with a colon: `Ankara: No troops to leave`, `Border to reopen in May: minister`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.article import Paragraph, Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.vocabulary.attribution import closed
from dragoman.vocabulary.lexicon import Entry, lexicon

RELIABILITY = 0.7
"""Judged on headlines of our own; the development ledger holds too few."""

_BEFORE = re.compile(r"\s*(?P<who>[^:\n]{2,40}): (?P<said>[^:\n]{8,})$")
_BEHIND = re.compile(r"\s*(?P<said>[^:\n]{8,}): (?P<who>[^:\n]{2,40})$")
_ASKING = re.compile(r"(?:what|why|how|who|where|when|which)\b|.*\?\s*$", re.IGNORECASE)
_LONGEST, _LEAST_SAID = 4, 3
_SORTS = ("person", "group", "body", "government")


def labelled(document: Document) -> Iterator[Attribution]:
    """Yield the attributions of headlines whose speaker a colon sets apart.

    A line that is all the article, without a full stop, is a headline too.
    """
    alone = sum(paragraph.is_read for paragraph in document.paragraphs) == 1
    for paragraph in document.paragraphs:
        if paragraph.sort not in ("title", "heading") and not alone:
            continue
        line = paragraph.span.of(document.text).rstrip()
        if line.endswith("."):
            continue
        for pattern in (_BEHIND, _BEFORE):
            match = pattern.match(line)
            if match is not None and _says(document, match, behind=pattern is _BEHIND):
                yield _made(paragraph, match)
                break


def _says(document: Document, match: re.Match[str], *, behind: bool) -> bool:
    """Tell whether one side of a colon names a speaker, and the other is what he says."""
    who, said = match["who"].strip(), match["said"].strip()
    if len(who.split()) > _LONGEST or len(said.split()) < _LEAST_SAID or _ASKING.match(said):
        return False
    if who.lower() in closed().labels or _ASKING.match(who):
        return False
    found = [hit for hit in lexicon().search(who) if hit.end == len(who)]
    if found:
        return _speaks(found[-1].entry, behind=behind)
    named = " " not in who and who[0].isupper()
    return named and _is_person(document, who)


def _speaks(entry: Entry, *, behind: bool) -> bool:
    """Tell whether a label is a speaker's; a country before a colon is as often a place."""
    if entry.country is not None and not (entry.office or entry.body):
        return entry.sense in ("metonym", "capital") or (behind and entry.sense == "name")
    sorts = (*_SORTS, "document") if behind else _SORTS
    listed = entry.body or entry.office or entry.institution
    return bool(listed) or any(entry.noun(sort) for sort in sorts)


def _is_person(document: Document, name: str) -> bool:
    """Tell whether the text below names a person so."""
    for match in re.finditer(rf"\b{re.escape(name)}\b", document.text):
        token = document.token_at(match.start())
        if token.ent_type_ == "PERSON" and token.text == name:
            return True
    return False


def _made(paragraph: Paragraph, match: re.Match[str]) -> Attribution:
    start = paragraph.span.start
    who, said = (_side(match, name, start) for name in ("who", "said"))
    return Attribution(
        source=who,
        cue=None,
        content=(said,),
        kind="indirect",
        confidence=RELIABILITY,
        rule="label",
    )


def _side(match: re.Match[str], name: str, start: int) -> Span:
    """Return where the words of one side of a colon stand, without blanks around them."""
    words = match[name]
    end = start + match.start(name) + len(words.rstrip())
    return Span(end - len(words.strip()), end)


def without_labels(document: Document, found: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions without those of a headline's label that is no speaker's: `Analysis:`."""
    return [one for one in found if not _is_no_speaker(document, one)]


def _is_no_speaker(document: Document, one: Attribution) -> bool:
    if one.source is None or one.rule != "learned":
        return False
    behind = document.text[one.source.end : one.source.end + 1]
    if behind != ":" or document.paragraph_at(one.source.start).sort not in ("title", "heading"):
        return False
    words = one.source.of(document.text)
    said = one.content[0].of(document.text)
    labels = closed().labels
    topic = words.lower() in labels or words.lower().split()[-1] in labels
    return topic or _ASKING.match(said) is not None
