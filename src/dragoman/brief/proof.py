"""What a brief carries so that it can be verified: each line, and where its words must stand.

The same JSON goes into every format: a comment in Markdown, a `meta` element in HTML, a part of
its own in a Word document, an attached file in PDF.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.article import Span
from dragoman.brief.document import Document, Line, Place, Run

FORMAT = 1
"""The number of this form; another one is for a later Dragoman to read."""

NAME = "dragoman-brief"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a brief says that it says: its lines in order, its notes, and its foot.

    `marks` are the numbers behind each run of the lines, which a page shows among the words.
    """

    digest: str
    known: str | None
    articles: Mapping[str, str]
    lines: tuple[Line, ...]
    notes: tuple[Line, ...]
    foot: tuple[Line, ...]
    marks: tuple[tuple[tuple[int, ...], ...], ...]


def proof_json(document: Document, *, drawn: bool = False) -> str:
    """Return a brief's proof in ASCII that no markup can take for its own.

    `drawn` says that courses are drawings in this format, and not tables.
    """
    told = {
        NAME: FORMAT,
        "ledger": document.digest,
        "known": document.known,
        "articles": dict(document.articles),
        "lines": [_line(line) for line in document.lines(drawn=drawn)],
        "notes": [_line(line) for _, line in document.notes],
        "foot": [_line(line) for line in document.foot],
        "references": document.references,
    }
    plain = json.dumps(told, ensure_ascii=True, separators=(",", ":"))
    # Signs that end a comment, an attribute or an element stand as JSON's own escapes.
    for sign in "<>&'":
        plain = plain.replace(sign, f"\\u{ord(sign):04x}")
    return plain.replace("--", "-\\u002d")


def proof_of(told: str) -> Proof | None:
    """Return the proof that JSON holds, None where it is none of this form."""
    try:
        held = json.loads(told)
        if not isinstance(held, dict) or held.get(NAME) != FORMAT:
            return None
        return Proof(
            digest=str(held["ledger"]),
            known=held["known"] and str(held["known"]),
            articles={str(name): str(digest) for name, digest in held["articles"].items()},
            lines=tuple(_read(runs) for runs in held["lines"]),
            notes=tuple(_read(runs) for runs in held["notes"]),
            foot=tuple(_read(runs) for runs in held["foot"]),
            marks=tuple(tuple(tuple(run.get("n", ())) for run in runs) for runs in held["lines"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _line(line: Line) -> list[dict[str, Any]]:
    return [_run(run) for run in line.runs]


def _run(run: Run) -> dict[str, Any]:
    told: dict[str, Any] = {"t": run.text}
    if run.style in ("quote", "sentence", "label"):
        told["is"] = run.style
    if run.notes:
        told["n"] = [note.number for note in run.notes]
    if run.places:
        told["at"] = [[place.article, [[*span] for span in place.spans]] for place in run.places]
    return told


def _read(runs: Iterable[dict[str, Any]]) -> Line:
    return Line(
        tuple(
            Run(
                text=str(run["t"]),
                style=run.get("is", "plain"),
                places=tuple(
                    Place(str(article), tuple(Span(int(a), int(b)) for a, b in spans))
                    for article, spans in run.get("at", ())
                ),
            )
            for run in runs
        )
    )
