"""Reading JSON: the contract that benchmarks and other programs rely on."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import made
from dragoman.article import Article, Span
from dragoman.errors import UnreadableInput
from dragoman.export.reading import reading_from_json, reading_json
from dragoman.records import Reading, Statement

CONTRACT = {
    "statements": "id within source cue content kind speaker speakers side via said cue_kind "
    "stance scope matter confidence",
    "conditions": "id statement kind act actor outcome cue confidence",
    "events": "id type anchor source target status date statement confidence",
    "summary": "text evidence",
}
ARTICLE = (
    "id raw_sha256 text_sha256 title outlet url byline published retrieved language furniture "
    "source_tags"
)


def test_the_fields_of_the_contract_stand_first_and_in_its_order() -> None:
    whole = json.loads(reading_json(made.reading()))
    assert list(whole) == [
        "format",
        "reader",
        "article",
        "text",
        "statements",
        "conditions",
        "events",
        "summary",
        "warnings",
        "claims",
    ]
    assert whole["format"] == "dragoman-reading/1"
    assert list(whole["reader"]) == ["version", "model", "language"]
    assert list(whole["article"])[: len(ARTICLE.split())] == ARTICLE.split()
    for kind, fields in CONTRACT.items():
        for record in whole[kind]:
            assert list(record)[: len(fields.split())] == fields.split()


def test_every_span_slices_to_its_words() -> None:
    whole = json.loads(reading_json(made.reading()))
    text = whole["text"]["canonical"]
    first = whole["statements"][0]
    assert text[slice(*first["source"])] == "Valdorian Deputy Foreign Minister Ilse Marrane"
    assert text[slice(*first["cue"])] == "said"
    dove = whole["statements"][2]["content"][0]
    assert text[slice(*dove)].endswith("town 🕊")
    assert text[slice(*whole["article"]["furniture"][0])].startswith("No time")


def test_it_is_readable_text_with_one_record_a_line() -> None:
    text = reading_json(made.reading())
    assert text.endswith("}\n")
    assert "café" in text
    assert sum(line.startswith('  {"id": "s') for line in text.splitlines()) == 5


def test_there_and_back_again_is_the_same() -> None:
    reading = made.reading()
    first, *rest = reading.statements
    reading = replace(reading, statements=(replace(first, hedge=Span(0, 2)), *rest))
    back = reading_from_json(reading_json(reading))
    assert back == replace(reading, article=replace(reading.article, raw=b""))
    assert reading_json(back) == reading_json(reading)


@given(st.text(st.characters(), min_size=1), st.data())
def test_any_text_survives(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end)
    reading = Reading(
        Article("t", "text:", "0", text),
        "0",
        "none",
        (Statement("s1", None, None, (span,), "indirect"),),
    )
    written = reading_json(reading)
    written.encode("utf-8")
    assert json.loads(written)["text"]["canonical"] == text
    assert reading_from_json(written) == reading


def test_a_lone_surrogate_is_escaped_so_that_the_file_is_utf8() -> None:
    reading = Reading(Article("t", "text:", "0", "a\ud83d b"), "0", "none")
    written = reading_json(reading)
    assert "\\ud83d" in written
    assert reading_from_json(written).article.text == "a\ud83d b"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[]", "not a reading"),
        ('{"format": "other/1"}', "not a reading"),
        ('{"format": "dragoman-reading/1"}', "'text'"),
        (
            '{"format": "dragoman-reading/1", "text": {"canonical": "abc"},'
            ' "statements": [{"id": "s1", "content": [[0, 9]]}]}',
            "leaves the text",
        ),
        (
            '{"format": "dragoman-reading/1", "text": {"canonical": "abc"},'
            ' "statements": [{"id": "s1", "content": [[0, 3]], "stance": "warm"}]}',
            "'warm' is none of",
        ),
        (
            '{"format": "dragoman-reading/1", "text": {"canonical": "abc"},'
            ' "statements": [{"id": "s1", "content": [[0, 3]], "factivity": "sure"}]}',
            "'sure' is none of",
        ),
        (
            '{"format": "dragoman-reading/1", "text": {"canonical": "abc"}, "events": [7]}',
            "not as the format has it",
        ),
    ],
)
def test_what_is_no_reading_is_named_with_its_file(text: str, words: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        reading_from_json(text, where="news/strait.json")
    assert str(caught.value).startswith("news/strait.json: ")
    assert words in str(caught.value)


def test_fields_that_a_reader_can_do_without_may_be_absent() -> None:
    text = json.dumps(
        {
            "format": "dragoman-reading/1",
            "text": {"canonical": "Valdoria agreed."},
            "statements": [{"id": "s1", "content": [[9, 15]]}],
        }
    )
    statement = reading_from_json(text).statements[0]
    assert (statement.speaker.name, statement.stance, statement.via) == (None, None, ())
