"""One wording of a matter taken apart: whom it names, what it is about, whether it only points.

`negotiations on a peace agreement between Moscow and Tokyo` is about a deal and peace, between
Japan and Russia; `the document` says only that something was named before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dragoman.ledger.opposites import Shape, Turn, oriented
from dragoman.ledger.words_of_matters import Step, class_of, taken_apart, tells
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.matters import MatterWords, matter_words
from dragoman.vocabulary.opposites import opposites

PartyRole = Literal["source", "target", "joint"]


BARE = "deal"
"""The class that says no more than that there is a deal or talk of one."""

SEVERAL = "deals"
"""The class that says no more than that there are several."""


@dataclass(frozen=True, slots=True)
class Party:
    """A country or body that a wording names: its code or name, and its part in the matter."""

    name: str
    role: PartyRole


@dataclass(frozen=True, slots=True)
class Wording:
    """What a wording says; `subject` holds its content words, classes in place of synonyms.

    `points` is set when it names nothing by itself (`the document`), `relational` when the
    matter lies between its parties, `named` when a proper name stands in the subject. `turn`
    tells whether it names the other end of the matter, `whole` in which words that it is part
    of another.
    """

    subject: tuple[str, ...]
    parties: tuple[Party, ...]
    points: bool
    relational: bool
    named: bool
    turn: Turn = ""
    whole: str = ""

    @property
    def bare(self) -> bool:
        """Whether it says no more than that there is a deal: `the talks`, `such an accord`."""
        return self.subject == (BARE,)


@kept_by_dossier(maxsize=4096)
def wording(words: str, names: frozenset[str] = frozenset()) -> Wording:
    """Return what a wording says, without regard to where it stands.

    `names` are parties that no vocabulary knows, as the article calls them.
    """
    vocabulary = matter_words()
    own, whole = _within(words, names)
    found = taken_apart(own, names)
    told, named = _subject(found, vocabulary)
    parties = _parties(found, vocabulary)
    body = any(party.name not in countries().by_iso3 for party in parties)
    kept, turn = oriented(told, _shape(found, vocabulary), body=body)
    subject = tuple(sorted(kept))
    relational = any(s in vocabulary.relational for s in subject) or any(
        party.role == "joint" for party in parties
    )
    points = not subject or all(word in vocabulary.pointers for word in subject)
    return Wording(subject, parties, points, relational, named, turn, whole)


def _within(words: str, names: frozenset[str]) -> tuple[str, str]:
    """Part the words of a matter from those of the one that they say it lies within."""
    for found in opposites().within.finditer(words):
        own, whole = words[: found.start()], words[found.end() :]
        if own.strip() and not opposites().wholes.isdisjoint(wording(whole, names).subject):
            return own, whole
    return words, ""


def _shape(found: Sequence[Step], vocabulary: MatterWords) -> Shape:
    """Return which word heads a wording's first phrase, and which gerund governs it."""
    told: list[tuple[str, str]] = []
    for step in found:
        word = step.words.lower()
        if told and word in vocabulary.prepositions:
            break
        if tells(step):
            told.append((class_of(step), word.split()[0]))
    if not told:
        return Shape()
    first, last = told[0], told[-1]
    gerund = first[0] if len(told) > 1 and first[1].endswith("ing") else ""
    return Shape(last[0], gerund, first[0])


def _subject(found: Sequence[Step], vocabulary: MatterWords) -> tuple[set[str], bool]:
    subject = {step.term.name for step in found if step.term and step.term.weight == "class"}
    steps: set[str] = set()
    named = False
    for step in found:
        own = step.place or (not step.party and step.term is None)
        if own:
            subject.add(class_of(step))
            named = named or _is_name(step)
        elif step.term and step.term.weight == "steps":
            steps.add(class_of(step))
    points = bool(subject) and subject <= vocabulary.pointers
    if not points and not subject & vocabulary.steps_beside:
        subject |= steps
    return _weighed(subject, vocabulary), named


def _weighed(subject: set[str], vocabulary: MatterWords) -> set[str]:
    """Leave out what adds nothing beside the rest of a subject."""
    told = subject - vocabulary.pointers
    if told == {BARE}:
        return told
    if len(told) > 1:
        subject = {vocabulary.with_others.get(word, word) for word in subject}
    absorbed = {word for one in subject for word in vocabulary.absorbs.get(one, ())}
    return subject - absorbed


def _is_name(step: Step) -> bool:
    """Tell whether a word is a proper name; a capital at the very start tells nothing."""
    rest = step.words[1:]
    return (step.words[:1].isupper() and not step.first) or any(c.isupper() for c in rest)


def _parties(found: Sequence[Step], vocabulary: MatterWords) -> tuple[Party, ...]:
    parties: list[Party] = []
    preposition, used = "", False
    for n, step in enumerate(found):
        word = step.words.lower()
        if step.party and not step.place:
            acted_on = n > 0 and tells(found[n - 1]) and not _qualifies(found, n)
            role = _role(preposition, _qualifies(found, n), vocabulary)
            role = "target" if acted_on else role
            after = found[n + 1] if n + 1 < len(found) else None
            if step.hyphened or (after and after.hyphened and after.party):
                role = "joint"
            parties.append(Party(step.party, role))
            used = True
        elif word in vocabulary.prepositions:
            preposition, used = word, False
        elif used and tells(step):
            preposition, used = "", False
    return tuple(dict.fromkeys(parties))


def _qualifies(found: Sequence[Step], n: int) -> bool:
    """Tell whether the party's name qualifies a noun that follows: `Russian diplomats`."""
    return n + 1 < len(found) and not found[n + 1].party and tells(found[n + 1])


def _role(preposition: str, qualifies: bool, vocabulary: MatterWords) -> PartyRole:
    if preposition in vocabulary.weak and qualifies:
        return "source"
    return vocabulary.prepositions.get(preposition, "source")
