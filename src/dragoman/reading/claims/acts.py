"""Which act a clause tells of: by its verb, a noun that a light verb carries, or a state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from dragoman.reading.claims.parts import words_below
from dragoman.reading.claims.senses import fits, of_anyone
from dragoman.reading.tense import BE
from dragoman.vocabulary.accounts import (
    NAME,
    Sense,
    account_words,
    marked,
    marks,
    spelled,
    word_unit,
)
from dragoman.vocabulary.inflection import base_form

_STAYING = frozenset({"remain", "remains", "remained", "stay", "stays", "stayed", "keep", "kept"})
_SIGNS = {"nsubj": "<", "dobj": ">", "nsubjpass": ">"}
_PERSONS = frozenset({"him", "her", "them", "us", "me", "he", "she", "they", "we"})
_HOLDING = frozenset({"hold", "holds", "held", "holding"})
_PLACED = frozenset({"in", "at", "on", "behind", "inside", "under"})
_LOOSE = frozenset({"to", "of", "for", "at"})


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts that a clause tells, as claims have them.

    `by` are the units of the noun that tells it, `state` is set where the clause tells how
    things are, not what was done.
    """

    told: tuple[str, ...] = ()
    by: frozenset[str] = frozenset()
    state: bool = False
    listed: bool = True
    denied: bool = False
    reckoned: bool = False


_NONE = Acts()
_AMOUNT = Acts(("amount+",))


def acts_of(verb: Token, nouns: Iterable[Token]) -> Acts:
    """Return the acts that the clause of a verb tells; none for mere being."""
    words = account_words()
    lower = verb.lower_
    if of_anyone(verb):
        return _NONE
    staying = lower in BE or lower in _STAYING
    if staying:
        found = _state(verb)
        if found.told:
            return found
    if lower in words.denying:
        found = _carried(verb, (n for n in nouns if n.dep_ == "dobj"))
        return replace(found, denied=True) if found.told else _NONE
    nouns = tuple(nouns)
    below = words_below(verb)
    there = any(c.dep_ == "expl" and c.lower_ == "there" for c in verb.children)
    occurs = (lower in BE and there) or any(
        (not rest or rest in below) and (lower not in BE or "held" in below)
        for rest in _occurring().get(lower, ())
    )
    if lower in words.reckoning and "at" in below:
        found = _reckoned(verb)
        if found.told:
            return found
    if (lower in BE or lower in words.amounting) and _of_amount(nouns):
        return _AMOUNT
    if lower in words.light or occurs:
        found = _carried(verb, nouns)
        if found.told:
            return replace(found, state=there)
    if lower in BE:
        return _NONE
    return _by_verb(verb, nouns, below)


def _by_verb(verb: Token, nouns: Sequence[Token], below: set[str]) -> Acts:
    """Return the acts that a verb itself tells, with the words below it."""
    words = account_words()
    lower = verb.lower_
    if lower in words.failing and any(c.dep_ == "xcomp" for c in verb.children):
        return _NONE
    phrases, bare = _senses(verb, nouns, below)
    # "kept the truce to the letter" is no keeping to anything
    loose = all(rest in _LOOSE for rest, _ in phrases)
    senses = [sense for _, sense in phrases] + (bare if loose else [])
    if not senses:
        if lower in words.attitudes:
            return _NONE
        base = base_form(lower)
        return Acts((f"{base}+",), listed=False) if base.isalpha() else _NONE
    if not phrases:
        senses = [(name, yes) for name, yes in senses if fits(verb, name, yes)]
        if not senses:
            return _NONE
    told = tuple(dict.fromkeys(f"{name}{'+' if yes else '-'}" for name, yes in senses))
    listed = words.verbs.get(lower, ()) if phrases else ()
    by = {word_unit(w) for rest, _ in listed for w in spelled(rest)} | _named_again(told, nouns)
    return Acts(told, frozenset(by), state=lower in _STAYING and not phrases)


def _senses(
    verb: Token, nouns: Sequence[Token], below: set[str]
) -> tuple[list[tuple[str, Sense]], list[Sense]]:
    """Return the phrases that a verb makes with the words below it, and what it tells alone."""
    listed = account_words().verbs.get(verb.lower_, ())
    if any(marked(rest) for rest, _ in listed):
        below |= _marked(verb, nouns)
    fitting = [(rest, sense) for rest, sense in listed if below.issuperset(rest.split())]
    phrases = [(rest, sense) for rest, sense in fitting if spelled(rest)]
    parted = {c.lower_ for c in verb.children if c.dep_ == "prt"}
    if any(parted.intersection(spelled(rest)) for rest, _ in phrases):
        # "called off for lack of votes" is no calling for
        phrases = [one for one in phrases if parted.intersection(spelled(one[0]))]
    return phrases, [sense for rest, sense in fitting if not spelled(rest)]


def _marked(verb: Token, nouns: Iterable[Token]) -> set[str]:
    """Return what does it and to what it is done, as phrases of the vocabulary have them."""
    found: set[str] = set()
    for noun in nouns:
        sign = _SIGNS.get(noun.dep_)
        if sign is not None and noun.head.i == verb.i:
            name = noun.tag_ in ("NNP", "NNPS")
            found.update(marks(sign, NAME if name else word_unit(noun.lower_) or noun.lower_))
    for below in verb.children:
        if below.dep_ in _SIGNS and below.lower_ in _PERSONS:
            found.update(marks(_SIGNS[below.dep_], NAME))
    return found


@cache
def _occurring() -> dict[str, list[str]]:
    """Return the verbs of happening with what must stand below each: `take place`."""
    found: dict[str, list[str]] = {}
    for phrase in account_words().occurring:
        verb, _, rest = phrase.partition(" ")
        found.setdefault(verb, []).append(rest)
    return found


def _state(verb: Token) -> Acts:
    """Return what somebody's being somewhere or somehow tells: `remains in custody`."""
    words = account_words()
    told: list[str] = []
    by: set[str] = set()
    for place, word in _complements(verb):
        by |= {word_unit(word.lower_)} if word.lower_ in words.states else set()
        told += [f"{name}{'+' if yes else '-'}" for name, yes in words.states.get(word.lower_, ())]
        if place in ("at", "in") and word.lower_ in words.occasions and verb.lower_ in BE:
            told.append("attend+")
        elif place in ("at", "in", "on") and not told and _is_still(verb) and not _is_off(verb):
            told.append("leave-")
    return Acts(tuple(dict.fromkeys(told)), frozenset(by), state=True)


def _is_still(verb: Token) -> bool:
    """Tell whether something is where it was: `tanks are still in the town`."""
    return verb.lower_ in _STAYING or any(c.lower_ == "still" for c in verb.children)


def _is_off(verb: Token) -> bool:
    """Tell whether somebody stays away: `stayed out of the talks`."""
    return any(c.lower_ in ("away", "out", "clear") for c in verb.children)


def _complements(verb: Token) -> Iterator[tuple[str, Token]]:
    for below in verb.children:
        if below.dep_ in ("acomp", "attr", "oprd", "advmod"):
            if any(c.dep_ == "xcomp" for c in below.children):
                continue  # "free to go" is not yet free
            yield "", below
            for conj in below.children:
                if conj.dep_ == "prep":
                    yield from (("", g) for g in conj.children if g.dep_ == "pobj")
        elif below.dep_ == "prep" and below.lower_ in _PLACED:
            yield from ((below.lower_, g) for g in below.children if g.dep_ in ("pobj", "pcomp"))


def _hyphened(noun: Token) -> str:
    """Return a noun with what a hyphen joins to it: `pull-out` is three tokens."""
    doc, i = noun.doc, noun.i
    if i > 1 and doc[i - 1].text == "-":
        return f"{doc[i - 2].lower_}-{noun.lower_}"
    if i + 2 < len(doc) and doc[i + 1].text == "-":
        return f"{noun.lower_}-{doc[i + 2].lower_}"
    return ""


def _named_again(told: Iterable[str], nouns: Iterable[Token]) -> set[str]:
    """Return the units of nouns that name the act once more: `refused them entry`."""
    names, listed = {act[:-1] for act in told}, account_words().nouns
    return {
        word_unit(noun.lower_)
        for noun in nouns
        if noun.dep_ in ("dobj", "nsubjpass") and not names.isdisjoint(listed.get(noun.lower_, ()))
    }


def _reckoned(verb: Token) -> Acts:
    """Return the act of which a number is told: `put the number of dead at 12`."""
    top = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if top is None:
        return _NONE
    listed = account_words().nouns
    named = [token for token in top.subtree if token.lower_ in listed]
    if top.lower_ in account_words().amounts and not named:
        return Acts(("amount+",), reckoned=True)
    told = ["amount+"] if top.lower_ in account_words().amounts else []
    told += [f"{name}+" for token in named for name in listed[token.lower_]]
    return Acts(tuple(dict.fromkeys(told)), reckoned=True)


def implied(told: Iterable[str]) -> tuple[str, ...]:
    """Return acts that were done with those that are done by them: who shoots attacks."""
    acts = account_words().acts
    found = dict.fromkeys(told)
    for act in tuple(found):
        known = acts.get(act[:-1])
        if known is not None and act[-1] == "+":
            found |= dict.fromkeys(f"{name}+" for name in known.implies)
    return tuple(found)


def _of_amount(nouns: Iterable[Token]) -> bool:
    """Tell whether the subject of a clause is a number: `the price was $310`."""
    words = account_words()
    return any(n.dep_ == "nsubj" and n.lower_ in words.amounts for n in nouns)


def _is_told_by(verb: Token) -> bool:
    """Tell whether a verb itself tells what its subject does: `reached them`, `is holding`."""
    if verb.lower_ in _HOLDING:
        return True
    listed = any(not spelled(rest) for rest, _ in account_words().verbs.get(verb.lower_, ()))
    return listed and any(c.dep_ == "dobj" and c.lower_ != "place" for c in verb.children)


def _carried(verb: Token, nouns: Iterable[Token]) -> Acts:
    """Return the act that a noun tells beside a verb that says little: `gave its consent`."""
    listed = account_words().nouns
    told: list[str] = []
    by: set[str] = set()
    for noun in nouns:
        if noun.head.i != verb.i:
            continue
        if noun.dep_ not in ("dobj", "nsubjpass", "attr", "nsubj"):
            continue
        if noun.dep_ == "nsubj" and _is_told_by(verb):
            continue  # "the aid reached them", "the truce is holding"
        before = f"{noun.nbor(-1).lower_} {noun.lower_}" if noun.i else ""
        names = listed.get(before) or listed.get(_hyphened(noun)) or listed.get(noun.lower_, ())
        told += [f"{name}+" for name in names]
        if names:
            by.add(word_unit(noun.lower_))
        if before in listed:
            by.add(word_unit(before.partition(" ")[0]))
    return Acts(tuple(dict.fromkeys(told)), frozenset(by))
