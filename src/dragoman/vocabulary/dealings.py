"""Nouns for what is done or agreed between parties, and the words that lead to them.

The table is `data/dealings.toml`. A stance needs a matter, and a matter's name leaves off what
leads to it (`the resumption of`) and what judges it (`serious`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import ing, plural, verb_forms

FILE = "dealings.toml"


@dataclass(frozen=True, slots=True)
class Dealings:
    """Single lower-cased words in all their forms, by what they do for a matter's name.

    `references` may stand for a matter named elsewhere (`the document`); `opposing` verbs,
    each form with its gerund, belong to the name (`halting the drilling`), `leading_verbs` do
    not. Putting off `burdens` (sanctions, drills) is no deferral. `said_by` leads from `the
    request` to the verbs by which something was asked.
    """

    deals: frozenset[str]
    talks: frozenset[str]
    measures: frozenset[str]
    references: frozenset[str]
    leading_nouns: frozenset[str]
    leading_verbs: frozenset[str]
    opposing: dict[str, str]
    plain: frozenset[str]
    burdens: frozenset[str]
    texts: frozenset[str]
    common: frozenset[str]
    empty: frozenset[str]
    joining: frozenset[str]
    ties: frozenset[str]
    issues: frozenset[str]
    said_by: dict[str, frozenset[str]]

    def named_by(self, word: str) -> bool:
        """Return whether a lower-cased noun names a deal, talks or a measure."""
        return word in self.deals or word in self.talks or word in self.measures


@cache
def dealings() -> Dealings:
    """Return the vocabulary of deals, talks and measures."""
    data = table(FILE)
    leading = data["leading"]
    return Dealings(
        deals=_all(data["deals"]["words"], _numbers),
        talks=_all(data["talks"]["words"], _numbers),
        measures=_all(data["measures"]["words"], _numbers),
        references=_all(data["references"]["words"], _numbers),
        leading_nouns=_all(leading["nouns"], _numbers),
        leading_verbs=_all(leading["verbs"], verb_forms),
        opposing={form: ing(verb) for verb in leading["opposing"] for form in verb_forms(verb)},
        plain=frozenset(data["plain"]["words"]),
        burdens=_all(data["burdens"]["words"], _numbers),
        texts=_all(data["texts"]["words"], _numbers),
        common=frozenset(data["common"]["words"]),
        empty=frozenset(data["empty"]["words"]),
        ties=_all(data["ties"]["words"], _numbers),
        joining=_all(data["joining"]["words"], verb_forms),
        issues=_all(data["issues"]["words"], _numbers),
        said_by={noun: _all(verbs, verb_forms) for noun, verbs in data["said_by"].items()},
    )


def _numbers(noun: str) -> Iterable[str]:
    return (noun, plural(noun))


def _all(words: Sequence[str], forms: Callable[[str], Iterable[str]]) -> frozenset[str]:
    return frozenset(form for word in words for form in forms(word))
