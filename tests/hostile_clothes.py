"""Any text as a document of one of the formats that intake reads."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable
from html import escape

from archives import record
from document_makers import mailbox, packed, parquet
from exports_made import in_docx, in_rtf
from hostile_texts import PROSE
from pdf_made import one_page

File = tuple[str, bytes]
"""An ending, and the bytes."""

HEAD = (
    "From: Tarn Herald <desk@tarn.example>\nSubject: Talks\nDate: Sat, 01 Mar 2031 09:00:00 +0300"
)
RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Herald</title>'


def clothed(chance: random.Random, text: str) -> File:
    """Return a text as a document of one of the formats."""
    ending = chance.choice([*_CLOTHES, ".txt", ".txt", ".html", ".md", ".eml"])
    return (ending, _CLOTHES[ending](text)) if ending in _CLOTHES else (ending, _raw(text))


def _raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _page(text: str) -> bytes:
    """Return a web page; lines without a mark of markup become paragraphs."""
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines()[:3000] if line)
    title = '<html lang="en"><head><title>Talks</title></head>'
    return _raw(f"<!doctype html>{title}<body><article>{paragraphs}</article></body></html>")


def _row(text: str) -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows([("id", "title", "text"), (1, "Talks", text), (2, "", PROSE[0])])
    return _raw(held.getvalue())


def _lines(text: str) -> bytes:
    rows = ({"id": 1, "title": text[200:900], "text": text}, {"id": 2, "text": PROSE[1]})
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _item(text: str) -> bytes:
    words = escape("".join(c for c in text if c.isprintable() or c == "\n"))
    item = f"<item><title>{words[:300]}</title><guid>g</guid><description>{words}</description>"
    return _raw(f"{RSS}{item}</item></channel></rss>")


def _printed(text: str) -> bytes:
    return one_page([line[:2000] for line in text.splitlines() if line.strip()][:60] or ["Talks"])


def _typed(text: str) -> bytes:
    lines = ["".join(c for c in line if c.isprintable()) for line in text.splitlines()]
    return in_docx([line for line in lines if line][:2000] or ["Talks"])


_CLOTHES: dict[str, Callable[[str], bytes]] = {
    ".html": _page,
    ".csv": _row,
    ".jsonl": _lines,
    ".rss": _item,
    ".pdf": _printed,
    ".docx": _typed,
    ".eml": lambda text: _raw(f"{HEAD}\nContent-Type: text/plain; charset=utf-8\n\n{text}"),
    ".mbox": lambda text: mailbox(_raw(f"{HEAD}\n\n{text}"), _raw(f"{HEAD}\n\n{PROSE[2]}")),
    ".rtf": lambda text: in_rtf([line for line in text.splitlines() if line][:2000]),
    ".parquet": lambda text: parquet([{"text": text.encode("utf-8", "replace").decode()}]),
    ".warc": lambda text: record(1, _page(text)),
    ".zip": lambda text: packed({"a.txt": _raw(text), "b.txt": PROSE[3].encode()}),
}
