"""Who speaks: what a reader of the ledger would see under the wrong name if this broke."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from dragoman.article import Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.pipeline import parse
from dragoman.reading.speakers.speakers import Resolved, resolve
from dragoman.records import Speaker
from speaking import plain, spoken, words_at


class Said(NamedTuple):
    """Source words, cue words and what comes out: name, country, sort, side."""

    source: str | None
    cue: str
    name: str | None
    country: str | None
    sort: str
    side: str | None


CASES = {
    "full name behind a title, surname, pronoun and description": (
        "Valdorian Deputy Foreign Minister Tomas Marek said the strait talks could wait.\n"
        "He added that Valdoria was in no hurry.\n"
        "Marek told reporters the harbour would stay open.\n"
        "The Valdorian official warned that patience had limits.\n",
        [
            Said("Valdorian Deputy Foreign Minister Tomas Marek", "said", "Tomas Marek", None,
                 "person", "Valdoria"),
            Said("He", "added", "Tomas Marek", None, "person", "Valdoria"),
            Said("Marek", "told", "Tomas Marek", None, "person", "Valdoria"),
            Said("The Valdorian official", "warned", "Tomas Marek", None, "person", "Valdoria"),
        ],
    ),
    "an ambassador speaks for the state that sends him": (
        "Jon Leifsson, the Icelandic ambassador to Portugal, said the reception began at noon.\n"
        "According to the ambassador, two hundred guests came.\n",
        [
            Said("Jon Leifsson, the Icelandic ambassador to Portugal", "said", "Jon Leifsson",
                 "ISL", "person", "ISL"),
            Said("the ambassador", "According to", "Jon Leifsson", "ISL", "person", "ISL"),
        ],
    ),
    "a title behind its complement, before the name": (
        "Former Norwegian Ambassador to Chile Kari Holm said the road was long.\n",
        [Said("Former Norwegian Ambassador to Chile Kari Holm", "said", "Kari Holm", "NOR",
              "person", None)],
    ),
    "a name after its description and a comma": (
        "The mayor of the port, Lena Quist, said the pier had been repaired.\n",
        [Said("The mayor of the port, Lena Quist", "said", "Lena Quist", None, "person", None)],
    ),
    "states by seat, government, side and pronoun": (
        "Lisbon said the ferry would run daily.\n"
        "The Portuguese government added that tickets were cheap.\n"
        "The Icelandic side noted the weather.\n"
        "Iceland announced it planned a second ferry.\n",
        [
            Said("Lisbon", "said", "Portugal", "PRT", "government", "PRT"),
            Said("The Portuguese government", "added", "Portugal", "PRT", "government", "PRT"),
            Said("The Icelandic side", "noted", "Iceland", "ISL", "government", "ISL"),
            Said("Iceland", "announced", "Iceland", "ISL", "government", "ISL"),
            Said("it", "planned", "Iceland", "ISL", "government", "ISL"),
        ],
    ),
    "a ministry keeps its name, its spokesman stays unnamed": (
        "The Portuguese Foreign Ministry said the consulate would close at five.\n"
        "The ministry added that it would open again on Monday.\n"
        "A spokesman for the ministry confirmed the hours.\n"
        "The spokesman gave no reason.\n",
        [
            Said("The Portuguese Foreign Ministry", "said", "Portuguese Foreign Ministry", "PRT",
                 "government", "PRT"),
            Said("The ministry", "added", "Portuguese Foreign Ministry", "PRT", "government",
                 "PRT"),
            Said("A spokesman for the ministry", "confirmed", None, "PRT", "person", "PRT"),
            Said("The spokesman", "gave", None, "PRT", "person", "PRT"),
        ],
    ),
    "an abbreviation leads to the long name": (
        "The Free Coast Movement (FCM) said it would lay down its arms.\n"
        "The FCM added that it expected the same of others.\n",
        [
            Said("The Free Coast Movement", "said", "Free Coast Movement", None, "organisation",
                 "Free Coast Movement"),
            Said("The FCM", "added", "Free Coast Movement", None, "organisation",
                 "Free Coast Movement"),
        ],
    ),
    "people without a name": (
        "Analysts said the winter would be mild.\n"
        "Some Icelandic diplomats agreed.\n"
        "A Portuguese official said the tide was high.\n",
        [
            Said("Analysts", "said", None, None, "group", None),
            Said("Some Icelandic diplomats", "agreed", None, "ISL", "group", "ISL"),
            Said("A Portuguese official", "said", None, "PRT", "person", "PRT"),
        ],
    ),
    "papers: their makers, their names": (
        "According to a statement released by the Portuguese government, the bridge is open.\n"
        "The Icelandic statement spoke of a mild winter.\n"
        "Security Council Resolution 9999 demanded that the strait stay open.\n"
        "The resolution called for patience.\n",
        [
            Said("a statement released by the Portuguese government", "According to", "Portugal",
                 "PRT", "government", "PRT"),
            Said("The Icelandic statement", "spoke", "Iceland", "ISL", "government", "ISL"),
            Said("Security Council Resolution 9999", "demanded",
                 "Security Council Resolution 9999", None, "document", None),
            Said("The resolution", "called", "Security Council Resolution 9999", None,
                 "document", None),
        ],
    ),
    "outlets by name and by their noun": (
        "Reuters reported that the harbour was calm.\n"
        "The agency said boats were sailing.\n"
        "The Tarn Herald said the fog had lifted.\n",
        [
            Said("Reuters", "reported", "Reuters", "GBR", "media", None),
            Said("The agency", "said", "Reuters", "GBR", "media", None),
            Said("The Tarn Herald", "said", "Tarn Herald", None, "media", None),
        ],
    ),
    "she is the woman, not the man who stands nearer": (
        "Ms Orlo, the Valdorian foreign minister, met Mr Asch in Tarn.\n"
        "She said Valdoria hoped for an answer.\n",
        [Said("She", "said", "Orlo", None, "person", "Valdoria")],
    ),
    "a minister is not the prime minister": (
        "Prime Minister Mira Dahl opened the bridge with Transport Minister Ruben Asch.\n"
        "Dahl said it was a fine day.\n"
        "The minister said the bridge would carry trains.\n",
        [
            Said("Dahl", "said", "Mira Dahl", None, "person", None),
            Said("The minister", "said", "Ruben Asch", None, "person", None),
        ],
    ),
    "a headline describes who is named below": (
        "Valdorian foreign minister calls for calm\n"
        "Valdoria is an island. Valdorian foreign minister Ana Orlo called for calm.\n",
        [Said("Valdorian foreign minister", "calls", "Ana Orlo", None, "person", "Valdoria")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_source_is_resolved(case: str) -> None:
    text, expected = CASES[case]
    found = spoken(plain(text), *((said.source, said.cue) for said in expected))
    got = [(r.speaker.name, r.speaker.country, r.speaker.sort, r.side) for r in found]
    assert got == [(s.name, s.country, s.sort, s.side) for s in expected]


@pytest.mark.parametrize(
    ("text", "source", "cue", "names", "side"),
    [
        ("Ana Orlo and Ruben Asch agreed to meet.\n", "Ana Orlo and Ruben Asch", "agreed",
         ["Ana Orlo", "Ruben Asch"], None),
        ("Iceland, Norway and Portugal said the fair was on.\n", "Iceland, Norway and Portugal",
         "said", ["Iceland", "Norway", "Portugal"], None),
        ("Iceland met Portugal. Both sides said the fair was on.\n", "Both sides", "said",
         ["Iceland", "Portugal"], None),
        ("Ana Orlo met Ruben Asch. They said the fair was on.\n", "Ana Orlo", "met",
         [], None),
    ],
)  # fmt: skip
def test_joint_speakers_are_each_named(
    text: str, source: str, cue: str, names: list[str], side: str | None
) -> None:
    (found,) = spoken(plain(text), (source, cue))
    assert [speaker.name for speaker in found.speakers] == names
    if names:
        assert found.speaker.sort == "group"
        assert found.speaker.name == ", ".join(names[:-1]) + " and " + names[-1]
    assert found.side == side


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("AU trade and industry commissioner Okello Ade", 0),
        ("the county's police and fire commissioner Okello Ade", 0),
        ("the Ministry of Foreign Affairs and Trade", 0),
        ("Trinidad and Tobago", 0),
        ("Okello Ade, a poet and a farmer", 0),
    ],
)
def test_an_and_inside_a_name_or_title_joins_nobody(source: str, parts: int) -> None:
    (found,) = spoken(
        plain(f"In the morning {source} said the rain had ended.\n"), (source, "said")
    )
    assert len(found.speakers) == parts


ROLES = [
    ("Valdorian Deputy Foreign Minister Tomas Marek", "Deputy Foreign Minister"),
    ("Tomas Marek, the Valdorian ambassador to Kestrelia", "ambassador to Kestrelia"),
    ("a senior Valdorian official", "senior official"),
]


@pytest.mark.parametrize(("source", "role"), ROLES[:2])
def test_the_role_is_worded_as_in_the_article(source: str, role: str) -> None:
    text = f"Valdoria is an island. {source} said the Valdorian government was pleased.\n"
    (found,) = spoken(plain(text), (source, "said"))
    assert found.speaker.role == role


def test_first_persons_in_a_quotation_are_the_quoted_speaker() -> None:
    article = plain('Ana Orlo said: "I welcome the fair, and we want a second one."\n')
    text = article.text
    quoted = words_at(text, "I welcome the fair, and we want a second one.")
    outer = Attribution(words_at(text, "Ana Orlo"), words_at(text, "said"), (quoted,), "direct")
    inner = [
        Attribution(
            words_at(text, f"{who} ", quoted.start), words_at(text, cue), (words_at(text, what),),
            "direct", within=0,
        )
        for who, cue, what in (
            ("I", "welcome", "the fair"),
            ("we", "want", "a second one"),
        )
    ]  # fmt: skip
    found = resolve(parse(article), (outer, *inner))
    assert [r.speaker.name for r in found] == ["Ana Orlo"] * 3


@pytest.mark.parametrize(
    ("issuer", "name", "country", "sort"),
    [
        ("Ana Orlo, Foreign Minister of Valdoria", "Ana Orlo", None, "person"),
        ("Government of Iceland", "Iceland", "ISL", "government"),
        ("European Union", "European Union", None, "organisation"),
        ("Iceland and Norway", "Iceland and Norway", None, "group"),
        (None, None, None, "person"),
    ],
)
def test_a_statement_speaks_with_its_issuers_voice(
    issuer: str | None, name: str | None, country: str | None, sort: str
) -> None:
    article = plain("We welcome the fair. The second fair is most welcome.\n")
    article = replace(article, form="statement", issuer=issuer)
    sourced, unsourced = spoken(article, ("We", "welcome"), (None, "is most welcome"))
    assert (sourced.speaker.name, sourced.speaker.country, sourced.speaker.sort) == (
        name, country, sort,
    )  # fmt: skip
    assert unsourced.speaker == sourced.speaker


def test_a_transcript_gives_the_word_to_the_one_whose_turn_it_is() -> None:
    text = (
        "QUESTION: What do we know?\n"
        "AMBASSADOR TAM RESK: We know the tide tables.\n"
        "Q: And what do we hope?\n"
        "RESK: We hope for fair weather.\n"
    )
    article = replace(plain(text), form="transcript")
    told = [("We", "know the"), ("We", "hope for")]
    found = spoken(article, *told)
    assert [r.speaker.name for r in found] == ["Tam Resk", "Tam Resk"]


def test_what_nobody_is_said_to_have_said_has_no_speaker() -> None:
    (found,) = spoken(plain("It is believed that the fog will lift.\n"), (None, "believed"))
    assert found == Resolved(Speaker())


@pytest.mark.parametrize("text", ["🕊", "He said", "said said said", "\n\nshe\n\n"])
def test_any_text_resolves_without_a_failure(text: str) -> None:
    article = plain(text)
    whole = Span(0, len(text))
    told = Attribution(whole, whole, (whole,), "direct", within=None)
    document = parse(article)
    assert resolve(document, ()) == ()
    assert len(resolve(document, (told, told))) == 2


def test_the_order_of_what_comes_in_is_the_order_of_what_goes_out() -> None:
    article = plain('"The fair is on," Ana Orlo said. She added that it was free.\n')
    text = article.text
    told = [
        Attribution(
            Span(text.index("She"), text.index("She") + 3), None, (Span(50, 60),), "indirect"
        ),
        Attribution(Span(18, 26), Span(27, 31), (Span(1, 15),), "direct"),
    ]
    found = resolve(parse(article), tuple(told))
    assert [r.speaker.name for r in found] == ["Ana Orlo", "Ana Orlo"]


QUIET = "The harbour was quiet.\n" * 15


def test_a_pronoun_far_from_all_names_means_the_last_speaker_whom_it_fits() -> None:
    article = plain(
        "Mrs. Ana Vale, the Valdorian trade minister, said the pier was open.\n"
        f"Mr. Tomas Marek, a spokesman, said nobody came.\n{QUIET}She added that it was late.\n"
    )
    sources = ("Mrs. Ana Vale, the Valdorian trade minister", "Mr. Tomas Marek, a spokesman", "She")
    found = spoken(article, *zip(sources, ("said", "said", "added"), strict=True))
    assert [r.speaker.name for r in found] == ["Ana Vale", "Tomas Marek", "Ana Vale"]


@pytest.mark.parametrize("count", [3, 12])
def test_a_title_of_many_means_the_one_who_was_named_or_spoke_last(count: int) -> None:
    given, family = ("Ana", "Tomas", "Lena", "Jon"), ("Vale", "Marek", "Quist")
    names = [f"{given[n % 4]} {family[n % 3]}" for n in range(count)]
    lines = [f"Ambassador {name} said the pier was open.\n" for name in names]
    article = plain(f"{''.join(lines)}{QUIET}The ambassador added that it was late.\n")
    told = [(f"Ambassador {name}", "said") for name in names]
    found = spoken(article, *told, ("The ambassador", "added"))
    assert found[-1].speaker.name == found[-2].speaker.name == names[-1]
