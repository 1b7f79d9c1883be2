"""A ledger asked as known on a day: late articles, versions, what several articles tell."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dragoman import views
from dragoman.article import Revision
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Event, Reading
from older import as_of_0010
from orders import each, orders
from revised import told
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"
SCOOP = "we will never hand over a single one of the islands to them"


def rus(stance: Any, said: str | None, words: str = "", **more: Any) -> Told:
    return Told("RUS", stance, PEACE, said, name="Rudenko", words=words, **more)


def dated(published: str | None, *said: Told, name: str, retrieved: str | None = None) -> Reading:
    made = reading(*said, name=name, published=published, title=name, outlet=name.title())
    return replace(made, article=replace(made.article, retrieved=retrieved))


def stance(ledger: Ledger, day: str | None, side: str = "RUS", on: str | None = None) -> str | None:
    found = views.positions(ledger, side=side, on=on, as_known_on=day)
    return found[0].stance if found else None


REPORT = dated("2024-03-02", rus("open", "2024-03-01", "we will talk"), name="report")
MEMOIR = dated("2025-06-01", rus("rejects", "2024-03-01", "we refuse to talk"), name="memoir")
LATER = dated("2024-04-02", rus("defers", "2024-04-01", "it is too early to talk"), name="later")


def test_what_was_published_later_was_not_known(ledger: Ledger) -> None:
    for one in (LATER, REPORT):
        ledger.add(one)
    assert stance(ledger, None) == "defers" == stance(ledger, "2024-04-02")
    assert stance(ledger, "2024-04-01") == "open" == stance(ledger, "2024-03-02")
    assert stance(ledger, "2024-03-01") is None
    assert stance(ledger, "2024-03") == "open"
    with pytest.raises(DragomanError, match="as_known_on: 'spring' is no date"):
        stance(ledger, "spring")


def test_on_asks_for_what_was_said_and_as_known_on_for_what_was_known(ledger: Ledger) -> None:
    for one in (REPORT, MEMOIR, LATER):
        ledger.add(one)
    assert stance(ledger, None, on="2024-03-31") == "rejects"
    assert stance(ledger, "2024-03-31") == "open"
    assert stance(ledger, "2024-12-31") == "defers"
    assert stance(ledger, "2024-12-31", on="2024-03-31") == "open"


@pytest.mark.parametrize(
    ("published", "retrieved", "known"),
    [
        ("2024-03-02T23:00:00+02:00", "2024-05-01", "2024-03-02"),
        ("2024-03", "2024-05-01", "2024-03-31"),
        ("2024", None, "2024-12-31"),
        (None, "2024-05-01T10:00:00Z", "2024-05-01"),
    ],
)
def test_an_article_is_known_from_its_day(
    ledger: Ledger, published: str | None, retrieved: str | None, known: str
) -> None:
    ledger.add(dated(published, rus("open", "2024-01-01"), name="one", retrieved=retrieved))
    before = str(date.fromisoformat(known) - timedelta(days=1))
    assert stance(ledger, known) == "open" and stance(ledger, before) is None


def test_an_article_without_any_day_is_known_from_when_it_came(ledger: Ledger) -> None:
    ledger.add(dated(None, rus("open", "2024-01-01"), name="one"))
    assert stance(ledger, "2024-01-01") is None
    assert stance(ledger, "2999-01-01") == "open"


SAID = rus("rejects", "2024-03-01", SCOOP)
FIRST = dated("2024-03-02", SAID, name="herald")
SECOND = dated("2024-03-09", SAID, rus("rejects", "2024-03-01", "no"), name="tribune")
THIRD = dated("2024-03-20", replace(SAID, stance="defers"), name="gazette")
FOURTH = dated("2024-03-21", replace(SAID, stance="defers"), name="courier")


@each
def test_an_utterance_counts_once_among_the_tellings_known_then(tmp_path: Path, nth: int) -> None:
    every: list[Any] = []
    family = [FIRST, SECOND, THIRD, FOURTH]
    for n, order in enumerate(orders(family, nth)):
        with open_ledger(tmp_path / f"{n}.db") as opened:
            for one in order:
                opened.add(one)
            days = ("2024-03-01", "2024-03-02", "2024-03-09", "2024-03-20", "2024-03-21", None)
            rows = [views.positions(opened, as_known_on=day) for day in days]
            told = [views.statements(opened, SCOOP, as_known_on=day) for day in days]
        counts = [[(r.stance, r.statements, r.of, r.articles) for r in some] for some in rows]
        words = [[(r.outlet, len(r.witnesses)) for r in some] for some in told]
        assert counts[:4] == [[], [("rejects", 1, 1, 1)], [("rejects", 2, 2, 2)], counts[3]]
        assert counts[4] == counts[5]
        assert words[:3] == [[], [("Herald", 0)], [("Herald", 1)]]
        quoted = {q.record.partition("/")[0] for r in rows[1] for q in r.evidence}
        assert quoted == {FIRST.article.id}
        every.append((counts, words))
    assert all(one == every[0] for one in every)


REJECTS = rus("rejects", None, "we reject the treaty with them", only_if="it rains")
SUPPORTS = rus("supports", None, "we support the treaty with them")
KEPT = Told("JPN", "open", PEACE, name="Aoyama", words="we will meet on any day in any town")
CORRECTION = "Correction: An earlier version of this article misstated the stance of Russia."
ONE = told(REJECTS, KEPT)
TWO = told(SUPPORTS, KEPT, day="2026-05-05", note=CORRECTION)
GONE = told(SUPPORTS, KEPT, day="2026-05-08", revision=Revision(canceled=True, notice="KILL"))
COPY = dated("2026-05-04", replace(KEPT, said="2026-05-03"), name="copy")


def seen(ledger: Ledger, day: str | None) -> dict[str, Any]:
    rows = views.positions(ledger, as_known_on=day)
    return {
        "stances": {row.side: (row.stance, row.of, row.articles) for row in rows},
        "conditions": [row.act for row in views.conditions(ledger, as_known_on=day)],
        "articles": sorted(row.published or "" for row in views.articles(ledger, as_known_on=day)),
        "said": len(views.statements(ledger, as_known_on=day)),
        "matters": [row.statements for row in views.matters(ledger, as_known_on=day)],
        "outlets": {
            row.name: row.statements
            for row in views.sources(ledger, as_known_on=day)
            if row.sort == "outlet"
        },
    }


@each
def test_the_version_of_then_counted_then(tmp_path: Path, nth: int) -> None:
    every = []
    for n, order in enumerate(orders([ONE, TWO, GONE, COPY], nth)):
        with open_ledger(tmp_path / f"{n}.db") as opened:
            for one in order:
                opened.add(one)
            at = {day: seen(opened, f"2026-05-0{day}") for day in range(2, 9)}
            every.append((at, seen(opened, None)))
    at, today = every[0]
    assert at[2]["stances"] == {} and at[2]["articles"] == []
    assert at[3] == {
        "stances": {"RUS": ("rejects", 1, 1), "JPN": ("open", 1, 1)},
        "conditions": ["it rains"],
        "articles": ["2026-05-03"],
        "said": 2,
        "matters": [2],
        "outlets": {"The Lune Courier": 2},
    }
    assert at[4]["stances"]["JPN"][:2] == ("open", 1)
    assert at[4]["said"] == 2 and at[4]["articles"] == ["2026-05-03", "2026-05-04"]
    assert at[5]["stances"] == {"RUS": ("supports", 1, 1), "JPN": ("open", 1, 2)}
    assert at[5]["conditions"] == [] and at[5]["said"] == 2
    assert at[8]["stances"] == {"JPN": ("open", 1, 1)} == today["stances"]
    assert all(one == every[0] for one in every)


def test_a_version_that_states_no_day_of_its_own_is_known_from_its_retrieval(
    ledger: Ledger,
) -> None:
    ledger.add(told(REJECTS, retrieved="2026-05-03T12:00:00Z"))
    ledger.add(told(SUPPORTS, retrieved="2026-05-06T12:00:00Z"))
    assert [stance(ledger, f"2026-05-0{n}") for n in (3, 5, 6)] == [
        "rejects",
        "rejects",
        "supports",
    ]


def test_a_decision_of_today_holds_for_what_was_known_before(ledger: Ledger) -> None:
    for one in (REPORT, LATER):
        ledger.add(one)
    record = f"{REPORT.article.id}/{REPORT.statements[0].id}"
    ledger.decide(record, "correct", who="A", after={"stance": "supports"})
    assert stance(ledger, "2024-03-02") == "supports"
    ledger.decide(record, "reject", who="A")
    assert stance(ledger, "2024-03-02") is None


def test_events_are_known_with_their_article(ledger: Ledger) -> None:
    made = told(KEPT)
    event = Event("e1", "CONSULT", made.statements[0].content[0], ("RUS",), ("JPN",), "happened")
    ledger.add(replace(made, events=(event,)))
    assert len(views.events(ledger, as_known_on="2026-05-03")) == 1
    assert views.events(ledger, as_known_on="2026-05-02") == ()


@pytest.mark.sqlite
def test_a_ledger_made_before_knows_what_was_known(tmp_path: Path) -> None:
    days = [f"2026-05-0{day}" for day in range(2, 9)]
    with open_ledger(tmp_path / "talks.db") as opened:
        for one in (ONE, TWO, COPY):
            opened.add(one)
        fresh = [seen(opened, day) for day in days]
    with closing(sqlite3.connect(tmp_path / "talks.db")) as old, old:
        as_of_0010(old)
    with open_ledger(tmp_path / "talks.db") as opened:
        assert [seen(opened, day) for day in days] == fresh


@pytest.mark.sqlite
def test_a_ledger_that_may_only_be_read_is_asked_as_known_on_a_day(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with open_ledger(path) as opened:
        opened.add(REPORT)
    path.chmod(0o444)
    with open_ledger(path, create=False) as opened:
        assert stance(opened, "2024-03-02") == "open" and stance(opened, "2024-03-01") is None
        assert stance(opened, None) == "open"
