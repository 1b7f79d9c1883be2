"""How a clause hangs together: subject, complements, negation, modality, from the parse.

Small questions about one token of a parsed document, asked by everything that reads stances
and matters. Fine tags and dependencies only: the pipeline runs without a lemmatiser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.reading.columns import columns
from dragoman.reading.syntax import child
from dragoman.vocabulary.stance import stance_words

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
BE = frozenset({
    "be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m",
    "’m",
})  # fmt: skip
LINKING = BE | frozenset({
    "become", "becomes", "became", "becoming", "remain", "remains", "remained", "seem",
    "seems", "seemed", "stay", "stays", "stayed", "look", "looks", "looked", "stand",
    "stands", "stood", "prove", "proves", "proved", "appear", "appears", "appeared", "keep",
    "keeps", "kept", "feel", "feels", "felt", "sound", "sounds", "get", "gets", "got",
    "gotten",
})  # fmt: skip
NEGATING = frozenset({
    "not", "n't", "n’t", "never", "hardly", "barely", "scarcely", "nowhere", "neither",
    "nor",
})  # fmt: skip
NO = frozenset({"no", "neither", "none", "nobody", "nothing", "zero"})
ADDING = frozenset({"only", "just", "merely", "simply", "necessarily"})
MUST = frozenset({"must", "should", "ought", "shall"})
CAN = frozenset({"can", "could", "may", "might", "ca"})
WILL = frozenset({"will", "'ll", "’ll", "wo", "would", "'d", "’d", "shall"})
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause's head with what is asked of it again and again, found once."""

    head: Token
    word: str
    children: tuple[Token, ...]
    who: Token | None
    modals: frozenset[str]
    negated: bool
    passive: bool
    perfect: bool

    def child(self, *deps: str) -> Token | None:
        """Return the first child of the head that stands in one of the relations."""
        return next((c for c in self.children if c.dep_ in deps), None)

    @property
    def start(self) -> int:
        """Return the position of the first auxiliary, else of the head."""
        return min([self.head.i, *(c.i for c in self.children if c.dep_ == "aux")])


def clause_at(head: Token) -> Clause:
    """Return the clause that a token heads."""
    children = tuple(head.children)
    deps = {c.dep_ for c in children}
    return Clause(
        head=head,
        word=head.lower_,
        children=children,
        who=subject(head),
        modals=modals(head),
        negated=negated(head),
        passive="auxpass" in deps or "nsubjpass" in deps,
        perfect="aux" in deps and is_perfect(head),
    )


def is_verb(token: Token) -> bool:
    """Return whether the token is a verb or an auxiliary by its tag."""
    return token.tag_[:1] == "V" or token.tag_ == "MD"


def is_noun(token: Token) -> bool:
    """Return whether the token is a noun or name by its tag."""
    return token.tag_.startswith("NN")


def subject(head: Token) -> Token | None:
    """Return the subject of a clause's head, shared with the verb that it is joined to."""
    for _ in range(4):
        found = child(head, *SUBJECTS)
        if found is not None:
            return found
        if head.dep_ == "xcomp" and head.head.lower_ in stance_words().carrying:
            head = head.head
            continue
        if head.dep_ != "conj" or not (is_verb(head.head) or head.head.dep_ == "ROOT"):
            return None
        head = head.head
    return None


def whole_of(noun: Token | None) -> Token | None:
    """Return what a word of number counts: the proposals of `none of the three proposals`."""
    if noun is None or noun.lower_ not in stance_words().counting:
        return noun
    of = next((c for c in noun.children if c.lower_ in ("of", "in", "about")), None)
    return (child(of, "pobj") if of is not None else None) or noun


def is_infinitive(verb: Token) -> bool:
    """Return whether `to` stands before the verb."""
    return any(c.tag_ == "TO" for c in verb.children if c.i < verb.i)


def is_finite(verb: Token) -> bool:
    """Return whether a verb has tense, by itself or by an auxiliary."""
    if verb.tag_ in FINITE:
        return not is_infinitive(verb)
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.children)


def is_act(token: Token) -> bool:
    """Return whether the token heads an infinitive or a gerund."""
    having = any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBG" for c in token.children)
    gerund = token.tag_ == "VBG" or having
    return is_verb(token) and (is_infinitive(token) or gerund) and not is_finite(token)


def negated(head: Token) -> bool:
    """Return whether a clause's head is under a negation of its own clause."""
    count, who = 0, None
    for c in head.children:
        relation = c.dep_
        count += _negates(c)
        if relation in ("aux", "auxpass"):
            count += sum(_negates(g) for g in c.children)
        elif relation == "prep":
            count += _never(c)
        elif c.lower_ == "again":
            count += sum(_negates(g) for g in c.children)  # "never again will we sign"
        elif who is None and relation in ("nsubj", "nsubjpass"):
            who = c
    if who is not None and (who.lower_ in NO or lacks(who)):
        count += 1
    return count % 2 == 1


def _never(preposition: Token) -> bool:
    """Return whether a phrase denies its clause: `under no circumstances`, `at no time`."""
    noun = child(preposition, "pobj")
    return noun is not None and preposition.lower_ in ("under", "in", "at", "by") and lacks(noun)


def lacks(noun: Token) -> bool:
    """Return whether `no` or `not any` stands before a noun: `no intention`."""
    return any(
        c.lower_ in NO
        or (c.lower_ == "more" and any(g.lower_ == "no" for g in c.children))
        or (c.lower_ == "not" and _negates(c))
        or (c.dep_ == "neg" and _negates(c))
        or (c.dep_ in ("nummod", "amod", "det") and any(_negates(g) for g in c.children))
        for c in noun.children
        if c.i < noun.i
    )


def _negates(token: Token) -> bool:
    word = token.lower_
    if word in NEGATING:
        following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return not (word in ("not", "n't", "n’t") and (following in ADDING or following == "but"))
    return word == "longer" and any(c.lower_ == "no" for c in token.children)


def modals(head: Token) -> frozenset[str]:
    """Return the modal verbs before a clause's head, in lower case."""
    found = [c.lower_ for c in head.children if c.dep_ == "aux" and c.tag_ == "MD"]
    if not found and head.dep_ == "conj" and is_verb(head) and child(head, *SUBJECTS) is None:
        return modals(head.head) if not is_finite(head) else frozenset()
    return frozenset(found)


def is_perfect(head: Token) -> bool:
    """Return whether `have` stands between a modal and the head: `should have asked`."""
    return any(c.lower_ in ("have", "'ve", "’ve", "of") and c.dep_ == "aux" for c in head.children)


def governed(head: Token, words: tuple[str, ...] = ()) -> Iterator[Token]:
    """Yield what a verb, noun or adjective governs: objects, acts, clauses, then via prepositions.

    With `words`, the particle or preposition that belongs to the head, its object comes first.
    """
    first: list[Token] = []
    rest: list[Token] = []
    if len(words) > 1 and (last := head.i + len(words)) < len(head.doc):
        # "entertains the thought of an amnesty": what hangs on the last word of the expression
        end = head.doc[last]
        if end.lower_ == words[-1]:
            first.extend(_objects(end))
    for c in head.children:
        if c.dep_ in ("prep", "agent", "prt", "advmod", "dative") and words and c.lower_ in words:
            first.extend(_objects(c))
        elif c.dep_ in ("dobj", "xcomp", "ccomp", "pcomp", "acl", "oprd", "relcl") or (
            c.dep_ == "advcl" and is_infinitive(c)
        ):
            rest.append(c)
    yield from first
    yield from rest


def _objects(preposition: Token) -> Iterator[Token]:
    for c in preposition.children:
        if c.dep_ in ("pobj", "pcomp") or (c.dep_ in ("xcomp", "acl") and is_infinitive(c)):
            yield c
        elif c.dep_ == "prep":
            yield from _objects(c)


def clause_of(token: Token) -> Token:
    """Return the head of the clause that a token stands in."""
    while token.dep_ != "ROOT" and not (
        is_verb(token)
        and token.dep_
        not in ("aux", "auxpass", "amod", "compound", "csubj", "pcomp", "xcomp", "acl")
    ):
        token = token.head
    return token


def tops(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens whose head lies outside, verbs first: what the words are headed by."""
    above = columns(tokens[0].doc).head
    places = [t.i for t in tokens]
    inside = set(places)
    found: list[Token] = []
    for i, token in zip(places, tokens, strict=True):
        if above[i] not in inside or above[i] == i:
            if (
                token.tag_ in ("IN", "TO", "RP")
                and token.lower_ in _GOVERNING
                and token.dep_ != "mark"
            ):
                found.extend(
                    c for c in token.children if c.i in inside and c.dep_ in ("pobj", "pcomp")
                )
            elif not token.is_punct and token.dep_ not in ("mark", "cc", "aux", "det"):
                found.append(token)
    found.extend(
        c
        for t in tuple(found)
        if is_noun(t)
        for c in t.children
        if c.i in inside and c.dep_ in ("acl", "relcl") and _to(c)
    )
    clause = next((t for t in found if is_verb(t) and is_finite(t) and t.dep_ != "advcl"), None)
    if clause is not None:
        # a noun before a clause's verb is its subject, taken for the cue's object
        found = [t for t in found if t.i >= clause.i or not is_noun(t)]
    return sorted(dict.fromkeys(found), key=lambda t: (not is_verb(t), t.i))


_GOVERNING = frozenset({
    "for", "on", "upon", "to", "of", "with", "in", "against", "from", "towards", "toward",
    "about", "as", "out", "at",
})  # fmt: skip


def _to(token: Token) -> bool:
    return any(c.tag_ == "TO" for c in token.children)
