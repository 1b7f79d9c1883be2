"""What the words of a question ask for, and how it names those whose words are asked for.

Data: `data/questions.toml`, in whose head its keys are explained; lookups take lower-cased words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.records import CONDITION_KINDS, STANCES
from dragoman.vocabulary.cues import KINDS
from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import listed_forms
from dragoman.vocabulary.phrases import Phrases

FILE = "questions.toml"

_KNOWN: Mapping[str, tuple[str, ...]] = {
    "stances": STANCES,
    "cues": KINDS,
    "conditions": CONDITION_KINDS,
}


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """What a statement has that a sort of question asks for: any of it will do."""

    sort: str
    stances: frozenset[str]
    cues: frozenset[str]
    conditions: frozenset[str]
    grounds: bool
    figures: bool


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The vocabulary of questions; the head of the data file tells what each list is for."""

    sought: Phrases[Sought]
    of: frozenset[str]
    voiced: Phrases[None]
    views: frozenset[str]
    openers: frozenset[str]
    subjects: frozenset[str]


@cache
def question_words() -> QuestionWords:
    """Return the vocabulary of questions.

    Raises VocabularyError when a sort names an unknown stance, or kind of cue or condition.
    """
    data = table(FILE)
    naming = data["naming"]
    sorts = [(_sought(name, sort), sort) for name, sort in data["sort"].items()]
    return QuestionWords(
        sought=Phrases((words, sought) for sought, sort in sorts for words in listed_forms(sort)),
        of=frozenset(naming["of"]),
        voiced=Phrases((words, None) for words in naming["voiced"]),
        views=frozenset(naming["views"]),
        openers=frozenset(naming["openers"]),
        subjects=frozenset(naming["subjects"]),
    )


def _sought(name: str, sort: Mapping[str, Any]) -> Sought:
    for column, known in _KNOWN.items():
        if not {*sort[column]} <= {*known}:
            raise VocabularyError(f"{FILE}, {name}: {column} may be {', '.join(known)}.")
    return Sought(
        sort=name,
        stances=frozenset(sort["stances"]),
        cues=frozenset(sort["cues"]),
        conditions=frozenset(sort["conditions"]),
        grounds=sort.get("grounds", False),
        figures=sort.get("figures", False),
    )
