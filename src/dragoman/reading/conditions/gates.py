"""What looks like a condition and is none: counterfactuals, plain time, indirect questions, habits.

A connective alone proves little. What it ties must look ahead and be somebody's act.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import demand_before
from dragoman.reading.conditions.kinds import valence
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.stretches import (
    FINITE,
    NOMINAL,
    VERBAL,
    Stretch,
    child_of,
    has_child,
    is_infinitive,
    modal,
    subject,
)

_LEAST = {"if": 3, "while": 3, "unless": 2, "need": 2, "until": 3, "time": 3, "exchange": 2}
"""How many of the five signs of a condition a link needs; found on our own sentences."""

_LEAST_BY_RULE = {"without": 3, "comparative": 3}

ALL_SIGNS = 5
_LASTING = frozenset(
    {"remain", "remains", "stay", "stays", "continue", "continues", "keep", "keeps"}
)
_SINGULAR = frozenset({"i", "he", "she", "it", "this", "that"})
_QUESTION_WORDS = frozenset({"WP", "WDT", "WRB"})


def is_idiom(hit: Hit) -> bool:
    """Return whether an `if` belongs to a set phrase: `as if`, `if any`, `if necessary`."""
    if hit.phrase != "if":
        return False
    if hit.before() in hit.words.idioms.before_if:
        return True
    if hit.after() in (",", ""):  # not `if, and only if, they leave`
        return not (hit.after(2) == "and" and hit.after(3) == "only")
    behind = hit.doc[hit.last + 1 : min(hit.last + 6, hit.sentence.end)]
    following = " ".join(token.lower_ for token in behind) + " "
    if any(following.startswith(f"{phrase} ") for phrase in hit.words.idioms.opening_if):
        return True
    return any(
        following.startswith(f"{phrase} ") and not following[len(phrase) + 1 :][:1].isalpha()
        for phrase in hit.words.idioms.after_if
    )


def is_question(hit: Hit, link: Link) -> bool:
    """Return whether a clause is asked or wondered about, not tied to an outcome."""
    doc = hit.doc
    last = doc[hit.piece.end - 1] if hit.piece else hit.token
    if last.text == "?" or doc[min(hit.piece.end, len(doc) - 1)].text == "?":
        return True
    if link.sense not in ("if", "while"):
        return False
    if link.outcome is not None and doc[link.outcome.start].tag_ in _QUESTION_WORDS:
        return True
    governor = link.act_head.head
    if governor.lower_ in hit.words.idioms.inquiring and _same(governor, link.outcome_head):
        return True
    asks = governor.lower_ in hit.words.idioms.asking and governor.i < hit.first
    if asks and (link.act_head.dep_ in ("ccomp", "pcomp") or hit.first - governor.i <= 2):
        return True
    whether = hit.before() == "or" and any(
        t.lower_ == "whether" for t in doc[hit.sentence.start : hit.first]
    )
    lead = doc[max(hit.first - 1, hit.sentence.start)]
    asked = lead.lower_ in hit.words.idioms.asking and lead.tag_ in VERBAL | {"JJ"}
    return whether or asked


def _same(one: Token, other: Token | None) -> bool:
    return other is not None and one.i == other.i


def is_counterfactual(hit: Hit, link: Link) -> bool:
    """Return whether the outcome is one that would have been, or the act is contrary to fact."""
    if _would_have(link.outcome_head) or _would_have(link.act_head):
        return True
    head = link.outcome_head
    bidden = head is not None and modal(head) is None and subject(head) is None
    supposed = head is not None and bidden and head.lower_ in hit.words.supposing
    if supposed or link.sense != "if":
        return supposed
    if _is_contrary(hit, link.act_head) or _is_undone(hit, link):
        return True
    able, then = modal(link.act_head), modal(link.outcome_head) if link.outcome_head else None
    fancied = able is not None and able.lower_ == "could" and then is not None
    return fancied and not _somebody_acts(hit, link.act_head)  # `if the walls could talk`


def _is_undone(hit: Hit, link: Link) -> bool:
    """Return whether `had done` tells of what was not done: `had it signed, it would stand`."""
    if hit.voice.statement is not None and hit.voice.statement.kind != "direct":
        return False  # a perfect set back
    helpers = [c.lower_ for c in link.act_head.children if c.dep_ in ("aux", "auxpass")]
    known = modal(link.outcome_head) if link.outcome_head is not None else None
    return "had" in helpers and known is not None and known.lower_ in ("would", "could", "might")


def _is_contrary(hit: Hit, verb: Token) -> bool:
    """Return whether `were` tells of one who is not so: `if my father were alive`."""
    if verb.lower_ != "were" or has_child(verb, "xcomp", "aux"):
        return False
    if any(c.dep_ == "acomp" and c.lower_ in hit.words.readiness for c in verb.children):
        return False
    owner = subject(verb)
    return owner is not None and (owner.tag_ in ("NN", "NNP") or owner.lower_ in _SINGULAR)


def _would_have(verb: Token | None) -> bool:
    if verb is None or modal(verb) is None:
        return False
    return any(c.lower_ in ("have", "'ve", "’ve") and c.dep_ == "aux" for c in verb.children)


def is_generic(hit: Hit, link: Link) -> bool:
    """Return whether nobody in particular acts: `if you look at the map`, `if the wind drops`."""
    owner = subject(link.act_head)
    done_by = child_of(link.act_head, "compound") if owner is None else owner  # `the snow melts`
    named = done_by is not None and done_by.tag_ in ("NN", "NNS")
    if named and done_by is not None and done_by.lower_ in hit.words.idioms.weather:
        return True
    snows = link.act_head.lower_ in hit.words.idioms.weather
    if snows and owner is not None and owner.lower_ == "it":
        return True
    if _is_reckoning(hit, link) or _is_unnamed(hit, link):
        return True
    if owner is None or owner.lower_ not in ("you", "one") or link.outcome_head is None:
        return False
    if link.sense == "need":  # `you may, provided you do`: nobody says so of everybody
        return False
    other = subject(link.outcome_head)
    aside = other is None or other.lower_ in ("you", "it", "that", "there", "one")
    if any(t.lower_ in ("us", "our") for t in hit.doc[link.act.start : link.act.end]):
        return False
    unwelcome = valence(hit.doc, link.outcome, link.outcome_head, hit.words)
    return aside and unwelcome != "bad"


def is_anyone(link: Link) -> bool:
    """Return whether an outcome is everybody's: `you cannot bake without flour`."""
    owner = subject(link.outcome_head) if link.outcome_head is not None else None
    return owner is not None and owner.lower_ in ("you", "one")


def _is_unnamed(hit: Hit, link: Link) -> bool:
    """Return whether a source only asks not to be named."""
    tokens = hit.doc[link.act.start : link.act.end] if link.sense == "need" else ()
    return any(t.lower_ in hit.words.anonymity and t.tag_ in ("NN", "VBN", "JJ") for t in tokens)


def _is_reckoning(hit: Hit, link: Link) -> bool:
    """Return whether an act only says how a figure is counted: `if oil is left out`."""
    verb, owner = link.act_head, subject(link.act_head)
    if owner is None or link.sense != "if":
        return False
    if owner.lower_ in hit.words.idioms.courses:
        return True
    passive = owner.dep_ == "nsubjpass" and not has_child(verb, "agent")
    return passive and verb.lower_ in hit.words.idioms.reckoning


def is_past(hit: Hit, link: Link) -> bool:
    """Return whether act and outcome are told as having happened.

    In reported speech a past tense after `if` is a present one set back.
    """
    verb, main = link.act_head, link.outcome_head
    reported = hit.voice.statement is not None and hit.voice.statement.kind != "direct"
    if reported and link.sense in ("if", "unless", "need"):
        return False
    if main is None or modal(main) is not None or is_infinitive(main):
        return False
    perfect = any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in main.children)
    return _told(verb) and (
        _told(main) or (perfect and link.sense == "if") or main.tag_ not in FINITE | VERBAL
    )


def _told(verb: Token) -> bool:
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if helpers:
        return any(c.tag_ == "VBD" for c in helpers)
    return verb.tag_ == "VBD"


def looks_ahead(hit: Hit, link: Link) -> bool:
    """Return whether the outcome is still open: a modal, an order, a denial, readiness."""
    main, outcome = link.outcome_head, link.outcome
    if main is None or outcome is None:
        return False
    if modal(main) is not None or is_infinitive(main) or main.lower_ in _LASTING:
        return True
    if main.tag_ == "VB" or main.tag_ not in VERBAL:
        return True
    due = child_of(main, "xcomp") if main.lower_ in ("is", "are") else None
    if due is not None and is_infinitive(due):  # `is to get back its archive`
        return True
    tokens = hit.doc[outcome.start : outcome.end]
    if any(t.lower_ in hit.words.valence.negators for t in tokens):
        return True
    if main.lower_ in hit.words.offering or main.head.lower_ in hit.words.offering:
        return True
    chain = [c.lower_ for c in main.children if c.dep_ in ("acomp", "attr", "oprd", "xcomp")]
    return any(word in hit.words.readiness for word in chain)


def is_time(hit: Hit, link: Link, sense: str) -> bool:
    """Return whether a word of time tells a mere time, with nothing that waits for an act."""
    only = hit.before() == "only" or hit.after() == "only" or _is_stressed(hit, link)
    owner = subject(link.act_head)
    if owner is not None and owner.lower_ in hit.words.happenings:
        return link.act_head.lower_ in hit.words.happening_verbs
    if link.act_head.tag_ in ("IN", "RB"):
        return True
    if sense == "time" and link.act_head.lower_ in hit.words.comings:
        return True
    if (
        hit.token.dep_ != "mark"
        and link.act_head.tag_ in NOMINAL
        and not _names_act(hit, link.act_head)
    ):
        return True
    if sense == "until":
        return not (looks_ahead(hit, link) or _stands_still(hit, link))
    if hit.phrase in ("the day", "the minute", "the instant"):
        return not (_is_fronted(link) and modal(link.outcome_head or link.act_head) is not None)
    if hit.phrase == "when" and not only and not _points_back(hit, link):
        open_still = _will(hit, link) and not _told(link.act_head)
        return _is_fronted(link) or not open_still or signs(hit, link) < ALL_SIGNS
    if hit.phrase in ("once", "as soon as", "the moment"):
        return owner is None and not _is_fronted(link)
    if hit.phrase == "while" and link.outcome_head is not None:
        lasts = link.outcome_head.lower_ in _LASTING and _will(hit, link)
        if lasts and _is_fronted(link) and signs(hit, link) >= ALL_SIGNS - 1:
            return False
    if hit.phrase in ("before", "while"):
        return _is_fronted(link) or not (_is_denied(hit, link) and is_open(link.outcome_head))
    return not only and not _points_back(hit, link)


def _will(hit: Hit, link: Link) -> bool:
    """Return whether the outcome is told as coming: with `will`, `would`, `shall`."""
    known = modal(link.outcome_head) if link.outcome_head is not None else None
    return known is not None and known.lower_ in hit.words.promising


def _points_back(hit: Hit, link: Link) -> bool:
    """Return whether an act only takes up a demand made before: `when they have done so`."""
    owner = subject(link.act_head)
    pronoun = owner is not None and owner.lower_ in ("they", "it", "that", "this")
    if not pronoun or link.act_head.lower_ not in hit.words.pointing:
        return False
    return demand_before(hit.document, hit.words, hit.first) is not None


def _is_stressed(hit: Hit, link: Link) -> bool:
    """Return whether no earlier time will do: `when they leave, and not before`."""
    behind = [t.lower_ for t in hit.doc[link.act.start : hit.piece.end]]
    return "not" in behind and bool({"before", "earlier", "sooner"} & set(behind[-4:]))


def _is_fronted(link: Link) -> bool:
    """Return whether the act stands before the outcome."""
    return link.outcome is not None and link.act.start < link.outcome.start


def is_open(main: Token | None) -> bool:
    """Return whether a verb stands in the present or with a modal."""
    return main is not None and (modal(main) is not None or main.tag_ in ("VB", "VBP", "VBZ"))


def _names_act(hit: Hit, token: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return False
    return token.tag_ in ("NN", "NNS") and token.lower_ in hit.words.acts


def _stands_still(hit: Hit, link: Link) -> bool:
    """Return whether the outcome is a perfect denied: `there has been no dialogue until`."""
    main = link.outcome_head
    if main is None or _is_denied(hit, link):
        return main is not None
    lasting = ("has", "have", "is", "are")
    now = any(c.dep_ in ("aux", "auxpass") and c.lower_ in lasting for c in main.children)
    return now and main.lower_ in hit.words.reversing  # `has frozen all flights until`


def is_remark(hit: Hit, link: Link) -> bool:
    """Return whether the outcome has no weight: `he would not comment until`."""
    head = link.outcome_head
    return head is not None and head.lower_ in hit.words.idioms.remarks and _is_denied(hit, link)


def _is_denied(hit: Hit, link: Link) -> bool:
    if link.outcome is None:
        return False
    tokens = hit.doc[link.outcome.start : link.outcome.end]
    return any(t.lower_ in hit.words.valence.negators for t in tokens)


def signs(hit: Hit, link: Link) -> int:
    """Count the signs of a condition, 0 to 5.

    It is somebody's words, the outcome is open, somebody acts, and both the outcome and the
    act are of the kind that parties bargain about.
    """
    found = int(_is_spoken(hit, link))
    found += looks_ahead(hit, link)
    found += _somebody_acts(hit, link.act_head) or _is_partys(hit, link)
    found += _has_words(hit, link.outcome)
    return found + _has_words(hit, link.act)


def _is_spoken(hit: Hit, link: Link) -> bool:
    """Return whether a link is somebody's words: a statement's, or the issuer's of the whole."""
    if hit.voice.statement is not None or hit.document.article.form != "report":
        return True
    head = link.outcome_head
    return head is not None and hit.voices.at(hit.sentence, head.idx).statement is not None


def enough_signs(hit: Hit, link: Link) -> bool:
    """Return whether a connective's link has as many signs as its sense needs."""
    if hit.before() == "only":
        return signs(hit, link) > 1
    least = _LEAST_BY_RULE.get(link.rule) or _LEAST.get(link.sense, 1)
    return signs(hit, link) >= least


def _somebody_acts(hit: Hit, verb: Token) -> bool:
    owner = subject(verb) if verb.tag_ in VERBAL else child_of(verb, "poss")
    if owner is None:
        return verb.tag_ in ("VBN", "JJ")
    if owner.dep_ == "nsubjpass":
        return True
    agents = hit.words.agents
    named = owner.tag_ in ("NNP", "NNPS") and owner.ent_type_ not in ("DATE", "TIME", "EVENT")
    return named or owner.lower_ in agents.nouns or owner.lower_ in agents.pronouns


def _is_partys(hit: Hit, link: Link) -> bool:
    """Return whether `it` acts where a named party has the outcome: `Oslo could if it would`."""
    owner = subject(link.act_head) if link.act_head.tag_ in VERBAL else None
    other = subject(link.outcome_head) if link.outcome_head is not None else None
    pronoun = owner is not None and owner.lower_ == "it"
    named = other is not None and other.tag_ in ("NNP", "NNPS")
    return pronoun and named and other is not None and other.lower_ not in hit.words.outcomes


def _has_words(hit: Hit, stretch: Stretch | None) -> bool:
    if stretch is None:
        return False
    words = hit.words
    return any(
        t.lower_ in words.outcomes
        or t.lower_ in words.acts
        or t.lower_ in words.valence.unwelcome
        or t.lower_ in words.valence.welcome
        for t in hit.doc[stretch.start : stretch.end]
        if t.tag_ != "MD"
    )
