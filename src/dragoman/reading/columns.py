"""A parse's tokens as columns, taken out of it at once.

Reading asks the same few things of every token of an article several times over; asking the
parse token by token takes five times as long as one array of all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from dragoman.reading.once import once

_WORDS: list[int | str] = ["ORTH", "LOWER", "TAG", "DEP", "ENT_TYPE"]
_NUMBERS: list[int | str] = ["IDX", "HEAD", "SENT_START", "IS_SPACE", "IS_QUOTE"]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What a parse says of its tokens, by their positions.

    `head` are positions in the article; `opens` tells which tokens begin a sentence, `space`
    which are white space, `quote` which are quotation marks. Furniture has no tags.
    """

    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    offset: list[int]
    head: list[int]
    opens: list[bool]
    space: list[bool]
    quote: list[bool]


def columns(doc: Doc) -> Columns:
    """Return a parse's columns, the same ones to all that ask."""
    return once(doc, "columns", _columns)


def words_of(doc: Doc) -> tuple[str, ...]:
    """Return the words of a parse in lower case, by token position."""
    return once(doc, "words", lambda d: tuple(columns(d).lower))


def _columns(doc: Doc) -> Columns:
    table = doc.to_array([*_WORDS, *_NUMBERS]).T
    strings = doc.vocab.strings
    named = table[: len(_WORDS)]
    spelled = {key: strings[key] for key in np.unique(named).tolist()}
    text, lower, tag, dep, entity = ([spelled[key] for key in row] for row in named.tolist())
    offset, steps, opens, space, quote = table[len(_WORDS) :].astype("int64")
    return Columns(
        text=text,
        lower=lower,
        tag=tag,
        dep=dep,
        entity=entity,
        offset=offset.tolist(),
        head=(steps + np.arange(len(doc))).tolist(),
        opens=(opens == 1).tolist(),
        space=(space == 1).tolist(),
        quote=(quote == 1).tolist(),
    )
