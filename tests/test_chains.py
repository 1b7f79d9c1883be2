"""What one side would do and another waits for is told as a chain, in the words of each."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from desk import opened, page, text
from dragoman.views.chains import ChainRow, chains

SIDES = ("Norhaven", "Valdoria", "Kestrelia")
"""Once observers come Valdoria would withdraw; once it withdraws Kestrelia would lift its ban."""


def of(ledger: Path, **asked: str) -> tuple[ChainRow, ...]:
    with dragoman.open_ledger(ledger) as opened:
        return chains(opened, **asked)


def test_a_chain_leads_from_one_sides_act_to_anothers(sample_ledger: Path) -> None:
    found = [row for row in of(sample_ledger) if row.sides == SIDES]
    assert found
    for row in found:
        first, last = row.conditions
        assert (first.actor, first.side) == SIDES[:2]
        assert (last.actor, last.side) == SIDES[1:]
        assert first.outcome
    assert any("ban" in (row.conditions[-1].outcome or "") for row in found)


def test_who_waits_for_each_other_is_in_no_chain(sample_ledger: Path) -> None:
    found = of(sample_ledger)
    assert found
    for row in found:
        assert len(set(row.sides)) == len(row.sides)


@pytest.mark.parametrize(("asked", "some"), [("Norhaven", True), ("Japan", False)])
def test_chains_are_those_of_a_side(sample_ledger: Path, asked: str, some: bool) -> None:
    assert bool(of(sample_ledger, side=asked)) is some


def test_no_chain_is_known_before_its_last_condition(sample_ledger: Path) -> None:
    last = min(max(one.day or "" for one in row.conditions) for row in of(sample_ledger))
    before = of(sample_ledger, on=f"{int(last[:4]) - 1}")
    assert before == ()


def test_chains_stand_below_the_conditions_as_a_list_in_a_list(sample_ledger: Path) -> None:
    with opened(sample_ledger) as client:
        found = page(client, "/conditions")
        inner = found.xpath("//div[contains(@class, 'chains')]/ul/li/ul/li")
        assert inner
        assert all("Kestrelia waits for Valdoria" in text(one) for one in inner)
        assert not page(client, "/conditions?q=side:Japan").xpath("//*[@id='chains']")
