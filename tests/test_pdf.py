"""PDF documents: reading order, joined lines, running heads, where pages begin, what is refused."""

from __future__ import annotations

import io
import random
from difflib import SequenceMatcher
from time import process_time

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.page import Page
from dragoman.intake.pdf import opened
from pdf_made import HIGH, Sheet, pdf, wrapped

TITLE = "Valdoria asks Kestrel to withdraw its boats"
PARAGRAPHS = [
    "The foreign minister of Valdoria said on Monday that her government would resume negotiations "
    "with Kestrel over the Lune Strait only after the withdrawal of patrol boats from the waters.",
    "“We will come back to the table when the last boat has left,” Ilse Marrane told reporters in "
    "Tarvik, adding that the non-proliferation treaty remained untouched.",
    "Kestrel’s ambassador, Tomas Oyelaran, replied that his government was ready to meet on any "
    "day and in any town, provided that the fishermen who were detained came home first.",
    "Mediators from Norhaven have proposed a timetable of three stages, beginning with a ceasefire "
    "at sea and ending with an agreement on the administration of the islands.",
    "Neither side commented on the timetable, which diplomats described as an attempt to keep the "
    "process alive until the elections in autumn.",
    "The opposition in Tarvik called the offer a surrender and asked for a vote of confidence "
    "before the summer recess, which parliament is expected to discuss next week.",
    "Fishing crews from both shores have stayed in harbour since February, and the association of "
    "boat owners estimates that every idle week costs its members a tenth of their income.",
    "A retired judge who once led the boundary commission said that the charts of the last "
    "settlement had never been withdrawn and could be signed again without any change.",
    "The two ministers last met in autumn, when a photograph of them walking along the quay was "
    "taken for a sign of progress that nobody in either capital would afterwards confirm.",
    "Observers expect an answer from Kestrel by the end of the month, although its cabinet has "
    "postponed the question twice because of disagreements over compensation for seized nets.",
]


def flowed(columns: int, *, rows: int = 12, hyphens: bool = True, indent: float = 10) -> bytes:
    """Return an article in columns over as many pages as it takes, with heads and feet."""
    width = {1: 95, 2: 44, 3: 27}[columns]
    edges = {1: [50], 2: [50, 310], 3: [50, 225, 400]}[columns]
    lines = [
        (line, indent if n == 0 else 0)
        for paragraph in PARAGRAPHS
        for n, line in enumerate(wrapped(paragraph, width, hyphens=hyphens))
    ]
    sheets: list[Sheet] = []
    while lines:
        sheet, top = Sheet(), 80
        sheet.line(50, 40, "THE TARN HERALD    Tuesday 5 March 2024", 8)
        if not sheets:
            sheet.line(50, 80, TITLE, 20)
            sheet.line(50, 104, "By Anna Holm")
            top = 130
        for left in edges:
            for row in range(rows):
                if lines:
                    words, shift = lines.pop(0)
                    sheet.line(left + shift, top + 12 * row, words)
        sheets.append(sheet)
    for n, sheet in enumerate(sheets, start=1):
        sheet.line(290, 820, f"{n}", 8)
    return pdf(sheets, {"Title": TITLE, "Author": "Anna Holm", "CreationDate": "D:20240309Z"})


def bodies(page: Page) -> list[str]:
    return [page.text[b.start : b.end] for b in page.blocks if b.sort in ("body", "heading")]


def in_order(wanted: str, found: str) -> float:
    """Return the share of words that stand in the order of the original."""
    want, got = wanted.split(), found.split()
    matches = SequenceMatcher(None, want, got, autojunk=False).get_matching_blocks()
    return sum(match.size for match in matches) / len(want)


@pytest.mark.parametrize("hyphens", [True, False])
@pytest.mark.parametrize(("columns", "rows"), [(1, 9), (1, 60), (2, 12), (2, 60), (3, 14)])
def test_words_come_in_reading_order_and_paragraphs_whole(
    columns: int, rows: int, hyphens: bool
) -> None:
    page = opened(flowed(columns, rows=rows, hyphens=hyphens), "x.pdf")
    assert in_order(" ".join(PARAGRAPHS), " ".join(bodies(page))) == 1.0
    head = {"By Anna Holm", "THE TARN HERALD Tuesday 5 March 2024"}
    assert [words for words in bodies(page) if words not in head] == PARAGRAPHS


def test_columns_whose_lines_are_written_across_the_page_come_apart() -> None:
    sheet = Sheet()
    left, right = wrapped(PARAGRAPHS[0], 44), wrapped(PARAGRAPHS[2], 44)
    for n, (one, other) in enumerate(zip(left, right, strict=False)):
        sheet.line(50, 80 + 12 * n, one)
        sheet.line(310, 80 + 12 * n, other)
    page = opened(pdf([sheet]), "x.pdf")
    assert " ".join(bodies(page)).startswith(" ".join(left))


def test_text_above_and_below_columns_is_read_before_and_after_them() -> None:
    sheet = Sheet()
    top = sheet.lines(50, 80, wrapped(PARAGRAPHS[0], 95))
    foot = max(
        sheet.lines(50, top + 10, wrapped(PARAGRAPHS[1], 44)),
        sheet.lines(310, top + 10, wrapped(PARAGRAPHS[2], 44)),
    )
    sheet.lines(50, foot + 10, wrapped(PARAGRAPHS[3], 95))
    assert bodies(opened(pdf([sheet]), "x.pdf")) == PARAGRAPHS[:4]


@pytest.mark.parametrize(("gap", "indent"), [(10, 0), (0, 12), (0, 0)])
def test_paragraphs_are_known_by_spacing_indentation_or_short_last_lines(
    gap: float, indent: float
) -> None:
    sheet, y = Sheet(), 80.0
    for paragraph in PARAGRAPHS[:4]:
        y = sheet.lines(50, y, wrapped(paragraph, 60), indent=indent) + gap
    assert bodies(opened(pdf([sheet]), "x.pdf")) == PARAGRAPHS[:4]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("They resumed the nego-", "tiations in Tarvik.", "resumed the negotiations in"),
        ("They praised the non-", "proliferation treaty.", "the non-proliferation treaty"),
        ("They spoke of the Anglo-", "American plan there.", "the Anglo-American plan"),
        ("They kept the cease-", "fire. A ceasefire holds.", "the ceasefire. A"),
        ("They kept the cease-", "fire. A cease-fire holds.", "the cease-fire. A"),
        ("They named a former self-", "styled envoy to it.", "former self-styled envoy"),
        ("They ordered the F-", "16 aircraft back home.", "the F-16 aircraft"),
        ("They heard a promise \u2013", "and left at once.", "promise – and left"),
        ("They met in 2023-", "24 and then no more.", "in 2023-24 and"),
    ],
)
def test_a_hyphen_at_a_lines_end_parts_a_word_or_belongs_to_it(
    first: str, second: str, joined: str
) -> None:
    sheet = Sheet()
    sheet.lines(50, 80, [first, second])
    assert joined in opened(pdf([sheet]), "x.pdf").text


def test_running_heads_and_page_numbers_are_kept_as_furniture_only() -> None:
    page = opened(flowed(2), "x.pdf")
    furniture = [page.text[b.start : b.end] for b in page.blocks if b.sort == "furniture"]
    assert furniture.count("THE TARN HERALD Tuesday 5 March 2024") == len(page.sheets)
    assert [words for words in furniture if words.isdigit()] == [
        str(n) for n in range(1, len(page.sheets) + 1)
    ]
    assert "HERALD" not in " ".join(bodies(page))


@pytest.mark.parametrize("number", ["7", "- 7 -", "Page 7 of 9", "7/9"])
def test_a_page_number_alone_at_the_edge_is_furniture_on_a_single_page(number: str) -> None:
    sheet = Sheet()
    sheet.lines(50, 80, wrapped(PARAGRAPHS[0], 60))
    sheet.line(290, 820, number, 8)
    assert bodies(opened(pdf([sheet]), "x.pdf")) == PARAGRAPHS[:1]


def test_each_page_begins_where_its_first_words_stand() -> None:
    page = opened(flowed(2), "x.pdf")
    assert len(page.sheets) > 1
    assert page.sheets[0] == 0
    assert list(page.sheets) == sorted(set(page.sheets))
    # The second page begins inside a paragraph, at the word that is printed there first.
    second = page.text[page.sheets[1] :]
    inside = next(b for b in page.blocks if b.start < page.sheets[1] < b.end)
    assert inside.sort == "body"
    document = pypdfium2.PdfDocument(flowed(2))
    printed = document[1].get_textpage().get_text_range().split("\r\n")
    assert second.startswith(printed[1].split("\ufffe")[0][:20])


def test_the_headline_and_the_properties_are_used_but_not_the_files_date() -> None:
    page = opened(flowed(2), "x.pdf")
    article = assembled(page, Article("x", "file:x", "0", page.text))
    assert (article.title, article.byline, article.published) == (TITLE, "Anna Holm", None)
    assert page.stated.where == {"title": "PDF property Title", "byline": "PDF property Author"}


@pytest.mark.parametrize(
    "properties",
    [
        {"Title": "Microsoft Word - draft7.docx", "Author": "jsmith"},
        {"Title": "untitled", "Author": "Somebody Else"},
        {"Title": "C:\\\\desk\\\\story final", "Author": "Administrator"},
    ],
)
def test_what_programs_put_into_the_properties_is_no_title_and_no_author(
    properties: dict[str, str],
) -> None:
    sheet = Sheet()
    sheet.lines(50, 80, wrapped(PARAGRAPHS[0], 60))
    stated = opened(pdf([sheet], properties), "x.pdf").stated
    assert (stated.title, stated.byline) == (None, None)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_looked_at(rotate: int) -> None:
    sheet = Sheet(rotate=rotate)
    turned = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}[rotate]
    for n, words in enumerate(wrapped(PARAGRAPHS[0], 60)):
        across, down = 50.0, 100 + 12.0 * n
        x, y = {
            0: (across, HIGH - down),
            90: (down, across),
            180: (595 - across, down),
            270: (595 - down, HIGH - across),
        }[rotate]
        a, b, c, d = turned
        sheet.commands.append(f"BT /F1 10 Tf {a} {b} {c} {d} {x} {y} Tm ({words}) Tj ET")
    assert bodies(opened(pdf([sheet]), "x.pdf")) == PARAGRAPHS[:1]


def test_a_page_without_text_is_warned_of() -> None:
    sheet = Sheet()
    sheet.lines(50, 80, wrapped(PARAGRAPHS[0], 60))
    page = opened(pdf([sheet, Sheet(), sheet]), "x.pdf")
    assert page.warnings == ["No text on page 2: what a picture shows there is not read."]
    assert len(page.sheets) == 3


def test_a_bulleted_list_is_no_pair_of_columns() -> None:
    sheet = Sheet()
    items = [p.split(",")[0] for p in PARAGRAPHS[:6]]
    for n, words in enumerate(items):
        sheet.line(50, 80 + 14 * n, f"{n + 1}.")
        sheet.line(75, 80 + 14 * n, words)
    found = bodies(opened(pdf([sheet]), "x.pdf"))
    assert found == [f"{n}. {words}" for n, words in enumerate(items, start=1)]


# --- what cannot be read ------------------------------------------------------------------------


def encrypted() -> bytes:
    """Return a PDF whose trailer asks for a password that nobody has."""
    keys = "/Filter /Standard /V 1 /R 2 /P -4"
    owner, user = "00" * 32, "11" * 32
    extra = f"/Encrypt << {keys} /O <{owner}> /U <{user}> >> /ID [<00><00>]"
    return pdf([Sheet()], extra=extra)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"hello", "no PDF"),
        (b"%PDF-1.7\nnothing here", "damaged or cut"),
        (flowed(2)[:400], "damaged or cut"),
        (encrypted(), "password"),
        (pdf([Sheet(), Sheet()]), "pictures of pages and no text"),
        (pdf([]), "0 pages|damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        opened(raw, "x.pdf")
    assert caught.value.remedy


@settings(deadline=None, max_examples=80)
@given(seed=st.integers(0, 10_000), cut=st.booleans())
def test_damaged_documents_are_read_or_refused(seed: int, cut: bool) -> None:
    raw = bytearray(flowed(2))
    chance = random.Random(seed)
    for _ in range(20):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    if cut:
        del raw[chance.randrange(len(raw)) :]
    try:
        page = opened(bytes(raw), "x.pdf")
    except UnreadableInput:
        return
    assert all(page.text[b.start : b.end].strip() for b in page.blocks)


@settings(deadline=None, max_examples=40)
@given(
    words=st.lists(
        st.tuples(
            st.floats(0, 590),
            st.floats(0, 840),
            st.sampled_from(["Valdoria", "said", "2.", "nego-", "(x", "é—", "a" * 40]),
            st.floats(1, 40),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_blocks_are_the_texts_wherever_words_stand(
    words: list[tuple[float, float, str, float]],
) -> None:
    sheet = Sheet()
    for x, y, letters, size in words:
        sheet.line(x, y, letters, size)
    page = opened(pdf([sheet, sheet]), "x.pdf")
    assert all(b.words in ("", page.text[b.start : b.end]) and b.start < b.end for b in page.blocks)
    assert all(0 <= start <= len(page.text) for start in page.sheets)
    starts = [b.start for b in page.blocks]
    assert starts == sorted(starts)
    assert page == opened(pdf([sheet, sheet]), "x.pdf")


def test_a_long_document_is_read_at_a_fair_pace() -> None:
    sheets = []
    for _ in range(40):
        sheet, y = Sheet(), 60.0
        for paragraph in PARAGRAPHS:
            y = sheet.lines(50, y, wrapped(paragraph, 60)) + 6
        sheets.append(sheet)
    raw = pdf(sheets)
    begun = process_time()
    page = opened(raw, "x.pdf")
    spent = process_time() - begun
    assert len(page.sheets) == 40
    assert spent < 8, f"{40 / spent:.0f} pages a second"


def test_a_document_that_pdfium_wrote_itself_is_read() -> None:
    document = pypdfium2.PdfDocument(flowed(1))
    saved = io.BytesIO()
    document.save(saved)
    assert TITLE in opened(saved.getvalue(), "x.pdf").text
