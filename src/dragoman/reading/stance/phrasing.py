"""Fixed expressions that give a stance: `keep the door open`, `not the time for`, `no room for`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dragoman.reading.stance.clauses import (
    NEGATING,
    NO,
    SUBJECTS,
    clause_of,
    is_noun,
    is_verb,
    negated,
    subject,
    whole_of,
)
from dragoman.reading.stance.complements import inner_stance, is_matter, judgeable
from dragoman.reading.stance.findings import Content, Finding, classes_at
from dragoman.records import Stance
from dragoman.vocabulary.stance import WordClass, stance_words

_ALONE = {1: 0.5, 2: 0.5}
"""How sure an expression of so many words is that names no matter; longer ones are surer."""

_WITH_NEGATION = NEGATING | NO | {"yet"}
_ASIDE = frozenset({"relcl", "acl", "advcl", "parataxis"})


def phrased(sentence: Sequence[Token], content: Content) -> Iterator[Finding]:
    """Yield the stances of the fixed expressions in the speaker's own main clauses."""
    lexicon, harms = stance_words().phrases, stance_words().harms
    for token in sentence:
        word = content.words[token.i]
        if word in harms and _sums_up(token) and (harm := _harmful(token)):
            yield harm
        if word not in lexicon:
            continue
        found = lexicon.longest(content.words, token.i) or _spread(token, content)
        if found is None:
            continue
        kind, length = found
        judged = kind.judges
        if not _own_line(token, content, judged or kind.anyone):
            continue
        phrase = content.words[token.i : token.i + length]
        flips = negated(clause_of(token)) and not _WITH_NEGATION & set(phrase)
        flips ^= _refused(token, content) or _not_thought(clause_of(token))
        if kind.stance == "defers" and token.i and content.words[token.i - 1] == "only":
            continue  # "but only after the elections"
        if kind.anyone and (act := _advised(sentence, token.i + length)) is not None:
            wasted = content.stands(stance_words().wasting, act) and kind.stance == "rejects"
            spoilt = phrase[-2] != "not" and inner_stance(act, content, True) == "rejects"
            if not flips and (wasted or spoilt) and kind.negated is None:
                turned: Stance = "supports" if kind.stance == "rejects" else "rejects"
                kind = replace(kind, stance=turned)
        stance = kind.negated if flips else kind.stance
        if stance is None:
            continue
        if kind.anyone:
            about = _advised(sentence, token.i + length)
        elif not judged:
            about = _about(sentence, token, length)
        elif not judgeable(about := subject(clause_of(token))):
            continue
        cue = (token.i, token.i + length)
        weight = (0.86 if length > 2 else 0.8) if about is not None else _ALONE.get(length, 0.66)
        yield Finding(stance, cue, about, kind.turns, weight, f"phrase: {kind.name}")


def _spread(token: Token, content: Content) -> tuple[WordClass, int] | None:
    """Find an expression that its subject's own words part: `the door to a deal remains ajar`."""
    if not is_noun(token) or token.dep_ not in SUBJECTS:
        return None
    last = token.right_edge.i
    if last == token.i or last >= token.head.i or token.head.i - last > _NEAR:
        return None
    row = [content.words[token.i], *content.words[last + 1 : last + 1 + _LONG]]
    found = stance_words().phrases.longest(row, 0)
    if found is None or found[1] == 1:
        return None
    return found[0], last - token.i + found[1]


_NEAR, _LONG = 4, 8
"""Words before the verb of a parted expression, and its words after the subject."""


def _not_thought(clause: Token) -> bool:
    """Return whether a clause is what somebody does not think: `I do not think it right to`."""
    outer = clause.head
    thinks = clause.dep_ == "ccomp" and outer.lower_ in stance_words().raise_negation
    return thinks and negated(outer)


def _refused(token: Token, content: Content) -> bool:
    """Return whether an expression tells what is refused: `declined to put its name to`."""
    if not is_verb(token) or token.dep_ not in ("xcomp", "pcomp"):
        return False
    outer = token.head.head if token.dep_ == "pcomp" else token.head
    kinds = classes_at(stance_words().verbs, outer, content.words)
    return any(kind.stance == "rejects" for kind, _ in kinds)


def _harmful(token: Token) -> Finding | None:
    """Read the harm in a comment on the whole: `..., which goes against the law`."""
    clause = clause_of(token.head)
    who = subject(clause)
    while (who is None or not is_matter(who)) and clause.dep_ == "ccomp":
        clause = clause_of(clause.head)
        who = subject(clause)
    if who is None or not is_matter(who):
        return None
    return Finding("rejects", (token.i, token.i + 1), who, False, 0.55, "harm: which")


def _own_line(token: Token, content: Content, judged: bool = False) -> bool:
    """Return whether an expression stands in the speaker's own line, not in another's or aside.

    `judged` says that it is about the subject of its clause, who is therefore not its speaker.
    """
    head = clause_of(token)
    for depth in range(6):
        if head.i not in content.inside:
            return True
        who = None if judged and not depth else subject(head)
        if who is not None and _is_others(who, content):
            return False
        if head.dep_ in _ASIDE and not _sums_up(head):
            return False
        if head.dep_ == "ROOT" or head.head.i not in content.inside:
            return True
        head = clause_of(head.head)
    return True


def _is_others(who: Token, content: Content) -> bool:
    """Return whether somebody else than the speaker is the subject, be it `neither of them`."""
    if who.lower_ in _BOTH:
        of = whole_of(who)
        return of is None or of.lower_ != "us"
    return _acts(who) and content.voice.whose(who) == "other"


_BOTH = frozenset({"neither", "both", "either", "each"})


def _acts(noun: Token) -> bool:
    """Return whether a subject is one who acts and so may be somebody else than the speaker."""
    if noun.tag_ in ("NNP", "NNPS", "PRP", "WP"):
        return noun.lower_ not in ("it", "you")
    return is_noun(noun) and not judgeable(noun)


def _sums_up(head: Token) -> bool:
    """Return whether a clause comments on what was said: `..., which goes against the law`."""
    who = subject(head)
    return (
        head.dep_ == "relcl"
        and who is not None
        and who.lower_ == "which"
        and (who.i > 0 and who.nbor(-1).text == ",")
    )


def _advised(sentence: Sequence[Token], start: int) -> Token | None:
    """Return the act that an advice names: to leave the union."""
    return next((t for t in sentence if t.i >= start and is_verb(t)), None)


def _about(sentence: Sequence[Token], token: Token, length: int) -> Token | None:
    """Return what an expression is about: what its last preposition governs, else its subject."""
    after = next((t for t in sentence if t.i >= token.i + length and is_matter(t)), None)
    if after is not None and token.nbor(length - 1).lower_ in _REACHING:
        return after
    who = subject(clause_of(token))
    if who is not None and (who.lower_ == "it" or who.dep_ == "expl"):
        return after or who
    if who is not None and is_matter(who):
        return who
    before = next((t for t in reversed(sentence) if t.i < token.i and is_matter(t)), None)
    return before or after


_REACHING = frozenset(
    {"for", "of", "on", "to", "in", "is", "than", "about", "see", "option", "right"}
)
