"""Finding the word that carries a cue among the words a reader marked as the cue.

A marked cue may hold auxiliaries, adverbs, negation, and verbs that only lead up to the one that
counts (`has not ruled out`, `was quoted as saying`). The lists are in `data/cue_phrases.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.vocabulary.cues import Cue, cues
from dragoman.vocabulary.inflection import base_form
from dragoman.vocabulary.leading import leading

_FRAME_ORDER = ("clause", "quote", "object", "as", "to", "order", "of")
_PART_ORDER = ("adjective", "noun", "preposition", "adverb", "mark")
_RARER = ("deny", "announce", "show", "propose")
"""Kinds that, of two rows alike in frames, are the rarer one: `dismiss`, `suggest`."""
_GAP = 3
"""How many words may stand between a verb and its particle: `made it very clear`."""
_MARKS = re.compile(r"^[\"“”‘’'(\[]+(?=\w)|(?<=\w)[\"“”,.;!?)\]…]+$")
_CLITIC = re.compile(r"n?['’](?:s|d|ve|ll|re|m|t)")
_CONTRACTED = re.compile(r"^(.+)(n['’]t|['’](?:s|d|ve|ll|re|m))$")


@dataclass(frozen=True, slots=True)
class FoundCue:
    """What a marked cue says: the table's entry, whether it is negated, and where it stands.

    `place` is the index, among the words as they were given, of the entry's first word.
    """

    entry: Cue
    negated: bool
    place: int


@dataclass(frozen=True, slots=True)
class _Word:
    """One word in lower case, its index among the words as given, and whether it is a name's."""

    form: str
    place: int
    name: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """An entry that the words at `at` up to `end` may be; without one, a verb that leads up."""

    at: int
    end: int
    phrase: str
    entries: tuple[Cue, ...] = ()


def cue_in(words: Sequence[str], frame: str | None = None) -> FoundCue | None:
    """Return the entry that a marked cue stands for, None when none of its words is listed.

    `words` are the cue's tokens or its words, in order. `frame` is where the content stands, when
    that is known: of a lemma's rows, one with that frame is preferred.
    """
    taken = tuple(_split(words))
    chosen: _Hit | None
    verb = _carrying_verb(taken)
    if verb is not None and not _only_helps(verb):
        chosen = _attribute_of(taken, verb) or verb
    else:
        chosen = _other(taken) or verb
    if chosen is None or not chosen.entries:
        return None
    of_nobody = _passive(taken, chosen) and "by" not in [w.form for w in taken[chosen.end :]]
    entry = min(chosen.entries, key=lambda cue: _likeliness(cue, frame, of_nobody))
    return FoundCue(entry, _negated(taken, chosen.at), taken[chosen.at].place)


def lemma_in(words: Sequence[str]) -> str:
    """Return the base form of a marked cue: its entry's, else that of its first full word.

    Without an entry the base form is a guess from the word's ending (`lambasts`: `lambast`);
    empty when the cue holds no word.
    """
    found = cue_in(words)
    if found is not None:
        return found.entry.lemma
    taken = [w.form for w in _split(words) if w.form[:1].isalpha()]
    empty = leading().auxiliaries | leading().negatives | leading().determiners
    full = [form for form in taken if form not in empty and not form.endswith("ly")]
    return base_form((full or taken or [""])[0])


def _split(words: Sequence[str]) -> Iterator[_Word]:
    """Yield the words in lower case, contractions apart, quotation marks and stops off."""
    full = [word for word in words if word[:1].isalpha()]
    mixed = any(word[0].islower() for word in full)
    for place, given in enumerate(words):
        name = mixed and place > 0 and given[:1].isupper() and not given.isupper()
        for word in given.lower().split():
            bare = "can not" if word == "cannot" else word
            bare = bare if _CLITIC.fullmatch(bare) else _MARKS.sub("", bare)
            if len(bare) > 1 and bare.endswith(":"):
                bare = f"{bare[:-1]} :"
            for part in bare.split():
                found = _CONTRACTED.match(part)
                for form in found.groups() if found else (part,):
                    yield _Word(form, place, name)


def _carrying_verb(words: tuple[_Word, ...]) -> _Hit | None:
    """Return the verb of a chain that carries the cue: the first that leads to no other."""
    at = 0
    best: _Hit | None = None
    while at < len(words):
        here = _verb_at(words, at)
        at += 1
        if here is None:
            continue
        led = best is not None and _leads(words, best, here)
        if best is None or led or (_only_helps(best) and (here.entries or not best.entries)):
            best = here
            at = max(at, here.end if here.entries else at)
    return best


def _verb_at(words: tuple[_Word, ...], at: int) -> _Hit | None:
    phrases = leading()
    if _is_noun(words, at) or _is_adverb(words, at):
        return None
    hits = [hit for hit in _entries_at(words, at) if hit.entries[0].part == "verb"]
    if hits:
        adjective = at > 0 and _copula_before(words, at) and _adjective_at(words, at, hits[0].end)
        return None if adjective else hits[0]
    helping = phrases.auxiliaries | phrases.light | phrases.refusing | set(phrases.carriers)
    for end in (at + 2, at + 1):
        phrase = " ".join(word.form for word in words[at:end])
        if phrase in helping:
            return _Hit(at, min(end, len(words)), phrase)
    return None


def _is_noun(words: tuple[_Word, ...], at: int) -> bool:
    """Tell whether a form of a noun and a verb stands as the noun: `the demand`, `fears of`."""
    phrases = leading()
    here, before = words[at].form, words[at - 1].form if at else ""
    after = words[at + 1].form if at + 1 < len(words) else ""
    if before == "to" or not any(cue.part == "noun" for cue in cues().listed.get(here, ())):
        return False
    if before in phrases.determiners:
        return not here.endswith("ing") or before in ("a", "an")
    return at == 0 and (after == "of" or after in phrases.be)


def _is_adverb(words: tuple[_Word, ...], at: int) -> bool:
    """Tell whether a verb's base form is an adverb before another verb: `has long said`."""
    here = words[at].form in leading().adverbs and at + 1 < len(words)
    return here and words[at + 1].form not in ("to", "for")


def _adjective_at(words: tuple[_Word, ...], at: int, end: int) -> bool:
    """Tell whether an adjective stands there that is no verb's passive: `is committed to`."""
    hits = [hit for hit in _entries_at(words, at) if hit.entries[0].part == "adjective"]
    if end < len(words) and words[end].form in ("by", "as"):
        return False
    return any(hit.end > end or (hit.end == end and hit.entries[0].frames) for hit in hits)


def _entries_at(words: tuple[_Word, ...], at: int) -> list[_Hit]:
    """Return what the table lists for the words at a place, the longest first, one a part."""
    hits: dict[tuple[str, int], list[Cue]] = {}
    for cue in () if words[at].name else cues().listed.get(words[at].form, ()):
        end = _end_of(words, at, cue)
        if end is not None:
            hits.setdefault((cue.part, end), []).append(cue)
    found = [
        _Hit(at, end, _longest(entries)[0].lemma, _longest(entries))
        for (_, end), entries in hits.items()
    ]
    return sorted(found, key=lambda hit: (-len(hit.entries[0].particle), hit.end))


def _longest(entries: list[Cue]) -> tuple[Cue, ...]:
    """Return the rows of one lemma: the one with the longest particle."""
    lemma = max(entries, key=lambda cue: len(cue.particle)).lemma
    return tuple(cue for cue in entries if cue.lemma == lemma)


def _end_of(words: tuple[_Word, ...], at: int, cue: Cue) -> int | None:
    """Return where a cue that begins at a place ends, None when its particle is not there."""
    particle = cue.particle.split()
    if not particle:
        return at + 1
    gap = _GAP if cue.part == "verb" else 0
    for start in range(at + 1, min(at + 2 + gap, len(words))):
        if [word.form for word in words[start : start + len(particle)]] == particle:
            return start + len(particle)
        if any(other.part == "noun" for other in cues().listed.get(words[start].form, ())):
            return None  # `taken a position on` is no taking on
    return None


def _only_helps(verb: _Hit) -> bool:
    """Tell whether a verb is no cue where anything else of the cue is one."""
    return not verb.entries or verb.phrase in leading().auxiliaries


def _leads(words: tuple[_Word, ...], first: _Hit, later: _Hit) -> bool:
    """Tell whether a verb only leads up to a later one: `went on to say`, `as saying`."""
    phrases = leading()
    between = [word.form for word in words[first.end : later.at]]
    before = [form for form in between if not form.endswith("ly")]
    last = before[-1] if before else ""
    if last in ("have", "having"):
        last = before[-2] if len(before) > 1 else ""
    refused = first.phrase in phrases.refusing
    if refused and (last in ("to", "of", "from") or words[later.at].form.endswith("ing")):
        return True
    links = phrases.carriers.get(first.phrase, frozenset())
    if first.phrase in phrases.passive and _passive(words, first):
        links |= {"to", "as"}
    if "ing" in links and words[later.at].form.endswith("ing"):
        return True
    return last in links


def _attribute_of(words: tuple[_Word, ...], verb: _Hit) -> _Hit | None:
    """Return the noun that a light verb lends a subject to: `raised concerns`."""
    if verb.phrase not in leading().light:
        return None
    hits = (hit for at in range(verb.end, len(words)) for hit in _entries_at(words, at))
    nouns = [hit for hit in hits if hit.entries[0].part == "noun"]
    return nouns[0] if nouns else None


def _other(words: tuple[_Word, ...]) -> _Hit | None:
    """Return the adjective, noun, preposition, adverb or mark that carries the cue."""
    hits = [hit for at in range(len(words)) for hit in _entries_at(words, at)]
    nouns = {hit.at for hit in hits if hit.entries[0].part == "noun"}
    full = [hit for hit in hits if _stands_alone(words, hit) and not _before_noun(hit, nouns)]
    return min(full, key=lambda hit: (_rank(hit), hit.at, -hit.end), default=None)


def _before_noun(hit: _Hit, nouns: set[int]) -> bool:
    """Tell whether a hit is an adjective of the cue's noun: `an outspoken supporter of`."""
    return hit.entries[0].part == "adjective" and hit.end in nouns


def _rank(hit: _Hit) -> int:
    """Order parts; several words that are one preposition go before its noun."""
    part = hit.entries[0].part
    return -1 if part == "preposition" and hit.entries[0].particle else _PART_ORDER.index(part)


def _stands_alone(words: tuple[_Word, ...], hit: _Hit) -> bool:
    """Tell whether a hit can be the whole cue: a bare preposition only where it comes first."""
    part = hit.entries[0].part
    if part == "verb":
        return False
    if part != "preposition" or hit.entries[0].particle:
        return True
    return all(w.form in leading().auxiliaries or w.form.endswith("ly") for w in words[: hit.at])


def _copula_before(words: tuple[_Word, ...], at: int) -> bool:
    before = [word.form for word in words[:at] if not word.form.endswith("ly")]
    return any(form in leading().be for form in before[-2:])


def _passive(words: tuple[_Word, ...], hit: _Hit) -> bool:
    return not words[hit.at].form.endswith("ing") and _copula_before(words, hit.at)


def _negated(words: tuple[_Word, ...], at: int) -> bool:
    """Tell whether an odd number of negatives and refusals stands before the word."""
    phrases = leading()
    count = 0
    for here, word in enumerate(words[:at]):
        two = " ".join(w.form for w in words[here : here + 2])
        count += two in phrases.negatives or word.form in phrases.negatives
        count += two in phrases.refusing or word.form in phrases.refusing
    return count % 2 == 1


def _likeliness(
    cue: Cue, frame: str | None, of_nobody: bool
) -> tuple[bool, bool, bool, int, bool, bool, int, str]:
    """Order the rows of one lemma: by frame, by who speaks, its namesake kind first."""
    places = [_FRAME_ORDER.index(f) for f in cue.frames if f in _FRAME_ORDER]
    return (
        frame is not None and frame not in cue.frames,
        cue.part == "verb" and (cue.kind == "hedge") != of_nobody,
        cue.kind != cue.lemma,
        min(places, default=len(_FRAME_ORDER)),
        cue.kind in _RARER,
        cue.kind != "assert",
        -len(cue.frames),
        cue.kind,
    )
