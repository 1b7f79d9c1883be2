"""Whose clause it is, seen from the one who speaks: his own side's, somebody else's, nobody's.

"We reject", "Tokyo intends" by a Japanese official and "the government will" are the
speaker's own; what he says that others want or refuse is a description, and no stance of his.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from spacy.tokens import Token

from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.stance.placeless import (
    NAMING,
    country_of,
    is_placeless,
    is_titled,
)
from dragoman.records import Speaker
from dragoman.vocabulary.dealings import dealings
from dragoman.vocabulary.stance import stance_words

Whose = Literal["own", "other", "nobody"]

INTRODUCED = 12
"""Words from a name within which its bearer is introduced."""

_FIRST = frozenset({"i", "we", "us", "me", "ourselves"})
_THIRD = frozenset({"it", "he", "she", "they", "itself", "themselves"})
_OWNERS = frozenset({"our", "my", "its", "his", "her", "their"})
_ANYBODY = frozenset({"nobody", "noone", "everybody", "everyone"})
_JOINT = frozenset({"both", "two", "all", "either", "each", "neither"})
_ALL = frozenset({"both", "two", "all", "three"})
_NEWS = frozenset({"news", "press", "wire", "rating", "ratings", "polling", "media", "travel"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_SOURCES = frozenset({"source", "sources"})


@dataclass(frozen=True, slots=True)
class Voice:
    """The one who speaks, with all words that name him here and in the article.

    `placeless` is one of whom the article does not say whose he is: the state whose will he tells
    is taken for his own, and where he is `titled` any name. `theirs` is one who is told to be the
    spokesman of those of whom he speaks: `the rebels are ready, their spokesman said`. `several`
    are never `it`.
    """

    country: str | None
    names: frozenset[str]
    takes_sides: bool
    indirect: bool
    alone: bool = False
    placeless: bool = False
    titled: bool = False
    theirs: bool = False
    several: bool = False

    def whose(self, noun: Token | None) -> Whose:
        """Return whose clause it is whose subject is `noun`, None for no subject."""
        if noun is None or noun.dep_ == "expl":
            return "nobody"
        word = noun.lower_
        if word in _FIRST or word in _ANYBODY:
            return "own"
        if word == "one" and (noun.tag_ == "PRP" or not any(noun.children)):
            return "own"  # "one cannot exclude it"
        if word == "one" and any(c.lower_ in ("no", "every") for c in noun.children):
            return "own"
        if word in _RELATIVE and noun.dep_.startswith("nsubj"):
            clause = noun.head
            return self.whose(clause.head) if clause.dep_ == "relcl" else "nobody"
        if word == "they" and self.alone:
            # one person who speaks of "them" speaks of others
            return "other"
        if word == "it" and self.several:
            return "nobody"  # "the opponents say it would hurt them": the treaty would
        if word in _THIRD:
            return "own" if self.indirect else "other"
        if noun.tag_ in ("VBG", "VB") or word in ("this", "that", "there"):
            return "nobody"
        return self._by_name(noun, word)

    def is_others(self, noun: Token | None) -> bool:
        """Return whether a noun names another side, unless it is known to be the speaker's."""
        return replace(self, placeless=False).whose(noun) == "other"

    def only_presumed(self, noun: Token | None) -> bool:
        """Return whether a noun is taken for the speaker's state, and no office says so."""
        return self.placeless and not self.titled and self.is_others(noun)

    def joint(self, noun: Token | None) -> bool:
        """Return whether a noun names all the parties, the speaker's own among them."""
        if noun is None or not self.takes_sides or not _is_several(noun):
            return False
        words = stance_words()
        return noun.lower_ in words.own_side or noun.lower_ in words.persons

    def _by_name(self, noun: Token, word: str) -> Whose:
        if any(c.lower_ in ("no", "every") and c.dep_ == "det" for c in noun.children):
            anybody = word in stance_words().persons or word in stance_words().own_side
            if anybody and not any(c.tag_ == "NNP" for c in noun.children):
                return "own"  # "no sane person", "every government"
        if any(c.lower_ in ("our", "my") for c in noun.children):
            return "own"
        if self.indirect and self._theirs(noun, word):
            return "own"
        of = next((g for c in noun.children if c.lower_ == "of" for g in c.children), None)
        if of is not None and of.tag_ == "NNP" and word in stance_words().own_side:
            return self._by_name(of, of.lower_)
        lands = {found for t in _naming(noun) if (found := country_of(t))}
        if lands:
            own = self.country in lands or (self.placeless and self.country is None)
            return "own" if own and len(lands) == 1 else "other"
        if any(_akin(noun.text, name) for name in self.names):
            return "own"
        if word not in stance_words().persons and self._names(noun):
            return "own"
        if self.placeless and self._may_be_home(noun):
            return "own"
        if self.theirs and noun.dep_.startswith("nsubj") and _is_party(noun):
            return "own"
        if word in stance_words().own_side:
            before = {c.lower_ for c in noun.children}
            if before & _JOINT and not before & _OWNERS:
                return "other"
            if self._names(noun) or (self.placeless and self.titled and "other" not in before):
                return "own"
            return "other" if _named_by(noun) or "other" in before else "own"
        return "other"

    def _theirs(self, noun: Token, word: str) -> bool:
        """Return whether a noun in reported speech is told to be the speaker's: `his men`."""
        words = stance_words()
        known = word in words.forces or word in words.own_side or word in words.persons
        if word in words.others or not known:
            return False
        return any(c.lower_ in ("its", "his", "her", "their") for c in noun.children)

    def _may_be_home(self, noun: Token) -> bool:
        """Return whether a name may be that of a placeless speaker's state."""
        if not _is_name(noun) or _naming(noun)[1:]:
            return False
        return self.titled or noun.ent_type_ != "PERSON"

    def _names(self, noun: Token) -> bool:
        """Return whether a noun is named after the speaker's side: `the Oltavian chancellery`."""
        return any(_akin(word, name) for word in _named_by(noun) for name in self.names)


def _is_several(noun: Token) -> bool:
    """Return whether two or all of a sort are meant: `both governments`, `the two leaders`."""
    before = {c.lower_ for c in noun.children}
    return bool(before & _ALL) and not before & (_OWNERS | {"other"})


def _named_by(noun: Token) -> list[str]:
    """Return the names before a noun: `Oltavian`."""
    return [
        c.text
        for c in noun.children
        if c.dep_ in NAMING and c.text[:1].isupper() and c.tag_ != "PRP$"
    ]


def _akin(word: str, name: str) -> bool:
    """Return whether two names have one stem: `Valdoria` and `Valdorian`."""
    if word == name:
        return True
    if not (word[:1].isupper() and name[:1].isupper()):
        return False
    short, long = sorted((word, name), key=len)
    stem = max(4, len(short) - 2)
    return len(short) >= stem and short[:stem] == long[:stem] and long.endswith(_DEMONYMS)


_DEMONYMS = ("an", "ian", "ese", "ish", "ic", "i", "ean", "er", "ine")


def _naming(noun: Token) -> list[Token]:
    return [
        noun,
        *(c for c in noun.children if c.dep_ in ("amod", "compound", "poss", "conj", "nmod")),
    ]


def voice_of(document: Document, attribution: Attribution, speaker: Speaker) -> Voice:
    """Return the voice of one attribution.

    Media, onlookers and unnamed sources take no sides: their statements have a stance only
    where the cue itself gives one (`analysts urged`).
    """
    source = list(document.tokens(attribution.source)) if attribution.source else []
    named = _introduced(source)
    names = {t.text for t in named if t.tag_ in ("NNP", "NNPS") or _is_demonym(t)}
    described = f"{speaker.name or ''} {speaker.role or ''}"
    names.update(word for word in described.split() if word[:1].isupper())
    if source and all(t.tag_ == "PRP" for t in source):
        names.update(described.split()[-1:])  # "the firm will return, it said"
    return Voice(
        country=speaker.country or _seat(source),
        names=frozenset(names),
        takes_sides=_takes_sides(attribution, speaker, _described(source)),
        indirect=attribution.kind != "direct",
        alone=any(t.lower_ in ("he", "she") for t in source),
        placeless=is_placeless(named, speaker),
        titled=is_titled(source, speaker),
        several=any(t.tag_ == "NNS" and t.head not in source for t in source),
        theirs=any(t.lower_ in ("its", "their") and t.dep_ == "poss" for t in source),
    )


def _is_party(noun: Token) -> bool:
    """Return whether a noun names a party that has a spokesman: a name, a body, `the rebels`."""
    words = stance_words()
    word = noun.lower_
    return noun.tag_ in ("NNP", "NNPS") or word in words.own_side or word in words.persons


def _is_name(noun: Token) -> bool:
    """Return whether a noun is a name, also where the tagger took a sentence's first for none."""
    if noun.tag_ == "NN" and noun.text[:1].isupper():
        words = stance_words()
        known = noun.lower_ in words.persons or noun.lower_ in words.own_side
        return not known and not dealings().named_by(noun.lower_) and not any(noun.children)
    return noun.tag_ == "NNP"


def _is_demonym(token: Token) -> bool:
    return token.text[:1].isupper() and token.lower_.endswith(_DEMONYMS)


def _introduced(source: Sequence[Token]) -> list[Token]:
    """Return a source with the words that introduce it: `Holt, the Morvanian president`."""
    found = {t.i: t for t in source}
    for token in source:
        for c in token.children:
            if c.dep_ == "appos" or (c.dep_ == "prep" and c.lower_ == "of"):
                found.update((t.i, t) for t in c.subtree if abs(t.i - token.i) <= INTRODUCED)
    return [found[i] for i in sorted(found)]


def _seat(source: Sequence[Token]) -> str | None:
    """Return the country of the capital where an official is: `a senior official in Santiago`."""
    for token in source:
        if token.dep_ == "pobj" and token.head.lower_ == "in" and (found := country_of(token)):
            return found
    return None


def _described(source: Sequence[Token]) -> set[str]:
    """Return the words that say what a source is, without those of a phrase that hangs on it.

    "The deputy head of the delegation to the forum" is no forum.
    """
    heads = [t for t in source if t.dep_ != "pobj" and t.head not in source] or list(source[:1])
    heads.extend(g for t in heads for g in t.children if g.dep_ in ("appos", "conj"))
    near = [c for t in heads for c in t.children if c.dep_ in ("compound", "amod", "nmod")]
    work = [
        g
        for t in heads
        for c in t.children
        if c.dep_ == "prep"
        and c.lower_ in ("at", "with", "for", "of", "from", "in", "within", "to")
        for g in c.children
        if g.dep_ == "pobj"
    ]
    return {t.lower_ for t in (*heads, *near, *work)}


def _takes_sides(attribution: Attribution, speaker: Speaker, source: set[str]) -> bool:
    if speaker.sort == "media" or (attribution.source is None and speaker.name is None):
        return False
    role = (speaker.role or "").lower()
    # what stands after "to" is where somebody was sent: "delegate to the forum"
    office = set(role.split(" to ")[0].split())
    # an official may be introduced by whoever quotes him: "news agency ISNA, the prosecutor, said"
    official = speaker.sort == "person" and speaker.country is not None and office
    described = office if official else source | office
    if attribution.cue_kind in ("hedge", "ask", "accuse"):
        return False
    looking_on = described & stance_words().observers
    if looking_on <= _SOURCES and described & stance_words().own_side:
        return True  # a source in the ministry speaks for it
    if looking_on == {"agency"} and not described & _NEWS:
        return True  # a fisheries agency acts, a news agency looks on
    return "tank" not in described and not looking_on
