"""What web pages state of themselves, and from which place it is: title, date, outlet, byline."""

# ruff: noqa: E501  # markup reads better unbroken

from __future__ import annotations

import pytest

from dragoman.intake.html import opened
from dragoman.intake.html_dates import page_date, saved_at
from html_read import STORY, TEXT, ld, read, stated

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
