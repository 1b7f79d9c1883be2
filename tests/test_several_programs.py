"""Several programs at one ledger, and disks with no room, with the command as it is run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dragoman
from dragoman import views
from dragoman.ledger import open_ledger
from killing import COMMAND

SAMPLES = Path(__file__).parent.parent / "samples"
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
from dragoman.cli import run
sys.exit(run(sys.argv[1:]))
"""


def reading(cwd: Path, *words: str) -> subprocess.Popen[str]:
    command = (*COMMAND, "read", *words, "--reader", "rules", "--ledger", "talks.db")
    out = subprocess.PIPE
    return subprocess.Popen(command, cwd=cwd, stdout=out, stderr=out, text=True)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with two folders of articles, some of which are in both."""
    files = sorted((SAMPLES / "ledra-strait").glob("*.txt"))
    for name, some in (("one", files[:4]), ("other", files[2:6])):
        (tmp_path / name).mkdir()
        for file in some:
            shutil.copy(file, tmp_path / name)
    return tmp_path


def test_two_readings_at_once_while_somebody_looks_on(desk: Path) -> None:
    both = [reading(desk, "one"), reading(desk, "other")]
    seen = [0]
    while any(process.poll() is None for process in both):
        if (desk / "talks.db").exists():
            with open_ledger(desk / "talks.db") as ledger:
                seen.append(len(ledger.articles()))
                said = views.statements(ledger)
                assert {row.article for row in said} <= set(ledger.article_ids())
                assert views.positions(ledger) is not None
    for process in both:
        _, told = process.communicate(timeout=900)
        assert process.returncode == 0, told
    assert seen == sorted(seen)
    with open_ledger(desk / "talks.db") as ledger:
        assert len(ledger.articles()) == 8  # a file in two folders is two articles
    assert dragoman.verify(desk / "talks.db") == ()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_disk_without_room_ends_a_reading_and_nothing_is_half_stored(desk: Path) -> None:
    if sys.platform != "win32":  # for mypy, too
        code = LIMITED.format(size=1_000_000)
        named = ("read", "one", "--reader", "rules", "--ledger", "talks.db")
        words = (sys.executable, "-c", code, *named)
        ended = subprocess.run(words, cwd=desk, capture_output=True, text=True, check=False)
        assert ended.returncode == 1
        assert "Traceback" not in ended.stderr
        assert "Stopped: " in ended.stderr and "Run the same command again" in ended.stderr
        assert "talks.db: the disk" in ended.stderr
        assert dragoman.verify(desk / "talks.db") == ()
        process = reading(desk, "one")
        process.communicate(timeout=900)
        assert process.returncode == 0
        with open_ledger(desk / "talks.db") as ledger:
            assert len(ledger.articles()) == 4


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="a disk of its own")
def test_a_backup_to_a_full_disk_leaves_nothing(desk: Path) -> None:
    with open_ledger(desk / "talks.db") as ledger:
        dragoman.read_into(ledger, dragoman.gather([desk / "one"]), reader="rules")
    small = desk / "small"
    small.mkdir()
    mount = ("mount", "-t", "tmpfs", "-o", "size=200k", "none", str(small))
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("nothing may be mounted here")
    try:
        with pytest.raises(dragoman.LedgerError, match=r"copy\.db: the disk is full"):
            dragoman.backup(desk / "talks.db", small / "copy.db")
        assert list(small.iterdir()) == []
    finally:
        subprocess.run(("umount", str(small)), check=True)
