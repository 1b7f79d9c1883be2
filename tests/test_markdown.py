"""Markdown is read by what a reader of the page would see, and its text stays as it is."""

from __future__ import annotations

import pytest

from dragoman.article import Article
from dragoman.intake import from_text
from dragoman.reading.masking import readable

FIRST = "The foreign minister of Valdoria said on Monday that the crossing would reopen in June."
SECOND = "Kestrel welcomed the step but asked for inspectors, its envoy told the council."


def opened(text: str) -> Article:
    article = from_text(text, ending=".md")
    assert article.text == text
    return article


def seen(article: Article) -> list[tuple[str, str]]:
    """Return each block's sort and the words that the parser sees, furniture left out."""
    return [
        (p.sort, " ".join(readable(article, p.span).split()))
        for p in article.paragraphs
        if p.sort != "furniture"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Talks resume\n\n" + FIRST, [("title", "Talks resume"), ("body", FIRST)]),
        ("# Talks *resume* #\n\n" + FIRST, [("title", "Talks resume"), ("body", FIRST)]),
        ("Talks resume\n============\n\n" + FIRST, [("title", "Talks resume"), ("body", FIRST)]),
        ("## Talks resume\n\n" + FIRST, [("title", "Talks resume"), ("body", FIRST)]),
        (
            f"# Talks\n\n{FIRST}\n\n## What next\n\n{SECOND}",
            [("title", "Talks"), ("body", FIRST), ("heading", "What next"), ("body", SECOND)],
        ),
        (
            f"# Talks\n\n{FIRST}\n\nWhat next\n---------\n\n{SECOND}",
            [("title", "Talks"), ("body", FIRST), ("heading", "What next"), ("body", SECOND)],
        ),
        (
            "The minister said on Monday that\nthe crossing would reopen.\nKestrel agreed.",
            [
                (
                    "body",
                    "The minister said on Monday that the crossing would reopen. Kestrel agreed.",
                )
            ],
        ),
        (f"{FIRST}  \n{SECOND}", [("body", FIRST), ("body", SECOND)]),
        (f"{FIRST * 2}\n{SECOND * 2}", [("body", FIRST * 2), ("body", SECOND * 2)]),
        ("> We go on,\n> she said.", [("body", "We go on, she said.")]),
        (
            "- the return of prisoners\n- a ferry",
            [("body", "the return of prisoners"), ("body", "a ferry")],
        ),
        (
            "1. the return of prisoners\n2) a ferry",
            [("body", "the return of prisoners"), ("body", "a ferry")],
        ),
        (f"{FIRST}\n\n```\ncode = 1\n```\n\n{SECOND}", [("body", FIRST), ("body", SECOND)]),
        (
            f"{FIRST}\n\n<!-- a note\nto the editor -->\n\n{SECOND}",
            [("body", FIRST), ("body", SECOND)],
        ),
        (
            f"{FIRST}\n\n***\n\n{SECOND}\n\n[1]: https://tarn.example\n",
            [("body", FIRST), ("body", SECOND)],
        ),
        (f"![The port](port.png)\n\n{FIRST}", [("body", FIRST)]),
        (
            f"{FIRST}\n\n## Related articles\n\n- [Opera reopens](https://a.b)\n- [Linen](b)\n",
            [("body", FIRST)],
        ),
    ],
)
def test_blocks(text: str, expected: list[tuple[str, str]]) -> None:
    assert seen(opened(text)) == expected


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("The *accord* was **signed** by ***both***.", "The accord was signed by both."),
        ("The _accord_ was __signed__.", "The accord was signed."),
        ("The **_accord_** holds.", "The accord holds."),
        ("The ~~old~~ accord `holds`.", "The old accord holds."),
        ("The [joint accord](https://a.example/x_y_z) holds.", "The joint accord holds."),
        ('The [accord](https://a.example/a_(b) "Title") holds.', "The accord holds."),
        ("The [*accord*][1] holds[^2].", "The accord holds ."),
        ("See <https://a.example/x> for it.", "See https://a.example/x for it."),
        (
            "It rose by 2 * 3 and 4*5 in some_long_name.",
            "It rose by 2 * 3 and 4*5 in some_long_name.",
        ),
        (r"It cost \*much and \[sic.", "It cost *much and [sic."),
        ("The <b>accord</b><br> holds.", "The accord holds."),
        ("He said ![flag](f.png) so.", "He said so."),
        ("A lone * or [bracket] stays.", "A lone * or [bracket] stays."),
        ("They met. [Source: TASS]", "They met."),
    ],
)
def test_signs_in_a_line(marked: str, words: str) -> None:
    article = opened(f"# Talks\n\n{marked}\n\n{FIRST}\n")
    text = seen(article)[1][1]
    assert text.replace(" .", ".") == words.replace(" .", ".")


def test_furniture_is_exactly_what_is_no_word() -> None:
    article = opened("# Talks\n\nThe **accord** [holds](u).\n")
    assert [span.of(article.text) for span in article.furniture] == ["# ", "**", "**", "[", "](u)"]


FRONT = """\
---
title: "Talks on the strait resume"
date: 2021-03-03 14:05 +0300
authors:
  - Anna Reyl
  - Jonas Holt
source: Tarn Herald  # where it ran
url: https://tarn.example/talks
lang: en-GB
tags: [strait, talks]
---

"""


def test_front_matter_states_the_metadata_and_is_nobodys_words() -> None:
    article = opened(FRONT + FIRST)
    assert article.title == "Talks on the strait resume"
    assert article.published == "2021-03-03T14:05+03:00"
    assert article.byline == "Anna Reyl, Jonas Holt"
    assert article.outlet == "Tarn Herald"
    assert article.url == "https://tarn.example/talks"
    assert article.language == "en"
    assert seen(article) == [("body", FIRST)]


def test_front_matter_outweighs_the_text() -> None:
    article = opened(f"{FRONT}# Another headline\n\n4 March 2021\n\n{FIRST}")
    assert article.title == "Talks on the strait resume"
    assert article.published == "2021-03-03T14:05+03:00"


def test_a_date_in_front_matter_that_reads_two_ways_is_left_out_with_a_warning() -> None:
    article = opened(f"---\ndate: 03/04/2021\n---\n\n{FIRST}")
    assert article.published is None
    assert "03/04/2021" in article.warnings[0]


@pytest.mark.parametrize("text", [f"---\n\n{FIRST}", f"---\ndraft: yes\n\n{FIRST}"])
def test_dashes_alone_are_no_front_matter(text: str) -> None:
    assert seen(opened(text))[-1] == ("body", FIRST)


def test_the_parser_sees_wraps_and_tags_as_blanks_at_equal_length() -> None:
    text = "The foreign minister said on Monday after\r\nthat they met. [Source: TASS] He left.\n"
    article = from_text(text)
    (block,) = article.paragraphs
    shown = readable(article, block.span)
    assert (
        shown
        == "The foreign minister said on Monday after  that they met.                He left.\n"
    )
    assert len(shown) == len(text)
