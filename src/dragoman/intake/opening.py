"""One input opened: bytes, a file or a text made into an Article."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.decoding import MAX_BYTES, too_large
from dragoman.intake.formats import BY_ENDING, readable


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
    are empty, too many, binary or in another encoding, or hold a paragraph without end.
    """
    form = BY_ENDING.get(ending.lower())
    if form is None:
        raise UnreadableInput(name, f"Dragoman does not read {ending!r}", f"It reads {readable()}.")
    page = form.opener(raw, _where(name, origin))
    digest = hashlib.sha256(raw).hexdigest()
    return assembled(page, Article(name, origin, digest, page.text, raw=raw))


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
        if size > MAX_BYTES:
            raise too_large(where, size)
        raw = file.read_bytes()
        origin = file.resolve().as_uri()
    except FileNotFoundError as error:
        raise UnreadableInput(where, "there is no such file", "Check the path.") from error
    except PermissionError as error:
        raise UnreadableInput(
            where,
            "it may not be read (permission denied)",
            f"Give yourself rights: chmod u+r {file}",
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableInput(where, f"it cannot be read ({reason})", "Check the path.") from error
    return from_bytes(raw, name=file.stem, origin=origin, ending=file.suffix)


def _where(name: str, origin: str) -> str:
    """Return what messages call an input: a file's path, else its name."""
    if not origin.startswith("file:"):
        return "standard input" if origin == "stdin:" else name
    return unquote(urlsplit(origin).path)
