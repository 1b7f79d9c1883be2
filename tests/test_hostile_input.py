"""Hostile inputs: each is read or listed with its reason, in time and memory, and harms nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from command_line import Dragoman
from dragoman.engine.worker import FORKS
from dragoman.errors import UnreadableInput
from dragoman.intake import from_bytes, from_text
from dragoman.intake.line_ends import Words
from dragoman.reading.reader import read
from hostile_runs import rows_of
from hostile_strategies import TEXTS
from test_reading import check

SOME = range(7, 10_000, 211)
"""Of each kind and sort a few: 211 and the twenty kinds have no divisor in common."""


@pytest.mark.skipif(not FORKS, reason="what a worker costs is told by forked ones only")
def test_some_hostile_inputs_are_read_or_listed_in_time_and_memory() -> None:
    rows = rows_of(SOME)
    assert [fault for row in rows for fault in row.faults] == []
    assert min(sum(bool(row.articles) for row in rows), sum(bool(row.reasons) for row in rows)) > 9


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_texts_of_anything_are_read_or_told(text: str) -> None:
    try:
        article = from_text(text)
    except UnreadableInput as error:
        assert error.what and error.remedy
    else:
        check(read(article))


FAILED = [
    ",:",
    "Valdoria said that it will sign. " + "=" * 10_000,
    "The talks will go on : minister\n\nThe port is shut.",
]
"""What failed once."""


@pytest.mark.parametrize("text", FAILED)
def test_texts_that_failed_once_are_read(text: str) -> None:
    for reader in ("default", "rules"):
        check(read(from_text(text), reader))


def test_words_of_an_article_give_the_terminal_no_commands(dragoman_: Dragoman, home: Path) -> None:
    words = "Valdoria said that \x1b[2J\x07\x9b31mtalks \u202ewith Kestrel\u202c must\x0e wait."
    (home / "odd.jsonl").write_text(json.dumps({"text": words, "title": "Talks \x1b]0;x\x07"}))
    told = "".join(dragoman_("read", "odd.jsonl")[1:])
    told += dragoman_("statements")[1] + dragoman_("show", "1")[1] + dragoman_("explain", "1")[1]
    assert not set(told) & set("\x1b\x07\x9b\x0e\u202e\u202c")
    assert "must wait." in told


def test_an_element_of_very_many_attributes_is_refused_before_it_is_parsed() -> None:
    page = f"<!doctype html><p {' '.join(f'a{n}=b' for n in range(60_000))}>Talks"
    with pytest.raises(UnreadableInput, match="more than 5,000 attributes"):
        from_bytes(page.encode(), name="x", origin="text:", ending=".html")


def test_a_line_of_a_document_is_joined_to_a_long_one_in_no_longer_time() -> None:
    words, before = Words([]), "talks-" * 200_000
    assert words.joined(before, "went on").endswith("talkswent on")
