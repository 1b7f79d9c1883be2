"""Documents of every format made from a number: each a short article that tells which it is."""

from __future__ import annotations

import io
import json
import plistlib
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from archives import record
from test_intake_agencies import ONE, given_newsml, item

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
