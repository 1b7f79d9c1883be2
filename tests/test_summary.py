"""What a user would miss: a summary that invents, loses a hedge, or leaves a speaker unnamed."""

from __future__ import annotations

import re
from functools import cache

import pytest

from dragoman.article import Article, Paragraph, SourceTag, Span
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read_document
from dragoman.reading.summary.summary import LONGEST, summarise
from dragoman.records import (
    Condition,
    Event,
    Speaker,
    Stance,
    Statement,
    SummarySentence,
)

TEXT = (
    "Tal rules out talks\n\n"
    "Valdorian Foreign Minister Ivo Tal said that talks with Kestrel are not possible now.\n\n"
    "He also said that Valdoria might return to the table if Kestrel opens the port. "
    "[Source: VPA]\n\n"
    "Nevertheless, the minister's deputy stressed that the port is a matter of law.\n\n"
    "Kestrel wants talks without conditions, according to its envoy Mira Dahl. "
    "“We are ready. We have always been ready,” she told reporters.\n\n"
    "Kestrel expelled two Valdorian diplomats on Monday.\n\n"
    "Read more about the port"
)
TAL = Speaker("Ivo Tal", role="Foreign Minister", sort="person")
DAHL = Speaker("Mira Dahl", role="envoy", sort="person")


def place(words: str, nth: int = 0) -> Span:
    starts = [m.start() for m in re.finditer(re.escape(words), TEXT)]
    return Span(starts[nth], starts[nth] + len(words))


@cache
def document() -> Document:
    blocks: list[Paragraph] = []
    start = 0
    for part in re.split(r"(?<=\n\n)", TEXT):
        sort = "title" if start == 0 else "furniture" if part.startswith("Read more") else "body"
        blocks.append(Paragraph(Span(start, start + len(part)), sort))  # type: ignore[arg-type]
        start += len(part)
    return parse(
        Article(
            "note",
            "text:",
            "",
            TEXT,
            paragraphs=tuple(blocks),
            source_tags=(SourceTag(place("[Source: VPA]"), "VPA"),),
        )
    )


def said(
    name: str,
    source: Span | None,
    cue: Span | None,
    content: Span,
    speaker: Speaker,
    stance: Stance | None = None,
) -> Statement:
    side = "Valdoria" if speaker is TAL else "Kestrel" if speaker is DAHL else None
    return Statement(
        id=name,
        source=source,
        cue=cue,
        content=(content,),
        kind="direct" if TEXT[content.start - 1] == "“" else "indirect",
        speaker=speaker,
        side=side,
        stance=stance,
        matter="talks" if stance else None,
    )


STATEMENTS = (
    said(
        "s1",
        place("Valdorian Foreign Minister Ivo Tal"),
        place("said"),
        place("talks with Kestrel are not possible now"),
        TAL,
        "defers",
    ),
    said(
        "s2",
        place("He"),
        place("said", 1),
        place("Valdoria might return to the table if Kestrel opens the port"),
        TAL,
        "conditional",
    ),
    said(
        "s3",
        place("the minister's deputy"),
        place("stressed"),
        place("the port is a matter of law"),
        Speaker("Ana Orlo", sort="person"),
    ),
    said(
        "s4",
        place("its envoy Mira Dahl"),
        place("according to"),
        place("Kestrel wants talks without conditions"),
        DAHL,
        "supports",
    ),
    said(
        "s5",
        place("she"),
        place("told"),
        place("We are ready. We have always been ready,"),
        DAHL,
        "open",
    ),
)
CONDITIONS = (
    Condition(
        "c1",
        "s2",
        "precondition",
        place("Kestrel opens the port"),
        "Kestrel",
        place("Valdoria might return to the table"),
        place("if"),
    ),
)
EVENTS = (
    Event(
        "e1",
        "SANCTION",
        place("expelled"),
        ("Kestrel",),
        ("Valdoria",),
        "happened",
        None,
        None,
        0.8,
    ),
)


def summary(statements: tuple[Statement, ...] = STATEMENTS) -> list[SummarySentence]:
    return list(summarise(document(), statements, CONDITIONS, EVENTS))


def test_the_summary_is_the_articles_own_sentences_with_names_in_brackets() -> None:
    assert [sentence.text for sentence in summary()] == [
        "Valdorian Foreign Minister Ivo Tal said that talks with Kestrel are not possible now.",
        "[Ivo Tal] said that Valdoria might return to the table if Kestrel opens the port.",
        "Kestrel wants talks without conditions, according to its envoy Mira Dahl.",
        "“We are ready. We have always been ready,” [Mira Dahl] told reporters.",
        "Kestrel expelled two Valdorian diplomats on Monday.",
    ]


def test_words_outside_brackets_stand_in_the_evidence_in_that_order() -> None:
    for sentence in summary():
        evidence = " ".join(span.of(TEXT) for span in sentence.evidence)
        outside = re.sub(r"\[[^\]]*\]", " ", sentence.text)
        assert re.findall(r"\w+", outside) == re.findall(r"\w+", evidence)


def test_every_piece_of_evidence_lies_in_the_body() -> None:
    bodies = [p.span for p in document().paragraphs if p.sort == "body"]
    for sentence in summary():
        assert sentence.evidence
        for span in sentence.evidence:
            assert span.of(TEXT) == span.of(TEXT).strip()
            assert any(b.start <= span.start and span.end <= b.end for b in bodies)


def test_both_sides_stand_in_the_summary_before_a_repetition() -> None:
    repeated = tuple(
        said(f"r{n}", place("He"), place("said", 1), STATEMENTS[1].content[0], TAL, "defers")
        for n in range(4)
    )
    texts = " ".join(sentence.text for sentence in summary((*STATEMENTS, *repeated)))
    assert "Ivo Tal" in texts
    assert "Mira Dahl" in texts


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ("s3", "[Ana Orlo] stressed that the port is a matter of law."),
        ("s2", "[Ivo Tal] said that Valdoria might return to the table if Kestrel opens the port."),
    ],
)
def test_connectives_and_source_tags_go_and_titles_become_names(keep: str, expected: str) -> None:
    kept = tuple(s for s in STATEMENTS if s.id == keep)
    assert expected in [s.text for s in summarise(document(), kept, (), ())]


def test_a_pronoun_without_a_known_name_keeps_the_sentence_out() -> None:
    unknown = said("s9", place("He"), place("said", 1), STATEMENTS[1].content[0], Speaker(), "open")
    assert not any("He " in s.text for s in summarise(document(), (unknown,), (), ()))


def test_a_quotation_whose_cue_stands_elsewhere_gets_its_speaker_in_brackets() -> None:
    quoted = Statement(
        id="s7",
        source=place("Valdorian Foreign Minister Ivo Tal"),
        cue=place("said"),
        content=(
            STATEMENTS[0].content[0],
            place("Kestrel expelled two Valdorian diplomats on Monday"),
        ),
        kind="indirect",
        speaker=TAL,
        side="Valdoria",
        stance="rejects",
        matter="talks",
    )
    texts = [sentence.text for sentence in summarise(document(), (quoted,), (), EVENTS)]
    assert "[Ivo Tal said:] Kestrel expelled two Valdorian diplomats on Monday." in texts


def test_hedges_negations_and_conditions_are_never_cut_off() -> None:
    texts = " ".join(sentence.text for sentence in summary())
    for words in ("are not possible now", "might return", "if Kestrel opens the port"):
        assert words in texts


def test_no_furniture_no_headline_and_at_most_five_sentences() -> None:
    texts = [sentence.text for sentence in summary()]
    assert len(texts) <= LONGEST
    assert len(set(texts)) == len(texts)
    assert not any("Read more" in text or "rules out" in text for text in texts)


def test_an_article_that_reports_nothing_has_no_summary() -> None:
    assert summarise(document(), (), (), ()) == ()


def told(text: str, published: str | None = None) -> list[str]:
    article = Article("note", "text:", "", text, published=published)
    return [sentence.text for sentence in read_document(parse(article)).summary]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway rejects talks, according to a decree signed by Prime Minister Ida Berg.",
            "Norway rejects talks, according to a decree signed by Prime Minister Ida Berg.",
        ),
        (
            "Ida Berg, however, cautioned that Norway rejects the treaty.",
            "Ida Berg cautioned that Norway rejects the treaty.",
        ),
        (
            "Ida Berg also said that Norway rejects the treaty.",
            "Ida Berg said that Norway rejects the treaty.",
        ),
        (
            "In Oslo Ida Berg also said that Norway rejects the treaty.",
            "In Oslo Ida Berg also said that Norway rejects the treaty.",
        ),
    ],
)
def test_a_sentence_stays_as_it_stands_but_for_ties_to_others(text: str, expected: str) -> None:
    assert told(text) == [expected]


BERG_AND_DAL = "Norwegian Minister Ida Berg and Icelandic Minister Jon Dal met in Oslo on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "They want" does not agree with one state or office: another was meant.
        ("The Oslo consulate has forty chairs. They want a treaty with Iceland by May.", None),
        (
            "The Free Coast Movement met in Oslo. They want a treaty with Norway by May.",
            "They [the Free Coast Movement] want a treaty with Norway by May.",
        ),
        (
            "The Free Coast Movement met in Oslo. They said that Norway rejects the treaty.",
            "[The Free Coast Movement] said that Norway rejects the treaty.",
        ),
        (
            "The Lune Rebels met in Oslo. They want a treaty with Norway by May.",
            "[The Lune Rebels] want a treaty with Norway by May.",
        ),
        (
            f"{BERG_AND_DAL} They are ready to sign the treaty, they said.",
            None,
        ),
        (
            f"{BERG_AND_DAL} They want a treaty by May.",
            "[Ida Berg and Jon Dal] want a treaty by May.",
        ),
        (
            f"{BERG_AND_DAL} The two ministers said that talks on the treaty would go on.",
            "[Ida Berg and Jon Dal] said that talks on the treaty would go on.",
        ),
        (
            "The farmers' union, led by Ida Berg, rejects the treaty, and Berg said that Norway "
            "must not sign it.",
            "The farmers' union, led by Ida Berg, rejects the treaty, and Berg said that Norway "
            "must not sign it.",
        ),
        (
            "Norway would sign the treaty after Saturday's meeting, Minister Ida Berg said.",
            "Norway would sign the treaty after Saturday's [8 March 2031] meeting, Minister Ida "
            "Berg said.",
        ),
        (
            "Iceland and Norway have signed the treaty, the first since the war, Norway's minister "
            "for trade announced on Monday.",
            "Iceland and Norway have signed the treaty, the first since the war, Norway's minister "
            "for trade announced on Monday [3 March 2031].",
        ),
    ],
)
def test_brackets_agree_with_the_words_around_them(text: str, expected: str | None) -> None:
    texts = told(text, published="2031-03-05")
    if expected is None:
        assert not any("consulate] want" in one or "[They" in one for one in texts)
    else:
        assert expected in texts


def test_what_sides_say_goes_before_what_onlookers_remark() -> None:
    remarks = "".join(
        f" {who} said that talks will resume only if {what}."
        for who, what in (
            ("Analysts", "the tone softens"),
            ("Observers", "the harbour is dredged"),
            ("Commentators", "fishing boats come home"),
            ("Some diplomats", "prices of timber fall"),
        )
    )
    text = (
        "Norwegian Foreign Minister Ida Berg said that Norway rejects the treaty with Iceland."
        f"{remarks} Icelandic Prime Minister Jon Dal said that Iceland supports the treaty. "
        "Berg told reporters in Bergen that Norway rejects every version of the treaty."
    )
    assert sum("Berg" in sentence or "Dal" in sentence for sentence in told(text)) == 3
