"""What a user would miss in the ledger: the same story in several outlets, and who had it first."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from dragoman import copies, stories, verify
from dragoman.article import Article
from dragoman.benchmark.made_stories import made_stories
from dragoman.benchmark.many_stories import bench_many_stories
from dragoman.benchmark.stories import StoryFigure, bench_stories
from dragoman.cli import run
from dragoman.intake import from_text
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.storytelling import tell_stories_again
from dragoman.records import Reading
from dragoman.resemblance import bulk, own_words
from dragoman.resemblance.prints import prints
from dragoman.views import copies_among, story_of
from older import as_of_0006
from test_resemblance import TEXT

OTHER = (
    "Harvest festivals in the southern villages drew record crowds this year, and the "
    "bakers of Old Melm sold every loaf "
    "of their plum bread before noon. Musicians from eleven valleys played on the green "
    "until rain sent everybody home."
)


def article(
    text: str, name: str, outlet: str | None = None, published: str | None = None
) -> Article:
    made = from_text(text, name=name, origin=f"text:{name}")
    return replace(made, title=f"Title of {name}", outlet=outlet, published=published)


def add(ledger: Ledger, one: Article) -> None:
    ledger.add(
        Reading(
            article=one, reader="r", model="m", statements=(), conditions=(), events=(),
            summary=(), warnings=(),
        )
    )  # fmt: skip


WIRE = [
    article(TEXT, "post", "Harbour Post", "2025-03-03T09:00:00+00:00"),
    article(TEXT, "vna", "VNA", "2025-03-03T11:12:00+03:00"),
    article(TEXT.replace("remaining 9", "other 9"), "herald", "Free Herald", "2025-03-03"),
    article(OTHER, "festival", "Free Herald", "2025-03-02"),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = open_ledger(tmp_path / "talks.db")
    for one in WIRE:
        add(made, one)
    return made


def told(ledger: Ledger) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(row.title, row.articles, row.outlets) for row in stories(ledger)]


def test_a_story_tells_its_outlets_and_who_had_it_first(ledger: Ledger) -> None:
    (row,) = stories(ledger)
    # 11:12 in the agency's zone is before 9:00 UTC; a day without time is surely no earlier.
    assert row.outlets == ("VNA", "Harbour Post", "Free Herald")
    assert (row.first_outlet, row.first, row.same_words) == ("VNA", "2025-03-03T11:12:00+03:00", 2)
    assert [(copy.outlet, copy.copy) for copy in row.copies] == [
        ("Harbour Post", "same words"),
        ("Free Herald", "near copy"),
    ]
    assert row.copies[0].likeness == 1 and 0.7 < row.copies[1].likeness < 1


def test_an_articles_copies_are_told_beside_it(ledger: Ledger) -> None:
    assert [(row.outlet, row.copy) for row in copies(ledger, "herald")] == [
        ("VNA", "near copy"),
        ("Harbour Post", "near copy"),
    ]
    assert copies(ledger, "festival") == ()
    assert story_of(ledger, "festival") is None
    assert story_of(ledger, "herald") == stories(ledger)[0]


def test_copies_are_counted_without_the_first(ledger: Ledger) -> None:
    ids = [one.id for one in WIRE]
    assert copies_among(ledger, ids) == 2
    assert copies_among(ledger, ids[:1]) == 1
    assert copies_among(ledger, [ids[1], ids[3]]) == 0


def test_near_copies_of_another_time_are_another_story(ledger: Ledger) -> None:
    herald = next(one for one in WIRE if one.outlet == "Free Herald")
    add(ledger, replace(herald, origin="file:///later.txt", name="later", published="2025-09-01"))
    found = {(row.articles, row.outlets) for row in stories(ledger)}
    assert found == {(4, ("VNA", "Harbour Post", "Free Herald"))}, "the same words stay together"
    late = replace(WIRE[0], origin="file:///late.txt", name="late", published="2025-12-24")
    late = replace(late, text=late.text.replace("Monday", "Wednesday").replace("harbour", "quay"))
    add(ledger, late)
    assert all(row.articles == 4 for row in stories(ledger))
    assert story_of(ledger, "late") is None and copies(ledger, "late") == ()


def test_a_text_that_changes_leaves_its_story(ledger: Ledger) -> None:
    add(ledger, replace(WIRE[2], text=OTHER, paragraphs=()))
    assert {(row.articles, row.outlets) for row in stories(ledger)} == {
        (2, ("VNA", "Harbour Post")),
        (2, ("Free Herald",)),
    }
    add(ledger, WIRE[2])
    assert [row.articles for row in stories(ledger)] == [3]


def test_a_text_that_is_like_what_it_was_before_is_alone(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "talks.db") as ledger:
        add(ledger, WIRE[0])
        add(ledger, replace(WIRE[0], text=WIRE[2].text, paragraphs=()))
        assert verify(tmp_path / "talks.db") == ()


def test_captions_and_empty_articles_are_in_no_story(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "talks.db") as ledger:
        for n in range(3):
            add(ledger, article("Subscribe to read on.", f"stub{n}"))
        assert stories(ledger) == ()


def groups(ledger: Ledger) -> set[frozenset[str]]:
    return {
        frozenset([row.story, *(copy.article for copy in row.copies)]) for row in stories(ledger)
    }


def made_articles() -> list[Article]:
    return [article(one.text, f"n{n}") for n, one in enumerate(made_stories(4, 120, 40))]


def test_stories_are_the_same_in_any_order_and_in_bulk_and_when_made_again(tmp_path: Path) -> None:
    every = made_articles()
    with open_ledger(tmp_path / "a.db") as ledger:
        for one in every:
            add(ledger, one)
        first = groups(ledger)
        with ledger.change() as connection:
            tell_stories_again(connection)
        assert groups(ledger) == first
    Random(1).shuffle(every)
    with open_ledger(tmp_path / "b.db") as ledger:
        for one in every:
            add(ledger, one)
        assert groups(ledger) == first
    found = bulk.stories(prints([own_words(one) for one in every])).tolist()
    in_bulk = {
        frozenset(one.id for one, s in zip(every, found, strict=True) if s == n) for n in found
    }
    assert {group for group in in_bulk if len(group) > 1} == first


@pytest.mark.sqlite
def test_a_ledger_from_before_gets_its_stories_when_it_is_opened(
    ledger: Ledger, tmp_path: Path
) -> None:
    before = told(ledger)
    ledger.close()
    old = sqlite3.connect(tmp_path / "talks.db")
    as_of_0006(old)
    old.commit()
    old.close()
    with open_ledger(tmp_path / "talks.db") as again:
        assert told(again) == before


def test_the_commands_tell_the_story(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger.close()
    at = ["--ledger", str(tmp_path / "talks.db")]
    assert run(["stories", *at]) == 0
    shown = capsys.readouterr().out
    assert "VNA, Harbour Post, Free Herald" in shown
    assert "same words: Harbour Post, 3 March 2025 09:00" in shown
    assert run(["stories", "--to", "json", *at]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["articles"], row["copies"][0]["copy"]) == (3, "same words")
    assert run(["copies", "vna", *at]) == 0
    assert "same words" in capsys.readouterr().out
    assert run(["copies", "festival", *at]) == 0
    assert "No other article is the same story." in capsys.readouterr().err
    assert run(["show", "post", *at]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Same story in 3 outlets (3 articles), 2 with the same words; first: VNA" in shown


def test_reading_says_how_many_articles_are_copies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert run(["read", str(tmp_path), "--ledger", str(tmp_path / "talks.db")]) == 0
    assert "1 of them the same story as another" in " ".join(capsys.readouterr().out.split())


def test_planted_copies_are_found_and_others_are_not() -> None:
    found = {figure.name: figure for figure in bench_stories((6,), 300, 60)}
    assert found["precision"].value >= 0.95
    assert found["recall, verbatim"].value == 1
    assert found["recall, cut"].value >= 0.93
    assert found["recall, edited 10 %"].value >= 0.93
    assert found["recall, edited 30 %"].value >= 0.7


def test_an_interval_tells_something_of_a_share_of_1() -> None:
    low, high = StoryFigure("a", 20, 20).interval
    assert 0.83 < low < 0.85 and high == pytest.approx(1)
    assert StoryFigure("a", 0, 0).interval == (0.0, 1.0)


def test_the_benchmarks_command_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "stories", "--articles", "60", "--copies", "12"]) == 0
    assert "recall, edited 30 %" in capsys.readouterr().out
    assert run(["bench", "stories", "--many", "80", "--processes", "1", "--to", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["articles"] == 80 and "precision" in shown["figures"]


@pytest.mark.prove
def test_a_million_articles_are_put_into_stories() -> None:
    result = bench_many_stories(1_000_000)
    print(result)
    found = {figure.name: figure.value for figure in result.figures}
    assert found["precision"] >= 0.95
    assert found["recall, verbatim"] == 1
    assert found["recall, cut"] >= 0.99
    assert found["recall, edited 10 %"] >= 0.95
    assert found["recall, edited 30 %"] >= 0.8
    assert result.memory is not None and result.memory < 4 * 2**30
