"""Articles cut into windows: no word is lost or read twice, and each stays where it stands."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.article import Article, Paragraph, Span
from dragoman.intake import from_text
from dragoman.reading.attribution.attribution import Attribution
from dragoman.reading.attribution.attributions import attributions
from dragoman.reading.attribution.learned.features import (
    IN_CONTENT,
    IN_CUE,
    IN_SOURCE,
    OUTSIDE,
    RULE_CONTENT,
    RULE_CUE,
    RULE_NOTHING,
    RULE_SOURCE,
    Inventory,
)
from dragoman.reading.attribution.learned.windows import (
    LONGEST,
    QUOTED,
    UNQUOTED,
    Window,
    unruled,
    windows,
)
from dragoman.reading.document import Document
from dragoman.reading.pipeline import parse, pipeline

KNOWN = Inventory(("NN", "NNP", "VBD"), ("ROOT", "ccomp", "nsubj"))
SENTENCE = "The harbour of Norhaven stayed open through the winter , officials there said ."

PIECES = st.sampled_from(
    [
        "Valdoria said that talks failed.",
        "“We will wait,” she said.",
        'He called it "a',
        'good day".',
        "cafe\u0301 owners hoped,",
        "na\u0308ive",
        "🕊️ 👩‍🚀",
        "𝔙aldoria",
        "It\u00a0rained\u200b.",
        "don't—can't",
        "a  b\tc",
        "Kestrel's",
        "(see below)",
        "12.5%",
        "...",
        "\u0301",
    ]
)
BREAKS = st.sampled_from([" ", "\n", "\r\n", "\n\n", "\r\n\r\n", "\n\n- ", "\n\n# "])


def cut(document: Document, *ruled: Attribution) -> list[Window]:
    return list(windows(document, ruled, KNOWN))


def words_of(document: Document) -> list[Span]:
    """Return where the words of all blocks stand that are not furniture."""
    return [
        Span(token.idx, token.idx + len(token))
        for paragraph in document.paragraphs
        if paragraph.sort != "furniture"
        for token in document.tokens(paragraph.span)
        if not token.is_space
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(PIECES, BREAKS), min_size=1, max_size=12))
def test_every_word_stands_in_one_window_and_where_the_text_has_it(
    pieces: list[tuple[str, str]],
) -> None:
    document = parse(from_text("".join(word + gap for word, gap in pieces) + ".\n"))
    read = cut(document, *attributions(document))
    assert [span for window in read for span in window.spans] == words_of(document)
    for window in read:
        assert [span.of(document.text) for span in window.spans] == list(window.words)
        told = (window.tags, window.forms, window.quoted, window.roles, window.tree.heads)
        assert {len(each) for each in told} == {len(window.words)}


def test_furniture_is_not_read() -> None:
    text = "Talks end.\n\nSubscribe to our newsletter\n\nValdoria said it would wait.\n"
    starts = [0, text.index("Sub"), text.index("Val"), len(text)]
    sorts = ("title", "furniture", "body")
    article = Article(
        name="a",
        origin="text:a",
        raw_sha256="",
        text=text,
        paragraphs=tuple(
            Paragraph(Span(a, b), sort)  # type: ignore[arg-type]
            for (a, b), sort in zip(pairwise(starts), sorts, strict=True)
        ),
    )
    read = cut(parse(article))
    assert [window.words[0] for window in read] == ["Talks", "Valdoria"]


def test_a_long_block_is_cut_between_sentences() -> None:
    read = cut(parse(from_text(" ".join([SENTENCE] * 40) + "\n")))
    assert len(read) == 4
    for window in read:
        assert len(window.words) <= LONGEST
        assert (window.words[0], window.words[-1]) == ("The", ".")
        assert window.tree.sentences[0] == 0


def test_a_sentence_longer_than_a_window_is_cut_where_it_must_be() -> None:
    long = "Norhaven exports " + ", ".join(f"ore{n}" for n in range(300)) + ".\n"
    document = parse(from_text(long))
    read = cut(document)
    assert {len(window.words) for window in read[:-1]} == {LONGEST}
    assert [span for window in read for span in window.spans] == words_of(document)
    for window in read:
        assert all(0 <= head < len(window.words) for head in window.tree.heads)


@pytest.mark.parametrize("text", ["", "\n", " \n\n \n"])
def test_an_article_without_words_has_no_window(text: str) -> None:
    article = Article(name="a", origin="text:a", raw_sha256="", text=text)
    assert cut(parse(article)) == []


def test_a_window_is_told_what_the_rules_say_of_each_word() -> None:
    text = "Marrane said Norhaven was shut. “Nobody came,” she added.\n"
    document = parse(from_text(text))

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    rule = Attribution(at("Marrane"), at("said"), (at("Norhaven was shut"),), "indirect")
    cueless = Attribution(None, None, (at("Nobody came,"),), "direct")
    (window,) = cut(document, rule, cueless)
    roles = dict(zip(window.words, window.roles, strict=True))
    assert [roles[w] for w in ("Marrane", "said", "shut", "she", "came")] == [
        *(IN_SOURCE, IN_CUE, IN_CONTENT),
        *(OUTSIDE, IN_CONTENT),
    ]
    assert list(window.rules) == [1], "only the cue that a rule knows has a rule's word"
    assert window.rules[1].tolist()[:6] == [
        *(RULE_SOURCE, RULE_CUE, RULE_CONTENT),
        *(RULE_CONTENT, RULE_CONTENT, RULE_NOTHING),
    ]
    quoted = dict(zip(window.words, window.quoted, strict=True))
    assert [quoted[w] for w in ("shut", "“", "Nobody", "”", "she")] == [
        *(UNQUOTED, QUOTED, QUOTED),
        *(QUOTED, UNQUOTED),
    ]
    assert len(set(unruled(3).tolist())) == 1
    assert window.places([at("Nobody came"), at("shut")]) == [4, 7, 8]


def test_a_rule_of_two_blocks_is_told_in_both() -> None:
    text = "Marrane said this:\n\nNobody came to the port.\n"
    document = parse(from_text(text))
    said, came = text.index("said"), text.index("Nobody")
    rule = Attribution(Span(0, 7), Span(said, said + 4), (Span(came, len(text) - 2),), "direct")
    first, second = cut(document, rule)
    assert (first.roles[0], first.roles[1]) == (IN_SOURCE, IN_CUE)
    assert set(second.roles[:-1]) == {IN_CONTENT}
    assert second.rules == {}


def long_document(words: int, blocks_of: int) -> tuple[Document, list[Attribution]]:
    """Return an article made without a parser, with a rule's attribution a sentence."""
    sentence = SENTENCE.split()
    count = words // len(sentence)
    heads = [n * len(sentence) + 12 for n in range(count) for _ in sentence]
    doc = Doc(
        pipeline().vocab,
        words=sentence * count,
        heads=heads,
        deps=["dep"] * len(heads),
        tags=["NN"] * len(heads),
    )
    starts = tuple(token.idx for token in doc)
    sentences = tuple(doc.sents)
    firsts = [s.start_char for s in sentences][::blocks_of]
    blocks = tuple(Paragraph(Span(*ends), "body") for ends in pairwise([*firsts, len(doc.text)]))
    article = Article("long", "text:long", "", doc.text, blocks)
    ruled = [
        Attribution(
            Span(doc[s.start + 10].idx, s.end_char - 7),
            Span(doc[s.start + 12].idx, s.end_char - 2),
            (Span(s.start_char, doc[s.start + 9].idx),),
            "indirect",
        )
        for s in sentences
    ]
    made = Document(
        *(article, doc, blocks, sentences, starts),
        tuple(p.span.start for p in blocks),
        tuple(s.start_char for s in sentences),
    )
    return made, ruled


@pytest.mark.parametrize("blocks_of", [3, 10**6], ids=["short blocks", "one block"])
def test_an_article_twice_as_long_takes_about_twice_as_long(blocks_of: int) -> None:
    def seconds(words: int) -> float:
        document, ruled = long_document(words, blocks_of)
        took = []
        for _ in range(2):
            begin = time.process_time()
            read = cut(document, *ruled)
            took.append(time.process_time() - begin)
        assert sum(len(window.words) for window in read) == len(document.doc)
        assert sum(len(window.rules) for window in read) == len(ruled)
        return min(took)

    assert seconds(40_000) < 3 * seconds(20_000) + 0.1
