"""What a stance word governs, and whether that is something that one can take a stance on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    governed,
    is_act,
    is_infinitive,
    is_noun,
    is_verb,
    negated,
)
from dragoman.reading.stance.findings import Content, classes_at, turned_down
from dragoman.reading.syntax import child
from dragoman.records import Stance
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import Complement, WordClass, stance_words

POINTING = frozenset({"it", "this", "that", "these", "those", "them", "which", "so"})
LEAVING = frozenset({"breaking", "relinquishing", "burying"})
"""Classes of verbs that part with something: who refuses to do so stands by it."""

_PLAIN_ACTS = LEAVING | {"defying"}
"""Classes whose act is simply done or not done: who must not defy a quota is not open to it."""

_PEOPLE = frozenset({"PERSON", "GPE", "NORP", "ORG", "LOC"})


def is_matter(token: Token) -> bool:
    """Return whether a token names an act, a deal, talks or a measure, or points to one."""
    if is_verb(token):
        return is_act(token)
    word = token.lower_
    if word in POINTING or is_proposed(token):
        return True
    if is_noun(token) and token.dep_ != "compound" and dealings().named_by(word):
        return True
    if word.endswith("ing") and token.tag_ == "NN":
        return any(c.lower_ == "of" for c in token.children)
    if word in stance_words().ending and any(is_matter(led) for led in _led_to(token)):
        return True  # "an end to the strike"
    if word == "part" and any(c.lower_ == "in" for c in (*token.children, *token.head.children)):
        return True  # "its part in the talks", "take part in"
    return word in dealings().leading_nouns and any(is_matter(led) for led in _led_to(token))


def is_proposed(noun: Token) -> bool:
    """Return whether a noun names a body that there might be: `a single army`, `any such court`."""
    if noun.lower_ not in stance_words().bodies or noun.dep_ in ("compound", "appos"):
        return False
    return any(c.lower_ in _INDEFINITE for c in noun.children)


_INDEFINITE = frozenset({"a", "an", "any", "another", "such", "no", "joint", "common", "single"})


def _led_to(noun: Token) -> Iterable[Token]:
    """Yield what a leading noun leads to: `the possibility of` signing."""
    for c in noun.children:
        if c.dep_ == "prep":
            yield from (g for g in c.children if g.dep_ in ("pobj", "pcomp"))
        elif c.dep_ == "acl" or (c.dep_ == "relcl" and is_infinitive(c)):
            yield c


def is_thing(token: Token) -> bool:
    """Return whether a token names a thing: no person or country, no mere allegation."""
    if is_verb(token):
        return is_act(token)
    asked = token.lower_ == "question" and any(c.lower_ == "of" for c in token.children)
    if token.lower_ in stance_words().blame and not asked:
        return False
    if token.lower_ in POINTING or dealings().named_by(token.lower_):
        return True
    if token.tag_ == "CD":
        return token.dep_ in ("dobj", "pobj") and token.ent_type_ not in _TIMES
    return is_noun(token) and token.ent_type_ not in _PEOPLE


_TIMES = frozenset({"DATE", "TIME", "QUANTITY", "ORDINAL"})


def is_calling(verb: Token, words: Sequence[str]) -> bool:
    """Return whether a verb says what something is: `considers it a joke`."""
    after = words[min(verb.i + 1, len(words) - 1)]
    small = any(c.dep_ in ("oprd", "ccomp") for c in verb.children if c.i > verb.i)
    return small or (
        after in POINTING and words[min(verb.i + 2, len(words) - 1)] in ("a", "an", "the")
    )


def judgeable(subject: Token | None) -> bool:
    """Return whether a clause's subject may be a thing that is judged: no person, no side.

    A subject that the parse does not give may be anything.
    """
    if subject is None or is_matter(subject) or subject.tag_ not in _NOMINAL:
        return True
    if subject.tag_ == "PRP":
        return subject.lower_ == "it"
    words = stance_words()
    if is_proposed(subject):
        return True
    if subject.lower_ in words.own_side or subject.lower_ in words.persons:
        return False
    return subject.ent_type_ not in _PEOPLE or subject.dep_ == "csubj"


_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "WP"})


def form_of(token: Token) -> Complement | None:
    """Return what sort of complement a token heads: an act, a clause, a matter, a thing."""
    if is_verb(token):
        return "act" if is_act(token) else "clause"
    if is_matter(token):
        return "matter"
    return "thing" if is_thing(token) else None


def fits(kind: WordClass, token: Token) -> bool:
    """Return whether a complement is one by which the class takes its stance."""
    form = form_of(token)
    if form == "clause" and kind.name in _WANTING and _wanted_done(token):
        return True
    if form == "act" and token.lower_ in stance_words().speaking:
        return False
    if "deal" in kind.takes:
        return token.lower_ in dealings().deals or token.lower_ in dealings().talks
    if form == "matter":
        return bool(kind.takes & {"matter", "thing"}) and token.lower_ not in stance_words().blame
    return form in kind.takes


_REFUSALS = frozenset({"refusal", "rejection", "opposition", "objection", "objections", "veto"})
_WANTING = ("wanting", "demanding", "needing", "liking")


def _wanted_done(clause: Token) -> bool:
    """Return whether a clause tells what is wanted done: `wants the inquiry dropped`."""
    helps = any(c.dep_ in ("mark", "aux", "auxpass") for c in clause.children)
    who = child(clause, "nsubj", "nsubjpass")
    if who is None or who.tag_ == "PRP":
        return False
    return clause.dep_ == "ccomp" and clause.tag_ in ("VBN", "VBD") and not helps


def complement(head: Token, kind: WordClass, rest: tuple[str, ...]) -> Token | None:
    """Return the first complement of a word by which its class takes a stance."""
    return chosen(kind, governed(head, rest))


def chosen(kind: WordClass, candidates: Iterable[Token]) -> Token | None:
    """Return the complement that gives a class its stance.

    "Asked Kestrel to sign" is about the signing, though `Kestrel` comes first; "announced an
    initiative to be unveiled" about the initiative. Of a person who is blamed, the deed after
    `for` is meant.
    """
    listed = [c for top in candidates for c in _within(top) if fits(kind, c)]
    listed = [c for c in listed if not _led_by_matter(c, listed)]
    if kind.asks:
        return next((c for c in listed if is_verb(c)), None) or next(iter(listed), None)
    return min(listed, key=lambda c: c.i, default=None)


def _led_by_matter(act: Token, listed: list[Token]) -> bool:
    return act.dep_ in ("acl", "relcl") and any(c.i == act.head.i and is_matter(c) for c in listed)


def _within(token: Token) -> Iterable[Token]:
    yield token
    if is_noun(token) and not is_matter(token):
        for c in token.children:
            if c.dep_ in ("acl", "relcl") and is_infinitive(c):
                yield c
            elif c.dep_ == "prep" and c.lower_ in ("for", "over", "on", "against"):
                yield from (g for g in c.children if g.dep_ in ("pobj", "pcomp"))


def kept(act: Token, content: Content) -> Token | None:
    """Return what an act would part with: the treaty of `abandoning the treaty`."""
    if not is_verb(act):
        return None
    for kind, rest in classes_at(stance_words().verbs, act, content.words):
        if kind.name in LEAVING:
            target = complement(act, kind, rest)
            if target is not None and not is_verb(target):
                return target
    return None


def is_relief(kind: WordClass, target: Token) -> bool:
    """Return whether what is put off is a burden: suspending sanctions defers nothing."""
    return kind.stance == "defers" and target.lower_ in dealings().burdens


def _of_noun(noun: Token) -> Stance | None:
    """Return `defers` for a postponement that is asked for or agreed, None for other nouns."""
    for rest, kind in stance_words().nouns.starting(noun.lower_):
        if not rest and kind.stance == "defers":
            target = next(iter(governed(noun, ("of", "in"))), None)
            return None if target is None or is_relief(kind, target) else "defers"
        if not rest and kind.name == "opposition" and noun.lower_ in _REFUSALS:
            return "rejects"  # "stuck to his refusal to halt the drilling"
    return None


def inner_stance(act: Token, content: Content, asks: bool) -> Stance | None:
    """Return the stance that a complement has by itself, None for a plain act.

    `asks` marks an act that is asked of somebody else: what they are to consider is no
    openness of the speaker's.
    """
    if not is_verb(act):
        return _of_noun(act)
    phrase = stance_words().phrases.longest(content.words, act.i)
    if phrase is not None and not asks:
        return phrase[0].stance
    for kind, rest in classes_at(stance_words().verbs, act, content.words):
        if kind.stance is None or kind.stance == "supports" or kind.name in _PLAIN_ACTS:
            continue
        target = complement(act, kind, rest)
        if target is not None and not is_relief(kind, target):
            found = turned_down(kind.stance) if negated(act) else kind.stance
            return None if asks and found == "open" else found
    if negated(act):
        return "rejects"
    return None
