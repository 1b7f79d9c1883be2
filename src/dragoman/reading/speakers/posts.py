"""Posts that a state has once: of two who hold one at a time, only one can be of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Marked
from dragoman.reading.speakers.persons import Person
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.speakers import speaker_words


def part(marked: Marked, persons: Sequence[Person], shown: Sequence[Person]) -> None:
    """Take their state from those whom only the article shows it, where another has their post.

    Two presidents who meet in one capital, told in one sentence, are not both of it.
    """
    holders: defaultdict[tuple[int, str, Country | None], list[Person]] = defaultdict(list)
    for person in persons if shown else ():
        title = person.title
        if title is None or title.office is None or not _holds(title):
            continue
        if title.office.kind in speaker_words().home["single"]:
            sentence = marked.sentence[title.run.start]
            holders[sentence, title.office.title, person.country].append(person)
    for same in holders.values():
        for person in same if len(same) > 1 else ():
            if person in shown:
                person.country = None


def _holds(title: Description) -> bool:
    """Return whether a title is held alone and now: no deputy's, no former one's."""
    meanings = {offices().modifier(word) for word in title.words.lower().split()}
    return not title.former and meanings.isdisjoint(("deputy", "future"))
