"""What readers ask of articles, and when a text answers it: the file that `bench readers` takes.

A heading `=== NAME open` (or `held`) and a line a question: its kind, a tab, the question, a tab,
the words of an answer. docs/benchmarks.md tells how these are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.benchmark.sectioned import sections
from dragoman.errors import UnreadableInput

KINDS = ("who", "stance", "condition", "date", "change")
OPEN = "open"
HALVES = (OPEN, "held")
"""Mistakes may be looked at in the open half only: the held one tells what to expect elsewhere."""

_HEADING = re.compile(rf"=== (\S+) ({'|'.join(HALVES)})")
_WAY, _GROUP, _EITHER, _STEM = " OR ", " + ", "/", "*"
_SPEAKER, _BEFORE = "@", "<"
_PRONOUN = re.compile(r"\b(?:he|she|they|it|his|her|their|its|who)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words of which one must stand in an answering sentence.

    Where `before` is `<`, they may stand in the sentence before; where it is `@`, they name a
    speaker, and may stand as far before as pronouns reach.
    """

    words: re.Pattern[str]
    before: str

    def stands(self, sentences: Sequence[str], at: int) -> bool:
        """Return whether the words stand in a sentence, or where a reader knows them from."""
        if self.words.search(sentences[at]):
            return True
        if not at or not self.before:
            return False
        if self.before == _BEFORE:
            return bool(self.words.search(sentences[at - 1]))
        return bool(_PRONOUN.search(sentences[at])) and self.stands(sentences, at - 1)


@dataclass(frozen=True, slots=True)
class Question:
    """A reader's question, and the ways in which it can be answered: all words of one of them."""

    kind: str
    asked: str
    ways: tuple[tuple[Wanted, ...], ...]

    def answer_in(self, sentences: Sequence[str]) -> str | None:
        """Return the first sentence of a text that answers it, None where none does."""
        plain = [" ".join(sentence.split()).replace("’", "'") for sentence in sentences]
        places = range(len(plain))
        return next((plain[n] for n in places for w in self.ways if _answers(w, plain, n)), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """An article's name, its half, and what is asked of it."""

    article: str
    half: str
    questions: tuple[Question, ...]


def read_questions(path: Path) -> tuple[Asked, ...]:
    """Return what is asked of each article, in the file's order.

    Raises UnreadableInput when the file is none of questions.
    """
    opening = "=== NAME open"
    lines, parts = sections(path, "an article", "a folder with questions.txt", opening)
    return tuple(_asked(path, lines, *ends) for ends in parts)


def _asked(path: Path, lines: Sequence[str], start: int, end: int) -> Asked:
    match = _HEADING.fullmatch(lines[start].strip())
    if match is None:
        raise UnreadableInput(
            f"{path}, line {start + 1}", "no heading of an article", "Write `=== NAME open`."
        )
    return Asked(match[1], match[2], tuple(_questions(path, lines, start + 1, end)))


def _questions(path: Path, lines: Sequence[str], start: int, end: int) -> Iterator[Question]:
    for n in range(start, end):
        fields = lines[n].split("\t")
        if len(fields) == 3 and fields[0] in KINDS and all(fields):
            kind, asked, answer = fields
            yield Question(kind, asked, tuple(_way(words) for words in answer.split(_WAY)))
        elif lines[n].strip():
            raise UnreadableInput(
                f"{path}, line {n + 1}",
                "not a question",
                f"Write its kind ({', '.join(KINDS)}), the question and its answer, tabs between.",
            )


def _way(words: str) -> tuple[Wanted, ...]:
    return tuple(_wanted(group.strip()) for group in words.split(_GROUP))


def _wanted(group: str) -> Wanted:
    before = group[0] if group[0] in (_SPEAKER, _BEFORE) else ""
    words = group.removeprefix(before).split(_EITHER)
    either = "|".join(re.escape(word.removesuffix(_STEM)) + _ending(word) for word in words)
    return Wanted(re.compile(rf"\b(?:{either})", re.IGNORECASE), before)


def _ending(word: str) -> str:
    return r"\w*" if word.endswith(_STEM) else r"(?!\w)"


def _answers(way: Sequence[Wanted], sentences: Sequence[str], at: int) -> bool:
    return all(wanted.stands(sentences, at) for wanted in way)
