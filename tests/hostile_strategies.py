"""Hypothesis strategies for texts: what is hostile, composed with plain sentences."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from hostile_texts import CONTROLS, FAMILIES, INVISIBLE, NUMBERS, PROSE, RUNS, TOKENS

PIECES = st.one_of(
    st.sampled_from(PROSE),
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=12).map(" ".join),
    st.sampled_from(NUMBERS).filter(lambda number: len(number) < 500),
    st.builds(lambda sign, many: sign * many, st.sampled_from(RUNS), st.integers(1, 60)),
    st.sampled_from((*INVISIBLE, *CONTROLS)),
    st.text(max_size=20),
    st.builds(
        lambda name, seed, size: FAMILIES[name](random.Random(seed), size)[:400],
        st.sampled_from(sorted(FAMILIES)),
        st.integers(0, 10_000),
        st.integers(10, 300),
    ),
)
GAPS = st.sampled_from(("", " ", " ", "\n\n", "\n", "\r\n", "\u2028", "\t"))

TEXTS = st.lists(st.tuples(PIECES, GAPS), min_size=1, max_size=12).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
"""Short texts of anything; many hold no word."""
