"""`dragoman bench html`: the figures, on pages in the benchmark's layout."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dragoman.benchmark.extraction import bench_html, overlap, plain_text
from dragoman.cli import run
from dragoman.errors import UnreadableInput
from outlet_pages import made_pages, write_benchmark


def test_there_are_pages_of_many_layouts() -> None:
    pages = made_pages()
    assert len(pages) >= 80
    assert len({page.name.rsplit("-", 1)[0] for page in pages}) >= 20
    assert len({page.html for page in pages}) == len(pages)


def test_words_are_compared_as_multisets_in_lower_case() -> None:
    found = overlap("The treaty, the TREATY and peace", "the treaty the peace talks talks")
    assert found == (4, 2, 2)
    assert (found.precision, found.recall) == (4 / 6, 4 / 6)
    assert overlap("", "").f1 == 1
    assert overlap("a", "").f1 == overlap("", "a").f1 == 0


def test_the_text_is_nowhere_below_trafilatura_s_own(tmp_path: Path) -> None:
    gold, folder = write_benchmark(tmp_path / "made", made_pages(1))
    score = bench_html(gold, folder)
    ours, theirs = score.scores
    assert ours.f1 > 0.99 > theirs.f1
    assert ours.pooled > theirs.pooled
    assert ours.mean > theirs.mean
    assert [page.page for page in score.pages if page.ours.f1 < page.theirs.f1] == []
    assert score.titles == (len(score.pages), len(score.pages))


def test_a_page_that_cannot_be_read_counts_as_nothing_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>")
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(made_pages(1)[0].html.encode()))
    gold = tmp_path / "gold.json"
    gold.write_text(
        json.dumps(
            {"a": {"articleBody": "Some words"}, "b": {"articleBody": made_pages(1)[0].gold}}
        )
    )
    score = bench_html(gold, tmp_path)
    assert score.pages[0].fault
    assert score.pages[0].ours == (0, 0, 2)
    assert score.scores[0].recall == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', "{}"])
def test_a_wrong_gold_is_refused(tmp_path: Path, text: str) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text(text)
    with pytest.raises(UnreadableInput):
        bench_html(gold, tmp_path)


def test_dates_are_compared_by_their_day(tmp_path: Path) -> None:
    made = made_pages(1)[0]
    (tmp_path / "a.html").write_text(made.html)
    gold = tmp_path / "gold.json"
    entry = {"articleBody": made.gold, "datePublished": made.story.day, "title": made.story.title}
    gold.write_text(json.dumps({"a": entry}))
    score = bench_html(gold, tmp_path)
    assert (score.titles, score.dates) == ((1, 1), (1, 1))


def test_trafilatura_s_text_is_its_own() -> None:
    assert made_pages(1)[0].story.paragraphs[0] in plain_text(made_pages(1)[0].html.encode())
    assert plain_text(b"") == ""


def test_the_command_prints_both_and_lists_the_worst(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold, folder = write_benchmark(tmp_path / "made", made_pages(1)[:3])
    asked = ["bench", "html", "--gold", str(gold), "--pages", str(folder)]
    assert run([*asked, "--errors"]) == 0
    shown = capsys.readouterr().out
    for words in ("3 pages", "dragoman", "trafilatura", "title: 3 of 3 right", "semantic-0"):
        assert words in shown
    assert run([*asked, "--to", "json", "--errors"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["pages"] == 3
    assert [score["name"] for score in record["scores"]] == ["dragoman", "trafilatura"]
    assert len(record["each"]) == 3


def test_the_command_tells_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.json"
    gold.write_text('{"a": {"articleBody": "x"}}')
    assert run(["bench", "html", "--gold", str(gold), "--pages", str(tmp_path)]) == 1
    assert "a.html.gz" in capsys.readouterr().err
