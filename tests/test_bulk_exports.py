"""Bulk exports of Nexis and Factiva: the split, what each article states, and what is doubtful."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.bulk_exports import Split, SplitArticle, is_bulk_export, parts, split_of
from dragoman.intake.page import Page, Part
from exports_made import (
    COVER,
    FACTIVA_FIELDS,
    OTHER,
    STORY,
    factiva_printed,
    fields_in_docx,
    fields_in_rtf,
    in_docx,
    in_rtf,
    nexis_article,
    nexis_export,
    old_nexis_export,
)

WRITERS: list[Callable[[list[str]], bytes]] = [in_docx, in_rtf]
SECOND_ID = "NORHP00020240306ek3500002"


def second_fields() -> list[tuple[str, str]]:
    changed = {
        "HD": "Norhaven offers a second round",
        "PD": "6 March 2024",
        "LP": OTHER[0],
        "TD": OTHER[1],
        "WC": "21 words",
        "AN": f"Document {SECOND_ID}",
    }
    return [(code, changed.get(code, words)) for code, words in FACTIVA_FIELDS]


def taken(raw: bytes) -> list[Part]:
    found = list(parts(raw, "downloads/strait.docx"))
    assert all(isinstance(each, Part) for each in found), found
    return [each for each in found if isinstance(each, Part)]


def page_of(part: Part) -> Page:
    assert part.page is not None
    return part.page


def article_of(part: Part) -> Article:
    page = page_of(part)
    return assembled(page, Article(part.name, "file:x", "0", page.text))


def body(article: Article) -> list[str]:
    return [p.span.of(article.text).strip() for p in article.paragraphs if p.sort == "body"]


def doubts(split: Split) -> str:
    return " ".join(doubt for article in split.articles for doubt in article.doubts)


def only(lines: list[str]) -> SplitArticle:
    (article,) = split_of(in_docx(lines), "x.docx").articles
    return article


# --- Nexis --------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("cover", [True, False])
def test_nexis_articles_come_apart_with_what_they_state(
    write: Callable[[list[str]], bytes], cover: bool
) -> None:
    first, second = (article_of(part) for part in taken(write(nexis_export(cover=cover))))
    assert first.title == "Valdoria sets terms for talks, part 1"
    assert (first.outlet, first.published, first.byline, first.language) == (
        "The Tarn Herald",
        "2024-03-05",
        "Anna Holm",
        "en",
    )
    assert body(first) == list(STORY)
    assert (second.title, second.published) == ("Norhaven offers a second round", "2024-03-05")
    assert body(second) == list(OTHER)
    assert first.warnings == second.warnings == ()


@pytest.mark.parametrize("write", WRITERS)
def test_the_older_layout_of_nexis_has_outlet_and_date_first(
    write: Callable[[list[str]], bytes],
) -> None:
    first, second = (article_of(part) for part in taken(write(old_nexis_export())))
    assert (first.title, first.outlet, first.published, first.byline) == (
        "Valdoria sets terms for talks",
        "The Tarn Herald",
        "2014-03-05",
        "Anna Holm",
    )
    assert (second.outlet, second.published) == ("Norhaven Post", "2014-03-04")
    assert [body(first), body(second)] == [list(STORY), list(OTHER)]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("March 5, 2024 Tuesday", "2024-03-05"),
        ("Tuesday, March 5, 2024", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("Tuesday 5 March 2024", "2024-03-05"),
        ("March 5, 2024 Tuesday, Final Edition", "2024-03-05"),
        ("March 5, 2024 Tuesday 10:30 AM GMT", "2024-03-05T10:30+00:00"),
        ("March 5, 2024 Tuesday 10:30 AM", "2024-03-05"),
        ("March 2024", "2024-03"),
        ("13/05/2024", "2024-05-13"),
        ("03/04/2024", None),
        ("", None),
        ("Spring 2024", None),
        ("5. März 2024", "2024-03-05"),
    ],
)
def test_a_date_is_taken_from_a_line_that_is_one_and_never_guessed(
    date: str, published: str | None
) -> None:
    article = only(nexis_article(date=date))
    assert article.published == published
    assert bool(article.doubts) == (published is None)


@pytest.mark.parametrize(
    "title",
    [
        "Rebuilding better after 2019, part 1",
        "Contributions to climb in 2000 um 4,5 per cent",
        "What happened on 5 March 2023",
        "2024",
        "March 1, 2020: a day to remember",
    ],
)
def test_numbers_in_a_title_are_no_date(title: str) -> None:
    article = only(nexis_article(title=title))
    assert (article.title, article.published) == (title, "2024-03-05")


def test_the_load_date_is_no_date_of_publication() -> None:
    article = only(nexis_article(date=""))
    assert article.published is None
    assert any("none is guessed" in doubt for doubt in article.doubts)


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        (nexis_article(end=False)[:-7], "end mark is missing"),
        (nexis_article(length=900), "900"),
        ([*nexis_article(end=False), *nexis_article()], "several articles"),
        ([*COVER, *nexis_article(title="Quite another title")], "cover page lists another"),
        (nexis_article(date="03/04/2024"), "can be read two ways"),
    ],
)
def test_what_is_doubtful_of_a_split_is_said(lines: list[str], doubt: str) -> None:
    if doubt == "end mark is missing":
        lines = [*nexis_article(), *lines]
    assert doubt in doubts(split_of(in_docx(lines), "x.docx"))


def test_a_document_too_few_is_noticed_by_the_cover() -> None:
    split = split_of(in_docx([*COVER, *nexis_article()]), "x.docx")
    assert "says that it has 2 documents; 1 were found" in split.doubts[0]


def test_an_article_without_text_is_reported_in_its_place() -> None:
    empty = nexis_article(title="A photograph", body=())
    failed = nexis_article(
        title="Not exported",
        body=("We are sorry but there is an error in this document and it is not possible",),
    )
    lines = [*nexis_article(), *empty, *failed, *nexis_article(title="The last")]
    found = list(parts(in_docx(lines), "x.docx"))
    assert [type(each) for each in found] == [Part, UnreadableInput, UnreadableInput, Part]
    assert "article 2 (A photograph)" in str(found[1])
    assert [a.readable for a in split_of(in_docx(lines), "x").articles] == [
        True,
        False,
        False,
        True,
    ]


def test_an_article_keeps_its_fragment_when_the_export_grows() -> None:
    one = taken(in_docx(nexis_export()))
    more = taken(in_rtf([*nexis_article(title="A new one"), *nexis_export(cover=False)]))
    assert [p.fragment for p in one] == [p.fragment for p in more[1:]]
    twice = taken(in_docx(nexis_export(cover=False) * 2))
    assert len({part.fragment for part in twice}) == 4


# --- Factiva ------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [fields_in_docx, fields_in_rtf])
def test_factiva_articles_with_their_fields_come_apart(
    write: Callable[[list[list[tuple[str, str]]]], bytes],
) -> None:
    found = taken(write([FACTIVA_FIELDS, second_fields()]))
    first, second = map(article_of, found)
    assert [part.fragment for part in found] == ["TARNH00020240305ek3500001", SECOND_ID]
    assert (first.title, first.outlet, first.published, first.byline) == (
        "Valdoria sets terms for talks",
        "The Tarn Herald",
        "2024-03-05",
        "Anna Holm",
    )
    assert (body(first), body(second)) == (list(STORY), list(OTHER))
    assert second.published == "2024-03-06"
    assert first.warnings == ()


@pytest.mark.parametrize("write", WRITERS)
def test_factiva_articles_without_fields_are_told_by_their_lines(
    write: Callable[[list[str]], bytes],
) -> None:
    lines = [*factiva_printed(), *factiva_printed(number=SECOND_ID)]
    first, second = map(article_of, taken(write(lines)))
    assert (first.title, first.outlet, first.published, first.byline) == (
        "Valdoria sets terms for talks",
        "The Tarn Herald",
        "2024-03-05",
        "Anna Holm",
    )
    assert body(first) == body(second) == list(STORY)


def test_fields_in_lines_of_their_own_are_known() -> None:
    lines = [line for code, words in FACTIVA_FIELDS for line in (code, *words.split("\n"))]
    (part,) = taken(in_docx(lines))
    assert part.stated.title == "Valdoria sets terms for talks"
    assert body(article_of(part)) == list(STORY)


@pytest.mark.parametrize(
    ("date", "published"),
    [("5 March 2024", "2024-03-05"), ("03/04/2024", None), ("lately", None)],
)
def test_a_date_of_factiva_is_taken_only_when_it_is_one(date: str, published: str | None) -> None:
    fields = [(code, date if code == "PD" else words) for code, words in FACTIVA_FIELDS]
    (article,) = split_of(fields_in_docx([fields]), "x.docx").articles
    assert article.published == published
    assert bool(article.doubts) == (published is None)


def test_a_factiva_article_that_was_cut_is_doubted() -> None:
    lines = [*factiva_printed(), *factiva_printed(number="")]
    split = split_of(in_docx(lines), "x.docx")
    assert "document number is missing" in " ".join(split.articles[1].doubts)


# --- all ----------------------------------------------------------------------------------------


def test_the_split_shows_how_each_article_begins_and_ends() -> None:
    split = split_of(in_docx(nexis_export()), "x.docx")
    first = split.articles[0]
    assert (split.service, first.number, first.length) == ("Nexis", 1, first.said_length)
    assert STORY[0].startswith(first.first_words)
    assert STORY[-1].endswith(first.last_words)


@pytest.mark.parametrize("write", WRITERS)
def test_a_document_without_the_marks_is_no_export(write: Callable[[list[str]], bytes]) -> None:
    raw = write(["A title", *STORY])
    assert not is_bulk_export(raw, "x")
    with pytest.raises(UnreadableInput, match="no marks of a Nexis or Factiva"):
        list(parts(raw, "x"))
    assert is_bulk_export(write(nexis_export()), "x")


def test_every_value_says_where_it_is_from() -> None:
    for raw in (in_docx(nexis_export()), fields_in_docx([FACTIVA_FIELDS])):
        for part in taken(raw):
            stated = part.stated
            named = {n for n in ("title", "outlet", "byline", "published") if getattr(stated, n)}
            assert named <= set(stated.where)


LINES = st.lists(
    st.sampled_from(
        [
            *nexis_article(),
            *factiva_printed(),
            "1 of 2 DOCUMENTS",
            "Body",
            "End of Document",
            "HD",
            "PD",
            "AN",
            "0 words",
            "Length: ",
            "Documents (9)",
            "x",
        ]
    ),
    max_size=25,
)


@settings(deadline=None, max_examples=60)
@given(lines=LINES)
def test_lines_in_any_order_are_split_or_refused_and_blocks_fit_the_text(lines: list[str]) -> None:
    raw = in_rtf(lines)
    try:
        found = list(parts(raw, "x.rtf"))
    except UnreadableInput:
        return
    for part in found:
        if isinstance(part, Part):
            page = page_of(part)
            for block in page.blocks:
                words = page.text[block.start : block.end]
                assert words == words.strip()
                assert block.sort == "furniture" or block.words == words


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"hello"])
def test_broken_exports_are_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableInput):
        list(parts(raw, "x"))
