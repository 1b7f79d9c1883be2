"""What a user would miss: one utterance in several rows, or two utterances hidden in one."""

from __future__ import annotations

import json
import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from actors_told import New
from dragoman import DragomanError, tellings_merge, tellings_split, views
from dragoman.cli import run
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.overruling import actors_merge, actors_split
from dragoman.records import Reading
from older import as_of_0003
from tellings import Told, reading

DAY = "2031-03-05"
PEACE = "peace treaty with Norvia"
WHOLE = "the talks cannot resume before the patrol boats are withdrawn from Halm strait"
RETOLD = "the talks could not be resumed before the patrol boats were withdrawn from Halm strait"
OTHER = "the harbour will be cleared of mines by the summer"
WHY = {"reason": "As the recording has it."}


def telling(
    name: str,
    words: str = WHOLE,
    *,
    speaker: str | None = "Ilya Zorin",
    published: str | None = DAY,
    outlet: str | None = None,
    **told: object,
) -> Reading:
    one = Told("RUS", name=speaker, words=words, **told)  # type: ignore[arg-type]
    return reading(one, name=name, published=published, outlet=outlet)


def shown(ledger: Ledger) -> list[tuple[str, int]]:
    return [(row.words, len(row.witnesses)) for row in views.statements(ledger)]


def utterances(ledger: Ledger) -> set[frozenset[str]]:
    found: dict[str | None, set[str]] = {}
    for row in views.statements(ledger, each=True):
        found.setdefault(row.utterance, set()).add(row.record)
    return {frozenset(records) for records in found.values()}


def record(ledger: Ledger, title: str) -> str:
    return next(r.record for r in views.statements(ledger, each=True) if r.title == title)


def test_a_condition_that_several_articles_tell_is_one(new: New) -> None:
    ledger = new()
    for outlet in ("TASS", "Courier"):
        ledger.add(telling(outlet, outlet=outlet, only_if="the boats leave", actor="NVA"))
    ledger.add(telling("Herald", OTHER, only_if="the boats leave", actor="NVA"))
    rows = {row.told_in for row in views.conditions(ledger)}
    assert sorted(map(len, rows)) == [1, 2], "the same act for another utterance is another"
    assert len(views.conditions(ledger, each=True)) == 3
    (first, *_) = [row for row in views.conditions(ledger) if len(row.told_in) == 2]
    assert first.article == first.told_in[0]
    (told,) = [row for row in views.statements(ledger) if row.told]
    assert first.statement == told.record, "the words shown for the utterance set the condition"


def test_the_same_words_are_one_row_with_all_that_tell_of_them(new: New) -> None:
    ledger = new()
    times = {"TASS": "08:12", "Courier": "09:30", "Herald": "17:05"}
    for outlet, time in reversed(times.items()):
        ledger.add(telling(outlet, published=f"{DAY}T{time}:00+00:00", outlet=outlet))
    (row,) = views.statements(ledger)
    assert row.told == "same words in 3 outlets, first TASS 08:12"
    assert row.outlet == "TASS"
    assert [(one.outlet, one.reason) for one in row.witnesses] == [
        ("Courier", "same words"),
        ("Herald", "same words"),
    ]
    assert len(views.statements(ledger, each=True)) == 3


def test_the_earliest_is_known_across_time_zones(new: New) -> None:
    ledger = new()
    ledger.add(telling("a", published=f"{DAY}T09:00:00+00:00", outlet="Late"))
    ledger.add(telling("b", published=f"{DAY}T10:30:00+03:00", outlet="Early"))
    ledger.add(telling("c", published=DAY, outlet="Undated"))
    (row,) = views.statements(ledger)
    assert row.outlet == "Early"


def test_a_paraphrase_says_why_it_is_one(new: New) -> None:
    ledger = new()
    ledger.add(telling("one"))
    ledger.add(telling("two", RETOLD))
    (row,) = views.statements(ledger)
    assert row.told == "also told in 1 other article (paraphrase: same speaker, same day)"
    assert row.witnesses[0].likeness is not None
    (found,) = (views.explain(ledger, r) for r in [row.record])
    assert found.told == row.told
    assert [one.record for one in found.witnesses] == [row.witnesses[0].record]


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (telling("two", OTHER), "another point"),
        (telling("two", speaker="Hana Sorel"), "another speaker"),
        (telling("two", published="2031-03-12"), "a week later"),
        (telling("two", said="2031-03-03"), "said on another day"),
        (telling("two", WHOLE.replace("cannot", "can")), "not denied"),
        (telling("two", WHOLE.replace("Halm strait", "Port Varn")), "another place"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_two_utterances_stay_two(new: New, other: Reading, why: str) -> None:
    ledger = new()
    ledger.add(telling("one", said=DAY))
    ledger.add(other)
    assert len(views.statements(ledger)) == 2, why


def test_who_has_no_name_is_known_again_by_long_words_alone(new: New) -> None:
    ledger = new()
    for name in ("one", "two"):
        ledger.add(telling(name, speaker=None))
        ledger.add(telling(f"{name} short", "talks failed", speaker=None))
    assert sorted(shown(ledger)) == [("talks failed", 0), ("talks failed", 0), (WHOLE, 1)]


def test_two_statements_of_one_article_are_one_only_by_the_same_words(new: New) -> None:
    ledger = new()
    one, other = Told("RUS", words=WHOLE), Told("RUS", words=RETOLD)
    ledger.add(reading(one, other, one, published=DAY))
    assert sorted(shown(ledger)) == [(WHOLE, 1), (RETOLD, 0)]


def test_what_another_side_says_of_one_is_not_its_own_word(new: New) -> None:
    ledger = new()
    outer = Told("RUS", name="Ilya Zorin", words=f"Norvia insisted that {WHOLE}")
    ledger.add(telling("own", speaker="Hana Sorel"))
    inner = Told("NOR", name="Hana Sorel", words=WHOLE, within=0)
    ledger.add(reading(outer, inner, name="hearsay", published=DAY))
    assert len(views.statements(ledger)) == 3


def many() -> list[Reading]:
    words = [WHOLE, WHOLE, RETOLD, OTHER, f"{OTHER} and not before", WHOLE.upper()]
    return [
        replace(telling(f"n{n}", text, stance=("open", None, "rejects")[n % 3], matter=PEACE))
        for n, text in enumerate(words)
    ] + [telling("later", published="2031-03-06"), telling("short", speaker="Zorin")]


def test_the_order_of_arrival_does_not_matter(new: New) -> None:
    outcomes = set()
    for seed in range(6):
        readings = many()
        random.Random(seed).shuffle(readings)
        ledger = new()
        for one in readings:
            ledger.add(one)
        rows = views.statements(ledger)
        outcomes.add(repr([(r.record, r.told, r.witnesses) for r in rows]))
        outcomes.add(repr([(r.record, r.told, r.witnesses) for r in views.statements(ledger)]))
    assert len(outcomes) == 1


def test_an_utterance_counts_once_for_a_position(new: New) -> None:
    ledger = new()
    for name in ("a", "b", "c", "d"):
        stance = None if name == "a" else "rejects"
        ledger.add(telling(name, stance=stance, matter=PEACE))
    for name, words in (("e", OTHER), ("f", "a treaty would feed both peoples")):
        ledger.add(telling(name, words, stance="open", matter=PEACE))
    (row,) = views.positions(ledger)
    assert (row.stance, row.statements, row.of) == ("open", 2, 3)
    (told,) = views.statements(ledger, stance="rejects")
    assert (told.stance, len(told.witnesses)) == ("rejects", 3)
    (matter,) = views.matters(ledger)
    assert (matter.statements, matter.articles) == (3, 6)


def test_a_position_says_in_how_many_articles_it_is_told(new: New) -> None:
    ledger = new()
    for name in ("a", "b", "c"):
        ledger.add(telling(name, stance="rejects", matter=PEACE))
    (row,) = views.positions(ledger)
    assert (row.statements, row.articles, len(row.evidence)) == (1, 3, 1)


def test_pages_of_a_list_hold_rows_not_tellings(new: New) -> None:
    ledger = new()
    for n in range(4):
        for copy in ("x", "y", "z"):
            words = f"{OTHER} of {'abcd'[n] * 4}ville harbour"
            ledger.add(telling(f"{n}{copy}", words, speaker=f"Speaker {'ABCD'[n]}berg"))
    every = views.statements(ledger)
    assert len(every) == 4
    paged = [views.statements(ledger, limit=2, offset=at) for at in (0, 2, 4)]
    assert [len(page) for page in paged] == [2, 2, 0]
    assert [row.record for page in paged for row in page] == [row.record for row in every]


def test_a_search_finds_a_telling_by_its_own_words(new: New) -> None:
    ledger = new()
    ledger.add(telling("one", published="2031-03-04"))
    ledger.add(telling("two", RETOLD))
    (row,) = views.statements(ledger, "could")
    assert row.words == RETOLD
    assert len(row.witnesses) == 1


def test_a_rejected_telling_leaves_and_the_rest_stay_together(new: New) -> None:
    ledger = new()
    for name in ("a", "b", "c"):
        ledger.add(telling(name, published=f"{DAY}T0{'abc'.index(name)}:00:00+00:00"))
    ledger.decide(record(ledger, "a"), "reject", who="me")
    assert shown(ledger) == [(WHOLE, 1)]
    ledger.decide(record(ledger, "b"), "correct", who="me", after={"said": "2031-02-01"})
    assert [count for _, count in shown(ledger)] == [0, 0]


def test_two_names_that_become_one_bring_their_tellings_together(new: New) -> None:
    ledger = new()
    ledger.add(telling("a", speaker="Ilya Zorin"))
    ledger.add(telling("b", RETOLD, speaker="Elias Sorin"))
    assert len(views.statements(ledger)) == 2
    actors_merge(ledger, "Ilya Zorin", "Elias Sorin", **WHY)
    assert len(views.statements(ledger)) == 1
    actors_split(ledger, "Ilya Zorin", "Elias Sorin", reason="Two men.")
    assert len(views.statements(ledger)) == 2


def test_a_person_takes_apart_and_puts_together(new: New) -> None:
    ledger = new()
    ledger.add(telling("a", stance="rejects", matter=PEACE))
    ledger.add(telling("b", RETOLD, stance="rejects", matter=PEACE))
    ledger.add(telling("c", OTHER, published="2031-03-20"))
    a, b, c = (record(ledger, name) for name in "abc")
    tellings_split(ledger, a, **WHY)
    assert len(views.statements(ledger)) == 3
    assert [row.statements for row in views.positions(ledger)] == [2]
    ledger.add(replace(telling("a", stance="rejects", matter=PEACE), reader="0.2.0"))
    assert len(views.statements(ledger)) == 3
    tellings_merge(ledger, a, b, **WHY)
    assert [row.statements for row in views.positions(ledger)] == [1]
    tellings_merge(ledger, a, c, **WHY)
    (row,) = views.statements(ledger)
    assert {one.reason for one in row.witnesses} >= {"decided"}
    with pytest.raises(DragomanError):
        tellings_merge(ledger, a, a, **WHY)
    with pytest.raises(DragomanError):
        tellings_split(ledger, a, b, reason="")


@pytest.mark.sqlite
def test_an_older_ledger_is_folded_when_it_is_opened(tmp_path: Path, new: New) -> None:
    path = tmp_path / "old.db"
    with open_ledger(path) as ledger:
        for one in many():
            ledger.add(one)
        before = utterances(ledger)
    with sqlite3.connect(path) as old:
        as_of_0003(old)
    old.close()
    with open_ledger(path) as ledger:
        assert utterances(ledger) == before


def test_commands_take_apart_and_show_each_telling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger("dragoman.db") as ledger:
        for name in ("a", "b"):
            ledger.add(telling(name, outlet=f"The {name}"))
        a = record(ledger, "a")
    assert run(["statements"]) == 0
    assert "same words in 2 outlets" in capsys.readouterr().out
    for command, rows in ((["statements"], 1), (["statements", "--each"], 2)):
        assert run([*command, "--to", "json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert len(found) == rows
        assert found[0]["witnesses"][0]["reason"] in ("same words", None)
    for command in (["show", "a"], ["explain", a]):
        assert run(command) == 0
        assert "same words in" in " ".join(capsys.readouterr().out.split())
    assert run(["tellings", "split", a, "--reason", "Two speeches."]) == 0
    assert run(["statements", "--to", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    b = a.replace(a.split("/")[0], record_of_other(a))
    assert run(["tellings", "merge", a, b, "--reason", "One after all."]) == 0
    assert run(["statements"]) == 0
    assert "same words in 2 outlets" in capsys.readouterr().out


def record_of_other(a: str) -> str:
    with open_ledger("dragoman.db") as ledger:
        return next(one.id for one in ledger.articles() if one.id != a.split("/", maxsplit=1)[0])
