"""Records of web archives, written for tests as the WARC standard has them."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable, Mapping

PAGE = "<html><body><p>Page {} — Valdoria waits.</p></body></html>"
DATE = "2025-03-03T09:10:00Z"
KEY = "urn:uuid:00000000-0000-0000-0000-{:012}"


def digest(data: bytes) -> str:
    """Return a digest as archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def warc_record(fields: Mapping[str, str], block: bytes, *, packed: bool = False) -> bytes:
    """Return one record with these named fields and this block."""
    whole = {"WARC-Date": DATE, **fields, "Content-Length": str(len(block))}
    head = "".join(f"{name}: {value}\r\n" for name, value in whole.items())
    raw = b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"
    return gzip.compress(raw, mtime=0) if packed else raw


def record(
    n: int,
    body: bytes | None = None,
    *,
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
    head: Iterable[tuple[str, str]] = (),
    warc: Iterable[tuple[str, str]] = (),
    address: str = "https://tarn.example/news/{}.html",
    packed: bool = False,
) -> bytes:
    """Return the record of a response, with digests."""
    body = PAGE.format(n).encode() if body is None else body
    lines = "".join(f"{name}: {value}\r\n" for name, value in (("Content-Type", media), *head))
    block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": f"<{KEY.format(n)}>",
        "WARC-Target-URI": address.format(n),
        "Content-Type": "application/http; msgtype=response",
        "WARC-Block-Digest": digest(block),
        "WARC-Payload-Digest": digest(body),
        **dict(warc),
    }
    return warc_record(fields, block, packed=packed)
