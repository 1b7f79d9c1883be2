"""What a speaker says that a matter is: possible, premature, illegal, a step forward.

A judgement needs a matter for its subject ("the treaty is dead"); people and states that are
called names are no matter, and what is "possible" of a fact is no openness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    BE,
    LINKING,
    NO,
    Clause,
    is_act,
    is_finite,
    is_infinitive,
    is_noun,
    is_verb,
    lacks,
    negated,
    whole_of,
)
from dragoman.reading.stance.complements import (
    chosen,
    complement,
    inner_stance,
    is_matter,
    is_proposed,
    is_thing,
    judgeable,
)
from dragoman.reading.stance.findings import Content, Finding, classes_at, in_mood, summed
from dragoman.reading.syntax import child
from dragoman.records import Stance
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.phrases import Phrases
from dragoman.vocabulary.stance import StanceWords, WordClass, stance_words

_PREDICATES = frozenset({
    "acomp", "attr", "oprd", "prep", "advmod", "npadvmod", "dobj", "pobj", "amod", "conj",
})  # fmt: skip
_FEASIBLE = frozenset({
    "possible", "impossible", "negotiable", "acceptable", "refused", "ended",
})  # fmt: skip
_SETTLING = frozenset({"refused", "acceptable", "wrongful"})
"""Judgements that are passed on matters only: whatever is illegal or negotiable is one."""
_VIVID = frozenset({"impossible", "negotiable", "ended"})
_RENDERING = frozenset({"render", "renders", "rendered", "make", "makes", "made"})
_DEMANDING = frozenset({"needed", "good"})


def judged(clause: Clause, content: Content) -> Finding | None:
    """Return what a clause says its subject is, or what the speaker's own side is ready for."""
    if (found := _effect(clause, content)) is not None:
        return found
    head, who = clause.head, whole_of(clause.who)
    if head.tag_ == "JJ" and who is not None and is_noun(who) and is_matter(who):
        return _judgement(head, head, who, content)
    if clause.word not in LINKING:
        return (_undergone(clause, content) if clause.passive else None) or _called(clause, content)
    own = (content.voice.whose(who) if who is not None else content.whose(clause)) == "own"
    predicates = list(_predicates(head, content))
    beside = _next_word(head, content)
    if beside is not None and beside not in predicates:
        predicates.append(beside)  # the parse may hang it elsewhere
    for token in predicates:
        if own and (found := disposed(token, head, content)) is not None:
            return found
        about = _judged_thing(head, who, token)
        if about is not None and (found := _judgement(token, head, about, content)) is not None:
            return found
    return None


def verbless(noun: Token, content: Content) -> Finding | None:
    """Read a headline's predicate: `Valdoria ready for talks`."""
    if content.voice.whose(noun) != "own":
        return None
    for token in noun.children:
        if token.dep_ == "amod" and token.i > noun.i and token.i in content.inside:
            return disposed(token, token, content)
    return None


def _undergone(clause: Clause, content: Content) -> Finding | None:
    """Read a participle as what its subject is: `was disappointed by`, `is suspended`."""
    head, who = clause.head, whole_of(clause.who)
    if content.voice.whose(who) == "own":
        return disposed(head, head, content)
    if who is None or not is_matter(who):
        return None
    found = _judgement(head, head, who, content)
    # "has been closed" tells what happened, "is suspended" how matters stand
    return None if found is not None and found.rule.endswith("ended") else found


def disposed(token: Token, head: Token, content: Content) -> Finding | None:
    """Read an adjective of the speaker's own side: `ready to sign`, `opposed to the plan`."""
    for kind, rest in classes_at(stance_words().adjectives, token, content.words):
        target = complement(token, kind, rest)
        if target is None and token.dep_ == "conj" and token.head.tag_ == token.tag_:
            target = complement(token.head, kind, rest)
        if target is None and token.tag_ == "IN":
            target = chosen(kind, (c for c in token.children if c.dep_ in ("pobj", "pcomp")))
        target = target or _infinitive(head)
        if target is None and token.tag_ == "JJ" and not rest:
            near = (g for c in token.children if c.dep_ == "prep" for g in c.children)
            target = chosen(kind, near)
        if target is None and (not rest or "deal" in kind.takes):
            continue
        if kind.name == "content" and (target is None or _is_no_matter(target)):
            continue  # "proud of our soldiers", "delighted to see you", "glad to be here"
        stance = kind.negated if negated(token) and token != head else in_mood(head, kind)
        if stance is None:
            continue
        inner = inner_stance(target, content, kind.asks) if target is not None else None
        cue = (token.i, token.i + 1 + len(rest))
        return Finding(
            summed(stance, inner), cue, target, kind.turns, 0.8, f"adjective: {kind.name}"
        )
    return None


def _is_no_matter(act: Token) -> bool:
    """Return whether what pleases somebody is no step: to see a guest, to be in a place."""
    if act.lower_ not in BE:
        return act.lower_ in stance_words().no_act
    return not any(is_noun(t) and is_matter(t) for t in act.subtree)


def _infinitive(head: Token) -> Token | None:
    return next(
        (c for c in head.children if c.dep_ in ("xcomp", "advcl") and is_infinitive(c)), None
    )


def _predicates(head: Token, content: Content) -> Iterator[Token]:
    """Yield the words that may say what the subject is, outer ones first."""
    row = [
        c for c in head.children if c.dep_ in _PREDICATES and c.i in content.inside and c.i > head.i
    ]
    for token in row:
        yield token
        if token.dep_ in ("attr", "acomp", "oprd", "dobj", "conj"):
            general = token.lower_ in stance_words().general
            row.extend(
                c for c in token.children if c.dep_ == "conj" or (general and c.dep_ == "amod")
            )


def _next_word(head: Token, content: Content) -> Token | None:
    """Return the word after a linking verb where the parse hangs none on it."""
    for i in range(head.i + 1, min(head.i + 4, len(head.doc))):
        token = head.doc[i]
        if i not in content.inside or token.is_punct:
            return None
        if token.tag_[:1] in ("J", "N") or (token.tag_ == "VBN" and not is_finite(token)):
            return token
    return None


def _judged_thing(head: Token, who: Token | None, predicate: Token) -> Token | None:
    """Return what is judged: the subject, or the act or clause for which `it` stands."""
    if who is None:
        return None
    if who.lower_ == "it" or who.dep_ == "expl":
        clause = _clause(head) or _clause(predicate)
        if clause is not None:
            return clause
        return who if who.dep_ != "expl" else None
    if is_matter(who) or who.dep_ == "csubj":
        return who
    # what is unacceptable need not be a deal or a measure
    return who if is_thing(who) and judgeable(who) else None


def _clause(head: Token) -> Token | None:
    for c in head.children:
        if c.i > head.i and is_verb(c):
            if c.dep_ in ("xcomp", "ccomp", "csubj"):
                return c
            if c.dep_ in ("advcl", "acl", "relcl") and is_infinitive(c):
                return c
    return None


def _judgement(token: Token, head: Token, about: Token, content: Content) -> Finding | None:
    found = judgement_at(token, content, min(head.i + 1, token.i))
    if found is None:
        return None
    kind, start, end = found
    pointing = is_matter(about) or about.lower_ in dealings().references
    vivid = kind.name in _VIVID and end - start > 1
    if kind.name not in _SETTLING and not vivid and not pointing and is_noun(about):
        return None
    if kind.name == "good" and about.lower_ in dealings().talks and token.dep_ == "acomp":
        return None
    finite = is_verb(about) and not is_act(about) and about.dep_ == "ccomp"
    ours = finite and content.voice.whose(child(about, "nsubj", "nsubjpass")) == "own"
    if finite and kind.name in _FEASIBLE - _SETTLING and not negated(head) and not ours:
        return None
    if is_verb(about) and about.lower_ in stance_words().no_act and kind.name in _DEMANDING:
        return None
    if kind.name == "needed" and not is_verb(about) and not is_matter(about):
        return None
    # in "no help" the negation belongs to the judgement
    against = negated(head) or (lacks(token) and content.words[start] not in NO)
    stance = kind.negated if against else kind.stance
    if kind.name in _FEASIBLE and in_mood(head, kind) is None and not against:
        return None
    if stance is None:
        return None
    if is_verb(about) and negated(about) and not against and stance in ("defers", "rejects"):
        # "it would be impossible not to back the plan"
        return Finding("supports", (start, end), about, False, 0.7, f"judgement: not {kind.name}")
    inner = inner_stance(about, content, True) if kind.name in _DEMANDING else None
    return Finding(
        summed(stance, inner), (start, end), about, kind.turns, 0.7, f"judgement: {kind.name}"
    )


def judgement_at(
    token: Token, content: Content, earliest: int
) -> tuple[WordClass, int, int] | None:
    """Return the judgement that a predicate's words make, with its first and last position."""
    lexicon = stance_words().judgements
    for start in range(max(earliest, token.i - 2), token.i + 1):
        found = lexicon.longest(content.words, start)
        if found is not None and start + found[1] > token.i:
            return found[0], start, start + found[1]
    return None


def _fair(token: Token, about: Token, length: int) -> bool:
    """Return whether a word judges the matter, and is no adjective before another noun."""
    if token.dep_ != "amod" or token.i > token.head.i or length > 1 or token.head == about:
        return token.dep_ != "amod" or token.head != about or token.i > about.i
    words = stance_words()
    return token.head.lower_ in words.general or token.head.lower_ in words.judgements


def _aside(token: Token, tokens: list[Token]) -> bool:
    """Return whether a word stands in a relative clause among the tokens."""
    inside = {t.i for t in tokens}
    while token.head.i in inside and token.head.i != token.i:
        if token.dep_ == "relcl":
            return True
        token = token.head
    return False


def _effect(clause: Clause, content: Content) -> Finding | None:
    """Read the harm or good that a matter does: `the pact violates our sovereignty`."""
    words, who, head = stance_words(), whole_of(clause.who), clause.head
    if clause.word not in words.harms and clause.word not in words.benefits:
        return None
    if who is None or clause.passive or not is_noun(who) or not is_matter(who):
        return None
    if who.lower_ in stance_words().own_side and not is_proposed(who):
        return None
    if clause.word in words.casualties and head.tag_ in ("VBD", "VBN"):
        return None  # "the bombing had killed 14 people"
    for lexicon, stance, rule in _EFFECTS:
        for rest, _ in lexicon(words).starting(head.lower_):
            if tuple(content.words[head.i + 1 : head.i + 1 + len(rest)]) == rest:
                if clause.negated and stance == "rejects":
                    return None  # what does no harm is not therefore wanted
                told: Stance = "rejects" if clause.negated else stance
                return Finding(
                    told, (head.i, head.i + 1 + len(rest)), who, stance == "supports", 0.55, rule
                )
    return None


_EFFECTS: tuple[tuple[Callable[[StanceWords], Phrases[bool]], Stance, str], ...] = (
    (lambda words: words.harms, "rejects", "harm"),
    (lambda words: words.benefits, "supports", "benefit"),
)


def _called(clause: Clause, content: Content) -> Finding | None:
    """Read `we consider the pact illegal`: a judgement under a verb of calling."""
    if clause.word not in stance_words().calling:
        return None
    who = clause.who
    renders = clause.word in _RENDERING and who is not None and is_thing(who) and is_noun(who)
    if not renders and content.voice.whose(who) != "own":
        return None
    if any(c.dep_ == "ccomp" and is_finite(c) and c.tag_ != "VBN" for c in clause.children):
        return None
    inside = [t for t in clause.head.subtree if t.i > clause.head.i]
    found = calling(inside, content)
    if found is not None and clause.negated:
        # "would not call the proposal unreasonable"
        turned: Stance = "open" if found.stance == "rejects" else "rejects"
        return found.with_stance(turned, "not called")
    return found


def _run_together(token: Token) -> bool:
    """Return whether the parse took a matter into its judgement: `the boundary null and void`."""
    judging = token.head.lower_ in stance_words().judgements
    return token.dep_ == "compound" and judging and dealings().named_by(token.lower_)


def calling(tokens: list[Token], content: Content, verb: Token | None = None) -> Finding | None:
    """Return what the words after a verb of calling say of the matter among them.

    The matter may also stand before, as the object of `verb`.
    """
    about = next((t for t in tokens if is_matter(t) and t.dep_ not in ("relcl", "acl")), None)
    before = child(verb, "dobj") if verb is not None else None
    if before is not None and is_matter(before):
        about = before
    about = about or next((t for t in tokens if _run_together(t)), None)
    if about is None:
        return None
    for token in tokens:
        found = stance_words().judgements.longest(content.words, token.i)
        if found is None or token == about or is_infinitive(token) or _aside(token, tokens):
            continue
        if token.tag_ == "IN" and found[1] == 1 and child(token, "pobj") is not None:
            continue
        kind = found[0]
        if not _fair(token, about, found[1]):
            continue
        preceding = content.words[token.i - 1] if token.i else ""
        stance = kind.negated if preceding in ("not", "no", "hardly") else kind.stance
        if stance is not None:
            cue = (token.i, token.i + found[1])
            return Finding(stance, cue, about, False, 0.75, f"called: {kind.name}")
    return None
