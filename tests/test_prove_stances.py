"""Stances of written sentences, an expression each: how many are read, how many invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.intake import from_text
from dragoman.reading.reader import read_all
from dragoman.records import STANCES, Reading

Row = dict[str, str | None]

TABLE = Path(__file__).parent / "data" / "stances_written.jsonl"


def rows(part: str | None = None) -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if part is None or row["part"] == part]


def found(row: Row, reading: Reading) -> str | None:
    """Return the stance of the statement whose content is most like the row's."""
    text, content = row["text"] or "", row["content"] or ""
    start = text.index(content)
    wanted = set(range(start, start + len(content)))
    best, likeness = None, 0.0
    for statement in reading.statements:
        words = {n for span in statement.content for n in range(*span)}
        shared = len(words & wanted)
        alike = shared / len(words | wanted)
        if (alike >= 0.3 or shared > 0.8 * len(wanted)) and alike > likeness:
            best, likeness = statement.stance, alike
    return best


def test_every_row_can_be_scored() -> None:
    table = rows()
    assert len({row["id"] for row in table}) == len({row["text"] for row in table}) == len(table)
    for row in table:
        assert (row["content"] or "nothing") in (row["text"] or ""), row["id"]
        assert row["stance"] in (*STANCES, None), row["id"]
        assert row["part"] in ("shown", "kept"), row["id"]


@pytest.mark.prove
@pytest.mark.parametrize("part", ["shown", "kept"])
def test_stances_of_written_sentences(part: str) -> None:
    table = rows(part)
    articles = (from_text(row["text"] or "", origin=f"text:{row['id']}") for row in table)
    answers = [
        (row["stance"], found(row, reading))
        for row, reading in zip(table, read_all(articles), strict=True)
    ]
    right = sum(wanted == got is not None for wanted, got in answers)
    given = sum(got is not None for _, got in answers)
    due = sum(wanted is not None for wanted, _ in answers)
    invented = sum(wanted is None and got is not None for wanted, got in answers)
    precision, recall = right / given, right / due
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{part}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    assert f1 > 0.48
    assert invented < 0.06 * (len(table) - due)
