"""Whether a clause is told as a fact, as its denial, as words of somebody, or as none of these.

A clause is judged by its own helpers and negations and by all that it hangs on. What is wanted,
feared, asked for, supposed or hedged is no account of what happened.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.syntax import SUBJECTS, TENSED, child, is_verb, subject
from dragoman.vocabulary.accounts import AccountWords, account_words

STEPS = 10
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"})
_OTHER = frozenset({"may", "might", "could", "can", "ca", "should", "must", "ought", "need"})
_HAVE = frozenset({"has", "have", "'ve", "’ve", "having"})
_TURNED = ("had", "were", "should")
_LESSER = ("more", "fewer", "less", "later", "longer")
_UNDER = frozenset(
    {
        "ccomp",
        "xcomp",
        "acl",
        "advcl",
        "pcomp",
        "relcl",
        "conj",
        "parataxis",
        "csubj",
        "dep",
        "prep",
    }
)


@dataclass(frozen=True, slots=True)
class Told:
    """How a clause is told: `by` is the verb of saying right above it, if there is one."""

    holds: bool
    denied: bool
    lasting: bool
    real: bool
    by: Token | None


def told(verb: Token) -> Told | None:
    """Return how the clause of a verb is told, None where it is no account of anything."""
    words = account_words()
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _OTHER or not _is_clause(verb, helpers, words) or _unsure(verb, words):
        return None
    holds = not _negated(verb, words)
    if _undone(verb, words):
        holds = not holds
    real = not helpers & _FUTURE
    found = _above(verb, words)
    if found is None:
        return None
    if (found.unsaid or found.vouched) and real:
        return None
    holds = holds != found.unsaid
    still = any(c.lower_ in words.lasting for c in verb.children if c.dep_ in ("advmod", "neg"))
    return Told(
        holds=holds != found.denied,
        denied=found.denied,
        lasting=still or bool(helpers & _HAVE) or _has(verb),
        real=real,
        by=found.by,
    )


def _undone(verb: Token, words: AccountWords) -> bool:
    """Tell whether what a clause hangs on says it was not done: `failed to`, `without signing`."""
    head = verb.head
    if verb.dep_ == "xcomp":
        return head.lower_ in words.failing or _is_yet_to(verb)
    if verb.dep_ != "pcomp":
        return False
    if head.lower_ in ("without", "instead", "than"):
        return True
    above = head.head.lower_
    return head.lower_ in ("from", "of") and (above in words.failing or above in ("short", "far"))


def _has(verb: Token) -> bool:
    """Tell whether what a clause hangs on `has` been done: `has stopped issuing visas`."""
    if verb.dep_ != "xcomp":
        return False
    return any(c.dep_ == "aux" and c.lower_ in _HAVE for c in verb.head.children)


def _is_yet_to(verb: Token) -> bool:
    """Tell whether something `has yet to` be done or `is still to` come."""
    head = verb.head
    if head.lower_ not in ("has", "have", "had", "is", "are", "was", "were", "remains"):
        return False
    return any(c.lower_ in ("yet", "still") for c in (*head.children, *verb.children))


def _was_one_to(verb: Token) -> bool:
    """Tell whether somebody did it by what he became: `became the first state to sign`."""
    noun = verb.head
    if verb.dep_ == "xcomp" and noun.lower_ in ("became", "become", "becomes"):
        return True
    if verb.dep_ not in ("relcl", "acl") or noun.dep_ not in ("attr", "oprd"):
        return False
    return any(c.ent_type_ == "ORDINAL" or c.lower_ in ("only", "last") for c in noun.children)


def _is_clause(verb: Token, helpers: set[str], words: AccountWords) -> bool:
    """Tell a clause of its own from a participle or an infinitive that only describes."""
    if "to" in helpers:
        if verb.dep_ == "xcomp":
            done = verb.head.lower_ in words.failing or verb.head.lower_ in words.doing
            return done or _is_yet_to(verb) or _was_one_to(verb)
        return _was_one_to(verb)
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    if verb.tag_ == "VBN":
        return bool(helpers) or verb.dep_ in ("ROOT", "ccomp", "conj") or opener(verb) is not None
    if verb.tag_ == "VBG":
        return (
            verb.dep_ in ("xcomp", "pcomp")
            and (bool(helpers) or verb.head.lower_ in words.governing or verb.dep_ == "pcomp")
        ) or bool(helpers - {"having"})
    # "do not shoot" is told to somebody, of nothing
    ordered = helpers <= {"do"} and child(verb, *SUBJECTS) is None and verb.dep_ != "conj"
    return verb.tag_ == "VB" and bool(helpers) and not ordered


def _unsure(verb: Token, words: AccountWords) -> bool:
    """Tell whether a clause is a condition or hedged."""
    for below in verb.children:
        lower = below.lower_
        if below.dep_ in ("mark", "advmod") and lower in words.conditional and below.i < verb.i:
            return True
        if lower == "when" and _is_to_come(verb):
            return True
        if lower in words.hedges:
            return True
    return _is_turned(verb)


def _is_to_come(verb: Token) -> bool:
    """Tell whether a clause is a time that is yet to come: `will lift it when we see that`."""
    return verb.tag_ in ("VBP", "VBZ") and any(c.lower_ in _FUTURE for c in verb.head.children)


def _is_turned(verb: Token) -> bool:
    """Tell a condition that only the order of words tells: `had he been invited`."""
    first = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), None)
    if verb.dep_ == "ccomp" and verb.head.dep_ == "advcl" and verb.head.lower_ in _TURNED:
        return verb.head.i < verb.left_edge.i
    if first is None or first.lower_ not in _TURNED or first.i != verb.left_edge.i:
        return False
    return any(c.dep_ in SUBJECTS and c.i > first.i for c in verb.children)


def _negated(verb: Token, words: AccountWords) -> bool:
    """Tell whether a clause is negated, by its verb or by a noun of it: `no meeting took place`."""
    count = 0
    for below in verb.children:
        lower = below.lower_
        if (
            below.dep_ == "neg"
            or (lower in words.negators and below.dep_ in ("advmod", "preconj", "det"))
            or (
                below.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "dative")
                and _is_none(below, words)
            )
        ):
            count += 1
        elif below.dep_ == "prep":
            noun = child(below, "pobj")
            count += noun is not None and _is_none(noun, words)
    if verb.dep_ == "conj" and any(
        c.dep_ == "cc" and c.lower_ == "nor" and c.i < verb.i for c in verb.head.children
    ):
        count = count or 1
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    # The noun after "hold no" may hang on another verb by a slip of the parse.
    if count == 0 and following is not None and following.lower_ == "no":
        return verb.i + 2 < len(verb.doc) and verb.nbor(2).lower_ not in _LESSER
    return count > 0


def _is_none(noun: Token, words: AccountWords) -> bool:
    """Tell whether a noun is of nothing: `no ransom`, `none of the aid`; not `no more than 12`."""
    if noun.lower_ in words.negators or (
        noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no"
    ):
        return True
    if noun.left_edge.lower_ == "not" and noun.left_edge.nbor(1).lower_ in ("one", "a", "an"):
        return True
    return any(
        c.lower_ in ("no", "neither", "never") and c.nbor(1).lower_ not in _LESSER
        for c in noun.children
        if c.dep_ in ("det", "advmod", "neg") and c.i + 1 < len(c.doc)
    )


@dataclass(slots=True)
class _Above:
    """What a clause hangs on: what denies it, who says it, whether he did not or only vowed it."""

    denied: bool = False
    by: Token | None = None
    unsaid: bool = False
    vouched: bool = False


def _above(verb: Token, words: AccountWords) -> _Above | None:
    """Return what the words above a clause make of it; None if they make it unreal."""
    found, node = _Above(), verb
    for _ in range(STEPS):
        head, relation = node.head, node.dep_
        if head.i == node.i:
            break
        if _tells(node, words):
            head, relation = head.head, "ccomp"
        if relation in _UNDER or (relation in SUBJECTS and _untrue(head, words)):
            if relation != "conj" and not _passed(found, node, head, relation, words):
                return None
        elif relation in ("amod", "compound") or (
            relation == "pobj" and head.lower_ in ("without", "against", "pending")
        ):
            return None
        node = head
    return found


def _passed(found: _Above, node: Token, head: Token, relation: str, words: AccountWords) -> bool:
    """Take in what a word makes of the clause under it; return whether that leaves it real."""
    lower = head.lower_
    if any(c.lower_ in words.conditional and c.dep_ == "mark" for c in node.children):
        return False
    if relation in ("pcomp", "xcomp") and any(c.lower_ in _OTHER for c in head.children):
        return False
    if is_verb(head) and any(c.lower_ == "when" for c in head.children) and _is_to_come(head):
        return False
    if lower in words.told and relation == "acl":
        found.denied ^= _dismissed(head, words)
    elif (is_verb(head) and lower in words.denying) or _untrue(head, words):
        found.denied ^= not _negated(head, words)
    elif lower in words.failing or lower in words.doing:
        pass
    elif relation == "ccomp" and (lower in words.vouching or lower in words.reporting):
        return found.by is not None or _said(found, head, words)
    elif lower in words.unreal:
        # words that stand first are told, and taken up afterwards: "X met Y, Z believes"
        return relation in ("advcl", "relcl", "prep", "parataxis") or node.i < head.i
    elif found.by is None and relation == "parataxis" and lower in words.reporting:
        return _said(found, head, words)
    return True


def _said(found: _Above, verb: Token, words: AccountWords) -> bool:
    """Take in who says a clause; return whether he is told to have."""
    if any(c.lower_ in _OTHER for c in verb.children):
        return False
    found.by, found.unsaid = verb, _told_nobody(verb, words)
    found.vouched = verb.lower_ in words.vouching
    return True


def _tells(clause: Token, words: AccountWords) -> bool:
    """Tell whether a clause hung on him who is told is what he is told: `assured us that`."""
    head = clause.head
    if clause.dep_ not in ("relcl", "acl") or head.dep_ not in ("dobj", "dative"):
        return False
    marked = any(c.dep_ == "mark" for c in clause.children)
    return marked and (head.head.lower_ in words.reporting or head.head.lower_ in words.vouching)


def _told_nobody(verb: Token, words: AccountWords) -> bool:
    """Tell whether somebody did not say it: `never said`, `told nobody`."""
    return any(
        c.dep_ == "neg" or (c.dep_ in ("dobj", "dative") and c.i > verb.i and _is_none(c, words))
        for c in verb.children
    )


def _untrue(word: Token, words: AccountWords) -> bool:
    """Tell whether a clause is said to be untrue: `it is false that`, `called it untrue`."""
    below = [c for c in word.children if c.dep_ in ("acomp", "attr", "oprd", "ccomp")]
    return any(c.lower_ in words.untrue for c in below) or any(
        g.lower_ in words.untrue for c in below for g in c.children if g.dep_ in ("acomp", "oprd")
    )


def _dismissed(noun: Token, words: AccountWords) -> bool:
    """Tell whether a claim or report is what somebody rejects: `rejected reports that`."""
    head = noun.head
    if any(c.lower_ in words.untrue for c in noun.children):
        return True
    if noun.dep_ in ("dobj", "nsubjpass") and (
        head.lower_ in words.denying or head.lower_ in words.dismissing
    ):
        return not _negated(head, words)
    if noun.dep_ in ("dobj", "nsubj") and _untrue(head, words):
        return not _negated(head, words)
    calls = any(sense[0] == "call" for _, sense in words.verbs.get(head.lower_, ()))
    return calls and any(t.lower_ in words.untrue for t in noun.sent if t.i > noun.i)


def said_behind(verb: Token) -> Token | None:
    """Return who says a clause, where the parse has hung him into it: `on Tern, Mr. Voss said`.

    The verb of saying then has no subject, and who says it stands right before it, as if he
    were one more name for what stands before him.
    """
    words = account_words()
    for by in verb.children:
        if by.i < verb.i or by.tag_ not in TENSED or by.lower_ not in words.reporting:
            continue
        if by.dep_ == "conj" or child(by, *SUBJECTS) is not None:
            continue
        before = by.nbor(-1) if by.nbor(-1).dep_ != "punct" else by.nbor(-2)
        named = [t for t in (before, *before.ancestors) if t.i > verb.i and t.dep_ == "appos"]
        if named:
            return named[-1]
    return None


def opener(verb: Token) -> Token | None:
    """Return the name right before a verb that opens a sentence, which is no adverb of it.

    Parsers take `Tarvia promised at the talks to sign, X said` for a participle.
    """
    for below in verb.children:
        if below.dep_ in ("advmod", "npadvmod", "dep") and below.tag_ == "NNP":
            return below if below.i == verb.sent.start and below.i == verb.i - 1 else None
    return None


def sayer(by: Token) -> Token | None:
    """Return who says it, by the grammar of the verb of saying."""
    return subject(by)
