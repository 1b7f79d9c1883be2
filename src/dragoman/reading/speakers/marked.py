"""A parsed article as columns of tokens, with the vocabulary's phrases marked on them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from dragoman.article import Span
from dragoman.reading.columns import columns
from dragoman.reading.document import Document
from dragoman.reading.speakers.unlisted import unlisted_states
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.lexicon import Entry, Sense, lexicon
from dragoman.vocabulary.places import place_words
from dragoman.vocabulary.speakers import speaker_words


class Run(NamedTuple):
    """Some tokens in a row, by index, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the vocabulary at its place among the tokens."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """One article's tokens as columns; `sentence` is -1 in furniture.

    `covering` gives for a token the mark that it belongs to.
    """

    document: Document
    text: list[str]
    lower: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    entity: list[str]
    offset: list[int]
    sentence: list[int]
    paragraph: list[int]
    marks: tuple[Mark, ...]
    covering: dict[int, Mark] = field(repr=False)

    def run(self, span: Span) -> Run:
        """Return the tokens of a span of the text."""
        return Run(*self.document.places(span))

    def words(self, run: Run) -> str:
        """Return the text that some tokens cover, on one line."""
        if run.end <= run.start:
            return ""
        last = run.end - 1
        covered = self.document.text[
            self.offset[run.start] : self.offset[last] + len(self.text[last])
        ]
        return " ".join(covered.split())

    def marks_between(self, start: int, end: int) -> Sequence[Mark]:
        """Return the marks that begin from one token on and before another, in order."""
        first = bisect_left(self.marks, start, key=attrgetter("start"))
        return self.marks[first : bisect_left(self.marks, end, key=attrgetter("start"))]

    def back(self, token: int, sentences: int) -> int:
        """Return where the sentence begins that stands so many sentences before a token's."""
        number = self.sentence[token] - sentences
        return self.document.sentences[number].start if number > 0 else 0

    def glued(self, token: int) -> bool:
        """Return whether a token follows the one before it without a space."""
        before = token - 1
        return before >= 0 and self.offset[before] + len(self.text[before]) == self.offset[token]

    def possessive(self, token: int) -> bool:
        """Return whether a token is the sign of a possessive."""
        return 0 <= token < len(self.tag) and self.tag[token] == "POS"


@lru_cache(maxsize=2)
def mark(document: Document) -> Marked:
    """Return the article's columns and marks, the same ones to all that ask in turn."""
    found = columns(document.doc)
    orth, lower, offset = found.text, found.lower, found.offset
    tag = [tag or "XX" for tag in found.tag]  # furniture is not tagged
    sentence, paragraph = _places(document, offset)
    marks = _marks(document, tag, found.entity, offset, sentence)
    known = {i: one.entry for one in marks for i in range(one.start, one.end)}
    marks += _halves(lower, orth, marks)
    marks += _of_namesakes(orth, marks)
    known |= {one.start: one.entry for one in marks}
    states = unlisted_states(orth, tag, found.entity, known)
    marks += [
        Mark(i, i + 1, states[word])
        for i, word in enumerate(orth if states else ())
        if word in states and i not in known and sentence[i] >= 0
    ]
    marks.sort(key=attrgetter("start"))
    return Marked(
        document=document,
        text=orth,
        lower=lower,
        tag=tag,
        dep=found.dep,
        head=found.head,
        entity=found.entity,
        offset=offset,
        sentence=sentence,
        paragraph=paragraph,
        marks=tuple(marks),
        covering={i: one for one in marks for i in range(one.start, one.end)},
    )


def _halves(lower: list[str], text: list[str], marks: Sequence[Mark]) -> list[Mark]:
    """Return `the North` and `the South` of a divided country that an article speaks of."""
    halves = speaker_words().halves
    spoken_of = {found.entry.country.iso3 for found in marks if found.entry.country}
    if spoken_of.isdisjoint(halves.values()):
        return []
    taken = {i for found in marks for i in range(found.start, found.end)}
    return [
        Mark(i, i + 1, Entry(country=countries().by_iso3[halves[word]], sense="name"))
        for i, word in enumerate(text)
        if word in halves
        and i not in taken
        and i
        and lower[i - 1] == "the"
        and not text[min(i + 1, len(text) - 1)][0].isupper()
    ]


def _of_namesakes(text: list[str], marks: Sequence[Mark]) -> list[Mark]:
    """Return the names that states share, of the one whose capital or city an article names.

    `the Congolese army` is that of Kinshasa where Goma is named, and Brazzaville is not.
    """
    bearers = countries().shared
    taken = {i for found in marks for i in range(found.start, found.end)}
    places = [i for i, word in enumerate(text) if word in bearers and i not in taken]
    if not places:
        return []
    cities = place_words().cities
    spoken_of = {found.entry.country for found in marks if found.entry.country}
    spoken_of |= {cities[word] for word in text if word in cities}
    found: list[Mark] = []
    for i in places:
        near = [country for country in bearers[text[i]] if country in spoken_of]
        if len(near) == 1:
            sense: Sense = "demonym" if text[i] in near[0].demonyms else "name"
            found.append(Mark(i, i + 1, Entry(country=near[0], sense=sense)))
    return found


def _places(document: Document, offset: list[int]) -> tuple[list[int], list[int]]:
    """Return each token's sentence, -1 in furniture, and its block."""
    sentence, paragraph = [-1] * len(offset), [-1] * len(offset)
    for number, found in enumerate(document.sentences):
        sentence[found.start : found.end] = [number] * (found.end - found.start)
    start = 0
    for number, block in enumerate(document.paragraphs):
        end = bisect_left(offset, block.span.end, start)
        paragraph[start:end] = [number] * (end - start)
        start = end
    return sentence, paragraph


def _marks(
    document: Document,
    tag: list[str],
    entity: list[str],
    offset: list[int],
    sentence: list[int],
) -> list[Mark]:
    index = {start: i for i, start in enumerate(offset)}
    found: list[Mark] = []
    for hit in lexicon().search(document.text):
        start = index.get(hit.start)
        if start is None or sentence[start] < 0:
            continue
        end = start + 1
        while end < len(offset) and offset[end] < hit.end:
            end += 1
        noun = tag[end - 1][0] == "N" or (hit.entry.office and end - start > 1)
        if hit.entry.proper or noun or _titles(hit.entry, tag, entity, end):
            found.append(Mark(start, end, hit.entry))
    return found


def _titles(entry: Entry, tag: list[str], entity: list[str], end: int) -> bool:
    """Return whether a noun taken for an adjective stands before a name.

    Of `Kestrelian official Ana Vale` a tagger makes `the official Ana Vale`; `the daily Kest`.
    """
    person = entity[end : end + 1] == ["PERSON"] and entity[end - 1] != "PERSON"
    if person and tag[end - 1] == "JJ":
        return True
    if tag[end - 1] not in ("JJ", "RB") or tag[end : end + 1] not in (["NNP"], ["NNPS"]):
        return False
    return entry.noun("media") is not None
