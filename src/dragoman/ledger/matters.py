"""Which matter a statement is about, so that the statements of many articles fall under one.

A matter is known by its subject and its parties, never by the order in which articles came:
each wording is settled within its own article (what `the document` points to, between whom
`peace treaty` lies), and equal subjects and parties are one matter. What cannot be settled
stays apart: two matters that should be one can be merged by a person, one that mixes two
things misleads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.ledger.keys import digest
from dragoman.ledger.opposites import Turn
from dragoman.ledger.wording import BARE, SEVERAL, Party, Wording, wording
from dragoman.ledger.words_of_matters import party_of
from dragoman.records import Reading, Statement
from dragoman.vocabulary.case_matters import NO_CASE, CaseMatters
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.matters import matter_words
from dragoman.vocabulary.opposites import opposites

_MARKS = {"source": "<", "target": ">", "joint": ""}


@dataclass(frozen=True, slots=True)
class MatterKey:
    """What a matter is known by: its subject's words, and its parties.

    A party's mark tells its part where the matter has a direction: `<USA` does it, `>SYR` it
    is done to or in. `scope` is an article's id when only that article knows what is meant.
    """

    subject: tuple[str, ...]
    parties: tuple[str, ...]
    scope: str = ""

    @property
    def id(self) -> str:
        """Return the matter's id."""
        return "m" + digest([self.subject, self.parties, self.scope])[:12]

    @property
    def plain_parties(self) -> tuple[str, ...]:
        """Return the parties without their marks, sorted, each once."""
        return tuple(sorted({party.lstrip("<>") for party in self.parties}))


@dataclass(frozen=True, slots=True)
class About:
    """What a statement is about: its matter, and how its words stand to it.

    `turn` tells whether they name the other end of the matter; `whole` is a matter that they
    say it is part of. `called` is the name that a dossier gives it, empty without one.
    """

    key: MatterKey
    turn: Turn = ""
    whole: MatterKey | None = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A wording to be settled, with the side that speaks."""

    wording: Wording
    side: str | None


def matters_of(
    reading: Reading, statements: Sequence[Statement] | None = None, case: CaseMatters = NO_CASE
) -> tuple[About | None, ...]:
    """Return what each statement of a reading is about, None where it names nothing.

    `statements` stands in for the reading's own where a person has corrected some; `case` is
    what the dossier says of matters, which rules.
    """
    names = _own_names(reading)
    told = reading.statements if statements is None else statements
    ruled = [_ruled(s.matter, case) for s in told]
    asked = [
        _Asked(wording(s.matter, names), party_name(s.side)) if s.matter and not by_case else None
        for s, by_case in zip(told, ruled, strict=True)
    ]
    parties = _principals(reading)
    settled: list[About | None] = [
        by_case or (_about(one, asked, parties, names) if one and _says(one.wording) else None)
        for one, by_case in zip(asked, ruled, strict=True)
    ]
    return tuple(
        _said(one.wording, told[:n], settled)
        or _pointed(n, one, settled, reading.article.id, parties)
        if one and not about
        else about
        for n, (one, about) in enumerate(zip(asked, settled, strict=True))
    )


def _ruled(words: str | None, case: CaseMatters) -> About | None:
    """Return the dossier's matter that words name."""
    found = case.find(words) if words else None
    if found is None:
        return None
    name, opposite = found
    whole = case.matter(name).part_of
    wider = case_key(whole, case) if whole else None
    return About(case_key(name, case), "round" if opposite else "", wider, name)


def case_key(name: str, case: CaseMatters) -> MatterKey:
    """Return what a matter of the dossier is known by: its name."""
    parties = case.matter(name).parties
    return MatterKey(wording(name).subject, parties, scope=f"dossier {name}")


def _about(
    one: _Asked, asked: Sequence[_Asked | None], principals: tuple[str, ...], names: frozenset[str]
) -> About:
    key = _settled(one, asked, principals)
    whole = _side_of(key)
    if one.wording.whole:
        wider = _Asked(wording(one.wording.whole, names), one.side)
        told = [*asked, wider]
        whole = _settled(wider, told, principals) if _says(wider.wording) else None
        deals = [_settled(a, told, principals) for a in asked if a and _says(a.wording)]
        whole = whole or _only(_deals(dict.fromkeys(deals), wider))
    return About(key, one.wording.turn, None if whole == key else whole)


def _side_of(key: MatterKey) -> MatterKey | None:
    """Return the deal or act of which a matter is one side: its implementation, its annex."""
    vocabulary = opposites()
    sides = vocabulary.aspects.intersection(key.subject)
    rest = tuple(w for w in key.subject if w not in sides and w not in vocabulary.ordinals)
    if not sides or vocabulary.sided.isdisjoint(rest):
        return None
    return MatterKey(rest, key.parties, key.scope)


def key_of_words(
    words: str, reading: Reading, keys: Sequence[MatterKey | None], side: str | None
) -> MatterKey | None:
    """Return which of an article's matters other words of it name, None when none or several."""
    asked = _Asked(wording(words, _own_names(reading)), party_name(side))
    if asked.wording.points:
        return None
    known = tuple(dict.fromkeys(key for key in keys if key))
    if asked.wording.bare:
        return _only(_deals(known, asked))
    found = _settled(asked, [asked], _principals(reading))
    return found if found in known else None


def party_name(side: str | None) -> str | None:
    """Return a side as matters name it: an ISO3 code, or a body's full name."""
    if not side:
        return None
    if side in countries().by_iso3:
        return matter_words().continued.get(side, side)
    return party_of(side) or side


def _own_names(reading: Reading) -> frozenset[str]:
    """Return the parties of an article that no vocabulary knows, as it calls them."""
    speakers = [s.speaker for s in reading.statements]
    named = {s.side for s in reading.statements if s.side and s.side not in countries().by_iso3}
    named |= {
        one.name
        for one in speakers
        if one.name and not one.country and one.sort in ("government", "organisation")
    }
    return frozenset(name for name in named if not party_of(name))


def _says(one: Wording) -> bool:
    """Tell whether a wording says by itself what it is about: `agreements` may be any."""
    return not one.points and not one.bare and one.subject != (SEVERAL,)


def _principals(reading: Reading) -> tuple[str, ...]:
    """Return whom an article is about: the parties most often named or speaking, first.

    A name that no vocabulary knows is a party where the title or a matter names it: that it
    speaks alone does not tell that anything lies between it and others.
    """
    names = _own_names(reading)
    named: Counter[str] = Counter(_named(reading.article.title, names) * 2)
    speaking: Counter[str] = Counter()
    for statement in reading.statements:
        named.update(_named(statement.matter, names))
        speak = (statement.speaker, *statement.speakers)
        speaking.update(filter(None, map(party_name, [s.country for s in speak])))
        speaking.update(filter(None, [party_name(statement.side)]))
    for event in reading.events:
        speaking.update(filter(None, map(party_name, (*event.source, *event.target))))
    named.update({name: n for name, n in speaking.items() if name in named or _is_known(name)})
    return tuple(sorted(named, key=lambda name: (-named[name], name)))


def _is_known(party: str) -> bool:
    return party in countries().by_iso3 or party_of(party) is not None


def _named(words: str | None, names: frozenset[str]) -> list[str]:
    return [party.name for party in wording(words, names).parties] if words else []


def _settled(one: _Asked, asked: Iterable[_Asked | None], principals: tuple[str, ...]) -> MatterKey:
    """Return the key of a wording that says what it is about, its parties filled in."""
    own = one.wording
    alike = [a.wording for a in asked if a and a.wording.subject == own.subject]
    if own.relational:
        return MatterKey(own.subject, _between(one, alike, principals))
    if own.parties:
        return MatterKey(own.subject, _marked(own.parties))
    named = {_marked(other.parties) for other in alike if other.parties}
    if len(named) == 1:
        return MatterKey(own.subject, next(iter(named)))
    # A proper name says by itself which matter it is; anything else is the article's own.
    return MatterKey(own.subject, () if own.named else tuple(sorted(principals[:2])))


def _between(one: _Asked, alike: Sequence[Wording], principals: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parties between whom a matter lies, the unnamed one filled in."""
    names = {party.name for party in one.wording.parties}
    if len(names) > 1 or any(party.role == "target" for party in one.wording.parties):
        return tuple(sorted(names))
    fuller = {
        frozenset(party.name for party in other.parties)
        for other in alike
        if len({party.name for party in other.parties} | names) > len(names)
    }
    fuller = {others for others in fuller if others >= names and len(others) > 1}
    if len(fuller) == 1:
        return tuple(sorted(next(iter(fuller))))
    if one.wording.named and not names:
        return ()
    return _completed(names, one.side, principals)


def _completed(names: set[str], side: str | None, principals: tuple[str, ...]) -> tuple[str, ...]:
    """Return one or no named party with the article's other: the speaker's, if it is one."""
    if names and side and side in principals[:2]:
        names = names | {side}
    for name in principals:
        if len(names) > 1:
            break
        names = names | {name}
    if len(names) < 2 and side:
        names = names | {side}
    return tuple(sorted(names))


def _marked(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(sorted({_MARKS[party.role] + party.name for party in parties}))


def _said(
    one: Wording, before: Sequence[Statement], settled: Sequence[About | None]
) -> About | None:
    """Return what `the offer`, `this announcement` is about: what was offered, announced last."""
    cues = matter_words().said.get(one.subject[0]) if len(one.subject) == 1 else None
    if cues is None or one.parties:
        return None
    for statement, about in zip(reversed(before), reversed(settled[: len(before)]), strict=True):
        if statement.cue_lemma in cues and statement.stance and about:
            if statement.stance in ("rejects", "defers"):
                return None if about.turn not in _ENDS else replace(about, turn=_ENDS[about.turn])
            return about
    return None


_ENDS: Mapping[Turn, Turn] = {"": "round", "round": ""}


def _pointed(
    n: int,
    one: _Asked,
    settled: Sequence[About | None],
    article_id: str,
    principals: tuple[str, ...],
) -> About:
    """Return what a wording that only points is about: `the document`, `such an accord`."""
    known = tuple(dict.fromkeys(about.key for about in settled if about))
    turn = one.wording.turn
    if one.wording.bare or matter_words().texts.intersection(one.wording.subject):
        found = _only(_deals(known, one))
        if found:
            return About(found, turn)
    elif _points_back(one.wording):
        before = next((about for about in reversed(settled[:n]) if about), None)
        if before:
            return before
        found = _only(known)
        if found:
            return next(about for about in settled if about)
    if one.wording.bare:
        return About(MatterKey((BARE,), _between(one, [one.wording], principals)), turn)
    scoped = MatterKey(one.wording.subject, _marked(one.wording.parties), scope=article_id)
    return About(scoped, turn)


def _points_back(one: Wording) -> bool:
    acts = matter_words().acts.intersection(one.subject)
    return one.points and not one.parties and not acts


def _deals(known: Iterable[MatterKey], pointing: _Asked) -> tuple[MatterKey, ...]:
    """Return the deals that have all the parties which a pointing wording names.

    Who speaks of `the talks with Japan` is the other party to them, when he speaks for a side.
    """
    names = {party.name for party in pointing.wording.parties}
    if len(names) == 1 and pointing.side:
        names.add(pointing.side)
    return tuple(key for key in known if BARE in key.subject and names <= set(key.plain_parties))


def _only(found: Sequence[MatterKey]) -> MatterKey | None:
    return found[0] if len(found) == 1 else None
