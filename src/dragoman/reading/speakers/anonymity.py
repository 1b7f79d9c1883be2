"""Why a source has no name: `on condition of anonymity`, `who asked not to be named because ...`.

The words stand with the source, behind the cue, or in a sentence of their own (`Both spoke on
condition of anonymity`); whoever is described without a name and without a reason is `unnamed`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution, said_at
from dragoman.reading.speakers.belonging import Belonging, known_as
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Marked
from dragoman.reading.speakers.scene import Scene
from dragoman.records import ANONYMITIES, Anonymity
from dragoman.vocabulary.inflection import plural
from dragoman.vocabulary.sourcing import AnonymityWords, sourcing
from dragoman.vocabulary.speakers import speaker_words

_HIDDEN = ("person", "group")
_PRONOUNS = ("PRP", "WP", "WDT")
_BACK = 2
"""Paragraphs from a sentence of its own back to those whom it is about."""
_KNOWN = 70
"""Offices from this rank on have one holder a state: who `the foreign ministers` are is known."""
_WORD = re.compile(r"[\w’']+")


class Withheld(NamedTuple):
    """Why a source is not named, and the words that say it: with the reason that is given."""

    why: Anonymity
    words: Span


class _Phrase(NamedTuple):
    """Words that say why somebody is not named; the reason given begins at `reason`."""

    why: Anonymity
    words: Span
    reason: int


@lru_cache(maxsize=2)
def _phrases(text: str) -> tuple[_Phrase, ...]:
    """Return the phrases of a text that tell why somebody is not named, with their reasons."""
    words = sourcing().anonymity
    found: list[_Phrase] = []
    for match in _matches(text, words):
        if found and match.start() < found[-1].words.end:
            continue
        why: Anonymity = next((k for k in ANONYMITIES if k == match.lastgroup), "unnamed")
        behind = words.rest if why == "unauthorised" else words.reason
        reason = behind.match(text, match.end()) if why != "unnamed" else None
        end = reason.end() if reason else match.end()
        if reason and words.unauthorised.search(reason[0]):
            why = "unauthorised"
        start = match.start() if why == "unnamed" else _led(text, match.start(), words.leading)
        whole = Span(start, start + len(text[start:end].rstrip(" .")))
        found.append(_Phrase(why, whole, match.end()))
    return tuple(found)


def _matches(text: str, words: AnonymityWords) -> Iterator[re.Match[str]]:
    """Yield the phrases of the lines that have a part of one: most lines have none."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        lower = line.lower()
        if any(mark in lower for mark in words.marks):
            yield from words.phrase.finditer(text, start, end)
        start = end + 1


def hidden(text: str) -> tuple[Span, ...]:
    """Return where a text tells that somebody is not named; nothing that is said begins there."""
    told = (found for found in _phrases(text) if found.why != "unnamed")
    return tuple(Span(found.words.start, found.reason) for found in told)


def asides(text: str, start: int, end: int) -> list[Span]:
    """Return where a stretch of a text tells why somebody is not named, with the reasons."""
    every = _phrases(text)
    first = bisect_left(every, start, key=_start)
    last = bisect_left(every, end, key=_start)
    return [phrase.words for phrase in every[first:last] if phrase.why != "unnamed"]


def _start(phrase: _Phrase) -> int:
    return phrase.words.start


def _led(text: str, start: int, leading: frozenset[str]) -> int:
    """Return where a phrase begins with the words that lead to it: `who was speaking`."""
    while True:
        before = text[:start].rstrip(" ") if start < 40 else text[start - 40 : start].rstrip(" ")
        words = list(_WORD.finditer(before))
        if not words or words[-1].end() != len(before) or words[-1][0].lower() not in leading:
            return start
        gap = len(text[max(0, start - 40) : start]) - len(before)
        start -= gap + len(words[-1][0])


def anonymities(
    scene: Scene,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    belonging: Belonging,
    cited: Sequence[tuple[int, Span]],
) -> list[Withheld | None]:
    """Return why each attribution's source is not named, None where it is or need not be.

    `cited` are the unnamed sources that reports cite, by attribution.
    """
    marked = scene.marked
    found: list[Withheld | None] = [None] * len(attributions)
    for index, span in cited:
        found[index] = Withheld("unnamed", span)
    of_voice: dict[object, Withheld] = {}
    for phrase in _phrases(scene.document.text):
        about = _about(marked, attributions, voices, belonging, phrase)
        if about is None:
            continue
        told = _cut(attributions[about], phrase, scene.document.text)
        found[about] = _stronger(found[about], told)
        who = known_as(voices[about])
        if who is not None and voices[about].speaker.name is None and told.why != "unnamed":
            of_voice.setdefault(who, told)
    for index, voice in enumerate(voices):
        who = known_as(voice)
        if who in of_voice:
            found[index] = _stronger(found[index], of_voice[who])
        found[index] = found[index] or _unnamed(marked, attributions[index], voice)
    return found


def _stronger(first: Withheld | None, second: Withheld) -> Withheld:
    """Return the first of two that gives more than that somebody is not named, else the second."""
    return first if first is not None and first.why != "unnamed" else second


def _unnamed(marked: Marked, attribution: Attribution, voice: Voice) -> Withheld | None:
    """Return the words that describe a speaker without naming anybody: `two diplomats`.

    Peoples, crowds and the ministers of a meeting are no sources that are kept unnamed.
    """
    speaker, described = voice.speaker, voice.described
    if speaker.name is not None or speaker.sort not in _HIDDEN or attribution.source is None:
        return None
    if voice.parts or described is None:
        return None
    if described.office is None and described.noun not in _person_nouns():
        return None
    office = described.office
    if described.many and described.definite and office is not None and office.rank >= _KNOWN:
        return None
    run = marked.run(attribution.source)
    if marked.tag[run.start] not in _PRONOUNS:
        return Withheld("unnamed", attribution.source)
    own, last = described.run.start, described.run.end - 1
    if marked.tag[own] in _PRONOUNS:
        return None
    return Withheld(
        "unnamed", Span(marked.offset[own], marked.offset[last] + len(marked.text[last]))
    )


@cache
def _person_nouns() -> frozenset[str]:
    """Return the nouns for one person, with their plurals and those of officials together."""
    listed = [noun for nouns in speaker_words().nouns.values() for noun in nouns]
    single = {noun.word.lower() for noun in listed if noun.sort == "person"}
    many = {noun.word.lower() for noun in listed if noun.sort == "group" and noun.manner == "state"}
    return frozenset(single | {plural(word) for word in single} | many)


def _about(
    marked: Marked,
    attributions: Sequence[Attribution],
    voices: Sequence[Voice],
    belonging: Belonging,
    phrase: _Phrase,
) -> int | None:
    """Return the attribution whose source a phrase is about."""
    at = marked.run(Span(phrase.words.start, phrase.words.start + 1)).start
    sentence = marked.sentence[at]
    if sentence < 0:
        return None
    here = [
        index
        for index in belonging.by_sentence.get(sentence, ())
        if not said_at(attributions[index], phrase.words.start)
    ]
    inside = [i for i in here if _touches(attributions[i].source, phrase.words)]
    if inside:
        return inside[-1]
    if phrase.why == "unnamed":
        return None
    nameless = [i for i in here if _nameless(voices[i])]
    if nameless:
        return min(nameless, key=lambda i: abs(belonging.place(i) - at))
    if here or belonging.by_sentence.get(sentence):
        return None
    return _before(marked, voices, belonging, at)


def _touches(source: Span | None, words: Span) -> bool:
    """Return whether words stand in a source or right behind it."""
    return source is not None and source.start <= words.start <= source.end + 2


def _nameless(voice: Voice) -> bool:
    return voice.speaker.name is None and voice.speaker.sort in (*_HIDDEN, "unknown")


def _before(marked: Marked, voices: Sequence[Voice], belonging: Belonging, at: int) -> int | None:
    """Return the last unnamed source before a sentence of its own: `The official spoke on ...`."""
    order = belonging.order
    last = bisect_right(order, at, key=belonging.place)
    start = marked.document.sentences[marked.sentence[at]].start
    nouns = {marked.lower[i] for i in range(start, at) if marked.tag[i] in ("NN", "NNS")}
    for index in reversed(order[:last]):
        if marked.paragraph[at] - marked.paragraph[belonging.place(index)] > _BACK:
            return None
        described = voices[index].described
        noun = described.noun if described is not None else None
        if _nameless(voices[index]) and (not nouns or _among(noun, nouns)):
            return index
    return None


def _among(noun: str | None, nouns: set[str]) -> bool:
    if noun is None:
        return False
    return noun in nouns or plural(noun) in nouns or any(plural(other) == noun for other in nouns)


def _cut(attribution: Attribution, phrase: _Phrase, text: str) -> Withheld:
    """Return a phrase without the cue and the content that follow its reason."""
    start, end = phrase.words
    if phrase.why == "unnamed" and attribution.source is not None:
        return Withheld(phrase.why, attribution.source)
    for span in (attribution.cue, *attribution.content):
        if span is not None and start < span.start < end:
            end = span.start
    return Withheld(phrase.why, Span(start, start + len(text[start:end].rstrip(' ,:“"'))))
