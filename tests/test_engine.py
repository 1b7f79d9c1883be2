"""Reading into a ledger: what is stored when, and what becomes of each input."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.article import Article
from dragoman.engine import Step, read_into
from dragoman.errors import LedgerLocked, UnreadableInput
from dragoman.intake import from_text
from dragoman.ledger import Ledger


def article(n: int) -> Article:
    text = f"Valdoria said that it will open port number {n} to ships.\n"
    return from_text(text, name=f"port-{n}", origin=f"text:{n}")


def test_the_outcome_lists_inputs_in_their_order(ledger: Ledger) -> None:
    first, second, third = map(article, range(3))
    read_into(ledger, [second])
    bad = UnreadableInput("x.txt", "it is empty", "Leave it out.")
    steps: list[Step] = []
    outcome = read_into(ledger, [first, bad, second, third], steps.append)
    assert outcome.articles == (first.id, second.id, third.id)
    assert outcome.read == (first.id, third.id)
    assert outcome.known == (second.id,)
    assert outcome.failed == (bad,)
    assert sorted((step.place, step.state) for step in steps) == [
        (0, "read"),
        (1, "failed"),
        (2, "known"),
        (3, "read"),
    ]


def test_articles_are_stored_while_later_ones_are_still_to_come(ledger: Ledger) -> None:
    pulled, stored, furthest = 0, 0, 0

    def many() -> Iterator[Article]:
        nonlocal pulled
        for n in range(150):
            pulled += 1
            yield article(n)

    def count(step: Step) -> None:
        nonlocal stored, furthest
        stored += step.state == "read"
        furthest = max(furthest, pulled - stored)

    assert len(read_into(ledger, many(), count).read) == 150
    assert furthest < 100, "articles pile up in memory"


def test_a_ledger_that_fails_ends_the_run(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object, **__: object) -> None:
        raise LedgerLocked("talks.db: another program has it")

    monkeypatch.setattr(Ledger, "add", locked)
    with pytest.raises(LedgerLocked):
        read_into(ledger, [article(1)])
