"""Why a speaker takes a stance and whom he blames: found in his own words, and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman import views
from dragoman.intake import from_text
from dragoman.ledger import Ledger, open_ledger
from dragoman.reading.reader import read, read_all
from dragoman.records import Reading

DATA = Path(__file__).parent / "data"
TABLES = ("grounds.jsonl", "grounds_later.jsonl")
"""The rules were mended by the mistakes of both; at first sight the second had P 0.85, R 0.79 for
grounds and 0.86 for both for blame."""

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


def found(reading: Reading) -> tuple[set[str], set[str]]:
    text = reading.article.text
    grounds = {s.ground.words.of(text) for s in reading.statements if s.ground}
    blamed = {party for s in reading.statements if s.blame for party in s.blame.blamed}
    return grounds, blamed


def f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / (2 * right + wrong + missed)


@pytest.mark.parametrize("name", TABLES)
def test_grounds_and_blame_are_read_as_the_tables_say(name: str) -> None:
    table = rows(name)
    read_ = read_all(from_text(row["text"], origin=f"text:{row['id']}") for row in table)
    ground, blame = [0, 0, 0], [0, 0, 0]
    for row, reading in zip(table, read_, strict=True):
        for wanted, got, counts in zip(
            ({row["ground"]} - {None}, set(row["blamed"])), found(reading), (ground, blame),
            strict=True,
        ):  # fmt: skip
            counts[0] += len(wanted & got)
            counts[1] += len(got - wanted)
            counts[2] += len(wanted - got)
    assert f1(*ground) >= 0.9 and f1(*blame) >= 0.9
    assert ground[1] <= 1 and blame[1] <= 1, "no reason is invented"


def test_a_ground_and_its_cue_are_the_articles_own_words() -> None:
    text = "Norway rejects the treaty because of the cod, Foreign Minister Ida Berg said.\r\n"
    given = {s.ground for s in read(from_text(text)).statements if s.ground}
    assert [(one.words.of(text), one.cue.of(text)) for one in given] == [("the cod", "because of")]


ARTICLES = (
    ("a", "2031-03-04", "Norway rejects the fishing treaty because of the cod quotas, Norwegian "
     "Foreign Minister Ida Berg said on Tuesday."),
    ("b", "2031-03-05", "Iceland blames Norway for the collapse of the fishing talks, Icelandic "
     "Foreign Minister Jon Palsson said on Wednesday."),
    ("c", "2031-03-05", "Norway rejects the fishing treaty because of the cod quotas, Norwegian "
     "Foreign Minister Ida Berg said on Tuesday. Its fishermen went home."),
)  # fmt: skip


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    opened = open_ledger(tmp_path / "dragoman.db")
    for name, day, text in ARTICLES:
        whole = f"Fishing talks\n\n{day}\n\n{text}\n"
        opened.add(read(from_text(whole, origin=f"text:{name}", name=name)))
    return opened


def test_the_ledger_lists_grounds_once_an_utterance_with_their_words(ledger: Ledger) -> None:
    with ledger:
        (given,) = [row for row in views.grounds(ledger, side="Norway") if row.ground]
        assert (given.stance, given.cue) == ("rejects", "because of")
        assert given.ground == "the cod quotas" and "treaty" in (given.matter_name or "")
        assert len([row for row in views.grounds(ledger, each=True) if row.ground]) > 1
        text = ledger.reading(given.article).article.text
        assert "the cod quotas" in {span.of(text) for span in given.spans}


def test_who_is_blamed_can_be_asked_for(ledger: Ledger) -> None:
    with ledger:
        (row,) = views.grounds(ledger, blamed="Norway")
        assert row.blamed == ("NOR",) and row.side == "ISL"
        assert views.grounds(ledger, blamed="Iceland") == ()
        assert views.grounds(ledger, on="2031-03-03") == ()
        notes = views.explain(ledger, row.record).notes
        assert any(note.startswith("It blames NOR") for note in notes)


def test_grounds_come_back_from_the_ledger_as_they_were_read(ledger: Ledger) -> None:
    with ledger:
        for article in ledger.articles():
            stored = ledger.reading(article.id)
            again = read(stored.article)
            assert [(s.ground, s.blame) for s in stored.statements] == [
                (s.ground, s.blame) for s in again.statements
            ]


def test_a_rejected_statement_gives_no_ground(ledger: Ledger) -> None:
    with ledger:
        for row in views.grounds(ledger, blamed="Norway"):
            ledger.decide(row.record, "reject", who="Ines", why="misread")
        assert views.grounds(ledger, blamed="Norway") == ()


def test_the_brief_shows_beside_a_position_why_and_leads_to_the_words(ledger: Ledger) -> None:
    with ledger:
        brief = dragoman.compose_brief(ledger)
    standings = [one for matter in brief.matters for one in matter.standings]
    (norway,) = [one for one in standings if one.row.side == "NOR"]
    (given,) = norway.grounds
    assert given.row.ground == "the cod quotas" and given.citation in brief.citations
    why = "because of: “the cod quotas”"
    assert f"why: {why}[^{given.citation.number}] (Ida Berg, 4 March 2031)" in (
        dragoman.brief_markdown(brief)
    )
    assert "“the cod quotas”</span>" in dragoman.brief_html(brief)


def test_a_brief_gives_no_ground_that_was_not_known_by_the_day(ledger: Ledger) -> None:
    with ledger:
        brief = dragoman.compose_brief(ledger, as_known_on="2031-03-03")
    assert [one for matter in brief.matters for one in matter.standings if one.grounds] == []


def test_grounds_of_a_matter_can_be_asked_for_with_its_parts(ledger: Ledger) -> None:
    wider_talks = "Norway supports an energy pact with Iceland, Ida Berg said."
    with ledger:
        ledger.add(read(from_text(wider_talks, origin="text:d", name="d")))
        (given,) = [row for row in views.grounds(ledger, side="Norway") if row.ground]
        whole = next(m for m in views.matters(ledger) if m.matter != given.matter)
        dragoman.matters_part(ledger, str(given.matter), whole.matter, reason="One package")
        alone = views.grounds(ledger, matter=whole.matter)
        assert given.record not in {row.record for row in alone}
        assert given.record in {
            r.record for r in views.grounds(ledger, matter=whole.matter, parts=True)
        }
