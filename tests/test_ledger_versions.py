"""Versions in the ledger: the last one counts, the others are kept, and decisions carry over."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from dragoman import views
from dragoman.article import Revision, Span
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, open_ledger, schema, versioning
from dragoman.records import Event, Reading
from older import as_of_0003
from revised import told
from tellings import Told

PEACE = "peace treaty between Russia and Japan"
CORRECTION = "Correction: An earlier version of this article misstated the stance of Russia."
KEPT = Told("JPN", "open", PEACE, name="Aoyama", words="we will meet on any day in any town")
REJECTS = Told("RUS", "rejects", PEACE, name="Rudenko", words="we reject the treaty with them")
SUPPORTS = Told("RUS", "supports", PEACE, name="Rudenko", words="we support the treaty with them")

FIRST = told(REJECTS, KEPT)
SECOND = told(SUPPORTS, KEPT, day="2026-05-04", note=CORRECTION)
THIRD = told(KEPT, SUPPORTS, day="2026-05-05")
GONE = told(REJECTS, KEPT, day="2026-05-06", revision=Revision(canceled=True, notice="TASS KILL"))


def stances(ledger: Ledger) -> dict[str, str]:
    return {row.side: row.stance for row in views.positions(ledger)}


def every_row(ledger: Ledger) -> list[tuple[str, object]]:
    """Return what a ledger derived, without the keys by which rows point to each other."""
    tables = [schema.standings, schema.stances, schema.condition_standings, schema.mentions,
              schema.event_standings, schema.matters, schema.wordings]  # fmt: skip
    found: list[tuple[str, object]] = []
    with ledger.connect() as connection:
        for table in tables:
            columns = [c for c in table.c if not c.name.endswith("_key")]
            rows = connection.execute(table.select().with_only_columns(*columns))
            found += [(table.name, tuple(row)) for row in rows]
    return sorted(found, key=repr)


@pytest.mark.parametrize("last", [SECOND, THIRD, GONE], ids=["corrected", "revised", "withdrawn"])
def test_any_order_of_arrival_leaves_the_same_standing(tmp_path: Path, last: Reading) -> None:
    order = [FIRST, SECOND, THIRD, GONE]
    family = order[: order.index(last) + 1]
    whole: list[tuple[object, object]] = []
    orders = list(permutations(family))
    for n, came in enumerate(orders[:: 1 + len(orders) // 8]):
        with open_ledger(tmp_path / f"{n}.db") as opened:
            assert {opened.add(one) for one in came} == {"new"}
            left = every_row(opened)
            rows = [(r.article, r.number, r.kind) for r in views.versions(opened)]
        whole = whole or [(left, rows)]
        assert (left, rows) == whole[0]
    with open_ledger(tmp_path / "alone.db") as opened:
        if last is not GONE:
            opened.add(last)
        # What was withdrawn leaves the names of its matters: on a day before they are asked for.
        gone = {"matters", "wordings"} if last is GONE else set()
        assert every_row(opened) == [row for row in left if row[0] not in gone]


def test_only_the_last_version_counts_and_is_found(ledger: Ledger) -> None:
    ledger.add(FIRST)
    assert stances(ledger) == {"RUS": "rejects", "JPN": "open"}
    ledger.add(SECOND)
    assert stances(ledger) == {"RUS": "supports", "JPN": "open"}
    assert len(views.statements(ledger)) == 2
    assert [row.article for row in views.articles(ledger)] == [SECOND.article.id]
    assert views.articles(ledger, "reject") == () and views.statements(ledger, "reject") == ()
    assert len(views.articles(ledger, "misstated")) == 1
    (outlet,) = [row for row in views.sources(ledger) if row.sort == "outlet"]
    assert (outlet.articles, outlet.statements) == (1, 2)
    rows = views.versions(ledger, SECOND.article.id)
    assert [(row.kind, row.counts, row.statements) for row in rows] == [
        ("first", False, 2),
        ("corrected", True, 2),
    ]
    assert str(rows[1]) == f"version 2 of 2, corrected 2026-05-04: “{CORRECTION}”"
    assert rows[1].span and rows[1].span.of(SECOND.article.text) == CORRECTION
    assert ledger.reading(FIRST.article.id) == FIRST
    assert len(ledger.articles()) == 2 and len(ledger.articles(standing=True)) == 1


def test_an_older_version_that_comes_later_changes_nothing(ledger: Ledger) -> None:
    ledger.add(SECOND)
    before = every_row(ledger)
    ledger.add(FIRST)
    assert every_row(ledger) == before
    assert views.statements(ledger, "reject") == ()
    assert [row.kind for row in views.versions(ledger)] == ["first", "corrected"]


def test_what_was_withdrawn_no_longer_counts_and_is_shown(ledger: Ledger) -> None:
    for one in (FIRST, GONE):
        ledger.add(one)
    assert views.statements(ledger) == () == views.positions(ledger)
    (row,) = views.versions(ledger, kind="withdrawn")
    assert (row.outlet, row.day, row.words) == ("The Lune Courier", "2026-05-06", "TASS KILL")
    assert {row.change for row in views.changes(ledger, GONE.article.id)} == {"withdrawn"}
    note = " ".join(views.explain(ledger, f"{FIRST.article.id}/{FIRST.statements[0].id}").notes)
    assert "withdrawn by The Lune Courier on 2026-05-06" in note
    assert [r.article for r in views.articles(ledger)] == [GONE.article.id]
    again = told(REJECTS, KEPT, day="2026-05-07")
    ledger.add(again)
    assert stances(ledger) == {"RUS": "rejects", "JPN": "open"}


def test_names_lead_to_the_last_version_and_ids_to_each(ledger: Ledger) -> None:
    same = [replace(one, article=replace(one.article, name="talks")) for one in (FIRST, SECOND)]
    for one in same:
        ledger.add(one)
    assert ledger.article("talks").id == ledger.article("Valdoria sets terms").id
    assert ledger.article("talks").id == same[1].article.id
    assert ledger.article(same[0].article.id) == same[0].article
    record = same[1].statements[1].id
    if record == same[0].statements[1].id:
        assert ledger.record(record)[0].id == same[1].article.id
    only = same[0].statements[0].id
    assert ledger.record(f"{same[0].article.id}/{only}")[1] == same[0].statements[0]


CHANGED = [
    ("same", KEPT, KEPT, ()),
    ("changed", REJECTS, SUPPORTS, ("words", "stance")),
    ("changed", REJECTS, replace(REJECTS, stance="defers"), ("stance",)),
    ("changed", REJECTS, replace(REJECTS, name="Volkov"), ("speaker",)),
    ("changed", REJECTS, replace(REJECTS, role="Foreign Minister"), ("role",)),
    ("changed", REJECTS, replace(REJECTS, said="2026-05-01"), ("said",)),
    ("changed", REJECTS, replace(REJECTS, scope="now"), ("scope",)),
    ("changed", replace(KEPT, only_if="it rains"), replace(KEPT, only_if="it snows"),
     ("words", "condition")),
    ("changed", replace(KEPT, only_if="it rains"), KEPT, ("words", "condition")),
    ("changed", replace(KEPT, only_if="it rains"),
     replace(KEPT, only_if="it rains", kind="threat"), ("condition",)),
]  # fmt: skip


@pytest.mark.parametrize(("change", "before", "after", "what"), CHANGED)
def test_what_a_revision_changed_in_a_statement(
    ledger: Ledger, change: str, before: Told, after: Told, what: tuple[str, ...]
) -> None:
    more = Told("RUS", words="something else altogether was asked for at length by everybody")
    for one in (told(before, more), told(after, more, day="2026-05-04", note=CORRECTION)):
        ledger.add(one)
    row, other = views.changes(ledger, "v2026-05-04")
    assert (row.change, row.what, other.change) == (change, what, "same")
    for words, mark in ((row.words_before, "dropped"), (row.words_after, "added")):
        assert {piece.mark for piece in words} <= {"same", mark}
    told_ = row.cells()
    assert ("[-" in str(told_["words_before"]) or "{+" in str(told_["words_after"])) == (
        "words" in what
    )


def test_statements_added_dropped_and_moved_are_told(ledger: Ledger) -> None:
    extra = Told("RUS", words="the ferry will sail again in the autumn of this year")
    third = Told("JPN", words="nobody has spoken of any islands in these rooms")
    ledger.add(told(REJECTS, KEPT, third, note="The talks went on for a day."))
    ledger.add(told(KEPT, third, extra, day="2026-05-04", note="The talks went on for a day."))
    ledger.add(told(third, KEPT, extra, day="2026-05-05", note="The talks went on for a day."))
    found = views.changes(ledger, "v2026-05-04")
    assert [row.change for row in found] == ["dropped", "same", "same", "added"]
    assert (found[0].before, found[0].after, found[-1].before) == (
        f"{ledger.article('v2026-05-03').id}/{told(REJECTS, KEPT, third).statements[0].id}",
        None,
        None,
    )
    assert sorted(row.change for row in views.changes(ledger, "v2026-05-05")) == [
        "moved",
        "same",
        "same",
    ]
    across = views.changes(ledger, "v2026-05-05", before=1, after=3)
    assert sorted(row.change for row in across) == ["added", "dropped", "moved", "same"]
    assert views.changes(ledger, "v2026-05-03") == views.changes(ledger, "v2026-05-05")


def test_there_is_nothing_to_compare_with(ledger: Ledger) -> None:
    ledger.add(FIRST)
    with pytest.raises(DragomanError, match="only one version"):
        views.changes(ledger, FIRST.article.id)
    ledger.add(SECOND)
    with pytest.raises(NotFound, match="1 to 2, and no version 7"):
        views.changes(ledger, FIRST.article.id, after=7)
    with pytest.raises(DragomanError, match="no such kind"):
        views.versions(ledger, kind="mended")
    with pytest.raises(NotFound):
        views.versions(ledger, "nothing")


def ref(reading: Reading, n: int) -> str:
    return f"{reading.article.id}/{reading.statements[n].id}"


@pytest.mark.parametrize("order", [(FIRST, THIRD), (THIRD, FIRST)])
def test_a_decision_carries_over_to_the_same_words(
    ledger: Ledger, order: tuple[Reading, ...]
) -> None:
    for one in order[:1]:
        ledger.add(one)
    if order[0] is THIRD:
        ledger.add(FIRST)
    ledger.decide(ref(FIRST, 1), "correct", who="Ines", why="Misheard.", after={"stance": "defers"})
    ledger.decide(ref(FIRST, 0), "reject", who="Ines", why="Not said.")
    if order[0] is FIRST:
        ledger.add(THIRD)
    assert stances(ledger) == {"JPN": "defers", "RUS": "supports"}
    (decision,) = views.explain(ledger, ref(THIRD, 0)).decisions
    assert (decision.record, decision.verb, decision.who) == (ref(FIRST, 1), "correct", "Ines")
    assert views.explain(ledger, ref(THIRD, 1)).decisions == ()
    ledger.decide(ref(THIRD, 0), "confirm", who="Olaf", why="It is right now.")
    assert stances(ledger)["JPN"] == "open"
    again = replace(THIRD, reader="0.9.0")
    assert ledger.add(again) == "reread"
    assert stances(ledger) == {"JPN": "open", "RUS": "supports"}


def test_conditions_and_events_carry_over_with_their_sentence(ledger: Ledger) -> None:
    def made(day: str, first: Told) -> Reading:
        base = told(first, replace(KEPT, only_if="it rains"), day=day)
        start = base.article.text.index("Aoyama")
        event = Event(f"e{start}", "AGREE", Span(start, start + 6), ("RUS",), ("JPN",), "happened")
        return replace(base, events=(event,))

    one, two = made("2026-05-03", REJECTS), made("2026-05-04", SUPPORTS)
    ledger.add(one)
    for record in (one.conditions[0].id, one.events[0].id):
        ledger.decide(f"{one.article.id}/{record}", "reject", who="Ines", why="No.")
    assert views.conditions(ledger) == () == views.events(ledger)
    ledger.add(two)
    assert views.conditions(ledger) == () == views.events(ledger)


def test_reading_a_version_anew_leaves_its_place(ledger: Ledger) -> None:
    for one in (FIRST, SECOND):
        ledger.add(one)
    before = every_row(ledger)
    assert ledger.add(replace(FIRST, reader="0.9.0")) == "reread"
    assert every_row(ledger) == before
    elsewhere = replace(FIRST.article, url="https://courier.example/elsewhere")
    assert ledger.add(replace(FIRST, article=elsewhere, reader="1.0.0")) == "reread"
    assert [row.kind for row in views.versions(ledger)] == ["corrected"]
    assert [row.statements for row in views.articles(ledger)] == [2, 2]
    assert ledger.add(replace(FIRST, reader="1.1.0")) == "reread"
    assert every_row(ledger) == before
    assert len(views.articles(ledger, "reject")) == 0


def test_the_same_words_again_do_not_count_twice(ledger: Ledger) -> None:
    again = replace(FIRST.article, raw=b"x", raw_sha256="0" * 64, published="2026-05-09")
    ledger.add(replace(FIRST, article=again))
    ledger.add(FIRST)
    assert [row.article for row in views.articles(ledger)] == [FIRST.article.id]
    assert len(views.statements(ledger)) == 2
    assert [row.kind for row in views.versions(ledger)] == ["first", "refreshed"]
    ledger.decide(f"{again.id}/{FIRST.statements[0].id}", "reject", who="Ines", why="No.")
    assert stances(ledger) == {"JPN": "open"}


@pytest.mark.sqlite
def test_an_older_ledger_finds_the_versions_in_it(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with open_ledger(path) as opened:
        for one in (FIRST, SECOND):
            opened.add(one)
        expected = every_row(opened)
    with closing(sqlite3.connect(path)) as old, old:
        as_of_0003(old)
    with open_ledger(path) as opened:
        assert every_row(opened) == expected
        assert [row.kind for row in views.versions(opened)] == ["first", "corrected"]
        assert views.statements(opened, "reject") == ()


def test_what_a_source_states_comes_back_as_it_was_stored(ledger: Ledger) -> None:
    stated = Revision("urn:x:1", 3, "2026-05-04", True, "KILL", ("urn:x:2", "urn:x:3"), True)
    one = told(KEPT, revision=stated)
    ledger.add(one)
    assert ledger.reading(one.article.id) == one


def test_an_address_that_a_crowd_shares_is_none_of_an_article(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versioning, "CROWDED", 4)
    words = "the {0}th ferry sailed {0} miles with {0} men and {0} dogs".format
    made = [told(Told("RUS", words=words(n)), title=f"n{n}", name=f"n{n}") for n in range(6)]
    for one in made:
        ledger.add(one)
    again = told(Told("RUS", words=words(5)), title="n5", name="again", note="He left.")
    ledger.add(again)
    assert len(views.articles(ledger)) == 7
    assert views.versions(ledger) == ()
