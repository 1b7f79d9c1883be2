"""In whose voice an article speaks, whose turn it is, and whom a passage is credited to."""

from __future__ import annotations

import pytest

from dragoman.intake import from_text
from dragoman.turns import turns

REPORT = (
    "The foreign minister of Valdoria said on Monday that the crossing would reopen in June.\n\n"
    'The envoy of Kestrel told reporters: "We welcome this step and we urge Valdoria to go on."\n\n'
    '"I believe in these talks," he added. "We call on all sides to join them."\n'
)
VOICED = (
    "We welcome the return of the fishermen to their families.\n\n"
    "We call on all parties in the strait to keep to the accord, and reaffirm our support for "
    "the work of the mediators.\n\n"
    "The accord was reached in Norhaven after nine days.\n"
)
THIRD_PERSON = (
    "The Ministers met in Norhaven and discussed the return of the fishermen.\n\n"
    "They reaffirmed their support for the work of the mediators and agreed to meet again.\n"
)
INTRODUCED = (
    "The Foreign Minister of Valdoria, Ilse Marrane, received the envoy of Kestrel.\n\n"
    "Following the meeting the Foreign Minister said:\n\n"
    "I welcome the return of the fishermen. We call on Kestrel to keep to the accord.\n\n"
    "We reaffirm our support for the work of the mediators.\n"
)
COLUMN = (
    "I have sat in that room. My chair was the one by the door.\n\n"
    "I learned there that a map is a promise, and I fear we have forgotten it.\n\n"
    "The crossing at Tarvik should open tomorrow.\n"
)


@pytest.mark.parametrize(
    ("text", "form", "issuer"),
    [
        (f"Valdoria reopens crossing\n\n{REPORT}", "report", None),
        (REPORT, "report", None),
        (VOICED, "statement", None),
        (
            "The Kestrel Republic condemns the attack on the Tarvik crossing. Our thoughts are with"
            " the families. We call on all sides to show restraint.",
            "statement",
            None,
        ),
        (
            "The crossing was closed at noon. We waited there for six hours with the drivers.\n\n"
            "A guard said that nobody had told him. We don't know who gave the order.",
            "report",
            None,
        ),
        (f"Press release\n\nFishermen return home\n\n{VOICED}", "statement", None),
        (f"FOR IMMEDIATE RELEASE\n\nFishermen return\n\n{THIRD_PERSON}", "statement", None),
        (
            f"Statement by the Foreign Ministry of Valdoria on the fishermen\n\n{VOICED}",
            "statement",
            "Foreign Ministry of Valdoria",
        ),
        (
            "Joint statement of the Kingdom of Valdoria and the Kestrel Republic on the exchange"
            f" of fishermen\n\n{THIRD_PERSON}",
            "statement",
            "Kingdom of Valdoria and the Kestrel Republic",
        ),
        (
            f"Remarks by President Tam Resk at the opening of the talks\n\n{VOICED}",
            "statement",
            "President Tam Resk",
        ),
        (
            f"Foreign Minister Ilse Marrane's statement on the fishermen\n\n{VOICED}",
            "statement",
            "Foreign Minister Ilse Marrane",
        ),
        (f"Joint communiqué\n\n6 May 2025\n\n{THIRD_PERSON}", "statement", None),
        (f"Communiqué on the talks in Norhaven\n\n{VOICED}", "statement", None),
        (
            f"Fishermen return\nIssued by: Ministry of the Sea of Valdoria\nStatement\n\n{VOICED}",
            "statement",
            "Ministry of the Sea of Valdoria",
        ),
        # A report about a statement, or one that quotes it, is a report.
        (f"Statement by Valdoria on the fishermen draws protest\n\n{THIRD_PERSON}", "report", None),
        (f"Statement by Valdoria on the fishermen\n\n{REPORT}", "report", None),
        (f"Ilse Marrane statement on the fishermen\n\n{INTRODUCED}", "report", None),
        (f"Marrane welcomes return of fishermen\n\n{INTRODUCED}", "report", None),
        (f"Opinion: Open the crossing\nBy Selma Ort\n\n{COLUMN}", "opinion", "Selma Ort"),
        (f"OPINION\n\nOpen the crossing\nBy Selma Ort\n\n{COLUMN}", "opinion", "Selma Ort"),
        (f"Open the crossing\nBy Selma Ort\n\n{COLUMN}", "opinion", "Selma Ort"),
        (f"Op-ed\n\nOpen the crossing\n\n{REPORT}", "opinion", None),
        (f"Open the crossing\n\n{COLUMN}", "report", None),
        (f"Valdoria reopens crossing\nBy Anna Reyl\n\n{REPORT}", "report", None),
    ],
)
def test_forms_and_issuers(text: str, form: str, issuer: str | None) -> None:
    article = from_text(text)
    assert (article.form, article.issuer) == (form, issuer)


INTERVIEW = """\
"The door is closed, but it is not locked": interview with Tam Resk

Tarn Herald
9 March 2025

The Herald spoke with the envoy in Norhaven.

{q}: Are talks possible this spring?

{a}: At this moment they are not.

Unless Port Varn stops building, there is nothing to talk about.

{q}: What would Kestrel offer?

{a}: We will lift the ban on fish.

Read more: A short history of the strait
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q", "A"),
        ("QUESTION", "ANSWER"),
        ("Question", "Ambassador Resk"),
        ("HERALD", "RESK"),
        ("Tarn Herald", "Tam Resk"),
        ("Ms. Ort (Norhaven)", "Mr. Resk (Kestrel Republic)"),
        ("**Herald**", "**Resk**"),
    ],
)
def test_each_turn_of_a_transcript_has_its_speaker(question: str, answer: str) -> None:
    article = from_text(INTERVIEW.format(q=question, a=answer))
    assert article.form == "transcript"
    found = turns(article)
    label = answer.strip("*")
    assert [turn.speaker_label for turn in found] == [question.strip("*"), label] * 2
    assert all(turn.label_span.of(article.text) == turn.speaker_label for turn in found)
    assert found[1].span.of(article.text) == (
        "At this moment they are not.\n\n"
        "Unless Port Varn stops building, there is nothing to talk about."
    )
    assert found[3].span.of(article.text) == "We will lift the ban on fish."


def test_labels_on_lines_of_their_own() -> None:
    pair = "QUESTION:\n\n{}?\n\nMR. RESK:\n\n{}."
    text = f"Talks\n\n{pair.format('When', 'Not now')}\n\n{pair.format('Why', 'No')}"
    found = turns(from_text(text))
    assert [turn.span.of(text) for turn in found] == ["When?", "Not now.", "Why?", "No."]


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "The sides agreed on three points.\n\nTrade: the ban on fish ends.\n\n"
        "Prisoners: all go home.\n\nBorders: nothing changes before June.\n",
        "The minister said: we go on.\n\nThe envoy said: we stop.\n\nThe minister said: a pity.\n",
        "A. The Parties shall consult.\n\nB. They shall meet.\n\nA. No more.\n\nThe end came.",
        "Resk: Talks are over\n\n" + REPORT * 3,
    ],
)
def test_colons_alone_make_no_transcript(text: str) -> None:
    article = from_text(text)
    assert article.form == "report"
    assert turns(article) == ()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The talks go on. [Source: TASS]", [("[Source: TASS]", "TASS")]),
        ("The talks go on (Source: Reuters).", [("(Source: Reuters)", "Reuters")]),
        ("The talks go on. [Via AFP]", [("[Via AFP]", "AFP")]),
        ("The talks go on. (via Reuters)", [("(via Reuters)", "Reuters")]),
        ("The talks go on. (Reuters)", [("(Reuters)", "Reuters")]),
        (
            "The talks go on. [sources: Tarn Herald, AFP]",
            [("[sources: Tarn Herald, AFP]", "Tarn Herald, AFP")],
        ),
        (
            "They met. [Source: TASS] They left. [Source: AFP]",
            [("[Source: TASS]", "TASS"), ("[Source: AFP]", "AFP")],
        ),
        (
            "They met. [Source: government statements]",
            [("[Source: government statements]", "government statements")],
        ),
        ("He spoke to reporters (via video link) on Monday.", []),
        ("The river (source of all quarrels) is low.", []),
        ("It was reported by Agence France-Presse (AFP) on Monday.", []),
        ("The pact [sic] was signed [...] in June.", []),
        ("The island (Ledra) is small.", []),
        ("Photo: The port. [Source: TASS]", []),
    ],
)
def test_source_tags(text: str, tags: list[tuple[str, str]]) -> None:
    article = from_text(f"{REPORT}\n\n{text}\n\n{REPORT}")
    assert [(t.span.of(article.text), t.source) for t in article.source_tags] == tags
