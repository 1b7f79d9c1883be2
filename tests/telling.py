"""What tests of intake ask of parts."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.errors import UnreadableInput
from dragoman.intake.page import Page, Part


def reads(found: Iterable[Part | UnreadableInput]) -> list[Part]:
    """Return the parts; fails where one is an error."""
    parts = list(found)
    assert all(isinstance(part, Part) for part in parts), [str(part) for part in parts]
    return [part for part in parts if isinstance(part, Part)]


def whole(part: Part) -> Page:
    """Return a part's page; fails where it has none."""
    assert part.page is not None
    return part.page
