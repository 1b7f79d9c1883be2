"""The vocabulary knows who is meant by a name, and says nothing where it cannot know."""

from __future__ import annotations

import pytest

from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.outlets import outlets


def test_every_member_of_the_united_nations_is_listed() -> None:
    members = [c for c in countries().rows if c.status == "member"]
    assert len(members) == 193
    assert all(c.demonyms for c in members)
    assert all(c.capitals for c in members)


@pytest.mark.parametrize(
    ("words", "iso3"),
    [
        ("Russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("the United States", "USA"),
        ("U.S.", "USA"),
        ("the U.S.", "USA"),
        ("US’s", "USA"),
        ("U.K.", "GBR"),
        ("Turkey’s", "TUR"),
        ("the Netherlands'", "NLD"),
        ("Côte d’Ivoire", "CIV"),
        ("The Gambia", "GMB"),
        ("Guinea-Bissau", "GNB"),
        ("Guinea‑Bissau", "GNB"),
        ("TURKEY", "TUR"),
        ("Georgia", "GEO"),
        ("Jordan", "JOR"),
        ("Burma", "MMR"),
        ("DPRK", "PRK"),
        ("Holy See", "VAT"),
        ("Soviet Union", "SUN"),
    ],
)
def test_a_country_is_found_by_its_names(words: str, iso3: str) -> None:
    found = countries().named(words)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize(
    ("words", "iso3"),
    [
        ("Russian", "RUS"),
        ("Japanese", "JPN"),
        ("Filipinos", "PHL"),
        ("Dutch", "NLD"),
        ("Danes", "DNK"),
        ("Emirati", "ARE"),
        ("the British", "GBR"),
        ("Nigerien", "NER"),
        ("Nigerian", "NGA"),
        ("Soviet", "SUN"),
    ],
)
def test_a_country_is_found_by_its_adjective_and_people(words: str, iso3: str) -> None:
    found = countries().demonym(words)
    assert found is not None
    assert found.iso3 == iso3
    assert countries().named(words) is None


@pytest.mark.parametrize(
    ("words", "iso3"),
    [
        ("Moscow", "RUS"),
        ("the Kremlin", "RUS"),
        ("Kremlin's", "RUS"),
        ("Downing Street", "GBR"),
        ("Foggy Bottom", "USA"),
        ("Washington", "USA"),
        ("Tokyo", "JPN"),
        ("the Élysée", "FRA"),
        ("Quai d’Orsay", "FRA"),
        ("The Hague", "NLD"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Ankara", "TUR"),
        ("Zhongnanhai", "CHN"),
    ],
)
def test_a_seat_of_government_stands_for_the_government(words: str, iso3: str) -> None:
    found = countries().metonym(words)
    assert found is not None
    assert found.iso3 == iso3
    assert countries().demonym(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "us",
        "turkey",
        "china",
        "polish",
        "Hague",
        "Male",
        "Brussels",
        "san jose",
        "",
        "the",
        "Korea",
    ],
)
def test_words_that_name_no_country_or_several_find_none(words: str) -> None:
    assert countries().find(words) is None


def test_a_shared_name_lists_its_candidates() -> None:
    assert [c.iso3 for c in countries().candidates("Congolese")] == ["COG", "COD"]
    assert [b.country for b in bodies().candidates("SDF")] == ["JPN", "SYR"]
    assert bodies().find("SDF") is None


@pytest.mark.parametrize(
    ("words", "on", "iso3"),
    [
        ("Moscow", "1956-10-19", "SUN"),
        ("Moscow", "1991-12-26", "RUS"),
        ("Moscow", None, "RUS"),
        ("Prague", "1968-08-21", "CSK"),
        ("Belgrade", "2004-01-01", "SCG"),
        ("Belgrade", "2010-01-01", "SRB"),
        ("East Germany", "2020-01-01", "DDR"),
    ],
)
def test_a_state_that_is_no_more_answers_for_its_own_time(
    words: str, on: str | None, iso3: str
) -> None:
    found = countries().find(words, on)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize(
    ("words", "name", "sort", "country"),
    [
        ("EU", "European Union", "organisation", ""),
        ("Brussels", "European Union", "organisation", ""),
        ("the U.N.", "United Nations", "organisation", ""),
        ("the State Department", "United States Department of State", "government", "USA"),
        ("Pentagon's", "United States Department of Defense", "government", "USA"),
        ("the Duma", "State Duma", "government", "RUS"),
        ("Daesh", "Islamic State", "organisation", ""),
        ("Houthis", "Houthi movement", "organisation", "YEM"),
        ("Scottish", "Scotland", "government", "GBR"),
        ("the Turkish foreign ministry", "Turkish foreign ministry", "government", "TUR"),
        ("Ministry of Foreign Affairs of Japan", None, "government", "JPN"),
        ("Parliament of Iraq", None, "government", "IRQ"),
        ("House of Representatives of Japan", None, "government", "JPN"),
        ("US Embassy in London", "US Embassy in London", "government", "USA"),
        ("Japan’s embassy in Moscow", None, "government", "JPN"),
        ("Permanent Mission of Iran to the United Nations", None, "government", "IRN"),
        ("Ministry of Harbours of the Republic of Korea", None, "government", "KOR"),
        ("Abkhaz parliament", None, "government", ""),
        ("Syrian opposition", None, "group", "SYR"),
        ("Iranian state media", None, "media", "IRN"),
    ],
)
def test_a_body_is_found_with_the_state_it_belongs_to(
    words: str, name: str | None, sort: str, country: str
) -> None:
    found = bodies().find(words)
    assert found is not None
    assert (found.sort, found.country) == (sort, country)
    assert name in (None, found.name)


@pytest.mark.parametrize("words", ["who", "congress", "the government", "London embassy", "is"])
def test_words_that_name_no_body_by_themselves_find_none(words: str) -> None:
    assert bodies().find(words) is None


def test_an_institution_is_known_without_its_country() -> None:
    found = bodies().institution("the Foreign Ministry")
    assert found is not None
    assert found.kind == "department"
    assert bodies().institution("the harbour") is None


@pytest.mark.parametrize(
    ("words", "title", "speaks_for"),
    [
        ("Russian Deputy Foreign Minister", "deputy foreign minister", "state"),
        ("foreign ministers", "foreign minister", "state"),
        ("UK Foreign Secretary", "foreign minister", "state"),
        ("the US ambassador to Japan", "ambassador", "state"),
        ("Chief Cabinet Secretary", "chief cabinet secretary", "state"),
        ("President-elect", "president", "state"),
        ("Vice-President", "vice president", "state"),
        ("president of Valdoria", "president", "state"),
        ("president of the Bank of Kestrel", "chairman", "body"),
        ("bank president", "chairman", "body"),
        ("Kremlin spokeswoman", "spokesperson", "body"),
        ("Secretary-General", "secretary general", "body"),
        ("Sen.", "senator", "self"),
        ("MPs", "member of parliament", "self"),
        ("analysts", "analyst", "self"),
        ("Lt. Gen.", "general", "state"),
        ("Attorneys General", "attorney general", "state"),
        ("senior officials", "official", "state"),
        ("presidential nominee", "politician", "self"),
        ("Secretary of State for Health", "health minister", "state"),
    ],
)
def test_a_title_says_for_whom_its_holder_speaks(words: str, title: str, speaks_for: str) -> None:
    found = offices().find(words)
    assert found is not None
    assert (found.title, found.speaks_for) == (title, speaks_for)


@pytest.mark.parametrize("words", ["5 pm", "general agreement", "harbour", "", "in general terms"])
def test_words_without_a_title_name_no_office(words: str) -> None:
    assert offices().find(words) is None


def test_higher_offices_rank_higher() -> None:
    titles = ["president", "prime minister", "foreign minister", "deputy foreign minister"]
    titles += ["ambassador", "spokesman", "senator", "official", "analyst"]
    ranks = [office.rank for title in titles if (office := offices().find(title))]
    assert len(ranks) == len(titles)
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize(
    ("words", "former", "future"),
    [
        ("former officials", True, False),
        ("ex-ambassador", True, False),
        ("ambassador of the former union", False, False),
        ("president-elect", False, True),
        ("deputy prime minister", False, False),
        ("Deputy Foreign Minister", False, False),
        ("a deputy", False, False),
        ("acting foreign minister", False, False),
        ("former harbour pilot", True, False),
    ],
)
def test_words_beside_a_title_change_it(words: str, former: bool, future: bool) -> None:
    assert (offices().is_former(words), offices().is_future(words)) == (former, future)


@pytest.mark.parametrize(
    ("words", "many"),
    [
        ("officials", True),
        ("official", False),
        ("spokespeople", True),
        ("ministers of trade", True),
    ],
)
def test_a_plural_title_is_told_from_a_singular_one(words: str, many: bool) -> None:
    assert offices().is_plural(words) is many


@pytest.mark.parametrize(
    ("words", "name", "country", "owned"),
    [
        ("TASS", "TASS", "RUS", True),
        ("Itar-Tass", "TASS", "RUS", True),
        ("A.P.", "Associated Press", "USA", False),
        ("the Associated Press", "Associated Press", "USA", False),
        ("Kyodo", "Kyodo News", "JPN", False),
        ("The Times", "The Times", "GBR", False),
        ("the Times", "The Times", "GBR", False),
    ],
)
def test_an_outlet_is_found_by_its_names(words: str, name: str, country: str, owned: bool) -> None:
    found = outlets().find(words)
    assert found is not None
    assert (found.name, found.country, found.state_owned) == (name, country, owned)


def test_a_newspaper_with_an_article_in_its_name_needs_it() -> None:
    assert outlets().find("Times") is None
    assert outlets().find("Guardian") is None
