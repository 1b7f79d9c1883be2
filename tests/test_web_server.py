"""The desk of a ledger on a PostgreSQL server, and its site, are those of one in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
import made
from desk import opened
from desk_pages import examples, with_ending
from dragoman.ledger.copying import copy
from dragoman.web.published import publish
from postgres_server import Server
from tellings import batch

QUERIES = (
    *("q=stance:rejects+kind:direct", "q=has:condition+language:en", "q=ferry"),
    *("q=after:2031-03+before:2031-12", "q=known:2031-06-01", "sort=gap"),
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("desk") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        for told in [*batch()[:6], made.reading(), made.reading("strait copy")]:
            ledger.add(told)
    return at


def test_every_page_has_the_same_rows_on_a_server(talks: Path, server: Server) -> None:
    where = server.empty("desk")
    copy(talks, where)
    with opened(talks) as beside, opened(where) as there:
        for address in examples(talks).values():
            for query in ("", *QUERIES):
                if query and "?" in address:
                    continue
                asked = with_ending(f"{address}?{query}" if query else address, ".json")
                held, found = beside.get(asked), there.get(asked)
                assert (found.status_code, found.text) == (held.status_code, held.text), asked
            assert there.get(address).status_code == 200, address


def test_a_site_is_the_same_from_a_server(talks: Path, server: Server, tmp_path: Path) -> None:
    where = server.empty("site")
    copy(talks, where)
    sites: list[dict[Path, bytes]] = []
    for at in (talks, where):
        folder = tmp_path / str(len(sites))
        publish(at, folder)
        sites.append({file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")})
    held, found = sites
    assert sorted(held) == sorted(found)
    for file, told in held.items():
        assert found[file] == told, file
