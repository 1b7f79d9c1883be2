"""Two speakers at hand: `both ministers`, `the two countries`, `either side`."""

from __future__ import annotations

from dragoman.reading.speakers.cast import Person
from dragoman.reading.speakers.coreference import STEPS, Candidate, nearby_bodies
from dragoman.reading.speakers.joint import together
from dragoman.reading.speakers.marked import Mark, Run
from dragoman.reading.speakers.scene import Scene, Voice
from dragoman.reading.speakers.voices import government, person_voice
from dragoman.vocabulary.speakers import speaker_words


def both(scene: Scene, run: Run) -> Voice | None:
    """Return the two parties at hand for `both ministers`, `the two countries`.

    Two that were named together count first; persons when the noun names persons, else the
    states and bodies named last.
    """
    found = _at_hand(scene, run)
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if _side_by_side(scene, one, other) and _distinct(one, other):
            return together([one.voice, other.voice])
    latest: dict[str, Candidate] = {}
    for candidate in reversed(found):
        latest.setdefault(candidate.voice.speaker.name or "", candidate)
    two = sorted(list(latest.values())[:2], key=lambda c: c.start)
    if len(two) == 2:
        return together([candidate.voice for candidate in two])
    joint = (h.voice for h in scene.heard_before(run.start) if len(h.voice.parts) == 2)
    return next(joint, None)


def _at_hand(scene: Scene, run: Run) -> list[Candidate]:
    """Return the persons, or the states and bodies, named before a phrase, in text order."""
    here = run.start
    mark = scene.marked.covering.get(run.end - 1)
    if mark is not None and (mark.entry.office or _one_of(mark)):
        persons = _holders(scene, mark, here)
        found = [
            Candidate(mention.start, mention.end - 1, person_voice(scene, known))
            for known in persons
            for mention in known.mentions
            if mention.start < here
        ]
    else:
        found = [
            Candidate(mark.start, mark.end - 1, government(mark.entry.country))
            for mark in scene.marked.marks
            if mark.start < here and here - mark.start < STEPS and mark.entry.country
        ]
        found += [c for c in nearby_bodies(scene, here) if c.voice.speaker.sort == "government"]
    return sorted(found, key=lambda c: c.start)


def _holders(scene: Scene, mark: Mark, here: int) -> list[Person]:
    """Return the persons named before a place who hold an office, all when fewer than two do."""
    before = [p for p in scene.cast.persons if p.mentions[0].start < here]
    kinds = {mark.entry.office.kind} if mark.entry.office else set()
    if scene.marked.lower[mark.end - 1] == "leaders":
        kinds = set(speaker_words().leaders)
    fitting = [p for p in before if any(d.office and d.office.kind in kinds for d in p.described)]
    return fitting if len(fitting) > 1 or mark.entry.office else before


def _one_of(mark: Mark) -> bool:
    """Return whether a plural noun is one of persons and not of states: `leaders`, `men`."""
    noun = mark.entry.noun("group")
    return noun is not None and noun.word not in _STATES


def _side_by_side(scene: Scene, one: Candidate, other: Candidate) -> bool:
    between = scene.marked.lower[one.end + 1 : other.start]
    return "and" in between and len(between) <= 4


def _distinct(one: Candidate, other: Candidate) -> bool:
    return one.voice.speaker.name != other.voice.speaker.name


_STATES = frozenset(
    {
        "sides", "parties", "countries", "nations", "states", "governments", "capitals", "powers",
        "neighbours", "neighbors", "allies", "delegations",
    }
)  # fmt: skip
