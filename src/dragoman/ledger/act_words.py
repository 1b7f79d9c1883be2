"""An article's words cut into tokens in which the parties are known, for telling acts by.

Nothing is parsed: what was read is stored without its parse, and what follows from the stored
words can be made again at any time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from dragoman.article import Span
from dragoman.ledger.words_of_matters import party_of
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import kept_by_dossier
from dragoman.vocabulary.names import tidy

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-‐‑][^\W_]+)*(?:(?<=s)['’])?|[^\w\s]")
_NOT = re.compile(r"(?i)(?P<verb>[a-z]+?)n['’]t$")
_NEGATED = {"wo": "will", "ca": "can", "sha": "shall"}
_PEOPLE = re.compile(r"(?:i?ans?|ns?|ish|ese|is?)$")
_ADJECTIVE = re.compile(r".+(?:ian|ean|ese|ish)s?$")
_LONGEST = 4
_SHORTEST = 4


class Word(NamedTuple):
    """One token; `party` is whom it names, and `bare` that it is the name and no adjective.

    `is_sign` tells that it is a mark of punctuation.
    """

    text: str
    lower: str
    start: int
    end: int
    party: str = ""
    bare: bool = False
    is_sign: bool = False


def words_in(
    text: str, start: int, end: int, names: Collection[str], known: Iterable[tuple[Span, str]] = ()
) -> list[Word]:
    """Return the tokens of a stretch of text.

    `names` are parties that no vocabulary knows, `known` places where a party is named by other
    words (`the minister`).
    """
    found: list[Word] = []
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        if token[-1] == "t" and len(token) > 3 and (negated := _NOT.match(token)):
            found += _without(negated, *match.span())
        else:
            lower = token.lower().replace("’", "'")
            found.append(Word(token, lower, *match.span(), "", False, not token[0].isalnum()))
    return _with_known(_with_parties(found, frozenset(names)), list(known))


def _without(negated: re.Match[str], start: int, end: int) -> list[Word]:
    """Return `hasn't` as two words."""
    verb = negated["verb"].lower()
    verb = _NEGATED.get(verb, verb)
    return [Word(verb, verb, start, end), Word("not", "not", start, end)]


def _with_parties(tokens: Sequence[Word], names: frozenset[str]) -> list[Word]:
    found: list[Word] = []
    after = 0
    for at, token in enumerate(tokens):
        if at < after:
            continue
        if token.text[0].isupper():
            named, length = _party(tokens, at, names)
            found.append(named)
            after = at + length
        else:
            found.append(token)
    return found


def _party(tokens: Sequence[Word], at: int, names: frozenset[str]) -> tuple[Word, int]:
    longest = 1
    for k in range(at + 1, min(at + _LONGEST, len(tokens))):
        if tokens[k].is_sign or not (tokens[k].text[0].isupper() or tokens[k].lower == "of"):
            break
        longest = k - at + 1
    for length in range(longest, 0, -1):
        some = tokens[at : at + length]
        words = " ".join(word.text for word in some) if length > 1 else tokens[at].text
        party, bare = _named(words, names)
        if party:
            text = words.lower()
            return Word(words, text, some[0].start, some[-1].end, party, bare), length
    return tokens[at], 1


@kept_by_dossier(maxsize=65536)
def _named(words: str, names: frozenset[str]) -> tuple[str, bool]:
    plain = tidy(words)
    possessive = plain != words.replace("’", "'")
    for name in names:
        if plain == name:
            return name, not possessive
        if name and plain.startswith(name[:-1]) and _of_people(plain, name):
            return name, False
    party = party_of(words) or ""
    if not party:
        return "", False
    adjective = countries().demonym(words) is not None and countries().named(words) is None
    return party, not (possessive or adjective)


def guessed(tokens: Sequence[Word], at: int) -> Word | None:
    """Return a token as the name of a party that nothing tells to be one, None for other words.

    The name of a state that only a dossier knows stands in the text like any other: whether a
    demand's actor is called so is found when the demand is asked for (see `is_called`).
    """
    word = tokens[at]
    if word.party or not word.text[0].isupper() or len(word.text) < _SHORTEST:
        return None
    if any(_is_capital(tokens, k) for k in (at - 1, at + 1)):
        return None
    name = tidy(word.text)
    bare = name == word.text.replace("’", "'") and not _ADJECTIVE.match(name)
    return word._replace(party=name, bare=bare)


def _is_capital(tokens: Sequence[Word], at: int) -> bool:
    inside = 0 < at < len(tokens)
    return inside and tokens[at].text[0].isupper() and not tokens[at].party


def is_called(words: str, name: str) -> bool:
    """Tell whether words are a party's name, or the adjective or people of it."""
    return words == name or (words.startswith(name[:-1]) and _of_people(words, name))


def _of_people(words: str, name: str) -> bool:
    """Tell whether a word is the adjective or the people of a name: `Kestrelians`."""
    rest = words.removeprefix(name)
    if rest != words:
        return bool(_PEOPLE.fullmatch(rest))
    return bool(re.fullmatch(r"(?:i?ans?|ish|ese)", words.removeprefix(name[:-1])))


def _with_known(tokens: list[Word], known: Sequence[tuple[Span, str]]) -> list[Word]:
    """Put one token in place of the words that name a party otherwise."""
    for span, party in known:
        inside = [n for n, w in enumerate(tokens) if span.start <= w.start and w.end <= span.end]
        if inside:
            first, last = inside[0], inside[-1]
            one = tokens[first]._replace(end=tokens[last].end, party=party, bare=True)
            tokens[first : last + 1] = [one]
    return tokens
