"""Two speakers at hand: `both ministers`, `the two countries`, `either side`."""

from __future__ import annotations

from dragoman.reading.speakers.coreference import STEPS, nearby_bodies
from dragoman.reading.speakers.heard import PAIR, Voice
from dragoman.reading.speakers.joint import together
from dragoman.reading.speakers.marked import Mark, Run
from dragoman.reading.speakers.rows import Candidate, Row
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import government, person_voice
from dragoman.vocabulary.speakers import speaker_words


def both(scene: Scene, run: Run) -> Voice | None:
    """Return the two parties at hand for `both ministers`, `the two countries`.

    Two that were named together count first; persons when the noun names persons, else the
    states and bodies named last.
    """
    here = run.start
    mark = scene.marked.covering.get(run.end - 1)
    of_persons = mark is not None and (mark.entry.office or _one_of(mark))
    of_persons = of_persons or scene.marked.lower[run.end - 1] in _TWO
    row = _persons(scene, mark, here) if of_persons else _states(scene, here)
    two = row.two_before(here)
    if two is not None:
        return together(two)
    return next((heard.voice for heard in scene.heard_before(here, PAIR)), None)


def _states(scene: Scene, here: int) -> Row:
    """Return the states and governments named just before a place."""
    found = [
        Candidate(mark.start, mark.end - 1, government(mark.entry.country))
        for mark in scene.marked.marks_between(here - STEPS + 1, here)
        if mark.entry.country
    ]
    found += [c for c in nearby_bodies(scene, here) if c.voice.speaker.sort == "government"]
    return Row(scene.marked.lower, sorted(found, key=lambda c: c.start))


def _persons(scene: Scene, mark: Mark | None, here: int) -> Row:
    """Return the persons who hold an office, all when fewer than two do before a place."""
    office = mark.entry.office if mark else None
    kinds = {office.kind} if office else set()
    if mark and scene.marked.lower[mark.end - 1] == "leaders":
        kinds = set(speaker_words().leaders)
    holders = scene.callings.holders(kinds)
    several = len(holders) > 1 and holders[1].mentions[0].start < here
    asked = frozenset(kinds) if several or office else frozenset[str]()
    if asked not in scene.known.rows:
        among = set(holders) if asked or office else set(scene.cast.persons)
        named = [
            Candidate(run.start, run.end - 1, person_voice(scene, person))
            for run, person in scene.cast.mentions
            if person in among
        ]
        scene.known.rows[asked] = Row(scene.marked.lower, named)
    return scene.known.rows[asked]


def _one_of(mark: Mark) -> bool:
    """Return whether a plural noun is one of persons and not of states: `leaders`, `men`."""
    noun = mark.entry.noun("group")
    return noun is not None and noun.word not in _STATES


_TWO = ("pair", "duo")
"""Words for two persons without a noun: `the pair said`."""
_STATES = frozenset(
    {
        "sides", "parties", "countries", "nations", "states", "governments", "capitals", "powers",
        "neighbours", "neighbors", "allies", "delegations",
    }
)  # fmt: skip
