"""What a user would miss: an article dated wrongly, or left undated though its page has a date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake import from_text
from dragoman.intake.blocks import blocks_of
from dragoman.intake.dates import stamp_of
from dragoman.intake.head import read_head
from dragoman.intake.metadata import facts_of

TITLE = "Valdoria and Kestrel resume the strait talks"
BODY = "The two sides met in Norhaven and agreed on nothing, as the mediator had feared they would."


def published(*lines: str) -> tuple[str | None, tuple[str, ...]]:
    article = from_text("\n\n".join((TITLE, *lines, BODY)))
    return article.published, article.warnings


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # Time and zone, in the orders of many countries
        ("Published: 5 Mar 2024 08:12 GMT", "2024-03-05T08:12+00:00"),
        ("Tue, 05 Mar 2024 08:12:33 +0300", "2024-03-05T08:12:33+03:00"),
        ("Tue Mar 05 2024 08:12:33 GMT+0300", "2024-03-05T08:12:33+03:00"),
        ("Tue 5 Mar 2024 08.12 GMT", "2024-03-05T08:12+00:00"),
        ("Posted at 8:12 AM, Mar 05, 2024", "2024-03-05T08:12"),
        ("Mar 5, 2024 0812 GMT", "2024-03-05T08:12+00:00"),
        ("5 March 2024 • 8:12am", "2024-03-05T08:12"),
        ("25.03.2024, 08:12 Uhr", "2024-03-25T08:12"),
        ("Issued on: 25/03/2024 - 08:12", "2024-03-25T08:12"),
        ("20240305T081233Z", "2024-03-05T08:12:33+00:00"),
        ("Published time: 5 Mar, 2024 08:12", "2024-03-05T08:12"),
        ("Created: 05 March 2024", "2024-03-05"),
        # A zone with several meanings is no zone
        ("Mar 5, 2024 8:12 AM IST", "2024-03-05T08:12"),
        # Other languages
        ("5 de marzo de 2024", "2024-03-05"),
        ("Publié le 5 mars 2024 à 08h12", "2024-03-05T08:12"),
        ("5. März 2024", "2024-03-05"),
        ("5 марта 2024 г., 08:12 МСК", "2024-03-05T08:12+03:00"),
        ("5 marca 2024", "2024-03-05"),
        ("公開日：2024年3月5日", "2024-03-05"),
        ("2024年3月5日(火) 08時12分", "2024-03-05T08:12"),
        ("5 KASIM 2024", "2024-11-05"),
        # Partial dates stay partial
        ("Published: March 2024", "2024-03"),
        # First published, not last updated
        ("Published March 5, 2024 Updated March 6, 2024", "2024-03-05"),
        ("Published: March 5, 2024, 8:12 am | Updated: March 6, 2024, 9:00 am", "2024-03-05T08:12"),
        ("Upd. 5 March 2024", None),
        ("Last updated on March 5, 2024 08:12 IST", None),
        ("Mis à jour le 6 mars 2024", None),
        # No date
        ("Published 2 hours ago", None),
        ("5 listopada 2024", None),
        ("Published: 31 February 2024", None),
    ],
)
def test_the_day_of_publication(line: str, expected: str | None) -> None:
    assert published(line) == (expected, ())


@pytest.mark.parametrize(
    "line", ["05/03/2024", "Published: 05.03.2024 08:12", "3/5/24", "05-Mar-24", "Date: 5 March 24"]
)
def test_a_date_in_doubt_is_left_out_and_named(line: str) -> None:
    stated, warnings = published(line)
    assert stated is None
    assert len(warnings) == 1
    assert line in warnings[0]


def test_a_sure_date_beside_one_in_doubt_is_taken_without_a_warning() -> None:
    assert published("05/03/2024", "Published: 5 March 2024") == ("2024-03-05", ())


@pytest.mark.parametrize(
    "line", ["By Mart Laar", "The talks resumed on 5 March 2024 updated", "1.2.10"]
)
def test_no_date_is_read_where_none_is(line: str) -> None:
    assert all(fact.field != "published" for fact in facts_of(line))


def test_the_head_tells_from_which_line_a_date_is() -> None:
    text = f"{TITLE}\n\nPublished: 5 March 2024\n\n{BODY}"
    head = read_head(blocks_of(text, "text:"))
    assert head.facts["published"] == "2024-03-05"
    assert head.places["published"] == "line 'Published: 5 March 2024'"


@given(st.text(alphabet="0123456789/.-: ,年月日時分MarchTZ|+", max_size=40))
def test_any_line_is_a_date_or_none(line: str) -> None:
    stamp = stamp_of(line, place=True)
    assert stamp is None or stamp.value is None or stamp.value[:4].isdigit()
    facts_of(line)
