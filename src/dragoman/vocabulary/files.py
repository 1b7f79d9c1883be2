"""Reading the vocabulary's data files: TSV tables and TOML, with errors that name the line.

A TSV file starts with one header row; lines that start with `#` are comments; an empty
cell is an empty string; several values in a cell are separated by ` | `.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dragoman.errors import VocabularyError


def data_folder() -> Traversable:
    """Return the folder that holds the vocabulary's files."""
    return files("dragoman.vocabulary") / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield each row of the TSV file `name` as a mapping from column to cell.

    Raises VocabularyError when a row has another number of cells than the header.
    """
    header: list[str] | None = None
    text = (data_folder() / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
        elif len(cells) != len(header):
            raise VocabularyError(
                f"{name}, line {number}: {len(cells)} cells where the header has "
                f"{len(header)}. Separate cells with one tab each."
            )
        else:
            yield dict(zip(header, cells, strict=True))


def table(name: str) -> dict[str, Any]:
    """Return the TOML file `name` as nested dictionaries."""
    try:
        return tomllib.loads((data_folder() / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}: {error}. Mend the file's TOML syntax.") from error


def values(cell: str) -> tuple[str, ...]:
    """Split a cell that holds several values, separated by ` | `."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


@cache
def digest() -> str:
    """Return a digest of all vocabulary files: part of every reading's key."""
    folder = data_folder()
    whole = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_file():
            whole.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return whole.hexdigest()[:16]
