"""By which way the words came: a ledger that loses the agency cannot be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dragoman.article import Article, SourceTag, Span
from dragoman.intake import from_text
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read_all
from dragoman.reading.speakers.speakers import resolve
from dragoman.records import Reading
from speaking import plain, spoken, words_at


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("In an interview with TASS, Ana Orlo said the fair was on.\n", ("TASS",)),
        ("Ana Orlo told Reuters on Monday she said the fair was on.\n", ("Reuters",)),
        ("Speaking to the BBC, Ana Orlo said the fair was on.\n", ("BBC",)),
        ("On state television, Ana Orlo said the fair was on.\n", ("state television",)),
        ("In remarks to the Valdorian Press Agency, Ana Orlo said the fair was on.\n",
         ("Valdorian Press Agency",)),
        ("In an interview granted to the agency, which TASS published, Ana Orlo said so.\n",
         ("TASS",)),
        ("Ana Orlo said the fair was on.\n", ()),
        ("Ana Orlo said the BBC would film the fair.\n", ()),
    ],
)  # fmt: skip
def test_the_outlet_that_was_told(text: str, via: tuple[str, ...]) -> None:
    article = plain(text)
    (found,) = spoken(article, ("Ana Orlo", "said"))
    assert found.way.via == via


def _attribution(article: Article, source: str, cue: str, content: str) -> Attribution:
    text = article.text
    return Attribution(
        words_at(text, source), words_at(text, cue), (words_at(text, content),), "indirect"
    )


def test_the_chain_runs_from_the_speaker_outward() -> None:
    article = plain("According to the Guardian, TASS quoted Ana Orlo as saying the fair was on.\n")
    reported = "TASS quoted Ana Orlo as saying the fair was on"
    told = [
        _attribution(article, "the Guardian", "According to", reported),
        replace(_attribution(article, "TASS", "quoted", "the fair was on"), within=0),
        replace(_attribution(article, "Ana Orlo", "saying", "the fair was on"), within=1),
    ]
    guardian, tass, orlo = resolve(parse(article), tuple(told))
    assert guardian.speaker.name is not None
    assert orlo.way.via == ("TASS", guardian.speaker.name)
    assert tass.way.via == (guardian.speaker.name,)


def test_an_interview_goes_on_while_its_speaker_does() -> None:
    article = plain(
        "In an interview with TASS, Ana Orlo said the fair was on. She added that it was free.\n"
        "Ana Orlo wrote that it rained.\n"
    )
    found = spoken(article, ("Ana Orlo", "said"), ("She", "added"), ("Ana Orlo", "wrote"))
    assert [r.way.via for r in found] == [("TASS",), ("TASS",), ()]


@pytest.mark.parametrize(("source", "via"), [("TASS", ("TASS",)), ("regional analyses", ())])
def test_a_source_tag_counts_when_it_names_an_outlet(source: str, via: tuple[str, ...]) -> None:
    article = plain(f"Ana Orlo said the fair was on. [Source: {source}]\nShe said it was free.\n")
    start = article.text.index("[")
    tag = SourceTag(Span(start, article.text.index("]") + 1), source)
    article = replace(article, source_tags=(tag,))
    first = _attribution(article, "Ana Orlo", "said", "the fair was on")
    later = _attribution(article, "She", "She", "it was free")
    one, two = resolve(parse(article), (first, later))
    assert one.way.via == via
    assert two.way.via == ()


CASES = Path(__file__).parent / "data" / "sourcing.tsv"


def rows() -> Iterator[dict[str, str]]:
    """Yield the table's rows; a dash is nothing."""
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = ["" if cell == "-" else cell for cell in line.split("\t")]
        yield dict(zip(header, cells, strict=True))


@cache
def readings() -> dict[str, Reading]:
    """Return each text's reading, all read in one go."""
    texts = list(dict.fromkeys(row["text"] for row in rows()))
    return dict(zip(texts, read_all(map(from_text, texts)), strict=True))


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row['cue']}: {row['text'][:60]}")
def test_how_a_statement_came(row: dict[str, str]) -> None:
    text = row["text"]
    place = text.index(row["cue"]) if row["cue"] in text else -1
    statement = next(
        s
        for s in readings()[text].statements
        if s.cue is not None and s.cue.start <= place < s.cue.end
    )
    venue, words = statement.venue, statement.anonymity_words
    assert {
        "via": " > ".join(statement.via),
        "venue": venue.of(text) if venue else "",
        "anonymity": statement.anonymity or "",
        "words": words.of(text) if words else "",
    } == {key: row[key] for key in ("via", "venue", "anonymity", "words")}
