"""The desk's pages as HTML, and the words that only the desk's templates have."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment

from dragoman.brief.names import counted, day_name
from dragoman.brief.templating import templates_of
from dragoman.web.asked import FILTERS

NAVIGATION = (
    ("/", "Ledger"),
    ("/conditions", "Conditions"),
    ("/statements", "Statements"),
    ("/articles", "Articles"),
    ("/events", "Events"),
    ("/actors", "Actors"),
    ("/matters", "Matters"),
    ("/sources", "Sources"),
    ("/brief", "Brief"),
)
"""The pages in the order in which they are named at the top of each."""


def render(template: str, context: Mapping[str, Any]) -> str:
    """Return a template filled in; each needs `shown`, `asked`, `worded` and `request`."""
    return environment().get_template(template).render(context)


def short_day(day: str | None) -> str:
    """Return a stated date for a narrow place: `4 Mar 2031`, `Mar 2031`, `2031`."""
    if day is None:
        return day_name(day)
    return " ".join(word[:3] if word.isalpha() else word for word in day_name(day).split(" "))


@cache
def environment() -> Environment:
    """Return what the desk's templates are drawn with."""
    templates = templates_of("dragoman.web")
    # `published` is what a page of a site is told that is written to a folder.
    templates.globals |= {"navigation": NAVIGATION, "filters": FILTERS, "published": None}
    templates.filters |= {"short_day": short_day, "counted": counted}
    return templates
