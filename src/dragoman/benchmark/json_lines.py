"""Files with a line of JSON for each text, as the gold of several benchmarks comes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import UnreadableInput

Row = TypeVar("Row")


def json_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield where each line stands, in words, and the line; blank ones are passed over.

    Raises UnreadableInput when there is no such file, or it is no text.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UnreadableInput(
            str(path), "there is no such file", "Name the file of gold lines (JSONL)."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "not in UTF-8", "Name a file of JSON lines.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path}, line {number}", line


def json_rows(path: Path, row: Callable[[Any], Row], table: str) -> tuple[Row, ...]:
    """Return what `row` makes of each record of a file, in the file's order.

    `table` is what messages call it. Raises UnreadableInput when there is no such file, it is
    empty, or a record is not as it should be.
    """
    found = tuple(_row(where, line, row, table) for where, line in json_lines(path))
    if not found:
        raise UnreadableInput(str(path), "it has no row", f"Name {table}.")
    return found


def _row(where: str, line: str, row: Callable[[Any], Row], table: str) -> Row:
    try:
        return row(json.loads(line))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableInput(
            where, f"not a row of {table} ({error})", "Mend it, or take it out."
        ) from error
