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
_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?=[A-Za-z][\w-]{0,40}:)")
_START_LENGTH = 64
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
    whole = True
    while (start := _next(file, at, _START, _START_LENGTH)) is not None:
        if whole and (lost := _filled(file, at, start)):
            yield _stray(where, base, at, lost)
        spot = f"{where}, record at byte {base or f'{start:,}'}"
        stop, trouble = _extent(file, start)
        whole = not trouble
        at = stop if whole else start + 1
        if trouble:
            yield UnreadableInput(spot, f"the record {trouble}", "Fetch the archive anew.")
        elif stop - start > MAX_RECORD:
            yield UnreadableInput(
                spot,
                f"the record has {stop - start:,} bytes, more than the {MAX_RECORD:,} of a page",
                "It is left out; the others are read.",
            )
        else:
            file.seek(start)
            yield file.read(stop - start)
    if at == 0:
        yield UnreadableInput(where, "there is no WARC record in it", "Give a .warc or .warc.gz.")
    elif whole and (lost := _filled(file, at, None)):
        yield _stray(where, base, at, lost)


def _extent(file: IO[bytes], start: int) -> tuple[int, str]:
    """Return where the record that starts at a place ends, and what is wrong with it."""
    file.seek(start)
    head = file.read(_LONGEST_HEAD)
    end, length = _HEAD_END.search(head), _length(head)
    # A head that runs into the next one would give one page the address of another.
    if end is None or length is None or _START.search(head, 1, end.start()):
        return start, "has no whole head with its length"
    stop = start + end.end() + length
    if not _ends_well(file, stop):
        return start, "is cut off, or its length is wrong"
    return stop, ""


def _length(head: bytes) -> int | None:
    end = _HEAD_END.search(head)
    match = _LENGTH.search(head, 0, end.start() + 1) if end else None
    return int(match[1]) if match else None


def _ends_well(file: IO[bytes], stop: int) -> bool:
    """Return whether a record can stop there: two line ends, another record or the file's end."""
    file.seek(0, 2)
    size = file.tell()
    if stop > size:
        return False
    file.seek(stop)
    following = file.read(_START_LENGTH + 8)
    if following.startswith((b"\r\n\r\n", b"\n\n")) or not following.strip():
        return True
    return _START.match(following.lstrip()) is not None


def _next(file: IO[bytes], at: int, pattern: re.Pattern[bytes], overlap: int) -> int | None:
    """Return where a pattern is next found at or after a place in a file."""
    begin = at
    file.seek(begin)
    kept = b""
    while chunk := file.read(_CHUNK):
        window = kept + chunk
        found = pattern.search(window)
        if found is not None:
            return begin + found.start()
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
                yield _stray(where, "", end, lost)


def _stray(where: str, base: str, at: int, count: int) -> UnreadableInput:
    return UnreadableInput(
        f"{where}, byte {base or f'{at:,}'}",
        f"{count:,} bytes are no record",
        "The records around were read; fetch the archive anew for the rest.",
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
