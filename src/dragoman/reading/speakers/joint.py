"""Several speakers in one source: `the minister and his Kestrel counterpart`, `A, B and C`."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dragoman.reading.speakers.descriptions import describe, phrase_end
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.scene import Scene, code
from dragoman.records import Speaker
from dragoman.vocabulary.speakers import speaker_words

_LISTS = frozenset({"including", "such", "like", "who", "which", "whose", "that", "among", "whom"})
_JOINED = frozenset({"compound", "nmod", "amod", "poss"})


def joined(scene: Scene, run: Run) -> list[Run]:
    """Return the noun phrases that a source joins, or the source itself when it is one."""
    pieces = _pieces(scene, run)
    if _ends_in_name(scene, pieces):
        return pieces[-1:]
    if len(pieces) < 2 or not all(_is_party(scene, piece) for piece in pieces):
        return [run]
    if describe(scene.marked, pieces[0]).is_a("document"):
        return [run]
    for before, piece in itertools.pairwise(pieces):
        led = _has_complement(scene, before) or _ends_in_institution(scene, before)
        if led and not _starts_anew(scene, piece):
            return [run]
    return pieces


def _ends_in_name(scene: Scene, pieces: Sequence[Run]) -> bool:
    """Return whether all pieces describe whom the last one names: `A judge and a poet, Vale`."""
    if len(pieces) < 2:
        return False
    marked, named, last = scene.marked, scene.cast.at, pieces[-1]
    if marked.text[last.start - 1] != "," or phrase_end(marked, last) - 1 not in named:
        return False
    return marked.lower[pieces[0].start] in ("a", "an") and not any(
        at in named for at in range(pieces[0].start, last.start)
    )


def _pieces(scene: Scene, run: Run) -> list[Run]:
    """Cut a run at its commas and `and`s, appositions left with what they describe."""
    marked = scene.marked
    end = next((i for i in range(run.start, run.end) if marked.lower[i] in _LISTS), run.end)
    if not any(_joins(scene, at, run) for at in range(run.start, end)):
        return [run]
    found: list[Run] = []
    start, after_and = run.start, False
    for at in range(run.start, end + 1):
        conjunction = at < end and _joins(scene, at, run)
        if at < end and marked.text[at] != "," and not conjunction:
            continue
        if at > start:
            piece = Run(start, at)
            if (
                found
                and not after_and
                and (_apposed(scene, piece) or _names(scene, found[-1], piece))
            ):
                found[-1] = Run(found[-1].start, at)
            else:
                found.append(piece)
            after_and = False
        after_and = after_and or conjunction
        start = at + 1
    return found


def _joins(scene: Scene, at: int, run: Run) -> bool:
    """Return whether an `and` joins two speakers and not two words of one name or title."""
    marked = scene.marked
    if marked.lower[at] not in ("and", "&") or at in (run.start, run.end - 1):
        return False
    if at in marked.covering or at in scene.cast.at:
        return False
    if _goes_on(scene, at, run):
        return False
    before = at - 1
    inside = at < marked.head[before] < run.end and marked.dep[before] in _JOINED
    return not inside


def _goes_on(scene: Scene, at: int, run: Run) -> bool:
    """Return whether an `and` stands within an apposition: `Vale, a judge and the man who`."""
    marked, named = scene.marked, scene.cast.at
    comma = next((i for i in range(at - 1, run.start, -1) if marked.text[i] == ","), None)
    if comma is None or comma - 1 not in named or any(i in named for i in range(comma, run.end)):
        return False
    if ", " in marked.words(Run(at, run.end)) or marked.lower[at + 1] not in ("a", "an", "the"):
        return False
    if marked.lower[comma + 1] in ("a", "an"):
        return True
    return marked.lower[at + 1] != "the" and _apposed(scene, Run(comma + 1, at))


def _apposed(scene: Scene, piece: Run) -> bool:
    """Return whether a piece behind a comma only describes the one named before it."""
    if any(i in scene.cast.at for i in range(*piece)):
        return False
    described = describe(scene.marked, piece)
    return not described.many and (described.office is not None or described.is_a("person"))


def _names(scene: Scene, before: Run, piece: Run) -> bool:
    """Return whether a name behind a comma is that of one described: `his aide, Ana Vale`."""
    named = piece.start in scene.cast.at and not any(i in scene.cast.at for i in range(*before))
    if not named:
        return False
    described = describe(scene.marked, before)
    return not described.many and (described.office is not None or described.is_a("person"))


def _is_party(scene: Scene, piece: Run) -> bool:
    marked = scene.marked
    if marked.lower[piece.start] in ("both", "also"):
        piece = Run(piece.start + 1, piece.end)
    if piece.end <= piece.start:
        return False
    if marked.lower[piece.start] in speaker_words().pronouns:
        return True
    end = phrase_end(marked, piece)
    if end - 1 in scene.cast.at:
        return True
    if marked.possessive(piece.start + 1) and any(i in scene.cast.at for i in range(*piece)):
        return True  # `Kestrelia's speaker, Ana Vale`
    described = describe(marked, piece)
    entry = described.head.entry if described.head else None
    if entry is None:
        return marked.tag[end - 1].startswith("NNP")
    if entry.proper and not entry.office:
        return True
    known = bool(entry.office or entry.institution or entry.nouns)
    return known and (described.definite or described.indefinite or described.many)


def _has_complement(scene: Scene, piece: Run) -> bool:
    marked = scene.marked
    return any(
        marked.tag[i] == "IN" and i not in marked.covering for i in range(piece.start, piece.end)
    )


def _ends_in_institution(scene: Scene, piece: Run) -> bool:
    """Return whether `and` may go on with a name: `the Ministry of Trade` + `and Industry`."""
    last = scene.marked.covering.get(piece.end - 1)
    return last is not None and last.entry.institution is not None


def _starts_anew(scene: Scene, piece: Run) -> bool:
    first = scene.marked.tag[piece.start]
    mark = scene.marked.covering.get(piece.start)
    named = mark is not None and mark.entry.proper
    return named or first in ("DT", "PRP$", "PRP") or any(i in scene.cast.at for i in range(*piece))


def together(voices: Sequence[Voice]) -> Voice:
    """Return several voices as one: a group that bears their names and shares their country."""
    parts = tuple(part for voice in voices for part in (voice.parts or (voice,)))
    names = [part.speaker.name for part in parts]
    known = [name for name in dict.fromkeys(names) if name]
    states = {part.state for part in parts}
    state = states.pop() if len(states) == 1 else None
    name = _listed(known) if all(names) else None
    return Voice(Speaker(name, None, code(state), "group"), state, parts=parts)


def _listed(names: Sequence[str]) -> str | None:
    if len(names) < 2:
        return names[0] if names else None
    return ", ".join(names[:-1]) + " and " + names[-1]
