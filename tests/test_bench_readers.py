"""`dragoman bench readers`: what summaries answer of our own articles, and how it is counted."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dragoman.benchmark.readers import (
    AS_LONG,
    FIRST,
    SUMMARY,
    Told,
    bench_readers,
    scored,
    told,
    unanswered,
)
from dragoman.benchmark.readers_questions import KINDS, Question, read_questions
from dragoman.cli import run
from dragoman.errors import UnreadableInput

FOLDER = Path(__file__).parent / "data" / "readers"
FLOOR = 0.63
"""A bit under the interval of these articles (0.64 to 0.77); it tells nothing of others."""
BY_CHANCE = 5
"""So many of 4,350 questions may be answered by an article about something else."""

ARTICLE = (
    "Valdoria offers ferry\n\n"
    "It rained in Tarn. The quay was empty. Nobody spoke. A dog slept. The clock had stopped.\n\n"
    "Valdorian Foreign Minister Ivo Tal said on Monday that Valdoria would reopen the ferry if "
    "Kestrelia paid for the fuel. He rejected a bridge.\n"
)
QUESTIONS = (
    "=== 01-ferry open\n"
    "who\tWho offers the ferry?\t@Tal + ferry\n"
    "condition\tWhat must Kestrelia do?\treopen* + if/once + paid/pays\n"
    "date\tWhen did the clock stop?\tclock + Tuesday\n"
    "\n=== 02-ferry held\n"
    "stance\tHow does Tal stand to a bridge?\t@Tal + rejected a bridge\n"
)


@cache
def read() -> list[Told]:
    return told(FOLDER)


def question(answer: str, tmp_path: Path) -> Question:
    path = tmp_path / "questions.txt"
    path.write_text(f"=== a open\nwho\tWho?\t{answer}\n", encoding="utf-8")
    return read_questions(path)[0].questions[0]


def written(folder: Path, questions: str = QUESTIONS) -> Path:
    for name in ("01-ferry", "02-ferry"):
        (folder / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "questions.txt").write_text(questions, encoding="utf-8")
    return folder


def test_summaries_answer_more_than_the_articles_beginnings() -> None:
    for score in scored(read()):
        shares = {text.text: text.answered.value for text in score.texts}
        assert shares[SUMMARY] > shares[AS_LONG] >= 0, score.half
        assert shares[SUMMARY] > shares[FIRST] >= 0, score.half
    summaries = scored(read())[0].texts[0]
    assert summaries.answered.of == 150
    assert summaries.answered.value >= FLOOR, summaries


def test_there_are_five_questions_of_five_kinds_for_each_of_thirty_articles() -> None:
    asked = read_questions(FOLDER / "questions.txt")
    assert [each.article for each in asked] == [p.stem for p in sorted(FOLDER.glob("[0-9]*.txt"))]
    assert Counter(each.half for each in asked) == {"open": 15, "held": 15}
    for each in asked:
        assert tuple(one.kind for one in each.questions) == KINDS, each.article
        words = (FOLDER / f"{each.article}.txt").read_text(encoding="utf-8").split()
        assert 150 <= len(words) <= 500, each.article


def test_every_article_answers_all_that_is_asked_of_it() -> None:
    for each in read():
        for one in each.asked.questions:
            assert one.answer_in(each.whole), f"{each.asked.article}: {one.asked}"


def test_nothing_is_answered_by_an_empty_text_and_nearly_nothing_by_another_article() -> None:
    by_chance = []
    for each in read():
        for one in each.asked.questions:
            assert one.answer_in(()) is None
            others = (other.whole for other in read() if other is not each)
            by_chance += [found for whole in others if (found := one.answer_in(whole))]
    assert len(by_chance) <= BY_CHANCE, by_chance


@pytest.mark.parametrize(
    ("answer", "sentences", "found"),
    [
        ("Tal + ferry", ["Tal spoke of the ferry."], 0),
        ("Tal + ferry", ["Tal spoke.", "The ferry sailed."], None),
        ("Tal + ferry", ["Talks on the ferry went on."], None),
        ("reject* + bridge/tunnel", ["It rained.", "He rejects a tunnel."], 1),
        ("a ferry OR a bridge", ["Tal wants a bridge."], 0),
        ("People's List", ["The People’s\nList left."], 0),
        ("@Tal + ferry", ["Tal came.", "He wants a ferry."], 1),
        ("@Tal + ferry", ["Tal came.", "He spoke.", "He wants a ferry."], 2),
        ("@Tal + ferry", ["Tal came.", "Dahl wants a ferry."], None),
        ("<guns + ruled that out", ["The guns stay.", "Tal ruled that out."], 1),
        ("<guns + ruled that out", ["The guns stay.", "Rain.", "Tal ruled that out."], None),
    ],
)
def test_an_answer_has_all_words_in_one_sentence(
    answer: str, sentences: list[str], found: int | None, tmp_path: Path
) -> None:
    got = question(answer, tmp_path).answer_in(sentences)
    assert got == (None if found is None else " ".join(sentences[found].replace("’", "'").split()))


def test_texts_are_counted_and_what_open_ones_do_not_answer_is_listed(tmp_path: Path) -> None:
    asked = read_questions(written(tmp_path) / "questions.txt")
    told_by = ("Tal would reopen the ferry if Kestrelia paid.", "He rejected a bridge.")
    texts = {SUMMARY: told_by, FIRST: ("It rained in Tarn.",), AS_LONG: told_by[:1]}
    found = [Told(each, told_by, texts) for each in asked]
    scores = scored(found)
    assert [(each.half, each.articles) for each in scores] == [("all", 2), ("open", 1), ("held", 1)]
    summary, first, as_long = scores[0].texts
    assert [(t.answered.right, t.answered.of) for t in scores[0].texts] == [(3, 4), (0, 4), (2, 4)]
    assert [(s.name, s.right, s.of) for s in summary.kinds if s.of] == [
        ("who", 1, 1),
        ("stance", 1, 1),
        ("condition", 1, 1),
        ("date", 0, 1),
    ]
    assert (summary.words, summary.sentences, first.words) == (12.0, 2.0, 4.0)
    assert (summary.gain[0], first.gain[0], as_long.gain[0]) == (0.0, 0.75, 0.25)
    assert [(m.article, m.what, m.gold) for m in unanswered(found)] == [
        ("01-ferry", "date", "no sentence of the article")
    ]


def test_the_first_sentences_are_set_beside_a_summary_five_and_as_long(tmp_path: Path) -> None:
    quay = ARTICLE.split("\n\n")[1].rstrip(".").split(". ")
    found = told(written(tmp_path))
    for each in found:
        assert each.texts[FIRST] == each.whole[:5] == tuple(f"{words}." for words in quay)
        assert each.texts[AS_LONG] == each.whole[: len(each.texts[AS_LONG])]
    summary, _, as_long = scored(found)[0].texts
    assert as_long.words >= summary.words > 0


def test_what_is_no_sentence_goes_with_the_next(tmp_path: Path) -> None:
    text = "1. The port shall be open.\n\n2. The dues shall fall.\n"
    written(tmp_path)
    (tmp_path / "01-ferry.txt").write_text(f"Joint communiqué\n\n{text}", encoding="utf-8")
    assert told(tmp_path)[0].whole == ("1. The port shall be open.", "2. The dues shall fall.")


@pytest.mark.parametrize(
    ("questions", "where"),
    [
        ("", "questions.txt"),
        ("who\tWho?\tTal\n", "questions.txt"),
        ("=== 01-ferry shut\n", "line 1"),
        ("=== 01-ferry open\nwhose\tWho?\tTal\n", "line 2"),
        ("=== 01-ferry open\nwho\tWho?\n", "line 2"),
        ("=== 01-ferry open\nwho\tWho?\t\n", "line 2"),
        ("=== 03-ferry open\nwho\tWho?\tTal\n", "03-ferry.txt"),
    ],
)
def test_a_folder_that_is_none_is_refused(tmp_path: Path, questions: str, where: str) -> None:
    with pytest.raises(UnreadableInput, match=where):
        bench_readers(written(tmp_path, questions))


def test_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be read"):
        bench_readers(tmp_path / "none")


def test_the_command_prints_tables_and_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(written(tmp_path))
    assert run(["bench", "readers", path, "--errors"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for words in ("all: 2 articles", "held: 1 articles", "summary above first five: +0."):
        assert words in shown
    assert "When did the clock stop?" in shown
    assert run(["bench", "readers", path, "--to", "json", "--errors"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert [each["text"] for each in record["scores"][:3]] == [SUMMARY, FIRST, AS_LONG]
    assert record["scores"][0]["answered"]["of"] == 4
    assert record["unanswered"][0]["what"] == "date"
