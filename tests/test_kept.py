"""What was found in a ledger is found again while it stays as it is, and never longer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman import views
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.kept import Kept
from dragoman.views.asked_acts import asked_acts
from dragoman.views.facets import facets
from dragoman.views.overview import overview
from dragoman.views.sources import sources
from dragoman.views.totals import totals
from tellings import Told, reading

FIRST = reading(Told("RUS", "open", "treaty", "2024-01-01"), name="first")
SECOND = reading(
    Told("JPN", "rejects", "treaty", "2024-02-01", only_if="the islands are left"), name="second"
)

SEEN: dict[str, Callable[[Ledger], object]] = {
    "overview": lambda ledger: [(r.side, r.stance) for r in overview(ledger).rows],
    "totals": totals,
    "facets": facets,
    "asked_acts": asked_acts,
    "sources": sources,
}


@pytest.fixture
def at(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


@pytest.fixture
def ledger(at: Path) -> Iterator[Ledger]:
    with open_ledger(at) as opened:
        opened.add(FIRST)
        yield opened


def times(ledger: Ledger, asked: str = "times") -> int:
    """Return how often was counted, this time included, since the ledger changed."""
    found: list[int] = ledger.database.kept(asked, list)
    found.append(1)
    return len(found)


def test_an_answer_is_kept_until_something_is_stored(ledger: Ledger) -> None:
    assert [times(ledger) for _ in range(3)] == [1, 2, 3]
    assert times(ledger, "others") == 1
    ledger.add(SECOND)
    assert times(ledger) == 1


def test_an_answer_is_dropped_when_another_program_changes_the_ledger(
    ledger: Ledger, at: Path
) -> None:
    assert [times(ledger) for _ in range(2)] == [1, 2]
    with open_ledger(at) as other:
        other.add(SECOND)
    assert times(ledger) == 1


def test_decisions_and_what_undoes_them_drop_answers(ledger: Ledger) -> None:
    before = overview(ledger)
    (row,) = views.statements(ledger)
    ledger.decide(row.record, "reject", who="Ines")
    assert overview(ledger) != before and times(ledger) == 1
    ledger.decide(row.record, "confirm", who="Ines")
    assert overview(ledger) == before and times(ledger) == 1


def test_a_reading_that_becomes_current_again_drops_answers(ledger: Ledger) -> None:
    before = overview(ledger)
    other = Told("RUS", "rejects", "treaty", "2024-01-01")
    assert ledger.add(reading(other, name="first", reader="0.2.0")) == "reread"
    assert overview(ledger) != before
    assert ledger.add(FIRST) == "reread"
    assert overview(ledger) == before and times(ledger) == 1


@pytest.mark.sqlite
def test_a_writer_who_changes_nothing_drops_nothing(ledger: Ledger) -> None:
    assert times(ledger) == 1
    assert ledger.add(FIRST) == "known"
    assert times(ledger) == 2


def test_who_sees_an_earlier_state_leaves_nothing_of_it_behind(ledger: Ledger, at: Path) -> None:
    with ledger.connect() as earlier:
        held = ledger.database.kept("articles", ledger.article_ids, earlier)
        with open_ledger(at) as other:
            other.add(SECOND)
        assert ledger.database.kept("articles", lambda: ("anew",), earlier) == held
    assert len(ledger.database.kept("articles", ledger.article_ids)) == 2


def test_what_was_given_up_changes_nothing(ledger: Ledger) -> None:
    def give_up() -> None:
        with ledger.change() as connection:
            connection.exec_driver_sql("DELETE FROM stances")
            raise RuntimeError

    before = overview(ledger)
    with pytest.raises(RuntimeError):
        give_up()
    assert overview(ledger) == before


def test_views_that_are_kept_find_what_views_of_a_fresh_ledger_do(ledger: Ledger, at: Path) -> None:
    for find in SEEN.values():
        find(ledger)
    ledger.add(SECOND)
    with open_ledger(at) as fresh:
        for name, find in SEEN.items():
            assert find(ledger) == find(ledger) == find(fresh), name


def test_each_day_on_which_a_ledger_is_known_is_kept_by_itself(ledger: Ledger) -> None:
    ledger.add(SECOND)
    early, late = "2020-01-01", "2099-01-01"
    for _ in range(2):
        assert not facets(ledger, as_known_on=early).statements
        assert facets(ledger, as_known_on=late).statements == 2
        assert not sources(ledger, as_known_on=early)
        assert not overview(ledger, as_known_on=early).rows
        assert len(overview(ledger, as_known_on=late).rows) == 2


def test_only_so_many_answers_are_kept_those_used_last() -> None:
    kept = Kept(2)
    for asked in "abac":
        kept.of("now", asked, lambda asked=asked: asked)  # type: ignore[misc]
    found = [kept.of("now", asked, lambda: "anew") for asked in "acb"]
    assert found == ["a", "c", "anew"]
