"""The attribution benchmark: its definitions on sentences small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.article import Article, Span
from dragoman.benchmark.attribution_figures import NAMES, AttributionFigure, figures
from dragoman.benchmark.attribution_mistakes import attribution_mistakes
from dragoman.benchmark.attribution_scoring import Count, tally
from dragoman.benchmark.polnear import (
    AnnotatedArticle,
    Relation,
)
from dragoman.benchmark.projection import MINIMUM, projected, with_marks
from dragoman.benchmark.reliability import reliability
from dragoman.benchmark.tokens import tokens_of
from dragoman.records import Reading, Statement
from relations import ENVOYS, GOLD, MINISTER, TEXT, TOKENS, at


def changed(one: Relation, **roles: Any) -> tuple[Relation, ...]:
    """What was read: the gold, but for one attribution."""
    return tuple(replace(each, **roles) if each is one else each for each in GOLD)


def counts(read: tuple[Relation, ...], gold: tuple[Relation, ...] = GOLD) -> dict[str, Count]:
    return tally(TOKENS, gold, read).counts


# Contents have 11 (6 and 5), 6 and 9 tokens; sources 6, 3 and 1; cues one each.
TWO_PARTS = (
    replace(MINISTER, content=MINISTER.content[:1]),
    replace(MINISTER, content=MINISTER.content[1:]),
    *GOLD[1:],
)
COUNTED: list[tuple[str, tuple[Relation, ...], str, tuple[int, int, int, int]]] = [
    ("all right", GOLD, "relation@0.5", (3, 3, 3, 3)),
    ("all right", GOLD, "relation@0.8 mixed", (1, 1, 1, 1)),
    ("all right", GOLD, "segment@0.5", (4, 4, 4, 4)),
    ("all right", GOLD, "segment@0.5 direct", (2, 2, 2, 2)),
    ("all right", GOLD, "token content", (26, 26, 26, 26)),
    ("all right", GOLD, "token source", (10, 10, 10, 10)),
    ("all right", GOLD, "role content", (3, 3, 3, 3)),
    ("nothing read", (), "relation@0.5", (0, 0, 0, 3)),
    ("nothing read", (), "token cue", (0, 0, 0, 3)),
    ("half", changed(ENVOYS, content=at("that the ferry")), "relation@0.5", (3, 3, 3, 3)),
    ("half", changed(ENVOYS, content=at("that the ferry")), "relation@0.8", (2, 3, 2, 3)),
    ("half", changed(ENVOYS, content=at("that the ferry")), "token content", (23, 23, 23, 26)),
    ("less", changed(ENVOYS, content=at("that the")), "relation@0.5", (2, 3, 2, 3)),
    ("half a word", changed(ENVOYS, content=at("t the ferry talks will fa")), "token content",
     (26, 26, 26, 26)),
    ("half a word", changed(ENVOYS, content=at("t the ferry talks will fa")), "span content",
     (3, 4, 3, 4)),
    ("no head", changed(ENVOYS, source=at("Lune")), "relation@0.5", (2, 3, 2, 3)),
    ("no head", changed(ENVOYS, source=at("Lune")), "content@0.5", (3, 3, 3, 3)),
    ("no head", changed(ENVOYS, source=at("Lune")), "source_acc@0.5", (2, 3, 2, 3)),
    ("head alone", changed(ENVOYS, source=at("Envoys")), "relation@0.5", (3, 3, 3, 3)),
    ("no source", changed(ENVOYS, source=()), "relation@0.5 indirect", (0, 1, 0, 1)),
    ("no mark", changed(MINISTER, content=at("“We will wait,”", "“Not long.")), "span content",
     (3, 4, 3, 4)),
    ("no mark", changed(MINISTER, content=at("“We will wait,”", "“Not long.")),
     "span_trimmed content", (4, 4, 4, 4)),
    ("no mark", changed(MINISTER, content=at("“We will wait,”", "“Not long.")), "role content",
     (2, 3, 2, 3)),
    ("cut at a space", changed(ENVOYS, content=at(" that the", "ferry talks will fail")),
     "role content", (3, 3, 3, 3)),
    ("two for one", TWO_PARTS, "relation@0.5", (3, 4, 3, 3)),
    ("two for one", TWO_PARTS, "segment@0.5", (4, 4, 4, 4)),
    ("two for one", TWO_PARTS, "token cue", (3, 3, 3, 3)),
    ("other kind", changed(MINISTER, content=at("“We will wait,” said", "“Not long.”")),
     "relation@0.5 direct", (0, 0, 1, 1)),
    ("other kind", changed(MINISTER, content=at("“We will wait,” said", "“Not long.”")),
     "relation@0.5 mixed", (2, 2, 1, 1)),
    ("told twice", (*GOLD, *GOLD), "relation@0.5", (3, 6, 3, 3)),
    ("told twice", (*GOLD, *GOLD), "span cue", (3, 6, 3, 3)),
    ("no content", changed(ENVOYS, content=()), "relation@0.5", (2, 2, 2, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("case", "read", "figure", "count"), COUNTED)
def test_what_counts_as_right(
    case: str, read: tuple[Relation, ...], figure: str, count: tuple[int, int, int, int]
) -> None:
    assert counts(read)[figure] == count, case


@pytest.mark.parametrize(
    ("gold", "read", "agrees"),
    [
        ((), (), 1),
        ((), at("Envoys"), 0),
        (at("Envoys in Lune"), at("Lune"), 1),
        (at("Envoys in Lune"), (), 0),
    ],
)
def test_without_heads_any_word_of_the_source_agrees_and_none_with_none(
    gold: tuple[Span, ...], read: tuple[Span, ...], agrees: int
) -> None:
    wanted = replace(ENVOYS, source=gold, heads=())
    assert counts((replace(ENVOYS, source=read),), (wanted,))["relation@0.5"].right == agrees


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“Go,” she said.", "“Go,”", "direct"),
        ('"Go," she said.', "Go", "direct"),
        ("She said “go” at last.", "said “go” at", "mixed"),
        ("She said they go.", "they go", "indirect"),
        ("“Go. She said no more.\nThey went.", "She said", "direct"),
        ("“Go. She said no more.\nThey went.", "They went", "indirect"),
        ("It was ‘a ruse’ of theirs.", "a ruse", "direct"),
        ("The ports’ lamps and the towns’ lamps.", "lamps and the", "indirect"),
        ("She said ‘it’s the port’ again.", "the port", "direct"),
        ("“A ‘ruse’,” she said.", "ruse", "direct"),
    ],
)
def test_the_kind_of_a_content_is_that_of_its_words(text: str, content: str, kind: str) -> None:
    tokens = tokens_of(text)
    assert tokens.kind(tokens.covered(at(content, text=text))) == kind


def test_figures_are_precision_recall_and_f1() -> None:
    figure = AttributionFigure("relation@0.5", Count(right=2, read=4, found=2, gold=3))
    assert (figure.precision, figure.recall) == (0.5, 2 / 3)
    assert figure.value == pytest.approx(4 / 7)
    assert AttributionFigure("relation@0.5", Count(0, 0, 0, 0)).value == 1.0
    assert AttributionFigure("relation@0.5", Count(0, 0, 0, 3)).value == 0.0
    assert AttributionFigure("source_acc@0.5", Count(3, 4, 3, 4)).value == 0.75
    assert AttributionFigure("source_acc@0.5", Count(0, 0, 0, 0)).value == 0.0


def test_the_table_sums_articles_and_bounds_its_main_figures() -> None:
    tallies = [tally(TOKENS, GOLD, GOLD if n % 3 else GOLD[:1]) for n in range(9)]
    table = {figure.name: figure for figure in figures(tallies)}
    assert tuple(table) == NAMES
    relation = table["relation@0.5"]
    assert relation.count == (21, 21, 21, 27)
    assert relation.low is not None and relation.high is not None
    assert relation.low < relation.value < relation.high
    assert table["relation@0.8"].low is None
    assert figures(tallies) == tuple(table.values())


def test_confidence_is_compared_with_what_is_right() -> None:
    found = reliability([(0.81, True), (0.89, False), (0.8, True), (1.0, True), (0.0, False)])
    assert [(each.low, each.count, each.right) for each in found] == [
        (0.0, 1, 0),
        (0.8, 3, 2),
        (0.9, 1, 1),
    ]
    assert found[1].mean == pytest.approx(2.5 / 3)
    assert found[1].share == pytest.approx(2 / 3)
    assert found[1].is_small
    assert not reliability([(0.5, True)] * 100)[0].is_small
    unsure = replace(ENVOYS, source=at("Lune"), confidence=0.3)
    assert tally(TOKENS, GOLD, (MINISTER, unsure)).sureness == ((1.0, True), (0.3, False))


def statement(words: str, **more: Any) -> Statement:
    plain: dict[str, Any] = {"id": words, "source": None, "cue": at("said")[0], "kind": "direct"}
    return Statement(**(plain | {"content": at(words), "confidence": 0.8} | more))


def read_as(*statements: Statement) -> list[str]:
    article = Article("strait", "text:", "0", TEXT)
    flat = projected(Reading(article, "0", "none", statements))
    return [" … ".join(span.of(TEXT) for span in relation.content) for relation in flat]


@pytest.mark.parametrize(
    ("statements", "contents"),
    [
        ([statement("We will wait,")], ["“We will wait,”"]),
        ([statement("We will wait,", confidence=MINIMUM - 0.01)], []),
        ([statement("We will", within="s1"), statement("fail", cue=None)], []),
        (
            [statement("Not long."), statement("We will wait,", confidence=0.4)],
            ["“We will wait,”", "“Not long.”"],
        ),
        (
            [statement("that the ferry talks"), statement("the ferry talks will", confidence=0.9)],
            ["that the ferry talks will"],  # the ledger leaves `that` out
        ),
        (
            [statement("ferry talks"), statement("that the ferry talks will fail", confidence=0.7)],
            ["that the … will fail", "ferry talks"],
        ),
        (
            [statement("that the ferry talks"), statement("talks will fail")],
            ["that the ferry talks", "will fail"],
        ),
        ([statement("that the ferry"), statement("that the ferry")], ["that the ferry"]),
    ],
)
def test_statements_become_flat_attributions(
    statements: list[Statement], contents: list[str]
) -> None:
    assert read_as(*statements) == contents


def test_unsure_statements_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.benchmark.projection.MINIMUM", 0.5)
    assert read_as(statement("ferry", confidence=0.49), statement("talks")) == ["talks"]


@pytest.mark.parametrize(
    ("text", "content", "mark"),
    [
        ("VALE: The blockade has to end.", "The blockade has to end", ":"),
        ("“The blockade has to end.” ― VALE", "The blockade has to end.", "―"),
        ("The blockade has to end. VALE", "The blockade has to end.", None),
    ],
)
def test_the_mark_that_joins_words_to_a_name_is_their_cue(
    text: str, content: str, mark: str | None
) -> None:
    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    one = statement("wait", source=place("VALE"), cue=None)
    one = replace(one, content=(place(content),))
    found = projected(Reading(Article("strait", "text:", "0", text), "0", "none", (one,)))
    assert [relation.cue for relation in found] == ([(place(mark),)] if mark else [])


def test_a_projected_statement_keeps_source_cue_and_confidence() -> None:
    article = Article("strait", "text:", "0", TEXT)
    one = statement("Not long.", source=at("Ilse Marrane")[0])
    assert projected(Reading(article, "0", "none", (one,))) == (
        Relation(at("Ilse Marrane"), at("said"), at("“Not long.”"), (), 0.8),
    )


@pytest.mark.parametrize(
    ("text", "words", "widened"),
    [
        ("“Go,” he said.", "Go,", "“Go,”"),
        ('"Go," he said.', "Go,", '"Go,"'),
        ("``Go,'' he said.", "Go,", "``Go,''"),
        ("''Go,'' he said.", "Go,", "''Go,''"),
        ("«Go» he said.", "Go", "«Go»"),
        ("A ‘go’ he said.", "go", "‘go’"),
        ("“‘Go,’” he said.", "Go,", "“‘Go,’”"),
        ("He heard the crews’ complaint.", "the crews", "the crews"),
        ("He called it a “ruse”.", "it a “ruse", "it a “ruse”"),
        ("He said they go.", "they go", "they go"),
        ("Go", "Go", "Go"),
    ],
)
def test_a_content_takes_in_its_quotation_marks(text: str, words: str, widened: str) -> None:
    assert with_marks(text, at(words, text=text)[0]).of(text) == widened


MISTAKES: list[tuple[tuple[Relation, ...], list[tuple[str, str, str]]]] = [
    (GOLD, []),
    (GOLD[:2], [("mixed, missed", "She", "")]),
    (changed(ENVOYS, source=at("Lune")), [("indirect, source", "Envoys in Lune", "Lune")]),
    (
        changed(ENVOYS, content=at("that the")),
        [("indirect, extent", "that the ferry talks will fail", "that the")],
    ),
    (
        (*TWO_PARTS[:2], *GOLD[1:]),
        [("direct, part of another", "", "Ilse Marrane, the foreign minister")],
    ),
    ((*GOLD, Relation(content=at("the foreign minister"))),
     [("indirect, not in gold", "", "no source")]),
    (
        (
            MINISTER,
            replace(ENVOYS, content=at("that the ferry talks will fail.\nShe called it a")),
        ),
        [("mixed, joined to another", "She", "")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("read", "told"), MISTAKES)
def test_each_mistake_is_told_once(
    read: tuple[Relation, ...], told: list[tuple[str, str, str]]
) -> None:
    annotated = AnnotatedArticle(Article("strait", "text:", "0", TEXT), GOLD)
    found = attribution_mistakes(annotated, read, TOKENS)
    assert [(mistake.what, mistake.gold, mistake.read) for mistake in found] == told
