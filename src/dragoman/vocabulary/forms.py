"""How an article's form shows: report, statement, transcript, opinion; and who issues it.

Data: `data/forms.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "forms.toml"
_WHO = (
    r"(?P<who>(?-i:[A-Z])[^:;|]{2,120}?)"
    r"(?=\s+(?:on|at|after|following|regarding|concerning|about|to|in|during|ahead)\b|\s*[:,;|–—]|\Z)"
)
_NAMED = r"(?P<who>(?-i:[A-Z])[^:;|]{2,80}?)"
_ADVERBS = r"(?:(?:also|again|further|fully|hereby|therefore|thus|once|more|\w+ly|and) ){0,3}"


@dataclass(frozen=True, slots=True)
class Forms:
    """Labels (line -> form), title patterns, and the words of first and third person."""

    labels: dict[str, str]
    statement_titles: tuple[re.Pattern[str], ...]
    opinion_titles: tuple[re.Pattern[str], ...]
    veto: frozenset[str]
    performs: re.Pattern[str]
    attributes: re.Pattern[str]


@cache
def forms() -> Forms:
    """Return the vocabulary of forms; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    try:
        performs = _any(data["first_person"]["performs"])
        attributes = _any(data["first_person"]["attributes"])
        return Forms(
            labels={label: form for form, labels in data["labels"].items() for label in labels},
            statement_titles=_patterns(data["titles"]["statement"]),
            opinion_titles=_patterns(data["titles"]["opinion"]),
            veto=frozenset(data["titles"]["veto"]),
            performs=re.compile(rf"\b(?:I|[Ww]e)(?: would)? {_ADVERBS}(?:{performs})\b"),
            attributes=re.compile(rf"\b(?:{attributes})\b"),
        )
    except (KeyError, TypeError, re.error) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _patterns(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(pattern.replace("{WHO}", _WHO).replace("{NAMED}", _NAMED), re.IGNORECASE)
        for pattern in patterns
    )


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
