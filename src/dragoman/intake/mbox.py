"""A mailbox file (mbox) cut into its messages, one of them in memory at a time.

A message starts at a line `From somebody Mon Mar  3 09:10:05 2025`. Lines of a message that
begin so are written with a `>` before them, which is taken off (mboxrd; in mboxo a line that
had a `>` of its own loses it, since the file does not tell).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

MAX_MESSAGE = 30_000_000
"""The largest message taken, in bytes: some 20 MB of attachments, packed."""
_LONGEST_LINE = 1 << 20
_SEPARATOR = re.compile(
    rb"From (?:\S+[ \t]+)?(?:[^\r\n]{0,200}?[ \t])??"
    rb"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t]+"
    rb"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ \t]+\d{1,2}"
    rb"|\d{1,2}[ \t]+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ \t]+\d{4})"
    rb"[ \t,]+\d{1,2}:\d{2}(?::\d{2})?\b[^\r\n]{0,60})\r?\n?\Z"
)
_BARE = re.compile(rb"From (?:-|\S+@\S+|MAILER-DAEMON|nobody)[ \t]*\r?\n?\Z")
"""A separator without a date, taken only behind an empty line or at the beginning."""
_QUOTED = re.compile(rb">+From ")


def is_mailbox(beginning: bytes) -> bool:
    """Return whether a file that begins so is a mailbox and not a single message."""
    line = beginning.lstrip(b"\r\n").partition(b"\n")[0]
    return _separates(line, after_blank=True)


def messages(file: IO[bytes]) -> Iterator[bytes | int]:
    """Yield each message's bytes without its separator; for one too large, its size."""
    lines: list[bytes] = []
    size = 0
    empty = blank = True
    line_start = True
    while line := file.readline(_LONGEST_LINE):
        if line_start and _separates(line, after_blank=blank):
            if not empty:
                yield _message(lines, size)
            lines, size, empty, blank = [], 0, True, False
            continue
        if line_start and _QUOTED.match(line):
            line = line[1:]
        blank = line_start and not line.strip()
        line_start = line.endswith(b"\n")
        if empty and not line.strip():
            continue
        empty = False
        size += len(line)
        if size <= MAX_MESSAGE:
            lines.append(line)
        else:
            lines.clear()
    if not empty:
        yield _message(lines, size)


def _message(lines: list[bytes], size: int) -> bytes | int:
    return b"".join(lines) if size <= MAX_MESSAGE else size


def _separates(line: bytes, *, after_blank: bool) -> bool:
    if not line.startswith(b"From "):
        return False
    return _SEPARATOR.match(line) is not None or (after_blank and _BARE.match(line) is not None)
