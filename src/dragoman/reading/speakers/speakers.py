"""Who speaks in each attribution of an article, for whom, and by which way it was learned."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.nearby import Nearby
from dragoman.reading.speakers import coreference, sources
from dragoman.reading.speakers.heard import UNKNOWN, Voice
from dragoman.reading.speakers.issuers import Turn, own_voice, turn_at, turns
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.scene import Scene, scene
from dragoman.reading.speakers.sides import side_of
from dragoman.reading.speakers.sourcing import Way, ways
from dragoman.records import Speaker
from dragoman.vocabulary.speakers import speaker_words

_FIRST = ("i", "we")
_PLAIN = Way()
_SOURCES = ("person", "government", "organisation")
_OWN_FORMS = ("statement", "opinion")


@dataclass(frozen=True, slots=True)
class Resolved:
    """Who speaks in one attribution.

    `speakers` lists each when several speak together, `side` is an ISO3 code or an
    organisation's name, `way` how the words came from the speaker to the article.
    """

    speaker: Speaker
    speakers: tuple[Speaker, ...] = ()
    side: str | None = None
    way: Way = _PLAIN


def resolve(document: Document, attributions: Sequence[Attribution]) -> tuple[Resolved, ...]:
    """Return the speaker of every attribution, in the order given."""
    if not attributions:
        return ()
    told = _Telling(scene(document, attributions), tuple(attributions))
    voices = told.voices()
    found = ways(told.scene, told.attributions, voices)
    relayed = (_relayed(told.scene, *both) for both in zip(voices, found, strict=True))
    return tuple(
        Resolved(
            speaker=voice.speaker,
            speakers=tuple(part.speaker for part in voice.parts),
            side=side_of(voice),
            way=way,
        )
        for voice, way in relayed
    )


def _relayed(told: Scene, voice: Voice, way: Way) -> tuple[Voice, Way]:
    """Return whom an outlet names as its source as the speaker, the outlet on his way."""
    if way.named is None or voice.speaker.sort != "media":
        return voice, way
    source = sources.read(told, told.marked.run(way.named))
    if source.speaker.sort not in _SOURCES or source.speaker.name is None:
        return voice, way
    via = (voice.speaker.name, *way.via) if voice.speaker.name else way.via
    return source, replace(way, via=via)


@dataclass(slots=True)
class _Telling:
    """The attributions of one article on the way to their voices, each resolved once."""

    scene: Scene
    attributions: tuple[Attribution, ...]
    done: dict[int, Voice] = field(default_factory=dict)
    turns: tuple[Turn, ...] = ()
    told: Nearby[int] = field(default_factory=Nearby)
    introductions: list[tuple[int, int]] = field(default_factory=list)

    def voices(self) -> list[Voice]:
        """Return the voices of all attributions, resolved in text order."""
        self.turns = turns(self.scene)
        for index, attribution in enumerate(self.attributions):
            if attribution.source is not None:
                self.told.add(index, attribution.content)
        self.introductions = self._introducing()
        for index in sorted(range(len(self.attributions)), key=self._place):
            self._voice(index)
        return [self.done[index] for index in range(len(self.attributions))]

    def _place(self, index: int) -> tuple[int, int]:
        attribution = self.attributions[index]
        span = attribution.source or attribution.cue or attribution.content[0]
        return (span.start, index)

    def _voice(self, index: int, asking: frozenset[int] = frozenset()) -> Voice:
        if index in self.done:
            return self.done[index]
        if index in asking:
            return UNKNOWN
        attribution = self.attributions[index]
        answered = self._answering(attribution)
        if answered is not None:
            voice = answered
        elif attribution.source is None or attribution.source.end <= attribution.source.start:
            voice = self._unsourced(index, attribution, asking | {index})
        else:
            run = self.scene.marked.run(attribution.source)
            first = self._first_person(run.start)
            if first is not None and self._alone(run):
                voice = self._own(index, first, asking | {index})
            else:
                self.scene.speaking = self._quoting(index, run.start, asking | {index})
                voice = sources.read(self.scene, run)
            self.scene.heard(run.start, voice, nested=attribution.within is not None)
        self.done[index] = voice
        return voice

    def _answering(self, attribution: Attribution) -> Voice | None:
        """Return who answers in an interview's turn whose label names nobody: `A:`."""
        source = attribution.source
        if source is None or attribution.rule != "turn":
            return None
        label = source.of(self.scene.document.text).lower().rstrip(" 0123456789")
        answers = label in speaker_words().turns["answers"]
        return turn_at(self.turns, source.start) if answers else None

    def _alone(self, run: Run) -> bool:
        """Return whether a pronoun stands without a noun of its own: `we`, `we all`."""
        return all(self.scene.marked.tag[i][0] != "N" for i in range(run.start + 1, run.end))

    def _first_person(self, token: int) -> str | None:
        kind = speaker_words().pronouns.get(self.scene.marked.lower[token])
        return kind if kind in _FIRST else None

    def _quoting(self, index: int, token: int, asking: frozenset[int]) -> Voice | None:
        """Return the speaker of the quotation in which a source stands."""
        if self.scene.in_quotation(token) is None:
            return None
        outer = self._outer(index)
        return self._voice(outer, asking) if outer is not None else None

    def _own(self, index: int, pronoun: str, asking: frozenset[int]) -> Voice:
        """Return who says `I` or `we`: the quoted speaker, the turn's, or the issuer."""
        outer = self._outer(index)
        if outer is not None:
            return self._voice(outer, asking)
        place = self._place(index)[0]
        turn = turn_at(self.turns, place)
        if turn is not None:
            return turn
        if self.scene.document.article.form not in _OWN_FORMS:
            introduced = self._introduced(place)
            if introduced is not None:
                return self._voice(introduced, asking)
        return own_voice(self.scene, pronoun)

    def _outer(self, index: int) -> int | None:
        """Return the attribution whose content an attribution stands in: the innermost one."""
        own = self.attributions[index]
        if own.within is not None:
            return own.within
        place = self._place(index)[0]
        holding = [
            (span.end - span.start, i)
            for i in self.told.near(Span(place, place + 1))
            if i != index and self.attributions[i].cue != own.cue
            for span in self.attributions[i].content
            if span.start <= place < span.end
        ]
        return min(holding)[1] if holding else None

    def _introduced(self, place: int) -> int | None:
        """Return the last attribution before a place whose cue ends its paragraph with a colon."""
        at = bisect_right(self.introductions, place, key=lambda introduced: introduced[0]) - 1
        return self.introductions[at][1] if at >= 0 else None

    def _introducing(self) -> list[tuple[int, int]]:
        """Return where such cues end, in order, and the last of the attributions up to there."""
        text = self.scene.document.text
        ends = [
            (cue.end, i)
            for i, (cue, source) in enumerate((a.cue, a.source) for a in self.attributions)
            if cue is not None and source is not None
            if text[cue.end : cue.end + 80].partition("\n")[0].rstrip().endswith(":")
        ]
        ends.sort()
        latest = accumulate((i for _, i in ends), max)
        return [(end, i) for (end, _), i in zip(ends, latest, strict=True)]

    def _unsourced(self, index: int, attribution: Attribution, asking: frozenset[int]) -> Voice:
        """Return the issuer's or the turn's voice, the last speaker's for a lone quotation."""
        place = attribution.content[0].start
        if attribution.cue is None or self._predicate(attribution):
            turn = turn_at(self.turns, place)
            if turn is not None:
                return turn
            outer = self._outer(index)
            if outer is not None:
                return self._voice(outer, asking)
            if self.scene.document.article.form in _OWN_FORMS:
                return own_voice(self.scene, "we")
        if attribution.cue is None and attribution.kind == "direct":
            token = self.scene.marked.run(Span(place, place + 1)).start
            return coreference.last_voice(self.scene, token) or UNKNOWN
        return UNKNOWN

    def _predicate(self, attribution: Attribution) -> bool:
        """Return whether a cue without a source is the issuer's own judgement: `is welcome`."""
        if attribution.cue is None or attribution.cue_kind == "hedge":
            return False
        run = self.scene.marked.run(attribution.cue)
        tags = {self.scene.marked.tag[i] for i in range(*run)}
        return bool(tags & {"JJ", "VBZ", "VBP", "MD"}) and not tags & {"VBN"}
