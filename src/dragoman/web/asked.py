"""What is asked of the desk: one query string that every page understands, kept in the address.

`side:Russia matter:"peace treaty" after:2022-03 lease` are three filters and a word. A page uses
the filters that it knows, and says which it does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from dragoman.errors import DragomanError

FILTERS = {
    "side": "a country or body on whose behalf somebody speaks",
    "speaker": "who says it",
    "rank": "leader, minister, spokesperson, expert and so on: what the speaker's role is",
    "matter": "what it is about",
    "stance": "supports, open, conditional, defers, rejects or none",
    "kind": "direct, indirect or mixed words",
    "sourcing": "named, anonymous or document",
    "reported": "how the reporter takes it: factive, neutral or doubting",
    "outlet": "where the article appeared",
    "language": "the article's language",
    "type": "a kind of event or condition",
    "status": "what became of a condition",
    "asks": "act, restraint, recognition, payment, sequence or unknown, of a condition",
    "has": "condition",
    "after": "a day, month or year",
    "before": "a day, month or year",
    "known": "what the ledger knew on that day",
}
"""Each filter of the query, and what may follow it."""

ALIASES = {
    "issue": "matter",
    "position": "stance",
    "source": "outlet",
    "since": "after",
    "until": "before",
}
"""Other names of filters."""
_OF_ONE_VIEW = ("page", "done", "back")
"""What an address says of one view of a page, and no other query's."""

_PIECE = re.compile(r'([A-Za-z]+):(?:"([^"]*)"?|(\S*))|("[^"]*"?|\S+)')
_PLAIN = re.compile(r"[^\s\":]+\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: its filters, its words, and `more`, which a page needs beside it (`page`, `sort`).

    Filters stand in the order of `FILTERS`, so that the same query has one address.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    more: Mapping[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """Return what a filter asks for, None where it is not given."""
        return self.filters.get(name)

    @property
    def query(self) -> str | None:
        """Return the words to look for, None for all."""
        return self.words or None

    @property
    def question(self) -> str | None:
        """Return the words when they are to be looked for by meaning, None otherwise."""
        return self.query if self.more.get("by") == "meaning" else None

    @property
    def page(self) -> int:
        """Return which page is asked for, from 1. Raises DragomanError for none."""
        told = self.more.get("page", "1")
        if not told.isdecimal() or not 0 < int(told) <= 1_000_000:
            raise DragomanError(f"page={told}: there is no such page. They are numbered from 1.")
        return int(told)

    @property
    def q(self) -> str:
        """Return the query as one writes it."""
        told = [f"{name}:{_quoted(self.filters[name])}" for name in FILTERS if name in self.filters]
        return " ".join([*told, *([self.words] if self.words else [])])

    def having(self, **filters: str | None) -> Asked:
        """Return the query with other filters, None taking one away; it begins at page 1."""
        kept = {name: value for name, value in {**self.filters, **filters}.items() if value}
        more = {name: value for name, value in self.more.items() if name not in _OF_ONE_VIEW}
        return replace(self, filters=kept, more=more)

    def alone(self) -> Asked:
        """Return the query without what one page needs beside it."""
        return replace(self, more={})

    def without_words(self) -> Asked:
        """Return the query with its filters alone."""
        return replace(self.having(), words="")

    def also(self, **more: str | int | None) -> Asked:
        """Return the query with other values beside it, None taking one away."""
        told = {**self.more, **{k: None if v is None else str(v) for k, v in more.items()}}
        return replace(self, more={name: value for name, value in told.items() if value})

    def at(self, path: str) -> str:
        """Return the address of a page that is asked this."""
        told = {**({"q": self.q} if self.q else {}), **self.more}
        return f"{path}?{urlencode(told)}" if told else path


def asked_of(parameters: Mapping[str, str]) -> Asked:
    """Return what an address asks: `q` is the query, a filter may also stand by its own name.

    Raises DragomanError for a filter that is none.
    """
    filters: dict[str, str] = {}
    words: list[str] = []
    for name, quoted, bare, word in _PIECE.findall(parameters.get("q", "")):
        if name:
            filters[_known(name)] = (quoted or bare).strip()
        else:
            words.append(word)
    for name, value in parameters.items():
        if name in FILTERS and value.strip():
            filters[name] = value.strip()
    more = {k: v for k, v in parameters.items() if k != "q" and k not in FILTERS and v.strip()}
    return Asked({name: value for name, value in filters.items() if value}, " ".join(words), more)


def _known(name: str) -> str:
    found = ALIASES.get(name.lower(), name.lower())
    if found not in FILTERS:
        raise DragomanError(
            f"{name}: is no filter. There are {', '.join(FILTERS)}. "
            f'To look for these very words, put them in quotes: "{name}: ..."'
        )
    return found


def _quoted(value: str) -> str:
    return value if _PLAIN.match(value) else f'"{value.replace(chr(34), " ")}"'
