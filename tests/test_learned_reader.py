"""The learned reader as its users meet it: what it finds, and which reader a reading is by."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from annotated import THERE, window
from dragoman.article import Span
from dragoman.cli import run
from dragoman.engine import read_into
from dragoman.intake import from_text
from dragoman.ledger import open_ledger
from dragoman.reading.attribution.learned.labels import Labelled
from dragoman.reading.attribution.learned.learned import attribution, network, runs
from dragoman.reading.attribution.learned.network import Candidate
from dragoman.reading.attribution.quotes import Quotation
from dragoman.reading.reader import READER, read, version_of
from dragoman.records import ReaderName

LEARNED: list[ReaderName] = [
    name for name in ("default", "careful") if name in {p.name for p in THERE}
]


def found(text: str, reader: ReaderName) -> list[tuple[str, str, str, str]]:
    """Return the source, cue, content and kind of each statement, as words."""
    return [
        (
            s.source.of(text) if s.source else "",
            s.cue.of(text) if s.cue else "",
            " … ".join(span.of(text) for span in s.content),
            s.kind,
        )
        for s in read(from_text(text), reader).statements
    ]


SENTENCES = [
    pytest.param(
        "Marrane said that the harbour of Norhaven would open in May.\n",
        ("Marrane", "said", "the harbour of Norhaven would open in May", "indirect"),
        id="said that",
    ),
    pytest.param(
        "The ferry sank within an hour, according to port officials.\n",
        ("port officials", "according to", "The ferry sank within an hour", "indirect"),
        id="according to",
    ),
    pytest.param(
        "“We have waited long enough,” said Marrane. “The harbour must open.”\n",
        ("Marrane", "said", "We have waited long enough, … The harbour must open.", "direct"),
        id="a quotation around its cue",
    ),
    pytest.param(
        "The president believes that the islands will join the union.\n",
        ("The president", "believes", "the islands will join the union", "indirect"),
        id="belief",
    ),
]


@pytest.mark.parametrize("reader", LEARNED)
@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_a_plain_sentence_is_read(
    text: str, wanted: tuple[str, str, str, str], reader: ReaderName
) -> None:
    (one,) = found(text, reader)
    assert one == wanted


@pytest.mark.parametrize("reader", LEARNED)
def test_where_nothing_is_said_nothing_is_found(reader: ReaderName) -> None:
    text = "The harbour of Norhaven opened in 1911. It has two piers and a lighthouse.\n"
    assert found(text, reader) == []


def test_words_side_by_side_are_one_stretch() -> None:
    made = window(["We", "wait", ",", "she", "said", ",", "for", "May"])
    assert runs(made, [0, 1, 6, 7]) == [Span(0, 7), Span(21, 28)]
    assert runs(made, []) == []


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ((2, 3, 4, 5), "We wait"),  # both marks
        ((2, 3, 4), "We wait"),
        ((3, 4), "We wait"),
        ((1, 2, 3, 4, 5), "so “ We wait ”"),  # the marks stay inside what goes on before them
    ],
)
def test_marks_stay_where_the_content_goes_on_beyond_them(
    content: tuple[int, ...], wanted: str
) -> None:
    words = ["said", "so", "“", "We", "wait", "”", "."]
    made = window(words)
    text = " ".join(words)
    outer = Span(text.index("“"), text.index("”") + 1)
    quoted = [Quotation(Span(outer.start + 2, outer.end - 2), outer)]
    labelled = Labelled((), (0,), content, 1.0)
    one = attribution(Candidate(0, 0.9, labelled), made, quoted, 0.9)
    assert [span.of(text) for span in one.content] == [wanted]
    assert (one.cue, one.cue_lemma, one.source) == (Span(0, 4), "say", None)


def test_a_mark_alone_is_no_piece_of_a_content() -> None:
    words = ["“", "We", "wait", "”", "she", "said", ".", "“", "But", "not", "long"]
    made = window(words)
    labelled = Labelled((4,), (5,), (0, 1, 2, 3, 6, 7), 1.0)
    one = attribution(Candidate(5, 0.9, labelled), made, [], 0.9)
    assert [span.of(" ".join(words)) for span in one.content] == ["“ We wait ”"]


def test_only_the_quotations_of_a_window_are_looked_at() -> None:
    made = window(["Marrane", "said", "so"])
    far = [Quotation(Span(n, n + 1), Span(n - 1, n + 2)) for n in range(10_000, 3_010_000, 10)]
    labelled = Labelled((0,), (1,), (2,), 1.0)
    begin = time.process_time()
    for _ in range(100):
        attribution(Candidate(1, 0.9, labelled), made, far, 0.9)
    assert time.process_time() - begin < 2, "a long article has thousands of quotations"


def test_a_model_is_loaded_once() -> None:
    assert network("default") is network("default")


@pytest.mark.parametrize(
    ("reader", "wanted"),
    [("default", READER), ("careful", f"{READER} careful"), ("rules", f"{READER} rules")],
)
def test_each_reader_has_a_version_of_its_own(reader: ReaderName, wanted: str) -> None:
    assert version_of(reader) == wanted


@pytest.mark.parametrize("reader", [*LEARNED, "rules"])
def test_the_command_says_in_the_reading_which_reader_read(
    reader: ReaderName, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "port.txt").write_text("Marrane said the port was shut.\n", encoding="utf-8")
    told = ["--ledger", str(tmp_path / "talks.db"), "--to", "json", "--reader", reader]
    assert run(["read", str(tmp_path / "port.txt"), *told]) == 0
    (reading,) = json.loads(capsys.readouterr().out)
    assert reading["reader"]["version"] == version_of(reader)
    assert reading["statements"]


def test_a_reader_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "port.txt").write_text("Marrane said the port was shut.\n", encoding="utf-8")
    assert run(["read", str(tmp_path / "port.txt"), "--reader", "best"]) == 2
    assert "rules" in capsys.readouterr().err


def test_another_reader_reads_the_same_article_again(tmp_path: Path) -> None:
    article = from_text("Marrane said the port was shut.\n", name="port", origin="text:port")
    with open_ledger(tmp_path / "talks.db") as ledger:
        assert read_into(ledger, [article]).read == (article.id,)
        assert read_into(ledger, [article]).known == (article.id,)
        assert read_into(ledger, [article], reader="rules").read == (article.id,)
        assert ledger.reading(article.id).reader == version_of("rules")
        assert read_into(ledger, [article], reader="rules").known == (article.id,)
