"""Conditions told as a choice: X must A or B will follow; A, or else B; A. Otherwise, B."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import demand_before
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    NOMINAL,
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    clause,
    has_child,
    is_infinitive,
    is_mark,
    modal,
    subject,
    subtree,
    trimmed,
)

_OVER = frozenset({"off", "over", "dead", "finished", "void"})
_LONGEST_ORDER = 10
"""Tokens that an order may have before its `or`."""


def read_alternative(hit: Hit, sense: str) -> Link | None:
    """Return the link of `X must A or B`, `A, or else B` and `X must A. Otherwise, B`."""
    if sense == "pain":
        return _on_pain(hit)
    if hit.phrase == "or":
        return _or(hit) or _or_clause(hit)
    if hit.phrase == "or else" and (found := _or_clause(hit)) is not None:
        return found
    opens = hit.first <= hit.piece.start + 1 or is_mark(hit.doc[hit.first - 1])
    if not opens:
        return None
    outcome = trimmed(hit.doc, Stretch(hit.last + 1, hit.piece.end))
    if not outcome and hit.voice.pieces:  # `Otherwise, he said, we will`
        last = hit.voice.pieces[-1]
        outcome = trimmed(hit.doc, last) if last.start > hit.last else outcome
    verb = _top_verb(hit, outcome)
    demand = demand_before(hit.document, hit.words, hit.first)
    if demand is None and (order := _order_before(hit)) is not None and verb is not None:
        act = trimmed(hit.doc, Stretch(order.i, order.right_edge.i + 1))
        return Link(hit.stretch, act, order, outcome, verb, "alternative", "otherwise")
    if verb is None or demand is None or not outcome:
        return None
    top = demand.verb
    if top.dep_ == "xcomp" and subject(top.head) is not None:
        top = top.head
    act = trimmed(hit.doc, clause(top))
    if act.end > hit.first:
        act = trimmed(hit.doc, Stretch(act.start, hit.first))
    return Link(hit.stretch, act, demand.verb, outcome, verb, "alternative", "otherwise", demand.of)


def _on_pain(hit: Hit) -> Link | None:
    """Read `ordered X to A, on pain of B`."""
    suffered = child_of(hit.token, "pobj", "pcomp")
    demand = demand_before(hit.document, hit.words, hit.first, back=0)
    if suffered is None or demand is None:
        return None
    whole = Stretch(demand.verb.i, hit.first)
    act, outcome = trimmed(hit.doc, whole), trimmed(hit.doc, subtree(suffered))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, demand.verb, outcome, suffered, "alternative", "or", demand.of)


def _order_before(hit: Hit) -> Token | None:
    """Return the verb of the order that the sentence before is: `Give it back. Otherwise`."""
    said, sentence = hit.voice.statement, hit.doc[hit.sentence.start]
    before = hit.document.sentence_at(max(0, sentence.idx - 2))
    if said is None or before is None or before.start >= hit.sentence.start:
        return None
    first = next((t for t in before if not is_mark(t)), None)
    if first is None or first.tag_ not in ("VB", "VBP") or subject(first) is not None:
        return None
    whole = Stretch(before.start, before.end)
    return first if hit.voices.statement_of(whole, first.idx) is said else None


def _or(hit: Hit) -> Link | None:
    """Read `must A or face B` and `A, or we will B`."""
    verb = hit.token.head
    second = next((c for c in verb.rights if c.dep_ == "conj" and c.i > hit.last), None)
    while verb.tag_ not in VERBAL and verb.head.i != verb.i:  # joined to a noun within
        verb = verb.head
    if hit.token.dep_ != "cc" or second is None or verb.tag_ not in VERBAL:
        return None
    if not hit.holds(verb) or not hit.holds(second):
        return None
    obliged = modal(verb)
    given = verb.head.lower_ in ("gave", "give", "gives", "given") and is_infinitive(verb)
    must = obliged is not None and obliged.lower_ in ("must", "should")
    must = must or (
        verb.dep_ == "xcomp" and verb.head.lower_ in ("has", "have", "had", "needs", "need")
    )
    due = demand_before(hit.document, hit.words, hit.first, back=0)
    due = due if due is not None and due.verb.i == verb.i else None  # `has until noon to`
    must = must or given or due is not None
    own = next((c for c in second.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    next_to = second.tag_ in ("VB", "VBP") or second.i == hit.last + 1
    next_to = next_to or has_child(second, "auxpass")
    verbs = {second.lower_, hit.doc[hit.last + 1].lower_}
    suffers = own is None and next_to and bool(verbs & hit.words.suffer)
    if second.tag_ in VERBAL and has_child(second, "mark"):
        return None
    subjunctive = verb.tag_ == "VB" and obliged is None and verb.dep_ in ("ccomp", "xcomp")
    ordered = subjunctive or (verb.tag_ == "VB" and subject(verb) is None)
    ordered = ordered and not is_infinitive(verb)
    ours = own is not None and own.lower_ in hit.words.agents.first_person
    follows = own is not None and (modal(second) is not None or (ours and second.tag_ == "VBP"))
    if not ((must or ordered) and (suffers or follows)):
        return None
    owner = subject(verb.head if verb.dep_ == "xcomp" else verb)
    owner = due.of if due is not None and due.of is not None else owner
    owner = child_of(verb.head, "dobj", "dative") if given else owner
    act = trimmed(hit.doc, Stretch(verb.i, hit.first).within(hit.piece))
    outcome = trimmed(
        hit.doc, Stretch(second.left_edge.i, second.right_edge.i + 1).within(hit.piece)
    )
    return Link(hit.stretch, act, verb, outcome, second, "alternative", "or", owner)


def _or_clause(hit: Hit) -> Link | None:
    """Read `X needs to A or B will follow`, however the parse joins the two."""
    if any(t.lower_ == "whether" for t in hit.doc[hit.piece.start : hit.first]):
        return None
    outcome = trimmed(hit.doc, Stretch(hit.last + 1, hit.piece.end))
    verb = _top_verb(hit, outcome)
    if verb is None or not outcome:
        return None
    either = next(
        (t for t in hit.doc[hit.piece.start : hit.first] if t.tag_[:1].isalpha()), hit.token
    )
    own = next((c for c in verb.children if c.dep_ in SUBJECTS and outcome.holds(c)), None)
    if own is None and hit.doc[outcome.start].tag_ in ("PRP$", *NOMINAL) and verb.i > outcome.start:
        own = hit.doc[outcome.start : verb.i].root  # joined to a noun before by the parse
    follows = own is not None and modal(verb) is not None and verb.tag_ in ("VB", "VBN")
    off = any(c.lower_ in _OVER for c in verb.rights)
    follows = follows or (
        hit.phrase == "or" and own is not None and verb.tag_ in ("VBZ", "VBP") and off
    )
    suffers = verb.i == outcome.start and verb.tag_ in ("VB", "VBP")
    suffers = suffers and verb.lower_ in hit.words.suffer and own is None
    demand = demand_before(hit.document, hit.words, hit.first, back=0)
    if demand is not None and demand.verb.i > hit.piece.start and (follows or suffers):
        act = trimmed(hit.doc, Stretch(demand.verb.i, hit.first).within(hit.piece))
        if act:
            cue = hit.stretch
            return Link(cue, act, demand.verb, outcome, verb, "alternative", "or", demand.of)
    own_clause = own is not None and own.left_edge.i == outcome.start and verb.dep_ != "relcl"
    comes = own_clause and (modal(verb) is not None or verb.tag_ in ("VBP", "VBZ"))
    if (comes or suffers) and (ordered := _ordered(hit)) is not None:
        tail = hit.doc[ordered.i : hit.first]
        end = next((t.i for t in tail if t.text == ","), hit.first)
        act = trimmed(hit.doc, Stretch(ordered.i, end).within(hit.piece))
        return Link(hit.stretch, act, ordered, outcome, verb, "alternative", "or")
    if (
        (either.lower_ == "either" or hit.phrase == "or else")
        and own is not None
        and outcome.holds(own)
    ):
        start = either.i + 1 if either.lower_ == "either" else hit.piece.start
        act = trimmed(hit.doc, Stretch(start, hit.first))
        first = _top_verb(hit, act)
        if act and first is not None and subject(first) is not None and first.tag_ != "VBD":
            return Link(hit.stretch, act, first, outcome, verb, "alternative", "or")
    return None


def _ordered(hit: Hit) -> Token | None:
    """Return the order with which a voice's words begin, also behind a headline's colon."""
    lead = hit.doc[hit.piece.start : hit.first]
    colon = next((t.i + 1 for t in lead if t.text == ":"), hit.piece.start)
    words = [t for t in hit.doc[colon : hit.first] if not is_mark(t)]
    first = words[0] if len(words) > 1 else hit.token
    if hit.first - first.i > _LONGEST_ORDER:
        return None
    bare = first.tag_ in ("VB", "VBP") and not any(
        c.dep_ in SUBJECTS for c in first.lefts if c.i >= colon
    )
    return first if bare and first.dep_ not in ("aux", "auxpass") and first.i < hit.first else None


def _top_verb(hit: Hit, stretch: Stretch) -> Token | None:
    verbs = [
        t
        for t in hit.doc[stretch.start : stretch.end]
        if t.tag_ in VERBAL and t.dep_ not in ("aux", "auxpass")
    ]
    inside = {t.i for t in verbs}
    return next((t for t in verbs if t.head.i == t.i or t.head.i not in inside), None)
