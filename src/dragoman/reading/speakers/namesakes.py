"""Which of several persons of one surname is meant: by the title, the sex, else the last named.

`Mr Vale`, `the minister Vale` and `Ms Vale` tell apart two who were named in full before.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.vocabulary.speakers import speaker_words

_BESIDE = 6
"""Tokens beside a full name in which its title stands: `the energy minister, Ana Vale,`."""


def meant(marked: Marked, run: Run, sharing: Sequence[Person]) -> Person:
    """Return whom a name means of some persons who may bear it."""
    before = [p for p in sharing if p.mentions[0].start < run.start]
    if len(before) <= 1:
        return before[0] if before else sharing[0]
    titled = [p for p in before if _fits(marked, run, p)]
    return (titled or before)[-1]


def _fits(marked: Marked, run: Run, person: Person) -> bool:
    """Return whether the word before a name says that this person is meant."""
    at = run.start - 1
    if at >= 0 and marked.text[at] == ".":
        at -= 1
    if at < 0:
        return False
    words, title = speaker_words(), marked.lower[at]
    sex = words.gender_of_word(title)
    if sex and title in words.honorifics:
        return words.gender_of_name(person.name) in (None, sex)
    found = marked.covering.get(at)
    if found is None or not (found.entry.office or found.entry.noun("person")):
        return False
    first = person.mentions[0]
    near = range(max(0, first.start - _BESIDE), min(first.end + _BESIDE, len(marked.lower)))
    sentence = marked.sentence[first.start]
    return any(marked.lower[i] == title and marked.sentence[i] == sentence for i in near)
