"""Whom `he`, `they`, `it`, `the ambassador` and `the Russian official` mean in an article.

Candidates are ranked by how near they stand, whether they are their sentence's subject, and
whether they have just spoken: the last speaker is the likeliest to go on speaking.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from dragoman.reading.speakers.cast import Person
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.scene import Scene, Voice
from dragoman.reading.speakers.voices import (
    body_voice,
    government,
    outlet_voice,
    paper_name,
    person_voice,
)
from dragoman.records import Speaker
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.offices import Office
from dragoman.vocabulary.speakers import Gender, speaker_words

_NEAR = 8
"""Sentences that are searched for an antecedent before the last speaker is taken."""
_SUBJECT, _SPOKE, _OWNER, _QUOTED, _APART, _OTHER_NAME = 0.9, 1.3, -0.6, -1.0, -0.4, -2.0
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STEPS = 120
"""Tokens before a pronoun in which its antecedent is looked for."""
Read = Callable[[Scene, Run], Voice]
"""Reads a noun phrase into a voice (`sources.read`)."""


class Candidate(NamedTuple):
    """An antecedent at its place; `weight` is what its rank begins with."""

    start: int
    end: int
    voice: Voice
    weight: float = 0.0


def he_or_she(scene: Scene, token: int, gender: Gender) -> Voice:
    """Return the person whom a personal pronoun means; in a quotation, not its speaker."""
    speaking = scene.speaking.person if scene.speaking else None

    def fits(voice: Voice) -> bool:
        if voice.person is None:
            return voice.speaker.sort == "person" and not voice.parts
        return voice.person is not speaking and _weight(voice.person, gender) is not None

    mentioned = [
        Candidate(run.start, run.end - 1, person_voice(scene, person), weight)
        for person in scene.cast.persons
        if person is not speaking
        for weight in (_weight(person, gender),)
        if weight is not None
        for run in person.mentions
        if run.start < token
    ]
    return _best(scene, token, mentioned, fits) or Voice(Speaker(sort="person"))


def _weight(person: Person, gender: Gender) -> float | None:
    """Return how a person's sex counts for a pronoun, None when it forbids it.

    A given name only hints at the sex; a title such as Mrs or spokesman settles it.
    """
    if person.gender in (None, gender):
        return 0.0
    return None if person.gender_stated else _OTHER_NAME


def they(scene: Scene, token: int, read: Read) -> Voice:
    """Return the group, body or joint speakers whom `they` means."""

    def fits(voice: Voice) -> bool:
        return bool(voice.parts) or voice.speaker.sort in ("group", "organisation", "government")

    candidates = [*nearby_bodies(scene, token), *_plural_subjects(scene, token, read)]
    found = _best(scene, token, candidates, fits)
    return found or Voice(Speaker(sort="group"))


def _plural_subjects(scene: Scene, token: int, read: Read) -> list[Candidate]:
    """Return the plural and joint subjects of the sentences just before a pronoun."""
    marked, doc = scene.marked, scene.document.doc
    found: list[Candidate] = []
    for at in range(max(0, token - STEPS), token):
        if marked.dep[at] not in _SUBJECTS or marked.tag[at][0] != "N":
            continue
        if not _within_reach(scene, at, token):
            continue
        joint = any(child.dep_ == "conj" for child in doc[at].children)
        if joint or marked.tag[at] in ("NNS", "NNPS"):
            voice = read(scene, Run(doc[at].left_edge.i, doc[at].right_edge.i + 1))
            if voice.parts or (voice.described and voice.described.is_a("group")):
                found.append(Candidate(at, at, voice))
    return found


def it(scene: Scene, token: int) -> Voice:
    """Return the government, body, outlet or document that `it` means."""

    def fits(voice: Voice) -> bool:
        return not voice.parts and voice.speaker.sort not in ("person", "group", "unknown")

    candidates = [*nearby_bodies(scene, token), *_states(scene, token), *_papers(scene, token)]
    found = _best(scene, token, candidates, fits)
    return found or Voice(Speaker(sort="unknown"))


def _papers(scene: Scene, token: int) -> list[Candidate]:
    """Return the papers just before, with subjects and names first: `The document ... Its aim`."""
    marked = scene.marked
    found: list[Candidate] = []
    for mark in marked.marks:
        at = mark.end - 1
        if mark.start >= token or mark.entry.many or not mark.entry.noun("document"):
            continue
        named = marked.text[at][0].isupper()
        if (named or marked.dep[at] in _SUBJECTS) and _within_reach(scene, mark.start, token):
            paper = Speaker(paper_name(marked, at, None), sort="document")
            found.append(Candidate(mark.start, at, Voice(paper)))
    return found


def nearby_bodies(scene: Scene, token: int) -> list[Candidate]:
    """Return the bodies named in the sentences just before a token."""
    return [
        Candidate(body.run.start, body.run.end - 1, body_voice(scene, body, None))
        for body in scene.bodies
        if body.run.start < token and _within_reach(scene, body.run.start, token)
    ]


def _states(scene: Scene, token: int) -> list[Candidate]:
    found = []
    for mark in scene.marked.marks:
        if mark.start >= token:
            break
        country, outlet = mark.entry.country, mark.entry.outlet
        if not _within_reach(scene, mark.start, token):
            continue
        modifier = scene.marked.dep[mark.end - 1] in _MODIFIERS
        if country and mark.entry.sense in ("name", "metonym") and not modifier:
            found.append(Candidate(mark.start, mark.end - 1, government(country)))
        elif outlet:
            found.append(Candidate(mark.start, mark.end - 1, outlet_voice(scene, outlet)))
    return found


def _within_reach(scene: Scene, start: int, token: int) -> bool:
    sentence = scene.marked.sentence
    return sentence[token] - sentence[start] <= 2


def _best(
    scene: Scene, token: int, mentioned: list[Candidate], fits: Callable[[Voice], bool]
) -> Voice | None:
    """Return the candidate of the highest rank, else the last speaker that fits."""
    spoken = [
        Candidate(heard.token, heard.token, heard.voice, _SPOKE)
        for heard in scene.heard_before(token)
        if fits(heard.voice)
    ]
    ranked = [(_rank(scene, token, c), c.start, c.voice) for c in (*mentioned, *spoken)]
    near = [entry for entry in ranked if entry[0] > -_NEAR]
    if near:
        return max(near, key=lambda entry: (entry[0], entry[1]))[2]
    return spoken[0].voice if spoken else None


def _rank(scene: Scene, token: int, candidate: Candidate) -> float:
    marked = scene.marked
    start, end = candidate.start, candidate.end
    rank = candidate.weight + marked.sentence[start] - marked.sentence[token]
    if marked.dep[end] in _SUBJECTS or marked.dep[start] in _SUBJECTS:
        rank += _SUBJECT
    if marked.possessive(end + 1):
        rank += _OWNER
    if marked.paragraph[start] != marked.paragraph[token]:
        rank += _APART
    inside = scene.in_quotation(start)
    if inside is not None and inside != scene.in_quotation(token):
        rank += _QUOTED
    return rank


def described_person(scene: Scene, described: Description, country: Country | None) -> Voice | None:
    """Return the person whom a description without a name means: `the Russian official`.

    The one of that office or calling who was named last before it; a headline may describe
    one who is named only after it.
    """
    here = described.run.start
    fitting = [p for p in scene.cast.persons if _fits(p, described, country)]
    if described.noun == "counterpart":
        fitting = [p for p in scene.cast.persons if _is_counterpart(p, described)]
    generic = _generic(described)
    if generic:
        last = _last_spoken(scene, here, fitting)
        if last is not None:
            return last
    before = [(_last_active(scene, p, here), p) for p in fitting]
    active = [entry for entry in before if entry[0] >= 0]
    if active:
        return person_voice(scene, max(active, key=lambda entry: entry[0])[1])
    if fitting and not generic:
        return person_voice(scene, fitting[0])
    return same_unnamed(scene, described)


def _last_active(scene: Scene, person: Person, here: int) -> int:
    """Return the last token before a place where a person is named or speaks, else -1."""
    named = max((run.start for run in person.mentions if run.start < here), default=-1)
    spoken = (h.token for h in scene.heard_before(here) if h.voice.person is person)
    return max(named, next(spoken, -1))


def _last_spoken(scene: Scene, here: int, persons: list[Person]) -> Voice | None:
    for heard in scene.heard_before(here):
        if any(heard.voice.person is person for person in persons):
            return heard.voice
    return None


def _generic(described: Description) -> bool:
    noun = described.head.entry.noun("person") if described.head else None
    return (noun is not None and noun.generic) or described.noun in ("old", "year-old")


def _fits(person: Person, described: Description, country: Country | None) -> bool:
    if country and person.country and country != person.country:
        return False
    if described.gender and person.gender and described.gender != person.gender:
        return False
    if _generic(described):
        ranked = described.noun != "leader" or _leads(person)
        return ranked and (country is None or person.country == country)
    for own in person.described:
        if own.office and described.office:
            same = _same_office(own.office, described.office)
        else:
            same = own.noun == described.noun
        if same and own.former >= described.former:
            return True
    return False


def _leads(person: Person) -> bool:
    """Return whether a person holds an office whose holders are called leaders."""
    leaders = speaker_words().leaders
    return any(
        d.noun == "leader" or (d.office and d.office.kind in leaders) for d in person.described
    )


def _is_counterpart(person: Person, described: Description) -> bool:
    """Return whether a person holds an office in the country of `his Kestrelian counterpart`."""
    same = described.country is not None and person.country == described.country
    return same and person.title is not None and person.title.office is not None


def _same_office(own: Office, meant: Office) -> bool:
    """Return whether an office may be called by a title: a foreign minister is `the minister`."""
    return own.kind == meant.kind and f" {own.title}".endswith(f" {meant.title}")


def same_unnamed(scene: Scene, described: Description) -> Voice | None:
    """Return the unnamed speaker of the same calling heard before: `the spokesperson`."""
    if described.indefinite:
        return None
    for heard in scene.heard_before(described.run.start):
        own = heard.voice.described
        if own is None or heard.voice.person is not None or heard.voice.parts:
            continue
        if own.noun == described.noun:
            return heard.voice
    return None


def last_voice(scene: Scene, token: int) -> Voice | None:
    """Return who spoke last before a token, outlets, papers and the reported left out."""
    for heard in scene.heard_before(token):
        if not heard.nested and heard.voice.speaker.sort not in _MUTE:
            return heard.voice
    return None


_MUTE = ("media", "document", "unknown")


def gender_of(pronoun: str) -> Gender | None:
    """Return the sex that a pronoun implies."""
    kind = speaker_words().pronouns.get(pronoun)
    if kind == "he":
        return "male"
    return "female" if kind == "she" else None
