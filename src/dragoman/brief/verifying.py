"""Is a brief faithful: does it say what was written, and do its words stand in the ledger's texts.

Every line is compared with the proof that the file carries, and every sentence and quotation of
the proof with the stored texts: who changes both is found by the second.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from dragoman.article import Article
from dragoman.brief.citing import quoted
from dragoman.brief.document import Line, Place, Run
from dragoman.brief.proof import Proof, proof_of
from dragoman.brief.readback import Visible, read_back
from dragoman.brief.readback.visible import squeezed
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.ledger import Ledger
from dragoman.views.corpus import articles_of, corpus_digest, held
from dragoman.views.row import Row
from dragoman.vocabulary.accounts import account_words

_BRACKETS = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_SHOWN = 160
"""Characters of a line that are told of it."""


@dataclass(frozen=True, slots=True)
class BriefFault(Row):
    """One line of a brief that does not hold: its number from 1 (0: it has none), and why."""

    line: int
    words: str
    what: str


@dataclass(frozen=True, slots=True)
class BriefCheck:
    """What came of checking a brief: `told` counts sentences and quotations that were checked.

    `grown` says that the ledger holds other articles than when the brief was written.
    """

    lines: int
    told: int
    faults: tuple[BriefFault, ...]
    grown: bool


def verify_brief(path: Path, ledger: Ledger) -> BriefCheck:
    """Return which lines of a brief's file do not hold, by the texts of the ledger.

    Raises UnreadableInput for a file that is no brief of Dragoman's, and DragomanError for the
    brief of another ledger.
    """
    seen = read_back(path)
    proof = proof_of(seen.proof)
    if proof is None:
        raise UnreadableInput(
            str(path), "what it is verified by is broken or of a later Dragoman",
            "Write the brief again.",
        )  # fmt: skip
    articles = _articles(path, ledger, proof)
    shown = _flow_faults(seen.pages, proof) if seen.pages else _shown_faults(seen, proof)
    lines = [*proof.lines, *proof.notes]
    told = [
        (n, run, place)
        for n, line in enumerate(lines, start=1)
        for run in line.runs
        for place in run.places
    ]
    faults = [*shown, *_uncited(lines)]
    faults += [fault for one in told if (fault := _told_fault(*one, articles, proof))]
    first = {(fault.line, fault.words, fault.what): fault for fault in faults}
    corpus = held(ledger, as_known_on=proof.known)
    return BriefCheck(
        lines=len(lines) + len(proof.foot),
        told=len(told),
        faults=tuple(first.values()),
        grown=corpus_digest(corpus) != proof.digest,
    )


def _articles(path: Path, ledger: Ledger, proof: Proof) -> dict[str, Article]:
    """Return the cited articles that the ledger holds; raises DragomanError where it has none."""
    found = articles_of(ledger, proof.articles)
    if proof.articles and not found:
        raise DragomanError(
            f"{path}: this is the brief of another ledger: none of its "
            f"{len(proof.articles)} articles is in this one. Name its ledger with --ledger."
        )
    return found


def _uncited(lines: Sequence[Line]) -> Iterator[BriefFault]:
    """Yield sentences and quotations that say nowhere what they stand on."""
    for n, line in enumerate(lines, start=1):
        for run in line.runs:
            if run.style in ("sentence", "quote") and not run.places:
                yield BriefFault(n, _cut(run.text), "It names no evidence.")


def _told_fault(
    number: int, run: Run, place: Place, articles: Mapping[str, Article], proof: Proof
) -> BriefFault | None:
    """Return what is wrong with a sentence or quotation, None where it stands."""
    article = articles.get(place.article)
    if article is None:
        return BriefFault(number, _cut(run.text), f"Article {place.article} is not in the ledger.")
    if article.text_sha256 != proof.articles.get(place.article):
        what = f"The text of article {place.article} is another one in the ledger."
        return BriefFault(number, _cut(run.text), what)
    spans = sorted(place.spans)
    if not spans or any(not 0 <= a < b <= len(article.text) for a, b in spans):
        what = f"Its places are not in article {place.article}."
        return BriefFault(number, _cut(run.text), what)
    if stands(run, quoted(article.text, spans)):
        return None
    where = f"{place.article}, {spans[0].start} to {spans[-1].end}"
    return BriefFault(
        number, _cut(run.text), f"These words do not stand in their evidence: {where}."
    )


def stands(run: Run, evidence: str) -> bool:
    """Tell whether words stand in their evidence.

    A quotation does as it is. Of a sentence the words outside brackets do, in that order; what
    the sentence leaves out is no negation.
    """
    if run.style != "sentence":
        return squeezed(run.text) in squeezed(evidence)
    left = [word.casefold() for word in _WORD.findall(_BRACKETS.sub(" ", run.text))]
    negators = account_words().negators
    for word in (found.casefold() for found in _WORD.findall(evidence)):
        if left and word == left[0]:
            left.pop(0)
        elif word in negators or word.endswith(("n't", "n’t")):
            return False
    return not left


def _shown_faults(seen: Visible, proof: Proof) -> Iterator[BriefFault]:
    """Yield where a file shows other lines than were written."""
    yield from _differences(seen.lines, proof.lines)
    yield from _differences(seen.foot, proof.foot, len(proof.lines) + len(proof.notes))
    told = Counter(set(seen.notes))
    for n, line in enumerate(proof.notes, start=len(proof.lines) + 1):
        if told.pop(squeezed(line.shown), None) is None:
            yield BriefFault(n, _cut(line.shown), "This note is not there as it was written.")
    for note in told:
        yield BriefFault(0, _cut(note), "This note was added or changed.")


def _differences(
    seen: Sequence[str], lines: Sequence[Line], before: int = 0
) -> Iterator[BriefFault]:
    wanted = [(n, line, squeezed(line.shown)) for n, line in enumerate(lines, start=before + 1)]
    wanted = [one for one in wanted if one[2]]
    found = [one for one in seen if one]
    steps = SequenceMatcher(None, [one[2] for one in wanted], found, autojunk=False)
    for step, a, b, c, d in steps.get_opcodes():
        if step == "equal":
            continue
        for n, line, _ in wanted[a:b]:
            what = "It was left out." if c == d else "It was changed in the file."
            yield BriefFault(n, _cut(line.shown), what)
        for words in found[c:d]:
            yield BriefFault(0, _cut(words), "These words were put into the file.")


def _flow_faults(pages: Sequence[str], proof: Proof) -> Iterator[BriefFault]:
    """Yield where words that flow over pages are others than were written.

    The headings of a table stand again where it goes on on another page; the labels of a drawing
    stand somewhere on its page.
    """
    for n, words, line in _flowing(proof, labels=True):
        on = next((at for at, page in enumerate(pages) if words in page), None)
        if on is None:
            yield BriefFault(n, _cut(line.shown), "It is not there as it was written.")
        else:
            pages = [*pages[:on], pages[on].replace(words, "", 1), *pages[on + 1 :]]
    flow = "".join(pages)
    tops = set(accumulate(map(len, pages)))
    at, doubtful, before = 0, False, ""
    for n, words, line in _flowing(proof, labels=False):
        found = flow.find(words, at)
        between = flow[at:found] if found >= 0 else ""
        again = at in tops and between in before
        if found == at or (found > at and (doubtful or again)):
            at, doubtful = found + len(words), False
        elif 0 < len(between) <= _SHOWN:
            yield BriefFault(0, _cut(between), "These words were put into the file.")
            at = found + len(words)
        else:
            yield BriefFault(n, _cut(line.shown), "It is not there as it was written.")
            doubtful = True
        before += words
    if flow[at:] and not doubtful:
        yield BriefFault(0, _cut(flow[at:]), "These words were put into the file.")


def _flowing(proof: Proof, *, labels: bool) -> Iterator[tuple[int, str, Line]]:
    """Yield what pages show in order, with the numbers of notes behind words and before notes.

    `labels` yields the labels of drawings alone, which stand in no order; without, all else.
    """
    for n, (line, marks) in enumerate(zip(proof.lines, proof.marks, strict=True), start=1):
        runs = zip(line.runs, marks, strict=True)
        shown = "".join(run.shown + "".join(map(str, numbers)) for run, numbers in runs)
        words = squeezed(shown)
        if words and labels == any(run.style == "label" for run in line.runs):
            yield n, words, line
    if labels:
        return
    for n, line in enumerate(proof.notes, start=1):
        yield len(proof.lines) + n, squeezed(f"{n}.{line.shown}"), line
    for n, line in enumerate(proof.foot, start=len(proof.lines) + len(proof.notes) + 1):
        yield n, squeezed(line.shown), line


def _cut(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"
