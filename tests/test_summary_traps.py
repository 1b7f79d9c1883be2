"""What a summary may never lose: words, speakers, negations, hedges, conditions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.article import Article, Span
from dragoman.benchmark.summary_faults import SummaryScore, bench_summaries, faults
from dragoman.benchmark.summary_traps import bench_traps
from dragoman.brief.summary import chosen_sentences
from dragoman.intake import articles, from_text
from dragoman.reading.reader import read
from dragoman.records import Reading, SummarySentence
from dragoman.vocabulary.dossier_file import read_dossier
from dragoman.vocabulary.summary import summary_words

ROOT = Path(__file__).parent.parent
TRAPS = ROOT / "tests" / "data" / "summary_traps.jsonl"


@pytest.fixture(scope="module")
def score() -> SummaryScore:
    taken = [a for a in articles([str(ROOT / "samples")]) if isinstance(a, Article)]
    return bench_summaries(taken, dossier=read_dossier(ROOT / "samples" / "dossier.toml"))


def test_every_sample_has_a_summary_whose_words_stand_in_its_evidence(score: SummaryScore) -> None:
    assert score.summarised == score.articles > 40
    assert score.faults["words not in evidence"] == 0


def test_no_summary_of_a_sample_loses_what_changes_a_claim(score: SummaryScore) -> None:
    lost = [m for m in score.mistakes if m.what.endswith(" lost")]
    assert not lost
    assert score.faults["too long"] == score.faults["repetition"] == 0
    assert score.faults["unclear pronoun"] <= 1


def test_no_trap_takes_anything_from_a_summary() -> None:
    (traps,) = bench_traps([TRAPS], dossier=read_dossier(ROOT / "samples" / "dossier.toml"))
    assert traps.rows == 60
    assert traps.mistakes == ()


TEXT = "Tal spoke. Norway may sign, Tal said. But only if Sweden pays. He left. “Not now,” he said."


def told(text: str, *words: str) -> Reading:
    spans = tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)
    article = Article("note", "text:note", "", TEXT)
    return Reading(article, "0", "m", summary=(SummarySentence(text, spans),))


@pytest.mark.parametrize(
    ("reading", "fault"),
    [
        (told("Norway will sign, Tal said.", "Norway", "sign, Tal said."), "words not in evidence"),
        (told("Norway sign, Tal said.", "Norway", "sign, Tal said."), "hedge lost"),
        (told("Norway may sign, Tal said.", "Norway may sign, Tal said."), "condition lost"),
        (told("“now,” he said.", "now,” he said."), "negation lost"),
        (told("He left.", "He left."), "unclear pronoun"),
    ],
)
def test_a_fault_is_found(reading: Reading, fault: str) -> None:
    assert fault in {mistake.what for mistake in faults(reading)}


@pytest.mark.parametrize("text", ["So far, Norway has not signed.", "Yet another vote is due."])
def test_a_word_that_is_no_connective_stays(text: str) -> None:
    article = replace(
        from_text(f"{text} Norway rejects the treaty, Ida Berg said.", origin="text:")
    )
    assert read(article).summary[0].text == text


def test_a_sentence_that_limits_the_one_before_is_known_by_its_head() -> None:
    words = summary_words()
    assert words.opens_dependent("“But only if they leave,” he said.") == "but only"
    assert words.opens_dependent("Exceptional weather delayed the talks.") is None


def reading(name: str, text: str, day: str) -> Reading:
    article = Article(name, f"text:{name}", "", text, published=day)
    return Reading(article, "0", "m", summary=(SummarySentence(text, (Span(0, len(text)),)),))


def test_a_brief_says_once_what_two_articles_say_and_counts_stories() -> None:
    text = "Norwegian Minister Ida Berg said that Norway rejects the fishing treaty with Iceland."
    same = [reading(str(n), text, f"2031-03-0{n}") for n in (1, 2, 3)]
    copied = {same[1].article.id: same[0].article.id}
    (only,) = chosen_sentences(same, (), copied)
    assert only.sources == 2


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("Norway will not open the northern fishing port before winter begins.", "2031-03-02"),
        ("Norway may open the northern fishing port before winter begins.", "2031-03-02"),
        ("Norway will open the northern fishing port before winter begins.", "2031-06-02"),
    ],
)
def test_a_brief_keeps_apart_what_differs(other: str, day: str) -> None:
    text = "Norway will open the northern fishing port before winter begins."
    two = [reading("one", text, "2031-03-01"), reading("two", other, day)]
    assert [chosen.sources for chosen in chosen_sentences(two, ())] == [1, 1]


def test_a_short_brief_has_the_newest_sentences_that_need_none_before_them() -> None:
    texts = [
        "Norway will open the northern fishing port before winter begins, Ida Berg said.",
        "Its minister, Ida Berg, said that her party would respect the court's ruling.",
        "They [the boat owners] want the harbour fees to be lowered, Olav Dahl said.",
        "Iceland asks for a second round of talks on the cod quota, Jon Helgason said.",
    ]
    four = [reading(str(n), text, f"2031-03-0{n}") for n, text in enumerate(texts, 1)]
    two = chosen_sentences(four, (), most=2)
    assert [one.sentence.text for one in two] == texts[2:]
    assert [one.sentence.text for one in chosen_sentences(four, ())] == texts
