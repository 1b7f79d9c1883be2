"""RTF documents, read with striprtf: text in whatever character set the file names.

Striprtf takes off headers, notes and pictures. What it does not know is done before: deleted
and hidden words, the character sets of old Macs, and the addresses of links.
"""

from __future__ import annotations

import codecs
import re

from striprtf.striprtf import rtf_to_text

from dragoman.errors import UnreadableInput
from dragoman.intake.composing import Draft, cleaned
from dragoman.intake.decoding import MAX_BYTES
from dragoman.intake.document_metadata import mark_title, stated_of
from dragoman.intake.page import Page

LARGEST = 6 * MAX_BYTES
"""The most bytes of an RTF file: its markup and pictures are many times its words."""

_CODEPAGE = re.compile(r"\\ansicpg(\d{1,6})")
_MACHINES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_MACHINE = re.compile(r"\\(mac|pca|pc)\b")
_MAC_PAGES = {"10000": "mac_roman", "10006": "mac_greek", "10007": "mac_cyrillic"}
_FIELD = re.compile(r"\\fldinst(?![a-z])")
_PICTURE = re.compile(r"(?:[0-9a-fA-F]{64,}[\r\n]*){4,}")
_INFO = re.compile(r"\{\\(title|author)\s+((?:[^{}\\]|\\'[0-9a-f]{2}|\\[a-z]++-?\d*+){0,2000}+)\}")
_UNSHOWN = re.compile(r"\\(deleted|v)(?![a-z0-9])")
_BRACE = re.compile(r"\\[\\{}]|[{}]|\\(?:v0|deleted0|plain)(?![a-z0-9])")
_MOST_GROUPS = 1_000_000
_UNKNOWN = "\ufffd"


def opened(raw: bytes, where: str) -> Page:
    """Return an RTF document as a page; raises UnreadableInput when it holds no words."""
    text, properties, warnings = text_of(raw, where)
    draft = Draft()
    for line in text.split("\n"):
        draft.add(row_of(line))
    if not draft.blocks:
        raise UnreadableInput(
            where,
            "the RTF document holds no text (only pictures, or nothing)",
            "Give the text of what it shows.",
        )
    stated = stated_of(
        properties.get("title", ""),
        properties.get("author", ""),
        "",
        text=text,
        where={"title": "RTF info title", "byline": "RTF info author"},
    )
    mark_title(draft.blocks, stated.title)
    return draft.page(where, stated, warnings)


def row_of(line: str) -> str:
    """Return a line's words; the signs that close a table's cells stand between cells only."""
    words = cleaned(line)
    if not words.endswith("|"):
        return words
    return " | ".join(cell for cell in (part.strip() for part in words.split("|")) if cell)


def text_of(raw: bytes, where: str) -> tuple[str, dict[str, str], list[str]]:
    """Return an RTF document's text, its title and author, and warnings.

    Raises UnreadableInput when it is none, or damaged past reading.
    """
    _check(raw, where)
    source = raw.decode("latin-1")
    encoding = _encoding(source)
    source = _prepared(source, encoding)
    warnings = []
    try:
        properties = {
            match[1]: _plain(f"{{\\rtf1 {match[2]}}}", encoding).strip()
            for match in _INFO.finditer(source[:20_000])
        }
        source, gone = _without_unshown(source)
        text = _plain(source, encoding)
    except Exception as error:  # striprtf raises whatever odd arguments bring about
        raise UnreadableInput(
            where,
            f"the RTF document is damaged ({type(error).__name__})",
            "Open it in a word processor and save it anew.",
        ) from error
    if gone:
        warnings.append(f"Deleted or hidden words are left out ({gone} places).")
    if _UNKNOWN in text:
        warnings.append(
            f"{text.count(_UNKNOWN):,} letters could not be read in the file's character set "
            f"({encoding}); each stands as {_UNKNOWN}."
        )
    return text, properties, warnings


def _plain(source: str, encoding: str) -> str:
    return str(rtf_to_text(source, encoding, errors="replace"))  # type: ignore[no-untyped-call]


def _check(raw: bytes, where: str) -> None:
    if raw.count(b"{") > _MOST_GROUPS:
        raise UnreadableInput(
            where,
            f"it has more than {_MOST_GROUPS:,} groups, as no document of a word processor has",
            "Save its text as .txt files, one an article.",
        )
    if not raw:
        raise UnreadableInput(where, "the file is empty", "Fetch or save it anew.")
    if len(raw) > LARGEST:
        raise UnreadableInput(
            where,
            f"{len(raw):,} bytes are more than the {LARGEST:,} that an RTF file may have",
            "Save its text as .txt files, one an article.",
        )
    if not raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise UnreadableInput(
            where, "this is no RTF (it does not begin with {\\rtf)", "Check what the file is."
        )
    if raw.count(b"{") > raw.count(b"}") + 2 * raw.count(b"\\{") + 1:
        raise UnreadableInput(where, "the RTF document is cut", "Fetch or save it anew.")


def _encoding(source: str) -> str:
    """Return the character set that the header names, Windows-1252 where it names none."""
    page = _CODEPAGE.search(source[:2_000])
    if page is None:
        machine = _MACHINE.search(source[:200])
        return _MACHINES[machine[1]] if machine else "cp1252"
    name = _MAC_PAGES.get(page[1], f"cp{page[1]}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def _prepared(source: str, encoding: str) -> str:
    """Return the source with raw bytes as letters, and without what striprtf stumbles over."""
    source = _PICTURE.sub("", source)
    # Striprtf would set each link's address beside its words, in time squared to the links.
    source = _FIELD.sub(r"\\*\\fldins", source)
    source = re.sub(r"\\ansicpg\d+", "", source)
    if source.isascii():
        return source
    raw = source.encode("latin-1")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(encoding, "replace")


def _without_unshown(source: str) -> tuple[str, int]:
    """Return the source without groups of deleted or hidden words, and how many there were."""
    parts: list[str] = []
    at = count = 0
    for match in _UNSHOWN.finditer(source):
        if match.start() < at:
            continue
        end = _group_end(source, match.end())
        parts.append(source[at : match.start()])
        at, count = end, count + 1
    return "".join([*parts, source[at:]]), count


def _group_end(source: str, start: int) -> int:
    """Return where the group that is open at `start` closes, or shows its words again."""
    depth = 0
    for match in _BRACE.finditer(source, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0:
                return match.start()
            depth -= 1
        elif depth == 0 and len(match[0]) > 2:
            return match.start()
    return len(source)
