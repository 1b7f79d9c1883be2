"""Notices: what there is to tell, as plain values that every channel writes in its own way."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.watch.plan import Kind

FORM = "dragoman notice 1"
"""The first words of every notice in JSON: which form it has."""


@dataclass(frozen=True, slots=True)
class Source:
    """The article that a notice stands on, and the feed that it came by."""

    feed: str
    article: str
    title: str
    outlet: str | None
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that a notice is about."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell: a sentence, what it is about, and the row of the view that shows it.

    `id` is the same for the same notice, however often it is sent; `made` is when it was found.
    """

    id: str
    kind: Kind
    made: str
    text: str
    matters: tuple[Matter, ...]
    sides: tuple[str, ...]
    day: str | None
    source: Source
    row: Mapping[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """Return the notice as plain values."""
        return {"form": FORM, **asdict(self)}


def notice_id(kind: Kind, article: str, told: Sequence[str | None]) -> str:
    """Return the id of a notice: of its kind, its article, and what tells it from the others."""
    words = json.dumps([kind, article, *told], ensure_ascii=True)
    return str(uuid.UUID(bytes=hashlib.sha256(words.encode("ascii")).digest()[:16], version=5))


def packed(notice: Notice) -> str:
    """Return a notice as one line of JSON; `unpacked` gives it back."""
    return json.dumps(notice.as_dict(), ensure_ascii=False, sort_keys=True)


def unpacked(words: str) -> Notice:
    """Return the notice that `packed` gave."""
    told = json.loads(words)
    del told["form"]
    told["matters"] = tuple(Matter(**one) for one in told["matters"])
    told["sides"] = tuple(told["sides"])
    told["source"] = Source(**told["source"])
    return Notice(**told)
