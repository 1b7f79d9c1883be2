"""The vocabulary knows office-holders by the names that papers use; lists become its table."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.vocabulary.build_people import people_of, place, write
from dragoman.vocabulary.names import fold, tidy
from dragoman.vocabulary.people import people
from dragoman.vocabulary.short_names import clean, short_names


def test_office_holders_are_found_without_accents_and_by_surname() -> None:
    erdogan = people().named("Recep Tayyip Erdogan")
    assert {term.country for term in erdogan} == {"TUR"}
    assert {term.country for term in people().surname("Xi")} == {"CHN"}
    assert {term.country for term in people().surname("Sisi")} == {"EGY"}
    assert {term.country for term in people().surname("de Croo")} == {"BEL"}
    assert people().named("Nobody Known") == ()


def test_an_earlier_term_at_an_international_body_is_known_as_such() -> None:
    terms = people().named("Javier Solana")
    assert {term.body for term in terms} == {
        "European Union",
        "North Atlantic Treaty Organization",
    }
    assert {term.country for term in terms} == {""}


def test_nobody_serves_two_states() -> None:
    served: dict[str, set[str]] = {}
    for term in people().rows:
        if term.country and term.wikidata:
            served.setdefault(term.wikidata, set()).add(term.country)
    assert [item for item, states in served.items() if len(states) > 1] == []


def test_a_country_s_office_holders_on_a_day() -> None:
    on_day = {term.name for term in people().of("JPN", "2022-03-01")}
    assert "Fumio Kishida" in on_day
    assert "Fumio Kishida" not in {term.name for term in people().of("JPN", "2019-03-01")}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("the U.S.’s", "the US"),
        ("The  Hague", "the Hague"),
        ("Houthis'", "Houthis"),
        ("J. Smith", "J. Smith"),
    ],
)
def test_names_are_tidied(words: str, key: str) -> None:
    assert tidy(words) == key


def test_folding_makes_spellings_agree() -> None:
    assert fold("Kim Jong-un") == fold("Kim Jong Un")
    assert fold("Đukanović") == fold("Djukanovic".replace("Dj", "D"))


@pytest.mark.parametrize(
    ("listed", "name"),
    [
        ("Vacant", ""),
        ("Q12345", ""),
        ("Dr. Ana Vale", "Ana Vale"),
        ('Tom "Red" Oak', "Tom Oak"),
        ("Ana Vale, Baroness of Oak", "Ana Vale"),
        ("Tom Oak Jr.", "Tom Oak"),
        ("Ана Вале", ""),
    ],
)
def test_a_list_s_names_are_cleaned(listed: str, name: str) -> None:
    assert clean(listed) == name


@pytest.mark.parametrize(
    ("name", "country", "office", "short"),
    [
        ("Ana Vale", "PRT", "Foreign Minister", ("Vale",)),
        ("Tom van der Oak", "NLD", "Foreign Minister", ("van der Oak", "Oak")),
        ("Karim al-Vale", "JOR", "Foreign Minister", ("al-Vale", "Vale")),
        ("Oh Mi-ran", "TWN", "Foreign Minister", ("Oh",)),
        ("Oh Miran", "KOR", "President", ("Oh",)),
        ("Otto IV of Kestrel", "NLD", "Monarch", ()),
        ("Ana", "IDN", "President", ()),
    ],
)
def test_short_names_follow_the_order_of_names(
    name: str, country: str, office: str, short: tuple[str, ...]
) -> None:
    assert short_names(name, country, office) == short


def test_a_list_s_country_becomes_a_code_or_a_body() -> None:
    assert place("", "Congo, Democratic Republic of the") == ("COD", "")
    assert place("Q22", "Scotland") == ("GBR", "Scotland")
    assert place("", "Valdoria") == ("", "Valdoria")


def test_the_table_of_people_is_built_from_the_lists(tmp_path: Path) -> None:
    (tmp_path / "leaders").mkdir()
    (tmp_path / "cabinets").mkdir()
    (tmp_path / "leaders" / "wikidata.csv").write_text(
        "countryid,country,position,positionLabel,officeholder,officeholderLabel,"
        "start_year,end_year\n,Japan,,Prime Minister of Japan,Q1,Ana Vale,2001,2003\n"
        ",Japan,,Prime Minister of Japan,,Vacant,2003,\n"
        ",Valdoria,,President of Valdoria,Q2,Tom Oak,2001,\n",
        encoding="utf-8",
    )
    (tmp_path / "cabinets" / "foreign-ministers-2021-2022.csv").write_text(
        "country,countryLabel,person,name,position,positionLabel,start\n"
        ",Russian Federation,Q3,Dr. Ana Oak,,Foreign Minister,2002-01-02\n",
        encoding="utf-8",
    )
    (tmp_path / "cabinets" / "international-organisations.csv").write_text(
        "position,person,personID,start,end\n"
        "Director-General of the World Trade Organization,Tom Vale,Q4,1999,2002\n"
        "Permanent Representative to the United Nations,Tom Vale,Q4,2002,2003\n",
        encoding="utf-8",
    )
    found = [person for person in people_of(tmp_path) if person.source != "compiled"]
    assert [(p.name, p.country, p.body, p.office) for p in found] == [
        (
            "Tom Vale",
            "",
            "World Trade Organization",
            "Director-General of the World Trade Organization",
        ),
        ("Ana Vale", "JPN", "", "Prime Minister of Japan"),
        ("Ana Oak", "RUS", "", "Foreign Minister of Russia"),
    ]
    out = tmp_path / "people.tsv"
    write(found, out)
    assert "Ana Vale\t\tVale\tJPN\tPrime Minister of Japan\t\t2001\t2003\tQ1\tleaders\n" in (
        out.read_text(encoding="utf-8")
    )
