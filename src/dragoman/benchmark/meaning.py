"""Questions about the samples, asked by meaning and scored: `dragoman bench meaning`.

A line a question: `{"id", "question", "right": [{"article", "words"}]}`. A statement is right when
it is of the article of that file (its name without ending; a folder before it does not count) and
holds the words.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from dragoman.benchmark.json_lines import json_rows
from dragoman.engine import read_into
from dragoman.intake import gather
from dragoman.ledger import Ledger, open_ledger
from dragoman.meaning import make_vectors, statements_near
from dragoman.views import StatementRow
from dragoman.vocabulary.dossier import NO_DOSSIER
from dragoman.vocabulary.dossier_file import read_dossier

FIRST = 5
"""Statements among which a right one is asked for."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the statements that answer it: each by its article and some of its words."""

    id: str
    words: str
    right: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """Where the first right statement stands for a question, from 1; None when it is not found."""

    id: str
    words: str
    place: int | None
    first: str
    seconds: float


@dataclass(frozen=True, slots=True)
class MeaningScore:
    """How often a right statement is among the first for the questions of a table."""

    table: str
    answers: tuple[Answered, ...]

    def within(self, places: int) -> int:
        """Return for how many questions a right statement is among so many."""
        return sum(one.place is not None and one.place <= places for one in self.answers)


def bench_meaning(
    tables: Sequence[Path], inputs: Sequence[Path | str], dossier: Path | None = None
) -> tuple[MeaningScore, ...]:
    """Read articles into a ledger of their own and ask the questions of tables of it.

    Raises UnreadableInput for what is no such table, and what reading raises.
    """
    asked = [(path.stem, read_questions(path)) for path in tables]
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "asked.db") as ledger:
        known = read_dossier(dossier) if dossier else NO_DOSSIER
        read_into(ledger, gather([str(path) for path in inputs]), dossier=known)
        make_vectors(ledger)
        names = {id_: _named(ledger.reading(id_).article.origin) for id_ in ledger.article_ids()}
        return tuple(
            MeaningScore(table, tuple(_answered(ledger, one, names) for one in questions))
            for table, questions in asked
        )


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a table; raises UnreadableInput for what is none."""
    return json_rows(path, _question, "a table of questions")


def _question(record: Mapping[str, Any]) -> Question:
    right = tuple((_named(one["article"]), str(one["words"])) for one in record["right"])
    return Question(str(record["id"]), str(record["question"]), right)


def _answered(ledger: Ledger, question: Question, names: Mapping[str, str]) -> Answered:
    begin = time.process_time()
    rows = statements_near(ledger, question.words)
    seconds = time.process_time() - begin
    places = (n for n, row in enumerate(rows, start=1) if _is_right(row, question, names))
    first = _line(rows[0].words) if rows else ""
    return Answered(question.id, question.words, next(places, None), first, seconds)


def _is_right(row: StatementRow, question: Question, names: Mapping[str, str]) -> bool:
    words = _line(row.words)
    return any(names[row.article] == name and part in words for name, part in question.right)


def _named(path: str) -> str:
    return PurePosixPath(path).name.removesuffix(".txt")


def _line(words: str) -> str:
    return " ".join(words.split())
