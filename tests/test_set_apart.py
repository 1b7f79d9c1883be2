"""Statements that a phrase, a set-in cue, a headline's colon or an interview's label carries.

Without them a reader misses what was said, or is told that a headline's topic says something.
"""

from __future__ import annotations

import pytest

from dragoman import read
from dragoman.intake import from_text
from dragoman.records import Statement

FOUND = [
    ("The cap is “a fence made of fog”, in the words of Duarte Lima, Brazil's chief negotiator.",
     "a fence made of fog", "Duarte Lima", "person"),
    ("The loan will never be repaid, in the view of Selin Aydan of the Bosphorus Institute.",
     "The loan will never be repaid", "Selin Aydan", "person"),
    ("In the view of the finance ministry, the loan was a mistake.",
     "the loan was a mistake", "finance ministry", "government"),
    ("The frigates came too late, in the judgment of retired Admiral Hugh Tarrant.",
     "The frigates came too late", "Hugh Tarrant", "person"),
    ("In the eyes of Tehran, the sanctions were an act of war.",
     "the sanctions were an act of war", "Iran", "government"),
    ("By the account of two diplomats, the ministers never met.",
     "the ministers never met", None, "group"),
    ("For Lena Brandt, an economist at the Baltic Institute, the tariff is a tax on the poor.",
     "the tariff is a tax on the poor", "Lena Brandt", "person"),
    ("For analysts, the vote was a warning to the president.",
     "the vote was a warning to the president", None, "group"),
    ("Contractors from the region would do most of the work, the group's head, Bertille Lagache, "
     "promised in Luanda.", "Contractors from the region would do most of the work",
     "Bertille Lagache", "person"),
    ("Peru has asked for an account. It would have one by Friday, promised the French ambassador "
     "in Lima, who had been summoned.", "It would have one by Friday", None, "person"),
    ("Malta's envoy Rita Borg signed first. The pact, the envoy observed, had been older than the "
     "pen.", "had been older than the pen", "Rita Borg", "person"),
    ("Paris: No soldiers to stay in Chad after June\n\nFrance answered the junta on Monday. A team "
     "is to fly to N'Djamena.", "No soldiers to stay in Chad after June", "France", "government"),
    ("No talks without a truce: Kyiv\n\nUkraine rejected the plan on Friday.",
     "No talks without a truce", "Ukraine", "government"),
    ("Border to reopen in May: minister\n\nGeorgia's interior minister, Levan Abuladze, visited "
     "the crossing on Friday.", "Border to reopen in May", "Levan Abuladze", "person"),
    ("Kenyan Foreign Minister Peter Munyao sat down with Anna Lund of the Herald.\n\nQ: Will Kenya "
     "send police?\nA: We have sent doctors and the police will follow.",
     "We have sent doctors and the police will follow.", "Peter Munyao", "person"),
    ("Syria's president, Karam Haddad, spoke on Friday. “The road is open,” SANA quoted him as "
     "saying.", "The road is open", "Karam Haddad", "person"),
]  # fmt: skip

NOT_FOUND = [
    ("In view of the storm, the talks were put off.", "the talks were put off"),
    ("In the words of the song, nothing lasts.", "nothing lasts"),
    ("For three days, the road was closed.", "the road was closed"),
    ("For Ana Vale, who turned forty in May, the day began at six.", "the day began at six"),
    ("Explainer: what the pact means\n\nThe pact was signed on Friday.", "what the pact means"),
    ("Climate talks: the long road to Baku\n\nThe talks open.", "the long road to Baku"),
]


def saying(text: str, content: str) -> Statement | None:
    """Return the statement of some words."""
    reading = read(from_text(text + "\n"))
    start = reading.article.text.find(content)
    for statement in reading.statements:
        begins, ends = statement.content[0].start, statement.content[-1].end
        if begins <= start and ends >= start + len(content) - 1:
            return statement
    return None


@pytest.mark.parametrize(("text", "content", "name", "sort"), FOUND, ids=str)
def test_what_is_said_without_a_plain_cue_is_found(
    text: str, content: str, name: str | None, sort: str
) -> None:
    statement = saying(text, content)
    assert statement is not None
    assert (statement.speaker.name, statement.speaker.sort) == (name, sort)


@pytest.mark.parametrize(("text", "content"), NOT_FOUND)
def test_what_only_looks_so_is_no_statement(text: str, content: str) -> None:
    assert saying(text, content) is None
