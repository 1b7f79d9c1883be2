"""Furniture told from articles, measured on marked pages: `dragoman bench furniture`.

A block counts as marked when most of its characters are furniture; on a web page also when its
words do not come out at all. What stands in furniture and is attributed to somebody is counted
apart, and so are statements that are read in the article alone but not in its page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.article import Article, Span
from dragoman.benchmark.furniture_pages import (
    ARTICLE,
    Marked,
    MarkedPage,
    html_text,
    plain_text,
    read_pages,
)
from dragoman.benchmark.mistakes import Mistake
from dragoman.benchmark.speakers import Share
from dragoman.intake import from_text
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_document
from dragoman.records import ReaderName, Reading

_WORD = re.compile(r"\w+")
_FEW_WORDS = 4
"""So many words of furniture are looked for inside other blocks; fewer must be a whole one."""


@dataclass(frozen=True, slots=True)
class Marking:
    """How furniture is told from article: right, too much, too little; in blocks or in words."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what is marked that is furniture."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Return the share of furniture that is marked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class FurnitureScore:
    """One file of pages: marking by blocks and by words, and each mark's share that is marked.

    `in_furniture` counts statements that stand in furniture of all that are read, `lost` those
    that are read in the articles alone and not in their pages.
    """

    file: str
    pages: int
    blocks: Marking
    words: Marking
    sorts: tuple[Share, ...]
    article: tuple[Share, ...]
    in_furniture: Share
    lost: Share
    mistakes: tuple[Mistake, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    page: MarkedPage
    block: Marked
    marked: bool


def bench_furniture(
    files: Sequence[Path], reader: ReaderName = "default"
) -> tuple[FurnitureScore, ...]:
    """Take in and read the pages of files; raises UnreadableInput for what is no such file."""
    found = [(path.stem, read_pages(path)) for path in files]
    return tuple(_score(name, pages, reader) for name, pages in found)


def opened(page: MarkedPage) -> Article:
    """Return a page taken in as the program takes in a file of its kind."""
    if page.is_html:
        return from_text(html_text(page), name=page.number, ending=".html")
    return from_text(plain_text(page)[0], name=page.number)


def marked_blocks(page: MarkedPage, article: Article) -> tuple[bool, ...]:
    """Return of each block of a page whether the article has it as furniture."""
    if not page.is_html:
        covered = _covered(article)
        return tuple(_mostly(span, covered, article.text) for span in plain_text(page)[1])
    kept = [
        _words(paragraph.span.of(article.text))
        for paragraph in article.paragraphs
        if paragraph.sort != "furniture"
    ]
    return tuple(not _stands_in(_words(block.words), kept) for block in page.blocks)


def _score(name: str, pages: Sequence[MarkedPage], reader: ReaderName) -> FurnitureScore:
    articles = [opened(page) for page in pages]
    judged = [
        _Judged(page, block, marked)
        for page, article in zip(pages, articles, strict=True)
        for block, marked in zip(page.blocks, marked_blocks(page, article), strict=True)
    ]
    readings = _readings(articles, reader)
    alone = _readings([opened(page.article()) for page in pages], reader)
    both = list(zip(pages, readings, alone, strict=True))
    within = [mistake for page, reading, _ in both for mistake in _in_furniture(page, reading)]
    lost = [mistake for page, reading, bare in both for mistake in _lost(page, reading, bare)]
    return FurnitureScore(
        name,
        len(pages),
        _marking((j, 1) for j in judged),
        _marking((j, len(_words(j.block.words))) for j in judged),
        _shares(j for j in judged if j.block.is_furniture),
        _shares((j for j in judged if j.block.is_article), ARTICLE),
        Share("in furniture", len(within), sum(len(r.statements) for r in readings)),
        Share("lost", len(lost), sum(len(r.statements) for r in alone)),
        (*_wrong(judged), *within, *lost),
    )


def _readings(articles: Iterable[Article], reader: ReaderName) -> list[Reading]:
    return [read_document(document, reader) for document in parse_all(articles)]


def _marking(judged: Iterable[tuple[_Judged, int]]) -> Marking:
    right = wrong = missed = 0
    for each, weight in judged:
        if each.block.is_furniture:
            right += weight * each.marked
            missed += weight * (not each.marked)
        elif _counts(each):
            wrong += weight * each.marked
    return Marking(right, wrong, missed)


def _counts(judged: _Judged) -> bool:
    """Return whether a block is the article's; a web page's head comes from its metadata."""
    return judged.block.is_article and not (
        judged.page.is_html and judged.block.mark in ("title", "head")
    )


def _shares(judged: Iterable[_Judged], marks: Sequence[str] = ()) -> tuple[Share, ...]:
    tally: dict[str, list[int]] = {mark: [0, 0] for mark in marks}
    for each in judged:
        if each.block.is_furniture or _counts(each):
            counts = tally.setdefault(each.block.mark, [0, 0])
            counts[0] += each.marked
            counts[1] += 1
    names = marks or sorted(tally)
    return tuple(Share(mark, *tally[mark]) for mark in names)


def _wrong(judged: Iterable[_Judged]) -> Iterator[Mistake]:
    for each in judged:
        where = f"{each.page.number} {each.page.name}"
        if each.block.is_furniture and not each.marked:
            yield Mistake(where, "left", each.block.words, each.block.mark)
        elif _counts(each) and each.marked:
            yield Mistake(where, "marked", each.block.words, each.block.mark)


def _in_furniture(page: MarkedPage, reading: Reading) -> Iterator[Mistake]:
    """Yield the statements whose content stands in furniture, left or not."""
    text = reading.article.text
    furniture = [_words(block.words) for block in page.blocks if block.is_furniture]
    own = [_words(block.words) for block in page.blocks if not block.is_furniture]
    spans = plain_text(page)[1] if not page.is_html else ()
    where = f"{page.number} {page.name}"
    for statement in reading.statements:
        words = " ".join(span.of(text) for span in statement.content)
        if spans:
            start = statement.content[0].start
            inside = any(
                block.is_furniture and span.start <= start < span.end
                for block, span in zip(page.blocks, spans, strict=True)
            )
        else:
            said = _words(words)
            inside = _within(said, furniture) and not _within(said, own)
        if inside:
            yield Mistake(where, "in furniture", words)


def _lost(page: MarkedPage, reading: Reading, alone: Reading) -> Iterator[Mistake]:
    """Yield the statements of the article alone whose content is not read in its page."""
    found = Counter(_contents(reading))
    for content in _contents(alone):
        if found[content]:
            found[content] -= 1
        else:
            yield Mistake(f"{page.number} {page.name}", "lost", " ".join(content))


def _contents(reading: Reading) -> list[tuple[str, ...]]:
    text = reading.article.text
    return [
        tuple(_words(" ".join(span.of(text) for span in each.content)))
        for each in reading.statements
    ]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _stands_in(words: list[str], kept: list[list[str]]) -> bool:
    """Return whether a block's words came out: as a block, or inside one if they are several."""
    return words in kept or (len(words) >= _FEW_WORDS and _within(words, kept))


def _within(words: list[str], blocks: list[list[str]]) -> bool:
    sought = f" {' '.join(words)} "
    return any(sought in f" {' '.join(block)} " for block in blocks)


def _covered(article: Article) -> list[Span]:
    return [p.span for p in article.paragraphs if p.sort == "furniture"]


def _mostly(span: Span, covered: list[Span], text: str) -> bool:
    """Return whether furniture covers most of a span's characters, blanks left out."""
    inside = sum(
        len("".join(text[max(span.start, c.start) : min(span.end, c.end)].split()))
        for c in covered
        if c.start < span.end and span.start < c.end
    )
    return 2 * inside > len("".join(span.of(text).split()))
