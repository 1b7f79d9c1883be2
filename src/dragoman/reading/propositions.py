"""The stance that a clause takes by its own words, whoever reports it.

Each rule looks at one way of taking a stance: a demand (`must`), a stance word of the
speaker's own side (`we reject`), a judgement on a matter (`is beyond reach`), a commitment
(`we will`), a refusal (`there can be no`). The surest finding of a clause counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dragoman.reading.clauses import (
    BE,
    CAN,
    LINKING,
    MUST,
    SUBJECTS,
    WILL,
    agent,
    child,
    is_finite,
    is_infinitive,
    is_noun,
    is_passive,
    is_perfect,
    is_verb,
    lacks,
    modals,
    negated,
    subject,
)
from dragoman.reading.complements import complement, inner_stance, is_matter, is_relief
from dragoman.reading.findings import (
    Content,
    Finding,
    classes_at,
    in_mood,
    summed,
    turned_down,
)
from dragoman.reading.judgements import judged
from dragoman.vocabulary.stance import WordClass, stance_words

_OBLIGING = frozenset({"need", "needs", "needed", "have", "has", "had", "ought"})
_AGREED = frozenset({"accepting", "concluding", "agreeing", "deferring"})
_AWAY = frozenset(
    {"out", "off", "away", "back", "down", "up", "forward", "ahead", "apart", "through"}
)
_FIRST = frozenset({"first", "before", "beforehand"})


def judge(head: Token, content: Content, depth: int = 0) -> Finding | None:
    """Return the stance of the clause that `head` heads, of its surest rule."""
    found = [f for rule in RULES if (f := rule(head, content)) is not None]
    if depth < 3:
        found.extend(_below(head, content, depth))
    return max(found, key=lambda f: (not f.slight, f.weight), default=None)


def _below(head: Token, content: Content, depth: int) -> Iterator[Finding]:
    """Yield what joined clauses say, and what the speaker says that he thinks or repeats."""
    for c in head.children:
        if c.i not in content.inside:
            continue
        if c.dep_ == "conj" and is_verb(c):
            below = judge(c, content, depth + 1)
            if below is not None:
                yield below
        elif c.dep_ == "xcomp" and head.lower_ in BE and c.lower_ in stance_words().handing_on:
            yield from _below(c, content, depth + 1)
        elif c.dep_ == "ccomp" and is_verb(c) and (c.i < head.i or _hands_on(head, content)):
            below = judge(c, content, depth + 1)
            if below is not None and _raises(head):
                yield below.with_stance(turned_down(below.stance), "not thought")
            elif below is not None:
                yield below


def _hands_on(head: Token, content: Content) -> bool:
    if head.lower_ not in stance_words().handing_on:
        return False
    return content.voice.whose(subject(head)) == "own" or is_infinitive(head)


def _raises(head: Token) -> bool:
    return negated(head) and head.lower_ in stance_words().raise_negation


def stance_verb(head: Token, content: Content) -> Finding | None:
    """Read a stance word of the speaker's own side: `we reject`, `the talks are suspended`."""
    who = subject(head)
    whose = content.voice.whose(agent(head) or who)
    passive = is_passive(head)
    if not is_verb(head) or (whose != "own" and not passive):
        return None
    for kind, rest in classes_at(stance_words().verbs, head, content.words):
        if kind.name == "breaking" and modals(head) & MUST:
            # "we must leave the union" asks for the leaving
            continue
        stance = in_mood(head, kind)
        target = who if passive else complement(head, kind, rest)
        if stance is None or target is None or not is_matter_of(kind, target):
            continue
        if passive and whose != "own" and not _done(head, kind):
            continue
        if is_relief(kind, target):
            stance = "supports"
        inner = inner_stance(target, content, kind.asks)
        cue = (head.i, head.i + 1 + len(rest))
        return Finding(summed(stance, inner), cue, target, kind.turns, 0.85, f"verb: {kind.name}")
    return None


def _done(head: Token, kind: WordClass) -> bool:
    """Return whether a passive says what has been agreed or put off, by nobody else's hand."""
    perfect = any(c.lower_ in ("has", "have", "had") and c.dep_ == "aux" for c in head.children)
    put_off = kind.stance == "defers"
    return (
        kind.name in _AGREED and not modals(head) and agent(head) is None and (perfect or put_off)
    )


def is_matter_of(kind: WordClass, target: Token) -> bool:
    """Return whether a class takes its stance on a target; a passive's subject is a matter."""
    return "thing" in kind.takes or "clause" in kind.takes or is_matter(target)


def stance_noun(head: Token, content: Content) -> Finding | None:
    """Read `we have no intention of`, `voiced its support for`, `our goal is to`."""
    words = stance_words()
    who = subject(head)
    if head.lower_ in words.having and content.voice.whose(who) == "own" and not is_passive(head):
        noun = child(head, "dobj", "attr")
        return nominal(noun, content, negated(head), bare=True) if noun is not None else None
    if head.lower_ in BE and who is not None and _owned(who, content):
        about = child(head, "xcomp", "ccomp", "attr")
        return nominal(who, content, negated(head) or (about is not None and negated(about)), about)
    return None


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
        inner = inner_stance(target, content, kind.asks) if target is not None else None
        cue = (noun.i, noun.i + 1)
        return Finding(summed(stance, inner), cue, target, kind.turns, 0.8, f"noun: {kind.name}")
    return None


_TOWARDS = ("to", "for", "of", "in", "on", "with", "against", "at", "over", "about", "towards")


def _owned(noun: Token, content: Content) -> bool:
    owner = child(noun, "poss")
    if owner is None:
        return False
    return (
        owner.lower_ in ("our", "my")
        or content.voice.whose(owner) == "own"
        or (content.voice.indirect and owner.lower_ in ("its", "their", "his", "her"))
    )


def demand(head: Token, content: Content) -> Finding | None:
    """Read what must or must not be done: `Kestrel must withdraw`, `the siege has to end`."""
    act = head
    needs = modals(head) & MUST or _subjunctive(head)
    if (
        head.lower_ in _OBLIGING
        and (inner := child(head, "xcomp")) is not None
        and is_infinitive(inner)
    ):
        act, needs = inner, needs | {"need"}
    if not needs or is_perfect(head) or ("shall" in needs and len(needs) == 1):
        return None
    who = subject(head)
    no = negated(head) or negated(act)
    if no and "need" in needs:
        # what need not be done is not therefore refused
        return None
    if _no_act(act, no) or (head.lower_ in BE and not no and child(head, "acomp", "attr") is None):
        return None
    if content.voice.whose(who) == "nobody" and who is not None and who.dep_ == "expl":
        return None
    about = who if is_passive(act) and who is not None else act
    if act.lower_ in BE and who is not None:
        about = child(act, "attr") or who
    cue = (min([head.i, act.i, *(c.i for c in head.children if c.dep_ == "aux")]), act.i + 1)
    if (
        not no
        and content.voice.whose(who) == "other"
        and any(c.lower_ in _FIRST for c in act.children)
    ):
        return Finding("conditional", cue, about, False, 0.75, "demand: first")
    own = None if no else inner_stance(act, content, True)
    stance = summed("rejects" if no else "supports", own)
    return Finding(stance, cue, about, False, 0.75, "demand")


def _subjunctive(head: Token) -> frozenset[str]:
    """Return a modal for the bare verb of `insisted that the islands be returned`."""
    bare = head.tag_ == "VB" or any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in head.children)
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in head.children)
    helped = any(c.dep_ == "aux" for c in head.children)
    clause = bare and that and not helped and child(head, *SUBJECTS) is not None
    return frozenset({"should"}) if clause else frozenset()


def _no_act(act: Token, no: bool) -> bool:
    words = stance_words()
    if any(c.lower_ in _AWAY for c in act.children if c.i > act.i):
        return False
    if act.lower_ in words.no_act and not (no and act.lower_ in words.no_act_negated):
        return not is_passive(act) or act.lower_ not in words.no_act_negated
    return False


def commitment(head: Token, content: Content) -> Finding | None:
    """Read what the speaker's own side will or will not do."""
    act = head
    future = bool(modals(head) & WILL)
    inner = child(head, "xcomp")
    if inner is not None and is_infinitive(inner) and head.lower_ in BE | {"going"}:
        act, future = inner, True
    if not is_verb(head) or act.lower_ in LINKING or is_perfect(head):
        return None
    no = negated(head)
    if content.voice.whose(subject(head)) != "own" or (is_passive(act) and not no):
        return None
    unable = no and bool(modals(head) & CAN) and _reaches_matter(act)
    if not (future or unable):
        return None
    rule = "refusal" if no else "commitment"
    if _no_act(act, no):
        rule = f"slight {rule}"
    inner_own = inner_stance(act, content, False) if not no else None
    stance = "rejects" if no else summed("supports", inner_own)
    cue = (min([c.i for c in head.children if c.dep_ == "aux"], default=head.i), act.i + 1)
    return Finding(stance, cue, act, True, 0.65, rule)


def _reaches_matter(act: Token) -> bool:
    return any(
        is_matter(g)
        for c in act.children
        if c.dep_ in ("dobj", "prep", "xcomp")
        for g in (c, *c.children)
        if is_noun(g) or is_verb(g)
    )


def exclusion(head: Token, content: Content) -> Finding | None:
    """Read what cannot or will not be: `there can be no talks`, `the pact will not be signed`."""
    may = modals(head) & (CAN | WILL | MUST)
    who = subject(head)
    if who is None or not may or is_perfect(head):
        return None
    if who.dep_ == "expl":
        there = child(head, "attr")
        if there is None or who.lower_ != "there" or not is_matter(there):
            return None
        if not (lacks(there) or negated(head)):
            return None
        return Finding("rejects", (who.i, there.i + 1), there, True, 0.7, "exclusion: there")
    if not (is_noun(who) or who.tag_ == "VBG") or not negated(head):
        return None
    rule = "exclusion" if is_matter(who) else "slight exclusion"
    if head.lower_ in LINKING and not is_passive(head):
        return None
    if (may & {"could", "might", "may"} and not is_passive(head)) or _no_act(head, True):
        return None
    start = min(c.i for c in head.children if c.dep_ == "aux")
    return Finding("rejects", (start, head.i + 1), who, True, 0.7, rule)


def requirement(head: Token, content: Content) -> Finding | None:
    """Read what a matter waits on: `talks would require a change of course`."""
    who = subject(head)
    if who is None or negated(head) or not is_verb(head) or is_passive(head):
        return None
    if who.dep_ != "csubj" and (not is_noun(who) or not is_matter(who)):
        return None
    if content.voice.whose(who) == "own":
        return None
    for rest, _ in stance_words().requiring.starting(head.lower_):
        if not rest or tuple(content.words[head.i + 1 : head.i + 1 + len(rest)]) == rest:
            cue = (head.i, head.i + 1 + len(rest))
            return Finding("conditional", cue, who, False, 0.6, "requirement")
    return None


def bidding(head: Token, content: Content) -> Finding | None:
    """Read an imperative: `stop the shelling`, `let us sign`, `do not sign`."""
    if head.tag_ != "VB" or content.voice.indirect or is_finite(head) or is_infinitive(head):
        return None
    lets = head.lower_ in ("let", "lets")
    if (subject(head) is not None and not lets) or head.dep_ not in (
        "ROOT",
        "conj",
        "ccomp",
        "xcomp",
    ):
        return None
    act = child(head, "ccomp", "xcomp") if lets else head
    if act is None or modals(head) or (not lets and _no_act(act, negated(head))):
        return None
    stance = "rejects" if negated(head) else summed("supports", inner_stance(act, content, True))
    return Finding(stance, (head.i, act.i + 1), act, False, 0.6, "bidding")


RULES: tuple[Callable[[Token, Content], Finding | None], ...] = (
    stance_verb,
    stance_noun,
    demand,
    judged,
    commitment,
    exclusion,
    requirement,
    bidding,
)
