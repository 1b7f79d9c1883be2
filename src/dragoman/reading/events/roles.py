"""Who stands where around a word that names an act: its doer, its object, its other side.

An act of the PLOVER vocabulary says what it needs beside it; here a verb's or noun's
neighbours in the parse are asked whether they are that, in active, passive and participle.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.events.doers import antecedent, doer, is_reduced
from dragoman.reading.events.parties import Actors, Parties, owners, parties
from dragoman.reading.syntax import child, is_passive, is_verb, subject
from dragoman.vocabulary.plover import Act, plover

SYMMETRIC = ("AGREE", "CONSULT", "COOPERATE")
"""Types without a doer: one side is listed as source, the others as target."""

SPOKEN = ("SUPPORT", "REQUEST", "REJECT", "THREATEN", "ACCUSE")
"""Types of acts done by speaking, which need an addressee to be more than an opinion."""
HARMING = ("ASSAULT", "SANCTION", "COERCE")
"""Types that may be done to a single person."""

_OBJECTS = ("dobj", "dative", "oprd")
_MENTIONS = frozenset({"of", "from", "by", "between", "with", "among", "against"})
_NEARBY = _MENTIONS | {"in"}
_MAKERS = frozenset({"of", "by", "from", "between", "among"})
_OF_OBJECT = frozenset({"of", "by"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The parties of one act as its words give them."""

    source: Parties
    target: Parties
    object: Token | None = None


def verb_roles(verb: Token, act: Act, known: Actors) -> Roles | None:
    """Return the parties of a verb, None when the act's frame is not filled."""
    object_, by, filled = _object(verb, act)
    if not filled or not _fits(object_, act.object, known):
        return None
    if act.subject and not _fits(by, act.subject, known):
        return None
    if act.beside and not any(_beside(verb, object_, p, what, known) for p, what in act.beside):
        return None
    source = parties(by, known) or _behind(by, known)
    target = _target(verb, object_, act, known)
    if act.type in SYMMETRIC:
        return _pooled(source, target, object_)
    if act.type in HARMING:
        place = next((p for p in act.target if p != "obj" and _after(verb, (p,)) is not None), "")
        hurt = (
            object_ if "obj" in act.target else _after(object_, (place,)) or _after(verb, (place,))
        )
        target = _with_victims(hurt, target, known)
    if target and set(target) <= set(source):
        return None  # "suspended its own campaign" is done to nobody else
    return Roles(source, tuple(p for p in target if p not in source), object_)


def _behind(doer: Token | None, known: Actors) -> Parties:
    """Return who is behind a doer that is itself an act: `killed by a Valdorian airstrike`."""
    if doer is None or doer.lower_ not in plover().nouns:
        return ()
    return owners(doer, known)


def _with_victims(object_: Token | None, target: Parties, known: Actors) -> Parties:
    """A person who is killed or sanctioned is a party by his own name beside his state."""
    if object_ is None:
        return target
    persons = (
        known.people.at.get(t.i) or known.meant.get(t.i)
        for t in (object_, *object_.children)
        if t.i == object_.i or t.dep_ in ("conj", "appos")
    )
    return tuple(dict.fromkeys((*target, *(p.name for p in persons if p is not None))))


def _pooled(source: Parties, target: Parties, object_: Token | None) -> Roles:
    pool = tuple(dict.fromkeys((*source, *target)))
    return Roles(pool[:1], pool[1:], object_)


def _object(verb: Token, act: Act) -> tuple[Token | None, Token | None, bool]:
    """Return a verb's object and doer, and whether the act's further words are there."""
    by = doer(verb)
    if act.rest:
        where = _rest(verb, act.rest)
        if where is None:
            return None, None, False
        after = child(where, "pobj", "pcomp") or child(verb, *_OBJECTS)
        if after is None and is_passive(verb):
            after = child(verb, "nsubjpass")
        return after, by, True
    if is_passive(verb):
        passive = child(verb, "nsubjpass") or subject(verb)
        if passive is not None and passive.tag_ in ("WDT", "WP"):
            passive = antecedent(verb) or passive
        return passive, by, True
    if is_reduced(verb):
        return verb.head, by, True
    object_ = child(verb, *_OBJECTS)
    leading = child(verb, "nsubj")
    if object_ is None and verb.dep_ == "relcl" and leading is not None:
        if leading.tag_ not in ("WDT", "WP"):
            object_ = verb.head
    elif object_ is not None and object_.tag_ in ("WDT", "WP"):
        object_ = antecedent(verb)
    return object_, by, True


def _rest(verb: Token, rest: tuple[str, ...]) -> Token | None:
    """Return the last word of a phrasal verb's rest where it follows the verb."""
    doc, at = verb.doc, verb.i + 1
    for other in verb.children:
        if other.i > verb.i and other.lower_ == rest[0] and other.i - at <= 5:
            words = tuple(t.lower_ for t in doc[other.i : other.i + len(rest)])
            last = doc[other.i + len(rest) - 1] if words == rest else None
            if last is not None and not _is_dated(last):
                return last
    return None


def _is_dated(place: Token) -> bool:
    """Tell `agreed on Friday` from `agreed on a text`."""
    after = child(place, "pobj")
    return after is not None and after.ent_type_ in ("DATE", "TIME")


def _fits(token: Token | None, asked: tuple[str, ...], known: Actors) -> bool:
    if not asked:
        return True
    if token is None:
        return "none" in asked
    for what in asked:
        if what == "any" or (what == "verb" and is_verb(token)):
            return True
        if what == "party" and parties(token, known):
            return True
        if what.startswith("@") and _in_class(token, what[1:]):
            return True
    return False


def _in_class(token: Token, name: str) -> bool:
    """Tell whether a noun, what it counts or what is joined to it belongs to a class."""
    words = plover().classes[name]
    if token.lower_ in words:
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    if f"{before} {token.lower_}" in words:
        return True
    if token.lower_ in plover().amounts:
        of = next((c for c in token.children if c.lower_ == "of"), None)
        counted = child(of, "pobj") if of is not None else None
        if counted is not None and counted.lower_ in words:
            return True
    return any(c.dep_ == "conj" and c.lower_ in words for c in token.children)


def _beside(verb: Token, object_: Token | None, place: str, what: str, known: Actors) -> bool:
    if what == "verb":
        return any(
            c.dep_ in ("xcomp", "ccomp", "advcl") and any(g.tag_ == "TO" for g in c.children)
            for c in verb.children
        )
    if place == "oprd":
        called = child(verb, "oprd", "ccomp", "xcomp")
        return called is not None and _fits(called, (what,), known)
    for holder in (verb, object_):
        if holder is None:
            continue
        for other in holder.children:
            if other.lower_ != place or other.i < verb.i:
                continue
            noun = child(other, "pobj", "amod")
            if what == "any" or (noun is not None and _fits(noun, (what,), known)):
                return True
    return False


def _target(verb: Token, object_: Token | None, act: Act, known: Actors) -> Parties:
    deed = child(verb, "xcomp") if object_ is None else None
    done = child(deed, *_OBJECTS) if deed is not None else None
    for place in act.target:
        if place in ("obj", "deed"):
            found = _mentioned(object_ if place == "obj" else done, known)
        elif place in _OF_OBJECT or (
            place == "from" and act.type in SPOKEN and object_ is not None
        ):
            found = _placed((object_,), place, known)
        else:
            found = _placed((verb, object_, deed, done), place, known)
        if found:
            return found
    return ()


def _mentioned(token: Token | None, known: Actors) -> Parties:
    """Return whom a noun phrase stands for or, failing that, whom it names beside its head."""
    if token is None:
        return ()
    if is_verb(token):
        return parties(child(token, "nsubj", "nsubjpass"), known)
    found = parties(token, known)
    if found:
        return found
    named = list(owners(token, known, _MENTIONS))
    for other in token.children:
        if other.dep_ == "conj":
            named.extend(_mentioned(other, known))
        elif other.dep_ in ("acl", "relcl"):
            named.extend(_placed((other,), "by", known) or _placed((other,), "between", known))
    return tuple(dict.fromkeys(named))


def _placed(holders: tuple[Token | None, ...], place: str, known: Actors) -> Parties:
    """Return the parties after a preposition that hangs on one of the words."""
    found: list[str] = []
    for holder in holders:
        if holder is None:
            continue
        for other in holder.children:
            if other.lower_ == place and other.dep_ in ("prep", "dative", "agent"):
                for noun in other.children:
                    if noun.dep_ == "pobj":
                        found.extend(parties(noun, known) or owners(noun, known, _NEARBY))
    return tuple(dict.fromkeys(found))


def noun_roles(noun: Token, act: Act, known: Actors) -> Roles | None:
    """Return the parties of a noun that names an act, None when its first words are missing."""
    start = noun.i - len(act.rest)
    if act.rest and tuple(t.lower_ for t in noun.doc[max(0, start) : noun.i]) != act.rest:
        return None
    if start > 0 and noun.doc[start - 1].lower_ in plover().not_after:
        return None
    target: Parties = ()
    for place in act.target:
        target = target or _placed((noun,), place, known)
    sources = _MAKERS | {"of"} if act.type in SYMMETRIC else _MAKERS - frozenset(act.target)
    source = owners(noun, known, sources)
    if act.type in HARMING:
        target = _with_victims(_after(noun, act.target), target, known)
    source, target = _from_carrier(noun, act, source, target, known)
    if act.type in SYMMETRIC:
        return _pooled(source, target, None)
    return Roles(source, tuple(p for p in target if p not in source), None)


def _after(noun: Token | None, places: tuple[str, ...]) -> Token | None:
    if noun is None:
        return None
    found = next((c for c in noun.children if c.lower_ in places), None)
    return child(found, "pobj") if found is not None else None


def _from_carrier(
    noun: Token, act: Act, source: Parties, target: Parties, known: Actors
) -> tuple[Parties, Parties]:
    """Complete a noun's parties from the verb that carries it: `X held talks with Y`."""
    node = noun
    while node.dep_ == "conj" and node.head.i != node.i and not is_verb(node.head):
        node = node.head
    if (
        node.dep_ == "pobj"
        and node.head.lower_ == "of"
        and node.head.head.lower_ in plover().amounts
    ):
        node = node.head.head
    verb = node.head
    if node.dep_ in ("dobj", "nsubjpass") and is_verb(verb):
        if verb.lower_ in plover().carriers and (not source or act.type in SYMMETRIC):
            source = tuple(dict.fromkeys((*parties(doer(verb), known), *source)))
        for place in act.target:
            target = target or _placed((verb,), place, known)
    elif node.dep_ == "pobj" and verb.lower_ in ("under", "of"):
        target = target or _suffering(verb, known)
    elif node.dep_ == "pobj" and verb.dep_ == "prep" and is_verb(verb.head):
        joined = verb.lower_ in ("for", "to", "in", "into") or (target and not source)
        if act.type in SYMMETRIC and joined:
            source = tuple(dict.fromkeys((*parties(doer(verb.head), known), *source)))
            target = target or _placed((verb.head,), "with", known)
    elif node.dep_ == "nsubj" and is_verb(verb) and act.type in HARMING:
        hit = child(verb, "dobj")
        target = target or _mentioned(hit, known)
        if not target and hit is not None:
            target = owners(hit, known, _NEARBY)
    for other in noun.children:
        if other.dep_ in ("acl", "relcl") and not source:
            source = _placed((other,), "by", known)
    return source, target


def _suffering(place: Token, known: Actors) -> Parties:
    """Return who is `under` sanctions or `the subject of` them."""
    verb = place.head
    if place.lower_ == "of":
        if verb.lower_ not in ("subject", "target", "object", "victim"):
            return ()
        verb = verb.head
    return parties(subject(verb), known) if is_verb(verb) or verb.tag_ == "VB" else ()
