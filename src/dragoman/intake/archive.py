"""ZIP archives, and the folders in them: each file is a part, opened by its own ending.

What would unfold without end is refused file by file, by what the archive's list says of it; an
archive cannot give more than its list says.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from dragoman.errors import UnreadableInput
from dragoman.intake.formats import LARGE
from dragoman.intake.page import Part

MOST_FILES = 500_000
HIGHEST_RATIO = 200
"""How often larger than packed a file may be: text packs to a third or a tenth, the same line a
thousand times over to a hundredth, and only zeros for their own sake go beyond."""

_SMALL = 1_000_000
"""Files up to which the ratio says nothing."""
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_JUNK = ("__MACOSX", "Thumbs.db", "desktop.ini")
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_METHODS = (
    zipfile.ZIP_STORED,
    zipfile.ZIP_DEFLATED,
    zipfile.ZIP_BZIP2,
    zipfile.ZIP_LZMA,
)
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
    LookupError,  # also an IndexError, for a file without a name
    MemoryError,
)
"""What Python's own modules raise for archives that are not as they should be."""


def streamed(file: BinaryIO, where: str) -> Iterator[Part | UnreadableInput]:
    """Yield the files of an archive in its own order; the fragment of each is its path.

    Folders, hidden files and what systems put beside files are passed over. Encrypted, damaged
    and overlarge files come out as UnreadableInput.
    """
    count = _files_listed(file)
    if count > MOST_FILES:
        raise UnreadableInput(
            where,
            f"the archive lists {count:,} files, and {MOST_FILES:,} is the limit",
            "Unpack it and give the folder.",
        )
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGED as error:
        raise UnreadableInput(
            where,
            f"this is no whole ZIP archive ({_reason(error)}), nor a DOCX",
            "It seems to be cut or damaged: save or fetch it anew, or unpack it yourself.",
        ) from error
    for info in archive.infolist():
        path = _path(info)
        if path.endswith("/") or _is_hidden(path):
            continue
        yield _part(archive, info, path, where)


def _part(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, where: str
) -> Part | UnreadableInput:
    place = f"{where}, {path or 'a file without a name'}"
    refused = _refused(info)
    if refused is not None:
        return UnreadableInput(place, *refused)
    try:
        raw = archive.read(info)
    except _DAMAGED as error:
        return UnreadableInput(
            place, f"it cannot be unpacked ({_reason(error)})", "Save or fetch the archive anew."
        )
    return Part(path, path, raw, PurePosixPath(path).suffix)


def _refused(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    """Return what is wrong with a file, by the archive's list, and the remedy."""
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted", "Unpack it with its password and give the folder."
    if info.compress_type not in _METHODS:
        return (
            f"it is packed by a method that is not read (number {info.compress_type})",
            "Unpack it yourself and give the folder.",
        )
    if info.file_size > LARGE:
        return (
            f"it has {info.file_size:,} bytes, and {LARGE:,} is the limit for a file in an archive",
            "Unpack it and give the file itself.",
        )
    if info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * info.compress_size:
        return (
            f"{info.compress_size:,} bytes would unfold to {info.file_size:,}, as no text does",
            "If it is yours and right, unpack it and give the file itself.",
        )
    return None


def _path(info: zipfile.ZipInfo) -> str:
    """Return a file's path; packers that do not say so often write UTF-8 all the same."""
    if info.flag_bits & _UTF_8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_hidden(path: str) -> bool:
    names = PurePosixPath(path).parts
    return any(name in _JUNK or (name.startswith(".") and name != "..") for name in names)


def _files_listed(file: BinaryIO) -> int:
    """Return how many files an archive says that it lists: it is asked before the list is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 70_000))
    tail = file.read()
    file.seek(0)
    end, long_end = tail.rfind(_END), tail.rfind(_END_64)
    if end < 0 or end + 12 > len(tail):
        return 0
    if 0 <= long_end <= len(tail) - 40:
        return int.from_bytes(tail[long_end + 32 : long_end + 40], "little")
    return int.from_bytes(tail[end + 10 : end + 12], "little")


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
