"""What a user would miss: two accounts that cannot both be true, and quiet where they can."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

import dragoman
from dragoman.benchmark.accounts import bench_accounts
from dragoman.cli import run
from dragoman.errors import DragomanError, NotFound, UnreadableInput
from dragoman.export.reading import reading_from_json, reading_json
from dragoman.ledger import Ledger
from dragoman.records import Reading
from dragoman.views import AccountRow

DATA = Path(__file__).parent / "data"
MET = "Tavrian President Kan Obero met Orlan's minister Dita Moser in Selm on Monday, he said."
DENIED = "Dita Moser denied that she had met Kan Obero in Selm on Monday."


def reading(text: str, day: str, outlet: str = "Orlan Gazette") -> Reading:
    article = dragoman.from_text(text, origin=f"text:{outlet} {day} {text}")
    return dragoman.read(replace(article, published=day, outlet=outlet))


@pytest.fixture(scope="module")
def two() -> tuple[Reading, Reading]:
    return reading(MET, "2031-03-05"), reading(DENIED, "2031-03-06", "Tavria Daily")


@pytest.fixture
def ledger(tmp_path: Path, two: tuple[Reading, Reading]) -> Ledger:
    opened = dragoman.open_ledger(tmp_path / "ledger.db")
    for one in two:
        opened.add(one)
    return opened


def shown(rows: Sequence[AccountRow]) -> list[tuple[str, str, str]]:
    return [(row.kind, row.one.words, row.other.words) for row in rows]


def listed(tmp_path: Path, *told: tuple[str, str]) -> list[tuple[str, str, str]]:
    with dragoman.open_ledger(tmp_path / "some.db") as opened:
        for n, (text, day) in enumerate(told):
            opened.add(reading(text, day, f"Outlet {n}"))
        return shown(dragoman.accounts(opened))


def test_a_denial_stands_beside_what_it_denies_with_both_words(ledger: Ledger) -> None:
    (row,) = dragoman.accounts(ledger)
    assert row.kind == "denial"
    assert row.one.words == MET[:-10]
    assert row.other.words == "she had met Kan Obero in Selm on Monday"
    assert (row.one.day, row.other.day) == ("2031-03-05", "2031-03-06")
    assert (row.one.outlet, row.other.outlet) == ("Orlan Gazette", "Tavria Daily")
    assert row.other.speaker == "Dita Moser"
    assert row.other.denied and not row.other.holds
    for told in (row.one, row.other):
        assert told.span.of(ledger.article(told.article).text) == told.words


DIFFER = [
    (
        "Omrit handed over 120 prisoners to Jahlan on 9 March, Omrit's envoy Rima Qadan said.",
        "Jahlan received 85 prisoners from Omrit on 9 March, General Salma Idrou said.",
        "number",
    ),
    (
        "Ruvian troops fired first at the Oster bridge, Tamar's General Sol Ariki said.",
        "Tamari troops fired first at the Oster bridge, Ruvia's General Dan Kole said.",
        "event",
    ),
    (
        "The Elbarian senate ratified the rail protocol, minister Joao Brance said.",
        "The Elbarian senate threw out the rail protocol, minister Ivo Plank said.",
        "event",
    ),
    (
        "Joram Teke was killed on 3 March, General Dan Kole said.",
        "Joram Teke is alive, his brother Abel Teke said.",
        "event",
    ),
]


@pytest.mark.parametrize(("one", "other", "kind"), DIFFER)
def test_accounts_that_cannot_both_hold(tmp_path: Path, one: str, other: str, kind: str) -> None:
    found = listed(tmp_path, (one, "2031-03-10"), (other, "2031-03-10"))
    assert [row[0] for row in found] == [kind]


HOLD = [
    (
        "Noric must sign the pact, Ben Adler said.",
        "Noric should not sign the pact, Mona Frey said.",
    ),
    (
        "Noric will sign the gas pact, Ben Adler said.",
        "Noric did not sign the gas pact, Mona Frey said.",
    ),
    (
        "Noric may have signed the gas pact, Ben Adler said.",
        "Noric did not sign the gas pact, Mona Frey said.",
    ),
    (
        "Noric signed the gas pact, Ben Adler said.",
        "Noric did not sign the fishing pact, Mona Frey said.",
    ),
    (
        "Noric signed the gas pact, Ben Adler said.",
        "Noric did not sign the gas pact, Ben Adler said.",
    ),
    (
        "More than 20 soldiers died at Adra, Ben Adler said.",
        "Twenty-three soldiers died at Adra, Mona Frey said.",
    ),
    (
        "About 5,000 people marched in Adra, Ben Adler said.",
        "In Adra 4,930 people marched, Mona Frey said.",
    ),
    ("Noric lost the war of 1990, Ben Adler said.", "Noric won the cup, Mona Frey said."),
]


@pytest.mark.parametrize(("one", "other"), HOLD)
def test_accounts_that_may_both_hold_are_not_listed(tmp_path: Path, one: str, other: str) -> None:
    assert listed(tmp_path, (one, "2031-03-10"), (other, "2031-03-11")) == []


def test_what_was_not_so_in_may_may_be_so_in_june(tmp_path: Path) -> None:
    told = ("Kethia has not signed the harbour accord, Ruta Lind said.", "2031-05-03")
    later = ("Kethia signed the harbour accord on 30 May, Liv Anker said.", "2031-05-31")
    assert listed(tmp_path, told, later) == []


def test_the_order_in_which_articles_come_changes_nothing(tmp_path: Path) -> None:
    third = reading("Kan Obero never met Dita Moser in Selm, his aide Tom Vey said.", "2031-03-06")
    every = [reading(MET, "2031-03-05"), reading(DENIED, "2031-03-06", "Tavria Daily"), third]
    found = []
    for n, order in enumerate(permutations(every)):
        with dragoman.open_ledger(tmp_path / f"{n}.db") as opened:
            for one in order:
                opened.add(one)
            found.append(dragoman.accounts(opened))
    assert len(found[0]) == 2
    assert all(one == found[0] for one in found)


def test_one_utterance_in_several_articles_is_one_account(ledger: Ledger) -> None:
    ledger.add(reading(DENIED, "2031-03-06", "Selm Courier"))
    (row,) = dragoman.accounts(ledger)
    assert row.times == 2


def test_a_rejected_statement_takes_its_pair_away(ledger: Ledger) -> None:
    (row,) = dragoman.accounts(ledger)
    assert row.other.statement is not None
    ledger.decide(row.other.statement, "reject", who="Ann")
    assert dragoman.accounts(ledger) == ()


def test_a_dismissed_pair_stays_away_when_its_article_is_read_again(
    ledger: Ledger, two: tuple[Reading, Reading]
) -> None:
    (row,) = dragoman.accounts(ledger)
    dragoman.accounts_dismiss(ledger, row.one.record, reason="Two meetings.")
    assert dragoman.accounts(ledger) == ()
    assert ledger.add(replace(two[0], reader="0.9.9")) == "reread"
    assert dragoman.accounts(ledger) == ()
    dragoman.accounts_restore(ledger, row.other.record, row.one.record, reason="One meeting.")
    assert shown(dragoman.accounts(ledger)) == shown([row])


def test_only_what_is_listed_can_be_dismissed_and_with_a_reason(ledger: Ledger) -> None:
    (row,) = dragoman.accounts(ledger)
    with pytest.raises(NotFound):
        dragoman.accounts_dismiss(ledger, f"{row.one.article}/a1-2", reason="No.")
    with pytest.raises(DragomanError):
        dragoman.accounts_dismiss(ledger, row.one.record, reason=" ")


def test_accounts_are_sifted_by_kind_and_day(ledger: Ledger) -> None:
    assert len(dragoman.accounts(ledger, kind="denial")) == 1
    assert dragoman.accounts(ledger, kind="number") == ()
    assert dragoman.accounts(ledger, on="2031-03-05") == ()
    assert len(dragoman.accounts(ledger, on="2031-03")) == 1
    with pytest.raises(DragomanError):
        dragoman.accounts(ledger, kind="quarrel")


def test_accounts_of_a_matter_are_those_whose_articles_both_name_it(tmp_path: Path) -> None:
    wish = " Russia rejects a peace treaty with Japan, Foreign Minister Sergei Ivanov said."
    with dragoman.open_ledger(tmp_path / "matter.db") as opened:
        opened.add(reading(MET + wish, "2031-03-05"))
        opened.add(reading(DENIED + wish, "2031-03-06", "Tavria Daily"))
        (matter, *_) = dragoman.matters(opened)
        assert len(dragoman.accounts(opened, matter=matter.matter)) == 1
        with pytest.raises(NotFound):
            dragoman.accounts(opened, matter="fishing in the Gulf of Selm")
        opened.add(reading("Russia supports a border treaty, Sergei Ivanov said.", "2031-03-07"))
        (whole,) = [one for one in dragoman.matters(opened) if one.matter != matter.matter]
        dragoman.matters_part(opened, matter.matter, whole.matter, reason="One package")
        assert dragoman.accounts(opened, matter=whole.matter) == ()
        assert len(dragoman.accounts(opened, matter=whole.matter, parts=True)) == 1


def test_one_article_may_hold_both_accounts(tmp_path: Path) -> None:
    found = listed(tmp_path, (f"{MET}\n\n{DENIED}", "2031-03-06"))
    assert [row[0] for row in found] == ["denial"]


def test_claims_are_kept_as_they_were_read(ledger: Ledger, two: tuple[Reading, Reading]) -> None:
    assert two[0].claims
    for one in two:
        assert ledger.reading(one.article.id).claims == one.claims
        assert reading_from_json(reading_json(one)).claims == one.claims


def test_the_command_shows_both_words_and_takes_decisions(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    (row,) = dragoman.accounts(ledger)
    where = ("--ledger", ledger.where)
    assert run(["accounts", *where]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "denial" in told and "Dita Moser" in told and "6 March 2031" in told
    assert run(["accounts", "--to", "csv", *where]) == 0
    assert "she had met Kan Obero" in capsys.readouterr().out
    assert run(["accounts", "dismiss", row.one.record, "--reason", "Two meetings.", *where]) == 0
    capsys.readouterr()
    assert run(["accounts", "--to", "json", *where]) == 0
    assert json.loads(capsys.readouterr().out) == []
    told_again = ["accounts", "restore", row.one.record, row.other.record]
    assert run([*told_again, "--reason", "One.", *where]) == 0


def test_a_brief_has_a_part_for_accounts_only_where_some_differ(
    ledger: Ledger, tmp_path: Path, two: tuple[Reading, Reading]
) -> None:
    brief = dragoman.compose_brief(ledger)
    heading = "Where accounts differ"
    assert heading in dragoman.brief_html(brief)
    assert "she had met Kan Obero" in dragoman.brief_markdown(brief).split(heading)[1]
    with dragoman.open_ledger(tmp_path / "single.db") as opened:
        opened.add(two[0])
        alone = dragoman.compose_brief(opened)
    assert heading not in dragoman.brief_html(alone) + dragoman.brief_markdown(alone)


@pytest.mark.sqlite
def test_the_benchmark_counts_right_and_wrong_pairs(tmp_path: Path) -> None:
    a = {"text": MET, "outlet": "A", "published": "2031-03-05"}
    b = {"text": DENIED, "outlet": "B", "published": "2031-03-06"}
    row = {"phenomenon": "met", "kind": "denial", "about": "", "a": a, "b": b}
    row |= {"a_words": "met Orlan's minister", "b_words": "she had met Kan Obero"}
    rows = [row | {"id": "x", "differ": True}, row | {"id": "y", "differ": False}]
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    (score,) = bench_accounts([path])
    assert [(s.name, s.right, s.of) for s in score.shares] == [
        ("F1", 2, 3),
        ("precision", 1, 2),
        ("recall", 1, 1),
        ("kind", 1, 1),
        ("words", 1, 1),
    ]
    assert [mistake.article for mistake in score.mistakes] == ["table y"]
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(UnreadableInput):
        bench_accounts([path])


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("table", "least"),
    [("accounts_written_1", 0.74), ("accounts_written_2", 0.58), ("accounts_agency", 0.85)],
)
def test_pairs_that_others_wrote_are_told_apart(table: str, least: float) -> None:
    (score,) = bench_accounts([DATA / f"{table}.jsonl"])
    assert score.share("precision").value >= 0.93
    assert score.share("F1").value >= least


def test_a_denial_without_its_words_stands_beside_what_it_denies(tmp_path: Path) -> None:
    told = (
        "The Free Dock Union attacked a customs post in Selm on Friday, police said. "
        "Its leader, Dario Kell, denied any involvement."
    )
    ((kind, one, other),) = listed(tmp_path, (told, "2031-03-05"))
    assert kind == "denial"
    assert one.startswith("The Free Dock Union attacked")
    assert other == "denied any involvement"


@pytest.mark.sqlite
def test_our_own_pairs_are_told_apart() -> None:
    (score,) = bench_accounts([DATA / "accounts_own.jsonl"])
    assert score.share("F1").value >= 0.93


@pytest.mark.sqlite
def test_our_own_pairs_in_agency_prose_are_told_apart() -> None:
    (score,) = bench_accounts([DATA / "accounts_own_2.jsonl"])
    assert score.share("precision").value >= 0.97
    assert score.share("F1").value >= 0.88
