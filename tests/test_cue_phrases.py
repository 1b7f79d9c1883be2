"""What a user would miss: a cue of several words that is taken for another, or turned around."""

from __future__ import annotations

import pytest

from dragoman.vocabulary.cue_phrases import cue_in, lemma_in
from dragoman.vocabulary.cues import cues
from dragoman.vocabulary.inflection import base_form

CUES = [
    # one word, whatever its form, its case and its marks
    ("said", "say", "assert", False),
    ("said:", "say", "assert", False),
    ("“insisting,”", "insist", "assert", False),
    ("According to", "according to", "assert", False),
    ("Reportedly", "reportedly", "hedge", False),
    (":", ":", "assert", False),
    ("'s denouncing", "denounce", "criticise", False),
    # auxiliaries and adverbs around it
    ("has repeatedly said", "say", "assert", False),
    ("would have been calling for", "call for", "demand", False),
    ("told reporters", "tell", "assert", False),
    ("in an interview with the Tarn Post said", "say", "assert", False),
    # particles, also a few words off
    ("ruled out", "rule out", "reject", False),
    ("made it very clear", "make clear", "assert", False),
    ("spoke out yesterday against", "speak out", "assert", False),
    ("taken a position on", "position", "think", False),
    # verbs that lead up to another
    ("was quoted as saying", "say", "assert", False),
    ("went on to say", "say", "assert", False),
    ("began by noting", "note", "assert", False),
    ("kept insisting", "insist", "assert", False),
    ("is believed to have told", "tell", "assert", False),
    ("appeared to suggest", "suggest", "assert", False),
    ("issued a statement saying", "say", "assert", False),
    ("promised to support", "promise", "promise", False),
    ("wants to know", "want to know", "ask", False),
    # negation, and what comes to the same
    ("has not ruled out", "rule out", "reject", True),
    ("did n't address", "address", "assert", True),
    ("didn’t say", "say", "assert", True),
    ("cannot confirm", "confirm", "assert", True),
    ("refused to say", "say", "assert", True),
    ("declined to comment", "comment", "assert", True),
    ("stopped short of endorsing", "endorse", "agree", True),
    ("has yet to respond", "respond", "assert", True),
    ("did not refuse to say", "say", "assert", False),
    ("refused", "refuse", "reject", False),
    # nouns and adjectives, with the verbs that lend them a subject
    ("his claims", "claim", "assert", False),
    ("fears of", "fear", "think", False),
    ("raised concerns", "concern", "think", False),
    ("made no promise", "promise", "promise", True),
    ("is of the view", "of the view", "think", False),
    ("is committed to", "committed to", "promise", False),
    ("was reported by", "report", "assert", False),
    ("is an outspoken supporter of", "supporter", "praise", False),
    # a passive without a speaker is hearsay, the same verb with one is not
    ("is widely believed", "believe", "hedge", False),
    ("firmly believes", "believe", "think", False),
    # the kind that a lemma has most
    ("has long argued", "argue", "assert", False),
    ("longs for", "long", "want", False),
    ("estimates", "estimate", "think", False),
    ("suggested", "suggest", "assert", False),
    ("sought", "seek", "want", False),
    ("ruled", "rule", "announce", False),
    ("dismissed", "dismiss", "reject", False),
    ("denied", "deny", "deny", False),
    ("agreed", "agree", "agree", False),
]


@pytest.mark.parametrize(("words", "lemma", "kind", "negated"), CUES)
def test_a_cue_is_known_by_the_word_that_carries_it(
    words: str, lemma: str, kind: str, negated: bool
) -> None:
    found = cue_in(words.split())
    assert found is not None
    assert (found.entry.lemma, found.entry.kind, found.negated) == (lemma, kind, negated)
    assert lemma_in(words.split()) == lemma


@pytest.mark.parametrize(
    ("words", "frame", "kind"),
    [
        ("promised", "to", "promise"),
        ("asked", "order", "demand"),
        ("asked", "quote", "ask"),
        ("warned", "order", "warn"),
        ("calls", "as", "assert"),
        ("calls", "to", "demand"),
        ("suggested", "to", "propose"),
    ],
)
def test_where_the_content_stands_tells_the_kind(words: str, frame: str, kind: str) -> None:
    found = cue_in([words], frame)
    assert found is not None
    assert found.entry.kind == kind


def test_the_place_is_among_the_words_given() -> None:
    found = cue_in(["The envoy", "hasn’t", "ruled", "out"])
    assert found is not None
    assert found.place == 2


@pytest.mark.parametrize(
    ("words", "lemma"),
    [("has yodelled loudly", "yodell"), ("”", ""), ("", ""), ("sashays", "sashay")],
)
def test_what_no_table_lists_still_has_a_base_form(words: str, lemma: str) -> None:
    assert cue_in(words.split()) is None
    assert lemma_in(words.split()) == lemma


@pytest.mark.parametrize(
    ("form", "base"),
    [
        *(("wrote", "write"), ("saying", "say"), ("quizzed", "quiz"), ("misled", "mislead")),
        *(("denies", "deny"), ("implied", "imply"), ("voices", "voice"), ("smashes", "smash")),
        *(("shouted", "shout"), ("noted", "note"), ("visited", "visit"), ("united", "unite")),
        *(("repeated", "repeat"), ("ruled", "rule"), ("agreeing", "agree"), ("bring", "bring")),
        *(("grabbed", "grab"), ("called", "call"), ("passed", "pass"), ("stating", "state")),
        *(("questioned", "question"), ("postponing", "postpone"), ("declared", "declare")),
    ],
)
def test_base_forms_follow_english_spelling(form: str, base: str) -> None:
    assert base_form(form) == base


@pytest.mark.parametrize(
    ("lemma", "kind", "factivity"),
    [
        *(("admit", "assert", "factive"), ("reveal", "assert", "factive")),
        *(("point out", "assert", "factive"), ("realise", "think", "factive")),
        *(("claim", "assert", "doubting"), ("allege", "accuse", "doubting")),
        *(("say", "assert", None), ("insist", "assert", None), ("explain", "assert", None)),
        *(("regret", "assert", "factive"), ("remind", "demand", None)),
        *(("confirm", "want", "factive"), ("unlisted", "assert", None)),
    ],
)
def test_the_table_tells_how_the_reporter_stands(
    lemma: str, kind: str, factivity: str | None
) -> None:
    assert cues().factivity(lemma, kind) == factivity


def test_what_is_only_looked_up_is_never_looked_for() -> None:
    assert cue_in(["loathes"]) is not None
    assert "loathes" not in cues().verbs
    assert all(cue.frames for listed in cues().verbs.values() for cue in listed)
