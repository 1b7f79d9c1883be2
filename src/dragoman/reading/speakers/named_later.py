"""Office-holders who are told of first and named in the next sentence.

`Kestrel's chief negotiator rejected the text. Ana Vale was speaking in Orm.`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import NOMINAL_SUBJECTS, child
from dragoman.vocabulary.speakers import speaker_words


def named_later(
    marked: Marked, persons: Sequence[Person], owners: Mapping[int, Person]
) -> Iterator[tuple[Person, Description]]:
    """Yield each person of whom nothing is said but in the sentence before the name, with that.

    The name opens its sentence as its subject; the sentence before has one subject that holds an
    office, and names nobody.
    """
    for person in persons:
        if person.described:
            continue
        for run in person.mentions:
            found = _before(marked, run, owners)
            if found is not None:
                yield person, found
                break


def _before(marked: Marked, name: Run, owners: Mapping[int, Person]) -> Description | None:
    """Return the office-holder in the sentence before a name that opens its own."""
    number = marked.sentence[name.start]
    if number == 0 or marked.document.sentences[number].start != name.start:
        return None
    if marked.dep[name.end - 1] not in NOMINAL_SUBJECTS or name.end - name.start < 2:  # a full name
        return None
    before = marked.document.sentences[number - 1]
    same = marked.paragraph[before.end - 1] == marked.paragraph[name.start]
    if not same or any(at in owners for at in range(before.start, before.end)):
        return None
    held = [
        described
        for at in range(before.start, before.end)
        if marked.dep[at] in NOMINAL_SUBJECTS
        for described in (_office(marked, at),)
        if described is not None
    ]
    held = held or list(_engaged(marked, before.start, before.end))
    return held[0] if len(held) == 1 else None


def _engaged(marked: Marked, start: int, end: int) -> Iterator[Description]:
    """Yield the office-holder whom a state is said to have: `Kestrel has a new negotiator`."""
    career = speaker_words().career
    for noun in range(start, end):
        verb, mark = marked.head[noun], marked.covering.get(noun)
        if marked.dep[noun] != "dobj" or mark is None or mark.entry.office is None:
            continue
        word = marked.document.doc[verb]
        has = word.lower_ in ("has", "have") or word.lower_ in career["hires"] | career["sends"]
        subject = child(word, "nsubj")
        state = marked.covering.get(subject.i) if subject is not None else None
        if has and state is not None and state.entry.country is not None:
            described = describe(marked, Run(marked.document.doc[noun].left_edge.i, noun + 1))
            if not described.many and not described.former and described.country is None:
                yield replace(described, country=state.entry.country)


def _office(marked: Marked, noun: int) -> Description | None:
    """Return the single office-holder, definite or of a state, whom a subject describes."""
    mark = marked.covering.get(noun)
    if mark is None or mark.entry.office is None:
        return None
    word = marked.document.doc[noun]
    described = describe(marked, Run(word.left_edge.i, word.right_edge.i + 1))
    known = marked.lower[described.run.start] == "the" or described.country is not None
    single = not described.many and not described.indefinite and not described.former
    return described if described.office and known and single else None
