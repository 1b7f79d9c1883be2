"""Titles that several names share: `Foreign Ministers Ana Vale of Kest and Tom Marek of Tarn`.

A list of states beside such a title goes with the list of names, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.inflection import plural
from dragoman.vocabulary.speakers import speaker_words

_LINKS = frozenset({"and", ",", "of", "the"})
_FEWEST = 2
_BETWEEN = 5
"""Tokens between a title and the comma before its bearers: `counterparts in Orm on Monday,`."""


def shared_titles(
    marked: Marked, owners: Mapping[int, Person]
) -> Iterator[tuple[Person, Description]]:
    """Yield each person named behind an office in the plural, with that office as his own."""
    for mark in marked.marks:
        if mark.entry.office is None or not mark.entry.many or mark.end not in owners:
            continue
        persons = _listed(marked, owners, mark.end)
        if len(persons) >= _FEWEST:
            title = replace(describe(marked, Run(_start(marked, mark), mark.end)), many=False)
            yield from ((person, title) for person in persons)
    yield from _one_each(marked, owners)


def _one_each(marked: Marked, owners: Mapping[int, Person]) -> Iterator[tuple[Person, Description]]:
    """Yield each person with the state that stands at his place in a list of states.

    `his Kestrelian and Tarnish counterparts, Ana Vale and Tom Marek`, `the presidents of Kest and
    Tarn, Ana Vale and Tom Marek`, `Ana Vale and Tom Marek, the Kestrelian and Tarnish envoys`.
    """
    for mark in marked.marks:
        noun = mark.entry.noun("group")
        opposed = _opposites().get(noun.word) if noun is not None else None
        if not (mark.entry.many and (mark.entry.office or opposed)):
            continue
        states, start, end = _states(marked, mark)
        if len(states) < _FEWEST:
            continue
        persons = _behind(marked, owners, end) or _ahead(marked, owners, start)
        if len(persons) == len(states):
            title = describe(marked, Run(mark.start, mark.end))
            title = replace(title, many=False, assumed=False, noun=opposed or title.noun)
            for person, state in zip(persons, states, strict=True):
                yield person, replace(title, country=state)


@cache
def _opposites() -> dict[str, str]:
    """Return the nouns for a second party by their plurals."""
    return {plural(word): word for word in speaker_words().calling["opposites"]}


def _states(marked: Marked, title: Mark) -> tuple[list[Country], int, int]:
    """Return the states listed before a title, or behind its `of`, and where it begins and ends."""
    found: list[Country] = []
    at = title.start
    while (mark := marked.covering.get(at - 1)) is not None and mark.entry.country:
        found.insert(0, mark.entry.country)
        at = mark.start
        while marked.lower[at - 1] in ("and", ",") and at > 1:
            at -= 1
    if found or marked.lower[title.end : title.end + 1] != ["of"]:
        return found, at, title.end
    end = title.end + 1
    while end < len(marked.text):
        named = marked.covering.get(end)
        if named is not None and named.entry.country:
            found.append(named.entry.country)
            end = named.end
        elif marked.lower[end] in ("and", "the") or _listed_on(marked, end):
            end += 1
        else:
            break
    return found, title.start, end


def _listed_on(marked: Marked, comma: int) -> bool:
    """Return whether another state stands behind a comma."""
    behind = marked.covering.get(comma + 1)
    return marked.text[comma] == "," and behind is not None and behind.entry.country is not None


def _behind(marked: Marked, owners: Mapping[int, Person], end: int) -> list[Person]:
    """Return the persons listed behind a title's comma, a place between them passed over."""
    for comma in range(end, min(end + _BETWEEN, len(marked.text) - 1)):
        if marked.sentence[comma] != marked.sentence[end - 1] or comma in owners:
            return []
        if marked.text[comma] in (",", "—", "–", "(", ":") and comma + 1 in owners:
            return _listed(marked, owners, comma + 1)
    return []


def _ahead(marked: Marked, owners: Mapping[int, Person], start: int) -> list[Person]:
    """Return the persons listed before a title that is apposed to them."""
    at = start - 1
    while at > 0 and marked.lower[at] in ("the", "respectively"):
        at -= 1
    if at < 1 or marked.text[at] != "," or at - 1 not in owners:
        return []
    found: dict[Person, None] = {}
    at -= 1
    while at >= 0 and (at in owners or marked.lower[at] in ("and", ",")):
        if at in owners:
            found.setdefault(owners[at])
        at -= 1
    return list(found)[::-1]


def _start(marked: Marked, mark: Mark) -> int:
    """Return where the title begins, a country's adjective before it taken along."""
    before = marked.covering.get(mark.start - 1)
    return before.start if before is not None and before.entry.country else mark.start


def _listed(marked: Marked, owners: Mapping[int, Person], at: int) -> list[Person]:
    """Return the persons in a list that begins at a token."""
    found: dict[Person, None] = {}
    while at < len(marked.text):
        mark = marked.covering.get(at)
        if at in owners:
            found.setdefault(owners[at])
        elif not (marked.lower[at] in _LINKS or (mark is not None and mark.entry.country)):
            break
        at += 1
    return list(found)
