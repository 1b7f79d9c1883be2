"""Files made to break intake: bombs, floods, nests, loops, lies.

All are of our own making and follow from a seed; each maker gives an ending and the bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import warnings
import zipfile
from collections.abc import Callable

from archives import record
from document_makers import mailbox, packed
from exports_made import in_docx
from hostile_clothes import HEAD, RSS, File
from hostile_texts import FAMILIES, PROSE, among_prose, prose
from pdf_made import one_page

Maker = Callable[[random.Random], File]

ODD_VALUES = (
    *('"\\ud800"', '"\\udfff\\ud800 talks"', "9" * 5000, "1e999999", "-" * 9, "NaN", "null", "[]"),
    *("{}", '""', "true", '"\\u0000"', '"' + "a" * 200_000 + '"', "[" * 2000, "1" + "0" * 400),
    *('"2031-02-31"', '"99999-01-01T00:00:00Z"', '{"a": [1, {"b": null}]}'),
)


def nested_zip(chance: random.Random) -> File:
    """An archive in an archive, up to 60 deep, an article beside each."""
    raw = prose(chance, 200).encode()
    for n in range(chance.choice((2, 3, 4, 5, 6, 60))):
        raw = packed({f"{n}.zip" if n else "a.txt": raw, f"beside{n}.txt": PROSE[n % 7].encode()})
    return ".zip", raw


def zip_bomb(chance: random.Random) -> File:
    """Zeros that unfold to a thousand times their size: as text, document, page or archive."""
    name = chance.choice(("a.txt", "word/document.xml", "a.html", "a.csv", "b.zip", "a.xml"))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        if name.startswith("word"):
            made.writestr("[Content_Types].xml", "<x/>")
        with made.open(name, "w") as file:
            for _ in range(chance.choice((2, 20, 60))):
                file.write(chance.choice((b"\0", b" ", b"a", b"\n")) * 1_000_000)
        made.writestr("after.txt", prose(chance, 200))
    return chance.choice((".zip", ".docx" if name.startswith("word") else ".zip")), held.getvalue()


def many_files(chance: random.Random) -> File:
    """An archive of many small files, of odd and of equal names."""
    held = io.BytesIO()
    names = ("a.txt", "../../a.txt", "/etc/a.txt", "a\\b.txt", "C:a.txt", "é\u202e.txt", "x" * 300)
    with zipfile.ZipFile(held, "w") as made:
        for n in range(chance.choice((3, 30, 300))):
            info = zipfile.ZipInfo(chance.choice((*names, f"{n}.bin", f"{'d/' * 40}{n}")))
            with warnings.catch_warnings(action="ignore"):  # of equal names
                made.writestr(info, b"" if n >= 40 else chance.choice((b"", b"\0", b"Talks.")))
    return ".zip", held.getvalue()


def xml_bomb(chance: random.Random) -> File:
    """Entities that name one another, themselves, or what lies outside of the document."""
    deep, wide = chance.choice((3, 9, 20)), chance.choice((2, 10, 50))
    kind = chance.choice(("laughs", "square", "outside", "loop", "parameter"))
    if kind == "laughs":
        named = "".join(
            f"<!ENTITY e{n} '{f'&e{n - 1};' * wide if n else 'boom'}'>" for n in range(deep)
        )
    elif kind == "square":
        named = f"<!ENTITY e{deep - 1} '{'a' * 100_000}'>"
    elif kind == "outside":
        place = chance.choice(("file:///etc/passwd", "file:///dev/zero", "http://127.0.0.1:9/x"))
        named = f"<!ENTITY e{deep - 1} SYSTEM '{place}'>"
    elif kind == "loop":
        named = f"<!ENTITY a '&e{deep - 1};'><!ENTITY e{deep - 1} '&a;'>"
    else:
        named = f"<!ENTITY % p '<!ENTITY e{deep - 1} \"x\">'> %p; %p;"
    told = f"&e{deep - 1};" * (400 if kind == "square" else 1)
    body = f"<item><title>{told}</title><description>{PROSE[0]} {told}</description></item>"
    start = f'<?xml version="1.0"?><!DOCTYPE rss [{named}]>'
    ending = chance.choice((".rss", ".xml", ".html", ".xhtml"))
    return ending, f"{start}<rss version='2.0'><channel>{body}</channel></rss>".encode()


def deep_tags(chance: random.Random) -> File:
    """Tags, brackets, groups or quotations one in another, up to 100,000 deep."""
    deep = chance.choice((50, 300, 3000, 100_000))
    words = chance.choice(PROSE)
    tag = chance.choice(("div", "b", "p", "table", "ul", "blockquote", "a", "span", "x-y", "font"))
    kind = chance.choice((".html", ".html", ".json", ".jsonl", ".rtf", ".xml", ".md", ".docx"))
    if kind == ".html":
        end = f"</{tag}>" * deep if chance.random() < 0.5 else ""
        return kind, f"<!doctype html><p>{words}</p>{f'<{tag}>' * deep}{words}{end}".encode()
    if kind in (".json", ".jsonl"):
        return kind, b'{"text": ' + b"[" * deep + json.dumps(words).encode() + b"]" * deep + b"}"
    if kind == ".rtf":
        return kind, b"{\\rtf1 " + b"{" * deep + words.encode("ascii", "ignore") + b"}" * (deep + 1)
    if kind == ".xml":
        return kind, f"{RSS}{'<item>' * deep}{words}{'</item>' * deep}</channel></rss>".encode()
    if kind == ".docx":
        inner = f"{'<w:p><w:r>' * deep}<w:t>{words}</w:t>{'</w:r></w:p>' * deep}"
        return kind, _replaced(in_docx(["Talks"]), "word/document.xml", inner)
    return kind, (chance.choice((">", "- ", "  ", "[", "*")) * deep + words).encode()


def _replaced(raw: bytes, name: str, body: str) -> bytes:
    """Return an office document with another body."""
    place = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    new = f'<w:document xmlns:w="{place}"><w:body>{body}</w:body></w:document>'.encode()
    with zipfile.ZipFile(io.BytesIO(raw)) as whole:
        parts = {each: whole.read(each) for each in whole.namelist()}
    return packed({**parts, name: new})


def tag_flood(chance: random.Random) -> File:
    """A page of very many elements, attributes, classes, entities, comments or links."""
    n = chance.choice((100, 5_000, 60_000))
    flood = chance.choice(
        (
            f"<p {' '.join(f'a{k}=v' for k in range(n))}>",
            f"<p class='{' '.join(f'c{k}' for k in range(n))}'>",
            "<br>" * n,
            "&nbsp;" * n,
            "&#xD800;&#0;&#x110000;" * (n // 20),
            "<!--" * n,
            "<a href=x>talks</a> " * (n // 2),
            "<p>" * n,
            "<td>" * n,
            "<script>" * (n // 20),
            f"<meta name=date content='{'9' * n}'>",
            f"<title>{'Talks ' * n}</title>",
            f"<img src='data:image/png;base64,{'A' * n}'>",
            f'<script type="application/ld+json">{"[" * n}</script>',
            f'<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":'
            f'"{"1" * n}","articleBody":{json.dumps("Talks. " * n)}}}</script>',
            f"<time datetime='{'-' * n}'>",
            f"<link rel=canonical href='http://{'a.' * n}'>",
            f"<style>{'{' * n}</style>",
            "<" * n,
            "</p>" * n,
        )
    )
    words = "".join(f"<p>{sentence}</p>" for sentence in PROSE)
    head = "<!doctype html><html><head><title>Talks</title>"
    return ".html", f"{head}{flood}</head><body>{words}{flood}{words}</body></html>".encode()


def wide_table(chance: random.Random) -> File:
    """A table of up to 10,000 columns, of unlike rows, of cells without an end."""
    wide = chance.choice((3, 100, 10_000))
    mark = chance.choice((",", ";", "\t", "|"))
    head = mark.join(("text", *(chance.choice(("a", f"c{k}", "", '"')) for k in range(wide))))
    lines = [head]
    for _ in range(chance.choice((1, 20))):
        cells = chance.choice((wide, wide, 1, wide + 2, 2 * wide))
        first = chance.choice(PROSE).replace(mark, " ").replace('"', "")
        lines.append(mark.join((first, *("x" * chance.choice((0, 1, 40)) for _ in range(cells)))))
    if chance.random() < 0.3:
        lines.append('"' + chance.choice(("a", "\n", '""', ",", "\0")) * 200_000)
    return chance.choice((".csv", ".tsv", ".txt")), "\n".join(lines).encode()


def odd_json(chance: random.Random) -> File:
    """JSON with lone surrogates, endless numbers, equal keys, values of odd kinds."""
    value = chance.choice(ODD_VALUES)
    field = chance.choice(
        ("text", "title", "published", "id", "language", "url", "version", "items")
    )
    row = {"id": '"1"', "text": json.dumps(prose(chance, 200)), field: value}
    body = "{" + ", ".join(f'"{name}": {one}' for name, one in row.items()) + f', "x": {value}}}'
    feed = f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{body}, {body}]}}'
    ending = chance.choice((".jsonl", ".json", ".json"))
    return ending, chance.choice((f"{body}\n{body}\n", f"[{body},{body}]", feed)).encode()


def pdf_loop(chance: random.Random) -> File:
    """A PDF whose pages, parents, streams or tables lead back to themselves, or have no end."""
    raw = one_page([PROSE[0], PROSE[1]])
    kids = b"/Kids [6 0 R]"
    swaps = (
        (kids, b"/Kids [2 0 R]"),
        (kids, b"/Kids [" + b"6 0 R " * 5000 + b"]"),
        (kids, b"/Kids [2 0 R 6 0 R 2 0 R]"),
        (b"/Count 1", b"/Count 2147483647"),
        (b"/Count 1", b"/Count -1"),
        (b"/MediaBox [0 0 595 842]", b"/MediaBox [0 0 1e38 1e38]"),
        (b"/MediaBox [0 0 595 842]", b"/MediaBox [-99999999999 0 0 nan]"),
        (b"/Contents 5 0 R", b"/Contents [5 0 R " + b"5 0 R " * 3000 + b"]"),
        (b"/Contents 5 0 R", b"/Contents 6 0 R"),
        (b"/Length ", b"/Length 99999999"),
        (b"/Length ", b"/Length 5 0 R "),
        (b"/Parent 2 0 R", b"/Parent 6 0 R"),
        (b"/Rotate 0", b"/Rotate 12345678901234567890"),
        (b"trailer << ", b"trailer << /Prev 9 "),
        (b"/Font << /F1 3 0 R", b"/Font << /F1 1 0 R"),
        (b"startxref\n", b"startxref\n9"),
        (b" Tf ", b"0000000000 Tf "),
        (b"BT ", b"q " * 50_000 + b"BT "),
        (b" Tj", b" Tj " + b"(talks) Tj " * 20_000),
        (b"endstream", b"endstream" * 1000),
        (b"/Type /Page ", b"/Type /Page /Type /Pages " + b"<<" * 3000),
        (b"00000 n", b"65535 n"),
    )
    for old, new in chance.sample(swaps, chance.choice((1, 1, 2, 3))):
        raw = raw.replace(old, new)
    return ".pdf", raw


def mime_nest(chance: random.Random) -> File:
    """A message in a message, a part in a part; heads that are too many or too long."""
    deep = chance.choice((3, 50, 1000, 10_000))
    words = prose(chance, 200)
    inside = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(deep)
    )
    body = chance.choice(
        (
            f"{inside}Content-Type: text/plain\n\n{words}\n",
            f"Content-Type: message/rfc822\n\n{HEAD}\n" * min(deep, 3000) + f"\n{words}",
            f"Content-Type: multipart/mixed; boundary=b\n\n{words}" + "\n--b\n" * deep,
            f"Content-Type: multipart/mixed; boundary=\n\n----\n\n{words}",
            f"Content-Type: text/html; charset={'x' * deep}\n\n<p>{words}</p>",
            f"Content-Transfer-Encoding: base64\n\n{'QQ=' * deep}",
            f"Content-Transfer-Encoding: quoted-printable\n\n{'=' * deep}{words}",
            "".join(f"X-{n}: y\n" for n in range(deep)) + f"\n{words}",
            f"Subject: {'=?utf-8?q?=FF?= ' * deep}\n\n{words}",
            f"To: {'a@b.example, ' * deep}\n\n{words}",
            f"Date: {'9' * deep}\n\n{words}",
            f"Received: {'(' * deep}\n\n{words}",
            f"References: {'<a@b> ' * deep}\n\n{'> ' * deep}{words}",
        )
    )
    return chance.choice((".eml", ".eml", ".mbox")), _mailed(chance, f"{HEAD}\n{body}".encode())


def _mailed(chance: random.Random, raw: bytes) -> bytes:
    return raw if chance.random() < 0.8 else mailbox(raw, raw)


def wrong_charset(chance: random.Random) -> File:
    """Words in one encoding that are called another, cut inside a letter, or mixed."""
    kinds = ("utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "koi8-r", "shift_jis", "cp037")
    called = chance.choice((*kinds, "x-none", "utf-8", "base64", "idna", "unicode_escape"))
    raw = prose(chance, 400).encode(chance.choice(kinds), "replace")
    raw = raw[: len(raw) - chance.choice((0, 0, 1, 3))] + chance.choice((b"", b"\xff", b"\xed\xa0"))
    if chance.random() < 0.5:
        return ".txt", raw
    return ".html", f'<!doctype html><meta charset="{called}"><p>'.encode() + raw + b"</p>"


def odd_archive(chance: random.Random) -> File:
    """A web archive whose records lie of their length, kind or coding, or unfold without end."""
    words = f"<p>{prose(chance, 400)}</p>".encode()
    kind = chance.choice(("length", "gzip", "chunks", "heads", "packed"))
    if kind == "length":
        told = chance.choice((b"999999999999", b"-1", b"0", b"1e9", b""))
        return ".warc", record(1, words).replace(b"Content-Length: ", b"Content-Length: " + told, 1)
    if kind == "gzip":
        bomb = gzip.compress(words + b" " * 30_000_000)
        return ".warc", record(1, bomb, head=[("Content-Encoding", chance.choice(("gzip", "br")))])
    if kind == "chunks":
        body = b"ffffffffffff\r\n" + words if chance.random() < 0.5 else b"1\r\na\r\n" * 20_000
        return ".warc", record(1, body, head=[("Transfer-Encoding", "chunked")])
    if kind == "heads":
        return ".warc", record(1, words, head=[(f"X-{n}", "y" * 50) for n in range(20_000)])
    return ".warc.gz", gzip.compress(record(1, words) + b"\0" * 30_000_000)


def huge_text(chance: random.Random) -> File:
    """A word, a sentence or a row of quotation marks of up to three million characters."""
    size = chance.choice((200_000, 1_000_000, 3_000_000))
    family = chance.choice(("megaword", "endless", "quotes"))
    text = among_prose(chance, FAMILIES[family], size)
    return chance.choice((".txt", ".md", ".html", ".eml", ".csv")), text.encode()


STRUCTURES: dict[str, Maker] = {
    made.__name__: made
    for made in (
        nested_zip,
        zip_bomb,
        many_files,
        xml_bomb,
        deep_tags,
        tag_flood,
        wide_table,
        odd_json,
        pdf_loop,
        mime_nest,
        wrong_charset,
        odd_archive,
        huge_text,
    )
}
