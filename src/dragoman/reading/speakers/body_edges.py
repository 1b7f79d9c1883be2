"""Where the name of a body begins and ends around its head noun.

Before it: capitalised words, compounds, a parent's name (`the House of Lords treaties committee`);
behind it: what it is for (`Ministry of Foreign Affairs`, `the office of the U.N. envoy for Kest`).
"""

from __future__ import annotations

from dragoman.reading.speakers.marked import Mark, Marked
from dragoman.vocabulary.lexicon import Entry

_LONGEST = 8
_ADJECTIVES = 3
INNER = frozenset({"of", "for", "and", "on", "the", "&", "to", "in"})
"""Small words inside the names of bodies."""


def left_edge(marked: Marked, found: Mark) -> tuple[int, Entry | None]:
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


def right_edge(marked: Marked, found: Mark) -> int:
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
