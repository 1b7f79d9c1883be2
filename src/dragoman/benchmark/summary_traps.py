"""Traps for summaries, read and scored: `dragoman bench summaries --traps`.

A line a row: `{"id", "phenomenon", "text", "published", "keep", "bound", "never"}`. Each list of
`keep` is words that stand together in one sentence of the summary; where the first words of a
list of `bound` stand, the others stand, too; words of `never` stand in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.benchmark.json_lines import json_rows
from dragoman.benchmark.mistakes import Mistake
from dragoman.intake import from_text
from dragoman.reading.reader import read_all
from dragoman.records import ReaderName, SummarySentence
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier

Together = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """A short article with what its summary must keep together, and what it must not hold."""

    id: str
    phenomenon: str
    text: str
    published: str | None
    keep: Together
    bound: Together
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrapScore:
    """In how many traps of a table the summary loses nothing, and what it lost in the others."""

    table: str
    rows: int
    right: int
    mistakes: tuple[Mistake, ...]


def bench_traps(
    tables: Sequence[Path], reader: ReaderName = "default", dossier: Dossier = NO_DOSSIER
) -> tuple[TrapScore, ...]:
    """Read the traps of tables with what the user knows, and tell in which nothing is lost.

    Raises UnreadableInput for what is no such table.
    """
    found = [(path.stem, json_rows(path, _trap, "a table of traps")) for path in tables]
    return tuple(_score(name, traps, reader, dossier) for name, traps in found)


def _trap(record: Mapping[str, Any]) -> Trap:
    text, published = record["text"], record["published"]
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text")
    if not isinstance(published, str | None):
        raise TypeError(f"{published!r} is no day")
    return Trap(
        id=str(record["id"]),
        phenomenon=str(record["phenomenon"]),
        text=text,
        published=published,
        keep=tuple(_words(words) for words in record["keep"]),
        bound=tuple(_words(words) for words in record["bound"]),
        never=_words(record["never"]),
    )


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(words, str) for words in value):
        raise TypeError(f"{value!r} is no list of words")
    return tuple(value)


def _score(table: str, traps: Sequence[Trap], reader: ReaderName, dossier: Dossier) -> TrapScore:
    articles = [
        replace(from_text(trap.text, origin=f"text:{trap.id}"), published=trap.published)
        for trap in traps
    ]
    readings = read_all(articles, reader, dossier=dossier)
    lost = [
        tuple(_lost(f"{table} {trap.id}", trap, reading.summary))
        for trap, reading in zip(traps, readings, strict=True)
    ]
    mistakes = tuple(mistake for each in lost for mistake in each)
    return TrapScore(table, len(traps), sum(not each for each in lost), mistakes)


def _lost(name: str, trap: Trap, summary: Sequence[SummarySentence]) -> Iterator[Mistake]:
    told = [unbracketed(sentence.text) for sentence in summary]
    whole = " / ".join(sentence.text for sentence in summary)
    for together in trap.keep:
        if not any(_holds(text, together) for text in told):
            yield Mistake(name, "not together", trap.phenomenon, _list(together), whole)
    for bound in trap.bound:
        for text in told:
            if bound[0] in text and not _holds(text, bound):
                yield Mistake(name, "cut apart", trap.phenomenon, _list(bound), text)
    for words in trap.never:
        if any(words in text for text in told):
            yield Mistake(name, "must not stand", trap.phenomenon, f"no “{words}”", whole)


def unbracketed(text: str) -> str:
    """Return a sentence of a summary without the marks of what the summary put in."""
    return " ".join(text.replace("[", "").replace("]", "").split())


def _holds(text: str, words: Sequence[str]) -> bool:
    return all(each in text for each in words)


def _list(words: Sequence[str]) -> str:
    return " + ".join(words)
