"""Watching servers that misbehave, for weeks of simulated time: nothing lost, nothing twice.

The program is killed and started anew on the way. `make prove` polls 1,000 times, `make test` 60.
"""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection

from dragoman.intake.robots import Robots
from dragoman.ledger import Ledger, open_ledger
from dragoman.views import statements
from dragoman.watch import Channel, Feed, Manner, Notice, Plan, Stopped
from dragoman.watch.notices import unpacked
from dragoman.watch.queue import put_in
from dragoman.watch.taking import Reader
from dragoman.watch.watching import Watch
from watching import (
    HOUR,
    START,
    Killed,
    Newsroom,
    Outlet,
    SimulatedClock,
    asks_for_rest,
    away_for_now,
    errors,
    fetching,
    garbage,
    half_of_it,
    in_a_circle,
    moves_for_good,
    other_etag,
    slow,
    unasked_304,
)
from web_site import Site

PAUSE = 2.0
EVERY = HOUR


@dataclass
class Run:
    """A watch that is killed, stopped and started anew until it has polled so often."""

    folder: Path
    room: Newsroom
    clock: SimulatedClock
    plan: Plan
    polls: int = 0
    kills: int = 0
    random: random.Random = field(default_factory=lambda: random.Random(3))
    notes: list[str] = field(default_factory=list)
    robots: dict[str, tuple[Robots, float]] = field(default_factory=dict)

    def until(self, polls: int, *, kill: float = 0.0) -> None:
        """Watch until so many polls were made; `kill` is the chance of an end at each moment."""
        while self.polls < polls:
            with open_ledger(self.folder / "ledger.db") as ledger:
                watch = self._watch(ledger)
                before = self.polls

                def enough(_: float, watch: Watch = watch, before: int = before) -> None:
                    self.polls = before + watch.watched.polls
                    if self.polls >= polls or self.random.random() < 0.01:
                        raise Stopped
                    if self.random.random() < kill:
                        raise Killed

                self.clock.before_sleep = enough
                try:
                    watch.go_on()
                except Killed:
                    self.kills += 1
                self.polls = before + watch.watched.polls
        self.clock.before_sleep = lambda _: None

    def once(self) -> None:
        """Poll each feed that is due."""
        with open_ledger(self.folder / "ledger.db") as ledger:
            self._watch(ledger).once()

    def _watch(self, ledger: Ledger) -> Watch:
        within = fetching(self.clock, PAUSE, wait=1.0, connect=5.0)
        # A new program would ask for each robots.txt anew; here all are one.
        within.robots = self.robots
        clock, reader = self.clock.clock(), Reader("rules")
        return Watch(ledger, self.plan, Manner(reader, clock, within, note=self.notes.append))

    def told(self) -> list[Notice]:
        lines = (self.folder / "told.jsonl").read_text().splitlines()
        assert all(json.loads(line)["form"] == "dragoman notice 1" for line in lines)
        return [unpacked(line) for line in lines]


@pytest.fixture
def run(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    clock = SimulatedClock()
    room = Newsroom(site, clock)
    usual = ((0.1, errors), (0.04, asks_for_rest), (0.02, slow))
    outlets = (
        room.open(Outlet("ashe")),
        room.open(Outlet("birk"), (0.3, errors), (0.1, asks_for_rest)),
        room.open(Outlet("cole"), (0.08, slow), (0.3, half_of_it)),
        room.open(Outlet("dorn"), *usual, (0.4, other_etag)),
        room.open(Outlet("elst"), (0.2, away_for_now), (0.05, moves_for_good), *usual),
        room.open(Outlet("fenn", dates_move=True), (0.3, garbage), (0.1, unasked_304)),
        room.open(Outlet("gant", whole=False), *usual, (0.1, half_of_it)),
        room.open(Outlet("hume", whole=False, dates_move=True), (0.15, in_a_circle), *usual),
    )
    feeds = [Feed(outlet.feed_url, outlet.name, EVERY) for outlet in outlets]
    channels = (
        Channel("lines", "jsonl", file=tmp_path / "told.jsonl"),
        Channel("atom", "atom", file=tmp_path / "told.xml"),
    )
    made = Run(tmp_path, room, clock, Plan(tuple(feeds), channels, PAUSE))

    def killed_at_times(connection: Connection, *rest: object) -> int:
        wanted = put_in(connection, *rest)  # type: ignore[arg-type]
        if not room.calm and made.random.random() < 0.05:
            raise Killed
        return wanted

    monkeypatch.setattr("dragoman.watch.taking.put_in", killed_at_times)
    yield made


def check_politeness(run: Run) -> None:
    # What a server said of its last whole answer is sent back; a feed that moved and fails for
    # long is asked for at its first address, as if for the first time.
    assert not [one for one in run.room.forgotten if one.host not in run.room.moved]
    for host, outlet in run.room.outlets.items():
        visits = list(run.room.requests(host))
        polls = _polls([one.at for one in visits if "/page/" not in one.path])
        # Never sooner than its interval, and a site never sooner than its pause.
        assert all(after - before >= EVERY for before, after in pairwise(polls))
        moments = sorted({one.at for one in visits})
        pairs = pairwise(moments)
        assert all(after - before >= PAUSE for before, after in pairs), host
        # Who asks for a rest has it.
        for of, at, wait in run.room.rests:
            if of == host:
                early = [one for one in visits if at < one.at < at + wait]
                assert not early, (outlet.name, at, wait, early[:3])
        robots = [one.at for one in run.room.requests(host, robots=True) if "robots" in one.path]
        assert all(b - a >= 86_400 for a, b in pairwise(robots)), host


def _polls(moments: list[float]) -> list[float]:
    """Return when polls began: the hops of one follow each other within seconds."""
    found: list[float] = []
    for at in moments:
        if not found or at - found[-1] > 60:
            found.append(at)
    return found


def check_nothing_lost_nothing_twice(run: Run, upto: float) -> None:
    with open_ledger(run.folder / "ledger.db") as ledger:
        texts = [article.text for article in ledger.articles(standing=True)]
        rows = statements(ledger)
    for outlet in run.room.outlets.values():
        for item in outlet.items(upto):
            own = [text for text in texts if item.text in text]
            assert len(own) == 1, f"{outlet.name} {item.number}: {len(own)} times"
    told = run.told()
    assert max(Counter(notice.id for notice in told).values()) == 1
    records = Counter(notice.row["record"] for notice in told if notice.kind == "statement")
    assert max(records.values()) == 1
    by_words: dict[str, int] = defaultdict(int)
    for notice in told:
        if notice.kind == "statement":
            by_words[notice.text] += 1
    # An utterance that is on a matter, and not within another one, is told once.
    for row in rows:
        if row.matter and not row.within:
            tellings = [row.record, *(witness.record for witness in row.witnesses)]
            assert sum(records[record] for record in tellings) == 1, (row.words, tellings)


def watch_and_settle(run: Run, polls: int, kill: float) -> float:
    """Watch for so many polls, then well-behaved servers until all is in; return until when."""
    run.until(polls, kill=kill)
    upto = run.clock.at
    run.room.calm = True
    for outlet in run.room.outlets.values():
        outlet.until = upto
    for _ in range(10):
        run.clock.at += 14 * HOUR
        run.once()
    return upto


def check(run: Run, polls: int, kill: float) -> None:
    upto = watch_and_settle(run, polls, kill)
    check_politeness(run)
    check_nothing_lost_nothing_twice(run, upto)
    shown = (run.folder / "told.xml").read_text()
    told = run.told()
    assert told[-1].id in shown and shown.count("<entry>") == min(100, len(told))


def test_a_newsroom_that_misbehaves(run: Run) -> None:
    for outlet in run.room.outlets.values():
        outlet.first = 1
    check(run, 60, 0.02)


@pytest.mark.prove
def test_a_newsroom_that_misbehaves_for_weeks(run: Run) -> None:
    check(run, 1_000, 0.02)
    assert run.kills > 5 and run.clock.at - START > 10 * 86_400
