"""Who must act where a passive or a noun leaves it open: only the rest of the article may say."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import views
from dragoman.intake import from_text
from dragoman.ledger import open_ledger
from dragoman.reading.pipeline import parse_all
from dragoman.reading.reader import read_all, read_document

TOLD = {
    "who imposed them": (
        "Peru imposed sanctions on Bolivia on Monday. President Luis Arce said that Bolivia "
        "will not negotiate until the sanctions are lifted.",
        "PER",
    ),
    "whose troops they are": (
        "Norwegian troops landed on the island on Friday. Iceland's foreign minister said that his "
        "country would reopen the port once the last soldier has left.",
        "NOR",
    ),
    "nobody is told of": (
        "Bolivian President Luis Arce met reporters on Monday. He said that Bolivia will not "
        "negotiate until the sanctions are lifted.",
        None,
    ),
    "two are told of alike": (
        "Peru imposed sanctions on Monday. Chile imposed sanctions on Tuesday. Bolivian President "
        "Luis Arce said that Bolivia will not negotiate until the sanctions are lifted.",
        None,
    ),
    "the speaker himself imposed them": (
        "Peru imposed sanctions on Bolivia. President Dina Boluarte said that Peru will not "
        "negotiate until the sanctions are lifted.",
        None,
    ),
}
WAIT = (
    "LIMA, 3 March 2031\n\nPeru imposed sanctions on Bolivia in January. Bolivian President Luis "
    "Arce said on 3 March 2031 that there will be no talks with Peru until the sanctions are "
    "lifted. Peruvian President Dina Boluarte said that there will be no talks with Bolivia "
    "until {} the islands.\n"
)


@pytest.mark.parametrize("case", TOLD)
def test_an_open_act_is_laid_only_at_the_door_that_the_article_names(case: str) -> None:
    text, actor = TOLD[case]
    (document,) = parse_all([from_text(text, origin=f"text:{case}")])
    assert [one.actor for one in read_document(document).conditions] == [actor]


@pytest.mark.parametrize(
    ("act", "sides"),
    [("Bolivian troops leave", [{"BOL", "PER"}]), ("Chilean troops leave", [])],
    ids=["for each other", "for a third"],
)
def test_sides_that_wait_for_each_other_are_a_deadlock_as_articles_tell_it(
    tmp_path: Path, act: str, sides: list[set[str]]
) -> None:
    article = from_text(WAIT.format(act), origin=f"text:{act}", name=act)
    with open_ledger(tmp_path / "talks.db") as ledger:
        for reading in read_all([article]):
            ledger.add(reading)
        assert [set(row.sides) for row in views.deadlocks(ledger)] == sides
