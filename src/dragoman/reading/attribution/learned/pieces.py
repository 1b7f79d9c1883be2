"""Words cut into the pieces that the encoder knows.

A word's pieces do not depend on its neighbours, so each word is cut once and remembered: cutting
every window anew took a tenth of the learned reader's time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

LONGEST = 510
"""Most pieces of words a window (the encoder has 512 places); words beyond them stay unread."""

REMEMBERED = 50_000
"""Words that are remembered at most; when so many are, remembering begins anew."""


class Cut(NamedTuple):
    """The ids of a window's pieces, marks of begin and end included, and whose they are.

    `owners` are the words' numbers from 1 on, 0 for the two marks.
    """

    ids: list[int]
    owners: list[int]


class Pieces:
    """The pieces that a tokenizer's file (`tokenizer.json`) knows."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._begin, self._end = self._tokenizer.encode([], is_pretokenized=True).ids
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, words: Sequence[str]) -> Cut:
        """Return the pieces of words, at most `LONGEST` beside the mark of begin."""
        ids, owners = [self._begin], [0]
        known = self._known
        for number, word in enumerate(words, 1):
            pieces = known.get(word)
            if pieces is None:
                pieces = self._of(word)
            ids += pieces
            owners += [number] * len(pieces)
        return Cut([*ids, self._end][:LONGEST], [*owners, 0][:LONGEST])

    def _of(self, word: str) -> tuple[int, ...]:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        encoded = self._tokenizer.encode(word, add_special_tokens=False)
        pieces = self._known[word] = tuple(encoded.ids)
        return pieces
