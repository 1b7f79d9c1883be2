"""Ledgers in which a few people are said to speak, for tests of who is who."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.rulings import By
from dragoman.records import Reading, Sort
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"
WHY = By(who="Ines", reason="I know him.")

New = Callable[[], Ledger]


@pytest.fixture(scope="module")
def empty(kept_in: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("actors") / "empty.db"
    open_ledger(path).close()
    return path


@pytest.fixture
def new(empty: Path, tmp_path: Path) -> Iterator[New]:
    """Gives new ledgers, as many as are asked for."""
    opened: list[Ledger] = []

    def one() -> Ledger:
        path = tmp_path / f"{len(opened)}.db"
        if empty.exists():
            # Quicker than making it again; a database's own template is as quick.
            shutil.copy(empty, path)
        opened.append(open_ledger(path))
        return opened[-1]

    yield one
    for ledger in opened:
        ledger.close()


def said(
    name: str,
    country: str | None = None,
    role: str | None = None,
    day: str | None = None,
    *,
    sort: Sort = "person",
    article: str = "",
) -> Reading:
    told = Told(country, "open", PEACE, day, name=name, role=role, sort=sort)
    return reading(told, name=article or f"{name} {country} {role} {day}")
