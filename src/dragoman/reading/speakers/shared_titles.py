"""Titles that several names share: `Foreign Ministers Ana Vale of Kest and Tom Marek of Tarn`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.persons import Person

_LINKS = frozenset({"and", ",", "of", "the"})
_FEWEST = 2


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
