"""Inputs that hold several articles: what each part is called, what is bad, what it may cost."""

from __future__ import annotations

import io
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from dragoman.article import Article
from dragoman.engine import Step, read_into
from dragoman.errors import UnreadableInput
from dragoman.intake import articles, formats, from_path, gather, unfolding
from dragoman.intake.formats import Format, format_of
from dragoman.intake.page import Page, Part, Stated
from dragoman.intake.plain import page_of
from dragoman.ledger import open_ledger

STORY = "Valdoria said that it will open port number {} to ships.\n"
FEW = "Valdoria said that it will open its port.\n"


def letters(file: BinaryIO, where: str) -> Iterator[Part | UnreadableInput]:
    """Yield each line of a file as an article; a line that says `bad` is bad."""
    for n, line in enumerate(file, start=1):
        if line.startswith(b"bad"):
            yield UnreadableInput(f"{where}, letter {n}", "it is bad", "Mend it.")
        elif line.startswith(b"bug"):
            yield Part(f"letter {n}", str(n), line, page=None, ending=".bug")
        else:
            yield Part(f"letter {n}", f"<{n}@post.example>", line)


def failing(raw: bytes, where: str) -> Page:
    raise KeyError("a bug")


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make files of letters a format, and one whose reader has a bug."""
    more = (
        Format("post", (".post",), streamed=letters),
        Format("bug", (".bug",), failing),
    )
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, *more))


def packed(files: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()


def told(found: Article | UnreadableInput) -> str:
    return found.name if isinstance(found, Article) else f"ERROR {found.where}: {found.what}"


@pytest.mark.usefixtures("post")
def test_parts_have_origins_names_and_bytes_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "in box.post"
    file.write_text(f"{FEW}bad\nKest said no.\n", encoding="utf-8")
    first, bad, third = articles([file])
    assert isinstance(first, Article) and isinstance(third, Article)
    assert first.origin == f"{file.as_uri()}#%3C1@post.example%3E"
    assert (first.name, first.raw) == ("in box-1@post.example", FEW.encode())
    assert third.raw == b"Kest said no.\n"
    assert first.id != third.id
    assert isinstance(bad, UnreadableInput)
    assert bad.where == f"{file}, letter 2" and bad.remedy


@pytest.mark.usefixtures("post")
def test_a_bug_in_a_reader_costs_one_part(tmp_path: Path) -> None:
    file = tmp_path / "box.post"
    file.write_text(f"{FEW}bug\n{FEW}", encoding="utf-8")
    found = list(articles([file]))
    assert [isinstance(each, Article) for each in found] == [True, False, True]
    assert "letter 2: Dragoman itself failed" in str(found[1])


@pytest.mark.usefixtures("post")
def test_parts_within_parts(tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    inner = packed({"deep/box.post": FEW, "a.txt": FEW})
    file.write_bytes(packed({"news/one.txt": FEW, "more.zip": inner, "photo.jpg": b"\xff\xd8\xff"}))
    notes: list[str] = []
    found = [each for each in articles([file], notes.append) if isinstance(each, Article)]
    uri = file.as_uri()
    assert [each.origin for each in found] == [
        f"{uri}#news/one.txt",
        f"{uri}#more.zip#deep/box.post#%3C1@post.example%3E",
        f"{uri}#more.zip#a.txt",
    ]
    assert found[1].name == "all-more.zip-deep-box.post-1@post.example"
    (note,) = notes
    assert note.startswith(f"{file}, photo.jpg: left out, since this is a JPEG image. ")


def test_an_archive_in_an_archive_has_an_end(tmp_path: Path) -> None:
    inner = packed({"story.txt": FEW})
    for _ in range(6):
        inner = packed({"in.zip": inner, "story.txt": FEW})
    (tmp_path / "out.zip").write_bytes(inner)
    found = list(articles([tmp_path / "out.zip"]))
    assert sum(isinstance(each, Article) for each in found) == unfolding.DEEPEST
    errors = [each for each in found if isinstance(each, UnreadableInput)]
    assert len(errors) == 1 and "deeper than Dragoman unfolds" in errors[0].what


@pytest.mark.parametrize(("limit", "value"), [("MOST_PARTS", 2), ("MOST_BYTES", 100)])
def test_what_unfolds_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(unfolding, limit, value)
    (tmp_path / "many.zip").write_bytes(packed({f"{n}.txt": FEW for n in range(9)}))
    *good, last = articles([tmp_path / "many.zip"])
    assert len(good) == 2
    assert isinstance(last, UnreadableInput) and "unfolds into more than" in last.what


@pytest.mark.parametrize(
    ("ending", "raw", "name"),
    [
        (".txt", b"PK\x03\x04" + bytes(22) + b"\x05\0\0\0a.txt", "ZIP archive"),
        ("", b"PK\x03\x04" + bytes(22) + b"\x05\0\0\0a.txt", "ZIP archive"),
        (".docx", b"PK\x03\x04" + bytes(22) + b"\x13\0\0\0[Content_Types].xml", "Word document"),
        ("", b"PK\x03\x04" + bytes(22) + b"\x13\0\0\0[Content_Types].xml", None),
        ("", b"PK\x03\x04" + bytes(22) + b"\x08\0\0\0mimetype", None),
        (".txt", b"%PDF-1.7", "PDF document"),
        (".txt", b"{\\rtf1", "RTF document"),
        (".txt", b"<!DOCTYPE html><title>", "web page"),
        (".txt", b"PAR1\x15", "Parquet table"),
        (".TXT", b"Valdoria", "plain text"),
        (".md", b"# Valdoria", "Markdown"),
        ("", b"Valdoria", None),
        (".csv", b"text,date", "CSV table"),
        (".zip", b"", "ZIP archive"),
    ],
)
def test_formats_are_known_by_first_bytes_before_endings(
    ending: str, raw: bytes, name: str | None
) -> None:
    form = format_of(ending, raw)
    assert (form.name if form else None) == name


def test_a_sign_picks_among_formats_of_one_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Format("one", (".xml",), failing, sign=lambda raw: b"<one" in raw)
    two = Format("two", (".xml",), failing, sign=lambda raw: b"<two" in raw)
    monkeypatch.setattr(formats, "FORMATS", (one, two))
    for raw, expected in ((b"<?xml?><two/>", two), (b"<one/>", one), (b"<three/>", one)):
        assert format_of(".xml", raw) is expected
    assert format_of("", b"<two/>") is two
    assert format_of("", b"<three/>") is None


def test_a_format_may_hold_one_article_or_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def halves(raw: bytes, where: str) -> Iterator[Part | UnreadableInput]:
        for n, half in enumerate(raw.split(b"====")):
            yield Part(f"article {n}", str(n), half)

    def opened(raw: bytes, where: str) -> Page:
        return page_of(raw.decode(), where)

    both = Format("both", (".both",), opened, halves, several=lambda raw, _: b"====" in raw)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, both))
    (tmp_path / "a.both").write_text(FEW, encoding="utf-8")
    (tmp_path / "b.both").write_text(f"{FEW}===={FEW}", encoding="utf-8")
    assert [told(each) for each in articles([tmp_path])] == ["a", "b-0", "b-1"]
    assert from_path(tmp_path / "a.both").text == FEW
    with pytest.raises(UnreadableInput, match="may hold several articles"):
        from_path(tmp_path / "b.both")


def test_what_a_part_is_told_of_outweighs_what_its_bytes_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = Stated(outlet="Tarn Herald", retrieved="2031-03-06", where={"outlet": "feed"})

    def fetched(raw: bytes, where: str) -> Iterator[Part | UnreadableInput]:
        yield Part("page", "1", raw, ".md", stated=stated, warnings=("It was cut.",))

    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, Format("f", (".f",), parts=fetched)))
    text = f"---\ntitle: Port opens\nsource: Kest Post\ndate: 2031-03-04\n---\n\n{FEW}"
    (tmp_path / "a.f").write_text(text, encoding="utf-8")
    (article,) = articles([tmp_path / "a.f"])
    assert isinstance(article, Article)
    assert (article.outlet, article.published) == ("Tarn Herald", "2031-03-04")
    assert article.retrieved == "2031-03-06"
    assert article.warnings == ("It was cut.",)
    assert article.stated_in == (
        ("title", "front matter"),
        ("outlet", "feed"),
        ("published", "front matter"),
        ("retrieved", "metadata"),
        ("language", "the words, which are few"),
    )


@pytest.mark.usefixtures("post")
def test_long_and_odd_fragments_make_good_names(tmp_path: Path) -> None:
    names = [f"{'ö' * 300}/{n}.txt" for n in range(2)] + ["../../etc/passwd.txt", "a\nb:c?.txt"]
    (tmp_path / "a.zip").write_bytes(packed(dict.fromkeys(names, FEW)))
    found = [each for each in articles([tmp_path / "a.zip"]) if isinstance(each, Article)]
    assert len({each.name for each in found}) == len(names)
    for each in found:
        assert len(each.name.encode()) <= 200
        assert not set(each.name) & set("/\\:?*\n\0")


def test_a_file_is_taken_by_what_it_is_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "saved").write_bytes(packed({"a.txt": FEW}))
    (tmp_path / "notes").write_text(FEW, encoding="utf-8")
    (tmp_path / "lies.txt").write_bytes(packed({"b.txt": FEW}))
    notes: list[str] = []
    assert [told(each) for each in articles([tmp_path], notes.append)] == [
        "lies-b.txt",
        "saved-a.txt",
    ]
    assert len(notes) == 1 and "notes" in notes[0]


def test_an_archive_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = packed({"a.txt": FEW, "b.txt": ""})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    good, bad = articles(["-"])
    assert isinstance(good, Article) and good.origin == "stdin:#a.txt"
    assert isinstance(bad, UnreadableInput) and bad.where == "standard input, b.txt"


@pytest.mark.usefixtures("post")
def test_progress_counts_articles_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.post").write_text("".join(STORY.format(n) for n in range(5)), encoding="utf-8")
    (tmp_path / "b.post").write_text(f"bad\n{FEW}", encoding="utf-8")
    inputs = list(gather([tmp_path]))
    steps: list[Step] = []
    with open_ledger(tmp_path / "talks.db") as ledger:
        outcome = read_into(ledger, inputs, steps.append)
        again = read_into(ledger, inputs)
    assert sorted(step.place for step in steps) == list(range(7))
    assert max(step.taken for step in steps) == sum(
        path.stat().st_size for path in tmp_path.glob("*.post")
    )
    assert (len(outcome.read), len(outcome.failed)) == (6, 1)
    assert (again.read, again.known) == ((), outcome.articles)


@pytest.mark.usefixtures("post")
def test_a_large_input_is_not_held_in_memory(tmp_path: Path) -> None:
    file = tmp_path / "large.post"
    with file.open("w", encoding="utf-8") as out:
        for n in range(3_000):
            out.write(f"{STORY.format(n).strip()} {'It said so again. ' * 150}\n")
    tracemalloc.start()
    try:
        count = sum(isinstance(each, Article) for each in articles([file]))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 3_000
    assert peak < file.stat().st_size / 4


def test_every_format_is_told_of() -> None:
    page = (Path(__file__).parent.parent / "docs" / "formats.md").read_text(encoding="utf-8")
    for form in formats.FORMATS:
        assert all(f"`{ending}`" in page for ending in form.endings), form.name


@pytest.mark.parametrize("form", formats.FORMATS, ids=lambda form: form.name)
def test_every_format_has_what_opens_it_and_says_what_is_wrong(
    form: Format, tmp_path: Path
) -> None:
    assert not form.single or form.opener is not None
    for n, raw in enumerate((b"", b"\0\xff" * 50, b"<", b"{", b"\n")):
        file = tmp_path / f"{n}{form.endings[0]}"
        file.write_bytes(raw)
        for found in articles([file]):
            assert isinstance(found, Article) or "Dragoman itself" not in found.what
