"""What a user would miss: a wrong or invented day on a statement or an event."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.article import Article, Span
from dragoman.reading.dates.dates import date_expressions, said_date
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read_document
from dragoman.reading.tense import tense

WEDNESDAY = "2021-03-10"


@cache
def document(text: str, published: str | None) -> Document:
    return parse(Article("note", "text:", "", text, published=published))


def dates(text: str, published: str | None = WEDNESDAY) -> list[str | None]:
    read = document(text, published)
    return [
        found.value(published, tense(read.tokens(found.span).root))
        for sentence in read.sentences
        for found in date_expressions(read, sentence)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Absolute, at the precision of the words
        ("Valdoria signed the pact on 3 March 2021.", ["2021-03-03"]),
        ("Valdoria signed the pact on March 3, 2021.", ["2021-03-03"]),
        ("Valdoria signed the pact on the 3rd of March 2021.", ["2021-03-03"]),
        ("Valdoria signed the pact on Wednesday, March 3, 2021.", ["2021-03-03"]),
        ("Valdoria signed the pact on Tuesday, 2 March 2021.", ["2021-03-02"]),
        ("Valdoria signed the pact on 2021-03-03.", ["2021-03-03"]),
        ("Valdoria signed the pact on Sept. 9, 2019.", ["2019-09-09"]),
        ("The pact was signed in October 2019.", ["2019-10"]),
        ("The pact was signed in October, 2019.", ["2019-10"]),
        ("The pact was signed in 2019.", ["2019"]),
        ("Since 2011 sanctions have been in force.", ["2011"]),
        ("The pact was signed in the spring of 2018.", ["2018"]),
        ("The pact was signed in late 2018.", ["2018"]),
        ("The ministers met on 5-7 March 2021.", ["2021-03"]),
        ("The ministers met on March 5 and 6, 2021.", ["2021-03"]),
        ("The note was dated 25/12/2020.", ["2020-12-25"]),
        ("The note was dated 03/04/2020.", ["2020"]),
        ("The note was dated 31 February 2020.", [None]),
        # Without a year, on the side that the tense says
        ("The ministers met on October 8.", ["2020-10-08"]),
        ("The ministers met on 8 March.", ["2021-03-08"]),
        ("The ministers will meet on October 8.", ["2021-10-08"]),
        ("The ministers will meet on 2 April.", ["2021-04-02"]),
        ("The ministers are to meet on 2 February.", ["2022-02-02"]),
        ("The talks planned for 12 May were cancelled.", ["2021-05-12"]),
        ("The ministry said it would hold talks on April 2.", ["2021-04-02"]),
        ("The talks were held from 28 February to 2 March.", ["2021-02-28", "2021-03-02"]),
        ("The ministers met in October.", ["2020-10"]),
        ("The ministers met in February.", ["2021-02"]),
        ("The ministers will meet in June.", ["2021-06"]),
        ("The ministers met last October.", ["2020-10"]),
        ("The ministers will meet next January.", ["2022-01"]),
        # Weekdays
        ("The minister visited Oslo on Wednesday.", ["2021-03-10"]),
        ("The minister visited Oslo on Friday.", ["2021-03-05"]),
        ("The minister visited Oslo late on Monday.", ["2021-03-08"]),
        ("The minister will visit Oslo on Friday.", ["2021-03-12"]),
        ("The summit is set to open on Monday.", ["2021-03-15"]),
        ("The envoy resigned last Thursday.", ["2021-03-04"]),
        ("The envoy will resign this Friday.", ["2021-03-12"]),
        ("The envoy will leave this coming Sunday.", ["2021-03-14"]),
        ("The envoy will leave next Friday.", ["2021-03"]),
        (
            "Officials said on Monday that talks will resume on Friday.",
            ["2021-03-08", "2021-03-12"],
        ),
        # Counted from the day of publication
        ("The envoy resigned yesterday.", ["2021-03-09"]),
        ("The envoy resigned the day before yesterday.", ["2021-03-08"]),
        ("The envoy resigned today.", ["2021-03-10"]),
        ("The envoy resigned earlier today.", ["2021-03-10"]),
        ("The envoy resigned last night.", ["2021-03-09"]),
        ("The envoy will leave tomorrow.", ["2021-03-11"]),
        ("The talks began three days ago.", ["2021-03-07"]),
        ("The talks began 20 days ago.", ["2021-02-18"]),
        ("The talks began two weeks ago.", ["2021-02"]),
        ("The talks began four months ago.", ["2020-11"]),
        ("The talks began a year ago.", ["2020"]),
        ("The envoy resigned last month.", ["2021-02"]),
        ("The envoy resigned last year.", ["2020"]),
        ("The envoy resigned last week.", ["2021-03"]),
        ("The envoy resigned earlier this week.", ["2021-03"]),
        ("The envoy will leave next month.", ["2021-04"]),
        ("The envoy will leave next year.", ["2022"]),
        ("The envoy resigned overnight.", ["2021-03"]),
        ("The envoy resigned at the weekend.", ["2021-03"]),
        ("The envoy resigned on Thursday last week.", ["2021-03-04"]),
        ("The envoy will leave on Tuesday of next week.", ["2021-03-16"]),
        ("The envoy resigned on the evening of 3 March.", ["2021-03-03"]),
        ("The envoy resigned on Monday evening.", ["2021-03-08"]),
        ("The pact was signed in September of 1951.", ["1951-09"]),
        ("The envoy resigned on the 2nd.", ["2021-03-02"]),
        ("The envoy resigned on the 28th.", ["2021-02-28"]),
        ("The envoy will leave on the 2nd.", ["2021-04-02"]),
        # Counted from another date
        ("He came on 1 March. Two days later he left.", ["2021-03-01", "2021-03-03"]),
        ("He came on 1 March and the next day he left.", ["2021-03-01", "2021-03-02"]),
        ("He came on 1 March. The day before, Kestrel had left.", ["2021-03-01", "2021-02-28"]),
        ("He came in May 2019. A year later he left.", ["2019-05", "2020"]),
        ("He came in May 2019. Two weeks later he left.", ["2019-05", None]),
        ("He came on 1 March. That evening he left.", ["2021-03-01", "2021-03-01"]),
        # Which of two dates is meant, or a date that is still to come, is no anchor
        (
            "He came on 1 March for talks that began on 5 February. The next day he left.",
            ["2021-03-01", "2021-02-05", None],
        ),
        ("They will meet on 20 March. Two days later he left.", ["2021-03-20", None]),
        ("Two days later he left.", [None]),
        (
            "He came on 1 March. Rain fell. Snow fell. It was cold. A day later he left.",
            ["2021-03-01", None],
        ),
        # No dates
        ("They met on the 14th floor.", []),
        ("They met more than 30 years ago.", []),
        ("They meet every Monday.", []),
        ("Exports fell from a year earlier.", []),
        ("They met the day before the vote.", []),
        ("The Wednesday Group met.", []),
        ("The Good Friday Agreement was cited.", []),
        ("The envoy may march on the capital.", []),
        ("They evacuated people in 2000 villages.", []),
        ("Some 2,019 people signed.", []),
        ("The road is 2000 km long.", []),
    ],
)
def test_a_date_keeps_the_precision_and_side_of_its_words(
    text: str, expected: list[str | None]
) -> None:
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy resigned yesterday.", [None]),
        ("The envoy resigned on Monday.", [None]),
        ("The envoy resigned on October 8.", [None]),
        ("The envoy resigned in May.", [None]),
        ("The envoy resigned last month.", [None]),
        ("The envoy resigned in May 2019.", ["2019-05"]),
        ("The envoy resigned on 3 May 2019.", ["2019-05-03"]),
    ],
)
@pytest.mark.parametrize("published", [None, "", "spring"])
def test_without_a_day_of_publication_nothing_relative_is_dated(
    text: str, expected: list[str | None], published: str | None
) -> None:
    assert dates(text, published) == expected


def test_a_time_of_publication_counts_by_its_day() -> None:
    assert dates("The envoy resigned yesterday.", "2021-03-01T08:30:00+09:00") == ["2021-02-28"]


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ivo Tal said on Monday that the talks would resume.", "said", "2021-03-08"),
        ("On Monday, Ivo Tal said the talks would resume.", "said", "2021-03-08"),
        ("Ivo Tal on Monday said the talks would resume.", "said", "2021-03-08"),
        ("Ivo Tal said Monday the talks would resume.", "said", "2021-03-08"),
        ("Ivo Tal told reporters in Oslo on Monday that the talks failed.", "told", "2021-03-08"),
        ("In a statement on 3 March, Ivo Tal said the talks had failed.", "said", "2021-03-03"),
        ("The talks have failed, Ivo Tal said on Friday.", "said", "2021-03-05"),
        ("Last month, Ivo Tal warned that the talks might fail.", "warned", "2021-02"),
        ("In 2019 Ivo Tal proposed a pact with Kestrel.", "proposed", "2019"),
        (
            "According to a statement issued on Monday by Valdoria, all is well.",
            "According to",
            "2021-03-08",
        ),
        (
            "Valdoria has left the pact, according to a decree signed by Prime Minister Ivo Tal "
            "and published on Monday.",
            "according to",
            "2021-03-08",
        ),
        ("In a letter dated 3 March, Ivo Tal said the talks had failed.", "said", "2021-03-03"),
        ("Speaking in Oslo on Monday, Ivo Tal warned of a war.", "warned", "2021-03-08"),
        ("Ivo Tal left Oslo on Sunday and said that all was well.", "said", "2021-03-07"),
        ("Ivo Tal left Oslo on Sunday and said on Monday that all was well.", "said", "2021-03-08"),
        ("Ivo Tal left Oslo in 1987, and he says that all is well.", "says", None),
        ("A boat sank on Sunday, and Kestrel blamed Valdoria.", "blamed", None),
        # A date inside what is said is no date of the saying
        ("Ivo Tal said the talks would resume on Friday.", "said", None),
        ("Ivo Tal said that on Friday the talks would resume.", "said", None),
        ("The talks of 3 March have failed, Ivo Tal said.", "said", None),
        ("In 2019 Valdoria left the pact, Ivo Tal said.", "said", None),
        ("The agreement of 2019 says that the border is open.", "says", None),
        ("Ivo Tal said Monday's talks had failed.", "said", None),
        ("Ivo Tal said that the talks had failed.", "said", None),
    ],
)
def test_a_statement_is_dated_by_its_own_clause_only(
    text: str, cue: str, expected: str | None
) -> None:
    start = text.index(cue)
    assert said_date(document(text, WEDNESDAY), Span(start, start + len(cue))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orlo denied that she had agreed to a truce in 2023.",
            {"denied": None, "agreed to": None},
        ),
        ("Orlo denied on Monday that she had agreed to a truce in 2023.", {"denied": "2021-03-08"}),
        ("Orlo said on Monday that Tal had agreed to a truce in 2019.", {"said": "2021-03-08"}),
    ],
)
def test_what_somebody_denies_was_said_on_no_day(
    text: str, expected: dict[str, str | None]
) -> None:
    read = read_document(document(text, WEDNESDAY))
    said = {s.cue.of(text): s.said for s in read.statements if s.cue is not None}
    assert said.items() >= expected.items()


def test_a_date_within_the_content_is_passed_over() -> None:
    text = "Orlo agreed to a truce in 2019."
    cue = Span(text.index("agreed"), text.index("agreed") + len("agreed to"))
    content = Span(text.index("a truce"), text.index("."))
    assert said_date(document(text, WEDNESDAY), cue, (content,)) is None


def test_a_time_in_a_quotation_counts_from_the_day_of_the_quotation() -> None:
    text = 'In May 2014, Ivo Tal said: "Japan signed a treaty with Norway last year."'
    read = read_document(document(text, WEDNESDAY))
    assert [event.date for event in read.events] == ["2013"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2021-03", "2021-02"), ("2021", None), ("0001-01-01", None), ("9999-12-31", None)],
)
def test_a_partial_day_of_publication_settles_what_all_its_days_agree_on(
    published: str, expected: str | None
) -> None:
    assert dates("The envoy resigned last month.", published) == [expected]
