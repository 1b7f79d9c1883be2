"""Positions over time: the runs of one stance, what moved, who spoke, and divided voices."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from dragoman import views
from dragoman.brief.course import stale_words
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Reading
from dragoman.views import OverTimeRow
from dragoman.views.overview import overview
from peace import rus
from tellings import Told, reading


def over_time(ledger: Ledger, **asked: Any) -> OverTimeRow:
    (row,) = views.positions_over_time(ledger, matter="peace treaty", side="RUS", **asked)
    return row


def lines(row: OverTimeRow) -> list[tuple[Any, ...]]:
    return [(r.stance, r.first, r.last, r.days, r.statements, r.steps) for r in row.runs]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(
            [rus("open", "2024-01-01"), rus("open", "2024-02-01"), rus("open", "2024-02-01")],
            [("open", "2024-01-01", "2024-02-01", 2, 3, None)],
            id="one run",
        ),
        pytest.param(
            [
                rus("supports", "2024-01-01"),
                rus("rejects", "2024-02-01"),
                rus("rejects", "2024-03-01"),
                rus("open", "2024-04-01"),
            ],
            [
                ("supports", "2024-01-01", "2024-01-01", 1, 1, None),
                ("rejects", "2024-02-01", "2024-03-01", 2, 2, -4),
                ("open", "2024-04-01", "2024-04-01", 1, 1, 3),
            ],
            id="hardened and softened",
        ),
        pytest.param(
            [
                rus("open", "2024-01-01"),
                rus("rejects", "2024-01-02"),
                rus("open", "2024-01-02"),
                rus("open", "2024-01-02"),
            ],
            [("open", "2024-01-01", "2024-01-02", 2, 3, None)],
            id="the commonest of the day carries the run",
        ),
        pytest.param(
            [
                rus("rejects", "2024-01-01", role="spokesperson"),
                rus("open", "2024-01-01", role="President"),
                rus("rejects", "2024-01-02"),
                rus("open", "2024-01-02"),
            ],
            [
                ("open", "2024-01-01", "2024-01-01", 1, 1, None),
                ("rejects", "2024-01-02", "2024-01-02", 1, 1, -3),
            ],
            id="ties go to the higher office, then nearer to refusal",
        ),
        pytest.param(
            [rus("rejects"), rus("rejects"), rus("open", "2024-01-01"), rus("defers")],
            [
                ("rejects", None, None, 0, 2, None),
                ("open", "2024-01-01", "2024-01-01", 1, 1, None),
            ],
            id="undated statements are a run by themselves and move nothing",
        ),
        pytest.param(
            [
                rus("defers", "1956-10-19"),
                rus("supports", "1957"),
                rus("open", "1956-10"),
                rus("rejects", "1956"),
            ],
            [
                ("rejects", "1956", "1956", 1, 1, None),
                ("open", "1956-10", "1956-10", 1, 1, 3),
                ("defers", "1956-10-19", "1956-10-19", 1, 1, -2),
                ("supports", "1957", "1957", 1, 1, 3),
            ],
            id="a year stands before its months, and they before their days",
        ),
    ],
)
def test_a_course_is_runs_of_one_stance(
    ledger: Ledger, told: list[Told], expected: list[Any]
) -> None:
    ledger.add(reading(*told))
    row = over_time(ledger)
    assert lines(row) == expected
    (position,) = views.positions(ledger, side="RUS")
    same = ("stance", "scope", "since", "latest", "matter_name")
    assert [getattr(row, f) for f in same] == [getattr(position, f) for f in same]
    assert row.runs[-1].statements == position.statements and row.statements == position.of
    moves = [run.direction for run in row.runs if run.steps]
    assert moves == [shift.direction for shift in views.shifts(ledger)]


STORY = [
    reading(
        rus("supports", "2024-01-10", name="Orlova", role="President", words="we want the treaty"),
        rus("supports", "2024-01-10", name="Petrov", role="spokesperson", words="so do we all"),
        name="first",
        published="2024-01-11",
    ),
    reading(
        rus("supports", "2024-02-10", name="Petrov", role="spokesperson", words="still wanted"),
        rus("conditional", "2024-03-05", name="Orlova", role="President", words="if they leave",
            only_if="the ships leave", scope="now"),
        name="second",
        published="2024-03-06",
    ),
    reading(
        rus("rejects", "2024-09-01", name="Petrov", role="spokesperson", words="it is over",
            scope="never", only_if="the base is closed"),
        name="third",
        published="2024-09-02",
    ),
]  # fmt: skip


def test_a_story_of_several_articles_gives_its_series(tmp_path: Path) -> None:
    every: list[tuple[OverTimeRow, ...]] = []
    for n, order in enumerate(permutations(STORY)):
        with open_ledger(tmp_path / f"{n}.db") as opened:
            for one in order:
                opened.add(one)
            every.append(views.positions_over_time(opened))
    assert all(rows == every[0] for rows in every)
    (row,) = every[0]
    assert [str(run) for run in row.runs] == [
        "supports, 2024-01-10 to 2024-02-10 (3 statements)",
        "conditional, 2024-03-05 (1 statement), hardened",
        "rejects, 2024-09-01 (1 statement), hardened",
    ]
    first, second, third = row.runs
    assert first.speakers == ("Orlova", "Petrov")
    assert (first.office, third.office) == ("President", "spokesperson")
    assert first.rank > third.rank > 0
    assert [q.words for q in first.evidence] == ["we want the treaty"]
    assert [c.act for c in second.conditions] == ["the ships leave"]
    assert [c.act for c in third.conditions] == ["the base is closed"]
    assert (second.scope, row.scope) == ("now", "never")
    assert row.voices == () and not row.divided


def test_shifts_say_who_spoke_before_and_after(ledger: Ledger) -> None:
    for one in STORY:
        ledger.add(one)
    ledger.add(
        reading(rus("open", "2024-09-01", name="Orlova", role="minister", words="maybe"), name="x")
    )
    moves = views.shifts(ledger)
    assert [(m.speakers_before, m.speakers_after) for m in moves] == [
        (("Petrov",), ("Orlova",)),
        (("Orlova",), ("Orlova",)),
    ]
    assert [(m.divided_before, m.divided_after) for m in moves] == [(False, False), (False, True)]


@pytest.mark.parametrize(
    ("on", "months", "stale", "silent"),
    [
        ("2025-08-31", 12, False, 11),
        ("2025-09-01", 12, True, 12),
        ("2024-12-31", 3, True, 3),
        ("2024-11-30", 3, False, 2),
        ("2025-09", 12, True, 12),
        ("2025", 16, False, 15),
    ],
)
def test_a_side_that_was_silent_for_months_is_stale(
    ledger: Ledger, on: str, months: int, stale: bool, silent: int
) -> None:
    ledger.add(STORY[2])
    row = over_time(ledger, on=on, stale=months)
    assert (row.stale, row.silent) == (stale, silent)


def test_silence_is_measured_to_the_last_day_of_the_ledger(ledger: Ledger) -> None:
    ledger.add(STORY[2])
    assert (over_time(ledger).measured_to, over_time(ledger).stale) == ("2024-09-01", False)
    later = reading(Told("JPN", "open", "fishing quotas", "2026-01-01"), name="later",
                    published="2026-01-02")  # fmt: skip
    ledger.add(later)
    assert over_time(ledger).measured_to == "2026-01-01" and over_time(ledger).stale
    assert not over_time(ledger, as_known_on="2026-01-01").stale


def test_a_state_that_is_no_more_was_silent_up_to_its_end(ledger: Ledger) -> None:
    ledger.add(
        reading(
            Told("SUN", "open", "peace treaty", said="1990-12-26"),
            Told("JPN", "open", said="2024-01-01"),
        )
    )
    (row,) = views.positions_over_time(ledger, side="SUN")
    (cell,) = (cell for cell in overview(ledger).rows if cell.side == "SUN")
    assert (row.silent, row.stale, row.measured_to) == (12, True, "1991-12-26")
    assert (cell.silent, cell.stale) == (12, True)
    assert stale_words(row) == "Nothing said for 12 months (up to its end, 26 December 1991)."
    (before,) = views.positions_over_time(ledger, side="SUN", on="1991-06-30")
    assert (before.silent, before.measured_to) == (6, "1991-06-30")


def divided(*told: Told) -> Reading:
    return reading(*told, published="2024-05-20")


@pytest.mark.parametrize(
    ("told", "voices"),
    [
        pytest.param(
            [
                rus("rejects", "2024-05-10", name="Orlova", role="President"),
                rus("open", "2024-05-10", name="Petrov", role="spokesperson"),
                rus("open", "2024-05-10", name="Ivin", role="spokesperson"),
            ],
            [
                ("Orlova", "President", "rejects"),
                ("Petrov", "spokesperson", "open"),
                ("Ivin", "spokesperson", "open"),
            ],
            id="on one day",
        ),
        pytest.param(
            [
                rus("rejects", "2024-05-07", name="Orlova", role="President"),
                rus("open", "2024-05-10", name="Petrov", role="spokesperson"),
            ],
            [("Orlova", "President", "rejects"), ("Petrov", "spokesperson", "open")],
            id="within three days",
        ),
        pytest.param(
            [
                rus("rejects", "2024-05-06", name="Orlova", role="President"),
                rus("open", "2024-05-10", name="Petrov", role="spokesperson"),
            ],
            [],
            id="four days apart is a move",
        ),
        pytest.param(
            [
                rus("rejects", "2024-05-09", name="Orlova", role="President"),
                rus("open", "2024-05-10", name="Orlova", role="President"),
            ],
            [],
            id="one speaker who moves is not divided",
        ),
        pytest.param(
            [
                rus("rejects", name="Orlova", role="President"),
                rus("open", name=None, role="officials"),
            ],
            [("Orlova", "President", "rejects"), (None, "officials", "open")],
            id="undated, and one without a name",
        ),
    ],
)
def test_divided_voices_are_listed_with_their_names_and_words(
    ledger: Ledger, told: list[Told], voices: list[Any]
) -> None:
    day = None if told[0].said is None else "2024-05-20"
    ledger.add(reading(*told, published=day))
    row = over_time(ledger)
    assert sorted((v.speaker or "", v.office, v.stance) for v in row.voices) == sorted(
        (name or "", office, stance) for name, office, stance in voices
    )
    assert row.divided == bool(voices)
    (position,) = views.positions(ledger, side="RUS")
    assert position.voices == row.voices
    for voice in row.voices:
        article, _ = ledger.record(voice.record)
        assert voice.words in article.text
    if voices:
        assert row.voices[0].speaker == "Orlova" and row.voices[0].rank > 0


def test_an_earlier_day_is_asked_for_by_on(ledger: Ledger) -> None:
    for one in STORY:
        ledger.add(one)
    row = over_time(ledger, on="2024-03")
    assert [run.stance for run in row.runs] == ["supports", "conditional"]
    assert [c.act for run in row.runs for c in run.conditions] == ["the ships leave"]
    known = over_time(ledger, as_known_on="2024-02")
    assert [run.stance for run in known.runs] == ["supports"] and known.statements == 2


def test_a_course_is_plain_values(ledger: Ledger) -> None:
    for one in STORY:
        ledger.add(one)
    row = over_time(ledger)
    assert row.as_dict()["runs"][0]["evidence"][0]["words"] == "we want the treaty"
    cells = row.cells()
    assert list(cells) == list(row.as_dict())
    assert str(cells["runs"]).endswith("rejects, 2024-09-01 (1 statement), hardened")
