"""Nouns for what is done or agreed between parties, and the words that lead to them.

The table is `data/dealings.toml`. A stance needs a matter, and a matter's name leaves off what
leads to it (`the resumption of`) and what judges it (`serious`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.vocabulary.files import table
from dragoman.vocabulary.inflection import all_verb_forms, both_numbers, ing, verb_forms

FILE = "dealings.toml"


@dataclass(frozen=True, slots=True)
class Dealings:
    """Single lower-cased words in all their forms, by what they do for a matter's name.

    `references` may stand for a matter named elsewhere (`the document`); talks that go on are no
    `occasions`, and none that stand `behind` a word. `opposing` verbs, each form with its gerund,
    belong to the name (`halting the drilling`), `leading_verbs` do not. Putting off `burdens`
    (sanctions, drills) is no deferral. `said_by` leads from `the request` to the verbs by which
    something was asked.
    """

    deals: frozenset[str]
    talks: frozenset[str]
    occasions: frozenset[str]
    behind: frozenset[str]
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
        deals=both_numbers(data["deals"]["words"]),
        talks=both_numbers(data["talks"]["words"]),
        occasions=both_numbers(data["occasions"]["words"]),
        behind=frozenset(data["occasions"]["behind"]),
        measures=both_numbers(data["measures"]["words"]),
        references=both_numbers(data["references"]["words"]),
        leading_nouns=both_numbers(leading["nouns"]),
        leading_verbs=all_verb_forms(leading["verbs"]),
        opposing={form: ing(verb) for verb in leading["opposing"] for form in verb_forms(verb)},
        plain=frozenset(data["plain"]["words"]),
        burdens=both_numbers(data["burdens"]["words"]),
        texts=both_numbers(data["texts"]["words"]),
        common=frozenset(data["common"]["words"]),
        empty=frozenset(data["empty"]["words"]),
        ties=both_numbers(data["ties"]["words"]),
        joining=all_verb_forms(data["joining"]["words"]),
        issues=both_numbers(data["issues"]["words"]),
        said_by={noun: all_verb_forms(verbs) for noun, verbs in data["said_by"].items()},
    )
