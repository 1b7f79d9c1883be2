"""Numbers as they are told: `some 5,000 people` may be a few more or less, `more than 20` is 23."""

from __future__ import annotations

import re

from spacy.tokens import Token

from dragoman.records import Quantity
from dragoman.vocabulary.accounts import account_words, word_unit
from dragoman.vocabulary.tellings import telling_words

MOST = 1e15
"""Where a number has no upper end."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SIGNS = {"%": "percent", "$": "dollar", "€": "euro", "£": "pound"}
_ORDINAL = frozenset({"second", "third", "fourth", "fifth"})
_UNITS = {"one": 1}
_PERSONS = frozenset(
    [
        "people",
        "persons",
        "men",
        "women",
        "civilians",
        "dead",
        "lives",
        "life",
        "victims",
        "fatalities",
        "marchers",
        "demonstrators",
        "protesters",
        "participants",
    ]
)
_WORDS_BEFORE = 3


def quantity(number: Token, counted: Token | None) -> Quantity | None:
    """Return a number with what it counts; None for one that is no amount, such as a year."""
    words = _run(number)
    value = _value([w.lower_ for w in words])
    if value is None:
        return None
    last = words[-1]
    if counted is None or _is_number(counted):
        counted = last.head if last.head.tag_[:2] == "NN" else None
    of = _unit(last, counted)
    if not of or (of == "year" and value > 1000):
        return None
    least, most = _range(value, _before(words[0]))
    return Quantity(least, most, of)


def quantity_of(value: float, counted: Token) -> Quantity:
    """Return a number that no figure tells: `a single vessel`."""
    return Quantity(value, value, _counted(counted))


def vague(noun: Token) -> Quantity | None:
    """Return what `dozens of people` or `tens of thousands of refugees` amount to."""
    listed = account_words().vague
    if noun.lower_ not in listed:
        return None
    low, high = listed[noun.lower_]
    node = noun
    for _ in range(2):
        of = next((c for c in node.children if c.lower_ == "of"), None)
        below = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        if below is None:
            break
        phrase = f"{node.lower_} of {below.lower_}"
        if phrase in listed:
            low, high = listed[phrase]
        elif below.lower_ not in listed:
            return Quantity(low, high, _counted(below))
        node = below
    return None


def _run(number: Token) -> list[Token]:
    """Return the number's words in a row: `3.2 billion`, `two hundred and ten`."""
    doc, first, last = number.doc, number.i, number.i
    while first > 0 and _goes_on(doc[first - 1]):
        first -= 1
    while last + 1 < len(doc) and _goes_on(doc[last + 1]):
        last += 1
    return [token for token in doc[first : last + 1] if token.text != "-"]


def _goes_on(token: Token) -> bool:
    """Tell whether a number goes on with a token: `forty-one` is three of them."""
    if token.text != "-" or not 0 < token.i < len(token.doc) - 1:
        return _is_number(token)
    return _is_number(token.nbor(-1)) and _is_number(token.nbor(1))


def _is_number(token: Token) -> bool:
    known = telling_words()
    lower = token.lower_
    if lower in known.multiples or _DIGITS.fullmatch(token.text):
        return True
    if lower == "one":
        return token.tag_ == "CD"
    return lower.partition("-")[0] in known.numbers and lower not in _ORDINAL


def _value(words: list[str]) -> float | None:
    known = telling_words()
    total, part = 0.0, None
    for word in words:
        if word in known.multiples:
            part = (1.0 if part is None else part) * known.multiples[word]
            if known.multiples[word] >= 1000:
                total, part = total + part, None
            continue
        if _DIGITS.fullmatch(word):
            value = float(word.replace(",", ""))
        else:
            value = float(sum(_UNITS.get(p) or known.numbers.get(p, 0) for p in word.split("-")))
        part = value if part is None else part + value
    found = total + (part or 0.0)
    return found or None


def _unit(last: Token, counted: Token | None) -> str:
    doc = last.doc
    following = doc[last.i + 1].lower_ if last.i + 1 < len(doc) else ""
    after = doc[last.i + 2].lower_ if last.i + 2 < len(doc) else ""
    if following in ("percent", "%", "pct") or (following == "per" and after == "cent"):
        return "percent"
    before = doc[last.i - 1].text if last.i else ""
    if before in _SIGNS:
        return _SIGNS[before]
    return _counted(counted) if counted is not None else ""


def _counted(noun: Token) -> str:
    if noun.lower_ in _PERSONS:
        return "person"
    return word_unit(noun.lower_) or noun.lower_.removesuffix("s")


def _before(first: Token) -> str:
    start = max(first.sent.start, first.i - _WORDS_BEFORE)
    # "handed over 120" tells of no more than 120
    return " ".join(t.lower_ for t in first.doc[start : first.i] if t.dep_ != "prt")


def _range(value: float, before: str) -> tuple[float, float]:
    words = account_words()

    def told(phrases: frozenset[str]) -> bool:
        return any(f" {before} ".endswith(f" {phrase} ") for phrase in phrases)

    if told(words.most):
        return 0.0, value
    if told(words.least):
        return value, MOST
    if told(words.about):
        return value * (1 - words.about_share), value * (1 + words.about_share)
    return value, value
