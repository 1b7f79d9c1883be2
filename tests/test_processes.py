"""Reading by several processes: what a broken or hostile article costs, and what stays the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.engine import (
    Limits,
    Outcome,
    Step,
    Workers,
    apart,
    intake_apart,
    read_into,
    reading_apart,
)
from dragoman.engine.taking import found_in as found_in_it
from dragoman.engine.worker import FORKS
from dragoman.intake import from_text, gather
from dragoman.ledger import Ledger, open_ledger
from dragoman.reading.reader import read_all as read_all_of_them
from dragoman.records import Reading
from ledger_content import content
from ledger_rows import content as in_file

forked = pytest.mark.skipif(not FORKS, reason="a patched function reaches forked workers only")


def article(n: int, words: str = "it will open port number") -> Article:
    return from_text(f"Valdoria said that {words} {n}.\n", name=f"port-{n}", origin=f"text:{n}")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "talks.db") as opened:
        yield opened


def breaking(on: str, how: Callable[[], object]) -> Callable[..., Iterator[Reading]]:
    """Return a reader that does something when an article with those words is read."""
    whole = read_all_of_them

    def read_all(articles: Iterable[Article], *given: object, **named: object) -> Iterator[Reading]:
        listed = list(articles)
        if any(on in each.text for each in listed):
            how()
        return whole(listed, *given, **named)  # type: ignore[arg-type]

    return read_all


def outcome_of(ledger: Ledger, articles: Sequence[Article], **limits: float) -> Outcome:
    within = Workers(1, Limits(**limits))  # type: ignore[arg-type]
    return read_into(ledger, articles, workers=within)


def test_any_number_of_processes_gives_the_same_ledger_and_the_same_steps(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for n in range(9):
        (news / f"{n}.txt").write_text(f"Valdoria said that it will open port {n} if Oslo asks.\n")
    (news / "5.txt").write_bytes(b"")
    told: dict[str, list[tuple[int, str]]] = {}
    rows = {}
    for name, workers in (("here", None), ("one", Workers(1)), ("three", Workers(3))):
        steps: list[Step] = []
        where = tmp_path / f"{name}.db"
        with open_ledger(where) as opened:
            read_into(opened, gather([news]), steps.append, workers=workers)
        told[name] = [(step.place, step.state) for step in steps]
        rows[name] = (content(where), in_file(where) if where.exists() else {})
    assert rows["here"] == rows["one"] == rows["three"]
    assert told["one"] == told["three"] == sorted(told["here"])


@forked
@pytest.mark.parametrize(
    ("how", "reason"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
        (lambda: os._exit(3), "ended (3)"),
        (lambda: [bytearray(10_000_000) for _ in range(1_000)], "too much memory"),
        (lambda: any(iter(int, 1)), "too much processor time"),
    ],
    ids=["crash", "exit", "memory", "loop"],
)
def test_an_article_that_breaks_its_worker_is_listed_and_the_rest_is_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, how: Callable[[], object], reason: str
) -> None:
    monkeypatch.setattr(reading_apart, "read_all", breaking("number 3", how))
    outcome = outcome_of(ledger, [article(n) for n in range(6)], seconds=2.0, megabytes=600)
    (failed,) = outcome.failed
    assert failed.where == "port-3"
    assert reason in failed.what
    assert len(outcome.read) == 5
    assert len(ledger.article_ids()) == 5


@forked
def test_an_input_that_breaks_intake_is_listed_and_the_rest_is_taken_in(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"Valdoria said that it will open port {n}.\n")
    whole = found_in_it

    def found_in(source: object, asking: object) -> object:
        if "1.txt" in str(source):
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(source, asking)  # type: ignore[arg-type]

    monkeypatch.setattr(intake_apart, "found_in", found_in)
    outcome = read_into(ledger, gather([tmp_path]), workers=Workers())
    assert [error.where for error in outcome.failed] == [str(tmp_path / "1.txt")]
    assert "SIGKILL" in outcome.failed[0].what
    assert len(outcome.read) == 2


def test_the_same_article_twice_in_a_run_is_read_once(ledger: Ledger) -> None:
    steps: list[Step] = []
    read_into(ledger, [article(1), article(2), article(1)], steps.append, workers=Workers(2))
    assert [step.state for step in steps] == ["read", "read", "known"]


@forked
def test_the_same_broken_article_twice_in_a_run_fails_twice(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "read_all", breaking("number 1", lambda: os._exit(1)))
    outcome = read_into(ledger, [article(1), article(2), article(1)], workers=Workers())
    assert len(outcome.failed) == 2
    assert len(outcome.read) == 1


def test_inputs_are_taken_in_no_faster_than_they_are_read(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_UNDER_WAY", 10)
    pulled = stored = furthest = 0

    def many() -> Iterator[Article]:
        nonlocal pulled
        for n in range(40):
            pulled += 1
            yield from_text(f"Port {n} is open.\n", name=str(n), origin=f"text:{n}")

    def count(step: Step) -> None:
        nonlocal stored, furthest
        stored += step.state == "read"
        furthest = max(furthest, pulled - stored)

    read_into(ledger, many(), count, workers=Workers())
    assert stored == 40
    assert furthest <= 12


@forked
def test_workers_end_when_the_program_that_started_them_is_killed(tmp_path: Path) -> None:
    for n in range(60):
        (tmp_path / f"{n}.txt").write_text(f"Valdoria said that it will open port {n}.\n")
    command = [
        sys.executable,
        "-c",
        "from dragoman.cli import main; main()",
        "read",
        str(tmp_path),
        "--jobs",
        "2",
    ]
    ledger = tmp_path / "talks.db"
    run = subprocess.Popen(
        [*command, "--ledger", str(ledger)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while len(_children_of(run.pid)) < 3 and time.monotonic() < until:
        time.sleep(0.05)
    workers = _children_of(run.pid)
    assert len(workers) == 3
    run.kill()
    run.wait()
    while any(map(_alive, workers)) and time.monotonic() < until:
        time.sleep(0.2)
    assert not any(map(_alive, workers))


def _children_of(pid: int) -> list[int]:
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            parent = (each / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if int(parent) == pid:
            found.append(int(each.name))
    return found


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False
