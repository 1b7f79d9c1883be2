"""Tables of pairs of statements, read, stored and scored: `dragoman bench tellings`.

A line a row: `{"id", "phenomenon", "same", "a", "b"}`, where `a` and `b` are `{"published",
"text", "words"}` and `same` is the reason why the statements with those words are one utterance,
or null where they are two. Each pair is put into a ledger of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dragoman import views
from dragoman.article import Article
from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.speakers import Share, WithShares, nearest
from dragoman.intake import from_text
from dragoman.ledger import open_ledger
from dragoman.ledger.keys import record_ref
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import ReaderName, Reading

REASONS = ("same words", "same quotation", "paraphrase")


@dataclass(frozen=True, slots=True)
class Told:
    """A short article and the words of a statement in it."""

    published: str | None
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """Two tellings, and why they are one utterance: None when they are two."""

    id: str
    phenomenon: str
    same: str | None
    a: Told
    b: Told


@dataclass(frozen=True, slots=True)
class TellingScore(WithShares):
    """How well pairs of one table are told apart.

    `precision` is the share of the pairs taken for one that are, `recall` the share of those
    that are one and are taken so, `reason` the share of right ones with the right reason; each
    phenomenon has its share of right answers.
    """

    table: str
    rows: int
    shares: tuple[Share, ...]
    phenomena: tuple[Share, ...]
    mistakes: tuple[Mistake, ...]


def bench_tellings(
    tables: Sequence[Path], reader: ReaderName = "default"
) -> tuple[TellingScore, ...]:
    """Read the pairs of tables into ledgers and score what these take for one.

    Raises UnreadableInput for what is no such table.
    """
    found = [(path.stem, read_pairs(path)) for path in tables]
    return tuple(_score(name, rows, reader) for name, rows in found)


def read_pairs(path: Path) -> tuple[ToldTwice, ...]:
    """Return the rows of a table of pairs; raises UnreadableInput for what is none."""
    return json_rows(path, _pair, "a table of pairs")


def _pair(record: Mapping[str, Any]) -> ToldTwice:
    if record["same"] is not None and record["same"] not in REASONS:
        raise ValueError(f"same is {record['same']!r}, none of {', '.join(REASONS)}")
    return ToldTwice(
        str(record["id"]),
        str(record["phenomenon"]),
        record["same"],
        _told(record["a"]),
        _told(record["b"]),
    )


def _told(record: dict[str, Any]) -> Told:
    published, text, words = (record[name] for name in ("published", "text", "words"))
    if not words or words not in text:
        raise ValueError(f"{words!r} does not stand in its text")
    return Told(published, text, words)


def _score(table: str, rows: Sequence[ToldTwice], reader: ReaderName) -> TellingScore:
    answers = list(zip(rows, _answers(rows, reader), strict=True))
    folded = [(row, got) for row, got in answers if got]
    one = [(row, got) for row, got in answers if row.same]
    right = [(row, got) for row, got in folded if row.same]
    phenomena = dict.fromkeys(row.phenomenon for row in rows)
    return TellingScore(
        table=table,
        rows=len(rows),
        shares=(
            Share("precision", len(right), len(folded)),
            Share("recall", len(right), len(one)),
            Share("reason", sum(row.same == got for row, got in right), len(right)),
        ),
        phenomena=tuple(_phenomenon(name, answers) for name in phenomena),
        mistakes=tuple(
            _mistake(f"{table} {row.id}", row, got)
            for row, got in answers
            if bool(row.same) != bool(got)
        ),
    )


def _phenomenon(name: str, answers: Sequence[tuple[ToldTwice, str | None]]) -> Share:
    own = [bool(row.same) == bool(got) for row, got in answers if row.phenomenon == name]
    return Share(name, sum(own), len(own))


def _mistake(where: str, row: ToldTwice, got: str | None) -> Mistake:
    line = f"{row.a.words} / {row.b.words}"
    return Mistake(where, row.phenomenon, line, row.same or "two", got or "two")


def _answers(rows: Sequence[ToldTwice], reader: ReaderName) -> Iterator[str | None]:
    """Yield for each pair why a ledger takes its statements for one, None where it does not."""
    articles = [_article(row, side) for row in rows for side in ("a", "b")]
    readings = (read_document(document, reader) for document in parse_all(articles))
    with TemporaryDirectory() as folder:
        empty = Path(folder) / "empty.db"
        open_ledger(empty).close()
        for row, a in zip(rows, readings, strict=False):
            path = Path(folder) / "pair.db"
            shutil.copy(empty, path)
            yield _answer(path, row, a, next(readings))
            path.unlink()


def _article(row: ToldTwice, side: str) -> Article:
    told: Told = getattr(row, side)
    return replace(from_text(told.text, origin=f"text:{row.id}{side}"), published=told.published)


def _answer(path: Path, row: ToldTwice, a: Reading, b: Reading) -> str | None:
    refs = []
    for reading, told in ((a, row.a), (b, row.b)):
        found = nearest(reading, told.words)
        if found is None:
            return None
        refs.append(record_ref(reading.article.id, found.id))
    with open_ledger(path) as ledger:
        ledger.add(a)
        ledger.add(b)
        rows = {one.record: one for one in views.statements(ledger, each=True)}
    one, other = (rows[ref] for ref in refs)
    return one.reason or other.reason if one.utterance == other.utterance else None
