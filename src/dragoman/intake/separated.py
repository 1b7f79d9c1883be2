"""CSV and TSV: encoding and delimiter told by the beginning, rows with the bytes they came in."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import MAX_BYTES, decoded
from dragoman.intake.formats import Columns
from dragoman.intake.table_columns import recognised

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE = 200_000
_ROWS = 30
_WESTERN = frozenset(
    byte
    for byte in range(0xA0, 0x100)
    if bytes([byte]).decode("cp1252") == bytes([byte]).decode("cp1250")
) | frozenset(b"\x80\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b")
"""The bytes that all Windows encodings of Latin letters read alike, and their quotation marks:
a table that holds no other odd bytes can be read without guessing."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

Cells = tuple[int, dict[str, object], bytes]


class Separated:
    """A table of separated values: `names` are its columns, `rows` yields what stands below.

    Raises UnreadableInput when its text cannot be decoded, or it has no header.
    """

    def __init__(self, file: BinaryIO, where: str, columns: Columns) -> None:
        self._file, self._where = file, where
        self.encoding, self.warnings = _encoding(file, where)
        # A cell may be as long as an article; the csv module's own limit is 131,072 characters.
        csv.field_size_limit(MAX_BYTES)
        with_text = self._text()
        try:
            sample = with_text.read(_SAMPLE)
        except UnicodeError as error:
            raise UnreadableInput(
                where, f"the text breaks off ({error})", "Save or fetch the table anew."
            ) from error
        if sample.count("\0") > len(sample) // 10:
            file.seek(0)
            decoded(file.read(_SAMPLE), where)  # what else it is, or how it is encoded
            raise UnreadableInput(where, "this is a binary file, no table", "Export it as CSV.")
        if not sample.strip():
            raise UnreadableInput(where, "the table is empty", "Give a table with articles.")
        self.delimiter = _delimiter(sample, columns)
        with_text.detach()
        self._kept = _Kept(self._text())
        self._reader = csv.reader(self._kept, delimiter=self.delimiter, strict=False)
        header = self._next()
        while header is not None and not any(cell.strip() for cell in header):
            header = self._next()
        self.names = [cell.strip("\ufeff ").strip() for cell in header or ()]
        self._kept.taken()

    def rows(self) -> Iterator[Cells | UnreadableInput]:
        """Yield each row's number, cells and bytes; a row of another width is an error."""
        width = len(self.names)
        number = 1
        while True:
            try:
                row = self._next()
            except UnreadableInput as error:
                yield error
                return
            if row is None:
                return
            raw = self._kept.taken().encode(self.encoding)
            number += 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                yield UnreadableInput(
                    f"{self._where}, row {number}",
                    f"it has {len(row)} cells where the header names {width} columns",
                    "Put cells that hold the delimiter or a line end in double quotes.",
                )
            else:
                yield number, dict(zip(self.names, row, strict=False)), raw

    def _text(self) -> io.TextIOWrapper:
        self._file.seek(0)
        return io.TextIOWrapper(
            io.BufferedReader(_Lasting(self._file), 1 << 16), self.encoding, newline=""
        )

    def _next(self) -> Sequence[str] | None:
        try:
            return next(self._reader, None)
        except (csv.Error, UnicodeError) as error:
            raise UnreadableInput(
                f"{self._where}, line {self._reader.line_num + 1}",
                f"the table breaks off here ({error})",
                "Check the quotation marks and the encoding from this line on.",
            ) from error


class _Kept:
    """Lines on their way to the csv reader, kept until their row is done."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._held: list[str] = []

    def __iter__(self) -> _Kept:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._held.append(line)
        return line

    def taken(self) -> str:
        """Return the lines since the last call."""
        words, self._held = "".join(self._held), []
        return words


class _Lasting(io.RawIOBase):
    """A file that a text wrapper over it does not close."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._file.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _encoding(file: BinaryIO, where: str) -> tuple[str, tuple[str, ...]]:
    """Return a table's encoding, and a warning where it is not stated; raises UnreadableInput."""
    file.seek(0)
    beginning = file.read(_SAMPLE)
    if not beginning:
        raise UnreadableInput(where, "the file is empty", "Give a table with articles.")
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return encoding, ()
    odd = _odd_bytes(file)
    if odd is None:
        return "utf-8", ()
    if odd <= _WESTERN and b"\0" not in beginning:
        return "cp1252", ("The table's encoding is not stated; it was read as Windows-1252.",)
    decoded(beginning, where)  # what is no text, and what encoding it looks like
    raise UnreadableInput(
        where,
        "the text is not UTF-8, and its encoding cannot be told",
        "Find it out (file -i FILE), then: iconv -f ENCODING -t utf-8 FILE > FILE.utf8.csv",
    )


def _odd_bytes(file: BinaryIO) -> frozenset[int] | None:
    """Return the bytes beyond ASCII of a file that is not UTF-8, or None when it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while piece := file.read(1 << 20):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        odd: set[int] = set()
        file.seek(0)
        while piece := file.read(1 << 20):
            odd.update(byte for byte in set(piece) if byte > 0x7F)
        return frozenset(odd)
    return None


def _delimiter(sample: str, columns: Columns) -> str:
    """Return the delimiter under which most columns are known and most rows have its width."""

    def worth(delimiter: str) -> tuple[int, float, int]:
        rows = _rows_of(sample.removeprefix("\ufeff"), delimiter)
        if not rows:
            return 0, 0.0, 0
        width = len(rows[0])
        same = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0.0
        return recognised([cell.strip() for cell in rows[0]], columns), same, width

    return max(DELIMITERS, key=worth)


def _rows_of(sample: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) == _ROWS:
                break
    except csv.Error:
        return rows
    return rows[:-1] if 1 < len(rows) < _ROWS and len(sample) >= _SAMPLE else rows
