"""Acts told by their words: which act, done to what, with what said beside it.

`Valdoria withdraws its troops from the islands` and `Valdorian soldiers have left` are one act:
`withdrawal`, of `troops`. A demand's act is compared with what later words tell of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.ledger.act_words import Word
from dragoman.vocabulary.fulfilment import fulfilment


@dataclass(frozen=True, slots=True)
class Act:
    """An act: `head` is its class or stem, `patient` what it is done to.

    `beside` are the words that say which patient (`fisheries treaty`, `sanctions on fish`),
    `around` other words of the clause; `number` is how many, `partial` that it is not all.
    """

    head: str
    patient: str = ""
    beside: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    number: int | None = None
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with what follows it in its clause."""

    patient: str = ""
    beside: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    number: int | None = None
    partial: bool = False


def is_content(word: Word) -> bool:
    """Tell whether a token says what an act is done to: no small word, no time, no party."""
    lower = word.lower
    return not (
        word.is_sign
        or word.party
        or lower in fulfilment().empty
        or lower.endswith("ly")
        or lower.isdecimal()
        or (word.text[0].isupper() and lower.endswith(("ian", "ians")))
    )


def number_of(word: Word) -> int | None:
    """Return the number that a token is, None for other words."""
    if word.text.isdecimal():
        return int(word.text)
    return fulfilment().numbers.get(word.lower)


def phrase(tokens: Sequence[Word], *, gerund: bool = False) -> Phrase:
    """Return what an act is done to, from the tokens after its verb.

    `gerund` lets a participle be that (`stopped shelling the port`).
    """
    known = fulfilment()
    closing, leading = known.breaks, known.prepositions
    at, partial = _quantity(tokens)
    number: int | None = None
    content: list[str] = []
    while at < len(tokens):
        word = tokens[at]
        counted = number_of(word)
        if counted is not None and not content:
            if at + 1 < len(tokens) and tokens[at + 1].lower == "of":
                partial, at = True, at + 1
            number = counted
        elif word.is_sign or word.lower in closing or (content and word.lower in leading):
            break
        elif is_content(word):
            content.append(known.thing(word.lower))
            if gerund and len(content) == 1 and known.is_ing(word.lower):
                at += 1
                break
        elif word.lower in known.prepositions and word.lower != "of":
            break
        at += 1
    beside, around = _after(tokens, at)
    if not content:
        return Phrase("", frozenset(), beside | around, number, partial)
    return Phrase(content[-1], frozenset(content[:-1]) | beside, around, number, partial)


def _quantity(tokens: Sequence[Word]) -> tuple[int, bool]:
    """Return how many tokens a quantity takes at the start, and whether it is less than all."""
    known = fulfilment()
    for length in range(min(3, len(tokens)), 0, -1):
        words = " ".join(word.lower for word in tokens[:length])
        if words in known.partial:
            return length, True
        if words in known.whole:
            return length, False
    if len(tokens) > 1 and tokens[0].lower in ("the", "its", "their"):
        inner, partial = _quantity(tokens[1:])
        return (inner + 1, partial) if inner else (0, False)
    return 0, False


def _after(tokens: Sequence[Word], at: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words that hang on a phrase, and the other words of its clause."""
    known = fulfilment()
    beside: set[str] = set()
    around: set[str] = set()
    tight = at < len(tokens) and tokens[at].lower in known.tight
    for n, word in enumerate(tokens[at:]):
        if word.is_sign or (word.lower in known.breaks and word.lower not in known.prepositions):
            break
        if word.lower in known.breaks and n:
            break
        if n and word.lower in known.prepositions and word.lower != "of":
            tight = False
        if is_content(word):
            (beside if tight else around).add(known.thing(word.lower))
    return frozenset(beside), frozenset(around)


def act_of(verb: str, subject: Sequence[Word], rest: Sequence[Word]) -> Act:
    """Return the act of a clause in the active voice: its verb, subject and what follows."""
    known = fulfilment()
    verb, rest = with_particle(verb, rest)
    head = known.act(verb)
    found = phrase(rest, gerund=head == "end" or verb_goes_on(verb))
    mover = _mover(subject)
    if mover.patient and (head in known.movers or not found.patient):
        around = found.around | found.beside | ({found.patient} if found.patient else set())
        return Act(
            head, mover.patient, mover.beside, frozenset(around), mover.number, mover.partial
        )
    return Act(head, found.patient, found.beside, found.around, found.number, found.partial)


def verb_goes_on(verb: str) -> bool:
    """Tell whether a verb says that something else goes on or ends: `resumed shelling`."""
    known = fulfilment()
    return known.act(verb) in known.contrary["end"]


def _mover(subject: Sequence[Word]) -> Phrase:
    """Return what the subject moves: `the last Valdorian soldiers`, but not `the government`."""
    known = fulfilment()
    return phrase([w for w in subject if w.lower not in known.bodies - known.moved])


def with_particle(verb: str, rest: Sequence[Word]) -> tuple[str, Sequence[Word]]:
    """Return a verb with its particle, wherever that stands, and what follows without it."""
    known = fulfilment()
    particles = known.particles.get(verb)
    if not particles:
        return verb, rest
    for n, word in enumerate(rest[:7]):
        if word.is_sign or word.lower in known.breaks:
            break
        if word.lower in particles and not (n and word.lower == "in"):
            return f"{verb} {word.lower}", [*rest[:n], *rest[n + 1 :]]
    return verb, rest


def asked_act(tokens: Sequence[Word]) -> Act | None:
    """Return the act that words ask for: a clause, an infinitive, a noun; None when unknown."""
    known = fulfilment()
    tokens = [w for w in tokens if w.text not in "“”\"'‘’"]
    passive = _passive(tokens)
    if passive:
        return passive
    at = _verb_after_party(tokens)
    if at is None:
        at = _listed(tokens)
    if at is None:
        at = _first_verb(tokens)
    if at is None:
        return None
    word, rest = tokens[at], tokens[at + 1 :]
    noun = known.act_noun(word.lower)
    if noun and rest and known.act(rest[0].lower) == "end" and known.is_listed(rest[0].lower):
        return act_of(rest[0].lower, [word], rest[1:])  # "the building stops"
    if noun and (not known.is_listed(word.lower) or (rest and rest[0].lower in ("of", "to", "on"))):
        if rest and rest[0].lower in ("of", "to", "on", "for"):
            rest = rest[1:]
        found = phrase(rest, gerund=noun == "end")
        before = [w for w in tokens[:at] if is_content(w)]
        if not found.patient and before:
            return Act(noun, known.thing(before[-1].lower), around=found.around)
        return Act(noun, found.patient, found.beside, found.around, found.number, found.partial)
    return act_of(word.lower, tokens[:at], rest)


def _passive(tokens: Sequence[Word]) -> Act | None:
    """Return the act of `the sanctions are lifted`."""
    known = fulfilment()
    for n, word in enumerate(tokens[:-1]):
        after = next((w for w in tokens[n + 1 : n + 4] if is_content(w)), None)
        if word.lower in known.be and after and known.is_past(after.lower):
            subject = phrase(tokens[:n])
            rest = phrase(tokens[tokens.index(after) + 1 :])
            if not subject.patient:
                return None
            around = rest.around | rest.beside | ({rest.patient} if rest.patient else set())
            beside = subject.beside | subject.around
            head = known.act(after.lower)
            return Act(head, subject.patient, beside, around, partial=subject.partial)
    return None


def _verb_after_party(tokens: Sequence[Word]) -> int | None:
    """Return where the verb stands when the act begins with who is to do it."""
    known = fulfilment()
    start = 1 if tokens and tokens[0].lower == "the" else 0
    if len(tokens) <= start + 1:
        return None
    first = tokens[start]
    named = (first.party and first.bare) or (not start and first.lower in known.pronouns)
    if not named:
        return None
    at = start + 1
    while at < len(tokens) and tokens[at].lower in {
        *known.bodies,
        *known.plain_adverbs,
        *known.helpers,
    }:
        at += 1
    return at if at < len(tokens) and is_content(tokens[at]) else None


def _listed(tokens: Sequence[Word]) -> int | None:
    known = fulfilment()
    for n, word in enumerate(tokens):
        if word.party or not (known.is_listed(word.lower) or known.act_noun(word.lower)):
            continue
        return n
    return None


def _first_verb(tokens: Sequence[Word]) -> int | None:
    """Return where an infinitive or participle begins an act: `to abolish visas`."""
    known = fulfilment()
    at = 0
    while at < len(tokens) and tokens[at].lower in known.helpers:
        at += 1
    begins = at > 0 or (bool(tokens) and known.is_ing(tokens[0].lower))
    return at if begins and at < len(tokens) and is_content(tokens[at]) else None
