"""The parts of a clause as units of words: who does it, to whom or what, where and with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.article import Span
from dragoman.reading.claims.quantities import quantity, quantity_of, vague
from dragoman.reading.claims.standing import opener
from dragoman.reading.syntax import SUBJECTS, agent, child, is_passive, subject
from dragoman.records import Quantity
from dragoman.vocabulary.accounts import (
    NAME,
    SELF,
    WEAK,
    account_words,
    name_unit,
    ordinal_unit,
    says_little,
    word_unit,
)
from dragoman.vocabulary.matters import stem
from dragoman.vocabulary.tellings import telling_words

THIRD = f"{SELF}3"
"""The unit of a pronoun that may mean the speaker, as `SELF` is that of one that does."""

_AROUND = ("prep", "acomp", "npadvmod", "advmod", "xcomp", "pcomp", "prt", "ccomp")
_LEAVE = frozenset({"relcl", "punct", "advcl", "ccomp", "mark", "parataxis"})
_FIRST = frozenset({"i", "we", "our", "us", "my", "me", "ours"})
_THIRD = frozenset({"he", "she", "his", "her", "its", "him"})
_NAMED = frozenset({"NORP", "GPE", "PERSON", "ORG", "LOC", "FAC"})
_ADJECTIVES = ("ian", "ean", "ese", "i")
"""Endings of adjectives of a state; a word that opens a sentence has its capital anyway."""
_COUNTING = frozenset({"nummod", "compound"})
_AMOUNTS = frozenset({"pobj", "dobj", "attr", "nsubj", "nsubjpass"})
_CARRYING = frozenset({"prep", "prt", "dobj", "ccomp", "xcomp"})
_CAPITAL = ("NNP", "NNPS", "JJ", "NN", "NNS")


@dataclass(frozen=True, slots=True)
class Parts:
    """The units of a clause and its numbers."""

    doers: tuple[str, ...]
    objects: tuple[str, ...]
    around: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Tops:
    """What hangs right under a verb, by its part in the clause."""

    doers: list[Token]
    objects: list[Token]
    around: list[Token]
    nouns: tuple[Token, ...]


def tops(verb: Token) -> Tops:
    """Return the words under which the parts of a verb's clause hang."""
    doer, done = _agents(verb, is_passive(verb))
    around: list[Token] = []
    for below in verb.children:
        if below in done or below in doer or below.lower_ == "according" or below.dep_ == "agent":
            continue
        if below.dep_ in ("dobj", "dative", "attr", "oprd"):
            done.append(below)
        elif below.dep_ in _AROUND:
            if below.dep_ == "ccomp" and below.i < verb.i:
                continue
            around.append(below)
    return Tops(doer, done, around, tuple(_heads([*doer, *done, *around])))


def parts(
    top: Tops, start: int, within: Sequence[Span] = (), without: Token | None = None
) -> Parts:
    """Return the parts of a verb's clause, in a sentence that starts with the token `start`.

    What stands outside the spans `within`, if there are any, or hangs on `without`, is none.
    """
    words = [
        [t for one in some for t in _below(one, without) if _inside(t, within)]
        for some in (top.doers, top.objects, top.around)
    ]
    every = [token for some in words for token in some]
    return Parts(
        doers=_units(words[0], start),
        objects=_units(words[1], start),
        around=_units(words[2], start),
        quantities=tuple(_quantities(every)),
        tokens=tuple(every),
    )


def _agents(verb: Token, passive: bool) -> tuple[list[Token], list[Token]]:
    """Return who does it and what is done to in a clause, as far as grammar tells both."""
    # A main clause that has no subject of its own ("there are no talks") borrows none.
    own = verb.dep_ in ("ccomp", "parataxis", "ROOT")
    first = child(verb, *SUBJECTS) if own else subject(verb)
    if passive:
        by = agent(verb)
        return ([by] if by is not None else []), ([first] if first is not None else [])
    if first is not None and first.lower_ in ("it", "that", "which", "who"):
        cleft = _cleft(verb)
        if cleft is not None:
            return [cleft], []
        if verb.dep_ == "relcl":
            return [verb.head], []
    first = opener(verb) or first
    return ([first] if first is not None and first.lower_ != "there" else []), []


def _cleft(verb: Token) -> Token | None:
    """Return who is meant by `it was X that did it`."""
    if verb.dep_ not in ("relcl", "ccomp", "advcl"):
        return None
    noun = verb.head if verb.dep_ == "relcl" else None
    be = noun.head if noun is not None else verb.head
    if not any(c.lower_ == "it" for c in be.children if c.dep_ in ("nsubj", "expl")):
        return None
    if noun is not None:
        return noun
    return next((c for c in be.children if c.dep_ == "attr"), None)


def _heads(tops: Iterable[Token]) -> Iterator[Token]:
    for top in tops:
        if top.tag_[:2] == "NN":
            yield top
        for below in top.children:
            if (top.dep_ == "prep" and below.dep_ == "pobj") or (
                below.dep_ == "conj" and below.tag_[:2] == "NN"
            ):
                yield below


def _inside(token: Token, within: Sequence[Span]) -> bool:
    return not within or any(start <= token.idx < end for start, end in within)


def _below(token: Token, without: Token | None) -> Iterator[Token]:
    """Yield a word and what hangs on it, clauses left out, in the order of the parse."""
    yield token
    for other in token.children:
        if other == without:
            continue
        if other.dep_ in _LEAVE and not (token.dep_ == "xcomp" and other.dep_ == "ccomp"):
            continue
        yield from _below(other, without)


def _units(tokens: Iterable[Token], start: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(unit for token in tokens for unit in _unit(token, start)))


def _unit(token: Token, start: int) -> Iterator[str]:
    lower = token.lower_
    if lower in _FIRST:
        yield SELF
    elif lower in _THIRD and token.tag_ in ("PRP", "PRP$"):
        yield THIRD
    elif _is_name(token, start) and account_words().alike.get(stem(lower)) is None:
        for word in token.text.split("-"):
            unit = name_unit(word)
            if says_little(word.lower()):
                unit = word_unit(word.lower())
            if len(unit) > len(NAME) + 1:
                yield unit
    elif token.dep_ == "amod" and ordinal_unit(lower):
        yield ordinal_unit(lower)
    elif token.tag_[:2] in ("NN", "JJ", "VB", "RB") and token.text[0].isalpha():
        unit = word_unit(lower)
        if len(unit) > 1:
            describes = token.tag_[:2] != "NN" and lower not in account_words().apart
            yield WEAK + unit if describes and unit[0] != WEAK else unit


def _is_name(token: Token, start: int) -> bool:
    if not token.text[:1].isupper() or token.tag_ not in _CAPITAL:
        return False
    first = token.i <= start + 1 and (token.i == start or not token.nbor(-1).is_alpha)
    if first and token.lower_ in account_words().heads:
        return False
    if not first or token.tag_ in ("NNP", "NNPS") or token.ent_type_ in _NAMED:
        return True
    return token.tag_ == "JJ" and token.lower_.endswith(_ADJECTIVES)


def _quantities(tokens: Iterable[Token]) -> Iterator[Quantity]:
    seen: set[int] = set()
    for token in tokens:
        if token.tag_ != "CD":
            found = _uncounted(token)
        elif token.i in seen or token.ent_type_ == "ORDINAL" or _in_date(token):
            found = None
        elif token.dep_ in _COUNTING or token.dep_ in _AMOUNTS:
            found = _amount(token)
            seen |= set(range(token.i - 3, token.i + 3)) if found else set()
        else:
            found = None
        if found is not None:
            yield found


def _uncounted(token: Token) -> Quantity | None:
    """Return the number that a word which is none amounts to: `dozens`, `a fifth`, `a single`."""
    words = account_words()
    lower = token.lower_
    if lower in words.vague:
        return vague(token)
    if lower in words.parts and any(c.lower_ == "of" for c in token.children):
        value = words.parts[lower]
        return Quantity(value * (1 - words.few), value * (1 + words.few), "percent")
    if lower in ("single", "lone", "sole") and token.dep_ == "amod" and token.head.tag_ == "NN":
        return quantity_of(1, token.head)
    return None


def _amount(number: Token) -> Quantity | None:
    if number.dep_ in _COUNTING:
        counted: Token | None = number.head
    else:
        below = (g for c in number.children if c.lower_ == "of" for g in c.children)
        counted = next(below, None) or _reckoned(number)
    if counted is not None and counted.lower_ in telling_words().calendar:
        return None
    return quantity(number, counted)


def _reckoned(number: Token) -> Token | None:
    """Return what a number is put at: `put the number of marchers at 8,000`."""
    verb = number.head.head
    if number.head.lower_ != "at" or verb.lower_ not in account_words().reckoning:
        return None
    top = child(verb, "dobj", "nsubjpass")
    of = child(top, "prep") if top is not None else None
    return child(of, "pobj") if of is not None and of.lower_ == "of" else top


def _in_date(token: Token) -> bool:
    """Tell whether a number is one of a date: `3 May`, `two years`; not `forty-one soldiers`."""
    if token.ent_type_ not in ("DATE", "TIME"):
        return False
    noun = token
    while noun.tag_ in ("CD", "HYPH") and noun.head.i != noun.i:
        noun = noun.head
    return noun.ent_type_ in ("DATE", "TIME") or noun.tag_[:2] != "NN"


def words_below(verb: Token) -> set[str]:
    """Return the lower-cased words that stand right under a verb or under its prepositions.

    A preposition of time goes with no verb (`fired on Tuesday` is no firing on anybody), and
    `up` only without a noun of its own (`got it up his sleeve`).
    """
    calendar = telling_words().calendar
    found: set[str] = set()
    for below in verb.children:
        under = [g.lower_ for g in below.children if g.lower_ != "up" or g.dep_ != "prep"]
        under = under if below.dep_ in _CARRYING else []
        if below.dep_ == "prep" and (below.lower_ == "up" or any(w in calendar for w in under)):
            continue
        found |= {below.lower_, *under}
    return found


def whole_or_growing(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the words that make a number one of a whole, or one that grew."""
    words = account_words()
    return tuple(dict.fromkeys(t.lower_ for t in tokens if t.lower_ in words.whole | words.growing))
