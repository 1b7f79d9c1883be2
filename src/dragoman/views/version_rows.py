"""The rows of versions: each version of an article, and what a revision changed in statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.article import Span
from dragoman.views.rows import Cell, Row

Change = Literal["same", "moved", "changed", "added", "dropped", "withdrawn"]
"""What became of a statement from one version to the next."""


@dataclass(frozen=True, slots=True)
class VersionRow(Row):
    """One version of an article: `number` of `of`, and what its outlet did with it.

    `kind` is what it is to the version before: `first`, `revised`, `corrected`, `withdrawn`,
    `completed` (that was a summary of it) or `refreshed` (the same words again: no revision).
    `day` is when its source dates the version, else when it was fetched; `words` are those that
    say so, at `span` where they stand in the text. `counts` tells whether its statements count;
    `same_by` is the address that the versions share, `placed_by` what put it in its place,
    `latest` the article that is the version now.
    """

    article: str
    number: int
    of: int
    kind: str
    day: str | None
    title: str | None
    outlet: str | None
    words: str | None
    span: Span | None
    counts: bool
    current: bool
    statements: int
    published: str | None
    modified: str | None
    retrieved: str | None
    added: str
    same_by: str | None
    placed_by: str | None
    latest: str

    def __str__(self) -> str:
        """Return the row as one line: `version 2 of 3, corrected 2026-05-04: “...”`."""
        kind = {"first": "first seen", "refreshed": "the same words again"}
        day = f" {self.day}" if self.day and self.kind != "refreshed" else ""
        words = f": “{self.words}”" if self.words else ""
        return f"version {self.number} of {self.of}, {kind.get(self.kind, self.kind)}{day}{words}"


@dataclass(frozen=True, slots=True)
class Piece(Row):
    """Words of one wording that the other has too, or has not."""

    words: str
    mark: Literal["same", "dropped", "added"]

    def __str__(self) -> str:
        """Return the words as `wdiff` marks them: `[-dropped-]`, `{+added+}`."""
        marked = {
            "same": self.words,
            "dropped": f"[-{self.words}-]",
            "added": f"{{+{self.words}+}}",
        }
        return marked[self.mark]


@dataclass(frozen=True, slots=True)
class ChangeRow(Row):
    """One statement of two versions of an article, or a condition in the reporter's voice.

    `change` says what became of it, `what` in what: words, speaker, role, stance, scope, matter,
    said, condition, place. `before` and `after` name the records, None where there is none;
    `words_before` and `words_after` have the words in pieces, marked where they differ.
    """

    sort: Literal["statement", "condition"]
    change: Change
    what: tuple[str, ...]
    before: str | None
    after: str | None
    speaker_before: str | None
    speaker_after: str | None
    words_before: tuple[Piece, ...]
    words_after: tuple[Piece, ...]
    stance_before: str | None
    stance_after: str | None
    conditions_before: tuple[str, ...]
    conditions_after: tuple[str, ...]

    def cells(self) -> dict[str, Cell]:
        """Return the row as flat values; words are marked as `wdiff` does."""
        flat = Row.cells(self)
        flat["words_before"] = " ".join(map(str, self.words_before)) or None
        flat["words_after"] = " ".join(map(str, self.words_after)) or None
        return flat
