"""A person or body is one actor over all articles, whoever spells it how, and as people decide."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import views
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.matching import match_everybody
from dragoman.ledger.overruling import (
    By,
    Part,
    actors_merge,
    actors_rename,
    actors_split,
    actors_undo,
)
from dragoman.records import Reading, Sort, Speaker
from older import as_of_0003
from tellings import Told, reading

PAIRS = Path(__file__).parent / "data" / "name_pairs.tsv"
PEACE = "peace treaty between Russia and Japan"
WHY = By(who="Ines", reason="I know him.")

New = Callable[[], Ledger]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actors") / "empty.db"
    open_ledger(path).close()
    return path


@pytest.fixture
def new(empty: Path, tmp_path: Path) -> Iterator[New]:
    """Gives new ledgers, as many as are asked for."""
    opened: list[Ledger] = []

    def one() -> Ledger:
        path = tmp_path / f"{len(opened)}.db"
        shutil.copy(empty, path)
        opened.append(open_ledger(path))
        return opened[-1]

    yield one
    for ledger in opened:
        ledger.close()


def said(
    name: str,
    country: str | None = None,
    role: str | None = None,
    day: str | None = None,
    *,
    sort: Sort = "person",
    article: str = "",
) -> Reading:
    told = Told(country, "open", PEACE, day, name=name, role=role, sort=sort)
    return reading(told, name=article or f"{name} {country} {role} {day}")


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


@pytest.fixture
def ledger(new: New) -> Ledger:
    opened = new()
    opened.add(said("Vladimir Orlov", "RUS", "envoy", "2014-01-01", article="one"))
    opened.add(said("Wladimir Orlow", "RUS", "envoy", "2015-01-01", article="two"))
    opened.add(said("Pavel Orlov", "RUS", None, "2016-01-01", article="three"))
    return opened


def names(ledger: Ledger) -> list[tuple[str, ...]]:
    return sorted(row.names for row in views.actors(ledger))


ORLOV = ("Vladimir Orlov", "Wladimir Orlow")


def test_merged_actors_are_one_and_stay_so(ledger: Ledger) -> None:
    old = [row.actor for row in views.actors(ledger)]
    decision = actors_merge(ledger, "Vladimir Orlov", "Pavel Orlov", **WHY)
    assert (decision.who, decision.why, decision.subject) == ("Ines", "I know him.", "actor")
    (row,) = views.actors(ledger)
    assert row.statements == 3
    assert {row} == {one for id_ in old for one in views.actors(ledger, id_)}, "old links work"
    again = said("Pavel Orlov", "RUS", None, "2016-01-01", article="three")
    ledger.add(replace(again, reader="0.2.0"))
    ledger.add(said("P. Orlov", "RUS", article="four"))
    with ledger.change() as connection:
        match_everybody(connection)
    assert [one.statements for one in views.actors(ledger)] == [4]
    actors_undo(ledger)
    assert names(ledger) == [("P. Orlov", "Pavel Orlov"), ORLOV]


def test_a_split_pair_is_never_joined_again(ledger: Ledger) -> None:
    actors_split(ledger, "Orlow", "Wladimir Orlow", **WHY)
    apart = [("Pavel Orlov",), ("Vladimir Orlov",), ("Wladimir Orlow",)]
    assert names(ledger) == apart
    again = said("Wladimir Orlow", "RUS", "envoy", "2015-01-01", article="two")
    ledger.add(replace(again, reader="0.2.0"))
    with ledger.change() as connection:
        match_everybody(connection)
    assert names(ledger) == apart
    assert not [one for one in views.actors_suggest(ledger) if one.decision == "merge"]
    ledger.add(said("Wladimir Orlov", "RUS", article="four"))
    assert ("Wladimir Orlov",) in names(ledger), "either may be meant: nobody is joined"
    actors_undo(ledger, 1)
    assert ("Vladimir Orlov", "Wladimir Orlov", "Wladimir Orlow") in names(ledger)


def test_a_later_merge_holds_against_an_earlier_split(ledger: Ledger) -> None:
    actors_split(ledger, "Vladimir Orlov", "Wladimir Orlow", **WHY)
    actors_merge(ledger, "Vladimir Orlov", "Wladimir Orlow", **WHY)
    assert ORLOV in names(ledger)
    actors_undo(ledger)
    assert ("Wladimir Orlow",) in names(ledger)


@pytest.mark.parametrize(
    "part", [Part(role="senator"), Part(until="1990"), Part(since="1985", until="1985-02")]
)
def test_namesakes_are_told_apart_by_role_and_time(new: New, part: Part) -> None:
    ledger = new()
    young = said("John Hay", "USA", "analyst", "2015-01-01", article="young")
    old = said("John Hay", "USA", "senator", "1985-02-01", article="old")
    ledger.add(young)
    ledger.add(old)
    actors_split(ledger, "John Hay", part=part, **WHY)
    found = {row.first: row for row in views.actors(ledger, "John Hay")}
    assert found.keys() == {"2015-01-01", "1985-02-01"}
    (row,) = views.statements(ledger, speaker=found["1985-02-01"].actor)
    assert row.role == "senator"
    ledger.add(replace(old, reader="0.2.0"))
    ledger.add(said("John Hay", "USA", "senator", "1985-02-01", article="older"))
    assert sorted(row.statements for row in views.actors(ledger)) == [1, 2]
    actors_undo(ledger)
    assert [row.statements for row in views.actors(ledger)] == [3]


@pytest.mark.parametrize("kind", ["article", "statement"])
def test_one_article_or_statement_can_be_taken_out(new: New, kind: str) -> None:
    ledger = new()
    for article in ("one", "two"):
        ledger.add(said("John Hay", "USA", article=article))
    ref = {"article": "two", "statement": views.statements(ledger)[0].record}[kind]
    part = Part(article=ref) if kind == "article" else Part(statement=ref)
    actors_split(ledger, "John Hay", part=part, **WHY)
    assert [row.statements for row in views.actors(ledger)] == [1, 1]


def test_a_renamed_actor_goes_by_that_name_everywhere(ledger: Ledger) -> None:
    actors_rename(ledger, "Wladimir Orlow", "V. I. Orlov", **WHY)
    found = views.statements(ledger, speaker="V. I. Orlov")
    assert [row.speaker for row in found] == ["V. I. Orlov"] * 2
    assert views.statements(ledger, speaker="Wladimir Orlow") == found
    (position,) = views.positions(ledger)
    assert {quote.speaker for quote in position.evidence} <= {"V. I. Orlov", "Pavel Orlov"}
    assert views.explain(ledger, found[0].record).speaker == "V. I. Orlov"
    shown = views.shown_reading(ledger, "two").statements[0].speaker.name
    assert (shown, ledger.reading("two").statements[0].speaker.name) == (
        "V. I. Orlov",
        "Wladimir Orlow",
    )
    actors_undo(ledger)
    assert not views.statements(ledger, speaker="V. I. Orlov")


def test_a_condition_is_explained_by_the_name_that_its_speaker_is_shown_by(new: New) -> None:
    ledger = new()
    told = Told("JPN", "conditional", PEACE, name="Ken Ito", only_if="the boats leave")
    ledger.add(reading(told))
    actors_rename(ledger, "Ken Ito", "Kenji Ito", **WHY)
    (row,) = views.conditions(ledger)
    assert row.speaker == "Kenji Ito"
    assert views.explain(ledger, row.record).speaker == "Kenji Ito"


def test_a_body_is_a_side_under_the_name_that_people_decided(new: New) -> None:
    ledger = new()
    for name in ("Acme Forum", "Forum of Acme"):
        told = Told(name, "open", PEACE, name=name, sort="organisation")
        ledger.add(reading(told, name=name))
    assert {row.side for row in views.positions(ledger)} == {"Acme Forum", "Forum of Acme"}
    actors_merge(ledger, "Acme Forum", "Forum of Acme", **WHY)
    actors_rename(ledger, "Acme Forum", "The Forum", **WHY)
    (row,) = views.positions(ledger)
    assert (row.side, row.statements) == ("The Forum", 2)
    assert views.positions(ledger, side="Forum of Acme") == (row,)
    third = Told("Acme Forum", "open", PEACE, name="Acme Forum", sort="organisation")
    ledger.add(reading(third, name="third"))
    assert [row.statements for row in views.positions(ledger)] == [3]
    actors_undo(ledger)
    actors_undo(ledger)
    assert {row.side for row in views.positions(ledger)} == {"Acme Forum", "Forum of Acme"}


def test_the_history_says_who_decided_what_and_why(ledger: Ledger) -> None:
    actors_merge(ledger, "Vladimir Orlov", "Pavel Orlov", **WHY)
    actors_rename(ledger, "Orlov", "Orlov the elder", reason="So they say.")
    actors_undo(ledger, reason="They did not.")
    told = [
        (row.id, row.who, row.what, row.why, row.undone_by) for row in views.actors_history(ledger)
    ]
    assert told == [
        (1, "Ines", "Pavel Orlov is Vladimir Orlov", "I know him.", None),
        (2, "", "Vladimir Orlov is called Orlov the elder", "So they say.", 3),
        (3, "", "decision 2 is undone", "They did not.", None),
    ]
    assert len(views.actors_history(ledger, "Pavel Orlov")) == 3
    ledger.add(said("Ann Bell", "USA"))
    assert views.actors_history(ledger, "Bell") == ()


def test_what_cannot_be_decided_is_refused_and_leaves_no_trace(ledger: Ledger) -> None:
    tries: list[tuple[Callable[[], object], type[DragomanError], str]] = [
        (lambda: actors_merge(ledger, "Nobody", "Pavel Orlov", **WHY), NotFound, "no actor"),
        (lambda: actors_merge(ledger, "Orlov", "Pavel Orlov", **WHY), NotFound, "several actors"),
        (lambda: actors_merge(ledger, *ORLOV, **WHY), DragomanError, "one actor already"),
        (
            lambda: actors_merge(ledger, "Vladimir Orlov", "Pavel Orlov", reason=" "),
            DragomanError,
            "says why",
        ),
        (lambda: actors_split(ledger, "Pavel Orlov", **WHY), DragomanError, "say what"),
        (
            lambda: actors_split(ledger, "Pavel Orlov", "Pavel Orlov", **WHY),
            DragomanError,
            "has no other name",
        ),
        (
            lambda: actors_split(ledger, "Vladimir Orlov", "Pavel Orlov", **WHY),
            DragomanError,
            "is no name of",
        ),
        (
            lambda: actors_split(ledger, "Pavel Orlov", part=Part(role="king"), **WHY),
            DragomanError,
            "none of its 1",
        ),
        (
            lambda: actors_split(ledger, "Vladimir Orlov", part=Part(role="envoy"), **WHY),
            DragomanError,
            "all of its 2",
        ),
        (
            lambda: actors_split(ledger, "Pavel Orlov", part=Part(article="nine"), **WHY),
            NotFound,
            "no article",
        ),
        (lambda: actors_rename(ledger, "Pavel Orlov", " ", **WHY), DragomanError, "Give one"),
        (lambda: actors_undo(ledger), DragomanError, "nothing to undo"),
        (lambda: actors_undo(ledger, 7), DragomanError, "no decision"),
    ]
    before = names(ledger)
    for deciding, error, message in tries:
        with pytest.raises(error, match=message):
            deciding()
    assert ledger.decisions() == ()
    assert names(ledger) == before


def test_a_name_over_seventy_years_is_suggested_to_be_two(new: New) -> None:
    ledger = new()
    ledger.add(said("John Hay", "USA", None, "1930"))
    ledger.add(said("John Hay", "USA", None, "2015"))
    (row,) = views.actors_suggest(ledger)
    assert (row.decision, row.name, row.other) == ("split", "John Hay", None)
    assert views.actors_suggest(ledger, "John Hay") == (row,)


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
