"""Conditions that a word of need states: Y requires X, X is a precondition for Y, X must A to Y.

Verbs of requirement have the outcome as subject unless somebody needs something for a purpose.
"""

from __future__ import annotations

from spacy.tokens import Token

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
    modal,
    subject,
    subtree,
    trimmed,
)

_EDGES = frozenset({"and", "but", "or", "that", "then", "so", "whether", "only"})
DEMONSTRATIVES = frozenset({"this", "that", "it", "which"})


def read_requirement(hit: Hit, sense: str) -> Link | None:
    """Return the link that a word of requirement states, None when it states none."""
    readers = {
        "object": _verb_with_object,
        "on": _with_complement,
        "adjective_on": _with_complement,
        "adjective_to": _with_complement,
        "verb_on": _condition_on,
        "take": _takes,
        "noun": _noun_or_adjective,
        "adjective": _noun_or_adjective,
    }
    return readers[sense](hit)


def _verb_with_object(hit: Hit) -> Link | None:
    verb = hit.token
    if verb.tag_ not in VERBAL:
        return None
    if verb.tag_ == "VBN" and not has_child(verb, "aux"):
        return _noun_or_adjective(hit)
    owner, needed = owner_of(verb), child_of(verb, "dobj", "ccomp")
    if owner is None or needed is None or needed.i < verb.i:
        return None
    purpose = _purpose(hit, verb)
    if purpose is not None and needed.tag_ in NOMINAL and _can_be_done(hit, needed):
        act = trimmed(hit.doc, Stretch(needed.left_edge.i, purpose.left_edge.i).within(hit.piece))
        aim = _purpose_stretch(hit, purpose)
        return Link(hit.stretch, act, needed, aim, purpose, "need", "requirement", owner)
    asked = child_of(verb, "xcomp")
    if owner.lower_ in hit.words.papers and (needed.tag_ in VERBAL or asked is not None):
        return None
    doer = needed if asked is not None and is_infinitive(asked) else None
    by_name = doer is not None and doer.tag_ in ("NNP", "NNPS")
    named = (by_name or _has_doer(hit, needed)) and not is_party(hit, owner)
    if doer is not None and not named and not can_depend(hit, owner):
        return None
    if not (can_depend(hit, owner) or named) or not (
        doer is not None or named or _can_be_done(hit, needed)
    ):
        return None
    act = trimmed(hit.doc, Stretch(needed.left_edge.i, verb.right_edge.i + 1).within(hit.piece))
    outcome, head = depending(hit, owner)
    if not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, head, "need", "requirement", doer)


def _with_complement(hit: Hit) -> Link | None:
    """Read `Y depends on X`, `Y is contingent on X`, `makes Y conditional on X`."""
    token = hit.token
    wanted = "to" if hit.phrase == "subject" else "on"
    behind = (*token.rights, *hit.doc[token.i + 1 : token.i + 2])
    link = next((c for c in behind if c.lower_ in (wanted, f"up{wanted}")), None)
    needed = child_of(link, "pobj", "pcomp") if link is not None else None
    if link is None or needed is None:
        return None
    governor = token.head
    if token.tag_ == "NNS" and hit.phrase in ("hinges", "depends"):
        return _misread(hit, link, needed)
    if governor.lower_ in hit.words.makers and token.tag_ not in VERBAL:
        owner = child_of(governor, "dobj") or child_of(token, *SUBJECTS)
    elif token.tag_ in VERBAL and token.dep_ not in ("acomp", "oprd"):
        owner = owner_of(token)
    else:
        owner = child_of(token, *SUBJECTS) or owner_of(governor)
    named = _has_doer(hit, needed)
    if hit.phrase == "subject" and (owner is None or owner.i > token.i):
        return _fronted(hit, token, needed)
    if owner is None or not (can_depend(hit, owner) or named):
        return None
    if not (named or _can_be_done(hit, needed)):
        return None
    opening = hit.doc[link.i + 1]
    if opening.tag_ in ("WP", "WRB", "WDT"):
        return None
    act = trimmed(hit.doc, subtree(needed).within(hit.piece), _EDGES)
    outcome, head = depending(hit, owner)
    cue = Stretch(hit.first, link.i + 1)
    return Link(cue, act, needed, outcome, head, "need", "requirement") if outcome else None


def _misread(hit: Hit, link: Token, needed: Token) -> Link | None:
    """Read `the fate of the treaty hinges on X` where the verb was taken for a plural."""
    outcome = trimmed(hit.doc, Stretch(hit.piece.start, hit.first))
    act = trimmed(hit.doc, subtree(needed).within(hit.piece), _EDGES)
    if not outcome or not act or not (_has_doer(hit, needed) or _can_be_done(hit, needed)):
        return None
    cue, head = Stretch(hit.first, link.i + 1), hit.doc[outcome.start : outcome.end].root
    return Link(cue, act, needed, outcome, head, "need", "requirement")


def _fronted(hit: Hit, token: Token, needed: Token) -> Link | None:
    """Read `subject to X, Y will be done`."""
    verb = token.head
    opens = hit.first == hit.piece.start and verb.tag_ in VERBAL and modal(verb) is not None
    if not opens or not (_has_doer(hit, needed) or _can_be_done(hit, needed)):
        return None
    act = trimmed(hit.doc, subtree(needed).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(act.end, clause(verb).end).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, verb, "need", "requirement")


def _condition_on(hit: Hit) -> Link | None:
    """Read the verb in `condition Y on X`."""
    verb = hit.token
    owner = child_of(verb, "dobj")
    link = next(
        (t for t in hit.doc[verb.i : verb.right_edge.i + 1] if t.lower_ in ("on", "upon")), None
    )
    needed = child_of(link, "pobj", "pcomp") if link is not None else None
    if verb.tag_ not in VERBAL or owner is None or link is None or needed is None:
        return None
    if not _can_be_done(hit, needed):
        return None
    act = trimmed(hit.doc, subtree(needed).within(hit.piece))
    outcome = trimmed(hit.doc, Stretch(owner.left_edge.i, link.i).within(hit.piece))
    return Link(hit.stretch, act, needed, outcome, owner, "need", "requirement")


def _noun_or_adjective(hit: Hit) -> Link | None:
    """Read `X is a precondition for Y`, `a precondition for Y is X`, `X necessary to Y`."""
    token = hit.token
    target = target_of(token)
    strong = token.lower_.startswith(("pre", "sine"))
    if target is None or not (strong or can_depend(hit, target)):
        return None
    if token.tag_ == "VBN" and not has_child(token, "auxpass", *SUBJECTS):
        return None
    copula = token.head
    owner = owner_of(copula) if token.dep_ in ("attr", "acomp", "oprd", "ROOT") else None
    if token.dep_ in ("nsubj", "nsubjpass"):
        needed = child_of(copula, "attr", "xcomp", "ccomp", "acomp")
    elif owner is not None:
        needed = owner
    elif token.dep_ in ("oprd", "ccomp", "dobj") and copula.lower_ in hit.words.makers:
        things = (c for c in copula.rights if c.dep_ in ("dobj", "nsubj") and c.i < token.i)
        needed = next(things, None) or child_of(token, *SUBJECTS)
    elif token.dep_ == "pobj" and copula.lower_ == "as":
        needed = child_of(copula.head, "dobj")
    elif token.tag_ in VERBAL and subject(token) is not None:
        needed = subject(token)
    elif token.dep_ in ("amod", "acl", "relcl") and copula.tag_ in NOMINAL:
        needed = (
            copula.head.head if copula.dep_ == "pobj" and copula.head.lower_ == "with" else copula
        )
    else:
        needed = None
    if needed is None or needed.lower_ in DEMONSTRATIVES or needed.lower_ == "there":
        return None
    finite = needed.tag_ in ("VB", "VBD", "VBP", "VBZ") and needed.dep_ != "ccomp"
    if not strong and (finite or not _can_be_done(hit, needed)):
        return None
    act = trimmed(hit.doc, outside(_short(needed), token).within(hit.piece))
    outcome = trimmed(hit.doc, target_stretch(target).within(hit.piece))
    if not act or not outcome:
        return None
    return Link(hit.stretch, act, needed, outcome, target, "need", "prerequisite")


def _takes(hit: Hit) -> Link | None:
    """Read `it takes X to Y`."""
    verb = hit.token
    owner, needed, purpose = subject(verb), child_of(verb, "dobj"), _purpose(hit, verb)
    if owner is None or owner.lower_ != "it" or needed is None or purpose is None:
        return None
    if not _can_be_done(hit, needed):
        return None
    act = trimmed(hit.doc, Stretch(needed.left_edge.i, purpose.left_edge.i).within(hit.piece))
    outcome = _purpose_stretch(hit, purpose)
    return Link(hit.stretch, act, needed, outcome, purpose, "need", "requirement")


def target_of(token: Token) -> Token | None:
    """Return what something is needed for: behind `for`, `of` and `to`."""
    for child in token.rights:
        if child.lower_ == "out" and (of := child_of(child, "prep")) is not None:
            return child_of(of, "pobj", "pcomp")
        if child.lower_ in ("for", "to", "of", "towards", "toward") and child.dep_ == "prep":
            return child_of(child, "pobj", "pcomp")
        if child.dep_ in ("xcomp", "relcl", "acl", "advcl") and child.tag_ in VERBAL:
            return child
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    opens = behind.dep_ == "mark" if behind.lower_ == "for" else behind.tag_ == "TO"
    return behind.head if opens and behind.head.i > behind.i else None


def target_stretch(target: Token) -> Stretch:
    """Return the words that something is needed for, without `to` and `for`."""
    start, end = subtree(target)
    while start < target.i and target.doc[start].lower_ in ("to", "for"):
        start += 1
    return Stretch(start, end)


def outside(stretch: Stretch, token: Token) -> Stretch:
    """Return the part of a stretch before a token's own words, or behind them."""
    start, end = subtree(token)
    if stretch.start < start < stretch.end:
        return Stretch(stretch.start, start)
    if stretch.start < end <= stretch.end and stretch.start >= start:
        return Stretch(end, stretch.end)
    return stretch


def owner_of(verb: Token) -> Token | None:
    """Return the subject of a verb, also through a relative clause or a raising verb."""
    owner = subject(verb)
    if owner is None and verb.dep_ == "xcomp":
        return owner_of(verb.head)
    if owner is not None and owner.lower_ in ("which", "that") and verb.dep_ == "relcl":
        return _top_noun(verb.head)
    return owner


def _top_noun(noun: Token) -> Token:
    """Return the noun that a relative clause tells of when the parse ties it to a name within."""
    while noun.tag_ in ("NNP", "NNPS") and noun.dep_ in ("conj", "pobj") and noun.head.i < noun.i:
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun


def _purpose(hit: Hit, verb: Token) -> Token | None:
    """Return the verb of the purpose for which somebody needs something."""
    for token in hit.doc[verb.i + 1 : verb.right_edge.i + 1]:
        infinitive = token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.lefts)
        if infinitive and token.lower_ in hit.words.purpose:
            return token
    return None


def _purpose_stretch(hit: Hit, purpose: Token) -> Stretch:
    return trimmed(hit.doc, Stretch(purpose.i, purpose.right_edge.i + 1).within(hit.piece))


def can_depend(hit: Hit, token: Token) -> bool:
    """Return whether a token can name an outcome between parties."""
    if token.lower_ in DEMONSTRATIVES and token.lower_ != "it":
        return modal(token.head) is not None
    if token.tag_ in ("VB", "VBG"):
        return token.lower_ in hit.words.purpose or _has(hit, subtree(token))
    return token.lower_ in hit.words.outcomes or _has_outcome_near(hit, token)


def _has(hit: Hit, stretch: Stretch) -> bool:
    known = hit.words.outcomes | hit.words.valence.welcome
    return any(t.lower_ in known for t in hit.doc[stretch.start : stretch.end])


def _has_outcome_near(hit: Hit, token: Token) -> bool:
    """Return whether an outcome's name modifies a noun: `sanctions relief`, `road to peace`."""
    if token.tag_ not in ("NN", "NNS"):
        return False
    links = (c for c in token.rights if c.lower_ in ("to", "towards", "toward"))
    aims = [aim for link in links if (aim := child_of(link, "pobj", "pcomp")) is not None]
    near = [*hit.doc[token.left_edge.i : token.i], *aims]
    return any(t.lower_ in hit.words.outcomes for t in near)


def _can_be_done(hit: Hit, token: Token) -> bool:
    """Return whether a token can name an act of a party."""
    if token.tag_ in VERBAL:
        return True
    if has_child(token, "nummod", "quantmod"):
        return False
    conjuncts = [token, *token.conjuncts]
    return any(t.lower_ in hit.words.acts for t in conjuncts)


def _has_doer(hit: Hit, act: Token) -> bool:
    """Return whether somebody's words name the party that must do something."""
    if hit.voice.statement is None:
        return False
    if act.tag_ in VERBAL:
        owner = subject(act) or child_of(act, "poss")
        return owner is not None and is_party(hit, owner)
    if (told := child_of(act, "acl")) is not None and told.tag_ == "VBG":
        return is_party(hit, act)  # `on both armies pulling back`
    owners = [c for c in act.children if c.dep_ == "poss"]
    if act.lower_ in hit.words.acts or act.text.endswith("ing"):
        for link in act.rights:
            inner = child_of(link, "pobj") if link.lower_ in ("by", "from") else None
            owners += [inner] if inner is not None else []
        return any(is_party(hit, owner) for owner in owners)
    return any(is_party(hit, owner) for owner in owners) and act.tag_ in ("NN", "NNS")


def is_party(hit: Hit, token: Token) -> bool:
    """Return whether a token is the name of a party, or a word for one."""
    agents = hit.words.agents
    named = token.tag_ in ("NNP", "NNPS") and token.ent_type_ not in ("DATE", "TIME", "EVENT")
    return named or token.lower_ in agents.nouns or token.lower_ in agents.pronouns


def depending(hit: Hit, owner: Token) -> tuple[Stretch | None, Token | None]:
    """Return what depends; a pronoun stands for the aim that the sentence before names."""
    if owner.lower_ not in DEMONSTRATIVES:
        return trimmed(hit.doc, _short(owner).within(hit.piece)), owner
    before = hit.document.sentence_at(max(0, hit.doc[hit.sentence.start].idx - 2))
    if before is None or before.start >= hit.sentence.start:
        return None, None
    nouns = [t for t in before if t.lower_ in hit.words.outcomes and t.dep_ in ("dobj", "pobj")]
    if not nouns:
        return None, None
    aim = nouns[0]
    return trimmed(hit.doc, subtree(aim)), aim


def _short(noun: Token) -> Stretch:
    """Return a noun phrase without its relative clauses."""
    start, end = subtree(noun)
    for child in noun.rights:
        if child.dep_ in ("relcl", "appos", "punct"):
            end = min(end, child.left_edge.i)
    return Stretch(start, end)
