"""One input opened: bytes, a file or a text made into an Article."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.decoding import (
    MAX_BYTES,
    OLD_OFFICE,
    decoded,
    refuse_other_kind,
    too_large,
)
from dragoman.intake.formats import Format, format_of, readable
from dragoman.intake.page import Page
from dragoman.intake.signs import BEGINNING

_NO_LETTERS = re.compile("[\ud800-\udfff]")
"""What Python has for bytes of a file's name that are no letters: no database holds them."""


def from_text(
    text: str, *, name: str = "text", origin: str = "text:", ending: str = ".txt"
) -> Article:
    """Return the article that a text holds; `ending` says how it is written (`.txt`, `.md`).

    Raises UnreadableInput as `from_bytes` does.
    """
    try:
        raw = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            name,
            f"half of a surrogate pair stands at offset {error.start}",
            "Decode the text with the encoding that it was written in.",
        ) from error
    return from_bytes(raw, name=name, origin=origin, ending=ending)


def from_bytes(raw: bytes, *, name: str, origin: str, ending: str = ".txt") -> Article:
    """Return the article that a file's bytes hold.

    The text of a UTF-8 file is kept character for character, line ends and a byte order mark
    (as the code point U+FEFF, marked as furniture) too. Raises UnreadableInput when the bytes
    are empty, too many, binary or in another encoding, hold a paragraph without end, or hold
    several articles: `articles()` takes those.
    """
    where = where_of(name, origin)
    form = known_format(ending, raw[:BEGINNING], where)
    if form.opener is None or (form.several is not None and form.several(raw, where)):
        raise UnreadableInput(
            where,
            f"this is a {form.name}, which may hold several articles",
            "Unpack it and give one article, or take them all: dragoman read FILE, or articles().",
        )
    if len(raw) > (form.limit or MAX_BYTES):
        raise too_large(where, len(raw), form.limit or MAX_BYTES)
    return article_of(form.opener(raw, where), raw, name, origin)


def from_path(path: str | os.PathLike[str]) -> Article:
    """Return the article in a file: its origin is the file's URI, its name the file's stem.

    Raises UnreadableInput as `from_bytes` does, and when the file cannot be opened.
    """
    file = Path(path)
    where = str(file)
    try:
        if file.is_dir():
            raise UnreadableInput(where, "this is a folder", "Give it to gather() or name a file.")
        size = file.stat().st_size
        if size > MAX_BYTES and size > limit_of(file):
            raise too_large(where, size, limit_of(file))
        raw = file.read_bytes()
        origin = file.resolve().as_uri()
    except (OSError, RuntimeError, ValueError) as error:
        raise unopened(where, error) from error
    return from_bytes(raw, name=file.stem, origin=origin, ending=file.suffix)


def article_of(page: Page, raw: bytes, name: str, origin: str) -> Article:
    """Return the article that a page holds, with the bytes that it was opened from."""
    digest = hashlib.sha256(raw).hexdigest()
    name = _NO_LETTERS.sub("\ufffd", name)
    return assembled(page, Article(name, origin, digest, page.text, raw=raw))


def known_format(ending: str, beginning: bytes, where: str) -> Format:
    """Return the format of a file by its ending and first bytes, or raise UnreadableInput."""
    form = format_of(ending, beginning)
    if form is None:
        decoded_beginning(beginning, where)  # a known kind has its own advice
        raise UnreadableInput(
            where,
            f"Dragoman does not read files ending in {ending or 'nothing'}",
            f"It reads {readable()}; other text goes in through stdin: dragoman read - < FILE",
        )
    if form.sign is not None and form.sign(beginning):
        return form
    if not (beginning.startswith(OLD_OFFICE) and ".docx" in form.endings):  # may have a password
        refuse_other_kind(beginning, where)
    if ending.lower() == ".xml" and beginning.lstrip().startswith(b"<"):
        raise UnreadableInput(
            where,
            "this XML is neither a feed (RSS, Atom) nor NewsML-G2",
            "Other XML is not read: give the articles as HTML or in a table.",
        )
    return form


def why_left_out(ending: str, beginning: bytes, where: str) -> str:
    """Return why a file of no format is left out: what it is where that is known, and a remedy."""
    try:
        refuse_other_kind(beginning, where)
    except UnreadableInput as error:
        return f"{where}: left out, since {error.what}. {error.remedy}"
    return f"{where}: left out, since files ending in {ending or 'nothing'} are not read"


def decoded_beginning(beginning: bytes, where: str) -> None:
    """Raise UnreadableInput when a file's beginning is no text; a letter may be cut at its end."""
    whole = beginning[: beginning.rfind(b"\n") + 1] or beginning
    decoded(whole if len(beginning) == BEGINNING else beginning, where)


def beginning_of(path: Path) -> bytes:
    """Return a file's first bytes; raises OSError."""
    with path.open("rb") as file:
        return file.read(BEGINNING)


def limit_of(path: Path) -> int:
    """Return how many bytes of a file may be held in memory, by what it is; raises OSError."""
    form = format_of(path.suffix, beginning_of(path))
    return (form and form.limit) or MAX_BYTES


def unopened(where: str, error: Exception) -> UnreadableInput:
    """Return the error for a file that the system does not open."""
    if isinstance(error, FileNotFoundError):
        return UnreadableInput(where, "there is no such file", "Check the path.")
    if isinstance(error, PermissionError):
        return UnreadableInput(
            where,
            "it may not be read (permission denied)",
            f"Give yourself rights: chmod u+r {where}",
        )
    reason = getattr(error, "strerror", None) or error
    return UnreadableInput(where, f"it cannot be read ({reason})", "Check the path.")


def where_of(name: str, origin: str) -> str:
    """Return what messages call an input: a file's path, else its name."""
    if not origin.startswith("file:"):
        return "standard input" if origin == "stdin:" else name
    return unquote(urlsplit(origin).path)
