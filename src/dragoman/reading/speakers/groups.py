"""Whom `they` and `it` mean: groups, joint speakers, states, bodies, papers."""

from __future__ import annotations

from dragoman.reading.speakers.coreference import best
from dragoman.reading.speakers.heard import Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.rows import Candidate
from dragoman.reading.speakers.scene import Read, Scene
from dragoman.reading.speakers.voices import body_voice, government, outlet_voice, paper_name
from dragoman.reading.syntax import NOMINAL_SUBJECTS
from dragoman.records import Speaker
from dragoman.vocabulary.speakers import speaker_words

_AT_HAND = 2
"""Sentences back in which `it` and `they` find a name."""
STEPS = 120
"""Tokens before a pronoun in which its antecedent is looked for."""
_ALONE = -1.2
"""What counts against one person whom `they` may mean."""
_OUTCOME = 1.0
"""What counts for the paper in which a meeting ended: its participants are several, `it` is one."""
_ONE = frozenset({"a", "an", "one", "another"})
MODIFIERS = frozenset({"compound", "amod", "nmod"})
_THEY = ("group", "organisation", "government")
_IT = ("government", "organisation", "document", "media")


def they(scene: Scene, token: int, read: Read) -> Voice:
    """Return the group, body or joint speakers whom `they` means, else one unnamed person."""
    marked = scene.marked
    bodies = (c for c in nearby_bodies(scene, token) if marked.dep[c.end] not in MODIFIERS)
    candidates = [*bodies, *_subjects(scene, token, read)]
    spoken = scene.heard_before(token, *(("sort", sort) for sort in _THEY))
    found = best(scene, token, candidates, spoken)
    return found or Voice(Speaker(sort="group"))


def _subjects(scene: Scene, token: int, read: Read) -> list[Candidate]:
    """Return the plural and joint subjects of the sentences just before a pronoun.

    And the unnamed persons among the subjects, whose sex a report may leave open.
    """
    marked, doc = scene.marked, scene.document.doc
    found: list[Candidate] = []
    for at in range(max(0, token - STEPS), token):
        if marked.dep[at] not in NOMINAL_SUBJECTS or marked.tag[at][0] != "N":
            continue
        if not _within_reach(scene, at, token):
            continue
        heads = (doc[at], *(child for child in doc[at].children if child.dep_ == "appos"))
        joint = any(child.dep_ == "conj" for head in heads for child in head.children)
        run = Run(doc[at].left_edge.i, doc[at].right_edge.i + 1)
        if joint or marked.tag[at] in ("NNS", "NNPS"):
            voice = read(scene, run)
            if voice.parts or (voice.described and voice.described.is_a("group")):
                found.append(Candidate(at, at, voice))
        elif at in marked.covering and marked.lower[run.start] in _ONE:
            voice = read(scene, run)
            if voice.speaker.sort == "person" and voice.speaker.name is None:
                found.append(Candidate(at, at, voice, _ALONE))
    return found


def it(scene: Scene, token: int) -> Voice:
    """Return the government, body, outlet or document that `it` means."""
    candidates = [*nearby_bodies(scene, token), *_states(scene, token), *_papers(scene, token)]
    spoken = scene.heard_before(token, *(("sort", sort) for sort in _IT))
    found = best(scene, token, candidates, spoken)
    return found or Voice(Speaker(sort="unknown"))


def _papers(scene: Scene, token: int) -> list[Candidate]:
    """Return the papers just before, with subjects and names first: `The document ... Its aim`."""
    marked = scene.marked
    found: list[Candidate] = []
    for mark in marked.marks_between(marked.back(token, _AT_HAND), token):
        at = mark.end - 1
        if mark.entry.many or not mark.entry.noun("document"):
            continue
        outcome = _is_outcome(marked, at)
        issued = outcome or marked.lower[at] in speaker_words().outcomes
        if issued or marked.text[at][0].isupper() or marked.dep[at] in NOMINAL_SUBJECTS:
            paper = Speaker(paper_name(marked, at, None), sort="document")
            found.append(Candidate(mark.start, at, Voice(paper), _OUTCOME if outcome else 0.0))
    return found


def _is_outcome(marked: Marked, at: int) -> bool:
    """Return whether a paper ends a meeting: `a joint statement`, `with a communiqué`."""
    if marked.lower[at - 1] == "joint":
        return True
    start = marked.back(at, 0)
    subject = next((i for i in range(start, at) if marked.dep[i] in NOMINAL_SUBJECTS), None)
    if subject is None or marked.lower[at] not in speaker_words().outcomes:
        return False
    owned = marked.document.doc[subject]
    joined = any(child.dep_ == "conj" for child in owned.children)
    return joined or marked.tag[subject] in ("NNS", "NNPS")


def nearby_bodies(scene: Scene, token: int) -> list[Candidate]:
    """Return the bodies named in the sentences just before a token."""
    return [
        Candidate(body.run.start, body.run.end - 1, body_voice(scene, body, None))
        for body in scene.bodies.between(scene.marked.back(token, _AT_HAND), token)
    ]


def _states(scene: Scene, token: int) -> list[Candidate]:
    found = []
    for mark in scene.marked.marks_between(scene.marked.back(token, _AT_HAND), token):
        country, outlet = mark.entry.country, mark.entry.outlet
        modifier = scene.marked.dep[mark.end - 1] in MODIFIERS
        if country and mark.entry.sense in ("name", "metonym") and not modifier:
            found.append(Candidate(mark.start, mark.end - 1, government(country)))
        elif outlet:
            found.append(Candidate(mark.start, mark.end - 1, outlet_voice(scene, outlet)))
    return found


def _within_reach(scene: Scene, start: int, token: int) -> bool:
    sentence = scene.marked.sentence
    return sentence[token] - sentence[start] <= _AT_HAND
