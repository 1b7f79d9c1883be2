"""The inflected forms of English verbs and nouns, so that cue tables list base forms only.

The pipeline runs without its lemmatiser (a fifth of its time): vocabularies are spelled out
to surface forms once, and a token is looked up by its lower-cased text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from dragoman.vocabulary.files import rows, table

_VOWELS = "aeiou"
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_NOT_VERBS = ("ss", "us", "is")


@cache
def _irregular() -> dict[str, dict[str, str]]:
    return {row["lemma"]: row for row in rows("irregular.tsv")}


def third_person(lemma: str) -> str:
    """Return the third person singular: `deny` gives `denies`."""
    listed = _irregular().get(lemma, {}).get("third")
    return listed or plural(lemma)


def past(lemma: str) -> str:
    """Return the simple past: `deny` gives `denied`, `say` gives `said`."""
    return _irregular().get(lemma, {}).get("past") or _regular_past(lemma)


def participle(lemma: str) -> str:
    """Return the past participle: `withdraw` gives `withdrawn`."""
    return _irregular().get(lemma, {}).get("participle") or _regular_past(lemma)


def ing(lemma: str) -> str:
    """Return the present participle: `deny` gives `denying`, `state` gives `stating`."""
    listed = _irregular().get(lemma, {}).get("ing")
    if listed:
        return listed
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"


def plural(noun: str) -> str:
    """Return the regular plural of a noun: `party` gives `parties`."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(_SIBILANTS) else "s")


def verb_forms(phrase: str) -> frozenset[str]:
    """Return all forms of a verb or verb phrase, whose first word is the verb.

    `rule out` gives `rule out`, `rules out`, `ruled out`, `ruling out`; American and British
    doublings (`signaled`, `signalled`) are both given.
    """
    verb, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    forms = {verb, third_person(verb), past(verb), participle(verb), ing(verb)}
    if past(verb) == verb + verb[-1] + "ed" and verb.endswith("l"):
        forms |= {verb + "ed", verb + "ing"}
    return frozenset(form + tail for form in forms)


def all_verb_forms(phrases: Iterable[str]) -> frozenset[str]:
    """Return all forms of some verbs or verb phrases."""
    return frozenset(form for phrase in phrases for form in verb_forms(phrase))


def both_numbers(nouns: Iterable[str]) -> frozenset[str]:
    """Return some nouns with their regular plurals."""
    return frozenset(form for noun in nouns for form in (noun, plural(noun)))


def listed_forms(lists: Mapping[str, Any]) -> Iterator[str]:
    """Return in order all forms of a table's words: its `plain` ones, its `nouns`, its `verbs`."""
    forms: set[str] = set(lists.get("plain", ()))
    for noun in lists.get("nouns", ()):
        forms |= {noun, plural(noun)}
    for verb in lists.get("verbs", ()):
        forms |= verb_forms(verb)
    return iter(sorted(forms))


def base_form(word: str) -> str:
    """Return the base form that a verb's form may have: `lambasts` gives `lambast`.

    Irregular verbs are looked up; of others the ending is taken off by spelling alone, which is
    a guess where English spelling is ambiguous.
    """
    if word in _irregular_forms():
        return _irregular_forms()[word]
    if word.endswith(("ied", "ies")) and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(_NOT_VERBS):
        sheds = word.endswith(("sses", "ches", "shes", "xes", "oes"))
        return word[: -2 if sheds else -1]
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and any(letter in "aeiouy" for letter in stem) and len(stem) > 1:
            return _restored(stem)
    return word


@cache
def _irregular_forms() -> dict[str, str]:
    return {form: verb for verb in _irregular() for form in (*sorted(verb_forms(verb)), verb)}


@lru_cache(maxsize=65536)
def _restored(stem: str) -> str:
    """Return a stem with its final e given back, or its doubled consonant made single."""
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeioulszf":
        return stem[:-1]
    one_vowel = len(re.findall("[aeiouy]+", stem)) == 1 and stem[-2:-1] in tuple("aiouy")
    short = (
        one_vowel
        and stem[-3:-2] not in tuple("aeiou")
        and stem[-1] in "bdklmnprt"
        and len(stem) < 6
    )
    stems = table("stems.toml")
    shed, whole = tuple(stems["shed"]), tuple(stems["whole"])
    sheds = stem.endswith(tuple(stems["surely"])) or (
        stem.endswith(shed) and not stem.endswith(whole)
    )
    return stem + "e" if short or sheds else stem


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"
