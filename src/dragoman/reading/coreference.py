"""Whom `he`, `they`, `it`, `the ambassador` and `the Russian official` mean in an article.

Candidates are ranked by how near they stand, whether they are their sentence's subject, and
whether they have just spoken: the last speaker is the likeliest to go on speaking.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.reading.cast import Person
from dragoman.reading.descriptions import Description
from dragoman.reading.joint import together
from dragoman.reading.marked import Run
from dragoman.reading.scene import Scene, Voice
from dragoman.reading.voices import body_voice, government, outlet_voice, person_voice
from dragoman.records import Speaker
from dragoman.vocabulary.speakers import Gender, speaker_words

_NEAR = 8
"""Sentences that are searched for an antecedent before the last speaker is taken."""
_SUBJECT, _SPOKE, _OWNER, _QUOTED, _APART = 0.9, 1.3, -0.6, -1.0, -0.4
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STEPS = 120


def he_or_she(scene: Scene, token: int, gender: Gender) -> Voice:
    """Return the person whom a personal pronoun means."""
    other = "female" if gender == "male" else "male"

    def fits(voice: Voice) -> bool:
        if voice.person is None:
            return voice.speaker.sort == "person" and not voice.parts
        return voice.person.gender != other

    mentioned = [
        (run.start, run.end - 1, person_voice(scene, person))
        for person in scene.cast.persons
        if person.gender != other
        for run in person.mentions
        if run.start < token
    ]
    return _best(scene, token, mentioned, fits) or Voice(Speaker(sort="person"))


def they(scene: Scene, token: int) -> Voice:
    """Return the group, body or joint speakers whom `they` means."""

    def fits(voice: Voice) -> bool:
        return bool(voice.parts) or voice.speaker.sort in ("group", "organisation", "government")

    found = _best(scene, token, _bodies(scene, token), fits)
    return found or Voice(Speaker(sort="group"))


def it(scene: Scene, token: int) -> Voice:
    """Return the government, body, outlet or document that `it` means."""

    def fits(voice: Voice) -> bool:
        return not voice.parts and voice.speaker.sort not in ("person", "group", "unknown")

    found = _best(scene, token, _bodies(scene, token) + _states(scene, token), fits)
    return found or Voice(Speaker(sort="unknown"))


def _bodies(scene: Scene, token: int) -> list[tuple[int, int, Voice]]:
    return [
        (body.run.start, body.run.end - 1, body_voice(scene, body, None))
        for body in scene.bodies
        if body.run.start < token and _within_reach(scene, body.run.start, token)
    ]


def _states(scene: Scene, token: int) -> list[tuple[int, int, Voice]]:
    found = []
    for mark in scene.marked.marks:
        if mark.start >= token:
            break
        country, outlet = mark.entry.country, mark.entry.outlet
        if not _within_reach(scene, mark.start, token):
            continue
        if country and mark.entry.sense in ("name", "metonym"):
            found.append((mark.start, mark.end - 1, government(country)))
        elif outlet:
            found.append((mark.start, mark.end - 1, outlet_voice(scene, outlet)))
    return found


def _within_reach(scene: Scene, start: int, token: int) -> bool:
    sentence = scene.marked.sentence
    return sentence[token] - sentence[start] <= 2


def _best(
    scene: Scene,
    token: int,
    mentioned: list[tuple[int, int, Voice]],
    fits: Callable[[Voice], bool],
) -> Voice | None:
    """Return the candidate of the highest rank, else the last speaker that fits."""
    spoken = [(at, at, voice) for at, voice in scene.voices if at < token and fits(voice)]
    ranked = [(_rank(scene, token, start, end, False), start, v) for start, end, v in mentioned]
    ranked += [(_rank(scene, token, start, end, True), start, v) for start, end, v in spoken]
    near = [entry for entry in ranked if entry[0] > -_NEAR]
    if near:
        return max(near, key=lambda entry: (entry[0], entry[1]))[2]
    return spoken[-1][2] if spoken else None


def _rank(scene: Scene, token: int, start: int, end: int, spoke: bool) -> float:
    marked = scene.marked
    rank = float(marked.sentence[start] - marked.sentence[token])
    if marked.dep[end] in _SUBJECTS or marked.dep[start] in _SUBJECTS:
        rank += _SUBJECT
    if spoke:
        rank += _SPOKE
    if marked.possessive(end + 1):
        rank += _OWNER
    if marked.paragraph[start] != marked.paragraph[token]:
        rank += _APART
    inside = scene.in_quotation(start)
    if inside is not None and inside != scene.in_quotation(token):
        rank += _QUOTED
    return rank


def described_person(scene: Scene, described: Description) -> Voice | None:
    """Return the person whom a description without a name means: `the Russian official`.

    The one of that office or calling who was named last before it; a headline may describe
    one who is named only after it.
    """
    here = described.run.start
    fitting = [p for p in scene.cast.persons if _fits(p, described)]
    generic = _generic(described)
    if generic:
        last = _last_spoken(scene, here, fitting)
        if last is not None:
            return last
    before = [(_last_before(p, here), p) for p in fitting if p.mentions[0].start < here]
    spoken = _last_spoken(scene, here, [p for _, p in before])
    if spoken is not None:
        return spoken
    if before:
        return person_voice(scene, max(before, key=lambda entry: entry[0])[1])
    if fitting and not generic:
        return person_voice(scene, fitting[0])
    return _same_unnamed(scene, described)


def _last_before(person: Person, here: int) -> int:
    return max(run.start for run in person.mentions if run.start < here)


def _last_spoken(scene: Scene, here: int, persons: list[Person]) -> Voice | None:
    for at, voice in reversed(scene.voices):
        if at < here and voice.person is not None and any(voice.person is p for p in persons):
            return voice
    return None


def _generic(described: Description) -> bool:
    noun = described.head.entry.noun("person") if described.head else None
    return (noun is not None and noun.generic) or described.noun in ("old", "year-old")


def _fits(person: Person, described: Description) -> bool:
    country = described.country.iso3 if described.country else None
    if country and person.country and country != person.country:
        return False
    if described.gender and person.gender and described.gender != person.gender:
        return False
    if _generic(described):
        return country is None or person.country == country
    for own in person.described:
        if own.noun == described.noun and own.former >= described.former:
            return True
        if own.office and described.office and own.office.title.endswith(described.office.title):
            return True
    return False


def _same_unnamed(scene: Scene, described: Description) -> Voice | None:
    """Return the unnamed speaker of the same calling heard before: `the spokesperson`."""
    if described.indefinite:
        return None
    for at, voice in reversed(scene.voices):
        own = voice.described
        if own is None or voice.person is not None or voice.parts:
            continue
        if at < described.run.start and own.noun == described.noun:
            return voice
    return None


def last_voice(scene: Scene, token: int) -> Voice | None:
    """Return who spoke last before a token, outlets and documents left out."""
    for at, voice in reversed(scene.voices):
        if at < token and voice.speaker.sort not in ("media", "document", "unknown"):
            return voice
    return None


def both(scene: Scene, run: Run) -> Voice | None:
    """Return the two parties at hand for `both ministers`, `the two countries`.

    Persons when the noun names persons, else the two states named last before it.
    """
    marked = scene.marked
    noun = marked.lower[run.end - 1]
    entry = marked.covering[run.end - 1].entry if run.end - 1 in marked.covering else None
    persons = bool(entry and (entry.office or (entry.noun("group") and noun not in _STATES)))
    joint_before = [v for at, v in scene.voices if at < run.start and len(v.parts) == 2]
    found: list[tuple[int, Voice]] = []
    if persons:
        found = [
            (_last_before(p, run.start), person_voice(scene, p))
            for p in scene.cast.persons
            if p.mentions[0].start < run.start
        ]
    else:
        found = [(at, v) for at, _, v in _nearby_states(scene, run.start)]
    latest = sorted(found, key=lambda entry: entry[0])
    distinct: dict[str, tuple[int, Voice]] = {}
    for at, voice in reversed(latest):
        distinct.setdefault(voice.speaker.name or "", (at, voice))
    two = sorted(list(distinct.values())[:2], key=lambda entry: entry[0])
    if len(two) == 2:
        return together([voice for _, voice in two])
    return joint_before[-1] if joint_before else None


_STATES = frozenset(
    {
        "sides",
        "parties",
        "countries",
        "nations",
        "states",
        "governments",
        "capitals",
        "powers",
        "neighbours",
        "neighbors",
        "allies",
        "delegations",
    }
)


def _nearby_states(scene: Scene, token: int) -> list[tuple[int, int, Voice]]:
    found = []
    for mark in scene.marked.marks:
        if mark.start < token and mark.entry.country and token - mark.start < _STEPS:
            found.append((mark.start, mark.end - 1, government(mark.entry.country)))
    return found


def gender_of(pronoun: str) -> Gender | None:
    """Return the sex that a pronoun implies."""
    kind = speaker_words().pronouns.get(pronoun)
    if kind == "he":
        return "male"
    return "female" if kind == "she" else None


def without_name(voice: Voice) -> Voice:
    """Return a voice of the same country whose name is not known."""
    return Voice(replace(voice.speaker, name=None, role=None))
