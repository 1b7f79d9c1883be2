"""Bulk exports as Nexis and Factiva lay them out, of invented articles, in DOCX and RTF."""

from __future__ import annotations

import io

import docx

STORY = (
    "Valdoria will return to the talks only when the last patrol boat has left the strait, "
    "its foreign minister said on Monday.",
    "“We have waited for a year,” Ilse Marrane told reporters in Tarvik.",
    "Kestrel said that it was ready to meet in any town on any day.",
)
OTHER = (
    "Norhaven has offered to host a second round in May, a spokesman for its government said.",
    "Neither side has answered yet.",
)

COVER = [
    "Date and Time: Wednesday, March 6, 2024 10:15:00 AM CET",
    "Job Number: 218341234",
    "Documents (2)",
    "1. Valdoria sets terms for talks, part 1",
    "Client/Matter: -None-",
    "Search Terms: strait AND talks",
    "Search Type: Terms and Connectors",
    "Narrowed by:",
    "Content Type: News",
    "2. Norhaven offers a second round",
    "Client/Matter: -None-",
    "Search Terms: strait AND talks",
    "About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2024 LexisNexis",
]


def nexis_article(
    title: str = "Valdoria sets terms for talks, part 1",
    outlet: str = "The Tarn Herald",
    date: str = "March 5, 2024 Tuesday",
    body: tuple[str, ...] = STORY,
    *,
    length: int | None = None,
    end: bool = True,
) -> list[str]:
    """Return the lines of one article of today's layout."""
    words = length if length is not None else sum(len(p.split()) for p in body)
    return [
        title,
        outlet,
        *([date] if date else []),
        "Copyright 2024 Tarn Herald Publishing All Rights Reserved",
        "Section: WORLD; Pg. 7",
        f"Length:\u00a0{words} words",
        "Byline:\u00a0Anna Holm",
        "Body",
        *body,
        "Classification",
        "Language: ENGLISH",
        "Publication-Type: Newspaper",
        "Subject: PEACE PROCESS (90%)",
        "Load-Date: March 6, 2024",
        *(["End of Document"] if end else []),
    ]


def nexis_export(*, cover: bool = True) -> list[str]:
    """Return the lines of an export with two articles."""
    second = nexis_article("Norhaven offers a second round", "Norhaven Post", "5 March 2024", OTHER)
    return [*(COVER if cover else []), *nexis_article(), *second]


def old_nexis_export() -> list[str]:
    """Return the lines of an export in the layout of before 2018."""
    return [
        "1 of 2 DOCUMENTS",
        "The Tarn Herald",
        "March 5, 2014 Wednesday",
        "Valdoria sets terms for talks",
        "SECTION: WORLD; Pg. 7",
        "LENGTH: 50 words",
        "BYLINE: By Anna Holm",
        *STORY,
        "LOAD-DATE: March 6, 2014",
        "LANGUAGE: ENGLISH",
        "PUBLICATION-TYPE: Newspaper",
        "2 of 2 DOCUMENTS",
        "Norhaven Post",
        "March 4, 2014 Tuesday",
        "Norhaven offers a second round",
        "LENGTH: 19 words",
        *OTHER,
        "LOAD-DATE: March 5, 2014",
        "LANGUAGE: ENGLISH",
    ]


FACTIVA_FIELDS = [
    ("SE", "World"),
    ("HD", "Valdoria sets terms for talks"),
    ("BY", "By Anna Holm"),
    ("WC", "49 words"),
    ("PD", "5 March 2024"),
    ("ET", "03:46"),
    ("SN", "The Tarn Herald"),
    ("SC", "TARNH"),
    ("PG", "7"),
    ("LA", "English"),
    ("CY", "(c) 2024 Tarn Herald Publishing"),
    ("LP", STORY[0]),
    ("TD", "\n".join(STORY[1:])),
    ("NS", "gdip : International Relations"),
    ("AN", "Document TARNH00020240305ek3500001"),
]


def factiva_printed(*, number: str = "TARNH00020240305ek3500001") -> list[str]:
    """Return the lines of an article that was saved without its indexing."""
    return [
        "World",
        "Valdoria sets terms for talks",
        "By Anna Holm",
        "49 words",
        "5 March 2024",
        "03:46",
        "The Tarn Herald",
        "TARNH",
        "7",
        "English",
        "(c) 2024 Tarn Herald Publishing",
        *STORY,
        *([f"Document {number}"] if number else []),
    ]


def in_docx(lines: list[str]) -> bytes:
    """Return a Word document of paragraphs."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return _bytes(document)


def fields_in_docx(articles: list[list[tuple[str, str]]]) -> bytes:
    """Return a Word document with a table of fields for each article."""
    document = docx.Document()
    for fields in articles:
        table = document.add_table(rows=0, cols=2)
        for code, words in fields:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = code, ""
            first, *others = words.split("\n")
            cells[1].paragraphs[0].text = first
            for each in others:
                cells[1].add_paragraph(each)
        document.add_paragraph("")
    return _bytes(document)


def in_rtf(lines: list[str]) -> bytes:
    """Return an RTF document of paragraphs."""
    body = "\\par\n".join(map(_escaped, lines))
    return b"{\\rtf1\\ansi\\ansicpg1252 " + body.encode("ascii") + b"\\par}"


def fields_in_rtf(articles: list[list[tuple[str, str]]]) -> bytes:
    """Return an RTF document with a table of fields for each article."""
    rows = [
        f"\\trowd {code}\\cell " + "\\par ".join(map(_escaped, words.split("\n"))) + "\\cell\\row"
        for fields in articles
        for code, words in fields
    ]
    return b"{\\rtf1\\ansi\\ansicpg1252 " + "\n".join(rows).encode("ascii") + b"\\par}"


def _escaped(words: str) -> str:
    return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in words)


def _bytes(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()
