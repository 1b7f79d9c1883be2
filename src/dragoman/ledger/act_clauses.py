"""What the words of an article tell of acts: done, not done, done in part, demanded no more.

Clauses are found by their subject, a party or what was done, and by the words between it and
the verb. What is planned, asked, supposed or merely possible tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.ledger.act_words import Word, guessed
from dragoman.ledger.acts import Act, act_of, asked_act, is_content, number_of, phrase
from dragoman.vocabulary.fulfilment import Group, Told, fulfilment

Sort = Literal["done", "undone", "partly", "going_on", "dropped"]

_SUBJECT = 5
_HELPERS = 7


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


@dataclass(frozen=True, slots=True)
class _Verb:
    group: Group
    at: int
    partial: bool = False


def clauses(tokens: Sequence[Word], starts: frozenset[int]) -> Iterator[Clause]:
    """Yield what the clauses of a sentence tell of acts.

    `starts` are the offsets at which what somebody says begins: a clause may begin there.
    """
    if tokens and tokens[-1].text == "?":
        return
    known = fulfilment()
    tokens = list(tokens)
    for n, word in enumerate(tokens):
        if named := guessed(tokens, n):
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
        if word.text in ",;:“”\"—–" or word.start in starts:
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
    quantities = known.partial | known.whole
    parts = {part for words in quantities for part in words.split()}
    return lower in parts or lower in known.small or number_of(word) is not None


def _of_party(tokens: Sequence[Word], begin: int, n: int) -> Iterator[Clause]:
    """Yield what a clause tells whose subject is a party or what belongs to it."""
    at = _relative(tokens, n + 1)
    subject: list[Word] = list(tokens[begin:n])
    while at < len(tokens) and len(subject) - (n - begin) < _SUBJECT:
        dropped = _dropped(tokens, begin, n, at)
        if dropped:
            yield dropped
            return
        verb = _verb(tokens, at)
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
    tokens: Sequence[Word], begin: int, n: int, verb: _Verb, subject: Sequence[Word]
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
    tokens: Sequence[Word], begin: int, n: int, verb: _Verb, subject: Sequence[Word]
) -> Iterator[Clause]:
    """Yield what a second verb of the same subject tells: `released them and signed the pact`."""
    known = fulfilment()
    for k in range(verb.at + 1, len(tokens) - 1):
        if tokens[k].lower in known.breaks and tokens[k].lower not in ("and", "but"):
            return
        if tokens[k].is_sign and tokens[k].text != ",":
            return
        if tokens[k].lower in ("and", "but"):
            second = _verb(tokens, k + 1)
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


def _clause(tokens: Sequence[Word], begin: int, verb: _Verb, act: Act, actor: str) -> Clause:
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
    verb = _verb(tokens, n)
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
        verb = _Verb(Group("undone", "past"), n)
        act = Act(lasts, subject.patient, beside)
        yield _clause(tokens, begin, verb, act, "")
    elif verb and not owner:
        rest = phrase(tokens[verb.at + 1 :])
        around = rest.around | rest.beside | _one(rest.patient)
        head = fulfilment().act(tokens[verb.at].lower)
        act = Act(head, subject.patient, beside, frozenset(around), subject.number, subject.partial)
        yield _clause(tokens, begin, verb, act, _agent(tokens[verb.at + 1 :]))


def _lasting(tokens: Sequence[Word], n: int) -> str:
    """Return the act that is not done while a state lasts: `the sanctions remain in force`."""
    known = fulfilment()
    if tokens[n].lower not in known.lasting_verbs or (n and tokens[n - 1].lower in known.modals):
        return ""
    after = [word.lower for word in tokens[n + 1 : n + 3]]
    return known.lasting.get(" ".join(after)) or known.lasting.get(" ".join(after[:1])) or ""


def _verb(tokens: Sequence[Word], at: int) -> _Verb | None:
    """Return the verb of a group of helping words that begins at a token."""
    known = fulfilment()
    kept: list[int] = []
    partial = False
    k = at
    while k < len(tokens) and len(kept) < _HELPERS:
        lower = tokens[k].lower
        pair = f"{lower} {tokens[k + 1].lower}" if k + 1 < len(tokens) else ""
        if tokens[k].is_sign or lower in known.doubtful - known.partial_adverbs:
            break
        if pair in known.plain_adverbs:
            k += 1
        elif lower in known.partial_adverbs:
            partial = True
        elif lower not in known.plain_adverbs:
            kept.append(k)
        k += 1
    for length in range(len(kept) - 1, -1, -1):
        helpers = " ".join(tokens[i].lower for i in kept[:length])
        for group in known.groups.get(helpers, ()):
            if _fits(tokens[kept[length]], group):
                return _Verb(group, kept[length], partial)
    return None


def _fits(word: Word, group: Group) -> bool:
    known = fulfilment()
    if word.is_sign or word.party or word.text[0].isupper():
        return False
    if group.form == "base":
        return is_content(word)
    if group.form == "ing":
        return known.is_ing(word.lower)
    return known.is_past(word.lower)


def _dropped(tokens: Sequence[Word], begin: int, n: int, at: int) -> Clause | None:
    """Return the demand that a clause says its subject makes no more."""
    known = fulfilment()
    lead = _no_longer(tokens, at)
    verb = _verb(tokens, at)
    if lead is None and verb and verb.group.form != "passive":
        if verb.group.told == "done":
            lead = _dropping(tokens, verb.at)
        elif verb.group.told == "undone" and tokens[verb.at].lower in known.making:
            return _unmade(tokens, begin, n, verb.at)
    if lead is None:
        return None
    end = lead
    while end < len(tokens) and not tokens[end].is_sign:
        end += 1
    return _demand_dropped(tokens, begin, n, lead, end)


def _no_longer(tokens: Sequence[Word], at: int) -> int | None:
    """Return where what is asked for no longer begins: `no longer insists on`."""
    known = fulfilment()
    for length in (4, 3, 2):
        words = " ".join(word.lower for word in tokens[at : at + length])
        verb = at + length
        if words in known.no_more and verb < len(tokens) and tokens[verb].lower in known.asking:
            after = verb + 1
            return after + (after < len(tokens) and tokens[after].lower in known.leads)
    return None


def _dropping(tokens: Sequence[Word], verb: int) -> int | None:
    """Return where the demand begins that was dropped: `dropped its demand that`."""
    known = fulfilment()
    words = [word.lower for word in tokens[verb : verb + 3]]
    length = next((k for k in (3, 2, 1) if " ".join(words[:k]) in known.drop_verbs), 0)
    if not length:
        return None
    for k in range(verb + length, min(verb + length + 4, len(tokens) - 1)):
        if tokens[k].lower in known.drop_nouns:
            return k + 1 + (tokens[k + 1].lower in known.leads)
        if tokens[k].is_sign:
            return None
    return None


def _unmade(tokens: Sequence[Word], begin: int, n: int, verb: int) -> Clause | None:
    """Return what a side will not make a condition: `would not make X a precondition`."""
    known = fulfilment()
    for k in range(verb + 2, len(tokens)):
        if tokens[k].is_sign:
            return None
        if tokens[k].lower in known.drop_nouns and tokens[k - 1].lower in ("a", "its", "their", "any"):
            return _demand_dropped(tokens, begin, n, verb + 1, k - 1)
    return None


def _demand_dropped(
    tokens: Sequence[Word], begin: int, n: int, start: int, end: int
) -> Clause | None:
    act = asked_act(tokens[start:end])
    if act is None or end <= start:
        return None
    side = tokens[n].party
    asked = next((w.party for w in tokens[start:end] if w.party and w.party != side), "")
    last = tokens[end - 1].end
    return Clause("dropped", act, side, tokens[begin].start, last, of=asked)
