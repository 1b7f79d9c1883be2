"""Conditions told as an order of things: first X, then Y; X must A. Only then Y; in return, Y.

The act is what comes first, often in the sentence before; the outcome is what follows it.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import Demand, demand_before, demand_within, demanded
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    SUBJECTS,
    VERBAL,
    Stretch,
    clause,
    is_infinitive,
    is_mark,
    modal,
    subject,
    trimmed,
)
from dragoman.reading.conditions.terms import promise_before

_PRESENT = ("VB", "VBP", "VBZ")
_LONGEST = 14
"""Tokens that `first X` may have where neither part has a verb."""


def read_sequence(hit: Hit, sense: str) -> Link | None:
    """Return the link of `first ... then`, `only then` and a lone `in return`."""
    readers = {"first": _first, "then": _then, "return": _in_return}
    return readers[sense](hit)


def _first(hit: Hit) -> Link | None:
    told = _comes_first(hit) or _but_first(hit)
    if told is not None:
        return told
    then = next((t for t in hit.doc[hit.last + 1 : hit.piece.end] if t.lower_ == "then"), None)
    if then is None or hit.voice.statement is None:
        return None
    if hit.first == hit.piece.start or is_mark(hit.doc[hit.first - 1]):
        return _plain_order(hit, then)
    demand = demand_before(hit.document, hit.words, then.i, back=0)
    if demand is None or not demand.verb.left_edge.i <= hit.first <= then.i:
        return None
    return _followed(hit, demand, then, hit.stretch)


def _but_first(hit: Hit) -> Link | None:
    """Read `Oslo will sit down, but first Bergen must do X`."""
    doc = hit.doc
    if hit.before() not in ("but", "though") or hit.voice.statement is None:
        return None
    demand = demand_within(hit.document, hit.words, Stretch(hit.last + 1, hit.piece.end))
    given = Stretch(hit.piece.start, hit.first - 1)
    main = _main(hit, given)
    if demand is None or main is None or modal(main) is None:
        return None
    act = trimmed(doc, demanded(demand).within(Stretch(hit.last + 1, hit.piece.end)))
    outcome = trimmed(doc, given)
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, demand.verb, outcome, main, "need", "order", demand.of)


def _comes_first(hit: Hit) -> Link | None:
    """Read `disarmament comes first; talks can follow`, `a truce first, talks later`."""
    doc = hit.doc
    mark = hit.last + 1
    if hit.voice.statement is None or mark >= hit.piece.end or hit.first == hit.piece.start:
        return None
    if doc[mark].text not in (";", ",", "-", "–", "—") and doc[mark].lower_ != "and":
        return None
    tail = doc[mark + 1 : hit.piece.end]
    later = next((t for t in tail if t.lower_ in hit.words.later), None)
    coming = doc[hit.first - 1].lower_ in ("comes", "come")
    start = max((t.i + 1 for t in doc[hit.piece.start : hit.first] if t.text == ";"), default=0)
    end = hit.first - 1 if coming else hit.first
    lead = Stretch(max(start, hit.piece.start), end)
    act = trimmed(doc, lead)
    outcome = trimmed(doc, Stretch(mark + 1, hit.piece.end))
    if later is None or not act or not outcome or act.end - act.start > _LONGEST:
        return None
    bare = not any(t.tag_ in VERBAL - {"MD", "VBN", "VBG"} for t in doc[act.start : act.end])
    head = next((t for t in doc[act.start : act.end] if t.lower_ in hit.words.acts), None)
    if not bare or head is None:
        return None
    return Link(hit.stretch, act, head, outcome, _head(hit, outcome), "need", "order")


def _plain_order(hit: Hit, then: Token) -> Link | None:
    """Read `First a ceasefire, then a conference`: nothing in it may have happened."""
    if hit.doc[then.i - 1].lower_ not in (",", ";", "and"):
        return None
    act = trimmed(hit.doc, Stretch(hit.last + 1, then.i).within(hit.piece))
    tail = hit.doc[then.i + 1 : hit.piece.end]
    closed = next((t.i for t in tail if t.text in ('"', "”", "’’")), hit.piece.end)
    outcome = trimmed(hit.doc, Stretch(then.i + 1, closed))
    if not act or not outcome or act.end - act.start > _LONGEST:
        return None
    if any(t.tag_ == "VBD" for t in hit.doc[act.start : outcome.end]):
        return None
    head, second = _head(hit, act), _head(hit, outcome)
    return Link(hit.stretch, act, head, outcome, second, "need", "order")


def _then(hit: Hit) -> Link | None:
    if (told := _after_first(hit)) is not None:
        return told
    demand = demand_before(hit.document, hit.words, hit.first)
    if demand is None and hit.phrase.endswith(" case"):
        return _asked_for(hit)
    if demand is None or hit.voice.statement is None:
        return None
    if hit.phrase == "then" and hit.first > hit.piece.start + 1 and hit.before() != ";":
        return None
    if hit.phrase.startswith("after") and not any(
        t.lower_ == "first" for t in hit.doc[demand.verb.left_edge.i : hit.first]
    ):
        return None
    return _followed(hit, demand, hit.token, hit.stretch)


def _after_first(hit: Hit) -> Link | None:
    """Read `First they leave. Then we talk`: two sentences of the same speaker."""
    said, doc = hit.voice.statement, hit.doc
    before = hit.document.sentence_at(max(0, doc[hit.sentence.start].idx - 2))
    if (
        said is None
        or before is None
        or any(not is_mark(t) for t in doc[hit.piece.start : hit.first])
    ):
        return None
    lead = next((t for t in before if not is_mark(t)), None)
    if lead is None or lead.lower_ != "first" or before.start >= hit.sentence.start:
        return None
    if hit.voices.statement_of(Stretch(before.start, before.end), lead.idx) is not said:
        return None
    act = trimmed(doc, Stretch(lead.i + 1, before.end))
    outcome = trimmed(doc, Stretch(hit.last + 1, hit.piece.end))
    if not act or not outcome:
        return None
    head, second = _head(hit, act), _head(hit, outcome)
    past = any(t.tag_ == "VBD" for n in (act, outcome) for t in doc[n.start : n.end])
    owner = subject(head)
    if past or owner is None or not act.holds(owner):
        return None
    return Link(hit.stretch, act, head, outcome, second, "need", "order", owner)


def _followed(hit: Hit, demand: Demand, then: Token, cue: Stretch) -> Link | None:
    """Return the link of a demand with what comes after the word `then`."""
    whole = demanded(demand)
    end = min(whole.end, then.i if cue.start < then.i or whole.end > then.i else whole.end)
    act = trimmed(hit.doc, Stretch(whole.start, min(end, hit.doc[then.i].i)))
    while act.end - act.start > 1 and hit.doc[act.end - 1].lower_ in ("first", "only"):
        act = Stretch(act.start, act.end - 1)
    rest = Stretch(then.i + 1, hit.piece.end)
    if rest.end - rest.start < 2 and hit.voice.pieces:  # `Then, he said, we will`
        rest = hit.voice.pieces[-1]
    outcome = trimmed(hit.doc, Stretch(max(rest.start, then.i + 1), rest.end))
    verb = _main(hit, outcome)
    if not act or not outcome or verb is None or not _is_to_come(verb):
        return None
    shared = verb.dep_ == "conj" and verb.tag_ == "VB"
    if not shared and not any(t.dep_ in SUBJECTS for t in hit.doc[outcome.start : outcome.end]):
        return None
    return Link(cue, act, demand.verb, outcome, verb, "need", "order", demand.of)


def _in_return(hit: Hit) -> Link | None:
    """Read `X should A. In return, Y` and `Y; in return, we want X to A`."""
    verb = hit.doc[hit.first].head
    while verb.tag_ not in VERBAL and verb.head.i != verb.i:
        verb = verb.head
    if not hit.holds(verb):
        later = (Stretch(max(p.start, hit.last + 1), p.end) for p in hit.voice.pieces)
        verb = next((v for p in later if p and (v := _main(hit, p)) is not None), verb)
    if hit.voice.statement is None:
        return _asked_for(hit)
    if not hit.holds(verb):
        return None
    whole = clause(verb).within(hit.voice.piece_of(verb) or hit.piece)
    if verb.lower_ in hit.words.goals and (wanted := _wanted(verb)) is not None:
        end = hit.first if hit.first > hit.piece.start + 1 else whole.start
        given = trimmed(hit.doc, Stretch(hit.piece.start, end))
        act = trimmed(hit.doc, Stretch(wanted.left_edge.i, wanted.right_edge.i + 1))
        head = _main(hit, given)
        if not given or head is None or not act:
            return None
        return Link(hit.stretch, act, wanted, given, head, "exchange", "order", subject(wanted))
    told = _given_first(hit, verb) or _asked_for(hit)
    if told is not None:
        return told
    demand = demand_before(hit.document, hit.words, whole.start)
    if demand is None or not _is_to_come(verb):
        return None
    act = trimmed(hit.doc, demanded(demand))
    act = Stretch(act.start, min(act.end, whole.start)) if act.start < whole.start else act
    act, outcome = trimmed(hit.doc, act), trimmed(hit.doc, whole)
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, demand.verb, outcome, verb, "exchange", "order", demand.of)


def _asked_for(hit: Hit) -> Link | None:
    """Read `Oslo would do Y. In return, Bergen would have to do X`."""
    if any(not is_mark(t) for t in hit.doc[hit.sentence.start : hit.first]):
        return None
    rest = Stretch(hit.last + 1, hit.sentence.end)
    demand = demand_within(hit.document, hit.words, rest)
    given = promise_before(hit)
    if demand is None or given is None or demand.of is None:
        return None
    act = trimmed(hit.doc, demanded(demand).within(rest))
    outcome = trimmed(hit.doc, clause(given))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, demand.verb, outcome, given, "exchange", "order", demand.of)


def _given_first(hit: Hit, verb: Token) -> Link | None:
    """Read `Oslo withdraws, and in return we reopen the strait`: two clauses of the present."""
    first = verb.head
    if verb.dep_ not in ("conj", "ccomp", "parataxis") or first.tag_ not in _PRESENT:
        return None
    if verb.tag_ not in _PRESENT or not hit.holds(first) or first.i > hit.first:
        return None
    owner, other = subject(first), next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    if owner is None or other is None or owner.lower_ in hit.words.agents.first_person:
        return None
    act = trimmed(hit.doc, Stretch(clause(first).start, hit.first).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(other.left_edge.i, clause(verb).end).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, first, outcome, verb, "exchange", "order", owner)


def _wanted(verb: Token) -> Token | None:
    return next((c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "dobj")), None)


def _is_to_come(verb: Token) -> bool:
    return modal(verb) is not None or verb.tag_ in ("VB", "VBP", "VBZ") or is_infinitive(verb)


def _main(hit: Hit, stretch: Stretch) -> Token | None:
    verbs = [
        t
        for t in hit.doc[stretch.start : stretch.end]
        if t.tag_ in VERBAL and t.dep_ not in ("aux", "auxpass", "amod", "compound")
    ]
    inside = {t.i for t in verbs}
    return next((t for t in verbs if t.head.i == t.i or t.head.i not in inside), None)


def _head(hit: Hit, stretch: Stretch) -> Token:
    """Return what heads a stretch: its verb, or its noun."""
    return _main(hit, stretch) or hit.doc[stretch.start : stretch.end].root
