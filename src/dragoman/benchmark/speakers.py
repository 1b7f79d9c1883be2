"""Tables of speakers and metonyms read and scored: `dragoman bench speakers` but its printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dragoman.article import Span
from dragoman.benchmark.gold import Answers
from dragoman.benchmark.matching import overlap, points
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.speaker_tables import SPEAKER, Named, Said, read_table
from dragoman.intake import from_text
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.reading.speakers.marked import mark
from dragoman.reading.speakers.metonyms import Metonym, metonym_at
from dragoman.records import ReaderName, Reading, Statement

WHOLE = ("name", "country", "sort", "role")
"""What has to be right of a speaker for the row to be right."""

_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})


class Share(NamedTuple):
    """How many answers to one question are right, of how many."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float:
        """Return the share of right answers."""
        return self.right / self.of if self.of else 0.0


class WithShares:
    """A score that has shares, each found by its name."""

    __slots__ = ()

    shares: tuple[Share, ...]

    def share(self, name: str) -> Share:
        """Return one of the shares by its name."""
        return next(share for share in self.shares if share.name == name)


@dataclass(frozen=True, slots=True)
class TableScore:
    """How well one table is read: shares of its rows, and what was read otherwise.

    `found` and `whole` are shares of all rows, the others of the rows that are found.
    """

    table: str
    rows: int
    shares: tuple[Share, ...]
    mistakes: tuple[Mistake, ...]


class _Answer(NamedTuple):
    """One answer of a reading to a row of a table."""

    asked: str
    wanted: Answers
    got: str | None
    right: bool


def bench_speakers(
    tables: Sequence[Path],
    reader: ReaderName = "default",
    on_read: Callable[[], None] | None = None,
) -> tuple[TableScore, ...]:
    """Read the articles of tables, and score who speaks in them and what places stand for.

    The form of a table is in `speaker_tables`. `on_read` is called after each table. Raises
    UnreadableInput for what is no such table.
    """
    found = [(path.stem, read_table(path)) for path in tables]
    scores = []
    for name, rows in found:
        scores.append(_score(name, rows, reader))
        if on_read is not None:
            on_read()
    return tuple(scores)


def _score(table: str, rows: Sequence[Said | Named], reader: ReaderName) -> TableScore:
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    mistakes: list[Mistake] = []
    articles = (from_text(row.text, origin=f"text:{row.id}") for row in rows)
    for row, document in zip(rows, parse_all(articles), strict=True):
        answers = tuple(_answers(row, document, reader))
        asked.update(answer.asked for answer in answers)
        right.update(answer.asked for answer in answers if answer.right)
        words = row.content if isinstance(row, Said) else row.mention
        for answer in answers:
            if not answer.right and answer.asked != "whole":
                mistakes.append(_mistake(f"{table} {row.id}", answer, words))
    shares = tuple(Share(name, right[name], asked[name]) for name in asked)
    return TableScore(table, len(rows), shares, tuple(mistakes))


def _mistake(where: str, answer: _Answer, words: str) -> Mistake:
    line = " ".join(words.split())
    if answer.asked == "found":
        return Mistake(where, "not found", line)
    wanted = " or ".join(one or "none" for one in answer.wanted)
    return Mistake(where, answer.asked, line, wanted, answer.got or "none")


def _answers(row: Said | Named, document: Document, reader: ReaderName) -> Iterator[_Answer]:
    if isinstance(row, Named):
        yield from _of_name(row, document)
    else:
        yield from _of_words(row, read_document(document, reader))


def _of_words(row: Said, reading: Reading) -> Iterator[_Answer]:
    statement = nearest(reading, row.content)
    answers = [] if statement is None else [_of_speaker(row, statement, f) for f in SPEAKER]
    yield _Answer("found", (), None, statement is not None)
    yield from answers
    whole = all(answer.right for answer in answers if answer.asked in WHOLE)
    yield _Answer("whole", (), None, statement is not None and whole)


def _of_speaker(row: Said, statement: Statement, field: str) -> _Answer:
    wanted = row.answers[field]
    got = statement.side if field == "side" else getattr(statement.speaker, field)
    right = got in wanted
    if got is not None and not right:
        same = _within if field == "role" else _same
        right = any(same(one, got) for one in wanted if one)
    return _Answer(field, wanted, got, right)


def _same(wanted: str, got: str) -> bool:
    """Tell whether two wordings are one, but for capitals and the article before them."""
    return _bare(wanted) == _bare(got)


def _within(wanted: str, got: str) -> bool:
    """Tell whether one wording of a role holds the other: `Foreign Minister`, `minister`."""
    a, b = f" {_bare(wanted)} ", f" {_bare(got)} "
    return a in b or b in a


def _bare(words: str) -> str:
    first, _, rest = words.lower().strip().partition(" ")
    return rest if first in _ARTICLES else words.lower().strip()


def nearest(reading: Reading, content: str) -> Statement | None:
    """Return the statement whose content is likest to some words, None when none is like them.

    Between equally alike ones the inner stands before the outer, then the earlier.
    """
    start = reading.article.text.find(content)
    wanted = points([Span(start, start + len(content))] if start >= 0 else [])
    likest: list[tuple[float, int, Statement]] = []
    for number, statement in enumerate(reading.statements):
        own = points(statement.content)
        alike = overlap(wanted, own)
        if alike >= 0.3 or len(own & wanted) > 0.8 * len(wanted):
            likest.append((alike + 0.001 * (statement.within is not None), -number, statement))
    return max(likest)[2] if likest else None


def _of_name(row: Named, document: Document) -> Iterator[_Answer]:
    found = metonym_of(document, row.mention, row.occurrence)
    reading = found.reading if found else None
    country = found.country.iso3 if found and found.country else None
    asked = [_Answer("reading", row.reading, reading, reading in row.reading)]
    if row.country != (None,):
        asked.append(_Answer("country", row.country, country, country in row.country))
    yield from asked
    yield _Answer("whole", (), None, all(answer.right for answer in asked))


def metonym_of(document: Document, mention: str, occurrence: int = 1) -> Metonym | None:
    """Return what an occurrence of a name stands for, None when it is no name of a place."""
    at = -1
    for _ in range(occurrence):
        at = document.text.find(mention, at + 1)
        if at < 0:
            return None
    return metonym_at(mark(document), document.token_at(at).i)
