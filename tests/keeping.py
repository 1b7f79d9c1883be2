"""The two kinds of database that a ledger is kept in, for the tests that run on both.

Such a test names a file, as ever; on PostgreSQL a database of the tests' own server stands for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import dragoman
import postgres_server
from dragoman.ledger import database, postgresql, store
from dragoman.ledger.place import nothing_there
from dragoman.views.verifying import FindingRow, verify

ON_BOTH = frozenset(
    (
        "test_actor_decisions",
        "test_adding",
        "test_decisions",
        "test_folding",
        "test_kept",
        "test_knowing",
        "test_ledger",
        "test_ledger_versions",
        "test_matter_decisions",
        "test_positions",
        "test_ranks",
        "test_views",
    )
)
"""The modules whose tests run on both, but for those marked `sqlite`."""

IN_FULL = frozenset(
    (
        "test_accounts",
        "test_actors",
        "test_audit",
        "test_audit_cli",
        "test_audit_figures",
        "test_brief",
        "test_cli",
        "test_conditions_beside",
        "test_coverage_folder",
        "test_demands",
        "test_dossier",
        "test_engine",
        "test_grounds",
        "test_language",
        "test_looking",
        "test_matters",
        "test_messy_ends",
        "test_nearby",
        "test_on_record",
        "test_opposites",
        "test_over_time",
        "test_processes",
        "test_read_versions",
        "test_reporting",
        "test_rereading",
        "test_rereading_cli",
        "test_sample_ledger",
        "test_several",
        "test_sourcing",
        "test_stories",
        "test_together",
        "test_versions",
        "test_watch_channels",
        "test_watch_newsroom",
        "test_watch_notices",
        "test_watch_polling",
        "test_web_inputs",
    )
)
"""The modules whose tests run on both when `DRAGOMAN_TEST_BOTH` is set, as `make prove` does."""


class KeptInDatabases:
    """Opens ledgers in databases where a test names files.

    A database is emptied and used again when its test is over: making one takes much longer.
    """

    def __init__(self, server: postgres_server.Server) -> None:
        self._server = server
        self._spare: list[str] = []
        self._taken: dict[Path, str] = {}
        self._opened: list[database.Database] = []

    def connected(
        self, path_or_url: str | Path, *, create: bool = True, busy_seconds: float = 5.0
    ) -> database.Database:
        """Do what `database.connected` does."""
        if postgresql.is_address(path_or_url):
            return database.connected(path_or_url, create=create, busy_seconds=busy_seconds)
        path = _file(path_or_url)
        if path not in self._taken:
            if not create:
                raise nothing_there(str(path_or_url))
            self._taken[path] = self._spare.pop() if self._spare else self._server.ledger()
        opened = database.connected(self._taken[path], create=create, busy_seconds=busy_seconds)
        self._opened.append(opened)
        return replace(opened, where=str(path_or_url))

    def verify(self, ledger: str | Path, *, quick: bool = False) -> tuple[FindingRow, ...]:
        """Do what `dragoman.verify` does."""
        return verify(self._taken.get(_file(ledger), ledger), quick=quick)

    def release(self, folder: Path) -> None:
        """Take back the databases that stand for files of a folder."""
        taken = [path for path in self._taken if path.is_relative_to(folder)]
        for opened in self._opened if taken else ():
            # What a test left open is in the way; what is still used connects anew.
            opened.engine.dispose()
        self._opened.clear()
        for path in taken:
            url = self._taken.pop(path)
            postgres_server.clear(url)
            self._spare.append(url)


def _file(path_or_url: str | Path) -> Path:
    return Path(str(path_or_url).removeprefix("sqlite:///")).absolute()


@pytest.fixture(scope="session")
def server() -> Iterator[postgres_server.Server]:
    """A PostgreSQL server; a test that asks for it is skipped where none can be had."""
    if postgres_server.binaries() is None:
        pytest.skip(postgres_server.NONE_HERE)
    started = postgres_server.start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def databases(server: postgres_server.Server) -> KeptInDatabases:
    """The databases that stand for files."""
    return KeptInDatabases(server)


@pytest.fixture(scope="module", autouse=True)
def kept_in(request: pytest.FixtureRequest) -> Iterator[str]:
    """What the ledgers of a module's tests are kept in: `sqlite` or `postgresql`."""
    kind = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        yield kind
        return
    databases: KeptInDatabases = request.getfixturevalue("databases")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "connected", databases.connected)
        patch.setattr(dragoman, "verify", databases.verify)
        yield kind
    databases.release(Path("/"))


@pytest.fixture(autouse=True)
def released(kept_in: str, request: pytest.FixtureRequest) -> Iterator[None]:
    """Take a test's databases back when it is over."""
    if kept_in == "sqlite":
        yield
        return
    folder: Path = request.getfixturevalue("tmp_path")
    databases: KeptInDatabases = request.getfixturevalue("databases")
    yield
    databases.release(folder)


def on_both(metafunc: pytest.Metafunc) -> None:
    """Have a test run on both kinds, if it is one of those."""
    name, every = metafunc.module.__name__, "DRAGOMAN_TEST_BOTH" in os.environ
    if (
        name in ON_BOTH or (every and name in IN_FULL)
    ) and not metafunc.definition.get_closest_marker("sqlite"):
        metafunc.parametrize("kept_in", ["sqlite", "postgresql"], indirect=True, scope="module")
