"""What a user would miss: who has the word in interviews, exchanges, signed quotations, opinion."""

from __future__ import annotations

import pytest

from dragoman.intake import from_text
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.own_voice import own_voice
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read
from saying import words


def test_an_answer_in_an_interview_is_the_statement_of_whoever_has_the_word() -> None:
    text = (
        "Interview with Ambassador Tam Resk\n\n"
        "HERALD: Ambassador, are talks possible this spring?\n\n"
        "RESK: At this moment they are not. The door is closed, but it is not locked.\n\n"
        "HERALD: And the prisoners?\n\n"
        "RESK: We have proposed an exchange of all fishermen.\n"
    )
    document = parse(from_text(text))
    said = [words(document, a) for a in attributions(document) if a.rule == "turn"]
    assert said == [
        (
            "RESK",
            None,
            "At this moment they are not. The door is closed, but it is not locked",
        ),
        ("RESK", None, "We have proposed an exchange of all fishermen"),
    ]


EXCHANGE = """Minister pressed on the strait

Foreign Minister Ana Vale of Valdoria said on Sunday that her government would wait.

“HOLM: Will you meet the ambassador of Kestrel this week?”

“VALE: We will not meet anybody this week.”

“HOLM: What would have to change?

“VALE: The blockade has to end first. We told them so in January.

“And we shall tell them again in “every port” we have.”

“(Noise.)”

“HOLM: Thank you.”

“Follow our correspondent.”

UPDATE: Kestrel replied on Monday. Its envoy said that it was ready.
"""


def test_an_exchange_quoted_in_a_report_is_told_turn_by_turn() -> None:
    document = parse(from_text(EXCHANGE))
    found = [words(document, a) for a in attributions(document)]
    assert [one for one in found if one[1] is None] == [
        ("VALE", None, "We will not meet anybody this week"),
        (
            "VALE",
            None,
            "The blockade has to end first. We told them so in January || "
            "And we shall tell them again in “every port” we have",
        ),
    ]
    (minister,) = [said for who, _, said in found if who and "Minister" in who]
    assert minister == "her government would wait", "no turn is the words of whoever spoke before"


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        (
            "“We were promised a harbour.” ― Ilse Marrane.",
            [("Ilse Marrane", None, "We were promised a harbour.")],
        ),
        (
            '"My father never came home." -- Tomas Orr, retired pilot',
            [("Tomas Orr, retired pilot", None, "My father never came home.")],
        ),
        (
            "“We were promised a harbour.”\n– Ilse Marrane",
            [("Ilse Marrane", None, "We were promised a harbour.")],
        ),
        ("“We were promised a harbour.” – and we got a fence that nobody wanted.", []),
        ("“Harbour Days” – Norhaven", []),
        ("The song “We Were Promised A Harbour” – Norhaven Choir", []),
    ],
)
def test_a_signed_quotation_is_its_signers(
    paragraph: str, wanted: list[tuple[str, None, str]]
) -> None:
    document = parse(from_text(f"Readers on the strait\n\n{paragraph}\n\nIt rained on Monday.\n"))
    assert [words(document, a) for a in attributions(document)] == wanted


def test_in_an_opinion_a_sentence_that_nobody_else_claims_is_the_authors_own() -> None:
    text = (
        "Opinion: Do not wait\n\nBy Selma Ort\n\n"
        "Valdoria should withdraw half of its garrison now. Critics say it would look weak."
    )
    document = parse(from_text(text))
    found = attributions(document)
    own = own_voice(document, found)
    assert [words(document, a)[2] for a in own] == [
        "Valdoria should withdraw half of its garrison now"
    ]


@pytest.mark.parametrize(
    ("byline", "sort", "side"),
    [
        ("Tekla Voss", "person", None),
        ("The Editorial Board", "organisation", "The Editorial Board"),
    ],
)
def test_the_author_of_an_opinion_is_a_person_and_no_side(
    byline: str, sort: str, side: str | None
) -> None:
    text = f"Opinion: Open the crossing\n\nBy {byline}\n\nNorway should open the crossing now.\n"
    (statement,) = read(from_text(text)).statements
    assert (statement.speaker.name, statement.speaker.sort, statement.side) == (byline, sort, side)
