"""How a speaker's words came to the outlet: interviews, agencies, quoting reports, source tags.

The chain is nearest to the speaker first: what Marek told an agency that a newspaper cites has
the agency, then the newspaper.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.nearby import Nearby
from dragoman.reading.speakers.anonymity import Withheld, anonymities
from dragoman.reading.speakers.belonging import Belonging, GoingOn
from dragoman.reading.speakers.citing import Cited, cited
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.phrases import is_outlet
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.venues import venues
from dragoman.reading.speakers.voices import outlet_voice
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.outlets import outlets
from dragoman.vocabulary.sourcing import sourcing
from dragoman.vocabulary.speakers import speaker_words

_UNLISTED = Entry()
_REACH = 7
"""Tokens between `interview` and the outlet: `in an interview that he gave on Monday to`."""


@dataclass(frozen=True, slots=True)
class Way:
    """By which way somebody's words came: see `records.Statement` for each field.

    `named` are the words for whom an outlet's report names as its source: he is the speaker.
    """

    via: tuple[str, ...] = ()
    venue: Span | None = None
    withheld: Withheld | None = None
    named: Span | None = None


def ways(
    scene: Scene, attributions: Sequence[Attribution], voices: Sequence[Voice]
) -> tuple[Way, ...]:
    """Return for each attribution by which way it came from its speaker to the article."""
    belonging = Belonging(scene.marked, attributions)
    reports = _citing(scene, attributions, voices, belonging)
    unnamed = [(index, one.words) for index, one in reports if one.nameless]
    withheld = anonymities(scene, attributions, voices, belonging, unnamed)
    places = venues(scene, attributions, voices, belonging)
    outlets_cited: dict[int, list[str]] = {}
    for index, one in reports:
        if one.outlet is not None:
            named = outlet_voice(scene, one.outlet).speaker.name or one.outlet.name
            outlets_cited.setdefault(index, []).append(named)
    told = chains(scene, attributions, voices, belonging, outlets_cited)
    cites = {index: one.who for index, one in reports if one.outlet is None and not one.nameless}
    who = (cites.get(index) for index in range(len(voices)))
    return tuple(Way(*way) for way in zip(told, places, withheld, who, strict=True))


def _citing(
    scene: Scene,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    belonging: Belonging,
) -> list[tuple[int, Cited]]:
    """Return the reports that cite somebody, and whom."""
    found: list[tuple[int, Cited]] = []
    for one in cited(scene.marked):
        index = belonging.of(one.token)
        if index is not None and voices[index].speaker.sort == "media":
            found.append((index, one))
    return found


def chains(
    scene: Scene,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    belonging: Belonging,
    cites: Mapping[int, Sequence[str]],
) -> tuple[tuple[str, ...], ...]:
    """Return the chain of outlets between each attribution's speaker and the article.

    `cites` are the outlets that a report names as its own sources: they stand nearer to the
    speaker than the one that reports.
    """
    told = _told(scene, attributions, voices, belonging)
    reported: Nearby[int] = Nearby()
    for i, attribution in enumerate(attributions):
        if _media(voices[i]):
            reported.add(i, attribution.content)
    found: list[tuple[str, ...]] = []
    for i, attribution in enumerate(attributions):
        chain = (
            *told[i],
            *cites.get(i, ()),
            *_reporters(i, attributions, voices, reported, cites),
            *_tagged(scene, attribution),
        )
        own = voices[i].speaker.name
        found.append(tuple(name for name in dict.fromkeys(chain) if name != own))
    return tuple(found)


def _told(
    scene: Scene,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    belonging: Belonging,
) -> list[tuple[str, ...]]:
    """Return the outlets to which each speaker spoke, for as long as he goes on."""
    patterns = _Patterns()
    own: dict[int, tuple[list[str], bool]] = {}
    for sentence in belonging.by_sentence:
        for start, names, stays in patterns.told(scene, sentence):
            # An outlet that quotes somebody stands before the words that name him.
            index = belonging.named_at(start)
            index = belonging.of(start, loosely=True) if index is None else index
            if index is not None:
                before, stayed = own.get(index, ([], False))
                own[index] = ([*before, *names], stays or stayed)
    found: list[tuple[str, ...]] = [()] * len(attributions)
    on = GoingOn(scene.marked)
    for index in belonging.order:
        token, voice = belonging.place(index), voices[index]
        if index in own:
            names, stays = own[index]
            found[index] = tuple(names)
            on.note(token, voice, found[index], stays=stays)
        else:
            went = on.still(token, voice)
            found[index] = went if isinstance(went, tuple) else ()
    return found


def _place(attribution: Attribution) -> int:
    span = attribution.source or attribution.cue or attribution.content[0]
    return span.start


def _reporters(
    index: int,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    reported: Nearby[int],
    cites: Mapping[int, Sequence[str]],
) -> tuple[str, ...]:
    """Return the media that report an attribution: those within which it stands, innermost first.

    `reported` are the indexes of all attributions to media, by their contents.
    `Kest Agency quoted Marek as saying ...` makes two attributions of the same content.
    """
    found: list[str] = []
    outer = attributions[index].within
    seen = {index}
    while outer is not None and outer not in seen:
        seen.add(outer)
        found += [*cites.get(outer, ()), *_media(voices[outer])]
        outer = attributions[outer].within
    if voices[index].speaker.sort == "media":
        return tuple(found)
    own = attributions[index]
    for i in reported.near(own.content[0]):
        if i not in seen and _covers(attributions[i], own):
            found += [*cites.get(i, ()), *_media(voices[i])]
    return tuple(found)


def _media(voice: Voice) -> list[str]:
    named = voice.speaker.sort == "media" and voice.speaker.name is not None
    return [voice.speaker.name] if named and voice.speaker.name else []


def _covers(outer: Attribution, inner: Attribution) -> bool:
    return all(any(part.within(span) for span in outer.content) for part in inner.content)


def _tagged(scene: Scene, attribution: Attribution) -> tuple[str, ...]:
    """Return the outlet of the next source tag in the paragraph: `[Source: Kest Agency]`."""
    end = max(span.end for span in attribution.content)
    block = scene.document.paragraph_at(_place(attribution)).span
    tags = scene.document.article.source_tags
    at = bisect_left(tags, end, key=lambda tag: tag.span.start)
    if at == len(tags) or tags[at].span.start >= block.end:
        return ()
    outlet = outlets().find(tags[at].source)
    return (outlet.name,) if outlet else ()


class _Patterns:
    """The words by which an outlet is told something, spelled out to all their forms."""

    __slots__ = (
        "_air",
        "_broadcast",
        "_cites",
        "_mastheads",
        "_nouns",
        "_quoted",
        "_spoke",
        "_to",
        "_told",
    )

    def __init__(self) -> None:
        listed = sourcing().via
        self._told = listed.told
        self._spoke = listed.spoke
        self._quoted = listed.quoted
        self._nouns = listed.by_noun
        self._to = listed.to
        self._broadcast = listed.broadcast
        self._air = listed.air
        self._cites = listed.citing
        self._mastheads = speaker_words().mastheads

    def told(self, scene: Scene, sentence: int) -> Iterator[tuple[int, list[str], bool]]:
        """Yield where in a sentence an outlet is told something, its name, whether that goes on."""
        marked = scene.marked
        if sentence < 0:
            return
        bounds = scene.document.sentences[sentence]
        at = bounds.start
        while at < bounds.end:
            mark = marked.covering.get(at)
            if mark is None and marked.text[at] in self._mastheads:
                mark = _unlisted(marked, at, bounds.start)
            if mark is None or not (is_outlet(mark) or mark.entry is _UNLISTED):
                at += 1
                continue
            how = self._how(marked, mark, bounds.start)
            end = _name_end(marked, mark, bounds.end)
            quoted = self._quoting(marked, end, bounds.end)
            if quoted is not None:
                yield quoted, _name(scene, mark, end), False
            elif how:
                yield mark.start, _name(scene, mark, end), how == "interview"
            at = end

    def _quoting(self, marked: Marked, at: int, limit: int) -> int | None:
        """Return where those are named whom an outlet quotes: `Kest Agency had quoted` Marek."""
        while at < limit and marked.lower[at] in ("has", "had", "have", "also", "later"):
            at += 1
        quotes = at + 1 < limit and marked.lower[at] in self._cites
        return at + 1 if quotes else None

    def _how(self, marked: Marked, mark: Mark, start: int) -> str:
        """Return how an outlet comes into the sentence: told, interview, quoted, broadcast."""
        at = mark.start - 1
        while at > start and (marked.tag[at] in ("DT", "JJ", "NN", "NNP") or at in marked.covering):
            if marked.lower[at] in self._told or marked.tag[at][0] == "V":
                break
            at -= 1
        word = marked.lower[at]
        if word in self._told:
            return "told"
        if word == "by" and marked.lower[at - 1] in self._quoted:
            return "quoted"
        before = marked.lower[max(start, at - _REACH) : at]
        if word in self._to and any(w in self._nouns or w in self._spoke for w in before):
            return "interview"
        broadcast = mark.entry.outlet is not None or self._on_air(marked, mark)
        return "broadcast" if word in self._broadcast and broadcast else ""

    def _on_air(self, marked: Marked, mark: Mark) -> bool:
        words = marked.words(Run(mark.start, mark.end)).lower()
        before = marked.lower[mark.start - 1] if mark.start else ""
        return words in self._air or f"{before} {words}" in self._air


def _unlisted(marked: Marked, at: int, start: int) -> Mark | None:
    """Return a paper that no list has, by its last word: `the Tarn Herald`."""
    first = at
    while first > start and marked.tag[first - 1].startswith("NNP"):
        first -= 1
    return Mark(first, at + 1, _UNLISTED) if first < at else None


def _name_end(marked: Marked, mark: Mark, limit: int) -> int:
    """Return where an outlet's name ends: `the Valdorian Press Agency`."""
    end = mark.end
    while end < limit and mark.entry.outlet is None and marked.tag[end].startswith("NNP"):
        end += 1
    return end


def _name(scene: Scene, mark: Mark, end: int) -> list[str]:
    """Return an outlet's name; for a bare `the agency`, that of the one named in the sentence."""
    if mark.entry.outlet is not None:
        return [outlet_voice(scene, mark.entry.outlet).speaker.name or mark.entry.outlet.name]
    marked = scene.marked
    if mark.entry is _UNLISTED:
        return [marked.words(Run(mark.start, mark.end))]
    before = marked.covering.get(mark.start - 1)
    if before is not None and before.entry.outlet is not None:
        return _name(scene, before, before.end)
    start = mark.start
    while start > 0 and marked.tag[start - 1] in ("NNP", "NN", "JJ") and mark.start - start < 4:
        start -= 1
    if start == mark.start and end == mark.end and marked.tag[start - 1] == "DT":
        sentence = scene.document.sentences[marked.sentence[start]]
        around = marked.marks_between(sentence.start, sentence.end)
        near = [m for m in around if m.entry.outlet]
        return _name(scene, near[0], near[0].end) if near else []
    return [marked.words(Run(start, end))]
