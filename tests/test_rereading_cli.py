"""`dragoman reread`, `records` and `decisions` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dragoman
from command_line import Dragoman, dragoman_, home
from dragoman.reading import reader
from dragoman.reading.document import Document
from dragoman.records import Reading
from ledger_content import content

__all__ = ["dragoman_", "home"]


@pytest.fixture
def ruled(dragoman_: Dragoman) -> Dragoman:
    """The command line, after the articles were read by the reader of rules alone."""
    assert dragoman_("read", "news", "--reader", "rules")[0] == 0
    return dragoman_


def records(command: Dragoman) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(command("statements", "--to", "json")[1])
    return rows


def kept(home: Path) -> tuple[bytes, dict[str, list[str]]]:
    """Return the ledger's file, where it is kept in one, and all that it says."""
    file = home / "dragoman.db"
    return file.read_bytes() if file.exists() else b"", content(file)


def test_nothing_to_read_again(ruled: Dragoman) -> None:
    code, told, said = ruled("reread")
    assert (code, told) == (0, "") and "nothing to read again" in said
    code, told, _ = ruled("reread", "--to", "json")
    assert (code, json.loads(told)) == (0, [])
    code, _, said = ruled("reread", "--article", "nine")
    assert code == 1 and "no article of that id" in said
    assert ruled("reread", "--ledger", "none.db")[0] == 1
    assert ruled("reread", "--since", "soon")[0] == 2


def test_a_newer_reader_of_the_same_mind_changes_no_record(
    ruled: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = records(ruled)
    monkeypatch.setattr(reader, "READER", "9.0.0")
    with dragoman.open_ledger("dragoman.db") as ledger:
        found = dragoman.reread(ledger)
        assert (found.chosen, found.read, found.changes) == (2, 2, ())
        assert ledger.reading("strait").reader != "9.0.0 rules"
        steps: list[tuple[int, int]] = []
        done = dragoman.reread(ledger, lambda *step: steps.append(step), apply=True)
        assert (done.read, done.words, steps) == (2, "Nothing changes.", [(1, 2), (2, 2)])
        assert ledger.reading("strait").reader == "9.0.0 rules"
        assert dragoman.reread(ledger, apply=True).chosen == 0
    assert records(ruled) == before


def test_it_is_shown_first_and_done_when_asked(ruled: Dragoman, home: Path) -> None:
    before = kept(home)
    rows = records(ruled)
    code, told, said = ruled("reread", "--reader", "default", "--to", "csv")
    assert code == 0 and told.startswith("article,title,sort,change,record,field,before,after")
    assert kept(home) == before and records(ruled) == rows
    assert "--apply does it" in said or "Nothing changes" in said
    code, again, said = ruled("reread", "--reader", "default", "--to", "csv", "--apply", "-j", "2")
    assert (code, again) == (0, told) and "2 articles read again" in said
    assert "nothing to read again" in ruled("reread")[2]
    code, table, _ = ruled("reread", "--reader", "rules", "--article", "strait")
    assert code == 0 and "Valdoria says talks must wait" in table and "statement changed" in table


def test_decisions_are_taken_listed_and_undone(ruled: Dragoman) -> None:
    first, second, *_ = (row["record"] for row in records(ruled))
    code, _, said = ruled("records", "confirm", first, "--who", "Ines")
    assert code == 0 and "Decision 1: " in said and "is right. `dragoman records undo 1`" in said
    setting = ("--set", "stance=open", "--set", "scope=", "--set", "speaker.name=Aya Mori")
    code, _, said = ruled(
        "records", "correct", second, *setting, "--set", "speaker.sort=person", "-r", "A hint."
    )
    assert code == 0 and "stance is open, scope is none, speaker is Aya Mori, person" in said
    (row,) = (row for row in records(ruled) if row["record"] == second)
    assert (row["stance"], row["speaker"]) == ("open", "Aya Mori")
    assert ruled("records", "reject", first, "--reason", "No.")[0] == 0
    assert first not in [row["record"] for row in records(ruled)]
    code, table, _ = ruled("decisions")
    assert code == 0 and "is right" in table and "is wrong" in table
    assert ruled("records", "undo")[0] == 0
    assert first in [row["record"] for row in records(ruled)]
    rows = json.loads(ruled("decisions", first, "--to", "json")[1])
    assert [(row["verb"], row["state"]) for row in rows] == [
        ("confirm", "holds"),
        ("reject", "undone"),
        ("undo", "holds"),
    ]
    assert "finds its record" in ruled("decisions", "--lost")[2]
    assert ruled("records", "undo", "9")[0] == 1
    assert ruled("records", "correct", first, "--set", "stance", "-r", "x")[0] == 2
    code, _, said = ruled("records", "correct", first, "--set", "stance=odd", "-r", "x")
    assert code == 1 and "no value" in said


def test_a_decision_that_would_find_nothing_is_listed(
    ruled: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = records(ruled)[0]["record"]
    ruled("records", "reject", first, "--reason", "No.")
    monkeypatch.setattr(reader, "READER", "9.0.0")
    with monkeypatch.context() as patch, dragoman.open_ledger("dragoman.db") as ledger:
        patch.setattr(reader, "statements", lambda *_: ())
        found = dragoman.reread(ledger, articles=["strait"])
        (lost,) = (row for row in found.changes if row.sort == "decision")
        assert (lost.change, lost.record, lost.before) == ("finds nothing", first, first)
        assert dragoman.decisions(ledger, lost=True) == ()
        dragoman.reread(ledger, articles=["strait"], apply=True)
    code, table, _ = ruled("decisions", "--lost")
    assert code == 0 and "finds nothing" in table
    monkeypatch.setattr(reader, "READER", "9.1.0")
    with dragoman.open_ledger("dragoman.db") as ledger:
        assert "finds its record again" in dragoman.reread(ledger, apply=True).words


def test_what_cannot_be_read_again_stays_and_is_tried_again(
    ruled: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, whole = records(ruled), reader.read_document
    monkeypatch.setattr(reader, "READER", "9.0.0")
    with monkeypatch.context() as patch, dragoman.open_ledger("dragoman.db") as ledger:

        def broken(document: Document, *_: object) -> Reading:
            if document.article.name == "strait":
                raise ValueError("no such word")
            return whole(document, "rules")

        patch.setattr(reader, "read_document", broken)
        found = dragoman.reread(ledger, apply=True)
        assert (found.chosen, found.read, len(found.failed)) == (2, 1, 1)
    assert records(ruled) == before
    with dragoman.open_ledger("dragoman.db") as ledger:
        assert dragoman.reread(ledger, apply=True).read == 1


def test_a_run_that_is_stopped_goes_on_where_it_was(
    ruled: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "READER", "9.0.0")

    def stop(done: int, _: int) -> None:
        raise KeyboardInterrupt

    with dragoman.open_ledger("dragoman.db") as ledger, pytest.raises(KeyboardInterrupt):
        dragoman.reread(ledger, stop, apply=True)
    with dragoman.open_ledger("dragoman.db") as ledger:
        assert dragoman.reread(ledger, apply=True).read == 1
    monkeypatch.setattr("dragoman.engine.rereading.read_into", stop_at_once)
    code, _, said = ruled("reread", "--reader", "default", "--apply")
    assert code == 130 and "go on from there" in said
    code, _, said = ruled("reread", "--reader", "default")
    assert code == 130 and "is as it was" in said


def stop_at_once(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_reader_that_is_worked_on_reads_again_with_all(
    ruled: Dragoman, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = len(records(ruled))
    whole = reader.statements
    monkeypatch.setattr(reader, "statements", lambda *asked: whole(*asked)[:1])
    with dragoman.open_ledger("dragoman.db") as ledger:
        assert dragoman.reread(ledger).chosen == 0
        assert "lost" in dragoman.reread(ledger, every=True, apply=True).words
        assert dragoman.reread(ledger, every=True).changes == ()
    assert len(records(ruled)) == 1 < number
    assert dragoman.verify("dragoman.db") == ()
    monkeypatch.setattr(reader, "statements", whole)
    with dragoman.open_ledger("dragoman.db") as ledger:
        assert "gained" in dragoman.reread(ledger, every=True, apply=True).words
    assert len(records(ruled)) == number
    assert dragoman.verify("dragoman.db") == ()


def test_a_statement_is_added_by_hand(ruled: Dragoman) -> None:
    before = records(ruled)
    told = ("records", "add", "strait", "--speaker", "Ilse Marrane", "--reason", "Missed.")
    code, _, said = ruled(*told, "--words", "talks")
    assert code == 1 and "stand 3 times" in said and "where they begin" in said
    code, _, said = ruled(*told, "--words", "no such words")
    assert code == 1 and "do not stand in" in said and "dragoman show" in said
    assert ruled(*told, "--words", "return to the talks", "--stance", "likes")[0] == 2
    words = ("--words", "Valdoria would return", "--stance", "open", "--matter", "fishing treaty")
    given = ("--condition", "withdraws its patrol boats", "--actor", "Japan", "--who", "Ines")
    code, _, said = ruled(*told, *words, *given)
    assert code == 0 and "is added, as said by Ilse Marrane" in said and "records undo 1" in said
    (row,) = (row for row in records(ruled) if row["words"] == "Valdoria would return")
    assert (row["stance"], row["kind"]) == ("open", "indirect")
    _, told_of, _ = ruled("explain", row["record"])
    assert "a person, who added it" in told_of
    assert ruled("records", "undo", "1")[0] == 0
    assert records(ruled) == before
