"""Tables of sentences with the day they state, read and scored: `dragoman bench dates`.

A line a row: `{"id", "published", "text", "of", "words", "date"}` asks for the date of the
statement whose content is `words`, or of the event that `words` name, in an article published
then; null where the sentence states none. `date` may be a list, any of which is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.article import Article
from dragoman.benchmark.gold import Answers
from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.speakers import Share, WithShares, nearest
from dragoman.intake import from_text
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import Event, ReaderName, Reading

OF = ("statement", "event")


@dataclass(frozen=True, slots=True)
class Dated:
    """A short article, a record in it, and the dates of which any is right; (None,) for none."""

    id: str
    published: str | None
    text: str
    of: str
    words: str
    dates: Answers


@dataclass(frozen=True, slots=True)
class DateScore(WithShares):
    """How well the dates of one table are read: shares of its rows, and what was read otherwise.

    `stated` is the share of right dates of the rows that state one, `invented` of the rows that
    state none the share that got one all the same; a row whose record is not found counts as
    wrong among the first, and `found` is the share of rows whose record is.
    """

    table: str
    rows: int
    shares: tuple[Share, ...]
    mistakes: tuple[Mistake, ...]


def bench_dates(tables: Sequence[Path], reader: ReaderName = "default") -> tuple[DateScore, ...]:
    """Read the articles of tables and score the dates of their records.

    Raises UnreadableInput for what is no such table.
    """
    found = [(path.stem, read_dated(path)) for path in tables]
    return tuple(_score(name, rows, reader) for name, rows in found)


def read_dated(path: Path) -> tuple[Dated, ...]:
    """Return the rows of a table of dates, in the file's order.

    Raises UnreadableInput when there is no such file, it is empty, or a row is not as it should
    be.
    """
    return json_rows(path, _dated, "a table of dates")


def _dated(record: Mapping[str, Any]) -> Dated:
    published, text, of, words = (record[f] for f in ("published", "text", "of", "words"))
    dates = record["date"] if isinstance(record["date"], list) else [record["date"]]
    for value in (published, *dates):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{value!r} is no date")
    if of not in OF:
        raise ValueError(f"of is {of!r}, not statement or event")
    if not words or words not in text:
        raise ValueError(f"{words!r} does not stand in its text")
    return Dated(str(record["id"]), published, text, of, words, tuple(dates))


def _score(table: str, rows: Sequence[Dated], reader: ReaderName) -> DateScore:
    tally = dict.fromkeys(("stated", "invented", "found"), (0, 0))
    mistakes: list[Mistake] = []
    for row, document in zip(rows, parse_all(map(_article, rows)), strict=True):
        dates = tuple(_dates(row, read_document(document, reader)))
        got = dates[0] if dates else None
        right = bool(dates) and got in row.dates
        answers = {"found": bool(dates)}
        if row.dates == (None,):
            answers["invented"] = got is not None
        else:
            answers["stated"] = right
        for name, yes in answers.items():
            tally[name] = (tally[name][0] + yes, tally[name][1] + 1)
        if not right:
            mistakes.append(_mistake(f"{table} {row.id}", row, got, found=bool(dates)))
    shares = tuple(Share(name, *counts) for name, counts in tally.items())
    return DateScore(table, len(rows), shares, tuple(mistakes))


def _mistake(where: str, row: Dated, got: str | None, *, found: bool) -> Mistake:
    line = " ".join(row.text.split())
    if not found:
        return Mistake(where, "not found", line)
    wanted = " or ".join(date or "none" for date in row.dates)
    return Mistake(where, "date", line, wanted, got or "none")


def _article(row: Dated) -> Article:
    return replace(from_text(row.text, origin=f"text:{row.id}"), published=row.published)


def _dates(row: Dated, reading: Reading) -> Iterator[str | None]:
    """Yield the date of the record that a row asks for, nothing when it is not found."""
    if row.of == "event":
        event = _event(reading, row.words)
        if event is not None:
            yield event.date
        return
    statement = nearest(reading, row.words)
    if statement is not None:
        yield statement.said


def _event(reading: Reading, words: str) -> Event | None:
    """Return the first event whose anchor meets an occurrence of some words."""
    text = reading.article.text
    for event in reading.events:
        anchor = event.anchor
        at = text.find(words, max(0, anchor.start - len(words) + 1))
        if 0 <= at < anchor.end:
            return event
    return None
