"""Annotated articles as examples: windows of words, and the labels that the network should give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.article import Span
from dragoman.benchmark.polnear import Relation
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.learned.features import Ids, Inventory, anchor
from dragoman.reading.attribution.learned.labels import (
    CONTENT,
    CUE,
    MORE_CONTENT,
    MORE_SOURCE,
    NONE,
    SOURCE,
)
from dragoman.reading.attribution.learned.windows import Window, windows
from dragoman.reading.document import Document

TAG_OF = {CONTENT: 1, SOURCE: 3, CUE: 5}
"""The first tag of a content, a source and a cue; one more for the words that go on with it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One annotated attribution in a window: its cue's anchor, and every word's label."""

    anchor: int
    labels: Ids


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its annotated attributions and each word's tag over all of them."""

    document: str
    window: Window
    wanted: tuple[Wanted, ...]
    tags: Ids


def inventory(documents: Iterable[Document]) -> Inventory:
    """Return the tags and dependency labels that occur in documents."""
    tags: set[str] = set()
    labels: set[str] = set()
    for document in documents:
        tags.update(token.tag_ for token in document.doc)
        labels.update(token.dep_ for token in document.doc)
    return Inventory(tuple(sorted(tags - {""})), tuple(sorted(labels - {""})))


def examples(
    document: Document, annotated: Sequence[Relation], known: Inventory
) -> Iterator[Example]:
    """Yield the examples of a document, windows without any attribution among them.

    An attribution without a cue or a content teaches nothing; one that crosses windows teaches
    what of it stands in the window of its cue.
    """
    for window in windows(document, attributions(document), known):
        roles = [_roles(window, one) for one in annotated]
        present = [(s, c, w) for s, c, w in roles if c or w]
        yield Example(
            document=document.article.name,
            window=window,
            wanted=tuple(_wanted(window, *one) for one in present if one[1] and one[2]),
            tags=_tags(len(window.words), present),
        )


def _roles(window: Window, one: Relation) -> tuple[list[int], list[int], list[int]]:
    """Return the places of an attribution's source, cue and content in a window."""
    first, last = window.spans[0].start, window.spans[-1].end

    def places(spans: Sequence[Span]) -> list[int]:
        return window.places([s for s in spans if s.start < last and first < s.end])

    return places(one.source), places(one.cue), places(one.content)


def _wanted(window: Window, source: list[int], cue: list[int], content: list[int]) -> Wanted:
    labels = np.full(len(window.words), NONE, dtype=np.int64)
    for places, begin, more in ((content, CONTENT, MORE_CONTENT), (source, SOURCE, MORE_SOURCE)):
        for place in places:
            labels[place] = more if place - 1 in places else begin
    labels[cue] = CUE
    return Wanted(anchor(cue, window.tree.heads), labels)


def _tags(length: int, present: Iterable[tuple[list[int], list[int], list[int]]]) -> Ids:
    tags = np.zeros(length, dtype=np.int64)
    for source, cue, content in present:
        for places, role in ((content, CONTENT), (source, SOURCE), (cue, CUE)):
            for place in places:
                tags[place] = TAG_OF[role] + (place - 1 in places)
    return tags
