"""Things found again by where they stand: none that touches a span may be missed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Span
from dragoman.reading.nearby import CELL, Nearby

SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 5 * CELL),
    st.integers(0, 2 * CELL),
)


@given(st.lists(st.lists(SPANS, max_size=3), max_size=12), SPANS)
def test_all_that_touches_a_span_is_near_it_in_the_order_taken_in(
    things: list[list[Span]], asked: Span
) -> None:
    places: Nearby[int] = Nearby()
    for n, spans in enumerate(things):
        places.add(n, spans)
    near = list(places.near(asked))
    assert near == sorted(set(near))
    for n, spans in enumerate(things):
        if any(s.start < asked.end and asked.start < s.end for s in spans):
            assert n in near
    assert list(places) == list(range(len(things)))


def test_what_stands_far_away_is_not_looked_at() -> None:
    places: Nearby[int] = Nearby()
    for n in range(1000):
        places.add(n, [Span(n * CELL, n * CELL + 20)])
    assert list(places.near(Span(500 * CELL, 500 * CELL + 9))) == [500]
