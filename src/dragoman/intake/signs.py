"""What a file is by its first bytes, for endings that lie, are missing, or fit several formats."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

Sign = Callable[[bytes], bool]

BEGINNING = 65_536
"""Bytes of a file that its signs are looked for in."""

_LOCAL_HEADER = b"PK\x03\x04"
_EMPTY_ARCHIVE = b"PK\x05\x06"
_PACKED_DOCUMENTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"mimetype")
"""First entries of ZIP archives that are one document: Office, OpenDocument, EPUB."""
_PACKED_PROGRAMS = (b"META-INF/", b"AndroidManifest.xml", b"classes.dex")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_FEED = re.compile(rb"<(?:rss|(?:rdf:)?RDF|(?:atom:)?feed)[\s>]")
_HEAD_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]")
_SAVED = re.compile(
    rb"(?:\A|\n)From: [\"<]Saved by (?:Blink|WebKit|Mozilla|Opera|(?:Windows|Microsoft) Internet)"
)
_MAILBOX = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d(?::\d\d)? "
)


def begins(*marks: bytes) -> Sign:
    """Return the sign that a file begins with one of the marks."""
    return lambda beginning: beginning.startswith(marks)


def holds(*marks: bytes) -> Sign:
    """Return the sign that a file's beginning holds all the marks."""
    return lambda beginning: all(mark in beginning for mark in marks)


def is_archive(beginning: bytes) -> bool:
    """Return whether it is a ZIP archive of files, and no document or program packed as one."""
    if beginning.startswith(_EMPTY_ARCHIVE):
        return True
    if b"Index/Document.iwa" in beginning:  # Apple's Pages puts its pictures first at times
        return False
    return beginning.startswith(_LOCAL_HEADER) and not _first_entry(beginning).startswith(
        (*_PACKED_DOCUMENTS, *_PACKED_PROGRAMS)
    )


def is_word_document(beginning: bytes) -> bool:
    """Return whether it is a DOCX: an Office document in which Word's own files lie."""
    packed = beginning.startswith(_LOCAL_HEADER)
    return (
        packed and _first_entry(beginning).startswith(_PACKED_DOCUMENTS) and b"word/" in beginning
    )


def is_web_page(beginning: bytes) -> bool:
    """Return whether it is HTML by its doctype or its first element."""
    return _HTML.match(beginning) is not None


def is_mailbox(beginning: bytes) -> bool:
    """Return whether it is an mbox: the line `From SENDER DAY MONTH DATE TIME` opens it."""
    return _MAILBOX.match(beginning) is not None


def is_saved_page(beginning: bytes) -> bool:
    """Return whether it is MHTML: mail's way of writing, of a page instead of a message."""
    head = beginning.lstrip()[:4096]
    return _HEAD_LINE.match(head) is not None and (
        b"\nSnapshot-Content-Location:" in head or _SAVED.search(head) is not None
    )


def is_safari_archive(beginning: bytes) -> bool:
    """Return whether it is a page as Safari saves it."""
    return beginning.startswith(b"bplist00") and b"WebMainResource" in beginning


def is_feed(beginning: bytes) -> bool:
    """Return whether it is RSS, RDF or Atom by its first elements."""
    return _FEED.search(beginning[:4096]) is not None


def is_web_archive(beginning: bytes) -> bool:
    """Return whether it is a web archive, packed or not."""
    if beginning.startswith(b"\x1f\x8b"):
        try:
            beginning = zlib.decompressobj(wbits=31).decompress(beginning, 16)
        except zlib.error:
            return False
    return beginning.startswith(b"WARC/")


def _first_entry(beginning: bytes) -> bytes:
    length = int.from_bytes(beginning[26:28], "little")
    return beginning[30 : 30 + length]
