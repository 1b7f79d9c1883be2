"""Who reads a second brief asks first what changed since the one before, and in which words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk import opened
from dragoman.article import Article
from dragoman.brief import brief_markdown, compose_brief
from dragoman.brief.asking import ROOMS
from dragoman.brief.document import Line
from dragoman.brief.sections import document_of
from dragoman.brief.verifying import verify_brief
from dragoman.ledger import Ledger, open_ledger
from dragoman.reading.reader import read_all

ARTICLES = {
    "2031-01-10": (
        "Norwegian Foreign Minister Ida Berg said that Norway rejects the fishing treaty with "
        "Iceland.\n\n"
        "Icelandic Foreign Minister Jon Dal said that Iceland will sign the fishing treaty only if "
        "Norway withdraws its patrol boats.\n"
    ),
    "2031-03-10": (
        "Norwegian Foreign Minister Ida Berg said that Norway would sign the fishing treaty with "
        "Iceland only if Iceland opens its harbours.\n\n"
        "Norway has withdrawn its patrol boats, the Icelandic government said.\n\n"
        "Danish Foreign Minister Lise Holm said that Denmark supports the fishing treaty between "
        "Norway and Iceland.\n"
    ),
    "2031-09-10": (
        "Norwegian Foreign Minister Ida Berg said that Norway supports the fishing treaty with "
        "Iceland.\n"
    ),
}
ON = "on fishing treaty between Iceland and Norway"
TO_SUPPORT = (
    f"Norway softened by 2 steps {ON}: from conditional (Ida Berg, 10 March 2031: “Norway would "
    "sign the fishing treaty with Iceland only if Iceland opens its harbours”) to supports (Ida "
    "Berg, 10 September 2031: “Norway supports the fishing treaty with Iceland”), a stance that it "
    "had not taken before."
)
TO_CONDITIONAL = (
    f"Norway softened by 2 steps {ON}: from rejects (Ida Berg, 10 January 2031: “Norway rejects "
    "the fishing treaty with Iceland”) to conditional (Ida Berg, 10 March 2031: “Norway would sign "
    "the fishing treaty with Iceland only if Iceland opens its harbours”), a stance that it had "
    "not taken before."
)
NEW_SIDE = (
    f"Denmark took a stance {ON} for the first time: supports (Lise Holm, 10 March 2031: “Denmark "
    "supports the fishing treaty between Norway and Iceland”)."
)
NEW_CONDITION = (
    f"New condition {ON}, Ida Berg, 10 March 2031: if “Iceland opens its harbours” (precondition; "
    "unknown)"
)
MET = (
    f"Met (10 March 2031) {ON}, the condition of Jon Dal, 10 January 2031: if “Norway withdraws "
    "its patrol boats”: “Norway has withdrawn its patrol boats” (Iceland)"
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("changes") / "talks.db"
    articles = (
        Article(
            name=day,
            origin=f"file:///news/{day}.txt",
            raw_sha256=hashlib.sha256(text.encode()).hexdigest(),
            text=text,
            published=day,
            raw=text.encode(),
        )
        for day, text in ARTICLES.items()
    )
    with open_ledger(where) as ledger:
        for reading in read_all(articles):
            ledger.add(reading)
    return where


@pytest.fixture
def ledger(talks: Path) -> Iterator[Ledger]:
    with open_ledger(talks) as opened_ledger:
        yield opened_ledger


def lines(ledger: Ledger, **asked: str) -> list[Line]:
    """Return what a brief tells under the heading of what changed."""
    sections = document_of(compose_brief(ledger, **asked)).sections  # type: ignore[arg-type]
    blocks = [block for one in sections if one.id == "changes" for block in one.blocks]
    return [block for block in blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2031-09-01", [TO_SUPPORT, "No condition was set, met or withdrawn."]),
        ("2031-03", [TO_SUPPORT, TO_CONDITIONAL, NEW_SIDE, NEW_CONDITION, MET]),
        (
            "2031-10",
            [
                "Nothing changed since October 2031: no article is of a later day, no side's "
                "stance moved or was told for the first time, and no condition was set, met or "
                "withdrawn."
            ],
        ),
    ],
)
def test_what_changed_since_a_day_is_told_in_sentences(
    ledger: Ledger, since: str, expected: list[str]
) -> None:
    assert [line.shown for line in lines(ledger, since=since)] == expected


def test_a_day_before_all_articles_is_told_to_be_one(ledger: Ledger) -> None:
    first, *others = (line.shown for line in lines(ledger, since="2030"))
    assert first == "No article is dated before 2030: all that follows is new."
    assert len(others) > 4


def test_changes_are_as_of_the_day_asked_for(ledger: Ledger) -> None:
    told = [line.shown for line in lines(ledger, since="2031-03", on="2031-08")]
    assert told == [TO_CONDITIONAL, NEW_SIDE, NEW_CONDITION, MET]


def test_of_many_changes_it_is_said_how_many_there_is_no_room_for(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ROOMS, "short", replace(ROOMS["short"], moves=1))
    told = [line.shown for line in lines(ledger, since="2031-03", length="short")]
    assert told == [
        TO_SUPPORT,
        NEW_SIDE,
        NEW_CONDITION,
        MET,
        "There is no room here for 1 other change.",
    ]


def test_each_change_is_cited_then_and_now(ledger: Ledger) -> None:
    for line in lines(ledger, since="2031-03"):
        quoted = [run for run in line.runs if run.style == "quote"]
        assert quoted
        assert all(run.notes and run.places for run in quoted)


def test_a_changed_word_of_a_change_is_found(talks: Path, tmp_path: Path) -> None:
    with open_ledger(talks) as ledger:
        written = brief_markdown(compose_brief(ledger, since="2031-03"))
        # A word of an article is found though what the file carries is forged with it.
        for name, told, faults in (
            ("true.md", written, False),
            ("words.md", written.replace("Norway has withdrawn its", "Norway has sold its"), True),
            ("day.md", written.replace("Berg, 10 March", "Berg, 11 March", 1), True),
            ("side.md", written.replace("**Denmark** took", "**Iceland** took"), True),
        ):
            file = tmp_path / name
            file.write_text(told)
            assert bool(verify_brief(file, ledger).faults) == faults, name


def test_the_desk_tells_the_same_as_page_and_as_json(talks: Path) -> None:
    with opened(talks) as client:
        told = client.get("/brief.json?q=after:2031-03").json()
        page = client.get("/brief?q=after:2031-03").text
    by_words = {row["words"]: row["records"] for row in told}
    assert {TO_SUPPORT, NEW_SIDE, NEW_CONDITION, MET} <= set(by_words)
    assert len(by_words[TO_SUPPORT]) == len(by_words[MET]) == 2
    assert "for the first time" in page
