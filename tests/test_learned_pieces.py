"""Words are cut into the pieces that the encoder was taught, whatever the words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dragoman.reading.attribution.learned import pieces as module
from dragoman.reading.attribution.learned.learned import MODELS
from dragoman.reading.attribution.learned.pieces import LONGEST, Pieces

PATH = MODELS / "default" / "tokenizer.json"

WORD = st.text(st.characters(exclude_categories=["Cs", "Zs"]), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def known() -> Pieces:
    return Pieces(PATH)


@given(words=st.lists(WORD, max_size=12))
def test_words_cut_one_by_one_are_cut_as_the_tokenizer_cuts_them_together(
    words: list[str], known: Pieces
) -> None:
    whole = Tokenizer.from_file(str(PATH))
    whole.no_truncation()
    whole.no_padding()
    wanted = whole.encode(words, is_pretokenized=True)
    cut = known.cut(words)
    assert cut.ids == wanted.ids
    assert cut.owners == [0 if word is None else word + 1 for word in wanted.word_ids]


def test_no_more_pieces_are_given_than_the_encoder_takes(known: Pieces) -> None:
    cut = known.cut(["antidisestablishmentarianism"] * 200)
    assert len(cut.ids) == len(cut.owners) == LONGEST


def test_words_beyond_those_remembered_are_cut_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 2)
    words = ["talks", "ceasefires", "talks", "Norhaven", "envoys", "talks"]
    small = Pieces(PATH)
    assert small.cut(words) == Pieces(PATH).cut(words) == small.cut(words)
    assert len(small._known) <= 2
