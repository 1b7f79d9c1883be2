"""Articles read again: what it would change is told first, what people decided stays in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import dragoman
from dragoman import views
from dragoman.article import Span
from dragoman.engine import reading as engine_reading
from dragoman.engine import rereading, steps
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Event, Reading, Statement
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"
SURVEY = "survey of islands"
OLD = reading(
    Told("RUS", "rejects", PEACE, "2024-01-01", name="Olga Ist", only_if="it rains"),
    Told("JPN", "open", PEACE, "2024-01-01", name="Ken Sato"),
    Told("RUS", "supports", SURVEY, "2024-02-01", name="O. Ist"),
    Told("JPN", "defers", SURVEY, "2024-03-01", name="Ken Sato"),
    events=(Event("e0-4", "AGREE", Span(0, 4), ("RUS",), ("JPN",), "happened"),),
)


def shorter(one: Statement) -> Statement:
    """Return a statement as a newer reader has it: it begins four characters later."""
    (span,) = one.content
    start = span.start + 4
    return replace(one, id=f"s{start}-{span.end}", content=(Span(start, span.end),))


def newer(old: Reading) -> Reading:
    """Return what a newer reader reads: every record stands a few characters elsewhere."""
    ids = {one.id: shorter(one).id for one in old.statements}
    return replace(
        old,
        reader="9.0.0",
        statements=tuple(replace(shorter(s), confidence=0.8) for s in old.statements),
        conditions=tuple(
            replace(
                c,
                id=f"c{c.act.start}-{c.act.end - 1}",
                act=Span(c.act.start, c.act.end - 1),
                statement=ids.get(c.statement or ""),
            )
            for c in old.conditions
        ),
        events=tuple(replace(e, id="e0-8", anchor=Span(0, 8)) for e in old.events),
    )


NEW = newer(OLD)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(OLD)
        yield opened


def stances(ledger: Ledger) -> dict[tuple[str, str], str]:
    return {(row.side, row.matter_name): row.stance for row in views.positions(ledger)}


def facts(ledger: Ledger) -> object:
    """Return what stands, without the names of records."""
    return (
        stances(ledger),
        [(row.speaker, row.stance, row.matter_name) for row in views.statements(ledger, each=True)],
        [(row.kind, row.actor) for row in views.conditions(ledger)],
        [(row.type, row.status) for row in views.events(ledger)],
        [(row.name, row.names) for row in views.actors(ledger)],
        sorted(row.name for row in views.matters(ledger)),
    )


def at(n: int) -> str:
    return OLD.statements[n].id


Decide = Callable[[Ledger], object]
DECISIONS: dict[str, Decide] = {
    "confirm": lambda led: dragoman.records_confirm(led, at(0)),
    "reject": lambda led: dragoman.records_reject(led, at(0), reason="No."),
    "correct": lambda led: dragoman.records_correct(led, at(0), {"stance": "open"}, reason="Hint."),
    "correct speaker": lambda led: dragoman.records_correct(
        led, at(1), {"speaker": {"name": "Aya Mori", "sort": "person"}}, reason="She spoke."
    ),
    "correct condition": lambda led: dragoman.records_correct(
        led, OLD.conditions[0].id, {"kind": "threat"}, reason="It is one."
    ),
    "reject condition": lambda led: dragoman.records_reject(
        led, OLD.conditions[0].id, reason="None."
    ),
    "correct event": lambda led: dragoman.records_correct(
        led, "e0-4", {"status": "planned"}, reason="Not yet."
    ),
    "reject event": lambda led: dragoman.records_reject(led, "e0-4", reason="None."),
    "merge actors": lambda led: dragoman.actors_merge(led, "Ken Sato", "Olga Ist", reason="One."),
    "rename actor": lambda led: dragoman.actors_rename(led, "Ken Sato", "K. Sato", reason="So."),
    "split actor": lambda led: dragoman.actors_split(
        led, "Ken Sato", part={"statement": at(3)}, reason="His brother."
    ),
    "merge matters": lambda led: dragoman.matters_merge(led, "peace", "survey", reason="One."),
    "rename matter": lambda led: dragoman.matters_rename(led, "peace", "the talks", reason="So."),
    "split matter": lambda led: dragoman.matters_split(
        led, "survey", part={"statement": at(3)}, reason="Another."
    ),
    "part of matter": lambda led: dragoman.matters_part(led, "survey", "peace", reason="Part."),
    "merge tellings": lambda led: dragoman.tellings_merge(led, at(0), at(2), reason="One."),
}


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_decision_holds_for_what_a_newer_reader_reads(ledger: Ledger, kind: str) -> None:
    before = facts(ledger)
    DECISIONS[kind](ledger)
    decided = facts(ledger)
    assert kind in ("confirm", "part of matter", "merge tellings") or decided != before
    assert ledger.add(NEW) == "reread"
    assert facts(ledger) == decided
    assert views.decisions(ledger, lost=True) == ()
    assert ledger.add(OLD) == "reread"
    assert facts(ledger) == decided


def test_what_was_confirmed_stays_as_it_was(ledger: Ledger) -> None:
    dragoman.records_confirm(ledger, at(0), who="Ines")
    before = facts(ledger)
    first = replace(NEW.statements[0], stance="supports", matter=SURVEY, said="2025-05-05")
    ledger.add(replace(NEW, statements=(first, *NEW.statements[1:])))
    assert facts(ledger) == before
    (decision,) = views.explain(ledger, first.id).decisions
    assert (decision.verb, decision.record.endswith(at(0))) == ("confirm", True)
    dragoman.records_undo(ledger, who="Ines")
    assert facts(ledger) != before


def test_decisions_add_up_over_readings_and_are_undone(ledger: Ledger) -> None:
    dragoman.records_correct(ledger, at(0), {"stance": "open"}, reason="A.")
    ledger.add(NEW)
    dragoman.records_correct(ledger, NEW.statements[0].id, {"scope": "now"}, reason="B.")
    (row,) = views.statements(ledger, stance="open", side="RUS")
    assert row.scope == "now"
    dragoman.records_undo(ledger, 1)
    assert stances(ledger) and not views.statements(ledger, stance="open", side="RUS")
    with pytest.raises(dragoman.DragomanError, match="no decision on records"):
        dragoman.records_undo(ledger, 1)
    with pytest.raises(dragoman.DragomanError, match="Give a reason"):
        dragoman.records_reject(ledger, NEW.statements[0].id)
    assert [row.state for row in views.decisions(ledger)] == ["undone", "holds", "holds"]
    assert len(views.decisions(ledger, NEW.statements[0].id)) == 3


LOST: dict[str, Decide] = {
    **{name: DECISIONS[name] for name in ("confirm", "correct", "reject", "merge tellings")},
    **{name: DECISIONS[name] for name in ("correct condition", "correct event")},
    "merge matters": DECISIONS["merge matters"],
    "rename actor": DECISIONS["rename actor"],
    "split actor": DECISIONS["split actor"],
    "split matter": DECISIONS["split matter"],
    "rename matter": lambda led: dragoman.matters_rename(led, "survey", "soundings", reason="So."),
}


@pytest.mark.parametrize("kind", LOST)
def test_a_decision_that_finds_nothing_is_listed_and_comes_back(ledger: Ledger, kind: str) -> None:
    LOST[kind](ledger)
    decided = facts(ledger)
    kept = OLD.statements[1:2] if "actor" not in kind else ()
    ledger.add(replace(OLD, reader="9.0.0", statements=kept, conditions=(), events=()))
    (row,) = views.decisions(ledger, lost=True)
    assert row.id == 1 and row.missing and row.state == "finds nothing"
    assert ledger.add(OLD) == "reread"
    assert views.decisions(ledger, lost=True) == ()
    assert facts(ledger) == decided


def test_another_text_of_the_article_keeps_decisions_by_the_words(ledger: Ledger) -> None:
    dragoman.records_reject(ledger, at(1), reason="No.")
    before = facts(ledger)
    shift = 5
    moved = [Span(s.content[0].start + shift, s.content[0].end + shift) for s in OLD.statements]
    statements = tuple(
        replace(
            s,
            id=f"s{to.start}-{to.end}",
            content=(to,),
            cue=s.cue and Span(s.cue.start + shift, s.cue.end + shift),
            source=s.source and Span(s.source.start + shift, s.source.end + shift),
        )
        for s, to in zip(OLD.statements, moved, strict=True)
    )
    article = replace(OLD.article, text="News\n" + OLD.article.text)
    ledger.add(replace(OLD, article=article, statements=statements, conditions=(), events=()))
    assert stances(ledger) == before[0]  # type: ignore[index]


@pytest.fixture
def todays(monkeypatch: pytest.MonkeyPatch) -> dict[str, Reading]:
    """What the reader of today reads, by the article's name."""
    told: dict[str, Reading] = {}

    def version_of(name: str) -> str:
        return "9.0.0" if name == "default" else f"9.0.0 {name}"

    def read_here(ledger, inputs, made_by, take, _):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
        for place, article in enumerate(inputs):
            read = told[article.name]
            take(steps.stored(ledger, replace(read, article=article), made_by, place, 0))

    monkeypatch.setattr(rereading, "version_of", version_of)
    monkeypatch.setattr(rereading, "model_in", lambda _: "none 0")
    monkeypatch.setattr(engine_reading, "read_here", read_here)
    return told


def test_what_would_change_is_told_before_it_changes(
    ledger: Ledger, todays: dict[str, Reading]
) -> None:
    dragoman.records_reject(ledger, at(3), reason="No.", who="Ines")
    dragoman.records_correct(ledger, at(1), {"stance": "defers"}, reason="No.")
    first, second, third, _ = NEW.statements
    told = (replace(first, stance="open"), replace(second, stance="supports"), third)
    todays["one"] = replace(NEW, statements=told, conditions=())
    before = facts(ledger)
    found = dragoman.reread(ledger)
    assert facts(ledger) == before
    assert (found.applied, found.chosen, found.read, found.failed) == (False, 1, 1, ())
    told_rows = [(row.sort, row.change, row.field) for row in found.changes]
    assert ("statement", "changed", "stance") in told_rows
    assert ("condition", "lost", None) in told_rows
    assert ("decision", "finds nothing", None) in told_rows
    assert "1 stance moved" in found.words and "1 condition lost" in found.words
    assert "statement lost" not in found.words  # a person rejected it before
    assert "1 decision that finds nothing" in found.words
    assert ("position", "changed", "stance") in told_rows
    done = dragoman.reread(ledger, apply=True)
    assert done.changes == found.changes and done.applied
    assert facts(ledger) != before
    again = dragoman.reread(ledger, apply=True)
    assert (again.chosen, again.changes, again.words) == (0, (), "Nothing changes.")
    assert dragoman.reread(ledger, every=True).changes == ()
    todays["one"] = replace(NEW, statements=told[:2], conditions=())
    assert dragoman.reread(ledger).chosen == 0
    assert "1 statement lost" in dragoman.reread(ledger, every=True, apply=True).words
    assert len(views.statements(ledger, each=True)) == 2
    assert dragoman.reread(ledger, every=True).changes == ()


def test_articles_are_chosen(ledger: Ledger, todays: dict[str, Reading]) -> None:
    other = reading(
        Told("RUS", "open", "gas"), name="two", outlet="Gazette", published="2024-05-06"
    )
    ledger.add(other)
    careful = reading(Told("RUS", "open", "oil"), name="three", reader="0.1.0 careful")
    ledger.add(careful)
    cased = reading(Told("RUS", "open", "tin"), name="four")
    ledger.add(cased, dossier="d" * 64)
    for one in (OLD, other, cased):
        todays[one.article.name] = replace(one, reader="9.0.0")
    todays["three"] = replace(careful, reader="9.0.0 careful")
    found = dragoman.reread(ledger)
    assert (found.chosen, found.read, found.words) == (3, 3, "Nothing changes.")
    assert found.dossier_missing == (cased.article.id,)
    assert dragoman.reread(ledger, outlet="gazette", apply=True).read == 1
    assert dragoman.reread(ledger, since="2024-05", until="2024-06").chosen == 0
    assert dragoman.reread(ledger, articles=["one"]).chosen == 1
    with pytest.raises(dragoman.NotFound):
        dragoman.reread(ledger, articles=["nine"])
    assert dragoman.reread(ledger, apply=True).read == 2
    assert {ledger.reading(name).reader for name in ("one", "two")} == {"9.0.0"}
    assert ledger.reading("three").reader == "9.0.0 careful"
    assert dragoman.reread(ledger).chosen == 0
