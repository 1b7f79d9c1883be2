"""A damaged ledger is told for what it is, with what to do, and never by a traceback."""

from __future__ import annotations

import operator
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import dragoman
import made
from command_line import Dragoman
from dragoman.errors import LedgerDamaged, LedgerError, LedgerForeign
from dragoman.ledger import open_ledger
from tellings import batch

PAGE = 4096
ASKED = (
    ("articles",),
    ("statements", "--to", "json"),
    ("positions", "--over-time"),
    ("conditions",),
    ("events",),
    ("actors",),
    ("show", "n3"),
    ("verify", "--quick"),
)
SEEDS = [
    *range(6),
    *(pytest.param(seed, marks=pytest.mark.prove) for seed in range(6, 300)),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of some articles."""
    where = tmp_path_factory.mktemp("whole") / "talks.db"
    with open_ledger(where) as ledger:
        for told in [*batch()[:8], made.reading()]:
            ledger.add(told)
    return where


@pytest.fixture
def talks(whole: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(whole, tmp_path / "talks.db"))


def flip(where: Path, seed: int) -> None:
    """Change some letters in one place of a file, or some bits in several."""
    chance = random.Random(seed)
    raw = bytearray(where.read_bytes())
    if seed % 2:
        start = chance.randrange(100, len(raw))
        raw[start : start + 30] = bytes(chance.randrange(256) for _ in raw[start : start + 30])
    else:
        for _ in range(40):
            raw[chance.randrange(100, len(raw))] ^= 1 << chance.randrange(8)
    where.write_bytes(raw)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_changed_there_is_no_traceback(
    talks: Path, dragoman_: Dragoman, seed: int
) -> None:
    flip(talks, seed)
    for words in ASKED:
        code, _, told = dragoman_(*words, "--ledger", str(talks))  # raises what is not caught
        assert code in (0, 1)
        assert not code or words[0] in ("verify", "show") or "talks.db" in told, (words, told)


@pytest.mark.parametrize("left", [1, 60, 100, PAGE, PAGE + 7, 40 * PAGE])
def test_a_file_that_was_cut_is_told_on_opening(talks: Path, left: int) -> None:
    talks.write_bytes(talks.read_bytes()[:left])
    with pytest.raises(LedgerError, match=r"talks\.db: .*copy") as told:
        open_ledger(talks)
    assert isinstance(told.value, LedgerDamaged | LedgerForeign)
    assert talks.stat().st_size == left


def test_an_emptied_file_is_told_where_it_is_only_read(talks: Path) -> None:
    talks.write_bytes(b"")
    with pytest.raises(LedgerError, match="the file is empty, and what stood in it is in your cop"):
        open_ledger(talks, create=False)


def test_a_file_whose_beginning_is_garbage_is_told(talks: Path) -> None:
    raw = talks.read_bytes()
    talks.write_bytes(b"\xa5" * 50 + raw[50:])
    with pytest.raises(LedgerForeign, match=r"its beginning is damaged.*dragoman backup"):
        open_ledger(talks)
    assert talks.read_bytes()[50:] == raw[50:]


def test_a_ledger_killed_while_its_log_was_folded_in_is_not_taken_for_cut(talks: Path) -> None:
    with open_ledger(talks) as ledger:
        ledger.add(batch()[9])
        shutil.copy(talks, talks.with_name("left.db"))
        shutil.copy(f"{talks}-wal", talks.with_name("left.db-wal"))
    assert dragoman.verify(talks.with_name("left.db")) == ()


@pytest.mark.parametrize(
    "work",
    [
        lambda: dict[str, int]()["absent"],
        lambda: int("x"),
        lambda: operator.attrgetter("absent")(1),
    ],
)
def test_a_mistake_with_a_whole_ledger_stays_what_it_is(
    talks: Path, work: Callable[[], object]
) -> None:
    with pytest.raises((KeyError, ValueError, AttributeError)), open_ledger(talks):
        work()
