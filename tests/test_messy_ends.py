"""Files that users have and Dragoman does not read, or reads under a wrong name or ending."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from coverage_folder import LEFT_OUT
from document_makers import OLD, PNG, archived, mhtml, office, packed, page, table, typed
from dragoman.article import Article
from dragoman.engine import read_into
from dragoman.errors import UnreadableInput
from dragoman.intake import articles
from dragoman.ledger import open_ledger
from dragoman.reading.reader import read
from exports_made import in_docx, in_rtf
from pdf_made import one_page

KINDS = [
    ("old.doc", OLD, "old Office document", ".docx"),
    ("mail.msg", OLD, "Outlook", ".eml"),
    ("book.xls", OLD, "old Office document", ".csv"),
    ("text.odt", LEFT_OUT["text.odt"], "OpenDocument", "soffice --convert-to docx"),
    (
        "table.ods",
        typed(b"application/vnd.oasis.opendocument.spreadsheet"),
        "spreadsheet",
        ".csv",
    ),
    ("book.epub", LEFT_OUT["book.epub"], "EPUB", "pandoc"),
    ("book.xlsx", office("xl/workbook.xml"), "Excel", ".csv"),
    ("book.docx", office("xl/workbook.xml"), "Excel", ".csv"),
    ("slides.pptx", office("ppt/presentation.xml"), "PowerPoint", ".pdf"),
    ("note.pages", LEFT_OUT["note.pages"], "Pages", "Word or PDF"),
    ("scan.png", PNG, "PNG image", "OCR"),
    ("scan.pdf", PNG, "PNG image", "OCR"),
    ("scan.tif", b"II*\0\x08\0\0\0", "TIFF image", "OCR"),
    ("photo.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "WebP image", "OCR"),
    ("film.mp4", LEFT_OUT["film.mp4"], "film", "as text"),
    ("talk.mp3", b"ID3\x04\0\0", "sound", "as text"),
    ("news.rar", b"Rar!\x1a\x07\x00", "RAR", "Unpack"),
    ("news.7z", b"7z\xbc\xaf\x27\x1c\0", "7z", "Unpack"),
    ("news.bz2", b"BZh91AY&SY\0", "bzip2", "bunzip2"),
    ("news.xz", b"\xfd7zXZ\0\0", "xz", "unxz"),
    ("news.gz", gzip.compress(b"news", mtime=0), "gzip-compressed, and no web archive", "gunzip"),
    ("news.txt", gzip.compress(b"news", mtime=0), "gzip-compressed", "gunzip"),
    ("news.csv", PNG, "PNG image", "OCR"),
    ("news.eml", PNG, "PNG image", "OCR"),
    ("site.xml", b"<?xml version='1.0'?><urlset/>", "neither a feed", "HTML"),
    ("style.css", b"p { color: red }", "files ending in .css", "It reads"),
]


@pytest.mark.parametrize(("name", "raw", "what", "remedy"), KINDS)
def test_other_kinds_are_called_by_their_name_with_a_way_out(
    tmp_path: Path, name: str, raw: bytes, what: str, remedy: str
) -> None:
    file = tmp_path / name
    file.write_bytes(raw)
    (error,) = articles([file])
    assert isinstance(error, UnreadableInput)
    assert error.where == str(file)
    assert what in error.what and remedy in error.remedy


LINES = ["Talks resume", "The minister of Valdoria spoke on Monday in the harbour of Tarvik."]
WRONGLY_CALLED = [
    ("a.docx", in_rtf(LINES)),
    ("a.doc", in_docx(LINES)),
    ("a.doc", in_rtf(LINES)),
    ("a.html", one_page(LINES)),
    ("a.pdf", page(1).encode()),
    ("a.aspx", page(1).encode()),
    ("a.eml", mhtml(1)),
    ("a.warc.gz.part", archived(1, packed=True)),
    ("a.open", archived(1)),
    ("a.csv", table(1, mark="\t").encode("utf-16")),
    ("a", packed({"b.txt": b"The minister spoke."})),
]


@pytest.mark.parametrize(("name", "raw"), WRONGLY_CALLED)
def test_what_has_a_wrong_ending_is_read_for_what_it_is(
    tmp_path: Path, name: str, raw: bytes
) -> None:
    (tmp_path / name).write_bytes(raw)
    for given in (tmp_path / name, tmp_path):
        (found,) = articles([given])
        assert isinstance(found, Article) and "minister" in found.text, str(found)


@pytest.mark.parametrize(
    "name", [b"caf\xe9.txt", b"C:\\news\\talks.txt", "перегово́ры №1.txt".encode(), b"a\nb.txt"]
)
def test_names_of_any_bytes_can_be_stored(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"Talks resume\n\nThe minister spoke on Monday.\n")
    except OSError:
        pytest.skip("this file system has no such names")
    with open_ledger(tmp_path / "l.db") as ledger:
        outcome = read_into(ledger, [*articles([tmp_path / os.fsdecode(name)])], reader="rules")
        assert not outcome.failed
        (article,) = ledger.articles()
    article.name.encode("utf-8")
    article.origin.encode("ascii")


def test_a_reader_reads_what_a_web_page_of_any_name_says(tmp_path: Path) -> None:
    (tmp_path / "a.php").write_bytes(page(3).encode())
    (article,) = articles([tmp_path])
    assert isinstance(article, Article)
    assert read(article, "rules").statements
