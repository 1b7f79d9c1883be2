"""A folder as a desk may have it: two good and two broken documents of every format, and more.

Every good article is a story by its number: its headline, its sentence, its day follow from it.
"""

from __future__ import annotations

import gzip
import json

from archives import DATE
from document_makers import (
    OLD,
    OUTLET,
    PNG,
    Document,
    Expected,
    alone,
    archive_key,
    archived,
    atom,
    broken,
    day,
    json_feed,
    lines,
    mailbox,
    message,
    mhtml,
    newsml,
    ninjs,
    of_several,
    office,
    packed,
    page,
    parquet,
    rows,
    rss,
    safari,
    table,
    title,
    told,
    typed,
    words,
    written,
)
from exports_made import factiva_printed, in_docx, in_rtf, nexis_export
from pdf_made import Sheet, one_page, pdf
from test_archive import marked_encrypted
from test_intake_agencies import given_ninjs

BOMB = packed({"zeros.txt": bytes(60_000_000), "after.txt": written(12).encode()})
ITEM = "http://vna.example/items"

DOCUMENTS: dict[str, tuple[Document, ...]] = {
    "plain text": (
        alone("a.txt", written(1).encode(), 1, outlet=False),
        alone("b.text", written(2).encode("utf-16"), 2, outlet=False),
        broken("empty.txt", b"", "the file is empty"),
        broken("windows.txt", "The envoy said: “no”.\n".encode("cp1252"), "the text is not UTF-8"),
        broken("noise.txt", bytes(range(256)) * 9, "this is a binary file"),
    ),
    "Markdown": (
        alone(
            "a.md",
            f"---\ntitle: {title(1)}\noutlet: {OUTLET}\ndate: {day(1)}\n---\n\n{words(1)}".encode(),
            1,
        ),
        alone("b.markdown", f"# {title(2)}\n\n{words(2)}\n".encode(), 2, dated=False, outlet=False),
        broken("blank.md", b" \n\n", "nothing but white space"),
        broken("cut.md", written(3).encode("utf-16")[:-1], "breaks at byte"),
    ),
    "CSV table": (
        of_several(
            "a.csv", table(1, 2).encode(), told("a.csv", 1, "#1"), told("a.csv", 2, "#2")
        ),
        of_several("b.csv", table(3, mark=";").encode("utf-16"), told("b.csv", 3, "#3")),
        broken("notext.csv", b"day,note\n1,2\n", "no column is known to hold the text"),
        broken("empty.csv", b"", "empty"),
        of_several(
            "row.csv",
            (table(4) + "9,,,,\n").encode(),
            told("row.csv", 4, "#4"),
            bad=("row 3: ",),
        ),
    ),
    "TSV table": (
        of_several("a.tsv", table(1, mark="\t").encode(), told("a.tsv", 1, "#1")),
        of_several("b.tab", table(2, mark="\t").encode(), told("b.tab", 2, "#2")),
        broken("twice.tsv", b"text\tbody\nx\ty\n", "several columns may hold the text"),
        broken("noise.tsv", b"\0\1\2\3" * 99, ""),
    ),
    "JSON Lines table": (
        of_several(
            "a.jsonl",
            "\n".join(map(json.dumps, rows(1, 2))).encode(),
            told("a.jsonl", 1, "#1"),
            told("a.jsonl", 2, "#2"),
        ),
        of_several("b.ndjson", json.dumps(rows(3)[0]).encode(), told("b.ndjson", 3, "#3")),
        broken("garbage.jsonl", b"not json\n", ""),
        of_several(
            "line.jsonl",
            f"{json.dumps(rows(4)[0])}\n{{broken\n".encode(),
            told("line.jsonl", 4, "#4"),
            bad=("the line is no JSON",),
        ),
    ),
    "ninjs item": (
        of_several("ninjs-a.json", given_ninjs(ninjs(1)), told("ninjs-a.json", 1, f"#{ITEM}/1")),
        of_several(
            "ninjs-b.json",
            given_ninjs(ninjs(2), ninjs(3)),
            told("ninjs-b.json", 2, f"#{ITEM}/2"),
            told("ninjs-b.json", 3, f"#{ITEM}/3"),
        ),
        broken("withheld.json", given_ninjs(ninjs(4, pubstatus="withheld")), "withheld"),
        broken(
            "embargo.json", given_ninjs(ninjs(5, embargoed="2099-01-01T00:00:00Z")), "embargo"
        ),
    ),
    "JSON feed": (
        of_several("feed-a.json", json_feed(1), told("feed-a.json", 1, "#j1")),
        of_several(
            "feed-b.json",
            json_feed(2, 3),
            told("feed-b.json", 2, "#j2"),
            told("feed-b.json", 3, "#j3"),
        ),
        broken("feed-none.json", json_feed(), "the feed has no items"),
        broken("feed-cut.json", json_feed(1)[:-9], ""),
    ),
    "JSON list": (
        of_several("list-a.json", json.dumps(rows(1)).encode(), told("list-a.json", 1, "#1")),
        of_several(
            "list-b.json",
            json.dumps({"articles": rows(2, 3)}).encode(),
            told("list-b.json", 2, "#2"),
            told("list-b.json", 3, "#3"),
        ),
        broken("object.json", b'{"a": 1}', "this JSON holds no list"),
        broken("list-cut.json", json.dumps(rows(1)).encode()[:-4], "this is no JSON"),
        broken("deep.json", b"[" * 100_000, "this is no JSON"),
    ),
    "Parquet table": (
        of_several("a.parquet", parquet(rows(1)), told("a.parquet", 1, "#1")),
        of_several("b.pq", parquet(rows(2)), told("b.pq", 2, "#2")),
        broken("cut.parquet", parquet(rows(1))[:-30], ""),
        broken("notext.parquet", parquet([{"day": "1"}]), "no column is known"),
    ),
    "web page": (
        alone("a.html", page(1).encode(), 1),
        alone("b.htm", page(2).encode("utf-16"), 2),
        alone("page.txt", page(3).encode(), 3),
        broken("scripts.htm", b"<!doctype html><html><script>go()</script></html>", ""),
        broken("empty.xhtml", b"", "the file is empty"),
    ),
    "PDF document": (
        alone("a.pdf", one_page(lines(1)), 1, outlet=False),
        alone("report.txt", one_page(lines(2)), 2, outlet=False),
        broken("scan.pdf", pdf([Sheet(), Sheet()]), "pictures of pages and no text"),
        broken("cut.pdf", one_page(lines(3))[:300], "damaged or cut"),
        broken("page.pdf", PNG, "PNG image"),
    ),
    "Word document": (
        alone("a.docx", in_docx(lines(1)), 1, outlet=False),
        alone("letter", in_docx(lines(2)), 2, outlet=False),
        of_several(
            "nexis.docx",
            in_docx(nexis_export()),
            Expected(
                "/nexis.docx#",
                "Valdoria sets terms for talks, part 1",
                "Ilse Marrane told reporters",
                "2024-03-05",
                "The Tarn Herald",
            ),
            Expected(
                "/nexis.docx#",
                "Norhaven offers a second round",
                "Norhaven has offered to host",
                "2024-03-05",
                "Norhaven Post",
            ),
        ),
        broken("cut.docx", in_docx(lines(3))[:-900], ""),
        broken("sheet.docx", office("xl/workbook.xml"), "Excel"),
        broken("secret.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "password"),
    ),
    "RTF document": (
        alone("a.rtf", in_rtf(lines(1)), 1, outlet=False),
        of_several(
            "factiva.rtf",
            in_rtf(factiva_printed()),
            Expected(
                "/factiva.rtf#TARNH00020240305ek3500001",
                "Valdoria sets terms for talks",
                "Ilse Marrane told reporters",
                "2024-03-05",
                "The Tarn Herald",
            ),
        ),
        broken("empty.rtf", b"", "empty"),
        broken("nothing.rtf", b"{\\rtf1}", ""),
    ),
    "saved web page": (
        alone("a.mhtml", mhtml(1), 1),
        alone("b.mht", mhtml(2), 2),
        broken("pictures.mhtml", mhtml(3, "image/png"), "there is no page"),
        broken("cut.mht", mhtml(4)[:200], "there is no page"),
    ),
    "Safari web archive": (
        alone("a.webarchive", safari(1), 1),
        alone("b.webarchive", safari(2), 2),
        broken("picture.webarchive", safari(3, "image/png"), "there is no page"),
        broken("cut.webarchive", safari(4)[:-40], "garbled"),
    ),
    "e-mail": (
        of_several("a.eml", message(1), told("a.eml", 1, "#1@tarn.example", outlet=None)),
        of_several("b.eml", message(2), told("b.eml", 2, "#2@tarn.example", outlet=None)),
        broken("letter.eml", b"Dear all,\n\nno head here.\n", "this is no e-mail"),
        broken(
            "secret.eml",
            message(3).replace(b"text/plain", b'multipart/encrypted; boundary="b"'),
            "encrypted",
        ),
    ),
    "mailbox": (
        of_several(
            "a.mbox",
            mailbox(message(1), message(2)),
            told("a.mbox", 1, "#1@tarn.example", outlet=None),
            told("a.mbox", 2, "#2@tarn.example", outlet=None),
        ),
        of_several("Inbox", mailbox(message(3)), told("Inbox", 3, "#3@tarn.example", outlet=None)),
        broken("empty.mbox", b"", "the file is empty"),
        of_several(
            "one-bad.mbox",
            mailbox(b"no head\n", message(4)),
            told("one-bad.mbox", 4, "#4@tarn.example", outlet=None),
            bad=("message 1: ",),
        ),
    ),
    "NewsML-G2 item": (
        of_several("g2-a.xml", newsml(1), told("g2-a.xml", 1, f"#{ITEM}/1")),
        of_several("g2-b.xml", newsml(2), told("g2-b.xml", 2, f"#{ITEM}/2")),
        broken("g2-held.xml", newsml(3, '<pubStatus qcode="stat:withheld"/>'), "withheld"),
        broken(
            "g2-embargo.xml", newsml(4, "<embargoed>2099-01-01T00:00:00Z</embargoed>"), "embargo"
        ),
        broken("g2-cut.xml", newsml(5)[:400], ""),
    ),
    "feed": (
        of_several("a.rss", rss(1, 2), told("a.rss", 1, "#g1"), told("a.rss", 2, "#g2")),
        of_several("b.xml", atom(3), told("b.xml", 3, "#urn:3")),
        broken("none.atom", atom(), "the feed has no entries"),
        broken("other.xml", b"<?xml version='1.0'?><sitemap><url/></sitemap>", "neither a feed"),
    ),
    "web archive": (
        of_several(
            "a.warc",
            archived(1, 2),
            told("a.warc", 1, archive_key(1)),
            told("a.warc", 2, archive_key(2)),
        ),
        of_several(
            "crawl.download",
            archived(3, packed=True),
            told("crawl.download", 3, archive_key(3)),
        ),
        broken("log.gz", gzip.compress(b"no archive\n" * 9), "gzip"),
        broken("cut.warc", archived(4)[:300], ""),
    ),
    "ZIP archive": (
        of_several(
            "a.zip",
            packed({"news/a.txt": written(1).encode(), "photo.jpg": b"\xff\xd8\xff"}),
            told("a.zip", 1, "#news/a.txt", outlet=None),
        ),
        of_several(
            "nested.zip",
            packed({"in.zip": packed({"b.html": page(2).encode()}), "c.eml": message(3)}),
            told("nested.zip", 2, "#in.zip#b.html"),
            told("nested.zip", 3, "#c.eml#3@tarn.example", outlet=None),
        ),
        broken("cut.zip", packed({"a.txt": written(4).encode()})[:60], "this is no whole ZIP"),
        of_several(
            "bomb.zip",
            BOMB,
            told("bomb.zip", 12, "#after.txt", outlet=None),
            bad=("zeros.txt: ",),
        ),
        of_several(
            "secret.zip",
            marked_encrypted(
                packed({"a.txt": written(4).encode(), "b.txt": written(5).encode()}), "a.txt"
            ),
            told("secret.zip", 5, "#b.txt", outlet=None),
            bad=("it is encrypted",),
        ),
    ),
}  # fmt: skip

ARCHIVED = DATE
"""The moment that web archives give."""

LEFT_OUT = {
    "photo.jpg": b"\xff\xd8\xff\xe0",
    "old.doc": OLD,
    "slides.pptx": office("ppt/presentation.xml"),
    "sheet.xlsx": office("xl/workbook.xml"),
    "text.odt": typed(b"application/vnd.oasis.opendocument.text"),
    "book.epub": typed(b"application/epub+zip"),
    "note.pages": packed({"Index/Document.iwa": b"\0\1"}),
    "film.mp4": b"\0\0\0\x18ftypmp42",
    "style.css": b"p { color: red }\n",
}
"""Files of other kinds, which a folder leaves out with a note."""
