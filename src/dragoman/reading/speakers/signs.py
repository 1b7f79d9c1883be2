"""How an article names a state: by an organ of it, as the subject, as a place, as the other party.

`the Kestrelian cabinet` speaks at home, `Kestrel's soil` is its own, `with Kestrel` is opposed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.speakers import speaker_words

Sign = Literal[
    "inner",
    "organ",
    "officer",
    "ruler",
    "own",
    "wants",
    "topic",
    "place",
    "against",
    "abroad",
    "other",
]
"""How a state is named: by a body before which ministers speak at home, another organ of it, one
who holds an office there and acts, its leader, its own soil or promise, as wanting what somebody
says, as whom the article tells of, a place of the article, as the other party, by its embassy,
otherwise."""
_MODIFIERS = frozenset({"amod", "poss", "compound", "nmod"})
_AGAINST = frozenset({"against", "with", "to", "from", "between", "on"})
_HELD_IN = frozenset({"in", "at", "near", "from", "for"})
_STEPS = 4
"""Steps up the parse from an office to the subject that it stands in."""
_FOREIGN = frozenset({"mission", "military", "police"})
"""Kinds of institutions that are spoken of abroad more than at home."""


class Named(NamedTuple):
    """A state at a place where the article names it."""

    token: int
    country: Country
    sign: Sign


def named_state(marked: Marked, mark: Mark) -> Named | None:
    """Return the state that a mark names, itself or by its parliament."""
    country, body = mark.entry.country, mark.entry.body
    if body is not None and body.country and body.kind == "legislature":
        state = countries().by_iso3.get(body.country)
        return Named(mark.start, state, "inner") if state else None
    if country is None or body is not None or not country.iso3:
        return None
    return Named(mark.start, country, _sign(marked, mark))


def _sign(marked: Marked, mark: Mark) -> Sign:
    """Return what the words around a state's name make of it."""
    last = mark.end - 1
    dep, head = marked.dep[last], marked.head[last]
    if dep in _MODIFIERS or marked.possessive(mark.end):
        head = _noun_behind(marked, mark, head)
        sign = _of_noun(marked, head)
        if sign == "other" and marked.lower[mark.end] == "state":
            return "organ"  # `the Kestrelian state news agency`
        found = marked.covering.get(head)
        office = found.entry.office if found else None
        officer = office is not None and office.speaks_for == "state"
        if sign == "other" and dep == "poss" and not officer and _subject(marked, head):
            return _of_subject(marked, head, marked.head[head])
        return sign
    if dep == "pobj" and marked.lower[head] == "of":
        sign = _of_noun(marked, marked.head[head])
        return sign if sign in ("inner", "organ") else "other"
    if _may_be_place(mark) and _is_place(marked, mark):
        others = speaker_words().home["others"]
        if marked.lower[marked.head[head]] in others or marked.lower[mark.start - 2] in others:
            return "against"  # `his neighbour in Orm`
        return "inner" if _where_bodies_meet(marked, head) else "place"
    if _subject(marked, last):
        return _of_subject(marked, last, head)
    if dep in ("dobj", "iobj", "dative") or (dep == "pobj" and marked.lower[head] in _AGAINST):
        return "against"
    return "other"


def _of_subject(marked: Marked, state: int, verb: int) -> Sign:
    """Return the sign of a state that is the subject of a verb."""
    told = marked.dep[verb] in ("ccomp", "parataxis")
    if _promises(marked, state, verb) or (told and _denied(marked, verb)):
        return "own"
    if told and marked.lower[verb] in speaker_words().home["wants"]:
        return "wants"
    if marked.dep[verb] == "ROOT" and marked.lower[verb] in speaker_words().home["accuses"]:
        return "organ"  # `Kestrel protested`: its ministers are those who speak of it
    if marked.lower[verb] in speaker_words().home["attacks"]:
        return "other"
    joined = any(child.dep_ == "conj" for child in marked.document.doc[state].children)
    return "topic" if marked.dep[verb] in ("ROOT", "advcl") and not joined else "other"


def _subject(marked: Marked, at: int) -> bool:
    return marked.dep[at] in ("nsubj", "nsubjpass")


def _denied(marked: Marked, verb: int) -> bool:
    """Return whether somebody denies a clause: `denied that Kestrel had offered a pause`."""
    return marked.lower[marked.head[verb]] in speaker_words().home["denies"]


def _where_bodies_meet(marked: Marked, preposition: int) -> bool:
    """Return whether a place is that of a body that meets at home: `a cabinet meeting in Orm`."""
    noun, inner = marked.head[preposition], speaker_words().home["inner"]
    return marked.lower[noun] in inner or (noun > 0 and marked.lower[noun - 1] in inner)


def _promises(marked: Marked, state: int, verb: int) -> bool:
    """Return whether a speaker says what a state will do or not: `that Kestrel would not sign`."""
    if marked.dep[verb] not in ("ccomp", "parataxis"):
        return False
    modal = any(marked.lower[i] in ("will", "would") for i in range(state + 1, verb))
    return modal and marked.lower[verb] in speaker_words().home["promises"]


def _may_be_place(mark: Mark) -> bool:
    """Return whether a name is a capital's, or that of a state and of its capital: `Djibouti`."""
    country = mark.entry.country
    if mark.entry.sense != "name" or country is None:
        return mark.entry.sense in ("metonym", "capital")
    return not {country.name, f"{country.name} City"}.isdisjoint(country.capitals)


def _is_place(marked: Marked, mark: Mark) -> bool:
    before, opens = mark.start - 1, mark.start == 0
    opens = opens or marked.sentence[before] != marked.sentence[mark.start]
    dateline = opens and marked.text[mark.end : mark.end + 1] in ([","], ["-"], ["—"], ["–"], ["("])
    return dateline or marked.lower[before] in _HELD_IN


def _noun_behind(marked: Marked, mark: Mark, head: int) -> int:
    """Return the noun that a state's name stands before, where the parse has none.

    Of `Kestrel's parliament votes` it may make `votes` the noun.
    """
    behind = mark.end + 1 if marked.possessive(mark.end) else mark.end
    found = marked.covering.get(behind)
    if (
        found is None
        or found.end - 1 == head
        or not (found.entry.institution or found.entry.office)
    ):
        return head
    following = marked.covering.get(found.end)
    return head if following is not None and head < following.end else found.end - 1


def _of_noun(marked: Marked, noun: int) -> Sign:
    """Return the sign of a noun that a state's name belongs to."""
    words = speaker_words().home
    if marked.lower[noun] in words["own"]:
        return "own" if not _is_opposed(marked, noun) or _complained(marked, noun) else "against"
    found = marked.covering.get(noun)
    if found is None:
        return "other"
    if found.entry.noun("media"):
        return "place"
    whole = marked.words(Run(found.start, found.end)).lower()
    if whole in words["inner"]:
        return "inner"
    if found.entry.office is not None:
        return _of_officer(marked, found)
    institution = found.entry.institution
    if institution is None or institution.sort != "government":
        return "other"
    if marked.lower[noun] in ("delegation", "team") and _subject(marked, noun):
        return "topic" if marked.dep[marked.head[noun]] == "ROOT" else "other"
    if institution.kind in _FOREIGN:
        return "abroad" if institution.kind == "mission" else "other"
    if institution.kind == "legislature":
        return "inner"
    if institution.kind == "court":
        return "against" if _is_opposed(marked, noun) else "inner"
    return "against" if _is_opposed(marked, noun) else "organ"


def _of_officer(marked: Marked, office: Mark) -> Sign:
    """Return the sign of a state before an office: of one who acts there, or who has come."""
    words, held = speaker_words().home, office.entry.office
    assert held is not None
    noun = office.end - 1
    name = marked.head[noun] if marked.dep[noun] == "compound" else noun
    if held.kind in words["sent"]:
        return "against" if _is_opposed(marked, name) else "other"
    if held.kind == "leader":
        return "ruler"
    if held.kind not in words["offices"]:
        return "other"
    if _is_opposed(marked, name):
        return "against"
    return "officer" if _acts(marked, name) else "other"


def _acts(marked: Marked, name: int) -> bool:
    """Return whether a name or office is the subject of a sentence, not joined to another."""
    for _ in range(_STEPS):
        if _subject(marked, name):
            return True
        if marked.dep[name] not in ("appos", "compound", "nmod", "poss"):
            return False
        name = marked.head[name]
    return False


def _complained(marked: Marked, noun: int) -> bool:
    """Return whether somebody complains of what is done to a thing: `accused them of ...`."""
    start = marked.back(noun, 0)
    return any(marked.lower[at] in speaker_words().home["accuses"] for at in range(start, noun))


def _is_opposed(marked: Marked, noun: int) -> bool:
    """Return whether a noun is what somebody acts on or turns to."""
    dep, head = marked.dep[noun], marked.head[noun]
    against = dep == "pobj" and marked.lower[head] in _AGAINST
    return against or dep in ("dobj", "iobj", "dative")
