"""A folder as a desk may have it: two good and two broken documents of every format, and more.

Every good article is a story by its number: its headline, its sentence, its day follow from it.
"""

from __future__ import annotations

import gzip
import io
import json
import plistlib
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archives import DATE, record
from exports_made import factiva_printed, in_docx, in_rtf, nexis_export
from pdf_made import Sheet, one_page, pdf
from test_archive import marked_encrypted
from test_intake_agencies import ONE, given_newsml, given_ninjs, item

OUTLET = "Tarn Herald"


MORE = (
    "Kestrel had no answer to that by noon, and its own border stays shut for the time being. "
    "Fishermen on both banks of the river wait for the day on which they may cross it again, as "
    "their fathers did before them for as long as anybody in the two harbour towns remembers."
)


@dataclass(frozen=True)
class Expected:
    """An article as the ledger must have it; the origin's end tells it from others."""

    origin: str
    title: str
    words: str
    published: str | None
    outlet: str | None


@dataclass(frozen=True)
class Document:
    """A file: what is in it, and the beginnings of what is told of its broken parts."""

    name: str
    raw: bytes
    good: tuple[Expected, ...] = ()
    bad: tuple[str, ...] = ()


def title(n: int) -> str:
    return f"Valdoria opens crossing {n}"


def words(n: int) -> str:
    return f"The minister of Valdoria said on Monday that crossing {n} will open."


def day(n: int) -> str:
    return f"2031-03-{n:02}"


def written(n: int) -> str:
    return f"{title(n)}\n\n{n} March 2031\n\n{words(n)}\n"


def told(
    name: str, n: int, fragment: str = "", *, dated: bool = True, outlet: str | None = OUTLET
) -> Expected:
    return Expected(f"/{name}{fragment}", title(n), words(n), day(n) if dated else None, outlet)


def alone(name: str, raw: bytes, n: int, *, dated: bool = True, outlet: bool = True) -> Document:
    """Return a document of one good article."""
    expected = told(name, n, dated=dated, outlet=OUTLET if outlet else None)
    return Document(name, raw, (expected,))


def broken(name: str, raw: bytes, *what: str) -> Document:
    return Document(name, raw, bad=what)


def of_several(name: str, raw: bytes, *parts: Expected, bad: tuple[str, ...] = ()) -> Document:
    return Document(name, raw, parts, bad)


def page(n: int) -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{title(n)}</title>'
        f'<meta property="og:site_name" content="{OUTLET}">'
        f'<meta property="article:published_time" content="{day(n)}T08:00:00+01:00"></head>'
        f"<body><nav>Home</nav><article><h1>{title(n)}</h1><p>{words(n)}</p>"
        f"<p>{MORE}</p>"
        "</article></body></html>"
    )


def table(*numbers: int, mark: str = ",") -> str:
    head = mark.join(("id", "title", "outlet", "published", "text"))
    rows = [mark.join((str(n), title(n), OUTLET, day(n), words(n))) for n in numbers]
    return "\n".join([head, *rows, ""])


def rows(*numbers: int) -> list[dict[str, str]]:
    return [
        {"id": str(n), "title": title(n), "outlet": OUTLET, "published": day(n), "text": words(n)}
        for n in numbers
    ]


def ninjs(n: int, **more: Any) -> dict[str, Any]:
    known = {
        **ONE,
        "uri": f"http://vna.example/items/{n}",
        "versioncreated": f"{day(n)}T09:00:00+03:00",
        "headline": title(n),
        "infosource": [{"name": OUTLET}],
        "body_text": words(n),
    }
    del known["body_xhtml"]
    return {**known, **more}


def newsml(n: int, meta: str = "") -> bytes:
    whole = given_newsml(item(f"http://vna.example/items/{n}", meta)).decode()
    start, end = whole.index("<body.content>") + 14, whole.index("</body.content>")
    whole = whole[:start] + f"<p>{words(n)}</p>" + whole[end:]
    whole = whole.replace("Valdoria to sign", title(n)).replace("Valdorian News Agency", OUTLET)
    return whole.replace("2025-03-03T09:10:00", f"{day(n)}T09:10:00").encode()


def json_feed(*numbers: int) -> bytes:
    items = [
        {
            "id": f"j{n}",
            "title": title(n),
            "content_text": words(n),
            "date_published": f"{day(n)}T09:00:00Z",
        }
        for n in numbers
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": OUTLET}
    return json.dumps({**head, "items": items}).encode()


def rss(*numbers: int) -> bytes:
    items = "".join(
        f"<item><title>{title(n)}</title><guid>g{n}</guid><pubDate>{n:02} Mar 2031 09:00:00 GMT"
        f"</pubDate><description>{words(n)}</description></item>"
        for n in numbers
    )
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{OUTLET}</title>'
    return f"{head}{items}</channel></rss>".encode()


def atom(*numbers: int) -> bytes:
    entries = "".join(
        f"<entry><title>{title(n)}</title><id>urn:{n}</id><published>{day(n)}T09:00:00Z</published>"
        f"<updated>{day(n)}T09:00:00Z</updated><summary>{words(n)}</summary></entry>"
        for n in numbers
    )
    head = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
    return f"{head}<title>{OUTLET}</title>{entries}</feed>".encode()


def message(n: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"{OUTLET} <desk@tarn.example>", title(n)
    mail["Date"] = f"Sat, {n:02} Mar 2031 09:00:00 +0300"
    mail["Message-ID"] = f"<{n}@tarn.example>"
    mail.set_content(f"{words(n)}\n")
    return mail.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    line = b"From desk@tarn.example Sat Mar  1 09:10:05 2031\n"
    return b"".join(line + each.rstrip() + b"\n\n" for each in messages)


def mhtml(n: int, kind: str = "text/html") -> bytes:
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tarn.example/{n}\r\n"
        "Subject: x\r\nDate: Wed, 5 Mar 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
        f"----b\r\nContent-Type: {kind}\r\nContent-Location: https://tarn.example/{n}\r\n\r\n"
        f"{page(n)}\r\n----b--\r\n"
    ).encode()  # fmt: skip


def safari(n: int, kind: str = "text/html") -> bytes:
    main = {
        "WebResourceData": page(n).encode(),
        "WebResourceMIMEType": kind,
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": f"https://tarn.example/{n}",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def parquet(records: list[dict[str, str]]) -> bytes:
    held = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(records), held)
    return held.getvalue()


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def archived(*numbers: int, packed: bool = False) -> bytes:
    return b"".join(record(n, page(n).encode(), packed=packed) for n in numbers)


def archive_key(n: int) -> str:
    return f"#urn:uuid:00000000-0000-0000-0000-{n:012}"


def office(*files: str) -> bytes:
    return packed({"[Content_Types].xml": b"<x/>", **dict.fromkeys(files, b"<x/>")})


def lines(n: int) -> list[str]:
    return [title(n), f"{n} March 2031", f"{words(n)} {MORE}", MORE]


def typed(kind: bytes) -> bytes:
    """Return a document that says its kind in its first entry, as OpenDocument and EPUB do."""
    return packed({"mimetype": kind}, zipfile.ZIP_STORED)


PNG = b"\x89PNG\r\n\x1a\n\0\0"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
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
