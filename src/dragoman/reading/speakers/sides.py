"""For whom a speaker speaks: a state, an organisation, or nobody but himself."""

from __future__ import annotations

from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.named_bodies import NamedBody
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

_COMPLEMENTS = ("to", "of", "for", "in", "at")
_LONGEST = 4
"""Words of a body's name within a title: `United Nations envoy`."""


def side_of(voice: Voice) -> str | None:
    """Return the ISO3 code or the organisation's name for whom a voice speaks, or None.

    None for former officials, analysts, media, legislators and people without an office; for
    a joint voice when its parts speak for different sides.
    """
    if voice.parts:
        sides = {side_of(part) for part in voice.parts}
        return sides.pop() if len(sides) == 1 else None
    speaker = voice.speaker
    if voice.serving is not None and speaker.sort in ("government", "organisation"):
        return side_of(voice.serving)
    if speaker.sort == "government":
        bare = voice.body is not None and voice.body.bare
        return _key(voice.state) or (None if bare else speaker.name)
    if speaker.sort == "organisation":
        return _body_name(voice.body) if voice.body else speaker.name
    if speaker.sort == "group":
        return _of_group(voice)
    if speaker.sort == "person":
        return _of_person(voice)
    if speaker.sort == "document" and voice.body is not None:
        return _key(voice.state)  # what a state's own organ has adopted
    return None


def _key(country: Country | None) -> str | None:
    """Return a state's code, or its name where no list has it."""
    return (country.iso3 or country.name) if country else None


def _of_group(voice: Voice) -> str | None:
    described = voice.described
    if described is None or described.former or not _for_others(voice, described):
        return None
    return _served_side(voice, described)


def _of_person(voice: Voice) -> str | None:
    described = voice.described
    if described is None and voice.leads is not None:
        return None if voice.leads.former else _served_side(voice, voice.leads)
    engaging = voice.serving
    if engaging is not None and engaging.speaker.sort == "government":
        held = described.office if described is not None and described.former else None
        return None if held and held.speaks_for == "state" else side_of(engaging)
    if described is None or described.head is None:
        return _on_record(voice)
    if described.former or not _for_others(voice, described):
        return None
    return _served_side(voice, described)


def _for_others(voice: Voice, described: Description) -> bool:
    """Return whether those so described speak for the state or body that is named with them."""
    if voice.serving is not None and described.noun in speaker_words().seconds:
        return True
    if described.office is not None:
        office = offices().find(voice.speaker.role or described.words) or described.office
        of_party = office.kind in speaker_words().party_only and _of_organisation(voice.body)
        return of_party or office.speaks_for != "self"
    noun = None
    if described.head is not None:
        noun = described.head.entry.noun("person") or described.head.entry.noun("group")
    return noun is not None and noun.manner == "state"


def _of_organisation(body: NamedBody | None) -> bool:
    return body is not None and body.sort == "organisation"


def _served_side(voice: Voice, described: Description) -> str | None:
    """Return the side of the body, the person or else the state that an office-holder serves.

    A state's organ is its state's; a body without a name is no side.
    """
    body = voice.body
    if body is not None and body.sort == "organisation":
        return _of_body(body) or _by_title(described)
    if body is not None and body.country is not None:
        return _key(body.country)
    if voice.serving is not None:
        side = side_of(voice.serving)
        spokesman = described.office is not None and described.office.kind == "spokesperson"
        return side or (_of_recorded(voice.serving) if spokesman else None)
    if described.office is not None:
        titled = _by_title(described)
        if titled is not None or described.office.kind in speaker_words().body_only:
            return titled
    return _key(voice.state)


def _of_body(body: NamedBody) -> str | None:
    if body.body is None and body.parent is None:
        if body.country is not None and body.head in speaker_words().state_bodies:
            return _key(body.country)
        nameless = body.head in speaker_words().home["nameless"] and body.country is not None
        if body.bare or body.name == body.name.lower() or _any_body(body) or nameless:
            return None
    return _body_name(body)


def _any_body(body: NamedBody) -> bool:
    """Return whether a body is but an office or group somewhere: `the Kest office`."""
    return body.head in speaker_words().any_body and body.name.endswith(body.head)


def _by_title(described: Description) -> str | None:
    """Return the body that a title itself names: `EU commissioner`, `NATO chief`."""
    words = described.words.split()
    for start in range(len(words)):
        served = speaker_words().served_by_title.get(" ".join(words[start:]).lower())
        if served:
            return _usual(served)
        complement = any(word in _COMPLEMENTS for word in words[:start])
        longest = 1 if complement else _LONGEST
        for end in range(min(len(words), start + longest), start, -1):
            listed = bodies().find(" ".join(words[start:end]))
            if listed is not None and listed.sort == "organisation" and not listed.country:
                return _usual(listed.name)
    return None


def _body_name(body: NamedBody) -> str:
    """Return a body's usual name, under which the sides of many articles meet."""
    listed = body.body or body.parent
    return _usual(listed.name) if listed else body.name


def _usual(name: str) -> str:
    return speaker_words().usual_names.get(name, name)


def _of_recorded(voice: Voice) -> str | None:
    """Return the state of one who is named without an office, but on record with one."""
    person = voice.person
    if person is None or person.described or not people().surname(person.name.split()[-1]):
        return None
    return _key(voice.state)


def _on_record(voice: Voice) -> str | None:
    """Return the country of one named without an office who is on record as holding one.

    Whom the user's dossier has as serving a body without a state speaks for that body.
    """
    person = voice.person
    if person is None or person.described:
        return None
    own = people().told(person.name)
    open_terms = [term for term in own or people().named(person.name) if not term.until]
    if not open_terms:
        return None
    led = {term.body for term in open_terms if term.body and not term.country} if own else set()
    return _usual(led.pop()) if len(led) == 1 else _key(voice.state)
