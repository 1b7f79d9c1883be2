"""Whoever reads one telling on the desk sees how others word it, and what a revision changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import dragoman
from desk import all_text, article_at, opened, page, text

PAGE = """<html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="{outlet}"><link rel="canonical" href="{url}">
<meta property="article:published_time" content="2031-03-04T08:00:00Z">
<meta property="article:modified_time" content="2031-03-0{day}T08:00:00Z"></head>
<body><article><h1>{title}</h1>
<p>HARVIA, 4 March 2031 - "We will not sign the ferry agreement unless Belmora opens its {port},"
Harvian Foreign Minister Oda Lind said on Tuesday.</p>
<p>Prime Minister Ken Aoba said that Belmora supports the fishing agreement and would {verb} it in
April.</p><p>The two sides met in Norhaven on Monday for talks on the ferry and the fishing
grounds, which both have claimed since the spring.</p></article></body></html>"""
FIRST = {
    "title": "Belmora wants a ferry",
    "outlet": "Harvia Daily",
    "url": "https://harvia.example/ferry",
    "day": "4",
    "port": "port",
    "verb": "sign",
}
REVISED = {**FIRST, "day": "5", "verb": "consider"}
OTHER = {
    **FIRST,
    "title": "Ferry talks stall",
    "outlet": "Tarn Herald",
    "url": "https://tarn.example/stall",
    "port": "main port",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("desk")
    at = folder / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        for n, filled in enumerate((FIRST, REVISED, OTHER)):
            file = folder / f"{n}.html"
            file.write_text(PAGE.format(**filled))
            dragoman.read_into(ledger, [dragoman.from_path(file)])
    with opened(at) as client:
        yield client


def test_where_another_telling_has_other_words_they_are_marked(client: TestClient) -> None:
    found = page(client, article_at(client, "Belmora wants a ferry"))
    assert "main" in all_text(found, "//details[@class='witnesses']//ins")
    back = page(client, article_at(client, "Ferry talks stall"))
    assert "main" in all_text(back, "//details[@class='witnesses']//del")


def test_the_same_article_elsewhere_and_its_versions_are_named(client: TestClient) -> None:
    found = page(client, article_at(client, "Belmora wants a ferry"))
    copies = text(found.xpath("//section[@aria-labelledby='copies']")[0])
    assert "Ferry talks stall" in copies and "Tarn Herald" in copies
    versions = found.xpath("//section[@aria-labelledby='editions']")[0]
    assert len(versions.xpath("ol/li")) == 2
    [changed] = versions.xpath(".//ul[contains(@class, 'revised')]/li[.//ins]")
    assert (all_text(changed, ".//del"), all_text(changed, ".//ins")) == (["sign"], ["consider"])


def test_who_opens_an_older_version_is_led_to_the_one_that_counts(client: TestClient) -> None:
    now = article_at(client, "Belmora wants a ferry")
    found = page(client, now)
    [older] = found.xpath("//section[@aria-labelledby='editions']/ol//a/@href")
    assert now in page(client, older).xpath("//p[@class='notice']/a/@href")


def test_what_the_article_tells_itself_is_not_told_again_as_others(client: TestClient) -> None:
    found = page(client, article_at(client, "Belmora wants a ferry"))
    others = all_text(found, "//section[@aria-labelledby='same-day']//a[@class='words']")
    assert not [words for words in others if "ferry agreement unless" in words]
