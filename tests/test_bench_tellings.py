"""What a user would miss: figures that do not say what is folded wrongly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.benchmark.tellings import bench_tellings, read_pairs
from dragoman.cli import run
from dragoman.errors import UnreadableInput

DATA = Path(__file__).parent / "data"
SAID = "Envoy Ivo Tal said that {}."
WORDS = "the talks on the Halm strait had failed over the fishing quotas"


def side(words: str, published: str = "2024-03-07") -> dict[str, str]:
    return {"published": published, "text": SAID.format(words), "words": words}


def row(name: str, same: str | None, words: str, **of: str) -> dict[str, object]:
    return {"id": name, "phenomenon": "p", "same": same, "a": side(WORDS), "b": side(words, **of)}


ROWS = [
    row("right", "same words", WORDS),
    row("wrong", None, WORDS),
    row("missed", "paraphrase", "nothing had come of it"),
    row("two", None, WORDS, published="2024-04-07"),
]


def written(folder: Path, *rows: object) -> Path:
    path = folder / "table.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    return path


def test_right_and_wrong_folds_are_counted(tmp_path: Path) -> None:
    (score,) = bench_tellings([written(tmp_path, *ROWS)])
    assert [(s.name, s.right, s.of) for s in score.shares] == [
        ("precision", 1, 2),
        ("recall", 1, 2),
        ("reason", 1, 1),
    ]
    assert [mistake.article for mistake in score.mistakes] == ["table wrong", "table missed"]


def test_the_command_tells_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(written(tmp_path, *ROWS))
    assert run(["bench", "tellings", path, "--errors"]) == 0
    assert "0.500 (1/2)" in capsys.readouterr().out
    assert run(["bench", "tellings", path, "--to", "json", "--errors"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["shares"]["precision"] == {"share": 0.5, "right": 1, "of": 2}
    assert len(record["mistakes"]) == 2


@pytest.mark.parametrize(
    "bad",
    [
        [],
        ["no row"],
        [{"id": "a"}],
        [row("a", "likely", WORDS)],
        [row("a", None, WORDS) | {"b": {"published": None, "text": "x", "words": "y"}}],
    ],
)
def test_a_bad_table_is_refused(tmp_path: Path, bad: list[object]) -> None:
    with pytest.raises(UnreadableInput):
        bench_tellings([written(tmp_path, *bad)])


def test_the_tables_are_in_order() -> None:
    rows = [one for half in "ab" for one in read_pairs(DATA / f"tellings_{half}.jsonl")]
    assert len(rows) >= 150
    assert len({one.id for one in rows}) == len(rows)
