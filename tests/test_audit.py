"""Samples of a ledger: who is drawn, with what chance, and that marks stay with what was judged."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audited import CONFIDENCES, articles, ledger, mark, refs
from dragoman import views
from dragoman.errors import DragomanError, NotFound, UnreadableInput
from dragoman.ledger import Ledger, open_ledger
from dragoman.views.auditing import AuditFrame, Judgement, marks_from_csv, unfinished
from dragoman.views.auditing.drawing import draw

__all__ = ["ledger"]

STATEMENTS = AuditFrame(("statement",))
WHOLE = 12 * 2 + 12 + 4


def test_the_same_seed_draws_the_same_sample_whatever_the_order_of_articles(
    ledger: Ledger, tmp_path: Path
) -> None:
    views.audit(ledger, 10, seed=7, name="one")
    told = articles()
    random.Random(3).shuffle(told)
    with open_ledger(tmp_path / "other.db") as other:
        for one in told:
            other.add(one)
        views.audit(other, 10, seed=7)
        assert refs(other) == refs(ledger, "one")
    views.audit(ledger, 20, seed=7, name="more")
    assert refs(ledger, "more")[:10] == refs(ledger, "one"), "a larger sample holds the smaller"
    views.audit(ledger, 10, seed=8, name="another")
    assert refs(ledger, "another") != refs(ledger, "one")


def test_reading_again_with_the_same_result_changes_no_sample(ledger: Ledger) -> None:
    views.audit(ledger, 10, seed=7, name="before")
    for told in articles():
        ledger.add(replace(told, reader="0.2.0"))
    views.audit(ledger, 10, seed=7, name="after")
    assert refs(ledger, "before") == refs(ledger, "after")


def test_every_record_has_the_same_chance_and_every_place_in_the_order(ledger: Ledger) -> None:
    drawn: Counter[str] = Counter()
    first: Counter[str] = Counter()
    seeds, size = 600, 10
    with ledger.connect() as connection:
        for seed in range(seeds):
            sample, _ = draw(connection, size, seed, AuditFrame())
            drawn.update(one.ref for one in sample)
            first[sample[0].ref] += 1
    assert len(drawn) == WHOLE
    expected = seeds * size / WHOLE
    spread = sum((count - expected) ** 2 / expected for count in drawn.values())
    # Chi-square with 39 degrees of freedom, less the share that is drawn: 0.9999 lies below 62.
    assert 8 < spread < 62
    lead = seeds / WHOLE
    assert sum((first[ref] - lead) ** 2 / lead for ref in drawn) < 85


@pytest.mark.parametrize(
    ("frame", "population"),
    [
        (AuditFrame(), WHOLE),
        (STATEMENTS, 24),
        (AuditFrame(("condition", "event")), 16),
        (AuditFrame(side="Russia"), 12 + 4),
        (AuditFrame(side="JPN"), 24 + 4),
        (AuditFrame(matter="peace treaty"), 12),
        (AuditFrame(("condition",), matter="fishing treaty"), 12),
        (AuditFrame(("statement",), since="2031-02", until="2031-02-28"), 8),
        (AuditFrame(("event",), since="2031-02"), 0),
        (AuditFrame(("statement",), above=0.85), 9),
        (AuditFrame(("statement",), above=0.6, below=0.8), 10),
        (AuditFrame(below=0.5), 5),
    ],
)
def test_a_sample_can_be_narrowed(ledger: Ledger, frame: AuditFrame, population: int) -> None:
    if not population:
        with pytest.raises(NotFound, match="Nothing to judge"):
            views.audit(ledger, 5, frame=frame)
        return
    views.audit(ledger, 1000, frame=frame)
    (figures,) = views.audit_figures(ledger)
    assert (figures.population, figures.sample) == (population, population)
    assert len(set(refs(ledger))) == population


def test_by_confidence_each_part_of_the_scale_gives_as_many(ledger: Ledger) -> None:
    frame = AuditFrame(("statement",), by_confidence=True)
    views.audit(ledger, 11, seed=1, frame=frame)
    counts = Counter(item.confidence for item in views.audit_items(ledger))
    assert counts.keys() == set(CONFIDENCES)
    assert set(counts.values()) == {2, 3}
    views.audit(ledger, 23, seed=1, frame=frame, name="nearly all")
    assert len(set(refs(ledger, "nearly all"))) == 23


def test_a_sample_tells_what_each_record_says(ledger: Ledger) -> None:
    views.audit(ledger, 100)
    items = {item.record.partition("/")[2][0]: item for item in views.audit_items(ledger)}
    said = {one.name: one.says for one in items["s"].fields}
    assert said["speaker"] in ("Ivan Orlov (Russia)", "Ken Ito (Japan)")
    assert said["side"] in ("Russia", "Japan")
    assert items["s"].words in items["s"].before + items["s"].words
    assert {one.name: one.says for one in items["c"].fields} == {
        "words": "the boats leave",
        "type": "precondition",
        "actor": None,
        "outcome": None,
        "speaker": "Ken Ito",
        "side": "Japan",
        "matter": "fishing treaty between Russia and Japan",
        "day": items["c"].published and f"{items['c'].published} (published)",
    }
    assert {one.name: one.says for one in items["e"].fields}["target"] == "Japan"
    conditional = [
        one.says
        for item in views.audit_items(ledger)
        for one in item.fields
        if one.name == "condition" and one.says
    ]
    assert set(conditional) == {"precondition: if “the boats leave”"}


def test_rejected_records_are_not_drawn_and_corrected_ones_are_told(ledger: Ledger) -> None:
    first, second, third = (row.record for row in views.statements(ledger)[:3])
    ledger.decide(first, "reject", who="Ines")
    ledger.decide(second, "correct", who="Ines", after={"stance": "rejects"})
    ledger.decide(third, "reject", who="Ines")
    ledger.decide(third, "confirm", who="Ines")
    views.audit(ledger, 100)
    items = {item.record: item for item in views.audit_items(ledger)}
    assert first not in items and third in items
    assert items[second].corrected and not items[third].corrected
    assert ("stance", "rejects") in {(one.name, one.says) for one in items[second].fields}
    assert items[second].since is None, "it was corrected before, not since"
    (figures,) = views.audit_figures(ledger)
    assert (figures.rejected, figures.corrected) == (1, 1)


def test_a_mark_stays_with_the_reading_that_it_judged(ledger: Ledger) -> None:
    views.audit(ledger, 100, frame=STATEMENTS)
    same, gone = views.audit_items(ledger)[:2]
    mark(ledger, same, "right")
    names = {same.article: same.record, gone.article: gone.record}
    for told in articles():
        record = names.get(told.article.id)
        if record == same.record:
            ledger.add(replace(told, reader="0.2.0"))
        elif record:
            ledger.add(replace(told, reader="0.2.0", statements=(), conditions=()))
    items = {item.record: item for item in views.audit_items(ledger)}
    assert items[same.record].since == "the article was read again"
    assert [one.mark for one in items[same.record].marks] == ["right"]
    assert items[gone.record].fields == gone.fields
    mark(ledger, gone, "wrong")
    since = "the article was read again, and this record is no longer found"
    assert items[gone.record].since == since
    done = views.audit_apply(ledger, who="Ines")
    assert (done.confirmed, done.rejected) == (0, 0)
    assert set(done.left) == {
        f"{same.record}: the article was read again",
        f"{gone.record}: {since}",
    }


def test_marks_become_decisions_only_when_asked_and_only_once(ledger: Ledger) -> None:
    views.audit(ledger, 6, seed=2, frame=STATEMENTS)
    right, wrong, partly, unsure, other, _ = views.audit_items(ledger)
    mark(ledger, right, "right")
    mark(ledger, wrong, "wrong", note="He denied it.")
    mark(ledger, partly, "partly", "stance")
    mark(ledger, unsure, "unsure")
    mark(ledger, other, "wrong")
    ledger.decide(other.record, "confirm", who="Bo")
    assert len(ledger.decisions()) == 1
    done = views.audit_apply(ledger, who="Ines")
    assert (done.confirmed, done.rejected, done.known) == (1, 1, 0)
    assert done.left == (f"{other.record}: confirmed by Bo",)
    told = [(one.ref, one.verb, one.who, one.why) for one in ledger.decisions()[1:]]
    assert set(told) == {
        (right.record, "confirm", "Ines", "Audit " + right.audit),
        (wrong.record, "reject", "Ines", f"Audit {right.audit}: He denied it."),
    }
    again = views.audit_apply(ledger, who="Ines")
    assert (again.confirmed, again.rejected, again.known) == (0, 0, 2)
    assert views.audit_items(ledger)[1].marks, "a rejected record keeps its marks"
    assert wrong.record not in {row.record for row in views.statements(ledger)}


def test_the_last_mark_of_a_person_holds_and_can_be_taken_back(ledger: Ledger) -> None:
    views.audit(ledger, 3)
    first, second, _ = views.audit_items(ledger)
    mark(ledger, first, "wrong")
    mark(ledger, second, "right")
    mark(ledger, first, "p", "words", note="cut short")
    mark(ledger, first, "y", who="Bo")
    held = views.audit_items(ledger)[0].marks
    assert [(one.who, one.mark, one.wrong, one.note) for one in held] == [
        ("Ines", "partly", ("words",), "cut short"),
        ("Bo", "right", (), ""),
    ]
    assert views.audit_undo(ledger, who="Ines") == first.record
    assert views.audit_items(ledger)[0].mark_of("Ines") is None
    assert views.audit_items(ledger)[0].mark_of("Bo") is not None
    assert views.audit_undo(ledger, who="Ines") == second.record
    assert views.audit_undo(ledger, who="Ines") is None


def test_several_audits_are_told_apart(ledger: Ledger) -> None:
    day = views.audit(ledger, 2, who="Ines")
    assert views.audit(ledger, 2) == f"{day}-2"
    assert views.audit(ledger, 2, name=" for the  paper ") == "for the paper"
    assert [row.audit for row in views.audits(ledger)] == ["for the paper", f"{day}-2", day]
    with pytest.raises(DragomanError, match="there is an audit of that name"):
        views.audit(ledger, 2, name="for the paper")
    with pytest.raises(NotFound, match=f"There is: for the paper, {day}-2"):
        views.audit_items(ledger, "nothing")
    assert unfinished(ledger, "Ines") == day
    for record in refs(ledger, day):
        views.audit_mark(ledger, Judgement(record, "y"), who="Ines", audit=day)
    assert unfinished(ledger, "Ines") is None


WRONG: list[tuple[Callable[[Ledger], object], type[DragomanError], str]] = [
    (lambda it: views.audit(it, 0), DragomanError, "at least one"),
    (lambda it: views.audit(it, frame=AuditFrame(())), DragomanError, "No such kind"),
    (lambda it: views.audit(it, frame=AuditFrame(above=2)), DragomanError, "no confidence"),
    (lambda it: views.audit(it, frame=AuditFrame(matter="moon")), NotFound, "moon"),
    (lambda it: views.audit(it, frame=AuditFrame(since="soon")), DragomanError, "no date"),
    (
        lambda it: views.audit(it, frame=AuditFrame(("event",), matter="peace treaty")),
        DragomanError,
        "no matter",
    ),
    (lambda it: mark(it, "s1-2", "right"), NotFound, "not in the sample"),
    (lambda it: mark(it, refs(it)[0], "maybe"), DragomanError, "no such mark"),
    (lambda it: mark(it, refs(it)[0], "wrong", "hat"), DragomanError, "hat: no field"),
    (lambda it: mark(it, refs(it)[0], "right", "words"), DragomanError, "Mark it partly"),
    (lambda it: mark(it, refs(it)[0], "right", who=" "), DragomanError, "who made it"),
]


@pytest.mark.parametrize(("act", "error", "message"), WRONG)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(
    ledger: Ledger, act: Callable[[Ledger], object], error: type[DragomanError], message: str
) -> None:
    views.audit(ledger, 5, seed=1)
    before = views.audits(ledger)
    with pytest.raises(error, match=message):
        act(ledger)
    assert views.audits(ledger) == before


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as opened:
        with pytest.raises(NotFound, match="dragoman read"):
            views.audit(opened)
        with pytest.raises(NotFound, match="no audit in this ledger yet"):
            views.audit_items(opened)
        assert views.audits(opened) == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_are_brought_in_from_a_table(ledger: Ledger, delimiter: str, charset: str) -> None:
    views.audit(ledger, 6, seed=5, frame=STATEMENTS)
    one, two, three, four, five, six = refs(ledger)
    rows = [
        ["Record", "Mark", "Wrong", "Note", "what else"],
        [one, "right", "", "", "x"],
        [two, "N", "", "'=so they say", ""],
        [three, "partly", "stance side", "", ""],
        [four, "", "", "", ""],
        [five, "perhaps", "", "", ""],
        ["a0/s1-2", "right", "", "", ""],
        [six, "wrong", "hat", "", ""],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    given = marks_from_csv(text.encode(charset), "sheet.csv")
    taken = views.audit_marks(ledger, given, who="Bo")
    assert (taken.stored, taken.known, taken.empty) == (3, 0, 1)
    assert [words.partition(": ")[0] for words in taken.refused] == [
        f"sheet.csv, line {n}" for n in (6, 7, 8)
    ]
    marks = [item.mark_of("Bo") for item in views.audit_items(ledger)]
    assert [one and (one.mark, one.wrong, one.note) for one in marks[:4]] == [
        ("right", (), ""),
        ("wrong", (), "=so they say"),
        ("partly", ("side", "stance"), ""),
        None,
    ]
    again = views.audit_marks(ledger, given, who="Bo")
    assert (again.stored, again.known) == (0, 3)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "no column"),
        (b"\n\n", "no column"),
        (b"name,mark\nx,y\n", "no column record"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no text in UTF-8"),
        ("record,mark\nä,y\n".encode("latin-1"), "no text in UTF-8"),
        (b'record,mark\n"x"y,right\n', "no CSV"),
        (b"\xff\xfe\0", "no text|no column"),
    ],
)
def test_a_table_that_holds_no_marks_is_told(raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        marks_from_csv(raw, "sheet.csv")


def test_marks_of_another_audit_are_not_mixed_in(ledger: Ledger) -> None:
    views.audit(ledger, 2, seed=1, name="first")
    views.audit(ledger, 2, seed=1, name="second")
    given = [Judgement(refs(ledger, "first")[0], "y", audit="first")]
    assert views.audit_marks(ledger, given, who="Bo").audit == "first"
    taken = views.audit_marks(ledger, given, who="Bo", audit="second")
    assert taken.stored == 0 and "of the audit first" in taken.refused[0]
