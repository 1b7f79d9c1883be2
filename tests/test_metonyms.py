"""What a user would miss: a city that is made to speak, a government taken for its streets."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.benchmark.speakers import bench_speakers, metonym_of
from dragoman.errors import VocabularyError
from dragoman.reading.conditions.conditions import conditions
from dragoman.reading.events.events import events
from dragoman.reading.pipeline import parse
from dragoman.vocabulary import places
from dragoman.vocabulary.dossier import Dossier, using
from dragoman.vocabulary.places import place_words
from speaking import plain, spoken

DATA = Path(__file__).parent / "data"


@pytest.mark.parametrize(
    ("file", "share"),
    [
        ("metonyms_a.jsonl", 0.97),
        ("metonyms_b.jsonl", 0.97),
        ("metonyms_own.jsonl", 0.98),
        ("metonyms_c.jsonl", 0.98),
        ("metonyms_d.jsonl", 0.94),
    ],
)
def test_a_government_is_told_from_its_city(file: str, share: float) -> None:
    (score,) = bench_speakers([DATA / file])
    whole = {each.name: each.value for each in score.shares}["whole"]
    assert whole >= share, "\n".join(map(str, score.mistakes))


def test_brussels_as_the_union_is_no_country_and_as_a_city_lies_in_one() -> None:
    union = metonym_of(parse(plain("Brussels has rejected the plan.")), "Brussels")
    city = metonym_of(parse(plain("They met in Brussels.")), "Brussels")
    assert union is not None and union.country is None
    assert city is not None and city.country is not None and city.country.iso3 == "BEL"


def test_capitol_hill_is_the_congress_and_lies_in_the_united_states() -> None:
    hill = metonym_of(parse(plain("Capitol Hill rejected the sale.")), "Capitol Hill")
    assert hill is not None and hill.reading == "government"
    assert hill.country is not None and hill.country.iso3 == "USA"


@pytest.mark.parametrize("word", ["treaty", "Kenyan", "Thursday"])
def test_other_words_are_no_places(word: str) -> None:
    text = "The Kenyan envoy signed the treaty on Thursday."
    assert metonym_of(parse(plain(text)), word) is None


def test_a_person_with_a_citys_name_speaks_for_himself() -> None:
    text = "Eli Washington runs a charity in Ohio.\nWashington said it took no state money."
    (voice,) = spoken(plain(text), ("Washington", "said"))
    assert (voice.speaker.name, voice.speaker.sort) == ("Eli Washington", "person")
    assert voice.speaker.country is None


def test_a_company_called_after_a_state_is_not_that_state() -> None:
    (voice,) = spoken(plain("Air China said it would resume flights."), ("Air China", "said"))
    assert (voice.speaker.name, voice.speaker.sort) == ("Air China", "organisation")


def test_brussels_speaks_for_the_union_where_the_article_does_not_name_it() -> None:
    (voice,) = spoken(plain("Brussels said the cap would stay."), ("Brussels", "said"))
    assert (voice.speaker.name, voice.speaker.country) == ("European Union", None)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Moscow condemned Tokyo on Monday.", [("RUS", "JPN")]),
        ("Brussels imposed sanctions on Belarus on Monday.", [("European Union", "BLR")]),
        ("Air Peru criticised Chile on Monday.", []),
    ],
)
def test_an_events_parties_are_governments(text: str, parties: list[tuple[str, str]]) -> None:
    happened = events(parse(plain(text)), ())
    assert [(" ".join(e.source), " ".join(e.target)) for e in happened if e.source] == parties


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Troops will withdraw only if Moscow lifts the blockade.", "RUS"),
        ("Troops will withdraw only if the Minsk agreements enter into force.", None),
        ("Grain will be shipped only if Odesa's port reopens.", None),
    ],
)
def test_a_conditions_actor_is_no_treaty_and_no_port(text: str, actor: str | None) -> None:
    (condition,) = conditions(parse(plain(text)), ())
    assert condition.actor == actor


def test_a_city_in_an_unknown_country_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "rows", lambda name: iter([{"iso3": "XXX", "names": "Kest"}]))
    with (
        using(Dossier("anew")),
        pytest.raises(VocabularyError, match=r"cities\.tsv: no country has the code 'XXX'"),
    ):
        place_words()


def test_a_missing_section_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "table", lambda name: {"nouns": {}})
    with using(Dossier("anew")), pytest.raises(VocabularyError, match="no section verbs"):
        place_words()
