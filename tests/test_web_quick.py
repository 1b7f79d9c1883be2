"""What keeps the desk quick: little is asked for twice, unasked, or row by row."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from desk import opened, page, text
from dragoman.errors import LedgerError
from dragoman.ledger import Ledger, open_ledger, search_sqlite
from dragoman.ledger.among import among
from dragoman.web import application, desk, warming
from dragoman.web.asked import Asked
from dragoman.web.keeping import shown_as_kept
from dragoman.web.pages import conditions, statements
from dragoman.web.pages.home import home_page
from dragoman.web.shown import Shown
from dragoman.web.warming import Warming
from tellings import Told, reading


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("desk") / "talks.db"
    with open_ledger(at) as ledger:
        for n in range(6):
            told = Told(("RUS", "JPN")[n % 2], "open", "treaty", words=f"point {n} is settled here")
            ledger.add(reading(told, name=f"n{n}"))
        for side, act in (("RUS", "the islands are left"), ("JPN", "observers come")):
            ledger.add(reading(Told(side, "open", "treaty", only_if=act), name=act))
    return at


@pytest.fixture
def client(kept: Path) -> Iterator[TestClient]:
    with opened(kept) as client:
        yield client


def test_a_download_waits_for_no_counts(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/statements.json").json()
    monkeypatch.setattr(statements, "facets", None)
    assert client.get("/statements.json").json() == before
    assert client.get("/statements").status_code == 500


def test_the_beginning_of_a_word_finds_the_same_among_many(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [client.get(f"/statements.json?q={one}").json() for one in ("poi*", "point")]
    for most in (2, 100):
        monkeypatch.setattr(search_sqlite, "among", partial(among, few=0, many=most))
        many = [client.get(f"/statements.json?q={one}").json() for one in ("poi*", "point")]
        assert many == few and len(many[0]) == 6


def test_a_side_s_few_conditions_are_not_compared_with_too_many(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/conditions?q=side:Japan"
    assert "too many conditions" not in text(page(client, address))
    monkeypatch.setattr(conditions, "COMPARED", 1)
    for asked in ("+speaker:Aoba", "+before:2099", "+known:2099"):
        assert "too many conditions" in text(page(client, address + asked)), asked
    assert "too many conditions" not in text(page(client, f"{address}+matter:treaty"))


def test_lists_are_asked_for_before_anybody_does(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Warming, "begin", lambda self: [step() for step in self._steps])
    monkeypatch.setattr(Warming, "end", lambda _: asked.append("ended"))
    monkeypatch.setitem(application.PAGES, "/brief", lambda *_: asked.append("a brief"))
    with TestClient(desk(kept, warm=True), base_url="http://127.0.0.1:8123") as client:
        assert client.get("/").status_code == 200
    assert asked == ["ended"]


def test_a_page_is_found_anew_when_the_ledger_changed(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = tmp_path / "talks.db"
    shutil.copyfile(kept, at)
    found: list[Asked] = []

    def counted(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
        found.append(asked)
        return home_page(ledger, asked, path)

    monkeypatch.setitem(application.PAGES, "/", counted)
    with opened(at) as client:
        first = client.get("/").text
        assert client.get("/").text == first and len(found) == 1
        assert client.get("/?q=side:JPN").text != first and len(found) == 2
        with open_ledger(at) as elsewhere:
            elsewhere.add(reading(Told("USA", "rejects", "treaty", "2031-05-06"), name="later"))
        assert client.get("/").text != first and len(found) == 3
        assert {row["side"] for row in client.get("/ledger.json").json()} == {"JPN", "RUS", "USA"}


def test_what_is_found_by_meaning_is_not_kept(client: TestClient) -> None:
    asked = Asked({}, "point", {"by": "meaning"})
    found: list[Shown] = []

    def find(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
        found.append(home_page(ledger, Asked(), path))
        return found[-1]

    ledger = client.app.state.ledger  # type: ignore[attr-defined]
    for _ in range(2):
        shown_as_kept(ledger, find, asked, {}, drawn=True)
    assert len(found) == 2


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not done():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_lists_are_asked_for_again_when_the_ledger_rests_after_a_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(warming, "WAIT", 0.001)
    states = iter([*"aaabcdddd", *["d"] * 100_000])
    seen: list[str] = []
    asked: list[str] = []

    def state() -> str:
        seen.append(next(states))
        return seen[-1]

    thread = Warming([lambda: asked.append(seen[-1])], state)
    thread.begin()
    wait_for(lambda: len(seen) > 12)
    thread.end()
    assert asked == ["a", "d"]


def test_a_page_is_there_soon_after_a_change(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = tmp_path / "talks.db"
    shutil.copyfile(kept, at)
    monkeypatch.setattr(warming, "WAIT", 0.01)
    found: list[int] = []

    def counted(ledger: Ledger, asked: Asked, path: dict[str, str]) -> Shown:
        shown = home_page(ledger, asked, path)
        found.append(shown.of or 0)
        return shown

    monkeypatch.setitem(application.PAGES, "/", counted)
    monkeypatch.setattr(application, "NAVIGATION", (("/", "Ledger"),))
    with TestClient(desk(at, warm=True), base_url="http://127.0.0.1:8123") as client:
        wait_for(lambda: len(found) == 1)
        with open_ledger(at) as elsewhere:
            elsewhere.add(reading(Told("USA", "rejects", "fish", "2031-05-06"), name="later"))
        wait_for(lambda: len(found) == 2)
        assert client.get("/").status_code == 200
    assert found[1] == found[0] + 1 and len(found) == 2


def test_a_ledger_that_cannot_be_read_is_told_of_on_its_pages_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(warming, "WAIT", 0.001)
    done: list[int] = []

    def fail() -> None:
        done.append(1)
        if len(done) < 3:
            raise LedgerError("locked")

    thread = Warming((fail, lambda: done.append(2)), lambda: "a")
    thread.begin()
    # What failed is tried again at the next look.
    wait_for(lambda: 2 in done)
    thread.end()
    assert done == [1, 1, 1, 2]
