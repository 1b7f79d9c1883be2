"""Chains of conditions and deadlocks are written as Argdown, and nobody's words are its markup.

The document was tried with Argdown's own parser, 599 lines of hostile words among it; here stands
what that parser relies on.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dragoman
from desk import opened, page
from dragoman.cli import run
from dragoman.export.argdown import conditions_argdown, plain
from dragoman.views.chains import chains

STATEMENT = re.compile(r"(?P<indent> *)(?P<sign>\+>|\+|-)? ?(?:\[(?P<title>[^\]]+)\](?P<told>:)?)?")


def document(at: Path) -> str:
    with dragoman.open_ledger(at) as ledger:
        return conditions_argdown(ledger, chains(ledger), dragoman.deadlocks(ledger))


def parsed(text: str) -> list[dict[str, str | None]]:
    body = text.split("===\n", 2)[2]
    lines = [line for line in body.splitlines() if line and not line.startswith(("#", "//"))]
    return [match.groupdict() for match in map(STATEMENT.match, lines) if match]


def test_acts_lead_to_each_other_as_a_list_in_a_list(sample_ledger: Path) -> None:
    text = document(sample_ledger)
    assert text.startswith("===\ntitle:")
    lines = parsed(text)
    depth = -1
    for line in lines:
        step = len(line["indent"] or "")
        assert step % 4 == 0
        assert step // 4 <= depth + 1
        assert bool(step) == bool(line["sign"])
        depth = step // 4
    assert any(line["sign"] == "+>" for line in lines)


def test_a_title_is_told_once_and_every_title_is_told(sample_ledger: Path) -> None:
    lines = parsed(document(sample_ledger))
    told = [line["title"] for line in lines if line["told"]]
    assert len(told) == len(set(told))
    assert {line["title"] for line in lines if line["title"]} == set(told)


def test_each_act_has_its_source(sample_ledger: Path) -> None:
    text = document(sample_ledger)
    with dragoman.open_ledger(sample_ledger) as ledger:
        rows = [row for chain in chains(ledger) for row in chain.conditions]
    assert rows
    for row in rows:
        [line] = [line for line in text.splitlines() if f"{row.record} #" in line]
        assert plain(f"“{row.act}”") in line
        assert plain(row.title) in line


def test_what_became_of_an_act_supports_or_attacks_it(sample_ledger: Path) -> None:
    with dragoman.open_ledger(sample_ledger) as ledger:
        says = {e.says for c in chains(ledger) for row in c.conditions for e in row.status_evidence}
    signs = {line["sign"] for line in parsed(document(sample_ledger))}
    assert ("+" in signs) == bool(says & {"met", "partly met"})
    assert ("-" in signs) == bool(says & {"not met", "withdrawn"})


def test_a_deadlock_comes_back_to_its_first_act(sample_ledger: Path) -> None:
    text = document(sample_ledger)
    lines = parsed(text[text.index("# Deadlocks") :].replace("# Deadlocks", "===\n===\n"))
    first = lines[0]["title"]
    assert lines[0]["told"] is not None
    assert any(line["title"] == first and line["sign"] == "+>" for line in lines[1:])


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a [b]: c <d>", r"a \[b\]: c \<d\>"),
        ("1 * 2 _x_ #tag @[x]", r"1 \* 2 \_x\_ \#tag \@\[x\]"),
        ("http://a.b/c", r"http\:\//a\.b/c"),
        ("the U.S. troops .~. now :up: a: b.", r"the U\.S. troops \.~. now \:up: a: b."),
        ("{a: 1} === /* b */", r"\{a: 1\} \=\=\= \/\* b \*/"),
        ("two\n\nlines\\", r"two lines\\"),
    ],
)
def test_words_are_no_markup(words: str, written: str) -> None:
    assert plain(words) == written


def test_the_desk_and_the_command_give_it(
    sample_ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = document(sample_ledger)
    assert run(["conditions", "--argdown", "--ledger", str(sample_ledger)]) == 0
    assert capsys.readouterr().out == text
    assert run(["conditions", "--argdown", "--asks", "act", "--ledger", str(sample_ledger)]) == 2
    with opened(sample_ledger) as client:
        assert "/conditions.argdown" in page(client, "/conditions").xpath("//footer//a/@href")
        given = client.get("/conditions.argdown")
        assert given.text == text
        assert given.headers["content-disposition"].endswith('"conditions.argdown"')
        nothing = client.get("/conditions.argdown?q=side:Japan").text
        assert "// No chain" in nothing
