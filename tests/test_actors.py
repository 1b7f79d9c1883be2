"""A person or body is one actor over all articles, whoever spells it how."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from actors_told import New, said
from dragoman import views
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.matching import match_everybody
from dragoman.records import Speaker
from older import as_of_0003
from tellings import Told, reading

PAIRS = Path(__file__).parent / "data" / "name_pairs.tsv"


def rows() -> list[list[str]]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "verdict"))]


def test_the_table_of_pairs_is_large_enough() -> None:
    verdicts = [row[0] for row in rows()]
    assert len(verdicts) >= 60
    assert {verdicts.count(word) >= 10 for word in ("same", "likely", "different")} == {True}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[1]} ({row[2]})-{row[5]} ({row[6]})")
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_two_names_are_joined_only_where_that_is_sure(
    new: New, row: list[str], turned: bool
) -> None:
    verdict, *cells = row
    name, country, role, year, *other = (cell if cell != "-" else None for cell in cells)
    assert name and other[0]
    both = [said(name, country, role, year), said(other[0], other[1], other[2], other[3])]
    ledger = new()
    for one in reversed(both) if turned else both:
        ledger.add(one)
    found = views.actors(ledger)
    suggested = [one for one in views.actors_suggest(ledger) if one.decision == "merge"]
    is_now = "same" if len(found) == 1 else "likely" if suggested else "different"
    assert is_now == verdict


MANY = [
    ("Sergei Lavrov", "RUS", "Foreign Minister", "2014"),
    ("Sergey Lavrov", "RUS", None, "2015"),
    ("S. Lavrov", "RUS", None, "2015"),
    ("Lavrov", "RUS", "foreign minister", "2016"),
    ("Sergei Lavrov", None, None, "2016"),
    ("Sergei Viktorovich Lavrov", "RUS", None, "2016"),
    ("John Smith", "USA", "senator", "2014"),
    ("J. Smith", "USA", None, "2014"),
    ("Jane Smith", "USA", None, "2014"),
    ("John Smith", "GBR", None, "2014"),
    ("John Smith", None, None, "2014"),
    ("John A. Smith", "USA", None, "2015"),
    ("John B. Smith", "USA", "ambassador", "2015"),
    ("J. B. Smith", "USA", None, "2015"),
    ("George Bush", "USA", "president", "1990"),
    ("George Bush", "USA", "president", "2003"),
    ("George W. Bush", "USA", "president", "2003"),
    ("George H. W. Bush", "USA", "president", "1990"),
    ("Kishida Fumio", "JPN", None, "2022"),
    ("F. Kishida", "JPN", None, "2022"),
    ("Fumio Kishida", "JPN", "Prime Minister", "2022"),
]


def who_is_who(ledger: Ledger) -> set[tuple[str, frozenset[str], int]]:
    return {(row.actor, frozenset(row.names), row.statements) for row in views.actors(ledger)}


def test_the_order_in_which_articles_come_changes_nothing(new: New) -> None:
    expected: set[tuple[str, frozenset[str], int]] = set()
    for seed in range(12):
        told = [said(*one) for one in MANY]
        random.Random(seed).shuffle(told)
        ledger = new()
        for one in told:
            ledger.add(one)
        again = random.Random(seed + 100).choice(told)
        ledger.add(replace(again, reader="0.2.0"))
        found = who_is_who(ledger)
        assert found == (expected or found)
        expected = found
        with ledger.change() as connection:
            match_everybody(connection)
        assert who_is_who(ledger) == expected
    names = {names for _, names, _ in expected}
    assert frozenset({"Fumio Kishida", "Kishida Fumio", "F. Kishida"}) in names
    assert frozenset({"J. Smith"}) in names, "John or Jane: nobody can tell"


def test_a_name_that_is_read_no_more_speaks_for_nobody(new: New) -> None:
    ledger = new()
    ledger.add(said("John Smith", "USA"))
    ledger.add(said("J. Smith", "USA"))
    slip = said("Jane Smith", "USA", article="third")
    ledger.add(slip)
    assert len(views.actors(ledger)) == 3
    (told,) = slip.statements
    right = replace(told, speaker=replace(told.speaker, name="Ann Jones"))
    ledger.add(replace(slip, reader="0.2.0", statements=(right,)))
    assert {row.names for row in views.actors(ledger)} == {
        ("J. Smith", "John Smith"),
        ("Ann Jones",),
    }


def test_the_vocabulary_tells_namesakes_apart_by_their_terms(new: New) -> None:
    ledger = new()
    for one in (
        said("George Bush", "USA", "president", "1990-08-02"),
        said("George Bush", "USA", "president", "2003-03-20"),
        said("George W. Bush", "USA", "president", "2004"),
    ):
        ledger.add(one)
    found = {row.first: row for row in views.actors(ledger)}
    assert found["1990-08-02"].statements == 1
    assert set(found["2003-03-20"].names) == {"George Bush", "George W. Bush"}


def test_bodies_are_joined_by_their_names_in_the_vocabulary(new: New) -> None:
    ledger = new()
    for name in ("UN", "the United Nations", "Acme Institute", "ACME Institute", "Bond Institute"):
        ledger.add(said(name, sort="organisation"))
    assert sorted(len(row.names) for row in views.actors(ledger)) == [1, 2, 2]


def test_an_actor_is_listed_with_its_names_roles_and_days(new: New) -> None:
    ledger = new()
    ledger.add(said("Sergei Lavrov", "RUS", "Foreign Minister", "2014-03-01"))
    ledger.add(said("Sergey Lavrov", "RUS", "Foreign Minister", "2016-03-01"))
    ledger.add(said("Sergei Lavrov", "RUS", "ambassador", "2001-03-01"))
    ledger.add(said("Mori", "JPN"))
    (row,) = views.actors(ledger, "lavrov")
    assert (row.name, row.names) == ("Sergei Lavrov", ("Sergei Lavrov", "Sergey Lavrov"))
    assert (row.country, row.sort, row.statements, row.articles) == ("RUS", "person", 3, 3)
    assert [str(role) for role in row.roles] == [
        "ambassador (2001-03-01)",
        "Foreign Minister (2014-03-01 to 2016-03-01)",
    ]
    assert views.actors(ledger, row.actor) == (row,)
    assert [one.name for one in views.actors(ledger, limit=1)] == ["Sergei Lavrov"]
    assert len(views.statements(ledger, speaker="Sergey Lavrov")) == 3
    assert {one.actor for one in views.statements(ledger, speaker=row.actor)} == {row.actor}


def test_those_who_speak_together_are_actors_too(new: New) -> None:
    ledger = new()
    two = (Speaker("Ann Bell", "envoy", "USA", "person"), Speaker("Ken Ito", None, "JPN", "person"))
    ledger.add(reading(Told(None, name="Ann Bell and Ken Ito", sort="group", speakers=two)))
    assert [row.name for row in views.actors(ledger)] == ["Ann Bell", "Ken Ito"]
    assert len(views.statements(ledger, speaker="Bell")) == 1


def test_a_name_over_seventy_years_is_suggested_to_be_two(new: New) -> None:
    ledger = new()
    ledger.add(said("John Hay", "USA", None, "1930"))
    ledger.add(said("John Hay", "USA", None, "2015"))
    (row,) = views.actors_suggest(ledger)
    assert (row.decision, row.name, row.other) == ("split", "John Hay", None)
    assert views.actors_suggest(ledger, "John Hay") == (row,)


@pytest.mark.sqlite
def test_the_actors_of_an_older_ledger_are_matched_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with open_ledger(path) as opened:
        opened.add(said("Sergei Lavrov", "RUS", "Foreign Minister", "2014"))
        opened.add(said("Sergey Lavrov", "RUS", None, "2015"))
        expected = views.actors(opened)
    with closing(sqlite3.connect(path)) as old, old:
        as_of_0003(old)
    with open_ledger(path) as opened:
        assert views.actors(opened) == expected
