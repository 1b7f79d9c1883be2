"""From which state each person of an article comes, as the article says or lets one know.

Stated with the name, by the body served, through whoever is meant by `his` and `its`; else on
public record. What the article shows of the rest `homes` finds out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.reading.speakers.beside_names import led_by
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.syntax import NOMINAL_SUBJECTS, child
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.people import Person as OfficeHolder
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

_CLOSING = ([","], ["."], [";"])
_TITLE = 6
"""Tokens of a title between `led by` and a name."""
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
        headed = self._led_by(person)
        if headed is not None:
            return headed
        if any(_international(described) for described in person.described):
            return next(iter(stated), None)
        found = _recorded(person) or next(iter(stated), None)
        return found or (self._of_title(titled[0]) if titled else None)

    def _served(self, person: Person, described: Description) -> Country | None:
        """Return the state of the body or person whom one serves who is described so."""
        if described.body and described.body.entry.body and described.body.entry.body.country:
            return countries().by_iso3.get(described.body.entry.body.country)
        owner = self.owners.get(described.owner) if described.owner is not None else None
        if owner is not None and owner is not person:
            return self.of(owner)
        return None

    def _led_by(self, person: Person) -> Country | None:
        """Return the state in `the Valdorian team, led by Vale`."""
        marked = self.marked
        for run in person.mentions:
            by = run.start - 1
            while by > max(0, run.start - _TITLE) and marked.tag[by][:2] == "NN":
                by -= 1  # `led by State Secretary Ana Vale`
            verb = by - 1
            if not led_by(marked, verb):
                continue
            noun = marked.head[verb] if marked.dep[verb] == "acl" else None
            if noun is None:
                subject = child(marked.document.doc[verb], *NOMINAL_SUBJECTS)
                noun = subject.i if subject is not None else None
            if noun is not None:
                led = self._within(marked.document.doc[noun].left_edge.i, noun + 1)
                if led is not None:
                    return led
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

    def _within(self, start: int, end: int) -> Country | None:
        """Return the first state named from one token on and before another."""
        near = self.marked.marks_between(start, end)
        return next((m.entry.country for m in near if _names_state(m)), None)


def _names_state(mark: Mark) -> bool:
    return mark.entry.country is not None and mark.entry.sense in _STATES


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
        found += _native(marked, run)
        before = marked.covering.get(run.start - 2)
        if before and marked.possessive(run.start - 1) and before.entry.sense == "name":
            found += [before.entry.country] if before.entry.country else []
    return found


def _native(marked: Marked, name: Run) -> list[Country]:
    """Return the country in `Ana Vale, a Valdorian,` and in `The Valdorian, Ana Vale,`."""
    found: list[Country] = []
    for last in (name.end + 2, name.start - 2):
        mark = marked.covering.get(last)
        if mark is None or mark.entry.sense != "demonym" or mark.entry.country is None:
            continue
        comma = name.end if last > name.end else mark.end
        apposed = marked.text[comma] == "," and marked.text[mark.end : mark.end + 1] in _CLOSING
        if apposed and marked.lower[mark.start - 1] in ("the", "a", "an"):
            found.append(mark.entry.country)
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
