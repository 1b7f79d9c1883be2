"""Which files a user's paths, folders and patterns stand for, and what comes of each."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import Input, articles, from_path, gather

TITLE = "Valdoria reopens its border crossing at Tarvik"
FIRST = "The foreign minister of Valdoria said on Monday that the crossing would reopen in June."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of good, hidden and foreign files."""
    for name in ("b.txt", "a.md", "deep/c.TXT", ".hidden.txt", ".git/d.txt", "notes.xlsx"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{TITLE}\n\n{FIRST}\n", encoding="utf-8")
    return tmp_path


def names(found: list[Input | UnreadableInput]) -> list[str]:
    return [each.name if isinstance(each, Input) else "ERROR" for each in found]


def test_a_folder_is_read_through_in_order_without_what_is_hidden(folder: Path) -> None:
    notes: list[str] = []
    found = list(gather([str(folder)], notes.append))
    assert names(found) == ["a", "b", "c"]
    assert len(notes) == 1 and "notes.xlsx" in notes[0]


def test_each_file_comes_once(folder: Path) -> None:
    paths = [str(folder / "b.txt"), str(folder), str(folder / "deep" / ".." / "b.txt"), "-", "-"]
    assert names(list(gather(paths))) == ["b", "a", "c", "stdin"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("*.txt", ["b"]), ("**/*.[tT]*", ["b", "c"]), ("*", ["a", "b", "c"]), ("*.odt", ["ERROR"])],
)
def test_globs_that_the_shell_left_alone(folder: Path, pattern: str, expected: list[str]) -> None:
    assert names(list(gather([str(folder / pattern)]))) == expected


def test_a_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    file = tmp_path / "a[1].txt"
    file.write_text(FIRST, encoding="utf-8")
    assert names(list(gather([str(file)]))) == ["a[1]"]


def test_a_foreign_file_is_an_error_only_when_named(folder: Path) -> None:
    (error,) = gather([str(folder / "notes.xlsx")])
    assert isinstance(error, UnreadableInput)
    assert "notes.xlsx" in str(error) and ".txt" in str(error)


def test_an_article_knows_where_it_came_from(folder: Path) -> None:
    article = from_path(folder / "b.txt")
    assert article.name == "b"
    assert article.origin == (folder / "b.txt").resolve().as_uri()
    assert article.raw == (folder / "b.txt").read_bytes()
    assert article.retrieved is None


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(f"{TITLE}\n\n{FIRST}\n".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (article,) = articles(["-"])
    assert isinstance(article, Article)
    assert (article.name, article.origin, article.title) == ("stdin", "stdin:", TITLE)


def test_a_bad_file_comes_out_as_an_error_in_its_place(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"")
    found = list(articles([str(folder), str(folder / "absent.txt")]))
    assert [type(each).__name__ for each in found] == [
        "Article",
        "UnreadableInput",
        "Article",
        "UnreadableInput",
    ]
