"""Which kind of condition a link is: precondition, offer, threat or warning.

Decided by whether the outcome is welcome, by who would bring it about, and by how the act and
the outcome are tied. Definitions: section 3 of the ledger's guide.
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Doc, Token

from dragoman.reading.conditions.denials import denies
from dragoman.reading.conditions.links import Link
from dragoman.reading.conditions.stretches import (
    VERBAL,
    Stretch,
    child_of,
    modal,
    subject,
)
from dragoman.records import ConditionKind
from dragoman.vocabulary.conditions import ConditionWords

Valence = Literal["good", "bad", "withheld", "plain"]
_LASTING = ("remain", "stay", "remains", "stays")
"""What only goes on as it is, so that the act is asked for, not its lack warned of."""
_GOING_ON = frozenset({"keep", "keeps", "start", "starts", "begin", "begins", "go", "goes"})
_OBJECTS = ("dobj", "nsubjpass", "pobj", "attr")


def kind_of(
    doc: Doc,
    link: Link,
    words: ConditionWords,
    own_doing: bool,
    others_act: bool,
    manner: ConditionKind | None = None,
) -> ConditionKind:
    """Return the kind of a link.

    `own_doing`: the speaker's side would bring the outcome about; `others_act`: somebody
    else than the speaker's side must act; `manner`: how the words are said to be meant.
    """
    if link.sense == "warning":
        imposed = (
            link.outcome_head is not None and link.outcome_head.lower_ in words.valence.imposed
        )
        return "threat" if imposed and own_doing else "warning"
    own_doing = own_doing or manner == "threat"
    if link.sense in ("alternative", "answer"):
        return "threat" if own_doing else "warning"
    if link.sense == "exchange":
        return "offer"
    outcome = valence(doc, link.outcome, link.outcome_head, words)
    if link.sense == "until":
        return "precondition"
    if link.sense == "unless":
        head = link.outcome_head
        open_word = head is not None and head.lower_ in words.valence.unwelcome
        comes = (outcome == "plain" or (open_word and own_doing)) and _will_be(doc, link, words)
        meant = manner in ("threat", "warning") and _will_be(doc, link, words)
        lasts = head is not None and head.lower_ in _LASTING and link.rule == "without"
        unwelcome = (outcome == "bad" and not lasts) or comes or meant
        if unwelcome or (outcome == "plain" and manner in ("threat", "warning")):
            return "threat" if own_doing or manner == "threat" else "warning"
        return "precondition"
    hostile = is_hostile(doc, link, words) or (outcome == "plain" and _is_left_undone(link))
    hostile = hostile and not (outcome == "plain" and is_only(doc, link))
    if link.sense == "bid":
        return _if_kind(outcome, hostile, own_doing, promised=outcome in ("good", "plain"))
    if link.sense in ("if", "person"):
        promised = own_doing and not is_only(doc, link) and (others_act or _is_open_act(link))
        if outcome == "plain" and manner in ("threat", "warning") and not is_only(doc, link):
            return "threat" if own_doing or manner == "threat" else "warning"
        promised = promised or (manner == "offer" and not is_only(doc, link))
        return _if_kind(outcome, hostile, own_doing, promised)
    if (
        _opens_time(link)
        and outcome == "bad"
        and own_doing
        and others_act
        and not is_only(doc, link)
    ):
        return "threat"
    promised = outcome in ("good", "plain") and own_doing and others_act and not hostile
    promised = promised and _is_promised(doc, link, words) and not is_only(doc, link)
    given = manner == "offer" and outcome in ("good", "plain") and not is_only(doc, link)
    return "offer" if (promised or given) and link.rule == "connective" else "precondition"


def _opens_time(link: Link) -> bool:
    """Return whether a word of time opens the words: `the moment they cross, we will fire`."""
    return link.sense == "time" and link.outcome is not None and link.act.end <= link.outcome.start


def _will_be(doc: Doc, link: Link, words: ConditionWords) -> bool:
    """Return whether an outcome is told as coming, not as kept back: `the lights will go out`."""
    if link.outcome is None or link.outcome_head is None:
        return False
    known = modal(link.outcome_head)
    if known is None or known.lower_ not in words.promising:
        return False
    tokens = doc[link.outcome.start : link.outcome.end]
    return not any(t.lower_ in words.valence.negators for t in tokens)


def _is_promised(doc: Doc, link: Link, words: ConditionWords) -> bool:
    if link.outcome is None:
        return False
    tokens = doc[link.outcome.start : link.outcome.end]
    return any(t.lower_ in words.promising for t in tokens) or tokens[0].lower_ == "to"


def _if_kind(outcome: Valence, hostile: bool, own_doing: bool, promised: bool) -> ConditionKind:
    if outcome == "bad" or (outcome == "withheld" and hostile):
        return "threat" if own_doing else "warning"
    if outcome == "withheld":
        return "precondition"
    if hostile and outcome == "plain":
        return "threat" if own_doing else "warning"
    return "offer" if promised else "precondition"


def is_only(doc: Doc, link: Link) -> bool:
    """Return whether `only` stands before the connective: the act is needed, not invited."""
    stressed = doc[link.act.start : link.act.end].text.lower().endswith("only then")
    head = link.outcome_head
    before = head is not None and head.i < link.cue.start
    if head is not None and before and any(c.lower_ == "only" for c in head.lefts):
        return True  # `we will only talk if`
    return stressed or (link.cue.start > 0 and doc[link.cue.start - 1].lower_ == "only")


def _is_open_act(link: Link) -> bool:
    """Return whether the act is told with a subject that may be another's: `the building stops`."""
    owner = subject(link.act_head)
    if owner is None or owner.dep_ != "nsubj":
        return False
    pronoun = owner.lower_ in ("it", "they") and link.act_head.lower_ not in ("is", "was", "be")
    return owner.tag_ in ("NN", "NNS") or pronoun


def valence(
    doc: Doc, stretch: Stretch | None, head: Token | None, words: ConditionWords
) -> Valence:
    """Return whether what a stretch tells is welcome: `withheld` is something good denied."""
    if stretch is None or head is None:
        return "plain"
    known = words.valence
    tokens = doc[stretch.start : stretch.end]
    undone = any(t.lower_ in known.undoing for t in tokens)
    denied = not undone and denies(doc, stretch, words)
    found = _polarity(doc, stretch, head, words)
    if found == "good" and denied:
        return "withheld"
    if found == "bad" and _is_idle(head, words):
        return "withheld"  # `talks are pointless`
    if found == "bad" and denied:
        return "good"
    return found


def _is_idle(head: Token, words: ConditionWords) -> bool:
    """Return whether something welcome is said to be of no use or out of reach."""
    owner = subject(head) if head.tag_ in VERBAL else None
    wanted = owner is not None and owner.lower_ in words.outcomes
    told = (c.lower_ for c in head.rights if c.dep_ in ("acomp", "attr"))
    kept = words.valence.unwelcome & words.readiness
    return wanted and any(word in kept and word != "doomed" for word in told)


def is_hostile(doc: Doc, link: Link, words: ConditionWords) -> bool:
    """Return whether the act itself is unwelcome: an attack, a refusal, something not done."""
    found = valence(doc, link.act, link.act_head, words)
    if found == "withheld":
        return True
    chain = _chain(link.act_head, link.act)
    if any(t.lower_ in words.valence.hostile for t in chain):
        return found != "good" or link.act_head.lower_ in words.valence.hostile
    return found == "bad"


def _is_left_undone(link: Link) -> bool:
    """Return whether an act is not done, so that what follows is no reward: `if they do not`."""
    helped = any(c.dep_ in ("aux", "auxpass") for c in link.act_head.lefts)
    return helped and any(c.dep_ == "neg" for c in link.act_head.lefts)


def _polarity(doc: Doc, stretch: Stretch, head: Token, words: ConditionWords) -> Valence:
    known = words.valence
    for token in _chain(head, stretch):
        done = child_of(token, "xcomp") if token.lower_ in _GOING_ON else None
        if done is not None and done.tag_ == "VBG":  # `will keep arresting them`
            continue
        found = _own_polarity(token, stretch, words)
        if found != "plain":
            return found
    owner = subject(head) if head.tag_ in VERBAL else None
    skip = (
        Stretch(owner.left_edge.i, owner.right_edge.i + 1) if owner is not None else Stretch(0, 0)
    )
    inside = [t for t in doc[stretch.start : stretch.end] if not skip.holds(t)]
    for group in (inside, list(doc[skip.start : skip.end])):
        for token in group:
            if token.tag_ in ("RB", "RP", "IN"):  # `back into war`: no backing
                continue
            if token.tag_ in VERBAL and token.lower_ in words.reversing:
                turned = _own_polarity(token, stretch, words)
                if turned != "plain":
                    return turned
            if token.lower_ in known.unwelcome and token.lower_ not in known.welcome:
                return "bad"
            if token.lower_ in known.welcome and token.lower_ not in known.unwelcome:
                return "good"
    return "plain"


def _chain(head: Token, stretch: Stretch) -> list[Token]:
    """Return the predicate's own words: the verb and the complements that carry its sense."""
    chain, queue = [], [head]
    while queue:
        token = queue.pop(0)
        chain.append(token)
        queue += [
            child
            for child in token.rights
            if child.dep_ in ("xcomp", "acomp", "oprd", "conj", "ccomp") and stretch.holds(child)
        ]
    return chain


def _is_answer(link: Token, words: ConditionWords) -> bool:
    """Return whether something is done with force: `removed by force`, `met with fire`."""
    if link.dep_ not in ("agent", "prep") or link.lower_ not in ("by", "with"):
        return False
    means = child_of(link, "pobj")
    return means is not None and means.lower_ in words.valence.violent


def _own_polarity(token: Token, stretch: Stretch, words: ConditionWords) -> Valence:
    known = words.valence
    lower = token.lower_
    if (particle := child_of(token, "prt")) is not None:
        phrasal = f"{lower} {particle.lower_}"
        if phrasal in known.unwelcome_phrasal:
            return "bad"
        return "good" if phrasal in known.welcome_phrasal else "plain"
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    if f"{lower} {behind.lower_}" in known.unwelcome_phrasal:
        return "bad"
    if token.tag_ in VERBAL and any(_is_answer(c, words) for c in token.rights):
        return "bad"
    gone = any(c.lower_ in known.gone for c in (token, *token.rights))
    owner = subject(token) if token.tag_ in VERBAL and gone else None
    if owner is not None and owner.lower_ in known.unwelcome - known.welcome:
        return "good"
    if lower in known.bearing:
        borne = child_of(token, "dobj")
        dear = any(c.dep_ == "advmod" and c.lower_ in known.unwelcome for c in token.rights)
        if dear or (borne is not None and borne.lower_ in known.unwelcome - known.welcome):
            return "bad"
    if lower in words.reversing:
        thing = child_of(token, *_OBJECTS)
        if thing is None:
            links = (c for c in token.rights if c.lower_ in ("from", "of", "off"))
            thing = next((g for c in links if (g := child_of(c, "pobj")) is not None), None)
        if thing is not None and thing.lower_ in known.unwelcome:
            return "good"
        if thing is not None and thing.lower_ in words.outcomes:
            return "bad"
    bad, good = lower in known.unwelcome, lower in known.welcome
    if bad == good:
        return "plain" if not bad or lower in ("do",) else "good"
    return "bad" if bad else "good"
