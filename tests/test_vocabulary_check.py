"""Whoever edits a file of the vocabulary hears of each fault: what, in which file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.cli import run
from dragoman.errors import VocabularyError
from dragoman.vocabulary import loading
from dragoman.vocabulary.check import check_vocabulary
from dragoman.vocabulary.sheets import COLUMNS

DATA = Path(__file__).parent.parent / "src" / "dragoman" / "vocabulary" / "data"
EXPLAINED = "# {}: as it is. Source: made for this test.\n"


def folder_with(folder: Path, file: str, *rows: str) -> Path:
    """Write a small table with its header; a row's cells are separated by semicolons."""
    columns = COLUMNS[file]
    head = "".join(EXPLAINED.format(column) for column in columns)
    lines = ["\t".join(columns), *("\t".join(row.split(";")) for row in rows)]
    (folder / file).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_dragoman_s_own_files_have_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_vocabulary() == ()
    assert run(["vocabulary", "check"]) == 0
    assert capsys.readouterr().out == "No faults.\n"


def test_every_file_is_loaded_and_what_its_loader_refuses_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused() -> None:
        raise VocabularyError("places.toml: no section verbs. Add it.")

    assert {path.name for path in DATA.glob("*.toml")} <= set(loading.TABLES)
    monkeypatch.setitem(loading.TABLES, "places.toml", refused)
    (fault,) = check_vocabulary()
    assert fault.file == "places.toml"
    assert "no section verbs" in fault.what


def test_a_whole_copy_has_no_faults(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "copy")
    assert check_vocabulary(tmp_path / "copy") == ()


@pytest.mark.parametrize(
    ("file", "row", "what"),
    [
        ("bodies.tsv", "Oak Pact;;organisation;igo;", "5 cells where the header has 6"),
        ("bodies.tsv", ";Oak;organisation;igo;;", "name is empty"),
        ("bodies.tsv", "Oak Pact;Oak | Oak;organisation;igo;;", "names has 'Oak' twice"),
        ("bodies.tsv", "Oak Pact;Oak | ;organisation;igo;;", "names has an empty value"),
        ("bodies.tsv", "Oak Pact;;organisation;club;;", "kind 'club' is unknown"),
        ("bodies.tsv", "Oak Pact;;club;igo;;", "sort 'club' is unknown"),
        ("bodies.tsv", "Oak Pact;;organisation;igo;OAK;", "no country has the code OAK"),
        ("bodies.tsv", "Oak Pact;;organisation;igo;;458", "wikidata '458' is not a Wikidata item"),
        (
            "bodies.tsv",
            "Oak Pact;Japan;organisation;igo;;",
            "'Japan' is the name of Oak Pact and of",
        ),
        ("outlets.tsv", "Oak Post;;JPN;paper;no", "sort 'paper' is unknown"),
        ("outlets.tsv", "Oak Post;;JPN;agency;maybe", "state_owned 'maybe' is unknown"),
        ("outlets.tsv", "Oak Post;;OAK;agency;no", "no country has the code OAK"),
        ("institutions.tsv", "Oak office;;government;department", "'Oak office' has capitals"),
        (
            "institutions.tsv",
            "ambassador;;government;mission",
            "'ambassador' stands in offices.tsv",
        ),
        ("institutions.tsv", "oak office;;club;mission", "sort 'club' is unknown"),
        ("offices.tsv", "Oak-bearer;;official;9;state", "'Oak-bearer' has capitals"),
        ("offices.tsv", "oak bearer;;official;900;state", "rank '900' is no whole number"),
        ("offices.tsv", "oak bearer;;official;high;state", "rank 'high' is no whole number"),
        ("offices.tsv", "oak bearer;;official;9;all", "speaks_for 'all' is unknown"),
        ("modifiers.tsv", "oaken;noble", "meaning 'noble' is unknown"),
        ("leaders.tsv", "Ana Oak;;JPN;Envoy;1999;1998;general", "it ends 1998, before it begins"),
        ("leaders.tsv", "Ana Oak;;JPN;Envoy;June;;general", "'June' is no date"),
        ("leaders.tsv", "Ana Oak;;OAK;Envoy;1999;;general", "no country has the code OAK"),
        ("leaders.tsv", "Ana Oak;;JPN;Envoy;1999;;", "source is empty"),
        ("ended.tsv", "Ana Oak;Envoy;;general", "until is empty"),
        (
            "people.tsv",
            "Ana Oak;;Oak;;Envoy;Oak Pact;1999;;;oaks",
            "Ana Oak has no country, and no",
        ),
        ("shared.tsv", "Oakland Pact;nobody", "'Oakland Pact' has one bearer or none"),
    ],
)
def test_each_fault_of_a_row_is_told_with_its_line(
    tmp_path: Path, file: str, row: str, what: str
) -> None:
    found = check_vocabulary(folder_with(tmp_path, file, row))
    line = len(COLUMNS[file]) + 2
    assert (file, line, what) in {(f.file, f.line, f.what[: len(what)]) for f in found}
    assert {f.file for f in found} == {file}
    assert all(fault.remedy for fault in found)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Oakland;Oakland;;Oak | Oaks;Acorn;Acorn;state;;;", "iso3 'Oakland' is not three capital"),
        ("OAK;Oakland;;Oak;Acorn;;country;;;", "status 'country' is unknown"),
        ("OAK;Oakland;;Oak;Acorn;;former;;1950;", "a former state has no end"),
        ("OAK;Oakland;;;Acorn;;member;;;", "a member of the United Nations has no demonym"),
        ("OAK;Oakland;;Oak;Acorn;;state;;1950;1940", "it ends 1940, before it begins 1950"),
    ],
)
def test_each_fault_of_a_country_is_told(tmp_path: Path, row: str, what: str) -> None:
    own = (DATA / "countries.tsv").read_text(encoding="utf-8")
    cells = row.split(";")
    (tmp_path / "countries.tsv").write_text(own + "\t".join(cells) + "\n", encoding="utf-8")
    (fault,) = check_vocabulary(tmp_path)
    assert fault.line == own.count("\n") + 1
    assert fault.what.startswith(what)


@pytest.mark.parametrize(
    ("file", "first", "second", "what"),
    [
        ("bodies.tsv", "Oak Pact;;organisation;igo;;", "Oak Pact;;group;igo;;", "name 'Oak Pact'"),
        ("bodies.tsv", "Oak Pact;;group;igo;;", "Oak Pact;;group;igo;;", "row 'Oak Pact"),
        ("modifiers.tsv", "oaken;plain", "oaken;former", "word 'oaken'"),
        ("offices.tsv", "oak bearer;;a;9;self", "acorn;oak-bearer;a;9;self", "title 'oak bearer'"),
        ("outlets.tsv", "Oak Post;;;agency;no", "Oak Post;;;online;no", "name 'Oak Post'"),
        (
            "leaders.tsv",
            "Ana Oak;;JPN;Envoy;1999;;general",
            "Ana Oak;;JPN;Envoy;1999;2001;general",
            "term of office 'Ana Oak, Envoy, 1999'",
        ),
    ],
)
def test_what_stands_twice_is_told_on_its_second_line(
    tmp_path: Path, file: str, first: str, second: str, what: str
) -> None:
    found = check_vocabulary(folder_with(tmp_path, file, first, second))
    line = len(COLUMNS[file]) + 3
    whole = [f for f in found if f.what.startswith(f"the {what}")]
    assert [fault.line for fault in whole] == [line]
    assert f"stands on line {line - 1} too" in whole[0].what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# Source: here.\nword\tmeaning\noak\tplain\n", "nothing says what the column word holds"),
        ("# word: a. meaning: b.\nword\tmeaning\noak\tplain\n", "nothing says where the rows are"),
        ("# word: a. Source: b.\nword\noak\n", "the columns are word"),
    ],
)
def test_a_header_that_explains_too_little_is_told(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "modifiers.tsv").write_text(text, encoding="utf-8")
    found = check_vocabulary(tmp_path)
    assert [(f.line, f.what[: len(what)]) for f in found if f.what.startswith(what)] == [(2, what)]


def test_files_that_cannot_be_read_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "hedges.toml").write_text("[words\n", encoding="utf-8")
    (tmp_path / "modifiers.tsv").write_bytes(b"word\tmeaning\n\xff\tplain\n")
    (tmp_path / "dossier.toml").write_text("[[oaks]]\n", encoding="utf-8")
    assert run(["vocabulary", "check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "hedges.toml" in told
    assert "modifiers.tsv: it is not UTF-8 text. Save it as UTF-8." in told
    assert "the table 'oaks' is unknown" in told
    (tmp_path / "empty").mkdir()
    for path in ("empty", "absent", "modifiers.tsv"):
        assert len(check_vocabulary(tmp_path / path)) == 1
