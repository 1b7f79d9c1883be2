"""Feeds: each entry with its own metadata, its date in its own zone, what is lost said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from damage import damaged, is_told_or_sound
from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import feeds
from dragoman.intake.assembly import assembled
from dragoman.intake.page import Part
from telling import reads, whole

SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)
LONG = "Valdoria will not sign before its border is drawn, its minister said on Monday. " * 12


HEAD = "<title>Tarn Herald</title><language>en-gb</language>"


def rss(*items: str) -> bytes:
    inner = HEAD + "".join(f"<item>{item}</item>" for item in items)
    start = f'<?xml version="1.0"?><rss version="2.0" {SPACES}>'
    return f"{start}<channel>{inner}</channel></rss>".encode()


def atom(*entries: str) -> bytes:
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>Tarn Herald</title>{inner}</feed>"
    ).encode()


def json_feed(*items: Any, **more: Any) -> bytes:
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Tarn Herald", "language": "en"}
    return json.dumps({**head, **more, "items": items}).encode()


FULL = (
    "<title>Valdoria &amp;amp; Tarn</title><link>https://tarn.example/1</link>"
    '<guid isPermaLink="false">g1</guid><pubDate>Mon, 03 Mar 2025 09:10:00 +0300</pubDate>'
    "<dc:creator>Ilse Marrane</dc:creator><description>Short.</description>"
    f"<content:encoded><![CDATA[<p>{LONG}</p><p>Two <b>bold</b> words.</p>"
    "<figure><figcaption>A border post.</figcaption></figure>]]></content:encoded>"
)


def test_an_entry_of_rss_is_an_article_with_its_own_metadata() -> None:
    (part,) = reads(feeds.parts(rss(FULL), "feed.xml"))
    page = whole(part)
    article = assembled(page, Article("x", "x", "0", page.text))
    assert (article.title, article.outlet) == ("Valdoria & Tarn", "Tarn Herald")
    assert (article.byline, article.language) == ("Ilse Marrane", "en")
    assert (article.url, part.fragment) == ("https://tarn.example/1", "g1")
    assert article.published == "2025-03-03T09:10:00+03:00"
    assert page.stated.where["published"] == "entry published 'Mon, 03 Mar 2025 09:10:00 +0300'"
    assert page.text.split("\n\n") == [
        "Valdoria & Tarn",
        LONG.strip(),
        "Two bold words.",
        "A border post.",
    ]
    assert [b.sort for b in page.blocks] == ["title", "body", "body", "furniture"]
    assert page.warnings == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mon, 03 Mar 2025 09:10:00 GMT", "2025-03-03T09:10:00+00:00"),
        ("Mon, 03 Mar 2025 09:10:00 MSK", "2025-03-03T09:10:00+03:00"),
        ("2025-03-03T09:10:00-05:00", "2025-03-03T09:10:00-05:00"),
        ("2025-03-03", "2025-03-03"),
        ("Mon, 03 Mar 2025 09:10", "2025-03-03"),
        ("some day", None),
        ("", None),
    ],
)
def test_a_date_keeps_its_zone_and_is_never_made_up(words: str, expected: str | None) -> None:
    raw = rss(f"<title>T</title><description>{LONG}</description><pubDate>{words}</pubDate>")
    (part,) = reads(feeds.parts(raw, "f"))
    assert whole(part).stated.published == expected


def test_atom_gives_the_day_of_change_where_it_has_no_other_and_says_so() -> None:
    raw = atom(
        "<id>tag:1</id><title>A</title><published>2025-03-03T09:10:00+03:00</published>"
        f"<updated>2025-03-04T09:10:00+03:00</updated><summary>{LONG}</summary>",
        f"<id>tag:2</id><title>B</title><updated>2025-03-04T09:10:00Z</updated><summary>{LONG}</summary>",
    )
    first, second = (whole(part) for part in reads(feeds.parts(raw, "f")))
    assert first.stated.published == "2025-03-03T09:10:00+03:00"
    assert any("changed it after publication" in warning for warning in first.warnings)
    assert second.stated.where["published"].startswith("entry updated")


def test_a_summary_is_said_to_be_one_with_where_the_article_is() -> None:
    raw = rss(
        "<title>T</title><link>https://tarn.example/2</link><description>Short.</description>",
        "<title>T</title><link>https://tarn.example/3</link>",
    )
    summary, title = (whole(part) for part in reads(feeds.parts(raw, "f")))
    assert summary.warnings == [
        "The feed gives only a summary: see https://tarn.example/2 for the whole article."
    ]
    assert title.text == "T" and "no more than the title" in title.warnings[0]


def test_json_feed_items_are_read_and_a_bad_one_leaves_the_others() -> None:
    raw = json_feed(
        {"id": "1", "content_text": f"{LONG}\n\nTwo.", "url": "https://tarn.example/1",
         "date_published": "2025-03-03T09:10:00-05:00",
         "authors": [{"name": "A B"}, {"name": "C"}]},
        "no object",
        {"id": 3, "title": "Third", "content_html": "<p>Said <i>no</i>.</p>",
         "author": {"name": "D"}},
        {"id": "4"},
    )  # fmt: skip
    found = list(feeds.parts(raw, "f"))
    assert [isinstance(each, Part) for each in found] == [True, False, True, False]
    first, third = (whole(each) for each in found if isinstance(each, Part))
    assert first.stated.byline == "A B, C"
    assert (first.stated.published, first.stated.language) == ("2025-03-03T09:10:00-05:00", "en")
    assert third.text == "Third\n\nSaid no." and third.stated.byline == "D"
    assert "item 2" in str(found[1])


def test_a_feed_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    raw = rss(FULL, FULL.replace("g1", "g2"), FULL.replace("g1", "g3"))
    *parts, error = feeds.parts(raw[: raw.rindex(b"g3") + 400], "f")
    assert [part.fragment for part in parts if isinstance(part, Part)] == ["g1", "g2", "g3"]
    assert isinstance(error, UnreadableInput) and "not well-formed" in str(error)
    assert any("may be cut" in w for w in whole(parts[-1]).warnings)  # type: ignore[arg-type]


def test_entries_keep_their_key_and_bytes_when_the_feed_grows() -> None:
    plain = f"<title>T</title><description>{LONG}</description>"
    (old,) = reads(feeds.parts(rss(plain), "f"))
    _, again = reads(feeds.parts(rss(FULL, plain), "f"))
    assert (old.fragment, old.raw) == (again.fragment, again.raw)


def test_entities_neither_open_files_nor_swell() -> None:
    swelling = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "haha">{swelling}'
        '<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    for item in ("<title>T &x;</title>", "<title>T &a11;</title>"):
        found = list(feeds.parts(head.encode() + rss(item)[21:], "f"))
        text = " ".join(whole(part).text for part in found if isinstance(part, Part))
        assert "root:" not in text and len(text) < 1_000


@pytest.mark.parametrize(
    "raw",
    [b"", b"  ", b"<html><body>none</body></html>", b"{}", b'{"items": []}', b"[1]", b"\xff\0\1",
     b"<rss", b"{" * 5_000, b'{"version":"https://jsonfeed.org/version/1","items":' + b"[" * 90_000,
     rss(), json_feed(), b"%PDF-1.4", b"/etc/passwd", b"https://tarn.example/feed"],
)  # fmt: skip
def test_what_is_no_feed_is_said_to_be_none(raw: bytes) -> None:
    (found,) = feeds.parts(raw, "f")
    assert isinstance(found, UnreadableInput)


SEEDS = (
    rss(FULL, "<title>B</title><description>x</description>"),
    atom(f"<id>1</id><title>A</title><updated>2025-03-04</updated><content>{LONG}</content>"),
    json_feed({"id": "1", "content_text": LONG}, {"id": "2", "title": "T"}),
)


@settings(max_examples=200, deadline=None)
@given(damaged(SEEDS, 2_500))
def test_whatever_the_bytes_nothing_but_unreadable_input_comes_out(
    variants: tuple[bytes, ...],
) -> None:
    for raw in variants:
        found = list(feeds.parts(raw, "x"))
        assert all(is_told_or_sound(each) for each in found)
