"""Which conditions stand beside a side's position: its own, on the deal that they are set for."""

from __future__ import annotations

import pytest

from dragoman import views
from dragoman.ledger import Ledger
from peace import JPN, PEACE, RUS, position, rus
from tellings import Told, reading


def test_conditions_stand_beside_a_position_and_do_not_replace_it(ledger: Ledger) -> None:
    ledger.add(
        reading(
            rus("defers", "2024-01-02", scope="now"),
            rus("defers", "2024-01-02", scope="now", only_if="Tokyo changes its tone", actor=JPN),
            Told(JPN, "open", PEACE, "2024-01-02", only_if="the islands are discussed"),
        )
    )
    row = position(ledger)
    assert row and (row.stance, row.scope) == ("defers", "now")
    assert [(c.act, c.actor, c.side) for c in row.conditions] == [
        ("Tokyo changes its tone", JPN, RUS)
    ]


def test_a_condition_without_a_matter_of_its_own_joins_that_of_its_outcome(ledger: Ledger) -> None:
    ledger.add(
        reading(
            rus("defers"),
            Told(
                RUS, None, None, outcome="the talks may restart", only_if="Tokyo changes its tone"
            ),
            Told(RUS, None, None, outcome="the sun may shine", only_if="the rain stops"),
        )
    )
    row = position(ledger)
    assert row and [c.act for c in row.conditions] == ["Tokyo changes its tone"]


def test_what_a_side_asks_for_before_relations_mend_it_asks_for_before_the_treaty(
    ledger: Ledger,
) -> None:
    ledger.add(
        reading(
            rus("defers"),
            Told(RUS, "conditional", "the peace treaty", only_if="such steps are taken"),
            Told(RUS, "conditional", "normalizing ties", only_if="Tokyo changes its tone"),
            Told(JPN, "open", PEACE),
            Told(JPN, "conditional", "normalizing ties", only_if="Moscow returns the boats"),
            Told(None, None, "normalizing ties", only_if="both sides calm down", actor="both"),
        )
    )
    found = {row.side: row for row in views.positions(ledger, matter="peace treaty")}
    assert [c.act for c in found[RUS].conditions] == [
        "Tokyo changes its tone",
        "such steps are taken",
    ]
    assert [c.act for c in found[JPN].conditions] == ["Moscow returns the boats"]


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([Told(RUS, "open", "fisheries agreement with Japan")], id="another deal"),
        pytest.param([Told("UKR", "open", "ties between Ukraine and Russia")], id="others' ties"),
    ],
)
def test_conditions_on_relations_are_not_guessed_onto_a_treaty(
    ledger: Ledger, others: list[Told]
) -> None:
    wide = "ties with Ukraine" if others[0].side == "UKR" else "normalizing ties"
    asks = Told(RUS, "conditional", wide, only_if="it rains")
    ledger.add(reading(rus("defers"), *others, rus(None), asks))
    elsewhere = Told(RUS, "conditional", "normalizing ties with Japan", only_if="it snows")
    ledger.add(reading(elsewhere, name="other"))
    row = position(ledger)
    assert row and row.conditions == ()
