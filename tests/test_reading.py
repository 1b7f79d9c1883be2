"""What a user would miss: a span that does not slice to its words, a reading that varies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.export.reading import reading_json
from dragoman.intake import from_path, from_text
from dragoman.reading.reader import read, read_all
from dragoman.records import Reading

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*/*.txt"))


def spans(record: Any) -> Iterator[tuple[int, int]]:
    """Yield every pair of offsets anywhere in a Reading JSON."""
    if isinstance(record, list):
        if len(record) == 2 and all(isinstance(x, int) for x in record):
            yield record[0], record[1]
        else:
            for part in record:
                yield from spans(part)
    elif isinstance(record, dict):
        for part in record.values():
            yield from spans(part)


def check(reading: Reading) -> None:
    written = json.loads(reading_json(reading))
    text = written["text"]["canonical"]
    for start, end in spans(written):
        assert 0 <= start < end <= len(text)
    for statement in reading.statements:
        pieces = [(span, span.of(text)) for span in statement.content]
        assert pieces
        for (span, words), (following, _) in pairwise(pieces):
            assert span.end <= following.start, words
        assert all(words == words.strip() and words for _, words in pieces)
    names = [s.id for s in reading.statements] + [c.id for c in reading.conditions]
    names += [e.id for e in reading.events]
    assert len(names) == len(set(names))
    known = {s.id for s in reading.statements}
    assert {s.within for s in reading.statements if s.within} <= known
    assert {c.statement for c in reading.conditions if c.statement} <= known
    assert {e.statement for e in reading.events if e.statement} <= known
    for span in reading.article.furniture:
        for statement in reading.statements:
            assert not any(c.start < span.end and span.start < c.end for c in statement.content)


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    return {r.article.name: r for r in read_all(from_path(path) for path in SAMPLES)}


def test_every_span_of_every_sample_slices_to_words(readings: dict[str, Reading]) -> None:
    assert len(readings) == len(SAMPLES) >= 24
    for reading in readings.values():
        check(reading)


def test_reading_alone_or_in_a_batch_gives_the_same_bytes(readings: dict[str, Reading]) -> None:
    for path in SAMPLES[::4]:
        assert reading_json(read(from_path(path))) == reading_json(readings[path.stem])


def test_a_summary_stands_on_words_that_are_in_the_article(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        assert len(reading.summary) <= 5
        assert all(sentence.evidence for sentence in reading.summary)


PIECES = st.sampled_from(
    [
        "Foreign Minister Ana Orlo said that the talks had ended.",
        '"We will not sign," Orlo said. "Not now, not ever."',
        "According to Kestrel, Valdoria must withdraw first 🕊️.",
        "Cafe\u0301 owners in Tarn told re\u0301porters the truce holds.",
        "He urged Valdoria to lift the 𝔰anctions, adding that time is short.",
        "If Valdoria leaves the islands, the ban will be lifted.",
        "[Source: TASS]",
        "Get a summary",
        "Read more: the 🐟 dispute",
        "“An open quotation that nobody closes",
        "The delegation said:",
        "Q: Will you sign?",
        "A: Only if Kestrel does.",
        "12 March 2025",
    ]
)
BREAKS = st.sampled_from([" ", "\n", "\n\n", "\r\n", "\r\n\r\n", "\t", "\u00a0", "\u2028"])
NOISE = st.text(alphabet="ab.“”\"'’,:;!?()[]\u0301\u200b🙂\r\n ", max_size=8)


@given(st.lists(st.tuples(PIECES, NOISE, BREAKS), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_spans_hold_in_texts_with_line_ends_marks_and_emoji(
    parts: list[tuple[str, str, str]],
) -> None:
    text = "".join("".join(part) for part in parts)
    reading = read(from_text(text))
    assert reading.article.text == text
    check(reading)
    assert reading_json(read(from_text(text))) == reading_json(reading)


def test_an_article_without_a_statement_is_no_error() -> None:
    reading = read(from_text("The bridge was built in 1956.\n\nIt carries the road to Tarn."))
    assert reading.statements == ()
    assert reading.conditions == ()


def test_an_article_without_words_is_read_as_nothing() -> None:
    assert read(Article("empty", "test:", "0", "")).statements == ()


def test_who_denies_an_agreement_has_not_agreed() -> None:
    reading = read(from_text("Ana Orlo denied that Valdoria had agreed to a truce with Kestrel."))
    assert [s.cue and s.cue.of(reading.article.text) for s in reading.statements] == [
        "denied",
        "agreed",
    ]
    assert reading.statements[1].stance is None


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Ana Orlo said that the talks had ended.“ ",
        "Foreign Minister Ana Orlo said that the talks had ended.::'\u00a0[Source: TASS]) ",
    ],
)
def test_no_content_is_left_that_is_only_marks(text: str) -> None:
    check(read(from_text(text)))
