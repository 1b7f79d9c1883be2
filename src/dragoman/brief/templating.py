"""The templates of a package: how they are filled in, and the words they have for codes and days.

Brief and desk share them, so that a side, a day or a status is called the same on both.
"""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.brief.names import called, day_name, party_name, party_names, status_words
from dragoman.records import STANCES


def templates_of(package: str) -> Environment:
    """Return the package's templates; what one of them leaves undefined is an error."""
    # autoescape: titles, names and quoted words are other people's text.
    environment = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["stances"] = STANCES
    environment.filters |= {
        "party": party_name,
        "parties": party_names,
        "called": called,
        "day": day_name,
        "status_words": status_words,
    }
    return environment
