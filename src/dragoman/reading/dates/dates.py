"""Dates in running text, resolved against the day of publication and never guessed.

A date keeps the precision of its words (`2019`, `2019-10`, `2019-10-08`); a relative one needs
the article's day and, where it may lie on either side of that day, the tense of its clause.
What the words leave open is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.dates.values import resolved
from dragoman.reading.document import Document
from dragoman.reading.once import once
from dragoman.reading.syntax import SUBJECTS, is_verb
from dragoman.reading.tense import Tense, tense
from dragoman.vocabulary.calendar import calendar

_YEAR = r"(?:1[89]|20)\d\d(?!\d|,\d|[-–]\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:.]\d|\d)"
_RANGE = rf"{_DAY}(?:\s?(?:[-–]|and|to|or)\s?{_DAY})?"
_UNITS = "day|week|weekend|month|year|decade"
_STEPS = 12
_ADVERBIAL = frozenset({"prep", "npadvmod", "advmod", "pobj", "pcomp", "appos", "compound"})
_COUNTING = frozenset({"in", "of", "for", "to", "and", "by", "from", "around", "between"})


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that name a date: where they stand, of what kind they are, and the words."""

    span: Span
    kind: str
    words: str

    def value(self, published: str | None, when: Tense | None) -> str | None:
        """Return the date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, None when it is not settled.

        `published` is the article's date or date-time; `when` the tense of the clause.
        """
        return resolved(self.kind, self.words, published, when)


@cache
def _pattern() -> re.Pattern[str]:
    words = calendar()
    month = _names(words.months)
    full = _names(words.month_names)
    weekday = _names(words.weekdays)
    year_lead, month_lead = _any(words.before_year), _any(words.before_month)
    named = rf"(?:{weekday},?\s+)?"
    number = rf"(?:\d{{1,2}}|{_any(words.numbers)})"
    kinds = {
        "iso": r"(?:1[89]|20)\d\d-\d\d-\d\d(?!\d)",
        "slash": rf"\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}",
        "day": rf"{named}(?:the\s+)?{_RANGE}(?:\s+of)?\s+{month}(?:,?\s+{_YEAR})?",
        "day2": rf"{named}{month}\s+{_RANGE}(?:,?\s+{_YEAR})?",
        "month": rf"{month},?\s+(?:of\s+)?{_YEAR}",
        "days": rf"(?i:{_any(words.days)})(?!'s\b|’s\b)",
        "ago": rf"(?i:{number}\s+(?:{_UNITS})s?\s+ago)",
        "unit": rf"(?i:(?:{_any(words.shifts)})\s+(?:{_UNITS}))",
        "weekday": rf"(?:(?i:{_any(words.weekday_shifts)})\s+)?{weekday}",
        "bare": rf"(?i:{month_lead})(?:\s+|-){full}(?!,?\s+\d)",
        "year": rf"(?i:{year_lead})(?:\s+|-)(?:the\s+year\s+)?{_YEAR}",
    }
    whole = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())
    return re.compile(rf"(?<![\w/-])(?:{whole})(?!\w)")


def _names(forms: Iterable[str]) -> str:
    """Return a pattern for names as written: a capital first, or all in capitals."""
    cased = (cased for form in forms for cased in (form.capitalize(), form.upper()))
    return _any(cased)


def _any(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in longest_first) + ")"


def date_expressions(document: Document, sentence: TokenSpan) -> tuple[DateExpression, ...]:
    """Return the dates named in one sentence, in order."""
    known = once(document.doc, "dates", lambda _: dict[int, tuple[DateExpression, ...]]())
    if sentence.start not in known:
        known[sentence.start] = tuple(_named(document, sentence))
    return known[sentence.start]


def _named(document: Document, sentence: TokenSpan) -> Iterator[DateExpression]:
    start = sentence.start_char
    text = document.text[start : sentence.end_char]
    lower = text.lower()
    if not any(hint in lower for hint in calendar().hints):
        return
    for match in _pattern().finditer(text):
        found = DateExpression(
            Span(start + match.start(), start + match.end()),
            (match.lastgroup or "").rstrip("2"),
            " ".join(match.group().split()),
        )
        if not _is_name(document, found):
            yield found


def _is_name(document: Document, expression: DateExpression) -> bool:
    """Tell whether the words are no date: `Good Friday Agreement`, `April Glaspie`, `marched`."""
    words = calendar()
    tokens = document.tokens(expression.span)
    first, last = tokens[0], tokens[-1]
    doc = document.doc
    if expression.kind == "year":
        # "in 2000 villages" counts villages; "since 2011 sanctions" does not count sanctions.
        counts = last.dep_ == "nummod" and last.head.i > last.i and last.head.tag_ == "NNS"
        return counts and first.lower_ in _COUNTING
    if expression.kind not in ("weekday", "bare"):
        return False
    before = doc[first.i - 1].text if first.i else ""
    after = doc[last.i + 1].text if last.i + 1 < len(doc) else ""
    named = before in words.name_before or after in words.name_after
    return named or last.ent_type_ == "PERSON" or last.tag_.startswith(("VB", "MD"))


def said_date(document: Document, cue: Span, content: tuple[Span, ...] = ()) -> str | None:
    """Return the date that the text gives to a saying, None when it gives none.

    Only a date in the cue's own clause counts (`said on Monday`, `in a statement on 3 May`),
    never one inside what is said, which is `content`.
    """
    sentence = document.sentence_at(cue.start)
    if sentence is None:
        return None
    expressions = date_expressions(document, sentence)
    if not expressions:
        return None
    tokens = document.tokens(cue)
    when: Tense = "future" if tense(tokens[0]) == "future" else "past"
    for expression in expressions:
        words = document.tokens(expression.span)
        if _is_bound(words) or any(_within(expression.span, piece) for piece in content):
            continue
        if _beside(words, tokens) or _modifies(words, tokens):
            return expression.value(document.article.published, when)
    return None


def _within(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def expression_of(
    document: Document, anchor: Token, expressions: Iterable[DateExpression]
) -> DateExpression | None:
    """Return the date that hangs on a word or on the clause that it stands in."""
    clause = anchor
    for _ in range(_STEPS):
        if is_verb(clause) or clause.head.i == clause.i:
            break
        clause = clause.head
    goals = [anchor.i, clause.i]
    if clause.dep_ == "conj" or (clause.dep_ in ("xcomp", "advcl") and clause.tag_ == "VB"):
        # "On Monday X met Y and signed ...", "met on Monday to sign ..."
        goals.append(clause.head.i)
    for goal in dict.fromkeys(goals):
        for expression in expressions:
            words = document.tokens(expression.span)
            node = words.root
            if _is_bound(words):
                continue
            for _ in range(_STEPS):
                if node.i == goal:
                    return expression
                if is_verb(node) or node.head.i == node.i:
                    break
                node = node.head
    return None


def _is_bound(words: TokenSpan) -> bool:
    """Tell whether a date only bounds a time: `since 2011`, `by 3 May`."""
    bounds, first = calendar().bounds, words[0].i
    return words[0].lower_ in bounds or (first > 0 and words.doc[first - 1].lower_ in bounds)


def _beside(words: TokenSpan, cue: TokenSpan) -> bool:
    """Tell whether a date stands right before or after a cue, but for a preposition."""
    doc = words.doc
    low, high = words[0].i, words[-1].i + 1
    if words[0].lower_ == "of" or (high < len(doc) and doc[high].tag_ == "POS"):
        return False
    if low and doc[low - 1].tag_ == "IN":
        low -= 1
    return low == cue.end or high == cue.start


def _modifies(words: TokenSpan, cue: TokenSpan) -> bool:
    """Tell whether a date is an adverbial of the cue's clause, no verb standing between."""
    first, last = cue[0].i, cue[-1].i
    after = words[0].i > last
    between = words.doc[last + 1 : words[0].i] if after else words.doc[words[-1].i + 1 : first]
    content_first = after and any(t.dep_ == "mark" or is_verb(t) for t in between)
    goals, own = {t.i for t in cue}, {t.i for t in words}
    verb = cue.root
    if verb.dep_ == "conj" and words[0].i < verb.head.i:
        goals.add(verb.head.i)
    node = words.root
    for _ in range(_STEPS):
        if node.i in goals:
            return not content_first
        if is_verb(node) or node.head.i == node.i:
            return False
        if node.dep_ not in _ADVERBIAL or (node.dep_ == "prep" and node.head.dep_ in SUBJECTS):
            return False
        dated = node.dep_ == "pobj" and node.i not in own
        if dated and node.lower_ not in calendar().occasions:
            return False
        node = node.head
    return False
