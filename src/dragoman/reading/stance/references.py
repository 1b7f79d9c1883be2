"""What a reference stands for: `the document`, `such a settlement`, `the request`, `it`.

The article named the thing before, in more words; the nearest naming that also names the
parties is taken, and for a request or decision what was asked or decided.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from spacy.tokens import Doc, Token

from dragoman.reading.columns import words_of
from dragoman.reading.once import once
from dragoman.reading.stance.clauses import is_noun, is_verb, negated
from dragoman.reading.stance.complements import complement
from dragoman.reading.stance.matter_names import GENERAL, phrase
from dragoman.reading.syntax import child
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import stance_words

FAR = 400
"""Tokens that a reference is looked up in, before and after: most of a long report."""

NEAR = 45
"""Tokens back in which a pronoun's matter stands; beyond, the article's main one is meant."""

_MAIN = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT", "attr"})


def fuller(doc: Doc, target: Token | None, at: Token) -> Token | None:
    """Return the naming that a pronoun, a bare noun or a bare act stands for.

    None when `target` names its matter well enough. Without a target, what was named last
    before `at` is meant.
    """
    where = target if target is not None else at
    word = "it" if target is None or is_verb(target) else target.lower_
    if word in GENERAL:
        main = once(doc, "main", _main_matter)
        return _last_named(doc, where) or (doc[main] if main is not None else None)
    own = telling(where)
    if word not in dealings().references or len(own) > 2 or has_party(where):
        return None
    asked = _asked(doc, where, word)
    if asked is not None:
        return asked
    first = where.left_edge.i
    before = [t for t in _named_within(doc, first - FAR, first) if _names_more(t, word, own)]
    if before:
        return _best(before[::-1])
    after = _named_within(doc, where.i + 1, where.i + FAR)
    return _best([t for t in after if _names_more(t, word, own)])


def _named_within(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the nouns that name matters between two positions, in order."""
    positions = once(doc, "named", lambda d: tuple(t.i for t in d if is_named(t)))
    return [doc[i] for i in positions[bisect_left(positions, start) : bisect_left(positions, end)]]


def _best(candidates: list[Token]) -> Token | None:
    """Return the nearest candidate, or one of the same words that names the parties besides."""
    if not candidates:
        return None
    nearest = candidates[0]
    words = telling(nearest)
    return next((t for t in candidates if has_party(t) and telling(t) & words), nearest)


def _last_named(doc: Doc, where: Token) -> Token | None:
    first = where.left_edge.i
    before = _named_within(doc, first - NEAR, first)
    named = next((t for t in reversed(before) if t.dep_ in _MAIN), None)
    if named is None or len(telling(named)) > 1:
        return named
    return fuller(doc, named, named) or named


def _main_matter(doc: Doc) -> int | None:
    """Return the position of the fullest early naming of what an article names most often."""
    named = _named_within(doc, 0, len(doc))
    if not named:
        return None
    often = Counter(t.lower_ for t in named).most_common(1)[0][0]
    fullest = max(
        (t for t in named if t.lower_ == often),
        key=lambda t: (has_party(t), min(3, len(telling(t)))),
    )
    return fullest.i


def _asked(doc: Doc, where: Token, word: str) -> Token | None:
    """Return what was asked, proposed or decided before, for `the request`, `the decision`."""
    verbs = dealings().said_by.get(word)
    if verbs is None or child(where, "acl", "relcl") is not None:
        return None
    words, end = words_of(doc), where.left_edge.i
    for i in range(end - 1, max(0, end - FAR // 3), -1):
        token = doc[i] if words[i] in verbs else None
        if token is not None and is_verb(token) and not negated(token):
            for rest, kind in stance_words().verbs.starting(token.lower_):
                found = complement(token, kind, rest)
                if found is not None and found.lower_ not in GENERAL and found.i < where.i:
                    return None if negated(found) else found
    return None


def is_named(token: Token) -> bool:
    """Return whether a noun names a deal, talks or a measure, not as part of another name."""
    if not dealings().named_by(token.lower_) or not is_noun(token) or token.dep_ == "compound":
        return False
    # a body whose name is that of a deal: the European Union, the Atlantic Alliance
    return not (
        token.tag_ == "NNP" and token.ent_type_ == "ORG" and token.lower_ not in dealings().texts
    )


def _names_more(token: Token, word: str, own: frozenset[str]) -> bool:
    """Return whether a noun names the same sort of thing as a reference, in more words."""
    if not _same_sort(token.lower_, word) or (_goes_on(word) and _is_over(token)):
        return False
    if token.tag_ == "NNP" and word not in dealings().texts:
        # a proper name is nobody's common noun, and a text that has one is settled already
        return False
    theirs = telling(token)
    return len(theirs) >= 2 and len(theirs) > len(own) and own - {word} <= theirs


def _goes_on(word: str) -> bool:
    """Return whether a reference is to talks, which may go on, and not to one occasion."""
    return word in dealings().talks and word not in dealings().occasions


def _is_over(token: Token) -> bool:
    """Return whether a noun names an occasion: a meeting, `he spoke after talks with her`."""
    words = dealings()
    return token.lower_ in words.occasions or token.head.lower_ in words.behind


def _same_sort(there: str, word: str) -> bool:
    words = dealings()
    if there == word:
        return True
    if word in words.texts or word in ("document", "text", "draft"):
        return there in words.texts
    if word in words.talks:
        return there not in words.ties and (
            there in words.talks or (there in words.texts and there in words.deals)
        )
    if word in words.deals:
        return there in words.texts
    return word not in words.measures


def telling(noun: Token) -> frozenset[str]:
    """Return the words of a name that tell it from others of its sort."""
    known = once(noun.doc, "telling", _nothing_told)
    if noun.i not in known:
        known[noun.i] = _telling(noun)
    return known[noun.i]


def _nothing_told(doc: Doc) -> dict[int, frozenset[str]]:
    return {}


def _telling(noun: Token) -> frozenset[str]:
    common = dealings().common if noun.lower_ in dealings().talks else frozenset[str]()
    words = (w.lower() for part in phrase(noun) for w in part.split() if len(w) > 2)
    return frozenset(w for w in words if w not in common)


def has_party(noun: Token) -> bool:
    """Return whether a noun phrase names a state among its words."""
    return any(t.text[:1].isupper() and _is_state(t) for t in noun.subtree)


def _is_state(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "NORP") or countries().find(token.text) is not None
