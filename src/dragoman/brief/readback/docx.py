"""A brief as a Word document read back: paragraphs, cells, footnotes, and a part of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from dragoman.brief.readback.visible import Visible, squeezed
from dragoman.brief.word import FOOT, NAMESPACE

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 200_000_000
"""Bytes of a part, unpacked: more is no brief."""


def docx_back(held: bytes) -> Visible | None:
    """Return what a Word document shows, None where it is no brief."""
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as package:
            proof = next(filter(None, (_proof(package, n) for n in package.namelist())), None)
            body = _part(package, "word/document.xml")
            notes = _part(package, "word/footnotes.xml")
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError):
        return None
    if proof is None:
        return None
    lines: list[str] = []
    foot: list[str] = []
    for paragraph in body.iter(f"{_WORD}p"):
        style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
        named = style is not None and style.get(f"{_WORD}val") == FOOT.replace(" ", "")
        if told := _words(paragraph):
            (foot if named else lines).append(told)
    told_in = (note for note in notes if note.get(f"{_WORD}type") is None)
    return Visible(proof, tuple(lines), tuple(map(_words, told_in)), tuple(foot))


def _proof(package: zipfile.ZipFile, name: str) -> str | None:
    if not name.startswith("customXml/item") or not name.endswith(".xml"):
        return None
    root = _part(package, name)
    return (root.text or "") if root.tag == f"{{{NAMESPACE}}}brief" else None


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _LARGEST:
        raise KeyError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


def _words(element: etree._Element) -> str:
    return squeezed("".join(_texts(element)))


def _texts(element: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in element.iter(f"{_WORD}t", f"{_WORD}delText"))
