"""What a speaker says must be done, will be done by his side, or cannot be.

Modal verbs carry these stances: `must withdraw` asks for the withdrawal, `there can be no
talks` refuses them, `we will sign` promises.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    CAN,
    LINKING,
    MUST,
    SUBJECTS,
    WILL,
    Clause,
    is_finite,
    is_infinitive,
    is_noun,
    is_verb,
    lacks,
    modals,
    negated,
    subject,
)
from dragoman.reading.stance.complements import complement, inner_stance, is_matter, is_thing
from dragoman.reading.stance.findings import Content, Finding, classes_at, summed
from dragoman.reading.syntax import child, is_passive
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import stance_words

_OBLIGING = frozenset({"need", "needs", "needed", "have", "has", "had", "ought"})
_AWAY = frozenset({
    "out", "off", "away", "back", "down", "up", "forward", "ahead", "through", "home", "aside",
})  # fmt: skip
_FIRST = frozenset({"first", "before", "beforehand"})
_GETTING = frozenset({"have", "get", "see", "receive", "obtain"})
_MAY = frozenset({"could", "might", "may"})
_LIGHT = frozenset({"have", "get", "make", "take", "reach", "bring", "discuss", "do"})
_ENDING = frozenset({"end"})
_BIDS = frozenset({"ROOT", "conj", "ccomp", "xcomp"})
_ASIDE = frozenset({"advcl", "dep", "parataxis"})


def demand(clause: Clause, content: Content) -> Finding | None:
    """Read what must or must not be done: `Kestrel must withdraw`, `the siege has to end`."""
    if clause.perfect and clause.negated and clause.modals & MUST:
        return _regretted(clause)
    act, needs = _obliged(clause)
    modal = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ in MUST), None)
    if modal is not None and clause.who is not None and modal.i < clause.who.i:
        return None  # "should they ask us to leave"
    if not needs or clause.perfect or needs == {"shall"}:
        return None
    who, no = clause.who, clause.negated or (act != clause.head and negated(act))
    if no and "need" in needs and not clause.modals & MUST:
        # what need not be done is not therefore refused
        return None
    if no_act(act, no) or (who is not None and who.dep_ == "expl"):
        return None
    if clause.word in BE and not no and clause.child("acomp", "attr") is None:
        return None
    about = act
    if act.lower_ in BE and who is not None:
        about = child(act, "attr") or who
    cue = (min(clause.start, act.i), act.i + 1)
    if no and content.stands(stance_words().wasting, act):
        wasted = child(act, "dobj", "xcomp", "ccomp") or act
        return Finding("supports", cue, wasted, False, 0.75, "demand: not to waste")
    if no and clause.word in stance_words().permitting and (lost := failing(act, clause)):
        return Finding("supports", cue, lost, False, 0.75, "demand: not to fail")
    first = not no and any(c.lower_ in _FIRST and c.dep_ != "prep" for c in act.children)
    first = first or (not no and _before_ours(act, content))
    if first and (content.voice.is_others(who) or act.lower_ in _GETTING):
        return Finding("conditional", cue, about, False, 0.75, "demand: first")
    own = None if no else inner_stance(act, content, True)
    if is_passive(act) and not no and _is_turned_down(act, content):
        # "the claim ought to be dismissed"
        return Finding("rejects", cue, who or act, False, 0.75, "demand: to refuse")
    stance = summed("rejects" if no else "supports", own)
    return Finding(stance, cue, about, False, 0.75, "demand")


def _is_turned_down(act: Token, content: Content) -> bool:
    kinds = classes_at(stance_words().verbs, act, content.words)
    return any(
        kind.name in ("refusing", "condemning", "dismissing", "burying") for kind, _ in kinds
    )


def _regretted(clause: Clause) -> Finding | None:
    """Read what should never have been done: `the model should never have been drafted`."""
    who = clause.who
    if who is None or no_act(clause.head, False):
        return None
    about = who if clause.passive else clause.head
    if clause.passive and not is_thing(who):
        return None
    return Finding("rejects", (clause.start, clause.head.i + 1), about, False, 0.6, "regret")


def failing(act: Token, clause: Clause) -> Token | None:
    """Return what must not be let fail: `the truce must not be allowed to die`."""
    inner = child(act, "xcomp", "ccomp")
    if inner is None or inner.lower_ not in stance_words().failing:
        return None
    return clause.who


def _before_ours(act: Token, content: Content) -> bool:
    """Return whether the speaker's own act waits: `must leave before we can talk`."""
    for c in act.children:
        marks = any(g.lower_ == "before" and g.dep_ == "mark" for g in c.children)
        if c.dep_ == "advcl" and marks:
            return content.voice.whose(subject(c)) == "own"
    return False


def _obliged(clause: Clause) -> tuple[Token, frozenset[str]]:
    """Return the act that an obligation is laid on, and the words that lay it."""
    inner = clause.child("xcomp") if clause.word in _OBLIGING else None
    words = {c.lower_ for c in clause.children}
    if inner is not None and ("yet" in words or clause.child("dobj") is not None):
        inner = None  # "has only itself to blame", "has yet to reply"
    if clause.word == "ought" and inner is None:
        inner = clause.child("xcomp")
    if inner is not None and is_infinitive(inner):
        if inner.lower_ in stance_words().asking:
            # "somebody ought to tell them to lift the siege"
            inner = child(inner, "xcomp", "ccomp") or inner
        return inner, (clause.modals & MUST) | {"need"}
    act = clause.head
    if any(c.lower_ == "better" and c.i < act.i for c in clause.children):
        return act, frozenset({"should"})
    if inner is None and clause.word in stance_words().asking and clause.modals & MUST:
        # "somebody ought to tell them to lift the siege"
        act = clause.child("xcomp", "ccomp") or act
    return act, clause.modals & MUST or _subjunctive(clause)


def _subjunctive(clause: Clause) -> frozenset[str]:
    """Return a modal for the bare verb of `insisted that the islands be returned`."""
    helps = {c.dep_: c for c in clause.children if c.dep_ in ("aux", "auxpass", *SUBJECTS)}
    be = helps.get("auxpass")
    bare = clause.head.tag_ == "VB" or (be is not None and be.tag_ == "VB") or _wished(clause.head)
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    subjects = SUBJECTS & helps.keys()
    return frozenset({"should"} if bare and that and "aux" not in helps and subjects else ())


def _wished(head: Token) -> bool:
    """Return whether a verb that looks like a present is asked for: `insisted that they leave`."""
    above = head.head
    if head.tag_ != "VBP" or head.dep_ != "ccomp" or above.tag_ not in ("VBD", "VBN", "VBG"):
        return False
    return above.lower_ in stance_words().asked_that and head.lower_ not in LINKING


def no_act(act: Token, no: bool) -> bool:
    """Return whether a verb names nothing that anybody could want done; `no`, when negated."""
    words = stance_words()
    word = act.lower_
    if word not in words.no_act or (no and word in words.no_act_negated):
        return False
    away = any(c.lower_ in _AWAY for c in act.children if c.i > act.i)
    if away and word not in words.speaking:  # "point out" is no step
        return False
    if _light(act):
        return False
    return word not in words.no_act_negated or not is_passive(act)


def _light(act: Token) -> bool:
    """Return whether a verb that says little has a matter to say it of: `make concessions`."""
    if act.lower_ in _ENDING:
        done = child(act, "dobj", "nsubj")
    else:
        done = child(act, "dobj") if act.lower_ in _LIGHT else None
    if done is None or (done.lower_ in stance_words().hollow and done.lower_ != "part"):
        return False
    return is_noun(done) and is_matter(done)


def commitment(clause: Clause, content: Content) -> Finding | None:
    """Read what the speaker's own side will or will not do; slight where it is no act."""
    act, future = clause.head, bool(clause.modals & WILL)
    inner = clause.child("xcomp") if clause.word in BE or clause.word == "going" else None
    if inner is not None and is_infinitive(inner):
        act, future = inner, True
    elif act.dep_ == "ROOT" and is_infinitive(act) and clause.who is not None:
        future = True  # a headline: "Zubrava to send observers"
    begun = clause.child("xcomp") if clause.word in stance_words().setting_about else None
    if begun is not None:
        act, future = begun, True  # "has begun withdrawing the troops"
    no = clause.negated != _of_none(act)
    deed = act.lower_ in stance_words().deeds or act.lower_ in dealings().opposing
    if act.tag_ == "VBG" and deed:
        # "we are sending ships" commits as "will" does
        future = future or (clause.child("aux") is not None and not clause.perfect)
    able = bool(clause.modals & CAN) and not no
    if not (future or no or able) or not is_verb(clause.head) or (clause.perfect and clause.modals):
        return None
    if act.lower_ in LINKING or (is_passive(act) and not no):
        return None
    if not future and not able and not (clause.modals & CAN and _reaches_matter(act)):
        return None
    if content.whose(clause) != "own":
        return None
    if able:
        # "we can talk" says nothing by itself, "we can talk once they leave" does
        able_to = act.lower_ in stance_words().deeds and _done_to(act)
        steps = act.lower_ in dealings().leading_verbs or _light(act)
        maybe = clause.modals & _MAY and (able_to or (steps and _reaches_matter(act)))
        rule = "commitment: perhaps" if maybe and not no_act(act, False) else "slight commitment"
        return Finding("open", (clause.start, act.i + 1), act, True, 0.5, rule)
    rule = "refusal" if no else "commitment"
    rule = f"slight {rule}" if no_act(act, no) or not (no or _weighty(act, content)) else rule
    stance = "rejects" if no else summed("supports", inner_stance(act, content, False))
    return Finding(stance, (clause.start, act.i + 1), act, True, 0.65, rule)


def _of_none(act: Token) -> bool:
    """Return whether an act is denied by its object: `will sign no treaty`, `send no troops`."""
    done = child(act, "dobj")
    if done is None or not lacks(done):
        return False
    return is_matter(done) or done.lower_ in stance_words().forces


def _done_to(act: Token) -> bool:
    """Return whether a deed is done to something: `send observers`, not `return next week`."""
    if act.lower_ in stance_words().lone_deeds or child(act, "dobj") is not None:
        return True
    if act.lower_ in stance_words().permitting and child(act, "ccomp", "xcomp") is not None:
        return True  # "let the inspectors visit the plant"
    return any(c.lower_ in _AWAY for c in act.children if c.i > act.i)


def _is_step(act: Token) -> bool:
    """Return whether leaving or ending is a step: `leave the union`, not `leave in the evening`."""
    who = subject(act)
    if act.lower_ not in _MOVING or child(act, "dobj") is not None:
        return True
    if who is not None and who.lower_ in stance_words().forces:
        return True
    return any(c.lower_ in _AWAY or c.lower_ == "from" for c in act.children)


_MOVING = frozenset({"leave", "leaving", "exit", "walk", "close", "end", "stop", "quit", "pull"})


def _weighty(act: Token, content: Content) -> bool:
    """Return whether an act is a step towards others, not any deed: to sign, not to publish."""
    word, words = act.lower_, stance_words()
    if word in words.speaking:
        return False
    if word in words.threats or (word in dealings().opposing and _is_step(act)):
        return True
    if word in words.deeds and _done_to(act):
        return True
    if word in words.verbs and any(
        complement(act, kind, rest) is not None
        for kind, rest in classes_at(words.verbs, act, content.words)
    ):
        return True
    if word in dealings().leading_verbs and child(act, "xcomp", "advcl") is not None:
        return True
    return _reaches_matter(act) or any(c.lower_ in _AWAY for c in act.children if c.i > act.i)


def _reaches_matter(act: Token) -> bool:
    return any(
        is_matter(g)
        for c in act.children
        if c.dep_ in ("dobj", "prep", "xcomp")
        for g in (c, *c.children)
        if is_noun(g) or is_verb(g)
    )


def exclusion(clause: Clause, content: Content) -> Finding | None:
    """Read what cannot or will not be: `there can be no talks`, `the pact will not be signed`."""
    who = clause.who
    if who is None or clause.perfect or not clause.modals & (CAN | WILL | MUST):
        return None
    if who.dep_ == "expl":
        there = clause.child("attr") if who.lower_ == "there" else None
        if there is None or not is_matter(there) or not (clause.negated or lacks(there)):
            return None
        return Finding("rejects", (who.i, there.i + 1), there, True, 0.7, "exclusion: there")
    if not clause.negated or not (is_noun(who) or who.tag_ == "VBG"):
        return None
    if not clause.passive and (clause.word in LINKING or clause.modals & _MAY):
        return None
    if no_act(clause.head, True):
        return None
    words = stance_words()
    deed = clause.word in words.permitting | words.deeds or clause.word in dealings().opposing
    barred = clause.passive and deed
    kept_out = lacks(who) and who.lower_ in words.persons | words.forces
    rule = "exclusion" if is_matter(who) or barred or kept_out else "slight exclusion"
    # "the embargo will not be lifted" is about the lifting
    about = clause.head if clause.passive and clause.word in dealings().opposing else who
    return Finding("rejects", (clause.start, clause.head.i + 1), about, True, 0.7, rule)


def bidding(clause: Clause, content: Content) -> Finding | None:
    """Read an imperative: `stop the shelling`, `let us sign`, `do not sign`."""
    head = clause.head
    if head.tag_ != "VB" or content.voice.indirect or is_finite(head) or is_infinitive(head):
        return None
    lets = clause.word == "let"
    opens = head.dep_ in _BIDS or (head.i - 1 not in content.inside and head.dep_ in _ASIDE)
    if (clause.who is not None and not lets) or not opens or clause.modals:
        return None
    act = clause.child("ccomp", "xcomp") if lets else head
    if lets and any(t.lower_ == "me" for t in head.doc[head.i + 1 : head.i + 2]):
        return None
    if act is None or (not lets and no_act(act, clause.negated)):
        return None
    inner = inner_stance(act, content, True)
    stance = "rejects" if clause.negated else summed("supports", inner)
    reply = clause.child("conj")
    whose = subject(reply) if reply is not None else None
    ours = whose is not None and (whose.lower_ == "you" or content.voice.whose(whose) == "own")
    if reply is not None and ours and modals(reply) & (WILL | CAN):
        # "return our ships and we will talk"
        return Finding("conditional", (head.i, act.i + 1), reply, False, 0.8, "bidding: reply")
    return Finding(stance, (head.i, act.i + 1), act, False, 0.6, "bidding")
