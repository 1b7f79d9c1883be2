"""What all tests share: the line that closes a run with its counts, and fixtures of several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from actors_told import empty, new
from browser import (
    browse,
    chromium,
    empty_desk,
    own_desk,
    sample_desk,
    sample_ledger,
)
from command_line import dragoman_, full, home
from dragoman.ledger import Ledger, open_ledger
from keeping import databases, kept_in, on_both, released, server
from new_ledgers import made_once
from read_once import read_once
from web_site import site

__all__ = [
    "browse",
    "chromium",
    "databases",
    "dragoman_",
    "empty",
    "empty_desk",
    "full",
    "home",
    "kept_in",
    "made_once",
    "new",
    "own_desk",
    "read_once",
    "released",
    "sample_desk",
    "sample_ledger",
    "server",
    "site",
]

_counts: Counter[str] = Counter()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A new ledger with nothing in it."""
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    on_both(metafunc)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        _counts["failed"] += 1
    elif report.skipped:
        _counts["skipped"] += 1
    elif report.when == "call":
        _counts["passed"] += 1


def pytest_collectreport(report: pytest.CollectReport) -> None:
    _counts["failed"] += report.failed


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return  # a worker of pytest-xdist: who gave it work counts
    skipped = f", {_counts['skipped']} skipped" if _counts["skipped"] else ""
    print(f"{_counts['passed']} passed, {_counts['failed']} failed{skipped}")
