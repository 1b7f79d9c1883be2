"""One person of an article, as `cast` gathers it from all mentions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Run
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.given_names import Gender


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article.

    `name` is the article's fullest form of it; `title` the description that says the most: one
    with an office before any other.
    """

    name: str
    words: tuple[str, ...]
    mentions: list[Run] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    described: list[Description] = field(default_factory=list)
    gender: Gender | None = None
    gender_stated: bool = False
    age: int | None = None
    country: Country | None = None
    title: Description | None = None
