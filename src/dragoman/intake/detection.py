"""In which language some words are, by py3langid's model: offline, loaded when it is first asked.

Loading takes a second and 100 MB, so that what can be known without it is not asked here.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from dragoman.vocabulary.languages import languages

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ASKED = 1500
"""Characters that are asked about at most: more tell nothing new."""


def detected(words: str, among: Collection[str] | None = None) -> tuple[str, float, float]:
    """Return the likeliest language, its share of probability, and that of English.

    The share of languages that are near to it counts for it: that it is one of them is sure.
    `among` names the only languages that are possible. The same words give the same answer on
    every machine, to about the sixth digit of the shares.
    """
    ranked = dict(_detector().rank(words[:ASKED]))
    possible = {code: ranked[code] for code in ranked if among is None or code in among} or ranked
    whole = sum(possible.values()) or 1.0
    best = max(possible, key=lambda code: (possible[code], code))
    share = sum(possible[code] for code in possible if languages().are_near(code, best))
    return best, share / whole, possible.get("en", 0.0) / whole


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  (costs a second)

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(languages().detected & set(found.labels))
    return found
