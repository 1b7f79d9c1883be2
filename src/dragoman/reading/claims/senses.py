"""Whether a verb tells an act here: one sees a minister at a meeting, and a chance in a plan."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.syntax import SUBJECTS
from dragoman.vocabulary.accounts import WEAK, account_words, word_unit
from dragoman.vocabulary.matters import stem

_WITH = frozenset({"with", "to", "between", "by", "among"})
_TROOPS = frozenset({"troops", f"{WEAK}troops"})
_STAYED = frozenset({"leave", "attend"})
_PLACING = frozenset(
    {"in", "at", "on", "inside", "near", "along", "within", "around", "outside", "behind", "under"}
)
_THERE = frozenset({"there", "here", "behind", "put", "on"})
_PRONOUNS = frozenset({"him", "her", "them", "us", "me", "each", "nobody", "anybody", "anyone"})


def fits(verb: Token, act: str, told: bool) -> bool:
    """Return whether a verb that no other word goes with tells an act (or its contrary)."""
    words = account_words()
    lower = verb.lower_
    if act == "meet" and lower in words.of_persons:
        return _with_persons(verb)
    if act == "attend" and lower in words.with_occasion:
        occasion = any(token.lower_ in words.occasions for token in verb.subtree)
        return occasion and not (told and _is_habit(verb))
    if act == "release" and any(c.lower_ in words.published for c in verb.children):
        return False
    if act in _STAYED and not told and lower in words.staying:
        return _in_place(verb)
    if act == "leave" and lower in words.of_troops:
        return any(c.dep_ in SUBJECTS and word_unit(c.lower_) in _TROOPS for c in verb.children)
    if told and act not in words.present:
        return not _is_habit(verb)
    return True


def _in_place(verb: Token) -> bool:
    """Tell whether something stays somewhere: not `remains determined`, `in a tight race`."""
    if any(c.dep_ in ("acomp", "attr", "xcomp", "oprd") for c in verb.children):
        return False
    classes = account_words().classes
    for below in verb.children:
        if below.lower_ in _PLACING:
            for noun in below.children:
                unit = word_unit(noun.lower_).removeprefix(WEAK)
                if noun.tag_ in ("NNP", "NNPS") or "places" in classes.get(unit, ()):
                    return True
        elif below.lower_ in _THERE:
            return True
    return not any(c.dep_ == "prep" for c in verb.children)


def of_anyone(verb: Token) -> bool:
    """Return whether a clause tells of nobody in particular: `you pay your taxes`."""
    anyone = account_words().anyone
    return any(
        c.lower_ in anyone and c.dep_ in SUBJECTS and not any(c.children) for c in verb.children
    )


def _with_persons(verb: Token) -> bool:
    """Tell whether somebody sees or speaks to a person, or several do so together."""
    for below in verb.children:
        if below.dep_ in ("dobj", "nsubjpass") and _is_person(below):
            return not any(c.lower_ == "as" for c in verb.children)
        if below.lower_ in _WITH and any(_is_person(g) for g in below.children):
            return True
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or passive or any(c.dep_ == "dobj" for c in verb.children):
        return False
    return subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)


def _is_person(noun: Token) -> bool:
    lower = noun.lower_
    if noun.tag_ in ("NNP", "NNPS") or lower in _PRONOUNS:
        return True
    if stem(lower) in account_words().weak:
        return True
    return any(c.dep_ == "prep" and any(map(_is_person, c.children)) for c in noun.children)


def _is_habit(verb: Token) -> bool:
    """Tell whether a verb stands in the simple present: `people see things`."""
    if verb.tag_ not in ("VBZ", "VBP"):
        return False
    return not any(
        c.dep_ in ("aux", "auxpass") or c.lower_ in ("still", "yet") for c in verb.children
    )
