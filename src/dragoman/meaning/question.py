"""What a question asks for and whom it names, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.ledger.told_words import printed
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.names import fold, tidy
from dragoman.vocabulary.questions import Sought, question_words
from dragoman.vocabulary.tellings import telling_words

_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_YEAR = re.compile(r"(?:1[5-9]|2[01])\d\d")
_LONGEST = 4
"""Words of the longest name of a side that is looked for."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a question, folded, with the sides that it may mean.

    `speaks` tells whether it is the words of these that are asked for; else they are spoken of.
    """

    words: str
    sides: frozenset[str]
    speaks: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks for, and whom and which years it names."""

    sought: tuple[Sought, ...]
    named: tuple[Named, ...]
    years: frozenset[str]


@kept_by_dossier(maxsize=64)
def question(asked: str) -> Question:
    """Return what a question asks for."""
    written = _WORD.findall(asked)
    return Question(
        sought=tuple(dict.fromkeys(sought_by(printed(asked).tokens))),
        named=tuple(_named(written, cased=asked != asked.lower())),
        years=frozenset(word for word in written if _YEAR.fullmatch(word)),
    )


def sought_by(words: Sequence[str]) -> Iterator[Sought]:
    """Yield what lower-cased words ask for, or, in a statement, tell of; the longest counts."""
    vocabulary = question_words().sought
    at = 0
    while at < len(words):
        if words[at] not in vocabulary:
            at += 1
            continue
        every = tuple(vocabulary.at(words, at))
        length = max((own for _, own in every), default=1)
        yield from (sought for sought, own in every if own == length)
        at += length


def _named(written: Sequence[str], *, cased: bool) -> Iterator[Named]:
    """Yield the names; of a question without capitals those of sides only."""
    no_names = telling_words().grammar | question_words().openers
    words = [tidy(word) if cased else tidy(word).title() for word in written]
    lower = [word.lower() for word in words]
    begun = bool(lower) and lower[0] in question_words().subjects
    at = 0
    while at < len(words):
        length, sides = _side(words, at)
        if sides or (cased and words[at][:1].isupper() and lower[at] not in no_names):
            end = at + length
            owns = written[end - 1].lower() != lower[end - 1]
            speaks = _voiced(lower, at, end if owns else None)
            if not speaks and not begun:
                speaks = _foremost(lower, at)
            yield Named(fold(" ".join(words[at:end])), sides, speaks)
            begun = True
        at += length


def _side(words: Sequence[str], at: int) -> tuple[int, frozenset[str]]:
    """Return how many words from there are the longest name of a side, and which it may be."""
    if words[at][:1].isupper():
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            sides = {country.iso3 for country in countries().candidates(name)}
            body = bodies().find(name)
            if body:
                sides |= {body.name, body.country} - {""}
            if sides:
                return length, frozenset(sides)
    return 1, frozenset()


def _voiced(words: Sequence[str], at: int, owned: int | None) -> bool:
    """Tell whether a name stands behind `according to`, or before `view` with a possessive."""
    vocabulary = question_words()
    if owned is not None and owned < len(words) and words[owned] in vocabulary.views:
        return True
    end = _bare(words, at)
    return any(
        start + length == end
        for start in range(end)
        for _, length in vocabulary.voiced.at(words, start)
    )


def _foremost(words: Sequence[str], at: int) -> bool:
    """Tell whether no preposition stands before a name."""
    start = _bare(words, at)
    return not start or words[start - 1] not in question_words().of


def _bare(words: Sequence[str], at: int) -> int:
    """Return where a name begins together with its `the`."""
    return at - 1 if at and words[at - 1] == "the" else at
