"""RTF documents: character sets, what is left out, what is refused."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UnreadableInput
from dragoman.intake.page import Page
from dragoman.intake.rtf import opened

FIRST = "The foreign minister of Valdoria said on Monday that the talks would wait."


def read(body: str, head: str = "\\ansi\\ansicpg1252") -> Page:
    return opened(f"{{\\rtf1{head} {body}}}".encode("latin-1"), "story.rtf")


def words(page: Page) -> list[str]:
    return [page.text[b.start : b.end] for b in page.blocks]


@pytest.mark.parametrize(
    ("body", "head", "text"),
    [
        (r"caf\'e9 \'93so\'94", r"\ansi\ansicpg1252", "café “so”"),
        (r"\'cf\'f0\'e8\'e2\'e5\'f2", r"\ansi\ansicpg1251", "Привет"),
        (r"\'8e\'d5", r"\mac", "é’"),
        (r"\'8e", r"\ansi\ansicpg10000", "é"),
        (r"\'8b\'ca", r"\ansi\ansicpg932", "玉"),
        (r"caf\'e9", r"\ansi\ansicpg99999", "café"),
        (r"\u1055?\u1088\'3f", r"\ansi\uc1", "Пр"),
        (r"\u-10179?\u-8704?", r"\ansi", "😀"),
        ("caf\xe9 raw", r"\ansi\ansicpg1252", "café raw"),
        ("caf\xc3\xa9 raw", r"\ansi\ansicpg1252", "café raw"),
        (
            r"\'cf {\f1\'cf}",
            r"\ansi\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f0",
            "Ï П",
        ),
        (r"\lquote a\rquote\emdash b\~c", r"\ansi", "‘a’—b c"),
    ],
)
def test_letters_are_read_in_the_character_set_that_the_file_names(
    body: str, head: str, text: str
) -> None:
    assert words(read(body, head)) == [text]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"They {\deleted never {\b at all}} agreed.", "They agreed."),
        (r"Seen. {\v unseen}", "Seen."),
        (r"Seen. \v unseen {x}\v0 Seen again.", "Seen. Seen again."),
        (r"Said{\footnote See page 3.} so.", "Said so."),
        (r"{\header THE TARN HERALD\par}Text.", "Text."),
        (
            r'A {\field{\*\fldinst{HYPERLINK "http://x.example/"}}{\fldrslt{link}}} here.',
            "A link here.",
        ),
        (r"{\*\annotation Is this right?}Text.", "Text."),
        (r"{\pict\wmetafile8 " + "0a" * 400 + "}Text.", "Text."),
        (r"Boats\cell 12\cell\row", "Boats | 12"),
        (r"a\tab b", "a b"),
    ],
)
def test_what_a_reader_of_the_document_sees_is_read(body: str, text: str) -> None:
    assert words(read(body)) == [text]


def test_paragraphs_come_apart_and_properties_are_taken() -> None:
    page = read(
        r"{\info{\title Valdoria sets terms}{\author Anna Holm}{\creatim\yr2024\mo3\dy9}}"
        rf"Valdoria sets terms\par By Anna Holm\par {FIRST}\par\par Second.\par",
    )
    assert words(page) == ["Valdoria sets terms", "By Anna Holm", FIRST, "Second."]
    assert page.blocks[0].sort == "title"
    assert (page.stated.title, page.stated.byline) == ("Valdoria sets terms", "Anna Holm")
    assert page.stated.published is None


def test_letters_that_the_character_set_lacks_are_warned_of() -> None:
    page = read(r"a\'81b", r"\ansi\ansicpg1252")
    assert words(page) == ["a\ufffdb"]
    assert "could not be read" in page.warnings[0]


def test_struck_out_words_are_warned_of() -> None:
    assert "left out (1 places)" in read(r"They {\deleted never} agreed.").warnings[0]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"hello", "no RTF"),
        (b"{\\rtf1 " + FIRST.encode() + b" {\\b cut", "is cut"),
        (b"{\\rtf1 }", "holds no text"),
        (b"{\\rtf1 {\\pict 00ff}}", "holds no text"),
        (b"{\\rtf1 \\u9999999999 x}", "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput, match=reason) as caught:
        opened(raw, "story.rtf")
    assert caught.value.remedy


@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 100_000))
def test_damaged_documents_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    pieces = [
        "{", "}", "\\par ", "\\u-3 ?", "\\u70000?", "\\'e9", "\\'zz", "\\bin9 x", "\\pict ",
        "\\fonttbl{\\f0\\fcharset999 x;}", "\\f0 ", "\\ansicpg1 ", "\\deleted ", "\\v0 ", "\\*",
        FIRST, "\\", "\0", "\xff", "\\uc9 ", "\\fldinst HYPERLINK \"", "\\cell ", "\\row ",
    ]  # fmt: skip
    body = "".join(chance.choices(pieces, k=30))
    try:
        page = read(body, "\\ansi")
    except UnreadableInput:
        return
    assert words(page) == [" ".join(each.split()) for each in words(page)]
