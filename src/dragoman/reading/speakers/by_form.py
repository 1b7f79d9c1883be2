"""A voice for a head noun that no list has, by its form and its entity label.

The last resort of `sources`: a name known by an abbreviation, a person, a group, a state.
"""

from __future__ import annotations

from dragoman.reading.speakers.descriptions import Description, describe
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.scene import Scene, code
from dragoman.reading.speakers.voices import body_voice
from dragoman.records import Sort, Speaker

_NAMED = ("person", "organisation", "government")


def of_form(scene: Scene, described: Description) -> Voice:
    """Return a voice for a head noun that the vocabulary lacks, by its form and entity label."""
    marked, at = scene.marked, described.head_at
    label = marked.entity[at]
    country = described.country
    start = at
    while start > described.run.start and marked.tag[start - 1] in ("NNP", "NNPS", "HYPH"):
        start -= 1
    name = marked.words(Run(start, at + 1))
    long = scene.short.get(name)
    body = scene.bodies.ending(long) if long is not None else scene.bodies.beginning(name)
    if body is not None:
        return body_voice(scene, body, None)
    sort: Sort = "unknown"
    if long is not None:
        return Voice(Speaker(long, None, code(country), "organisation"), country)
    if label == "PERSON" or _apposed_person(scene, described):
        sort = "person"
    elif label == "NORP" or (described.many and not marked.tag[at].startswith("NNP")):
        sort = "group"
    elif label == "GPE":
        sort = "government"
    elif marked.tag[at].startswith("NNP") or label == "ORG":
        lone = described.run.end - described.run.start == 1 and label != "ORG"
        sort = "person" if lone and not name.isupper() else "organisation"
    speaker = Speaker(name if sort in _NAMED else None, None, code(country), sort)
    return Voice(speaker, country, described=described)


def _apposed_person(scene: Scene, described: Description) -> bool:
    """Return whether what follows a name's comma describes a person: `Vale, a lawyer`."""
    after = described.head_at + 2
    if after >= described.run.end or scene.marked.text[after - 1] != ",":
        return False
    apposed = describe(scene.marked, Run(after, described.run.end))
    return not apposed.many and (apposed.office is not None or apposed.is_a("person"))
