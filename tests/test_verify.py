"""`dragoman verify`: a ledger that is whole is found so, and whatever is changed in it is found."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import dragoman
from changed_rows import DERIVED, KEPT, LINKS, MENDED, SCHEMA, fill
from command_line import Dragoman
from dragoman import views
from dragoman.errors import LedgerDamaged, LedgerError, LedgerNewer
from dragoman.ledger import open_ledger
from dragoman.ledger.verifying import look_through, mend
from ledger_rows import content
from older import as_of_0010
from tellings import batch


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with some of everything."""
    where = tmp_path_factory.mktemp("whole") / "talks.db"
    with open_ledger(where) as ledger:
        fill(ledger)
    return where


@pytest.fixture
def talks(whole: Path, tmp_path: Path) -> Path:
    """A copy of it in a folder of its own."""
    return Path(shutil.copy(whole, tmp_path / "talks.db"))


def change(where: Path, *commands: str) -> None:
    with closing(sqlite3.connect(where)) as database, database:
        for command in commands:
            assert database.execute(command).rowcount, command


def found(where: Path, *, quick: bool = False) -> list[tuple[str, str, str]]:
    return [(row.check, row.what, row.where) for row in dragoman.verify(where, quick=quick)]


def test_a_whole_ledger_is_left_as_it_is_and_found_whole(talks: Path, tmp_path: Path) -> None:
    before = talks.read_bytes()
    told: list[tuple[str, int, int]] = []
    assert dragoman.verify(talks, on_progress=lambda *step: told.append(step)) == ()
    assert talks.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["talks.db"]
    assert {step[0] for step in told} >= {"Looking at the articles", "Making anew what follows"}


def test_a_ledger_is_looked_through_while_it_is_written_to(talks: Path) -> None:
    with open_ledger(talks) as writer:
        waiting = batch()[6:12]

        def meanwhile(doing: str, *_: int) -> None:
            if waiting and (doing == "Making anew what follows" or len(waiting) > 3):
                writer.add(waiting.pop())

        assert dragoman.verify(talks, on_progress=meanwhile) == ()
    assert dragoman.verify(talks) == ()


@pytest.mark.parametrize(
    ("command", "check", "what"),
    [
        *KEPT,
        *LINKS,
        *DERIVED,
        *SCHEMA,
        ("UPDATE articles SET raw = CAST(raw || '!' AS BLOB) WHERE key = 2", "bytes", "not those"),
        ("UPDATE articles SET origin = 'x' WHERE key = 2", "bytes", "the id is not"),
        ("UPDATE editions SET title = 'Other' WHERE key = 7", "text", "what is told"),
        ("UPDATE editions SET form = 'poem' WHERE key = 7", "text", "no form"),
        ("UPDATE readings SET reader = '9' WHERE key = 1", "text", "known by what"),
        ("UPDATE statements SET cue_words = 'other' WHERE key = 1", "words", "its cue_words are"),
        ("UPDATE statements SET cue_start = NULL WHERE key = 1", "words", "outside the text"),
        ("UPDATE statements SET stance = 'opfn' WHERE key = 1", "words", "'opfn' is no stance"),
        ("UPDATE statements SET confidence = 7 WHERE key = 1", "words", "no confidence"),
        ("UPDATE statements SET id = (SELECT id FROM statements WHERE key = 2) WHERE key = 1",
         "links", "two records"),
        ("UPDATE contents SET content_start = content_start + 1 WHERE statement_key = 1",
         "words", "its words"),
        ("UPDATE conditions SET act_words = 'x' WHERE key = 1", "words", "act_words"),
        ("UPDATE conditions SET kind = 'hope' WHERE key = 1", "words", "no kind"),
        ("UPDATE events SET anchor_end = -1", "words", "outside"),
        ("UPDATE events SET type = 'PARTY'", "words", "no type"),
        ("UPDATE summary_evidence SET evidence_end = 99999", "words", "outside"),
        ("UPDATE source_tags SET tag_end = 99999", "text", "what is told"),
        ("UPDATE actors SET country = 'XXX' WHERE name = 'Ilse Marrane'", "words", "known by"),
        ("UPDATE matters SET root = 'm0'", "derived", "counts as"),
        ("UPDATE readings SET current = 0 WHERE key = 1", "links", "no current reading"),
        ("DELETE FROM contents WHERE statement_key = 1", "words", "its words"),
        ("UPDATE article_standings SET language = 'xx'", "derived", "something else"),
        ("DELETE FROM standings WHERE statement_key = 3", "derived", "missing"),
        ("UPDATE stances SET day = '1999-01-01'", "derived", "something else"),
        ("UPDATE tellings SET utterance = 77 WHERE statement_key = 1", "derived", "utterance"),
        ("DELETE FROM tellings WHERE statement_key = 1", "derived", "missing"),
        ("UPDATE articles_known SET known = '1999-01-01'", "derived", "something else"),
        ("UPDATE actors SET shown = 'X' WHERE name = 'Ilse Marrane'", "derived", "something else"),
        ("UPDATE wordings SET count = count + 1", "derived", "something else"),
        ("DELETE FROM mentions WHERE statement_key = 1", "derived", "missing"),
        ("UPDATE fingerprints SET size = 3", "derived", "something else"),
        ("DELETE FROM statement_search_data WHERE id > 10", "search", "index of words"),
        ("INSERT INTO statement_search (rowid, words) VALUES (999, 'more')", "search", "index"),
        ("INSERT INTO decisions VALUES (1, 'matter', 'm0', 'rename', '', '', '', NULL, '{')",
         "words", "the decision of number 1"),
    ],
)  # fmt: skip
def test_what_was_changed_is_found(talks: Path, command: str, check: str, what: str) -> None:
    change(talks, command)
    rows = dragoman.verify(talks, quick=check not in ("derived", "search"))
    assert any(row.check == check and what in row.what for row in rows), found(talks)
    assert all(row.where and row.remedy and not row.older for row in rows)


def test_what_is_derived_is_mended(talks: Path) -> None:
    before = content(talks)
    change(
        talks,
        *MENDED,
        "INSERT INTO statement_search (rowid, words) VALUES (999, 'more')",
    )
    assert {row.check for row in dragoman.verify(talks)} == {"derived", "search"}
    mend(talks)
    assert dragoman.verify(talks) == ()
    after = content(talks)
    assert {name: rows for name, rows in after.items() if "_search_" not in name} == {
        name: rows for name, rows in before.items() if "_search_" not in name
    }


def test_what_was_kept_is_not_mended(talks: Path) -> None:
    change(talks, "UPDATE statements SET words = 'other' WHERE key = 1", "DELETE FROM stances")
    with pytest.raises(LedgerDamaged, match=r"not those of the text.*latest copy"):
        mend(talks)


def test_decisions_are_followed(talks: Path) -> None:
    with open_ledger(talks) as ledger:
        rows = views.statements(ledger)
        ledger.decide(rows[0].record, "reject", who="me", why="no")
        ledger.decide(rows[2].record, "correct", who="me", why="so", after={"stance": "rejects"})
        one, other, *_ = views.matters(ledger)
        dragoman.matters_merge(ledger, one.matter, other.matter, who="me", reason="one")
        dragoman.matters_rename(ledger, one.matter, "The matter", who="me", reason="shorter")
        dragoman.matters_undo(ledger, who="me", reason="no")
    assert dragoman.verify(talks) == ()


def test_what_another_vocabulary_derived_is_no_damage(talks: Path, dragoman_: Dragoman) -> None:
    with open_ledger(talks) as ledger:
        told = batch()[7]
        ledger.add(told, vocabulary="earlier")
    change(talks, "UPDATE standings SET rank = 9 WHERE statement_key = 1")
    (row,) = dragoman.verify(talks)
    assert row.older and row.where == "standings, row 1"
    code, shown, said = dragoman_("verify", "--ledger", str(talks))
    assert code == 0 and "standings, row 1" in shown and "--mend makes it anew" in said
    assert dragoman_("verify", "--mend", "--ledger", str(talks))[1].endswith("talks.db: whole.\n")


def test_many_findings_of_one_sort_are_counted(talks: Path) -> None:
    with open_ledger(talks) as ledger:
        for told in batch()[6:]:
            ledger.add(told)
    change(talks, "UPDATE standings SET rank = 9")
    rows = [row for row in dragoman.verify(talks) if row.where.startswith("standings")]
    assert len(rows) == 51
    assert rows[-1].what == "20 more of this sort"


def test_a_ledger_of_an_earlier_dragoman_is_looked_through_and_left(talks: Path) -> None:
    with closing(sqlite3.connect(talks)) as old, old:
        as_of_0010(old)
    before = content(talks)
    assert dragoman.verify(talks) == ()
    assert content(talks) == before
    change(talks, "UPDATE statements SET words = 'other' WHERE key = 1")
    assert any(check == "words" for check, *_ in found(talks))


def test_a_newer_ledger_and_no_ledger_are_told(talks: Path, tmp_path: Path) -> None:
    change(talks, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerNewer, match="Upgrade"):
        dragoman.verify(talks)
    with pytest.raises(LedgerError, match="no ledger here"):
        dragoman.verify(tmp_path / "absent.db")


def test_pages_that_were_overwritten_are_found(talks: Path) -> None:
    raw = bytearray(talks.read_bytes())
    for page in range(20, len(raw) // 4096, 7):
        raw[page * 4096 : page * 4096 + 64] = b"\xa5" * 64
    talks.write_bytes(raw)
    assert {check for check, *_ in found(talks)} == {"file"}
    assert all("latest copy" in one.remedy for one in look_through(talks))


def test_the_command_tells_and_writes(full: Dragoman, home: Path) -> None:
    assert full("verify") == (0, "dragoman.db: whole.\n", "")
    assert full("verify", "--quick", "--to", "json") == (0, "[]\n", "")
    change(home / "dragoman.db", "UPDATE statements SET cue_words = 'x' WHERE key = 1")
    code, shown, _ = full("verify")
    assert code == 1 and "its cue_words are not those" in shown and "latest copy" in shown
    code, shown, _ = full("verify", "--to", "json")
    assert code == 1 and json.loads(shown)[0]["check"] == "words"
    code, shown, _ = full("verify", "--to", "csv")
    assert code == 1 and shown.startswith("check,what,where,remedy,older\nwords,")
