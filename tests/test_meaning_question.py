"""What a question asks for and whom it names, and statements that suit it."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman
from dragoman.errors import VocabularyError
from dragoman.meaning import make_vectors, statements_near
from dragoman.meaning.question import question
from dragoman.vocabulary import questions
from dragoman.vocabulary.files import table

TALKS = (
    """Ferry talks go on

Harvia, 4 March 2031

Harvian Foreign Minister Oda Lind said that Harvia would sign the ferry agreement only if
Belmora opened its harbour.
Belmoran President Ivo Tal said that Belmora would sign the ferry agreement in spring.
""",
    """Harvia turns the ferry agreement down

Harvia, 9 May 2032

Harvian Foreign Minister Oda Lind rejected the ferry agreement on Tuesday.
"Why would anybody sign the ferry agreement?" said Belmoran President Ivo Tal.
""",
)


@pytest.mark.parametrize(
    ("asked", "sorts"),
    [
        ("What does Harvia demand before the talks?", {"terms"}),
        ("Who is against the treaty?", {"against"}),
        ("Is Harvia willing to talk?", {"ready"}),
        ("Who backs the treaty?", {"behind"}),
        ("Were the talks put off?", {"later"}),
        ("a threat from Harvia", {"threat"}),
        ("Why did Harvia leave?", {"reason"}),
        ("By when shall the troops leave?", {"figure"}),
        ("Harvia won't sign", {"against"}),
        ("the first ferry", set()),
    ],
)
def test_words_of_a_question_tell_what_it_asks_for(asked: str, sorts: set[str]) -> None:
    assert {sought.sort for sought in question(asked).sought} == sorts


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("what does Tokyo want first?", {"tokyo": True}),
        ("what does tokyo want first?", {"tokyo": True}),
        ("What does Moscow say about Japan?", {"moscow": True, "japan": False}),
        ("Who recognises Japan?", {"japan": False}),
        ("Who gains, according to Lind?", {"lind": True}),
        ("Who gains, according to the Kremlin?", {"kremlin": True}),
        ("Who gains in Lind's view?", {"lind": True}),
        ("Should Lind resign?", {"lind": True}),
        ("Did the Soviet Union agree?", {"soviet union": True}),
    ],
)
def test_who_is_named_speaks_or_is_spoken_of(asked: str, named: dict[str, bool]) -> None:
    assert {one.words: one.speaks for one in question(asked).named} == named


def test_a_seat_of_government_stands_for_the_state_of_any_time() -> None:
    (moscow,) = question("What does Moscow want?").named
    assert {"RUS", "SUN"} <= moscow.sides
    assert question("What was said in 1956?").years == {"1956"}


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = tmp_path_factory.mktemp("question") / "talks.db"
    with dragoman.open_ledger(at) as ledger:
        texts = [dragoman.from_text(one, name=f"{n}.txt") for n, one in enumerate(TALKS)]
        dragoman.read_into(ledger, texts)
        make_vectors(ledger)
    return at


@pytest.mark.parametrize(
    ("asked", "speaker", "year"),
    [
        ("On what condition would the ferry agreement be signed?", "Oda Lind", "2031"),
        ("Who is against the ferry agreement?", "Oda Lind", "2032"),
        ("What does Belmora say about the ferry agreement?", "Ivo Tal", "2031"),
        ("What did Lind say about the ferry agreement in 2032?", "Oda Lind", "2032"),
    ],
)
def test_the_statement_that_has_what_is_asked_for_comes_first(
    talks: Path, asked: str, speaker: str, year: str
) -> None:
    with dragoman.open_ledger(talks) as ledger:
        first = statements_near(ledger, asked, limit=1)[0]
    assert first.speaker == speaker
    assert (first.day or "").startswith(year)


def test_a_sort_that_asks_for_an_unknown_stance_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = table("questions.toml")
    data["sort"]["later"]["stances"] = ["sleeps"]
    monkeypatch.setattr(questions, "table", lambda _: data)
    with pytest.raises(VocabularyError, match="later: stances may be rejects"):
        questions.question_words.__wrapped__()
