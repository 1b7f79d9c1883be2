"""What one clause was found to say of a matter, and how two stance words add up.

"Agreed to postpone" defers, "refused to rule out" is open, "urged them not to sign" rejects:
the outer word's stance and the inner word's make one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.reading.stance.clauses import (
    CAN,
    NO,
    WILL,
    Clause,
    is_finite,
    is_infinitive,
    is_perfect,
    lacks,
    modals,
    negated,
    subject,
)
from dragoman.reading.stance.voice import Voice, Whose
from dragoman.records import Stance
from dragoman.vocabulary.phrases import Phrases
from dragoman.vocabulary.stance import WordClass


@dataclass(frozen=True, slots=True)
class Content:
    """A content under reading: its document, its words in lower case, its voice, its tokens."""

    doc: Doc
    words: Sequence[str]
    voice: Voice
    inside: frozenset[int]

    def whose(self, clause: Clause) -> Whose:
        """Return whose clause it is; one that begins without a subject is its speaker's own."""
        who = clause.who
        if who is not None and who.i not in self.inside and is_finite(clause.head):
            opens = clause.start - 1 not in self.inside
            return "own" if opens and not self.voice.indirect else self.voice.whose(who)
        if who is not None or clause.head.i not in self.inside:
            return self.voice.whose(who)
        opens = clause.start - 1 not in self.inside and is_finite(clause.head)
        return "own" if opens and not clause.passive else "nobody"

    def stands(self, lexicon: Phrases[bool], verb: Token) -> bool:
        """Return whether an entry stands at a verb."""
        return any(
            tuple(self.words[verb.i + 1 : verb.i + 1 + len(rest)]) == rest
            for rest, _ in lexicon.starting(verb.lower_)
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A stance and what carries it.

    `cue` are token positions, end exclusive; `about` is the head of the noun phrase or act that
    it is about; `turns` says that "for now" and "until" change it; `weight` is its certainty.
    """

    stance: Stance
    cue: tuple[int, int]
    about: Token | None
    turns: bool
    weight: float
    rule: str

    @property
    def slight(self) -> bool:
        """Return whether it counts only once a condition has turned it."""
        return self.rule.startswith("slight")

    def with_stance(self, stance: Stance, rule: str) -> Finding:
        """Return the finding with another stance, its rule named after the first one."""
        return replace(self, stance=stance, rule=f"{self.rule}, {rule}")


_SUMS: dict[tuple[Stance, Stance], Stance] = {
    ("supports", "rejects"): "rejects",
    ("supports", "defers"): "defers",
    ("supports", "open"): "open",
    ("supports", "conditional"): "conditional",
    ("open", "rejects"): "rejects",
    ("open", "defers"): "defers",
    ("rejects", "rejects"): "open",
}


def summed(outer: Stance, inner: Stance | None) -> Stance:
    """Return the stance of a word whose complement has a stance of its own."""
    return _SUMS.get((outer, inner), outer) if inner is not None else outer


def turned_down(stance: Stance) -> Stance:
    """Return the stance of a word whose complement is negated: `agreed not to sign`."""
    return "open" if stance == "rejects" else "rejects"


def in_mood(head: Token, kind: WordClass, target: Token | None = None) -> Stance | None:
    """Return a class's stance under the negation and modal verbs of its clause.

    A `no` before what is wanted or accepted negates as well: "we want no bases here".
    """
    ability = modals(head)
    if head.i and head.nbor(-1).lower_ in _ONLY:
        ability -= CAN  # "we can only welcome it", "we cannot but welcome it"
    if (ability and is_perfect(head)) or (kind.name == "liking" and not ability & WILL):
        return None
    if kind.name == "deciding" and (ability & WILL or is_infinitive(head)):
        # "is to decide", "will decide": nothing is decided yet
        return None
    if kind.name == "content" and ability & WILL:
        # "would be happy to" is ready to, "is happy to" does
        return "rejects" if negated(head) else "open"
    if kind.name == "foreseeing" and (not _sees(head) or is_infinitive(head) or is_perfect(head)):
        return None  # "had not seen the text"
    if negated(head) != _none_of(target):
        # "have not yet agreed" reports a state of talks; it refuses nothing
        still = kind.stance == "supports" and any(c.lower_ == "yet" for c in head.children)
        if kind.stance == "rejects" and kind.negated == "open" and _by_nobody(head):
            return "supports"  # "nobody is against the truce"
        return None if still else kind.negated
    if ability & CAN:
        return "open" if kind.stance in ("supports", "open") else None
    return kind.stance


def _sees(head: Token) -> bool:
    """Return whether a verb of seeing is in the present and sees something that is named."""
    seen = next((c for c in head.children if c.dep_ == "dobj"), None)
    return head.tag_ in ("VB", "VBP", "VBZ") and seen is not None and seen.tag_ != "PRP"


def _none_of(target: Token | None) -> bool:
    """Return whether the object of a verb is said not to be: `accepts no mediation`."""
    return target is not None and target.dep_ == "dobj" and lacks(target)


def _by_nobody(head: Token) -> bool:
    who = subject(head)
    return who is not None and (who.lower_ in NO or lacks(who))


def classes_at(
    lexicon: Phrases[WordClass], token: Token, words: Sequence[str]
) -> list[tuple[WordClass, tuple[str, ...]]]:
    """Return the classes of the word at a token with its further words, longest entry first.

    A particle or preposition may stand apart from its verb (`ruled it out`).
    """
    found = []
    for rest, kind in lexicon.starting(token.lower_):
        if not rest or tuple(words[token.i + 1 : token.i + 1 + len(rest)]) == rest:
            found.append((kind, rest))
        elif words[min(token.i + 1, len(words) - 1)] in _FARTHER - {rest[0]}:
            continue  # "look forward to" is no "look to"
        elif kind.name in _PARTING and any(c.dep_ == "dobj" for c in token.children):
            continue  # "withdraw the troops from the zone" parts with no zone
        elif any(
            c.lower_ == rest[0] and c.i > token.i and c.dep_ in _PARTICLES and not _dates(c)
            for c in token.children
        ):
            start = next(c.i for c in token.children if c.lower_ == rest[0] and c.i > token.i)
            if tuple(words[start : start + len(rest)]) == rest:
                found.append((kind, rest))
    return found


def _dates(preposition: Token) -> bool:
    """Return whether a preposition leads to a day: `called her on Friday` is no call on anybody."""
    return any(c.dep_ == "pobj" and c.ent_type_ in _DAYS for c in preposition.children)


_DAYS = frozenset({"DATE", "TIME"})
_FARTHER = frozenset({"forward", "back", "up", "down", "out", "away", "over", "off"})
_ONLY = frozenset({"only", "but"})
_PARTING = frozenset({"breaking", "withdrawing"})
_PARTICLES = frozenset({"prt", "prep", "advmod", "agent", "acomp", "oprd"})
