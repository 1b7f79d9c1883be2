"""Conditions that an obligation states: X must A to Y, before Y.

A plain demand has no outcome and is no condition.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    FINITE,
    REASONS,
    VERBAL,
    Stretch,
    child_of,
    has_child,
    is_infinitive,
    modal,
    subject,
    trimmed,
)

_ANYONE = frozenset({"you", "everyone", "everybody", "people", "one", "i"})
_NAMES = ("NNP", "NNPS")
_BARE = 2
"""Words of `to conclude`, `to begin`: openings of a speech, not aims."""
_PRESENT = ("VB", "VBP", "VBZ")
_PURPOSE_LABELS = frozenset({"advcl", "conj"})


def read_obligation(hit: Hit, sense: str) -> Link | None:
    """Return the link of an obligation with a purpose or a sequel."""
    if sense == "before":
        return _demanded(hit)
    verb = _obliged(hit, sense)
    if verb is None:
        return None
    owner = subject(hit.doc[hit.first] if sense == "verb" else verb)
    if owner is None or owner.lower_ in _ANYONE:
        return None
    if hit.phrase.startswith("had ") and hit.voice.statement is None:
        return None
    return _with_goal(hit, verb, owner) or _with_sequel(hit, verb, owner)


def _demanded(hit: Hit) -> Link | None:
    """Read `insists on X before Y`, `wants X gone before Y`: a demand for a thing, not an act."""
    said, whole = hit.voice.statement, hit.doc[hit.piece.start : hit.first]
    cue = hit.document.token_at(said.cue.start) if said is not None and said.cue else None
    for asking in (*reversed(whole), *([cue] if cue is not None else [])):
        if asking.lower_ in hit.words.demanding and asking.tag_ in VERBAL:
            break
    else:
        return None
    on = next((c for c in asking.rights if c.lower_ in ("on", "upon", "for")), None)
    needed = child_of(on, "pobj", "pcomp") if on is not None else child_of(asking, "dobj", "ccomp")
    tail = hit.doc[hit.last + 1 : hit.piece.end]
    if needed is None:  # `waits for X to act before it acts`
        needed = next((c for c in asking.rights if has_child(c, "mark") and is_infinitive(c)), None)
    if needed is None or not asking.i < needed.i < hit.first or not tail:
        return None
    known = hit.words.outcomes | hit.words.purpose | hit.words.valence.welcome
    aim = next((t for t in tail if t.lower_ in known), None)
    acting = hit.token.head if hit.token.dep_ == "mark" and needed.tag_ in VERBAL else None
    if aim is None and acting is not None and acting.tag_ in _PRESENT and subject(needed):
        aim = acting
    named = needed.tag_ in VERBAL or needed.lower_ in hit.words.acts
    verb = next((t for t in tail if t.tag_ in FINITE and not has_child(t, "relcl")), None)
    past = verb is not None and verb.tag_ == "VBD" and asking.tag_ != "VBD"
    if aim is None or past or not named or tail[0].ent_type_ in ("DATE", "TIME"):
        return None
    start = needed.left_edge.i
    act = trimmed(hit.doc, Stretch(start, hit.first).within(hit.piece))
    end = max((t.right_edge.i for t in tail if t.head.i <= hit.last), default=aim.right_edge.i)
    outcome = trimmed(hit.doc, Stretch(hit.last + 1, end + 1).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, aim, "need", "obligation")


def _obliged(hit: Hit, sense: str) -> Token | None:
    token = hit.doc[hit.first]
    if sense == "modal":
        return token.head if token.dep_ == "aux" and token.head.i > token.i else None
    if sense == "adjective":
        stated = child_of(token.head, "ccomp") if token.dep_ == "acomp" else None
        that = stated is not None and any(c.lower_ == "that" for c in stated.lefts)
        return stated if that else None
    verb = child_of(token, "xcomp")
    if verb is None or token.tag_ not in VERBAL:
        return None
    return verb if is_infinitive(verb) else None


def _with_goal(hit: Hit, verb: Token, owner: Token) -> Link | None:
    """Read `if they want Y, they must A`: the outcome stands in the `if` clause."""
    top = verb.head if verb.head.i == hit.first else verb
    if (aimed := _for_the_sake(hit, top, verb, owner)) is not None:
        return aimed
    for part in top.children:
        child = _in_order(part) or part
        if child.dep_ not in ("advcl", "acl"):
            continue
        fronted = part.lower_ == "for" and part.i < child.i
        mark = part if fronted else child_of(child, "mark", "aux")
        if mark is None or not _opens_goal(hit, mark, child, owner):
            continue
        if not hit.holds(child):
            return None
        outcome = trimmed(hit.doc, _aim(hit, child, mark).within(hit.piece))
        act = _done(hit, verb, None, child if child.i > verb.i else None)
        cue = Stretch(mark.i, mark.i + 1)
        return Link(cue, act, verb, outcome, child, "need", "goal", owner)
    return None


def _for_the_sake(hit: Hit, top: Token, verb: Token, owner: Token) -> Link | None:
    """Read `for lasting peace, X must A`, `as a first step towards peace, X must A`."""
    part = next((c for c in top.lefts if c.dep_ == "prep"), None)
    aim = child_of(part, "pobj") if part is not None else None
    if part is None or aim is None or hit.doc[part.right_edge.i + 1].text != ",":
        return None
    if part.lower_ == "as" and aim.lower_ in ("step", "price", "condition", "precondition", "move"):
        to = next((c for c in aim.rights if c.dep_ == "prep" and c.lower_ != "of"), None)
        aim = child_of(to, "pobj", "pcomp") if to is not None else None
    elif part.lower_ != "for":
        return None
    if aim is None or aim.lower_ not in hit.words.outcomes or not _is_agent(hit, owner):
        return None
    outcome = trimmed(hit.doc, Stretch(aim.left_edge.i, aim.right_edge.i + 1).within(hit.piece))
    act = _done(hit, verb, None, None)
    if not act or not outcome:
        return None
    cue = Stretch(part.i, part.i + 1)
    return Link(cue, act, verb, outcome, aim, "need", "goal", owner)


def _in_order(token: Token) -> Token | None:
    """Return the verb of `in order to Y`."""
    order = child_of(token, "pobj") if token.lower_ in ("in", "for") else None
    if order is not None and token.lower_ == "for":
        aim = child_of(order, "acl", "relcl")
        return aim if aim is not None and is_infinitive(aim) else None
    if order is None or order.lower_ != "order":
        return None
    return child_of(order, "acl", "advcl")


def _opens_goal(hit: Hit, mark: Token, verb: Token, owner: Token) -> bool:
    """Return whether a clause names an aim: `if they want Y`, `to Y, they`, `for Z to Y, they`."""
    if mark.lower_ == "if":
        return _is_goal(hit, verb)
    if mark.lower_ == "before":
        waits = modal(verb) is not None or verb.tag_ in ("VBP", "VBZ")
        return waits and verb.i < owner.i and _is_party(hit, owner)
    aimed = verb.tag_ == "VB" or (mark.lower_ == "for" and is_infinitive(verb))
    fronted = mark.lower_ in ("to", "for") and aimed and verb.i < owner.i
    gaining = subject(verb)  # `for Oslo to gain Y, it has to`
    takes_up = owner.lower_ == "it" and gaining is not None and gaining.tag_ in _NAMES
    if not fronted or not (takes_up or _is_agent(hit, owner)):
        return False
    words = hit.doc[min(mark.i, verb.left_edge.i) : verb.right_edge.i + 1]
    if verb.lower_ in hit.words.purpose or any(t.lower_ in hit.words.outcomes for t in words):
        return True
    named = (takes_up or owner.tag_ in _NAMES) and hit.voice.statement is not None
    return named and verb.lower_ not in hit.words.idle_aims and len(words) > _BARE


def _aim(hit: Hit, verb: Token, mark: Token) -> Stretch:
    """Return what is wanted: the goal verb's complement, else the whole clause."""
    for wanting in (verb, *verb.conjuncts):
        if wanting.lower_ in hit.words.goals:
            aim = child_of(wanting, "dobj", "ccomp", "xcomp")
            if aim is not None:
                return Stretch(aim.left_edge.i, aim.right_edge.i + 1)
    return Stretch(mark.i + 1, verb.right_edge.i + 1)


def _is_goal(hit: Hit, verb: Token) -> bool:
    if any(wanting.lower_ in hit.words.goals for wanting in (verb, *verb.conjuncts)):
        return True
    return any(
        child.lower_ in hit.words.goal_words
        or (child.dep_ == "xcomp" and verb.lower_ in ("is", "are") and is_infinitive(child))
        for child in verb.children
        if child.dep_ in ("acomp", "attr", "nsubj", "xcomp")
    )


def _with_sequel(hit: Hit, verb: Token, owner: Token) -> Link | None:
    """Read `must A to Y`, `must A so that Y`, `must A before Y`."""
    top = verb.head if verb.head.i == hit.first else verb
    for token in hit.doc[verb.i + 1 : min(hit.piece.end, top.right_edge.i + 1)]:
        before = token.lower_ == "before" and token.dep_ in ("mark", "prep")
        purpose = token.tag_ == "TO" and token.head.lower_ in hit.words.purpose
        if token.lower_ == "for" and token.head.i == verb.i and _for_to(token):
            return _sequel(hit, verb, token, token.i + 1, owner)
        come = verb.lower_ == "come" and token.head.i == verb.i and token.dep_ == "prep"
        if before and come and _before_outcome(hit, token, owner):
            return _what_comes(hit, token, owner)
        so_that = token.lower_ == "that" and hit.doc[token.i - 1].lower_ == "so"
        if not (before or so_that or purpose) or token.head.i == verb.i:
            continue
        if purpose and (
            not _is_purpose(token.head, verb)
            or (token.i == verb.i + 1 and verb.lower_ in hit.words.striving)
            or hit.phrase == "should"
            or not _can_be_bound(hit, owner)
        ):
            continue
        if before and not _before_outcome(hit, token, owner):
            continue
        return _sequel(hit, verb, token, token.i + 1, owner)
    return None


def _what_comes(hit: Hit, before: Token, owner: Token) -> Link | None:
    """Read `a swap has to come before any summit`."""
    act = trimmed(hit.doc, Stretch(owner.left_edge.i, owner.right_edge.i + 1).within(hit.piece))
    aim = child_of(before, "pobj")
    outcome = Stretch(before.i + 1, before.right_edge.i + 1).within(hit.piece)
    outcome = trimmed(hit.doc, outcome)
    if not act or not outcome or aim is None:
        return None
    cue = Stretch(before.i, before.i + 1)
    return Link(cue, act, owner, outcome, aim, "need", "obligation")


def _sequel(hit: Hit, verb: Token, token: Token, start: int, owner: Token) -> Link | None:
    """Return the link between what must be done, up to `token`, and what it is for."""
    last = max(verb.right_edge.i, token.head.right_edge.i if token.dep_ == "mark" else 0)
    outcome = trimmed(hit.doc, Stretch(start, last + 1).within(hit.piece))
    act = _done(hit, verb, token, None)
    if act.end - act.start <= 1 or not outcome:
        return None
    head = token.head if token.head.i > token.i else hit.doc[outcome.start]
    return Link(hit.stretch, act, verb, outcome, head, "need", "obligation", owner)


def _for_to(token: Token) -> bool:
    """Return whether `for` opens an infinitive with a subject: `for talks to resume`."""
    thing = child_of(token, "pobj")
    aim = child_of(thing, "acl", "relcl") if thing is not None else None
    return aim is not None and is_infinitive(aim)


def _is_purpose(aim: Token, verb: Token) -> bool:
    return aim.dep_ in _PURPOSE_LABELS or (
        aim.dep_ == "xcomp" and aim.head.i == verb.i and has_child(verb, "auxpass")
    )


def _can_be_bound(hit: Hit, owner: Token) -> bool:
    """Return whether an obligation is a party's, or bears on an agreement."""
    passive = owner.dep_ == "nsubjpass" and owner.lower_ in hit.words.outcomes
    return passive or _is_agent(hit, owner)


def _is_agent(hit: Hit, owner: Token) -> bool:
    agents = hit.words.agents
    named = owner.tag_ in ("NNP", "NNPS") and owner.ent_type_ != "DATE"
    return named or owner.lower_ in agents.nouns or owner.lower_ in agents.pronouns


def _is_party(hit: Hit, owner: Token) -> bool:
    """Return whether an obligation is somebody's who bargains, or falls on what is bargained of."""
    return _is_agent(hit, owner) or owner.dep_ == "nsubjpass"


def _before_outcome(hit: Hit, token: Token, owner: Token) -> bool:
    """Return whether `before` leads to something that waits, not to a mere time."""
    if token.dep_ == "mark":
        if owner.dep_ == "expl" and token.head.tag_ in ("VBP", "VBZ"):
            return True
        waiting = subject(token.head)
        bargain = waiting is not None and _is_agent(hit, waiting) and _is_party(hit, owner)
        if bargain and token.head.tag_ in ("VBP", "VBZ", "VB"):
            return True
        if _awaits(hit, owner, token.head, waiting):
            return True
        known = modal(token.head)
        if known is not None:
            return known.lower_ != "must"
        whole = hit.doc[token.head.left_edge.i : token.head.right_edge.i + 1]
        present = any(t.tag_ in ("VBP", "VBZ") for t in whole)
        return present and any(t.lower_ in hit.words.outcomes for t in whole)
    lead = hit.doc[token.i - 1]
    counted = lead.ent_type_ in ("DATE", "TIME") or lead.tag_ == "NNS"
    target = child_of(token, "pobj", "pcomp")
    return target is not None and target.lower_ in hit.words.outcomes and not counted


def _awaits(hit: Hit, owner: Token, verb: Token, waiting: Token | None) -> bool:
    """Return whether others wait for a named party: `Oslo must act before teachers return`."""
    named = owner.tag_ in _NAMES and _is_agent(hit, owner)
    given = waiting is not None and waiting.dep_ == "nsubjpass" and waiting.tag_ == "PRP"
    if given and named and hit.voice.statement is not None:  # `before it is given a seat`
        return True
    helps = child_of(verb, "auxpass")
    now = verb.tag_ in _PRESENT or (helps is not None and helps.tag_ in _PRESENT)
    if waiting is None or waiting.tag_ not in ("NN", "NNS", *_NAMES) or not now:
        return False
    passing = waiting.lower_ in hit.words.happenings or verb.lower_ in hit.words.happening_verbs
    timed = waiting.lower_ == "time" or waiting.ent_type_ in ("DATE", "TIME")
    return named and not passing and not timed and hit.voice.statement is not None


def _done(hit: Hit, verb: Token, end: Token | None, other: Token | None) -> Stretch:
    """Return the verb phrase that somebody must do, without what it is for."""
    last = end.i if end is not None else verb.right_edge.i + 1
    if other is not None:
        last = min(last, other.left_edge.i)
    if end is not None and hit.doc[end.i - 1].lower_ == "order":
        last -= 2
    start = verb.i
    for child in verb.rights:
        mark = child_of(child, "mark") if child.dep_ == "advcl" else None
        if mark is not None and mark.lower_ in REASONS:
            last = min(last, mark.i)
    whose = subject(verb.head if verb.dep_ == "xcomp" else verb)
    if whose is not None and has_child(verb, "auxpass") and whose.i < verb.i:
        return trimmed(hit.doc, Stretch(whose.left_edge.i, last).within(hit.piece))
    for child in verb.lefts:
        if child.dep_ in ("neg", "advmod") and child.lower_ != "first" and child.i > hit.first:
            start = min(start, child.i)
    return trimmed(hit.doc, Stretch(start, last).within(hit.piece))
