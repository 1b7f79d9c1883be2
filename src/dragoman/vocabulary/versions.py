"""How an article is known again, and the words by which outlets correct it or take it back.

Data: `data/versions.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "versions.toml"
Told = Literal["corrected", "withdrawn"]

_ARTICLE = "ARTICLE"
_QUOTES = '“”„«»"'
_START = r"(?:\A|[.!?:;–—]\s+|[(\[*]\s*)"
"""Where a sentence of a note begins: `Editor's note: This article ...`, `(This story ...`."""


@dataclass(frozen=True, slots=True)
class AddressWords:
    """What of a web address does not tell which page it is, in lower case."""

    tracking: frozenset[str]
    tracking_starts: tuple[str, ...]
    hosts: frozenset[str]
    front: frozenset[str]
    layouts: frozenset[str]


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The words of one kind of notice.

    `openings` stand at the start of a paragraph (`shouted` in just these capitals), `sentence`
    matches the start of a sentence; `but` finds the words that make it something else.
    `advisories` open a note that counts with one of `taken_back` in it.
    """

    openings: tuple[str, ...]
    shouted: tuple[str, ...]
    sentence: re.Pattern[str]
    but: re.Pattern[str]
    advisories: tuple[str, ...] = ()
    taken_back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionWords:
    """All words of the file; `this_article` finds what a notice calls the article itself by."""

    addresses: AddressWords
    corrected: NoticeWords
    withdrawn: NoticeWords
    this_article: re.Pattern[str]

    def told(self, words: str, *, top: bool, sentences: bool = True) -> Told | None:
        """Return what a paragraph or headline says of the article that it stands in.

        A withdrawal counts at the `top` of the article only; `sentences` asks whether words
        inside it count, as they do not in a headline.
        """
        low = words.casefold()
        if top and self._withdraws(words, low, sentences=sentences):
            return "withdrawn"
        return "corrected" if self._corrects(low, sentences=sentences) else None

    def _withdraws(self, words: str, low: str, *, sentences: bool) -> bool:
        known = self.withdrawn
        if low.startswith(known.openings) or words.startswith(known.shouted):
            return True
        if low.startswith(known.advisories) and any(each in low for each in known.taken_back):
            return self._is_own(low)
        return sentences and any(
            not known.but.match(low, found.end()) and not _is_quoted(low, found.start())
            for found in known.sentence.finditer(low)
        )

    def _corrects(self, low: str, *, sentences: bool) -> bool:
        if low.startswith(self.corrected.openings):
            return self._is_own(low)
        return sentences and any(
            not _is_quoted(low, found.start()) and self._is_own(low)
            for found in self.corrected.sentence.finditer(low)
        )

    def _is_own(self, low: str) -> bool:
        """Return whether a note does not name another article, or names this one too."""
        return not self.corrected.but.search(low) or bool(self.this_article.search(low))


def _is_quoted(words: str, at: int) -> bool:
    """Return whether an offset stands between quotation marks."""
    return sum(words.count(mark, 0, at) for mark in _QUOTES) % 2 == 1


@cache
def version_words() -> VersionWords:
    """Return the words; raises VocabularyError when their file is wrong."""
    data = table(FILE)
    try:
        articles = _listed(data["words"], "article")
        corrected, withdrawn = data["corrected"], data["withdrawn"]
        return VersionWords(
            addresses=_addresses(data["addresses"]),
            corrected=NoticeWords(
                openings=_listed(corrected, "openings"),
                shouted=(),
                sentence=_sentence(_listed(corrected, "sentences"), articles),
                but=re.compile(rf"\b(?:{_any(_listed(corrected, 'elsewhere'), articles)})\b"),
            ),
            withdrawn=NoticeWords(
                openings=_listed(withdrawn, "openings"),
                shouted=_listed(withdrawn, "shouted"),
                sentence=_sentence(_listed(withdrawn, "sentences"), articles),
                but=re.compile(rf"\s*(?:{_any(_listed(withdrawn, 'unless'), articles)})\b"),
                advisories=_listed(withdrawn, "advisories"),
                taken_back=_listed(withdrawn, "taken_back"),
            ),
            this_article=re.compile(
                rf"\b(?:this (?:{_any(articles)})|(?:earlier|previous) versions?)\b"
            ),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _addresses(data: dict[str, Any]) -> AddressWords:
    names = _listed(data, "tracking")
    return AddressWords(
        tracking=frozenset(name for name in names if not name.endswith("*")),
        tracking_starts=tuple(name[:-1] for name in names if name.endswith("*")),
        hosts=frozenset(_listed(data, "hosts")),
        front=frozenset(_listed(data, "front")),
        layouts=frozenset(_listed(data, "layouts")),
    )


def _listed(data: dict[str, Any], name: str) -> tuple[str, ...]:
    words = data[name]
    if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
        raise VocabularyError(f"{FILE}: {name} is no list of words. Mend the file.")
    if name != "shouted" and any(word != word.lower() for word in _plain(words)):
        raise VocabularyError(f"{FILE}: {name} has capitals, but is compared without. Mend it.")
    return tuple(words)


def _plain(words: Iterable[str]) -> list[str]:
    return [word.replace(_ARTICLE, "") for word in words]


def _sentence(sentences: tuple[str, ...], articles: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_START}(?:{_any(sentences, articles)})\b")


def _any(phrases: Iterable[str], articles: tuple[str, ...] = ()) -> str:
    """Return a pattern that matches any of the phrases."""
    named = "|".join(map(re.escape, articles))
    return "|".join(
        re.escape(phrase)
        .replace(rf"a\ {_ARTICLE}", rf"an?\ {_ARTICLE}")
        .replace(_ARTICLE, f"(?:{named})")
        for phrase in phrases
    )
