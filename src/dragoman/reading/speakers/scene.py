"""All that resolving one article's speakers works on, and the voices resolved so far.

A voice is a speaker as found at one place: the record's Speaker together with what the side is
read from (which person, what he is described as, which body he serves).
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.speakers.cast import Cast, Person, cast
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.marked import Marked, Run, mark
from dragoman.reading.speakers.named_bodies import NamedBody, abbreviations, named_bodies
from dragoman.records import Speaker
from dragoman.vocabulary.countries import Country


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker at one place; `parts` are the speakers of a joint voice.

    `state` is the speaker's country; one that no list has (`Valdoria`) has no code, so that
    the record's `country` stays empty.
    """

    speaker: Speaker
    state: Country | None = None
    person: Person | None = None
    described: Description | None = None
    body: NamedBody | None = None
    parts: tuple[Voice, ...] = ()


UNKNOWN = Voice(Speaker())


class Heard(NamedTuple):
    """A voice, where it was heard, and whether another voice reported it."""

    token: int
    number: int
    voice: Voice
    nested: bool


@dataclass(slots=True)
class Scene:
    """One article being resolved.

    `voices` are those resolved so far, in text order; `speaking` is the voice in whose
    quotation the words stand that are being resolved; `reading` are the noun phrases being read,
    the outermost first.
    """

    document: Document
    marked: Marked
    cast: Cast
    bodies: tuple[NamedBody, ...]
    short: dict[str, str]
    quoted: tuple[Span, ...]
    voices: list[Heard] = field(default_factory=list)
    speaking: Voice | None = None
    reading: list[Run] = field(default_factory=list)

    def heard(self, token: int, voice: Voice, nested: bool) -> None:
        """Note that a voice speaks at a token; `nested` when another one reports it."""
        insort(self.voices, Heard(token, len(self.voices), voice, nested))

    def heard_before(self, token: int) -> Iterator[Heard]:
        """Yield the voices heard before a token, the last one first."""
        return (heard for heard in reversed(self.voices) if heard.token < token)

    def in_quotation(self, token: int) -> Span | None:
        """Return the quotation in which a token stands."""
        offset = self.marked.offset[token]
        return next((span for span in self.quoted if span.start <= offset < span.end), None)


def code(country: Country | None) -> str | None:
    """Return a country's ISO3 code, None for no country and for one that has none."""
    return (country.iso3 or None) if country else None


def scene(document: Document, attributions: Sequence[Attribution]) -> Scene:
    """Return an article ready for resolving: its marks, persons, bodies and quotations."""
    marked = mark(document)
    quoted = [
        span
        for a in attributions
        if a.kind == "direct"
        for span in a.content
        if span.end > span.start
    ]
    return Scene(
        document=document,
        marked=marked,
        cast=cast(marked),
        bodies=named_bodies(marked),
        short=abbreviations(marked),
        quoted=tuple(sorted(set(quoted))),
    )


def focal_country(scene_: Scene, before: int) -> Country | None:
    """Return the country that the article has been about up to a token.

    The country named most often so far, and first on a tie; None when none was named.
    """
    counts: Counter[Country] = Counter()
    for found in scene_.marked.marks:
        if found.start >= before:
            break
        if found.entry.country:
            counts[found.entry.country] += 1
    return counts.most_common(1)[0][0] if counts else None
