"""What stands around a clause: the names and things of its sentence, the one before and the first.

An article names what it tells of once and goes on with `it` and `the convoy`: two clauses that
say little may still be known for accounts of one thing by what they stand among.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence

from spacy.tokens import Span as TokenSpan

from dragoman.reading.columns import Columns
from dragoman.vocabulary.accounts import NAME, name_unit, says_little, word_unit

MOST = 24
"""Units kept of a scene, names first."""


def scene(
    marked: Columns,
    sentences: Sequence[TokenSpan],
    n: int,
    known: MutableMapping[int, tuple[str, ...]],
) -> tuple[str, ...]:
    """Return the units of the names and nouns around the sentence of number `n`, names first.

    `known` keeps those of single sentences between calls.
    """
    units: dict[str, None] = {}
    for i in dict.fromkeys((n, max(0, n - 1), 0)):
        if i not in known:
            known[i] = tuple(_units(marked, sentences[i].start, sentences[i].end))
        units |= dict.fromkeys(known[i])
    ordered = sorted(units, key=lambda unit: not unit.startswith(NAME))
    return tuple(ordered[:MOST])


def _units(marked: Columns, first: int, end: int) -> Iterator[str]:
    for token in range(first, end):
        tag = marked.tag[token]
        if tag[:2] == "NN" or (tag == "JJ" and marked.text[token][:1].isupper()):
            unit = _unit(marked.text[token], marked.lower[token], tag)
            if len(unit) > 1:
                yield unit


def _unit(text: str, lower: str, tag: str) -> str:
    if text[:1].isupper() and tag not in ("NN", "NNS") and not says_little(lower):
        return name_unit(text)
    return word_unit(lower)
