"""The command line: what a user types, sees, and is told when something is wrong."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import dragoman
from dragoman.cli import run
from dragoman.engine import reading as engine
from dragoman.ledger import open_ledger
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_all

STRAIT = """Valdoria says talks must wait

4 March 2031

The Valdorian foreign minister, Ilse Marrane, said on Tuesday that talks with Japan on a fishing \
treaty were impossible at present. She said that Valdoria would return to the talks only if Japan \
withdraws its patrol boats.

"We are ready to talk at any time," Japanese Foreign Minister Kenta Aoyama told reporters in Tokyo.
"""
PLAIN = "The lamps were lit early in the harbour town that evening.\n"

Dragoman = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to work in, with two articles."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    news = tmp_path / "news"
    news.mkdir()
    (news / "strait.txt").write_text(STRAIT, encoding="utf-8", newline="")
    (news / "lamps.txt").write_text(PLAIN, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def dragoman_(home: Path, capsys: pytest.CaptureFixture[str]) -> Dragoman:
    """Run a command line; return exit code, stdout and stderr."""

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return command


@pytest.fixture
def full(dragoman_: Dragoman) -> Dragoman:
    """The same, after the two articles were read."""
    assert dragoman_("read", "news")[0] == 0
    return dragoman_


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
    monkeypatch.setattr(engine, "read_all", lambda articles, _, **__: iter(list(articles)[:0]))
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
    "conditions": "act",
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
    assert reading["reader"]["version"] == "0.2.0"
    dragoman_(
        *("bench", "ledger", "--gold", ".", "--articles", "news"),
        *("--out", "ruled", "--reader", "rules"),
    )
    reading = json.loads((home / "ruled" / "strait.json").read_text(encoding="utf-8"))
    assert reading["reader"]["version"] == "0.2.0 rules"
    shown = dragoman_("bench", "ledger", "--gold", ".", "--articles", "news", "--to", "json")[1]
    figures = {record["figure"]: record for record in json.loads(shown)}
    assert figures["statement"]["right"] == 1
    assert figures["speaker name"]["share"] == 1.0


def test_bench_speed_compares_with_bare_spacy(
    dragoman_: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Peak memory takes two more processes with a pipeline each: `make bench-speed` shows it.
    monkeypatch.setattr("dragoman.benchmark.speed._peak_memory", lambda work, articles: None)
    code, shown, _ = dragoman_("bench", "speed", "news", "--rounds", "1", "--to", "json")
    assert code == 0
    (record,) = json.loads(shown)
    assert record["articles"] == 2
    assert record["ratio"] > 0
    code, shown, _ = dragoman_("bench", "speed", "news", "--rounds", "1", "--reader", "rules")
    assert "times bare spaCy" in shown


COMMANDS = [
    *LISTS,
    "actors",
    *(f"actors {word}" for word in ("merge", "split", "rename", "undo", "history", "suggest")),
    "read",
    "explain",
    "show",
    "brief",
    "bench",
    "bench ledger",
    "bench attribution",
    "bench speakers",
    "bench speed",
    "vocabulary",
    "vocabulary check",
]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(dragoman_: Dragoman, name: str) -> None:
    code, shown, _ = dragoman_(*name.split(), "--help")
    assert code == 0
    assert f"Example: dragoman {name}" in " ".join(shown.split()) or name in ("bench", "vocabulary")


def test_every_command_is_known_to_this_file(dragoman_: Dragoman) -> None:
    listed = re.findall(r"^│ (\w+)  ", dragoman_("--help")[1], re.MULTILINE)
    assert set(listed) == {name.split()[0] for name in COMMANDS}


def test_version(dragoman_: Dragoman) -> None:
    assert dragoman_("--version") == (0, f"dragoman {dragoman.__version__}\n", "")


WRONG_USAGE = [
    ["read"],
    ["read", "news", "--to", "xml"],
    ["read", "news", "--out", "readings"],
    ["statements", "--stance", "warm"],
    ["statements", "--since", "yesterday"],
    ["events", "--type", "PARTY"],
    ["brief"],
    ["brief", "--out", "brief.pdf"],
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

    def some(
        articles: Iterator[dragoman.Article], *_: Any, **__: Any
    ) -> Iterator[dragoman.Reading]:
        yield next(read_all([next(iter(articles))]))
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "read_all", some)
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

    monkeypatch.setattr(engine, "read_all", failing)
    monkeypatch.setattr(engine, "read", lambda article, *_, **__: next(failing(iter([article]))))
    code, shown, told = dragoman_("read", "news")
    assert code == 1
    assert shown.startswith("2 articles in")
    assert "cursed" in told
    assert "a curse" in told
