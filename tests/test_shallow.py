"""Trees that are too deep for any sentence are made shallow, and others left as they are."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from dragoman.intake import from_text
from dragoman.reading.pipeline import pipeline
from dragoman.reading.reader import read
from dragoman.reading.shallow import DEEPEST, shallow
from test_reading import check


def depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


@pytest.mark.parametrize(
    "text",
    [
        "Talks " * 300,
        "He said that " * 100 + "it rains. They went on.",
        "Valdoria's " * 200 + "talks. They went on. " + "Talks " * 100,
    ],
)
def test_a_tree_without_end_is_cut_and_its_sentences_stay(text: str) -> None:
    doc = pipeline()(text)
    before = [(s.start, s.end, s.root.i) for s in doc.sents], [token.dep_ for token in doc]
    assert max(map(depth, doc)) > DEEPEST
    doc = shallow(doc)
    assert max(map(depth, doc)) == DEEPEST
    assert before == ([(s.start, s.end, s.root.i) for s in doc.sents], [t.dep_ for t in doc])
    assert all(len(list(s.root.subtree)) == len(s) for s in doc.sents)


def test_a_tree_of_a_sentence_stays() -> None:
    heads = [*range(1, DEEPEST), *([DEEPEST - 1] * 30)]
    doc = Doc(pipeline().vocab, words=["a"] * len(heads), heads=heads, deps=["dep"] * len(heads))
    before = [token.head.i for token in doc]
    assert [token.head.i for token in shallow(doc)] == before


def test_a_row_of_a_thousand_equal_nouns_is_read() -> None:
    check(read(from_text("Talks " * 1500 + "\n\nValdoria said that it will sign.")))
