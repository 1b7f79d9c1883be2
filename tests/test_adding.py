"""A statement that a person adds stands as one that was read, until somebody takes it back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman import views
from dragoman.article import Span
from dragoman.errors import DragomanError, NotFound
from dragoman.export.reading import reading_json
from dragoman.ledger import Ledger, open_ledger
from dragoman.ledger.rulings import By
from dragoman.records import BY_PERSON, Reading, Speaker, Statement
from revised import told
from tellings import Told, reading

PEACE = "peace treaty between Russia and Japan"
READ = reading(
    Told("RUS", "rejects", PEACE, "2024-01-01", name="Olga Ist", role="foreign minister"),
    Told("JPN", "open", PEACE, "2024-01-01", name="Ken Sato"),
    published="2024-01-02",
)
MISSED = 'We will "gladly" lower the tolls once the lamps are lit. '
"""What no reader found, before what was read; the lamps are lit a second time at the end."""


def longer(made: Reading, before: str = MISSED, after: str = " The lamps are lit.") -> Reading:
    """Return a reading of which the text has more before and behind, in which nothing was found."""

    def moved(span: Span | None) -> Span | None:
        return span and Span(span.start + len(before), span.end + len(before))

    statements = tuple(
        replace(
            s,
            id=f"s{s.content[0].start + len(before)}-{s.content[0].end + len(before)}",
            content=tuple(Span(a + len(before), b + len(before)) for a, b in s.content),
            source=moved(s.source),
            cue=moved(s.cue),
        )
        for s in made.statements
    )
    article = replace(made.article, text=before + made.article.text + after)
    return replace(made, article=article, statements=statements)


ARTICLE = longer(READ)
WORDS = 'We will "gladly" lower the tolls'
WHY = By(who="Ines", reason="Missed.")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.add(ARTICLE)
        yield opened


def add(ledger: Ledger, words: str = WORDS, speaker: str = "Olga Ist", **told: Any) -> str:
    """Add a statement and return its name."""
    return dragoman.records_add(ledger, "one", words, speaker=speaker, **{**WHY, **told}).ref


def facts(ledger: Ledger) -> object:
    """Return what stands, with the names of statements."""
    return (
        [(p.side, p.matter_name, p.stance, p.since) for p in views.positions(ledger)],
        [(s.record, s.speaker, s.stance, s.matter) for s in views.statements(ledger, each=True)],
        [(c.record, c.kind, c.actor) for c in views.conditions(ledger)],
        [(a.name, a.statements) for a in views.actors(ledger)],
        [(m.name, m.statements) for m in views.matters(ledger)],
    )


def test_it_stands_in_every_view_as_what_was_read_does(ledger: Ledger, tmp_path: Path) -> None:
    ref = add(
        ledger,
        stance="supports",
        matter="peace treaty",
        said="2024-01-02",
        scope="for a year",
        condition="the lamps are lit",
        condition_actor="Japan",
    )
    assert ref == f"{ARTICLE.article.id}/s0-{len(WORDS)}"
    rows = {row.record: row for row in views.statements(ledger, each=True)}
    row = rows[ref]
    assert (row.words, row.speaker, row.role) == (WORDS, "Olga Ist", "foreign minister")
    assert (row.sides, row.stance, row.scope, row.day) == (
        ("RUS",),
        "supports",
        "for a year",
        "2024-01-02",
    )
    assert (row.kind, row.confidence) == ("mixed", 1.0)
    assert next(iter(rows)) == ref  # in the order of the text
    assert [one.record for one in views.statements(ledger, "gladly")] == [ref]
    assert {p.side: p.stance for p in views.positions(ledger)} == {"RUS": "supports", "JPN": "open"}
    assert {(a.name, a.statements) for a in views.actors(ledger)} == {
        ("Olga Ist", 2),
        ("Ken Sato", 1),
    }
    (matter,) = views.matters(ledger)
    assert matter.statements == 3
    (asked,) = views.conditions(ledger, actor="JPN")
    assert (asked.statement, asked.act, asked.cue) == (ref, "the lamps are lit", "once")
    assert (asked.side, asked.kind) == ("RUS", "precondition")
    stored = ledger.reading("one")
    assert stored.statements[0].rule == stored.conditions[0].rule == BY_PERSON
    assert stored.statements[0].content == (Span(0, len(WORDS)),)
    assert json.loads(reading_json(stored))["statements"][0]["rule"] == BY_PERSON
    told_of = views.explain(ledger, ref)
    assert (told_of.rule, told_of.words) == (BY_PERSON, WORDS)
    assert [(one.verb, one.who, one.why) for one in told_of.decisions] == [
        ("add", "Ines", "Missed.")
    ]
    assert views.decisions(ledger)[0].what == f"{ref} is added, as said by Olga Ist"
    assert dragoman.verify(tmp_path / "ledger.db") == ()
    with pytest.raises(DragomanError, match=r"is there already.*records correct"):
        add(ledger)


def test_undoing_removes_it_and_leaves_what_was_there_before(
    ledger: Ledger, tmp_path: Path
) -> None:
    before, stored = facts(ledger), ledger.reading("one")
    ref = add(ledger, stance="open", matter=PEACE, condition="The lamps are lit")
    after = facts(ledger)
    assert after != before
    dragoman.records_correct(ledger, ref, {"stance": "defers"}, reason="No.")
    dragoman.records_undo(ledger, 1, who="Ines")
    assert facts(ledger) == before
    assert ledger.reading("one") == stored
    assert views.statements(ledger, "gladly") == ()
    with pytest.raises(NotFound):
        views.explain(ledger, ref)
    assert [(one.verb, one.state) for one in views.decisions(ledger)] == [
        ("add", "undone"),
        ("correct", "finds nothing"),
        ("undo", "holds"),
    ]
    assert dragoman.verify(tmp_path / "ledger.db") == ()
    dragoman.records_undo(ledger, 2)
    assert add(ledger, stance="open", matter=PEACE, condition="The lamps are lit") == ref
    assert facts(ledger) == after


def test_it_can_be_confirmed_corrected_and_rejected(ledger: Ledger) -> None:
    before = facts(ledger)
    ref = add(ledger)
    dragoman.records_confirm(ledger, ref)
    dragoman.records_correct(ledger, ref, {"stance": "open", "matter": PEACE}, reason="It is.")
    (row,) = views.statements(ledger, "gladly")
    assert (row.stance, row.matter_name) == ("open", views.matters(ledger)[0].name)
    dragoman.records_reject(ledger, ref, reason="A joke.")
    assert facts(ledger) == before
    dragoman.records_undo(ledger)
    assert [row.stance for row in views.statements(ledger, "gladly")] == ["open"]


def test_speakers_and_matters_are_known_ones_or_new(ledger: Ledger) -> None:
    (matter,) = views.matters(ledger)
    sato = next(one for one in views.actors(ledger) if one.name == "Ken Sato")
    add(ledger, speaker=sato.actor, stance="open", matter=matter.matter)
    (row,) = views.statements(ledger, "gladly")
    assert (row.actor, row.sides, row.matter) == (sato.actor, ("JPN",), matter.matter)
    dragoman.records_undo(ledger)
    add(ledger, speaker="Aya Mori", role="envoy", country="Japan", side="Japan")
    (row,) = views.statements(ledger, "gladly")
    assert (row.speaker, row.role, row.sides) == ("Aya Mori", "envoy", ("JPN",))
    dragoman.records_undo(ledger)
    add(ledger, speaker="Japan", stance="supports", matter="lower tolls")
    (row,) = views.statements(ledger, "gladly")
    assert (row.speaker, row.sides) == ("Japan", ("JPN",))
    assert len(views.matters(ledger)) == 2
    dragoman.records_undo(ledger)
    add(ledger, speaker="Harbour Board", sort="organisation")
    assert views.statements(ledger, "gladly")[0].sides == ("Harbour Board",)


def test_a_speaker_of_other_articles_keeps_his_side(ledger: Ledger) -> None:
    other = reading(Told("CHN", "open", PEACE, name="Lin Wei"), name="other")
    ledger.add(other)
    add(ledger, speaker="Lin Wei")
    (row,) = views.statements(ledger, "gladly")
    assert (row.speaker, row.sides) == ("Lin Wei", ("CHN",))


@pytest.mark.parametrize(
    ("words", "asked", "what"),
    [
        (" ", {}, "No words are given"),
        ("we will gladly", {}, "do not stand in one.*dragoman show"),
        ("lamps are lit", {}, r"stand 2 times.*where they begin:\n  \d+: ….*once the lamps"),
        ("lamps are lit", {"at": 3}, "do not begin at 3 in one"),
        (WORDS, {"speaker": " "}, "No speaker is given"),
        (WORDS, {"speaker": "p" + "0" * 12}, "no actor of that name"),
        (WORDS, {"stance": "likes", "matter": PEACE}, "'likes' is none of: rejects"),
        (WORDS, {"stance": "open"}, "Give the matter"),
        (WORDS, {"matter": "m" + "0" * 12}, "no matter of that name"),
        (WORDS, {"said": "Tuesday"}, "'Tuesday' is no day"),
        (WORDS, {"sort": "ghost"}, "'ghost' is none of: person"),
        (WORDS, {"kind": "loud"}, "'loud' is none of: direct"),
        (WORDS, {"condition": "lamps"}, "not exactly once"),
        (WORDS, {"condition": "the sea dries"}, "not exactly once"),
        (WORDS, {"condition_actor": "Japan"}, "Give the words for what"),
        (WORDS, {"condition": "tolls", "condition_kind": "wish"}, "'wish' is none of: precond"),
        (WORDS, {"reason": " "}, "Give a reason"),
    ],
)
def test_what_cannot_be_added_is_refused(
    ledger: Ledger, words: str, asked: dict[str, Any], what: str
) -> None:
    before = facts(ledger)
    with pytest.raises(DragomanError, match=rf"(?s){what}"):
        add(ledger, words, **asked)
    assert facts(ledger) == before
    assert ledger.decisions() == ()


def test_an_article_that_is_not_there_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="no article"):
        dragoman.records_add(ledger, "nine", WORDS, speaker="Olga Ist", reason="Missed.")


def test_words_are_found_over_lines_in_pieces_and_by_their_place(ledger: Ledger) -> None:
    ref = add(ledger, "  gladly\n  … tolls ", speaker="Aya Mori")
    stored = next(s for s in ledger.reading("one").statements if ref.endswith(s.id))
    text = ARTICLE.article.text
    assert [span.of(text) for span in stored.content] == ["gladly", "tolls"]
    ref = add(ledger, "lamps  are\nlit", speaker="Aya Mori", at=text.rindex("lamps"))
    assert ref.endswith(f"/s{text.rindex('lamps')}-{len(text) - 1}")


@pytest.mark.parametrize("words", ["“We go,” he said.", "« Wir gehen. »", '"We go", he', "‘We go’"])
def test_words_in_quotation_marks_are_direct(tmp_path: Path, words: str) -> None:
    made = replace(READ, statements=(), article=replace(READ.article, text=words))
    with open_ledger(tmp_path / "quoted.db") as opened:
        opened.add(made)
        said = "Wir gehen" if "Wir" in words else "We go"
        ref = dragoman.records_add(opened, "one", said, speaker="Aya", reason="Missed.").ref
        assert opened.record(ref)[1] == opened.reading("one").statements[0]
        assert opened.reading("one").statements[0].kind == (
            "indirect" if " W" in words else "direct"
        )


def newer(*more: Statement, text: str = ARTICLE.article.text) -> Reading:
    """Return what a newer reader reads in an article of that text."""
    shift = text.index("Olga Ist") - ARTICLE.article.text.index("Olga Ist")
    moved = longer(READ, before=" " * (len(MISSED) + shift)).statements
    article = replace(ARTICLE.article, text=text)
    return replace(ARTICLE, reader="9.0.0", statements=(*more, *moved), article=article)


def test_it_stays_when_the_article_is_read_again(ledger: Ledger, tmp_path: Path) -> None:
    ref = add(ledger, stance="open", matter=PEACE, condition="the lamps are lit")
    dragoman.records_correct(ledger, ref, {"scope": "now"}, reason="For now.")
    before = facts(ledger)
    for again in (newer(), ARTICLE, newer()):
        assert ledger.add(again) == "reread"
        assert facts(ledger) == before
        assert views.decisions(ledger, lost=True) == ()
        assert views.statements(ledger, "gladly")[0].scope == "now"
        assert ledger.add(again) == ledger.add(again, again=True) == "known"
    dragoman.records_undo(ledger, 1)
    assert views.statements(ledger, "gladly") == ()
    ledger.add(ARTICLE)
    assert views.statements(ledger, "gladly") == ()
    assert dragoman.verify(tmp_path / "ledger.db") == ()


@pytest.mark.parametrize(("end", "speaker"), [(0, "Ken Sato"), (5, "Olga Ist")])
def test_what_the_reader_finds_by_now_is_one_statement(
    ledger: Ledger, end: int, speaker: str
) -> None:
    add(ledger, stance="open", matter=PEACE)
    found = Statement(
        id=f"s0-{len(WORDS) + end}",
        source=None,
        cue=None,
        content=(Span(0, len(WORDS) + end),),
        kind="indirect",
        speaker=Speaker(speaker, None, None, "person"),
        stance="rejects",
        matter=PEACE,
        rule="read",
    )
    ledger.add(newer(found))
    (row,) = views.statements(ledger, "gladly")
    assert (row.record.partition("/")[2], row.speaker, row.stance) == (
        found.id,
        "Olga Ist",
        "open",
    )
    assert views.decisions(ledger, lost=True) == ()
    dragoman.records_undo(ledger, 1)
    (row,) = views.statements(ledger, "gladly")
    assert (row.speaker, row.stance) == (speaker, "rejects")


def test_what_a_person_rejected_is_in_the_way_of_nothing(ledger: Ledger) -> None:
    first = ARTICLE.statements[0]
    words = first.content[0].of(ARTICLE.article.text)
    with pytest.raises(DragomanError, match="is there already"):
        add(ledger, words, speaker="Aya Mori")
    dragoman.records_reject(ledger, first.id, reason="Hers.")
    ref = add(ledger, words, speaker="Aya Mori")
    assert ref.endswith(f"{first.id}.2")
    for again in (newer(), ARTICLE):
        ledger.add(again)
        stood = {row.record.partition("/")[2]: row.speaker for row in views.statements(ledger)}
        assert stood == {f"{first.id}.2": "Aya Mori", ARTICLE.statements[1].id: "Ken Sato"}


def test_another_text_keeps_it_by_its_words(ledger: Ledger, tmp_path: Path) -> None:
    text = ARTICLE.article.text
    add(ledger, stance="open", matter=PEACE, condition="the lamps are lit")
    add(ledger, "The lamps are lit", speaker="Aya Mori")
    dragoman.records_correct(ledger, f"s0-{len(WORDS)}", {"scope": "now"}, reason="For now.")
    ledger.add(newer(text=f"News\n{text}"))
    (row,) = views.statements(ledger, "gladly")
    assert (row.spans, row.scope) == ((Span(5, 5 + len(WORDS)),), "now")
    assert len(views.conditions(ledger)) == 1
    assert len(views.statements(ledger, "lamps")) == 1
    assert views.decisions(ledger, lost=True) == ()
    gone = text.replace('"gladly" lower', "never lower")
    ledger.add(newer(text=gone))
    assert views.statements(ledger, "tolls") == ()
    lost = views.decisions(ledger, lost=True)
    assert [(row.id, row.verb, row.state) for row in lost] == [
        (1, "add", "finds nothing"),
        (3, "correct", "finds nothing"),
    ]
    ledger.add(ARTICLE)
    assert views.decisions(ledger, lost=True) == ()
    assert [row.scope for row in views.statements(ledger, "gladly")] == ["now"]
    assert dragoman.verify(tmp_path / "ledger.db") == ()


def test_a_later_version_of_the_article_has_it_too(ledger: Ledger, tmp_path: Path) -> None:
    said = Told("JPN", "open", PEACE, name="Aoyama", words="we will meet on any day in any town")
    note = "The ferry will sail again once the tolls are paid, Lin Wei said in the harbour."
    ledger.add(told(said, note=note))
    first = told(said, note=note).article.id
    words = "The ferry will sail again"
    ref = dragoman.records_add(
        ledger, first, words, speaker="Lin Wei", side="CHN", stance="open", matter=PEACE, **WHY
    ).ref
    dragoman.records_correct(ledger, ref, {"scope": "soon"}, reason="So.")
    later = told(said, day="2026-05-04", note=f"It rained on the day.\n{note}")
    ledger.add(later)
    (row,) = views.statements(ledger, "ferry")
    assert (row.article, row.stance, row.scope) == (later.article.id, "open", "soon")
    assert dragoman.verify(tmp_path / "ledger.db") == ()
    dragoman.records_undo(ledger, 1)
    assert views.statements(ledger, "ferry") == ()
    assert dragoman.verify(tmp_path / "ledger.db") == ()


def test_an_audit_draws_what_was_read(ledger: Ledger) -> None:
    add(ledger, condition="the lamps are lit")
    name = dragoman.audit(ledger, 50, who="Ines")
    records = {item.record for item in dragoman.audit_items(ledger, name)}
    assert records == {f"{ARTICLE.article.id}/{one.id}" for one in ARTICLE.statements}


@pytest.mark.sqlite
def test_a_backup_and_a_copy_have_it(ledger: Ledger, tmp_path: Path) -> None:
    ref = add(ledger, stance="open", matter=PEACE)
    before = facts(ledger)
    dragoman.backup(tmp_path / "ledger.db", tmp_path / "kept.db")
    dragoman.copy(tmp_path / "ledger.db", tmp_path / "copied.db")
    for name in ("kept.db", "copied.db"):
        with open_ledger(tmp_path / name) as opened:
            assert facts(opened) == before
            dragoman.records_undo(opened)
            assert ref not in {row.record for row in views.statements(opened)}
        assert dragoman.verify(tmp_path / name) == ()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "'; DROP TABLE statements; --"])
def test_hostile_words_are_words(tmp_path: Path, hostile: str) -> None:
    made = replace(READ, statements=(), article=replace(READ.article, text=f"{hostile} he said."))
    with open_ledger(tmp_path / "hostile.db") as opened:
        opened.add(made)
        given = By(who=hostile, reason=hostile)
        ref = dragoman.records_add(
            opened, "one", hostile, speaker=hostile, role=hostile, matter=hostile, **given
        ).ref
        (row,) = views.statements(opened)
        assert (row.record, row.words, row.speaker, row.role) == (ref, hostile, hostile, hostile)
