"""The desk as a site that opens from a disk: its pages in a folder, with a search of its own.

Pages are found by the links that lead to them, so that no link leads nowhere. They are made of a
copy of the ledger, of the moment at which the writing began.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.export.rows import csv_pieces, json_pieces
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.backing_up import backup
from dragoman.views import StatementFilter, StatementRow
from dragoman.views.asking import last_day
from dragoman.views.statements import in_batches
from dragoman.web.published.addresses import WHOLE
from dragoman.web.published.folder import Folder
from dragoman.web.published.index import write_index
from dragoman.web.published.pages import SEEDS, Pages

Noted = Callable[[str, int, int | None], None]
"""Is told what is being written, how much of it is, and of how much, where that is known."""

_LEFT_OUT = ("htmx",)
"""Files of the desk that only its forms need."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was written: its folder, its pages and all its files."""

    path: Path
    pages: int
    files: int


def publish(
    ledger: str | Path,
    to: str | Path,
    *,
    as_known_on: str | None = None,
    on_progress: Noted | None = None,
) -> Site:
    """Write a ledger as a site that opens from a disk, and return what was written.

    `as_known_on` has each page ask for what was known on that day, and leaves out the pages of
    articles that were not. Raises DragomanError for what is no date.

    What was stopped before is gone on with, as of the moment at which it was begun. A site that
    is there is replaced when the new one is whole. Raises DragomanError where the folder holds
    anything else, or while another program writes to it.
    """
    last_day(as_known_on, "as_known_on")
    open_ledger(ledger, create=False).close()
    noted = on_progress or (lambda what, done, of: None)
    folder = Folder(Path(to).expanduser().absolute())
    work = folder.work
    try:
        of = json.dumps([str(ledger), as_known_on])
        if work.told("of") != of:
            folder.begin_anew()
            backup(ledger, folder.copy, force=True, on_progress=lambda n, m: noted("copy", n, m))
            work.note("of", of)
        if work.told("settling") is None:
            with open_ledger(folder.copy) as copied:
                _write(copied, folder, as_known_on, noted)
        site = Site(folder.path, work.pages() + 1, work.count_files() + 1)
        noted("put in place", site.files, site.files)
        folder.settle()
    finally:
        work.close()
    return site


def _write(ledger: Ledger, folder: Folder, known: str | None, noted: Noted) -> None:
    work = folder.work
    pages = Pages(ledger, known)
    for name, page in pages.search_page().files.items():
        folder.write(name, [page])
    work.add_pages(SEEDS)
    while some := work.unwritten():
        for number, address in some:
            made = pages.page(address)
            for name, text in made.files.items():
                folder.write(name, [text])
            work.add_pages(made.leads)
            work.wrote_page(number)
        work.keep()
        noted("pages", some[-1][0], work.pages())
    for name, source in _static():
        folder.write(name, [source.read_bytes()])
    if work.told("whole") is None:
        where = StatementFilter(as_known_on=known)
        folder.write(WHOLE[0][1:], json_pieces(in_batches(ledger, **where)))
        folder.write(WHOLE[1][1:], csv_pieces(in_batches(ledger, **where), StatementRow))
        work.note("whole")
    if work.told("index") is None:
        write_index(ledger, folder, known, lambda count: noted("search", count, None))
        work.note("index")


def _static() -> Iterator[tuple[str, Traversable]]:
    """Yield the files that all pages need, with where they come from."""
    own = resources.files("dragoman.web.published") / "static"
    for one in sorted((resources.files("dragoman.web") / "static").iterdir(), key=lambda f: f.name):
        if not one.name.startswith(_LEFT_OUT):
            yield f"static/{one.name}", one
    for one in sorted(own.iterdir(), key=lambda file: file.name):
        yield f"static/search/{one.name}", one
