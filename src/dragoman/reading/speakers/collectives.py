"""Speakers that are no named person: states, bodies, unnamed people; outlets are in `media`.

Each function reads one description and returns None when it is not of that kind.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.speakers import coreference, headed, other_words
from dragoman.reading.speakers.callings import called
from dragoman.reading.speakers.descriptions import Description, without_article
from dragoman.reading.speakers.heard import BODY, Owner, Voice
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.media import any_bodies
from dragoman.reading.speakers.metonyms import metonym_at
from dragoman.reading.speakers.named_bodies import NamedBody, body_at
from dragoman.reading.speakers.scene import Scene, code
from dragoman.reading.speakers.voices import body_voice, government, person_voice, unnamed
from dragoman.records import Speaker
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.inflection import plural
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

_MINISTRIES = ("department", "government")


def of_state(scene: Scene, described: Description, owner: Owner) -> Voice | None:
    """Return the state for its name, its seat or its government: `the Japanese side`."""
    head = described.head
    desk = described.noun in speaker_words().desks
    if head is None and not desk:
        return None
    entry = head.entry if head else Entry()
    meant = metonym_at(scene.marked, described.head_at) if entry.country else None
    if meant is not None and meant.reading == "other":
        return None  # `Air China` is no state
    if meant is not None and meant.reading == "people":
        return unnamed(scene, described, "group", meant.country)
    if entry.country and entry.body:  # `Brussels`, where the European Union is spoken of
        named = scene.bodies.first_of(entry.body)
        if named is not None:
            return body_voice(scene, named, None)
        if meant is not None and meant.reading == "government" and meant.country is None:
            return Voice(Speaker(entry.body.name, None, None, "organisation"))
    if entry.country and not (entry.office or entry.institution or entry.noun("body")):
        return _of_country(scene, described, entry.country, entry)
    country = described.country
    if entry.body and entry.body.kind == "government":
        if described.noun not in speaker_words().bare_governments:
            return None
        country = country or countries().by_iso3.get(entry.body.country)
    elif not (_governs(entry) or desk) or (described.body and described.body.entry.body):
        return None
    if country is None:
        country = _country_of(owner())
    if country is None and not desk:
        country = _of_surname(scene, described)
    if country is not None:
        return government(country)
    bare = speaker_words().bare_governments
    if described.definite and described.run.end - described.run.start == 2:
        bare = bare | speaker_words().styles
    if described.noun in bare and not _proper_words(scene, described):
        focal = scene.focus.before(described.run.start)
        return government(focal) if focal else Voice(Speaker(sort="government"))
    return None


def _of_country(
    scene: Scene, described: Description, country: Country, entry: Entry
) -> Voice | None:
    """Return a state for its bare name or seat, its people for a demonym."""
    if entry.sense == "part" or (entry.sense == "capital" and country.status == "territory"):
        name = scene.marked.words(without_article(scene.marked, described))
        return Voice(Speaker(name, None, code(country), "government"), country)
    if entry.sense == "demonym":
        one = other_words.compatriot(scene, described, country)
        return one or unnamed(scene, described, "group", country)
    return government(country)


def _governs(entry: Entry) -> bool:
    return bool(
        entry.noun("government") or (entry.institution and entry.institution.kind == "government")
    )


def _of_surname(scene: Scene, described: Description) -> Country | None:
    """Return the state of a head of government before the noun: `the Vale administration`."""
    before = described.head_at - 1
    if before < described.run.start or not scene.marked.tag[before].startswith("NNP"):
        return None
    served = {term.country for term in people().surname(scene.marked.text[before])}
    return countries().by_iso3.get(served.pop()) if len(served) == 1 else None


def _country_of(voice: Voice | None) -> Country | None:
    return voice.state if voice else None


def _proper_words(scene: Scene, described: Description) -> bool:
    """Return whether a name stands before the head: `the Kestrel Regional Government`."""
    marked = scene.marked
    return any(
        marked.tag[i].startswith("NNP") and i not in marked.covering
        for i in range(described.run.start, described.head_at)
    )


def of_body(scene: Scene, described: Description, owner: Owner) -> Voice | None:
    """Return the body that a phrase names, under its fullest name."""
    head = described.head
    if head is None or head.entry.office or (described.many and not head.entry.body):
        return None
    if _several_parties(scene, described):
        return unnamed(scene, described, "group", scene.homes.of_several(described))
    named = body_at(scene.marked, head)
    if named is None:
        return None
    if named.bare and named.sort == "government" and described.owner is None:
        owned = described.country or _country_of(owner())
        if (
            owned is not None
            and head.entry.institution
            and head.entry.institution.kind in _MINISTRIES
        ):
            return government(owned)  # `its foreign ministry`, when the article has no fuller name
    if named.bare and described.owner is not None:  # `Vale's campaign` is no other campaign
        named = replace(
            named, name=scene.marked.words(Run(described.run.start, head.end)), bare=False
        )
    desk = _desk(scene, described, named, owner)
    if desk is not None:
        return desk
    country = described.country
    if country is None and named.country is None and named.sort == "government":
        country = _country_of(owner()) or scene.homes.of_body(named, head.end)
    if named.bare and described.indefinite:
        many = head.end < described.run.end and scene.marked.lower[head.end] == "of"
        return unnamed(scene, described, "group" if many else named.sort, country)
    if country is None and named.country is None and named.sort == "organisation":
        country = scene.homes.of_party(named)
    voice = body_voice(scene, named, country)
    lone = named.name.lower() in speaker_words().any_body
    if voice.body is not None and voice.body.bare and lone:
        return _body_spoken_of(scene, described.run.start) or voice
    alone = head.start - described.run.start <= 1 and head.end == described.run.end
    bare = voice.body is not None and voice.body.bare and not described.indefinite
    if voice.state is None and named.sort == "government" and alone and bare:
        # a bare `the army` is that of the country spoken of
        here = described.run.start
        acting = scene.homes.evidence.its_own(here) or scene.focus.before(here)
        return body_voice(scene, named, acting or scene.homes.evidence.home(here))
    return voice


def _body_spoken_of(scene: Scene, here: int) -> Voice | None:
    """Return the body that spoke last, or was named last, before a bare `the bloc`."""
    last = next(scene.heard_before(here, BODY), None)
    if last is not None:
        return last.voice
    named = scene.bodies.last_before(here)
    return body_voice(scene, named, None) if named else None


def _several_parties(scene: Scene, described: Description) -> bool:
    """Return whether a phrase is for parties or groups without a name: `opposition parties`."""
    assert described.head is not None
    institution, last = described.head.entry.institution, described.head.end - 1
    group = institution is not None and institution.sort == "group"
    several = scene.marked.tag[last] == "NNS" and scene.marked.text[last].islower()
    return several and (group or described.noun in any_bodies())


def _desk(scene: Scene, described: Description, named: NamedBody, owner: Owner) -> Voice | None:
    """Return the office of a person, which speaks for whom he speaks: `Minister Vale's office`."""
    if described.noun not in speaker_words().desks:
        return None
    holder = owner()
    if holder is None or holder.speaker.sort != "person":
        return None
    state = holder.state
    if state is None and holder.person is None:
        state = scene.homes.evidence.home(described.run.start)
    holder = replace(holder, state=state)
    return Voice(
        Speaker(named.name, None, code(state), named.sort), state, body=named, serving=holder
    )


def of_people(scene: Scene, described: Description, owner: Owner) -> Voice | None:
    """Return somebody or some people without a name, or whom the description means."""
    head = described.head
    usual = described.country if described.assumed else None  # `the foreign secretary`
    country = described.country
    if usual is not None and _borne_elsewhere(scene, described, usual):
        country = None
    person = described.office is not None or described.is_a("person")
    person = person or other_words.describes_a_person(scene, described)
    group = described.is_a("group") or (person and described.many)
    if not (person or group) and not (head is None and described.many):
        return None
    words = speaker_words()
    if described.noun in words.gatherings:
        return unnamed(scene, described, "group", None)
    kept = country or {described.noun, plural(called(described))} & words.against
    served = None if kept else owner()
    country = country or _country_of(served)
    if group or described.many:
        plain = described.definite and len(described.words.split()) == 2
        front = _fought_for(scene, described) if plain else None
        if front is not None:
            voice = body_voice(scene, front, None)  # an army, but of no state
            return replace(voice, speaker=replace(voice.speaker, sort="organisation"))
        again = coreference.same_unnamed(scene, described) if plain else None
        if again is not None and country is None:
            return again
        country = country or scene.homes.of_several(described)
        return unnamed(scene, described, "group", country)
    owned = described.owner is not None and country is None
    if not (described.indefinite or owned):
        meant = (
            headed.head_of_team(scene, described)
            or other_words.opposite(scene, described, owner)
            or other_words.visitor(scene, described)
            or coreference.described_person(scene, described, country)
            or other_words.renamed(scene, described)
        )
        if meant is not None:
            return _at_home(scene, meant, described)
    country = country or _body_country(scene, described)
    country = country or scene.homes.state(described) or usual
    return unnamed(scene, described, "person", country, served)


def _at_home(scene: Scene, meant: Voice, described: Description) -> Voice:
    """Return a person with the state that only other words for him tell: `The Tarnish envoy`."""
    person, state = meant.person, described.country
    if person is None or person.country is not None or state is None or described.assumed:
        return meant
    if described.indefinite or described.owner is not None or meant.state is not None:
        return meant
    person.country = state
    scene.known.persons.pop(person, None)
    return person_voice(scene, person)


def _fought_for(scene: Scene, described: Description) -> NamedBody | None:
    """Return the body of those who fight: `the rebels of the Kestrel Front ... The guerrillas`."""
    marked, fighters = scene.marked, speaker_words().fighters
    if described.noun not in fighters:
        return None
    for body in reversed(scene.bodies.between(0, described.run.start)):
        start, end = body.run
        start -= marked.lower[start - 1] == "the"
        of = start > 1 and marked.lower[start - 1] in ("of", "from")
        if (of and marked.lower[start - 2] in fighters) or marked.lower[end] in fighters:
            return body
    return None


def _borne_elsewhere(scene: Scene, described: Description, usual: Country) -> bool:
    """Return whether a title that is mostly one state's is in the article another's alone."""
    marked, head = scene.marked, described.head
    if head is None or scene.homes.evidence.names(usual):
        return False
    title = marked.lower[head.start : head.end]
    return any(
        own.head is not None and marked.lower[own.head.start : own.head.end] == title
        for person in scene.cast.persons
        if person.country not in (None, usual)
        for own in person.described
    )


def _body_country(scene: Scene, described: Description) -> Country | None:
    body = body_at(scene.marked, described.body) if described.body else None
    return body.country if body else None
