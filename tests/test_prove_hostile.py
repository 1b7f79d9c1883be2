"""Ten thousand hostile inputs, read as a user reads a folder, in portions of five hundred.

Each portion is a program of its own, so that what it costs is its own. With DRAGOMAN_HOSTILE, a
folder, what came of each case is kept there, and a run that was stopped goes on with the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.engine.worker import FORKS
from hostile_runs import LARGEST, LONGEST, kept
from hostile_table import table

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not FORKS, reason="what a worker costs is told by forked ones only"),
]

CASES, PORTION = 10_000, 500
PROGRAM = Path(__file__).with_name("hostile_runs.py")


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that has a row for each case that was read."""
    folder = os.environ.get("DRAGOMAN_HOSTILE")
    return (Path(folder) if folder else tmp_path_factory.mktemp("hostile")) / "rows.jsonl"


@pytest.mark.parametrize("first", range(0, CASES, PORTION))
def test_hostile_inputs_are_read_or_listed(rows: Path, first: int) -> None:
    numbers = range(first, first + PORTION)
    command = sys.executable, str(PROGRAM), str(rows), str(first), str(numbers.stop)
    subprocess.run(command, check=True)
    read = [row for row in kept(rows) if row.number in numbers]
    assert sorted(row.number for row in read) == list(numbers)
    assert [(row.number, fault) for row in read for fault in row.faults] == []
    assert max(row.seconds for row in read) <= LONGEST
    assert max(row.megabytes for row in read) <= LARGEST


def test_the_table_of_all(rows: Path) -> None:
    print(*table(kept(rows)), sep="\n")
