"""What people decide on who is who holds, whatever is read later, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from actors_told import PEACE, WHY, New, said
from dragoman import views
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger
from dragoman.ledger.matching import match_everybody
from dragoman.ledger.overruling import (
    Part,
    actors_merge,
    actors_rename,
    actors_split,
    actors_undo,
)
from tellings import Told, reading


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
        told = Told(name, "open", PEACE, name=name, sort="organisation", words=f"{name} wants it")
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
