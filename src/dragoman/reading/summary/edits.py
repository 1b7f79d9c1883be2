"""Words of a passage that go or get words in square brackets, and the sentence that is left."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.records import SummarySentence

_MARKS = re.compile(r"\s+([,.;:!?])")
_DOUBLED = re.compile(r",(?:\s*,)+")


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that go, and what stands for them: nothing, or words in square brackets.

    Of an empty span nothing goes: the words are put in there.
    """

    span: Span
    instead: str = ""


def joined(text: str, passage: Span, edits: Iterable[Edit], prefix: str) -> SummarySentence | None:
    """Return a passage with its edits made, and what stays of it as evidence; None of nothing."""
    at = passage.start
    written: list[str] = []
    evidence: list[Span] = []
    for edit in sorted(edits, key=lambda e: (e.span.start, -e.span.end)):
        if edit.span.start < at or edit.span.start >= passage.end:
            continue
        _keep(text, Span(at, edit.span.start), written, evidence)
        written.append(edit.instead)
        at = edit.span.end
    _keep(text, Span(at, passage.end), written, evidence)
    words = _MARKS.sub(r"\1", " ".join("".join(written).split()))
    words = _DOUBLED.sub(",", words)
    return SummarySentence(prefix + words, tuple(evidence)) if evidence else None


def _keep(text: str, span: Span, written: list[str], evidence: list[Span]) -> None:
    """Write words that stay; evidence that only an addition parts is one."""
    words = span.of(text)
    written.append(words if words.strip() else " ")
    if not words.strip():
        return
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if evidence and not text[evidence[-1].end : start].strip():
        evidence[-1] = Span(evidence[-1].start, end)
    else:
        evidence.append(Span(start, end))
