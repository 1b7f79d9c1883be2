"""What a user would miss: a saying that is not found, or whose words are cut at the wrong place."""

from __future__ import annotations

import pytest

from dragoman.article import Paragraph, Span
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.quotes import quotations
from saying import parsed, words

CASES = [
    # a subject that the parse does not give
    (
        "Tarn and Kestrel resumed work last week. The former maintains that the old line lapsed.",
        ("The former", "maintains", "that the old line lapsed"),
    ),
    (
        "Asked about herring, her Kestrelian opposite number replied that Orm would not wait.",
        ("her Kestrelian opposite number", "replied", "Orm would not wait"),
    ),
    (
        "In 2011 Dorota Wilk, then foreign minister, told her colleagues in Orm that the shield "
        "was a bargain.",
        ("Dorota Wilk, then foreign minister", "told", "the shield was a bargain"),
    ),
    # the question before is what the answer is about
    (
        "Asked whether Valdoria might leave the strait, Orlo did not rule it out.",
        ("Orlo", "rule it out", "Valdoria might leave the strait"),
    ),
    # indirect speech
    (
        "Foreign Minister Ana Orlo said that the talks had ended.",
        ("Foreign Minister Ana Orlo", "said", "the talks had ended"),
    ),
    (
        "Ana Orlo told reporters on Monday that the talks had ended.",
        ("Ana Orlo", "told", "the talks had ended"),
    ),
    ("Kestrel believes the border is closed.", ("Kestrel", "believes", "the border is closed")),
    (
        "Kestrel told Valdoria in a memorandum on Wednesday that it will hand over the islands.",
        ("Kestrel", "told", "it will hand over the islands"),
    ),
    (
        "Orlo said in Tarn that her view remains unchanged: the border must be settled first.",
        ("Orlo", "said", "her view remains unchanged || the border must be settled first"),
    ),
    # the cue stands inside or after the content
    ("The treaty, he noted, was never signed.", ("he", "noted", "The treaty || was never signed")),
    ("The border will stay open, Orlo said.", ("Orlo", "said", "The border will stay open")),
    # according to
    (
        "According to the ambassador, the talks were close to success.",
        ("the ambassador", "According to", "the talks were close to success"),
    ),
    (
        "Two bridges were destroyed, according to state television.",
        ("state television", "according to", "Two bridges were destroyed"),
    ),
    # demands, promises, refusals, charges
    (
        "Valdoria urged Kestrel to withdraw its troops.",
        ("Valdoria", "urged", "Kestrel to withdraw its troops"),
    ),
    (
        "The envoy called on both sides to return to the table.",
        ("The envoy", "called on", "both sides to return to the table"),
    ),
    ("Kestrel refused to sign the accord.", ("Kestrel", "refused", "to sign the accord")),
    (
        "The president promised to release the prisoners.",
        ("The president", "promised", "to release the prisoners"),
    ),
    (
        "Kestrel accused Valdoria of breaking the truce.",
        ("Kestrel", "accused", "Valdoria of breaking the truce"),
    ),
    ("Valdoria condemned the raid.", ("Valdoria", "condemned", "the raid")),
    ("The union called for a ceasefire.", ("The union", "called for", "a ceasefire")),
    (
        "The sides agreed on Friday to open the border.",
        ("The sides", "agreed", "to open the border"),
    ),
    (
        "Valdoria protested against the raid on Tuesday.",
        ("Valdoria", "protested against", "the raid"),
    ),
    (
        "Kestrel denied on Wednesday that it is building barracks.",
        ("Kestrel", "denied", "it is building barracks"),
    ),
    (
        "According to a spokeswoman for the coastguard, Lena Quist, the cutter was at anchor.",
        (
            "a spokeswoman for the coastguard, Lena Quist",
            "According to",
            "the cutter was at anchor",
        ),
    ),
    (
        "Three hundred men left the port, the head of the observers, Colonel Ida Moen, reported.",
        (
            "the head of the observers, Colonel Ida Moen",
            "reported",
            "Three hundred men left the port",
        ),
    ),
    # what somebody calls something
    (
        "Orlo described the offer as an insult.",
        ("Orlo", "described", "the offer as an insult"),
    ),
    # impersonal and passive
    ("It was reported that the port had closed.", (None, "reported", "the port had closed")),
    (
        "The minister is seen as hostile to the accord.",
        (None, "seen", "The minister || hostile to the accord"),
    ),
    (
        "The general is believed to have left the capital.",
        (None, "believed", "The general || to have left the capital"),
    ),
    # nominal and adjectival cues
    (
        "Valdoria's desire to join the pact is well known.",
        ("Valdoria", "desire", "to join the pact"),
    ),
    ("Kestrel is ready to resume the talks.", ("Kestrel", "ready", "to resume the talks")),
    (
        "Orlo was adamant that the border would stay closed.",
        ("Orlo", "adamant", "the border would stay closed"),
    ),
    (
        "The president expressed hope that a deal was near.",
        ("The president", "expressed", "a deal was near"),
    ),
    (
        "Orlo was explicit: the treaty cannot be signed this year.",
        ("Orlo", "explicit", "the treaty cannot be signed this year"),
    ),
    # quotations
    (
        '"We will not sign this paper," Orlo said on Monday.',
        ("Orlo", "said", "We will not sign this paper,"),
    ),
    (
        "“The road to peace is long,” said Valdorian envoy Tam Resk.",
        ("Valdorian envoy Tam Resk", "said", "The road to peace is long,"),
    ),
    (
        '"The pact is dead," the minister said. "We shall not revive it this year."',
        ("the minister", "said", "The pact is dead, || We shall not revive it this year."),
    ),
    (
        '"The pact," Orlo said, "is dead and buried."',
        ("Orlo", "said", "The pact, || is dead and buried."),
    ),
    (
        '"The road is closed for good." Orlo later wrote, "We shall build another one."',
        ("Orlo", "wrote", "We shall build another one."),
    ),
    (
        'Orlo said the offer was "an insult to every Kestrelian".',
        ("Orlo", "said", 'the offer was "an insult to every Kestrelian'),
    ),
    # the speaker whose words somebody passes on
    (
        "The agency quoted the envoy as saying that the truce would hold.",
        ("the envoy", "saying", "the truce would hold"),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_a_saying_is_found_with_its_source_cue_and_words(
    sentence: str, expected: tuple[str | None, str | None, str]
) -> None:
    document = parsed(sentence)
    assert expected in [words(document, found) for found in attributions(document)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministers met in Tarn on Tuesday.",
        "He spoke for an hour.",
        "If Kestrel says that the truce is over, the markets will fall.",
        "Valdoria could say that it has won.",
        "The bridge was built in 1956 and carries the road to Tarn.",
        "The Next Article of the treaty concerns fishing.",
        "Do you rule out the use of force?",
        "Follow us on our channels.",
        "The ministry declined to comment.",
        "The movement attacked a customs post.",
    ],
)
def test_plain_reporting_is_nobodys_statement(sentence: str) -> None:
    assert attributions(parsed(sentence)) == ()


def test_a_content_stops_where_the_next_cue_of_the_speaker_begins() -> None:
    document = parsed("Orlo noted that Kestrel seeks peace, while lamenting the lack of a text.")
    found = [words(document, a) for a in attributions(document)]
    assert ("Orlo", "noted", "Kestrel seeks peace") in found
    assert ("Orlo", "lamenting", "the lack of a text") in found


def test_a_nested_saying_points_to_the_outer_one() -> None:
    document = parsed("Orlo said that Valdoria intends to leave the pact.")
    outer, inner = attributions(document)
    assert words(document, inner) == ("Valdoria", "intends", "to leave the pact")
    assert outer.within is None
    assert inner.within == 0


def test_words_below_a_colon_are_the_speakers_until_he_is_named_again() -> None:
    text = (
        "After the meeting the Foreign Secretary said:\n\n"
        "The position of the two sides remains far apart today.\n\n"
        "We believe there can be no lasting peace without a common text.\n\n"
        "The talks are to go on in Tarn on Friday."
    )
    document = parsed(text)
    said = next(a for a in attributions(document) if a.rule == "colon")
    assert said.kind == "direct"
    assert words(document, said)[2] == (
        "The position of the two sides remains far apart today. || "
        "We believe there can be no lasting peace without a common text."
    )


def test_a_quotation_of_several_paragraphs_is_one_statement() -> None:
    text = (
        'Envoy Tam Resk said: "The first round is over and nobody has won it.\n\n'
        '"We shall meet again in the spring, and we shall bring a map."'
    )
    document = parsed(text)
    said = next(a for a in attributions(document) if words(document, a)[1] == "said")
    assert said.kind == "direct"
    assert len(said.content) == 2


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kestrel summit denounces Valdorian border pact", "Valdorian border pact"),
        ("Valdoria urges Kestrel to lift fishing ban", "Kestrel to lift fishing ban"),
        ("Ministers reject ceasefire as fighting spreads", "ceasefire"),
    ],
)
def test_a_headline_is_read_by_its_own_grammar(title: str, expected: str) -> None:
    document = parsed(f"{title}\n\nThe sides met in Tarn.", title=True)
    assert [words(document, a)[2] for a in attributions(document)] == [expected]


def test_words_that_only_point_back_stand_for_the_sentence_before() -> None:
    text = (
        "A treaty between Kestrel and Valdoria is not feasible now. In an interview, "
        "KNA quoted Tam Resk, the Valdorian ambassador to Kestrel, outlining the current stance."
    )
    document = parsed(text)
    found = [words(document, a) for a in attributions(document)]
    assert (
        "Tam Resk, the Valdorian ambassador to Kestrel",
        "outlining",
        "A treaty between Kestrel and Valdoria is not feasible now",
    ) in found


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "the "so-called" truce is over" today.', ['the "so-called" truce is over']),
        ("He said “no” and “never again”.", ["no", "never again"]),
        ("The ministers' talks and Kestrel's plan.", []),
        ("He called it 'a very bad idea' in public.", ["a very bad idea"]),
        ('It rose by 5" in a day.', []),
        ("“They said “no” twice, and meant it.” He left.", ["They said “no” twice, and meant it."]),
        ("“One is open.\n“Two are shut.” He left.", ["One is open.\n“Two are shut."]),
        ("”We are ready.” — Ana Vale", ["We are ready."]),
        ("“We are ready.“ He left.", ["We are ready."]),
        ("It is over.” He left.", []),
    ],
)
def test_quotation_marks_are_paired(text: str, inner: list[str]) -> None:
    found = quotations(text, (Paragraph(Span(0, len(text)), "body"),))
    assert [q.inner.of(text) for q in found] == inner
