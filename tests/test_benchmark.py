"""The scorer's definitions, on cases small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.article import Article, Span
from dragoman.benchmark.gold import Gold, all_gold, read_gold
from dragoman.benchmark.ledger import Figure, scored
from dragoman.benchmark.matching import folded, near, pairs, same_name
from dragoman.benchmark.mistakes import mistakes
from dragoman.errors import UnreadableInput
from dragoman.records import Condition, Event, Reading, Speaker, Statement

TEXT = "x" * 400
VALDORIA = {"name": "Valdoria", "country": "VAL", "sort": "government"}


def gold_file(folder: Path, name: str = "strait", **records: Any) -> Path:
    whole = {"doc": name, "statements": [], "conditions": [], "events": []} | records
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def wanted(start: int, end: int, **more: Any) -> dict[str, Any]:
    plain = {"source": [0, 5], "content": [[start, end]], "speaker": VALDORIA, "stance": None}
    return plain | {"sure": True} | more


def said(start: int, end: int, **more: Any) -> Statement:
    speaker = Speaker("Valdoria", None, "VAL", "government")
    plain: dict[str, Any] = {"source": Span(0, 5), "cue": Span(6, 9), "speaker": speaker}
    return Statement(f"s{start}", content=(Span(start, end),), kind="indirect", **(plain | more))


def reading(**records: Any) -> Reading:
    return Reading(Article("strait", "text:", "0", TEXT), "0", "none", **records)


def figures(gold: Gold, read: Reading) -> dict[str, Figure]:
    return {figure.name: figure for figure in scored([gold], [read])}


def counts(figure: Figure) -> tuple[int, int, int]:
    return figure.right, figure.wrong, figure.missed


def test_statements_match_by_half_of_their_words(tmp_path: Path) -> None:
    gold = read_gold(
        gold_file(tmp_path, statements=[wanted(10, 20), wanted(30, 40), wanted(50, 60)])
    )
    table = figures(gold, reading(statements=(said(10, 20), said(30, 36), said(50, 54))))
    assert counts(table["statement"]) == (2, 1, 1)
    assert counts(table["statement@0.8"]) == (1, 2, 2)
    assert table["statement"].value == pytest.approx(2 / 3)


def test_an_unsure_statement_is_neither_missed_nor_wrong(tmp_path: Path) -> None:
    gold = read_gold(
        gold_file(
            tmp_path,
            statements=[wanted(10, 20, sure=False), wanted(30, 40, sure=False, stance="open")],
        )
    )
    table = figures(gold, reading(statements=(said(10, 20, stance="open"),)))
    assert counts(table["statement"]) == (0, 0, 0)
    assert counts(table["stance"]) == (0, 0, 0)
    assert table["speaker name"].value == 0.0


@pytest.mark.parametrize(
    ("gold", "read", "stance", "rarer"),
    [
        ({"stance": "open"}, "open", (1, 0, 0), (1, 0, 0)),
        ({"stance": "open"}, "supports", (0, 1, 1), (0, 0, 1)),
        ({"stance": "supports"}, "open", (0, 1, 1), (0, 1, 0)),
        ({"stance": None}, "open", (0, 1, 0), (0, 1, 0)),
        ({"stance": "open"}, None, (0, 0, 1), (0, 0, 1)),
        ({"stance": None, "stance_or": [None, "open"]}, None, (0, 0, 0), (0, 0, 0)),
        ({"stance": None, "stance_or": [None, "open"]}, "defers", (0, 1, 0), (0, 1, 0)),
        ({"stance": "open", "stance_or": ["open", "supports"]}, "supports", (1, 0, 0), (0, 0, 0)),
    ],
)
def test_a_stance_is_right_when_either_annotator_gave_it(
    tmp_path: Path,
    gold: dict[str, Any],
    read: str | None,
    stance: tuple[int, int, int],
    rarer: tuple[int, int, int],
) -> None:
    wants = read_gold(gold_file(tmp_path, statements=[wanted(10, 20, **gold)]))
    table = figures(wants, reading(statements=(said(10, 20, stance=read),)))
    assert counts(table["stance"]) == stance
    assert counts(table["stance, rarer"]) == rarer


def test_stances_of_statements_without_a_match_count_too(tmp_path: Path) -> None:
    gold = read_gold(gold_file(tmp_path, statements=[wanted(10, 20, stance="rejects")]))
    table = figures(gold, reading(statements=(said(100, 120, stance="open"),)))
    assert counts(table["stance"]) == (0, 1, 1)
    assert counts(table["stance, rarer"]) == (0, 1, 0)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ilse Marrane", "Marrane", True),
        ("President Ilse Marrane", "ilse marrane", True),
        ("Ilse Marrane", "Otto Marrane", False),
        ("the EU", "European Union", True),
        ("Zoë Lindqvist", "Zoe Lindqvist", True),
        ("Marrane", None, False),
        (None, None, True),
        ("", None, False),
    ],
)
def test_names_are_compared_as_people_use_them(a: str | None, b: str | None, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_folding_drops_titles_but_keeps_hyphens() -> None:
    assert folded("the Prime Minister, Anne-Lise Ørsted") == "anne-lise rsted"


def test_conditions_are_scored_by_act_kind_outcome_and_actor(tmp_path: Path) -> None:
    def condition(start: int, **more: Any) -> dict[str, Any]:
        plain = {"act": [start, start + 10], "outcome": [start + 20, start + 30], "actor": "VAL"}
        return plain | {"kind": "precondition", "cue": [0, 2], "sure": True} | more

    def read(start: int, kind: str, outcome: Span | None, actor: str | None) -> Condition:
        act = Span(start, start + 10)
        return Condition(f"c{start}", None, kind, act, actor, outcome, Span(0, 2))  # type: ignore[arg-type]

    gold = read_gold(
        gold_file(
            tmp_path,
            conditions=[condition(10), condition(100), condition(200, sure=False), condition(300)],
        )
    )
    table = figures(
        gold,
        reading(
            conditions=(
                read(10, "precondition", Span(30, 40), "VAL"),
                read(100, "offer", None, None),
                read(200, "threat", None, None),
            )
        ),
    )
    assert counts(table["condition"]) == (1, 1, 2)
    assert counts(table["condition, any kind"]) == (2, 0, 1)
    assert counts(table["condition, whole"]) == (1, 1, 2)
    assert counts(table["condition actor"]) == (1, 1, 0)


def test_events_match_by_type_and_nearness_and_triples_by_parties(tmp_path: Path) -> None:
    def event(sort: str, at: int, source: list[str], target: list[str]) -> dict[str, Any]:
        anchor = [at, at + 5]
        return {"type": sort, "anchor": anchor, "source": source, "target": target, "sure": True}

    def read(sort: str, at: int, source: tuple[str, ...], target: tuple[str, ...]) -> Event:
        return Event(f"e{at}", sort, Span(at, at + 5), source, target, "happened")  # type: ignore[arg-type]

    gold = read_gold(
        gold_file(
            tmp_path,
            events=[
                event("CONSULT", 10, ["VAL"], ["KES"]),
                event("SANCTION", 100, ["VAL"], ["KES"]),
                event("AID", 200, [], []),
            ],
        )
    )
    table = figures(
        gold,
        reading(
            events=(
                read("CONSULT", 40, ("KES",), ("VAL",)),
                read("SANCTION", 100, ("KES",), ("VAL",)),
                read("AID", 231, (), ()),
            )
        ),
    )
    assert counts(table["event"]) == (2, 1, 1)
    assert counts(table["event triple"]) == (1, 2, 2)


def test_nearness_reaches_25_characters_and_no_further() -> None:
    assert near(Span(0, 5), Span(30, 35))
    assert not near(Span(0, 5), Span(31, 35))
    assert not near(None, Span(0, 5))


def test_the_likest_are_paired_first_and_only_once() -> None:
    table = {("a", "x"): 0.9, ("a", "y"): 0.8, ("b", "x"): 0.8, ("b", "y"): 0.4}
    assert pairs("ab", "xy", lambda w, f: table[w, f], 0.4) == {0: 0, 1: 1}
    assert pairs("ab", "xy", lambda w, f: table[w, f], 0.5) == {0: 0}


def test_intervals_hold_the_figure_and_are_the_same_every_time(tmp_path: Path) -> None:
    for n in range(6):
        gold_file(tmp_path, f"n{n}", statements=[wanted(10, 20), wanted(30, 40)])
    golds = list(all_gold(tmp_path))
    readings = [reading(statements=(said(10, 20),) if n % 2 else ()) for n in range(6)]
    first, again = scored(golds, readings), scored(golds, readings)
    assert first == again
    statement = first[0]
    assert statement.low < statement.value < statement.high


def test_mistakes_name_the_words(tmp_path: Path) -> None:
    gold = read_gold(
        gold_file(
            tmp_path,
            statements=[wanted(10, 20, stance="open"), wanted(30, 40)],
            events=[{"type": "AID", "anchor": [50, 60], "source": [], "target": [], "sure": True}],
        )
    )
    nameless = said(10, 20, speaker=Speaker(), stance="rejects")
    found = [mistake.what for mistake in mistakes(gold, reading(statements=(nameless,)))]
    assert found == [
        "speaker name",
        "speaker country",
        "speaker sort",
        "stance",
        "statement missed",
        "event missed",
    ]


def test_a_folder_without_gold_and_a_broken_gold_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"no file ends in \.gold\.json"):
        list(all_gold(tmp_path))
    gold_file(tmp_path).write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"strait\.gold\.json: not a gold file"):
        list(all_gold(tmp_path))
