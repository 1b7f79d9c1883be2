"""How alike the words of two articles are: copies, cut copies and light rewrites told apart.

Pure functions of an article's own words. The same words give the same fingerprint on every
machine and in every run; the ledger keeps fingerprints and asks here what follows from them.
"""

from __future__ import annotations

from dragoman.resemblance.likeness import Likeness, likenesses
from dragoman.resemblance.prints import Fingerprint, fingerprints
from dragoman.resemblance.stars import Link, stars
from dragoman.resemblance.words import SHORT, own_words

__all__ = [
    "SHORT",
    "Fingerprint",
    "Likeness",
    "Link",
    "fingerprints",
    "likenesses",
    "own_words",
    "stars",
]
