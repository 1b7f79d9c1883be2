"""`dragoman audit` and `dragoman audits` as a person or a script uses them, through a pipe."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from audited import articles
from command_line import Dragoman
from dragoman import views
from dragoman.article import Span
from dragoman.cli import run
from dragoman.cli.asking import _shown, _wrong
from dragoman.cli.screen import err
from dragoman.ledger import open_ledger
from dragoman.views.auditing import AuditItem
from dragoman.views.auditing.rows import FIELDS, Field
from test_ledger_safety import as_plain_user

Answer = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asked(dragoman_: Dragoman, home: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Answer line by line; return exit code, stdout and stderr."""
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(home / "talks.db"))
    with open_ledger(home / "talks.db") as opened:
        for told in articles():
            opened.add(told)

    def typed(answers: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        return dragoman_(*arguments)

    return typed


INES = ("--who", "Ines")


def test_an_audit_asks_for_each_record_and_tells_the_precision(asked: Answer) -> None:
    code, shown, told = asked(
        "y\nn\np stance, side the offer is older\n? who is it\ny\n",
        *("audit", "--sample", "5", "--seed", "4", "--kind", "statements", *INES),
    )
    assert code == 0
    for words in ("1 of 5 · statement", "5 of 5 · statement", "[words ", "speaker ", "seed 4"):
        assert words in told
    assert "→ partly: side, stance (the offer is older)" in told
    assert "confidence" not in told, "what the reader believes must not sway the judge"
    assert "Audit " in shown and "marked by Ines: 4 of 5 judged, 1 unsure" in shown
    assert "2 of 4" in shown and "3 of 4" in shown
    assert (
        "Precision of statements: 0.50, 95 % interval 0.16 to 0.84 (Wilson, finite population); "
        "simple random sample, 4 of 24 judged, seed 4; 1 left out as unsure."
    ) in " ".join(shown.split())


def test_a_stopped_audit_goes_on_where_it_stopped(asked: Answer) -> None:
    code, _, told = asked("y\ny\nq\n", "audit", "--sample", "4", "--name", "mine", *INES)
    assert code == 0
    assert "2 records left; all marks are kept. Go on with: dragoman audit --resume" in told
    code, shown, told = asked("n\n", "audit", "--resume", *INES)
    assert "3 of 4 ·" in told and "4 of 4 ·" in told and "1 of 4 ·" not in told
    assert "3 of 4 judged" in shown and "1 record left" in told
    code, shown, told = asked("s\n", "audit", "--resume", *INES)
    assert "→ skipped" in told and "1 record left" in told
    code, shown, told = asked("y\n", "audit", "--resume", "--name", "mine", *INES)
    assert "4 of 4 judged" in shown and "record left" not in told
    assert asked("", "audit", "--resume", "--name", "mine", *INES)[2].count("Ines has marked") == 1
    code, _, told = asked("", "audit", "--resume", *INES)
    assert code == 1 and "Ines has no unfinished audit here" in told


def test_an_answer_can_be_taken_back_also_after_stopping(asked: Answer) -> None:
    begin = ("audit", "--sample", "3", "--seed", "1", *INES)
    told = asked("n\ns\nu\nu\ny\nq\n", *begin, "--name", "one")[2]
    assert told.count("Back to the record before.") == 2
    rows = json.loads(asked("", "audits", "one", "--to", "json")[1])[0]["records"]
    assert [row["mark"] for row in rows] == ["right", None, None]
    told = asked("u\nn words too short\nq\n", "audit", "--resume", *INES)[2]
    assert "1 of 3 ·" in told
    rows = json.loads(asked("", "audits", "one", "--to", "json")[1])[0]["records"]
    assert (rows[0]["mark"], rows[0]["wrong"], rows[0]["note"]) == (
        "wrong",
        ["words"],
        "too short",
    )
    told = asked("u\nu\n", "audit", "--sample", "1", "--name", "none", *INES)[2]
    assert told.count("There is no mark to take back.") == 2


def test_more_of_the_article_help_and_a_note_for_the_next_mark(asked: Answer) -> None:
    code, _, told = asked("h\nm\nc see the map\n\ny\n", "audit", "--sample", "1", *INES)
    assert code == 0
    assert told.count("u undo · m more") == 2
    assert "The note goes with your next mark." in told
    assert "→ right (see the map)" in told


def test_a_script_that_answers_wrongly_is_stopped_before_its_marks_go_astray(asked: Answer) -> None:
    code, shown, told = asked("y\nx\ny\n", "audit", "--sample", "3", *INES)
    assert code == 1
    assert "answered 'x'" in told and "x: no such mark" in told
    assert shown == ""
    code, shown, _ = asked("", "audit", "--resume", *INES)
    assert "1 of 3 judged" in shown
    for answer in ("y 3\n", "p 9\n"):
        code, _, told = asked(answer, "audit", "--sample", "1", "--kind", "statements", *INES)
        assert code == 1 and "Stopped at" in told


def test_no_more_records_than_there_are_and_none_at_all(asked: Answer, dragoman_: Dragoman) -> None:
    code, shown, told = asked("y\n" * 100, "audit", "--sample", "100", *INES)
    assert code == 0
    assert "There are no more than 40: all are taken." in told
    assert "Precision of all records: 1.00; all 40 were looked at." in shown
    with open_ledger("empty.db"):
        pass
    code, shown, told = dragoman_("audit", "--ledger", "empty.db")
    assert (code, shown) == (1, "") and "dragoman read FILE" in told
    assert dragoman_("audits", "--ledger", "empty.db")[2] == "Nothing was audited yet.\n"


def test_without_any_input_nothing_is_marked(
    full: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Closed:
        def readline(self) -> str:
            raise OSError

        def isatty(self) -> bool:
            return False

    for stream in (None, io.StringIO(""), Closed()):
        monkeypatch.setattr("sys.stdin", stream)
        code, shown, told = full("audit", "--sample", "2", *INES)
        assert code == 0 and "2 records left" in told
        assert "Nothing was marked right or wrong yet." in shown


def test_marks_of_a_second_person_come_from_a_spreadsheet(asked: Answer, home: Path) -> None:
    asked("y\nn\ny\np 1\n", "audit", "--sample", "4", "--name", "paper", *INES)
    code, sheet, told = asked(
        "", "audit", "--resume", "--name", "paper", "--who", "Bo", "--to", "csv"
    )
    assert code == 0 and "dragoman audit --marks FILE --name paper" in told
    rows = list(csv.DictReader(io.StringIO(sheet)))
    assert len(rows) == 4 and not any(row["mark"] or row["who"] for row in rows)
    assert {"words", "speaker", "stance", "before", "after"} <= rows[0].keys()
    assert "confidence" not in rows[0]
    for row, mark in zip(rows, ("right", "wrong", "wrong", "maybe"), strict=True):
        row["mark"] = mark
    with (home / "sheet.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    code, shown, told = asked("", "audit", "--marks", "sheet.csv", "--who", "Bo")
    assert code == 1
    assert "Audit paper: 3 marks brought in, 0 known before, 0 empty, 1 refused." in told
    assert "sheet.csv, line 5: maybe: no such mark" in told
    assert "marked by Bo: 3 of 4 judged" in shown and "marked by Ines: 4 of 4 judged" in shown
    assert "AGREEMENT" in shown and "Bo and Ines" in shown
    listed = asked("", "audits")[1]
    assert "by Bo" in listed and "by Ines" in listed
    every = list(csv.DictReader(io.StringIO(asked("", "audits", "paper", "--to", "csv")[1])))
    assert len(every) == 3 * 2 + 1
    (whole,) = json.loads(asked("", "audits", "paper", "--to", "json")[1])
    assert whole["agreement"][0]["both"] == 3
    assert whole["figures"][0]["precision"]["of"] == 3


def test_a_sheet_can_be_taken_out_and_brought_back_as_it_is(asked: Answer, home: Path) -> None:
    sheet = asked("", "audit", "--sample", "5", "--to", "csv", *INES)[1]
    (home / "sheet.csv").write_text(sheet, encoding="utf-8")
    code, shown, told = asked("", "audit", "--marks", "sheet.csv", *INES)
    assert code == 0
    assert "0 marks brought in, 0 known before, 5 empty, 0 refused" in told
    assert "Nothing was marked right or wrong yet." in shown


@pytest.mark.parametrize("name", ["absent.csv", "news", "binary.csv"])
def test_a_file_that_holds_no_marks_is_told(asked: Answer, home: Path, name: str) -> None:
    asked("y\n", "audit", "--sample", "1", *INES)
    (home / "binary.csv").write_bytes(b"\x89PNG\0\0")
    code, shown, told = asked("", "audit", "--marks", name, *INES)
    assert (code, shown) == (1, "") and name in told


def test_marks_become_decisions_only_with_apply(asked: Answer, home: Path) -> None:
    asked("y\nn\n?\n", "audit", "--sample", "3", "--kind", "statements", *INES)
    with open_ledger(home / "talks.db") as opened:
        assert opened.decisions() == ()
    code, _, told = asked("", "audit", "--resume", "--apply", "--name", _day(home), *INES)
    assert code == 0 and "1 confirmed, 1 rejected." in told
    with open_ledger(home / "talks.db") as opened:
        assert sorted(one.verb for one in opened.decisions()) == ["confirm", "reject"]
        assert len(views.statements(opened, each=True)) == 23
    told = asked("", "audit", "--resume", "--apply", "--name", _day(home), *INES)[2]
    assert "0 confirmed, 0 rejected, 2 so decided before." in told
    assert "1 record that people had rejected" in " ".join(
        asked("y\n", "audit", "--sample", "1", *INES)[1].split()
    )


def _day(home: Path) -> str:
    with open_ledger(home / "talks.db") as opened:
        return views.audits(opened)[0].audit


def test_a_locked_ledger_is_told_and_no_answer_is_taken_for_the_next_record(
    asked: Answer, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked("y\n", "audit", "--sample", "3", *INES)
    monkeypatch.setattr("dragoman.ledger.store.BUSY_SECONDS", 0.05)
    monkeypatch.setattr(
        "dragoman.cli.audit.open_ledger",
        lambda where, create: open_ledger(where, create=create, busy_seconds=0.05),
    )
    with open_ledger(home / "talks.db") as other, other.change():
        code, _, told = asked("y\ny\n", "audit", "--resume", *INES)
    assert code == 1 and "another program is writing" in told and "Stopped at" in told
    assert "1 of 3 judged" in asked("", "audit", "--resume", *INES)[1]


@pytest.mark.sqlite
@pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")
def test_a_read_only_ledger_is_told_before_the_first_question(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # Not tmp_path: its parents are closed to others.
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "talks.db"
        with open_ledger(where) as opened:
            opened.add(articles()[0])
        where.chmod(0o444)
        Path(folder).chmod(0o555)

        def work() -> str:
            code = run(["audit", "--ledger", str(where), *INES])
            told = capsys.readouterr()
            return f"{code} {told.out} {told.err}"

        answer = as_plain_user(work)
        Path(folder).chmod(0o755)
    assert answer.startswith("1  ") and "read-only" in answer and "audit a copy" in answer
    assert "Right?" not in answer


@pytest.mark.parametrize(
    "arguments",
    [
        ["--sample", "0"],
        ["--kind", "people"],
        ["--above", "2"],
        ["--since", "soon"],
        ["--who", " "],
        ["--to", "xml"],
        ["--seed", "-1"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(asked: Answer, arguments: list[str]) -> None:
    code, shown, told = asked("", "audit", *arguments)
    assert (code, shown) == (2, "") and told


def _item(words: str, *spans: Span) -> AuditItem:
    return AuditItem(
        audit="a",
        n=1,
        record="a1/s1-2",
        kind="statement",
        article="a1",
        title="A title",
        outlet=None,
        published=None,
        before="before ",
        words=words,
        after=" after",
        spans=spans or (Span(0, len(words)),),
        fields=tuple(Field(name, None) for name in FIELDS["statement"]),
        confidence=0.5,
        reader="0.1",
        corrected=True,
        since=None,
        marks=(),
    )


@pytest.mark.parametrize("columns", ["30", "80", "200"])
def test_words_of_any_length_fit_any_terminal_and_cannot_command_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("NO_COLOR", "1")
    words = "\x1b[2Jsaid “🕊” " + "wörds and more\n\n" * 400 + "the end"
    err().print(_shown(_item(words), 50))
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "m shows all" in told and "the end]" in told
    assert "as somebody corrected it" in " ".join(told.split())
    assert max(map(len, told.splitlines())) <= min(int(columns), 120)


def test_each_piece_of_split_words_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    err().print(_shown(_item("one said two", Span(10, 13), Span(19, 22)), 1))
    assert "before [one] said [two] after" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "wrong", "note"),
    [
        ("", (), ""),
        ("2", ("speaker",), ""),
        ("2 4", ("speaker", "stance"), ""),
        ("2,4;side", ("speaker", "stance", "side"), ""),
        ("Stance: 2 ministers spoke", ("stance",), "2 ministers spoke"),
        ("stance the offer is older", ("stance",), "the offer is older"),
        ("words, not his", ("words",), "not his"),
        ("1956 is meant", (), "1956 is meant"),
        ("he never said it", (), "he never said it"),
        (" , ", (), ","),
    ],
)
def test_wrong_fields_are_told_from_the_note(typed: str, wrong: tuple[str, ...], note: str) -> None:
    assert _wrong(_item("words"), typed) == (wrong, note)
