"""What a feed says of one article, before anything is made of it; as JSON it can wait its turn."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from dragoman.errors import UnreadableInput
from dragoman.intake.stating import Told


class EmptyFeed(UnreadableInput):
    """A feed that is one, with nothing in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one article.

    `key` is its id, `told` its metadata by field, `html` how `text` is written; `whole` says
    that the feed gives it as the content, not as a summary, and `cut` that it may be broken off.
    """

    key: str
    text: str
    html: bool
    whole: bool
    told: Mapping[str, Told]
    cut: bool = False
    updated: str = ""

    def packed(self) -> str:
        """Return the entry as JSON; `unpacked` gives it back."""
        return json.dumps(asdict(self), ensure_ascii=True, sort_keys=True)


def unpacked(packed: str) -> Entry:
    """Return the entry that `packed` gave."""
    fields = json.loads(packed)
    told = {name: tuple(pair) if pair else None for name, pair in fields.pop("told").items()}
    return Entry(**fields, told=told)
