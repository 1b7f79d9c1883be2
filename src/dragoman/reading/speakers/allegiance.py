"""From which state each person of an article comes, as the article says or lets one know.

Stated with the name, by the body served, through whoever is meant by `his` and `its`; else on
public record; else, for holders of a state's office, the state that the article is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from dragoman.reading.speakers.beside_names import led_by
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import child
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.inflection import plural
from dragoman.vocabulary.people import Person as OfficeHolder
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

_SUBJECTS = ("nsubj", "nsubjpass")
_BACK = 2
"""Sentences before a possessive pronoun in which its owner is looked for."""
_AHEAD = 9
"""Tokens after a name in which `who led Valdoria's government` stands."""
_STATES = ("name", "demonym", "metonym", "capital")


@dataclass(slots=True)
class Allegiances:
    """The states of one article's persons, each found once.

    `owners` gives the person at each token of a name.
    """

    marked: Marked
    owners: Mapping[int, Person]
    found: dict[Person, Country | None] = field(default_factory=dict)
    asked: set[Person] = field(default_factory=set)
    _states: list[tuple[int, Country]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def of(self, person: Person) -> Country | None:
        """Return a person's state; None while it is being asked for in a circle."""
        if person not in self.found:
            if person in self.asked:
                return None
            self.asked.add(person)
            self.found[person] = self._find(person)
        return self.found[person]

    def _find(self, person: Person) -> Country | None:
        titled = _by_title_alone(self.marked, person)
        stated = [d.country for d in person.described if d.country and d not in titled]
        stated += _beside(self.marked, person)
        coded = [country for country in stated if country.iso3]
        if coded:
            return coded[0]
        for described in person.described:
            served = self._served(person, described)
            if served is not None:
                return served
        headed = self._headed(person) or self._led_by(person)
        if headed is not None:
            return headed
        if any(_international(described) for described in person.described):
            return next(iter(stated), None)
        found = _recorded(person) or next(iter(stated), None)
        if found is None and titled:
            found = self._of_title(titled[0])
        return found or (self._setting_of(person) if _domestic(person) else None)

    def _served(self, person: Person, described: Description) -> Country | None:
        """Return the state of the body or person whom one serves who is described so."""
        if described.body and described.body.entry.body and described.body.entry.body.country:
            return countries().by_iso3.get(described.body.entry.body.country)
        owner = self.owners.get(described.owner) if described.owner is not None else None
        if owner is not None and owner is not person:
            return self.of(owner)
        return self._owner(person, described)

    def _owner(self, person: Person, described: Description) -> Country | None:
        """Return the state of the one whom `his`, `her`, `its` before a title means."""
        token = described.run.start
        if self.marked.tag[token] != "PRP$":
            return None
        words, kind = speaker_words(), speaker_words().pronouns.get(self.marked.lower[token])
        at_home = kind in ("he", "she") and described.noun in words.calling["foes"]
        if plural(described.noun) in words.against and not at_home:
            return None
        if kind in ("he", "she"):
            owner = self._person_before(token, person)
            return self.of(owner) if owner is not None else None
        return self._state_before(token) if kind in ("it", "they") else None

    def _person_before(self, token: int, other: Person) -> Person | None:
        """Return the subject of the sentence so far, or of those before it, else who is nearest."""
        marked = self.marked
        if not self._starts:
            self._starts.extend(sorted(self.owners))
        kind = speaker_words().pronouns.get(marked.lower[token])
        sex = "male" if kind == "he" else "female"
        end = token
        for back in range(_BACK + 1):
            start = marked.back(token, back)
            first = bisect_left(self._starts, start)
            here = self._starts[first : bisect_left(self._starts, end)]
            fitting = [
                i
                for i in here
                if self.owners[i] is not other and self.owners[i].gender in (None, sex)
            ]
            if fitting:
                subject = [i for i in fitting if marked.dep[i] in _SUBJECTS]
                return self.owners[(subject or fitting)[-1]]
            end = start
        return None

    def _state_before(self, token: int) -> Country | None:
        """Return the state in the last subject before `its`, else the one named last."""
        marked = self.marked
        near = [
            m
            for m in marked.marks_between(marked.back(token, 1), token)
            if m.entry.country and m.entry.sense in _STATES
        ]
        for at in range(token - 1, marked.back(token, 1) - 1, -1):
            if marked.dep[at] in _SUBJECTS:
                word = marked.document.doc[at]
                run = Run(word.left_edge.i, word.right_edge.i + 1)
                for m in near:
                    if run.start <= m.start < run.end:
                        return m.entry.country
        return near[-1].entry.country if near else None

    def _headed(self, person: Person) -> Country | None:
        """Return the state in `Vale, who leads the Valdorian team`, `Vale has led Valdoria's`."""
        marked, heading = self.marked, speaker_words().calling["heading"]
        for run in person.mentions:
            found = False
            for at in range(run.end, min(run.end + _AHEAD, len(marked.text))):
                if marked.sentence[at] != marked.sentence[run.start]:
                    break
                word = marked.lower[at]
                if not found:
                    found = word in heading and marked.tag[at][0] == "V"
                    if not found and not (
                        at - run.end < 4
                        and (word in ("who", ",") or marked.tag[at] in ("VBZ", "VBD", "VBP", "RB"))
                    ):
                        break
                    continue
                mark = marked.covering.get(at)
                if mark is not None and mark.entry.country:
                    return mark.entry.country
                if marked.tag[at] in ("IN", "TO") or marked.tag[at][0] == "V":
                    break
        return None

    def _led_by(self, person: Person) -> Country | None:
        """Return the state in `the Valdorian team, led by Vale`."""
        marked = self.marked
        for run in person.mentions:
            verb = run.start - 2 - (marked.lower[run.start - 1] in speaker_words().honorifics)
            if not led_by(marked, verb):
                continue
            noun = marked.head[verb] if marked.dep[verb] == "acl" else None
            if noun is None:
                subject = child(marked.document.doc[verb], *_SUBJECTS)
                noun = subject.i if subject is not None else None
            if noun is not None:
                led = self._within(marked.document.doc[noun].left_edge.i, noun + 1)
                if led:
                    return led[0]
        return None

    def _of_title(self, described: Description) -> Country | None:
        """Return whose a title is that is mostly one state's, by which states are named."""
        usual = described.country
        named = {m.entry.country.iso3 for m in self.marked.marks if m.entry.country}
        if usual is None or usual.iso3 in named:
            return usual
        assert described.head is not None
        title = self.marked.words(Run(described.head.start, described.head.end)).lower()
        others = sorted(speaker_words().offices_also.get(title, frozenset()) & named)
        return countries().by_iso3[others[0]] if len(others) == 1 else usual

    def _setting_of(self, person: Person) -> Country | None:
        """Return the state that is spoken of where somebody is named with an office of a state.

        The one that the article names first and more than any other; with others named as
        often, the one named nearest. None where several are as likely.
        """
        named = self._named()
        if not named:
            return None
        counts = Counter(country for _, country in named)
        first = named[0][1]
        others = [n for country, n in counts.items() if country != first]
        if counts[first] > max(others, default=0):
            return first
        if counts[first] < max(others):
            return None
        start = person.mentions[0].start
        here = self._within(self.marked.back(start, 0), self._end(start))
        if here:
            return here[0] if len(set(here)) == 1 else self._subject_of(start, here)
        for back in range(1, _BACK + 1):
            before = self._within(self.marked.back(start, back), start)
            if before:
                return before[0] if len(set(before)) == 1 else None
        return None

    def _named(self) -> Sequence[tuple[int, Country]]:
        """Return the states that the article names, with their places, in order."""
        if not self._states:
            self._states.extend(
                (m.start, m.entry.country)
                for m in self.marked.marks
                if m.entry.country and m.entry.sense in _STATES and not self._opposed(m)
            )
        return self._states

    def _opposed(self, mark: Mark) -> bool:
        """Return whether a state is that of somebody's opposite: `her Valdorian counterpart`."""
        noun = self.marked.lower[self.marked.head[mark.end - 1]]
        return noun in speaker_words().calling["opposites"]

    def _end(self, token: int) -> int:
        return self.marked.document.sentences[self.marked.sentence[token]].end

    def _within(self, start: int, end: int) -> list[Country]:
        """Return the states named from one token on and before another."""
        named = self._named()
        first = bisect_left(named, start, key=itemgetter(0))
        return [c for _, c in named[first : bisect_left(named, end, key=itemgetter(0))]]

    def _subject_of(self, token: int, here: Sequence[Country]) -> Country | None:
        """Return the state of the sentence that alone stands in the subject of a clause."""
        marked, found = self.marked, set()
        for at in range(marked.back(token, 0), self._end(token)):
            if marked.dep[at] in _SUBJECTS:
                word = marked.document.doc[at]
                found.update(self._within(word.left_edge.i, at + 1))
        return found.pop() if len(found) == 1 else None


def _domestic(person: Person) -> bool:
    """Return whether a person's office is one that is held in or for a state."""
    kinds = speaker_words().calling["domestic"]
    return any(
        d.office is not None and (d.office.speaks_for == "state" or d.office.kind in kinds)
        for d in person.described
    )


def _by_title_alone(marked: Marked, person: Person) -> Sequence[Description]:
    """Return the descriptions whose state follows from a title and stands nowhere in them."""
    return [
        d
        for d in person.described
        if d.country
        and d.head is not None
        and not any(
            m.entry.country == d.country for m in marked.marks_between(d.run.start, d.run.end)
        )
    ]


def _international(described: Description) -> bool:
    """Return whether someone is described as serving a body that is no state's."""
    body = described.body.entry.body if described.body else None
    return body is not None and body.sort == "organisation" and not body.country


def _beside(marked: Marked, person: Person) -> list[Country]:
    """Return the country in `President Ana Vale of Valdoria` and in `Valdoria's Ana Vale`."""
    found: list[Country] = []
    for run in person.mentions:
        after = marked.covering.get(run.end + 1) if run.end < len(marked.text) else None
        if after and marked.lower[run.end] == "of" and after.entry.sense == "name":
            found += [after.entry.country] if after.entry.country else []
        before = marked.covering.get(run.start - 2)
        if before and marked.possessive(run.start - 1) and before.entry.sense == "name":
            found += [before.entry.country] if before.entry.country else []
    return found


def _recorded(person: Person) -> Country | None:
    """Return the country of the one office-holder of that name.

    A surname alone counts only with an office of the same kind beside it in the article, or
    when all who bear it served one state. Who also served an international body may speak
    for that, so that the record decides nothing.
    """
    held = people().told(person.name)
    if not held and len(person.words) > 1:
        held = people().named(person.name)
    if not held and len(person.words) == 1:
        held = tuple(t for t in people().surname(person.name) if _office_fits(person, t))
    served = {term.country for term in held}
    return countries().by_iso3.get(served.pop()) if len(served) == 1 else None


def _office_fits(person: Person, term: OfficeHolder) -> bool:
    offices = [d.office.title for d in person.described if d.office]
    return any(title in term.office.lower() for title in offices)
