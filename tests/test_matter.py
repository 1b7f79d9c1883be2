"""What a user would miss: a stance filed under the wrong matter, or under words that name none."""

from __future__ import annotations

import pytest

from dragoman.article import Article, Paragraph, Span
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.pipeline import parse
from dragoman.reading.stance.stance import StanceReading, stance_of
from dragoman.records import Speaker
from dragoman.vocabulary.cues import cues


def reading(text: str, source: str, cue: str, content: str) -> StanceReading:
    """Read the last occurrence of a statement's words in a text of one paragraph a line."""
    spans = {
        words: Span(text.rindex(words), text.rindex(words) + len(words))
        for words in (source, content)
    }
    spans[cue] = Span(text.rindex(cue), text.rindex(cue) + len(cue))
    paragraphs, start = [], 0
    for line in text.splitlines(keepends=True):
        paragraphs.append(Paragraph(Span(start, start + len(line)), "body"))
        start += len(line)
    document = parse(Article("a", "text:", "0", text, tuple(paragraphs)))
    entry = cues().find(cue)
    attribution = Attribution(
        spans[source],
        spans[cue],
        (spans[content],),
        "indirect",
        entry.lemma if entry else cue,
        entry.kind if entry else "assert",
    )
    found = stance_of(document, attribution, Speaker(source, source, None, "person"))
    if found.matter_span is not None:
        assert 0 <= found.matter_span.start < found.matter_span.end <= len(text)
    return found


NAMED = [
    ("demanded", "the release of the two fishermen", "release of fishermen"),
    ("rejected", "a new peace treaty with Orsk", "peace treaty with Orsk"),
    ("proposed", "to resume talks on a border treaty", "border treaty"),
    ("ruled out", "any negotiations on the status of the port", "negotiations on status of port"),
    ("welcomed", "the important agreement on river tolls", "agreement on river tolls"),
    ("urged", "Orsk to halt its naval drills", "halting naval drills"),
    ("called for", "serious talks between Paris and Rome", "talks between France and Italy"),
    ("suggested", "a ferry accord with the Oslo council", "ferry accord with Oslo council"),
    ("opposed", "the possibility of joining the customs union", "customs union"),
    ("wants", "to lift the embargo", "lifting embargo"),
    ("agreed", "to hold an early election", "election"),
    ("refused", "to withdraw from the northern islands", "withdrawing from northern islands"),
    ("supports", "the pan-Orsk energy market", "pan-Orsk energy market"),
    ("condemned", "yesterday's attack on the harbour", "attack on harbour"),
    ("asked", "Orsk to get out of the strait", "getting out of strait"),
    ("said", "the embargo must be lifted", "lifting embargo"),
    ("said", "the embargo will not be lifted", "lifting embargo"),
    ("said", "the treaty will not be signed", "treaty"),
    ("insisted", "that the islands be returned", "returning islands"),
    ("rejected", "the idea of drafting and signing a border pact", "border pact"),
]  # fmt: skip


@pytest.mark.parametrize(("cue", "content", "matter"), NAMED)
def test_a_matter_is_named_in_the_words_of_the_article(cue: str, content: str, matter: str) -> None:
    assert reading(f"The envoy {cue} {content}.", "The envoy", cue, content).matter == matter


TREATY = "Delegates met on a peace treaty between Valdoria and Kestrel.\nThe hall was cold.\n"
"""An article's opening, which names the treaty in full."""

REFERRING = [
    ("the document was a step forward", "peace treaty between Valdoria and Kestrel"),
    ("such a settlement was out of the question", "peace treaty between Valdoria and Kestrel"),
    ("the treaty was unacceptable", "peace treaty between Valdoria and Kestrel"),
    ("the peace treaty was unacceptable", "peace treaty between Valdoria and Kestrel"),
    ("the talks were a mistake", "peace treaty between Valdoria and Kestrel"),
    ("the embargo was a mistake", "embargo"),
    ("the trade agreement with Orsk was a mistake", "trade agreement with Orsk"),
]


@pytest.mark.parametrize(("content", "matter"), REFERRING)
def test_a_reference_takes_the_fuller_name_given_before(content: str, matter: str) -> None:
    text = f"{TREATY}The envoy said {content}."
    assert reading(text, "The envoy", "said", content).matter == matter


@pytest.mark.parametrize(
    "occasion",
    [
        "It was the first meeting of the two leaders in a year.",
        "He spoke after talks with the Kestrel envoy in Oslo.",
    ],
)
def test_talks_that_go_on_are_not_the_occasion_just_past(occasion: str) -> None:
    text = f"A border treaty with Orsk was near.\n{occasion}\nAske agreed to continue the talks."
    found = reading(text, "Aske", "agreed", "to continue the talks")
    assert (found.stance, found.matter) == ("supports", "border treaty with Orsk")


def test_a_request_stands_for_what_was_asked() -> None:
    text = "Orsk asked Kestrel to extradite the captain.\nKestrel declined the request."
    found = reading(text, "Kestrel", "declined", "the request")
    assert (found.stance, found.matter) == ("rejects", "extraditing captain")


def test_a_decision_not_to_do_something_does_not_stand_for_doing_it() -> None:
    text = "Orsk decided not to sign the fisheries pact.\nKestrel criticised the decision."
    found = reading(text, "Kestrel", "criticised", "the decision")
    assert (found.stance, found.matter) == ("rejects", "decision")


def test_a_pronoun_stands_for_the_matter_named_last() -> None:
    text = "Orsk published a plan for the strait.\nKestrel rejected it."
    found = reading(text, "Kestrel", "rejected", "it")
    assert (found.stance, found.matter) == ("rejects", "plan for strait")


def test_where_nothing_is_named_the_matter_stays_open() -> None:
    found = reading("The envoy rejected it.", "The envoy", "rejected", "it")
    assert (found.stance, found.matter, found.matter_span) == ("rejects", None, None)


HOLLOW = [
    ("wants", "this to end", "supports"),
    ("urged", "both sides to avoid any act of that kind", "supports"),
]


@pytest.mark.parametrize(("cue", "content", "stance"), HOLLOW)
def test_words_that_tell_nothing_name_no_matter(cue: str, content: str, stance: str) -> None:
    found = reading(f"The envoy {cue} {content}.", "The envoy", cue, content)
    assert (found.stance, found.matter) == (stance, None)


STOOD_BY = [
    ("vowed", "never to give up the islands", "supports", "islands"),
    ("refused", "to abandon the border treaty", "supports", "border treaty"),
    ("agreed", "to abandon the pipeline", "supports", "abandoning pipeline"),
]


@pytest.mark.parametrize(("cue", "content", "stance", "matter"), STOOD_BY)
def test_who_will_not_give_a_thing_up_stands_by_it(
    cue: str, content: str, stance: str, matter: str
) -> None:
    found = reading(f"The envoy {cue} {content}.", "The envoy", cue, content)
    assert (found.stance, found.matter) == (stance, matter)


def test_no_stance_has_no_matter() -> None:
    content = "the treaty was signed in 1956"
    found = reading(f"The envoy said {content}.", "The envoy", "said", content)
    assert (found.stance, found.matter) == (None, None)


@pytest.mark.parametrize(("cue", "content", "matter"), NAMED)
def test_a_name_has_two_to_six_words_that_count(cue: str, content: str, matter: str) -> None:
    told = [word for word in matter.split() if word not in ("of", "and", "between")]
    assert 1 <= len(told) <= 6
