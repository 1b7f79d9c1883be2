"""What is told of an article that comes: really read, against the ledger as it was before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.intake import from_text
from dragoman.ledger import Ledger, open_ledger
from dragoman.reading.reader import read
from dragoman.watch import Channel, Notice, Wanted
from dragoman.watch.notices import Source, packed, unpacked
from dragoman.watch.noticing import notices_of
from dragoman.watch.plan import KINDS, Kind
from dragoman.watch.queue import is_sent, latest, put_in, turns

NO = (
    "Norwegian Foreign Minister Ilse Marrane said on Monday that Norway rejects the Tarn treaty "
    "with Iceland. Norway will sign the Tarn treaty only if Iceland withdraws its patrol boats, "
    "Marrane said."
)
YES = (
    "Norwegian Foreign Minister Ilse Marrane said on Friday that Norway supports the Tarn "
    "treaty with Iceland. Iceland has withdrawn its patrol boats, she said. Iceland welcomed that, "
    "the Icelandic ambassador, Tomas Oyelaran, said."
)


class Desk:
    """A ledger into which articles come, with what there is to tell of each."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.count = 0

    def comes(self, text: str, day: str, origin: str = "") -> list[Notice]:
        """Read and store an article, and return what there is to tell of it."""
        self.count += 1
        words = f"{day}\n\n{text}"
        origin = origin or f"https://courier.example/{self.count}"
        article = from_text(words, name=f"n{self.count}", origin=origin)
        told: list[Notice] = []

        def beside(connection: object) -> None:
            source = Source("Courier", article.id, article.name, None, None, article.published)
            with self.ledger.connect() as was:
                told.extend(notices_of(was, connection, source, "2031-03-09T00:00:00Z"))  # type: ignore[arg-type]

        self.ledger.add(read(article, "rules"), beside=beside)
        return told


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_ledger(tmp_path / "l.db") as ledger:
        yield Desk(ledger)


def kinds(told: list[Notice]) -> list[Kind]:
    return [notice.kind for notice in told]


def test_new_statements_and_conditions_are_told(desk: Desk) -> None:
    told = desk.comes(NO, "March 3, 2031")
    assert set(kinds(told)) == {"statement", "condition"}
    (condition,) = [notice for notice in told if notice.kind == "condition"]
    assert condition.sides == ("NOR", "ISL") and "withdraws its patrol boats" in condition.text
    first = told[0]
    assert first.matters and "rejects" in first.text and first.row["words"] in first.text


def test_a_shift_and_a_condition_that_is_met_are_told(desk: Desk) -> None:
    desk.comes(NO, "March 3, 2031")
    told = desk.comes(YES, "March 7, 2031")
    (shift,) = [notice for notice in told if notice.kind == "shift"]
    assert shift.row["direction"] == "softened" and shift.day == "2031-03-07"
    (status,) = [notice for notice in told if notice.kind == "status"]
    assert "is met now" in status.text and status.row["status"] == "met"


def test_the_same_again_is_told_once(desk: Desk) -> None:
    assert desk.comes(NO, "March 3, 2031")
    assert desk.comes(NO, "March 3, 2031") == []


def test_an_older_article_is_told_of_as_what_it_is(desk: Desk) -> None:
    desk.comes(YES, "March 7, 2031")
    told = desk.comes(NO, "March 3, 2031")
    assert "shift" in kinds(told)  # the ledger did not know that the side had moved
    shift = next(notice for notice in told if notice.kind == "shift")
    assert (shift.row["before_day"], shift.row["after_day"]) == ("2031-03-03", "2031-03-07")


def test_of_a_new_version_only_what_is_new_is_told(desk: Desk) -> None:
    desk.comes(NO, "March 3, 2031", "https://courier.example/tarn")
    more = " “We have waited for the Tarn treaty long enough,” Marrane said."
    told = desk.comes(NO + more, "March 3, 2031", "https://courier.example/tarn")
    assert kinds(told) == ["statement"] and "long enough" in told[0].text


def test_accounts_that_differ_are_told(desk: Desk) -> None:
    one = "Iceland released the fishermen on Monday, Iceland's Foreign Minister Ivo Brandt said."
    other = (
        "Iceland has not released the fishermen, Norwegian Foreign Minister Ilse Marrane said "
        "on Tuesday."
    )
    desk.comes(one, "March 4, 2031")
    told = desk.comes(other, "March 5, 2031")
    (account,) = [notice for notice in told if notice.kind == "account"]
    assert "Accounts differ" in account.text and "has not released" in account.text
    assert kinds(desk.comes(other, "March 5, 2031")) == []


def test_a_notice_can_be_kept_as_a_line(desk: Desk) -> None:
    told = desk.comes(NO, "March 3, 2031")
    assert told
    for notice in told:
        line = packed(notice)
        assert "\n" not in line and packed(unpacked(line)) == line
        assert unpacked(line).text == notice.text


def test_a_notice_has_one_id_however_often_it_is_found(tmp_path: Path) -> None:
    ids = []
    for name in ("one", "two"):
        with open_ledger(tmp_path / name) as ledger:
            ids.append([notice.id for notice in Desk(ledger).comes(NO, "March 3, 2031")])
    assert ids[0] == ids[1] and len(set(ids[0])) == len(ids[0])


@pytest.mark.parametrize(
    ("wanted", "some"),
    [
        (Wanted(), True),
        (Wanted(kinds=("shift",)), False),
        (Wanted(matters=("Tarn treaty",)), True),
        (Wanted(matters=("fish",)), False),
        (Wanted(sides=("Norway",)), True),
        (Wanted(sides=("Japan",)), False),
        (Wanted(("Tarn treaty",), ("Norway",), KINDS), True),
    ],
)
def test_a_channel_has_what_it_wants(desk: Desk, wanted: Wanted, some: bool) -> None:
    told = desk.comes(NO, "March 3, 2031")
    with desk.ledger.change() as connection:
        put_in(connection, told, [Channel("own", "jsonl", wanted)])
        assert bool(turns(connection, "own", 10)) is some


def test_what_went_out_is_forgotten_in_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.watch.queue.KEPT", 2)
    told = desk.comes(NO, "March 3, 2031") + desk.comes(YES, "March 7, 2031")
    with desk.ledger.change() as connection:
        assert put_in(connection, told, [Channel("own", "jsonl")]) == len(told)
        assert put_in(connection, told, [Channel("own", "jsonl")]) == 0
        keys = [turn.key for turn in turns(connection, "own", 100)]
        is_sent(connection, "own", keys[:-1], "2031-03-09T00:00:00Z")
        assert [turn.key for turn in turns(connection, "own", 100)] == keys[-1:]
        assert len(latest(connection, "own", 100)) == 3
