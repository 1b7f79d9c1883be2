"""A tampered brief is found and named, in every format; another ledger's brief is told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import made
from dragoman.article import Span
from dragoman.brief import Brief, compose_brief, pdf
from dragoman.brief.document import Document, Line, Place, Run, Section
from dragoman.brief.formats import FORMATS, writable
from dragoman.brief.plain import markdown_of
from dragoman.brief.proof import proof_json
from dragoman.brief.sections import document_of
from dragoman.brief.verifying import stands, verify_brief
from dragoman.brief.word import docx_of
from dragoman.cli import run
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import SummarySentence


def ledger_at(path: Path) -> Ledger:
    reading = made.reading()
    whole = made.span(
        "Valdorian Deputy Foreign Minister Ilse Marrane said on 4 March 2031 that resuming talks "
        "on the Lune Strait accord was not possible at present."
    )
    sentence = SummarySentence(whole.of(made.TEXT), (whole,))
    ledger = open_ledger(path)
    ledger.add(replace(reading, summary=(sentence,)))
    return ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_at(tmp_path / "talks.db")


@pytest.mark.parametrize("form", FORMATS)
def test_a_brief_as_it_was_written_is_faithful(ledger: Ledger, form: str, tmp_path: Path) -> None:
    if form not in writable():
        pytest.skip("WeasyPrint or Pango is not installed: no brief in PDF")
    file = tmp_path / f"brief.{form}"
    with ledger:
        file.write_bytes(FORMATS[form].write(compose_brief(ledger)))
        check = verify_brief(file, ledger)
    assert check.faults == () and not check.grown
    assert check.told > 5


def told_runs(document: Document) -> list[Run]:
    return [run for line in document.lines(drawn=False) for run in line.runs if run.places]


def with_run(document: Document, old: Run, new: Run) -> Document:
    """Return a brief with one run put in the place of another."""

    def line(one: Line) -> Line:
        return replace(one, runs=tuple(new if run is old else run for run in one.runs))

    def changed(block: object) -> object:
        if isinstance(block, Line):
            return line(block)
        if hasattr(block, "rows"):
            return replace(block, rows=tuple(tuple(map(line, row)) for row in block.rows))  # type: ignore[type-var]
        if hasattr(block, "cards"):
            cards = tuple(replace(c, lines=tuple(map(line, c.lines))) for c in block.cards)
            return replace(block, cards=cards)  # type: ignore[type-var]
        return block

    sections = tuple(
        Section(s.id, s.title, tuple(map(changed, s.blocks)))  # type: ignore[arg-type]
        for s in document.sections
    )
    return replace(document, sections=sections)


@pytest.mark.parametrize("write", [lambda d: markdown_of(d).encode(), docx_of])
def test_each_forged_sentence_is_found_though_its_proof_is_forged_too(
    ledger: Ledger, write: Callable[[Document], bytes], tmp_path: Path
) -> None:
    with ledger:
        document = document_of(compose_brief(ledger))
        runs = told_runs(document)
        assert len(runs) > 5
        for run in runs:
            forged = replace(run, text=f"{run.text} at once")
            file = tmp_path / "forged"
            file.write_bytes(write(with_run(document, run, forged)))
            faults = verify_brief(file, ledger).faults
            assert any("do not stand in their evidence" in fault.what for fault in faults)
            assert any(forged.text[:40] in fault.words for fault in faults)


def test_each_changed_line_of_a_markdown_file_is_found(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    with ledger:
        text = markdown_of(document_of(compose_brief(ledger)))
        lines = text.splitlines()
        for n, line in enumerate(lines):
            if not line.strip() or line.startswith(("<!--", "| ---")):
                continue
            changed = [*lines[:n], line.replace("e", "3", 1).replace("a", "4", 1), *lines[n + 1 :]]
            file.write_text("\n".join(changed), encoding="utf-8")
            assert (changed[n] == line) or verify_brief(file, ledger).faults, line
            file.write_text("\n".join([*lines[:n], *lines[n + 1 :]]), encoding="utf-8")
            assert verify_brief(file, ledger).faults, line
        file.write_text(text.replace("## What it", "Kestrel gave in.\n\n## What it"))
        assert any("Kestrelgavein" in f.words for f in verify_brief(file, ledger).faults)


def test_changed_html_is_found(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "brief.html"
    with ledger:
        brief = compose_brief(ledger)
        html = FORMATS["html"].write(brief).decode()
        for old, new in (
            ("was not possible at present.</span>", "was possible at present.</span>"),
            ("</main>", "<p>Kestrel gave in.</p></main>"),
            (f"{brief.digest}.</p>", f"{'0' * 64}.</p>"),
        ):
            assert old in html
            file.write_text(html.replace(old, new, 1), encoding="utf-8")
            assert verify_brief(file, ledger).faults, old


@pytest.mark.skipif("pdf" not in writable(), reason="WeasyPrint or Pango is not installed")
def test_a_changed_pdf_is_found(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "brief.pdf"
    with ledger:
        brief = compose_brief(ledger)
        proof = proof_json(document_of(brief), drawn=True)
        monkeypatch.setattr(pdf, "proof_json", lambda *_, **__: proof)
        for n, sentence in enumerate(brief.summary):
            file.write_bytes(pdf.brief_pdf(_without_not(brief, n)))
            faults = verify_brief(file, ledger).faults
            assert any(sentence.text[:30] in fault.words for fault in faults)


def _without_not(brief: Brief, n: int) -> Brief:
    some = list(brief.summary)
    some[n] = replace(some[n], text=some[n].text.replace(" not", ""))
    return replace(brief, summary=tuple(some))


@pytest.mark.parametrize(
    ("text", "evidence", "holds"),
    [
        ("[Tal] said that talks are off.", "He said that talks are off.", True),
        ("Tal said that talks are off.", "Tal also said that talks are off.", True),
        ("Tal said that talks are on.", "Tal said that talks are not on.", False),
        ("Talks are off, said Tal.", "Tal said talks are off.", False),
        ("Tal said that talks [never] are off.", "Tal said that talks are off.", True),
        ("Tal says he'll go.", "Tal says he won't go, he'll go.", False),
    ],
)
def test_a_sentence_stands_by_its_words_outside_brackets(
    text: str, evidence: str, holds: bool
) -> None:
    assert stands(Run(text, "sentence", (), (Place("a", (Span(0, 1),)),)), evidence) is holds


def test_a_quotation_stands_only_as_it_is() -> None:
    assert stands(Run("not now", "quote"), "it is not\nnow")
    assert not stands(Run("is now", "quote"), "it is not now")


def test_a_brief_of_another_ledger_is_told_apart(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    with ledger:
        file.write_bytes(FORMATS["md"].write(compose_brief(ledger)))
    with open_ledger(tmp_path / "other.db") as other:
        other.add(made.reading("elsewhere"))
        with pytest.raises(DragomanError, match="the brief of another ledger"):
            verify_brief(file, other)


@pytest.mark.parametrize(
    "held", [b"", b"# My own brief\n", b"%PDF-1.7 broken", b"PK\x03\x04broken", b"<!DOCTYPE html>"]
)
def test_what_is_no_brief_is_told(ledger: Ledger, tmp_path: Path, held: bytes) -> None:
    file = tmp_path / "brief"
    file.write_bytes(held)
    with ledger, pytest.raises(UnreadableInput, match="no brief that Dragoman wrote"):
        verify_brief(file, ledger)


def test_a_ledger_that_grew_is_told_and_no_fault(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "brief.md"
    with ledger:
        file.write_bytes(FORMATS["md"].write(compose_brief(ledger)))
        ledger.add(made.reading("later"))
        check = verify_brief(file, ledger)
    assert check.grown and not check.faults


def test_the_command_says_by_its_exit_code_whether_a_brief_is_faithful(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at, file = str(tmp_path / "talks.db"), tmp_path / "brief.md"
    ledger.close()
    assert run(["brief", "-o", str(file), "-l", at]) == 0
    assert run(["verify", "--brief", str(file), "-l", at]) == 0
    assert "faithful" in capsys.readouterr().out
    file.write_text(file.read_text(encoding="utf-8").replace("not possible", "possible", 1))
    assert run(["verify", "--brief", str(file), "-l", at, "--to", "json"]) == 1
    assert "changed in the file" in capsys.readouterr().out


def test_the_format_may_be_named_apart_from_the_file(ledger: Ledger, tmp_path: Path) -> None:
    at, file = str(tmp_path / "talks.db"), tmp_path / "brief.out"
    ledger.close()
    assert run(["brief", "-o", str(file), "-l", at]) == 2
    assert run(["brief", "-o", str(file), "-l", at, "--format", "docx"]) == 0
    assert file.read_bytes().startswith(b"PK")
