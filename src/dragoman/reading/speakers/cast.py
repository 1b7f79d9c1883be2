"""The persons of an article: every mention of one person gathered under the fullest name.

A full name anywhere in the article serves its surname everywhere; titles and appositions of
all mentions together say which office and which country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from dragoman.reading.speakers.ages import age_beside
from dragoman.reading.speakers.allegiance import Allegiances
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.named_later import named_later
from dragoman.reading.speakers.names import Name, bare, names
from dragoman.reading.speakers.namesakes import meant
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.sexes import BOUND, LONE, SETTLED, told
from dragoman.reading.speakers.shared_titles import shared_titles
from dragoman.reading.speakers.titles import descriptions
from dragoman.vocabulary.given_names import Gender
from dragoman.vocabulary.names import fold
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words


class Mention(NamedTuple):
    """A person's name at its place."""

    run: Run
    person: Person


@dataclass(frozen=True, slots=True)
class Cast:
    """All persons of an article, in the order of their first mention.

    `at` gives the person whose name covers a token, `mentions` all names in text order.
    """

    persons: tuple[Person, ...]
    at: dict[int, Person]
    mentions: tuple[Mention, ...]
    _bearing: dict[str, list[int]] = field(repr=False)
    _called: dict[str, Person] = field(repr=False)

    def called(self, surname: str) -> Person | None:
        """Return the person of that surname, the first named when several bear it."""
        return self._called.get(fold(surname))

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin from one token on and before another, in order."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, key=_start)]

    def named(self, words: Set[str]) -> Person | None:
        """Return the first person all of whose names are among some words, or who has all those.

        `words` are folded.
        """
        if not words:
            return next(iter(self.persons), None)
        places = {place for word in words for place in self._bearing.get(word, ())}
        likely = (self.persons[place] for place in sorted(places))
        return next((p for p in likely if words >= set(p.words) or words <= set(p.words)), None)


def _start(mention: Mention) -> int:
    return mention.run.start


@lru_cache(maxsize=2)
def cast(marked: Marked) -> Cast:
    """Return the persons that an article names, in the order of their first mention."""
    found = names(marked)
    persons = _gathered(marked, found)
    owners = {i: p for p in persons for run in p.mentions for i in range(run.start, run.end)}
    taken = {i: n for n, p in enumerate(persons) for r in p.mentions for i in range(*r)}
    for person in persons:
        for run in person.mentions:
            person.described.extend(descriptions(marked, run, taken))
            person.age = person.age or age_beside(marked, run)
    for person, title in shared_titles(marked, owners):
        person.described.append(title)
    for person, title in named_later(marked, persons, owners):
        person.described.append(title)
    _find_sexes(marked, persons, owners)
    for person in persons:
        person.title = next((d for d in person.described if d.office), None)
        person.title = person.title or next(iter(person.described), None)
    states = Allegiances(marked, owners)
    for person in persons:
        person.country = states.of(person)
    return _cast(persons, owners)


def _cast(persons: list[Person], owners: dict[int, Person]) -> Cast:
    bearing: dict[str, list[int]] = {}
    called: dict[str, Person] = {}
    for place, person in enumerate(persons):
        called.setdefault(person.words[-1], person)
        for word in set(person.words):
            bearing.setdefault(word, []).append(place)
    mentions = sorted((Mention(run, p) for p in persons for run in p.mentions), key=_start)
    return Cast(tuple(persons), owners, tuple(mentions), bearing, called)


def _gathered(marked: Marked, found: tuple[Name, ...]) -> list[Person]:
    """Put the mentions of each person together: full names first, then what shortens them."""
    persons: list[Person] = []
    by_last: dict[str, list[Person]] = {}
    by_first: dict[str, list[Person]] = {}
    by_word: dict[str, list[Person]] = {}
    for name in sorted(found, key=lambda n: (len(n.words) == 1, not n.sure, n.run.start)):
        words = tuple(fold(word) for word in bare(name.words))
        person = _same(marked, words, name, by_last, by_first) or _part(words, name, by_word)
        if person is None and name.sure:
            person = Person(" ".join(name.words), words)
            persons.append(person)
            by_last.setdefault(words[-1], []).append(person)
            by_first.setdefault(words[0], []).append(person)
            for word in {_plain(word) for word in words}:
                by_word.setdefault(word, []).append(person)
        if person is not None:
            person.mentions.append(name.run)
            person.forms[" ".join(name.words)] += 1
    for person in persons:
        person.mentions.sort()
        person.name = _fullest(person.forms)
        person.words = tuple(fold(word) for word in bare(tuple(person.name.split())))
    return sorted(persons, key=lambda p: p.mentions[0])


_SEXES = ("male", "female")
"""Words beside a noun that tell the sex: `the first female envoy`."""
_INITIALS = 4
"""Capitals up to here may be an acronym; longer ones are a label's or a headline's."""


def _fullest(forms: Counter[str]) -> str:
    """Return the longest form of a name that is not a commoner one with a stray word before it."""
    by_length = sorted(forms, key=lambda form: -len(form.split()))
    for form in by_length:
        first, _, rest = form.partition(" ")
        stray = not speaker_words().is_given_name(first) and " " in rest
        if not (stray and forms[rest] > forms[form]):
            return form.title() if form.isupper() and len(form) > _INITIALS else form
    return by_length[0]


def _same(
    marked: Marked,
    words: tuple[str, ...],
    name: Name,
    by_last: dict[str, list[Person]],
    by_first: dict[str, list[Person]],
) -> Person | None:
    """Return the person whom a name means, of those known."""
    sharing = [p for p in by_last.get(words[-1], ()) if _agree(words, p.words)]
    if not sharing and len(words) == 1:
        # Family names that come first (Xi, Kim), or a person known by the first name.
        sharing = [p for p in by_first.get(words[0], ()) if len(p.words) > 1]
        given = speaker_words().is_given_name(name.words[0])
        if not name.sure and given and not people().surname(name.words[0]):
            sharing = []
    return meant(marked, name.run, sharing) if sharing else None


def _part(words: tuple[str, ...], name: Name, by_word: dict[str, list[Person]]) -> Person | None:
    """Return the one person of whose name these words are a part, or the beginning of it.

    Two surnames of which the first serves (`Ana Maria Vale Kest`, called `Vale`), a name in the
    middle (`Vale bin Kest`), an article left out (`al-Vale`, `Vale`).
    """
    if len(words) == 1 and not name.sure and speaker_words().is_given_name(name.words[0]):
        return None
    plain = tuple(_plain(word) for word in words)
    likely = (p for p in by_word.get(plain[0], ()) if _within(plain, p))
    found = list(likely)
    return found[0] if len(found) == 1 else None


def _within(plain: tuple[str, ...], person: Person) -> bool:
    own = tuple(_plain(word) for word in person.words)
    size, shared = len(plain), min(len(plain), len(own))
    if shared > 1 and plain[:shared] == own[:shared]:
        return True
    return len(own) > 1 and any(own[i : i + size] == plain for i in range(1, len(own) - size + 1))


def _plain(word: str) -> str:
    """Return a folded word of a name without an Arabic article before it."""
    first, _, rest = word.partition(" ")
    return rest if rest and first in speaker_words().articles else word


def _agree(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    short, long = sorted((words, known), key=len)
    if set(short) <= set(long):
        return True
    initials = {word[0] for word in long[:-1]}
    return all(len(word) == 1 and word in initials for word in short[:-1])


def _find_sexes(marked: Marked, persons: Sequence[Person], owners: dict[int, Person]) -> None:
    """Give each person the sex that a title states, the article's pronouns tell or a name hints at.

    What is settled by pronouns counts as stated: it bars a pronoun of the other sex.
    """
    stated = {p: sex for p in persons for sex in (_stated_gender(marked, p),) if sex}
    pronouns = told(marked, owners, stated)
    for person in persons:
        person.gender = stated.get(person) or speaker_words().gender_of_name(person.name)
        person.gender_stated = person in stated
        said = pronouns.get(person, {})
        if person.gender_stated or not said:
            continue
        sex = max(said, key=lambda g: said[g])
        weight = said[sex] - sum(n for g, n in said.items() if g != sex and n > LONE)
        if weight >= (BOUND if person.gender in (None, sex) else SETTLED):
            person.gender, person.gender_stated = sex, True
        elif weight > 0:
            person.gender = person.gender or sex


def _stated_gender(marked: Marked, person: Person) -> Gender | None:
    """Return the sex that a title or description of a person states."""
    words = speaker_words()
    for described in person.described:
        for word in (described.noun, *described.words.lower().split()):
            known = words.gender_of_word(word)
            if known and (word == described.noun or word in _SEXES):
                return known
    for run in person.mentions:
        apposed = marked.lower[run.end : run.end + 3]  # `Vale, a mother of three`
        if len(apposed) > 2 and apposed[0] == "," and apposed[1] in ("a", "the"):
            known = words.gender_of_word(apposed[2])
            if known:
                return known
        for before in (run.start - 1, run.start - 2):
            if before >= 0 and marked.lower[before] in words.honorifics:
                known = words.gender_of_word(marked.lower[before])
                if known:
                    return known
    return None
