"""What web pages call the boxes of their furniture: names of classes and ids.

Data: `data/page_places.toml`. A class such as `c-article__related-links--wide` is cut into its
words; a box is known by one word, or by several that stand together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table

FILE = "page_places.toml"
_CUT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """Names of boxes, each as words with single blanks around: ` read also `."""

    furniture: tuple[str, ...]
    captions: tuple[str, ...]
    spared: tuple[str, ...]

    def is_furniture(self, classes: str | None, identity: str | None = None) -> bool:
        """Return whether a class or id is a furniture box's."""
        return any(
            _holds(name, self.furniture) and not _holds(name, self.spared)
            for name in (*(classes or "").split(), *(identity or "").split())
        )

    def is_caption(self, classes: str | None) -> bool:
        """Return whether a class is a caption's."""
        return any(_holds(name, self.captions) for name in (classes or "").split())


@cache
def page_places() -> PagePlaces:
    """Return the names of boxes; raises VocabularyError when the file is wrong."""
    data = table(FILE)
    named = {key: data.get(key, []) for key in ("furniture", "captions", "spared")}
    if set(data) != set(named):
        raise VocabularyError(f"{FILE}: its keys are {', '.join(named)}, each a list of names.")
    return PagePlaces(**{key: tuple(f" {name} " for name in names) for key, names in named.items()})


@lru_cache(maxsize=4096)
def _holds(name: str, known: tuple[str, ...]) -> bool:
    words = f" {' '.join(_CUT.split(name)).strip().lower()} "
    return any(each in words for each in known)
