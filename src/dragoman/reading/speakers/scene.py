"""All that resolving one article's speakers works on, and the voices resolved so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.reading.speakers.callings import Callings
from dragoman.reading.speakers.cast import Cast, cast
from dragoman.reading.speakers.evidence import Evidence
from dragoman.reading.speakers.focus import Focus
from dragoman.reading.speakers.heard import Heard, HeardVoices, Trait, Voice
from dragoman.reading.speakers.homes import Homes
from dragoman.reading.speakers.known_bodies import KnownBodies
from dragoman.reading.speakers.marked import Marked, Run, mark
from dragoman.reading.speakers.named_bodies import abbreviations, named_bodies
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.press import Press
from dragoman.reading.speakers.rows import Row
from dragoman.reading.speakers.served import Service
from dragoman.vocabulary.countries import Country


@dataclass(slots=True)
class Known:
    """What was found out once for an article and is asked for again and again.

    `persons` are the voices of persons; `rows` the persons who hold some kinds of office, in
    text order; `papers` the fullest names by head noun, None until they are looked for; `named`
    the voices of names given as strings; `issuers` those of the article's own `I` and `we`;
    `silent` whether the clause of a name, by its first token, says that he did not speak;
    `pronouns` whom those of the third person mean, by token;
    `titles` who is named behind a capitalised word, None until they are looked for.
    """

    persons: dict[Person, Voice] = field(default_factory=dict)
    rows: dict[frozenset[str], Row] = field(default_factory=dict)
    papers: dict[str, str] | None = None
    named: dict[str, Voice] = field(default_factory=dict)
    issuers: dict[str | None, Voice] = field(default_factory=dict)
    silent: dict[int, bool] = field(default_factory=dict)
    pronouns: dict[int, Voice] = field(default_factory=dict)
    titles: dict[str, list[tuple[int, Person]]] | None = None


@dataclass(slots=True)
class Scene:
    """One article being resolved.

    `voices` are those resolved so far; `speaking` is the voice in whose quotation the words
    stand that are being resolved; `reading` are the noun phrases being read, the outermost first.
    """

    document: Document
    marked: Marked
    cast: Cast
    callings: Callings
    bodies: KnownBodies
    short: dict[str, str]
    press: Press
    focus: Focus
    quoted: Nearby[Span]
    homes: Homes
    services: dict[Person, Service]
    voices: HeardVoices = field(default_factory=HeardVoices)
    speaking: Voice | None = None
    reading: list[Run] = field(default_factory=list)
    known: Known = field(default_factory=Known)

    def heard(self, token: int, voice: Voice, nested: bool) -> None:
        """Note that a voice speaks at a token; `nested` when another one reports it."""
        self.voices.add(token, voice, nested)

    def heard_before(self, token: int, *traits: Trait) -> Iterator[Heard]:
        """Yield the voices of one of the traits heard before a token, the last one first."""
        return self.voices.before(token, *traits)

    def in_quotation(self, token: int) -> Span | None:
        """Return the quotation in which a token stands."""
        offset = self.marked.offset[token]
        near = self.quoted.near(Span(offset, offset + 1))
        return next((span for span in near if span.start <= offset < span.end), None)


def code(country: Country | None) -> str | None:
    """Return a country's ISO3 code, None for no country and for one that has none."""
    return (country.iso3 or None) if country else None


def scene(document: Document, attributions: Sequence[Attribution]) -> Scene:
    """Return an article ready for resolving: its marks, persons, bodies and quotations."""
    marked = mark(document)
    persons, short = cast(marked), abbreviations(marked)
    spans = {span for a in attributions if a.kind == "direct" for span in a.content}
    bodies = KnownBodies(named_bodies(marked), short)
    homes = Homes(marked, persons, bodies, Evidence(marked))
    services = homes.settle()
    quoted: Nearby[Span] = Nearby()
    for span in sorted(spans):
        if span.end > span.start:
            quoted.add(span, [span])
    return Scene(
        document=document,
        marked=marked,
        cast=persons,
        callings=Callings(persons),
        bodies=bodies,
        short=short,
        press=Press(marked),
        focus=Focus(marked),
        quoted=quoted,
        homes=homes,
        services=services,
    )


Read = Callable[[Scene, Run], Voice]
"""Reads a noun phrase into a voice (`sources.read`)."""
