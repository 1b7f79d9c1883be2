"""What became of conditions: a status that nobody's words say is worse than none."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from demanded import condition, later, of_row, report, rows, statement
from dragoman import matters_part, views
from dragoman.brief import brief_html, brief_markdown, compose_brief
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Event, Reading
from made import span
from older import as_of_0010

V, K, N = "Valdoria", "Kestrelia", "Norhaven"
TROOPS = "Valdoria withdraws its troops from the Ledra islands"
SANCTIONS = "Kestrelia lifts the sanctions on Valdorian fish"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "talks.db") as opened:
        yield opened


def add(ledger: Ledger, *readings: Reading) -> None:
    for one in readings:
        ledger.add(one)


def status(ledger: Ledger, on: str | None = None) -> list[str]:
    return [row.status for row in views.conditions(ledger, on=on)]


def figures(half: str, folder: Path) -> tuple[float, float, float]:
    """Return accuracy, and precision and recall of what is not unknown, on half of the table."""
    table = rows(half)
    told = iter(list(later([(one["text"], one["day"]) for r in table for one in r["later"]])))
    counts: Counter[str] = Counter()
    for n, row in enumerate(table):
        with open_ledger(folder / f"{n}.db") as ledger:
            asked = of_row(row)
            add(ledger, asked, *(next(told) for _ in row["later"]))
            found = {one.article: one.status for one in views.conditions(ledger)}
        got, want = found[asked.article.id], row["status"]
        counts["right"] += got == want
        counts["known"] += got == want != "unknown"
        counts["told"] += got != "unknown"
        counts["wanted"] += want != "unknown"
    right, known = counts["right"] / len(table), counts["known"]
    return right, known / counts["told"], known / counts["wanted"]


def test_the_table_has_traps_in_both_halves() -> None:
    for half in ("built", "held"):
        assert len(rows(half)) >= 60
        assert sum(row["trap"] for row in rows(half)) >= 25


LEAVES = "Valdorian troops leave the islands"
OTHER = "fishing treaty between Valdoria and Kestrelia"
FISHING = "fishing treaty between Norhaven and Kestrelia"


Told = tuple[Reading, str]
STORIES: dict[str, tuple[Reading, Sequence[Told]]] = {
    "met, and undone again": (
        condition(K, V, TROOPS),
        [
            (report("Valdoria began withdrawing its troops.", "2031-02-01"), "partly met"),
            (report("The last Valdorian troops left the islands.", "2031-03-01"), "met"),
            (report("Valdorian troops returned to the islands.", "2031-05-01"), "not met"),
        ],
    ),
    "claimed, denied, and confirmed by the side that asked": (
        condition(K, V, "Valdoria releases the eleven fishermen", link="unless"),
        [
            (statement(V, "Valdoria had released the fishermen", "2031-02-01"), "met"),
            (statement(K, "Valdoria had not released the fishermen", "2031-02-05"), "disputed"),
            (statement(K, "Valdoria had released the fishermen", "2031-02-20"), "met"),
        ],
    ),
    "asked again after it was told as met": (
        condition(K, V, TROOPS),
        [
            (report("Valdoria withdrew its troops.", "2031-02-01"), "met"),
            (condition(K, V, LEAVES, day="2031-02-09"), "unknown"),
            (condition(K, V, LEAVES, link="until", day="2031-03-09"), "not met"),
        ],
    ),
    "dropped, and taken up again": (
        condition(V, K, SANCTIONS),
        [
            (
                report("Valdoria dropped its demand that Kestrelia lift sanctions.", "2031-02-01"),
                "withdrawn",
            ),
            (condition(V, K, SANCTIONS, day="2031-04-01"), "unknown"),
            (report("Kestrelia extended the sanctions.", "2031-05-01"), "not met"),
        ],
    ),
    "another side's word against the report": (
        condition(V, K, SANCTIONS, link="until"),
        [
            (statement(N, "Kestrelia had lifted the sanctions", "2031-02-01"), "met"),
            (report("The fish sanctions remain in force.", "2031-02-02"), "not met"),
        ],
    ),
}
"""A condition and what articles tell of it, each with the status from its day on."""


@pytest.mark.parametrize("story", STORIES)
def test_the_status_of_a_day_is_what_was_told_by_then(ledger: Ledger, story: str) -> None:
    asked, course = STORIES[story]
    add(ledger, asked, *(told for told, _ in course))
    before = "not met" if asked.conditions[0].cue.of(asked.article.text) == "until" else "unknown"
    assert status(ledger, "2031-01-15") == [before]
    for told, expected in course:
        day = told.article.published
        assert set(status(ledger, day)) == {expected}, day


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("Valdoria withdrew its troops from the Ledra islands.", "2030-12-31"),
        ("Valdoria withdrew its troops from the Ledra islands.", None),
        ("Valdoria withdrew its troops from the Ledra islands in 1998.", "2031-02-01"),
        ("Valdoria reportedly withdrew its troops from the Ledra islands.", "2031-02-01"),
        ("Valdoria is withdrawing its troops from the Ledra islands next year.", "2031-02-01"),
        ("It was unclear why Valdoria withdrew its troops from the Ledra islands.", "2031-02-01"),
    ],
)
def test_words_of_another_time_or_that_are_not_sure_tell_nothing(
    ledger: Ledger, told: str, day: str | None
) -> None:
    add(ledger, condition(K, V, TROOPS), report(told, day))
    assert status(ledger) == ["unknown"]


@pytest.mark.parametrize("cue", ["want", "ask", "deny", "promise", "think", "propose"])
def test_what_a_side_only_wishes_asks_or_denies_tells_nothing(ledger: Ledger, cue: str) -> None:
    words = "Valdoria had withdrawn its troops from the Ledra islands"
    add(ledger, condition(K, V, TROOPS), statement(K, words, "2031-02-01", cue=cue))
    assert status(ledger) == ["unknown"]


def test_what_must_not_be_done_is_not_met_by_being_done(ledger: Ledger) -> None:
    act = "Valdoria attacks the coastal villages"
    threat = condition(K, V, act, link="if", outcome="no ship will pass", kind="threat")
    add(ledger, threat, report("Valdoria attacked the coastal villages.", "2031-02-01"))
    assert status(ledger) == ["not met"]


def test_one_demand_told_in_other_words_has_one_status(ledger: Ledger) -> None:
    add(
        ledger,
        condition(K, V, TROOPS),
        condition(K, V, "the withdrawal of Valdorian soldiers from the islands", day="2031-01-20"),
        condition(K, V, "Valdoria releases the fishermen", day="2031-01-21"),
        report("Valdoria withdrew its forces from the Ledra islands.", "2031-02-01"),
    )
    assert Counter(status(ledger)) == {"met": 2, "unknown": 1}


def test_the_words_that_say_so_are_shown_with_their_place(ledger: Ledger) -> None:
    add(
        ledger,
        condition(K, V, TROOPS),
        statement(K, "Valdoria had withdrawn its troops", "2031-02-01"),
    )
    (row,) = views.conditions(ledger, status="met")
    (told,) = row.status_evidence
    assert (told.by, told.side, told.day, row.status_since) == (
        "setter",
        K,
        "2031-02-01",
        "2031-02-01",
    )
    article, _ = ledger.record(told.record or "")
    assert told.spans[0].of(article.text) == told.words == "Valdoria had withdrawn its troops"


def test_a_rejected_statement_or_event_loses_its_evidence(ledger: Ledger) -> None:
    told = statement(K, "Valdoria had withdrawn its troops", "2031-02-01")
    words = "Valdoria withdrew its troops from the Ledra islands."
    anchor = span("withdrew", words)
    event = Event("e1", "RETREAT", anchor, (V,), (), "happened", "2031-02-02")
    happened = replace(report(words, "2031-02-02"), events=(event,))
    add(ledger, condition(K, V, TROOPS), told, happened)
    first = views.conditions(ledger)
    ledger.decide(f"{happened.article.id}/e1", "reject", who="me")
    assert views.conditions(ledger)[0].status_evidence[0].article == told.article.id
    ledger.decide(f"{told.article.id}/{told.statements[0].id}", "reject", who="me")
    assert status(ledger) == ["unknown"]
    ledger.decide(f"{happened.article.id}/e1", "confirm", who="me")
    assert views.conditions(ledger) == first


def story() -> list[Reading]:
    """Return a story of several articles, with two deadlocks of which one ends."""
    return [
        condition(K, V, TROOPS, outcome="Kestrelia will lift the sanctions on Valdorian fish"),
        condition(
            V,
            K,
            SANCTIONS,
            outcome="Valdoria would withdraw its troops from the islands",
            day="2031-01-15",
        ),
        condition(K, V, "Valdorian troops leave the islands", day="2031-02-01", link="until"),
        condition(N, K, "Kestrelia signs the fishing treaty", day="2031-02-01", matter=FISHING),
        condition(K, N, "Norhaven sends observers", day="2031-02-03", matter=FISHING),
        report("Valdoria began withdrawing its troops from the islands.", "2031-03-01"),
        statement(V, "Valdoria had withdrawn its troops", "2031-03-02"),
        report("Norhaven sent observers.", "2031-03-05"),
        report("Norhaven sent forty observers.", "2031-03-05"),
        report("Norhaven has sent observers.", "2031-03-05"),
        report("Kestrelia lifted the sanctions.", "2031-03-09"),
        report("Kestrelia reimposed the sanctions.", "2031-04-09"),
    ]


def seen(ledger: Ledger) -> list[Any]:
    days = ("2031-02-15", "2031-03-03", "2031-03-20", None)
    return [
        (views.conditions(ledger, on=day), views.deadlocks(ledger, on=day, ended=True))
        for day in days
    ]


def test_the_order_in_which_articles_come_does_not_matter(tmp_path: Path) -> None:
    found = []
    for seed in range(4):
        told = story()
        random.Random(seed).shuffle(told)
        with open_ledger(tmp_path / f"{seed}.db") as ledger:
            add(ledger, *told)
            found.append(seen(ledger))
    assert found[0][0][1]
    assert all(one == found[0] for one in found)


@pytest.mark.sqlite
def test_a_ledger_of_before_gets_its_demands(tmp_path: Path) -> None:
    where = tmp_path / "talks.db"
    with open_ledger(where) as ledger:
        add(ledger, *story())
        before = seen(ledger)
    with sqlite3.connect(where) as old:
        as_of_0010(old)
    old.close()
    with open_ledger(where) as ledger:
        assert seen(ledger) == before


def test_two_sides_that_wait_for_what_the_other_would_do_are_a_deadlock(ledger: Ledger) -> None:
    add(ledger, *story())
    (row,) = (one for one in views.deadlocks(ledger, on="2031-02-15") if set(one.sides) == {K, V})
    assert (row.link, row.since, row.ended) == ("direct", "2031-01-15", None)
    assert dict(zip(row.sides, row.first_set, strict=True)) == {K: "2031-01-10", V: "2031-01-15"}
    acts = {one.side: (one.actor, one.day, one.act) for one in row.conditions}
    assert acts[K] == (V, "2031-02-01", "Valdorian troops leave the islands")
    assert acts[V] == (K, "2031-01-15", SANCTIONS)
    assert views.deadlocks(ledger, on="2031-01-12") == ()


def test_a_deadlock_ends_with_a_condition_and_may_come_again(ledger: Ledger) -> None:
    add(ledger, *story())
    assert not views.deadlocks(ledger, on="2031-03-20")
    ended = views.deadlocks(ledger, on="2031-03-20", ended=True)
    assert {(row.link, row.ended) for row in ended} == {
        ("direct", "2031-03-02"),
        ("same matter", "2031-03-05"),
    }
    add(ledger, report("Valdorian troops returned to the islands.", "2031-05-01"))
    (row,) = views.deadlocks(ledger, side=V)
    assert (row.since, row.ended) == ("2031-05-01", None)


def test_the_deadlocks_of_a_matter_are_those_of_its_parts_too_when_asked(ledger: Ledger) -> None:
    add(
        ledger,
        condition(K, V, "Valdoria signs the fishing treaty", matter=OTHER),
        condition(V, K, "Kestrelia opens the customs posts", matter=OTHER, day="2031-01-20"),
        condition(N, K, "Kestrelia pays the fees"),
    )
    matters_part(ledger, OTHER, "peace treaty", reason="it is negotiated there")
    asked = [views.deadlocks(ledger, matter="peace treaty", parts=one) for one in (False, True)]
    assert [len(rows) for rows in asked] == [0, 1]


def test_three_sides_in_a_ring_are_a_deadlock(ledger: Ledger) -> None:
    add(
        ledger,
        condition(K, V, TROOPS),
        condition(V, N, "Norhaven sends observers", day="2031-01-12"),
        condition(N, K, "Kestrelia opens the strait", day="2031-01-20"),
    )
    (row,) = views.deadlocks(ledger)
    assert row.sides == (K, V, N)
    assert [one.actor for one in row.conditions] == [V, N, K]
    assert (row.link, row.since) == ("same matter", "2031-01-20")
    assert views.deadlocks(ledger, side=N) == (row,)
    assert views.deadlocks(ledger, matter=row.matter) == (row,)
    assert views.deadlocks(ledger, side="Ostmark") == ()


@pytest.mark.parametrize(
    "told",
    [
        [condition(K, V, TROOPS), condition(V, None, "an end to the sanctions")],
        [condition(K, V, TROOPS), condition(V, "both", "both armies stay away")],
        [condition(K, V, TROOPS), condition(V, N, "Norhaven sends observers")],
        [condition(K, V, TROOPS), condition(V, K, "Kestrelia signs it", matter=OTHER)],
        [
            condition(K, V, TROOPS),
            condition(V, K, "Kestrelia shells the port", link="if", kind="threat"),
        ],
        [
            condition(K, V, TROOPS),
            report("Valdoria withdrew its troops.", "2031-01-12"),
            condition(V, K, SANCTIONS, day="2031-01-20"),
        ],
    ],
    ids=["nobody named", "both", "one way", "another matter", "a threat", "met before"],
)
def test_what_is_no_deadlock(ledger: Ledger, told: list[Reading]) -> None:
    add(ledger, *told)
    assert views.deadlocks(ledger, ended=True) == ()


def test_each_the_others_outcome_is_a_deadlock_on_whatever_matter(ledger: Ledger) -> None:
    add(
        ledger,
        condition(K, V, TROOPS, outcome="the sanctions will stay in force", link="until"),
        condition(
            V,
            K,
            "the sanctions are lifted",
            outcome="there would be no withdrawal of troops",
            link="unless",
            matter="sanctions",
        ),
    )
    assert [row.link for row in views.deadlocks(ledger)] == ["direct"]


def test_the_brief_tells_the_status_and_has_deadlocks_only_where_there_are(ledger: Ledger) -> None:
    add(ledger, condition(K, V, TROOPS))
    brief = compose_brief(ledger)
    assert "Who waits for whom" not in brief_html(brief) + brief_markdown(brief)
    add(ledger, *story()[1:3])
    brief = compose_brief(ledger)
    for page in (brief_html(brief), brief_markdown(brief)):
        assert "Who waits for whom" in page
        assert "not met (1 February 2031)" in page


def test_a_status_that_there_is_not_is_refused(ledger: Ledger) -> None:
    with pytest.raises(DragomanError, match="no such status"):
        views.conditions(ledger, status="fulfilled")


@pytest.mark.parametrize(("half", "right"), [("built", 0.98), ("held", 0.92)])
def test_the_table_of_statuses_is_told_as_well_as_it_was(
    tmp_path: Path, half: str, right: float
) -> None:
    accuracy, precision, recall = figures(half, tmp_path)
    assert accuracy >= right
    assert precision >= 0.95
    assert recall >= right
