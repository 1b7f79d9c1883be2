"""What mail programs and mailing lists write around a writer's own words.

Data: `data/mail.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "mail.toml"
_LABELS = ("from", "date", "subject", "other")


@dataclass(frozen=True, slots=True)
class Mail:
    """Patterns of heads and feet in messages, and which attachments are no articles.

    `prefixes` has what stands before a subject, `labels` the label of a head's line with its
    field (`sent` -> `date`), `endings` the file name ending of a media type.
    """

    prefixes: re.Pattern[str]
    forward_prefix: re.Pattern[str]
    forwarded: re.Pattern[str]
    original: re.Pattern[str]
    wrote: re.Pattern[str]
    footer: re.Pattern[str]
    labels: dict[str, str]
    stubs: tuple[str, ...]
    left_out: frozenset[str]
    endings: dict[str, str]


@cache
def mail() -> Mail:
    """Return the vocabulary of e-mail; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    try:
        subject, heads, attachments = data["subject"], data["heads"], data["attachments"]
        forward = "|".join(map(re.escape, subject["forward"]))
        either = "|".join(map(re.escape, [*subject["reply"], *subject["forward"]]))
        return Mail(
            prefixes=re.compile(rf"(?:(?:{either})(?:\[\d+\])?\s?:\s*)+", re.IGNORECASE),
            forward_prefix=re.compile(rf"(?:{forward})(?:\[\d+\])?\s?:", re.IGNORECASE),
            forwarded=_line(heads["forwarded"]),
            original=_line(heads["original"]),
            wrote=_line(heads["wrote"]),
            footer=_line(data["footers"]["lines"]),
            labels={word: name for name in _LABELS for word in data["labels"][name]},
            stubs=tuple(data["stubs"]["phrases"]),
            left_out=frozenset(attachments["left_out"]),
            endings=dict(attachments["endings"]),
        )
    except (KeyError, TypeError, re.error) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _line(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(patterns)})\s*\Z", re.IGNORECASE)
