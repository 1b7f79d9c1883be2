"""The desk's page of the brief: the same content as the command's, in every format it can write."""

from __future__ import annotations

from pathlib import Path

import pytest

import made
from desk import all_text, opened, page
from dragoman.brief import brief_markdown, compose_brief
from dragoman.brief.formats import FORMATS, writable
from dragoman.brief.verifying import verify_brief
from dragoman.ledger import open_ledger
from dragoman.web.pages import brief as brief_pages


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    where = tmp_path / "talks.db"
    with open_ledger(where) as ledger:
        ledger.add(made.reading())
    return where


def test_the_page_has_the_brief_and_leads_to_articles_and_formats(talks: Path) -> None:
    with opened(talks) as client:
        found = page(client, "/brief?q=matter:strait")
        links = [str(one) for one in found.xpath("//main//a/@href")]
        cited = [one for one in links if one.startswith("/articles/")]
        assert cited and client.get(cited[0].partition("#")[0]).status_code == 200
        offered = [one for one in links if one.startswith("/brief.")]
        assert [one.partition("?")[0] for one in offered] == [f"/brief.{it}" for it in writable()]
        assert all("q=matter%3Astrait" in one for one in offered)
    assert "Positions side by side" in all_text(found, "//h2")
    assert "no statement found" not in all_text(found, "//h3")


def test_what_is_taken_along_is_what_the_command_writes(talks: Path, tmp_path: Path) -> None:
    with open_ledger(talks) as ledger:
        told = brief_markdown(compose_brief(ledger, on="2031-03-31"))
    with opened(talks) as client:
        answer = client.get("/brief.md?q=before:2031-03-31")
        assert answer.text == told
        assert 'filename="brief.md"' in answer.headers["content-disposition"]
        word = client.get("/brief.docx")
    assert word.headers["content-type"] == FORMATS["docx"].media_type
    file = tmp_path / "brief.docx"
    file.write_bytes(word.content)
    with open_ledger(talks) as ledger:
        found = verify_brief(file, ledger).faults
    # The sentence of this summary is made without its evidence; no line reads otherwise.
    assert {fault.what.partition(":")[0] for fault in found} <= {
        "These words do not stand in their evidence"
    }


def test_no_pdf_is_offered_where_it_cannot_be_written(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(brief_pages, "writable", lambda: ("html", "md", "docx"))
    with opened(talks) as client:
        links = [str(one) for one in page(client, "/brief").xpath("//main//a/@href")]
    assert not [one for one in links if one.startswith("/brief.pdf")]


def test_a_length_that_there_is_not_is_told(talks: Path) -> None:
    with opened(talks) as client:
        assert "no such length" in page(client, "/brief?length=endless", 400).text_content()
        assert page(client, "/brief?length=full").xpath("//a[@aria-current='true'][.='full']")
