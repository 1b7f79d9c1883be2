"""`dragoman bench furniture`: the figures, and what is told from the article on our own pages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from dragoman.benchmark.furniture import FurnitureScore, bench_furniture, marked_blocks, opened
from dragoman.benchmark.furniture_pages import html_text, plain_text, read_pages
from dragoman.cli import run
from dragoman.errors import UnreadableInput

FOLDER = Path(__file__).parent / "data" / "furniture"
PAGE = (
    "=== 001 plain apart | a made page\n"
    "navigation\tSkip to content\n"
    "title\tValdoria reopens its border crossing at Tarvik\n"
    "body\tThe foreign minister of Valdoria said that the crossing would reopen on Monday.\n"
    "hard\tShare the blame, the envoy said, and the boats.\n"
    "related\tA line that nobody knows.\n"
    "share\tShare this article\n"
)


@cache
def score(name: str) -> FurnitureScore:
    return bench_furniture([FOLDER / f"{name}.txt"])[0]


@pytest.mark.parametrize(
    ("name", "least"),
    [("plain_open", 0.96), ("plain_held_out", 0.94), ("html_open", 0.94), ("html_held_out", 0.98)],
)
def test_furniture_is_told_from_the_article(name: str, least: float) -> None:
    found = score(name)
    assert found.blocks.f1 >= least, found.mistakes
    assert found.blocks.precision >= 0.98, found.mistakes
    marked = {share.name: share.right for share in found.article}
    assert (marked["body"], marked["hard"], marked["title"]) == (0, 0, 0), found.mistakes
    assert found.in_furniture.right <= 3, found.mistakes
    assert found.lost.right <= 2, found.mistakes


def test_the_set_is_as_large_as_it_says() -> None:
    pages = [page for path in sorted(FOLDER.glob("*.txt")) for page in read_pages(path)]
    assert sum(page.is_html for page in pages) >= 40
    assert sum(not page.is_html for page in pages) >= 80
    assert len({page.number for page in pages}) == len(pages)
    held = {p.number for n in ("plain", "html") for p in read_pages(FOLDER / f"{n}_held_out.txt")}
    assert all((int(page.number) % 2 == 0) == (page.number in held) for page in pages)


def written(folder: Path, text: str = PAGE) -> Path:
    path = folder / "pages.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_right_left_and_marked_are_counted_in_blocks_and_words(tmp_path: Path) -> None:
    (found,) = bench_furniture([written(tmp_path)])
    assert (found.blocks.right, found.blocks.wrong, found.blocks.missed) == (2, 0, 1)
    assert (found.words.right, found.words.wrong, found.words.missed) == (6, 0, 5)
    assert [(m.what, m.gold) for m in found.mistakes if m.what == "left"] == [("left", "related")]


@pytest.mark.parametrize("layout", ["close", "apart", "mixed", "wrapped"])
def test_blocks_stand_where_the_text_has_them(tmp_path: Path, layout: str) -> None:
    (page,) = read_pages(written(tmp_path, PAGE.replace("apart", layout)))
    text, spans = plain_text(page)
    assert [" ".join(s.of(text).split()) for s in spans] == [b.words for b in page.blocks]


def test_a_web_page_s_furniture_is_what_does_not_come_out(tmp_path: Path) -> None:
    (page,) = read_pages(
        written(
            tmp_path,
            "=== 002 html page | a made page\n-\t<article>\n"
            "title\t<h1>\tValdoria reopens its border\n"
            + "".join(
                f"body\t<p>\tThe minister said that crossing {n} & {n} was open.\n"
                for n in range(9)
            )
            + "newsletter\t<div class='newsletter'><p>\tSign up for our newsletter\n"
            + "-\t</article>\n",
        )
    )
    assert "<div class='newsletter'><p>Sign up for our newsletter</p></div>" in html_text(page)
    assert "crossing 3 &amp; 3" in html_text(page)
    marked = marked_blocks(page, opened(page))
    assert [m for m, block in zip(marked, page.blocks, strict=True) if block.mark == "body"] == (
        [False] * 9
    )
    assert marked[-1]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "pages.txt"),
        ("title\tWords\n", "pages.txt"),
        ("=== 1 plain sideways | a\ntitle\tWords\n", "line 1"),
        ("=== one\n", "line 1"),
        ("=== 1 plain apart | a\ntitle Words\n", "line 2"),
        ("=== 1 html page | a\ntitle\tWords\n", "line 2"),
        ("=== 1 plain apart | a\ntitle\t \n", "line 2"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(UnreadableInput, match=where):
        bench_furniture([written(tmp_path, text)])


def test_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        bench_furniture([tmp_path / "none.txt"])


def test_the_command_prints_a_table_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(written(tmp_path))
    assert run(["bench", "furniture", path, "--errors"]) == 0
    shown = capsys.readouterr().out
    for words in ("1 pages", "blocks", "words", "related 0/1", "hard 0/1", "left:"):
        assert words in shown
    assert run(["bench", "furniture", path, "--to", "json", "--errors"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["blocks"]["right"] == 2
    assert record["mistakes"][0]["what"] == "left"


def test_the_command_tells_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["bench", "furniture", str(tmp_path / "none.txt")]) == 1
    assert "none.txt" in capsys.readouterr().err
