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
    states: dict[str, Country] = {}
    for name in sorted(names):
        peoples = [word for word in sorted(places) if _derived(word, name)]
        ruled = any(_rules(words, i, known) for word in (name, *peoples) for i in places[word])
        located = labelled[name].count("GPE") >= max(2, len(labelled[name]) / 2)
        if (peoples and (ruled or located)) or (located and _owns(words, places[name], known)):
            states[name] = Country("", name, (), (), (), (), "state", "", "", "")
    found = {name: Entry(country=state, sense="name") for name, state in states.items()}
    for word in sorted(places.keys() - found.keys()):
        bearer = next((name for name in sorted(states) if _derived(word, name)), None)
        if bearer is not None:
            found[word] = Entry(country=states[bearer], sense="demonym")
    return found


def _may_be_state(word: str, labels: Sequence[str]) -> bool:
    """Return whether a name can be a state's: no person's, no day's, no region's."""
    regions = speaker_words().regions
    if word in regions or 2 * labels.count("PERSON") > len(labels) or people().surname(word):
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


def _derived(word: str, name: str) -> bool:
    """Return whether a word is the adjective or people of a name: Valdoria, Valdorian(s)."""
    single = word[:-1] if word.endswith("ns") else word
    if single in (name, name + "'"):
        return False
    for ending in speaker_words().demonym_endings:
        stem = single[: -len(ending)]
        if single.endswith(ending) and len(stem) >= 4 and name.startswith(stem):
            return len(name) - len(stem) <= 2 and len(single) >= len(name)
    return False
