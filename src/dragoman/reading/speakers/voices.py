"""How each kind of speaker is entered in the record: persons, governments, bodies, media."""

from __future__ import annotations

import re

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.named_bodies import NamedBody, body_at
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.scene import Scene, code
from dragoman.reading.speakers.served import NONE, Service
from dragoman.records import Sort, Speaker
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.outlets import Outlet
from dragoman.vocabulary.speakers import speaker_words

_NUMBER = re.compile(r"^\d[\d/().-]*$")


def person_voice(scene: Scene, person: Person) -> Voice:
    """Return the voice of a person whom the article names."""
    known = scene.known.persons.get(person)
    if known is None:
        title = person.title
        role = role_of(scene.marked, title) if title else None
        service = scene.services.get(person, NONE)
        body = _served(scene, title) if title else None
        if body is None or body.bare:
            body = service.body or body or (_firm(scene, title) if title else None)
        known = Voice(
            speaker=Speaker(person.name, role, code(person.country), "person"),
            state=person.country,
            person=person,
            described=title,
            body=body,
            serving=_master(scene, service),
            leads=service.leads,
        )
        scene.known.persons[person] = known
    return known


def _master(scene: Scene, service: Service) -> Voice | None:
    """Return the voice of the person served, or of the state that engaged somebody."""
    if service.master is not None:
        return person_voice(scene, service.master)
    return government(service.country) if service.sent and service.country else None


def government(country: Country) -> Voice:
    """Return the voice of a state, under its usual English name."""
    return Voice(Speaker(country.name, None, code(country), "government"), country)


def outlet_voice(scene: Scene, outlet: Outlet) -> Voice:
    """Return the voice of an outlet, under the fullest name that the article gives it."""
    return Voice(Speaker(scene.press.name_of(outlet), None, outlet.country or None, "media"))


def body_voice(scene: Scene, named: NamedBody, country: Country | None) -> Voice:
    """Return the voice of a body under its fullest name."""
    found = scene.bodies.fullest(named, named.run.start) or named
    name = scene.short.get(found.name, found.name)
    known = country or found.country or named.country
    return Voice(Speaker(name, None, code(known), found.sort), known, body=found)


def unnamed(
    scene: Scene,
    described: Description,
    sort: Sort,
    country: Country | None,
    serving: Voice | None = None,
) -> Voice:
    """Return the voice of somebody or some people without a name."""
    role = role_of(scene.marked, described)
    body = _served(scene, described)
    speaker = Speaker(None, role, code(country), sort)
    return Voice(speaker, country, described=described, body=body, serving=serving)


def _firm(scene: Scene, title: Description) -> NamedBody | None:
    """Return the body of a name in the possessive that no list has: `Kestrel's chief executive`."""
    marked, owner = scene.marked, title.owner
    if owner is None or owner in scene.cast.at or title.country is not None:
        return None
    start = owner + 1
    while start > title.run.start and marked.tag[start - 1].startswith("NNP"):
        start -= 1
    words = marked.words(Run(start, owner + 1))
    if not words or marked.lower[owner] in speaker_words().any_body:
        return None
    return NamedBody(
        Run(start, owner + 1), words, marked.lower[owner], None, "organisation", None, bare=False
    )


def _served(scene: Scene, described: Description) -> NamedBody | None:
    if described.body is None:
        return None
    named = body_at(scene.marked, described.body)
    if named is None:
        return None
    return scene.bodies.fullest(named, described.body.start) or named


def role_of(marked: Marked, described: Description) -> str | None:
    """Return a description as a role: without article and without the country before it."""
    start, end = described.run
    limit = described.head_at
    if not described.many and described.head and described.head.entry.many:  # shared by several
        return described.office.title if described.office else described.noun
    while start < limit:
        found = marked.covering.get(start)
        if marked.tag[start] in ("DT", "PRP$", "POS") or marked.text[start] == ",":
            start += 1
        elif found and found.entry.country and found.end <= limit and marked.text[found.end] != "-":
            start = found.end
        else:
            break
    end = _role_end(marked, described.head_at + 1, end)
    while end > start and not marked.text[end - 1][-1].isalnum():
        end -= 1
    return marked.words(Run(start, end)) or None


def _role_end(marked: Marked, at: int, end: int) -> int:
    """Return where a role ends: before a clause, a comma or a bracket."""
    while at < end:
        tag = marked.tag[at]
        if tag == "CC" and marked.tag[at + 1 : at + 2] == ["DT"]:  # `envoy and a cousin of`
            return at
        if tag[:2] in ("WP", "WD", "VB", "MD") or not (
            marked.text[at][0].isalnum() or tag in _KEPT
        ):
            return at
        at += 1
    return end


_KEPT = frozenset({"POS", "HYPH", "CC"})


def paper_name(marked: Marked, head: int, within: Run | None) -> str | None:
    """Return a paper's name: the words around its head noun, article and owner left out.

    None for a paper without a proper word in it: `a joint statement`.
    """
    sentence = marked.sentence[head]
    start = head - 3 if marked.text[head - 3 : head : 2] == ["(", ")"] else head
    while start > (within.start if within else 0) and marked.sentence[start - 1] == sentence:
        before = start - 1
        proper = marked.tag[before] in ("NNP", "NNPS", "HYPH", "JJ", "NN", "POS")
        if not proper or marked.entity[before] in ("DATE", "TIME"):
            break
        start = before
    end = head + 1
    while end < len(marked.text) and marked.sentence[end] == sentence:
        following = "".join(marked.text[end + 1 : end + 2])
        listed = marked.lower[end] in ("and", ",") and _NUMBER.match(following)
        if not (listed or _NUMBER.match(marked.text[end]) or marked.lower[end] in ("no", "no.")):
            break
        end += 1
    end = _of_place(marked, head, end)
    words = marked.words(Run(start, end))
    return words if end - start > 1 and words != words.lower() else None


def _of_place(marked: Marked, head: int, end: int) -> int:
    """Return where a name that goes on behind its noun ends: `Treaty of Orm`, `Pact on Rivers`."""
    at, last = end, end
    if end != head + 1 or not marked.text[head][0].isupper():
        return end
    if marked.lower[at : at + 1] not in (["of"], ["on"], ["for"]):
        return end
    while at < len(marked.text) and marked.sentence[at] == marked.sentence[head]:
        capital = marked.text[at][0].isupper() and marked.entity[at] not in ("DATE", "TIME")
        if capital:
            last = at + 1
        elif marked.lower[at] not in ("of", "on", "for", "the", "and"):
            break
        at += 1
    return last
