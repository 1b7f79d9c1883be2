"""Web archives: pages with when and where, digests, packings, broken records and bombs."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given, settings

from archives import KEY, PAGE, record, warc_record
from damage import damaged
from dragoman.errors import UnreadableInput
from dragoman.intake import web_archive
from dragoman.intake.page import Part
from telling import reads


def chunked(body: bytes) -> bytes:
    pieces = [body[n : n + 9] for n in range(0, len(body), 9)]
    return b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_comes_with_its_address_and_the_day_of_its_capture(packed: bool) -> None:
    (part,) = reads(web_archive.parts(record(1, packed=packed), "a.warc"))
    assert part.raw == PAGE.format(1).encode()
    assert (part.ending, part.name) == (".html", "1.html")
    assert part.fragment == KEY.format(1)
    assert part.stated.url == "https://tarn.example/news/1.html"
    assert part.stated.retrieved == "2025-03-03T09:10:00+00:00"
    assert part.stated.published is None
    assert part.stated.where["retrieved"].startswith("WARC-Date")


GZIP, DEFLATE = ("Content-Encoding", "gzip"), ("Content-Encoding", "deflate")
CHUNKED = ("Transfer-Encoding", "chunked")


@pytest.mark.parametrize(
    ("pack", "head"),
    [
        (gzip.compress, [GZIP]),
        (zlib.compress, [DEFLATE]),
        (lambda body: zlib.compress(body)[2:-4], [DEFLATE]),
        (chunked, [CHUNKED]),
        (lambda body: chunked(gzip.compress(body, mtime=0)), [CHUNKED, GZIP]),
        (bytes, [GZIP]),  # unpacked by the crawler, the head left as it was
        (bytes, [CHUNKED]),
    ],
)
def test_packings_are_undone(pack: object, head: list[tuple[str, str]]) -> None:
    body = PAGE.format(1).encode()
    (part,) = reads(web_archive.parts(record(1, pack(body), head=head), "a"))  # type: ignore[operator]
    assert part.raw == body


@pytest.mark.parametrize(
    ("media", "ending"),
    [
        ("text/html", ".html"),
        ("application/xhtml+xml", ".html"),
        ("Text/Plain", ".txt"),
        ("application/pdf", ".pdf"),
    ],
)
def test_the_type_says_how_it_is_opened(media: str, ending: str) -> None:
    (part,) = reads(web_archive.parts(record(1, media=media), "a"))
    assert part.ending == ending


def test_a_charset_that_only_the_server_stated_is_not_lost() -> None:
    latin = PAGE.format(1).encode("cp1252")
    (part,) = reads(
        web_archive.parts(record(1, latin, media="text/html; charset=windows-1252"), "a")
    )
    assert part.raw.decode("utf-8-sig") == PAGE.format(1)
    own = b'<meta charset="windows-1252">' + latin
    (part,) = reads(web_archive.parts(record(1, own, media="text/html; charset=windows-1252"), "a"))
    assert part.raw == own


def test_what_is_no_page_is_counted_in_a_note() -> None:
    robots = "https://tarn.example/robots.txt"
    raw = b"".join(
        [
            warc_record({"WARC-Type": "warcinfo"}, b"software: none\r\n"),
            warc_record({"WARC-Type": "revisit", "WARC-Target-URI": "https://tarn.example/1"}, b""),
            record(1),
            record(2, status="404 Not Found"),
            record(3, status="301 Moved"),
            record(4, media="image/png"),
            record(5, media="text/plain", address=robots),
        ]
    )
    notes: list[str] = []
    assert len(reads(web_archive.parts(raw, "a.warc", note=notes.append))) == 1
    (note,) = notes
    for told in (
        "1 captures of pages that had not changed",
        "status 404",
        "status 301",
        "image/png",
    ):
        assert told in note


def test_digests_are_checked() -> None:
    raw = record(1)
    good, bad = (
        reads(web_archive.parts(raw, "a")),
        list(web_archive.parts(raw.replace(b"waits", b"signs"), "a")),
    )
    assert good[0].warnings == ()
    assert isinstance(bad[0], UnreadableInput) and "digest" in str(bad[0])
    wrong = record(1, warc=[("WARC-Payload-Digest", "sha1:" + "A" * 32)])
    (part,) = reads(web_archive.parts(wrong, "a"))
    assert "digest" in part.warnings[0]


def test_a_page_cut_on_archiving_is_said_to_be() -> None:
    (part,) = reads(web_archive.parts(record(1, warc=[("WARC-Truncated", "length")]), "a"))
    assert "cut when it was archived" in part.warnings[0]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("harm", ["overwritten", "shortened", "length", "cut", "garbage between"])
def test_a_broken_record_leaves_the_others(packed: bool, harm: str) -> None:
    one, two, three = (record(n, packed=packed) for n in (1, 2, 3))
    middle = {
        "overwritten": two[:40] + b"\xff" * 60 + two[100:],
        "shortened": two[:-30],
        "length": two.replace(b"\r\nContent-Length: ", b"\r\nContent-Length: 9", 1),
        "cut": two[: len(two) // 2],
        "garbage between": b"garbage " * 9,
    }[harm]
    if packed and harm == "length":
        middle = two[:20] + two[60:]
    found = list(web_archive.parts(one + middle + three, "a"))
    keys = [part.fragment[-1] for part in found if isinstance(part, Part)]
    assert keys[0] == "1" and keys[-1] == "3"
    assert any(isinstance(each, UnreadableInput) for each in found)


def test_an_archive_compressed_as_a_whole_is_read() -> None:
    raw = gzip.compress(b"".join(record(n) for n in range(5)))
    assert len(reads(web_archive.parts(raw, "a.warc.gz"))) == 5


def test_bombs_do_not_swell(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"\0" * 60_000_000, mtime=0)
    raw = record(1) + record(2, bomb, head=[("Content-Encoding", "gzip")]) + record(3)
    first, second, third = web_archive.parts(raw, "a")
    assert isinstance(first, Part) and isinstance(third, Part)
    assert isinstance(second, UnreadableInput) and "more than" in str(second)
    monkeypatch.setattr("dragoman.intake.warc_records._IN_MEMORY", 1_000_000)
    swelling = gzip.compress(b"WARC/1.0\r\n" + b"\0" * 60_000_000, mtime=0)
    found = list(web_archive.parts(record(1, packed=True) + swelling + record(3, packed=True), "a"))
    assert [isinstance(each, Part) for each in found] == [True, False, True]


def test_a_record_too_large_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.intake.warc_records.MAX_RECORD", 2_000)
    found = list(web_archive.parts(record(1) + record(2, b"x" * 9_000) + record(3), "a"))
    assert [isinstance(each, Part) for each in found] == [True, False, True]


@pytest.mark.parametrize(
    "raw",
    [b"", b"WARC/1.0\r\n", b"\x1f\x8b\x08", gzip.compress(b"no record", mtime=0), b"<html></html>",
     b"filedesc://x.arc 0.0.0.0 20250303 text/plain 70\n1 0 T\n", record(1, b""),
     b"WARC/1.0\r\nContent-Length: 999999999999999\r\n\r\n", record(1, status="500 No"),
     record(1, b"\x0b\x02", head=[("Content-Encoding", "br")])],
)  # fmt: skip
def test_bad_input_is_said_to_be_bad(raw: bytes) -> None:
    found = list(web_archive.parts(raw, "a"))
    assert found and all(isinstance(each, UnreadableInput) for each in found)


def seed(*, packed: bool) -> bytes:
    squeezed, cut = gzip.compress(b"<p>x</p>", mtime=0), chunked(b"<p>yy</p>")
    return b"".join(
        [
            record(1, packed=packed),
            record(2, squeezed, head=[("Content-Encoding", "gzip")], packed=packed),
            record(3, cut, head=[("Transfer-Encoding", "chunked")], packed=packed),
        ]
    )


SEEDS = (seed(packed=False), seed(packed=True))


@settings(max_examples=150, deadline=None)
@given(damaged(SEEDS, 2_000))
def test_whatever_the_bytes_nothing_but_unreadable_input_comes_out(
    variants: tuple[bytes, ...],
) -> None:
    for raw in variants:
        found = list(web_archive.parts(raw, "x"))
        assert all(isinstance(each, (Part, UnreadableInput)) for each in found)
