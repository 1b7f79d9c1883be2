"""What intake makes of inputs, shown before anything is stored; exports wait to be confirmed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_line import Dragoman
from dragoman.errors import UnreadableInput
from dragoman.intake import gather
from dragoman.views import look
from exports_made import in_docx, nexis_article, nexis_export, old_nexis_export
from test_web_inputs import PAGE
from web_site import Site

TITLE, OTHER = "Valdoria sets terms for talks, part 1", "Norhaven offers a second round"


@pytest.fixture
def export(home: Path) -> str:
    (home / "export.docx").write_bytes(in_docx(nexis_export()))
    return "export.docx"


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at a terminal; each question takes the first."""
    waiting: list[str] = []
    monkeypatch.setattr("dragoman.cli.confirming.at_a_terminal", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: waiting.pop(0))
    return waiting


def test_a_look_tells_where_each_value_came_from(export: str) -> None:
    first, second = look(gather([export]))
    assert not isinstance(first, UnreadableInput) and not isinstance(second, UnreadableInput)
    assert (first.title, first.outlet, first.published) == (TITLE, "The Tarn Herald", "2024-03-05")
    assert first.words > 40 and first.begins.startswith("Valdoria will return")
    assert first.ends.endswith("any town on any day.")
    assert any(each.startswith("published: ") for each in first.stated_in)
    assert 0 < first.furniture < 1
    assert second.title == OTHER


def test_a_look_stores_nothing_and_lists_what_is_bad(
    dragoman_: Dragoman, export: str, home: Path
) -> None:
    (home / "empty.txt").write_bytes(b"")
    code, out, err = dragoman_("look", export, "empty.txt")
    assert code == 1
    assert TITLE in out and "5 March 2024" in out and "The Tarn Herald" in out
    assert "title: " in out and "% furniture" in out
    assert "empty.txt: the file is empty" in err
    assert not (home / "dragoman.db").exists()


def test_a_look_shows_the_columns_that_are_taken(dragoman_: Dragoman, home: Path) -> None:
    (home / "t.csv").write_text("day,lead,said\n2031-03-04,Talks,The minister spoke.\n")
    code, _, err = dragoman_("look", "t.csv")
    assert code == 1 and "lead" in err
    code, out, _ = dragoman_(
        "look", "t.csv", "--columns", "text=said,published=day,title=lead", "--to", "json"
    )
    assert code == 0
    (row,) = json.loads(out)
    assert (row["title"], row["published"]) == ("Talks", "2031-03-04")
    assert "published: column 'day'" in row["stated_in"]


def test_off_a_terminal_an_export_is_not_taken_in_unconfirmed(
    dragoman_: Dragoman, export: str, home: Path
) -> None:
    code, out, err = dragoman_("read", export, "news/lamps.txt", "--reader", "rules")
    assert code == 1
    assert "1 article in dragoman.db" in out
    assert "nobody has confirmed how it is split into 2 articles" in err
    assert "dragoman look FILE" in err and "--yes" in err
    code, out, _ = dragoman_("read", export, "--yes", "--reader", "rules")
    assert code == 0 and "2 articles in dragoman.db" in out


def test_on_a_terminal_the_split_is_shown_and_asked_for(
    dragoman_: Dragoman, export: str, home: Path, answers: list[str]
) -> None:
    lines = [*nexis_article(date="03/04/2024"), *nexis_article(title="", date="", body=())]
    (home / "doubtful.docx").write_bytes(in_docx(lines))
    answers += ["perhaps", "n", "y"]
    code, out, err = dragoman_("read", "doubtful.docx", export, "--reader", "rules")
    assert answers == [] and code == 1
    told = "".join(err.split())  # a path may be parted where its line ends
    split = "doubtful.docx: Nexis export, 2 articles, 2 without a date, 1 not readable"
    assert split.replace(" ", "") in told
    assert "canbereadtwoways" in told
    assert "undated" in err and "5 March 2024" in err
    assert "2 articles in dragoman.db" in out


def test_one_answer_serves_for_all_further_exports(
    dragoman_: Dragoman, export: str, home: Path, answers: list[str]
) -> None:
    (home / "older.docx").write_bytes(in_docx(old_nexis_export()))
    answers.append("a")
    code, out, _ = dragoman_("read", export, "older.docx", "--reader", "rules")
    assert code == 0 and "4 articles in dragoman.db" in out


def test_a_document_of_one_article_is_not_asked_about(
    dragoman_: Dragoman, home: Path, answers: list[str]
) -> None:
    (home / "one.docx").write_bytes(in_docx(["Talks resume", "The minister spoke on Monday."]))
    assert dragoman_("read", "one.docx", "--reader", "rules")[0] == 0


@pytest.fixture
def page(site: Site) -> Iterator[str]:
    site.answers["/crossing"] = (200, {"Content-Type": "text/html"}, PAGE.encode())
    yield site.url("/crossing")


def test_an_address_is_read_from_the_command_line(
    dragoman_: Dragoman, page: str, site: Site
) -> None:
    code, _, err = dragoman_("read", page, "--reader", "rules")
    assert code == 1 and "--allow-private" in err
    code, out, _ = dragoman_("read", page, "--allow-private", "--reader", "rules")
    assert code == 0 and "Valdoria opens a crossing" in out
    code, out, _ = dragoman_("read", page, "--allow-private", "--reader", "rules")
    assert code == 0 and "(1 read before)" in out


def test_a_list_of_addresses_and_paths_is_read(dragoman_: Dragoman, page: str, home: Path) -> None:
    (home / "list.txt").write_text(f"# today\n{page}\nnews/lamps.txt\n{page[:-3]}\n")
    code, out, err = dragoman_("look", "--from", "list.txt", "--allow-private")
    assert code == 1
    assert "Valdoria opens a crossing" in out and "lamps" in out
    assert f"{page[:-3]}: there is no such page (404)" in err
    code, _, err = dragoman_("look", "--from", "absent.txt")
    assert code == 1 and "absent.txt: there is no such file" in err


def test_nothing_to_read_is_wrong_usage(dragoman_: Dragoman) -> None:
    for command in ("read", "look"):
        code, _, err = dragoman_(command)
        assert code == 2 and "--from" in err
