"""Wordings written once for many: `<leave> the/that door (wide) open` for all its inflected forms.

A pattern is a row of words. `<verb>` stands for every form of a verb, `a/b` for either word,
`(word)` for a word or none, and a name in capitals for any word of a listed slot (`POSS`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from dragoman.errors import VocabularyError
from dragoman.vocabulary.inflection import verb_forms

Slots = Mapping[str, Sequence[str]]
MOST = 4000
"""Wordings of one pattern; more are a mistake in writing it."""


def wordings(pattern: str, slots: Slots) -> Iterator[str]:
    """Yield each run of words that a pattern stands for.

    Raises VocabularyError for a slot that is not listed, or a pattern of too many wordings.
    """
    parts = [_choices(word, pattern, slots) for word in pattern.split()]
    many = 1
    for part in parts:
        many *= len(part)
    if many > MOST:
        raise VocabularyError(
            f"the pattern {pattern!r} stands for {many} wordings. Write it as several patterns."
        )
    for words in product(*parts):
        yield " ".join(word for word in words if word)


def _choices(word: str, pattern: str, slots: Slots) -> tuple[str, ...]:
    if word.startswith("(") and word.endswith(")"):
        return ("", *_choices(word[1:-1], pattern, slots))
    if "/" in word:
        return tuple(c for part in word.split("/") for c in _choices(part, pattern, slots))
    if word.startswith("<") and word.endswith(">"):
        return tuple(sorted(verb_forms(word[1:-1])))
    if word.isupper() and len(word) > 1:
        if word not in slots:
            raise VocabularyError(f"the pattern {pattern!r} names an unknown slot {word!r}.")
        return tuple(slots[word])
    return (word,)
