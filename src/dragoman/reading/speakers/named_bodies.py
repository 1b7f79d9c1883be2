"""The bodies that an article names: ministries, armies, parties, organisations, outlets.

Each is found by its head noun or its listed name; `known_bodies` leads from a short name to the
fullest one of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.reading.speakers.body_edges import INNER, left_edge, legislature, right_edge
from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.bodies import Body
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.speakers import Noun, speaker_words

_ABOUT = frozenset({"for", "on", "to"})
"""Prepositions between a body and a state that is not its own."""
BodySort = Literal["government", "organisation"]


@dataclass(frozen=True, slots=True)
class NamedBody:
    """One mention of a body: its name as the words have it, without article and possessive.

    `head` is the head noun in lower case; `bare` says that no name stands with it. `parent` is
    the listed body that one without a listed name belongs to: `the United Nations mission`.
    """

    run: Run
    name: str
    head: str
    country: Country | None
    sort: BodySort
    body: Body | None
    bare: bool
    parent: Body | None = None


def body_at(marked: Marked, found: Mark) -> NamedBody | None:
    """Return the body whose name or head noun a mark is, with the words that belong to it."""
    if within_name(marked, found):
        found = longer(found)
    found = _of_name(marked, found)
    entry = found.entry
    noun = entry.noun("body")
    if not (entry.body or noun or entry.institution) or (entry.country and not noun):
        return None
    start, owner = left_edge(marked, found)
    country = _country_of(owner) if owner else None
    end = found.end if entry.body else right_edge(marked, found)
    name = marked.words(Run(start, end))
    inner = country or _country_within(marked, Run(start, end))
    owned = entry.body.country if entry.body else None
    parent = None if entry.body else _parent(marked, Run(start, found.start), owner)
    state = _of_state(entry.body, entry.institution.sort if entry.institution else "", noun)
    state = state and parent is None and not (inner is None and _armed(name))
    bare = start == found.start and end == found.end and not entry.body
    bare = bare and not _capitalised(marked, Run(start, end))
    apposed = None
    if bare or marked.text[found.end - 1].islower():
        apposed = _apposed(marked, found) or _called(marked, found) or _told_before(marked, found)
    return NamedBody(
        run=Run(start, end),
        name=marked.words(apposed) if apposed else name,
        head=marked.lower[found.end - 1],
        country=inner or countries().by_iso3.get(owned or ""),
        sort="government" if state else "organisation",
        body=entry.body,
        bare=bare and not inner and parent is None and apposed is None,
        parent=parent,
    )


def within_name(marked: Marked, found: Mark) -> bool:
    """Return whether a listed party's name ends another one: `the Social Democrats`."""
    before = found.start - 1
    if found.entry.body is None or found.end - found.start > 1 or before < 1:
        return False
    same = marked.sentence[before] == marked.sentence[found.start]
    if not same or before in marked.covering or marked.tag[found.start] not in ("NNS", "NNPS"):
        return False
    opens = marked.sentence[before - 1] != marked.sentence[before]
    return marked.text[before][0].isupper() and not opens and marked.tag[before] != "DT"


def longer(found: Mark) -> Mark:
    """Return the unlisted body in whose name a listed one's stands last."""
    return Mark(found.start - 1, found.end, Entry(nouns=(Noun("party", "body", "other"),)))


def _of_name(marked: Marked, found: Mark) -> Mark:
    """Return the noun of a name alone: `Party` of `the opposition Party of Renewal`."""
    last = found.end - 1
    inside = found.end - found.start > 1 and marked.text[last][0].isupper()
    if not inside or found.entry.proper or not marked.text[found.start][0].islower():
        return found
    return Mark(last, found.end, Entry(nouns=(Noun(marked.lower[last], "body", "other"),)))


def _capitalised(marked: Marked, run: Run) -> bool:
    """Return whether a plural party's name stands in full: `Social Democrats`."""
    plural = marked.tag[run.end - 1] in ("NNS", "NNPS")
    return run.end - run.start > 1 and plural and marked.text[run.end - 1][0].isupper()


def _apposed(marked: Marked, found: Mark) -> Run | None:
    """Return the name behind a party's or group's noun: `the ruling party, Suara Merah,`.

    Or behind a company's: `the operator, London-listed Vale Gas,`.
    """
    if found.entry.noun("body") is None and found.entry.institution is None:
        return None
    start = found.end + 1
    if marked.text[found.end : start] != [","]:
        return None
    start = next((at for at in range(start + 2, start + 4) if _held(marked, at)), start)
    end = start
    while end < len(marked.text) and marked.text[end][0].isupper():
        if end in marked.covering or marked.entity[end] in ("GPE", "DATE"):
            return None
        end += 1
    closed = marked.text[end : end + 1] == [","] and end - start > 1
    apposed = marked.dep[end - 1] == "appos" and marked.head[end - 1] == found.end - 1
    sure = apposed or marked.entity[end - 1] != "PERSON" or _held(marked, start)
    return Run(start, end) if closed and sure else None


def _held(marked: Marked, at: int) -> bool:
    """Return whether a name stands behind a company's participle: `privately held Vale Gas`."""
    owned = marked.tag[at - 1 : at] == ["VBN"] and marked.tag[at - 2] in ("RB", "HYPH")
    return owned and not speaker_words().is_given_name(marked.text[at])


def _called(marked: Marked, found: Mark) -> Run | None:
    """Return the name right behind a body's noun: `the Danish shipping line Vester`."""
    if not _is_private(marked, found):
        return None
    start = end = found.end
    same = marked.sentence[found.start]
    while end < len(marked.text) and marked.sentence[end] == same and _is_name(marked, end):
        end += 1
    if end == start or speaker_words().is_given_name(marked.text[start]):
        return None
    return Run(start, end)


def _told_before(marked: Marked, found: Mark) -> Run | None:
    """Return the name to which a body's noun stands in apposition: `Nordgas, the energy group,`."""
    if not _is_private(marked, found) or marked.dep[found.end - 1] != "appos":
        return None
    end = marked.head[found.end - 1] + 1
    start = end
    while start > 0 and _is_name(marked, start - 1) and marked.sentence[start - 1] >= 0:
        start -= 1
    before = marked.text[end : end + 1] == [","] and end < found.start
    return Run(start, end) if before and start < end else None


def _is_private(marked: Marked, found: Mark) -> bool:
    """Return whether a noun is that of one body which is no state's."""
    noun = found.entry.noun("body")
    plain = noun is not None and noun.manner == "other" and not found.entry.body
    return plain and marked.tag[found.end - 1] == "NN"


def _is_name(marked: Marked, at: int) -> bool:
    proper = marked.text[at][0].isupper() and marked.tag[at] in ("NNP", "NNPS")
    found = marked.covering.get(at)
    other = found is not None and (found.entry.proper or found.entry.office is not None)
    return proper and not other and marked.entity[at] not in ("DATE", "TIME")


def _parent(marked: Marked, before: Run, owner: Entry | None) -> Body | None:
    """Return the international body before a body's noun: `the UN mission`, `NATO's command`."""
    entries = [owner] if owner else []
    entries += [marked.covering[at].entry for at in range(*before) if at in marked.covering]
    listed = (entry.body for entry in entries if entry.body and not entry.country)
    return next((b for b in listed if b.sort == "organisation" and not b.country), None)


def _armed(name: str) -> bool:
    """Return whether an army is no state's by its name: `the Free Coast Army`."""
    return not speaker_words().armed.isdisjoint(name.lower().split())


def _of_state(body: Body | None, institution: str, noun: object) -> bool:
    if body is not None:
        return body.sort == "government"
    if institution:
        return institution == "government"
    return getattr(noun, "manner", "") == "state"


def _country_within(marked: Marked, run: Run) -> Country | None:
    for at in range(run.start, run.end):
        found = marked.covering.get(at)
        if at > run.start and marked.lower[at - 1] in _ABOUT:
            continue  # `the office of the envoy for Kestrel`
        if found and found.entry.country and found.entry.sense in ("name", "demonym", "part"):
            return found.entry.country
        if found and legislature(found.entry) and found.end < run.end:
            return _country_of(found.entry)
    return None


def _country_of(owner: Entry) -> Country | None:
    """Return the state of a name, or of the parliament, to which a body belongs."""
    listed = owner.body.country if owner.body and legislature(owner) else ""
    return owner.country or countries().by_iso3.get(listed)


@lru_cache(maxsize=2)
def named_bodies(marked: Marked) -> tuple[NamedBody, ...]:
    """Return every body that the article names otherwise than by a bare noun."""
    found = (body_at(marked, mark) for mark in marked.marks)
    return tuple(body for body in found if body is not None and not body.bare)


@lru_cache(maxsize=2)
def abbreviations(marked: Marked) -> dict[str, str]:
    """Return the article's abbreviations with their long forms: `Long Kest Name (LKN)`."""
    found: dict[str, str] = {}
    for at in range(1, len(marked.text) - 2):
        if marked.text[at] != "(" or marked.text[at + 2] != ")":
            continue
        short = marked.text[at + 1]
        if sum(c.isupper() for c in short) < 2 or marked.sentence[at] < 0:
            continue
        start = at
        while start > 0 and _in_long_form(marked, start - 1, at):
            start -= 1
        first = _first_letter(marked, Run(start, at), short)
        if first is not None and at - first > 1:
            found.setdefault(short, marked.words(Run(first, at)))
    return found


def _in_long_form(marked: Marked, token: int, bracket: int) -> bool:
    if marked.sentence[token] != marked.sentence[bracket] or bracket - token > 9:
        return False
    word = marked.text[token]
    return (
        word[0].isupper() or marked.lower[token] in INNER - {"the"} or word in ("-", "'", "’", "–")
    )


def _first_letter(marked: Marked, run: Run, short: str) -> int | None:
    """Return the first word of the long form: the one with the abbreviation's first letter."""
    letters = [c for c in short if c.isupper()]
    fits = [
        at
        for at in range(run.start, run.end)
        if marked.text[at][0] == letters[0] and run.end - at >= min(2, len(letters) - 1)
    ]
    by_count = [at for at in fits if _capitals(marked, Run(at, run.end)) == len(letters)]
    if by_count:
        return by_count[-1]
    return fits[0] if fits else None


def _capitals(marked: Marked, run: Run) -> int:
    return sum(marked.text[at][0].isupper() for at in range(run.start, run.end))
