"""A matter and its opposite are one: who calls the troops a mistake wants them gone."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dragoman import views
from dragoman.benchmark.matters import bench_matters
from dragoman.brief import brief_html, brief_markdown, compose_brief
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.matter_titles import title_of
from dragoman.ledger.opposites import TURNS, turned_stance
from dragoman.records import STANCES, Reading, Stance
from older import as_of_0010
from tellings import Told, reading

PAIRS = Path(__file__).parent / "data" / "matters_pairs.jsonl"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "x.db")


def taken(
    ledger: Ledger, stance: Stance, words: str, *others: Told
) -> list[tuple[str, str | None]]:
    """Return name and stance of what the ledger makes of a stance on words."""
    told = [*(Told(side) for side in ("IRQ", "USA") for _ in range(2)), *others]
    ledger.add(reading(*told, Told("IRQ", stance, words), published="2031-03-04"))
    rows = [row for row in views.positions(ledger) if row.side == "IRQ"]
    return [(row.matter_name, row.stance) for row in rows]


LEAVING = "withdrawal of US troops from Iraq"
LIFTING = "lifting sanctions on Iran"
TALKS = "talks between Iraq and United States"
ENDS: list[tuple[Stance, str, str, Stance]] = [
    ("rejects", "presence of US troops in Iraq", LEAVING, "supports"),
    ("supports", "withdrawal of US troops from Iraq", LEAVING, "supports"),
    ("open", "keeping US troops in Iraq", LEAVING, "defers"),
    ("supports", "sanctions on Iran", LIFTING, "rejects"),
    ("conditional", "maintaining sanctions on Iran", LIFTING, "conditional"),
    ("supports", "suspending talks with the United States", TALKS, "defers"),
    ("rejects", "suspending talks with the United States", TALKS, "supports"),
    ("supports", "ending talks with the United States", TALKS, "rejects"),
    ("rejects", "talks on ending the blockade", "talks on ending the blockade", "rejects"),
]


@pytest.mark.parametrize(("stance", "words", "name", "turned"), ENDS)
def test_a_stance_on_one_end_is_turned_round_on_the_other(
    ledger: Ledger, stance: Stance, words: str, name: str, turned: str
) -> None:
    ((shown, found),) = taken(ledger, stance, words)
    assert shown.startswith(name)
    assert found == turned


def test_both_ends_are_one_matter_by_the_end_that_changes_something(ledger: Ledger) -> None:
    other = Told("USA", "rejects", "withdrawal of US troops from Iraq")
    assert taken(ledger, "rejects", "US troops in Iraq", other) == [
        ("withdrawal of US troops from Iraq", "supports")
    ]
    (matter,) = views.matters(ledger)
    assert matter.sides == ("IRQ", "USA")
    assert matter.wordings == ("US troops in Iraq", "withdrawal of US troops from Iraq")


def test_what_was_turned_round_is_told_with_the_articles_own_stance(ledger: Ledger) -> None:
    taken(ledger, "rejects", "presence of US troops in Iraq")
    (row,) = views.statements(ledger, stance="supports")
    told = "turned round: rejects presence of US troops in Iraq"
    assert (row.turned, row.matter_words) == (told, "presence of US troops in Iraq")
    (position,) = views.positions(ledger)
    assert [quote.turned for quote in position.evidence] == [told]
    assert any(told in note for note in views.explain(ledger, row.record).notes)
    brief = compose_brief(ledger)
    assert told in brief_markdown(brief)
    assert told in brief_html(brief)
    _, record = ledger.record(row.record)
    assert getattr(record, "stance", None) == "rejects", "the reading keeps what the article says"
    assert views.statements(ledger, stance="rejects") == ()


def test_a_persons_correction_is_of_what_the_article_says(ledger: Ledger) -> None:
    taken(ledger, "rejects", "presence of US troops in Iraq")
    (row,) = views.statements(ledger, stance="supports")
    ledger.decide(row.record, "correct", who="Ines", after={"stance": "supports"})
    assert [one.stance for one in views.positions(ledger)] == ["rejects"]


def readings() -> list[Reading]:
    """Return articles that name both ends of matters, wholes and parts, in many words."""
    words = (
        "presence of US troops in Iraq",
        "withdrawal of US troops from Iraq",
        "suspending the security talks",
        "security talks",
        "trainers as part of the security agreement",
        "implementation of the security agreement",
    )
    return [
        reading(
            Told("IRQ", "supports", words[n % 6]),
            Told("USA", "rejects", words[(n + 2) % 6]),
            Told("IRQ", "open", "it"),
            name=f"n{n}",
            published=f"2031-03-{n + 1:02}",
        )
        for n in range(12)
    ]


def everything(ledger: Ledger) -> list[tuple[Any, ...]]:
    """Return what the views on matters have to say."""
    parts = views.positions(ledger, matter="security agreement", parts=True)
    return [views.matters(ledger), views.positions(ledger), parts, views.shifts(ledger)]


def test_the_order_of_articles_changes_nothing(tmp_path: Path) -> None:
    told = readings()
    shown = []
    for seed in (1, 2, 3):
        random.Random(seed).shuffle(told)
        with open_ledger(tmp_path / f"{seed}.db") as ledger:
            for one in told:
                ledger.add(one)
            shown.append(everything(ledger))
    assert shown[0] == shown[1] == shown[2]
    assert len(shown[0][2]) > len({row.side for row in shown[0][2]}), "it has parts"


@pytest.mark.sqlite
def test_a_ledger_from_before_gets_its_opposites_and_parts_when_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with open_ledger(path) as ledger:
        for one in readings():
            ledger.add(one)
        now = everything(ledger)
    with closing(sqlite3.connect(path)) as old, old:
        as_of_0010(old)
        old.execute("UPDATE stances SET stance = 'open'")
        old.execute("UPDATE standings SET stance = 'open'")
    with open_ledger(path) as ledger:
        assert everything(ledger) == now
        with ledger.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_turning_round_twice_leaves_a_stance_as_it_is() -> None:
    for stance in STANCES:
        assert turned_stance(turned_stance(stance, "round"), "round") == stance
    assert set(TURNS["paused"]) == set(STANCES)
    assert turned_stance(None, "round") is None


@pytest.mark.parametrize(
    ("words", "parties", "name"),
    [
        ("keeping sanctions on Iran in place", ["IRN"], "lifting sanctions on Iran"),
        ("Russian military presence in Syria", [], "withdrawal of Russian military from Syria"),
        ("no peace treaty", ["JPN", "RUS"], "peace treaty between Japan and Russia"),
        ("not recognising Kosovo", [], "recognising Kosovo"),
        ("the 'draft agreement' on", [], "draft agreement"),
        ("talks be cancelled", ["JPN", "RUS"], "talks between Japan and Russia"),
        ("presence", ["IRN", "USA"], "withdrawal (Iran, United States)"),
        ("closing the border", ["TUR"], "opening instead of closing the border (Turkey)"),
        ("", [], "matter without a name"),
    ],
)
def test_a_name_is_for_the_end_that_the_matter_is_known_by(
    words: str, parties: list[str], name: str
) -> None:
    assert title_of([words], parties) == name


def test_the_pairs_that_the_rules_were_built_by_and_those_kept_aside() -> None:
    built, kept = bench_matters([PAIRS])
    assert built.rows + kept.rows >= 150
    assert built.share("precision").value >= 0.97, built.mistakes
    assert built.share("recall").value >= 0.9, built.mistakes
    assert built.share("part R").value >= 0.8, built.mistakes
    assert kept.share("precision").value >= 0.9
    assert kept.share("recall").value >= 0.75
