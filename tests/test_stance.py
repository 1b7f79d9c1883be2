"""What a user would miss: a refusal read as support, a plain fact as a stance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman.article import Article, Span
from dragoman.errors import VocabularyError
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse, parse_all
from dragoman.reading.stance.stance import StanceReading, stance_of
from dragoman.records import Speaker
from dragoman.vocabulary.cues import cues
from dragoman.vocabulary.files import table
from dragoman.vocabulary.stance import FILE, PHRASES, stance_words

SENTENCES = Path(__file__).parent / "data" / "stances.txt"
MARKS = {"[": "]", "{": "}", "<": ">"}
NAMELESS = ("Analysts", "Observers")


@dataclass(frozen=True)
class Told:
    """A sentence without its marks, and where they stood."""

    text: str
    source: Span | None
    cue: Span
    content: tuple[Span, ...]

    @property
    def direct(self) -> bool:
        return all(self.text[c.start - 1 : c.start] in ('"', "“") for c in self.content)


def told(line: str) -> Told:
    """Take the marks `[source] {cue} <content>` out of a line."""
    text = ""
    begun: dict[str, int] = {}
    spans: dict[str, list[Span]] = {mark: [] for mark in MARKS}
    closing = {end: mark for mark, end in MARKS.items()}
    for sign in line:
        if sign in MARKS:
            begun[sign] = len(text)
        elif sign in closing:
            spans[closing[sign]].append(Span(begun[closing[sign]], len(text)))
        else:
            text += sign
    source = spans["["][0] if spans["["] else None
    return Told(text, source, spans["{"][0], tuple(spans["<"]))


def who_says(case: Told) -> Speaker:
    name = case.source.of(case.text) if case.source else None
    if name in NAMELESS:
        return Speaker(None, name, None, "group")
    return Speaker(name, name, None, "media" if name and "Courier" in name else "person")


def read_in(document: Document, case: Told, speaker: Speaker | None = None) -> StanceReading:
    words = case.cue.of(case.text)
    entry = cues().find(words)
    attribution = Attribution(
        source=case.source,
        cue=case.cue,
        content=case.content,
        kind="direct" if case.direct else "indirect",
        cue_lemma=entry.lemma if entry else words,
        cue_kind=entry.kind if entry else "assert",
    )
    return stance_of(document, attribution, speaker or who_says(case))


def reading(line: str, speaker: Speaker | None = None) -> StanceReading:
    case = told(line)
    return read_in(parse(Article("a", "text:", "0", case.text)), case, speaker)


def listed() -> list[tuple[str, str]]:
    stance, found = "", []
    for line in SENTENCES.read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            stance = line[3:]
        elif line and not line.startswith("#"):
            found.append((stance, line))
    return found


@cache
def parsed() -> Mapping[str, tuple[Document, Told]]:
    lines = [line for _, line in listed()]
    cases = [told(line) for line in lines]
    documents = parse_all(Article("a", "text:", "0", case.text) for case in cases)
    return {line: (d, c) for line, d, c in zip(lines, documents, cases, strict=True)}


@pytest.mark.parametrize(("stance", "line"), listed())
def test_a_statement_takes_the_stance_that_its_words_take(stance: str, line: str) -> None:
    document, case = parsed()[line]
    assert (read_in(document, case).stance or "null") == stance


@pytest.mark.parametrize("stance", ["supports", "open", "conditional", "defers", "rejects", "null"])
def test_every_stance_has_sentences_enough(stance: str) -> None:
    assert sum(s == stance for s, _ in listed()) >= 30


SCOPES = [
    ("[The envoy] {said} <a meeting was not possible at this moment>.", "defers", "now"),
    (
        "[The envoy] {said} <talks are out of the question under present conditions>.",
        "defers",
        "now",
    ),
    ("[The envoy] {is not yet ready} <to decide>.", "defers", "now"),
    ('[The envoy] {said} "<We will never give up the port.>"', "supports", "never"),
    ("[The envoy] {said} <Orsk would under no circumstances sign the pact>.", "rejects", "never"),
    (
        "[The envoy of Orsk] {ruled out} <a deal before the election>.",
        "defers",
        "before the election",
    ),
    ("[The envoy] {demanded} <the immediate release of the crew>.", "supports", None),
    ("[The envoy] {said} <the embargo must be lifted without delay>.", "supports", "soon"),
    (
        "[The envoy] {refused} <to hold talks until the border was reopened>.",
        "conditional",
        "until the border was reopened",
    ),
    ("[The envoy] {said} <the guests would arrive today>.", None, None),
]


@pytest.mark.parametrize(("line", "stance", "scope"), SCOPES)
def test_a_scope_says_how_long_the_stance_holds(
    line: str, stance: str | None, scope: str | None
) -> None:
    found = reading(line, Speaker("the envoy of Orsk", "envoy of Orsk", None, "person"))
    assert (found.stance, found.scope) == (stance, scope)


CARRIERS = [
    ("[Orsk] {rejected} <the plan>.", "rejected"),
    ("[Orsk] {said} <the plan was out of the question>.", "out of the question"),
    ("[Orsk] {said} <Kestrel must leave the port>.", "must leave"),
    ('[Orsk] {said} "<There can be no talks with pirates.>"', "There can be no talks"),
    ("[Orsk] {said} <it was ready to sign the pact>.", "ready"),
]


@pytest.mark.parametrize(("line", "words"), CARRIERS)
def test_a_stance_points_to_the_words_that_carry_it(line: str, words: str) -> None:
    found = reading(line)
    assert found.cue is not None
    assert found.cue.of(told(line).text) == words
    assert found.rule.startswith("stance ")
    assert 0 < found.confidence <= 1


LOOKERS_ON = [
    Speaker("The Halden Courier", None, None, "media"),
    Speaker(None, "analysts", None, "group"),
    Speaker("Vera Holm", "researcher at the Halden Institute", None, "person"),
]


@pytest.mark.parametrize("speaker", LOOKERS_ON)
def test_who_looks_on_takes_no_side(speaker: Speaker) -> None:
    assert reading("[They] {said} <the sanctions must be lifted>.", speaker).stance is None


def test_an_analyst_who_urges_takes_a_stance() -> None:
    found = reading("[Analysts] {urged} <both sides to sign the pact>.", LOOKERS_ON[1])
    assert found.stance == "supports"


OTHERS = [
    ("[Minister Aske] {said} <Orsk wants to annex the strait>.", None),
    ("[Minister Aske] {said} <Orsk has refused every offer>.", None),
    ("[Minister Aske] {said} <his government wants peace>.", "supports"),
    ("[Minister Aske] {said} <Kestrel refuses every concession>.", "rejects"),
    ("[Minister Aske] {said} <the Kestrelian side is ready for talks>.", "open"),
]


@pytest.mark.parametrize(("line", "stance"), OTHERS)
def test_what_others_want_is_no_stance_of_the_speaker(line: str, stance: str | None) -> None:
    aske = Speaker("Jorn Aske", "Foreign Minister of Kestrel", None, "person")
    assert reading(line, aske).stance == stance


def test_a_country_is_known_by_its_capital_and_its_people() -> None:
    speaker = Speaker("an official", None, "JPN", "person")
    for side in ("Japan", "Tokyo", "the Japanese government"):
        assert reading(f"[An official] {{said}} <{side} seeks an accord>.", speaker).stance
    for side in ("Norway", "Oslo", "the Norwegian government"):
        assert not reading(f"[An official] {{said}} <{side} seeks an accord>.", speaker).stance


def test_the_surest_sentence_of_a_long_quotation_counts() -> None:
    found = reading(
        '[The mayor] {said} "<It rained. Nobody slept. We reject this plan.>" "<Good night.>"'
    )
    assert found.stance == "rejects"


def test_an_attribution_without_a_cue_is_read_by_its_content() -> None:
    text = "Kestrel must leave the port."
    document = parse(Article("a", "text:", "0", text))
    attribution = Attribution(None, None, (Span(0, len(text)),), "direct")
    issuer = Speaker("Orsk", None, None, "government")
    assert stance_of(document, attribution, issuer).stance == "supports"
    assert stance_of(document, attribution, Speaker()).stance is None


def test_an_empty_content_takes_no_stance() -> None:
    document = parse(Article("a", "text:", "0", "He spoke."))
    attribution = Attribution(Span(0, 2), Span(3, 8), (), "indirect")
    assert stance_of(document, attribution, Speaker("He")) == StanceReading()


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"stance": "likes", "takes": ["act"]}, "unknown stance 'likes'"),
    ({"stance": "open", "takes": ["song"]}, "unknown complement 'song'"),
]


@pytest.mark.parametrize(("fault", "message"), FAULTS)
def test_a_faulty_class_of_words_is_named(
    fault: dict[str, Any], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = table(FILE)
    whole["verbs"]["humming"] = {"words": ["hum"], **fault}
    tables = {FILE: whole, PHRASES: table(PHRASES)}
    monkeypatch.setattr("dragoman.vocabulary.stance.table", tables.__getitem__)
    with pytest.raises(VocabularyError, match=re.escape(message)):
        stance_words.__wrapped__()


def test_no_word_stands_twice_in_a_class() -> None:
    whole = {**table(FILE), **table(PHRASES)}
    for part in ("verbs", "adjectives", "nouns", "judgements", "phrases"):
        for name, group in whole[part].items():
            words = group["words"]
            assert len(words) == len(set(words)), f"{part}.{name}"
