"""Parse trees no deeper than a sentence's can be.

A row of five thousand equal words is parsed as a chain of as many; rules that go down a tree, or
up, would go as deep from each. Of 3,785 sentences of news the deepest has 21.
"""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

DEEPEST = 40
"""The most words between one and the root of its sentence."""


def shallow(doc: Doc) -> Doc:
    """Hang what is too deep in its tree on the root of its sentence."""
    long = [sentence for sentence in doc.sents if len(sentence) > DEEPEST]
    heads = [token.head.i for token in doc] if long else []
    changed = False
    for sentence in long:
        root = sentence.root.i
        for token in _too_deep(heads, sentence.start, sentence.end):
            heads[token] = root
            changed = True
    if changed:
        way = np.asarray([head - n for n, head in enumerate(heads)], np.int64).view(np.uint64)
        told = np.column_stack([way, doc.to_array("DEP")])
        doc.from_array(["HEAD", "DEP"], told)  # type: ignore[arg-type]
    return doc


def _too_deep(heads: list[int], start: int, end: int) -> list[int]:
    """Return the words of a sentence whose way up, cut at such words, is too long."""
    depth: dict[int, int] = {}
    deep = []
    for word in range(start, end):
        token, way = word, []
        while token not in depth and heads[token] != token:
            way.append(token)
            token = heads[token]
        above = depth.setdefault(token, 0)
        for below in reversed(way):
            above += 1
            if above > DEEPEST:
                deep.append(below)
                above = 1
            depth[below] = above
    return deep
