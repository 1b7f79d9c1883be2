"""What looks like a condition and is none: plain time, indirect questions, habits.

A connective alone proves little. What it ties must look ahead and be somebody's act.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.reading.conditions.demands import demand_before
from dragoman.reading.conditions.denials import denies, is_closed
from dragoman.reading.conditions.kinds import valence
from dragoman.reading.conditions.links import Hit, Link
from dragoman.reading.conditions.signs import ALL_SIGNS, LASTING, looks_ahead, signs
from dragoman.reading.conditions.stretches import (
    FINITE,
    NOMINAL,
    VERBAL,
    child_of,
    has_child,
    is_infinitive,
    modal,
    subject,
)

_HIS = ("his", "her", "their", "he", "she", "they")
_WHETHER = ("if", "whether")
_NEAR = 8
"""Tokens behind an act within which its verb is told again."""
_QUESTION_WORDS = frozenset({"WP", "WDT", "WRB"})


def is_idiom(hit: Hit) -> bool:
    """Return whether an `if` belongs to a set phrase: `as if`, `if any`, `if necessary`."""
    behind = hit.doc[hit.last + 1 : min(hit.last + 6, hit.sentence.end)]
    following = " ".join(token.lower_ for token in behind) + " "
    if hit.phrase == "unless":
        return any(following.startswith(f"{p} ") for p in hit.words.idioms.opening_unless)
    if hit.phrase != "if":
        return False
    if hit.before() in hit.words.idioms.before_if:
        return True
    if hit.after() in (",", ""):  # not `if, and only if, they leave`, `if, in turn, they leave`
        aside = any(hit.after(n) == "," for n in (3, 4))
        return not (aside or (hit.after(2) == "and" and hit.after(3) == "only"))
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
    said = hit.voice.statement
    if said is not None and said.cue is not None and doc[hit.piece.start].lower_ in _WHETHER:
        cue = said.cue.of(hit.document.text).lower()
        if cue in hit.words.idioms.asking and hit.first > hit.piece.start:
            return True  # `asked if he would go if they stayed`
    if link.outcome is not None and doc[link.outcome.start].tag_ in _QUESTION_WORDS:
        return True
    governor = link.act_head.head
    if governor.lower_ in hit.words.idioms.inquiring and _same(governor, link.outcome_head):
        return True
    asks = governor.lower_ in hit.words.idioms.asking and governor.i < hit.first
    whom = child_of(governor, "dobj", "dative") if asks else None  # `asked the envoy if`
    near = hit.first - (whom.right_edge.i if whom is not None else governor.i) <= 2
    if asks and (link.act_head.dep_ in ("ccomp", "pcomp") or near):
        return True
    whether = hit.before() == "or" and any(
        t.lower_ == "whether" for t in doc[hit.sentence.start : hit.first]
    )
    lead = doc[max(hit.first - 1, hit.sentence.start)]
    asked = lead.lower_ in hit.words.idioms.asking and lead.tag_ in VERBAL | {"JJ"}
    return whether or asked


def _same(one: Token, other: Token | None) -> bool:
    return other is not None and one.i == other.i


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
    if _is_reckoning(hit, link) or _is_unnamed(hit, link) or _is_polite(hit, link):
        return True
    if _is_called(hit, link, owner):
        return True
    if owner is None or owner.lower_ not in ("you", "one") or link.outcome_head is None:
        return False
    if link.sense == "if" and link.outcome_head.tag_ in ("VBZ", "VBP") and _is_state(link):
        return True  # `it works well if you are old`
    if link.sense == "need":  # `you may, provided you do`: nobody says so of everybody
        return False
    other = subject(link.outcome_head)
    aside = other is None or other.lower_ in ("you", "it", "that", "there", "one")
    if any(t.lower_ in ("us", "our") for t in hit.doc[link.act.start : link.act.end]):
        return False
    unwelcome = valence(hit.doc, link.outcome, link.outcome_head, hit.words)
    return aside and unwelcome != "bad"


def is_contrast(hit: Hit, link: Link) -> bool:
    """Return whether `if` sets two views side by side: `if A sees a river, B sees a sea`."""
    verb = link.act_head
    if link.sense != "if" or verb.tag_ not in ("VBZ", "VBP") or modal(verb) is not None:
        return False
    if verb.lower_ not in hit.words.idioms.contrasting:
        return False
    behind = hit.doc[link.act.end : min(hit.sentence.end, link.act.end + _NEAR)]
    return any(t.lower_ == verb.lower_ and t.tag_ == verb.tag_ for t in behind)


def is_duration(hit: Hit) -> bool:
    """Return whether `as long as` only measures: `as long as two years`."""
    behind = hit.doc[hit.last + 1 : min(hit.last + 4, hit.sentence.end)]
    first = behind[0] if len(behind) else hit.token
    counted = first.tag_ == "CD" or first.lower_ in ("a", "an", "several", "many", "half")
    return counted and any(t.ent_type_ in ("DATE", "TIME") for t in behind)


def is_anyone(hit: Hit, link: Link) -> bool:
    """Return whether an outcome is everybody's: `you cannot bake without flour`."""
    owner = subject(link.outcome_head) if link.outcome_head is not None else None
    if owner is None or owner.lower_ not in ("you", "one"):
        return False
    said = hit.voice.statement
    cue = hit.document.token_at(said.cue.start) if said is not None and said.cue else None
    told = cue is not None and has_child(cue, "dobj", "dative")  # `told the envoys that`
    return not (told and owner.lower_ == "you")


def _is_unnamed(hit: Hit, link: Link) -> bool:
    """Return whether a source only asks not to be named."""
    tokens = hit.doc[link.act.start : link.act.end] if link.sense == "need" else ()
    for token in tokens:
        if token.lower_ not in hit.words.anonymity or token.tag_ not in ("NN", "VBN", "JJ"):
            continue
        whose = child_of(token, "poss") or (subject(token) if token.tag_ == "VBN" else None)
        if token.lower_.startswith("anonym") or (whose is not None and whose.lower_ in _HIS):
            return True
    return False


def _is_state(link: Link) -> bool:
    """Return whether an act only says what somebody is, now: `if you are old`."""
    verb = link.act_head
    return verb.lower_ in ("is", "are", "'re", "’re") and has_child(verb, "acomp", "attr")


def _is_called(hit: Hit, link: Link, owner: Token | None) -> bool:
    """Return whether `if` only calls something by a name: `if this is peace, who needs war`."""
    pointing = owner is not None and owner.lower_ in ("this", "that", "these")
    return pointing and link.sense == "if" and has_child(link.act_head, "attr")


def _is_polite(hit: Hit, link: Link) -> bool:
    """Return whether `if` only softens a request: `I would be grateful if you could`."""
    whole = link.outcome if link.sense == "if" else None
    told = hit.doc[whole.start : whole.end] if whole is not None else ()
    return any(t.lower_ in hit.words.idioms.polite for t in told)


def _is_reckoning(hit: Hit, link: Link) -> bool:
    """Return whether an act only says how a figure is counted: `if oil is left out`."""
    verb, owner = link.act_head, subject(link.act_head)
    if owner is not None and owner.lower_ == "one" and verb.lower_ in hit.words.idioms.reckoning:
        return True  # `unless one counts the cook`
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
    if reported and link.outcome is not None and is_closed(hit.doc, link.outcome, hit.words):
        return False  # `out of the question while they stayed`
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


def is_time(hit: Hit, link: Link, sense: str) -> bool:
    """Return whether a word of time tells a mere time, with nothing that waits for an act."""
    only = hit.before() == "only" or hit.after() == "only" or _is_stressed(hit, link)
    owner = subject(link.act_head)
    if hit.phrase == "once" and owner is not None and owner.i < hit.first:
        return True  # `who once had a house there`
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
        and not _is_misread(hit, link.act_head)
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
        lasts = link.outcome_head.lower_ in LASTING and _will(hit, link)
        if lasts and _is_fronted(link) and signs(hit, link) >= ALL_SIGNS - 1:
            return False
    if hit.phrase in ("before", "while"):
        kept = link.outcome is not None and is_closed(hit.doc, link.outcome, hit.words)
        waits = kept or _is_ruled_out(hit) or (_is_denied(hit, link) and is_open(link.outcome_head))
        return _is_fronted(link) or not waits
    return not only and not _points_back(hit, link)


def _is_ruled_out(hit: Hit) -> bool:
    """Return whether the words are what a speaker refuses: `ruled out talks before they leave`."""
    said = hit.voice.statement
    cue = said.cue.of(hit.document.text).lower().split() if said is not None and said.cue else []
    return any(word in hit.words.refusing for word in cue)


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
    if "only then" in " ".join(behind):
        return True
    return "not" in behind and bool({"before", "earlier", "sooner"} & set(behind[-4:]))


def _is_fronted(link: Link) -> bool:
    """Return whether the act stands before the outcome."""
    return link.outcome is not None and link.act.start < link.outcome.start


def is_open(main: Token | None) -> bool:
    """Return whether a verb stands in the present or with a modal, or is left out: `no talks`."""
    if main is None:
        return False
    bare = main.tag_ in ("NN", "NNS") and any(c.lower_ == "no" for c in main.lefts)
    return bare or modal(main) is not None or main.tag_ in ("VB", "VBP", "VBZ")


def _names_act(hit: Hit, token: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME", "CARDINAL"):
        return False
    return token.tag_ in ("NN", "NNS") and token.lower_ in hit.words.acts


def _is_misread(hit: Hit, token: Token) -> bool:
    """Return whether a verb in -s was taken for a plural: `until Oslo apologises`."""
    lower, known = token.lower_, hit.words.valence
    if token.tag_ != "NNS" or not any(c.dep_ == "compound" for c in token.lefts):
        return False
    nouns = hit.words.acts | hit.words.outcomes
    return lower in (known.welcome | known.unwelcome) and lower not in nouns


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
    return denies(hit.doc, link.outcome, hit.words)
