"""A web page's bytes made text: byte order mark, what the bytes show, server, page, detection.

Bytes that are UTF-8 throughout and more than ASCII are UTF-8, whatever header or page say: a
browser that saves a page often writes UTF-8 and leaves the old charset in its head.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import checked

_HEAD = 4096
"""Bytes of a page in which its charset is looked for: a browser looks at 1,024."""
_SAMPLE = 20_000
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "x-x-big5": "big5hkscs",
    "big5": "big5hkscs",
}
"""What browsers take a charset's name for: the larger set that pages in fact use."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, its charset, and the sentence that warns of a doubtful one."""

    text: str
    charset: str
    where: str
    warning: str | None = None


def page_text(raw: bytes, where: str, header: str | None = None) -> Decoded:
    """Return a page's text; `header` is the charset that its server named.

    Raises UnreadableInput when the bytes hold no text.
    """
    found = _decoded(raw, header)
    return replace(found, text=checked(_without_nul(found.text, where), where))


def _decoded(raw: bytes, header: str | None) -> Decoded:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return Decoded(raw[len(mark) :].decode(name, "replace"), name, "the byte order mark")
    if not raw.isascii() and (whole := _strictly(raw, "utf-8")) is not None:
        return Decoded(whole, "utf-8", "the bytes")
    for stated, place in ((header, "Content-Type"), (_named(raw), "meta charset")):
        codec = _codec(stated)
        if codec is not None:
            return _as_named(raw, codec, place)
    return _detected(raw)


def _as_named(raw: bytes, codec: str, place: str) -> Decoded:
    if (whole := _strictly(raw, codec)) is not None:
        return Decoded(whole, codec, place)
    text = raw.decode(codec, "replace")
    broken = text.count("\ufffd")
    warning = (
        f"The page says that it is {codec} ({place}), but {broken:,} of its characters are not: "
        "they stand as \ufffd."
    )
    if broken > 3 + len(text) // 200:
        other = _detected(raw)
        if "\ufffd" not in other.text:
            return Decoded(
                other.text,
                other.charset,
                "detection",
                f"The page says that it is {codec} ({place}), but it is not: it was taken for "
                f"{other.charset}. Check names with accents.",
            )
    return Decoded(text, codec, place, warning)


def _detected(raw: bytes) -> Decoded:
    """Return the text in the charset that its bytes look like; plain ASCII needs no guess."""
    if raw.isascii():
        return Decoded(raw.decode("ascii"), "ascii", "the bytes")
    # Only a page that names no charset needs it.
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(raw[:200_000]).best()
    name = best.encoding if best is not None else "cp1252"
    return Decoded(
        raw.decode(name, "replace"),
        name,
        "detection",
        f"The page names no charset; it was taken for {name}. Check names with accents.",
    )


def _named(raw: bytes) -> str | None:
    match = _XML.match(raw[:_HEAD]) or _META.search(raw[:_HEAD])
    return match[1].decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    """Return Python's codec for a charset's name; a page in ASCII letters is not UTF-16."""
    if name is None:
        return None
    try:
        codec = codecs.lookup(_MEANT.get(name.lower(), name))
    except (LookupError, ValueError):
        return None
    if not codec._is_text_encoding or codec.name.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    return codec.name


def _strictly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, ValueError):
        return None


def _without_nul(text: str, where: str) -> str:
    """Return the text without stray NULs; other kinds of file are no page."""
    nul = text.count("\0")
    sample = text[:_SAMPLE]
    control = sum(c < " " and c not in "\t\n\r\f" for c in sample)
    if nul > 2 + len(text) // 1000 or control > 2 + len(sample) // 50 or text.startswith("%PDF-"):
        raise UnreadableInput(
            where, "this is a binary file, no page", "Give a file that holds HTML."
        )
    return text.replace("\0", "") if nul else text
