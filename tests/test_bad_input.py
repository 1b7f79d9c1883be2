"""What cannot be taken in says what it is, where, and what to do; the rest of the batch goes on."""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import articles, decoding, from_bytes, from_path, from_text, gather

GOOD = "Valdoria reopens its border crossing\n\nThe minister said that it would open in June.\n"
QUOTED = "The envoy said: “We’re ready” – and left for café talks in Norhaven.\n" * 5

BYTES: list[tuple[str, bytes, str, str]] = [
    ("empty", b"", "empty", "Give a file with an article's text"),
    ("blank", b" \n\t\r\n \n", "white space", "Give a file"),
    ("mark alone", b"\xef\xbb\xbf\n", "white space", "Give a file"),
    ("nul", b"Talks\x00resume", "binary file", "text only"),
    ("random", bytes(range(128, 256)) + bytes(range(1, 32)) * 40, "binary file", "text only"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "damaged or cut", "anew"),
    ("png", b"\x89PNG\r\n\x1a\n\0\0", "PNG image", ".txt"),
    ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG image", ".txt"),
    ("zip", b"PK\x03\x04\x14\0\x06\0", "ZIP archive", "Unpack"),
    ("gzip", b"\x1f\x8b\x08\0", "gzip", "gunzip"),
    ("old office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "Office", "Export"),
    ("rtf", rb"{\rtf1\ansi }", "no text", ""),
    (
        "windows",
        QUOTED.encode("cp1252"),
        "looks like WINDOWS-1252",
        "iconv -f WINDOWS-1252 -t utf-8",
    ),
    ("latin", "Café talks resume\n".encode("latin-1"), "WINDOWS-1252", "iconv -f WINDOWS-1252"),
    (
        "mac",
        "The envoy said: “We’re ready”.".encode("mac_roman"),
        "MACINTOSH",
        "iconv -f MACINTOSH",
    ),
    ("utf-16 bare", QUOTED.encode("utf-16-le"), "looks like UTF-16LE", "iconv -f UTF-16LE"),
    ("utf-16 bare", QUOTED.encode("utf-16-be"), "looks like UTF-16BE", "iconv -f UTF-16BE"),
    ("utf-16 cut", GOOD.encode("utf-16")[:-1], "breaks at byte", "anew"),
    ("utf-32", GOOD.encode("utf-32"), "UTF-32", "iconv -f UTF-32"),
    ("cyrillic", ("Переговоры возобновились. " * 20).encode("koi8-r"), "cannot be told", "file -i"),
]


@pytest.mark.parametrize(("name", "raw", "what", "remedy"), BYTES)
def test_bytes_that_hold_no_article(name: str, raw: bytes, what: str, remedy: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        from_bytes(raw, name=name, origin="text:")
    assert caught.value.where == name
    assert what in caught.value.what
    assert remedy in caught.value.remedy
    assert str(caught.value).startswith(f"{name}: ")


def test_the_line_of_the_first_odd_byte_is_named() -> None:
    with pytest.raises(UnreadableInput, match=r"byte 0x93 in line 3"):
        from_bytes(b"Talks\n\nHe said \x93yes\x94.\n", name="x", origin="text:")


def test_a_database_is_named_as_one(tmp_path: Path) -> None:
    file = tmp_path / "ledger.txt"
    with sqlite3.connect(file) as database:
        database.execute("create table t (x)")
    database.close()
    with pytest.raises(UnreadableInput, match=r"ledger\.txt: this is a SQLite database.*--ledger"):
        from_path(file)


def test_half_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(UnreadableInput, match="offset 6"):
        from_text("Talks \ud83d resume")


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_line_of_five_megabytes_is_named_by_its_line(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"endless{ending}"
    file.write_text("Talks resume\n\n" + "word " * 1_000_000, encoding="utf-8")
    with pytest.raises(UnreadableInput) as caught:
        from_path(file)
    assert caught.value.where == f"{file}, line 3"
    assert "4,999,999 characters" in caught.value.what
    assert "line ends" in caught.value.remedy


@pytest.mark.parametrize("signs", ["“", "(a", "“no” ", "²( "])
def test_a_paragraph_of_signs_is_told_before_it_is_read(signs: str) -> None:
    with pytest.raises(UnreadableInput, match=r"line 3: .*words and signs, where 25,000"):
        from_text(f"Talks resume\n\n{signs * (90_000 // len(signs))}")


def test_a_file_over_the_size_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.intake.opening.MAX_BYTES", 100)
    file = tmp_path / "large.txt"
    file.write_text(GOOD * 2, encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"large\.txt: 168 bytes.*Split it"):
        from_path(file)


def test_standard_input_over_the_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.intake.gathering.MAX_BYTES", 100)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode() * 2)))
    (error,) = articles(["-"])
    assert isinstance(error, UnreadableInput)
    assert "standard input" in str(error)


def test_the_limits_leave_room_for_every_article() -> None:
    assert decoding.MAX_BYTES >= 5_000_000
    assert isinstance(from_text(f"{'The minister spoke. ' * 4_900}\n"), Article)


def _absent(folder: Path) -> Path:
    return folder / "absent.txt"


def _of_another_kind(folder: Path) -> Path:
    file = folder / "article.docx"
    file.write_bytes(b"PK\x03\x04")
    return file


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.txt")
    return folder / "pipe.txt"


def _without_ending(folder: Path) -> Path:
    file = folder / "article"
    file.write_text(GOOD, encoding="utf-8")
    return file


def _empty_folder(folder: Path) -> Path:
    (folder / "empty").mkdir()
    return folder / "empty"


def _broken_link(folder: Path) -> Path:
    (folder / "link.txt").symlink_to(folder / "nowhere.txt")
    return folder / "link.txt"


def _circular_link(folder: Path) -> Path:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    return folder / "loop.txt"


def _matching_nothing(folder: Path) -> Path:
    return folder / "*.md"


def _with_nul(folder: Path) -> Path:
    return folder / "nul\0.txt"


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (_absent, "there is no such file"),
        (_of_another_kind, "DOCX"),
        (_pipe, "no regular file"),
        (_without_ending, "ending in nothing"),
        (_empty_folder, "no file that can be read"),
        (_broken_link, "the link leads nowhere"),
        (_circular_link, "the link leads nowhere"),
        (_matching_nothing, "no file that can be read"),
        (_with_nul, ""),
    ],
)
def test_paths_that_lead_nowhere(made: Callable[[Path], Path], what: str, tmp_path: Path) -> None:
    path = made(tmp_path)
    good = tmp_path / "good.txt"
    good.write_text(GOOD, encoding="utf-8")
    error, article = articles([str(path), str(good)])
    assert isinstance(error, UnreadableInput)
    assert path.name in str(error)
    assert what in error.what
    assert error.remedy
    assert isinstance(article, Article)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Rights do not bind the superuser, whom containers run tests as.
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    file = tmp_path / "secret.txt"
    file.write_text(GOOD, encoding="utf-8")
    (error,) = articles([str(file)])
    assert isinstance(error, UnreadableInput)
    assert "permission denied" in error.what and "chmod u+r" in error.remedy


def test_a_folder_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(top: Path, onerror: Callable[[OSError], None]) -> list[object]:
        onerror(PermissionError(13, "Permission denied", str(top)))
        return []

    monkeypatch.setattr("dragoman.intake.gathering.os.walk", refuse)
    (error,) = gather([str(tmp_path)])
    assert isinstance(error, UnreadableInput)
    assert "Permission denied" in error.what


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="this is a folder"):
        from_path(tmp_path)


def test_each_bad_file_of_a_folder_is_listed_and_each_good_one_read(tmp_path: Path) -> None:
    for n, (_, raw, _, _) in enumerate(BYTES):
        (tmp_path / f"{n:02}-bad.txt").write_bytes(raw)
        (tmp_path / f"{n:02}-good.txt").write_text(GOOD, encoding="utf-8")
    found = list(articles([str(tmp_path)]))
    assert [isinstance(each, Article) for each in found] == [False, True] * len(BYTES)


def test_an_unknown_way_of_writing_is_refused() -> None:
    with pytest.raises(UnreadableInput, match=r"\.odt"):
        from_text(GOOD, ending=".odt")


def test_a_pipe_in_a_folder_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    notes: list[str] = []
    assert len(list(gather([tmp_path], notes.append))) == 1
    assert "pipe.txt" in notes[0]
