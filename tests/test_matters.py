"""Which statements fall under one matter: else positions are of nothing, or of a mixture."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from dragoman import views
from dragoman.intake import from_text
from dragoman.ledger import open_ledger
from dragoman.ledger.matters import About, MatterKey, matters_of
from dragoman.ledger.wording import wording
from dragoman.reading.reader import read
from dragoman.records import Reading
from dragoman.vocabulary.matters import matter_words, stem
from tellings import Told, reading

RUS, JPN, USA = "RUS", "JPN", "USA"


def about(words: str, side: str, among: str) -> About:
    """Return what the words are about in an article about the states `among`."""
    told = [Told(state) for state in among.split() for _ in range(2)]
    said = Told(None if side == "-" else side, "supports", words)
    found = matters_of(reading(*told, said))[-1]
    assert found
    return found


def matter_keys(told: Reading) -> tuple[MatterKey | None, ...]:
    """Return the matter of each statement of a reading, None where it names none."""
    return tuple(one.key if one else None for one in matters_of(told))


def pairs() -> list[list[str]]:
    """Return the rows of the table of pairs, without its header."""
    table = (Path(__file__).parent / "data" / "matters.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines() if not line.startswith("#")][1:]


@pytest.mark.parametrize("row", pairs(), ids=lambda row: f"{row[1]}|{row[4]}")
def test_words_for_one_thing_are_one_matter_and_unlike_things_stay_apart(row: list[str]) -> None:
    verdict, *one, other, other_side, other_among = row
    left, right = about(*one), about(other, other_side, other_among)
    if left.key.id != right.key.id:
        found = "different"
    else:
        found = "same" if left.turn == right.turn else "opposite"
    assert found == verdict, (left, right)


def test_the_table_is_no_smaller_than_it_was() -> None:
    assert len(pairs()) >= 63


@pytest.mark.parametrize(
    "words",
    ["the document", "the talks", "such a settlement", "signing the document", "this agreement"],
)
def test_words_that_only_point_take_the_articles_matter(words: str) -> None:
    keys = matter_keys(
        reading(
            Told(RUS, "defers", words),
            Told(JPN, "open", "peace agreement with Russia"),
            Told(JPN, "supports", "visa-free travel"),
        )
    )
    assert keys[0] == keys[1] != keys[2]


def test_a_pointer_without_anything_to_point_to_stays_in_its_article() -> None:
    one = matter_keys(reading(Told(RUS, "rejects", "the proposal"), name="one"))[0]
    other = matter_keys(reading(Told(RUS, "rejects", "the proposal"), name="other"))[0]
    assert one and other and one.id != other.id


def test_talks_that_may_be_one_of_two_are_neither() -> None:
    keys = matter_keys(
        reading(
            Told(RUS, "open", "peace treaty with Japan"),
            Told(RUS, "open", "fisheries agreement with Japan"),
            Told(RUS, "defers", "the talks"),
        )
    )
    assert len({one.id for one in keys if one}) == 3


def test_agreements_of_two_articles_may_be_others() -> None:
    one, other = (
        matter_keys(reading(Told(RUS, "rejects", "agreements with Japan"), name=name))[0]
        for name in ("one", "two")
    )
    assert one and other and one != other


def test_several_agreements_are_not_the_one_that_is_negotiated() -> None:
    keys = matter_keys(
        reading(Told(RUS, "open", "peace treaty with Japan"), Told(RUS, "supports", "agreements"))
    )
    assert keys[0] != keys[1]


def test_a_mediator_is_no_party_to_the_deal() -> None:
    parties = (RUS, "UKR", RUS, "UKR")
    keys = matter_keys(
        reading(*map(Told, parties), Told(USA, "supports", "peace agreement with Russia"))
    )
    assert keys[-1] and keys[-1].plain_parties == (RUS, "UKR")


def test_talks_with_one_of_its_parties_are_not_the_others_deal() -> None:
    deal, talks = matter_keys(
        reading(
            Told("GRC", "rejects", "Turkish-Libyan border agreement"),
            Told("GRC", "open", "dialogue with Turkey"),
        )
    )
    assert deal and deal.plain_parties == ("LBY", "TUR")
    assert talks and talks.plain_parties == ("GRC", "TUR")


def test_rejecting_a_decision_is_not_rejecting_what_it_is_about() -> None:
    first, second = matter_keys(
        reading(
            Told(RUS, "defers", "peace treaty with Japan"), Told(JPN, "rejects", "the decision")
        )
    )
    assert first and second and first.id != second.id and second.scope


OFFERED = (
    "Norway offered to extradite the smugglers to Sweden. Denmark rejects a border treaty with "
    "Norway. "
)


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("Sweden welcomed the offer.", "supports"),
        ("Sweden rejected the offer.", "rejects"),
    ],
)
def test_who_welcomes_an_offer_supports_what_was_offered_and_not_what_was_named_last(
    tmp_path: Path, answer: str, stance: str
) -> None:
    text = f"Smugglers\n\n2031-03-04\n\n{OFFERED}{answer}\n"
    with open_ledger(tmp_path / "offer.db") as opened:
        opened.add(read(from_text(text, origin="text:a", name="a")))
        (row,) = views.positions(opened, side="SWE")
        assert row.stance == stance and "extradit" in row.matter_name


def test_states_that_no_list_knows_are_parties_where_the_article_names_them() -> None:
    told = [
        Told("Valdoria", "supports", "peace treaty between Valdoria and Kestrelia"),
        Told("Kestrelia", "rejects", "the peace treaty"),
    ]
    first, second = matter_keys(reading(*told, title="Valdoria and Kestrelia talk"))
    assert first == second
    assert first and first.plain_parties == ("Kestrelia", "Valdoria")


def test_the_first_articles_of_the_ledger_speak_of_one_peace_agreement(tmp_path: Path) -> None:
    said = [
        (RUS, "a peace agreement between the Russian Federation and Japan"),
        (RUS, "the document"),
        (JPN, "peace agreement with Russia"),
    ]
    later = [
        (RUS, "negotiations on a peace agreement between Moscow and Tokyo"),
        (RUS, "resuming dialogue on such a settlement"),
        (RUS, "negotiations on the peace treaty"),
        (None, "a peace agreement with Russia"),
        (RUS, "normalizing ties"),
    ]
    with open_ledger(tmp_path / "x.db") as ledger:
        for name, told in (("one", said), ("two", later)):
            ledger.add(reading(*(Told(side, "open", words) for side, words in told), name=name))
        found = views.matters(ledger)
        assert [(row.statements, row.parties) for row in found] == [
            (7, (JPN, RUS)),
            (1, (JPN, RUS)),
        ]
        assert found[0].name.startswith("peace agreement")


def test_grouping_does_not_depend_on_the_order_of_articles(tmp_path: Path) -> None:
    readings = [
        reading(
            Told(RUS, "open", "peace treaty with Japan"),
            Told(JPN, "open", f"fisheries accord, year {1990 + n}"),
            Told(JPN, "supports", "the document" if n % 2 else "peace agreement with Russia"),
            name=f"n{n}",
        )
        for n in range(8)
    ]
    shown = []
    for seed in (1, 2):
        random.Random(seed).shuffle(readings)
        with open_ledger(tmp_path / f"{seed}.db") as ledger:
            for one in readings:
                ledger.add(one)
            shown.append((views.matters(ledger), views.positions(ledger)))
    assert shown[0] == shown[1]


def test_a_name_says_what_and_between_whom(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db") as ledger:
        ledger.add(
            reading(
                Told(RUS, "open", "the peace treaty"),
                Told(RUS, "open", "the peace treaty"),
                Told(JPN, "open", "peace agreement with Russia"),
                Told(JPN, "open", "the document"),
            )
        )
        (row,) = views.matters(ledger)
    assert row.name == "peace treaty between Japan and Russia"
    assert row.wordings == ("the peace treaty", "peace agreement with Russia", "the document")
    assert row.sides == (JPN, RUS)


def test_a_name_gives_both_parties_where_the_words_give_one(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.db") as ledger:
        ledger.add(reading(Told(JPN, "open", "peace agreement with Russia"), Told(RUS)))
        ledger.add(reading(Told(JPN, "open", "sanctions against Russia"), name="two"))
        names = sorted(row.name for row in views.matters(ledger))
    assert names == ["lifting sanctions against Russia", "peace agreement between Japan and Russia"]


@pytest.mark.parametrize(
    ("words", "subject", "parties"),
    [
        ("Turkish-Libyan maritime border agreement", "border deal maritim", "TUR LBY"),
        ("an agreement that would embody peace and friendship", "deal", ""),
        ("the Japanese government's offer", "offer", "JPN"),
        ("talks in Astana", "astana deal", ""),
        ("peace accord with the European Union", "deal peac", "European Union"),
        ("Gespräche über café 🕊", "café gespräch über", ""),
        ("", "", ""),
        ("???", "", ""),
        ("talks with Kestrelia", "deal", "Kestrelia"),
        ("the treaty between Valdoria and Port Varn", "deal", "Valdoria Port Varn"),
        ("trade among Ledran ports", "ledran port trade", ""),
        ("a meeting with President Teske", "meeting", "Teske"),
    ],
)
def test_a_wording_is_taken_apart(words: str, subject: str, parties: str) -> None:
    found = wording(words)
    assert " ".join(found.subject) == subject
    assert " ".join(party.name for party in found.parties) == parties


def test_forms_of_one_word_have_one_stem() -> None:
    for forms in ("recognise recognised recognising recognizes", "island islands", "party parties"):
        assert len({stem(form) for form in forms.split()}) == 1


def test_the_vocabulary_of_matters_holds() -> None:
    assert {"deal", "ceasefire", "relation"} <= matter_words().relational
