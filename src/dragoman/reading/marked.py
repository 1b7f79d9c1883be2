"""A parsed article as columns of tokens, with the vocabulary's phrases marked on them.

Resolving speakers asks the same few things of thousands of tokens; taking them out of the
parse once is several times faster than asking token by token.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.article import Span
from dragoman.reading.document import Document
from dragoman.vocabulary.lexicon import Entry, lexicon


class Run(NamedTuple):
    """Some tokens in a row, by index, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the vocabulary at its place among the tokens."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Marked:
    """One article's tokens as columns; `sentence` is -1 in furniture.

    `covering` gives for a token the mark that it belongs to.
    """

    document: Document
    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    offset: list[int]
    sentence: list[int]
    paragraph: list[int]
    marks: tuple[Mark, ...]
    covering: dict[int, Mark] = field(repr=False)

    def run(self, span: Span) -> Run:
        """Return the tokens of a span of the text."""
        found = self.document.tokens(span)
        return Run(found.start, found.end)

    def words(self, run: Run) -> str:
        """Return the text that some tokens cover, on one line."""
        if run.end <= run.start:
            return ""
        last = run.end - 1
        covered = self.document.text[
            self.offset[run.start] : self.offset[last] + len(self.text[last])
        ]
        return " ".join(covered.split())

    def glued(self, token: int) -> bool:
        """Return whether a token follows the one before it without a space."""
        before = token - 1
        return before >= 0 and self.offset[before] + len(self.text[before]) == self.offset[token]

    def possessive(self, token: int) -> bool:
        """Return whether a token is the sign of a possessive."""
        return 0 <= token < len(self.tag) and self.tag[token] == "POS"


def mark(document: Document) -> Marked:
    """Return the article's columns and marks."""
    doc = document.doc
    tokens = list(doc)
    sentence, paragraph = _places(document, len(tokens))
    tag = [token.tag_ for token in tokens]
    offset = [token.idx for token in tokens]
    marks = tuple(_marks(document, tag, offset, sentence))
    return Marked(
        document=document,
        text=[token.text for token in tokens],
        lower=[token.lower_ for token in tokens],
        tag=tag,
        dep=[token.dep_ for token in tokens],
        head=[token.head.i for token in tokens],
        entity=[token.ent_type_ for token in tokens],
        offset=offset,
        sentence=sentence,
        paragraph=paragraph,
        marks=marks,
        covering={i: found for found in marks for i in range(found.start, found.end)},
    )


def _places(document: Document, size: int) -> tuple[list[int], list[int]]:
    sentence, paragraph = [-1] * size, [-1] * size
    for number, found in enumerate(document.sentences):
        sentence[found.start : found.end] = [number] * (found.end - found.start)
    for number, block in enumerate(document.paragraphs):
        found = document.tokens(block.span)
        paragraph[found.start : found.end] = [number] * (found.end - found.start)
    return sentence, paragraph


def _marks(
    document: Document, tag: list[str], offset: list[int], sentence: list[int]
) -> list[Mark]:
    index = {start: i for i, start in enumerate(offset)}
    found: list[Mark] = []
    for hit in lexicon().search(document.text):
        start = index.get(hit.start)
        if start is None or sentence[start] < 0:
            continue
        end = start + 1
        while end < len(offset) and offset[end] < hit.end:
            end += 1
        if hit.entry.proper or tag[end - 1][0] == "N" or (hit.entry.office and end - start > 1):
            found.append(Mark(start, end, hit.entry))
    return found
