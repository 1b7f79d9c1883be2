"""How long the brief of a large ledger takes, in processor time of this machine."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dragoman.benchmark.made_ledger import make_ledger
from dragoman.brief import brief_html, brief_markdown, compose_brief, found
from dragoman.brief.word import brief_docx

LIMIT = 5.0
"""Seconds that a brief over a hundred thousand statements may take."""


def test_the_brief_of_a_made_ledger_is_about_its_weightiest_matters(tmp_path: Path) -> None:
    with make_ledger(tmp_path / "made.db", 600, 60) as ledger:
        brief = compose_brief(ledger, length="short")
    assert len(brief.matters) == 4
    assert "on which most was said" in brief_markdown(brief)
    assert len(brief.conditions) <= 6 and len(brief.events) <= 6


def test_a_side_s_brief_looks_at_its_own_matters_where_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_ledger(tmp_path / "made.db", 600, 60) as ledger:
        every = compose_brief(ledger, sides=["FENN"], length="full")
        monkeypatch.setattr(found, "FEW", 3)
        brief = compose_brief(ledger, sides=["FENN"], length="full")
    held, asked = ([one.row for one in some.conditions] for some in (every, brief))
    assert {one.matter for one in asked} <= {one.id for one in brief.matters}
    assert asked and {one.record for one in asked} <= {one.record for one in held}
    assert all("FENN" in (one.side, one.actor) for one in held)
    assert brief.events == every.events and brief.events
    assert all("FENN" in (*one.row.source, *one.row.target) for one in brief.events)
    told = f"these are the {len(brief.matters)} on which these sides said most"
    assert told in brief_markdown(brief) and told not in brief_markdown(every)


@pytest.mark.prove
def test_a_brief_over_a_hundred_thousand_statements_is_quick(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with make_ledger(tmp_path / "made.db", 100_000, 5_000) as ledger:
        compose_brief(ledger, length="short")
        begun = time.process_time()
        brief = compose_brief(ledger)
        composed = time.process_time() - begun
        begun = time.process_time()
        compose_brief(ledger, sides=["FENN"])
        of_side = time.process_time() - begun
        written = {}
        for write in (brief_html, brief_markdown, brief_docx):
            begun = time.process_time()
            write(brief)
            written[write.__name__] = time.process_time() - begun
    with capsys.disabled():
        told = ", ".join(f"{name} {seconds:.1f}" for name, seconds in written.items())
        both = f"{composed:.1f} CPU seconds, of a side {of_side:.1f}"
        print(f"\nbrief of 100,000 statements: {both}; {told}")
    assert max(composed, of_side) + written["brief_html"] < LIMIT
