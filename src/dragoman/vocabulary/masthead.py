"""What a page says of itself: the labels of dates, bylines and outlets, months and time zones.

Data: `data/masthead.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "masthead.toml"
FIELDS = (
    "title",
    "published",
    "updated",
    "byline",
    "outlet",
    "url",
    "issuer",
    "place",
    "language",
    "other",
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The labels (label -> field), the names of sections, the months and the zones.

    `outlet_words` begin or end the names of outlets (`Herald`, `Radio`); `roles` end what a
    byline says of a writer (`Diplomatic Correspondent`). What ends in `_elsewhere` is in other
    languages than English and counts in a full date only.
    """

    labels: dict[str, str]
    sections: frozenset[str]
    outlet_words: frozenset[str]
    roles: frozenset[str]
    months: dict[str, int]
    months_elsewhere: dict[str, int]
    labels_elsewhere: dict[str, str]
    zones: dict[str, str]


@cache
def masthead() -> Masthead:
    """Return the masthead vocabulary; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    try:
        labels = {label: name for name in FIELDS for label in data["labels"][name]}
        strange = sorted(set(data["labels"]) - set(FIELDS))
        months = {word: int(n) for n, words in data["months"].items() for word in words}
        elsewhere = {
            word: int(n) for n, words in data["months_elsewhere"].items() for word in words
        }
        found = Masthead(
            labels=labels,
            sections=frozenset(data["sections"]["names"]),
            outlet_words=frozenset(data["outlets"]["words"]),
            roles=frozenset(data["roles"]["words"]),
            months=months,
            months_elsewhere=elsewhere,
            labels_elsewhere={
                label: name
                for name in ("published", "updated")
                for label in data["labels_elsewhere"][name]
            },
            zones=data["zones"],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error
    if strange or set(months.values()) != set(range(1, 13)):
        raise VocabularyError(
            f"{FILE}: unknown labels {strange}, or months are not 1 to 12. Mend the file."
        )
    return found
