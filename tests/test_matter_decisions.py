"""What people and dossiers say of matters rules: what is one, what is not, names, and parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman import views
from dragoman.cli.program import run
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.overruling_matters import (
    MatterPart,
    matters_merge,
    matters_part,
    matters_rename,
    matters_split,
    matters_undo,
)
from dragoman.ledger.rulings import By
from dragoman.records import Reading
from dragoman.vocabulary.check import check_vocabulary
from dragoman.vocabulary.dossier_file import read_dossier
from tellings import Told, reading

RUS, JPN = "RUS", "JPN"
WHY: By = {"reason": "We know the file.", "who": "Ines"}


def first() -> Reading:
    return reading(
        Told(RUS, "defers", "peace treaty with Japan"),
        Told(JPN, "supports", "fisheries treaty with Russia"),
        Told(JPN, "open", "the island visits"),
        name="one",
        published="2031-03-04",
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "x.db") as opened:
        opened.add(first())
        yield opened


def names(ledger: Ledger) -> list[str]:
    return sorted(row.name for row in views.matters(ledger))


BEFORE = [
    "fisheries treaty between Japan and Russia",
    "island visits (Japan, Russia)",
    "peace treaty between Japan and Russia",
]


def test_merged_matters_are_one_over_reading_again_until_it_is_undone(ledger: Ledger) -> None:
    decision = matters_merge(ledger, "peace treaty", "fisheries treaty", **WHY)
    assert (decision.subject, decision.who, decision.why) == ("matter", "Ines", WHY["reason"])
    ledger.add(replace(first(), reader="0.2.0"))
    shown = views.matters(ledger, "fisheries treaty")
    assert [(row.statements, row.sides) for row in shown] == [(2, (JPN, RUS))]
    assert len(views.matters(ledger)) == 2
    with pytest.raises(DragomanError, match="one matter already"):
        matters_merge(ledger, "peace treaty", "fisheries treaty", **WHY)
    matters_undo(ledger)
    assert names(ledger) == BEFORE


def test_a_person_takes_one_matter_for_the_opposite_of_another(ledger: Ledger) -> None:
    ledger.add(
        reading(
            Told(RUS, "supports", "upkeep of the island garrisons"),
            Told(JPN, "rejects", "upkeep of the island garrisons"),
            Told(JPN, "supports", "handover of the islands"),
            name="two",
            published="2031-04-05",
        )
    )
    before = names(ledger)
    decision = matters_merge(ledger, "handover of islands", "upkeep", opposite=True, **WHY)
    rows = views.positions(ledger, matter="handover of islands")
    assert {row.side: row.stance for row in rows} == {RUS: "rejects", JPN: "supports"}
    assert {row.matter_name for row in rows} == {"handover of the islands (Japan, Russia)"}
    (told,) = (row for row in views.statements(ledger, side=RUS) if row.day == "2031-04-05")
    assert told.turned == "turned round: supports upkeep of the island garrisons"
    assert "is the opposite of" in views.matters_history(ledger)[0].what
    matters_undo(ledger, decision.id)
    assert names(ledger) == before
    (row,) = views.positions(ledger, matter="upkeep", side=RUS)
    assert row.stance == "supports"


@pytest.mark.parametrize("by", ["id", "words"])
def test_a_merged_matter_is_split_again_by_its_id_or_its_words(ledger: Ledger, by: str) -> None:
    (fish,) = views.matters(ledger, "fisheries treaty")
    matters_merge(ledger, "peace treaty", "fisheries treaty", **WHY)
    with pytest.raises(DragomanError, match=r"not one of several .* \(fisheries treaty with"):
        matters_split(ledger, "peace treaty", "m000", **WHY)
    merged = fish.matter if by == "id" else "Fisheries treaty"
    matters_split(ledger, "peace treaty", merged, **WHY)
    assert names(ledger) == BEFORE
    assert fish.matter not in {row.other for row in views.matters_suggest(ledger)}


def test_statements_are_taken_out_by_words_article_or_name(ledger: Ledger) -> None:
    ledger.add(reading(Told(RUS, "rejects", "the treaty of peace with Japan"), name="two"))
    assert [row.statements for row in views.matters(ledger, "peace treaty")] == [2]
    nothing = MatterPart(words="a pact")
    with pytest.raises(DragomanError, match="none of its 2 statements"):
        matters_split(ledger, "peace treaty", part=nothing, **WHY)
    with pytest.raises(DragomanError, match="say what is another matter"):
        matters_split(ledger, "peace treaty", **WHY)
    (said,) = [row for row in views.statements(ledger) if row.stance == "rejects"]
    for part in (
        MatterPart(words="the treaty of peace with Japan"),
        MatterPart(article="two"),
        MatterPart(statement=said.record),
    ):
        matters_split(ledger, "peace treaty", part=part, **WHY)
        assert len(views.matters(ledger)) == 4
        (one,) = [row for row in views.statements(ledger) if row.stance == "rejects"]
        (other,) = [row for row in views.statements(ledger) if row.stance == "defers"]
        assert one.matter != other.matter
        matters_undo(ledger)
        assert len(views.matters(ledger)) == 3


def test_a_name_that_a_person_gave_is_shown_and_found(ledger: Ledger) -> None:
    matters_rename(ledger, "peace treaty", "the treaty", **WHY)
    (row,) = views.positions(ledger, matter="The Treaty")
    assert row.matter_name == "the treaty"
    with pytest.raises(DragomanError, match="at least one letter"):
        matters_rename(ledger, "peace treaty", " ", **WHY)
    with pytest.raises(DragomanError, match="why it was taken"):
        matters_rename(ledger, "peace treaty", "x", reason="")
    matters_undo(ledger)
    assert names(ledger) == BEFORE


def test_a_part_is_asked_for_with_its_whole(ledger: Ledger) -> None:
    matters_part(ledger, "island visits", "peace treaty", **WHY)
    (row,) = views.matters(ledger, "island visits")
    assert row.part_of_name == "peace treaty between Japan and Russia"
    assert len(views.matters(ledger, "peace treaty", parts=True)) == 2
    alone = views.positions(ledger, matter="peace treaty")
    both = views.positions(ledger, matter="peace treaty", parts=True)
    assert (len(alone), len(both)) == (1, 2)
    assert len(views.statements(ledger, matter="peace treaty", parts=True)) == 2
    with pytest.raises(DragomanError, match="part of itself"):
        matters_part(ledger, "peace treaty", "island visits", **WHY)
    matters_part(ledger, "island visits", None, **WHY)
    assert views.matters(ledger, "island visits")[0].part_of is None
    matters_undo(ledger)
    matters_undo(ledger)
    assert len(views.positions(ledger, matter="peace treaty", parts=True)) == 1


def test_the_history_says_what_was_decided_and_undone(ledger: Ledger) -> None:
    matters_part(ledger, "island visits", "peace treaty", **WHY)
    matters_rename(ledger, "island visits", "visits", **WHY)
    matters_undo(ledger, 1)
    told = views.matters_history(ledger)
    assert [row.what for row in told] == [
        "island visits (Japan, Russia) is part of peace treaty between Japan and Russia",
        "island visits (Japan, Russia) is called visits",
        "decision 1 is undone",
    ]
    assert [row.undone_by for row in told] == [3, None, None]
    assert len(views.matters_history(ledger, "fisheries treaty")) == 0
    with pytest.raises(DragomanError, match="no decision on matters of that number"):
        matters_undo(ledger, 1)
    with pytest.raises(NotFound):
        views.matters_history(ledger, "gas")


WITHIN = [
    Told(JPN, "supports", "visa-free travel within the peace treaty talks"),
    Told(RUS, "defers", "peace treaty with Japan"),
    Told(RUS, "rejects", "implementation of the peace treaty"),
    Told(JPN, "open", "visa-free travel within weeks"),
]


def test_articles_tell_that_a_matter_is_part_of_another(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "y.db") as ledger:
        ledger.add(reading(*WITHIN))
        told = {row.name: row.part_of_name for row in views.matters(ledger)}
        whole = "peace treaty between Japan and Russia"
        assert told[whole] is None
        assert [name for name, of in told.items() if of == whole] == [
            "implementation of the peace treaty between Japan and Russia",
            "visa-free travel between Japan and Russia",
        ]
        assert len(views.conditions(ledger, matter="peace treaty", parts=True)) == 0


def test_likely_pairs_are_suggested_and_siblings_of_other_parties_are_not(ledger: Ledger) -> None:
    ledger.add(
        reading(
            Told(RUS, "open", "draft fisheries quota treaty with Japan"),
            Told(RUS, "open", "fisheries treaty with Norway"),
            name="two",
        )
    )
    rows = views.matters_suggest(ledger)
    pairs = [{row.name, row.other_name} for row in rows]
    assert {
        "fisheries treaty between Japan and Russia",
        "draft fisheries quota treaty between Japan and Russia",
    } in pairs
    assert not any("Norway" in name for pair in pairs for name in pair)
    assert views.matters_suggest(ledger, "fisheries treaty with Japan", limit=1) == rows[:1]


DOSSIER = """
[[matters]]
name = "The Pass"
words = ["pass road", "mountain pass"]
parties = ["Japan", "Russia"]
opposite = ["closure of the mountain pass"]

[[matters]]
name = "tolls"
words = ["toll on lorries"]
part_of = "The Pass"
"""


def test_the_dossiers_matters_rule_and_go_on_ruling(tmp_path: Path) -> None:
    path = tmp_path / "dossier.toml"
    path.write_text(DOSSIER, encoding="utf-8")
    dossier = read_dossier(path)
    told = reading(
        Told(RUS, "supports", "The Pass"),
        Told(JPN, "supports", "closure of the mountain pass"),
        Told("USA", "open", "tolls"),
        Told("USA", "rejects", "sanctions on Iran"),
    )
    with open_ledger(tmp_path / "y.db") as ledger:
        ledger.know(dossier)
        ledger.know(dossier)
        ledger.add(told, dossier=dossier.digest)
        for _ in range(2):
            rows = {row.side: row for row in views.positions(ledger, matter="the pass", parts=True)}
            assert {side: row.stance for side, row in rows.items()} == {
                RUS: "supports",
                JPN: "rejects",
                "USA": "open",
            }
            assert {row.matter_name for row in rows.values()} == {"The Pass", "tolls"}
            assert views.matters(ledger, "The Pass")[0].parties == (JPN, RUS)
            assert views.matters(ledger, "tolls")[0].part_of_name == "The Pass"
            (one,) = views.statements(ledger, side=RUS)
            ledger.decide(one.record, "confirm", who="Ines")  # derives the article anew


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('part_of = "The Gate"', "no matter of this file is called 'The Gate'"),
        ('part_of = "tolls"', "tolls is part of itself"),
        ('parties = ["Nowhere"]', "no state or body is called 'Nowhere'"),
        ('opposite = ["toll on lorries"]', "wording of a matter"),
        ('alias = ["x"]', "'alias' is unknown"),
        ('opposite = "x"', "opposite is 'x'"),
    ],
)
def test_faults_of_a_dossiers_matters_are_told(tmp_path: Path, more: str, fault: str) -> None:
    path = tmp_path / "dossier.toml"
    kept = DOSSIER.replace('part_of = "The Pass"\n', "")
    path.write_text(f"{kept}{more}\n", encoding="utf-8")
    assert any(fault in str(one) for one in check_vocabulary(path)), check_vocabulary(path)


def test_the_command_says_in_words_what_was_decided_and_undone(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--ledger", ledger.where)
    given = ("--reason", "In short")
    assert run(["matters", "rename", "peace treaty", "the treaty", *given, *where]) == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "is called the treaty. `dragoman matters undo 1` takes it back." in told
    assert run(["matters", "undo", *where]) == 0
    assert capsys.readouterr().err.strip() == "Decision 2: decision 1 is undone."


def test_matters_are_listed_as_known_on_a_day(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["matters", "--ledger", ledger.where, "--as-known-on", "1900-01-01"]
    assert run(asked) == 0
    assert "No matter was found." in capsys.readouterr().err
