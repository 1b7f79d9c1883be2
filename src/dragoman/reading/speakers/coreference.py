"""Whom `he`, `they`, `it`, `the ambassador` and `the Russian official` mean in an article.

Candidates are ranked by how near they stand, whether they are their sentence's subject, and
whether they have just spoken: the last speaker is the likeliest to go on speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, takewhile

from dragoman.reading.speakers.callings import Circle, is_generic
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import ALOUD, ANY_PERSON, Heard, Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.rows import Candidate
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import (
    body_voice,
    government,
    outlet_voice,
    paper_name,
    person_voice,
)
from dragoman.records import Speaker
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.speakers import Gender, speaker_words

_NEAR = 8
"""Sentences that are searched for an antecedent before the last speaker is taken."""
_SUBJECT, _SPOKE, _OWNER, _QUOTED, _APART, _OTHER_NAME = 0.9, 1.3, -0.6, -1.0, -0.4, -2.5
_REACH = int(_NEAR + _SUBJECT + _SPOKE)
"""Sentences beyond which no candidate can rank above `-_NEAR`."""
_ONE = ("one", "a", "an", "another")
_AT_HAND = 2
"""Sentences back in which `it` and `they` find a name."""
_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
STEPS = 120
"""Tokens before a pronoun in which its antecedent is looked for."""
Read = Callable[[Scene, Run], Voice]
"""Reads a noun phrase into a voice (`sources.read`)."""


def he_or_she(scene: Scene, token: int, gender: Gender) -> Voice:
    """Return the person whom a personal pronoun means; in a quotation, not its speaker."""
    speaking = scene.speaking.person if scene.speaking else None
    mentioned = [
        Candidate(run.start, run.end - 1, person_voice(scene, person), weight)
        for run, person in scene.cast.between(reach(scene, token), token)
        for weight in (_weight(person, gender),)
        if weight is not None and person is not speaking
    ]
    spoken = (
        heard
        for heard in scene.heard_before(token, ("gender", gender), ("gender", None))
        if heard.voice.person is None or heard.voice.person is not speaking
    )

    def weigh(voice: Voice) -> float:
        return _weight(voice.person, gender) or 0.0 if voice.person else 0.0

    return best(scene, token, mentioned, spoken, weigh) or Voice(Speaker(sort="person"))


def _weight(person: Person, gender: Gender) -> float | None:
    """Return how a person's sex counts for a pronoun, None when it forbids it.

    A given name only hints at the sex; a title such as Mrs or spokesman settles it.
    """
    if person.gender in (None, gender):
        return 0.0
    return None if person.gender_stated else _OTHER_NAME


def they(scene: Scene, token: int, read: Read) -> Voice:
    """Return the group, body or joint speakers whom `they` means."""
    candidates = [
        *nearby_bodies(scene, token),
        *_plural_subjects(scene, token, read),
        *_somebody(scene, token, read),
    ]
    spoken = scene.heard_before(token, *(("sort", sort) for sort in _THEY))
    found = best(scene, token, candidates, spoken)
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
        heads = (doc[at], *(child for child in doc[at].children if child.dep_ == "appos"))
        joint = any(child.dep_ == "conj" for head in heads for child in head.children)
        if joint or marked.tag[at] in ("NNS", "NNPS"):
            voice = read(scene, Run(doc[at].left_edge.i, doc[at].right_edge.i + 1))
            if voice.parts or (voice.described and voice.described.is_a("group")):
                found.append(Candidate(at, at, voice))
    return found


def _somebody(scene: Scene, token: int, read: Read) -> list[Candidate]:
    """Return one without a name and sex of whom a newspaper says `they`: `One delegate`."""
    marked, doc = scene.marked, scene.document.doc
    found: list[Candidate] = []
    for at in range(marked.back(token, 1), token):
        if marked.dep[at] not in _SUBJECTS or marked.tag[at] != "NN":
            continue
        start = doc[at].left_edge.i
        if marked.sentence[at] == marked.sentence[token] or marked.lower[start] not in _ONE:
            continue
        voice = read(scene, Run(start, at + 1))
        if voice.speaker.sort == "person" and voice.speaker.name is None:
            found.append(Candidate(at, at, voice))
    return found


def it(scene: Scene, token: int) -> Voice:
    """Return the government, body, outlet or document that `it` means."""
    candidates = [*nearby_bodies(scene, token), *_states(scene, token), *_papers(scene, token)]
    spoken = scene.heard_before(token, *(("sort", sort) for sort in _IT))
    found = best(scene, token, candidates, spoken)
    return found or Voice(Speaker(sort="unknown"))


def _papers(scene: Scene, token: int) -> list[Candidate]:
    """Return the papers just before, with subjects and names first: `The document ... Its aim`."""
    marked = scene.marked
    found: list[Candidate] = []
    for mark in marked.marks_between(marked.back(token, _AT_HAND), token):
        at = mark.end - 1
        if mark.entry.many or not mark.entry.noun("document"):
            continue
        if marked.text[at][0].isupper() or marked.dep[at] in _SUBJECTS:
            paper = Speaker(paper_name(marked, at, None), sort="document")
            found.append(Candidate(mark.start, at, Voice(paper)))
    return found


def nearby_bodies(scene: Scene, token: int) -> list[Candidate]:
    """Return the bodies named in the sentences just before a token."""
    return [
        Candidate(body.run.start, body.run.end - 1, body_voice(scene, body, None))
        for body in scene.bodies.between(scene.marked.back(token, _AT_HAND), token)
    ]


def _states(scene: Scene, token: int) -> list[Candidate]:
    found = []
    for mark in scene.marked.marks_between(scene.marked.back(token, _AT_HAND), token):
        country, outlet = mark.entry.country, mark.entry.outlet
        modifier = scene.marked.dep[mark.end - 1] in _MODIFIERS
        if country and mark.entry.sense in ("name", "metonym") and not modifier:
            found.append(Candidate(mark.start, mark.end - 1, government(country)))
        elif outlet:
            found.append(Candidate(mark.start, mark.end - 1, outlet_voice(scene, outlet)))
    return found


def _within_reach(scene: Scene, start: int, token: int) -> bool:
    sentence = scene.marked.sentence
    return sentence[token] - sentence[start] <= _AT_HAND


def best(
    scene: Scene,
    token: int,
    mentioned: list[Candidate],
    spoken: Iterator[Heard],
    weigh: Callable[[Voice], float] = lambda voice: 0.0,
) -> Voice | None:
    """Return the candidate of the highest rank, else the last speaker of those given.

    `weigh` is what counts for or against a speaker beside that he has spoken.
    """
    last = next(spoken, None)
    heard = chain(() if last is None else (last,), spoken)
    recent = takewhile(lambda h: not _is_far(scene, h.token, token), heard)
    near = [
        (rank, candidate.start, candidate.voice)
        for candidate in (
            *mentioned,
            *(Candidate(h.token, h.token, h.voice, _SPOKE + weigh(h.voice)) for h in recent),
        )
        if (rank := _rank(scene, token, candidate)) > -_NEAR
    ]
    if near:
        return max(near, key=lambda entry: (entry[0], entry[1]))[2]
    return last.voice if last is not None else None


def reach(scene: Scene, token: int) -> int:
    """Return the token from which on candidates for an antecedent may stand."""
    return scene.marked.back(token, _REACH)


def _is_far(scene: Scene, start: int, token: int) -> bool:
    """Return whether a place is too far before a token for any rank; furniture is nowhere."""
    sentence = scene.marked.sentence
    return 0 <= sentence[start] < sentence[token] - _REACH


def _rank(scene: Scene, token: int, candidate: Candidate) -> float:
    marked = scene.marked
    start, end = candidate.start, candidate.end
    rank = candidate.weight + marked.sentence[start] - marked.sentence[token]
    if _is_subject(marked, end) or _is_subject(marked, start):
        rank += _SUBJECT
    if marked.possessive(end + 1):
        rank += _OWNER
    if marked.paragraph[start] != marked.paragraph[token]:
        rank += _APART
    inside = scene.in_quotation(start)
    if inside is not None and inside != scene.in_quotation(token):
        rank += _QUOTED
    return rank


def _is_subject(marked: Marked, at: int) -> bool:
    """Return whether a token heads a subject, or stands in apposition to what does."""
    apposed = marked.dep[at] == "appos" and marked.dep[marked.head[at]] in _SUBJECTS
    return apposed or marked.dep[at] in _SUBJECTS


def described_person(scene: Scene, described: Description, country: Country | None) -> Voice | None:
    """Return the person whom a description without a name means: `the Russian official`.

    The one of that office or calling who was named last before it; a headline may describe
    one who is named only after it.
    """
    here = described.run.start
    circle = scene.callings.fitting(described, country)
    generic = is_generic(described)
    if generic:
        last = next(_spoken(scene, here, circle), None)
        if last is not None:
            return last.voice
    active = _last_active(scene, here, circle)
    if active is not None:
        return person_voice(scene, active)
    if circle.persons and not generic:
        return person_voice(scene, circle.persons[0])
    return same_unnamed(scene, described)


def _last_active(scene: Scene, here: int, circle: Circle) -> Person | None:
    """Return which of some persons was named or spoke last before a place."""
    named = circle.named_before(here)
    last, person = named if named is not None else (-1, None)
    active = [person] if person is not None else []
    for heard in _spoken(scene, here, circle):
        if heard.token < last:
            break
        if heard.token > last:
            last, active = heard.token, []
        if heard.voice.person is not None:
            active.append(heard.voice.person)
    return min(active, key=lambda p: circle.order[p], default=None)


_FEW = 8
"""Persons up to here are looked up one by one; of more, one who spoke is met soon going back."""


def _spoken(scene: Scene, here: int, circle: Circle) -> Iterator[Heard]:
    """Yield the voices of some persons that were heard before a place, the last one first."""
    if len(circle.persons) <= _FEW:
        return scene.heard_before(here, *(("person", person) for person in circle.persons))
    heard = scene.heard_before(here, ANY_PERSON)
    return (h for h in heard if h.voice.person in circle.order)


def same_unnamed(scene: Scene, described: Description) -> Voice | None:
    """Return the unnamed speaker of the same calling heard before: `the spokesperson`."""
    if described.indefinite:
        return None
    same = scene.heard_before(described.run.start, ("noun", described.noun))
    return next((heard.voice for heard in same), None)


def last_voice(scene: Scene, token: int) -> Voice | None:
    """Return who spoke last before a token, outlets, papers and the reported left out."""
    return next((heard.voice for heard in scene.heard_before(token, ALOUD)), None)


_THEY = ("group", "organisation", "government")
_IT = ("government", "organisation", "document", "media")


def gender_of(pronoun: str) -> Gender | None:
    """Return the sex that a pronoun implies."""
    kind = speaker_words().pronouns.get(pronoun)
    if kind == "he":
        return "male"
    return "female" if kind == "she" else None
