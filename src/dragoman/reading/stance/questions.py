"""Questions that answer themselves: `who needs another committee?`, `is it not time to end it?`.

A question that asks to know takes no stance; one that opens with certain words tells what its
speaker thinks.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.reading.stance.clauses import is_act, is_noun, is_verb
from dragoman.reading.stance.complements import is_matter
from dragoman.reading.stance.findings import Content, Finding, classes_at
from dragoman.vocabulary.stance import stance_words


def is_question(sentence: Sequence[Token]) -> bool:
    """Return whether a sentence of a content asks; its question mark may stand outside."""
    last = sentence[-1]
    if last.text == "?":
        return True
    return last.i + 1 < len(last.doc) and last.nbor().text == "?"


def rhetorical(sentence: Sequence[Token], content: Content) -> Finding | None:
    """Return the stance of a question that answers itself, None for one that asks."""
    lexicon = stance_words().questions
    for token in sentence:
        if content.words[token.i] not in lexicon:
            continue
        found = lexicon.longest(content.words, token.i)
        if found is None:
            continue
        stance, length = found
        after = [t for t in sentence if t.i >= token.i + length]
        if any(_turns_down(t, content) for t in after):
            stance = "supports" if stance == "rejects" else "rejects"
        about = _asked(sentence, token.i + length)
        cue = (token.i, token.i + length)
        return Finding(stance, cue, about, False, 0.6, "question")
    return None


def _turns_down(token: Token, content: Content) -> bool:
    """Return whether a verb of the question refuses: `who would turn down such an offer?`."""
    if not is_verb(token):
        return False
    kinds = classes_at(stance_words().verbs, token, content.words)
    return any(kind.name == "refusing" for kind, _ in kinds)


def _asked(sentence: Sequence[Token], start: int) -> Token | None:
    """Return the act or the matter that the question is about."""
    after = [token for token in sentence if token.i >= start]
    act = next((t for t in after if is_verb(t) and is_act(t)), None)
    thing = next((t for t in after if is_noun(t) and t.dep_ in ("dobj", "pobj", "attr")), None)
    return act or next((t for t in after if is_matter(t)), None) or thing
