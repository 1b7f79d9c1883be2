"""The common nouns that name speakers, and the words that tell one person from another.

Data: `data/speakers.toml`. `the ambassador`, `analysts`, `a statement`, `the army`: what kind
of speaker such a noun is, for whom it can speak, and whether it is one or many.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.given_names import Gender, usual_bearer
from dragoman.vocabulary.inflection import all_verb_forms, plural

FILE = "speakers.toml"
NounSort = Literal["person", "group", "document", "body", "government", "media"]
SORTS: tuple[NounSort, ...] = get_args(NounSort)


@dataclass(frozen=True, slots=True)
class Noun:
    """One common noun: what kind of speaker it names.

    `manner` is finer: for persons and groups `state` (speaks for a state that is named
    beside it) or `self`; for documents `voice` (its maker speaks in it) or `text`; for bodies
    `state` (an organ of a state) or `other`. `generic` nouns fit any person already named.
    """

    word: str
    sort: NounSort
    manner: str
    many: bool = False
    generic: bool = False


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """All of `speakers.toml`, by lower-cased words.

    A word may name several kinds of speaker (`agency`): the first listed sort comes first.
    """

    nouns: dict[str, tuple[Noun, ...]]
    pronouns: dict[str, str]
    parties: frozenset[str]
    bare_governments: frozenset[str]
    styles: frozenset[str]
    desks: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    places: dict[str, str]
    platforms: frozenset[str]
    mastheads: frozenset[str]
    gatherings: frozenset[str]
    against: frozenset[str]
    fighters: frozenset[str]
    leaders: frozenset[str]
    any_body: frozenset[str]
    halves: dict[str, str]
    armed: frozenset[str]
    tailed: frozenset[str]
    business: frozenset[str]
    offices_of: dict[str, str]
    offices_usual: dict[str, str]
    offices_also: dict[str, frozenset[str]]
    calling: dict[str, frozenset[str]]
    silence: dict[str, frozenset[str]]
    also_called: dict[str, tuple[str, ...]]
    state_kinds: frozenset[str]
    state_offices: frozenset[str]
    demonym_endings: tuple[str, ...]
    regions: frozenset[str]
    turns: dict[str, frozenset[str]]
    counterparts: frozenset[str]
    kin: frozenset[str]
    career: dict[str, frozenset[str]]
    home: dict[str, frozenset[str]]
    body_only: frozenset[str]
    party_only: frozenset[str]
    seconds: frozenset[str]
    state_bodies: frozenset[str]
    served_by_title: dict[str, str]
    paper_or_body: frozenset[str]
    outcomes: frozenset[str]
    copies: frozenset[str]
    usual_names: dict[str, str]
    name_endings: dict[str, Gender]
    middle_names: dict[str, Gender]
    spouses: dict[str, Gender]
    _gender: dict[str, Gender] = field(repr=False)
    _given: dict[str, Gender] = field(repr=False)

    def gender_of_word(self, word: str) -> Gender | None:
        """Return the sex that a title or noun implies: `Mrs`, `spokesman`."""
        return self._gender.get(word.lower())

    def gender_of_name(self, name: str) -> Gender | None:
        """Return the sex that mostly bears a full or given name, None when it is not known.

        The given name comes first; a middle name (`Nguyen Thi Hoa`) or the ending of another
        (`Kuznetsova`) tells where that does not.
        """
        first, *others = name.lower().split()
        for given in (first, first.split("-")[0]):
            known = self._given.get(given) or usual_bearer(given)
            if known:
                return known
        for word in others:
            if word in self.middle_names:
                return self.middle_names[word]
        endings = (self.name_endings[e] for e in self.name_endings if name.lower().endswith(e))
        return next(endings, None)

    def is_given_name(self, word: str) -> bool:
        """Return whether a word is a listed given name."""
        return word.lower() in self._given


@cache
def speaker_words() -> SpeakerWords:
    """Return the speakers' vocabulary.

    Raises VocabularyError when a section of the file is absent.
    """
    data = table(FILE)
    try:
        return SpeakerWords(
            nouns=_nouns(data),
            pronouns={w: kind for kind, words in data["pronoun"].items() for w in words},
            parties=frozenset(data["party"]["nouns"]),
            bare_governments=frozenset(data["government"]["bare"]),
            styles=frozenset(data["government"]["styles"]),
            desks=frozenset(data["body"]["desk"]),
            honorifics=frozenset(data["honorific"]["words"]),
            particles=frozenset(data["honorific"]["particles"]),
            articles=frozenset(data["honorific"]["articles"]),
            mastheads=frozenset(data["masthead"]["words"]),
            places={name: iso3 for iso3, names in data["place"].items() for name in names},
            platforms=frozenset(data["platform"]["names"]),
            gatherings=frozenset(data["group"]["gatherings"]),
            leaders=frozenset(data["person"]["leaders"]),
            against=frozenset(data["group"]["against"]),
            fighters=frozenset(data["group"]["fighters"]),
            armed=frozenset(data["body"]["armed"]),
            tailed=frozenset(data["body"]["tailed"]),
            business=frozenset(data["body"]["business"]),
            any_body=frozenset(data["body"]["any"]),
            halves=dict(data["half"]),
            offices_of=dict(data["office_of"]),
            offices_usual=dict(data["office_usual"]),
            offices_also={title: frozenset(s) for title, s in data["office_also"].items()},
            also_called={key: tuple(words) for key, words in data["also_called"].items()},
            calling={key: frozenset(words) for key, words in data["calling"].items()},
            silence={key: frozenset(words) for key, words in data["silence"].items()},
            state_kinds=frozenset(data["state"]["kinds"]),
            state_offices=frozenset(data["state"]["offices"]),
            demonym_endings=tuple(data["state"]["demonyms"]),
            regions=frozenset(data["state"]["regions"]),
            turns={key: frozenset(words) for key, words in data["turn"].items()},
            counterparts=frozenset(data["person"]["counterparts"]),
            kin=frozenset(data["person"]["kin"]),
            career={key: all_verb_forms(words) for key, words in data["career"].items()},
            home={key: frozenset(words) for key, words in data["home"].items()},
            body_only=frozenset(data["side"]["body_only"]),
            party_only=frozenset(data["side"]["party_only"]),
            seconds=frozenset(data["side"]["seconds"]),
            state_bodies=frozenset(data["side"]["state_bodies"]),
            served_by_title=dict(data["side"]["titles"]),
            paper_or_body=frozenset(data["document"]["names"]),
            outcomes=frozenset(data["document"]["outcomes"]),
            copies=frozenset(data["document"]["copies"]),
            usual_names=dict(data["side"]["usual"]),
            name_endings=_genders((), data["gender"]["female_endings"]),
            middle_names=_genders((), data["gender"]["female_middles"]),
            spouses=_genders(data["gender"]["of_wives"], data["gender"]["of_husbands"]),
            _gender=_genders(data["gender"]["male"], data["gender"]["female"]),
            _given=_genders(
                data["gender"]["male_names"].split(), data["gender"]["female_names"].split()
            ),
        )
    except KeyError as missing:
        raise VocabularyError(
            f"{FILE}: section or key {missing} is absent. Restore it, if only as an empty list."
        ) from missing


def _genders(male: Iterable[str], female: Iterable[str]) -> dict[str, Gender]:
    men, women = frozenset(male), frozenset(female)
    both = men & women
    known: dict[str, Gender] = dict.fromkeys(sorted(men - both), "male")
    known.update(dict.fromkeys(sorted(women - both), "female"))
    return known


def _nouns(data: dict[str, Any]) -> dict[str, tuple[Noun, ...]]:
    irregular: dict[str, str] = data["plurals"]
    generic = frozenset(data["person"]["any"])
    found: dict[str, list[Noun]] = {}

    def add(noun: Noun) -> None:
        if all(known.sort != noun.sort for known in found.setdefault(noun.word.lower(), [])):
            found[noun.word.lower()].append(noun)

    for manner in ("state", "self"):
        for word in data["person"][manner]:
            add(Noun(word, "person", manner, generic=word in generic))
            add(Noun(irregular.get(word, plural(word)), "group", manner, many=True))
    for manner in ("state", "other"):
        for word in data["group"][manner]:
            add(Noun(word, "group", "state" if manner == "state" else "self", many=True))
    for word in data["government"]["nouns"]:
        add(Noun(word, "government", "state"))
        if word not in data["government"]["bare"]:
            add(Noun(plural(word), "group", "state", many=True))
    add(Noun("governments", "group", "state", many=True))
    for manner in ("state", "other"):
        for word in data["body"][manner]:
            add(Noun(word, "body", manner))
    for word in data["media"]["nouns"]:
        add(Noun(word, "media", ""))
    for manner in ("voice", "text"):
        for word in data["document"][manner]:
            add(Noun(word, "document", manner))
            add(Noun(irregular.get(word, plural(word)), "document", manner, many=True))
    return {word: tuple(nouns) for word, nouns in found.items()}
