"""What the words of an article tell of acts: done, not done, done in part, demanded no more.

Clauses are found by their subject, a party or what was done, and by the words between it and
the verb. What is planned, asked, supposed or merely possible tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.ledger.act_drops import dropped
from dragoman.ledger.act_verbs import Verb, verb_at
from dragoman.ledger.act_words import Word, guessed
from dragoman.ledger.acts import Act, act_of, asked_act, is_content, number_of, phrase
from dragoman.vocabulary.fulfilment import Group, Told, fulfilment

Sort = Literal["done", "undone", "partly", "going_on", "dropped"]

_SUBJECT = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause tells: `actor` did the act, or dropped a demand for it when `dropped`.

    `actor` is empty where the clause does not say who acts; `of` is then who is asked, for a
    demand that was dropped. `year` is one that the clause names.
    """

    sort: Sort
    act: Act
    actor: str
    start: int
    end: int
    of: str = ""
    year: int | None = None


def clauses(tokens: Sequence[Word], starts: frozenset[int]) -> Iterator[Clause]:
    """Yield what the clauses of a sentence tell of acts.

    `starts` are the offsets at which what somebody says begins: a clause may begin there.
    """
    if tokens and tokens[-1].text == "?":
        return
    known = fulfilment()
    tokens = list(tokens)
    for n, word in enumerate(tokens):
        if word.is_sign:
            continue
        if not word.party and word.text[0].isupper() and (named := guessed(tokens, n)):
            begin = _opening(tokens, n, starts)
            if begin is not None:
                own = [*tokens[:n], named, *tokens[n + 1 :]]
                yield from _of_party(own, begin, n)
        elif word.party and not (n and tokens[n - 1].party and tokens[n - 1].lower == word.lower):
            begin = _opening(tokens, n, starts)
            if begin is not None:
                yield from _of_party(tokens, begin, n)
        elif word.lower in known.passive or word.lower in known.lasting_verbs:
            yield from _of_patient(tokens, n, starts)


def _opening(tokens: Sequence[Word], n: int, starts: frozenset[int]) -> int | None:
    """Return where the noun phrase of a subject begins; None where it is no subject of a fact."""
    known = fulfilment()
    begin = n
    while begin and not _begins(tokens, begin, starts) and _opens(tokens[begin - 1]):
        begin -= 1
    if not _begins(tokens, begin, starts):
        return None
    if tokens[begin].start in starts:
        return begin
    before = tokens[begin - 1] if begin else None
    if before is not None and before.lower == "that":
        return begin if before.start in starts else None
    for k in range(begin - 1, -1, -1):
        word = tokens[k]
        if word.lower in known.open_words:
            return None
        if word.text in ',;:“”"—–' or word.start in starts:
            break
    return begin


def _begins(tokens: Sequence[Word], at: int, starts: frozenset[int]) -> bool:
    if at == 0 or tokens[at].start in starts or tokens[at - 1].is_sign:
        return True
    return tokens[at - 1].lower in fulfilment().breaks


def _opens(word: Word) -> bool:
    known = fulfilment()
    lower = word.lower
    if word.is_sign or word.party or lower in known.breaks:
        return False
    return lower in known.quantities or lower in known.small or number_of(word) is not None


def _of_party(tokens: Sequence[Word], begin: int, n: int) -> Iterator[Clause]:
    """Yield what a clause tells whose subject is a party or what belongs to it."""
    at = _relative(tokens, n + 1)
    subject: list[Word] = list(tokens[begin:n])
    while at < len(tokens) and len(subject) - (n - begin) < _SUBJECT:
        drop = dropped(tokens, tokens[n].party, at)
        if drop:
            start, end = tokens[begin].start, tokens[drop.end - 1].end
            yield Clause("dropped", drop.act, tokens[n].party, start, end, of=drop.of)
            return
        verb = verb_at(tokens, at)
        if verb:
            bare = tokens[n].bare
            yield from _told(tokens, begin, n, verb, [] if bare else subject)
            return
        word = tokens[at]
        if _is_time(tokens, at):
            at += 2
            continue
        if word.is_sign or word.lower in fulfilment().breaks or tokens[n].bare:
            return
        if word.lower in fulfilment().prepositions:
            return
        subject.append(word)
        at += 1


def _relative(tokens: Sequence[Word], at: int) -> int:
    """Return where the verb group may begin: past `, which`."""
    if at + 1 < len(tokens) and tokens[at].text == "," and tokens[at + 1].lower in ("which", "who"):
        return at + 2
    return at


def _is_time(tokens: Sequence[Word], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    known = fulfilment()
    pair = tokens[at].lower in ("on", "in", "this", "last", "at")
    return pair and (tokens[at + 1].lower in known.times or tokens[at + 1].text.isdecimal())


def _told(
    tokens: Sequence[Word], begin: int, n: int, verb: Verb, subject: Sequence[Word]
) -> Iterator[Clause]:
    actor = tokens[n].party
    rest = tokens[verb.at + 1 :]
    if verb.group.form == "passive":
        patient = phrase(subject)
        if patient.patient:
            after = phrase(rest)
            around = after.around | after.beside | _one(after.patient)
            act = Act(
                fulfilment().act(tokens[verb.at].lower),
                patient.patient,
                patient.beside,
                frozenset(around),
                patient.number,
                patient.partial,
            )
            agent = _agent(rest)
            yield _clause(tokens, begin, verb, act, agent or actor)
        return
    act = act_of(tokens[verb.at].lower, subject, rest)
    yield _clause(tokens, begin, verb, act, actor)
    yield from _joined(tokens, begin, n, verb, subject)


def _joined(
    tokens: Sequence[Word], begin: int, n: int, verb: Verb, subject: Sequence[Word]
) -> Iterator[Clause]:
    """Yield what a second verb of the same subject tells: `released them and signed the pact`."""
    known = fulfilment()
    for k in range(verb.at + 1, len(tokens) - 1):
        if tokens[k].lower in known.breaks and tokens[k].lower not in ("and", "but"):
            return
        if tokens[k].is_sign and tokens[k].text != ",":
            return
        if tokens[k].lower in ("and", "but"):
            second = verb_at(tokens, k + 1)
            if second and second.group.form != "passive":
                act = act_of(tokens[second.at].lower, subject, tokens[second.at + 1 :])
                yield _clause(tokens, k + 1, second, act, tokens[n].party)
            return


def _one(word: str) -> frozenset[str]:
    return frozenset({word}) if word else frozenset()


def _agent(rest: Sequence[Word]) -> str:
    for n, word in enumerate(rest[:-1]):
        if word.lower == "by":
            return next((w.party for w in rest[n + 1 : n + 3] if w.party), "")
        if word.is_sign:
            break
    return ""


def _clause(tokens: Sequence[Word], begin: int, verb: Verb, act: Act, actor: str) -> Clause:
    known = fulfilment()
    end = verb.at
    year = None
    while end + 1 < len(tokens) and not tokens[end + 1].is_sign:
        end += 1
        text = tokens[end].text
        if text.isdecimal() and len(text) == 4 and tokens[end - 1].lower in ("in", "since", "of"):
            year = int(text)
    later = any(word.lower in known.later for word in tokens[verb.at : end + 1])
    told: Told = verb.group.told
    sort: Sort = "partly" if told == "done" and (verb.partial or act.partial) else told
    if later and sort == "partly":
        act = replace(act, head="")
    return Clause(sort, act, actor, tokens[begin].start, tokens[end].end, year=year)


def _of_patient(tokens: Sequence[Word], n: int, starts: frozenset[int]) -> Iterator[Clause]:
    """Yield what a clause tells whose subject is what the act is done to."""
    lasts = _lasting(tokens, n)
    verb = verb_at(tokens, n)
    passive = verb is not None and verb.group.form == "passive"
    if not lasts and not passive:
        return
    begin = n
    while begin and not _begins(tokens, begin, starts):
        begin -= 1
    if begin == n or _opening(tokens, begin, starts) is None:
        return
    if any(word.lower in fulfilment().open_words for word in tokens[begin:n]):
        return
    subject = phrase(tokens[begin:n])
    if not subject.patient:
        return
    first = next((k for k in range(begin, n) if is_content(tokens[k])), n)
    owner = next((w.party for w in tokens[begin : first + 1] if w.party), "")
    if any(w.party and w.bare for w in tokens[begin : begin + 1]):
        return
    beside = subject.beside | subject.around
    if lasts:
        verb = Verb(Group("undone", "past"), n)
        act = Act(lasts, subject.patient, beside)
        yield _clause(tokens, begin, verb, act, "")
    elif verb and not owner:
        rest = phrase(tokens[verb.at + 1 :])
        around = rest.around | rest.beside | _one(rest.patient)
        head = fulfilment().act(tokens[verb.at].lower)
        act = Act(head, subject.patient, beside, frozenset(around), subject.number, subject.partial)
        yield _clause(tokens, begin, verb, act, _agent(tokens[verb.at + 1 :]))


def outcome_act(tokens: Sequence[Word]) -> Act | None:
    """Return the act that an outcome is, or holds back: `the sanctions stay in force`."""
    for n, word in enumerate(tokens):
        if word.lower in fulfilment().lasting_verbs:
            lasts = _lasting(tokens[n:], 0)
            subject = phrase(tokens[:n])
            if lasts and subject.patient:
                return Act(lasts, subject.patient, subject.beside | subject.around)
    return asked_act(tokens)


def _lasting(tokens: Sequence[Word], n: int) -> str:
    """Return the act that is not done while a state lasts: `the sanctions remain in force`."""
    known = fulfilment()
    if tokens[n].lower not in known.lasting_verbs or (n and tokens[n - 1].lower in known.modals):
        return ""
    after = [word.lower for word in tokens[n + 1 : n + 3]]
    return known.lasting.get(" ".join(after)) or known.lasting.get(" ".join(after[:1])) or ""
