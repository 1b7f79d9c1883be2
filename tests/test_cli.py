"""The command line: what a user types, sees, and is told when something is wrong."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

import dragoman
from command_line import PLAIN, STRAIT, Dragoman
from dragoman.cli.panels import PANELS
from dragoman.cli.program import app
from dragoman.engine import reading_apart


def test_read_prints_the_ledger_with_quoted_words_in_80_columns(dragoman_: Dragoman) -> None:
    code, shown, _ = dragoman_("read", "news")
    assert code == 0
    assert shown.startswith("2 articles in dragoman.db: ")
    for part in ("ARTICLES", "WHERE EACH SIDE STANDS", "WHAT IT WOULD TAKE", "SUMMARY"):
        assert f"\n{part}\n" in shown
    assert "Valdoria says talks must wait" in shown
    assert "Ilse Marrane" in shown
    assert "“" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert "\x1b" not in shown


def test_read_passes_over_what_was_read_before_and_shows_the_same_ledger(
    dragoman_: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, first, _ = dragoman_("read", "news")
    monkeypatch.setattr(reading_apart, "read_all", lambda *_, **__: iter(()))
    code, again, _ = dragoman_("read", "news")
    assert code == 0
    assert again.splitlines()[0] == first.splitlines()[0].replace(
        "2 articles in", "2 articles (2 read before) in"
    )
    assert again.splitlines()[1:] == first.splitlines()[1:]


def test_read_writes_reading_json_exactly(dragoman_: Dragoman, home: Path) -> None:
    code, shown, told = dragoman_("read", "news", "--to", "json", "--out", "readings")
    assert (code, shown) == (0, "")
    assert "Wrote 2 readings to readings." in told
    for name in ("strait", "lamps"):
        written = (home / "readings" / f"{name}.json").read_text(encoding="utf-8")
        article = dragoman.from_path(home / "news" / f"{name}.txt")
        assert written == dragoman.reading_json(dragoman.read(article))
        assert json.loads(written)["text"]["canonical"] == article.text


def test_read_to_json_without_a_folder_writes_one_array(full: Dragoman) -> None:
    code, shown, _ = full("read", "news/strait.txt", "--to", "json")
    assert code == 0
    assert [reading["format"] for reading in json.loads(shown)] == ["dragoman-reading/1"]


def test_articles_of_one_name_get_files_of_their_own_and_it_is_told(
    dragoman_: Dragoman, home: Path
) -> None:
    other = home / "more"
    other.mkdir()
    (other / "strait.txt").write_text(PLAIN, encoding="utf-8")
    code, _, told = dragoman_("read", "news", "more", "--to", "json", "--out", "readings")
    assert code == 0
    assert sorted(path.name for path in (home / "readings").iterdir()) == [
        "lamps.json",
        "strait-2.json",
        "strait.json",
    ]
    assert "strait-2.json: written from file://" in told


def test_read_takes_standard_input(dragoman_: Dragoman, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STRAIT.encode())))
    code, shown, _ = dragoman_("read", "-")
    assert code == 0
    assert "Ilse Marrane" in shown


def test_an_article_without_a_statement_is_no_error(dragoman_: Dragoman) -> None:
    code, shown, told = dragoman_("read", "news/lamps.txt")
    assert (code, told) == (0, "")
    assert shown.startswith("1 article in dragoman.db: 0 statements, 0 conditions, 0 events.")


def test_the_ledger_can_be_named_by_option_or_environment(
    dragoman_: Dragoman, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dragoman_("read", "news", "--ledger", "talks.db")[0] == 0
    assert not (home / "dragoman.db").exists()
    monkeypatch.setenv("DRAGOMAN_LEDGER", "talks.db")
    assert len(json.loads(dragoman_("articles", "--to", "json")[1])) == 2


LISTS = {
    "positions": "stance",
    "shifts": "direction",
    "conditions": "status",
    "deadlocks": "since",
    "statements": "words",
    "events": "type",
    "matters": "name",
    "sources": "name",
    "articles": "title",
}


@pytest.mark.parametrize(("name", "field"), LISTS.items())
def test_lists_come_as_table_json_and_csv(full: Dragoman, name: str, field: str) -> None:
    code, shown, _ = full(name, "--to", "json")
    assert code == 0
    records = json.loads(shown)
    assert all(field in record for record in records)
    code, table, told = full(name)
    assert code == 0
    assert table or told == f"No {name.removesuffix('s')} was found.\n"
    assert max(map(len, table.splitlines()), default=0) <= 80
    code, sheet, _ = full(name, "--to", "csv")
    assert code == 0
    assert field in sheet.splitlines()[0].split(",")


def test_positions_and_conditions_say_who_stands_where(full: Dragoman) -> None:
    _, shown, _ = full("positions", "--side", "Japan")
    assert "open" in shown
    assert "VAL" not in shown
    _, shown, _ = full("conditions", "--to", "json")
    condition = next(iter(json.loads(shown)))
    assert "withdraws its patrol boats" in condition["act"]
    assert condition["actor"] == "JPN"
    _, shown, _ = full("conditions")
    assert "if “Japan" in shown  # the link is told: "unless" turns a condition round


def test_a_condition_set_by_a_group_names_it_in_the_articles_words(
    dragoman_: Dragoman, home: Path
) -> None:
    text = "Analysts said that Valdoria must open the port before the talks can resume.\n"
    (home / "analysts.txt").write_text(text, encoding="utf-8")
    assert "Analysts" in dragoman_("read", "analysts.txt")[1].split("WHAT IT WOULD TAKE")[1]


def test_statements_are_searched_and_sifted(full: Dragoman) -> None:
    def found(*arguments: str) -> list[str]:
        records = json.loads(full("statements", *arguments, "--to", "json")[1])
        return [record["words"] for record in records]

    assert any("fishing treaty" in words for words in found("fishing"))
    assert found("submarine") == []
    assert any("at any time" in words for words in found("--speaker", "Aoyama"))
    assert not any("patrol" in words for words in found("--speaker", "Aoyama"))
    assert any("ready" in words for words in found("--stance", "open"))
    assert not any("impossible" in words for words in found("--stance", "open"))
    assert found("--until", "1999") == []


def test_explain_says_why_a_record_is_there(full: Dragoman) -> None:
    record = json.loads(full("statements", "fishing", "--to", "json")[1])[0]["record"]
    for ref in (record, record.split("/")[1]):
        code, shown, _ = full("explain", ref)
        assert code == 0
        for fact in ("Ilse Marrane", "“said”", "confidence", "rule"):
            assert fact in shown
    code, shown, _ = full("explain", record, "--to", "json")
    assert json.loads(shown)[0]["record"] == record


def test_short_names_in_lists_can_be_typed_back(full: Dragoman) -> None:
    shown = full("statements", "fishing")[1]
    short = re.findall(r"\w+/s\d+-\d+", shown)[0]
    assert full("explain", short)[0] == 0
    assert full("show", short.split("/")[0])[0] == 0


def test_show_marks_statements_and_names_their_speakers(full: Dragoman) -> None:
    code, shown, _ = full("show", "strait")
    assert code == 0
    joined = " ".join(re.sub(r"\s{2,}.*?(?=\[|$)", " ", shown).split())
    assert "Ilse Marrane" in shown
    assert "defers" in shown
    assert re.search(r"\[\d ", shown)
    assert joined.count("[") >= joined.count("]")
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("name", ["brief.html", "out/brief.md"])
def test_brief_writes_a_file(full: Dragoman, home: Path, name: str) -> None:
    code, shown, told = full("brief", "--out", name)
    assert (code, shown) == (0, "")
    assert f"Wrote {name}." in told
    assert "Ilse Marrane" in (home / name).read_text(encoding="utf-8")


def test_bench_ledger_prints_the_table_and_writes_the_readings(
    dragoman_: Dragoman, home: Path
) -> None:
    gold = {
        "doc": "strait",
        "statements": [
            {
                "source": [STRAIT.index("The Valdorian"), STRAIT.index(", said")],
                "content": [[STRAIT.index("talks with Japan"), STRAIT.index(" at present") + 11]],
                "speaker": {"name": "Ilse Marrane", "country": None, "sort": "person"},
                "stance": "defers",
                "sure": True,
            }
        ],
        "conditions": [],
        "events": [],
    }
    (home / "strait.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    code, shown, _ = dragoman_(
        "bench", "ledger", "--gold", ".", "--articles", "news", "--out", "readings", "--errors"
    )
    assert code == 0
    assert shown.startswith("1 articles\nstatement ")
    assert "not in gold" in shown
    reading = json.loads((home / "readings" / "strait.json").read_text(encoding="utf-8"))
    assert reading["reader"]["version"] == "0.4.0"
    dragoman_(
        *("bench", "ledger", "--gold", ".", "--articles", "news"),
        *("--out", "ruled", "--reader", "rules"),
    )
    reading = json.loads((home / "ruled" / "strait.json").read_text(encoding="utf-8"))
    assert reading["reader"]["version"] == "0.4.0 rules"
    shown = dragoman_("bench", "ledger", "--gold", ".", "--articles", "news", "--to", "json")[1]
    figures = {record["figure"]: record for record in json.loads(shown)}
    assert figures["statement"]["right"] == 1
    assert figures["speaker name"]["share"] == 1.0


def commands(of: Any, *words: str) -> Iterator[str]:
    """Return the names of a command and of those under it."""
    if words:
        yield " ".join(words)
    for name, command in getattr(of, "commands", {}).items():
        yield from commands(command, *words, name)


COMMANDS = [*commands(typer.main.get_command(app))]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(dragoman_: Dragoman, name: str) -> None:
    code, shown, _ = dragoman_(*name.split(), "--help")
    assert code == 0
    short = name.removesuffix(" list")  # it is what the group does unasked
    assert f"Example: dragoman {short}" in " ".join(shown.split()) or name in (
        "bench",
        "vocabulary",
    )


def test_help_lists_every_command_under_a_heading(dragoman_: Dragoman) -> None:
    _, shown, _ = dragoman_("--help")
    headings = re.findall(r"^╭─ (.+?) ─", shown, re.MULTILINE)
    assert headings == ["Options", *PANELS]  # a command without one would stand under "Commands"
    listed = re.findall(r"^│ (\w+)  ", shown, re.MULTILINE)
    assert listed == [name for names in PANELS.values() for name in names]


def test_help_keeps_what_stands_between_brackets(dragoman_: Dragoman) -> None:
    assert "'dragoman[pdf]'" in dragoman_("brief", "--help")[1]


def test_help_flows_to_the_width_of_the_terminal(dragoman_: Dragoman) -> None:
    _, shown, _ = dragoman_("statements", "--help")
    lines = [line.strip() for line in shown.splitlines()]
    assert any(line.startswith("they are and why they are taken for one.") for line in lines)
    assert "Usage: dragoman statements [OPTIONS] [QUERY]" in lines


@pytest.mark.parametrize(
    "asked",
    [
        ("positions", "--matter", ""),
        ("shifts", "--side", " "),
        ("statements", "--speaker", ""),
        ("events", "--party", ""),
        ("conditions", "--actor", ""),
        ("grounds", "--blamed", ""),
        ("articles", "--outlet", ""),
    ],
)
def test_an_option_that_says_nothing_is_no_answer_of_everything(
    full: Dragoman, asked: tuple[str, ...]
) -> None:
    code, shown, told = full(*asked)
    assert (code, shown) == (2, "")
    assert "Nothing is given" in told


def test_every_command_is_known_to_this_file(dragoman_: Dragoman) -> None:
    listed = re.findall(r"^│ (\w+)  ", dragoman_("--help")[1], re.MULTILINE)
    assert set(listed) == {name.split()[0] for name in COMMANDS}


def test_version(dragoman_: Dragoman) -> None:
    assert dragoman_("--version") == (0, f"dragoman {dragoman.__version__}\n", "")


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (("--on", "2031-02-30"), "'2031-02-30' is no day"),
        (("--as-known-on", "2031-13-01"), "'2031-13-01' is no day"),
        (("--stale", "3"), "It goes with --over-time"),
    ],
)
def test_what_positions_cannot_be_asked_is_told(
    full: Dragoman, asked: tuple[str, ...], fault: str
) -> None:
    code, shown, told = full("positions", *asked)
    assert (code, shown) == (2, "")
    assert fault in told


SAID = (
    "Talks\n\n2031-03-04\n\nA senior Norwegian official, who asked not to be named, said on "
    "4 March 2031 that the withdrawal of Danish troops remained a condition for any talks with "
    "Denmark. Norway will sign the treaty if Denmark leaves, the official added.\n"
)


def test_who_is_not_named_is_told_by_the_articles_words_and_links_stand_before_acts(
    dragoman_: Dragoman, home: Path
) -> None:
    (home / "said.txt").write_text(SAID, encoding="utf-8")
    dragoman_("read", "said.txt")
    _, shown, _ = dragoman_("positions")
    told = " ".join(shown.split())
    assert "A senior Norwegian official" in told and "unnamed" not in told
    _, shown, _ = dragoman_("conditions")
    told = " ".join(shown.split())
    assert "if “Denmark leaves”" in told
    assert "“the withdrawal of Danish troops”" in told
    assert "condition “the withdrawal" not in told.replace("precondition", "")
