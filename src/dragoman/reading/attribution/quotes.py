"""Quotation marks paired into quotations, paragraph by paragraph.

Marks are paired in the text, not in the parse, because parsers break sentences inside long
quotations. A quotation that a paragraph leaves open runs to the paragraph's end when the next
one opens with a mark again, as newspapers set quotations of several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.article import Paragraph, Span
from dragoman.records import Kind

_MARKS = re.compile(r"\"+|[“”„«»]|``|''")
_OPENERS = {"“": "”", "„": "“”", "«": "»", "``": '"'}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: `inner` without them, `outer` with them."""

    inner: Span
    outer: Span
    open_ended: bool = False


@lru_cache(maxsize=2)  # the rules, the windows and the network each ask for an article's
def quotations(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of an article in text order."""
    found: list[Quotation] = []
    blocks = [p.span for p in paragraphs if p.is_read]
    for i, span in enumerate(blocks):
        below = blocks[i + 1].of(text).lstrip()[:1] if i + 1 < len(blocks) else ""
        found.extend(_pair(text, span, goes_on=below in ('"', "“", "«", "„") and below != ""))
    return tuple(q for q in (_trimmed(text, q) for q in found) if q.inner.start < q.inner.end)


def _trimmed(text: str, quotation: Quotation) -> Quotation:
    """Return a quotation without the white space inside its marks."""
    words = quotation.inner.of(text)
    start = quotation.inner.start + len(words) - len(words.lstrip())
    return replace(quotation, inner=Span(start, start + len(words.strip())))


def _pair(text: str, span: Span, goes_on: bool) -> list[Quotation]:
    """Pair the marks of one paragraph; single quotes count only where no double ones stand."""
    end = span.start + len(span.of(text).rstrip())
    marks = list(_MARKS.finditer(text, span.start, end))
    found = _matched(text, marks, end, goes_on)
    return found or _single(text, Span(span.start, end))


def _matched(text: str, marks: list[re.Match[str]], end: int, goes_on: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opener: re.Match[str] | None = None
    closers, nested = "", 0
    for n, mark in enumerate(marks):
        symbol = '"' if mark.group() == "''" else mark.group()  # typewriters' double marks
        if opener is None:
            if symbol == "”" and _opens_line(text, mark, end):
                opener, closers, nested = mark, "”", 0  # the wrong mark, or one of Sweden
            elif symbol not in ("”", "»") and not (
                symbol[0] == '"' and _must_close(text, mark, end)
            ):
                opener, closers, nested = mark, _OPENERS.get(symbol, '"'), 0
        elif symbol == opener.group() == "“" and _must_close(text, mark, end):
            found.append(_quotation(opener, mark))  # the wrong mark
            opener = None
        elif symbol == opener.group() == "“":
            left = sum(other.group() == "”" for other in marks[n:])
            nested += left > nested + 1 and not _starts_line(text, mark.start())
        elif symbol[0] in closers or symbol == closers or symbol[0] == '"':
            if symbol[0] == '"' and _must_open(text, mark, end):
                nested += 1
            elif nested:
                nested -= 1
            else:
                found.append(_quotation(opener, mark))
                opener = None
    if opener is not None and (goes_on or _starts_line(text, opener.start())):
        inner = Span(opener.end(), end)
        found.append(Quotation(inner, Span(opener.start(), end), open_ended=True))
    return found


def _quotation(opener: re.Match[str], closer: re.Match[str]) -> Quotation:
    return Quotation(Span(opener.end(), closer.start()), Span(opener.start(), closer.end()))


def _must_open(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a straight mark can only open: a space before it and a word after it."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return before.isspace() and mark.end() < end and not after.isspace() and after not in ".,;:!?"


def _must_close(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a straight mark can only close: no space before it, one (or the end) after."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    return bool(before.strip()) and before not in "([—–-" and (mark.end() >= end or after.isspace())


def _opens_line(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark stands where a line begins, with a word right after it."""
    return (
        _starts_line(text, mark.start()) and text[mark.end() : min(mark.end() + 1, end)].isalnum()
    )


def _starts_line(text: str, offset: int) -> bool:
    line = text.rfind("\n", 0, offset) + 1
    return not text[line:offset].strip()


def _single(text: str, span: Span) -> list[Quotation]:
    """Pair single quotation marks, told from apostrophes by the space outside them."""
    found = []
    pattern = re.compile(r"(?<![\w'’])[‘'](?=\S)(.+?)(?<=[\w.,!?…])[’'](?!\w)", re.DOTALL)
    for match in pattern.finditer(text, span.start, span.end):
        if len(match.group(1).split()) >= 3:
            found.append(Quotation(Span(*match.span(1)), Span(*match.span())))
    return found


def kind_of(content: Sequence[Span], quotations: Sequence[Quotation]) -> Kind:
    """Return whether a content stands in quotation marks wholly, in part or not at all."""
    total = quoted = 0
    for span in content:
        total += span.end - span.start
        for q in quotations:
            quoted += max(0, min(span.end, q.outer.end) - max(span.start, q.outer.start))
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total - 2 else "mixed"
