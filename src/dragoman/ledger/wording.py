"""One wording of a matter taken apart: whom it names, what it is about, whether it only points.

`negotiations on a peace agreement between Moscow and Tokyo` is about a deal and peace, between
Japan and Russia; `the document` says only that something was named before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from dragoman.ledger.opposites import Shape, Turn, oriented
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.matters import LONGEST, MatterWords, Term, matter_words, stem
from dragoman.vocabulary.names import tidy
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.opposites import opposites

PartyRole = Literal["source", "target", "joint"]

_TOKEN = re.compile(r"[^\W_]+(?:['’.&/\-‐‑–—][^\W_]+)*['’]?(?:(?<=s['’])|(?<=[^'’]))")
_HYPHEN = re.compile(r"[-‐‑–—/]")
_LONGEST_NAME = 6

BARE = "deal"
"""The class that says no more than that there is a deal or talk of one."""


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


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    follows: bool
    """Whether nothing but a blank stands between this token and the one before."""
    hyphened: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """What is looked up while a wording is taken apart."""

    vocabulary: MatterWords
    names: frozenset[str]

    def party(self, words: str) -> str:
        """Return the code of a country or the name of a body, empty for other words."""
        if not any(part[:1].isupper() for part in words.split()[:2]):
            return ""
        own = tidy(words).removeprefix("the ")
        if own in self.names:
            return own
        return party_of(words) or ""


@dataclass(frozen=True, slots=True)
class _Found:
    """One step through the wording: a party, a term, a word of its own, or a preposition."""

    words: str
    party: str = ""
    place: bool = False
    term: Term | None = None
    hyphened: bool = False
    first: bool = False
    unlisted: bool = False


@lru_cache(maxsize=65536)
def wording(words: str, names: frozenset[str] = frozenset()) -> Wording:
    """Return what a wording says, without regard to where it stands.

    `names` are parties that no vocabulary knows, as the article calls them.
    """
    vocabulary = matter_words()
    known = _Known(vocabulary, names)
    own, whole = _within(words, names)
    found = _with_named(_cut(_steps(_tokens(own, known), known), vocabulary), vocabulary)
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


def words_and_classes(words: str) -> list[tuple[str, str]]:
    """Return a wording's words in order, each with its class or stem, empty for a party."""
    known = _Known(matter_words(), frozenset())
    found = _steps(_tokens(words, known), known)
    return [(step.words, "" if step.party else _called(step)) for step in found]


def _within(words: str, names: frozenset[str]) -> tuple[str, str]:
    """Part the words of a matter from those of the one that they say it lies within."""
    for found in opposites().within.finditer(words):
        own, whole = words[: found.start()], words[found.end() :]
        if own.strip() and not opposites().wholes.isdisjoint(wording(whole, names).subject):
            return own, whole
    return words, ""


def _shape(found: Sequence[_Found], vocabulary: MatterWords) -> Shape:
    """Return which word heads a wording's first phrase, and which gerund governs it."""
    told: list[tuple[str, str]] = []
    for step in found:
        word = step.words.lower()
        if told and word in vocabulary.prepositions:
            break
        if _tells(step):
            told.append((_called(step), word.split()[0]))
    if not told:
        return Shape()
    first, last = told[0], told[-1]
    gerund = first[0] if len(told) > 1 and first[1].endswith("ing") else ""
    return Shape(last[0], gerund, first[0])


def _called(step: _Found) -> str:
    if step.term and step.term.weight == "class":
        return step.term.name
    return stem(tidy(step.words).lower().removeprefix("the "))


def _tokens(words: str, known: _Known) -> list[_Token]:
    """Return the words; `Russia-Japan` becomes two, `visa-free` and `two-state` stay one."""
    tokens: list[_Token] = []
    end = 0
    for match in _TOKEN.finditer(words):
        follows = not words[end : match.start()].strip()
        end = match.end()
        whole = match.group()
        parts = _HYPHEN.split(whole)
        listed = known.vocabulary.term((whole.lower(),)) or known.party(whole)
        if len(parts) == 1 or listed or not any(known.party(part) for part in parts):
            tokens.append(_Token(whole, follows, hyphened=False))
        else:
            tokens += [
                _Token(part, follows if n == 0 else True, hyphened=n > 0)
                for n, part in enumerate(parts)
                if part
            ]
    return tokens


def party_of(words: str) -> str | None:
    """Return the code of the country or the name of the body that words name, None for others.

    A state that is no more goes by the one that goes on with its matters.
    """
    country = countries().find(words)
    if country:
        return matter_words().continued.get(country.iso3, country.iso3)
    named = bodies().candidates(words)
    return named[0].name if len(named) == 1 and named[0].sort == "organisation" else None


def _steps(tokens: Sequence[_Token], known: _Known) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    while at < len(tokens):
        step, length = _step(tokens, at, known)
        found.append(step)
        at += length
        if step.party and at < len(tokens):
            at += tidy(tokens[at].words.lower()) in known.vocabulary.institutions
    return found


def _step(tokens: Sequence[_Token], at: int, known: _Known) -> tuple[_Found, int]:
    vocabulary = known.vocabulary
    run = 1
    while run < LONGEST and at + run < len(tokens) and tokens[at + run].follows:
        run += 1
    for length in range(min(run, _LONGEST_NAME), 0, -1):
        words = " ".join(token.words for token in tokens[at : at + length])
        party = known.party(words)
        if party:
            after = tokens[at + length].words.lower() if at + length < len(tokens) else ""
            place = _is_place(words, tokens[at - 1].words if at else "", after, vocabulary)
            place = place and not _hyphened(tokens, at, length)
            return _Found(words, party, place, hyphened=tokens[at].hyphened), length
        term = vocabulary.term(tuple(tidy(words.lower()).split()))
        if term:
            return _Found(words, term=term), length
    return _Found(tokens[at].words, first=at == 0), 1


def _hyphened(tokens: Sequence[_Token], at: int, length: int) -> bool:
    after = at + length
    return tokens[at].hyphened or (after < len(tokens) and tokens[after].hyphened)


def _is_place(words: str, before: str, after: str, vocabulary: MatterWords) -> bool:
    """Tell whether a capital's name is that of a place: `talks in Minsk`, `the Minsk accords`."""
    known = countries()
    if known.named(words) or known.demonym(words) or not known.find(words):
        return False
    if before.lower() in ("in", "at"):
        return True
    term = vocabulary.term((after,))
    possessive = words != tidy(words)
    if possessive or term is None:
        return False
    return vocabulary.with_others.get(term.name, term.name) in vocabulary.steps_beside


def _cut(found: Sequence[_Found], vocabulary: MatterWords) -> list[_Found]:
    """Leave out the clause that follows a name: `an agreement that would embody peace`."""
    started = False
    for n, step in enumerate(found):
        if started and step.words.lower() in vocabulary.breaks:
            return list(found[:n])
        started = started or bool(step.party) or _tells(step)
    return list(found)


def _with_named(found: Sequence[_Found], vocabulary: MatterWords) -> list[_Found]:
    """Take a name that no list knows for a party where words say that it is one of two.

    `talks with Kestrelia`, `a treaty between Valdoria and Kestrelia`.
    """
    known: list[_Found] = []
    joint = False
    for n, step in enumerate(found):
        word = step.words.lower()
        if word in vocabulary.prepositions:
            joint = vocabulary.prepositions[word] == "joint"
        elif joint and _is_unknown(step) and n + 1 < len(found) and _is_title(found[n + 1]):
            continue  # "Foreign Minister Kono" is Kono
        elif joint and _is_unknown(step) and not _before_noun(found, n):
            before = known[-1]
            if before.party and before.unlisted:
                known[-1] = replace(before, party=f"{before.party} {tidy(step.words)}")
                continue
            known.append(replace(step, party=tidy(step.words), unlisted=True))
            continue
        elif joint and _is_title(step):
            continue
        elif not step.party and _tells(step):
            joint = False
        known.append(step)
    return known


def _before_noun(found: Sequence[_Found], n: int) -> bool:
    after = found[n + 1] if n + 1 < len(found) else None
    return after is not None and _tells(after) and not after.words[:1].isupper()


def _is_unknown(step: _Found) -> bool:
    plain = not step.party and step.term is None and not step.first
    return plain and step.words[:1].isupper() and not _is_title(step)


def _is_title(step: _Found) -> bool:
    return not step.party and step.term is None and offices().find(step.words) is not None


def _tells(step: _Found) -> bool:
    return not step.party and (step.term is None or step.term.weight in ("class", "steps"))


def _subject(found: Sequence[_Found], vocabulary: MatterWords) -> tuple[set[str], bool]:
    subject = {step.term.name for step in found if step.term and step.term.weight == "class"}
    steps: set[str] = set()
    named = False
    for step in found:
        own = step.place or (not step.party and step.term is None)
        if own:
            subject.add(_called(step))
            named = named or _is_name(step)
        elif step.term and step.term.weight == "steps":
            steps.add(_called(step))
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


def _is_name(step: _Found) -> bool:
    """Tell whether a word is a proper name; a capital at the very start tells nothing."""
    rest = step.words[1:]
    return (step.words[:1].isupper() and not step.first) or any(c.isupper() for c in rest)


def _parties(found: Sequence[_Found], vocabulary: MatterWords) -> tuple[Party, ...]:
    parties: list[Party] = []
    preposition, used = "", False
    for n, step in enumerate(found):
        word = step.words.lower()
        if step.party and not step.place:
            acted_on = n > 0 and _tells(found[n - 1]) and not _qualifies(found, n)
            role = _role(preposition, _qualifies(found, n), vocabulary)
            role = "target" if acted_on else role
            after = found[n + 1] if n + 1 < len(found) else None
            if step.hyphened or (after and after.hyphened and after.party):
                role = "joint"
            parties.append(Party(step.party, role))
            used = True
        elif word in vocabulary.prepositions:
            preposition, used = word, False
        elif used and _tells(step):
            preposition, used = "", False
    return tuple(dict.fromkeys(parties))


def _qualifies(found: Sequence[_Found], n: int) -> bool:
    """Tell whether the party's name qualifies a noun that follows: `Russian diplomats`."""
    return n + 1 < len(found) and not found[n + 1].party and _tells(found[n + 1])


def _role(preposition: str, qualifies: bool, vocabulary: MatterWords) -> PartyRole:
    if preposition in vocabulary.weak and qualifies:
        return "source"
    return vocabulary.prepositions.get(preposition, "source")
