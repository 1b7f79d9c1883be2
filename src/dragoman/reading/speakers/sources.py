"""Who the words of a source name: one noun phrase read into a voice.

Persons first, then states, papers and their makers, outlets, bodies, unnamed people; pronouns
and bare descriptions go to `coreference`.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.speakers import collectives, coreference, groups, headed, media, pairs
from dragoman.reading.speakers.by_form import of_form
from dragoman.reading.speakers.descriptions import Description, describe, phrase_end
from dragoman.reading.speakers.heard import UNKNOWN, Voice
from dragoman.reading.speakers.joint import joined, together
from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.metonyms import metonym_at, person_called
from dragoman.reading.speakers.papers import is_joint, of_paper
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.rows import Candidate
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.voices import person_voice
from dragoman.reading.syntax import NOMINAL_SUBJECTS
from dragoman.records import Speaker
from dragoman.vocabulary.speakers import speaker_words

_TRIM = frozenset(
    {",", ".", ";", ":", '"', "“", "”", "(", ")", "—", "–", "also", "even", "both", "only"}
)
_DEEPEST = 6
"""Noun phrases within noun phrases: `the spokesman of the head of Vale's office`, and no circle."""
_READINGS = (
    pairs.of_two,
    headed.of_title,
    collectives.of_state,
    media.of_media,
    collectives.of_body,
    collectives.of_people,
)


def read(scene: Scene, run: Run) -> Voice:
    """Return the voice that the words of a source name."""
    run = _extended(scene, _trimmed(scene, run))
    parts = joined(scene, run) if run.end > run.start else [run]
    if len(parts) > 1:
        return together([read_one(scene, part) for part in parts])
    voice = read_one(scene, parts[0] if parts else run)
    named = voice.speaker.name
    bare = voice.speaker.sort == "organisation" and named is not None and named.islower()
    if voice.speaker.sort == "document" or (named and not bare):
        return voice
    return _apposed(scene, run) or voice


def _extended(scene: Scene, run: Run) -> Run:
    """Return a paper's words with the maker behind it: `a statement` + `released by the army`."""
    marked = scene.marked
    at, size = run.end, len(marked.text)
    last = marked.covering.get(run.end - 1)
    if last is None or not last.entry.noun("document"):
        return run
    while at < size and marked.sentence[at] == marked.sentence[run.start] and at - run.end < 3:
        if marked.lower[at] in ("by", "from"):
            return Run(run.start, scene.document.doc[at].right_edge.i + 1)
        if marked.tag[at] not in ("VBN", "IN", "NNP", "NN", "RB"):
            break
        at += 1
    return run


def _apposed(scene: Scene, run: Run) -> Voice | None:
    """Return whom an apposition names: `One of these groups, the Free Coast Movement,`."""
    marked = scene.marked
    commas = [at for at in range(run.start + 1, run.end - 1) if marked.text[at] == ","]
    if commas:
        one = len(commas) == 1 and phrase_end(marked, Run(run.start, commas[0])) >= commas[0] - 3
        return _if_named(read_one(scene, Run(commas[0] + 1, run.end))) if one else None
    start = run.end + 1
    if run.end - run.start < 2 or marked.text[run.end : start] != [","]:
        return None
    if marked.tag[start : start + 1] not in (["DT"], ["NNP"], ["JJ"], ["NN"], ["RB"]):
        return None
    end = start
    while end < len(marked.text) and marked.sentence[end] == marked.sentence[run.start]:
        if marked.text[end] == "," or marked.tag[end][:2] == "VB":
            break
        end += 1
    if marked.text[end : end + 1] != [","]:
        return None
    return _if_named(read_one(scene, Run(start, end)))


def _if_named(voice: Voice) -> Voice | None:
    named = voice.speaker.name is not None and voice.speaker.sort in ("person", "organisation")
    return voice if named else None


def read_one(scene: Scene, run: Run) -> Voice:
    """Return the voice that a single noun phrase names; unknown when it names itself."""
    run = _trimmed(scene, run)
    if run.end <= run.start or len(scene.reading) >= _DEEPEST:
        return UNKNOWN
    scene.reading.append(run)
    try:
        return _read(scene, run)
    finally:
        scene.reading.pop()


def _read(scene: Scene, run: Run) -> Voice:
    first = scene.marked.lower[run.start]
    pronoun = speaker_words().pronouns.get(first)
    if pronoun and (run.end - run.start == 1 or pronoun == "relative"):
        return of_pronoun(scene, run.start, pronoun)
    person = _named_person(scene, run)
    described = describe(scene.marked, run)
    if person is not None and not is_joint(scene.marked, described):
        return person
    copied = _copied(scene, described)
    if copied is not None:
        return read_one(scene, copied)

    def owner() -> Voice | None:
        return _owner(scene, described)

    if not _is_name(scene, described):
        paper = of_paper(scene, described, owner, read)
        if paper is not None:
            return paper
    for reading in _READINGS:
        voice = reading(scene, described, owner)
        if voice is not None:
            return voice
    if pronoun:
        return Voice(Speaker(sort="group"), described=described)
    return of_form(scene, described)


def _copied(scene: Scene, described: Description) -> Run | None:
    """Return the paper of `a copy of his remarks`, `a transcript of the speech`."""
    marked, of = scene.marked, described.head_at + 1
    if described.noun not in speaker_words().copies or of + 1 >= described.run.end:
        return None
    if marked.lower[of] != "of":
        return None
    return Run(of + 1, phrase_end(marked, Run(of + 1, described.run.end)))


def _is_name(scene: Scene, described: Description) -> bool:
    """Return whether the head is a name, or the last word of an outlet's: `the Post`."""
    head = described.head
    if head is None or head.entry.proper:
        return head is not None
    return media.listed_outlet(scene, described) is not None


def _trimmed(scene: Scene, run: Run) -> Run:
    marked = scene.marked
    start, end = run
    while start < end - 1 and marked.lower[start] in _TRIM:
        start += 1
    while end > start + 1 and (marked.possessive(end - 1) or marked.text[end - 1] in _TRIM):
        end -= 1
    return Run(start, end)


def of_pronoun(scene: Scene, token: int, kind: str) -> Voice:
    """Return whom a pronoun of the third person means."""
    gender = coreference.gender_of(scene.marked.lower[token])
    if gender:
        return coreference.he_or_she(scene, token, gender, _called(scene, token))
    if kind == "it":
        return groups.it(scene, token)
    if kind == "they":
        return groups.they(scene, token, read)
    if kind == "both":
        lone = Run(token, token + 1)
        found = pairs.both(scene, lone) or pairs.pair(scene, lone)
        return found or Voice(Speaker(sort="group"))
    if kind == "relative":
        return _antecedent(scene, token)
    return Voice(Speaker(sort="group"))


def _called(scene: Scene, token: int) -> list[Candidate]:
    """Return the persons called by a title or calling as the subject just before a pronoun."""
    marked = scene.marked
    found: list[Candidate] = []
    if token in scene.known.pronouns:
        return found
    for mark in marked.marks_between(marked.back(token, 1), token):
        at, entry = mark.end - 1, mark.entry
        person = entry.office is not None or entry.noun("person") is not None
        person = person or (entry.sense == "demonym" and marked.tag[at] not in ("NNS", "NNPS"))
        if (
            not person
            or entry.many
            or marked.dep[at] not in NOMINAL_SUBJECTS
            or at in scene.cast.at
        ):
            continue
        start = scene.document.doc[at].left_edge.i
        bare = at + 1 not in scene.cast.at and at + 2 not in scene.cast.at  # `the envoy, Ana Vale`
        if marked.lower[start] == "the" and bare:
            voice = read_one(scene, Run(start, at + 1))
            if voice.person is not None:
                found.append(coreference.at_name(scene, Run(start, at + 1), voice.person, 0.0))
    return found


def _antecedent(scene: Scene, token: int) -> Voice:
    """Return the noun phrase before `who` or `which`, read as a source."""
    marked = scene.marked
    verb = marked.head[token]
    noun = marked.head[verb]
    if marked.dep[verb] != "relcl" or noun >= token:
        noun = token - 1
        while noun > 0 and not marked.text[noun][0].isalnum():
            noun -= 1
    named = _apposed_name(scene, noun, token)
    if named is not None:
        return person_voice(scene, named)
    start = scene.document.doc[noun].left_edge.i
    if noun < 0 or marked.lower[noun] in speaker_words().pronouns or token - start > 30:
        return Voice(Speaker(sort="group" if marked.lower[token] == "who" else "unknown"))
    voice = read(scene, Run(start, noun + 1))
    if voice.speaker.sort == "unknown" and marked.lower[token] == "who":
        many = marked.tag[noun] in ("NNS", "NNPS")
        return replace(voice, speaker=replace(voice.speaker, sort="group" if many else "person"))
    return voice


def _apposed_name(scene: Scene, noun: int, token: int) -> Person | None:
    """Return whose name stands between commas behind a noun: `her host in Kest, Ana Vale, who`."""
    marked, at = scene.marked, scene.cast.at
    last = token - 2
    if marked.text[token - 1] != "," or last <= noun or last not in at:
        return None
    first = last
    while first - 1 in at and at[first - 1] is at[last]:
        first -= 1
    return at[last] if first - 1 > noun and marked.text[first - 1] == "," else None


def _named_person(scene: Scene, run: Run) -> Voice | None:
    """Return the person whose name ends the noun phrase, or stands in apposition to it."""
    marked, at = scene.marked, scene.cast.at
    end = phrase_end(marked, run)
    if end - 1 in at:
        return person_voice(scene, at[end - 1])
    if end - run.start == 1 and marked.text[run.start][0].isupper():
        known = scene.cast.called(marked.text[run.start])
        if known is not None and run.start not in marked.covering:
            return person_voice(scene, known)
    meant = metonym_at(marked, end - 1)
    if meant is not None and meant.reading == "person":  # `Washington`, after `Eli Washington`
        return Voice(Speaker(person_called(marked, end - 1), None, None, "person"))
    for token in range(end, run.end):
        if token not in at or token - 1 in at:
            continue
        if marked.text[token - 1] in (",", "—", "–", "("):
            for start in (run.start, _after_comma(scene, run.start, token - 1)):
                described = describe(marked, Run(start, token - 1))
                if described.office or described.is_a("person"):
                    return person_voice(scene, at[token])
        elif _titled_from(scene, token, end, run):
            return person_voice(scene, at[token])
    return None


def _after_comma(scene: Scene, start: int, end: int) -> int:
    """Return where the words behind the last comma begin: `The Front, its leader`."""
    commas = (at + 1 for at in range(end - 2, start, -1) if scene.marked.text[at] == ",")
    return next(commas, start)


def _titled_from(scene: Scene, token: int, end: int, run: Run) -> bool:
    """Return whether a name closes a title with a complement: `Envoy to Kest Ana Vale`."""
    marked, at = scene.marked, scene.cast.at
    head = marked.covering.get(end - 1)
    after = next((i for i in range(token, run.end) if i not in at), run.end)
    return (
        head is not None
        and head.entry.office is not None
        and marked.text[end - 1][0].isupper()
        and marked.tag[token - 1] not in ("IN", "TO", "DT")
        and (after == run.end or marked.text[after] in (",", "("))
    )


def _owner(scene: Scene, described: Description) -> Voice | None:
    """Return who stands in the possessive, or as a bare name, before a noun."""
    marked, at = scene.marked, scene.cast.at
    for token in range(described.head_at - 1, described.run.start - 1, -1):
        if token in at:
            return person_voice(scene, at[token])
        kind = speaker_words().pronouns.get(marked.lower[token])
        if marked.tag[token] == "PRP$" and kind in ("he", "she", "it", "they"):
            return of_pronoun(scene, token, kind)
        if marked.tag[token] == "PRP$" and kind in ("i", "we") and scene.speaking is not None:
            return scene.speaking
        if marked.possessive(token) and token > described.run.start:
            return read_one(scene, Run(described.run.start, token))
    for token in range(described.head_at + 1, described.run.end - 1):
        if marked.lower[token] in ("for", "to") and token + 1 in at:
            return person_voice(scene, at[token + 1])  # `a spokesman for Vale`
        if marked.lower[token] == "for":
            titled = Run(token + 1, described.run.end)  # `a spokesman for Prime Minister Vale`
            named = phrase_end(marked, titled) - 1
            if named in at:
                return person_voice(scene, at[named])
            return _of_office(scene, Run(token + 1, described.run.end))
    return None


def _of_office(scene: Scene, run: Run) -> Voice | None:
    """Return who holds an office: of `a spokesman for the prime minister`."""
    served = describe(scene.marked, run)
    if served.office is None or served.many or not served.definite:
        return None
    return read_one(scene, run)
