"""Two speakers at hand: `both ministers`, `the two countries`, `the pair`, `the latter`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.reading.speakers.descriptions import Description, describe, phrase_end
from dragoman.reading.speakers.groups import MODIFIERS, STEPS, nearby_bodies
from dragoman.reading.speakers.heard import PAIR, Voice
from dragoman.reading.speakers.joint import together
from dragoman.reading.speakers.marked import Mark, Run
from dragoman.reading.speakers.rows import Candidate, Row
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import government, person_voice, unnamed
from dragoman.vocabulary.inflection import plural
from dragoman.vocabulary.speakers import speaker_words

_AT_HAND = 3
"""Sentences back in which the two are named."""
_TITLES = frozenset({"compound", "nmod", "amod", "appos", "poss"})


def of_two(scene: Scene, described: Description, owner: Callable[[], Voice | None]) -> Voice | None:
    """Return both parties of `both sides`, `the two ministers`, or the one of `the latter`."""
    run = described.run
    words = scene.marked.lower[run.start : run.end]
    whole = " ".join(scene.marked.lower[run.start : phrase_end(scene.marked, run)])
    if whole.removeprefix("the ") in ("former", "latter"):
        return one_of_two(scene, Run(run.start, phrase_end(scene.marked, run)))
    if whole in speaker_words().calling["pairs"]:
        return pair(scene, run) or unnamed(scene, described, "group", None)
    parties = speaker_words().parties
    if words[0] in ("each", "either", "neither") and plural(words[-1]) in parties:
        return both(scene, run) or unnamed(scene, described, "group", None)
    if words[-1] not in parties or described.country is not None:
        return None
    if len(words) > 2 and words[0] in ("the", "all") and words[1] in _COUNTS:
        return several(scene, run, _COUNTS[words[1]])
    before = scene.marked.lower[max(0, run.start - 1)]
    two = "two" in words[:3] or "both" in (words[0], before)
    if two or (words[0] == "the" and words[1:] in (["sides"], ["parties"])):
        return both(scene, run) or unnamed(scene, described, "group", None)
    return None


_COUNTS = {"three": 3, "four": 4, "five": 5}


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


def one_of_two(scene: Scene, run: Run) -> Voice | None:
    """Return whom `the former` or `the latter` means: of two persons, else of two bodies or states.

    Those named together count first, then those named last.
    """
    named = _at_hand(scene, run.start)
    two = named.two_before(run.start) if named is not None else None
    two = _in_office(scene, run.start) or two
    if two is None:
        return None
    return two[0] if scene.marked.lower[run.end - 1] == "former" else two[1]


def _in_office(scene: Scene, here: int) -> tuple[Voice, Voice] | None:
    """Return the two of the last sentence, one unnamed: `Vale rang his Kestrelian counterpart`."""
    for back in (0, 1):
        start = scene.marked.back(here, back)
        found = [
            Candidate(run.start, run.end, person_voice(scene, person))
            for run, person in scene.cast.between(start, here)
        ]
        found += _unnamed_in_office(scene, start, here)
        if len(found) > 1:
            one, other = sorted(found, key=lambda each: each.start)[:2]
            named = one.voice.person is not None and other.voice.person is not None
            return None if named or len(found) > 2 else (one.voice, other.voice)
    return None


def _unnamed_in_office(scene: Scene, start: int, end: int) -> Iterator[Candidate]:
    """Yield those of a state who are called by an office alone, from one token before another."""
    marked, owners = scene.marked, scene.cast.at
    for mark in marked.marks_between(start, end):
        at = mark.end - 1
        held = mark.entry.office is not None or _opposed(mark)
        beside = at + 1 in owners or (marked.text[at + 1] == "," and at + 2 in owners)
        if not held or mark.entry.many or beside or at in owners or marked.dep[at] in _TITLES:
            continue
        described = describe(marked, Run(scene.document.doc[at].left_edge.i, mark.end))
        if described.country is not None:
            voice = unnamed(scene, described, "person", described.country)
            yield Candidate(mark.start, at, voice)


def _opposed(mark: Mark) -> bool:
    """Return whether a noun is that for somebody's counterpart, host or guest."""
    noun = mark.entry.noun("person")
    return noun is not None and noun.word.lower() in speaker_words().calling["opposites"]


def pair(scene: Scene, run: Run) -> Voice | None:
    """Return both of two persons, bodies or states at hand for `the pair`, `the two`."""
    named = _at_hand(scene, run.start)
    two = named.two_before(run.start) if named is not None else None
    return together(two) if two is not None else None


def several(scene: Scene, run: Run, count: int) -> Voice | None:
    """Return as many persons, bodies or states as are counted: `the three ministers`.

    Those of one sentence, or of the last few together.
    """
    mark = scene.marked.covering.get(run.end - 1)
    of_persons = mark is not None and (mark.entry.office or _one_of(mark))
    for back in range(_AT_HAND + 1):
        start = scene.marked.back(run.start, back)
        persons = [person_voice(scene, m.person) for m in scene.cast.between(start, run.start)]
        states = [c.voice for c in _named_states(scene, start, run.start)]
        found = {v.speaker.name: v for v in (persons if of_persons else states)}
        if len(found) == count:
            return together(list(found.values()))
    return None


def _at_hand(scene: Scene, here: int) -> Row | None:
    """Return those named in the last sentence, or two of them, that names more than one.

    Persons count before bodies and states.
    """
    marked = scene.marked
    for back in range(_AT_HAND + 1):
        start = marked.back(here, back)
        persons = [
            Candidate(run.start, run.end - 1, person_voice(scene, person))
            for run, person in scene.cast.between(start, here)
        ]
        if len({c.voice.person for c in persons}) > 1:
            return Row(marked.lower, persons)
        others = [c for c in _named_states(scene, start, here) if not _describes(scene, c)]
        others += [c for c in nearby_bodies(scene, here) if c.start >= start]
        others.sort(key=lambda c: c.start)
        joined = len(others) > 1 and marked.lower[others[0].end + 1] == "and"
        if len({c.voice.speaker.name for c in others}) > 1 and (joined or not persons):
            return Row(marked.lower, others)
    return None


def _describes(scene: Scene, state: Candidate) -> bool:
    """Return whether a state's name only describes what follows it: `the Kestrelian envoy`."""
    mark = scene.marked.covering[state.start]
    owner = scene.marked.possessive(state.end + 1)
    return mark.entry.sense == "demonym" or owner or scene.marked.dep[state.end] in MODIFIERS


def _states(scene: Scene, here: int) -> Row:
    """Return the states and governments named just before a place."""
    found = _named_states(scene, here - STEPS + 1, here)
    found += [c for c in nearby_bodies(scene, here) if c.voice.speaker.sort == "government"]
    return Row(scene.marked.lower, sorted(found, key=lambda c: c.start))


def _named_states(scene: Scene, start: int, end: int) -> list[Candidate]:
    """Return the states named from one token on and before another."""
    return [
        Candidate(mark.start, mark.end - 1, government(mark.entry.country))
        for mark in scene.marked.marks_between(start, end)
        if mark.entry.country
    ]


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
