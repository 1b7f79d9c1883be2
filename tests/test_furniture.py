"""What stands on a page and is nobody's words, and the sentences that only look like it."""

from __future__ import annotations

import pytest

from dragoman.errors import VocabularyError
from dragoman.intake import from_text
from dragoman.vocabulary import furniture as vocabulary
from dragoman.vocabulary.beginnings import beginning_of, beginnings, needed
from furniture_lines import FURNITURE, NO_FURNITURE

BODY = (
    "The foreign minister of Valdoria said on Monday that her country would reopen the border "
    "crossing at Tarvik once the inspectors had returned."
)


def sorts(text: str) -> dict[str, str]:
    """Return each block's sort by its words."""
    article = from_text(text)
    return {p.span.of(article.text).strip(): p.sort for p in article.paragraphs}


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_lines_are_marked(line: str) -> None:
    page = f"Valdoria to reopen border crossing\n\n{BODY}\n\n{line}\n\n{BODY}\n"
    article = from_text(page)
    assert [span.of(page) for span in article.furniture] == [line]


@pytest.mark.parametrize("line", NO_FURNITURE)
def test_sentences_that_look_like_furniture_stay_in_the_article(line: str) -> None:
    page = f"Valdoria to reopen border crossing\n\n{BODY}\n\n{line}\n\n{BODY}\n"
    assert sorts(page)[line] == "body"
    assert from_text(f"{BODY}\n{line}\n").furniture == ()


def test_teasers_go_with_the_label_above_them() -> None:
    page = (
        f"{BODY}\n\nNo time to read?\nGet a summary\nPrevious Article\n\n"
        "Opera house in Tarn reopens after three years\n\nNext Article\n\n"
        "Linen and pale colours lead the summer in Port Varn\n"
    )
    marked = [span.of(page) for span in from_text(page).furniture]
    assert marked == [
        "No time to read?",
        "Get a summary",
        "Previous Article",
        "Opera house in Tarn reopens after three years",
        "Next Article",
        "Linen and pale colours lead the summer in Port Varn",
    ]


def test_two_labels_in_a_row_take_two_teasers_at_the_close() -> None:
    page = f"{BODY}\n\nPrevious Article\nNext Article\nOpera reopens\nLinen leads the summer\n"
    assert len(from_text(page).furniture) == 4


def test_teasers_at_the_head_of_a_page_leave_the_headline() -> None:
    page = (
        "Previous Article\n\nOpera house reopens\n\n"
        f"Valdoria reopens its border crossing at Tarvik\n\n{BODY}\n"
    )
    article = from_text(page)
    assert [s.of(page) for s in article.furniture] == ["Previous Article", "Opera house reopens"]
    assert article.title == "Valdoria reopens its border crossing at Tarvik"


def test_a_box_amid_the_article_takes_no_paragraph_and_no_heading() -> None:
    page = (
        f"{BODY}\n\nRelated\n- Opera house reopens\n- Linen leads the summer\n\n{BODY}\n\n"
        f"Read also\nHarbour fees rise again\n\nA long way to go\n\n{BODY}\n"
    )
    by_words = sorts(page)
    assert by_words["- Opera house reopens"] == "furniture"
    assert by_words["Harbour fees rise again"] == "furniture"
    assert by_words["A long way to go"] == "heading"
    assert by_words[BODY] == "body"


def test_a_sentence_after_a_label_is_the_articles() -> None:
    sentence = "The envoy left Norhaven on Sunday without a word to the press."
    assert sorts(f"{BODY}\n\nNext Article\n\n{sentence}\n\n{BODY}")[sentence] == "body"


@pytest.mark.parametrize(
    "bio",
    [
        "Anna Reyl is a correspondent based in Norhaven.",
        "Anna Reyl covers diplomacy for the Tarn Herald.",
        "Dr Jonas Holt is a fellow at the Institute of the Strait and a former envoy.",
        "The views expressed are the author's own.",
    ],
)
def test_a_note_on_the_author_is_furniture_at_the_close_only(bio: str) -> None:
    assert sorts(f"{BODY}\n\n{bio}\n")[bio] == "furniture"
    assert sorts(f"{BODY}\n\n{bio}\n\n{BODY}\n")[bio] == "body"


def test_an_authors_box_goes_with_its_label() -> None:
    box = "Anna Reyl has lived in Port Varn since 2009. She keeps bees."
    assert sorts(f"{BODY}\n\nAbout the author\n\n{box}\n")[box] == "furniture"


def test_every_sort_of_furniture_has_a_test_line() -> None:
    known = vocabulary.furniture()
    found = {known.sort_of(line, tail=True) for line in FURNITURE}
    names = {sort.name for sort in found if sort is not None}
    beside = {sort.name for sort in known.sorts if sort.beside}
    assert {sort.name for sort in known.sorts} - names - beside == {"disclaimer", "comment"}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"phrases": ["next"]}, "no name"),
        ({"name": "pager", "phrase": ["next"]}, "phrase"),
        ({"name": "pager", "phrases": ["Next »"]}, "can never match"),
        ({"name": "pager", "whole": ["(next) page"]}, "must not capture"),
        ({"name": "pager", "whole": ["next("]}, "next("),
        ({"name": "credit", "ends": ["/ afp"]}, "Give both"),
    ],
)
def test_a_broken_vocabulary_says_what_is_wrong(
    entry: dict[str, object], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vocabulary, "table", lambda _: {"sort": [entry]})
    with pytest.raises(VocabularyError, match=r"furniture\.toml") as caught:
        vocabulary.furniture.__wrapped__()
    assert says in str(caught.value)


def test_a_menu_above_the_headline_goes_and_the_headline_stays() -> None:
    page = (
        "Skip to content\nPolitics\nCoast\nTrade\nOur guides\nValdoria waits\nBy Anna Reyl\n\n"
        f"{BODY}\n"
    )
    by_words = sorts(page)
    assert by_words["Valdoria waits"] == "title"
    assert [by_words[w] for w in ("Politics", "Coast", "Our guides")] == ["furniture"] * 3


@pytest.mark.parametrize("first", ["TOP NEWS\n", "Read more\n", "", "Watch now\n"])
def test_a_page_keeps_its_headline_whatever_stands_above_it(first: str) -> None:
    title = "WATCH: Valdoria opens the crossing at Tarvik"
    assert sorts(f"{first}{title}\n\n{BODY}\n\n{BODY}\n")[title] in ("title", "heading")


def test_a_short_line_is_a_menu_s_only_beside_other_furniture() -> None:
    assert sorts(f"{BODY}\n\nPolitics\n\n{BODY}\n")["Politics"] == "heading"
    assert sorts(f"{BODY}\n\nShare\n312\n\n{BODY}\n")["312"] == "furniture"


def test_what_stands_below_a_line_that_closes_a_page_goes_with_it() -> None:
    page = f"{BODY}\n\nTags: border\n\nA quiet spring in Marn\nNine walks by the river\n"
    assert len(from_text(page).furniture) == 3


def test_an_interview_below_a_share_bar_stays_the_article_s() -> None:
    page = f"{BODY}\n\nShare this article\n\nJONAS HOLT: Which is the hardest?\n\nThe fourth.\n"
    by_words = sorts(page)
    assert by_words["JONAS HOLT: Which is the hardest?"] == "body"
    assert by_words["The fourth."] == "body"


def test_a_foot_that_repeats_the_byline_is_furniture() -> None:
    page = (
        f"Valdoria opens the crossing\nBy Anna Reyl\nMarch 3, 2024\n{'  ' + BODY}\n"
        + f"{BODY}\n" * 6
        + "Anna Reyl\nSenior reporter\n"
    )
    assert [s.of(page) for s in from_text(page).furniture] == ["Anna Reyl", "Senior reporter"]


@pytest.mark.parametrize(
    ("pattern", "starts", "piece"),
    [
        ("read (?:more|on)", {"rea"}, "read "),
        ("(?:no|short on) time", {"no ", "sho"}, " time"),
        ("[(\\[]?by .*", {"(by", "[by", "by "}, "by "),
        ("\\d{1,2} min", {"0"}, " min"),
        ("(?!by )(?-i:[A-B]).+ of", {"a", "b"}, " of"),
        ("x*y", {"x", "y"}, "y"),
        ("a|b", {"a", "b"}, ""),
        (".+", {""}, ""),
    ],
)
def test_what_a_pattern_begins_with_and_needs(pattern: str, starts: set[str], piece: str) -> None:
    assert beginnings(pattern) == starts
    assert needed(pattern) == piece


def test_no_pattern_is_passed_over_that_would_match() -> None:
    patterns = {p for each in vocabulary.furniture().whole.values() for p in each}
    for line in (*FURNITURE, *NO_FURNITURE):
        for pattern in patterns:
            if pattern.compiled.match(line):
                assert pattern.needs in line.lower()
                assert beginning_of(line).startswith(tuple(pattern.begins))
