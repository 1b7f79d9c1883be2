"""What marks say: intervals and agreement as published, and the figures of an audit."""

from __future__ import annotations

from math import comb, inf, sqrt
from pathlib import Path

import pytest

from audited import ledger, mark
from dragoman import views
from dragoman.ledger import Ledger, open_ledger
from dragoman.views.auditing import AuditFrame
from dragoman.views.auditing.proportions import counting_for, estimated, kappa, wilson
from dragoman.views.auditing.rows import Figure
from dragoman.views.auditing.wording import kept_promise, percents
from tellings import Told, reading

__all__ = ["ledger"]

STATEMENTS = AuditFrame(("statement",))

NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
"""R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven
methods, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (Wilson's score)."""


@pytest.mark.parametrize(("right", "of", "low", "high"), NEWCOMBE)
def test_intervals_are_as_published(right: int, of: int, low: float, high: float) -> None:
    found = wilson(right / of, of)
    assert [round(end, 4) for end in found] == [low, high]


@pytest.mark.parametrize(("right", "of", "low", "high"), NEWCOMBE)
def test_intervals_of_right_and_wrong_mirror_each_other(
    right: int, of: int, low: float, high: float
) -> None:
    assert [round(1 - end, 4) for end in wilson(1 - right / of, of)][::-1] == [low, high]


@pytest.mark.parametrize("of", [1, 2, 5, 50, 5000])
def test_intervals_hold_the_share_and_stay_between_0_and_1(of: int) -> None:
    for right in {0, 1, of // 2, of - 1, of}:
        low, high = wilson(right / of, of)
        assert 0 <= low <= right / of <= high <= 1
        assert low < high
    assert wilson(0, of)[0] == 0 and wilson(1, of)[1] == 1


def test_a_sample_of_few_counts_for_more_and_one_of_all_is_certain() -> None:
    assert counting_for(50, None) == 50
    assert counting_for(50, 1_000_000) == pytest.approx(50, rel=1e-3)
    assert counting_for(50, 100) == pytest.approx(99)
    assert counting_for(100, 100) == inf
    assert wilson(0.85, inf) == (0.85, 0.85)
    # The variance of a share under simple random sampling without replacement (Cochran 1977,
    # theorem 3.2): it must be that of a sample of as many as `counting_for` says.
    share, n, population = 0.8, 40, 100
    spread = sqrt(share * (1 - share) / n * (population - n) / (population - 1))
    assert sqrt(share * (1 - share) / counting_for(n, population)) == pytest.approx(spread)


@pytest.mark.parametrize(("population", "size"), [(100, 40), (60, 30), (400, 50), (200, 100)])
def test_intervals_hold_the_true_share_about_as_often_as_they_say(
    population: int, size: int
) -> None:
    """Exact, by the hypergeometric distribution: samples are drawn without replacement."""
    held = [_held(population, right, size) for right in range(population // 2, population)]
    assert 0.94 < sum(held) / len(held) < 0.97
    assert min(held) > 0.83, "single shares near 1 fall below (Brown, Cai and DasGupta 2001)"


def _held(population: int, right: int, size: int) -> float:
    """Return how often the interval of a sample holds the share of right records."""
    often = 0.0
    for found in range(max(0, size - (population - right)), min(size, right) + 1):
        low, high = wilson(found / size, counting_for(size, population))
        if low <= right / population <= high:
            often += comb(right, found) * comb(population - right, size - found)
    return often / comb(population, size)


def test_unequal_weights_count_as_fewer_records() -> None:
    hits = [True] * 8 + [False] * 2
    even = estimated(hits, [1.0] * 10, None)
    uneven = estimated(hits, [5.0] * 5 + [1.0] * 5, None)
    assert even and uneven
    assert even.share == pytest.approx(0.8)
    assert uneven.share == pytest.approx(28 / 30)
    assert uneven.high - uneven.low > 0.3
    assert estimated([], [], 100) is None


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((20, 5, 10, 15), 0.40),
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
        ((10, 0, 0, 10), 1.0),
        ((0, 10, 10, 0), -1.0),
    ],
)
def test_kappa_is_as_in_worked_examples(table: tuple[int, int, int, int], expected: float) -> None:
    """The first three are the worked examples of the encyclopaedia's article on the coefficient."""
    cells = [("yes", "yes"), ("yes", "no"), ("no", "yes"), ("no", "no")]
    pairs = [cell for cell, count in zip(cells, table, strict=True) for _ in range(count)]
    found = kappa(pairs)
    assert found is not None and round(found, 4) == expected


def test_kappa_is_not_defined_where_both_always_say_the_same() -> None:
    assert kappa([("right", "right")] * 5) is None
    assert kappa([]) is None


def test_figures_count_right_partly_wrong_and_leave_unsure_out(ledger: Ledger) -> None:
    views.audit(ledger, 10, seed=3, frame=STATEMENTS, who="Ines")
    items = views.audit_items(ledger)
    for item in items[:5]:
        mark(ledger, item, "right")
    mark(ledger, items[5], "partly", "stance")
    mark(ledger, items[6], "wrong")
    mark(ledger, items[7], "wrong", "speaker")
    mark(ledger, items[8], "unsure")
    (one,) = views.audit_figures(ledger)
    assert (one.who, one.population, one.sample) == ("Ines", 24, 10)
    assert (one.marked, one.unsure, one.left) == (9, 1, 1)
    assert (one.precision.right, one.precision.of, one.precision.share) == (5, 8, 5 / 8)
    assert (one.found.right, one.found.of) == (6, 8)
    low, high = wilson(5 / 8, 8 * 23 / 16)
    assert (one.precision.low, one.precision.high) == pytest.approx((low, high))
    fields = {figure.name: (figure.right, figure.of) for figure in one.fields}
    assert fields["statement: words"] == (7, 8)
    assert fields["statement: stance"] == (6, 8)
    assert fields["statement: speaker"] == (6, 8)
    assert "statement: source" not in fields, "no record says anything in it"
    assert one.sentence == (
        f"Precision of statements: 0.62, 95 % interval {low:.2f} to {high:.2f} (Wilson, finite "
        "population); simple random sample, 8 of 24 judged, seed 3; 1 left out as unsure."
    )


def test_a_field_that_is_lacking_is_counted_apart(ledger: Ledger) -> None:
    views.audit(ledger, 10, seed=3, frame=STATEMENTS)
    items = views.audit_items(ledger)
    mark(ledger, items[0], "partly", "source")
    mark(ledger, items[1], "partly")
    mark(ledger, items[2], "right")
    (one,) = views.audit_figures(ledger)
    fields = {figure.name: figure for figure in one.fields}
    assert (fields["statement: source"].of, fields["statement: source"].missing) == (0, 1)
    assert fields["statement: words"].of == 2, "partly, without a word on what: no field is judged"


def test_each_confidence_is_held_against_what_was_found(ledger: Ledger) -> None:
    views.audit(ledger, 24, frame=STATEMENTS)
    for item in views.audit_items(ledger):
        mark(ledger, item, "right" if item.confidence > 0.8 else "wrong")
    (one,) = views.audit_figures(ledger)
    parts = {figure.name: figure for figure in one.confidences}
    assert {name: (part.right, part.of, part.population) for name, part in parts.items()} == {
        "0.0 to 0.5": (0, 5, 5),
        "0.6 to 0.7": (0, 5, 5),
        "0.7 to 0.8": (0, 5, 5),
        "0.8 to 0.9": (5, 5, 5),
        "0.9 to 1.0": (4, 4, 4),
    }
    assert parts["0.8 to 0.9"].promised == pytest.approx(0.85)
    assert kept_promise(parts["0.0 to 0.5"]) == "less often right"
    assert kept_promise(parts["0.8 to 0.9"]) == "more often right"
    assert one.precision.low == one.precision.high == one.precision.share
    assert one.sentence == "Precision of statements: 0.38; all 24 were looked at."


def test_what_was_drawn_by_confidence_is_weighted_back(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as opened:
        for n in range(60):
            sure = 0.95 if n < 50 else 0.45
            opened.add(reading(Told("RUS", confidence=sure, words=f"words {n}"), name=f"n{n}"))
        views.audit(opened, 10, frame=AuditFrame(by_confidence=True))
        for item in views.audit_items(opened):
            mark(opened, item, "right" if item.confidence > 0.5 else "wrong")
        (one,) = views.audit_figures(opened)
    assert (one.precision.right, one.precision.of) == (5, 10)
    assert one.precision.share == pytest.approx(50 / 60), "not a half: the unsure ones are few"
    assert "drawn evenly over confidence and weighted" in one.sentence
    assert "left out" not in one.sentence


def test_a_part_of_the_scale_of_which_nothing_was_judged_is_told(ledger: Ledger) -> None:
    views.audit(ledger, 10, frame=AuditFrame(("statement",), by_confidence=True))
    for item in views.audit_items(ledger):
        if item.confidence > 0.5:
            mark(ledger, item, "right")
    (one,) = views.audit_figures(ledger)
    assert "nothing judged of confidence 0.0 to 0.5, which is left out" in one.sentence


def test_agreement_is_told_for_each_pair_on_what_both_judged(ledger: Ledger) -> None:
    views.audit(ledger, 5, frame=STATEMENTS)
    items = views.audit_items(ledger)
    for item, ines, bo in zip(
        items, ("right", "right", "wrong", "partly", "right"), "ynn?p", strict=True
    ):
        mark(ledger, item, ines)
        mark(ledger, item, bo, *(["side"] if bo == "p" else []), who="Bo")
    (row,) = views.audit_agreement(ledger)
    assert (row.who, row.other, row.both, row.same) == ("Bo", "Ines", 4, 2)
    assert row.kappa == pytest.approx((0.5 - 5 / 16) / (11 / 16))
    assert row.kappa_right == pytest.approx((0.5 - 6 / 16) / (10 / 16))
    report = views.audit_report(ledger)
    assert [one.who for one in report.figures] == ["Bo", "Ines"]
    assert len(report.records) == 10


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("", 0, 0, None, None, None), "nothing marked"),
        (Figure("", 42, 50, 0.84, 0.714, 0.917), "84 % (71 to 92 %)"),
        (Figure("", 999, 1000, 0.999, 0.9965, 0.9998), "99.9 % (99.7 to 99.9 %)"),
        (Figure("", 50, 50, 1.0, 0.93, 1.0), "100 % (93 to 100 %)"),
        (Figure("", 0, 50, 0.0, 0.0, 0.0711), "0 % (0 to 7 %)"),
    ],
)
def test_percents_say_all_and_none_only_of_all_and_none(figure: Figure, words: str) -> None:
    assert percents(figure) == words
