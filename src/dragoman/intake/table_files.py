"""The files that tables come in, read row by row: what their columns are called, what rows hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from dragoman.errors import UnreadableInput
from dragoman.intake.formats import LARGE, Columns
from dragoman.intake.separated import Separated

_LOOKED_AT = 500
"""Rows of JSON Lines from which the names of the columns are taken."""
_BATCH = 256
"""Rows of a Parquet file that are in memory at a time."""
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number, its cells by column, its own bytes."""

    number: int
    cells: Mapping[str, object]
    raw: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns in order, and its rows as they are read."""

    names: Sequence[str]
    rows: Iterator[Row | UnreadableInput]


def separated(file: BinaryIO, where: str, columns: Columns) -> Table:
    """Return a CSV or TSV table; raises UnreadableInput when it is none."""
    read = Separated(file, where, columns)

    def rows() -> Iterator[Row | UnreadableInput]:
        for found in read.rows():
            if isinstance(found, UnreadableInput):
                yield found
            else:
                number, cells, raw = found
                yield Row(number, cells, raw, read.warnings)

    return Table(read.names, rows())


def json_lines(file: BinaryIO, where: str) -> Table:
    """Return a table of one JSON object a line; raises UnreadableInput when it is none."""
    beginning = list(islice(_json_rows(file, where), _LOOKED_AT))
    good = [row for row in beginning if isinstance(row, Row)]
    if not good:
        raise next((row for row in beginning if isinstance(row, UnreadableInput)), _empty(where))
    file.seek(0)
    return Table(_names(row.cells for row in good), _json_rows(file, where))


def json_list(file: BinaryIO, where: str) -> Table:
    """Return a table of a JSON list of objects; raises UnreadableInput when it is none."""
    raw = file.read(LARGE + 1)
    if len(raw) > LARGE:
        raise UnreadableInput(
            where,
            f"a JSON list of more than {LARGE:,} bytes would have to be held in memory",
            "Write one object a line (.jsonl): such files may be of any size.",
        )
    try:
        whole = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(where, f"this is no JSON ({error})", "Save it anew.") from error
    records = _records(whole)
    if records is None:
        raise UnreadableInput(
            where,
            "this JSON holds no list of articles",
            "Give a list of objects, each with a text: [{...}, {...}].",
        )
    good = [_flat(record) for record in records if isinstance(record, dict)]
    return Table(_names(good), _listed(records, where))


def parquet(file: BinaryIO, where: str) -> Table:
    """Return a Parquet table; raises UnreadableInput when it is none."""
    from pyarrow import ArrowException  # noqa: PLC0415  (takes a quarter of a second)
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    try:
        opened = ParquetFile(file)
        names = [f.name for f in opened.schema_arrow if not _is_bulk(str(f.type))]
    except (ArrowException, OSError, ValueError) as error:
        raise _damaged(where, error) from error

    def rows() -> Iterator[Row | UnreadableInput]:
        number = 0
        try:
            for batch in opened.iter_batches(_BATCH, columns=names, use_threads=False):
                for cells in batch.to_pylist():
                    number += 1
                    yield Row(number, cells, _as_json(cells))
        except (ArrowException, OSError, ValueError) as error:
            yield _damaged(f"{where}, after row {number}", error)

    return Table(names, rows())


def _is_bulk(kind: str) -> bool:
    """Return whether a column of such a type is none of words, numbers or dates."""
    return kind.startswith(("binary", "large_binary", "fixed_size", "map", "struct", "extension"))


def _json_rows(file: BinaryIO, where: str) -> Iterator[Row | UnreadableInput]:
    for number, line in enumerate(_lines(file), start=1):
        words = line.strip().removeprefix(b"\xef\xbb\xbf")
        place = f"{where}, row {number}"
        if not words:
            continue
        try:
            record = json.loads(words)
        except (ValueError, RecursionError) as error:
            yield UnreadableInput(place, f"the line is no JSON ({error})", "Mend the line.")
            continue
        if isinstance(record, dict):
            yield Row(number, _flat(record), words)
        else:
            yield UnreadableInput(place, "the line holds no object", "Write {...} in each line.")


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield a file's lines; a line without end comes out in pieces, which are no JSON."""
    while line := file.readline(LARGE):
        yield line


def _listed(records: Sequence[object], where: str) -> Iterator[Row | UnreadableInput]:
    for number, record in enumerate(records, start=1):
        if isinstance(record, dict):
            yield Row(number, _flat(record), _as_json(record))
        else:
            yield UnreadableInput(
                f"{where}, row {number}", "it is no object", "Write each article as {...}."
            )


def _records(whole: object) -> list[object] | None:
    """Return the list of objects that a JSON value is, or holds as its only such list."""
    if isinstance(whole, list):
        return whole if any(isinstance(record, dict) for record in whole) else None
    if not isinstance(whole, dict):
        return None
    lists = [
        value
        for value in whole.values()
        if isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
    ]
    return lists[0] if len(lists) == 1 else None


def _flat(record: Mapping[str, Any], above: str = "", depth: int = 0) -> dict[str, object]:
    """Return an object's members with those of inner objects as `source.name`."""
    cells: dict[str, object] = {}
    for name, value in record.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            cells |= _flat(value, f"{above}{name}.", depth + 1)
        else:
            cells[f"{above}{name}"] = value
    return cells


def _names(rows: Iterable[Mapping[str, object]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _as_json(cells: Mapping[str, object]) -> bytes:
    return json.dumps(cells, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")


def _empty(where: str) -> UnreadableInput:
    return UnreadableInput(where, "the table has no row", "Give a table with articles.")


def _damaged(where: str, error: Exception) -> UnreadableInput:
    reason = " ".join(str(error).split())[:200]
    return UnreadableInput(where, f"this is no whole Parquet file ({reason})", "Write it anew.")
