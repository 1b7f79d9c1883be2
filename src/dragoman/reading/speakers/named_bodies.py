"""The bodies that an article names: ministries, armies, parties, organisations, outlets.

Each is found by its head noun or its listed name; `known_bodies` leads from a short name to the
fullest one of the article.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.bodies import Body
from dragoman.vocabulary.countries import Country, countries
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.speakers import Noun, speaker_words

BodySort = Literal["government", "organisation"]
_LONGEST = 8
_ADJECTIVES = 3
INNER = frozenset({"of", "for", "and", "on", "the", "&", "to", "in"})
"""Small words inside the names of bodies."""


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
    entry = found.entry
    noun = entry.noun("body")
    if not (entry.body or noun or entry.institution) or (entry.country and not noun):
        return None
    start, owner = _left(marked, found)
    country = owner.country if owner else None
    end = found.end if entry.body else _right(marked, found)
    name = marked.words(Run(start, end))
    inner = country or _country_within(marked, Run(start, end))
    owned = entry.body.country if entry.body else None
    parent = None if entry.body else _parent(marked, Run(start, found.start), owner)
    state = _of_state(entry.body, entry.institution.sort if entry.institution else "", noun)
    state = state and parent is None and not (inner is None and _armed(name))
    bare = start == found.start and end == found.end and not entry.body
    bare = bare and not _capitalised(marked, Run(start, end))
    apposed = _apposed(marked, found) if bare else None
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


def _capitalised(marked: Marked, run: Run) -> bool:
    """Return whether a plural party's name stands in full: `Social Democrats`."""
    plural = marked.tag[run.end - 1] in ("NNS", "NNPS")
    return run.end - run.start > 1 and plural and marked.text[run.end - 1][0].isupper()


def _apposed(marked: Marked, found: Mark) -> Run | None:
    """Return the name behind a party's or group's noun: `the ruling party, Suara Merah,`."""
    if found.entry.noun("body") is None and found.entry.institution is None:
        return None
    start = end = found.end + 1
    if marked.text[found.end : start] != [","]:
        return None
    while end < len(marked.text) and marked.text[end][0].isupper():
        if end in marked.covering or marked.entity[end] in ("GPE", "DATE"):
            return None
        end += 1
    closed = marked.text[end : end + 1] == [","] and end - start > 1
    apposed = marked.dep[end - 1] == "appos" and marked.head[end - 1] == found.end - 1
    sure = apposed or marked.entity[end - 1] != "PERSON"
    return Run(start, end) if closed and sure else None


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


def _left(marked: Marked, found: Mark) -> tuple[int, Entry | None]:
    """Return where a body's name begins, and what is in the possessive before it."""
    at, sentence = found.start, marked.sentence[found.start]
    while at > 0 and marked.sentence[at - 1] == sentence:
        before = at - 1
        if marked.possessive(before) and _named_after(marked, before):
            at = before - 1
            continue
        if marked.possessive(before):
            owner = marked.covering.get(before - 1)
            return at, owner.entry if owner else None
        if marked.entity[before] in ("DATE", "TIME", "CARDINAL", "ORDINAL"):
            break
        covering = marked.covering.get(before)
        if covering and (covering.entry.office or covering.entry.noun("media")):
            break
        word = marked.text[before]
        named = word[0].isupper() and marked.tag[before] in ("NNP", "NNPS", "JJ", "NN", "NNS")
        named = named or (marked.tag[before] in ("NN", "NNS") and marked.dep[before] == "compound")
        named = named or _paired(marked, before)
        if not (named or (word == "-" and marked.glued(before) and marked.glued(at))):
            break
        at = before
    return at, _farther_owner(marked, at)


def _farther_owner(marked: Marked, at: int) -> Entry | None:
    """Return the state in the possessive before adjectives: `Kestrel's largest party`."""
    for before in range(at - 1, max(at - _ADJECTIVES - 2, 0), -1):
        if marked.possessive(before):
            owner = marked.covering.get(before - 1)
            return owner.entry if owner and owner.entry.country else None
        if marked.tag[before] not in ("JJ", "JJR", "JJS", "RBS", "RB", "VBN", "HYPH"):
            return None
    return None


def _named_after(marked: Marked, possessive: int) -> bool:
    """Return whether a possessive is inside a name: `People's Alliance`, `Workers' Front`."""
    owner, body = possessive - 1, possessive + 1
    if owner < 0 or not (marked.text[owner][0].isupper() and marked.text[body][0].isupper()):
        return False
    found = marked.covering.get(owner)
    group = found is None or found.entry.many or found.entry.noun("group") is not None
    return group and marked.tag[owner] in ("NNS", "NNPS")


def _paired(marked: Marked, at: int) -> bool:
    """Return whether `and` is inside a party's name: `Kestrel's Hearth and Harbour party`."""
    if marked.lower[at] not in ("and", "&") or at < 2 or at + 2 >= len(marked.text):
        return False
    around = (marked.text[at - 1], marked.text[at + 1])
    alone = at - 2 not in marked.covering and marked.tag[at - 2] in ("DT", "POS")
    party = marked.lower[at + 2] in ("party", "movement")
    return party and alone and all(word[0].isupper() for word in around)


def _right(marked: Marked, found: Mark) -> int:
    """Return where a body's name ends: `Ministry of Foreign Affairs`, `Parliament of Kest`."""
    at, size, sentence = found.end, len(marked.text), marked.sentence[found.start]
    end = at
    if not marked.text[found.start][0].isupper():
        return end
    while at < size and marked.sentence[at] == sentence and end - found.end <= _LONGEST:
        titled = marked.covering.get(at)
        if titled is not None and titled.entry.office is not None:
            break
        if marked.text[at][0].isupper() and marked.tag[at] in ("NNP", "NNPS"):
            at += 1
            end = at
        elif at > found.end or _opens(marked, found):
            if marked.lower[at] not in INNER:
                break
            at += 1
        else:
            break
    return end


def _opens(marked: Marked, found: Mark) -> bool:
    """Return whether the word behind a body's noun goes on with its name."""
    at, word = found.end, marked.lower[found.end]
    if word == "and":  # `Ministry of Trade and Industry`, but not `the Army and Ana Vale`
        following = marked.text[at + 1 : at + 2]
        if not following or not following[0][0].isupper() or at + 1 in marked.covering:
            return False
        return "of" in marked.lower[found.start : at] and marked.entity[at + 1] != "PERSON"
    institution = found.entry.institution
    mission = institution is not None and institution.kind == "mission"
    return word in (("in", "to", "of") if mission else ("of", "for", "on"))


def _country_within(marked: Marked, run: Run) -> Country | None:
    for at in range(run.start, run.end):
        found = marked.covering.get(at)
        if found and found.entry.country and found.entry.sense in ("name", "demonym"):
            return found.entry.country
    return None


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
