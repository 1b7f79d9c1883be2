"""The turns of an interview or press conference: who holds the floor, from where to where.

A turn begins where a block opens with a label and a colon (`Q:`, `MR. VALE:`, `Jane Doe:`) and
runs to the next label. The labels of one article must come back, or be a question's and an
answer's, or the first must ask what the next answers; a list of topics with colons is none.
An article of another form may hold a piece of a transcript, labels in capitals: an exchange.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.article import Article, Span

_LEAST_TURNS, _LEAST_ASKED = 3, 2
_LEAST_SHARE, _LEAST_ANSWERED = 0.5, 0.3
"""Share of the text's words, furniture apart, that turns must hold; questions and answers less."""

_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]*"
_LABEL = re.compile(
    r"[\s*_>]*"
    r"(?P<label>(?:Q|A|QUESTION|ANSWER|Question|Answer)(?: \d{1,3})?"
    r"(?=\s*[*_]{0,3}(?:[:.]|\s[–—-])[\s*_])"
    rf"|{_WORD}(?: (?:{_WORD}|of|the|for|and|de|van|von|al|bin)){{0,7}}(?: \([^()\n]{{1,60}}\))?"
    r"(?:, [^:\n.?!\"“”]{3,80})?"
    r"(?=\s*[*_]{0,3}:))"
    r"\s*[*_]{0,3}\s?[:.–—-][*_]{0,3}[ \t]*"
)
_SHOUTED = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž.'’-]+"
_EXCHANGED = re.compile(
    rf"\s*(?P<mark>[\"“]?)(?P<label>{_SHOUTED}(?: {_SHOUTED}){{0,3}}(?: \([^()\n]{{1,60}}\))?): "
)
_APART = 2
"""Blocks from one turn of an exchange to the next: one paragraph may go on without a label."""
_QUESTION, _ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the label that names its speaker, where it stands, and the words of the turn.

    `span` excludes the label and may run over several paragraphs.
    """

    speaker_label: str
    label_span: Span
    span: Span


def turns(article: Article) -> tuple[Turn, ...]:
    """Return the turns of a transcript in order, or nothing when the article is none."""
    blocks = [p.span for p in article.paragraphs if p.sort in ("body", "heading", "title")]
    opened: list[tuple[int, Span, int]] = []
    for block in blocks:
        match = _LABEL.match(article.text, block.start, block.end)
        if match is not None:
            opened.append((match.start(), Span(*match.span("label")), match.end()))
    labels = [label.of(article.text) for _, label, _ in opened]
    if len(labels) < _LEAST_ASKED:
        return ()
    ends = [start for start, _, _ in opened[1:]] + [blocks[-1].end]
    found = tuple(
        Turn(label.of(article.text), label, _trimmed(article.text, start, end, blocks))
        for (_, label, start), end in zip(opened, ends, strict=True)
    )
    answered = _asked_and_answered(labels) or _questioned(found, article.text)
    if not answered and not _is_transcript(labels):
        return ()
    held = sum(turn.span.end - turn.label_span.start for turn in found)
    whole = sum(block.end - block.start for block in blocks)
    least = _LEAST_ANSWERED if answered else _LEAST_SHARE
    return found if held >= least * whole else ()


def exchanges(article: Article) -> tuple[Turn, ...]:
    """Return the turns of the exchanges that an article quotes from a transcript, in order.

    A turn is one paragraph without the marks around it; where all paragraphs of an exchange
    begin with a mark, those without a label up to the next turn are part of it too.
    """
    blocks = [p.span for p in article.paragraphs if p.sort in ("body", "heading", "title")]
    found: list[Turn] = []
    run: list[Turn] = []
    last, mark = 0, ""
    for n, block in enumerate(blocks):
        match = _EXCHANGED.match(article.text, block.start, block.end)
        if match is None:
            if run and n == last + 1 and _goes_on(article.text, mark, block):
                last = n
            continue
        if n - last > _APART or match["mark"] != mark:
            found += _kept(run)
            run = []
        elif run:
            said = Span(run[-1].span.start, _end(article.text, mark, blocks[last]))
            run[-1] = replace(run[-1], span=said)
        last, mark = n, match["mark"]
        run.append(_exchanged(article.text, match, block))
    return (*found, *_kept(run))


def _kept(run: list[Turn]) -> list[Turn]:
    """Return the turns of a run that is an exchange, none of another.

    At its ends a label that does not come back is no speaker's: `UPDATE`, `RELATED`.
    """
    labels = Counter(turn.speaker_label for turn in run)
    inside = [n for n, turn in enumerate(run) if labels[turn.speaker_label] > 1]
    kept = run[inside[0] : inside[-1] + 1] if inside else []
    return kept if _is_transcript([turn.speaker_label for turn in kept]) else []


def _exchanged(text: str, match: re.Match[str], block: Span) -> Turn:
    label = Span(*match.span("label"))
    end = _end(text, match["mark"], block)
    return Turn(label.of(text), label, Span(match.end(), max(match.end(), end)))


def _goes_on(text: str, mark: str, block: Span) -> bool:
    """Return whether a block without a label begins with the exchange's mark and a word."""
    words = block.of(text).lstrip()
    return bool(mark) and words.startswith(mark) and words[1:2].isalnum()


def _end(text: str, mark: str, block: Span) -> int:
    """Return where the words of a block end, the mark that closes it left out."""
    end = block.start + len(block.of(text).rstrip())
    return end - (bool(mark) and text[end - 1] in '"”')


def _kind(label: str) -> str:
    return re.sub(r"\W*\d+$", "", label).lower()


def _asked_and_answered(labels: list[str]) -> bool:
    """Return whether labels are those of questions and of answers: one of each will do."""
    kinds = {_kind(label) for label in labels}
    return bool(kinds & _QUESTION and kinds & _ANSWER)


def _questioned(found: tuple[Turn, ...], text: str) -> bool:
    """Return whether half of the turns, the first among them, put a question to the next one.

    An interview of a single question is known by that: its labels do not come back.
    """
    answers = [_answers(turn, after, text) for turn, after in pairwise(found)]
    return answers[0] and 2 * sum(answers) >= len(found) - 1


def _answers(turn: Turn, after: Turn, text: str) -> bool:
    """Return whether a turn ends in a question and the next, of somebody named, in none."""
    label = after.speaker_label
    named = " " in label or text.count(label) > 1
    asks = turn.span.of(text).endswith("?") and not after.span.of(text).endswith("?")
    return asks and named and label != turn.speaker_label


def _is_transcript(labels: list[str]) -> bool:
    """Return whether labels are speakers': questions and answers, or names that come back."""
    if _asked_and_answered(labels):
        return True
    if len(labels) < _LEAST_TURNS:
        return False
    kinds = Counter(_kind(label) for label in labels)
    returning = sum(count for count in kinds.values() if count > 1)
    return len(kinds) > 1 and returning >= 0.5 * len(labels)


def _trimmed(text: str, start: int, end: int, blocks: list[Span]) -> Span:
    """Return the turn's words without blanks at its ends or furniture after its last block."""
    last = blocks[bisect_left(blocks, end, key=lambda block: block.start) - 1]
    words = text[start : min(end, last.end)]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
