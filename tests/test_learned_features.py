"""What the network is told of words: the same in training and in reading, or it misreads."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.attribution.learned.features import (
    AFTER,
    ANCESTOR,
    BEFORE,
    DIGITS,
    DISTANCES,
    FIRST_BRANCH,
    ITSELF,
    LONG_AFTER,
    LONG_BEFORE,
    LOWER,
    MARK,
    MIXED,
    PARENT,
    QUOTE,
    TITLE,
    UPPER,
    Inventory,
    Tree,
    anchor,
    distances,
    form,
    tree,
    ways,
)

KNOWN = Inventory(("NN", "VBD"), ("ROOT", "ccomp", "nsubj", "punct"))
ROOT, CCOMP, NSUBJ, PUNCT = KNOWN.dependency_ids(KNOWN.dependencies)


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("EU", UPPER),
        ("U.N.", UPPER),
        ("I", TITLE),
        ("Valdoria", TITLE),
        ("McVenn", TITLE),
        ("Ärö", TITLE),
        ("talks", LOWER),
        ("n't", LOWER),
        ("2031", DIGITS),
        ("“", QUOTE),
        ('"', QUOTE),
        ("''", QUOTE),
        (",", MARK),
        ("—", MARK),
        ("🕊", MARK),
        ("12.5", MIXED),
        ("iPort", MIXED),
        ("", MARK),
    ],
)
def test_a_word_has_the_form_that_its_letters_show(word: str, wanted: int) -> None:
    assert form(word) == wanted


def test_distances_are_the_same_on_both_sides_of_a_cue() -> None:
    told = distances(401, 200)
    assert told[200] == DISTANCES // 2 - 1
    assert (told[:200][::-1] + told[201:] == 2 * told[200]).all()
    assert (np.diff(told) >= 0).all(), "a farther word never counts as a nearer one"
    assert len(set(told[190:211].tolist())) == 21, "ten words on each side are told apart"


@given(st.integers(1, 3000), st.data())
def test_distances_stay_among_the_classes(length: int, data: st.DataObject) -> None:
    told = distances(length, data.draw(st.integers(0, length - 1)))
    assert len(told) == length
    assert 0 <= told.min() <= told.max() < DISTANCES


def told_tree() -> Tree:
    """`Rain fell . | Valdoria said talks failed . | Nobody left | Nobody stayed`."""
    heads = [1, 1, 1, 4, 4, 6, 4, 4, 9, 9, 11, 11]
    labels = [NSUBJ, ROOT, PUNCT, NSUBJ, ROOT, NSUBJ, CCOMP, PUNCT, NSUBJ, ROOT, NSUBJ, ROOT]
    return tree(heads, labels, [0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 3, 3])


def branch(label: int, steps: int) -> int:
    return FIRST_BRANCH + steps * (len(KNOWN.dependencies) + 1) + label


@pytest.mark.parametrize(
    ("cue", "wanted"),
    [
        # said: its subject, itself, both words of its clause, its full stop
        (4, [branch(NSUBJ, 0), ITSELF, branch(CCOMP, 0), branch(CCOMP, 0), branch(PUNCT, 0)]),
        # failed: what said governs hangs one step up
        (6, [branch(NSUBJ, 1), PARENT, branch(NSUBJ, 0), ITSELF, branch(PUNCT, 1)]),
        # talks: said is more than one step up
        (5, [branch(NSUBJ, 2), ANCESTOR, ITSELF, PARENT, branch(PUNCT, 2)]),
    ],
)
def test_the_way_from_a_cue_is_the_branch_and_the_steps(cue: int, wanted: list[int]) -> None:
    found = ways(told_tree(), cue, len(KNOWN.dependencies)).tolist()
    assert found[3:8] == wanted
    assert found[:3] == [BEFORE] * 3
    assert found[8:] == [AFTER] * 2 + [LONG_AFTER] * 2


def test_sentences_far_before_a_cue_are_told_from_the_last() -> None:
    found = ways(told_tree(), 9, len(KNOWN.dependencies)).tolist()
    assert found[:8] == [LONG_BEFORE] * 3 + [BEFORE] * 5


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40), st.data())
def test_every_way_is_among_those_that_the_model_tells_apart(
    drawn: list[int], data: st.DataObject
) -> None:
    heads = [0, *(n % place for place, n in enumerate(drawn[1:], start=1))]
    labels = [n % (len(KNOWN.dependencies) + 1) for n in drawn]
    made = tree(heads, labels, [0] * len(heads))
    cue = data.draw(st.integers(0, len(heads) - 1))
    found = ways(made, cue, len(KNOWN.dependencies))
    assert found[cue] == ITSELF
    assert (found == ITSELF).sum() == 1
    assert 0 < found.min() <= found.max() < KNOWN.ways


@pytest.mark.parametrize(
    ("words", "heads", "wanted"),
    [
        ([1], [1, 1, 1], 1),  # said, the root
        ([1, 2], [1, 1, 1], 1),  # made clear
        ([1, 2], [2, 2, 2], 2),  # has said: the last word governs the others
        ([0, 2], [2, 2, 1], 2),  # the cue is governed from outside
        ([0, 1], [1, 0, 0], 0),  # heads in a circle never come from a parser, and do no harm
    ],
)
def test_a_cue_is_anchored_at_the_word_that_governs_the_others(
    words: list[int], heads: list[int], wanted: int
) -> None:
    assert anchor(words, heads) == wanted


def test_tags_that_the_model_does_not_know_are_none_of_its_own() -> None:
    assert KNOWN.tag_ids(["VBD", "ADVERB", "", "NN"]) == [2, 0, 0, 1]
    assert KNOWN.dependency_ids(["nsubj", "subject"]) == [NSUBJ, 0]
