"""Whom `he`, `she`, `the ambassador` and `the Russian official` mean in an article.

Candidates are ranked by how near they stand, whether they are their sentence's subject, and
whether they have just spoken: the last speaker is the likeliest to go on speaking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, takewhile

from dragoman.reading.speakers.callings import Circle, is_generic, leads
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import ALOUD, ANY_PERSON, Heard, Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.rows import Candidate
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.silence import is_silent, was_silent
from dragoman.reading.speakers.voices import (
    person_voice,
)
from dragoman.reading.syntax import NOMINAL_SUBJECTS, child
from dragoman.records import Speaker
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.given_names import Gender
from dragoman.vocabulary.speakers import speaker_words

_NEAR = 8
"""Sentences that are searched for an antecedent before the last speaker is taken."""
_SUBJECT, _SPOKE, _OWNER, _QUOTED, _APART = 0.9, 1.3, -0.6, -1.0, -0.4
_CENTRE = 1.2
"""What counts for one whom the sentence before a description calls by a pronoun."""
_LEADS = -2.0
"""What counts against a head of state for `the diplomat`, `the negotiator`."""
_OTHER_WORD = -_NEAR * 2.0
_OTHER_NAME, _SILENT, _WITHIN = -4.5, -3.0, -0.5
"""What counts against a name of the other sex, one who did not speak, one in a side clause."""
_REACH = int(_NEAR + _SUBJECT + _SPOKE)
"""Sentences beyond which no candidate can rank above `-_NEAR`."""
_AHEAD = 1
"""Sentences behind a pronoun in which a name may tell whom it means."""
_CLIMB = 5
"""Steps from a name up to the clause that describes a noun."""
_OBJECTS = frozenset({"dobj", "dative", "pobj", "iobj"})


def he_or_she(
    scene: Scene, token: int, gender: Gender, described: Sequence[Candidate] = ()
) -> Voice:
    """Return the person whom a personal pronoun means; in a quotation, not its speaker.

    `described` are those called by other words just before: `The envoy kept his coat on. He said`.
    """
    if token not in scene.known.pronouns:
        before = [*centred(scene, token, subjects=True), *described]
        scene.known.pronouns[token] = _meant(scene, token, gender, before)
    return scene.known.pronouns[token]


def _meant(scene: Scene, token: int, gender: Gender, centre: Sequence[Candidate] = ()) -> Voice:
    """Return the person whom a pronoun means; `centre` are those whom the last sentence means."""
    barred = {scene.speaking.person if scene.speaking else None, _acting(scene, token)} - {None}
    mentioned = [
        at_name(scene, run, person, weight)
        for run, person in scene.cast.between(reach(scene, token), token)
        for weight in (_weight(person, gender),)
        if weight is not None and person not in barred
    ]
    for one in centre:
        person = one.voice.person
        if person is not None and person not in barred and _weight(person, gender) == 0.0:
            mentioned.append(one)
    spoken = (
        heard
        for heard in scene.heard_before(token, ("gender", gender), ("gender", None))
        if heard.voice.person not in barred
    )

    def weigh(heard: Heard) -> float:
        person, described = heard.voice.person, heard.voice.described
        if person is not None:
            return _weight(person, gender) or 0.0
        other = described is not None and described.gender not in (None, gender)
        return _OTHER_WORD if other else 0.0  # `the spokesman` for `she`

    found = best(scene, token, mentioned, spoken, weigh) or _named_next(scene, token, gender)
    return found or Voice(Speaker(sort="person"))


def _acting(scene: Scene, token: int) -> Person | None:
    """Return the named subject of the clause of which a pronoun is an object: `Vale sent him`."""
    marked, verb = scene.marked, scene.marked.head[token]
    if marked.dep[token] not in _OBJECTS or marked.lower[token] in ("himself", "herself"):
        return None
    if marked.dep[token] == "pobj" and marked.tag[verb] in ("IN", "TO"):
        verb = marked.head[verb]
    subject = child(scene.document.doc[verb], *NOMINAL_SUBJECTS)
    return scene.cast.at.get(subject.i) if subject is not None else None


def _named_next(scene: Scene, token: int, gender: Gender) -> Voice | None:
    """Return who is named behind a pronoun that nobody stands before: `she said. Ana Vale is`.

    The subject of the next sentence, or of the clause to which the pronoun's own belongs.
    """
    marked = scene.marked
    sentences = scene.document.sentences
    last = sentences[min(marked.sentence[token] + _AHEAD, len(sentences) - 1)]
    for run, person in scene.cast.between(token, last.end):
        at = run.end - 1
        here = marked.sentence[at] == marked.sentence[token]
        if not _is_subject(marked, at) or scene.in_quotation(run.start) is not None:
            continue
        if here and not _belongs_to(marked, token, marked.head[at]):
            continue
        answers = marked.lower[marked.head[at]] in speaker_words().calling["answering"]
        fits = _weight(person, gender) == 0.0 and (here or not answers)
        return person_voice(scene, person) if fits else None
    return None


def _belongs_to(marked: Marked, at: int, verb: int) -> bool:
    """Return whether a word stands in what another clause than its own hangs on: `As she left`."""
    at = marked.head[at]
    while at != verb and marked.head[at] != at:
        at = marked.head[at]
        if at == verb:
            return True
    return False


def at_name(scene: Scene, run: Run, person: Person, weight: float) -> Candidate:
    """Return a person as a candidate at one of his names; less likely where he is silent."""
    weight += _SILENT if is_silent(scene, run) else 0.0
    weight += _WITHIN if _in_side_clause(scene.marked, run.end - 1) else 0.0
    return Candidate(run.start, run.end - 1, person_voice(scene, person), weight)


def centred(scene: Scene, token: int, *, subjects: bool = False) -> list[Candidate]:
    """Return whom the pronouns of the sentence before mean: an article goes on about them.

    `subjects` asks for those that are their clause's subject alone.
    """
    marked = scene.marked
    found: list[Candidate] = []
    for at in range(marked.back(token, 1), marked.back(token, 0)):
        gender = gender_of(marked.lower[at])
        if gender is None or marked.tag[at] == "PRP$":  # `his rival` is the rival's sentence
            continue
        if not subjects or marked.dep[at] in NOMINAL_SUBJECTS:
            voice = scene.known.pronouns.get(at) or _meant(scene, at, gender)
            found.append(Candidate(at, at, voice, 0.0 if subjects else _CENTRE))
    return found


def _in_side_clause(marked: Marked, at: int) -> bool:
    """Return whether a word hangs on a clause that describes a noun: `a team led by Vale`."""
    for _ in range(_CLIMB):
        if marked.dep[at] in ("acl", "relcl"):
            return True
        if marked.head[at] == at or marked.dep[at] in NOMINAL_SUBJECTS:
            return False
        at = marked.head[at]
    return False


def _weight(person: Person, gender: Gender) -> float | None:
    """Return how a person's sex counts for a pronoun, None when it forbids it.

    A given name only hints at the sex; a title such as Mrs or spokesman settles it.
    """
    if person.gender in (None, gender):
        return 0.0
    return None if person.gender_stated else _OTHER_NAME


def best(
    scene: Scene,
    token: int,
    mentioned: list[Candidate],
    spoken: Iterator[Heard],
    weigh: Callable[[Heard], float] = lambda heard: 0.0,
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
            *(_speaking(scene, h, _SPOKE + weigh(h)) for h in recent),
        )
        if (rank := _rank(scene, token, candidate)) > -_NEAR
    ]
    if near:
        return max(near, key=lambda entry: (entry[0], entry[1]))[2]
    return last.voice if last is not None else None


def _speaking(scene: Scene, heard: Heard, weight: float) -> Candidate:
    """Return a speaker as a candidate; the state before his title takes nothing from him."""
    token, person = heard.token, heard.voice.person
    weight -= _OWNER if scene.marked.possessive(token + 1) else 0.0
    weight += _SILENT if person is not None and was_silent(scene, person, token) else 0.0
    return Candidate(token, token, heard.voice, weight)


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
    apposed = marked.dep[at] == "appos" and marked.dep[marked.head[at]] in NOMINAL_SUBJECTS
    return apposed or marked.dep[at] in NOMINAL_SUBJECTS


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
        ranked = _likeliest(scene, described, circle)
        if ranked is not None:
            return ranked
    active = _last_active(scene, here, circle)
    if active is not None:
        return person_voice(scene, active)
    if circle.persons and not generic:
        return person_voice(scene, circle.persons[0])
    return same_unnamed(scene, described)


def _likeliest(scene: Scene, described: Description, circle: Circle) -> Voice | None:
    """Return the likeliest of persons whom a word for anybody fits: `the veteran diplomat`."""
    here, lesser = described.run.start, speaker_words().calling["no_leaders"]
    ranks = {p: _LEADS if described.noun in lesser and leads(p) else 0.0 for p in circle.persons}
    mentioned = [
        at_name(scene, run, person, ranks[person])
        for run, person in scene.cast.between(reach(scene, here), here)
        if person in ranks
    ]
    mentioned += [
        one._replace(weight=one.weight + ranks[one.voice.person])
        for one in centred(scene, here)
        if one.voice.person in ranks
    ]
    return best(scene, here, mentioned, iter(()))


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


def gender_of(pronoun: str) -> Gender | None:
    """Return the sex that a pronoun implies."""
    kind = speaker_words().pronouns.get(pronoun)
    if kind == "he":
        return "male"
    return "female" if kind == "she" else None
