"""What a user would miss: an event overlooked, a party confused, a threat taken for a deed."""

from __future__ import annotations

import pytest

from dragoman.article import Article, Paragraph, Span
from dragoman.reading.events.events import events
from dragoman.reading.pipeline import parse
from dragoman.reading.reader import read_document
from dragoman.records import EVENT_TYPES, Event, Speaker, Statement
from dragoman.vocabulary.plover import plover

WEDNESDAY = "2021-03-10"


def found(text: str, statements: tuple[Statement, ...] = (), title: str = "") -> list[Event]:
    whole = title + text
    paragraphs = (
        (
            Paragraph(Span(0, len(title)), "title"),
            Paragraph(Span(len(title), len(whole)), "body"),
        )
        if title
        else ()
    )
    article = Article("note", "text:", "", whole, paragraphs=paragraphs, published=WEDNESDAY)
    return list(events(parse(article), statements))


def short(event: Event) -> tuple[str, str, str, str]:
    return event.type, " ".join(event.source), " ".join(event.target), event.status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peru and Chile signed a water pact in Lima.", ("AGREE", "PER", "CHL", "happened")),
        ("Peru and Chile are to sign a pact on 12 May.", ("AGREE", "PER", "CHL", "planned")),
        ("A pact was signed between Peru and Chile.", ("AGREE", "PER", "CHL", "happened")),
        ("India and Nepal agreed to a ceasefire.", ("AGREE", "IND", "NPL", "happened")),
        ("France and Germany held talks on fish.", ("CONSULT", "FRA", "DEU", "happened")),
        (
            "Presidents of Kenya and Uganda will meet next week.",
            ("CONSULT", "KEN", "UGA", "planned"),
        ),
        (
            "The Norwegian foreign minister met her Finnish counterpart.",
            ("CONSULT", "NOR", "FIN", "happened"),
        ),
        (
            "Japan's prime minister telephoned the president of Kenya.",
            ("CONSULT", "JPN", "KEN", "happened"),
        ),
        (
            "A meeting between the presidents of Peru and Chile is planned for May.",
            ("CONSULT", "PER", "CHL", "planned"),
        ),
        ("Chile praised the decision of Peru.", ("SUPPORT", "CHL", "PER", "happened")),
        (
            "Norway and Iceland began joint exercises.",
            ("COOPERATE", "NOR", "ISL", "happened"),
        ),
        ("Canada sent humanitarian aid to Haiti.", ("AID", "CAN", "HTI", "happened")),
        ("Iran released three Swedish prisoners.", ("RETREAT", "IRN", "SWE", "happened")),
        ("Troops from Chad withdrew from Mali.", ("RETREAT", "TCD", "MLI", "happened")),
        ("The United States lifted sanctions on Sudan.", ("RETREAT", "USA", "SDN", "happened")),
        ("Spain urged Morocco to reopen the border.", ("REQUEST", "ESP", "MAR", "happened")),
        ("Japan called for talks with Norway.", ("REQUEST", "JPN", "NOR", "happened")),
        ("Greece accused Malta of dumping fuel.", ("ACCUSE", "GRC", "MLT", "happened")),
        (
            "Iceland refused to hold talks with Norway.",
            ("REJECT", "ISL", "NOR", "happened"),
        ),
        ("Chile threatened Peru with tariffs.", ("THREATEN", "CHL", "PER", "happened")),
        ("Chile threatened to blockade Peru.", ("THREATEN", "CHL", "PER", "happened")),
        ("Poland expelled two Belgian diplomats.", ("SANCTION", "POL", "BEL", "happened")),
        ("Chile recalled its ambassador from Peru.", ("SANCTION", "CHL", "PER", "happened")),
        (
            "The European Union imposed sanctions on Belarus.",
            ("SANCTION", "European Union", "BLR", "happened"),
        ),
        (
            "Belarus was sanctioned by the European Union.",
            ("SANCTION", "European Union", "BLR", "happened"),
        ),
        (
            "Peru terminated a fishing agreement with Chile.",
            ("SANCTION", "PER", "CHL", "happened"),
        ),
        (
            "Peru previously terminated a Cooperation Agreement with Chile on rivers.",
            ("SANCTION", "PER", "CHL", "happened"),
        ),
        ("Turkey deployed troops to northern Iraq.", ("MOBILIZE", "TUR", "IRQ", "happened")),
        ("Malta seized a Libyan tanker.", ("COERCE", "MLT", "LBY", "happened")),
        (
            "Armenian forces shelled a village in Georgia.",
            ("ASSAULT", "ARM", "GEO", "happened"),
        ),
    ],
)
def test_an_act_between_states_is_an_event_of_its_type(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert [short(event) for event in found(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Peru will not sign the agreement with Chile.",
        "Peru never attacked Chile.",
        "Peru may sign an agreement with Chile.",
        "Peru could expel the ambassador of Chile.",
        "If Peru signs the agreement with Chile, trade will resume.",
        "Unless Peru expels the diplomats, Chile stays away.",
        "Peru denied that it had attacked Chile.",
        "Peru wants to hold talks with Chile.",
        "Chile hopes to sign the treaty with Peru.",
        "Analysts fear that Peru will attack Chile.",
        "The ministers discussed a possible agreement between Peru and Chile.",
        "There were no talks between Peru and Chile.",
        "The talks could resume next year.",
        "Peru would attack Chile only in self-defence.",
        "The prospect of talks between Peru and Chile is remote.",
        "The committee met on Monday.",
        "A bakery signed a lease.",
        "Peru suspended its own campaign.",
        "Urge them to relent, and met them",
    ],
)
def test_what_is_denied_wished_supposed_or_private_is_no_event(text: str) -> None:
    assert found(text) == []


def test_one_event_told_three_times_is_recorded_once_with_all_its_parties() -> None:
    told = found(
        "An attack hit a pipeline in Georgia on Monday. The attack was claimed by Armenia. "
        "Nobody was hurt in the attack."
    )
    assert [short(event) for event in told] == [("ASSAULT", "ARM", "GEO", "happened")]


def test_acts_on_different_days_are_different_events() -> None:
    told = found(
        "Peru and Chile signed a border pact on 3 March 2019. "
        "Peru and Chile signed a fishing pact on 5 May 2020."
    )
    assert [event.date for event in told] == ["2019-03-03", "2020-05-05"]


def test_a_headline_serves_only_for_what_the_body_lacks() -> None:
    told = found("Peru expelled the Chilean ambassador.\n", title="Peru expels envoy\n\n")
    assert [event.anchor.start for event in told] == [len("Peru expels envoy\n\n") + len("Peru ")]


def test_an_answer_is_addressed_to_whoever_acted() -> None:
    told = found("Greece accused Malta of dumping fuel. Malta rejected the accusation.")
    assert [short(event) for event in told] == [
        ("ACCUSE", "GRC", "MLT", "happened"),
        ("REJECT", "MLT", "GRC", "happened"),
    ]


def test_a_person_acts_for_the_state_that_the_article_gives_him() -> None:
    told = found(
        "Norwegian Foreign Minister Ana Ruud spoke on Monday. "
        "Ruud met President Olli Vainio of Finland in Oslo."
    )
    assert ("CONSULT", "NOR", "FIN", "happened") in [short(event) for event in told]


def test_a_person_who_is_killed_is_a_party_by_name() -> None:
    told = found("A Peruvian airstrike killed the Chilean general Ivo Tal on Monday.")
    assert told[0].source == ("PER",)
    assert "Ivo Tal" in told[0].target


def test_a_state_that_no_list_has_is_a_party_by_name() -> None:
    told = found(
        "The Valdorian government met on Monday. Valdorian troops withdrew from Kenya on Tuesday. "
        "Valdoria expelled the Kenyan ambassador."
    )
    assert [short(event)[:3] for event in told] == [
        ("RETREAT", "Valdoria", "KEN"),
        ("SANCTION", "Valdoria", "KEN"),
    ]


def test_an_event_knows_the_statement_that_tells_of_it() -> None:
    text = "Ivo Tal said that Peru expelled the Chilean ambassador."
    said = Statement(
        id="s1",
        source=Span(0, 7),
        cue=Span(8, 12),
        content=(Span(18, len(text) - 1),),
        kind="indirect",
        speaker=Speaker("Ivo Tal", sort="person"),
    )
    assert [event.statement for event in found(text, (said,))] == ["s1"]


def test_a_refusal_that_opens_the_article_is_an_event() -> None:
    text = "Talks with Chile are not feasible, Peru said.\n\nLater, Peru said so again."
    cue = Span(text.index("feasible"), text.index("feasible") + 8)
    said = Statement(
        id="s1",
        source=Span(35, 39),
        cue=Span(40, 44),
        content=(Span(0, 33),),
        kind="indirect",
        speaker=Speaker("Peru", country="PER", sort="government"),
        side="PER",
        stance="defers",
        stance_cue=cue,
    )
    told = [e for e in found(text, (said,)) if e.type == "REJECT"]
    assert [(e.source, e.target, e.anchor, e.statement) for e in told] == [
        (("PER",), ("CHL",), cue, "s1")
    ]


def test_every_anchor_slices_to_words_and_every_id_is_one_event() -> None:
    text = "Péru\u0301 🕊 — Peru and Chile signed a pact.\r\n\r\nPeru expelled a Chilean envoy."
    told = found(text)
    assert [event.anchor.of(text) for event in told] == ["signed", "expelled"]
    assert len({event.id for event in told}) == len(told)


def test_an_article_without_events_has_none() -> None:
    assert found("The weather was mild.") == []


def test_the_vocabulary_covers_every_type_with_several_hundred_words() -> None:
    acts = {
        (act.type, act.part, act.lemma, act.rest)
        for table in (plover().verbs, plover().nouns)
        for listed in table.values()
        for act in listed
    }
    assert {act[0] for act in acts} == set(EVENT_TYPES)
    assert len(acts) > 500


@pytest.mark.parametrize(
    "text",
    [
        # On a condition, no plan
        "If the building stops, Norway will lift the ban on fish.",
        "Norway will sign the pact if Iceland opens its port.",
        # A war or dispute as the setting
        "Prices rose in Peru because of the war in Ukraine.",
        "Peru is worried over the conflict in Ukraine.",
        # A paper's interview
        "The Valdorian Herald spoke with the Norwegian foreign minister on Monday.",
        "The Financial Times met with the Norwegian prime minister.",
        # The end of contacts
        "Norway ended visits by former Icelandic residents to the island.",
        "Norway withdrew from the consultations with Iceland.",
        # An opinion or a habit
        "Norway said it would welcome the pact with Iceland.",
        "It is the job of Norway to meet Iceland.",
    ],
)
def test_a_setting_a_wish_or_an_interview_is_no_event(text: str) -> None:
    assert found(text) == []


def test_what_one_side_tells_and_the_other_denies_is_no_event() -> None:
    claim = "Norwegian Foreign Minister Ida Berg said that Iceland had attacked a Norwegian port."
    answer = " Iceland denied that it had attacked the port."

    def told(text: str) -> list[str]:
        article = Article("note", "text:", "", text, published=WEDNESDAY)
        return [event.type for event in read_document(parse(article)).events]

    assert told(claim) == ["ASSAULT"]
    assert told(claim + answer) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway voiced fears of Iceland, which attacked Chile in May.",
            ("ASSAULT", "ISL", "CHL", "happened"),
        ),
        (
            "Norway lashed out at Iceland for having shot down a Norwegian jet.",
            ("ASSAULT", "ISL", "NOR", "happened"),
        ),
    ],
)
def test_an_act_told_in_a_dependent_clause_has_its_own_doer(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in [short(event) for event in found(text)]
