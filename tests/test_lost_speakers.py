"""Statements whose speaker the grammar hides: lost subjects, answers, interviews, papers.

Without them a reader finds words with nobody behind them, or misses what was said.
"""

from __future__ import annotations

import pytest

from dragoman import read
from dragoman.intake import from_text
from dragoman.records import Statement

FOUND = [
    # a subject that the parse lost
    ("Finance Minister Petra Vell received her Finnish counterpart, Aino Salmi, on Monday. "
     "Questioned about the loan, her Finnish opposite number said that the money was gone.",
     "the money was gone", "Aino Salmi", "person"),
    ("In 1998 Ilse Brandt, then defence minister, told her staff in Bonn that the treaty was dead.",
     "the treaty was dead", "Ilse Brandt", "person"),
    ("On Tuesday Rosa Lind, now retired, recalled that nobody had read the annex.",
     "nobody had read the annex", "Rosa Lind", "person"),
    ("By Thursday the Norwegians, too, conceded that the fish had moved north.",
     "the fish had moved north", None, "group"),
    ("Peru and Chile met again on Friday. The former holds that the line was never drawn.",
     "the line was never drawn", "Peru", "government"),
    ("Downing Street said nothing for a week, and then let it be known that no minister would "
     "travel.", "no minister would travel", "United Kingdom", "government"),
    ("Prime Minister Ana Orlo made it known that she would not stand again.",
     "she would not stand again", "Ana Orlo", "person"),
    # headlines alone
    ("Fuel prices to fall by June: minister", "Fuel prices to fall by June", None, "person"),
    ("Ceasefire still weeks away: Egypt", "Ceasefire still weeks away", "Egypt", "government"),
    # interviews
    ("Tempo: Ambassador, is the canal closed?\n\nRafiq Anwar, Bangladesh's ambassador to Jakarta: "
     "It was never open.", "It was never open", "Rafiq Anwar", "person"),
    ("Le Monde sat down with the economist Vera Lund.\n\nLE MONDE: Will the tariffs last?\n\n"
     "Lund: They will outlive the man who made them.", "They will outlive the man", "Vera Lund",
     "person"),
    ("Q: Can the two sides meet again?\n\nA: They never stopped meeting.\n\nThe interview was "
     "conducted with Joana Prado, Brazil's chief negotiator.", "They never stopped meeting",
     "Joana Prado", "person"),
    # the writer's own view
    ("Opinion\nBy Maria Holm\n\nThe writer is a former Danish ambassador to Moscow.\n\nThe Baltic "
     "states deserve better. In my judgment the plan is a trap.", "the plan is a trap",
     "Maria Holm", "person"),
    # answers and bare quotations
    ("Reporters asked Minister Tom Hale whether he would resign. “Not today,” came his answer.",
     "Not today", "Tom Hale", "person"),
    ("Finance Minister Eva Stahl lost patience with the lenders on Monday. “They want the house "
     "and the keys.”", "They want the house and the keys", "Eva Stahl", "person"),
    ("Envoy Ruth Abara arrived late. The mayor, Ivo Kranz, was furious. “Nobody keeps a town "
     "waiting.”", "Nobody keeps a town waiting", "Ivo Kranz", "person"),
    # what is said to have been said
    ("President Ali Nouri was reported by Fars to have rejected the offer.", "the offer",
     "Ali Nouri", "person"),
    # cues between commas
    ("When the delegations eat apart, some in Cairo whisper, nothing will be signed.",
     "nothing will be signed", None, "group"),
    # companies
    ("The operator, London-listed Harrow Mining, said that the pit would close.",
     "the pit would close", "Harrow Mining", "organisation"),
    ("The owner, Sydney-based Tasman Resources, denied that the dam had leaked.",
     "the dam had leaked", "Tasman Resources", "organisation"),
]  # fmt: skip

OF_PAPERS = [
    ("Under Article 9 of the accord, both armies must leave the valley by May.",
     "both armies must leave the valley"),
    ("Under the terms of the ceasefire agreement, prisoners are to be freed within a month.",
     "prisoners are to be freed"),
    ("The strait, the annex specifies, is to be kept “open to all flags”.", "is to be kept"),
    ("Albania and Greece ended two days of talks with a joint communiqué. It says that the border "
     "will be surveyed.", "the border will be surveyed"),
]  # fmt: skip

NOT_FOUND = [
    ("Under the bridge, the boats were gone.", "the boats were gone"),
    ("Under the accord, the two armies met twice last year.", "the two armies met twice"),
    ("The two envoys shook hands in the rain. “The Last Ferry” was sold out.", "The Last Ferry"),
]  # fmt: skip


def saying(text: str, content: str) -> Statement | None:
    """Return the statement that holds some words in the fewest others."""
    reading = read(from_text(text + "\n"))
    start = reading.article.text.find(content)
    end = start + len(content)
    held = [
        statement
        for statement in reading.statements
        if any(span.start <= start and span.end >= end for span in statement.content)
    ]
    return min(held, key=lambda s: sum(b - a for a, b in s.content), default=None)


@pytest.mark.parametrize(("text", "content", "name", "sort"), FOUND, ids=str)
def test_who_speaks_is_found_where_the_grammar_hides_it(
    text: str, content: str, name: str | None, sort: str
) -> None:
    statement = saying(text, content)
    assert statement is not None
    assert (statement.speaker.name, statement.speaker.sort) == (name, sort)


@pytest.mark.parametrize(("text", "content"), OF_PAPERS, ids=str)
def test_what_a_paper_lays_down_is_its_statement(text: str, content: str) -> None:
    statement = saying(text, content)
    assert statement is not None
    assert statement.speaker.sort == "document"


@pytest.mark.parametrize(("text", "content"), NOT_FOUND, ids=str)
def test_nobody_is_made_to_speak(text: str, content: str) -> None:
    assert saying(text, content) is None


def test_a_list_of_topics_with_a_question_is_no_interview() -> None:
    text = "The agenda is short.\n\nFish: who may take how much?\n\nTolls: nobody knows yet.\n"
    assert from_text(text).form == "report"
