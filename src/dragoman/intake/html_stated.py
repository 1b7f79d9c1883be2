"""What a web page states of itself: title, outlet, byline, date, address, language.

Each value is taken from the first of these places that has it: JSON-LD of an article, Open
Graph (`og:`, `article:`), other meta names, the page's own marks (`itemprop`, `<time>`, `<h1>`,
`rel="author"`). The page's text comes last, and is asked by assembly.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from dragoman.intake.html_dates import PageDate, page_date, saved_at
from dragoman.intake.html_runs import Run
from dragoman.intake.json_ld import JsonLd, json_ld
from dragoman.intake.page import Stated

_TITLE_META = ("dc.title", "dcterms.title", "citation_title", "headline", "hdl", "title")
_OUTLET_META = ("application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre")
_AUTHOR_META = (
    "author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "authors",
    "article.author",
    "cxenseparse:author",
)
_DATE_META = (
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "ptime",
    "pdate",
    "published_at",
    "created",
)
_OPEN_GRAPH_DATE = ("article:published_time", "og:published_time", "og:article:published_time")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*\Z")
_BY = re.compile(r"(?:written\s+|story\s+|report\s+)?by\s*:?\s+(?=\S)", re.IGNORECASE)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)|^\s*url:\s*(\S+)", re.MULTILINE)
_SAVED_DATE = re.compile(r"^\s*saved date:\s*(.{10,60}?)\s*(?:\(|$)", re.MULTILINE)
_BAR = re.compile(r"\s+[|–—·»:-]+\s+")
_TRUNCATED = re.compile(r"\s*(?:…|\.\.\.)\Z")
_LONGEST = 400
_ASIDE = "ancestor::aside or ancestor::footer or ancestor::nav"


class Sight:
    """The page as this module asks it: its metadata gathered once."""

    def __init__(self, tree: HtmlElement) -> None:
        self.tree = tree
        self.meta = _meta(tree)
        self.data: JsonLd = json_ld(tree)
        self.base = _absolute(tree.xpath("string(//base[1]/@href)"))
        self.where: dict[str, str] = {}
        self.warnings: list[str] = []

    def first(self, field: str, found: Iterator[tuple[str, str | None]]) -> str | None:
        """Return the first value that is one, and keep where it is from."""
        for where, value in found:
            plain = _plain(value)
            if plain:
                self.where[field] = where
                return plain
        return None

    def named(self, *names: str) -> Iterator[tuple[str, str | None]]:
        """Yield what meta elements of these names or properties hold, in this order."""
        for name in names:
            if name in self.meta:
                yield f"meta {name}", self.meta[name]


def stated_by(tree: HtmlElement, runs: list[Run]) -> tuple[Stated, list[str]]:
    """Return what a page states of itself, and warnings about dates that are left out.

    `runs` are the page's words, in which a headline is looked for that the title only begins with.
    """
    sight = Sight(tree)
    url = _url(sight)
    outlet = sight.first("outlet", _outlets(sight))
    title = _title(sight, outlet, runs)
    byline = _byline(sight, outlet)
    published = _published(sight)
    language = _language(sight)
    retrieved = _retrieved(sight)
    return (
        Stated(title, outlet, url, byline, published, language, retrieved, where=sight.where),
        sight.warnings,
    )


def headline_of(tree: HtmlElement) -> str | None:
    """Return the words of the page's one `<h1>`, or of the one in its article."""
    for path in ("//article//h1", "//main//h1", "//h1"):
        found = [words for h1 in tree.xpath(path) if (words := _plain(h1.text_content()))]
        if len(set(found)) == 1:
            return found[0]
    return None


def _title(sight: Sight, outlet: str | None, runs: list[Run]) -> str | None:
    title = sight.first("title", _titles(sight))
    if title is None:
        return None
    headline = headline_of(sight.tree)
    start = _TRUNCATED.sub("", title)
    if start != title and len(start) > 20 and headline and headline.startswith(start):
        sight.where["title"] = "h1"
        return headline
    title = _without_outlet(title, outlet)
    return _as_shown(title, runs) if sight.where["title"] in ("title", "meta og:title") else title


def _as_shown(title: str, runs: list[Run]) -> str:
    """Return a title without its site's name, when the page shows the rest of it as a line."""
    cuts = [match.start() for match in _BAR.finditer(title)]
    shown = {run.words for run in runs} if cuts else set()
    return next((title[:at] for at in reversed(cuts) if title[:at] in shown), title)


def _titles(sight: Sight) -> Iterator[tuple[str, str | None]]:
    yield "JSON-LD headline", sight.data.text("headline")
    yield from sight.named("og:title")
    yield from sight.named("twitter:title")
    yield from sight.named(*_TITLE_META)
    yield "itemprop headline", _marked(sight.tree, "headline")
    yield "h1", headline_of(sight.tree)
    yield "title", sight.tree.xpath("string(//head/title)")
    yield "title", sight.tree.xpath("string((//title)[1])")


def _without_outlet(title: str, outlet: str | None) -> str:
    """Return a title without the outlet's own name behind a bar or dash."""
    if not outlet:
        return title
    match = re.search(rf"\s*[|–—·»-]\s*{re.escape(outlet)}\Z", title, re.IGNORECASE)
    return title[: match.start()] if match and match.start() else title


def _outlets(sight: Sight) -> Iterator[tuple[str, str | None]]:
    yield "JSON-LD publisher", sight.data.name("publisher")
    yield from sight.named("og:site_name")
    yield from sight.named(*_OUTLET_META)
    yield "itemprop publisher", _marked_name(sight.tree, "publisher")


def _byline(sight: Sight, outlet: str | None) -> str | None:
    for where, value in _authors(sight):
        names = _names(value, outlet)
        if names:
            sight.where["byline"] = where
            return names
    return None


def _authors(sight: Sight) -> Iterator[tuple[str, str | None]]:
    yield "JSON-LD author", sight.data.names("author") or sight.data.names("creator")
    yield from sight.named("article:author", "og:article:author")
    yield from sight.named(*_AUTHOR_META)
    yield "itemprop author", _marked_name(sight.tree, "author")
    marked = sight.tree.xpath(f"//a[contains(@rel, 'author')][not({_ASIDE})]")
    yield "rel author", ", ".join(dict.fromkeys(filter(None, map(_words, marked[:4]))))


def _names(value: str | None, outlet: str | None) -> str | None:
    """Return a byline's names without `By`; addresses, handles and the outlet's name are none."""
    plain = _BY.sub("", _plain(value) or "", count=1).strip(" ,|·•")
    if not plain or len(plain) > 160 or not any(c.isalpha() for c in plain):
        return None
    if re.match(r"https?://|www\.|@|\S+@\S+\Z", plain):
        return None
    if plain.casefold() in {"admin", "administrator", "editor", "webmaster", "staff", "guest"}:
        return None
    return None if outlet and plain.casefold() == outlet.casefold() else plain


def _published(sight: Sight) -> str | None:
    for where, value in _dates(sight):
        found: PageDate | None = page_date(_plain(value) or "")
        if found is not None and found.value is not None:
            sight.where["published"] = where
            return found.value
        if found is not None:
            sight.warnings.append(
                f"The date {found.words!r} ({where}) can be read two ways (day or month first) "
                "and is left out."
            )
    return None


def _dates(sight: Sight) -> Iterator[tuple[str, str | None]]:
    yield "JSON-LD datePublished", sight.data.text("datePublished")
    yield from sight.named(*_OPEN_GRAPH_DATE)
    yield from sight.named(*_DATE_META)
    for element in sight.tree.xpath(
        f"//*[contains(concat(' ', @itemprop, ' '), ' datePublished ')][not({_ASIDE})]"
    )[:2]:
        yield "itemprop datePublished", _value(element)
    yield "time", _time(sight.tree)


def _time(tree: HtmlElement) -> str | None:
    """Return the first `<time datetime>` of the article that does not say `updated`.

    Pages list other articles with their times: only one that stands in the article's own head,
    before its first long paragraph, counts.
    """
    for root in tree.xpath("(//article)[1]") or tree.xpath("//main") or tree.xpath("//body"):
        for element in root.iter("time", "p"):
            if element.tag == "p":
                if len(_words(element).split()) > 25:
                    return None
                continue
            told = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
            if re.search(r"updat|modif", told) or element.xpath(f"boolean({_ASIDE})"):
                continue
            if value := element.get("datetime"):
                return str(value)
    return None


def _url(sight: Sight) -> str | None:
    def places() -> Iterator[tuple[str, str | None]]:
        yield "link canonical", sight.tree.xpath("string(//link[@rel='canonical'][1]/@href)")
        yield from sight.named("og:url")
        yield "JSON-LD url", sight.data.text("url") or sight.data.text("mainEntityOfPage")
        for comment in _comments(sight.tree):
            if match := _SAVED_FROM.search(comment):
                yield "saved page", match[1] or match[2]

    found = [
        (where, whole)
        for where, value in places()
        if (whole := _absolute(urljoin(sight.base or "", _plain(value) or "")))
    ]
    # A canonical address that is only the outlet's front page is a mistake of its template.
    for where, whole in [*(f for f in found if urlsplit(f[1]).path.strip("/")), *found]:
        sight.where["url"] = where
        return whole
    return None


def _language(sight: Sight) -> str | None:
    def places() -> Iterator[tuple[str, str | None]]:
        yield "html lang", sight.tree.get("lang") or sight.tree.get("xml:lang")
        yield from sight.named("og:locale", "content-language", "language", "dc.language")
        yield "JSON-LD inLanguage", sight.data.text("inLanguage")

    for where, value in places():
        match = _LANGUAGE.match((value or "").strip())
        if match:
            sight.where["language"] = where
            return match[1].lower()
    return None


def _retrieved(sight: Sight) -> str | None:
    for comment in _comments(sight.tree):
        match = _SAVED_DATE.search(comment)
        if match and (moment := saved_at(match[1])):
            sight.where["retrieved"] = "saved page"
            return moment
    return None


def _comments(tree: HtmlElement) -> list[str]:
    """Return the comments at a page's top, where browsers write whence they saved it."""
    before = [node.text or "" for node in tree.xpath("preceding-sibling::comment()")]
    return [*before, *(node.text or "" for node in tree.xpath("(//comment())[position() < 4]"))]


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the first value of each meta name, property or http-equiv, in lower case."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = element.get("content")
        for key in ("property", "name", "http-equiv", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if name and value and value.strip():
                found.setdefault(name, value)
    return found


def _marked(tree: HtmlElement, name: str) -> str | None:
    for element in tree.xpath(f"//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")[:1]:
        return _value(element)
    return None


def _marked_name(tree: HtmlElement, name: str) -> str | None:
    """Return the name of a marked person or body: its `itemprop="name"`, else its words."""
    for element in tree.xpath(f"//*[contains(concat(' ', @itemprop, ' '), ' {name} ')]")[:1]:
        inner = element.xpath(".//*[@itemprop='name']")
        return _value(inner[0] if inner else element)
    return None


def _value(element: HtmlElement) -> str:
    return str(element.get("content") or element.get("datetime") or element.text_content())


def _words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _plain(value: object) -> str | None:
    """Return a value's words with entities resolved, or None when it has none to show."""
    if not isinstance(value, str):
        return None
    words = " ".join(html.unescape(value).split())
    return words if words and len(words) <= _LONGEST else None


def _absolute(value: str) -> str | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return value if parts.scheme in ("http", "https") and parts.hostname else None
