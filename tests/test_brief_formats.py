"""The brief in its formats: one content, footnotes, tags, nothing of an article as markup."""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

import made
from dragoman.brief import Brief, brief_html, brief_markdown, compose_brief, pdf
from dragoman.brief.pdf import brief_pdf, can_write_pdf
from dragoman.brief.proof import NAME, proof_of
from dragoman.brief.sections import document_of
from dragoman.brief.word import brief_docx
from dragoman.errors import NotInstalled
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight "
    "u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize "
    "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
}
"""The sequences in which ISO/IEC 29500 has what stands in these; Word refuses another order."""
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1)) ![x](http://x.example/a.png)",
    "- [ ] # *bold* _it_ `code` | cell | ~~x~~ $x$ www.x.example a@b.example https://x.example",
    "--> <!-- ]]> &amp; \x00\x0b\ud800 \u202e",
    "[^1]: a note of my own",
    "{{ 7 * 7 }}{% raw %}",
)

needs_pdf = pytest.mark.skipif(
    not can_write_pdf(), reason="WeasyPrint or Pango is not installed: no brief in PDF"
)


def composed(path: Path, **more: Any) -> Brief:
    with open_ledger(path) as ledger:
        ledger.add(made.reading())
        return compose_brief(ledger, **more)


@pytest.fixture
def brief(tmp_path: Path) -> Brief:
    return composed(tmp_path / "talks.db")


@pytest.fixture(params=EVIL)
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Brief]:
    evil = request.param.replace("\ud800", "")
    reading = made.reading()
    loud = replace(reading.statements[0].speaker, name=evil, role=evil)
    first = replace(reading.statements[0], speaker=loud, matter=evil, scope=evil)
    article = replace(
        reading.article, title=evil, outlet=evil, url=f"https://x.example/{evil}", byline=evil
    )
    found = replace(reading, article=article, statements=(first, *reading.statements[1:]))
    with open_ledger(tmp_path / "talks.db") as ledger:
        ledger.add(found)
        yield compose_brief(ledger, title=evil)


def markdown_html(text: str) -> str:
    parser = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    return str(parser.use(footnote_plugin).render(text))


def test_markdown_has_tables_and_footnotes_that_parse(brief: Brief) -> None:
    page = etree.HTML(markdown_html(brief_markdown(brief)))
    uses = page.xpath("//sup[@class='footnote-ref']")
    notes = page.xpath("//li[@class='footnote-item']")
    assert len(notes) == len(brief.citations) <= len(uses)
    assert page.xpath("//table//th")
    assert not re.search(r"\[\^\d", "".join(page.itertext()))


def test_nothing_of_an_article_is_markup_in_markdown(hostile: Brief) -> None:
    page = etree.HTML(markdown_html(brief_markdown(hostile)))
    own = {"html", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "table", "thead"}
    own |= {"tbody", "tr", "th", "td", "sup", "a", "hr", "section"}
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= own
    links = [str(one) for one in page.xpath("//a/@href")]
    assert all(link.startswith(("#fn", "https://x.example/")) for link in links)


def test_nothing_of_an_article_is_markup_in_html(hostile: Brief) -> None:
    page = etree.HTML(brief_html(hostile))
    assert not page.xpath("//script | //img | //iframe | //form | //*[@onerror] | //*[@onclick]")
    assert all(str(x).startswith(("#", "https://x.example/")) for x in page.xpath("//a/@href"))
    (proof,) = page.xpath(f"//meta[@name='{NAME}']/@content")
    assert proof_of(str(proof))


def test_a_hostile_article_gives_a_word_document_that_opens(hostile: Brief) -> None:
    assert docx.Document(io.BytesIO(brief_docx(hostile))).paragraphs


def test_word_has_real_footnotes_headings_and_table_headings(brief: Brief) -> None:
    held = brief_docx(brief)
    document = docx.Document(io.BytesIO(held))
    assert document.core_properties.title == brief.title
    names = [p.style.name for p in document.paragraphs if p.style and p.text]
    assert names[0] == "Title" and "Heading 1" in names and "Heading 2" in names
    for table in document.tables:
        assert table._tbl.tr_lst[0].find(f"{W}trPr/{W}tblHeader") is not None
    with zipfile.ZipFile(io.BytesIO(held)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
        types = package.read("[Content_Types].xml").decode()
        settings = etree.fromstring(package.read("word/settings.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
    used = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    told = {one.get(f"{W}id"): one for one in notes}
    assert set(told) == {"-1", "0", *used} and len(used) == len(set(used))
    assert [one.tag for one in settings].index(f"{W}footnotePr") < [
        one.tag for one in settings
    ].index(f"{W}compat")
    assert "/word/footnotes.xml" in types
    known = {one.get(f"{W}styleId") for one in styles.iter(f"{W}style")}
    for part in (notes, body):
        for name in ("pStyle", "rStyle", "tblStyle"):
            assert {one.get(f"{W}val") for one in part.iter(f"{W}{name}")} <= known
    quotes = ["".join(one.itertext()).strip() for one in told.values()]
    for c in brief.citations:
        assert any(quote.startswith(f"“{c.words}”") for quote in quotes)


def test_the_parts_of_a_word_document_are_as_the_standard_has_them(brief: Brief) -> None:
    with zipfile.ZipFile(io.BytesIO(brief_docx(brief))) as package:
        parts = {f"/{name}": package.read(name) for name in package.namelist()}
    assert len(parts) > 8
    made = {name: etree.fromstring(held) for name, held in parts.items()}
    types = made["/[Content_Types].xml"]
    by_ending = {one.get("Extension") for one in types if one.tag.endswith("}Default")}
    by_name = {one.get("PartName") for one in types if one.tag.endswith("}Override")}
    assert by_name <= set(parts)
    for name in parts:
        assert name in by_name or name.rpartition(".")[2] in by_ending, name
        folder, relates, _ = name.partition("/_rels/")
        for one in made[name] if relates else ():
            if one.get("TargetMode") != "External":
                assert posixpath.normpath(posixpath.join(f"{folder}/", one.get("Target"))) in parts
    related = {one.get("Id") for one in made["/word/_rels/document.xml.rels"]}
    body = made["/word/document.xml"]
    assert {one.get(f"{R}id") for one in body.iter(f"{W}hyperlink")} <= related
    for name in ("/word/document.xml", "/word/footnotes.xml"):
        for held, order in ORDERS.items():
            for one in made[name].iter(f"{W}{held}"):
                places = [order.split().index(etree.QName(child).localname) for child in one]
                assert places == sorted(set(places)), etree.tostring(one)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_document(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(brief_docx(brief))
    own = f"-env:UserInstallation={(tmp_path / 'own').as_uri()}"
    to_pdf = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*to_pdf, str(tmp_path / "brief.docx")], check=True, capture_output=True)
    document = pypdfium2.PdfDocument(tmp_path / "brief.pdf")
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    # Letters alone: signs of another font may be extracted out of their order.
    assert all(re.sub(r"\W", "", c.words) in re.sub(r"\W", "", words) for c in brief.citations)


def test_the_same_brief_gives_the_same_bytes(brief: Brief) -> None:
    assert brief_docx(brief) == brief_docx(brief)
    assert brief_markdown(brief) == brief_markdown(brief)


@needs_pdf
def test_a_pdf_is_tagged_titled_and_says_what_the_page_says(brief: Brief) -> None:
    held = brief_pdf(brief)
    assert held == brief_pdf(brief)
    document = pypdfium2.PdfDocument(held)
    assert document.is_tagged()
    assert document.get_metadata_dict()["Title"] == brief.title
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    for citation in brief.citations:
        assert "".join(citation.words.split()) in "".join(words.split())
    assert brief.digest in "".join(words.split())
    unpacked = b"".join(_unpacked(held))
    assert b"pdfuaid:part" in unpacked and b"/Lang" in unpacked and b"/StructElem" in unpacked


def _unpacked(held: bytes) -> Iterator[bytes]:
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", held, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(packed)


@needs_pdf
def test_a_hostile_article_makes_a_pdf_fetch_nothing(hostile: Brief) -> None:
    assert brief_pdf(hostile).startswith(b"%PDF-")


def test_without_weasyprint_it_is_said_what_to_install(
    brief: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "can_write_pdf", lambda: False)
    with pytest.raises(NotInstalled, match=r"pip install 'dragoman\[pdf\]'"):
        brief_pdf(brief)


def test_all_formats_have_the_same_sections(brief: Brief) -> None:
    titles = [section.title for section in document_of(brief).sections]
    word = docx.Document(io.BytesIO(brief_docx(brief)))
    heads = [p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1"]
    assert heads == titles
    assert re.findall(r"^## (.*)$", brief_markdown(brief), re.MULTILINE) == titles
    page = etree.HTML(brief_html(brief))
    assert [str(h) for h in page.xpath("//main/section[@id!='articles']/h2/text()")] == titles


def test_a_brief_says_what_it_is_about_and_what_it_was_made_from(tmp_path: Path) -> None:
    brief = composed(
        tmp_path / "talks.db", since="2031-03-01", as_known_on="2031-03-31", sides=["VAL"]
    )
    text = brief_markdown(brief)
    assert "news since 1 March 2031; as known on 31 March 2031" in text
    assert "## What changed since 1 March 2031" in text
    assert f"SHA-256: {brief.digest}" in text
    (one,) = document_of(brief).references
    assert one["container-title"] == "The Lune Courier" and one["type"] == "article-newspaper"


def test_news_before_the_period_is_not_told_again(tmp_path: Path) -> None:
    brief = composed(tmp_path / "talks.db", since="2031-04")
    assert (brief.articles, brief.summary, brief.events, brief.changes.moves) == (0, (), (), ())
    assert brief.matters, "where the sides stand is told all the same"


def test_a_short_brief_has_less(ledger_of_many: Ledger) -> None:
    short, full = (compose_brief(ledger_of_many, length=it) for it in ("short", "full"))
    assert len(short.summary) <= 5 < len(full.summary)


def _told_anew(n: int) -> Reading:
    """An article whose summary says what no other's does."""
    reading = made.reading(f"strait-{n}")
    (sentence,) = reading.summary
    return replace(reading, summary=(replace(sentence, text=f"{n} weeks on: {sentence.text}"),))


@pytest.fixture
def ledger_of_many(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "many.db") as ledger:
        for n in range(8):
            ledger.add(_told_anew(n))
        yield ledger
