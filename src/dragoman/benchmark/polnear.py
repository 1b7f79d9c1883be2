"""Texts annotated as PolNeAR is: flat attributions in JSON lines, each text in a file beside.

A line is `{"doc": NAME, "attributions": [{"source": [[start, end], ...], "cue": [...],
"content": [...]}]}`; gold lines may say `"primary": false` (a second annotator's, passed over)
and name the head words of a source (`"heads"`). Offsets count code points of the file's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.article import Article, Span
from dragoman.benchmark.json_lines import json_lines
from dragoman.errors import UnreadableInput
from dragoman.intake import from_path


@dataclass(frozen=True, slots=True)
class Relation:
    """One flat attribution; each of its roles may stand in several pieces, or be absent.

    `heads` are the head words of the source, where annotators gave them; `confidence` is the
    reader's, and 1 in gold.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    heads: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and the attributions that its annotator marked."""

    article: Article
    relations: tuple[Relation, ...]


def read_relations(path: Path) -> dict[str, tuple[Relation, ...]]:
    """Return the attributions of each document in a file of JSON lines, in the file's order.

    Raises UnreadableInput when there is no such file, a line is not as it should be, or two
    lines are of one document.
    """
    found: dict[str, tuple[Relation, ...]] = {}
    for where, line in json_lines(path):
        try:
            record = json.loads(line)
            if not record.get("primary", True):
                continue
            name = _name(record["doc"])
            relations = tuple(map(_relation, record["attributions"]))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnreadableInput(
                where, f"not a line of attributions ({error!r})", "Mend it, or take it out."
            ) from error
        if name in found:
            raise UnreadableInput(
                where, f"a second line of {name}", 'Mark one of the two "primary": false.'
            )
        found[name] = relations
    return found


def annotated_articles(gold: Path, texts: Path) -> tuple[AnnotatedArticle, ...]:
    """Return the documents of a gold file with their texts, in the order of their names.

    `texts` is the folder of NAME.txt. Raises UnreadableInput when the gold cannot be read or is
    empty, a text is not there, or an offset lies outside its text.
    """
    relations = read_relations(gold)
    if not relations:
        raise UnreadableInput(str(gold), "it has no document", "Name a file of gold lines.")
    return tuple(_annotated(gold, texts, name, relations[name]) for name in sorted(relations))


def relation_lines(documents: Iterable[tuple[str, Sequence[Relation]]]) -> str:
    """Return attributions as JSON lines, a line a document, with the reader's confidence."""
    return "".join(
        json.dumps({"doc": name, "attributions": [_record(each) for each in relations]}) + "\n"
        for name, relations in documents
    )


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"doc is {value!r}")
    return value


def _relation(record: Mapping[str, Any]) -> Relation:
    return Relation(
        source=tuple(_spans(record.get("source"))),
        cue=tuple(_spans(record.get("cue"))),
        content=tuple(_spans(record.get("content"))),
        heads=tuple(_spans(record.get("heads"))),
        confidence=float(record.get("confidence", 1.0)),
    )


def _spans(pieces: list[list[int]] | None) -> Iterator[Span]:
    for start, end in pieces or ():
        yield Span(int(start), int(end))


def _annotated(
    gold: Path, texts: Path, name: str, relations: tuple[Relation, ...]
) -> AnnotatedArticle:
    path = texts / f"{name}.txt"
    if not path.is_file():
        raise UnreadableInput(
            str(path),
            f"{gold} has this document, but its text is not there",
            "Name the folder that holds the texts.",
        )
    article = from_path(path)
    for relation in relations:
        for span in (*relation.source, *relation.cue, *relation.content, *relation.heads):
            if not 0 <= span.start <= span.end <= len(article.text):
                raise UnreadableInput(
                    f"{gold}, {name}",
                    f"{span.start} to {span.end} is outside a text of {len(article.text)}",
                    "Name the texts that this gold was made for.",
                )
    return AnnotatedArticle(article, relations)


def _record(relation: Relation) -> dict[str, object]:
    return {
        "source": relation.source,
        "cue": relation.cue,
        "content": relation.content,
        "confidence": relation.confidence,
    }
