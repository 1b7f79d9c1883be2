"""`dragoman read` with inputs that hold many articles, good and bad, and where values come from."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import dragoman
from command_line import PLAIN, STRAIT, Dragoman
from dragoman.intake import from_text
from dragoman.ledger import reading_key
from dragoman.ledger.keys import edition_digest
from dragoman.reading.reader import read

TABLE = "No.,When,Words\n1,2031-03-04,Valdoria said that it will open its port.\n2,,\n"


def archive(home: Path) -> None:
    with zipfile.ZipFile(home / "desk.zip", "w") as made:
        made.writestr("news/strait.txt", STRAIT)
        made.writestr("news/empty.txt", "")
        made.writestr("lamps.txt", PLAIN)


def test_the_good_parts_are_read_and_the_bad_ones_listed(dragoman_: Dragoman, home: Path) -> None:
    archive(home)
    code, shown, told = dragoman_("read", "desk.zip", "--to", "json", "--out", "out")
    assert (code, shown) == (1, "")
    assert "1 of 3 could not be read:" in told
    assert "desk.zip, news/empty.txt: the file is empty. Give a file" in told
    written = sorted(path.name for path in (home / "out").iterdir())
    assert written == ["desk-lamps.txt.json", "desk-news-strait.txt.json"]
    article = json.loads((home / "out" / written[1]).read_text(encoding="utf-8"))["article"]
    assert article["origin"] == f"{(home / 'desk.zip').as_uri()}#news/strait.txt"
    assert article["stated_in"] == {
        "title": "headline",
        "published": "line '4 March 2031'",
        "language": "the words",
    }
    assert article["sheets"] == []


def test_the_same_input_again_is_passed_over(dragoman_: Dragoman, home: Path) -> None:
    archive(home)
    dragoman_("read", "desk.zip")
    code, shown, _ = dragoman_("read", "desk.zip")
    assert code == 1
    assert shown.startswith("2 articles (2 read before) in dragoman.db")


def test_columns_are_named_by_the_user(dragoman_: Dragoman, home: Path) -> None:
    (home / "table.csv").write_text(TABLE, encoding="utf-8")
    code, _, told = dragoman_("read", "table.csv")
    assert code == 1
    assert "its columns are 'No.', 'When', 'Words'" in told
    columns = "text=words,published=When,id=No."
    code, shown, told = dragoman_("read", "table.csv", "--columns", columns, "--to", "json")
    assert code == 1
    assert "table.csv, row 3: the column 'Words' is empty" in told
    (reading,) = json.loads(shown)
    assert reading["article"]["name"] == "table-1"
    assert reading["article"]["published"] == "2031-03-04"


@pytest.mark.parametrize("option", ["text", "words=body"])
def test_wrong_columns_are_wrong_usage(dragoman_: Dragoman, option: str) -> None:
    code, _, told = dragoman_("read", "news", "--columns", option)
    assert code == 2
    assert "--columns" in told


def test_reading_json_keeps_pages_and_places() -> None:
    made = read(from_text(STRAIT))
    assert made.article.stated_in
    assert dragoman.reading_from_json(dragoman.reading_json(made)).article.stated_in == (
        made.article.stated_in
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "Port opens | Kyodo News\n\nBy Ana Vale\n\n4 March 2031\n\nValdoria said that it will "
            "open its port to all ships in June, and not before.\n",
            {
                "title": "headline",
                "outlet": "headline",
                "byline": "line 'By Ana Vale'",
                "published": "line '4 March 2031'",
                "language": "the words",
            },
        ),
        (
            "Port opens\n\nTARVIK, March 4, 2031 (Reuters) - Valdoria said that it will open its "
            "port to all ships in June, and not before.\n",
            {"title": "headline", "published": "dateline", "language": "the words"},
        ),
        ("Valdoria said that it will open its port.\n", {"language": "the words, which are few"}),
        ("Valdoria to open port\n", {}),
    ],
)
def test_a_value_tells_where_it_came_from(text: str, places: dict[str, str]) -> None:
    assert dict(from_text(text).stated_in) == places


def test_a_reading_is_known_by_what_reading_uses() -> None:
    article = from_text(PLAIN)
    moved = replace(article, sheets=(0, 5), stated_in=(("title", "elsewhere"),))
    assert reading_key(article, "r", "m", "v") == reading_key(moved, "r", "m", "v")
    assert edition_digest(article) != edition_digest(moved)
