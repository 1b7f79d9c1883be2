"""Statements, reports and treaties as sources: the maker speaks in a statement, a treaty itself."""

from __future__ import annotations

from dragoman.reading.speakers import coreference
from dragoman.reading.speakers.descriptions import Description
from dragoman.reading.speakers.heard import Owner, Voice
from dragoman.reading.speakers.marked import Marked, Run
from dragoman.reading.speakers.scene import Read, Scene, code
from dragoman.reading.speakers.voices import government, paper_name
from dragoman.records import Speaker
from dragoman.vocabulary.speakers import speaker_words

_SPEAKERS = frozenset({"person", "government", "organisation", "group", "media"})


def of_paper(scene: Scene, described: Description, owner: Owner, read: Read) -> Voice | None:
    """Return who speaks in a paper or utterance: its maker, or the paper itself."""
    noun = described.head.entry.noun("document") if described.head else None
    if noun is None or _is_body(scene.marked, described):
        return None
    maker = _maker(scene, described, read, ("by", "from"))
    country = described.country if noun.manner == "text" else None
    if maker is not None and noun.manner == "text" and maker.speaker.sort == "person":
        country = country or maker.state  # `a report by the auditor` is no word of his mouth
    elif maker is not None and not _of_meeting(scene.marked, described, maker):
        return maker
    elif noun.manner == "voice":
        voice = _speaker_of(scene, described, owner, read)
        if voice is not None and not _of_meeting(scene.marked, described, voice):
            return voice
    named, body = _name(scene, described), None
    if noun.manner == "text" and country is None:
        issuer = _issuing(scene, described, read, speaker_words().career["adopts"])
        if issuer is not None and issuer.speaker.sort == "government" and issuer.state:
            country, body = issuer.state, issuer.body
    speaker = Speaker(named, None, code(country), "document")
    return Voice(speaker, country, described=described, body=body)


def _is_body(marked: Marked, described: Description) -> bool:
    """Return whether a paper's noun ends a body's name: `the Coast Liberation Column`."""
    at = described.head_at
    capital = marked.text[at][0].isupper() and marked.tag[at - 1].startswith("NNP")
    return (
        capital and described.noun in speaker_words().paper_or_body and marked.entity[at] == "ORG"
    )


def _of_meeting(marked: Marked, described: Description, voice: Voice) -> bool:
    """Return whether a paper is the outcome of a meeting, in which no one speaks alone."""
    several = voice.speaker.sort == "group" and (voice.speaker.name is None or bool(voice.parts))
    if not several:
        return is_joint(marked, described)
    return described.noun in speaker_words().outcomes


def is_joint(marked: Marked, described: Description) -> bool:
    """Return whether a paper is called a joint one: `a joint communiqué`."""
    noun = described.head.entry.noun("document") if described.head else None
    before = marked.lower[described.run.start : described.head_at]
    return noun is not None and "joint" in before


def _speaker_of(scene: Scene, described: Description, owner: Owner, read: Read) -> Voice | None:
    """Return whose statement it is: the possessor's, the state's, else the last speaker's."""
    owned = owner()
    if owned is not None and owned.speaker.sort in _SPEAKERS:
        return owned
    maker = _maker(scene, described, read, ("of",))
    if maker is not None:
        return maker
    before = Run(described.run.start, described.head_at)
    country = described.country
    if country is not None and _country_before(scene.marked, before):
        return government(country)
    issuer = _issuing(scene, described, read)
    if issuer is not None:
        return issuer
    if described.definite and not described.many:
        return coreference.last_voice(scene, described.run.start)
    return None


def _issuing(
    scene: Scene, described: Description, read: Read, verbs: frozenset[str] | None = None
) -> Voice | None:
    """Return the subject of the verb whose object a paper is: `Vale issued a statement saying`.

    Of one of some `verbs` alone where they are given.
    """
    marked, doc = scene.marked, scene.document.doc
    paper = described.head_at
    if marked.dep[paper] not in ("dobj", "pobj"):
        return None
    verb = marked.head[paper]
    if marked.dep[paper] == "pobj":  # `said in a statement that`
        verb = marked.head[verb]
    if verbs is not None and marked.lower[verb] not in verbs:
        return None
    for child in doc[verb].children:
        if child.dep_ in ("nsubj", "agent") and child.i < paper:
            voice = read(scene, Run(child.left_edge.i, child.right_edge.i + 1))
            if voice.speaker.sort in _SPEAKERS:
                return voice
    return None


def _country_before(marked: Marked, run: Run) -> bool:
    found = (marked.covering.get(i) for i in range(run.start, run.end))
    return any(mark is not None and mark.entry.country is not None for mark in found)


def _maker(
    scene: Scene, described: Description, read: Read, prepositions: tuple[str, ...]
) -> Voice | None:
    """Return the speaker whom a complement names: `a statement released by the ministry`."""
    marked = scene.marked
    for at in range(described.head_at + 1, described.run.end - 1):
        if marked.lower[at] in prepositions and at not in marked.covering:
            voice = read(scene, Run(at + 1, _maker_end(marked, at + 1, described.run.end)))
            if voice.speaker.sort in _SPEAKERS and (voice.speaker.name or voice.state):
                return voice
    return None


def _maker_end(marked: Marked, start: int, end: int) -> int:
    """Return where a maker's words end: before `and published on Monday`."""
    joined = (
        at
        for at in range(start + 1, end - 1)
        if marked.lower[at] == "and" and marked.tag[at + 1].startswith("VB")
    )
    return next(joined, end)


def _name(scene: Scene, described: Description) -> str | None:
    """Return a paper's name: its own words, or those of a fuller mention of the same noun."""
    own = paper_name(scene.marked, described.head_at, described.run)
    if own is not None and len(own.split()) > 1:
        return own
    if not (described.definite or own):
        return None
    if scene.known.papers is None:
        scene.known.papers = _fullest(scene.marked)
    return scene.known.papers.get(described.noun)


def _fullest(marked: Marked) -> dict[str, str]:
    """Return the names of an article's papers by their head nouns, the longest of each."""
    found: dict[str, str] = {}
    for mark in marked.marks:
        at = mark.end - 1
        if not mark.entry.noun("document") or marked.entity[at] == "ORG":
            continue
        name, noun = paper_name(marked, at, None), marked.lower[at]
        if name and (noun not in found or len(name.split()) > len(found[noun].split())):
            found[noun] = name
    return found
