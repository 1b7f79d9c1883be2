"""The pages of the desk are timed in a made ledger; at full size only by `make prove`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from command_line import Dragoman
from desk import opened
from dragoman.benchmark.desk import bench_desk
from dragoman.benchmark.desk_addresses import addresses
from dragoman.benchmark.made_ledger import make_ledger
from dragoman.ledger import Ledger, open_ledger
from dragoman.web.application import PAGES
from tellings import Told, reading

STATEMENTS, LARGEST = 600, 200

P50, P95 = 200.0, 500.0
"""Milliseconds of processor time: what else the machine does lengthens the clock's."""

THEN = 1_000.0
"""Milliseconds at the 95th percentile for what was known on a day, of which less is kept."""

WEIGHT = 150_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "made.db"
    make_ledger(path, STATEMENTS, LARGEST).close()
    return path


@pytest.fixture
def ledger(kept: Path) -> Iterator[Ledger]:
    with open_ledger(kept, create=False) as opened_:
        yield opened_


def test_every_page_is_asked_for_by_several_queries(ledger: Ledger) -> None:
    asked = [one.partition("?")[0] for some in addresses(ledger).values() for one in some]
    bare = {path.partition("/{")[0] for path in PAGES}
    assert bare <= {"/" + path.split("/")[1] for path in asked}
    assert len(asked) > 120
    lists = ("/", "/conditions", "/statements", "/articles", "/events")
    assert all(asked.count(path) > 5 for path in lists)


def test_an_empty_ledger_is_asked_for_its_bare_pages(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as empty:
        assert addresses(empty)["statements"] == ["/statements"]


def test_words_of_a_made_ledger_are_found(ledger: Ledger) -> None:
    with ledger.connect() as connection:
        found = "SELECT count(*) FROM statement_search WHERE statement_search MATCH 'point'"
        assert connection.execute(text(found)).scalar() == STATEMENTS


def test_the_command_times_each_page_and_weighs_it(kept: Path, dragoman_: Dragoman) -> None:
    code, out, _ = dragoman_("bench", "desk", str(kept), "--calls", "2", "--to", "json")
    assert code == 0
    told = json.loads(out)
    assert told["statements"] == STATEMENTS
    assert {"ledger", "statements", "reader", "statements, as known"} <= {
        one["page"] for one in told["times"]
    }
    now = [one["calls"] for one in told["times"] if "known" not in one["page"]]
    assert told["today"]["calls"] == sum(now)
    for one in (*told["times"], told["today"]):
        assert 0 < one["p50"] <= one["p95"] <= one["worst"], one
        assert 0 < one["first50"] <= one["first95"], one
        assert 1_000 < one["size"] < WEIGHT, one


def test_a_page_of_long_quotations_stays_light(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "long.db") as ledger:
        for n in range(60):
            long = f"{' '.join(f'point {m} of {n} is settled by both' for m in range(60))} here"
            told = Told("RUS", "open", f"treaty {n % 3}", words=long, only_if=f"{long} too")
            ledger.add(reading(told, name=f"n{n}", title=long[:200]))
    with opened(tmp_path / "long.db") as client:
        for page in ("/", "/statements", "/conditions", "/articles", "/articles?q=point"):
            answer = client.get(page)
            assert answer.status_code == 200 and len(answer.content) < WEIGHT, page


def test_a_page_is_painted_without_waiting_for_scripts(kept: Path) -> None:
    with opened(kept) as client:
        told = client.get("/").text
    scripts = [tag.split(">")[0] for tag in told.split("<script")[1:]]
    assert scripts and all(" defer" in tag for tag in scripts)


@pytest.mark.prove
def test_every_page_answers_in_time_among_a_million_statements(tmp_path: Path) -> None:
    """`DRAGOMAN_MADE` names a ledger to be used again: making one takes ten minutes."""
    named = os.environ.get("DRAGOMAN_MADE")
    result = bench_desk(Path(named) if named else tmp_path / "made.db")
    # A brief is put together of all that its matters hold: test_prove_brief.py times it.
    pages = [one for one in result.times if not one.page.startswith("brief")]
    now = [one for one in pages if "known" not in one.page]
    assert not [(one.page, one.cpu50) for one in now if one.cpu50 > P50]
    assert not [(one.page, one.cpu95) for one in now if one.cpu95 > P95]
    assert not [(one.page, one.cpu95) for one in pages if one.cpu95 > THEN]
    assert not [(one.page, one.size) for one in pages if one.size > WEIGHT]
