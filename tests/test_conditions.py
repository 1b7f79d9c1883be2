"""What a user would miss: a condition not found, cut at the wrong word, laid at the wrong door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman.article import Article, Paragraph, Span
from dragoman.errors import VocabularyError
from dragoman.reading.conditions.conditions import conditions
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse, parse_all
from dragoman.reading.reader import read_document
from dragoman.records import Condition, Speaker, Statement
from dragoman.vocabulary.conditions import condition_words

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Marked:
    text: str
    contents: tuple[Span, ...]
    parts: dict[str, list[Span]]


def marked(line: str) -> Marked:
    """Take the marks out of a line and say where they stood."""
    text, contents = "", list[Span]()
    parts: dict[str, list[Span]] = {"A": [], "O": [], "C": []}
    opened: list[tuple[str, int]] = []
    begun = 0
    for piece in re.findall(r"\[[AOC]:|.", line):
        if piece == "«":
            begun = len(text)
        elif piece == "»":
            contents.append(Span(begun, len(text)))
        elif len(piece) == 3:
            opened.append((piece[1], len(text)))
        elif piece == "]" and opened:
            name, start = opened.pop()
            parts[name].append(Span(start, len(text)))
        else:
            text += piece
    return Marked(text, tuple(contents), parts)


def lines(name: str) -> list[str]:
    rows = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [row for row in rows if row and not row.startswith("#")]


def article(text: str) -> Article:
    paragraphs, start = [], 0
    for piece in text.split("\n\n"):
        end = min(start + len(piece) + 2, len(text))
        paragraphs.append(Paragraph(Span(start, end), "body"))
        start = end
    return Article("test", "test:", "0", text, tuple(paragraphs))


def said(content: Span, side: str | None, name: str = "s1") -> Statement:
    country = side if side and len(side) == 3 else None
    speaker = Speaker(side, None, country, "government" if side else "group")
    return Statement(name, None, None, (content,), "indirect", speaker, side=side)


@cache
def documents(name: str) -> dict[str, Document]:
    """Return the documents of all lines of a file, parsed together."""
    texts = [line.split(" | ")[-1] for line in lines(name)]
    parsed = parse_all(article(marked(text).text) for text in texts)
    return dict(zip(texts, parsed, strict=True))


def read(text: str, *statements: Statement) -> tuple[Condition, ...]:
    return conditions(parse(article(text)), statements)


@pytest.mark.parametrize("line", lines("conditions_stated.txt"))
def test_a_stated_condition_is_read_whole(line: str) -> None:
    kind, actor, side, words = line.split(" | ")
    case = marked(words)
    statements = tuple(
        said(content, None if side == "-" else side, f"s{n}")
        for n, content in enumerate(case.contents)
    )
    found = conditions(documents("conditions_stated.txt")[words], statements)

    assert [c.act.of(case.text) for c in found] == [s.of(case.text) for s in case.parts["A"]]
    for n, condition in enumerate(found):
        assert condition.outcome == case.parts["O"][n]
        assert not case.parts["C"] or condition.cue == case.parts["C"][n]
        assert condition.kind == kind
        assert condition.actor == (None if actor == "-" else actor)


@pytest.mark.parametrize("voiced", [False, True], ids=["reporter", "statement"])
@pytest.mark.parametrize("text", lines("conditions_none.txt"))
def test_what_only_looks_like_a_condition_is_left(text: str, voiced: bool) -> None:
    statements = (said(Span(0, len(text)), None),) if voiced else ()
    found = conditions(documents("conditions_none.txt")[text], statements)
    assert [c.act.of(text) for c in found] == []


def test_a_condition_belongs_to_the_innermost_statement() -> None:
    text = "Oslo said Lima had told it that talks would resume if the ships left the bay."
    inner = Span(text.index("talks"), len(text) - 1)
    outer = Span(text.index("Lima"), len(text) - 1)
    (found,) = read(text, said(outer, "NOR", "s1"), said(inner, "PER", "s2"))
    assert found.statement == "s2"


def test_the_reporter_states_conditions_too() -> None:
    (found,) = read("Any lasting accord would require concessions from Lima.")
    assert found.statement is None
    assert found.actor == "PER"


def test_words_of_attribution_stay_out_of_the_outcome() -> None:
    text = "Until the ships leave, he said, there will be no talks."
    pieces = (Span(0, 21), Span(text.index("there"), len(text) - 1))
    statement = Statement("s1", None, None, pieces, "indirect", Speaker(None, None, "CHL"))
    (found,) = read(text, statement)
    assert found.outcome is not None
    assert found.outcome.of(text) == "there will be no talks"
    assert found.act.of(text) == "the ships leave"


def test_such_steps_are_those_of_the_party_named_before() -> None:
    text = (
        "Talks could resume only if Oslo opens its ports and frees the trawler. "
        "Until such steps are taken, there will be no meeting."
    )
    first, second = read(text, said(Span(0, len(text)), "ISL"))
    assert first.actor == second.actor == "NOR"
    assert second.act.of(text) == "such steps are taken"


def test_the_first_person_is_the_speakers_own_side() -> None:
    text = "The truce will hold if we keep our word."
    (found,) = read(text, said(Span(0, len(text)), "TGO"))
    assert found.actor == "TGO"


def test_a_passive_without_a_doer_has_no_actor() -> None:
    text = "There will be no summit unless the prisoners are freed."
    (found,) = read(text, said(Span(0, len(text)), "GHA"))
    assert found.actor is None


def test_a_named_person_acts_for_the_side_he_speaks_for() -> None:
    text = "Ila Roan said no. The strait would reopen if Roan signs the protocol."
    speaker = Speaker("Ila Roan", "president", None, "person")
    roan = Statement("s1", Span(0, 8), None, (Span(14, 16),), "indirect", speaker, side="Valdoria")
    start = text.index("The strait")
    (found,) = read(text, roan, said(Span(start, len(text)), "Kestrel", "s2"))
    assert found.actor == "Valdoria"


def test_spans_hold_behind_wide_characters_and_carriage_returns() -> None:
    text = (
        "Peace 🕊️ in the strait of São Té 🚢\r\n\n\nNo talks are possible unless Lima\r\nrecalls it."
    )
    (found,) = read(text)
    assert found.act.of(text) == "Lima\r\nrecalls it"
    assert found.outcome is not None
    assert found.outcome.of(text) == "No talks are possible"


def test_reading_twice_gives_the_same_records() -> None:
    text = "Lima must recall its ships or face an embargo. If it refuses, there will be war."
    assert read(text) == read(text)


WORDS = (
    *sorted(condition_words().triggers),
    *["Oslo", "the", "talks", ",", ".", "“", "”", "will", "not", "🚢", "\r\n", "so", "that"],
)


@example(["a single", "were"], 0)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), st.integers(0, 60))
def test_any_words_are_read_and_every_span_lies_in_the_text(words: list[str], cut: int) -> None:
    text = " ".join(words)
    content = Span(min(cut, len(text) - 1), len(text))
    for condition in read(text, said(content, "NOR")):
        for span in (condition.act, condition.cue, condition.outcome or condition.act):
            assert 0 <= span.start < span.end <= len(text)


def test_an_article_without_conditions_has_none() -> None:
    assert read("The ministers met in Oslo on Friday and went home.") == ()


def test_every_trigger_is_found_again_in_a_text() -> None:
    words = condition_words()
    for trigger in words.triggers:
        assert (0, len(trigger), trigger) in set(words.found_in(trigger))


def test_a_vocabulary_without_a_list_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.vocabulary.conditions.table", lambda name: {"connectives": {}})
    with pytest.raises(VocabularyError, match=r"conditions\.toml, \[connectives\] if"):
        condition_words.__wrapped__()


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        (
            "Valdoria's government is wary. Foreign Minister Petra Orlo of Valdoria said peace is "
            "possible if Kestrelian troops leave the river. Kestrelia's government refused.",
            "precondition",
            "Kestrelia",
        ),
        (
            "“If Kestrelian troops leave, we will lift the ban on fish,” the Valdorian government "
            "said. Kestrelia's government refused, and Valdoria's government was dismayed.",
            "offer",
            "Kestrelia",
        ),
        (
            "If the building stops, we will lift the ban on fish, the Valdorian government said. "
            "Valdoria's government is wary.",
            "offer",
            None,
        ),
    ],
)
def test_a_state_that_no_list_has_acts_by_its_name(text: str, kind: str, actor: str | None) -> None:
    read = read_document(parse(Article("note", "text:", "", text)))
    assert [(c.kind, c.actor) for c in read.conditions] == [(kind, actor)]
