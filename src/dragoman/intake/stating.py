"""Metadata with the place of each value, as formats with fields of their own state it."""

from __future__ import annotations

import re
from dataclasses import fields
from urllib.parse import urlsplit

from dragoman.intake.page import Stated

Told = tuple[str | None, str] | None
"""A value and where it is from."""

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?\Z")
_LONGEST_ADDRESS = 2_000


def stating(**told: Told) -> Stated:
    """Return what is told under each field's name, without those that are empty."""
    full = {name: pair for name, pair in told.items() if pair is not None and pair[0]}
    return Stated(
        **{name: pair[0] for name, pair in full.items()},
        where={name: pair[1] for name, pair in full.items()},
    )


def outweighing(above: Stated, below: Stated) -> Stated:
    """Return what both state, with `above` before `below` where they differ."""
    values: dict[str, str | None] = {}
    where: dict[str, str] = {}
    for field in (field.name for field in fields(Stated) if field.name != "where"):
        source = above if getattr(above, field) is not None else below
        values[field] = getattr(source, field)
        if field in source.where:
            where[field] = source.where[field]
    return Stated(**values, where=where)


def language_code(words: str) -> str | None:
    """Return the language of a BCP 47 tag: `en` of `en-GB`."""
    match = _LANGUAGE.match(words.strip())
    return match[1].lower() if match else None


def web_address(words: str) -> str | None:
    """Return an address of the web as it stands, or None for anything else."""
    words = words.strip()
    if not words or len(words) > _LONGEST_ADDRESS or any(c.isspace() for c in words):
        return None
    try:
        parts = urlsplit(words)
        return words if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def silent(_: str) -> None:
    """Take a note that nobody wants."""
