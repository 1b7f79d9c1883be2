"""Deadlocks and differing accounts of a ledger held against those of an expected story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.benchmark.deviations import Compared, Deviation
from dragoman.benchmark.expected_story import ExpectedAccount, ExpectedDeadlock, Story, Words
from dragoman.benchmark.told_story import ToldAccount, ToldDeadlock
from dragoman.views.asking import sides_of

_ALIKE = 0.6
"""How much of the shorter of two wordings must stand in the other."""

_BEGINNING = 4
"""Letters by which forms of one word are known for one in the act of a deadlock."""

_WORD = re.compile(r"\w+")


def compare_deadlocks(story: Story, told: Sequence[ToldDeadlock]) -> Compared:
    """Return which deadlocks are right, missing, extra, or differ in their days."""
    left = list(told)
    right, deviations = 0, []
    for deadlock in story.deadlocks or ():
        found = next((one for one in left if _same_deadlock(deadlock, one)), None)
        if found is None:
            deviations.append(Deviation("deadlock", "missing", _deadlock(deadlock)))
            continue
        left.remove(found)
        if (found.since, found.until) == (deadlock.since, deadlock.until):
            right += 1
        else:
            words = f"{_deadlock(deadlock)}; read from {found.since} to {found.until or 'the end'}"
            deviations.append(Deviation("deadlock", "different", words))
    deviations += [
        Deviation("deadlock", "extra", f"{_waits(one.waits)}, from {one.since}") for one in left
    ]
    return Compared("deadlock", right, tuple(sorted(deviations)))


def compare_accounts(story: Story, told: Sequence[ToldAccount]) -> Compared:
    """Return which differing accounts are right, missing, extra, or no denial where one is."""
    left = list(told)
    right, deviations = 0, []
    for account in story.accounts or ():
        found = next((one for one in left if _same_account(account, one)), None)
        if found is None:
            deviations.append(Deviation("account", "missing", _account(account.one, account.other)))
            continue
        left.remove(found)
        right += found.denial == account.denial
        if found.denial != account.denial:
            kind = "a denial" if found.denial else "no denial"
            words = f"{_account(account.one, account.other)}; read as {kind}"
            deviations.append(Deviation("account", "different", words))
    deviations += [Deviation("account", "extra", _account(one.one, one.other)) for one in left]
    return Compared("account", right, tuple(sorted(deviations)))


def _same_deadlock(expected: ExpectedDeadlock, told: ToldDeadlock) -> bool:
    return len(told.waits) == len(expected.waits) and all(
        any(side in sides_of(name) and _same_act(words, act) for side, act in told.waits)
        for name, words in expected.waits
    )


def _same_account(expected: ExpectedAccount, told: ToldAccount) -> bool:
    one, other = expected.one, expected.other
    return any(
        _same_words(one, first) and _same_words(other, second)
        for first, second in ((told.one, told.other), (told.other, told.one))
    )


def _same_words(expected: Words, told: Words) -> bool:
    return expected.article == told.article and _alike(expected.words, told.words)


def _same_act(one: str, other: str) -> bool:
    """Tell whether words name one act: `the sanctions are lifted`, `lifting of the sanctions`."""
    a, b = (" ".join(word[:_BEGINNING] for word in _WORD.findall(w)) for w in (one, other))
    return _alike(a, b)


def _alike(one: str, other: str) -> bool:
    a, b = (set(_WORD.findall(words.casefold())) for words in (one, other))
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _ALIKE


def _deadlock(deadlock: ExpectedDeadlock) -> str:
    return f"{_waits(deadlock.waits)}, from {deadlock.since} to {deadlock.until or 'the end'}"


def _waits(waits: Sequence[tuple[str, str]]) -> str:
    return "; ".join(f"{side} waits for “{words}”" for side, words in waits)


def _account(one: Words, other: Words) -> str:
    place = one.article if one.article == other.article else f"{one.article}, {other.article}"
    return f"{place}: “{one.words}” against “{other.words}”"
