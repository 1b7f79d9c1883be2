"""Ledgers with a few dozen records to audit, and the samples drawn of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import views
from dragoman.article import Span
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Event, Reading
from dragoman.views.auditing import AuditItem, Judgement
from tellings import Told, reading

CONFIDENCES = (0.45, 0.62, 0.75, 0.85, 0.95)


def articles(count: int = 12) -> list[Reading]:
    """Return readings with two statements and a condition each, every third with an event."""
    event = Event("e0-3", "AGREE", Span(0, 3), ("RUS",), ("JPN",), "happened", confidence=0.7)
    return [
        reading(
            Told(
                "RUS",
                "open",
                "peace treaty between Russia and Japan",
                f"2031-0{1 + n % 3}-04",
                name="Ivan Orlov",
                confidence=CONFIDENCES[n % 5],
            ),
            Told(
                "JPN",
                "conditional",
                "fishing treaty between Russia and Japan",
                name="Ken Ito",
                only_if="the boats leave",
                confidence=CONFIDENCES[(n + 2) % 5],
            ),
            name=f"n{n}",
            title=f"Talks, day {n}",
            published=f"2031-0{1 + n % 3}-05",
            events=(event,) if n % 3 == 0 else (),
        )
        for n in range(count)
    ]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        for told in articles():
            opened.add(told)
        yield opened


def refs(ledger: Ledger, name: str | None = None) -> list[str]:
    return [item.record for item in views.audit_items(ledger, name)]


def mark(
    ledger: Ledger, item: AuditItem | str, word: str, *wrong: str, who: str = "Ines", note: str = ""
) -> None:
    record = item if isinstance(item, str) else item.record
    views.audit_mark(ledger, Judgement(record, word, wrong, note), who=who)
