"""The words of a matter's name, taken from a noun phrase or an act.

Determiners, owners and judging adjectives are left off, seats of government become countries,
an act becomes a gerund (`halting drilling operations`); six words at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.reading.stance.clauses import is_finite, is_noun, is_verb
from dragoman.reading.syntax import child
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.inflection import base_form, ing
from dragoman.vocabulary.stance import stance_words

LONGEST = 6
"""Words of a matter's name."""

GENERAL = frozenset({"it", "this", "that", "these", "those", "them", "which", "so", "such"})
PRONOUNS = frozenset({"PRP", "PRP$", "DT", "WDT", "WP", "EX", "WP$"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "quantmod", "npadvmod"})
_LINKS = frozenset({
    "between", "with", "of", "on", "for", "from", "to", "in", "against", "into", "at",
    "over", "by",
})  # fmt: skip
_OWNERS = frozenset({"our", "my", "its", "his", "her", "their", "your", "whose"})
WHOEVER = frozenset({"those", "anyone", "anybody", "whoever"})
_WAYS = frozenset({"back", "out", "home", "away", "down", "off", "up", "together"})
_STATES = frozenset({"pobj", "conj", "poss", "nsubj"})
_DAYS = frozenset({
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January",
    "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
})  # fmt: skip
_LEFT_OFF = frozenset({"CD", "PRP", "PRP$", "DT", "WP$", "RB", "JJS", "RBS", "``", "''", "POS"})


def name_of(target: Token) -> str:
    """Return the name of the act or thing that `target` heads; empty when it names nothing."""
    row = _act(target) if is_verb(target) else phrase(target)
    while row and row[-1] in _LINKS | {"and"}:
        row.pop()
    words = " ".join(row).replace(" - ", "-").replace(" -", "-").replace("- ", "-")
    return words.strip(" ,;:.\"'“”‘’")


def tells(name: str) -> bool:
    """Return whether a name has a word that tells a matter: `ending` and `Friday` have none."""
    words = [w for w in name.split() if w not in _LINKS and w != "and"]
    hollow = [w for w in words if w.lower() in stance_words().hollow or w in _DAYS]
    rest = [w for w in words if w not in hollow]
    return bool(rest) and not (hollow and all(w[:1].isupper() for w in rest))


def phrase(noun: Token) -> list[str]:
    """Return the words of a noun phrase that name it, in order."""
    row = left(noun)
    links = [c for c in noun.children if c.dep_ == "prep"]
    for c in noun.children:
        if c.dep_ == "acl" and c.tag_ == "VBN":
            links.extend(
                g for g in c.children if g.dep_ == "prep" and g.lower_ in ("between", "with")
            )
    for link in links:
        if link.lower_ not in _LINKS:
            continue
        for more in (_linked(link), _linked(link, deep=False)):
            if more and _length(row) + _length(more) <= LONGEST:
                row.extend(more)
                break
    return row


def _length(row: list[str]) -> int:
    """Return how many words of a name count, the small ones left aside."""
    return sum(word not in ("of", "and", "between") for word in row)


def left(noun: Token) -> list[str]:
    """Return a noun with the words before it that name it; a state is given its usual name."""
    land = _state(noun)
    if land:
        return [land]
    if noun.lower_ in GENERAL or noun.tag_ in PRONOUNS:
        return []
    row: list[str] = []
    for c in noun.children:
        if c.i < noun.i and c.dep_ in _MODIFIERS and _names(c):
            if c.dep_ == "poss":
                row.extend(_owner(c))
            else:
                row.extend(left(c) if c.dep_ == "compound" and c.n_lefts else [_whole(c)])
    row.append(_whole(noun))
    return row[-LONGEST:]


def _names(modifier: Token) -> bool:
    """Return whether a word before a noun helps to name it."""
    if modifier.lower_ in dealings().plain or modifier.lower_ in _OWNERS:
        return False
    if (
        modifier.tag_ in _LEFT_OFF
        or modifier.is_punct
        or modifier.ent_type_ in ("DATE", "TIME", "CARDINAL", "ORDINAL")
    ):
        return False
    following = modifier.doc[modifier.i + 1]
    return not (following.text in ("-", "–") and not modifier.whitespace_)


def _state(noun: Token) -> str | None:
    if noun.dep_ not in _STATES:
        return None
    if noun.lower_ in stance_words().own_side:
        of = next((g for c in noun.children if c.lower_ == "of" for g in c.children), None)
        return (
            _state(of) if of is not None and of.dep_ == "pobj" and of.text[:1].isupper() else None
        )
    if not noun.text[:1].isupper():
        return None
    start = noun.i
    while start > noun.left_edge.i and noun.doc[start - 1].dep_ in ("compound", "amod", "nmod"):
        start -= 1
    land = countries().find(noun.doc[start : noun.i + 1].text)
    return land.name if land is not None else None


def _whole(token: Token) -> str:
    """Return a word with what hangs on it by hyphens, which the tokenizer splits off."""
    doc, start = token.doc, token.i
    while start >= 2 and doc[start - 1].text in ("-", "–") and not doc[start - 1].whitespace_:
        start -= 2
    return doc[start : token.i + 1].text


def _owner(noun: Token) -> list[str]:
    row = left(noun)
    return [*row[:-1], f"{row[-1]}'s"] if row else []


def _linked(link: Token, deep: bool = True) -> list[str]:
    """Return a preposition with the name of its object, and of the party joined to that."""
    for found in objects(link):
        if link.lower_ in ("in", "at") and countries().metonym(found.text) is not None:
            # "signed in Tokyo" tells the place
            return []
        if found.ent_type_ in ("DATE", "TIME") or found.lower_ in GENERAL | dealings().empty:
            return []
        if is_verb(found) and is_finite(found):
            # "the question of who owns the islands": the clause has no name, its subject has
            who = child(found, "nsubj", "nsubjpass")
            row = left(who) if who is not None and is_noun(who) else []
            return [link.lower_, *row] if row else []
        if is_verb(found):
            thing = child(found, "dobj")
            way = [c.lower_ for c in found.children if c.dep_ == "prt"]
            return [link.lower_, found.lower_, *way, *(left(thing) if thing is not None else [])]
        row = left(found)
        if deep and found.ent_type_ != "GPE" and _state(found) is None:
            row = phrase(found)
        joined = next((c for c in found.children if c.dep_ == "conj" and is_noun(c)), None)
        if joined is not None and (link.lower_ == "between" or joined.ent_type_ == "GPE"):
            row = [*left(found), "and", *left(joined)]
        return [link.lower_, *row] if row else []
    return []


def objects(link: Token) -> Iterator[Token]:
    """Yield what a preposition governs, through a second preposition too (`out of`)."""
    for c in link.children:
        if c.dep_ in ("pobj", "pcomp"):
            yield c
        elif c.dep_ == "prep":
            yield from objects(c)


def _gap(verb: Token) -> Token | None:
    """Return the noun that a relative clause leaves out: `fighters whom they refuse to receive`."""
    clause = verb.head if verb.dep_ == "xcomp" else verb
    return clause.head if clause.dep_ == "relcl" and child(clause, "dobj") is None else None


def _pronoun(link: Token) -> list[str]:
    found = child(link, "pobj")
    named = found is not None and (found.tag_ == "PRP" or found.lower_ in WHOEVER)
    return [link.lower_, found.lower_] if found is not None and named else []


def _act(verb: Token) -> list[str]:
    undergone = child(verb, "nsubjpass")
    if undergone is not None:
        gerund = dealings().opposing.get(verb.lower_)
        row = phrase(undergone)[: LONGEST - 1]
        return [gerund or ing(base_form(verb.lower_)), *row]
    row = [ing(verb.lower_) if verb.tag_ in ("VB", "VBP") else verb.lower_]
    row.extend(
        c.lower_
        for c in verb.children
        if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ in _WAYS)
    )
    found = child(verb, "dobj", "attr", "acomp", "oprd") or _gap(verb)
    if found is not None:
        more = phrase(found) or ([found.lower_] if found.tag_ == "PRP" else [])
        row.extend(more[: LONGEST - len(row)])
    for link in verb.children:
        if link.dep_ == "prep" and link.lower_ in (_LINKS | _WAYS) - {"at"}:
            more = [link.lower_] if link.lower_ in _WAYS else []
            more += _linked(child(link, "prep") or link if more else link, deep=False)
            if len(row) + len(more) < LONGEST:
                row.extend(more or _pronoun(link))
    who = child(verb, "nsubj")
    if who is not None and is_noun(who) and len(row) < LONGEST:
        row = [*left(who)[-(LONGEST - len(row)) :], *row]
    return row
