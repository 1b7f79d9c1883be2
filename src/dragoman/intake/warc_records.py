"""The records of a web archive one after the other, with the next found where one is broken.

The library that reads a record stops at the first broken one, and for good. So records are cut
out here, each by the length in its own head, and where that does not lead to another record the
next head is searched. Compressed archives are unpacked one gzip member at a time.
"""

from __future__ import annotations

import re
import tempfile
import zlib
from collections.abc import Iterator
from typing import IO

from dragoman.errors import UnreadableInput

MAX_RECORD = 30_000_000
"""The largest record held in memory, in bytes: a page is a hundredth of it."""
MAX_UNPACKED = 4_000_000_000
"""The most that one gzip member may unpack to; it lies on disk past `_IN_MEMORY`."""
_IN_MEMORY = 16_000_000
_RATIO = 200
"""How many times its size a member may unpack to: pages reach 50, bombs 1,000."""
_CHUNK = 1 << 16
_LONGEST_HEAD = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"(?:\A|(?<=\n))WARC/[01]\.\d{1,2}\r?\n")
_START_LENGTH = 16
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)

Found = bytes | UnreadableInput


def records(file: IO[bytes], where: str) -> Iterator[Found]:
    """Yield the bytes of each record of a seekable file, and an error where one is broken."""
    file.seek(0)
    if file.read(len(_GZIP)) == _GZIP:
        yield from _packed(file, where)
    else:
        yield from _plain(file, where)


def _plain(file: IO[bytes], where: str, base: str = "") -> Iterator[Found]:
    """Yield the records of an archive that is not compressed; `base` says where it stands."""
    at = 0
    while (start := _next(file, at, _START, _START_LENGTH)) is not None:
        spot = f"{where}, record at byte {base or f'{start:,}'}"
        if start > at and at == 0:
            yield UnreadableInput(
                where, f"its first {start:,} bytes are no record", "They are left out."
            )
        file.seek(start)
        head = file.read(_LONGEST_HEAD)
        end, length = _HEAD_END.search(head), _length(head)
        if end is None or length is None:
            yield _broken(spot, "has no head with a length")
            at = start + 1
            continue
        stop = start + end.end() + length
        if not _ends_well(file, stop):
            yield _broken(spot, "is cut off, or its length is wrong")
            at = start + 1
            continue
        if end.end() + length > MAX_RECORD:
            yield UnreadableInput(
                spot,
                f"the record has {length:,} bytes, more than the {MAX_RECORD:,} of a page",
                "It is left out; the others are read.",
            )
        else:
            file.seek(start)
            yield file.read(stop - start)
        at = stop
    if at == 0:
        yield UnreadableInput(where, "there is no WARC record in it", "Give a .warc or .warc.gz.")


def _length(head: bytes) -> int | None:
    end = _HEAD_END.search(head)
    match = _LENGTH.search(head, 0, end.start() + 1) if end else None
    return int(match[1]) if match else None


def _ends_well(file: IO[bytes], stop: int) -> bool:
    """Return whether a record that stops there is followed by another one or by the file's end."""
    file.seek(0, 2)
    size = file.tell()
    if stop > size:
        return False
    file.seek(stop)
    following = file.read(_START_LENGTH + 8)
    return not following.strip() or _START.match(following.lstrip()) is not None


def _next(file: IO[bytes], at: int, pattern: re.Pattern[bytes], overlap: int) -> int | None:
    """Return where a pattern is next found at or after a place in a file."""
    # A byte more before: what stands before the place decides whether a line starts there.
    begin = max(0, at - 1)
    file.seek(begin)
    kept = b""
    while chunk := file.read(_CHUNK):
        window = kept + chunk
        for match in pattern.finditer(window):
            # Only the file's own start is `\A`, not that of a window.
            if begin + match.start() >= at and (match.start() > 0 or begin == 0):
                return begin + match.start()
        cut = max(0, len(window) - overlap)
        begin, kept = begin + cut, window[cut:]
    return None


def _packed(file: IO[bytes], where: str) -> Iterator[Found]:
    at: int | None = 0
    while at is not None:
        spot = f"{at:,}"
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as unpacked:
            end, trouble = _unpacked(file, at, unpacked)
            if unpacked.tell():
                yield from _told_once(_plain(unpacked, where, spot), trouble)
        if trouble:
            yield UnreadableInput(
                f"{where}, record at byte {spot}", trouble, "Fetch the archive anew."
            )
            # Looked for after this member's own head, in case its length is a lie.
            at = _next_member(file, at + len(_GZIP))
        else:
            at = _next_member(file, end)
            if at != end and (lost := _filled(file, end, at)):
                yield UnreadableInput(
                    f"{where}, byte {end:,}",
                    f"{lost:,} bytes are no compressed record",
                    "Fetch the archive anew; the records around were read.",
                )


def _filled(file: IO[bytes], start: int, stop: int | None) -> int:
    """Return how many bytes lie between two places, 0 when they are nothing but padding."""
    file.seek(start)
    count = 0
    blank = True
    while chunk := file.read(_CHUNK if stop is None else min(_CHUNK, stop - start - count)):
        count += len(chunk)
        blank = blank and not chunk.strip(b"\0\r\n ")
    return 0 if blank else count


def _told_once(found: Iterator[Found], trouble: str) -> Iterator[Found]:
    """Yield what is found, without the errors that a trouble told anyway brings about."""
    for each in found:
        if not (trouble and isinstance(each, UnreadableInput)):
            yield each


def _unpacked(file: IO[bytes], at: int, out: IO[bytes]) -> tuple[int, str]:
    """Unpack the gzip member at a place; return where it ends, and what is wrong with it."""
    file.seek(at)
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    total = 0
    try:
        while not unpacker.eof:
            chunk = unpacker.unconsumed_tail or file.read(_CHUNK)
            if not chunk:
                return file.tell(), "the compressed record is cut off"
            data = unpacker.decompress(chunk, _CHUNK * 16)
            total += len(data)
            if total > min(MAX_UNPACKED, max(_IN_MEMORY * 4, _RATIO * (file.tell() - at))):
                return at, f"the compressed record unpacks to more than {total:,} bytes"
            out.write(data)
    except zlib.error as error:
        return at, f"the compressed record is damaged ({error})"
    return file.tell() - len(unpacker.unused_data), ""


def _next_member(file: IO[bytes], at: int) -> int | None:
    """Return where the next gzip member that holds a record starts, or None."""
    pattern = re.compile(re.escape(_GZIP))
    while (start := _next(file, at, pattern, len(_GZIP) - 1)) is not None:
        file.seek(start)
        try:
            opening = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(file.read(2048), 64)
        except zlib.error:
            opening = b""
        if opening.lstrip().startswith(b"WARC/"):
            return start
        at = start + 1
    return None


def _broken(where: str, what: str) -> UnreadableInput:
    return UnreadableInput(where, f"the record {what}", "Fetch the archive anew.")
