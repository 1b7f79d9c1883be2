"""Where the name of a body begins and ends around its head noun.

Before it: capitalised words, compounds, a parent's name (`the House of Lords treaties committee`);
behind it: what it is for (`Ministry of Foreign Affairs`, `the office of the U.N. envoy for Kest`).
"""

from __future__ import annotations

from dragoman.reading.speakers.marked import Mark, Marked, Run
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.speakers import speaker_words

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
        chamber = _chamber_before(marked, at)
        if chamber is not None:
            at = chamber.start
            continue
        word = marked.text[before]
        named = word[0].isupper() and marked.tag[before] in ("NNP", "NNPS", "JJ", "NN", "NNS")
        named = named or (marked.tag[before] in ("NN", "NNS") and marked.dep[before] == "compound")
        named = named or _paired(marked, before)
        if not (named or (word == "-" and marked.glued(before) and marked.glued(at))):
            break
        at = before
    at = _first_of_name(marked, Run(at, found.end))
    return at, _farther_owner(marked, at)


def _chamber_before(marked: Marked, at: int) -> Mark | None:
    """Return the chamber to which a body belongs: `the House of Lords treaties committee`."""
    for before in range(at - 1, max(at - _ADJECTIVES - 2, -1), -1):
        found = marked.covering.get(before)
        if found is not None and legislature(found.entry):
            return found if marked.text[found.start][0].isupper() else None
        plain = marked.tag[before] in ("NN", "NNS", "JJ") and marked.text[before].islower()
        if not plain or marked.sentence[before] != marked.sentence[at]:
            return None
    return None


def legislature(entry: Entry) -> bool:
    """Return whether a phrase names a parliament or a chamber of one."""
    kind = entry.body.kind if entry.body else entry.institution.kind if entry.institution else ""
    return kind == "legislature"


def _first_of_name(marked: Marked, run: Run) -> int:
    """Return where a name begins behind what only describes: `opposition Party of Renewal`."""
    capitals = [at for at in range(*run) if marked.text[at][0].isupper()]
    opens = run.start == 0 or marked.sentence[run.start - 1] != marked.sentence[run.start]
    first = run.start + (opens and marked.tag[run.start] in ("NN", "JJ"))
    later = [at for at in capitals if at >= first]
    glued = run.start + 1 < run.end and marked.text[run.start] == "-"
    if glued:  # `pro-European Party of Action`
        return next((at for at in later if at > run.start + 1), run.start)
    if not later or any(at not in later for at in capitals if marked.tag[at] != "JJ"):
        return run.start
    before = marked.lower[run.start : later[0]]
    described = all(word.isalpha() for word in before) and not any(
        word in speaker_words().particles for word in before
    )
    return later[0] if described else run.start


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
    noun = marked.lower[at - 1]
    tailed = noun in speaker_words().tailed
    if not any(marked.text[at][0].isupper() for at in (found.start, found.end - 1)):
        return _right_of_noun(marked, found) if tailed else end
    while at < size and marked.sentence[at] == sentence and end - found.end <= _LONGEST:
        titled = marked.covering.get(at)
        if titled is not None and titled.entry.office is not None and noun != "office":
            break
        if marked.lower[at] == "in" and _at_seat(marked, at + 1) and not _sent_abroad(found):
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


def _at_seat(marked: Marked, at: int) -> bool:
    """Return whether a body's seat stands behind its name: `the Office of the Quartet in Kest`."""
    found = marked.covering.get(at)
    seat = found is not None and found.entry.sense in ("capital", "metonym")
    return seat or (found is None and marked.entity[at : at + 1] == ["GPE"])


_WITHIN_TAIL = ("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "IN", "CC", "POS", "HYPH")


def _right_of_noun(marked: Marked, found: Mark) -> int:
    """Return where a description of a body ends: `the committee on public accounts`."""
    at, sentence = found.end, marked.sentence[found.start]
    if marked.lower[at : at + 1] not in (["of"], ["for"], ["on"]):
        return at
    end = at
    while at < len(marked.text) and marked.sentence[at] == sentence and at - found.end <= _LONGEST:
        if marked.tag[at] not in _WITHIN_TAIL or marked.entity[at] in ("DATE", "TIME"):
            break
        if marked.tag[at] == "IN" and marked.lower[at] not in ("of", "for", "on"):
            break
        if marked.lower[at] == "and" and marked.tag[at + 1 : at + 2] == ["DT"]:
            break
        at += 1
        end = at if marked.tag[at - 1][0] == "N" else end
    return end


def _opens(marked: Marked, found: Mark) -> bool:
    """Return whether the word behind a body's noun goes on with its name."""
    at, word = found.end, marked.lower[found.end]
    if word == "and":  # `Ministry of Trade and Industry`, but not `the Army and Ana Vale`
        following = marked.text[at + 1 : at + 2]
        if not following or not following[0][0].isupper() or at + 1 in marked.covering:
            return False
        return "of" in marked.lower[found.start : at] and marked.entity[at + 1] != "PERSON"
    return word in (("in", "to", "of") if _sent_abroad(found) else ("of", "for", "on"))


def _sent_abroad(found: Mark) -> bool:
    institution = found.entry.institution
    return institution is not None and institution.kind == "mission"
