"""Which sex an article's own pronouns give its persons: `Vale ... opened her folder`.

A given name only hints at a sex; `himself` and `her own` behind a subject settle it, and so do
several pronouns that can mean nobody else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping

from dragoman.reading.speakers.marked import Marked
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import NOMINAL_SUBJECTS, child
from dragoman.vocabulary.given_names import Gender
from dragoman.vocabulary.speakers import speaker_words

SETTLED, BOUND, LONE = 4, 2, 1
"""What a pronoun says: of its clause's subject for certain, likely, of the only one named."""
_GENDERS: dict[str, Gender] = {"he": "male", "she": "female"}
_ABSOLUTE = frozenset({"himself", "herself", "hers"})
_CLIMB = 8
_QUOTES = frozenset({'"', "“", "”", "«", "»", "„"})


def told(
    marked: Marked, named: Mapping[int, Person], known: Mapping[Person, Gender]
) -> dict[Person, dict[Gender, int]]:
    """Return how much the pronouns of an article say for each sex of each person.

    `named` gives the person at each token of a name, `known` the sexes already stated.
    """
    kinds = speaker_words().pronouns
    said: defaultdict[Person, dict[Gender, int]] = defaultdict(dict)
    settled = dict(known)
    starts = sorted(named)
    for token, word in enumerate(marked.lower):
        if word == "whose":
            _note_spouse(marked, named, token, said)
        if kinds.get(word) not in _GENDERS:
            continue
        gender = _GENDERS[kinds[word]]
        open_to = {p: g for p, g in settled.items() if g != gender}
        person, weight = _meant(marked, named, starts, token, open_to)
        if person is None:
            continue
        said[person][gender] = said[person].get(gender, 0) + weight
        if weight == SETTLED:
            settled.setdefault(person, gender)
    return said


def _note_spouse(
    marked: Marked,
    named: Mapping[int, Person],
    token: int,
    said: dict[Person, dict[Gender, int]],
) -> None:
    """Note the sex that a husband or wife tells: `Vale, whose husband is a diver`."""
    sex = speaker_words().spouses.get(marked.lower[marked.head[token]])
    before = token - 2 if marked.text[token - 1] == "," else token - 1
    person = named.get(before)
    if sex is not None and person is not None:
        said.setdefault(person, {})[sex] = BOUND


def _meant(
    marked: Marked,
    named: Mapping[int, Person],
    starts: list[int],
    token: int,
    barred: Mapping[Person, Gender],
) -> tuple[Person | None, int]:
    """Return whom a pronoun can only mean, and how surely; `barred` are those of the other sex."""
    subject, relative = _subject(marked, token)
    person = _person(marked, named, subject) if subject is not None else None
    if person is not None and person in barred:
        person = None
    possessive = marked.tag[token] == "PRP$"
    if marked.lower[token] in _ABSOLUTE or marked.lower[token + 1 : token + 2] == ["own"]:
        return person, SETTLED
    if person is not None and relative and (possessive or marked.dep[token] in NOMINAL_SUBJECTS):
        return person, BOUND  # `Vale, who opened her folder`
    near = _near(marked, named, starts, token, barred)
    if possessive:
        joined = _joined_to(marked, token)
        if joined is not None and near == [named.get(joined)]:
            return near[0], SETTLED
        if person is None:
            return None, 0
        if near not in ([], [person]):  # `stayed in his room`, but not `took his place`
            return person, LONE if marked.dep[marked.head[token]] == "pobj" else 0
        alone = {named[i] for i in starts[: bisect_left(starts, token)]} == {person}
        return person, SETTLED if alone else BOUND
    if marked.dep[token] in NOMINAL_SUBJECTS:
        if person is not None:
            return person, LONE  # `Vale said he had waited`
        lone = len(near) == 1 and (
            _opens(marked, token) or near == _near(marked, named, starts, token, barred, 0)
        )
        return (near[0], LONE) if lone else (None, 0)
    others = [p for p in near if p is not person]  # an object is not its own clause's subject
    return (others[0], LONE) if len(others) == 1 else (None, 0)


def _person(marked: Marked, named: Mapping[int, Person], subject: int) -> Person | None:
    """Return who is named by a subject or in apposition to it: `the envoy, Ana Vale, stayed`."""
    if subject in named:
        return named[subject]
    apposed = child(marked.document.doc[subject], "appos")
    return named.get(apposed.i) if apposed is not None else None


def _near(
    marked: Marked,
    named: Mapping[int, Person],
    starts: list[int],
    token: int,
    barred: Mapping[Person, Gender],
    back: int = 1,
) -> list[Person]:
    """Return the persons whom a pronoun may mean, named in its sentence or just before it."""
    first = bisect_left(starts, marked.back(token, back))
    found = dict.fromkeys(named[i] for i in starts[first : bisect_left(starts, token)])
    return [p for p in found if p not in barred]


def _opens(marked: Marked, token: int) -> bool:
    """Return whether a pronoun opens its sentence."""
    before = token - 1
    return before < 0 or marked.sentence[before] != marked.sentence[token]


def _joined_to(marked: Marked, token: int) -> int | None:
    """Return the noun to which that of a possessive is joined: `Vale and her deputy`."""
    noun = marked.head[token]
    return marked.head[noun] if marked.dep[noun] == "conj" else None


def _subject(marked: Marked, token: int) -> tuple[int | None, bool]:
    """Return the subject of the clause in which a pronoun stands, if it is not within that.

    For a pronoun that is a subject itself, that of the clause which reports its own. And whether
    the subject is told by a relative pronoun.
    """
    doc, at = marked.document.doc, token
    for _ in range(_CLIMB):
        above = marked.head[at]
        if above == at:
            break
        found = child(doc[above], *NOMINAL_SUBJECTS)
        if found is not None and found.i == at:
            if at != token or marked.dep[above] != "ccomp":
                break
        elif found is not None:
            if marked.tag[found.i] in ("WP", "WDT"):
                told = marked.dep[above] == "relcl"
                return (_described(marked, marked.head[above]), True) if told else (None, False)
            reported = marked.dep[token] in NOMINAL_SUBJECTS
            return (None if reported and _quoted(marked, found.i, token) else found.i), False
        at = above
    return None, False


def _quoted(marked: Marked, subject: int, token: int) -> bool:
    """Return whether a pronoun stands in words that somebody else says: `"He lied," said Vale`."""
    return subject > token or any(mark in _QUOTES for mark in marked.text[subject:token])


def _described(marked: Marked, noun: int) -> int:
    """Return the noun to which an apposition belongs, else the noun itself."""
    return marked.head[noun] if marked.dep[noun] == "appos" else noun
