"""What a user is told on the command line when something is wrong, and what is kept then."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import dragoman
from command_line import STRAIT, Dragoman
from dragoman.engine import apart, reading_apart
from dragoman.engine.steps import stored
from dragoman.ledger import open_ledger
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_all

WRONG_USAGE = [
    ["read"],
    ["read", "news", "--to", "xml"],
    ["read", "news", "--out", "readings"],
    ["statements", "--stance", "warm"],
    ["statements", "--since", "yesterday"],
    ["events", "--type", "PARTY"],
    ["brief"],
    ["brief", "--out", "brief.odt"],
    ["bench", "ledger"],
    ["bench", "attribution"],
    ["nonsense"],
    ["--nonsense"],
]


@pytest.mark.parametrize("arguments", WRONG_USAGE, ids=" ".join)
def test_wrong_usage_ends_with_2(dragoman_: Dragoman, arguments: list[str]) -> None:
    code, shown, told = dragoman_(*arguments)
    assert (code, shown) == (2, "")
    assert told


BAD_INPUTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "blank": (lambda path: path.write_bytes(b" \n\r\n"), "empty|blank|no words|nothing"),
    "binary": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00" * 40), "text"),
    "wrongly encoded": (
        lambda path: path.write_bytes("Café “résumé” naïve".encode("cp1252") * 20),
        "UTF-8",
    ),
    "one line of 5 MB": (lambda path: path.write_bytes(b"word " * 1_000_000), "paragraph|line"),
    "a link to nothing": (lambda path: path.symlink_to("nothing.txt"), "leads nowhere"),
    "absent": (lambda path: None, "no such file"),
}


@pytest.mark.parametrize("sort", BAD_INPUTS)
def test_a_bad_input_is_named_with_its_remedy_and_the_rest_is_kept(
    dragoman_: Dragoman, home: Path, sort: str
) -> None:
    make, words = BAD_INPUTS[sort]
    bad = home / "bad.txt"
    make(bad)
    code, shown, told = dragoman_("read", "bad.txt", "news/strait.txt")
    assert code == 1
    assert "Ilse Marrane" in shown
    assert "1 of 2 could not be read:" in told
    line = told.splitlines()[-1]
    assert re.search(r"bad\.txt(, line 1)?: ", line)
    assert re.search(words, line)
    assert ". " in line, "a remedy follows what is wrong"
    assert len(json.loads(dragoman_("articles", "--to", "json")[1])) == 1


def test_a_file_that_may_not_be_read_is_named_with_its_remedy(
    dragoman_: Dragoman, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes

    def guarded(path: Path) -> bytes:
        # No mode bits would stop root, as whom tests may run.
        if path.name == "strait.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", guarded)
    code, shown, told = dragoman_("read", "news")
    assert code == 1
    assert shown.startswith("1 article in")
    assert "strait.txt: it may not be read" in told
    assert "chmod" in told


def test_a_folder_with_a_bad_file_keeps_the_others(dragoman_: Dragoman, home: Path) -> None:
    (home / "news" / "bad.txt").write_bytes(b"")
    code, shown, told = dragoman_("read", "news", "--to", "json")
    assert code == 1
    assert len(json.loads(shown)) == 2
    assert "bad.txt" in told


def test_a_locked_ledger_is_told_and_left(full: Dragoman, home: Path) -> None:
    (home / "news" / "more.txt").write_text(STRAIT + "\nMore.\n", encoding="utf-8")
    with sqlite3.connect(home / "dragoman.db", isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        code, _, told = full("read", "news")
        other.execute("ROLLBACK")
    other.close()
    assert code == 1
    assert "dragoman.db: another program" in told
    assert "Run the same command again" in told or "run the same command again" in told
    assert full("read", "news")[0] == 0


@pytest.mark.parametrize("command", [["read", "news"], ["positions"]])
def test_a_foreign_database_is_left_as_it_is(
    dragoman_: Dragoman, home: Path, command: list[str]
) -> None:
    path = home / "dragoman.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = path.read_bytes()
    code, shown, told = dragoman_(*command)
    assert (code, shown) == (1, "")
    assert "dragoman.db: this is a database of another program" in told
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["positions", "statements", "show x", "explain s1-2"])
def test_a_ledger_that_is_not_there_is_told_with_what_to_do(dragoman_: Dragoman, name: str) -> None:
    code, shown, told = dragoman_(*name.split())
    assert (code, shown) == (1, "")
    assert "dragoman read" in told


def test_what_is_not_in_the_ledger_is_told(full: Dragoman) -> None:
    for command in (["show", "nowhere"], ["explain", "s1-2"], ["positions", "--matter", "cheese"]):
        code, shown, told = full(*command)
        assert (code, shown) == (1, "")
        assert told


def test_a_place_that_cannot_be_written_is_told(full: Dragoman, home: Path) -> None:
    (home / "taken").write_text("a file", encoding="utf-8")
    for command in (
        ["read", "news", "--to", "json", "--out", "taken"],
        ["brief", "--out", "taken/brief.html"],
    ):
        code, _, told = full(*command)
        assert code == 1
        assert "taken" in told


@pytest.fixture
def stopping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ctrl-C after the first article."""

    done: list[object] = []

    def some(*given: Any) -> Any:
        if done:
            raise KeyboardInterrupt
        done.append(given)
        return stored(*given)

    monkeypatch.setattr(apart, "stored", some)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("stopping")
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(dragoman_: Dragoman) -> None:
    code, shown, told = dragoman_("read", "news")
    assert (code, shown) == (130, "")
    assert "1 of 2 articles were read and stored in dragoman.db" in told
    assert "Run the same command again" in told
    with open_ledger("dragoman.db") as ledger:
        assert len(ledger.articles()) == 1


def test_an_article_on_which_the_reader_fails_does_not_take_the_others_with_it(
    dragoman_: Dragoman, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "news" / "cursed.txt").write_text("The cursed one spoke.\n", encoding="utf-8")

    def failing(
        articles: Iterator[dragoman.Article], *_: Any, **__: Any
    ) -> Iterator[dragoman.Reading]:
        for document in parse_all(articles):
            if "cursed" in document.text:
                raise ValueError("a curse")
            yield next(read_all([document.article]))

    monkeypatch.setattr(reading_apart, "read_all", failing)
    code, shown, told = dragoman_("read", "news")
    assert code == 1
    assert shown.startswith("2 articles in")
    assert "cursed" in told
    assert "a curse" in told
