"""Statements by the rank of who speaks: as the article tells his role, or a person does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from dragoman import views
from dragoman.errors import DragomanError, VocabularyError
from dragoman.ledger import Ledger, open_ledger, schema
from dragoman.ledger.ranking import rank_everything
from dragoman.ledger.schema_known import standings_before
from dragoman.records import Speaker
from dragoman.views import narrowing
from dragoman.views.facets import facets
from dragoman.vocabulary import ranks as vocabulary
from dragoman.vocabulary.files import table
from dragoman.vocabulary.ranks import ranks
from revised import told
from tellings import Told, reading

TALKS = "peace treaty with Valdoria"

ROLES = {
    "Prime Minister": "leader",
    "acting President": "leader",
    "the President of Skarland": "leader",
    "president of the chamber of commerce": "organisation",
    "Skarlandic Foreign Minister": "foreign-minister",
    "Secretary of State": "foreign-minister",
    "Deputy Foreign Minister": "deputy-minister",
    "minister of state": "deputy-minister",
    "Deputy Prime Minister": "minister",
    "vice president": "minister",
    "Defence Minister": "minister",
    "deputy spokesman": "spokesperson",
    "Skarland's ambassador to Norholm": "ambassador",
    "chief negotiator": "ambassador",
    "lawmaker": "legislator",
    "General": "military",
    "senior Skarlandic official": "official",
    "opposition leader": "politician",
    "leader": "politician",
    "former Foreign Minister": "former",
    "president-elect": "former",
    "political analysts": "expert",
    "reporter": "expert",
    "voters": "other",
    "the man who met her counterpart": "other",
}


@pytest.mark.sqlite
@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_a_rank(role: str) -> None:
    assert ranks().of(role) == ROLES[role]


@pytest.mark.sqlite
def test_a_leader_of_a_state_is_its_head() -> None:
    assert ranks().of("Skarlandic leader", for_state=True) == "leader"
    assert ranks().of("opposition leader", for_state=True) == "politician"
    assert ranks().of(None) == "none" == ranks().highest(())
    assert ranks().highest(["none", "expert", "minister", "spokesperson"]) == "minister"


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("key", "entry", "what"),
    [
        ("kinds", "astronaut", "no such kinds of offices: astronaut"),
        ("kinds", "expert", "'expert' stands twice"),
        ("titles", "court jester", "no such titles: court jester"),
        ("deputies", "page", "no such ranks: page"),
    ],
)
def test_a_file_of_ranks_that_leaves_something_open_is_refused(
    key: str, entry: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*table(vocabulary.FILE)["rank"], {"name": "new", "called": "new"}]
    rows[-1][key] = entry if key == "deputies" else [entry]
    monkeypatch.setattr(vocabulary, "table", lambda _: {"rank": rows})
    with pytest.raises(VocabularyError, match=what):
        ranks.__wrapped__()


@pytest.fixture(scope="module")
def ledger(kept_in: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("ranks") / "ledger.db") as opened:
        fill(opened)
        yield opened


def fill(ledger: Ledger) -> None:
    both = (Speaker("Ann Bell", "spokeswoman", "SKA"), Speaker("Ken Ost", "Foreign Minister"))
    said = [
        Told("SKA", "open", TALKS, "2031-01-02", name="Oda Lind", role="leader"),
        Told("Free Coast Movement", "open", TALKS, "2031-01-03", name="Per Aas", role="leader"),
        Told("SKA", "rejects", TALKS, name="Ann Bell", role="spokeswoman", words="never"),
        Told("SKA", None, None, "2031-02", name="Ann Bell and Ken Ost", speakers=both),
        Told(None, "defers", TALKS, name="Ida Holm", role="former minister", words="in a year"),
        Told(None, None, None, name="Jon Eik", role="analyst", words="that is no surprise"),
        Told("SKA", None, None, name="Skarland", sort="government", words="it is too late"),
    ]
    ledger.add(reading(*said, name="first", outlet="The Lune Courier"))
    # Two versions of one article, of which the later has another role for the speaker.
    for day, role in (("2026-05-03", "Minister"), ("2026-05-06", "Prime Minister")):
        one = Told("NOR", "open", "treaty", name="Ilse Marrane", role=role, words="we are ready")
        ledger.add(told(one, day=day, note=f"Written by our {role}."))


def found(ledger: Ledger, **where: str) -> list[str]:
    return sorted(str(row.speaker) for row in views.statements(ledger, **where))  # type: ignore[arg-type]


def test_statements_of_a_rank_are_found_and_counted(ledger: Ledger) -> None:
    assert found(ledger, rank="leader") == ["Ilse Marrane", "Oda Lind"]
    assert found(ledger, rank="politician") == ["Per Aas"]
    assert found(ledger, rank="foreign-minister") == ["Ann Bell and Ken Ost"]
    assert found(ledger, rank="former") == ["Ida Holm"]
    assert found(ledger, rank="none") == ["Skarland"]
    assert found(ledger, rank="minister") == []
    assert found(ledger, rank="minister", as_known_on="2026-05-04") == ["Ilse Marrane"]
    counts = facets(ledger).by["rank"]
    assert {one.value: one.count for one in counts} == {
        rank: len(found(ledger, rank=rank)) for rank in ranks().called if found(ledger, rank=rank)
    }
    assert {row.speaker: row.rank for row in views.statements(ledger, stance="rejects")} == {
        "Ann Bell": "spokesperson"
    }
    with pytest.raises(DragomanError, match=r"king: no such rank\. Use leader, foreign-minister,"):
        views.statements(ledger, rank="king")


@pytest.mark.parametrize("few", [0, 100])
def test_a_rank_is_found_beside_other_filters_however_common_it_is(
    ledger: Ledger, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "FEW", few)
    assert found(ledger, rank="leader", side="SKA") == ["Oda Lind"]
    assert found(ledger, rank="spokesperson", stance="rejects") == ["Ann Bell"]
    assert found(ledger, rank="leader", stance="rejects") == []
    assert found(ledger, rank="former", matter=TALKS) == ["Ida Holm"]
    assert found(ledger, rank="leader", since="2031") == ["Oda Lind"]
    assert found(ledger, rank="leader", until="2030") == ["Ilse Marrane"]
    assert found(ledger, rank="expert", outlet="The Lune Courier") == ["Jon Eik"]


def test_an_older_ledger_is_given_the_ranks_that_deriving_gives(ledger: Ledger) -> None:
    def told_in_both() -> list[list[tuple[int, str]]]:
        tables = (schema.standings.c, standings_before.c)
        queries = [select(own.statement_key, own.rank_name) for own in tables]
        return [sorted(tuple(row) for row in connection.execute(one)) for one in queries]

    with ledger.database.writing() as connection:
        before = told_in_both()
        assert {rank for _, rank in before[1]} == {"minister"}
        for table in (schema.standings, standings_before):
            connection.execute(update(table).values(rank_name="none"))
        assert told_in_both() != before
        rank_everything(connection)
        assert told_in_both() == before


def test_a_corrected_role_moves_the_statement_to_another_rank(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(reading(Told("SKA", "open", TALKS, name="Ann Bell", role="spokeswoman")))
        (row,) = views.statements(ledger, rank="spokesperson")
        speaker = {"name": "Ann Bell", "role": "Minister", "country": "SKA", "sort": "person"}
        ledger.decide(row.record, "correct", who="me", after={"speaker": speaker})
        assert found(ledger, rank="spokesperson") == []
        assert found(ledger, rank="minister") == ["Ann Bell"]
        ledger.decide(row.record, "correct", who="me", after={"speaker": {**speaker, "role": None}})
        assert found(ledger, rank="none") == ["Ann Bell"]
