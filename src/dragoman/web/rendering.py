"""The desk's templates: other people's words are escaped, and nothing is left undefined."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.brief.names import called, counted, day_name, party_name, party_names, status_words
from dragoman.records import STANCES
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
    """Return the templates, with the words for codes, days and counts as filters."""
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals |= {
        "stances": STANCES,
        "navigation": NAVIGATION,
        "filters": FILTERS,
        "published": None,  # what a page of a site that is written to a folder is told
    }
    made.filters |= {
        "party": party_name,
        "parties": party_names,
        "called": called,
        "day": day_name,
        "short_day": short_day,
        "counted": counted,
        "status_words": status_words,
    }
    return made
