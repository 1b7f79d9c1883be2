"""Web pages taken in: text, furniture, what the page states and whence, charsets, bad pages."""

# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import json
import random
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import outlet_boxes as box
from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.html import opened
from dragoman.intake.html_dates import page_date, saved_at
from dragoman.intake.page import Stated
from outlet_pages import MadePage, made_pages
from outlet_pages import page as whole_page
from page_stories import story

STORY = story(3)
TEXT = "".join(f"<p>{escape(p)}</p>" for p in STORY.paragraphs)
OTHER = "".join(f"<p>{escape(p)}</p>" for p in story(44).paragraphs)


def read(html: str | bytes, charset: str | None = None) -> Article:
    raw = html.encode() if isinstance(html, str) else html
    page = opened(raw, "page.html", charset)
    return assembled(page, Article("page", "page:", "", page.text))


def stated(head: str, body: str = "", attributes: str = "") -> Stated:
    html = (
        f"<html {attributes}><head>{head}</head><body>{body}<article>{TEXT}</article></body></html>"
    )
    return opened(html.encode(), "page.html").stated


def ld(**data: object) -> str:
    described = {"@context": "https://schema.org", "@type": "NewsArticle", **data}
    return f"<script type='application/ld+json'>{json.dumps(described)}</script>"


def of_sort(article: Article, sort: str) -> list[str]:
    return [p.span.of(article.text).strip() for p in article.paragraphs if p.sort == sort]


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


META = "<meta property='{}' content='{}'>".format

TITLES = [
    (ld(headline="From the data") + META("og:title", "From the graph"), "From the data", "JSON-LD headline"),
    (META("og:title", "From the graph") + "<title>T</title>", "From the graph", "meta og:title"),
    ("<meta name='DC.title' content='Old'><title>T</title>", "Old", "meta dc.title"),
    ("<title>Of the head</title>", "Of the head", "title"),
    (META("og:site_name", "Tarn Herald") + META("og:title", "Talks end | Tarn Herald"), "Talks end", "meta og:title"),
    (ld(headline="Talks &amp; tea"), "Talks & tea", "JSON-LD headline"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title", "where"), TITLES)
def test_titles_come_in_the_order_of_trust(head: str, title: str, where: str) -> None:
    found = stated(head)
    assert (found.title, found.where["title"]) == (title, where)


def test_a_title_cut_short_is_completed_from_the_headline() -> None:
    headline = (
        "Ministers of Valdoria and Kestrel agree on nothing but the date of their next meeting"
    )
    found = stated(ld(headline=headline[:50] + "..."), f"<h1>{headline}</h1>")
    assert (found.title, found.where["title"]) == (headline, "h1")


DATES = [
    (ld(datePublished="2024-03-05T14:05:00+03:00"), "2024-03-05T14:05:00+03:00", "JSON-LD datePublished"),
    (ld(datePublished="2024-03-05") + META("article:published_time", "2024-03-06"), "2024-03-05", "JSON-LD datePublished"),
    (META("article:published_time", "2024-03-05T14:05:00Z"), "2024-03-05T14:05:00+00:00", "meta article:published_time"),
    ("<meta name='DC.date.issued' content='2024-03'>", "2024-03", "meta dc.date.issued"),
    ("<meta name='pubdate' content='Tue, 05 Mar 2024 14:05:00 +0900'>", "2024-03-05T14:05:00+09:00", "meta pubdate"),
    ("<meta name='date' content='March 5, 2024'>", "2024-03-05", "meta date"),
    ("<meta name='date' content='20240305'>", "2024-03-05", "meta date"),
    ("<meta name='date' content='2024'>", "2024", "meta date"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "published", "where"), DATES)
def test_dates_keep_their_zone_and_stay_as_partial_as_they_are(
    head: str, published: str, where: str
) -> None:
    found = stated(head)
    assert (found.published, found.where["published"]) == (published, where)


def test_the_time_in_the_head_of_the_article_is_its_date_and_a_teaser_s_is_not() -> None:
    time = "<time datetime='2024-03-05T08:00+02:00'>5 March</time>"
    old = "<aside><time datetime='1999-01-01'>old</time></aside>"
    assert stated("", old).published is None
    html = (
        f"<article>{old}<time class='updated' datetime='2024-04-01'></time>{time}{TEXT}</article>"
    )
    found = opened(html.encode(), "p").stated
    assert (found.published, found.where["published"]) == ("2024-03-05T08:00+02:00", "time")
    late = f"<article>{TEXT}<ul><li>{time}</li></ul></article>"
    assert opened(late.encode(), "p").stated.published is None


def test_a_date_that_can_be_read_two_ways_is_left_out_and_told() -> None:
    page = opened(
        f"<html><head><meta name='date' content='03/04/2021'></head><body><article>{TEXT}".encode(),
        "p",
    )
    assert page.stated.published is None
    assert any("two ways" in warning and "meta date" in warning for warning in page.warnings)


@pytest.mark.parametrize(
    "words", ["", "soon", "0000-00-00", "2024-13-01", "1709640000", "2024-02-30", "99999"]
)
def test_no_date_is_made_of_what_is_none(words: str) -> None:
    found = page_date(words)
    assert found is None or found.value is None


OTHERS = [
    ("outlet", ld(publisher={"@type": "Organization", "name": "Tarn Herald"}), "Tarn Herald", "JSON-LD publisher"),
    ("outlet", META("og:site_name", "Radio Marn"), "Radio Marn", "meta og:site_name"),
    ("byline", ld(author=[{"name": "Anna Reyl"}, {"name": "Jonas Holt"}]), "Anna Reyl, Jonas Holt", "JSON-LD author"),
    ("byline", ld(author={"@id": "#a"}) + ld(**{"@id": "#a", "@type": "Person", "name": "Mira Stavel"}), "Mira Stavel", "JSON-LD author"),
    ("byline", META("article:author", "https://x.example/anna") + "<meta name='author' content='By Anna Reyl'>", "Anna Reyl", "meta author"),
    ("url", "<link rel='canonical' href='https://h.example/a/1'>" + META("og:url", "https://h.example/b"), "https://h.example/a/1", "link canonical"),
    ("url", "<link rel='canonical' href='https://h.example/'>" + META("og:url", "https://h.example/b"), "https://h.example/b", "meta og:url"),
    ("url", "<link rel='canonical' href='javascript:x'>" + ld(mainEntityOfPage={"@id": "https://h.example/c"}), "https://h.example/c", "JSON-LD url"),
    ("language", META("og:locale", "de_DE"), "de", "meta og:locale"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "head", "value", "where"), OTHERS)
def test_each_value_says_where_it_is_from(field: str, head: str, value: str, where: str) -> None:
    found = stated(head)
    assert (getattr(found, field), found.where[field]) == (value, where)


@pytest.mark.parametrize(
    "head",
    [
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"Mended\",}</script>",
        "<script type='application/ld+json'>//<![CDATA[\n" + '{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "headline": "Mended"}]}' + "\n//]]></script>",
        "<script type='application/ld+json'>{broken</script>" + ld(headline="Mended"),
        "<script type='application/ld+json'>" + '[{"@type": "BreadcrumbList"}, {"@type": "Article", "headline": "Mended\tagain"}]' + "</script>",
    ],
)  # fmt: skip
def test_broken_and_nested_data_is_read_as_far_as_it_goes(head: str) -> None:
    assert (stated(head).title or "").startswith("Mended")


def test_a_page_without_metadata_states_nothing_and_is_read_from_its_text() -> None:
    article = read(
        f"<body><h1>{STORY.title}</h1><p>By Anna Reyl</p><p>5 March 2024</p>{TEXT}</body>"
    )
    assert article.byline == "Anna Reyl"
    assert article.published == "2024-03-05"
    assert article.outlet is None


def test_saved_pages_tell_whence_and_when() -> None:
    comment = (
        "<!--\n Page saved with SingleFile \n url: https://h.example/a/1 \n saved date: "
        "Tue Mar 05 2024 14:05:00 GMT+0300 (Moscow Standard Time)\n-->"
    )
    found = opened(f"<!DOCTYPE html> <html>{comment}<body><article>{TEXT}".encode(), "p").stated
    assert (found.url, found.where["url"]) == ("https://h.example/a/1", "saved page")
    assert found.retrieved == "2024-03-05T14:05:00+03:00"
    edge = f"<!-- saved from url=(0021)https://h.example/b/2 --><html><body><article>{TEXT}"
    assert opened(edge.encode(), "p").stated.url == "https://h.example/b/2"
    assert saved_at("never") is None


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
