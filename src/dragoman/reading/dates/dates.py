"""Dates in running text, resolved against the day of publication and never guessed.

A date keeps the precision of its words (`2019`, `2019-10`, `2019-10-08`); a relative one needs
the article's day and, where it may lie on either side of that day, the tense of its clause.
What the words leave open is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.dates.patterns import pattern
from dragoman.reading.dates.values import counted, resolved
from dragoman.reading.document import Document
from dragoman.reading.once import once
from dragoman.reading.syntax import SUBJECTS, is_verb
from dragoman.reading.tense import Tense, tense
from dragoman.vocabulary.calendar import calendar

_STEPS = 12
_DAYS = ("weekday", "day", "days", "ordinal", "of_week", "of_month", "iso")
_SENTENCES_BACK = 2
"""How many sentences back stands the date from which "two days later" counts."""
_ADVERBIAL = frozenset({"prep", "npadvmod", "advmod", "pobj", "pcomp", "appos", "compound"})
_COUNTING = frozenset({"in", "of", "for", "to", "and", "by", "from", "around", "between"})


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that name a date: where they stand, of what kind they are, and the words.

    `anchor` is the date from which words such as *two days later* count.
    """

    span: Span
    kind: str
    words: str
    anchor: Anchor | None = None

    def value(self, published: str | None, when: Tense | None) -> str | None:
        """Return the date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, None when it is not settled.

        `published` is the article's date or date-time, or the day on which the words were said;
        `when` is the tense of the clause.
        """
        if self.kind == "later":
            base = self.anchor.value(published, when) if self.anchor else None
            return counted(self.words, base) if base else None
        return resolved(self.kind, self.words, published, when)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The dates named last before some words that count from them, each with its tense."""

    dates: tuple[tuple[DateExpression, Tense | None], ...]

    def value(self, published: str | None, when: Tense | None) -> str | None:
        """Return the one day that the dates name, None when they are several.

        What was planned is no anchor for what has happened, nor the other way round.
        """
        if any((tense == "past") != (when == "past") for _, tense in self.dates):
            return None
        days = {date.value(published, tense) for date, tense in self.dates}
        return days.pop() if len(days) == 1 else None


def date_expressions(document: Document, sentence: TokenSpan) -> tuple[DateExpression, ...]:
    """Return the dates named in one sentence, in order."""
    known = once(document.doc, "dates", lambda _: dict[int, tuple[DateExpression, ...]]())
    if sentence.start not in known:
        found = tuple(_named(document, sentence))
        if any(one.kind == "later" for one in found):
            return once(document.doc, "anchored dates", lambda _: _anchored(document))[
                sentence.start
            ]
        known[sentence.start] = found
    return known[sentence.start]


def _anchored(document: Document) -> dict[int, tuple[DateExpression, ...]]:
    """Return the dates of all sentences by their start, those that count with their anchor."""
    known: dict[int, tuple[DateExpression, ...]] = {}
    earlier: list[tuple[DateExpression, ...]] = []
    for sentence in document.sentences:
        found: list[DateExpression] = []
        for one in _named(document, sentence):
            nearest = next(filter(None, (found, *earlier)), ())
            anchored = one.kind == "later" and nearest
            found.append(replace(one, anchor=_anchor(document, nearest)) if anchored else one)
        known[sentence.start] = tuple(found)
        earlier = [known[sentence.start], *earlier[: _SENTENCES_BACK - 1]]
    return known


def _anchor(document: Document, dates: Sequence[DateExpression]) -> Anchor:
    return Anchor(tuple((date, tense(document.tokens(date.span).root)) for date in dates))


def _named(document: Document, sentence: TokenSpan) -> Iterator[DateExpression]:
    start = sentence.start_char
    text = document.text[start : sentence.end_char]
    lower = text.lower()
    if not any(hint in lower for hint in calendar().hints):
        return
    for match in pattern().finditer(text):
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
    before = doc[first.i - 1].text if first.i else ""
    if expression.kind == "later":
        return before.lower() in words.spells
    if expression.kind == "ago":
        return before.lower() in words.vague
    if expression.kind == "ordinal":
        # "On the 14th floor", "on the 3rd try" name no day.
        return last.i + 1 < len(doc) and doc[last.i + 1].tag_[:2] in ("NN", "JJ", "CD")
    if expression.kind not in ("weekday", "bare"):
        return False
    if last.dep_ == "compound" and last.head.tag_ in ("NNP", "NNPS") and before in ("The", "the"):
        # "The Wednesday Group"
        return last.head.i == last.i + 1
    if before.lower() in words.habits:
        return True
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
    free = [
        (one, document.tokens(one.span))
        for one in expressions
        if not any(one.span.within(piece) for piece in content)
    ]
    free = [(one, words) for one, words in free if not _is_bound(words)]
    named = next((one for one, words in free if _is_own(words, tokens)), None) or next(
        (one for one, words in free if one.kind in _DAYS and _is_shared(words, tokens)), None
    )
    return named.value(document.article.published, when) if named else None


def _is_own(words: TokenSpan, cue: TokenSpan) -> bool:
    return _beside(words, cue) or _modifies(words, cue)


def _is_shared(words: TokenSpan, cue: TokenSpan) -> bool:
    """Tell whether a cue comes second after a dated act: `left on Sunday and said`.

    Only a past act of the same subject shares its day: `died in 1987, and he says` does not.
    """
    verb = cue.root
    first = verb.head
    if verb.dep_ != "conj" or not first.i < words[0].i < cue[0].i:
        return False
    if not first.tag_ == verb.tag_ == "VBD" or any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    node = words.root
    return first.i in (node.head.i, node.head.head.i if node.head.dep_ == "prep" else -1)


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
            if _ends_before_saying(clause, words):
                return expression
            own = range(words[0].i, words[-1].i + 1)
            for _ in range(_STEPS):
                if node.i == goal:
                    return expression
                if (is_verb(node) and node.i not in own) or node.head.i == node.i:
                    break
                node = node.head
    return None


def _ends_before_saying(clause: Token, words: TokenSpan) -> bool:
    """Tell whether a date closes a clause that a saying follows: `fell yesterday, he said`.

    Parsers hang it on the saying, though the comma says otherwise.
    """
    saying, end = clause.head, words[-1].i + 1
    if clause.dep_ != "ccomp" or not clause.i < words[0].i < saying.i:
        return False
    return words.root.head.i == saying.i and words.doc[end].lower_ in (",", ",”", ',"')


def _is_bound(words: TokenSpan) -> bool:
    """Tell whether a date only bounds a time: `since 2011`, `by 3 May`; not `from 3 to 5 May`."""
    bounds, first = calendar().bounds, words[0].i
    if sum(token.text[0].isdigit() and token.shape_ != "dddd" for token in words) > 1:
        return False
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
    content_first = after and any(
        t.dep_ == "mark" or (is_verb(t) and _issued(t) is None) for t in between
    )
    goals, own = {t.i for t in cue}, {t.i for t in words}
    verb = cue.root
    if verb.dep_ == "conj" and words[0].i < verb.head.i:
        goals.add(verb.head.i)
    node = words.root
    for _ in range(_STEPS):
        if node.i in goals:
            return not content_first
        if _speaks(node, goals):
            return True
        issued = _issued(node)
        if issued is not None:
            node = issued
        elif is_verb(node) or node.head.i == node.i:
            return False
        if node.dep_ == "prep" and node.head.dep_ in SUBJECTS:
            # ", said General Silva on Monday": nobody is a general on Mondays only.
            return last < node.head.i < node.i and node.head.head.i in goals
        if node.dep_ not in _ADVERBIAL:
            return False
        dated = node.dep_ == "pobj" and node.i not in own
        if dated and node.lower_ not in calendar().occasions:
            return False
        node = node.head
    return False


def _speaks(node: Token, goals: set[int]) -> bool:
    """Tell whether a participle tells of the saying itself: `Speaking on Monday, he warned`."""
    if node.tag_ != "VBG" or node.lower_ not in calendar().speaking:
        return False
    head = node.head
    if node.dep_ == "acl" and head.dep_ in SUBJECTS:
        # ", said General Silva, speaking on Monday"
        return head.head.i in goals
    return node.dep_ == "advcl" and head.i in goals


def _issued(node: Token) -> Token | None:
    """Return what a participle says came out on a day: `a statement issued on Monday`."""
    words = calendar()
    if node.tag_ != "VBN" or node.lower_ not in words.issued or not node.i:
        return None
    # Of "in remarks broadcast Thursday" the parser may miss what was broadcast.
    noun = node.head if node.dep_ == "acl" else node.nbor(-1)
    if node.dep_ == "conj" and noun.lower_ == "and":
        # "a decree signed by the minister and published on Monday", wherever the parser hangs it
        before = node.doc[max(0, node.i - _STEPS) : node.i]
        acts = (t for t in before if t.dep_ == "acl" and t.lower_ in words.issued)
        noun = next((act.head for act in acts), noun)
    return noun if noun.lower_ in words.occasions and noun.i < node.i else None
