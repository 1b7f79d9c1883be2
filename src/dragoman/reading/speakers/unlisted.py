"""States that no list has, known by how an article speaks of them: `the Valdorian army`.

Unrecognised, dissolved, federal and invented states have governments, ministers and adjectives
like any other; a name that an article uses so is taken for a state's, without a code.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.vocabulary.countries import Country
from dragoman.vocabulary.lexicon import Entry
from dragoman.vocabulary.people import people
from dragoman.vocabulary.speakers import speaker_words

_LOST, _SHORTEST = 2, 4
"""Letters that a name may lose before an ending, and must keep: `Kestrel[ia]` + `ian`."""
_REACH = 3
"""Words between an adjective and the noun of state: `the Valdorian deputy foreign minister`."""


def unlisted_states(
    words: Sequence[str], tags: Sequence[str], labels: Sequence[str], known: dict[int, Entry]
) -> dict[str, Entry]:
    """Return the words that name an unlisted state or its people, with what they mean.

    `known` gives the vocabulary's entry for each token that has one. A name and an adjective
    made from it, one of them before a noun of state, make a state; so do `the government of`
    a place and `its foreign minister`.
    """
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        open_word = word[0].isupper() and len(word) > 3 and i not in known and tags[i][0] in "NJ"
        if open_word and not (tags[i - 1] == "NNP" and i - 1 not in known):
            places.setdefault(word, []).append(i)
    labelled = {word: [labels[i] for i in at] for word, at in places.items()}
    names = {word for word, own in labelled.items() if _may_be_state(word, own)}
    likely = {word for word in names if 2 * labelled[word].count("PERSON") <= len(labelled[word])}
    peoples = _peoples(sorted(places), names)
    states: dict[str, Country] = {}
    for name in sorted(names):
        forms = peoples.get(name, [])
        by = (name, *forms) if name in likely else forms
        ruled = any(_rules(words, i, known) for word in by for i in places[word])
        located = labelled[name].count("GPE") >= max(2, len(labelled[name]) / 2)
        if (forms and (ruled or located)) or (located and _owns(words, places[name], known)):
            states[name] = Country("", name, (), (), (), (), "state", "", "", "")
    found = {
        form: Entry(country=state, sense="demonym")
        for name, state in states.items()
        for form in peoples.get(name, [])
    }
    found |= {name: Entry(country=state, sense="name") for name, state in states.items()}
    return found


def _may_be_state(word: str, labels: Sequence[str]) -> bool:
    """Return whether a name can be a state's: no office-holder's, no day's, no region's."""
    if word in speaker_words().regions or people().surname(word):
        return False
    return not {"DATE", "TIME", "LANGUAGE", "EVENT"} & set(labels)


def _rules(words: Sequence[str], at: int, known: dict[int, Entry]) -> bool:
    """Return whether a noun of state follows a word closely: `the Valdorian foreign minister`."""
    following = at + 2 if words[at + 1 : at + 2] in (["'s"], ["’s"]) else at + 1
    for i in range(following, min(following + _REACH, len(words))):
        if _is_state_noun(i, known):
            return True
        if not words[i][0].isalpha():
            return False
    return False


def _owns(words: Sequence[str], places: Sequence[int], known: dict[int, Entry]) -> bool:
    """Return whether a name has a government: `Norhaven's parliament`, `the army of Norhaven`."""
    for at in places:
        if words[at + 1 : at + 2] in (["'s"], ["’s"]) and _rules(words, at, known):
            return True
        if words[at - 1] == "of" and _is_state_noun(at - 2, known):
            return True
    return False


def _is_state_noun(at: int, known: dict[int, Entry]) -> bool:
    entry = known.get(at)
    if entry is None:
        return False
    if entry.institution is not None:
        return entry.institution.kind in speaker_words().state_kinds
    if entry.office is not None:
        return entry.office.title in speaker_words().state_offices
    return any(noun.manner == "state" for noun in entry.nouns)


def _peoples(words: Sequence[str], names: set[str]) -> dict[str, list[str]]:
    """Return each name's adjectives and names of its people: Valdoria, Valdorian(s)."""
    by_stem: dict[str, list[str]] = {}
    for name in sorted(names):
        for cut in range(min(_LOST, len(name) - _SHORTEST) + 1):
            by_stem.setdefault(name[: len(name) - cut], []).append(name)
    found: dict[str, list[str]] = {}
    for word in words:
        single = word[:-1] if word.endswith("ns") else word
        for ending in speaker_words().demonym_endings:
            if not single.endswith(ending):
                continue
            for name in by_stem.get(single[: -len(ending)], ()):
                if single != name and len(single) >= len(name) and word not in found.get(name, ()):
                    found.setdefault(name, []).append(word)
    return found
