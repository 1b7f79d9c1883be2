"""A pronoun finds the one of two persons whose name is a woman's or a man's, or is not misled."""

from __future__ import annotations

import pytest

from dragoman.intake import from_text
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read_document
from dragoman.vocabulary.build_given_names import sex, table
from dragoman.vocabulary.given_names import usual_bearer
from dragoman.vocabulary.speakers import speaker_words


@pytest.mark.parametrize(
    ("name", "bearer"),
    [
        ("Bohdan Tkach", "male"),
        ("Ikram Sadaoui", None),  # women and men
        ("Xiomara Batlle", "female"),
        ("Žaneta Krejčí", "female"),  # written without its marks in the list
        ("Anne-Kathrin Vogt", "female"),
        ("Park Ji-won", None),  # a family name comes first
        ("Nguyen Thi Hoa", "female"),
        ("Zarymka Kuznetsova", "female"),
        ("Vulk Orrin", None),
    ],
)
def test_the_sex_that_a_name_tells(name: str, bearer: str | None) -> None:
    assert speaker_words().gender_of_name(name) == bearer


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ((12, 900, 0.02), "male"),
        ((12, 900, 0.98), "female"),
        ((12, 900, 0.85), None),
        ((2, 4, 0.0), None),  # hardly anybody bears it
        ((2, 5, 1.0), "female"),
        ((1, 90, 1.0), None),  # one source's mistake would stand alone
    ],
)
def test_which_names_the_list_takes(counted: tuple[int, int, float], told: str | None) -> None:
    assert sex(*counted) == told


def test_the_list_is_written_by_sex_and_letter() -> None:
    data = {"bo": (9, 99, 0.0), "ann": (9, 99, 1.0), "abel": (9, 99, 0.0), "x1": (9, 99, 0.0)}
    assert table({**data, "alf": (9, 99, 0.05)}).splitlines()[-4:] == [
        *("sex\tnames", "female\tann", "male\tabel alf", "male\tbo"),
    ]


def test_a_word_of_the_list_is_no_given_name_for_that() -> None:
    """`China said` is no woman's word, though the list has women of that name."""
    assert usual_bearer("china") == "female"
    assert not speaker_words().is_given_name("china")


@pytest.mark.parametrize(
    ("pronoun", "speaker"), [("She", "Leena Korhola"), ("He", "Taneli Vuorio")]
)
def test_a_pronoun_takes_the_one_of_two_whom_it_fits(pronoun: str, speaker: str) -> None:
    text = (
        "Finnish envoy Leena Korhola met the Karelian negotiator, Taneli Vuorio, in Joensuu on "
        f"Monday. {pronoun} said the ferry would sail again in May.\n"
    )
    (said,) = read_document(parse(from_text(text)), "rules").statements
    assert said.speaker.name == speaker
