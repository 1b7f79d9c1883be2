"""ZIP archives: what is read of them, what is listed, and bombs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import archive, articles
from dragoman.intake.page import Part

STORY = "Valdoria said that it will open its port.\n"


def packed(files: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def listed(raw: bytes) -> list[Part | UnreadableInput]:
    return list(archive.streamed(io.BytesIO(raw), "news.zip"))


def marked_encrypted(raw: bytes, name: str) -> bytes:
    """Set the flag of encryption of a file in the archive's list and before the file itself."""
    changed = bytearray(raw)
    for sign, flags, names in ((b"PK\x01\x02", 8, 46), (b"PK\x03\x04", 6, 30)):
        at = changed.find(sign)
        while at >= 0:
            if changed[at + names : at + names + len(name)] == name.encode():
                changed[at + flags] |= 1
            at = changed.find(sign, at + 1)
    return bytes(changed)


def test_folders_and_what_systems_put_beside_files_are_passed_over() -> None:
    found = listed(
        packed(
            {
                "news/": b"",
                "news/b.txt": STORY,
                "a.txt": STORY,
                "__MACOSX/a.txt": b"x",
                ".git/c.txt": b"x",
                "news/.DS_Store": b"x",
                "Thumbs.db": b"x",
            }
        )
    )
    assert [part.fragment for part in found if isinstance(part, Part)] == ["news/b.txt", "a.txt"]


def test_an_encrypted_file_is_listed_and_the_rest_is_read() -> None:
    raw = marked_encrypted(packed({"a.txt": STORY, "b.txt": STORY}), "a.txt")
    secret, good = listed(raw)
    assert isinstance(secret, UnreadableInput)
    assert (secret.where, secret.what) == ("news.zip, a.txt", "it is encrypted")
    assert "password" in secret.remedy
    assert isinstance(good, Part) and good.raw == STORY.encode()


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({"a.txt": STORY, "bomb.txt": bytes(5_000_000), "large.txt": b"word " * 30_000})
    monkeypatch.setattr(archive, "LARGE", 5_100_000)
    good, bomb, large = listed(raw)
    assert isinstance(good, Part) and isinstance(large, Part)
    assert isinstance(bomb, UnreadableInput) and "would unfold to 5,000,000" in bomb.what
    monkeypatch.setattr(archive, "LARGE", 1_000)
    assert "1,000 is the limit" in str(listed(raw)[2])


def test_a_list_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    with pytest.raises(UnreadableInput, match="lists 4 files"):
        listed(packed({f"{n}.txt": STORY for n in range(4)}))


def test_names_without_a_stated_encoding_are_read_as_utf_8() -> None:
    raw = packed({"München.txt": STORY, "a.txt": STORY})
    info = raw.index(b"PK\x01\x02")
    changed = bytearray(raw)
    changed[info + 9] &= ~0x08
    changed[7] &= ~0x08
    first = listed(bytes(changed))[0]
    assert isinstance(first, Part) and first.fragment == "München.txt"


def test_a_damaged_file_costs_itself() -> None:
    raw = bytearray(packed({"a.txt": STORY * 9, "b.txt": STORY}))
    raw[raw.index(b"a.txt") + 12] ^= 0xFF
    bad, good = listed(bytes(raw))
    assert isinstance(bad, UnreadableInput) and "cannot be unpacked" in bad.what
    assert isinstance(good, Part)


@pytest.mark.parametrize("cut", [0, 4, 30, 60, 120])
def test_a_cut_archive_is_an_error(tmp_path: Path, cut: int) -> None:
    (tmp_path / "cut.zip").write_bytes(packed({"a.txt": STORY, "b.txt": STORY})[:cut])
    (error,) = articles([tmp_path / "cut.zip"])
    assert isinstance(error, UnreadableInput) and error.remedy


def test_an_empty_archive_holds_no_article(tmp_path: Path) -> None:
    (tmp_path / "empty.zip").write_bytes(packed({}))
    (error,) = articles([tmp_path / "empty.zip"])
    assert isinstance(error, UnreadableInput) and "no article" in error.what


WHOLE = packed({"a.txt": STORY, "in/b.md": f"# Port\n\n{STORY}", "c.csv": "text\nKest said no.\n"})


@settings(deadline=None, max_examples=300)
@given(
    at=st.lists(st.integers(0, len(WHOLE) - 1), min_size=1, max_size=8),
    byte=st.integers(0, 255),
    end=st.integers(0, len(WHOLE)),
)
def test_no_bytes_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, at: list[int], byte: int, end: int
) -> None:
    raw = bytearray(WHOLE)
    for place in at:
        raw[place] = byte
    file = tmp_path_factory.getbasetemp() / "odd.zip"
    for each in (bytes(raw), bytes(raw[:end])):
        file.write_bytes(each)
        for found in articles([file]):
            assert isinstance(found, Article) or "Dragoman itself" not in found.what, found
