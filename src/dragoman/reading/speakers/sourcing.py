"""How a speaker's words came to the outlet: interviews, agencies, quoting reports, source tags.

The chain is nearest to the speaker first: what Marek told an agency that a newspaper cites has
the agency, then the newspaper.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.nearby import Nearby
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import outlet_voice
from dragoman.vocabulary.inflection import plural, verb_forms
from dragoman.vocabulary.outlets import outlets
from dragoman.vocabulary.speakers import speaker_words

_REACH = 7
"""Tokens between `interview` and the outlet: `in an interview that he gave on Monday to`."""


def chains(
    scene: Scene, attributions: Sequence[Attribution], voices: Sequence[Voice]
) -> tuple[tuple[str, ...], ...]:
    """Return the chain of outlets between each attribution's speaker and the article."""
    found: list[tuple[str, ...]] = []
    last: dict[tuple[int, str | None], tuple[str, ...]] = {}
    patterns = _Patterns()
    reported: Nearby[int] = Nearby()
    for i, attribution in enumerate(attributions):
        if _media(voices[i]):
            reported.add(i, attribution.content)
    for i, attribution in enumerate(attributions):
        voice = voices[i]
        at = _place(attribution)
        token = scene.marked.run(Span(at, at + 1)).start
        told, stays = patterns.told(scene, attribution, token)
        key = (scene.marked.paragraph[token], voice.speaker.name)
        if told and stays:
            last[key] = told
        elif not told and voice.speaker.name is not None and voice.speaker.sort != "media":
            told = last.get(key, ())
        chain = (
            *told,
            *_reporters(i, attributions, voices, reported),
            *_tagged(scene, attribution),
        )
        own = voice.speaker.name
        found.append(tuple(name for name in dict.fromkeys(chain) if name != own))
    return tuple(found)


def _place(attribution: Attribution) -> int:
    span = attribution.source or attribution.cue or attribution.content[0]
    return span.start


def _reporters(
    index: int,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    reported: Nearby[int],
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
        found += _media(voices[outer])
        outer = attributions[outer].within
    if voices[index].speaker.sort == "media":
        return tuple(found)
    own = attributions[index]
    for i in reported.near(own.content[0]):
        if i not in seen and _covers(attributions[i], own):
            found += _media(voices[i])
    return tuple(found)


def _media(voice: Voice) -> list[str]:
    named = voice.speaker.sort == "media" and voice.speaker.name is not None
    return [voice.speaker.name] if named and voice.speaker.name else []


def _covers(outer: Attribution, inner: Attribution) -> bool:
    return all(
        any(span.start <= part.start and part.end <= span.end for span in outer.content)
        for part in inner.content
    )


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

    __slots__ = ("_air", "_broadcast", "_nouns", "_quoted", "_spoke", "_to", "_told")

    def __init__(self) -> None:
        listed = speaker_words().sourcing
        self._told = _forms(listed["told"])
        self._spoke = _forms(listed["spoke"])
        self._quoted = _forms(listed["quoted"])
        self._nouns = {form for noun in listed["by_noun"] for form in (noun, plural(noun))}
        self._to = listed["to"]
        self._broadcast = listed["broadcast"]
        self._air = listed["air"]

    def told(
        self, scene: Scene, attribution: Attribution, token: int
    ) -> tuple[tuple[str, ...], bool]:
        """Return the outlets told in an attribution's sentence, and whether that goes on."""
        marked = scene.marked
        sentence = marked.sentence[token]
        if sentence < 0:
            return (), False
        bounds = scene.document.sentences[sentence]
        found: list[str] = []
        stays = False
        at = bounds.start
        while at < bounds.end:
            mark = marked.covering.get(at)
            if mark is None or not self._is_outlet(mark):
                at += 1
                continue
            how = self._how(marked, mark, bounds.start)
            end = _name_end(marked, mark, bounds.end)
            if how and not _spoken_within(marked, attribution, mark):
                found += _name(scene, mark, end)
                stays = stays or how == "interview"
            at = end
        return tuple(found), stays

    def _is_outlet(self, mark: Mark) -> bool:
        institution = mark.entry.institution
        media = institution is not None and institution.kind == "media"
        return media or mark.entry.outlet is not None or mark.entry.noun("media") is not None

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


def _forms(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in verb_forms(verb))


def _spoken_within(marked: Marked, attribution: Attribution, mark: Mark) -> bool:
    """Return whether an outlet stands in what is said, or is the source itself."""
    offset = marked.offset[mark.start]
    spans = (*attribution.content, *([attribution.source] if attribution.source else []))
    return any(span.start <= offset < span.end for span in spans)


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
    start = mark.start
    while start > 0 and marked.tag[start - 1] in ("NNP", "NN", "JJ") and mark.start - start < 4:
        start -= 1
    if start == mark.start and end == mark.end and marked.tag[start - 1] == "DT":
        sentence = scene.document.sentences[marked.sentence[start]]
        around = marked.marks_between(sentence.start, sentence.end)
        near = [m for m in around if m.entry.outlet]
        return _name(scene, near[0], near[0].end) if near else []
    return [marked.words(Run(start, end))]
