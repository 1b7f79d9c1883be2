"""What opens what: the one table of the formats that intake reads.

A format is one module with `opened` for a single article, `parts` for several, or `streamed`
for several out of a file that may be larger than memory. To add one, write that module and add
its row here. Modules are imported when the first file of their format is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from dragoman.errors import UnreadableInput
from dragoman.intake import markdown, plain
from dragoman.intake.page import Page, Part, Split
from dragoman.intake.signs import (
    Sign,
    begins,
    holds,
    is_archive,
    is_feed,
    is_mailbox,
    is_safari_archive,
    is_saved_page,
    is_web_archive,
    is_web_page,
    is_word_document,
)

Columns = tuple[tuple[str, str], ...]
"""Which column of a table holds which field: `(("text", "body"), ("published", "date"))`."""

Opener = Callable[[bytes, str], Page]
Parts = Callable[..., Iterator[Part | UnreadableInput]]

LARGE = 100_000_000
"""The largest file in bytes that is held in memory as a whole, where it is more than words."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name for people, its file name endings, and what opens it.

    `opener` makes one article of raw bytes, `parts` several; both take where they come from and
    raise UnreadableInput. Where a format has both, `several` tells whether bytes hold more than
    one. `streamed` does as `parts` from an open file that can be sought in. `asks` names what
    the two want of the user besides, as keywords: `columns`, `note`; an `opener` may ask for the
    `charset` that stood beside its bytes. `sign` knows the format by
    its first bytes: it picks among formats of one ending and serves where the ending is unknown;
    a `sure` one outweighs the ending. `media` are the content types by which servers call it.
    `split` says what `parts` would make of an input where that has to be confirmed by a person.
    `limit` is the most bytes that are held in memory for
    `opener` and `parts`, where it is not the usual one. In a `container` there may be files of
    no format: they are left out with a note.
    """

    name: str
    endings: tuple[str, ...]
    opener: Opener | None = None
    parts: Parts | None = None
    streamed: Parts | None = None
    several: Callable[[bytes, str], bool] | None = None
    asks: tuple[Literal["columns", "note", "charset"], ...] = ()
    sign: Sign | None = None
    sure: bool = False
    media: tuple[str, ...] = ()
    split: Callable[[bytes, str], Split] | None = None
    limit: int | None = None
    container: bool = False

    @property
    def single(self) -> bool:
        """Whether every input of the format is one article."""
        return self.parts is None and self.streamed is None


def later(place: str) -> Callable[..., Any]:
    """Return the function at `module.name` in this room, imported when it is first called."""
    module, name = place.split(".")

    def call(*given: object, **asked: object) -> Any:  # noqa: ANN401  (what the row says it is)
        return getattr(import_module(f"dragoman.intake.{module}"), name)(*given, **asked)

    return call


COLUMNS: tuple[Literal["columns"]] = ("columns",)
NOTE: tuple[Literal["note"]] = ("note",)
CHARSET: tuple[Literal["charset"]] = ("charset",)

FORMATS = (
    Format("plain text", (".txt", ".text"), plain.opened, asks=CHARSET, media=("text/plain",)),
    Format("Markdown", (".md", ".markdown"), markdown.opened, media=("text/markdown",)),
    Format(
        "CSV table",
        (".csv",),
        streamed=later("tables.separated"),
        asks=COLUMNS,
        media=("text/csv", "application/csv"),
    ),
    Format(
        "TSV table",
        (".tsv", ".tab"),
        streamed=later("tables.separated"),
        asks=COLUMNS,
        media=("text/tab-separated-values",),
    ),
    Format(
        "JSON Lines table",
        (".jsonl", ".ndjson"),
        streamed=later("tables.json_lines"),
        asks=COLUMNS,
        media=("application/x-ndjson", "application/jsonl", "application/x-jsonlines"),
    ),
    Format(
        "ninjs item",
        (".json",),
        parts=later("ninjs.parts"),
        asks=NOTE,
        sign=holds(b'"versioncreated"'),
        media=("application/json", "application/feed+json", "application/ld+json"),
        limit=LARGE,
    ),
    Format(
        "JSON feed",
        (".json",),
        parts=later("feeds.parts"),
        sign=holds(b"https://jsonfeed.org/version/"),
        limit=LARGE,
    ),
    Format("JSON list", (".json",), streamed=later("tables.json_list"), asks=COLUMNS),
    Format(
        "Parquet table",
        (".parquet", ".pq"),
        streamed=later("tables.parquet"),
        asks=COLUMNS,
        sign=begins(b"PAR1"),
        sure=True,
        media=("application/vnd.apache.parquet",),
    ),
    Format(
        "web page",
        (".html", ".htm", ".xhtml"),
        later("html.opened"),
        asks=CHARSET,
        sign=is_web_page,
        sure=True,
        media=("text/html", "application/xhtml+xml"),
    ),
    Format(
        "PDF document",
        (".pdf",),
        later("pdf.opened"),
        sign=begins(b"%PDF-"),
        sure=True,
        media=("application/pdf", "application/x-pdf"),
        limit=LARGE,
    ),
    Format(
        "Word document",
        (".docx",),
        later("docx.opened"),
        later("bulk_exports.parts"),
        several=later("bulk_exports.is_bulk_export"),
        sign=is_word_document,
        sure=True,
        split=later("bulk_exports.split_of"),
        media=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        limit=LARGE,
    ),
    Format(
        "RTF document",
        (".rtf",),
        later("rtf.opened"),
        later("bulk_exports.parts"),
        several=later("bulk_exports.is_bulk_export"),
        sign=begins(b"{\\rtf"),
        sure=True,
        split=later("bulk_exports.split_of"),
        media=("application/rtf", "text/rtf"),
        limit=LARGE,
    ),
    Format(
        "saved web page",
        (".mhtml", ".mht"),
        later("saved_pages.opened"),
        sign=is_saved_page,
        sure=True,
        media=("multipart/related", "application/x-mimearchive"),
        limit=LARGE,
    ),
    Format(
        "Safari web archive",
        (".webarchive",),
        later("saved_pages.of_safari"),
        sign=is_safari_archive,
        sure=True,
        media=("application/x-webarchive",),
        limit=LARGE,
    ),
    Format(
        "e-mail",
        (".eml",),
        streamed=later("mail.streamed"),
        asks=NOTE,
        media=("message/rfc822",),
    ),
    Format(
        "mailbox",
        (".mbox",),
        streamed=later("mail.streamed"),
        asks=NOTE,
        sign=is_mailbox,
        sure=True,
        media=("application/mbox",),
    ),
    Format(
        "NewsML-G2 item",
        (".xml",),
        parts=later("newsml.parts"),
        asks=NOTE,
        sign=holds(b"http://iptc.org/std/nar/"),
        limit=LARGE,
    ),
    Format(
        "feed",
        (".xml", ".rss", ".atom"),
        parts=later("feeds.parts"),
        sign=is_feed,
        media=(
            "application/xml",
            "text/xml",
            "application/rss+xml",
            "application/atom+xml",
            "application/rdf+xml",
        ),
        limit=LARGE,
    ),
    Format(
        "web archive",
        (".warc", ".gz"),
        streamed=later("web_archive.streamed"),
        asks=NOTE,
        sign=is_web_archive,
        sure=True,
        media=("application/warc", "application/gzip", "application/x-gzip"),
    ),
    Format(
        "ZIP archive",
        (".zip",),
        streamed=later("archive.streamed"),
        sign=is_archive,
        sure=True,
        media=("application/zip", "application/x-zip-compressed"),
        container=True,
    ),
)


def format_of(ending: str, beginning: bytes) -> Format | None:
    """Return the format of a file by its ending and first bytes; None when there is none.

    What a sign says for sure outweighs the ending; the rest of the signs pick among formats of
    one ending, or stand in for an ending that says nothing.
    """
    own = [form for form in FORMATS if ending.lower() in form.endings]
    signed = [form for form in FORMATS if form.sign is not None and form.sign(beginning)]
    for form in (*own, *FORMATS):
        if form in signed and (form.sure or form in own):
            return form
    if own:
        return next((form for form in own if form.sign is None), own[0])
    return signed[0] if signed else None


def has_format(ending: str) -> bool:
    """Return whether files of such an ending are read."""
    return any(ending.lower() in form.endings for form in FORMATS)


def readable() -> str:
    """Return the endings that can be read, for messages: `.txt, .text, .md, .markdown`."""
    return ", ".join(dict.fromkeys(ending for form in FORMATS for ending in form.endings))
