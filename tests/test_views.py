"""What a person asks for is what comes back: statements, conditions, events, sources, reasons."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import views
from dragoman.article import Paragraph, SourceTag, Span
from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Event, Speaker
from dragoman.views.context import sentence_around
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"


@pytest.fixture(scope="module")
def ledger(kept_in: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("views") / "ledger.db") as opened:
        fill(opened)
        yield opened


def fill(ledger: Ledger) -> None:
    first = reading(
        Told(
            "RUS",
            "defers",
            PEACE,
            "2024-01-10",
            "now",
            name="Anna Ödegård",
            role="ambassador",
            words="talks about the boats can wait",
            via=("KNA", "TASS"),
        ),
        Told("JPN", "open", "the document", name="Ken Ito", words="we stay open to signing"),
        Told(None, None, None, name=None, sort="group", words="boats were seen"),
        Told(
            "RUS",
            "conditional",
            PEACE,
            "2024-02-01",
            name="Anna Ödegård",
            words="we shall sign",
            only_if="the boats leave",
            actor="JPN",
        ),
        name="first",
        title="Boats and treaties",
        outlet="Harbour Courier",
        published="2024-02-02",
    )
    tag = SourceTag(Span(0, 4), "TASS")
    ledger.add(replace(first, article=replace(first.article, source_tags=(tag, tag))))
    ledger.add(
        reading(
            Told(
                None,
                "supports",
                PEACE,
                name="Anna Ödegård and Ken Ito",
                sort="group",
                speakers=(
                    Speaker("Anna Ödegård", "president", "RUS", "person"),
                    Speaker("Ken Ito", None, "JPN", "person"),
                ),
                words="both will sign withdrawal papers",
                confidence=0.5,
            ),
            Told("JPN", "rejects", "sanctions on Russia", "2023", name="Mori", words="no, thanks"),
            name="second",
            events=(
                Event("e0-4", "CONSULT", Span(0, 4), ("RUS",), ("JPN",), "happened", "2023-12-01"),
                Event("e5-8", "SANCTION", Span(5, 8), ("JPN",), ("RUS",), "planned"),
            ),
        )
    )


def words(ledger: Ledger, *query: str, **where: Any) -> list[str]:
    return [row.words.partition(" only if")[0] for row in views.statements(ledger, *query, **where)]


SIGN, WAIT, OPEN, SEEN, BOTH, NO = (
    "we shall sign",
    "talks about the boats can wait",
    "we stay open to signing",
    "boats were seen",
    "both will sign withdrawal papers",
    "no, thanks",
)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, [OPEN, SEEN, SIGN, WAIT, NO, BOTH]),
        ({"side": "RUS"}, [SIGN, WAIT, BOTH]),
        ({"side": "Japan"}, [OPEN, NO]),
        ({"speaker": "odegard"}, [SIGN, WAIT, BOTH]),
        ({"speaker": "Ken ITO"}, [OPEN, BOTH]),
        ({"speaker": "Ann"}, []),
        ({"matter": "peace accord"}, [OPEN, SIGN, WAIT, BOTH]),
        ({"matter": "peace treaty", "side": "JPN"}, [OPEN]),
        ({"stance": "conditional"}, [SIGN]),
        ({"stance": "none"}, [SEEN]),
        ({"since": "2024-02"}, [OPEN, SEEN, SIGN]),
        ({"until": "2024-01"}, [WAIT, NO]),
        ({"since": "2024-01-10", "until": "2024-01-10"}, [WAIT]),
        ({"limit": 2}, [OPEN, SEEN]),
        ({"limit": 2, "offset": 2}, [SIGN, WAIT]),
        ({"side": None, "matter": None, "since": None}, [OPEN, SEEN, SIGN, WAIT, NO, BOTH]),
    ],
    ids=str,
)
def test_statements_are_narrowed(ledger: Ledger, where: Any, expected: list[str]) -> None:
    assert words(ledger, **where) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("boats", [SEEN, SIGN, WAIT]),
        ("boats wait", [WAIT]),
        ('"boats can"', [WAIT]),
        ('"can boats"', []),
        ('"boats can', [WAIT]),
        ("signs", [OPEN, SIGN, BOTH]),
        ("withdr*", [BOTH]),
        ("BOATS -wait", [WAIT]),
        ("boats OR thanks", []),
        ("", []),
        ("?!", []),
        ("*", []),
        ("no;", [NO]),
    ],
)
def test_statements_are_found_by_their_words(
    ledger: Ledger, query: str, expected: list[str]
) -> None:
    assert words(ledger, query) == expected


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.text(max_size=30)
    | st.text(st.sampled_from("\"*()^:+-{}[]AND OR NOT NEAR'\\,.;boats\0é"), max_size=20)
)
def test_no_query_is_an_error(ledger: Ledger, query: str) -> None:
    assert isinstance(views.statements(ledger, query), tuple)
    assert isinstance(views.articles(ledger, query), tuple)


def test_a_statement_tells_where_it_comes_from(ledger: Ledger) -> None:
    (row,) = views.statements(ledger, "wait")
    article, _ = ledger.record(row.record)
    assert [span.of(article.text) for span in row.spans] == [row.words]
    assert row.via == ("KNA", "TASS")
    assert (row.speaker, row.role, row.source, row.cue) == (
        "Anna Ödegård",
        "ambassador",
        "Anna Ödegård",
        "said",
    )
    assert (row.title, row.outlet, row.day, row.published) == (
        "Boats and treaties",
        "Harbour Courier",
        "2024-01-10",
        "2024-02-02",
    )


def test_what_cannot_be_asked_is_told(ledger: Ledger) -> None:
    with pytest.raises(DragomanError, match="rejects, defers, conditional"):
        views.statements(ledger, stance="maybe")
    with pytest.raises(DragomanError, match="since: 'soon' is no date"):
        views.statements(ledger, since="soon")
    for never in ("2031-02-30", "2031-13", "2031-2-3"):
        with pytest.raises(DragomanError, match="is no date"):
            views.positions(ledger, on=never)
    with pytest.raises(NotFound):
        views.statements(ledger, matter="fisheries")
    with pytest.raises(DragomanError, match="no such event type"):
        views.events(ledger, type="PARTY")


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ({}, 1),
        ({"matter": "peace treaty"}, 1),
        ({"matter": "sanctions"}, 0),
        ({"side": "Russia"}, 1),
        ({"side": "JPN"}, 0),
        ({"actor": "Japan"}, 1),
        ({"actor": "RUS"}, 0),
    ],
    ids=str,
)
def test_conditions_are_narrowed(ledger: Ledger, where: Any, found: int) -> None:
    assert len(views.conditions(ledger, **where)) == found


def test_a_condition_tells_who_sets_it_and_who_must_act(ledger: Ledger) -> None:
    (row,) = views.conditions(ledger)
    assert (row.side, row.speaker, row.actor, row.kind) == (
        "RUS",
        "Anna Ödegård",
        "JPN",
        "precondition",
    )
    assert (row.act, row.cue, row.outcome, row.day) == ("the boats leave", "if", None, "2024-02-01")
    assert row.statement and ledger.record(row.statement)[1].id == row.statement.rpartition("/")[2]
    article = ledger.article(row.article)
    assert {span.of(article.text) for span in row.spans} == {row.act, row.cue}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, ["CONSULT", "SANCTION"]),
        ({"type": "sanction"}, ["SANCTION"]),
        ({"party": "Russia"}, ["CONSULT", "SANCTION"]),
        ({"party": "Norway"}, []),
        ({"status": "planned"}, ["SANCTION"]),
        ({"since": "2023-12", "until": "2023-12"}, ["CONSULT"]),
        ({"limit": 1}, ["CONSULT"]),
    ],
    ids=str,
)
def test_events_are_narrowed(ledger: Ledger, where: Any, expected: list[str]) -> None:
    assert [row.type for row in views.events(ledger, **where)] == expected


def test_an_event_shows_its_sentence_and_parties(ledger: Ledger) -> None:
    row = views.events(ledger)[0]
    assert (row.source, row.target, row.day, row.published) == (
        ("RUS",),
        ("JPN",),
        "2023-12-01",
        None,
    )
    assert row.sentence.endswith("withdrawal papers.") and row.anchor in row.sentence


def test_a_source_tag_stands_for_the_statements_of_its_paragraph_only(tmp_path: Path) -> None:
    told = reading(*(Told("RUS", None, name=name) for name in ("A", "B", "C", "D")))
    first, second, third, fourth = told.article.text.split("\n")
    ends = [len(first), len(first) + len(second) + 1]
    ends.append(ends[1] + len(third) + 1)
    starts = [0, ends[0] + 1, ends[1] + 1, ends[2] + 1]
    spans = [Span(starts[0], ends[0]), Span(starts[1], ends[1]), Span(starts[2], ends[2])]
    last = starts[3] + len(fourth)
    paragraphs = tuple(Paragraph(span, "body") for span in (*spans, Span(starts[3], last)))
    tags = tuple(
        SourceTag(Span(at - 1, at), name)
        for at, name in ((ends[0], "one"), (ends[1], "two"), (last, "four"))
    )
    article = replace(told.article, paragraphs=paragraphs, source_tags=tags)
    with open_ledger(tmp_path / "tags.db") as ledger:
        ledger.add(replace(told, article=article))
        shown = {row.name: row.statements for row in views.sources(ledger)}
    assert shown == {"one": 1, "two": 1, "four": 1}


def test_sources_count_articles_and_statements(ledger: Ledger) -> None:
    shown = [(row.name, row.sort, row.articles, row.statements) for row in views.sources(ledger)]
    assert shown == [
        ("Harbour Courier", "outlet", 1, 4),
        ("TASS", "tag", 1, 4),
        ("KNA", "via", 1, 1),
        ("TASS", "via", 1, 1),
    ]


def test_articles_are_found_by_title_and_text(ledger: Ledger) -> None:
    assert [row.name for row in views.articles(ledger)] == ["first", "second"]
    assert [row.name for row in views.articles(ledger, "treaties")] == ["first"]
    (row,) = views.articles(ledger, "thanks")
    assert (row.statements, row.conditions, row.events) == (2, 0, 2)


def test_explain_tells_rule_cue_words_and_how_it_was_settled(ledger: Ledger) -> None:
    (row,) = views.statements(ledger, "open")
    told = views.explain(ledger, row.record)
    assert (told.rule, told.cue, told.cue_kind, told.confidence) == (
        "by hand",
        "said",
        "assert",
        0.9,
    )
    article = ledger.article(told.article)
    start = told.spans[0].start
    assert told.words == "Ken Ito said that we stay open to signing"
    assert article.text[: start + len(told.words)].endswith(told.words)
    assert told.before.endswith("wait.\n") and told.after.startswith(".\n")
    assert "The speaker is Ken Ito (JPN)." in told.notes
    assert "It counts for the position of JPN." in told.notes
    assert any("“the document” is the matter “peace treaty" in note for note in told.notes)


def test_explain_knows_conditions_events_and_bad_names(ledger: Ledger) -> None:
    (condition,) = views.conditions(ledger)
    told = views.explain(ledger, condition.record)
    assert (told.sort, told.cue, told.speaker) == ("condition", "if", "Anna Ödegård")
    assert "Who must act: JPN." in told.notes
    event = views.explain(ledger, "second/e0-4")
    assert event.sort == "event" and "From RUS to JPN; happened." in event.notes
    with pytest.raises(NotFound):
        views.explain(ledger, "s1-2")


def test_every_row_turns_into_json_and_cells(ledger: Ledger) -> None:
    rows: list[views.Row] = [
        *views.positions(ledger),
        *views.shifts(ledger),
        *views.conditions(ledger),
        *views.statements(ledger),
        *views.events(ledger),
        *views.sources(ledger),
        *views.matters(ledger),
        *views.articles(ledger),
        views.explain(ledger, views.statements(ledger)[0].record),
    ]
    for row in rows:
        assert json.loads(json.dumps(row.as_dict()))
        assert all(v is None or isinstance(v, str | int | float) for v in row.cells().values())


def test_an_empty_ledger_answers_everything(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.db") as ledger:
        asked: list[Callable[[Ledger], tuple[views.Row, ...]]] = [
            views.positions,
            views.shifts,
            views.conditions,
            views.statements,
            views.events,
            views.sources,
            views.matters,
            views.articles,
        ]
        assert [view(ledger) for view in asked] == [()] * len(asked)


@pytest.mark.parametrize(
    ("text", "anchor", "sentence"),
    [
        ("One. Two three. Four.", "three", "Two three."),
        ("Head\n\nThey met. He left.", "met", "They met."),
        ("“They met.” He left.", "left", "He left."),
        ("no end", "no", "no end"),
        ("He met Dr. Ode here", "Ode", "Ode here"),
    ],
)
def test_a_sentence_is_cut_by_its_punctuation(text: str, anchor: str, sentence: str) -> None:
    start = text.index(anchor)
    assert sentence_around(text, Span(start, start + len(anchor))).of(text) == sentence
