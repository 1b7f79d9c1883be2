"""The marks of bulk exports from Nexis and Factiva. Data: `data/bulk_exports.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "bulk_exports.toml"


@dataclass(frozen=True, slots=True)
class NexisMarks:
    """What Nexis prints, in lower case: lines of their own, and labels before a colon."""

    end: frozenset[str]
    body: frozenset[str]
    after_body: frozenset[str]
    head: frozenset[str]
    foot: frozenset[str]
    cover: frozenset[str]
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactivaMarks:
    """What Factiva prints: field codes in capitals, the rest in lower case."""

    codes: frozenset[str]
    document: frozenset[str]
    words: frozenset[str]
    languages: frozenset[str]
    tail: tuple[str, ...]


@cache
def nexis_marks() -> NexisMarks:
    """Return the marks of Nexis; raises VocabularyError when the file is wrong."""
    data = _section("nexis")
    try:
        return NexisMarks(
            end=frozenset(data["end"]),
            body=frozenset(data["body"]),
            after_body=frozenset(data["after_body"]),
            head=frozenset(data["head"]),
            foot=frozenset(data["foot"]),
            cover=frozenset(data["cover"]),
            failed=tuple(data["failed"]),
        )
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


@cache
def factiva_marks() -> FactivaMarks:
    """Return the marks of Factiva; raises VocabularyError when the file is wrong."""
    data = _section("factiva")
    try:
        return FactivaMarks(
            codes=frozenset(data["codes"]),
            document=frozenset(data["document"]),
            words=frozenset(data["words"]),
            languages=frozenset(data["languages"]),
            tail=tuple(data["tail"]),
        )
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _section(name: str) -> dict[str, list[str]]:
    found = table(FILE).get(name)
    if not isinstance(found, dict):
        raise VocabularyError(f"{FILE}: there is no table [{name}]. Mend the file.")
    return found
