"""What the rules and the network find, put together: who is heard when."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import ordered
from dragoman.reading.attribution.together import AGREED, DOUBTED, LEAST, together

SURE, UNSURE = LEAST + 0.3, AGREED - 0.1


def rule(cue: tuple[int, int] | None, start: int = 20, end: int = 40, **told: float) -> Attribution:
    return Attribution(
        source=Span(0, 5),
        cue=Span(*cue) if cue else None,
        content=(Span(start, end),),
        kind="indirect",
        cue_lemma="insist",
        cue_kind="demand",
        confidence=told.get("confidence", 0.9),
        rule="verb-clause",
    )


def learned(cue: tuple[int, int], confidence: float, start: int = 20, end: int = 45) -> Attribution:
    return Attribution(
        source=Span(0, 8),
        cue=Span(*cue),
        content=(Span(start, end),),
        kind="mixed",
        cue_lemma="say",
        cue_kind="assert",
        confidence=confidence,
        rule="learned",
    )


CUE = (10, 14)
RULES, LEARNED, BOTH = "verb-clause", "learned", "verb-clause, learned"


@pytest.mark.parametrize(
    ("ruled", "found", "wanted"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([rule(CUE)], [], [(RULES, 0.9, 40)], id="a rule's alone is kept"),
        pytest.param([rule(None)], [learned(CUE, UNSURE)], [(RULES, 0.9, 40)], id="no cue: kept"),
        pytest.param(
            [rule(CUE)], [learned(CUE, SURE)], [(BOTH, SURE, 45)], id="agreed: the network's words"
        ),
        pytest.param(
            [rule(CUE)],
            [learned((8, 14), SURE)],
            [(BOTH, SURE, 45)],
            id="cues of other edges are one cue",
        ),
        pytest.param(
            [rule(CUE)],
            [learned((14, 18), SURE, 46, 60)],
            [(RULES, 0.9, 40), (LEARNED, SURE, 60)],
            id="cues side by side are two",
        ),
        pytest.param(
            [rule(CUE, confidence=DOUBTED)],
            [learned(CUE, UNSURE)],
            [(RULES, UNSURE, 40)],
            id="a reliable rule doubted is kept, as unsure as the network",
        ),
        pytest.param(
            [rule(CUE, confidence=DOUBTED - 0.1)],
            [learned(CUE, UNSURE)],
            [],
            id="an unreliable rule doubted is dropped",
        ),
        pytest.param([], [learned(CUE, SURE)], [(LEARNED, SURE, 45)], id="the network's alone"),
        pytest.param([], [learned(CUE, LEAST)], [(LEARNED, LEAST, 45)], id="just sure enough"),
        pytest.param([], [learned(CUE, UNSURE)], [], id="the network's alone in doubt is dropped"),
    ],
)
def test_the_rules_and_the_network_are_put_together(
    ruled: list[Attribution],
    found: list[Attribution],
    wanted: list[tuple[str, float, int]],
) -> None:
    kept = together(ruled, found)
    assert [(a.rule, a.confidence, a.content[-1].end) for a in kept] == wanted


def test_what_both_know_keeps_the_rules_lemma_and_kind() -> None:
    (kept,) = together([rule(CUE)], [learned(CUE, SURE)])
    assert (kept.cue_lemma, kept.cue_kind) == ("insist", "demand")
    assert (kept.source, kept.kind) == (Span(0, 8), "mixed")


def test_a_source_that_only_the_rules_found_is_kept() -> None:
    (both,) = together([rule(CUE)], [replace(learned(CUE, SURE), source=None)])
    assert both.source == Span(0, 5)
    (both,) = together([rule(CUE)], [learned(CUE, SURE)])
    assert both.source == Span(0, 8)


def test_one_content_is_told_once_under_the_surer_cue() -> None:
    (kept,) = together([rule(CUE)], [learned((14, 18), SURE)])
    assert kept.rule == RULES


def test_a_content_that_goes_on_in_later_paragraphs_is_the_rules() -> None:
    over = replace(rule(CUE), content=(Span(20, 40), Span(60, 90)), kind="direct")
    (kept,) = together([over], [learned(CUE, SURE)])
    assert kept.content == (Span(20, 45), Span(60, 90))
    assert kept.kind == "direct"


def test_what_is_reported_inside_anothers_words_stays_inside() -> None:
    inner = rule((25, 29), 30, 40)
    outer, nested = together([rule(CUE), inner], [learned(CUE, SURE)])
    assert outer.rule == BOTH
    assert nested.rule == RULES
    assert (outer.within, nested.within) == (None, 0)


def test_attributions_come_in_text_order() -> None:
    kept = together([rule((50, 54), 60, 80)], [learned(CUE, SURE), learned((90, 94), SURE, 95, 99)])
    assert [a.cue for a in kept] == [Span(10, 14), Span(50, 54), Span(90, 94)]


def test_thousands_of_attributions_are_put_in_order_at_once() -> None:
    many = [rule((n, n + 4), n + 10, n + 90) for n in range(0, 1_000_000, 100)]
    inner = [rule((n + 20, n + 24), n + 30, n + 80) for n in range(0, 1_000_000, 100)]
    begin = time.process_time()
    kept = ordered([*inner, *many])
    assert time.process_time() - begin < 5
    assert [a.within for a in kept] == [None if n % 2 == 0 else n - 1 for n in range(len(kept))]
