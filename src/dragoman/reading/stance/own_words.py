"""What the speaker's own side says that it wants, accepts, refuses or puts off, in a clause.

A stance verb with the speaker's side as its subject (`we reject`, `Tokyo intends`) or a
stance noun that it has or voices (`has no intention of`, `our goal is to`).
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    LINKING,
    MUST,
    WILL,
    Clause,
    is_act,
    is_noun,
    is_verb,
    lacks,
    negated,
)
from dragoman.reading.stance.complements import (
    complement,
    inner_stance,
    is_calling,
    is_matter,
    is_proposed,
    is_relief,
)
from dragoman.reading.stance.findings import Content, Finding, classes_at, in_mood, summed
from dragoman.reading.syntax import agent, child
from dragoman.records import Stance
from dragoman.vocabulary.stance import WordClass, stance_words

_AGREED = frozenset({
    "accepting", "concluding", "agreeing", "deferring", "halting", "breaking",
})  # fmt: skip
WISHING = frozenset({"wanting", "liking", "needing", "hoping"})
_ALLEGED = frozenset({
    "refusing", "wanting", "needing", "condemning", "fighting", "threatening",
})  # fmt: skip
"""What is as often told of others: of the speaker only where it is known that it is he."""
_TOGETHER = _AGREED - {"breaking"}
"""What "both sides" have done is the speaker's own doing as well."""
_TOWARDS = ("to", "for", "of", "in", "on", "with", "against", "at", "over", "about", "towards")


def stance_verb(clause: Clause, content: Content) -> Finding | None:
    """Read a stance word of the speaker's own side: `we reject`, `the talks are suspended`."""
    head = clause.head
    if not is_verb(head):
        return None
    if clause.word in stance_words().letting_go and content.whose(clause) == "own":
        let_go = given_up(clause.child("dobj", "nsubjpass"), content)
        if let_go is not None and not clause.negated:
            return let_go
    if clause.word not in stance_words().verbs:
        return None
    by = agent(head)
    if by is not None and any(t.lower_ in stance_words().former for t in (by, *by.children)):
        return None  # "was introduced by the previous government"
    own = (content.voice.whose(by) if by is not None else content.whose(clause)) == "own"
    joint = not own and content.voice.joint(clause.who)
    if not own and not clause.passive and not joint:
        return None
    for kind, rest in classes_at(stance_words().verbs, head, content.words):
        if kind.name == "breaking" and clause.modals & MUST:
            # "we must leave the union" asks for the leaving
            continue
        if _of_others(kind, clause, content, joint and not clause.passive, by is None):
            continue
        target = clause.who if clause.passive else complement(head, kind, rest)
        stance = in_mood(head, kind, target)
        if stance is None or target is None or not _takes(kind, target):
            continue
        if _is_idle(kind, head, target, content):
            continue
        if kind.name == "scheduling" and not clause.passive:
            continue
        if clause.passive and not own and kind.name != "scheduling" and not _done(clause, kind):
            continue
        if is_relief(kind, target):
            stance = "supports"
        cue = (head.i, head.i + 1 + len(rest))
        outcome = failing(target, content)
        if outcome is not None and stance in ("supports", "rejects"):
            against: Stance = "supports" if stance == "rejects" else "rejects"
            return Finding(against, cue, outcome, kind.turns, 0.85, f"verb: {kind.name}, failing")
        inner = inner_stance(target, content, kind.asks)
        return Finding(summed(stance, inner), cue, target, kind.turns, 0.85, f"verb: {kind.name}")
    return None


def _of_others(
    kind: WordClass, clause: Clause, content: Content, joint: bool, unnamed: bool
) -> bool:
    """Return whether a class's words are rather told of others than of the speaker here."""
    if joint and kind.name not in _TOGETHER:
        return True
    return kind.name in _ALLEGED and unnamed and content.voice.only_presumed(clause.who)


def _is_idle(kind: WordClass, verb: Token, target: Token, content: Content) -> bool:
    """Return whether a stance verb takes none here: `needs time`, `considers it a joke`."""
    if target.lower_ == "nothing" or target.ent_type_ in ("TIME", "DATE"):
        return True  # "wants nothing to do with it", "spoke for an hour"
    if kind.name == "fighting" and is_proposed(target):
        return True  # "attacked a customs post"
    if kind.name == "considering":
        return is_calling(verb, content.words)
    if kind.name in WISHING and says_only(target):
        return True
    if kind.name == "hoping":
        return not hopes_for(target)
    return kind.name == "needing" and target.lower_ in stance_words().hollow


def says_only(target: Token) -> bool:
    """Return whether somebody wants no more than to speak: `I want to thank you`."""
    return is_act(target) and target.lower_ in stance_words().speaking


def hopes_for(target: Token) -> bool:
    """Return whether what is hoped is a matter or somebody's act, no mere luck."""
    if not is_verb(target) or is_act(target):
        return True
    who = child(target, "nsubj", "nsubjpass")
    if any(is_noun(t) and is_matter(t) for t in target.subtree):
        return True
    party = who is not None and (who.ent_type_ in _PARTIES or who.tag_ == "NNP")
    return party and target.lower_ not in BE


_PARTIES = frozenset({"GPE", "NORP", "ORG"})


def given_up(noun: Token | None, content: Content) -> Finding | None:
    """Read `dropped its objections to the cable`: the noun of a refusal that is given up."""
    if noun is None or not is_noun(noun) or not is_verb(noun.head):
        return None
    words, verb = stance_words(), noun.head
    if not content.stands(words.letting_go, verb):
        return None
    for kind, _ in classes_at(words.nouns, noun, content.words):
        if kind.name == "support" and child(noun, "poss") is not None:
            target = complement(noun, kind, _TOWARDS)
            back: Stance = "rejects" if noun.lower_ in words.favours else "open"
            cue = (verb.i, noun.i + 1)
            return Finding(back, cue, target or noun, kind.turns, 0.86, "support taken back")
        if kind.stance == "rejects":
            target = complement(noun, kind, _TOWARDS)
            cue = (verb.i, verb.i + 1)
            barred = noun.lower_ in words.barring  # who lifts a veto lets it pass
            stance: Stance = "supports" if barred else "open"
            return Finding(stance, cue, target or noun, kind.turns, 0.85, "refusal given up")
    return None


def failing(target: Token, content: Content) -> Token | None:
    """Return what would fail: the truce of `the truce to collapse`."""
    if not is_verb(target):
        return None
    fails = content.stands(stance_words().failing, target)
    who = child(target, "nsubj")
    return who if fails and who is not None and is_matter(who) else None


def _done(clause: Clause, kind: WordClass) -> bool:
    """Return whether a passive says what has been agreed or put off, by nobody else's hand."""
    if kind.name not in _AGREED or agent(clause.head) is not None:
        return False
    if clause.modals:
        return bool(clause.modals & WILL) and kind.stance == "defers" and not clause.negated
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in clause.children)
    return perfect or kind.stance == "defers"


def _takes(kind: WordClass, target: Token) -> bool:
    """Return whether a class takes its stance on a target, which a passive has as subject."""
    return "thing" in kind.takes or "clause" in kind.takes or is_matter(target)


def stance_noun(clause: Clause, content: Content) -> Finding | None:
    """Read `we have no intention of`, `voiced its support for`, `our goal is to`."""
    who = clause.who
    having = clause.word in stance_words().having and not clause.passive
    if having and content.voice.whose(who) == "own":
        noun = clause.child("dobj", "attr")
        if noun is not None:
            return nominal(noun, content, clause.negated, bare=True)
    if clause.word in stance_words().requiring and who is not None and _owned(who, content):
        found = nominal(who, content, bare=True)
        waits = found is not None and found.stance in ("supports", "open") and not clause.negated
        return found.with_stance("conditional", "depends") if found and waits else None
    unmoved = clause.negated and clause.word in stance_words().moving
    if unmoved and who is not None and _owned(who, content):
        return nominal(who, content)
    if unmoved and content.voice.whose(who) == "own":
        near = (g for c in clause.children if c.dep_ == "prep" for g in c.children)
        kept = next((n for n in near if n.dep_ == "pobj"), None)
        return nominal(kept, content) if kept is not None else None
    if clause.word in stance_words().standing and who is not None and _owned(who, content):
        return nominal(who, content, clause.negated)
    if clause.word in LINKING and who is not None and not clause.passive:
        named = clause.child("attr")
        needed = named is not None and any(k.name == "need" for k, _ in _kinds(named, content))
        if (
            who.dep_ == "expl"
            and named is not None
            and (needed or lacks(named) or _on_our_side(named))
        ):
            return nominal(named, content, clause.negated)
        if named is not None and is_noun(named) and _owned(named, content) and is_matter(who):
            return nominal(named, content, clause.negated, who)
    settled = clause.child("acomp")
    if settled is not None and settled.lower_ in stance_words().settled:
        if clause.word not in BE or who is None or not _owned(who, content):
            return None
        return nominal(who, content, clause.negated)
    if clause.word in BE and who is not None and _owned(who, content):
        about = clause.child("xcomp", "ccomp", "attr")
        if about is None or (is_noun(about) and not is_matter(about)):
            return None
        return nominal(who, content, clause.negated or negated(about), about)
    return None


def _kinds(noun: Token, content: Content) -> list[tuple[WordClass, tuple[str, ...]]]:
    return classes_at(stance_words().nouns, noun, content.words)


def _on_our_side(noun: Token) -> bool:
    """Return whether a stance is said to be the speaker's: `a readiness on our side`."""
    sides = (g for c in noun.children if c.lower_ in ("on", "from") for g in c.children)
    return any(c.lower_ in ("our", "my") for side in sides for c in side.children)


def nominal(
    noun: Token,
    content: Content,
    outer_negation: bool = False,
    about: Token | None = None,
    bare: bool = False,
) -> Finding | None:
    """Read a noun that names a stance with what it is a stance on; `bare`, also without that."""
    for kind, _ in classes_at(stance_words().nouns, noun, content.words):
        stance = kind.negated if outer_negation != lacks(noun) else kind.stance
        target = about or complement(noun, kind, _TOWARDS)
        if stance is None or (target is None and not bare and not _owned(noun, content)):
            continue
        if target is None and stance == "supports" and noun.lower_ in stance_words().projects:
            continue  # "has big plans"
        inner = inner_stance(target, content, kind.asks) if target is not None else None
        cue = (noun.i, noun.i + 1)
        return Finding(summed(stance, inner), cue, target, kind.turns, 0.8, f"noun: {kind.name}")
    return None


def _owned(noun: Token, content: Content) -> bool:
    owner = child(noun, "poss")
    if owner is None:
        return False
    if owner.lower_ in ("our", "my") or content.voice.whose(owner) == "own":
        return True
    return content.voice.indirect and owner.lower_ in ("its", "their", "his", "her")
