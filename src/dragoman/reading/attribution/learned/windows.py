"""A document cut into windows: the stretches of words that the network reads one at a time.

A window is a block, or several whole sentences of a long one; a source and its cue stand in one
block in all but one of a thousand attributions of PolNeAR, so that blocks can be read apart.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

import numpy as np

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.learned.features import (
    IN_CONTENT,
    IN_CUE,
    IN_SOURCE,
    NO_RULE,
    OUTSIDE,
    RULE_CONTENT,
    RULE_CUE,
    RULE_NOTHING,
    RULE_SOURCE,
    Ids,
    Inventory,
    Tree,
    anchor,
    form,
    tree,
)
from dragoman.reading.attribution.quotes import quotations
from dragoman.reading.columns import Columns, columns
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby

LONGEST = 160
"""Words a window, unless one sentence alone has more; longer sentences are cut at this many."""

QUOTED, UNQUOTED = 2, 1

_start, _end = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Window:
    """Words that are read together, with what the network is told of each.

    `words` are the tokens' texts, `spans` their places in the article; `rules` maps the anchor
    of each cue that a rule found to what that rule says of every word.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    tags: tuple[int, ...]
    tree: Tree
    forms: tuple[int, ...]
    quoted: tuple[int, ...]
    roles: tuple[int, ...]
    rules: dict[int, Ids]

    def places(self, spans: Sequence[Span]) -> list[int]:
        """Return which words of the window the spans cover, wholly or in part."""
        return _covered(self.spans, spans)


def windows(
    document: Document, ruled: Sequence[Attribution], inventory: Inventory
) -> Iterator[Window]:
    """Yield the windows of a document in text order, furniture left out.

    `ruled` is what the rules found in it.
    """
    marks: Nearby[Span] = Nearby()
    for quotation in quotations(document.text, document.paragraphs):
        marks.add(quotation.outer, [quotation.outer])
    rules: Nearby[Attribution] = Nearby()
    for attribution in ruled:
        rules.add(attribution, _parts(attribution))
    words = columns(document.doc)
    for stretch in _stretches(document, words):
        last = stretch[-1]
        whole = Span(words.offset[stretch[0]], words.offset[last] + len(words.text[last]))
        yield _window(words, stretch, marks.near(whole), rules.near(whole), inventory)


def _stretches(document: Document, words: Columns) -> Iterator[list[int]]:
    """Yield the tokens of each window, by their positions."""
    for paragraph in document.paragraphs:
        if not paragraph.is_read:
            continue
        stretch: list[int] = []
        for sentence in _sentences(words, document.places(paragraph.span)):
            if stretch and len(stretch) + len(sentence) > LONGEST:
                yield stretch
                stretch = []
            stretch += sentence
            while len(stretch) > LONGEST:
                yield stretch[:LONGEST]
                stretch = stretch[LONGEST:]
        if stretch:
            yield stretch


def _sentences(words: Columns, block: tuple[int, int]) -> Iterator[list[int]]:
    """Yield the sentences of a block as positions of tokens, white space left out."""
    sentence: list[int] = []
    for i in range(*block):
        if words.opens[i] and sentence:
            yield sentence
            sentence = []
        if not words.space[i]:
            sentence.append(i)
    if sentence:
        yield sentence


def _window(
    columns: Columns,
    tokens: Sequence[int],
    marks: Sequence[Span],
    ruled: Sequence[Attribution],
    inventory: Inventory,
) -> Window:
    words = [columns.text[i] for i in tokens]
    starts = [columns.offset[i] for i in tokens]
    spans = tuple(Span(at, at + len(word)) for at, word in zip(starts, words, strict=True))
    place = {i: n for n, i in enumerate(tokens)}
    heads = [place.get(columns.head[i], n) for n, i in enumerate(tokens)]
    quoted = frozenset(_covered(spans, marks))
    roles, rules = _ruled(spans, heads, ruled)
    return Window(
        words=tuple(words),
        spans=spans,
        tags=tuple(inventory.tag_ids([columns.tag[i] for i in tokens])),
        tree=tree(
            heads,
            inventory.dependency_ids([columns.dep[i] for i in tokens]),
            _numbered([columns.opens[i] for i in tokens]),
        ),
        forms=tuple(map(form, words)),
        quoted=tuple(QUOTED if n in quoted else UNQUOTED for n in range(len(tokens))),
        roles=roles,
        rules=rules,
    )


def _numbered(opens: Sequence[bool]) -> list[int]:
    """Return the number of each token's sentence, the window's first being 0."""
    return list(accumulate((int(new) for new in opens[1:]), initial=0))


def _ruled(
    spans: Sequence[Span], heads: Sequence[int], ruled: Sequence[Attribution]
) -> tuple[tuple[int, ...], dict[int, Ids]]:
    """Return the role of each word over all rules, and what each cue's rule says of it."""
    roles = [OUTSIDE] * len(spans)
    rules: dict[int, Ids] = {}
    for attribution in ruled:
        content = _covered(spans, attribution.content)
        source = _covered(spans, [attribution.source] if attribution.source else [])
        cue = _covered(spans, [attribution.cue] if attribution.cue else [])
        for n in content:
            roles[n] = roles[n] or IN_CONTENT
        for n in source:
            roles[n] = IN_SOURCE
        for n in cue:
            roles[n] = IN_CUE
        if not cue:
            continue
        said = np.full(len(spans), RULE_NOTHING, dtype=np.int64)
        for places, role in ((content, RULE_CONTENT), (source, RULE_SOURCE), (cue, RULE_CUE)):
            said[places] = role
        rules[anchor(cue, heads)] = said
    return tuple(roles), rules


def unruled(length: int) -> Ids:
    """Return what rules say of a window's words for a cue that none of them knows."""
    return np.full(length, NO_RULE, dtype=np.int64)


def _covered(words: Sequence[Span], spans: Sequence[Span]) -> list[int]:
    """Return which of some words in text order the spans cover, wholly or in part."""
    found: set[int] = set()
    for span in spans:
        first = bisect_right(words, span.start, key=_end)
        found.update(range(first, bisect_left(words, span.end, lo=first, key=_start)))
    return sorted(found)


def _parts(attribution: Attribution) -> list[Span]:
    ends = [span for span in (attribution.source, attribution.cue) if span is not None]
    return [*ends, *attribution.content]
