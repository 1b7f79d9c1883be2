"""Marks such as `[Source: TASS]` or `(Reuters)`: whom a passage is credited to.

The bracket belongs to nobody's words; the source in it is a link of the chain between the
speaker and the outlet.
"""

from __future__ import annotations

import re

from dragoman.article import Paragraph, SourceTag, Span
from dragoman.vocabulary.outlets import outlets

_LABELLED = re.compile(
    r"[\[(]\s*(?:sources?|src|credits?|via|information from|reported by|quoted from)"
    r"(?P<colon>\s*[:–—-]\s*|\s+)(?P<source>[^\[\]()\n]{2,120}?)\s*[\])]",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<=[.!?”\"’'])\s+[\[(](?P<source>[A-Z][^\[\]()\n]{1,40})[\])](?=\s*\Z)")


def source_tags(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[SourceTag, ...]:
    """Return the source tags in an article's blocks, in order; furniture has none."""
    if "[" not in text and "(" not in text:
        return ()
    found: list[SourceTag] = []
    for paragraph in paragraphs:
        if not paragraph.is_read:
            continue
        start, end = paragraph.span
        found += [
            SourceTag(Span(match.start(), match.end()), match["source"].strip())
            for match in _LABELLED.finditer(text, start, end)
            if _is_source(match)
        ]
        words = text[start:end].rstrip()
        bare = _BARE.search(text, max(start, start + len(words) - 60), start + len(words))
        if bare is not None and _agency(bare["source"]):
            at = bare.start() + len(bare[0]) - len(bare[0].lstrip())
            found.append(SourceTag(Span(at, bare.end()), bare["source"].strip()))
    return tuple(sorted(found, key=lambda tag: tag.span))


def _is_source(match: re.Match[str]) -> bool:
    """Return whether a bracket credits somebody: with a colon always, else an outlet or name.

    `(via video link)` and `(source of the Nile)` credit nobody.
    """
    if match["colon"].strip():
        return True
    source = match["source"].strip()
    return source[0].isupper() and (match[0].startswith("[") or _agency(source))


def _agency(words: str) -> bool:
    return any(outlets().find(part.strip()) is not None for part in re.split(r"[/,;&]", words))
