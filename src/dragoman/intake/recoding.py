"""Bytes whose encoding stands beside them (in a mail's or a server's head), made UTF-8.

What opens the bytes later does not see that head. Encodings are told as browsers do: text that
is said to be ASCII or Latin-1 and holds Windows quotation marks is Windows-1252.
"""

from __future__ import annotations

import codecs
import re

_WESTERN = frozenset(("ascii", "iso8859-1"))
_NO_CHARSET = frozenset(
    ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem")
)
"""Codecs of Python that no text in the world is written in, or that mean another thing each day."""
_META = re.compile(rb"<meta[^>]{0,300}charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_LOOKED_AT = 4096


def codec(charset: str) -> str | None:
    """Return Python's name for a charset, or None when it is unknown."""
    try:
        found = codecs.lookup(charset.strip())
    except (LookupError, ValueError):
        return None
    # Not text, but Base64 and the like.
    text = getattr(found, "_is_text_encoding", True)
    return found.name if text and found.name.replace("-", "_") not in _NO_CHARSET else None


def unpacked_text(data: bytes, charset: str) -> tuple[str, list[str]]:
    """Return the text that bytes hold in a charset, with a warning where they do not fit it.

    Without a charset, or with one that is unknown or wrong, UTF-8 is tried.
    """
    name = codec(charset) if charset else "ascii"
    if name in _WESTERN and not data.isascii():
        return _western(data, charset)
    for candidate in dict.fromkeys(filter(None, (name, "utf-8"))):
        try:
            text = data.decode(candidate)
        except (UnicodeError, ValueError):
            continue
        told = [] if candidate == name else [f"The text says that it is {charset}, but is UTF-8."]
        return text, told
    text = data.decode(name or "utf-8", "replace")
    return text, [
        f"{text.count(chr(0xFFFD))} places in the text are not {charset or 'UTF-8'}, as it says: "
        "they stand as U+FFFD."
    ]


def _western(data: bytes, charset: str) -> tuple[str, list[str]]:
    """Return text that is said to be ASCII or Latin-1 and has other signs too."""
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    told = [] if charset else ["The text does not say its encoding: it was read as Windows-1252."]
    return data.decode("cp1252", "replace"), told


def in_utf_8(data: bytes, charset: str, ending: str) -> tuple[bytes, list[str]]:
    """Return text or HTML in UTF-8 where a charset that is stated beside it says otherwise.

    HTML gets a byte order mark then, which outweighs what the page says of itself. Bytes that
    are UTF-8, or whose page states the same charset, stay as they are, and so does all else.
    """
    name = codec(charset) if charset else None
    if ending not in (".html", ".txt") or name in (None, "utf-8", "utf-8-sig"):
        return data, []
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data, []
    meta = _META.search(data, 0, _LOOKED_AT) if ending == ".html" else None
    if meta is not None and codec(meta[1].decode("ascii", "replace")) == name:
        return data, []
    text, warnings = unpacked_text(data, charset)
    mark = codecs.BOM_UTF8 if ending == ".html" and not text.isascii() else b""
    return mark + text.encode("utf-8", "replace"), warnings
