"""Documents damaged at random, for tests that whatever comes is told and breaks nothing."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.page import Part
from telling import whole


def damaged(seeds: Sequence[bytes], longest: int) -> st.SearchStrategy[tuple[bytes, ...]]:
    """Return documents of `seeds` with pieces put in or gone: whole, its beginning, its end."""
    at = st.integers(0, longest)
    edit = st.tuples(at, st.binary(max_size=12), st.integers(0, 90))
    return st.builds(_variants, st.sampled_from(seeds), st.lists(edit, max_size=5), at)


def _variants(
    raw: bytes, edits: list[tuple[int, bytes, int]], length: int
) -> tuple[bytes, bytes, bytes]:
    for at, put, gone in edits:
        raw = raw[:at] + put + raw[at + gone :]
    return raw, raw[:length], raw[length:]


def is_told_or_sound(found: Part | UnreadableInput) -> bool:
    """Return whether it is an error, or a part whose blocks are where their words are."""
    if isinstance(found, UnreadableInput):
        return True
    page = whole(found)
    there = all(page.text[b.start : b.end] == b.words for b in page.blocks)
    return there and assembled(page, Article("x", "x", "0", page.text)).text == page.text
