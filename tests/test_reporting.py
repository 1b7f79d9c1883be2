"""What a user would miss: that the report itself doubts, hedges or vouches for what it reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import made
from dragoman import views
from dragoman.article import Span
from dragoman.brief.names import reporting_words
from dragoman.errors import DragomanError
from dragoman.intake import from_text
from dragoman.ledger import open_ledger
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.reporting import factivity_of, hedge_of
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read

CASES = [
    ("Minister Ana Orlo said that the talks had ended.", "say", None, None),
    ("Minister Ana Orlo claimed that the talks had ended.", "claim", "doubting", None),
    ("Minister Ana Orlo admitted that the talks had ended.", "admit", "factive", None),
    ("The envoy pointed out that the border was closed.", "point out", "factive", None),
    ("The envoy falsely said that the border was closed.", "say", "doubting", None),
    ("The envoy said without evidence that the border was closed.", "say", "doubting", None),
    ("The envoy rightly said that the border was closed.", "say", "factive", None),
    ("The envoy reportedly said that the border was closed.", "say", None, "reportedly"),
    ("The envoy allegedly claimed that the border was closed.", "claim", "doubting", "allegedly"),
    ("The envoy said that the border was reportedly closed.", "say", None, None),
    ("Reportedly, the envoy said that the border was closed.", "say", None, "Reportedly"),
]


def read_in(text: str, lemma: str) -> tuple[str | None, str | None]:
    """Return the factivity and the hedge of the attribution with this cue."""
    document = parse(from_text(text))
    found = next(a for a in attributions(document) if a.cue_lemma == lemma)
    hedge = hedge_of(document, found)
    return factivity_of(document, found), hedge.of(text) if hedge else None


@pytest.mark.parametrize(("text", "lemma", "factivity", "hedge"), CASES)
def test_how_the_reporter_stands_is_kept(
    text: str, lemma: str, factivity: str | None, hedge: str | None
) -> None:
    assert read_in(text, lemma) == (factivity, hedge)


def test_hedges_above_a_cue_of_several_words_are_found() -> None:
    text = "The minister appears to have said that the talks had ended."
    document = parse(from_text(text))
    start = text.index("said")
    content = Span(text.index("that"), len(text) - 1)
    told = Attribution(Span(0, 12), Span(start, start + 4), (content,), "indirect")
    hedge = hedge_of(document, told)
    assert hedge is not None
    assert hedge.of(text) == "appears to"


def test_a_cue_that_is_a_hedge_is_its_own() -> None:
    text = "The border is believed to have been closed for a week."
    document = parse(from_text(text))
    (found,) = attributions(document)
    assert found.cue_kind == "hedge"
    assert hedge_of(document, found) == found.cue


def test_a_reading_keeps_what_the_cue_says_of_the_report() -> None:
    text = "Minister Ana Orlo reportedly claimed that the talks had ended."
    found = next(s for s in read(from_text(text)).statements if s.cue_lemma == "claim")
    assert found.factivity == "doubting"
    assert found.hedge is not None
    assert found.hedge.of(text) == "reportedly"


def test_statements_are_sifted_by_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.add(made.reading())
        (row,) = views.statements(ledger, factivity="factive")
        assert (row.cue, row.cue_lemma, row.factivity, row.hedge) == (
            "noted",
            "note",
            "factive",
            None,
        )
        assert views.statements(ledger, factivity="doubting") == ()
        with pytest.raises(DragomanError, match="factive or doubting"):
            views.statements(ledger, factivity="sure")
        why = views.explain(ledger, row.record)
        assert (why.cue_lemma, why.factivity, why.hedge) == ("note", "factive", None)


@pytest.mark.parametrize(
    ("cue", "factivity", "hedge", "words"),
    [
        ("claimed", "doubting", None, "“claimed” (doubting)"),
        ("said", None, "allegedly", "hedged: allegedly"),
        ("noted", "factive", "apparently", "“noted” (factive); hedged: apparently"),
        ("said", None, None, None),
    ],
)
def test_it_is_told_in_words(
    cue: str, factivity: str | None, hedge: str | None, words: str | None
) -> None:
    assert reporting_words(cue, factivity, hedge) == words
