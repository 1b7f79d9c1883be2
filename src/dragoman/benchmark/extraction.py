"""Web pages' text measured against gold: `dragoman bench html` but its printing.

Reads the layout of the article extraction benchmark: a JSON object of page ids, each with its
`articleBody`, and `ID.html.gz` or `ID.html` in a folder. Words are compared as multisets, in
lower case; trafilatura's own plain text of the same pages stands beside.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.assembly import assembled
from dragoman.intake.charsets import page_text
from dragoman.intake.html import opened

_WORD = re.compile(r"\w+")
_TITLES, _DATES = ("headline", "title"), ("datePublished", "published", "date")
_SHINGLE = 4
_LARGEST = 50_000_000


class Overlap(NamedTuple):
    """How many words of a page are in both texts, in ours alone, in the gold alone."""

    both: int
    extra: int
    missing: int

    @property
    def precision(self) -> float:
        """Return the share of our words that the gold has; 1 where both have none."""
        return self.both / (self.both + self.extra) if self.both + self.extra else float(self.none)

    @property
    def recall(self) -> float:
        """Return the share of the gold's words that we have; 1 where both have none."""
        found = self.both + self.missing
        return self.both / found if found else float(self.none)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return _f1(self.precision, self.recall)

    @property
    def none(self) -> bool:
        """Return whether neither text has a word."""
        return self == (0, 0, 0)


@dataclass(frozen=True, slots=True)
class TextScore:
    """One extractor over all pages.

    `f1` is that of the mean precision and the mean recall, as the article extraction benchmark
    has it; `pooled` counts all pages' words together, `mean` is the mean of the pages' F1.
    `shingles` is `f1` over runs of four words with their case: that benchmark's own figure.
    """

    name: str
    precision: float
    recall: float
    f1: float
    pooled: float
    mean: float
    shingles: float


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: our F1 and trafilatura's, and what was wrong with it."""

    page: str
    ours: Overlap
    theirs: Overlap
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractionScore:
    """What `bench html` finds: both extractors, each page, and shares of right metadata."""

    scores: tuple[TextScore, TextScore]
    pages: tuple[PageScore, ...]
    titles: tuple[int, int]
    dates: tuple[int, int]


def bench_html(gold: Path, pages: Path, step: Callable[[], None] | None = None) -> ExtractionScore:
    """Read the gold's pages and score their text; raises UnreadableInput for a wrong layout."""
    rows: list[PageScore] = []
    shingles: list[tuple[Overlap, Overlap]] = []
    titles, dates = [0, 0], [0, 0]
    for name, entry in read_gold(gold).items():
        raw = _raw(pages, name)
        wanted = str(entry.get("articleBody") or "")
        article, fault = _article(raw, name)
        ours = body_text(article) if article else ""
        theirs = plain_text(raw)
        rows.append(PageScore(name, overlap(wanted, ours), overlap(wanted, theirs), fault))
        shingles.append((_shingled(wanted, ours), _shingled(wanted, theirs)))
        _count(titles, _same_title, article.title if article else None, _first(entry, _TITLES))
        _count(dates, _same_day, article.published if article else None, _first(entry, _DATES))
        if step:
            step()
    if not rows:
        raise UnreadableInput(str(gold), "it names no page", "Give the ground-truth.json.")
    return ExtractionScore(
        (
            _score("dragoman", [row.ours for row in rows], [pair[0] for pair in shingles]),
            _score("trafilatura", [row.theirs for row in rows], [pair[1] for pair in shingles]),
        ),
        tuple(rows),
        (titles[0], titles[1]),
        (dates[0], dates[1]),
    )


def read_gold(path: Path) -> dict[str, dict[str, Any]]:
    """Return the pages' gold by their ids; raises UnreadableInput."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            str(path), f"it cannot be read ({error})", "Give a ground-truth.json."
        ) from error
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise UnreadableInput(
            str(path), "it is no object of pages", 'It reads {"ID": {"articleBody": "..."}}.'
        )
    return found


def body_text(article: Article) -> str:
    """Return an article's text without furniture, its title, and lines of date and byline.

    The gold has those apart. A dateline that opens a paragraph is part of the text.
    """
    kept: list[str] = []
    for paragraph in article.paragraphs:
        words = paragraph.span.of(article.text)
        titled = paragraph.sort == "title" and _words(words) == _words(article.title or "")
        line = paragraph.sort == "dateline" and words.endswith("\n")
        if paragraph.sort != "furniture" and not titled and not line:
            kept.append(words.strip())
    return "\n".join(kept)


def plain_text(raw: bytes) -> str:
    """Return what trafilatura itself makes of a page, called as that benchmark calls it."""
    from trafilatura import extract  # noqa: PLC0415  # it takes a second to import

    try:
        text = page_text(raw, "page").text
    except UnreadableInput:
        return ""
    return extract(text, include_comments=False) or ""


def overlap(gold: str, found: str) -> Overlap:
    """Return the overlap of two texts' words, in lower case, each as often as it stands there."""
    return _overlap(Counter(_words(gold)), Counter(_words(found)))


def _overlap(gold: Counter[Any], found: Counter[Any]) -> Overlap:
    both = (gold & found).total()
    return Overlap(both, found.total() - both, gold.total() - both)


def _shingled(gold: str, found: str) -> Overlap:
    return _overlap(_shingles(gold), _shingles(found))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    count = max(1, len(words) - _SHINGLE + 1)
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(count) if words)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _score(name: str, pages: list[Overlap], shingles: list[Overlap]) -> TextScore:
    precision, recall = _means(pages)
    pooled = Overlap(*(sum(counts) for counts in zip(*pages, strict=True)))
    return TextScore(
        name,
        precision,
        recall,
        _f1(precision, recall),
        pooled.f1,
        fmean(page.f1 for page in pages),
        _f1(*_means(shingles)),
    )


def _means(pages: list[Overlap]) -> tuple[float, float]:
    """Return mean precision over pages with words found, and mean recall over those with gold."""
    return (
        _mean(page.precision for page in pages if page.both + page.extra),
        _mean(page.recall for page in pages if page.both + page.missing),
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return fmean(found) if found else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _article(raw: bytes, name: str) -> tuple[Article | None, str | None]:
    try:
        page = opened(raw, name)
    except UnreadableInput as error:
        return None, error.what
    return assembled(page, Article(name, f"page:{name}", "", page.text)), None


def _raw(folder: Path, name: str) -> bytes:
    """Return a page's bytes, unpacked; raises UnreadableInput."""
    for path in (folder / f"{name}.html.gz", folder / "html" / f"{name}.html.gz"):
        if path.exists():
            try:
                with gzip.open(path) as file:
                    return file.read(_LARGEST)
            except (OSError, EOFError, zlib.error) as error:
                raise UnreadableInput(
                    str(path), f"it cannot be unpacked ({error})", "Fetch it anew."
                ) from error
    plain = folder / f"{name}.html"
    try:
        return plain.read_bytes()
    except OSError as error:
        raise UnreadableInput(
            str(folder), f"it holds no {name}.html.gz", "Give the folder of the pages (html/)."
        ) from error


def _first(entry: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((str(entry[key]) for key in keys if entry.get(key)), None)


def _count(
    tally: list[int], same: Callable[[str, str], bool], found: str | None, gold: str | None
) -> None:
    if gold:
        tally[0] += bool(found and same(found, gold))
        tally[1] += 1


def _same_title(found: str, gold: str) -> bool:
    return _words(found) == _words(gold)


def _same_day(found: str, gold: str) -> bool:
    return found[:10] == gold[:10]
