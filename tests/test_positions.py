"""Where a side stands, since when, and how it moved: the ledger guide's rules, case by case."""

from __future__ import annotations

import pytest

from dragoman import views
from dragoman.errors import DragomanError, NotFound
from dragoman.intake import from_text
from dragoman.ledger import Ledger
from dragoman.reading.reader import read
from dragoman.records import Speaker, Stance
from peace import JPN, PEACE, RUS, position, rus
from tellings import Told, reading


@pytest.mark.parametrize(
    ("told", "stance", "since", "latest", "counts"),
    [
        pytest.param(
            [rus("open", "2024-01-01")], "open", "2024-01-01", "2024-01-01", (1, 1), id="one"
        ),
        pytest.param(
            [rus("supports", "2024-01-01"), rus("defers", "2024-02-01")],
            "defers",
            "2024-02-01",
            "2024-02-01",
            (1, 2),
            id="the latest day decides",
        ),
        pytest.param(
            [rus("open", "2024-02-01"), rus("defers", "2024-02-01"), rus("defers", "2024-02-01")],
            "defers",
            "2024-02-01",
            "2024-02-01",
            (2, 3),
            id="the commonest of the day decides",
        ),
        pytest.param(
            [
                rus("open", "2024-02-01", role="President"),
                rus("rejects", "2024-02-01", role="spokesperson"),
            ],
            "open",
            "2024-02-01",
            "2024-02-01",
            (1, 2),
            id="a tie goes to the higher office",
        ),
        pytest.param(
            [
                rus("defers", "2024-01-01"),
                rus("open", "2024-02-01"),
                rus("defers", "2024-03-01"),
                rus("defers", "2024-04-01"),
            ],
            "defers",
            "2024-03-01",
            "2024-04-01",
            (2, 4),
            id="since begins the unbroken run",
        ),
        pytest.param(
            [rus("open"), rus("open"), rus("rejects")], "open", None, None, (2, 3), id="undated"
        ),
        pytest.param(
            [rus("open"), rus("open"), rus("rejects", "2024-01-01")],
            "rejects",
            "2024-01-01",
            "2024-01-01",
            (1, 3),
            id="a dated statement decides over undated ones",
        ),
        pytest.param(
            [rus("open", "1956"), rus("rejects", "1956-10-19")],
            "rejects",
            "1956-10-19",
            "1956-10-19",
            (1, 2),
            id="days as far as they are stated",
        ),
        pytest.param(
            [rus(None, "2024-02-01"), rus("open", "2024-01-01")],
            "open",
            "2024-01-01",
            "2024-01-01",
            (1, 1),
            id="a statement without a stance decides nothing",
        ),
    ],
)
def test_position(
    ledger: Ledger,
    told: list[Told],
    stance: Stance,
    since: str | None,
    latest: str | None,
    counts: tuple[int, int],
) -> None:
    ledger.add(reading(*told))
    row = position(ledger)
    assert row
    assert (row.stance, row.since, row.latest) == (stance, since, latest)
    assert (row.statements, row.of) == counts


def test_the_day_of_an_article_dates_what_it_does_not_date_itself(ledger: Ledger) -> None:
    ledger.add(reading(rus("open"), name="a", published="2024-03-05T10:00:00+02:00"))
    ledger.add(reading(rus("rejects", "2024-03-01"), name="b", published="2024-03-20"))
    row = position(ledger)
    assert row and (row.stance, row.latest) == ("open", "2024-03-05")


@pytest.mark.parametrize(
    ("on", "stance"),
    [
        ("2023-12-31", None),
        ("2024-01-01", "supports"),
        ("2024-01", "supports"),
        ("2024-02-20", "open"),
        ("2024", "rejects"),
        (None, "rejects"),
    ],
)
def test_as_of_a_day(ledger: Ledger, on: str | None, stance: str | None) -> None:
    ledger.add(
        reading(
            rus("supports", "2024-01-01"), rus("open", "2024-02-01"), rus("rejects", "2024-03-01")
        )
    )
    row = position(ledger, on=on)
    assert (row.stance if row else None) == stance


def test_what_another_side_says_of_it_is_no_position_of_a_side(ledger: Ledger) -> None:
    ledger.add(
        reading(
            rus(None),
            Told(JPN, "rejects", PEACE, name="Tokyo", sort="government", within=0),
            Told(None, None, name="an analyst"),
            Told(JPN, "rejects", PEACE, within=2),
        )
    )
    assert views.positions(ledger) == ()


def test_a_side_quoting_itself_and_a_medium_passing_it_on_do_count(ledger: Ledger) -> None:
    ledger.add(
        reading(
            rus(None),
            rus("open", within=0),
            Told(None, None, name="The agency", sort="media"),
            Told(JPN, "open", PEACE, within=2),
        )
    )
    assert [row.side for row in views.positions(ledger)] == [JPN, RUS]


def test_former_officials_and_observers_have_no_position(ledger: Ledger) -> None:
    ledger.add(reading(Told(None, "supports", PEACE, role="former president")))
    assert views.positions(ledger) == ()


def test_what_two_sides_say_together_is_a_position_of_both(ledger: Ledger) -> None:
    together = (
        Speaker("Ann Able", "President", RUS, "person"),
        Speaker("Ben Brook", "former prime minister", "GBR", "person"),
        Speaker("Japan", None, JPN, "government"),
    )
    ledger.add(reading(Told(None, "supports", PEACE, sort="group", speakers=together)))
    assert [(row.side, row.stance) for row in views.positions(ledger)] == [
        (JPN, "supports"),
        (RUS, "supports"),
    ]
    (row,) = views.statements(ledger, side="Japan")
    assert row.counts and row.side is None and row.sides == (JPN, RUS)


@pytest.mark.parametrize("outer", ["open", None])
def test_one_utterance_counts_once_and_is_quoted_whole(
    ledger: Ledger, outer: Stance | None
) -> None:
    ledger.add(
        reading(
            rus(outer, words="Moscow hopes to conclude it"),
            rus("open", within=0, words="to conclude it"),
        )
    )
    row = position(ledger)
    assert row and (row.statements, row.of) == (1, 1)
    assert [quote.words for quote in row.evidence] == ["Moscow hopes to conclude it"]


def test_a_day_says_whether_words_were_said_or_published_then(ledger: Ledger) -> None:
    told = [
        rus("defers", "2024-03-01", name="A", only_if="it rains"),
        rus(None, "2024-03-02", name="B"),
        rus("defers", within=1, name="C"),
        rus("open", name="D"),
    ]
    ledger.add(reading(*told, published="2024-03-20"))
    days = {row.speaker: (row.day, row.date_is) for row in views.statements(ledger)}
    assert days == {
        "A": ("2024-03-01", "said"),
        "B": ("2024-03-02", "said"),
        "C": ("2024-03-02", "said"),
        "D": ("2024-03-20", "published"),
    }
    assert [row.date_is for row in views.conditions(ledger)] == ["said"]
    row = position(ledger)
    assert row and row.date_is == row.evidence[0].date_is == "published"
    before = position(ledger, on="2024-03-02")
    assert before and (before.latest, before.date_is, before.of) == ("2024-03-02", "said", 2)


def test_evidence_is_the_words_that_decide_weightiest_first(ledger: Ledger) -> None:
    ledger.add(
        reading(
            rus("open", "2024-01-01", words="old words"),
            rus("defers", "2024-02-01", words="low words", role="spokesperson"),
            rus("defers", "2024-02-01", words="high words", role="President"),
            rus("open", "2024-02-01", words="other words"),
            title="A title",
        )
    )
    row = position(ledger)
    assert row and [quote.words for quote in row.evidence] == ["high words", "low words"]
    article, record = ledger.record(row.evidence[0].record)
    assert row.evidence[0].spans[0].of(article.text) == "high words"
    assert row.evidence[0].title == "A title"
    assert record.id == row.evidence[0].record.partition("/")[2]


def test_shifts_follow_the_scale(ledger: Ledger) -> None:
    ledger.add(
        reading(
            rus("supports", "2024-01-01"),
            rus("supports", "2024-01-15"),
            rus("rejects", "2024-02-01"),
            rus("conditional", "2024-03-01"),
            rus("open"),
        )
    )
    moves = views.shifts(ledger, matter="peace treaty")
    assert [(m.before, m.after, m.steps, m.direction) for m in moves] == [
        ("supports", "rejects", -4, "hardened"),
        ("rejects", "conditional", 2, "softened"),
    ]
    assert (moves[0].before_day, moves[0].after_day) == ("2024-01-15", "2024-02-01")
    assert moves[0].evidence_after[0].day == "2024-02-01"
    assert len(views.shifts(ledger, on="2024-02")) == 1


def test_positions_of_one_matter_leave_others_out(ledger: Ledger) -> None:
    ledger.add(reading(rus("open"), Told(RUS, "rejects", "sanctions on Russia")))
    assert len(views.positions(ledger)) == 2
    (row,) = views.positions(ledger, matter="sanctions")
    assert (row.matter_name, row.stance) == ("lifting sanctions on Russia", "supports")
    by_id = views.positions(ledger, matter=views.positions(ledger)[0].matter[:6])
    assert by_id == views.positions(ledger)[:1]


@pytest.mark.parametrize("side", ["RUS", "rus", "Russia", "russia", "the Kremlin", "Russian"])
def test_a_side_goes_by_its_usual_names(ledger: Ledger, side: str) -> None:
    ledger.add(reading(rus("open"), Told(JPN, "open", PEACE)))
    assert [row.side for row in views.positions(ledger, side=side)] == [RUS]


def test_what_is_not_there_is_said_plainly(ledger: Ledger) -> None:
    ledger.add(reading(rus("open")))
    with pytest.raises(NotFound, match="dragoman matters"):
        views.positions(ledger, matter="fisheries")
    with pytest.raises(DragomanError, match="YYYY-MM-DD"):
        views.positions(ledger, on="last week")
    assert views.positions(ledger, side="Norway") == ()


def test_a_row_is_plain_values(ledger: Ledger) -> None:
    ledger.add(reading(rus("open", only_if="it rains")))
    (row,) = views.positions(ledger)
    nested = row.as_dict()
    assert nested["evidence"][0]["words"].startswith("words 0")
    cells = row.cells()
    assert all(value is None or isinstance(value, str | int | float) for value in cells.values())
    assert list(cells) == list(nested)


HEADED = """{title}

6 March 2031

{lead}
"""


@pytest.mark.parametrize(
    ("lead", "day"),
    [
        (
            "Norway and Sweden agreed on 4 March to restart negotiations on the border treaty.",
            "2031-03-04",
        ),
        ("Norway and Sweden agreed to restart negotiations on the border treaty.", "2031-03-06"),
        (
            "Norwegian Foreign Minister Ida Berg said on 4 March that Norway rejects the border "
            "treaty with Sweden.",
            "2031-03-06",
        ),
    ],
    ids=["the day below", "no day below", "another stance below"],
)
def test_a_headline_counts_on_the_day_of_what_it_sums_up(
    ledger: Ledger, lead: str, day: str
) -> None:
    title = "Norway and Sweden agree to restart border treaty talks"
    article = from_text(HEADED.format(title=title, lead=lead), origin="text:a", name="a")
    ledger.add(read(article))
    (told,) = [
        row
        for row in views.statements(ledger, each=True)
        if row.words.startswith("to restart border") and row.stance == "supports"
    ]
    assert told.day == day
