"""The words of a matter one by one: parties, words of the vocabulary, words of its own.

`Russia-Japan talks` is two parties and a class; `the Minsk accords` names a place, no party.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.matters import LONGEST, MatterWords, Term, matter_words, stem
from dragoman.vocabulary.names import tidy
from dragoman.vocabulary.offices import offices

_TOKEN = re.compile(r"[^\W_]+(?:['’.&/\-‐‑–—][^\W_]+)*['’]?(?:(?<=s['’])|(?<=[^'’]))")
_HYPHEN = re.compile(r"[-‐‑–—/]")
_LONGEST_NAME = 6


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
class Step:
    """One step through the wording: a party, a term, a word of its own, or a preposition."""

    words: str
    party: str = ""
    place: bool = False
    term: Term | None = None
    hyphened: bool = False
    first: bool = False
    unlisted: bool = False


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


def _steps(tokens: Sequence[_Token], known: _Known) -> list[Step]:
    found: list[Step] = []
    at = 0
    while at < len(tokens):
        step, length = _step(tokens, at, known)
        found.append(step)
        at += length
        if step.party and at < len(tokens):
            at += tidy(tokens[at].words.lower()) in known.vocabulary.institutions
    return found


def _step(tokens: Sequence[_Token], at: int, known: _Known) -> tuple[Step, int]:
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
            return Step(words, party, place, hyphened=tokens[at].hyphened), length
        term = vocabulary.term(tuple(tidy(words.lower()).split()))
        if term:
            return Step(words, term=term), length
    return Step(tokens[at].words, first=at == 0), 1


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


def class_of(step: Step) -> str:
    """Return the class of a word of the vocabulary, the stem of another."""
    if step.term and step.term.weight == "class":
        return step.term.name
    return stem(tidy(step.words).lower().removeprefix("the "))


def _cut(found: Sequence[Step], vocabulary: MatterWords) -> list[Step]:
    """Leave out the clause that follows a name: `an agreement that would embody peace`."""
    started = False
    for n, step in enumerate(found):
        if started and step.words.lower() in vocabulary.breaks:
            return list(found[:n])
        started = started or bool(step.party) or tells(step)
    return list(found)


def _with_named(found: Sequence[Step], vocabulary: MatterWords) -> list[Step]:
    """Take a name that no list knows for a party where words say that it is one of two.

    `talks with Kestrelia`, `a treaty between Valdoria and Kestrelia`.
    """
    known: list[Step] = []
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
        elif not step.party and tells(step):
            joint = False
        known.append(step)
    return known


def _before_noun(found: Sequence[Step], n: int) -> bool:
    after = found[n + 1] if n + 1 < len(found) else None
    return after is not None and tells(after) and not after.words[:1].isupper()


def _is_unknown(step: Step) -> bool:
    plain = not step.party and step.term is None and not step.first
    return plain and step.words[:1].isupper() and not _is_title(step)


def _is_title(step: Step) -> bool:
    return not step.party and step.term is None and offices().find(step.words) is not None


def tells(step: Step) -> bool:
    """Tell whether a word says what a matter is about: a class, a step, a word of its own."""
    return not step.party and (step.term is None or step.term.weight in ("class", "steps"))


def words_and_classes(words: str) -> list[tuple[str, str]]:
    """Return a wording's words in order, each with its class or stem, empty for a party."""
    found = _every(words, frozenset())
    return [(step.words, "" if step.party else class_of(step)) for step in found]


def taken_apart(words: str, names: frozenset[str]) -> list[Step]:
    """Return the steps through a wording; `names` are parties that no vocabulary knows.

    A clause that follows the name is left out, and a name that no list knows is a party where
    words say that it is one of two.
    """
    vocabulary = matter_words()
    return _with_named(_cut(_every(words, names), vocabulary), vocabulary)


def _every(words: str, names: frozenset[str]) -> list[Step]:
    known = _Known(matter_words(), names)
    return _steps(_tokens(words, known), known)
