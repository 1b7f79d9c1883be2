"""For whom a speaker speaks: a state, an organisation, or nobody but himself."""

from __future__ import annotations

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.named_bodies import NamedBody
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.people import people


def side_of(voice: Voice) -> str | None:
    """Return the ISO3 code or the organisation's name for whom a voice speaks, or None.

    None for former officials, analysts, media, legislators and people without an office; for
    a joint voice when its parts speak for different sides.
    """
    if voice.parts:
        sides = {side_of(part) for part in voice.parts}
        return sides.pop() if len(sides) == 1 else None
    speaker = voice.speaker
    if speaker.sort == "government":
        return _key(voice.state) or speaker.name
    if speaker.sort == "organisation":
        return _body_name(voice.body) if voice.body else speaker.name
    if speaker.sort == "group":
        return _of_group(voice)
    if speaker.sort == "person":
        return _of_person(voice)
    return None


def _key(country: Country | None) -> str | None:
    """Return a state's code, or its name where no list has it."""
    return (country.iso3 or country.name) if country else None


def _of_group(voice: Voice) -> str | None:
    described = voice.described
    if described is None or described.former or not _for_others(voice, described):
        return None
    return _body_side(voice) or _key(voice.state)


def _for_others(voice: Voice, described: Description) -> bool:
    """Return whether those so described speak for the state or body that is named with them."""
    if described.office is not None:
        office = offices().find(voice.speaker.role or described.words) or described.office
        return office.speaks_for != "self"
    noun = None
    if described.head is not None:
        noun = described.head.entry.noun("person") or described.head.entry.noun("group")
    return noun is not None and noun.manner == "state"


def _of_person(voice: Voice) -> str | None:
    described = voice.described
    if described is None or described.head is None:
        return _on_record(voice)
    if described.former or not _for_others(voice, described):
        return None
    return _body_side(voice) or _key(voice.state)


def _body_side(voice: Voice) -> str | None:
    """Return the side of the body that an office-holder serves: a state's organ is its state's."""
    body = voice.body
    if body is None:
        return None
    return _key(body.country) if body.sort == "government" else _body_name(body)


def _body_name(body: NamedBody) -> str:
    """Return a body's usual name, under which the sides of many articles meet."""
    return body.body.name if body.body else body.name


def _on_record(voice: Voice) -> str | None:
    """Return the country of one named without an office who is on record as holding one."""
    person = voice.person
    if person is None or person.described:
        return None
    terms = people().told(person.name) or people().named(person.name)
    open_terms = [term for term in terms if not term.until]
    return _key(voice.state) if open_terms else None
