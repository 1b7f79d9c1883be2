"""Articles in several versions, for tests: our own words, mostly of invented states."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from dragoman.article import UNSTATED, Article, Revision
from dragoman.records import Event, Reading
from tellings import Told, reading

STORY = (
    "Valdorian Deputy Foreign Minister Ilse Marrane said on Sunday that her government rejects a "
    "treaty with Kestrel. She told reporters in Port Varn that the question of the islands was "
    "closed.\n\n"
    "Tomas Oyelaran, the Kestrel ambassador, replied that his government was ready to meet on any "
    "day and in any town of the region.\n\n"
    "The ports of both countries have stood idle since March, to the loss of everybody who lives "
    "by the sea."
)
OTHER = (
    "Skarland will sell three frigates to the navy of Norholm, the defence ministry of Skarland "
    "announced on Friday.\n\nThe parliament has to agree before the summer, and two of its parties "
    "are against the sale."
)
URL = "https://courier.example/talks/terms"


def page(
    text: str = STORY,
    *,
    name: str = "one",
    title: str | None = "Valdoria sets terms",
    url: str | None = URL,
    published: str | None = "2026-05-03T10:00:00+02:00",
    retrieved: str | None = None,
    outlet: str | None = "The Lune Courier",
    revision: Revision = UNSTATED,
    origin: str | None = None,
) -> Article:
    """Return an article as intake hands it on, known by its name."""
    found = reading(name=name, title=title, outlet=outlet, published=published).article
    raw = f"{text}\0{title}\0{published}\0{retrieved}\0{revision}".encode()
    return replace(
        found,
        text=text,
        url=url,
        retrieved=retrieved,
        revision=revision,
        origin=origin or found.origin,
        raw=raw,
        raw_sha256=hashlib.sha256(raw).hexdigest(),
    )


def told(
    *said: Told,
    day: str = "2026-05-03",
    note: str = "",
    events: tuple[Event, ...] = (),
    **stated: Any,
) -> Reading:
    """Return a reading of one version: its statements, and a note of its outlet below them."""
    made = reading(*said, events=events)
    text = f"{made.article.text}\n{note}" if note else made.article.text
    article = page(text, published=day, **{"name": f"v{day}", **stated})
    return replace(made, article=article)
