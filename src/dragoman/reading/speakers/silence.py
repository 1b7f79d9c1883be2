"""Persons of whom an article says that they did not speak: `Vale was abroad`, `said nothing`.

A pronoun behind such a sentence means somebody else, though the silent one was named last.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.reading.speakers.marked import Run
from dragoman.reading.speakers.persons import Person
from dragoman.reading.speakers.scene import Scene
from dragoman.vocabulary.speakers import speaker_words

_LONGEST = 40
"""Tokens behind a name in which its clause is looked at."""


def is_silent(scene: Scene, name: Run) -> bool:
    """Return whether the clause of a name says that its bearer was not there or did not speak.

    Not where it goes on: `Vale declined to comment but said ...`.
    """
    if name.start not in scene.known.silent:
        words = scene.marked.words(Run(name.end, _clause_end(scene, name))).lower()
        plain = words.replace("n't", " not").replace("n’t", " not")
        found = _silence().search(plain)
        scene.known.silent[name.start] = found is not None and " but " not in plain[found.end() :]
    return scene.known.silent[name.start]


def was_silent(scene: Scene, person: Person, token: int) -> bool:
    """Return whether a person is said to be silent in the sentence of a token."""
    sentence = scene.document.sentences[scene.marked.sentence[token]]
    mentions = scene.cast.between(sentence.start, sentence.end)
    return any(is_silent(scene, run) for run, named in mentions if named is person)


def _clause_end(scene: Scene, name: Run) -> int:
    """Return where the words on a name end: at its sentence's end, or at another's name."""
    marked, at = scene.marked, scene.cast.at
    end = min(name.end + _LONGEST, len(marked.text))
    for token in range(name.end, end):
        other = at.get(token)
        if marked.sentence[token] != marked.sentence[name.start] or marked.text[token] == ";":
            return token
        if other is not None and other is not at.get(name.start):
            return token
    return end


@cache
def _silence() -> re.Pattern[str]:
    words = speaker_words().silence
    negated, gone, phrases = (
        "|".join(re.escape(phrase) for phrase in sorted(words[key]))
        for key in ("not", "gone", "phrases")
    )
    return re.compile(
        rf"\b(?:not (?:\w+ly )?(?:{negated})"
        rf"|(?:is|was|were|be|been|being|stay|stays|stayed|remained|kept) (?:{gone})"
        rf"|{phrases})\b"
    )
