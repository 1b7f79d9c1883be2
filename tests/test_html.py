"""Web pages taken in: text, furniture, charsets, bad pages."""

# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import random
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import outlet_boxes as box
from dragoman.errors import UnreadableInput
from dragoman.intake.html import opened
from html_read import OTHER, STORY, TEXT, of_sort, read
from outlet_layouts import page as whole_page
from outlet_pages import MadePage, made_pages


@pytest.mark.parametrize("made", made_pages(1), ids=lambda made: made.name)
def test_every_layout_gives_its_article(made: MadePage) -> None:
    article = read(made.html)
    body = " ".join(of_sort(article, "body") + of_sort(article, "dateline"))
    for paragraph in made.gold.split("\n\n"):
        words = paragraph.split("\n")[-1].replace("2023 31", "2023 | 31")
        assert words.split(" - ")[-1] in body or words in of_sort(article, "heading")
    shown = body + " ".join(of_sort(article, "heading"))
    for other in made.story.other:
        assert other not in shown
    for words in ("cookies", "newsletter", "All rights reserved", "reader1", "Subscribe"):
        assert words not in shown
    assert article.title == made.story.title


@pytest.mark.parametrize("made", made_pages(1), ids=lambda made: made.name)
def test_paragraphs_tile_the_text_and_blocks_are_its_words(made: MadePage) -> None:
    page = opened(made.html.encode(), "page.html")
    again = opened(made.html.encode(), "page.html")
    assert (page.text, page.blocks) == (again.text, again.blocks)
    assert page.text == "\n\n".join(page.text[b.start : b.end] for b in page.blocks) + "\n"
    for block in page.blocks:
        assert page.text[block.start : block.end] == block.words == " ".join(block.words.split())
    article = read(made.html)
    assert "".join(p.span.of(article.text) for p in article.paragraphs) == article.text


def test_headings_lists_and_captions_are_kept_as_what_they_are() -> None:
    page = opened(
        f"<article><h1>{STORY.title}</h1>{TEXT}<h2>What next</h2><ul><li>The inspectors return first."
        "</li><li>The crossing opens after that.</li></ul><figure><img><figcaption>Boats at Marn."
        f"</figcaption></figure><h3>Voices</h3>{OTHER}</article>".encode(),
        "page.html",
    )
    headings = [(b.words, b.level, b.sort) for b in page.blocks if b.level > 1]
    assert headings == [
        ("What next", 2, "heading"),
        ("Voices", 3, "heading"),
    ]
    assert [b.words for b in page.blocks if b.bullet] == [
        "The inspectors return first.",
        "The crossing opens after that.",
    ]
    assert [b.words for b in page.blocks if b.sort == "furniture"] == ["Boats at Marn."]


FURNITURE = (
    "<p>Read also: Ministers of Lirien meet in Marn</p>",
    "<p><a href='/x'>Ministers of Lirien meet in Marn again</a></p>",
    "<p>Sign up for our daily newsletter</p>",
    "<p>Advertisement</p>",
    "<div class='promo-box'><p>The Ferry, our letter from the coast, comes each Friday morning.</p></div>",
    "<p>Share on Facebook</p>",
    "<p>We use cookies to improve your experience on this site.</p>",
    "<p>Subscribe to continue reading</p>",
    "<div class='author-bio'><p>Mira Stavel lives in Quell and has written two books on rivers.</p></div>",
    "<p>Image: The border post at Tarvik / Getty</p>",
    "<p>Updated 12 minutes ago</p>",
    "<p>Tags: Valdoria, Kestrel, border</p>",
    "<p>24 comments</p>",
    "<p>Follow us on Telegram</p>",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_never_taken_for_the_article(line: str) -> None:
    half = len(STORY.paragraphs) // 2
    parts = [f"<p>{escape(p)}</p>" for p in STORY.paragraphs]
    html = (
        f"<article><h1>{STORY.title}</h1>{''.join((*parts[:half], line, *parts[half:]))}</article>"
    )
    article = read(html)
    assert of_sort(article, "body") == list(STORY.paragraphs)


def test_what_is_left_out_of_the_article_is_still_in_the_text() -> None:
    line = "Read also: Ministers of Lirien meet in Marn"
    article = read(f"<article>{TEXT}<p>{line}</p>{OTHER}</article>")
    assert line in of_sort(article, "furniture")


NAMES = "Šimon Křížek and Zoë Brontë said at the café that the strait of Ørsund would stay open."


@pytest.mark.parametrize(
    ("raw", "header"),
    [
        (b"{}", None),
        ("{}".encode("utf-8-sig"), "iso-8859-1"),
        ("{}".encode("utf-16"), None),
        (b"<meta charset='iso-8859-1'>{}", "windows-1252"),
        ("<meta charset=iso-8859-2>{}".encode("iso-8859-2", "xmlcharrefreplace"), None),
        ("{}".encode("windows-1250"), "windows-1250"),
        (
            b"<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>{}",
            None,
        ),
        (b"<?xml version='1.0' encoding='utf-8'?>{}", None),
    ],
)
def test_charsets(raw: bytes, header: str | None) -> None:
    mark, encoding = raw, "utf-8"
    if header == "windows-1250":
        encoding = "windows-1250"
    elif b"8859-2" in raw:
        encoding = "iso-8859-2"
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    html = mark.decode(encoding).replace("{}", f"<article><p>{NAMES}</p>{TEXT}</article>")
    page = opened(html.encode(encoding, "xmlcharrefreplace"), "p", header)
    assert NAMES in page.text


def test_a_charset_that_is_not_true_is_told() -> None:
    raw = f"<meta charset=utf-8><article><p>{NAMES}</p>{TEXT}</article>".encode(
        "cp1252", "xmlcharrefreplace"
    )
    page = opened(raw, "p")
    assert any("charset" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b" \n ",
        b"\0" * 500,
        b"%PDF-1.7 \x00\x01",
        b"<html><body></body></html>",
        b"<html><body><script>var a = 1;</script><p>Enable JavaScript.</p></body></html>",
        b"<" * 5000,
        b"<p>" + b"x" * 200_000,
        b"<!-- " + b"x" * 100,
        b"\xff\xfe",
        b"<p>a</p>" * 25_000,
    ],
)
def test_what_is_no_article_is_refused_with_a_remedy(raw: bytes) -> None:
    with pytest.raises(UnreadableInput) as raised:
        opened(raw, "bad.html")
    assert raised.value.remedy
    assert raised.value.where.startswith("bad.html")


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="10,000,000"):
        opened(b"x" * 10_000_001, "bad.html")


PAGES = [made.html.encode() for made in made_pages(1)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(PAGES) - 1), st.integers(0, 2**32), st.integers(0, 3))
def test_damaged_pages_are_read_or_refused(number: int, seed: int, damage: int) -> None:
    dice = random.Random(seed)
    raw = bytearray(PAGES[number])
    if damage == 0:
        del raw[dice.randrange(len(raw)) :]
    elif damage == 1:
        for _ in range(50):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
    elif damage == 2:
        at = dice.randrange(len(raw))
        del raw[at : at + dice.randrange(400)]
    else:
        at, other = dice.randrange(len(raw)), dice.randrange(len(raw))
        raw[at:at] = raw[other : other + 300] * 3
    try:
        article = read(bytes(raw))
    except UnreadableInput:
        return
    assert "".join(p.span.of(article.text) for p in article.paragraphs) == article.text


def test_a_page_s_own_body_outweighs_another_part_of_it() -> None:
    """A page whose scripts write its text has it in its data; the rest is only teasers."""
    head = box.json_ld(STORY, body=STORY.gold(headings=False))
    html = whole_page(
        STORY, f"<div id='app'></div><div>{TEXT[:0]}</div>{box.comments(STORY)}", head
    )
    assert of_sort(read(html), "body") == list(STORY.paragraphs)
