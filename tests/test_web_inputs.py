"""Addresses as inputs: from a server of this test alone, by the one table of formats."""

from __future__ import annotations

import io
import json
import plistlib
import zipfile
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.engine import read_into
from dragoman.errors import UnreadableInput
from dragoman.intake import Input, Web, articles, from_bytes, gather, named_in
from dragoman.intake.fetching import Fetching
from dragoman.ledger import Ledger, open_ledger
from exports_made import in_docx, in_rtf
from pdf_made import one_page
from test_intake_feeds import json_feed, rss
from web_site import Site

NOW = "2031-03-05T10:00:00+00:00"
FIRST = "The minister of Valdoria said on Monday that the crossing at Tarvik would open in June."
SECOND = "Kestrel answered that it had heard of no such plan, and that its border stays shut."
PAGE = f"""<!doctype html><html lang="en"><head><title>Valdoria opens a crossing</title>
<meta property="og:site_name" content="Tarn Herald">
<meta property="article:published_time" content="2031-03-04T08:00:00+01:00"></head>
<body><article><h1>Valdoria opens a crossing</h1><p>{FIRST}</p><p>{SECOND}</p></article>
</body></html>
"""


def web(**more: bool | None) -> Web:
    """Return leave to ask this machine by any name, with a clock that stands still."""
    fetching = Fetching(
        allow_private=True,
        resolver=lambda host, port: ["127.0.0.1"],
        pause=0,
        now=lambda: NOW,
    )
    return Web(allow_private=True, fetching=fetching, **more)  # type: ignore[arg-type]


def one(url: str) -> Article:
    (found,) = articles([url], web=web())
    assert isinstance(found, Article), str(found)
    return found


def html(words: str = PAGE) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "text/html; charset=utf-8"}, words.encode()


def test_what_an_article_of_the_web_states(site: Site) -> None:
    site.answers["/world/crossing.html"] = html()
    url = site.url("/world/crossing.html")
    article = one(f"{url}#comments")
    assert (article.name, article.origin, article.url) == ("crossing", url, url)
    assert (article.outlet, article.published) == ("Tarn Herald", "2031-03-04T08:00:00+01:00")
    assert article.retrieved == NOW
    assert article.raw == PAGE.encode()
    places = dict(article.stated_in)
    assert places["retrieved"] == f"fetched from {url}#comments"
    assert places["url"] == "the address fetched"


@pytest.mark.parametrize(
    ("canonical", "kept"),
    [
        ("http://www.herald.example/world/1", True),
        ("http://m.herald.example/world/1", True),
        ("http://other.example/world/1", False),
    ],
)
def test_a_page_is_believed_its_address_on_its_own_site(
    site: Site, canonical: str, kept: bool
) -> None:
    link = f'<link rel="canonical" href="{canonical}"></head>'
    site.answers["/a?utm=1"] = html(PAGE.replace("</head>", link))
    url = site.url("/a?utm=1", "herald.example")
    article = one(url)
    assert article.origin == url
    assert article.url == (canonical if kept else url)


def table() -> bytes:
    return f'id,title,text\n1,Crossing,"{FIRST}"\n2,Answer,"{SECOND}"\n'.encode()


def packed(name: str, words: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, words)
    return held.getvalue()


TEXT = f"Valdoria opens a crossing\n\n{FIRST}\n"
LINES = [TEXT.split("\n", maxsplit=1)[0], FIRST, SECOND]
OCTETS = "application/octet-stream"
FEED = rss(f"<title>One</title><guid>g1</guid><description>{FIRST * 9}</description>")
KINDS: list[tuple[str, str, bytes, list[str]]] = [
    ("/a", "text/html", PAGE.encode(), [""]),
    ("/a.php", "text/html; charset=utf-8", b"<p>" + FIRST.encode() + b"</p>", [""]),
    ("/a", "", PAGE.encode(), [""]),
    ("/a.txt", "text/plain", TEXT.encode(), [""]),
    ("/a", "text/plain", TEXT.encode(), [""]),
    ("/a.md", "text/plain", f"# Crossing\n\n{FIRST}\n".encode(), [""]),
    ("/a.csv", "text/plain", table(), ["#1", "#2"]),
    ("/a", "text/csv", table(), ["#1", "#2"]),
    ("/export?id=7", OCTETS, in_docx(LINES), [""]),
    ("/a", "application/pdf", one_page(LINES), [""]),
    ("/a", OCTETS, one_page(LINES), [""]),
    ("/a", "application/rtf", in_rtf(LINES), [""]),
    ("/feed", "application/rss+xml", FEED, ["#g1"]),
    ("/feed", "text/html", FEED, ["#g1"]),
    ("/feed", "text/plain", FEED, ["#g1"]),
    ("/feed", "application/xml", FEED, ["#g1"]),
    (
        "/feed",
        "application/feed+json",
        json_feed({"id": "j1", "title": "One", "content_text": FIRST * 9}),
        ["#j1"],
    ),
    ("/a", "application/zip", packed("news/one.txt", TEXT.encode()), ["#news/one.txt"]),
]


@pytest.mark.parametrize(("path", "kind", "raw", "fragments"), KINDS)
def test_what_comes_is_opened_by_bytes_content_type_or_ending(
    site: Site, path: str, kind: str, raw: bytes, fragments: list[str]
) -> None:
    site.answers[path] = (200, {"Content-Type": kind} if kind else {}, raw)
    found = list(articles([site.url(path)], web=web()))
    assert [each.origin for each in found if isinstance(each, Article)] == [
        f"{site.url(path)}{fragment}" for fragment in fragments
    ], [str(each) for each in found if isinstance(each, UnreadableInput)]
    assert all(isinstance(each, Article) and each.retrieved == NOW for each in found)


def test_a_download_goes_by_the_name_that_the_server_gives(site: Site) -> None:
    head = {"Content-Type": OCTETS, "Content-Disposition": 'attachment; filename="desk.csv"'}
    site.answers["/get?n=1"] = (200, head, table())
    assert len(list(articles([site.url("/get?n=1")], web=web()))) == 2


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
@pytest.mark.parametrize(
    ("charset", "codec"), [("windows-1251", "cp1251"), ("iso-8859-1", "cp1252")]
)
def test_the_charset_of_the_header_is_honoured_and_the_bytes_are_kept(
    site: Site, kind: str, charset: str, codec: str
) -> None:
    words = "Переговоры в Тарвике" if codec == "cp1251" else "“Café” talks in Tarvik"
    page = PAGE.replace("Kestrel answered", f"{words}: Kestrel answered")
    raw = (page if kind == "text/html" else f"{words}\n\n{FIRST}\n").encode(codec)
    site.answers["/a"] = (200, {"Content-Type": f"{kind}; charset={charset}"}, raw)
    article = one(site.url("/a"))
    assert words in article.text
    assert article.raw == raw


@pytest.mark.parametrize(
    ("status", "kind", "raw", "what", "remedy"),
    [
        (404, "text/html", b"", "no such page", "Check the address"),
        (403, "text/html", b"", "refuses it to programs", "Save the page from a browser"),
        (200, "image/png", b"\x89PNG\r\n\x1a\n\0", "PNG image", ".txt"),
        (200, "video/mp4", b"\0\0\0\x18ftypmp42\0", "film", "text"),
        (200, "application/wasm", b"\0asm\x01\0\0\0", "binary", "text"),
        (200, "text/html", b"<html><body><script>go()</script></body></html>", "", "browser"),
        (200, "text/html", b"", "empty", "Save"),
        (200, "application/pdf", b"%PDF-1.7 cut", "", ""),
    ],
)
def test_what_cannot_be_had_is_told_with_its_remedy_and_the_rest_goes_on(
    site: Site, status: int, kind: str, raw: bytes, what: str, remedy: str
) -> None:
    site.answers["/bad"] = (status, {"Content-Type": kind}, raw)
    site.answers["/good"] = html()
    bad, good = articles([site.url("/bad"), site.url("/good")], web=web())
    assert isinstance(bad, UnreadableInput) and isinstance(good, Article)
    assert bad.where == site.url("/bad")
    assert what in bad.what and remedy in bad.remedy and bad.remedy


def test_a_page_that_robots_forbid_can_be_saved_and_read(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: Dragoman\nDisallow: /\n")
    (bad,) = articles([site.url("/a")], web=web())
    assert isinstance(bad, UnreadableInput)
    assert "robots.txt" in bad.what and "give the file" in bad.remedy


def test_this_machine_is_asked_only_with_leave(site: Site) -> None:
    site.answers["/a"] = html()
    (bad,) = articles([site.url("/a")])
    assert isinstance(bad, UnreadableInput) and "--allow-private" in bad.remedy
    (good,) = articles([site.url("/a")], web=Web(allow_private=True))
    assert isinstance(good, Article)


def test_an_address_is_fetched_when_its_turn_comes_and_once(site: Site) -> None:
    site.answers["/a"] = html()
    inputs = list(gather([site.url("/a"), site.url("/a")], web=web()))
    assert len(inputs) == 1 and site.asked == []
    (source,) = inputs
    assert isinstance(source, Input) and source.several
    assert len(list(source.each())) == 1


def test_a_list_names_addresses_and_paths(tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("\ufeff# morning\nhttps://tarn.example/1\n\n  news/a b.txt \n", "utf-8")
    assert named_in(listed) == ["https://tarn.example/1", "news/a b.txt"]
    with pytest.raises(UnreadableInput, match="no such file"):
        named_in(tmp_path / "absent.txt")


# Feeds: what a feed has only in summary is fetched as a whole.


def entry(url: str, title: str = "A crossing opens", key: str = "g1") -> str:
    return (
        f"<title>{title}</title><link>{url}</link><guid>{key}</guid>"
        "<pubDate>Tue, 04 Mar 2031 09:00:00 +0300</pubDate><description>In short.</description>"
    )


def with_feed(site: Site, *urls: str) -> str:
    items = [entry(url, key=f"g{n}") for n, url in enumerate(urls, start=1)]
    site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, rss(*items))
    return site.url("/feed")


def test_an_entry_is_the_page_that_it_links_to(site: Site) -> None:
    link = site.url("/crossing?from=rss")
    site.answers["/crossing?from=rss"] = (301, {"Location": "/crossing"}, b"")
    site.answers["/crossing"] = html()
    article = one(with_feed(site, link))
    assert article.origin == f"{site.url('/feed')}#g1"
    assert article.url == site.url("/crossing")
    assert article.raw == PAGE.encode() and FIRST in article.text
    assert (article.title, article.outlet) == ("A crossing opens", "Tarn Herald")
    assert article.published == "2031-03-04T09:00:00+03:00"
    places = dict(article.stated_in)
    assert places["title"] == "entry title" and places["published"].startswith("entry published")
    assert places["outlet"] == "meta og:site_name"
    assert places["retrieved"] == f"fetched from {link}"


def test_what_the_page_does_not_say_is_the_feed_s(site: Site) -> None:
    bare = f"<html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    site.answers["/a"] = html(bare)
    article = one(with_feed(site, site.url("/a")))
    assert article.outlet == "Tarn Herald"
    assert dict(article.stated_in)["outlet"] == "feed title"


def test_a_page_that_cannot_be_had_leaves_the_summary_and_a_warning(site: Site) -> None:
    site.answers["/b"] = html()
    lost, whole = articles([with_feed(site, site.url("/gone"), site.url("/b"))], web=web())
    assert isinstance(lost, Article) and isinstance(whole, Article)
    assert "In short." in lost.text
    assert any("no such page (404)" in warning for warning in lost.warnings)
    assert lost.url == site.url("/gone") and FIRST in whole.text


def test_an_entry_with_its_whole_text_is_not_fetched(site: Site) -> None:
    content = f"<content:encoded><![CDATA[<p>{FIRST * 9}</p>]]></content:encoded>"
    feed = rss(f"{entry(site.url('/a'))}{content}")
    site.answers["/feed"] = (200, {"Content-Type": "application/rss+xml"}, feed)
    assert FIRST in one(site.url("/feed")).text
    assert "/a" not in site.paths()


@pytest.mark.parametrize(
    ("as_file", "full", "asks"),
    [
        (False, None, True),
        (False, False, False),
        (True, None, False),
        (True, True, True),
        (True, False, False),
    ],
)
def test_feeds_of_the_web_are_followed_and_files_when_asked(
    site: Site, tmp_path: Path, as_file: bool, full: bool | None, asks: bool
) -> None:
    site.answers["/a"] = html()
    source = with_feed(site, site.url("/a"))
    if as_file:
        (tmp_path / "feed.xml").write_bytes(rss(entry(site.url("/a"))))
        source = str(tmp_path / "feed.xml")
    (article,) = articles([source], web=web(full=full))
    assert isinstance(article, Article)
    assert ("/a" in site.paths()) is asks and (FIRST in article.text) is asks


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "l.db")


def poll(ledger: Ledger, url: str, **more: bool) -> list[str]:
    """Read an address as a new run would; return what became of each article."""
    steps: list[str] = []
    read_into(ledger, gather([url], web=web(**more)), lambda step: steps.append(step.state))
    return steps


def test_a_feed_that_is_polled_is_asked_only_for_what_is_new(site: Site, ledger: Ledger) -> None:
    site.answers["/a"] = site.answers["/b"] = html()
    url = with_feed(site, site.url("/a"))
    assert poll(ledger, url) == ["read"]
    site.answers["/a"] = html(PAGE.replace("</article>", "</article><p>Buy a boat!</p>"))
    with_feed(site, site.url("/a"), site.url("/b"))
    site.asked.clear()
    assert poll(ledger, url) == ["known", "read"]
    assert site.paths() == ["/robots.txt", "/feed", "/b"]
    assert len(ledger.articles()) == 2
    site.asked.clear()
    poll(ledger, url, again=True)
    assert "/a" in site.paths()


def test_a_summary_is_tried_again_and_a_new_link_is_followed(site: Site, ledger: Ledger) -> None:
    url = with_feed(site, site.url("/a"))
    assert poll(ledger, url) == ["read"]
    assert "In short." in ledger.articles()[0].text
    site.answers["/a"] = site.answers["/moved"] = html()
    assert poll(ledger, url) == ["read"]
    with_feed(site, site.url("/moved"))
    site.asked.clear()
    poll(ledger, url)
    assert "/moved" in site.paths()


# Pages that browsers save with all that belongs to them.

MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tarn.example/1\r\n"
    "Subject: Valdoria opens\r\nDate: Wed, 5 Mar 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n\r\n------b\r\n'
    "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n"
    f"Content-Location: https://tarn.example/1\r\n\r\n{PAGE}\r\n------b--\r\n"
)


def test_a_page_saved_with_its_pictures_is_read() -> None:
    for ending in (".mhtml", ".eml", ".txt"):
        article = from_bytes(MHTML.encode(), name="a", origin="file:///a", ending=ending)
        assert (article.title, article.outlet) == ("Valdoria opens a crossing", "Tarn Herald")
        assert article.url == "https://tarn.example/1"
        assert article.retrieved == "2031-03-05T10:00:00+00:00"
        assert FIRST in article.text


def test_a_page_saved_by_safari_is_read() -> None:
    raw = safari(PAGE)
    article = from_bytes(raw, name="a", origin="file:///a", ending=".webarchive")
    assert article.title == "Valdoria opens a crossing"
    assert article.url == "https://tarn.example/1" and FIRST in article.text


def safari(page: str) -> bytes:
    main = {
        "WebResourceData": page.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://tarn.example/1",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def test_json_is_json(site: Site) -> None:
    raw = json.dumps([{"id": 1, "text": FIRST}]).encode()
    site.answers["/a"] = (200, {"Content-Type": "application/json"}, raw)
    assert one(site.url("/a")).origin == f"{site.url('/a')}#1"
