"""Word documents: what is read, in which order, what is left out, what is refused."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.docx import opened
from dragoman.intake.page import Page

TITLE = "Valdoria sets terms for talks"
FIRST = "The foreign minister of Valdoria said on Monday that the talks would wait for the boats."
SECOND = "Kestrel replied that it was ready to meet in any town, its envoy told the council."


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: Any) -> Page:
    return opened(saved(document), "story.docx")


def words(page: Page, *sorts: str) -> list[str]:
    return [page.text[b.start : b.end] for b in page.blocks if not sorts or b.sort in sorts]


def with_xml(inner: str) -> Page:
    """Return the page of a document with one paragraph of that markup between two others."""
    document = docx.Document()
    document.add_paragraph(FIRST)
    paragraph = parse_xml(f"<w:p {nsdecls('w', 'r', 'a', 'wp')}>{inner}</w:p>")
    document.element.body.insert(1, paragraph)
    document.add_paragraph(SECOND)
    return read(document)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def article(page: Page) -> Article:
    return assembled(page, Article("x", "file:x", "0", page.text))


def test_paragraphs_headings_lists_and_tables_come_in_their_order() -> None:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph("By Anna Holm")
    document.add_paragraph(FIRST)
    document.add_heading("What comes next", 2)
    document.add_paragraph("A ceasefire at sea", style="List Bullet")
    table = document.add_table(2, 2)
    for n, cell in enumerate(["Boats", "12", "Crews", "140"]):
        table.cell(n // 2, n % 2).text = cell
    document.add_paragraph(SECOND)
    page = read(document)
    assert words(page) == [
        TITLE,
        "By Anna Holm",
        FIRST,
        "What comes next",
        "A ceasefire at sea",
        "Boats | 12",
        "Crews | 140",
        SECOND,
    ]
    sorts = {page.text[b.start : b.end]: (b.sort, b.level, b.bullet) for b in page.blocks}
    assert sorts[TITLE][0] == "title"
    assert sorts["What comes next"] == ("heading", 2, False)
    assert sorts["A ceasefire at sea"] == ("body", 0, True)
    found = article(page)
    assert (found.title, found.byline) == (TITLE, "Anna Holm")


def test_an_article_laid_out_in_a_table_is_read_cell_by_cell() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    left.text = FIRST
    left.add_paragraph(SECOND)
    inner = right.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Boats", "12"
    document.add_paragraph("After it.")
    assert words(read(document)) == [FIRST, SECOND, "Boats | 12", "After it."]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (
            run("They ") + f"<w:del w:id='1'>{run('never ')}</w:del>" + run("agreed."),
            "They agreed.",
        ),
        (
            run("They ") + "<w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
            f"<w:ins w:id='2'>{run('all ')}</w:ins>" + run("agreed."),
            "They all agreed.",
        ),
        (f"<w:moveFrom w:id='1'>{run('Gone.')}</w:moveFrom>" + run("Stays."), "Stays."),
        (run("Seen.") + run("Unseen.", "<w:vanish/>"), "Seen."),
        (run("Seen. ") + run("Too.", '<w:vanish w:val="0"/>'), "Seen. Too."),
        (run("A ") + f"<w:hyperlink r:id='rId99'>{run('linked')}</w:hyperlink>", "A linked"),
        (f"<w:sdt><w:sdtContent>{run('In a control.')}</w:sdtContent></w:sdt>", "In a control."),
        (run("non") + "<w:r><w:noBreakHyphen/></w:r>" + run("member"), "non-member"),
        (
            run("Page ") + "<w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>" + run("3"),
            "Page 3",
        ),
        (run("One ") + "<w:r><w:tab/></w:r>" + run("two"), "One two"),
        (run("of\ufb01ce co\u00adoperation \u00a0held"), "office cooperation held"),
    ],
)
def test_what_a_reader_of_the_document_sees_is_read(inner: str, text: str) -> None:
    assert words(with_xml(inner)) == [FIRST, text, SECOND]


def test_what_is_left_out_is_said() -> None:
    struck = with_xml(run("They agreed.") + f"<w:del w:id='1'>{run('no')}</w:del>")
    hidden = with_xml(run("They agreed.") + run("no", "<w:vanish/>"))
    assert "tracked changes" in struck.warnings[0]
    assert "hidden" in hidden.warnings[0]
    document = docx.Document()
    paragraph = document.add_paragraph(FIRST)
    document.add_comment(paragraph.runs, text="Is this right?", author="desk")
    page = read(document)
    assert "Comments in the margin are left out (1)." in page.warnings
    assert "right?" not in page.text


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    inner = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert words(with_xml(run("Beside it.") + inner)) == [FIRST, "Beside it.", "In a box.", SECOND]


def test_headers_and_footers_are_furniture_at_the_end() -> None:
    document = docx.Document()
    document.add_paragraph(FIRST)
    document.sections[0].header.paragraphs[0].text = "THE TARN HERALD"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    page = read(document)
    assert words(page, "body") == [FIRST]
    assert sorted(words(page, "furniture")) == ["Page 1", "THE TARN HERALD"]


def test_lines_broken_by_hand_are_lines_unless_they_run_on() -> None:
    document = docx.Document()
    document.add_paragraph("By Anna Holm\n5 March 2024")
    document.add_paragraph("The minister said that the talks\nwould wait for the boats.")
    page = read(document)
    assert words(page) == [
        "By Anna Holm",
        "5 March 2024",
        "The minister said that the talks would wait for the boats.",
    ]
    assert article(page).published == "2024-03-05"


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        (TITLE, "Anna Holm", (TITLE, "Anna Holm")),
        ("story_final.docx", "Anna Holm", (None, "Anna Holm")),
        ("", "jsmith", (None, None)),
        ("Document 1", "Desk Editor", (None, None)),
    ],
)
def test_properties_are_taken_when_they_are_worth_it(
    title: str, author: str, expected: tuple[str | None, str | None]
) -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.add_paragraph("By Anna Holm")
    document.add_paragraph(FIRST)
    stated = read(document).stated
    assert (stated.title, stated.byline) == expected
    assert stated.published is None
    assert set(stated.where) == {n for n in ("title", "byline") if getattr(stated, n)}


# --- what cannot be read ------------------------------------------------------------------------


def good() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(FIRST)
    return saved(document)


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 90_000_000)
    return stream.getvalue()


def other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "hello")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"hello", "no Word document"),
        (good()[:900], "no Word document"),
        (other_zip(), "damaged"),
        (OLE, "old .doc file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (saved(docx.Document()), "holds no text"),
        (bomb(), "unpacks to more"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        opened(raw, "story.docx")
    assert caught.value.remedy


def test_entities_that_grow_without_end_are_not_expanded() -> None:
    laugh = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    source = zipfile.ZipFile(io.BytesIO(good()))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"?>", b"?>" + laugh.encode() + b"]>", 1)
                data = data.replace(FIRST.encode(), FIRST.encode() + b" &j;")
            package.writestr(name, data)
    with suppress(UnreadableInput):
        assert len(opened(stream.getvalue(), "x").text) < 10_000


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 10_000), inside=st.booleans())
def test_damaged_documents_are_read_or_refused(seed: int, inside: bool) -> None:
    chance = random.Random(seed)
    if inside:
        source = zipfile.ZipFile(io.BytesIO(good()))
        stream = io.BytesIO()
        spoiled = chance.choice(source.namelist())
        with zipfile.ZipFile(stream, "w") as package:
            for name in source.namelist():
                data = bytearray(source.read(name))
                for _ in range(8 if name == spoiled and data else 0):
                    data[chance.randrange(len(data))] = chance.randrange(32, 127)
                package.writestr(name, bytes(data))
        raw = stream.getvalue()
    else:
        broken = bytearray(good())
        for _ in range(10):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        raw = bytes(broken)
    try:
        page = opened(raw, "x")
    except UnreadableInput:
        return
    assert page.blocks


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@settings(deadline=None, max_examples=60)
@given(paragraphs=st.lists(TEXT, min_size=1, max_size=6))
def test_blocks_are_the_words_of_the_text(paragraphs: list[str]) -> None:
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    try:
        page = read(document)
    except UnreadableInput:
        return
    for block in page.blocks:
        assert block.words == page.text[block.start : block.end] == " ".join(block.words.split())
    gaps = [page.text[a.end : b.start] for a, b in zip(page.blocks, page.blocks[1:], strict=False)]
    assert set(gaps) <= {"\n\n"}
