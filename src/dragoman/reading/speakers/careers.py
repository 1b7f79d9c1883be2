"""What an article says that a person leads, has become or has left, in the clause of the name.

`Vale, who heads the Kestrelian team`, `Vale took office as foreign minister`, `Vale was sacked`.
"""

from __future__ import annotations

from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.phrases import is_date
from dragoman.vocabulary.speakers import speaker_words

_STOPS = frozenset(
    {",", ";", ":", "—", "–", "(", ")", '"', "“", "”", ".", "and", "but", "or", "so"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "appos"})
_PASSIVE = frozenset({"was", "were", "is", "been", "being", "be", "got"})
_ALIAS = (["alias"], ["aka"], ["nicknamed"], ["called"], ["known"])
_WITHIN = 24
"""Tokens behind a name in which its verb is looked for."""
_LONGEST = 16


def leading(marked: Marked, name: Run) -> Run | None:
    """Return what a person is said to lead: `the Kestrelian team` of `Vale, who heads ...`."""
    career = speaker_words().career
    for at in _verbs(marked, name):
        if marked.lower[at] in career["acts_for"] and marked.lower[at + 1 : at + 2] == ["for"]:
            return _phrase(marked, at + 2)
        if marked.lower[at] in career["leads"] and marked.tag[at][:2] == "VB":
            passive = marked.lower[at - 1] in _PASSIVE
            return None if passive else _phrase(marked, at + 1)
    return _speaking_for(marked, name)


def advising(marked: Marked, name: Run) -> Run | None:
    """Return whom a person is said to advise: `Vale, who advises Kestrel's president`."""
    for at in _verbs(marked, name):
        if marked.lower[at] in speaker_words().career["advises"] and marked.tag[at] == "VBZ":
            return _phrase(marked, at + 1)
    return None


def behind_alias(marked: Marked, name: Run) -> int:
    """Return the token behind a name, and behind another one in commas: `Vale, alias Kestrel,`."""
    at = name.end
    if marked.text[at : at + 1] == [","] and marked.lower[at + 1 : at + 2] in _ALIAS:
        closing = next(
            (i for i in range(at + 2, at + 8) if marked.text[i : i + 1] == [","]), at - 1
        )
        return closing + 1
    return at


def _speaking_for(marked: Marked, name: Run) -> Run | None:
    """Return for whom one acts in `Speaking for the Kestrelian mission, Vale said`."""
    comma = name.start - 1
    start = marked.document.sentences[marked.sentence[name.start]].start
    career = speaker_words().career
    acting = marked.lower[start] in career["acts_for"] and marked.lower[start + 1] == "for"
    leads = marked.lower[start] in career["leads"] and marked.tag[start] == "VBG"
    named = marked.covering.get(start + 1) if marked.lower[start] == "for" else None
    state = named is not None and named.entry.country is not None and named.end == comma
    if comma <= start or not (acting or leads or state):
        return None
    run = _phrase(marked, start + 1 + acting)
    return run if run is not None and run.end == comma and marked.text[comma] == "," else None


def served_as(marked: Marked, name: Run) -> Run | None:
    """Return the office that a person is said to have held: `served as envoy until 2010`."""
    served = speaker_words().career["serves"]
    for at in _verbs(marked, name):
        if marked.lower[at] in served and marked.tag[at] in ("VBD", "VBN"):
            return _behind_as(marked, at, bare=False)
    return None


def taken_up(marked: Marked, name: Run) -> Run | None:
    """Return the office that a person is said to have come into, as a noun phrase."""
    career = speaker_words().career
    for at in _verbs(marked, name):
        word, tag = marked.lower[at], marked.tag[at]
        if word in career["serves"] and tag == "VBZ":
            return _behind_as(marked, at, bare=False)
        if word in career["becomes"] and marked.lower[at - 1] not in ("would", "may", "could"):
            return _phrase(marked, at + 1)
        appointed = word in career["appoints"] and marked.lower[at - 1] in _PASSIVE
        if appointed or (word in career["takes_office"] and tag in ("VBD", "VBZ")):
            return _behind_as(marked, at, bare=appointed)
    return None


def given_up(marked: Marked, name: Run) -> Run | None:
    """Return the office that one no longer holds: `Vale stepped down as envoy of Kest`."""
    career = speaker_words().career
    for at in _verbs(marked, name):
        word = marked.lower[at]
        if word in career["leaves"] or word in career["steps"] or word in career["removes"]:
            return _behind_as(marked, at, bare=False)
    return None


def brought_in(marked: Marked, name: Run) -> Run | None:
    """Return the office into which one has come: `Elected speaker in May, Ana Vale said`."""
    start = marked.document.sentences[marked.sentence[name.start]].start
    comma = name.start - 1
    if comma - start < 2 or marked.text[comma] != "," or comma - start > _LONGEST:
        return None
    if marked.lower[start] not in speaker_words().career["appoints"]:
        return None
    start += 1
    while start < comma and (marked.lower[start] == "as" or _dated(marked, start)):
        start += 1
    end = start
    while end < comma and marked.text[end] not in _STOPS and not _dated(marked, end):
        end += 1
    return Run(start, end) if end > start else None


def _dated(marked: Marked, at: int) -> bool:
    """Return whether a date stands at a token, or a preposition before one."""
    return marked.entity[at] == "DATE" or (
        marked.tag[at] == "IN" and marked.entity[at + 1] in ("DATE", "TIME")
    )


def has_left(marked: Marked, name: Run) -> bool:
    """Return whether a person is said to have been dismissed or to have resigned."""
    career = speaker_words().career
    if taken_up(marked, name) is not None:  # `left the cabinet to become an envoy`
        return False
    for at in _verbs(marked, name):
        word, tag, before = marked.lower[at], marked.tag[at], marked.lower[at - 1]
        if word in career["removes"] and tag == "VBN" and before in _PASSIVE:
            return True
        done = tag == "VBD" or before in ("has", "had")
        if tag not in ("VBD", "VBN") or not done:
            continue
        behind = marked.lower[at + 1 : at + 3]
        stepped = word in career["steps"] and behind[:1] in (["down"], ["out"])
        post = behind[1:] if behind[:1] == ["the"] else behind[:1]
        gave_up = word in career["gives_up"] and not career["posts"].isdisjoint(post)
        if word in career["leaves"] or stepped or gave_up:
            return True
    return False


def _verbs(marked: Marked, name: Run) -> list[int]:
    """Return the verbs of which a name is the subject, those of its relative clause among them."""
    last, sentence = name.end - 1, marked.sentence[name.start]
    if marked.dep[last] not in _SUBJECTS and marked.lower[name.end : name.end + 2] != [",", "who"]:
        return []
    holders = _holders(marked, last)
    end = min(name.end + _WITHIN, len(marked.text))
    return [
        at
        for at in range(name.end, end)
        if marked.sentence[at] == sentence
        and marked.tag[at][:2] == "VB"
        and _of(marked, at, holders)
    ]


def _holders(marked: Marked, last: int) -> frozenset[int]:
    """Return the tokens whose verbs a person governs: his name, its noun, and its verb."""
    own = {last}
    while marked.dep[last] in ("appos", "compound") and marked.head[last] != last:
        last = marked.head[last]
        own.add(last)
    if marked.dep[last] in ("nsubj", "nsubjpass"):
        own.add(marked.head[last])
    return frozenset(own)


def _of(marked: Marked, verb: int, holders: frozenset[int]) -> bool:
    """Return whether a verb is one of some, or hangs on one by a relative or infinitive clause."""
    if verb in holders:
        return True
    joined = marked.dep[verb] in ("relcl", "conj", "advcl", "acl")
    if not joined or marked.head[verb] not in holders:
        return False
    between = range(marked.head[verb] + 1, verb)
    return not any(
        marked.dep[at] in ("nsubj", "nsubjpass")
        and marked.head[at] == verb
        and marked.lower[at] not in ("who", "he", "she")
        for at in between
    )


def _phrase(marked: Marked, at: int) -> Run | None:
    """Return the noun phrase that begins at a token, up to the next stop or finite verb."""
    start, sentence = at, marked.sentence[at - 1]
    while (
        at < len(marked.text)
        and marked.sentence[at] == sentence
        and at - start < _LONGEST
        and marked.lower[at] not in _STOPS
        and marked.tag[at] not in ("VBD", "VBZ", "VBP", "MD")
    ):
        at += 1
    return Run(start, at) if at > start else None


def _behind_as(marked: Marked, verb: int, bare: bool) -> Run | None:
    """Return the noun phrase behind a verb's `as`; `bare` for one that needs no `as`."""
    for at in range(verb + 1, min(verb + 6, len(marked.text) - 1)):
        if marked.sentence[at] != marked.sentence[verb] or marked.lower[at] in _STOPS:
            break
        if marked.lower[at] == "as":
            return _phrase(marked, at + 1)
    return _phrase(marked, verb + 1) if bare else None


def ended(marked: Marked, apposed: Run | None) -> bool:
    """Return whether an apposition ends with when it ended: `Vale, envoy to Kest until 2019,`."""
    if apposed is None:
        return False
    dated = set()
    for at in range(apposed.start + 1, apposed.end - 1):
        if is_date(marked, at + 1) or marked.entity[at + 1] == "DATE":
            dated.add(marked.lower[at])
    return not dated.isdisjoint(("until", "till")) or {"from", "to"} <= dated


def was_once(marked: Marked, name: Run) -> bool:
    """Return whether an apposition tells what one was: `Vale, who was envoy when it failed,`."""
    words, at = marked.lower[name.end : name.end + 3], name.end + 3
    past = words == [",", "who", "was"] or words[:2] == [",", "formerly"]
    return past and marked.tag[at : at + 1] not in (["VBN"], ["VBG"])
