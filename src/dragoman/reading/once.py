"""What is found once for a parsed article and asked for by each of its statements.

Kept in the parse's own `user_data`, so that it lives and dies with the parse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from spacy.tokens import Doc

Found = TypeVar("Found")


def once(doc: Doc, name: str, find: Callable[[Doc], Found]) -> Found:
    """Return what `find` finds in a parse, found at the first call of that name."""
    key = f"dragoman.{name}"
    if key not in doc.user_data:
        doc.user_data[key] = find(doc)
    return cast(Found, doc.user_data[key])
