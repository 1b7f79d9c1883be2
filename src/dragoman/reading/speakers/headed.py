"""Whom a function or an unlisted title means: `the head of the delegation`, `the abbot`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from dragoman.reading.speakers import careers, coreference
from dragoman.reading.speakers.beside_names import led_by
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import person_voice
from dragoman.vocabulary.speakers import speaker_words

_APPOSING = ([",", "a"], [",", "an"])
_LONGEST = 8


def head_of_team(scene: Scene, described: Description) -> Voice | None:
    """Return who is said to lead a team, for `the head of the delegation`, `the team's leader`."""
    words = speaker_words().calling
    own = set(scene.marked.lower[described.run.start : described.run.end])
    team = words["teams"] & own
    if not team or words["heads"].isdisjoint(own) or described.former or described.many:
        return None
    if described.office is None and described.noun not in words["heads"]:
        return None
    here = described.run.start
    before = scene.cast.between(coreference.reach(scene, here), here)
    for run, person in reversed(before):
        if described.country and person.country and described.country != person.country:
            continue
        if any(team & words for words in _headed(scene, run, person)):
            return person_voice(scene, person)
    return None


def _headed(scene: Scene, name: Run, person: Person) -> Iterator[set[str]]:
    """Yield the words for what a person is said to lead at a name, or in a title."""
    marked = scene.marked
    led = careers.leading(marked, name)
    if led is not None:
        yield set(marked.lower[led.start : led.end])
    if led_by(marked, name.start - 2):
        yield set(marked.lower[marked.back(name.start, 0) : name.start])
    for own in person.described:
        words = set(marked.lower[own.run.start : own.run.end])
        if words & speaker_words().calling["heads"]:
            yield words


def of_title(
    scene: Scene, described: Description, owner: Callable[[], Voice | None]
) -> Voice | None:
    """Return who bears a title that no list has, for `the abbot` behind `Abbot Vale`."""
    marked, run = scene.marked, described.run
    plain = run.end - run.start == 2 and marked.lower[run.start] == "the"
    if described.head is not None or not plain or not marked.text[run.end - 1].islower():
        return None
    if scene.known.titles is None:
        scene.known.titles = _titles(scene)
    bearers = scene.known.titles.get(described.noun, ())
    last = next((person for start, person in reversed(bearers) if start < run.start), None)
    return person_voice(scene, last) if last is not None else None


def _titles(scene: Scene) -> dict[str, list[tuple[int, Person]]]:
    """Return where persons are named behind each capitalised word, or with it as a first name.

    And where they are called by a noun behind the name.
    """
    found: defaultdict[str, list[tuple[int, Person]]] = defaultdict(list)
    marked = scene.marked
    for run, person in scene.cast.mentions:
        before = run.start - 1
        for at in (before, run.start) if run.end - run.start > 1 else (before,):
            if at >= 0 and marked.text[at][0].isupper():
                found[marked.lower[at]].append((run.start, person))
        noun = _apposed(marked, run.end)
        if noun is not None:
            found[marked.lower[noun]].append((run.start, person))
    return found


def _apposed(marked: Marked, comma: int) -> int | None:
    """Return the noun that a name is called by behind its comma: `Vale, a former rower,`."""
    if [*marked.text[comma : comma + 1], *marked.lower[comma + 1 : comma + 2]] not in _APPOSING:
        return None
    for at in range(comma + 2, min(comma + _LONGEST, len(marked.text) - 1)):
        if marked.tag[at] == "NN" and marked.tag[at + 1][:2] not in ("NN", "HY"):
            return at
        if marked.tag[at][:2] not in ("NN", "JJ", "HY", "RB"):
            return None
    return None
