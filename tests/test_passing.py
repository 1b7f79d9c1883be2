"""A process that reads for months must not grow with each name that it meets."""

from __future__ import annotations

from itertools import islice

import pytest

from dragoman.article import Article
from dragoman.intake import from_bytes
from dragoman.reading import reader
from dragoman.reading.pipeline import pipeline
from dragoman.reading.reader import read, read_all


def articles(first: int, count: int) -> list[Article]:
    """Return articles with names that stand in no other."""
    return [
        from_bytes(
            f'Talks\n\n"We will sign in Belmora{n}," Minister Tovarel{n} said on Monday.'.encode(),
            origin=f"{n}.txt",
            name=f"{n}.txt",
        )
        for n in range(first, first + count)
    ]


@pytest.fixture
def small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Free the words after each two articles."""
    monkeypatch.setattr(reader, "PORTION", 2)


def test_new_words_are_not_kept(small_portions: None) -> None:
    read(articles(0, 1)[0])
    before = len(pipeline().vocab.strings)
    readings = list(read_all(articles(1, 5)))
    assert [reading.statements[0].speaker.name for reading in readings] == [
        f"Tovarel{n}" for n in range(1, 6)
    ]
    assert len(pipeline().vocab.strings) == before


def test_portions_read_as_one(small_portions: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = articles(10, 5)
    by_two = list(read_all(asked))
    monkeypatch.setattr(reader, "PORTION", 256)
    assert by_two == list(read_all(asked))


def test_two_readers_take_turns(small_portions: None) -> None:
    one, other = articles(20, 5), articles(30, 5)
    pairs = list(zip(read_all(one), read_all(other), strict=True))
    assert pairs == list(zip(list(read_all(one)), list(read_all(other)), strict=True))


def test_a_reader_that_is_left_frees_its_words() -> None:
    read(articles(40, 1)[0])
    before = len(pipeline().vocab.strings)
    begun = read_all(articles(41, 3))
    next(begun)
    assert len(pipeline().vocab.strings) > before
    del begun
    assert len(pipeline().vocab.strings) == before


def test_words_are_freed_when_reading_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    read(articles(50, 1)[0])
    before = len(pipeline().vocab.strings)

    def fails(*_: object) -> None:
        raise RuntimeError("no")

    with monkeypatch.context() as broken:
        broken.setattr(reader, "read_document", fails)
        with pytest.raises(RuntimeError):
            list(read_all(articles(51, 3)))
    assert len(pipeline().vocab.strings) == before
    assert len(list(islice(read_all(articles(60, 3)), 2))) == 2
