"""How many of readers' questions a summary answers, beside the article's own first sentences.

`dragoman bench readers`. All texts are measured alike: a question is answered by the words of one
sentence, headline and furniture left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile
from pathlib import Path

from dragoman.article import Article
from dragoman.benchmark.counts import resampled
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.readers_questions import HALVES, KINDS, OPEN, Asked, read_questions
from dragoman.benchmark.speakers import Share
from dragoman.errors import UnreadableInput
from dragoman.intake import from_path
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import ReaderName

QUESTIONS = "questions.txt"
SUMMARY, FIRST, AS_LONG = "summary", "first five", "as long"
"""The texts that are asked: `as long` are first sentences, as many as reach the summary's words."""

_FIVE = 5
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SMALL_WORD = re.compile(r"\b[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked of one article, all its sentences, and those of each text made of it."""

    asked: Asked
    whole: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TextScore:
    """What one sort of text answers, of all questions and by kind, and its length in the mean.

    `low` and `high` bound the share of all in 95 of 100 resamples of the articles; `gain` is by
    how much the summary's share is larger, with its bounds.
    """

    text: str
    answered: Share
    low: float
    high: float
    kinds: tuple[Share, ...]
    words: float
    sentences: float
    gain: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ReadersScore:
    """The scores of all texts on some of the articles: `all`, or a half."""

    half: str
    articles: int
    texts: tuple[TextScore, ...]


@dataclass(frozen=True, slots=True)
class ReadersFigures:
    """The scores of all articles and of each half, and what the open ones' summaries lack."""

    scores: tuple[ReadersScore, ...]
    unanswered: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """Which questions about an article are answered by a text, and by its summary."""

    kinds: tuple[str, ...]
    answered: tuple[bool, ...]
    by_summary: tuple[bool, ...]


def bench_readers(folder: Path, reader: ReaderName = "default") -> ReadersFigures:
    """Ask of the summaries of a folder's articles, and of the articles' beginnings.

    `folder` holds questions.txt, and a NAME.txt for each article that it asks about.

    Raises UnreadableInput when the folder has no questions, or not the text of an article.
    """
    found = told(folder, reader)
    return ReadersFigures(scored(found), tuple(unanswered(found)))


def scored(found: Sequence[Told]) -> tuple[ReadersScore, ...]:
    """Return the scores on all articles, and on those of each half."""
    halves = {half: [each for each in found if each.asked.half == half] for half in HALVES}
    return tuple(_score(half, rows) for half, rows in {"all": found, **halves}.items() if rows)


def unanswered(found: Sequence[Told]) -> Iterator[Mistake]:
    """Yield what summaries of open articles leave unanswered, with the article's own sentence."""
    for each in found:
        for question in each.asked.questions if each.asked.half == OPEN else ():
            if question.answer_in(each.texts[SUMMARY]) is None:
                answer = question.answer_in(each.whole) or "no sentence of the article"
                yield Mistake(each.asked.article, question.kind, question.asked, answer)


def told(folder: Path, reader: ReaderName = "default") -> list[Told]:
    """Return the texts that may answer the questions of a folder, in the order of its articles."""
    asked = read_questions(folder / QUESTIONS)
    documents = parse_all(_article(folder, each.article) for each in asked)
    return [_told(each, doc, reader) for each, doc in zip(asked, documents, strict=True)]


def _article(folder: Path, name: str) -> Article:
    path = folder / f"{name}.txt"
    if not path.is_file():
        raise UnreadableInput(
            str(path), "it is asked about, but not there", "Name the folder that holds the texts."
        )
    return from_path(path)


def _told(asked: Asked, document: Document, reader: ReaderName) -> Told:
    summary = tuple(sentence.text for sentence in read_document(document, reader).summary)
    whole = tuple(_sentences(document))
    texts = {SUMMARY: summary, FIRST: whole[:_FIVE], AS_LONG: _as_long(whole, _words(summary))}
    return Told(asked, whole, texts)


def _sentences(document: Document) -> Iterator[str]:
    """Yield the sentences of an article's body.

    A piece without a small word is none (a number, an outlet's name, a lone quotation mark): it
    goes with the next, so that the first five are five.
    """
    held = ""
    for sentence in document.sentences:
        if document.paragraph_at(sentence.start_char).sort == "body":
            held = f"{held} {sentence.text}".strip()
            if _SMALL_WORD.search(sentence.text):
                yield held
                held = ""


def _as_long(sentences: Sequence[str], words: int) -> tuple[str, ...]:
    """Return the first sentences that have so many words, the last of them whole."""
    before = accumulate((_words([sentence]) for sentence in sentences), initial=0)
    return tuple(sentences[n] for n, _ in enumerate(takewhile(lambda had: had < words, before)))


def _words(sentences: Sequence[str]) -> int:
    return sum(len(_WORD.findall(sentence)) for sentence in sentences)


def _score(half: str, found: Sequence[Told]) -> ReadersScore:
    texts = (_text_score(text, found) for text in (SUMMARY, FIRST, AS_LONG))
    return ReadersScore(half, len(found), tuple(texts))


def _text_score(text: str, found: Sequence[Told]) -> TextScore:
    rows = [_row(each, text) for each in found]
    sentences = [each.texts[text] for each in found]
    return TextScore(
        text,
        _answered(rows),
        *resampled(rows, lambda drawn: _answered(drawn).value),
        kinds=tuple(_answered(rows, kind) for kind in KINDS),
        words=sum(map(_words, sentences)) / len(rows),
        sentences=sum(map(len, sentences)) / len(rows),
        gain=(_gain(rows), *resampled(rows, _gain)),
    )


def _row(each: Told, text: str) -> _Row:
    questions = each.asked.questions
    answered, by_summary = (
        tuple(question.answer_in(each.texts[name]) is not None for question in questions)
        for name in (text, SUMMARY)
    )
    return _Row(tuple(question.kind for question in questions), answered, by_summary)


def _answered(rows: Sequence[_Row], kind: str = "") -> Share:
    """Return how many questions are answered, those of one kind or all."""
    each = [
        right
        for row in rows
        for asked, right in zip(row.kinds, row.answered, strict=True)
        if asked == kind or not kind
    ]
    return Share(kind or "answered", sum(each), len(each))


def _gain(rows: Sequence[_Row]) -> float:
    more = sum(sum(row.by_summary) - sum(row.answered) for row in rows)
    return more / sum(len(row.kinds) for row in rows)
