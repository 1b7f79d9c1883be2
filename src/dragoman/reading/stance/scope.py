"""How long a stance holds: `now`, `never`, `soon`, `later`, or until or before what.

A scope is one of the four words, or the article's own words from `until`, `before`, `after`,
`as long as` and their like, eight words at most.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dragoman.reading.stance.clauses import NEGATING, NO, clause_of
from dragoman.reading.stance.contrast import concedes
from dragoman.vocabulary.stance import stance_words

LONGEST = 8
"""Words of a scope in the article's own words; the record's span gives the rest."""

_NEEDS_NOT = frozenset({"yet", "ever", "today", "this"})


def scope_of(tokens: Sequence[Token], words: Sequence[str]) -> str | None:
    """Return the scope among the tokens of one sentence or content, None where none is given.

    `never` outranks `now`, and a named scope outranks the article's own words.
    """
    found: dict[str, Token] = {}
    no = any(t.lower_ in NEGATING or t.lower_ in NO for t in tokens)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        hit = stance_words().scopes.longest(words, token.i)
        if hit is not None and _counts(token, hit[1], no):
            found.setdefault(hit[0], token)
            at += hit[1]
        else:
            at += 1
    for kind in ("never", "now", "later", "soon"):
        if kind in found:
            return kind
    return _in_words(found["opening"]) if "opening" in found else None


def _counts(token: Token, length: int, no: bool) -> bool:
    if token.lower_ in _NEEDS_NOT and not no:
        return False
    if clause_of(token).dep_ in ("relcl", "acl"):
        return False
    if token.lower_ == "while" and concedes(token.head):
        return False
    if length > 1:
        return True
    return token.dep_ in (
        "advmod",
        "npadvmod",
        "neg",
        "mark",
        "prep",
        "advcl",
        "ROOT",
        "tmod",
        "nmod",
    )


def _in_words(opening: Token) -> str:
    clause = opening.head if opening.dep_ in ("mark", "advmod") else opening
    row = [t for t in clause.subtree if t.i >= opening.i and not t.is_space]
    kept: list[str] = []
    for n, token in enumerate(row):
        if n and (token.i != row[n - 1].i + 1 or token.tag_ in (",", ".", ":", "''", "``")):
            break
        kept.append(token.text_with_ws)
        if len(kept) == LONGEST:
            break
    words = " ".join("".join(kept).split())
    return words[:1].lower() + words[1:]
