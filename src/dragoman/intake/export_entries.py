"""The lines of a bulk export in DOCX or RTF, each with the code of its field where it has one."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from dragoman.errors import UnreadableInput
from dragoman.intake.composing import cleaned
from dragoman.intake.docx_content import Piece, content_of
from dragoman.intake.rtf import text_of
from dragoman.vocabulary.bulk_exports import factiva_marks

_ROW = re.compile(r"\s*([A-Z]{2,3})\s*(?:\||\t)(.*)\Z", re.DOTALL)


class Entry(NamedTuple):
    """One line: the code of the field that it belongs to (`HD`), or nothing, and its words."""

    code: str
    words: str


def entries_of(raw: bytes, where: str) -> tuple[list[Entry], list[str]]:
    """Return an export's lines and what the file's reader warned of; raises UnreadableInput."""
    start = raw[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"{\\rtf"):
        text, _, warnings = text_of(raw, where)
        return _coded(_from_rtf(text)), warnings
    if start.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        content = content_of(raw, where)
        return _coded(_from_docx(content.pieces)), []
    raise UnreadableInput(
        where, "a bulk export is a DOCX or RTF file, and this is neither", "Export it as DOCX."
    )


def _from_docx(pieces: list[Piece]) -> list[Entry]:
    found: list[Entry] = []
    for row, group in groupby(pieces, key=lambda piece: piece.row):
        members = list(group)
        code = members[0].words.strip()
        if row and len(members) > 1 and code in factiva_marks().codes:
            members = members[1:]
        else:
            code = ""
        found += [
            Entry(code, words)
            for piece in members
            for line in re.split(r"[\n\x0b\x0c]+", piece.words)
            if (words := cleaned(line))
        ]
    return found


def _from_rtf(text: str) -> list[Entry]:
    """Return the lines of RTF text, where a row is `HD|the title|` and may run over lines."""
    found: list[Entry] = []
    code = ""
    for line in text.split("\n"):
        match = _ROW.match(line)
        words = line
        if match and match[1] in factiva_marks().codes:
            code, words = match[1], match[2]
        closed = words.rstrip().endswith("|")
        if cells := cleaned(words.replace("|", " ")) if code else cleaned(words):
            found.append(Entry(code, cells))
        if closed or (match and "|" not in line):
            code = ""
    return found


def _coded(entries: list[Entry]) -> list[Entry]:
    """Return the lines with codes that stand in lines of their own given to those below them."""
    alone = {entry.words for entry in entries if entry.code == ""} & {"HD", "PD", "AN"}
    if len(alone) < 3:
        return entries
    found: list[Entry] = []
    code = ""
    for entry in entries:
        if entry.code == "" and entry.words in factiva_marks().codes:
            code = entry.words
        else:
            found.append(Entry(entry.code or code, entry.words))
            code = "" if code == "AN" else code
    return found
