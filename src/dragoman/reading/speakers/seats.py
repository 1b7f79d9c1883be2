"""Of which state one is whose title lacks it, by an organ, a seat, a colleague or an agency.

`the army spokesman` is of the army named before, `the ministry in Orm` sits where Orm lies,
`Kestrel's president and her foreign minister` serve one state, and a state's own agency quotes
its ministers by their titles alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.place_names import place_name_at
from dragoman.reading.syntax import child
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.speakers import speaker_words

_FAR = 12
"""Sentences before an officer in which the organ that he serves is looked for."""
_SEATS = ("capital", "seat", "city")
_BEHIND = 3
"""Tokens between a noun and the place where it is: `prosecutors here in Orm`."""


def of_state(described: Description) -> bool:
    """Return whether words say that one serves an organ of a state: `the army spokesman`."""
    organs = speaker_words().home["organs"]
    if any(word in organs for word in described.words.lower().replace("-", " ").split()):
        return True
    entry = described.body.entry if described.body else None
    institution = entry.institution if entry else None
    return institution is not None and institution.sort == "government"


def organ_before(marked: Marked, bodies: KnownBodies, described: Description) -> Country | None:
    """Return the state of `the army spokesman`, where one army alone was named before."""
    words = set(described.words.lower().split()) & speaker_words().home["organs"]
    if not words or described.country is not None:
        return None
    start = described.run.start
    served = {
        body.country
        for body in bodies.between(marked.back(start, _FAR), start)
        if body.country is not None and words & set(body.name.lower().split())
    }
    return served.pop() if len(served) == 1 else None


def seated(marked: Marked, head_end: int, *, of: bool = False) -> Country | None:
    """Return in which state the place lies that stands behind a noun: `the ministry in Orm`.

    With `of` also `the mayor of Orm`.
    """
    for at in range(head_end, min(head_end + _BEHIND, len(marked.text) - 1)):
        if marked.sentence[at] != marked.sentence[head_end - 1] or not marked.text[at][0].isalnum():
            return None
        if marked.lower[at] == "in" or (of and marked.lower[at] == "of"):
            place = place_name_at(marked, at + 1)
            if place is None or place.kind not in _SEATS or place.body is not None:
                return None
            return place.country
    return None


def named_with(
    marked: Marked, owners: Mapping[int, Person], described: Description, person: Person
) -> Country | None:
    """Return the state of the office-holder to whom `and` joins another: `Vale and her aide`."""
    joint = described.run.start - 1
    if joint < 1 or marked.lower[joint] not in ("and", "with", "alongside"):
        return None
    before = joint - 2 if marked.text[joint - 1] == "," else joint - 1
    if marked.lower[joint] != "and" and marked.lower[marked.head[joint]] in _comes():
        before = _subject(marked, owners, marked.head[joint])
    other = owners.get(before)
    if other is None or other is person or other.country is None:
        return None
    if marked.sentence[before] != marked.sentence[joint] or other.title is None:
        return None
    office = other.title.office
    at_home = office is not None and office.kind in speaker_words().home["offices"]
    return other.country if at_home and other.title.country is not None else None


def _comes() -> frozenset[str]:
    return speaker_words().home["comes"]


def _subject(marked: Marked, owners: Mapping[int, Person], verb: int) -> int:
    """Return the last token of the name in a verb's subject, -1 where it has none."""
    subject = child(marked.document.doc[verb], "nsubj", "nsubjpass")
    if subject is None:
        return -1
    within = range(subject.left_edge.i, min(subject.right_edge.i + 1, verb))
    return max((at for at in within if at in owners), default=-1)


def quoted_by(marked: Marked, name: Run) -> Country | None:
    """Return the state whose own agency quotes one: `the KNA agency quoted Minister Vale`."""
    start = marked.back(name.start, 0)
    words = speaker_words().home["quotes"]
    if not any(marked.lower[at] in words for at in range(start, name.start)):
        return None
    near = (mark.entry.outlet for mark in marked.marks_between(start, name.start))
    owned = {outlet.country for outlet in near if outlet is not None and outlet.state_owned}
    return countries().by_iso3.get(owned.pop()) if len(owned) == 1 else None
