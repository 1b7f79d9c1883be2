"""Web archives (WARC, also compressed): each page that was fetched well, with when and where.

HTML, plain text and PDF are handed on, with the address as their own and the archive's date as
the day of retrieval. Digests are checked: a record whose block is not what was archived is
refused. Pictures, errors, redirects and repeated captures are counted in a note.
"""

from __future__ import annotations

import base64
import hashlib
import io
import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader

from dragoman.errors import UnreadableInput
from dragoman.intake.composing import clean
from dragoman.intake.decoding import MAX_BYTES
from dragoman.intake.page import Note, Part
from dragoman.intake.recoding import in_utf_8
from dragoman.intake.stating import silent, stating, web_address
from dragoman.intake.timestamps import timestamp
from dragoman.intake.warc_records import MAX_RECORD, records

logging.getLogger("warcio").addHandler(logging.NullHandler())  # else it writes to stderr

ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
}
_PAYLOADS = frozenset(("response", "resource", "conversion"))
_NO_PAYLOADS = frozenset(("warcinfo", "request", "metadata", "continuation"))
_ADMINISTRATIVE = frozenset(
    ("/robots.txt", "/ads.txt", "/app-ads.txt", "/.well-known/security.txt")
)
_ARC = b"filedesc://"


def parts(raw: bytes, where: str, *, note: Note | None = None) -> Iterator[Part | UnreadableInput]:
    """Yield each page in a web archive; `note` is told what is left out."""
    return streamed(io.BytesIO(raw), where, note=note)


def streamed(
    file: IO[bytes], where: str, *, note: Note | None = None
) -> Iterator[Part | UnreadableInput]:
    """Yield each page in a web archive of any size, one record in memory at a time.

    `file` must be seekable.
    """
    file.seek(0)
    if file.read(len(_ARC)) == _ARC:
        yield UnreadableInput(
            where, "this is an ARC file, the format before WARC", "Convert it: warcio recompress."
        )
        return
    left_out: Counter[str] = Counter()
    pages = 0
    for n, found in enumerate(records(file, where), start=1):
        page = _page(found, f"{where}, record {n}") if isinstance(found, bytes) else found
        if isinstance(page, str):
            left_out[page] += 1
        else:
            pages += 1
            yield page
    told = ", ".join(f"{count} {what}" for what, count in sorted(left_out.items()))
    if told:
        (note or silent)(f"{where}: left out {told}")
    if not pages:
        yield UnreadableInput(
            where, f"there is no page in it ({told or 'no records'})", "Give one with HTML pages."
        )


@dataclass(slots=True)
class _Payload:
    """What a record carries: its type, its bytes as they came, and what was wrong with it."""

    kind: str
    fields: Any
    http: Any
    data: bytes
    problems: list[str]


def _page(record: bytes, where: str) -> Part | UnreadableInput | str:
    """Return a record's page, why it cannot be read, or what it is when it is left out."""
    try:
        payload = _payload(record)
        return payload if isinstance(payload, str) else _checked(payload, where)
    except UnreadableInput as error:
        return error
    except Exception:  # the library breaks in many ways on heads that are broken, too
        return UnreadableInput(where, "the head of the record is broken", "Fetch it anew.")


def _checked(payload: _Payload, where: str) -> Part | UnreadableInput | str:
    address = clean(str(payload.fields.get_header("WARC-Target-URI") or ""))[0]
    spot = f"{where} ({address[:200]})" if address else where
    if any(problem.startswith("block digest failed") for problem in payload.problems):
        return UnreadableInput(
            spot,
            "its digest is not that of its bytes: it was damaged or changed after archiving",
            "Fetch it anew.",
        )
    return _part(payload, address, spot)


def _payload(record: bytes) -> _Payload | str:
    read = next(iter(ArchiveIterator(io.BytesIO(record + b"\r\n\r\n"), check_digests=True)))
    kind = str(read.rec_type)
    if kind == "revisit":
        return "captures of pages that had not changed since an earlier one"
    if kind in _NO_PAYLOADS:
        return f"{kind} records"
    if kind not in _PAYLOADS:
        raise ValueError(kind)
    data = b"".join(iter(lambda: read.raw_stream.read(1 << 16), b""))
    problems = [str(problem) for problem in read.digest_checker.problems]
    if read.http_headers is None and kind == "response":
        return "responses without HTTP heads"
    return _Payload(kind, read.rec_headers, read.http_headers, data, problems)


def _part(payload: _Payload, address: str, where: str) -> Part | UnreadableInput | str:
    reason = _unwanted(payload, address)
    if reason:
        return reason
    warnings: list[str] = []
    body = _body(payload, where)
    if not body.strip():
        return "empty pages"
    if _mismatched(payload, body):
        warnings.append("The digest of the page in the archive is not that of its bytes.")
    if cut := payload.fields.get_header("WARC-Truncated"):
        warnings.append(f"The page was cut when it was archived ({clean(str(cut))[0]}).")
    if payload.fields.get_header("WARC-Segment-Number"):
        warnings.append("The page goes on in other records of the archive: this is its first part.")
    media, charset = _media(payload)
    body, recoded = in_utf_8(body, charset, ENDINGS[media])
    warnings += recoded
    date = clean(str(payload.fields.get_header("WARC-Date") or ""))[0]
    key = clean(str(payload.fields.get_header("WARC-Record-ID") or ""))[0].strip("<>")
    return Part(
        name=_name(address) or key,
        fragment=key or f"{address}@{date}",
        raw=body,
        ending=ENDINGS[media],
        stated=stating(
            url=(web_address(address), "WARC-Target-URI"),
            retrieved=(timestamp(date), f"WARC-Date {date!r}"),
        ),
        warnings=tuple(warnings),
    )


def _unwanted(payload: _Payload, address: str) -> str:
    """Return what a record is when it is no page that was fetched well."""
    if payload.http is not None:
        status = str(payload.http.get_statuscode())
        if not (status.isdigit() and 200 <= int(status[:3]) < 300):
            return f"responses with status {status[:3] or 'unknown'}"
    media, _ = _media(payload)
    if media not in ENDINGS:
        return f"records of type {media or 'unknown'}"
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return "files for robots and advertisers" if path in _ADMINISTRATIVE else ""


def _media(payload: _Payload) -> tuple[str, str]:
    """Return the media type and the charset that the server stated, else the archive's."""
    head = payload.http if payload.http is not None else payload.fields
    words = clean(str(head.get_header("Content-Type") or ""))[0]
    if not words:
        words = str(payload.fields.get_header("WARC-Identified-Payload-Type") or "")
    media, _, rest = words.partition(";")
    charset = ""
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip(" \"'").lower()
    return media.strip().lower(), charset


def _body(payload: _Payload, where: str) -> bytes:
    """Return the body as the page's author made it: unchunked, unpacked, within limits."""
    data = payload.data
    if payload.http is None:
        return _within(data, where)
    if "chunked" in str(payload.http.get_header("Transfer-Encoding") or "").lower():
        data = ChunkedDataReader(io.BytesIO(data)).read(MAX_RECORD)
    packings = str(payload.http.get_header("Content-Encoding") or "").lower().split(",")
    for packing in reversed([each.strip() for each in packings if each.strip()]):
        if packing in ("gzip", "x-gzip", "deflate"):
            data = _unpacked(data, where)
        elif packing not in ("identity", "none", "utf-8"):
            raise UnreadableInput(
                where,
                f"the page is compressed as {packing[:20]!r}, which is not read",
                "Fetch the page itself.",
            )
    return _within(data, where)


def _within(data: bytes, where: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            where, f"the page has more than {MAX_BYTES:,} bytes", "No article has: leave it out."
        )
    return data


def _unpacked(data: bytes, where: str) -> bytes:
    """Return compressed bytes unpacked, or as they are when they are not: archives differ.

    Raises UnreadableInput when they are damaged, or unpack to more than an article may have.
    """
    for bits in (16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(bits)
        try:
            unpacked = unpacker.decompress(data, MAX_BYTES + 1)
        except zlib.error:
            if data[:2] == b"\x1f\x8b" and bits > zlib.MAX_WBITS:
                raise UnreadableInput(
                    where, "the compressed page is damaged", "Fetch the page itself."
                ) from None
            continue
        # A text that was unpacked on archiving can pass for a raw stream, but not to its end.
        if unpacker.eof or bits > 0:
            return _within(unpacked, where)
    return data


def _mismatched(payload: _Payload, body: bytes) -> bool:
    """Return whether the payload's digest fails for the bytes as archived and as unpacked.

    The standard means the bytes as they came; some crawlers digested them unchunked or unpacked.
    """
    if not any(problem.startswith("payload digest failed") for problem in payload.problems):
        return False
    stated = str(payload.fields.get_header("WARC-Payload-Digest") or "")
    name, _, value = stated.partition(":")
    plain = ChunkedDataReader(io.BytesIO(payload.data)).read(MAX_RECORD)
    try:
        digests = [hashlib.new(name.strip(), each).digest() for each in (plain, body)]
    except ValueError:
        return True
    known = {base64.b32encode(each).decode() for each in digests} | {each.hex() for each in digests}
    return value.strip() not in known


def _name(address: str) -> str:
    """Return a name for a page: the last part of its address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return clean(last)[0] or parts.netloc
