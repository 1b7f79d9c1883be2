"""What is wrong with the summaries of articles, counted: `dragoman bench summaries`.

No gold is needed: each sentence is held against the article's own words. What is counted are
signs of faults, found by rules that the summary itself does not use; a person looks at them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from dragoman.article import Article, Span
from dragoman.benchmark.mistakes import Mistake
from dragoman.reading.reader import read_all
from dragoman.records import ReaderName, Reading, Statement, SummarySentence
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.vocabulary.summary import summary_words

FAULTS = (
    "words not in evidence",
    "attribution lost",
    "negation lost",
    "hedge lost",
    "condition lost",
    "too long",
    "repetition",
    "unclear pronoun",
)
LONGEST = 45
"""Words from which on a sentence counts as too long."""

_ALIKE = 0.5
_INSERTED = re.compile(r"\[[^\]]*\]")
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]?")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_END = re.compile(r"(?<=[a-z])[.!?](?=[A-Z])|[.!?…][\"”’»)]*(?=\s|$)|(?<=:)\s*\n|\n\s*\n")
_NAME = re.compile(
    r"\[|\b(?!(?:He|She|They|It|His|Her|Their|Its|The|A|An|This|That|These|Those|In|On|At|By|With|If"
    r"|But|When|After|Before|Both|Some|Most|All|One|No|There|According|Late|Earlier)\b)[A-Z]\w+"
)
_POINTING = re.compile(r"\b(?:he|she|they|him|her|them|his|their|it|its)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SummaryScore:
    """How many articles have a summary, of how many sentences and words, and what is wrong."""

    articles: int
    summarised: int
    sentences: int
    words: int
    mistakes: tuple[Mistake, ...]

    @property
    def faults(self) -> dict[str, int]:
        """Return how often there is each of `FAULTS`."""
        found = Counter(mistake.what for mistake in self.mistakes)
        return {fault: found[fault] for fault in FAULTS}


def bench_summaries(
    articles: Sequence[Article],
    reader: ReaderName = "default",
    dossier: Dossier = NO_DOSSIER,
    longest: int = LONGEST,
) -> SummaryScore:
    """Read articles with what the user knows, and count what is wrong with their summaries."""
    readings = tuple(read_all(articles, reader, dossier=dossier))
    told = [sentence for reading in readings for sentence in reading.summary]
    return SummaryScore(
        articles=len(readings),
        summarised=sum(bool(reading.summary) for reading in readings),
        sentences=len(told),
        words=sum(len(sentence.text.split()) for sentence in told),
        mistakes=tuple(fault for reading in readings for fault in faults(reading, longest)),
    )


def faults(reading: Reading, longest: int = LONGEST) -> Iterator[Mistake]:
    """Yield the signs of faults in one article's summary, sentence by sentence."""
    name, text = reading.article.name, reading.article.text
    evidence = [span for sentence in reading.summary for span in sentence.evidence]
    before: SummarySentence | None = None
    for sentence in reading.summary:
        if not stands_in_evidence(sentence, text):
            yield Mistake(name, "words not in evidence", sentence.text)
        for statement in _unattributed(reading, sentence):
            who = statement.speaker.name or "unnamed"
            yield Mistake(name, "attribution lost", sentence.text, who)
        for what, word in _lost(text, sentence, evidence):
            yield Mistake(name, what, sentence.text, word)
        if len(sentence.text.split()) > longest:
            yield Mistake(name, "too long", sentence.text)
        if _is_unclear(text, sentence, before):
            yield Mistake(name, "unclear pronoun", sentence.text)
        before = sentence
    for one, other in combinations(reading.summary, 2):
        if _alike(_words(one.text), _words(other.text)):
            yield Mistake(name, "repetition", one.text, read=other.text)


def stands_in_evidence(sentence: SummarySentence, text: str) -> bool:
    """Tell whether a sentence's words outside brackets are those of its evidence, in order."""
    evidence = " ".join(span.of(text) for span in sentence.evidence)
    told, stood = (_WORD.findall(_INSERTED.sub(" ", words)) for words in (sentence.text, evidence))
    return told == stood


def _unattributed(reading: Reading, sentence: SummarySentence) -> Iterator[Statement]:
    """Yield the statements of which only content stands in a sentence, without a speaker."""
    if "[" in sentence.text:
        return
    for statement in reading.statements:
        told = [span for span in (statement.cue, statement.source) if span is not None]
        if not told or statement.within is not None:
            continue
        if _meet(statement.content, sentence.evidence) and not _meet(told, sentence.evidence):
            yield statement


def _meet(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def _lost(
    text: str, sentence: SummarySentence, evidence: Sequence[Span]
) -> Iterator[tuple[str, str]]:
    """Yield what the sentences of the article say that is cut off, and the word for it."""
    words = summary_words()
    told = _WORD.findall(" ".join(_INSERTED.findall(sentence.text)).lower())
    left_out = _WORD.findall(_left_out(text, sentence.evidence).lower())
    dropped = [word for word in left_out if word not in told]
    for what, listed in (
        ("negation lost", words.negations),
        ("hedge lost", words.hedges),
        ("condition lost", words.conditional),
    ):
        yield from ((what, word) for word in dropped if word in listed or word.endswith("n't"))
    end = _end(text, sentence.evidence[-1].end)
    following = words.opens_dependent(text[end : end + 60])
    if following and not _meet([Span(end, end + 30)], evidence):
        yield "condition lost", following


def _left_out(text: str, evidence: Sequence[Span]) -> str:
    """Return the words of the article's sentences that a summary's sentence leaves out."""
    first, last = evidence[0].start, evidence[-1].end
    start = max((m.end() for m in _END.finditer(text, max(0, first - 600), first)), default=None)
    head = text[start:first] if start is not None else ""
    gaps = [text[a.end : b.start] for a, b in pairwise(evidence)]
    return " ".join([head, *gaps, text[last : _end(text, last)]])


def _end(text: str, at: int) -> int:
    """Return where the sentence ends whose last words end somewhere before `at`, or there."""
    found = _END.search(text, max(0, at - 3))
    return found.end() if found else len(text)


def _is_unclear(text: str, sentence: SummarySentence, before: SummarySentence | None) -> bool:
    """Tell whether a pronoun stands before any name, and the sentence before it is not there."""
    if (
        before is not None
        and not text[before.evidence[-1].end : sentence.evidence[0].start].strip()
    ):
        return False
    outside = _QUOTED.sub(" ", sentence.text)
    pronoun, name = _POINTING.search(outside), _NAME.search(outside)
    return pronoun is not None and (name is None or pronoun.start() < name.start())


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text) if len(word) > 3)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) > _ALIKE * len(one | other)
