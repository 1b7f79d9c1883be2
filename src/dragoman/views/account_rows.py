"""The rows of accounts that cannot both hold: both words side by side, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.article import Span
from dragoman.views.row import Row


@dataclass(frozen=True, slots=True)
class Told(Row):
    """One of two accounts: the words, where they stand, who says them and by way of whom.

    `record` names the claim, `statement` the statement that tells it: None for the reporter's
    own voice, which has no `speaker`. `holds` tells whether the words say that it is so;
    `denied` that somebody denies it. `day` is when it was said, else published.
    """

    record: str
    statement: str | None
    article: str
    title: str
    outlet: str | None
    published: str | None
    words: str
    span: Span
    speaker: str | None
    side: str | None
    via: tuple[str, ...]
    day: str | None
    holds: bool
    denied: bool

    def __str__(self) -> str:
        who = self.speaker or self.outlet or self.title
        return f"{who}, {self.day or 'undated'}: “{self.words}” [{self.record}]"


@dataclass(frozen=True, slots=True)
class AccountRow(Row):
    """Two accounts of one event, or of one side's words, that cannot both hold.

    `kind` is `event`, `number`, `words` (what somebody said) or `denial`, where one account
    denies what the other tells. `about` is what both speak of, in words of the first; `day` the
    day of the later one. The earlier stands first. `times` counts the pairs of tellings that
    this one stands for.
    """

    kind: str
    about: str
    day: str
    one: Told
    other: Told
    likeness: float
    times: int

    def __str__(self) -> str:
        return f"{self.kind}: {self.one} / {self.other}"
