"""A folder of everything a desk receives, good and broken, read in one run."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from command_line import Dragoman
from coverage_folder import DOCUMENTS, LEFT_OUT
from document_makers import Document, Expected
from dragoman.article import Article
from dragoman.intake.formats import FORMATS, format_of
from dragoman.ledger import open_ledger

ALL = [document for documents in DOCUMENTS.values() for document in documents]


def test_the_folder_has_two_good_and_two_broken_documents_of_every_format() -> None:
    assert set(DOCUMENTS) == {form.name for form in FORMATS}
    assert len({document.name for document in ALL}) == len(ALL) >= 80
    for name, documents in DOCUMENTS.items():
        assert sum(bool(each.good) for each in documents) >= 2, name
        assert sum(bool(each.bad) for each in documents) >= 2, name


@pytest.mark.parametrize("name", DOCUMENTS)
def test_good_documents_are_of_the_format_that_they_stand_for(name: str) -> None:
    for document in DOCUMENTS[name]:
        if document.good:
            form = format_of(Path(document.name).suffix, document.raw[:65_536])
            assert form is not None and form.name == name, document.name


@pytest.fixture
def folder(home: Path) -> Path:
    made = home / "coverage"
    (made / "deep").mkdir(parents=True)
    for n, document in enumerate(ALL):
        place = made / "deep" if n % 3 == 0 else made
        (place / document.name).write_bytes(document.raw)
    for name, raw in LEFT_OUT.items():
        (made / name).write_bytes(raw)
    (made / ".hidden.txt").write_bytes(b"")
    beside = next(made.rglob("a.html")).parent / "a_files"
    beside.mkdir()
    (beside / "frame.html").write_bytes(b"<html></html>")
    return made


def test_everything_good_is_read_and_everything_broken_listed(
    dragoman_: Dragoman, folder: Path
) -> None:
    code, out, err = dragoman_("read", "coverage", "--yes", "--reader", "rules")
    assert code == 1
    good = [each for document in ALL for each in document.good]
    bad = [(document, what) for document in ALL for what in document.bad]
    assert f"{len(good)} articles in dragoman.db" in out
    with open_ledger("dragoman.db", create=False) as ledger:
        articles = [ledger.article(each.id) for each in ledger.articles()]
    assert len(articles) == len(good)
    for expected in good:
        assert_held(expected, articles)
    listed = [line.strip() for line in err.splitlines() if line.startswith("  ")]
    for document, what in bad:
        assert_listed(document, what, listed)
    extra = Counter(name_in(line) for line in listed) - Counter(d.name for d, _ in bad)
    assert not extra, extra
    assert f"{len(bad)} of {len(good) + len(bad)} could not be read:" in err
    for name in (*LEFT_OUT, "a_files"):
        assert sum(f"/{name}: left out" in line for line in err.splitlines()) == 1, name

    code, out, err = dragoman_("read", "coverage", "--yes", "--reader", "rules")
    assert code == 1
    assert f"{len(good)} articles ({len(good)} read before) in dragoman.db" in out


def assert_held(expected: Expected, articles: list[Article]) -> None:
    """Check that the ledger has an article as it must be."""
    at, _, fragment = expected.origin.partition("#")
    found = [
        each
        for each in articles
        if each.origin.partition("#")[0].endswith(at)
        and (each.origin.partition("#")[2] == fragment or expected.origin.endswith("#"))
        and each.title == expected.title
    ]
    assert len(found) == 1, (expected, [each.origin for each in found])
    (article,) = found
    assert " ".join(expected.words.split()) in " ".join(article.text.split()), expected
    assert (article.published or "")[:10] == (expected.published or ""), expected
    assert article.outlet == expected.outlet, expected
    assert article.raw


def assert_listed(document: Document, what: str, listed: list[str]) -> None:
    """Check that a broken document is told of, with its reason and what to do."""
    lines = [line for line in listed if name_in(line) == document.name]
    assert any(what in line for line in lines), (document.name, what, lines)
    for line in lines:
        reason = line.partition(": ")[2]
        assert reason.count(". ") >= 1 and reason.endswith((".", "--yes.", ").", "txt", "FILE")), (
            line
        )


def name_in(line: str) -> str:
    """Return the document that a message is about."""
    return next(
        (each.name for each in ALL if f"/{each.name}:" in line or f"/{each.name}," in line), line
    )
