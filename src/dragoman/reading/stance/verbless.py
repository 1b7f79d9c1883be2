"""Words without a verb: headlines, answers, bargains.

`Border tax "unacceptable"` judges, `Certainly not` answers, `No inspection, no loan` makes one
thing wait on the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.reading.stance.clauses import is_noun, is_verb
from dragoman.reading.stance.complements import chosen, is_matter, judgeable
from dragoman.reading.stance.findings import Content, Finding, classes_at
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import stance_words

LONGEST = 14
"""Words of a headline's piece; longer ones without a verb are lists."""

_AFTER = frozenset({"later", "after", "afterwards", "then", "second", "next", "thereafter"})
_SOFT = frozenset({"still", "now", "very", "too", "so", "a", "an", "the"})


def without_verb(sentence: Sequence[Token], content: Content) -> Iterator[Finding]:
    """Yield the stances of a sentence that has no finite verb."""
    said = [t for t in sentence if not t.is_punct]
    if not said or len(said) > LONGEST:
        return
    answer = stance_words().answers.longest(content.words, said[0].i)
    more = 0 if content.voice.indirect else 1  # "offered no proof" answers nothing
    if answer is not None and len(said) <= answer[1] + more:
        cue = (said[0].i, said[0].i + answer[1])
        yield Finding(answer[0], cue, None, True, 0.5, "answer")
    if any(t.tag_ in ("VBZ", "VBP", "VBD", "MD") for t in said[1:]):
        return
    if (found := _bargain(sentence, said)) is not None:
        yield found
        return
    if (found := _opened(said, content)) is not None:
        yield found
    if (found := _named(said, content)) is not None:
        yield found


def _opened(said: Sequence[Token], content: Content) -> Finding | None:
    """Read what the first words call for or refuse: `time to lift the ban`, `no to the base`."""
    hit = stance_words().openers.longest(content.words, said[0].i)
    if hit is None:
        return None
    about = next((t for t in said[hit[1] :] if is_matter(t) or dealings().named_by(t.lower_)), None)
    if hit[1] == 1 and about is None:
        return None
    return Finding(hit[0], (said[0].i, said[0].i + hit[1]), about, True, 0.6, "opening")


def _bargain(sentence: Sequence[Token], said: Sequence[Token]) -> Finding | None:
    """Read `no inspection, no loan`."""
    then = next((t for t in said[2:] if t.lower_ == "then"), None)
    if said[0].lower_ == "first" and then is not None:
        about = next((t for t in said if t.i > then.i and is_noun(t)), None)
        return Finding("conditional", (then.i, then.i + 1), about, False, 0.6, "bargain")
    first = next((t for t in said[1:-1] if t.lower_ == "first"), None)
    if first is not None and said[-1].lower_ in _AFTER:
        about = next((t for t in said if t.i > first.i and is_noun(t)), None)
        return Finding("conditional", (first.i, first.i + 1), about, False, 0.6, "bargain")
    nos = [t for t in said if t.lower_ == "no"]
    if len(nos) != 2 or nos[0] is not said[0] or sentence[nos[1].i - sentence[0].i - 1].text != ",":
        return None
    about = next((t for t in said if t.i > nos[1].i and is_noun(t)), None)
    return Finding("conditional", (nos[1].i, nos[1].i + 1), about, False, 0.6, "bargain")


def _named(said: Sequence[Token], content: Content) -> Finding | None:
    """Read a headline's predicate after its matter or its side: `Lusk ready for talks`."""
    for n, token in enumerate(said[:-1]):
        known = dealings().named_by(token.lower_)
        if not (is_noun(token) or known) or (token.dep_ == "compound" and is_noun(said[n + 1])):
            continue
        after = next((t for t in said[n + 1 :] if t.lower_ not in _SOFT), None)
        if after is None or after.tag_ in ("IN", "CC", "POS", ","):
            continue
        if (found := _judged(token, after, content)) is not None:
            return found
        if content.voice.whose(token) == "own" and (found := _ready(after, content)) is not None:
            return found
        if is_verb(after):
            return None
    return None


def _judged(matter: Token, word: Token, content: Content) -> Finding | None:
    known = is_matter(matter) or dealings().named_by(matter.lower_)
    if not known and not judgeable(matter):
        return None
    hit = stance_words().judgements.longest(content.words, word.i)
    if hit is None:
        return None
    kind, length = hit
    if kind.stance is None:
        return None
    plain = is_noun(word) and length == 1
    if plain and matter.i + 1 == word.i:
        return None  # "peace solution" is a name
    if kind.name in ("bad", "good", "needed") and not known:
        return None
    cue = (word.i, word.i + length)
    return Finding(kind.stance, cue, matter, kind.turns, 0.6, f"headline: {kind.name}")


def _ready(word: Token, content: Content) -> Finding | None:
    for kind, rest in classes_at(stance_words().adjectives, word, content.words):
        last = word.doc[word.i + len(rest)]
        target = chosen(kind, (*last.children, *word.children))
        governed = [g for c in (*last.children, *word.children) for g in c.children]
        target = target or chosen(kind, governed)
        stance = kind.stance
        if stance is not None and target is not None:
            cue = (word.i, word.i + 1 + len(rest))
            return Finding(stance, cue, target, kind.turns, 0.7, f"headline: {kind.name}")
    return None
