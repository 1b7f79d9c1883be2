"""How words tell that an act was done, not done, done in part, or is asked for no more.

Data: `data/fulfilment.toml`. Forms are spelled out once; all lookups take lower-cased words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import rows, table
from dragoman.vocabulary.inflection import (
    all_verb_forms,
    base_form,
    both_numbers,
    participle,
    past,
    verb_forms,
)
from dragoman.vocabulary.matters import stem

FILE = "fulfilment.toml"

Told = Literal["done", "undone", "partly", "going_on"]
"""What a clause says of an act: done, not done, done in part or begun, or still going on."""
Form = Literal["past", "base", "ing", "passive"]
"""The form of the verb that follows a group of helping words."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Group:
    """What a group of helping words says of the verb after it."""

    told: Told
    form: Form


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """The vocabulary of what became of acts.

    `contrary` gives for a class of acts the acts that undo it or keep it off, `movers` are the
    classes whose doer may be all that the act is done to, `lasting` gives for words of a state
    the act that has not been done while it lasts. `quantities` are the single words of
    quantities, `leading` those with which what stands before a verb may begin, `dropping` those
    that begin `no_more`, `empty` all that say nothing of what an act is done to.
    """

    contrary: Mapping[str, Words]
    movers: Words
    groups: Mapping[str, tuple[Group, ...]]
    plain_adverbs: Words
    partial_adverbs: Words
    doubtful: Words
    partial: Words
    whole: Words
    quantities: Words
    leading: Words
    dropping: Words
    tells: Words
    open_words: Words
    later: Words
    drop_verbs: Words
    drop_nouns: Words
    asking: Words
    making: Words
    no_more: Words
    leads: Words
    lasting_verbs: Words
    lasting: Mapping[str, str]
    cues: Words
    unmet: Words
    small: Words
    empty: Words
    prepositions: Words
    breaks: Words
    times: Words
    numbers: Mapping[str, int]
    bodies: Words
    be: Words
    pronouns: Words
    backward: Words
    tight: Words
    helpers: Words
    moved: Words
    passive: Words
    idle: Words
    modals: Words
    particles: Mapping[str, Words]
    _verbs: Mapping[str, str] = field(repr=False)
    _nouns: Mapping[str, str] = field(repr=False)
    _things: Mapping[str, str] = field(repr=False)
    _past: Words = field(repr=False)

    def act(self, verb: str) -> str:
        """Return the class of a verb's form, or its stem: `withdrew` gives `withdrawal`."""
        if verb in self._verbs:
            return self._verbs[verb]
        return _unlisted(verb)

    def act_noun(self, noun: str) -> str | None:
        """Return the class of acts that a noun names: `lifting` gives `end`."""
        return self._nouns.get(noun)

    def is_listed(self, verb: str) -> bool:
        """Tell whether a verb's form stands in a class of acts."""
        return verb in self._verbs

    def thing(self, word: str) -> str:
        """Return the class of what an act is done to, or the word's stem."""
        found = self._things.get(word) or self._nouns.get(word)
        return found or (self._verbs.get(word) if word.endswith("ing") else None) or base_stem(word)

    def is_past(self, word: str) -> bool:
        """Tell whether a word may be a simple past or a past participle."""
        return word in self._past or (word.endswith("ed") and len(word) > 4)

    def is_ing(self, word: str) -> bool:
        """Tell whether a word may be a present participle."""
        return word.endswith("ing") and len(word) > 5


@lru_cache(maxsize=65536)
def base_stem(word: str) -> str:
    """Return the stem of a verb's or noun's base form, one for all its inflections."""
    return stem(base_form(word))


@cache
def fulfilment() -> Fulfilment:
    """Return the vocabulary; raises VocabularyError when its file is wrong."""
    data = table(FILE)
    try:
        return _made(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"{FILE}: {error!r} is missing or wrong. Mend the file.") from error


def _made(data: Mapping[str, Any]) -> Fulfilment:
    acts, small, lasting = data["act"], data["small"], data["lasting"]
    verbs = _classes({name: one["verbs"] for name, one in acts.items()}, all_verb_forms)
    every = [verb for one in acts.values() for verb in one["verbs"] + one.get("contrary", [])]
    every += data["drop"]["verbs"]
    return Fulfilment(
        contrary={
            name: frozenset(verbs.get(verb) or _unlisted(verb) for verb in one.get("contrary", ()))
            for name, one in acts.items()
        },
        movers=frozenset(name for name, one in acts.items() if one.get("mover")),
        groups=_groups(data["group"]),
        plain_adverbs=frozenset(data["adverbs"]["plain"]),
        partial_adverbs=frozenset(data["adverbs"]["partial"]),
        doubtful=frozenset(data["adverbs"]["doubtful"]),
        partial=frozenset(data["quantity"]["partial"]),
        whole=frozenset(data["quantity"]["whole"]),
        quantities=frozenset(
            word
            for name in ("partial", "whole")
            for words in data["quantity"][name]
            for word in words.split()
        ),
        leading=_leading(data),
        dropping=frozenset(words.split()[0] for words in data["drop"]["no_more"]),
        tells=frozenset(
            word
            for name in get_args(Form)
            for told in ("undone", "partly", "going_on")
            for words in data["group"][name].get(told, ())
            for word in words.split()
            if len(word) > 4 or word in ("not", "yet", "never", "kept", "keep")
        )
        | all_verb_forms(lasting["verbs"])
        | {"longer"},
        open_words=frozenset(data["open"]["words"]),
        later=frozenset(data["open"]["later"]),
        drop_verbs=all_verb_forms(data["drop"]["verbs"]),
        drop_nouns=both_numbers(data["drop"]["nouns"]),
        asking=all_verb_forms(data["drop"]["asking"]),
        making=all_verb_forms(data["drop"]["making"]),
        no_more=frozenset(data["drop"]["no_more"]),
        leads=frozenset(data["drop"]["leads"]),
        lasting_verbs=all_verb_forms(lasting["verbs"]),
        lasting={words: act for act in ("end", "release", "open") for words in lasting[act]},
        cues=frozenset(data["telling"]["cues"]),
        unmet=frozenset(data["telling"]["unmet"]),
        small=frozenset(small["words"]),
        empty=frozenset(small["words"])
        | frozenset(small["prepositions"])
        | both_numbers(small["times"])
        | frozenset(data["adverbs"]["plain"])
        | frozenset(data["adverbs"]["partial"])
        | frozenset(small["numbers"]),
        prepositions=frozenset(small["prepositions"]),
        breaks=frozenset(small["breaks"]),
        times=frozenset(both_numbers(small["times"])),
        numbers={word: n for n, word in enumerate(small["numbers"], start=1)},
        bodies=frozenset(small["bodies"]),
        be=frozenset(small["be"]),
        pronouns=frozenset(small["pronouns"]),
        backward=frozenset(small["backward"]),
        tight=frozenset(small["tight"]),
        helpers=frozenset(small["helpers"]),
        moved=frozenset(small["moved"]),
        passive=frozenset(small["passive"]),
        modals=frozenset(small["modals"]),
        idle=frozenset(base_stem(verb) for verb in data["idle"]["verbs"]),
        particles=_particles(every),
        _verbs=verbs,
        _nouns=_classes({name: one["nouns"] for name, one in acts.items()}, both_numbers),
        _things=_classes(data["thing"], both_numbers),
        _past=_pasts(),
    )


def _unlisted(verb: str) -> str:
    """Return what an act is called whose verb stands in no class: its stem, with its particle."""
    first, _, particle = verb.partition(" ")
    return f"{base_stem(first)} {particle}" if particle else base_stem(first)


def _classes(
    lists: Mapping[str, Iterable[str]], spelled: Callable[[Iterable[str]], frozenset[str]]
) -> dict[str, str]:
    return {form: name for name, words in lists.items() for form in sorted(spelled(words))}


def _leading(data: Mapping[str, Any]) -> Words:
    """Return the words with which what stands before a verb may begin."""
    every = [words for form in data["group"].values() for told in form.values() for words in told]
    every += [*data["adverbs"]["plain"], *data["adverbs"]["partial"]]
    return frozenset(words.split()[0] for words in every if words)


def _groups(data: Mapping[str, Any]) -> dict[str, tuple[Group, ...]]:
    found: dict[str, tuple[Group, ...]] = {}
    for form in get_args(Form):
        for told in get_args(Told):
            for words in data[form].get(told, ()):
                found[words] = (*found.get(words, ()), Group(told, form))
    return found


def _particles(verbs: Iterable[str]) -> dict[str, Words]:
    """Return the particles that verbs' forms may have: `handed` has `over` and `back`."""
    found: dict[str, Words] = {}
    for phrase in verbs:
        verb, _, particle = phrase.partition(" ")
        for form in verb_forms(verb) if particle else ():
            found[form] = found.get(form, frozenset()) | {particle}
    return found


def _pasts() -> Words:
    """Return the past forms and participles of irregular verbs."""
    verbs = [row["lemma"] for row in rows("irregular.tsv")]
    return frozenset(form for verb in verbs for form in (past(verb), participle(verb)))
