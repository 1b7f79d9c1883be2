"""What stands beside a capitalised run and tells whether it names a person.

`The envoy, Ana Vale,`, `led by Ana Vale`, `Ana Vale, 54,` name one that no list has; `the
white-haired Dubliner` names none.
"""

from __future__ import annotations

from dragoman.reading.speakers.marked import Marked, Run
from dragoman.vocabulary.speakers import speaker_words

_COMPLEMENT = 8
"""Tokens between an office and the comma behind its complement."""
_WHERE = frozenset({"in", "near", "at", "outside"})
_CLOSING = frozenset({",", ".", ";", ":", "—", "–"})
_AFTER = frozenset({"IN", "CC", "RB", "VBD", "TO"})
"""What stands before and behind a name that tells a place."""
_COMPLEMENTS = frozenset({"IN", "TO", "DT", "NNP", "JJ", "NN", "HYPH", "POS"})


def hyphen(marked: Marked, token: int) -> bool:
    """Return whether a hyphen without blanks around it stands at a token."""
    return (
        token + 1 < len(marked.text)
        and marked.text[token] in ("-", "‑", "–")
        and marked.glued(token)
        and marked.glued(token + 1)
    )


def of_company(marked: Marked, start: int) -> bool:
    """Return whether a name stands behind what companies are called: `London-listed Vale Gas`."""
    behind = start > 2 and marked.tag[start - 1] == "VBN" and hyphen(marked, start - 2)
    return behind and not speaker_words().is_given_name(marked.text[start])


def native(marked: Marked, at: int) -> bool:
    """Return whether a lone word is a native's behind adjectives: `the white-haired Dubliner`."""
    before = at - 1
    while before > 0 and (marked.tag[before] in ("JJ", "HYPH", "VBN") or hyphen(marked, before)):
        if marked.text[before][0].isupper():
            return False
        before -= 1
    adjectives = marked.lower[before] == "the" and before < at - 1
    return adjectives and marked.text[at].endswith(tuple(speaker_words().calling["natives"]))


def apposed_to_office(marked: Marked, run: Run) -> bool:
    """Return whether a name stands in commas behind an office: `the envoy to Kest, Ana Vale,`."""
    comma = run.start - 1
    closed = run.end < len(marked.text) and marked.text[run.end] in (",", ".", ";", "—")
    opening = marked.lower[marked.back(run.start, 0)] == "as"  # `As head of the bank, Ana Vale`
    if comma < 1 or marked.text[comma] != "," or not (closed or opening):
        return False
    for at in range(comma - 1, max(-1, comma - _COMPLEMENT), -1):
        found = marked.covering.get(at)
        if marked.sentence[at] != marked.sentence[run.start]:
            return False
        if found is not None and not found.entry.many:
            person = found.entry.noun("person") is not None and not found.entry.proper
            if found.entry.office is not None or person:
                return True
        if found is None and marked.tag[at] not in _COMPLEMENTS:
            return False
    return False


def attributive(marked: Marked, run: Run) -> bool:
    """Return whether a long name only tells which thing is meant: `the Khor Vale file`."""
    start, end = run
    if end - start < 2 or end >= len(marked.text) or marked.lower[start - 1] != "the":
        return False
    things = marked.tag[end] in ("NN", "NNS") and marked.dep[end - 1] in ("compound", "nmod")
    found = marked.covering.get(end)
    person = found is not None and (found.entry.office or found.entry.noun("person"))
    return things and not person and not speaker_words().is_given_name(marked.text[start])


def locates(marked: Marked, run: Run) -> bool:
    """Return whether a name tells where something is: `in Nusa Orm.`, `met near Ben Vale,`."""
    before, end = run.start - 1, run.end
    if before < 0 or marked.lower[before] not in _WHERE or marked.tag[before] != "IN":
        return False
    if speaker_words().is_given_name(marked.text[run.start].split("-")[0]):
        return False
    return end >= len(marked.text) or marked.text[end] in _CLOSING or marked.tag[end] in _AFTER


def followed_as_person(marked: Marked, end: int) -> bool:
    """Return whether what follows a name follows a person's: `, who`, `, 54,`, `is a judge`."""
    sentence, lower = marked.sentence[end - 1], marked.lower
    after = [
        i for i in range(end, min(end + _COMPLEMENT, len(lower))) if marked.sentence[i] == sentence
    ]
    words = [lower[i] for i in after]
    if words[:1] == ["of"] and end + 1 in marked.covering:  # `Ana Vale of Kestrelia, who`
        words = words[marked.covering[end + 1].end - end :]
    if words[:1] == ["who"] or words[:2] == [",", "who"]:
        return True
    if len(words) > 2 and words[0] == words[2] == "," and words[1].isdigit() and len(words[1]) == 2:
        return True
    if words[:1] == [","] and _apposed_title(marked, after, end - 1):
        return True
    if words[:1] not in (["is"], ["was"]) or words[1:2] not in (["a"], ["an"], ["the"]):
        return False
    found = [marked.covering[i].entry for i in after if i in marked.covering]
    return any(entry.office is not None or entry.noun("person") is not None for entry in found)


def _apposed_title(marked: Marked, after: list[int], name: int) -> bool:
    """Return whether an office is apposed to a name that no label calls anything else."""
    if marked.entity[name] not in ("", "PERSON"):
        return False
    for at in after:
        found = marked.covering.get(at)
        if marked.dep[at] == "appos" and marked.head[at] == name and found is not None:
            return found.entry.office is not None and not found.entry.many
    return False


def led_by(marked: Marked, verb: int) -> bool:
    """Return whether a passive of leading stands at a token: `led by Ana Vale`."""
    return (
        verb >= 0
        and marked.lower[verb] in speaker_words().calling["heading"]
        and marked.lower[verb + 1] == "by"
    )
