"""Conditions that a phrase carries: without X no Y, Y in exchange for X, only through X.

The act is the phrase's complement; the outcome is the clause around it.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import demand_before, demanded
from dragoman.reading.conditions.kinds import valence
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    FINITE,
    SUBJECTS,
    VERBAL,
    Stretch,
    child_of,
    clause,
    governing_clause,
    has_child,
    modal,
    subject,
    subtree,
    trimmed,
)


def read_phrase(hit: Hit, sense: str) -> Link | None:
    """Return the link of `without`, `in exchange for` and `in the event of`."""
    verb, complement = around(hit), _complement(hit)
    if sense == "without" and (lacking := _worthless_without(hit, complement)) is not None:
        return lacking
    if sense == "event" and hit.phrase == "given" and not _is_given(hit, complement, verb):
        return None
    if sense == "short":
        return _nothing_short(hit, complement)
    if sense == "pending" and (verb is None or not _waits_for(hit, verb, complement)):
        return None
    if sense == "without" and complement is not None and (verb is None or _is_bare(hit)):
        return _nothing_without(hit, complement)
    if sense == "exchange" and complement is not None and verb is None:
        return _offered(hit, complement)
    if complement is None or verb is None:
        return None
    if complement.lower_ in ("which", "whom"):
        return _lacking_that(hit, verb) if sense == "without" else None
    if sense == "event" and verb.tag_ == "VB" and subject(verb) is None:
        return None  # `in case of fire, use the stairs`
    denied = sense == "without" and _needs(hit, verb)
    if sense == "without" and (_is_idle(hit, complement) or not _tied(hit, verb, denied)):
        return None
    act = _named_act(hit, complement, verb)
    outcome = _rest(hit, verb, act)
    if not act or not outcome:
        return None
    senses = {"without": "need" if denied else "unless", "event": "if", "pending": "until"}
    meant = senses.get(sense, "exchange")
    owner = subject(verb) if sense == "without" and complement.tag_ == "VBG" else None
    own = owner is not None and owner.dep_ == "nsubj" and not has_child(complement, "poss", "nsubj")
    doer = owner if own else None  # `will not win it back without talking`
    return Link(hit.stretch, act, complement, outcome, verb, meant, sense, doer)


def _lacking_that(hit: Hit, verb: Token) -> Link | None:
    """Read `X must be done, without which there can be no Y`."""
    demand = demand_before(hit.document, hit.words, hit.first, back=0)
    if demand is None or not _needs(hit, verb):
        return None
    whole = demanded(demand)
    act = trimmed(hit.doc, Stretch(whole.start, min(whole.end, hit.first)))
    outcome = trimmed(hit.doc, Stretch(hit.last + 2, clause(verb).end).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, demand.verb, outcome, verb, "need", "obligation", demand.of)


def _is_given(hit: Hit, complement: Token | None, verb: Token | None) -> bool:
    """Return whether `given X, Y could be done` names what somebody would have to give."""
    if complement is None or verb is None or hit.first > hit.piece.start + 1:
        return False
    definite = any(
        c.tag_ in ("DT", "PRP$") and c.lower_ not in ("a", "an") for c in complement.lefts
    )
    known = modal(verb)
    ahead = known is not None and known.lower_ in ("could", "would", "can", "will", "might")
    return ahead and not definite and complement.lower_ in hit.words.acts


def _worthless_without(hit: Hit, complement: Token | None) -> Link | None:
    """Read `a treaty without X is unacceptable`: what lacks X is good for nothing."""
    noun = hit.doc[hit.first].head
    verb = noun.head
    if complement is None or noun.dep_ not in SUBJECTS or noun.lower_ not in hit.words.outcomes:
        return None
    told = (c for c in verb.rights if c.dep_ in ("acomp", "attr"))
    unwelcome = any(
        c.lower_ in hit.words.valence.unwelcome | hit.words.valence.negators for c in told
    )
    if not unwelcome or has_child(verb, "neg") or verb.tag_ == "VBD":
        return None
    act = trimmed(hit.doc, subtree(complement).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(noun.left_edge.i, hit.first).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, complement, outcome, noun, "need", "prerequisite")


def _is_idle(hit: Hit, complement: Token) -> bool:
    """Return whether a noun only says how something is done: not `a written apology from Oslo`."""
    if complement.lower_ not in hit.words.idle:
        return False
    wanted = complement.lower_ in hit.words.acts and any(
        c.lower_ in ("a", "an", "the") for c in complement.lefts
    )
    return not (wanted and any(c.lower_ in ("from", "by", "for") for c in complement.rights))


def _waits_for(hit: Hit, verb: Token, complement: Token | None) -> bool:
    """Return whether something is put off until an act is done: `frozen pending the release`."""
    if complement is None or (modal(verb) is None and not has_child(verb, "auxpass", "aux")):
        return False
    known = hit.words.acts | hit.words.outcomes
    return complement.lower_ in known and complement.lower_ not in hit.words.idle


def _nothing_short(hit: Hit, complement: Token | None) -> Link | None:
    """Read `nothing short of X will Y`."""
    noun = hit.doc[hit.first].head
    verb = noun.head
    if complement is None or noun.lower_ not in ("nothing", "anything") or modal(verb) is None:
        return None
    act = trimmed(hit.doc, subtree(complement).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(verb.i, clause(verb).end).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, complement, outcome, verb, "need", "without")


def _is_bare(hit: Hit) -> bool:
    """Return whether a voice's words before the phrase are a denial without a verb: a headline."""
    lead = hit.doc[hit.piece.start : hit.first]
    opens = len(lead) > 1 and hit.doc[hit.first].head.dep_ in ("dep", "ROOT", "npadvmod", "ccomp")
    return opens and lead[0].lower_ == "no" and not any(t.tag_ in VERBAL for t in lead)


def _nothing_without(hit: Hit, complement: Token) -> Link | None:
    """Read the headline `No talks without an apology`."""
    outcome = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    if not outcome or hit.doc[outcome.start].lower_ not in ("no", "nothing"):
        return None
    act = trimmed(hit.doc, subtree(complement).within(hit.piece))
    if not act:
        return None
    head = hit.doc[outcome.end - 1]
    return Link(hit.stretch, act, complement, outcome, head, "need", "without")


def _offered(hit: Hit, complement: Token) -> Link | None:
    """Read `offered grain in exchange for maps`, whose words begin at the thing offered."""
    outcome = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    act = trimmed(hit.doc, subtree(complement).within(hit.piece))
    known = hit.words.acts | hit.words.outcomes
    both = [*hit.doc[outcome.start : outcome.end], *hit.doc[act.start : act.end]]
    weighty = any(t.lower_ in known or t.tag_ == "NNP" for t in both)
    if not outcome or not act or hit.voice.statement is None or not weighty:
        return None
    head = hit.doc[outcome.start : outcome.end].root
    return Link(hit.stretch, act, complement, outcome, head, "exchange", "exchange")


def read_channel(hit: Hit, sense: str) -> Link | None:
    """Return the link of `Y can only be reached through X`."""
    text, start = hit.document.text, hit.doc[hit.sentence.start].idx
    if "nly" not in text[start : hit.token.idx]:
        return None
    verb, complement = around(hit), _complement(hit)
    if verb is None or complement is None:
        return None
    words = {hit.before(), hit.doc[hit.first].lower_, *(child.lower_ for child in verb.children)}
    ahead = modal(verb) is not None or any(c.lower_ == "possible" for c in verb.children)
    if "only" not in words or not ahead:
        return None
    able = complement.tag_ in VERBAL or complement.lower_ in hit.words.acts | hit.words.outcomes
    act = trimmed(hit.doc, subtree(complement).within(hit.piece))
    outcome = _rest(hit, verb, act)
    if not able or not outcome:
        return None
    doer = subject(verb) if complement.tag_ in VERBAL else None
    doer = doer if doer is not None and doer.dep_ == "nsubj" else None
    return Link(hit.stretch, act, complement, outcome, verb, sense, "channel", doer)


def read_sole(hit: Hit, sense: str) -> Link | None:
    """Return the link of `only X can Y`."""
    noun = hit.token.head
    verb = noun.head
    if hit.token.dep_ not in ("advmod", "amod") or noun.dep_ not in SUBJECTS or noun.i < hit.last:
        return None
    known = hit.words.acts | hit.words.outcomes
    able = noun.tag_ == "VBG" or noun.lower_ in known
    if not able or modal(verb) is None:
        return None
    act = trimmed(hit.doc, Stretch(hit.last + 1, noun.right_edge.i + 1).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(verb.i, clause(verb).end).within(hit.piece))
    weighty = any(t.lower_ in known for t in hit.doc[outcome.start : outcome.end])
    if not act or not outcome or not (weighty or verb.lower_ in hit.words.purpose):
        return None
    return Link(hit.stretch, act, noun, outcome, verb, sense, "sole")


def read_exclusion(hit: Hit, sense: str) -> Link | None:
    """Return the link of `no project excluding X can ...`."""
    noun = hit.token.head
    if (
        hit.token.dep_ not in ("acl", "prep")
        or noun.dep_ not in SUBJECTS
        or modal(noun.head) is None
    ):
        return None
    if not any(child.lower_ == "no" for child in noun.lefts):
        return None
    act = trimmed(hit.doc, subtree(hit.token).within(hit.piece))
    outcome = trimmed(hit.doc, clause(noun.head).within(hit.piece))
    return Link(hit.stretch, act, hit.token, outcome, noun.head, sense, "exclusion")


def _named_act(hit: Hit, complement: Token, verb: Token) -> Stretch:
    """Return the complement's words, cut at the comma behind which the main clause begins."""
    start, end = subtree(complement)
    if verb.i < hit.first and end < hit.piece.end and hit.doc[end].dep_ == "prep":
        end = max(end, subtree(hit.doc[end]).end)
    if verb.i > complement.i:
        comma = next((t.i for t in hit.doc[complement.i : verb.i] if t.text == ","), end)
        end = min(end, comma)
    return trimmed(hit.doc, Stretch(start, end).within(hit.piece))


def _complement(hit: Hit) -> Token | None:
    found = child_of(hit.token, "pobj", "pcomp", "dobj")
    return found if found is not None and found.i > hit.last else None


def around(hit: Hit) -> Token | None:
    """Return the verb of the clause in which a phrase stands."""
    token = hit.doc[hit.first]
    while token.head.i != token.i:
        token = token.head
        if hit.voice.piece_of(token) is None or token.i in hit.voice.cues:
            break
        if token.tag_ in VERBAL and not hit.first <= token.i <= hit.last:
            return governing_clause(token, hit.piece)
    return _beside(hit)


def _beside(hit: Hit) -> Token | None:
    """Return the topmost verb of the voice when the phrase hangs on something outside it."""
    for piece in hit.voice.pieces:
        for token in hit.doc[piece.start : piece.end]:
            if token.tag_ in VERBAL and hit.holds(token) and not hit.holds(token.head):
                return token
    return None


def _tied(hit: Hit, verb: Token, denied: bool) -> bool:
    """Return whether nothing good, or something bad, comes of a lack."""
    if denied:
        return True
    stretch = clause(verb).within(hit.sentence)
    said = hit.voice.statement
    if modal(verb) is not None and said is not None and said.cue is not None:
        cue = said.cue.of(hit.document.text).lower()
        if cue in hit.words.manners["warning"] | hit.words.manners["threat"]:
            return True
    if modal(verb) is None:
        idle = any(
            c.dep_ in ("acomp", "attr") and c.lower_ in hit.words.readiness for c in verb.rights
        )
        now = verb.tag_ in FINITE - {"VBD"} and hit.first < verb.i
        found = valence(hit.doc, stretch, verb, hit.words)
        return now and idle and found in ("bad", "withheld")
    # `Without a new lease the town would flood`: what opens the words is what all hangs on.
    return _opens(hit) or valence(hit.doc, stretch, verb, hit.words) == "bad"


def _opens(hit: Hit) -> bool:
    """Return whether somebody's reported words begin with the phrase and name one act."""
    behind = hit.doc[min(hit.last + 1, hit.piece.end - 1)]
    named = behind.lower_ in ("a", "an", "the") or behind.dep_ == "poss"
    return hit.voice.statement is not None and hit.first <= hit.piece.start + 1 and named


def _needs(hit: Hit, verb: Token) -> bool:
    """Return whether the clause denies something for the present or the time to come."""
    negators = hit.words.valence.negators
    whole = clause(verb).within(hit.sentence)
    denied = any(
        t.lower_ in negators and t.lower_ != "without" for t in hit.doc[whole.start : whole.end]
    )
    return denied and (modal(verb) is not None or verb.tag_ in FINITE - {"VBD"})


def _rest(hit: Hit, verb: Token, act: Stretch) -> Stretch | None:
    """Return the verb's clause without the phrase: before it, or behind it when it opens."""
    piece = hit.voice.piece_of(verb) or hit.piece
    whole = clause(verb).within(piece)
    if verb.i < hit.first:
        start = verb.head.left_edge.i if verb.dep_ in ("relcl", "acl") else whole.start
        whole = Stretch(start, hit.first)
    else:
        start = whole.start if whole.start > hit.first else act.end
        whole = Stretch(start, whole.end)
    return trimmed(hit.doc, whole.within(piece)) or None


def is_reported_past(hit: Hit, verb: Token) -> bool:
    """Return whether a clause tells what has already been done, not what was offered."""
    told = verb.tag_ == "VBD" or (has_child(verb, "auxpass") and modal(verb) is None)
    return told and subject(verb) is not None and verb.lower_ not in hit.words.offering
