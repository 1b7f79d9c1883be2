"""Full-size proof: in a ledger of 100,000 actors a new mention finds its own at once."""

from __future__ import annotations

import statistics
import time
from itertools import islice
from pathlib import Path

import pytest

import crowd
from dragoman import views
from dragoman.ledger import Ledger, open_ledger, schema
from dragoman.ledger.actors import actor_id, store_actors
from dragoman.ledger.matching import match_actors
from dragoman.records import Speaker

NEW = (
    Speaker("Sergey Lavrov", "Foreign Minister", "RUS", "person"),
    Speaker("Kishida Fumio", None, "JPN", "person"),
    Speaker("J. Kerry", "senator", "USA", "person"),
    *islice(crowd.people(seed=1), 297),
)


def milliseconds(ledger: Ledger) -> tuple[list[float], list[float]]:
    """Return how long each new mention takes to be stored under its keys and matched.

    First in this process's own time, then by the clock, during which others may have run.
    """
    own, clock = [], []
    with ledger.change() as connection:
        statement = connection.execute(schema.statements.select()).mappings().one()["key"]
        for n, speaker in enumerate(NEW):
            begun, began = time.process_time(), time.perf_counter()
            store_actors(connection, [speaker])
            crowd.mention(connection, [actor_id(speaker)], statement, 10**6 + n)
            match_actors(connection, [actor_id(speaker)])
            own.append(1000 * (time.process_time() - begun))
            clock.append(1000 * (time.perf_counter() - began))
    return sorted(own), sorted(clock)


def test_a_small_crowd_is_matched_by_its_keys(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "small.db") as ledger:
        crowd.fill(ledger, 1_000)
        own, _ = milliseconds(ledger)
        assert statistics.median(own) < 20
        assert 700 < len(views.actors(ledger)) <= 1_301
        with ledger.connect() as connection:
            plan = connection.exec_driver_sql(
                "EXPLAIN QUERY PLAN SELECT actors.id FROM actors JOIN actor_keys "
                "ON actor_keys.actor_id = actors.id WHERE actor_keys.key IN ('a', 'b')"
            ).all()
        assert all("SCAN" not in str(step) for step in plan)


@pytest.mark.prove
def test_among_100_000_actors_a_mention_is_matched_in_5_ms(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "full.db") as ledger:
        begin = time.process_time()
        crowd.fill(ledger, 100_000)
        print(f"\n100,000 actors filled in {time.process_time() - begin:.0f} s")
        own, clock = milliseconds(ledger)
        for what, found in (("own time", own), ("by the clock", clock)):
            last = found[int(0.95 * len(found))]
            print(f"a mention, {what}: median {statistics.median(found):.2f} ms, 95 % {last:.2f}")
        assert statistics.median(own) < 5
        for view in (views.actors_suggest, views.actors):
            begin = time.process_time()
            rows = view(ledger, limit=100)
            print(f"{len(rows)} rows of {view.__name__} in {time.process_time() - begin:.1f} s")
