"""Versions of an article: known again at any address, in any order, for what they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.article import Article, Paragraph, Revision, Span
from dragoman.errors import VocabularyError
from dragoman.ledger.addresses import addresses_of, page_address
from dragoman.ledger.notices import notices_of
from dragoman.ledger.own_words import own_words
from dragoman.ledger.versions import Copy, Version, versions_of
from dragoman.vocabulary import versions as vocabulary
from dragoman.vocabulary.versions import version_words
from revised import OTHER, STORY, URL, page

LATER = STORY.replace("rejects a treaty", "supports a treaty")
CORRECTION = "Correction: An earlier version of this article misstated the stance of Valdoria."


def copies(*articles: Article) -> list[Copy]:
    return [
        Copy(
            key=key,
            id=one.id,
            addresses=frozenset(addresses_of(one)),
            words=own_words(one),
            notices=notices_of(one),
            revision=one.revision,
            published=one.published,
            retrieved=one.retrieved,
            added="2026-11-22T10:00:00Z",
        )
        for key, one in enumerate(articles)
    ]


def kinds(*articles: Article) -> list[tuple[int, str]]:
    """Return number and kind of each article, in the articles' order; 0 for one without others."""
    found = {one.key: one for one in versions_of(copies(*articles))}
    return [
        (found[n].number, found[n].kind) if n in found else (0, "") for n in range(len(articles))
    ]


SAME_PAGE = [
    "http://courier.example/talks/terms",
    "https://www.courier.example/talks/terms/",
    "https://m.courier.example/talks/terms",
    "https://COURIER.example:443/talks//terms?utm_source=feed&utm_medium=rss",
    "https://courier.example/talks/terms?fbclid=abc#comments",
    "https://amp.courier.example/talks/terms/amp",
    "https://courier.example/talks/terms/index.html",
    "https://courier.example/talks/%74erms",
]
OTHER_PAGE = [
    "https://courier.example/talks/Terms",
    "https://courier.example/talks",
    "https://courier.example/talks/terms?page=2",
    "https://courier.example/talks/terms/2",
    "https://news.courier.example/talks/terms",
    "https://courier.example:8080/talks/terms",
    "https://herald.example/talks/terms",
]
NO_PAGE = [
    "https://courier.example",
    "https://www.courier.example/",
    "https://courier.example/index.html?utm_source=x",
    "mailto:desk@courier.example",
    "courier.example/talks/terms",
    "https://[",
    "",
]


def test_an_address_tells_the_page_and_not_how_one_came_to_it() -> None:
    known = page_address(URL)
    assert known is not None
    assert {page_address(url) for url in SAME_PAGE} == {known}
    assert known not in {page_address(url) for url in OTHER_PAGE}
    assert len({page_address(url) for url in OTHER_PAGE}) == len(OTHER_PAGE)
    assert {page_address(url) for url in NO_PAGE} == {None}
    one, other = (page_address(f"{URL}?{query}") for query in ("b=2&a=1", "a=1&b=2"))
    assert one == other != known


@given(st.text(max_size=60))
def test_any_words_are_an_address_or_none(words: str) -> None:
    for url in (words, f"https://{words}", f"https://a.example/{words}"):
        address = page_address(url)
        assert address is None or page_address(f"https://{address}") in (address, None)


ITEM = Revision(item="urn:newsml:vna.example:7")
FEED = Revision(item="tag:courier.example,2026:7")
PLACES = [
    ("url", {"url": URL}, {"url": f"{URL}/?utm_source=x"}, True),
    ("origin", {"url": None, "origin": URL}, {"url": f"{URL}#top"}, True),
    ("agency", {"url": None, "revision": ITEM}, {"url": None, "revision": ITEM}, True),
    ("feed", {"url": None, "revision": FEED}, {"url": None, "revision": FEED}, True),
    ("short id", {"url": None, "revision": Revision("7")}, {"url": None, "revision": Revision("7")},
     True),
    ("short id elsewhere", {"url": None, "revision": Revision("7")},
     {"url": None, "revision": Revision("7"), "outlet": "Norholm Post"}, False),
    ("replaced", {"url": None, "revision": ITEM},
     {"url": None, "revision": Revision("urn:x:88888", replaces=("urn:newsml:vna.example:7",))},
     True),
    ("file", {"url": None, "name": "one"}, {"url": None, "name": "one"}, True),
    ("row", {"url": None, "origin": "file:///a.csv#3"}, {"url": None, "origin": "file:///a.csv#3"},
     True),
    ("entry", {"origin": f"{URL}#7", "url": None}, {"origin": f"{URL}#7", "url": None}, True),
    ("other entry of a feed", {"origin": f"{URL}#7", "url": None},
     {"origin": f"{URL}#8", "url": None}, False),
    ("other file", {"url": None, "name": "one"}, {"url": None, "name": "two"}, False),
    ("text", {"url": None, "origin": "text:"}, {"url": None, "origin": "text:"}, False),
    ("stdin", {"url": None, "origin": "stdin:"}, {"url": None, "origin": "stdin:"}, False),
    ("other page", {"url": URL}, {"url": f"{URL}?page=2"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "same"), [row[1:] for row in PLACES],
                         ids=[row[0] for row in PLACES])  # fmt: skip
def test_versions_come_from_the_same_place(
    first: dict[str, Any], second: dict[str, Any], same: bool
) -> None:
    first, second = ({"name": f"n{n}", **one} for n, one in enumerate((first, second)))
    older = page(STORY, **first)
    newer = page(LATER, published="2026-05-04T09:00:00+02:00", **second)
    assert kinds(older, newer) == ([(1, "first"), (2, "revised")] if same else [(0, ""), (0, "")])
    assert kinds(newer, older) == ([(2, "revised"), (1, "first")] if same else [(0, ""), (0, "")])


FALSE_FRIENDS = [
    ("a file overwritten with another story", page(url=None), page(OTHER, url=None, title="X")),
    ("the same, with the same headline", page(url=None, title="News"),
     page(OTHER, url=None, title="News")),
    ("row 3 of another export", page(url=None, origin="file:///a.csv#3"),
     page(OTHER, url=None, origin="file:///a.csv#3", title="Frigates")),
    ("a page of headlines that shows others today", page(), page(OTHER, title="Frigates")),
    ("a live page with the same headline and other words", page(title="Live"),
     page(OTHER, title="Live")),
    ("two pages with the same words", page(), page(LATER, url=f"{URL}-2", name="two")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [row[1:] for row in FALSE_FRIENDS],
                         ids=[row[0] for row in FALSE_FRIENDS])  # fmt: skip
def test_another_story_at_the_same_place_is_no_version(one: Article, other: Article) -> None:
    assert kinds(one, other) == [(0, ""), (0, "")]


def with_note(note: str, text: str = STORY, *, first: bool = False) -> str:
    return f"{note}\n\n{text}" if first else f"{text}\n\n{note}"


DAY_2 = "2026-05-04T09:00:00+02:00"
NOTES = [
    ("corrected", CORRECTION),
    ("corrected", "This article was corrected on 4 May to state the name of the minister."),
    ("corrected", "Editor's note: This story has been amended to clarify who spoke."),
    ("corrected", "(Corrects paragraph 1 to say supports, not rejects)"),
    ("corrected", "(This story corrects the day in paragraph two)"),
    ("corrected", "A previous version of this report said that the talks had ended."),
    ("corrected", "Due to an editing error, this article gave a wrong date."),
    ("corrected", "Clarification: the ambassador spoke of talks, not of a treaty."),
    ("corrected", "Correction: An article on Sunday misstated the stance; this article is right."),
    ("revised", "Correction: An earlier article about the ferry misstated its fare."),
    ("revised", "Correction: A story published on Friday misstated the price of frigates."),
    ("revised", "Correction of the border line is what the minister asked for."),
    ("revised", "He said that the map was corrected by the surveyors."),
    ("revised", "“This article has been corrected in the treaty,” she said."),
    ("revised", "“This article has been removed,” she said of the draft."),
    ("revised", "This article has been removed from the treaty, Oyelaran said."),
    ("revised", "An earlier version of the draft misstated the border, diplomats said."),
    ("revised", "The minister asked for a correction: the islands were not on the map."),
]


@pytest.mark.parametrize(("kind", "note"), NOTES, ids=[row[1][:40] for row in NOTES])
@pytest.mark.parametrize("first", [True, False])
def test_a_correction_is_told_by_its_words(kind: str, note: str, first: bool) -> None:
    newer = page(with_note(note, LATER, first=first), published=DAY_2)
    assert kinds(page(), newer) == [(1, "first"), (2, kind)]
    (found,) = [one for one in versions_of(copies(page(), newer)) if one.number == 2]
    if kind == "corrected":
        assert found.notice and found.notice.words == note
        assert found.notice.span and found.notice.span.of(newer.text) == note
    else:
        assert found.notice is None


WITHDRAWN = [
    ("This article has been removed.", None),
    ("This article has been retracted by its editors.", "Valdoria sets terms"),
    ("RETRACTED: Valdoria sets terms", None),
    ("KILL: Valdoria sets terms", None),
    ("ADVISORY: The Valdoria story sent on Sunday has been withdrawn.", None),
    ("Editors: please kill the story on Valdoria, there will be no substitute.", None),
    ("We have removed this story, which did not meet our standards.", None),
    ("A story that appeared here has been removed.", None),
    (f"This article has been withdrawn.\n\n{STORY}", "Valdoria sets terms"),
    ("MANDATORY KILL", None),
]


@pytest.mark.parametrize(("words", "title"), WITHDRAWN, ids=[row[0][:40] for row in WITHDRAWN])
def test_a_withdrawal_is_told_by_its_words_with_or_without_the_text(
    words: str, title: str | None
) -> None:
    gone = page(words, title=title, published=None)
    assert kinds(page(), gone) == [(1, "first"), (2, "withdrawn")]
    dated = page(words, title=title, published=DAY_2)
    assert kinds(dated, page()) == [(2, "withdrawn"), (1, "first")]
    assert kinds(dated) == [(1, "withdrawn")]


TOPICS = [
    "Withdrawal: what the end of the mission means for the strait",
    "Skarland kills the deal on the frigates",
    "The parliament removed this article from the constitution.",
    "Troops are withdrawn from the strait, the ministry says",
    "The story is withdrawn into the past, wrote the poet of Port Varn.",
    "Correction at the border: how the surveyors went about it",
]


@pytest.mark.parametrize("topic", TOPICS)
def test_what_an_article_is_about_is_no_notice(topic: str) -> None:
    assert kinds(page(STORY, title=topic)) == [(0, "")]
    assert kinds(page(with_note(topic, first=True))) == [(0, "")]


def test_a_withdrawal_deep_in_a_text_is_none() -> None:
    deep = STORY + "\n\nThe page went on.\n\nThis story has been withdrawn, read a line there."
    assert kinds(page(deep)) == [(0, "")]


def test_a_note_that_an_earlier_version_had_is_no_new_correction() -> None:
    second = page(with_note(CORRECTION), published="2026-05-04")
    third = page(with_note(CORRECTION, LATER), published="2026-05-05")
    more = page(with_note(f"{CORRECTION}\n\nClarification: He spoke on Sunday.", LATER),
                published="2026-05-06")  # fmt: skip
    told = [(1, "first"), (2, "corrected"), (3, "revised"), (4, "corrected")]
    assert kinds(page(), second, third, more) == told
    assert kinds(second) == [(1, "corrected")]


def test_the_same_words_again_are_no_revision() -> None:
    box = "Read also: frigates for Norholm\n\n"
    text = f"{box}{STORY.replace(' said ', '  said ')}\n"
    again = replace(page(text, published=DAY_2), furniture=(Span(0, len(box)),))
    assert kinds(page(), again) == [(1, "first"), (1, "refreshed")]
    assert kinds(again, page()) == [(1, "refreshed"), (1, "first")]
    back = [page(), page(LATER, published=DAY_2), page(STORY, published="2026-05-05")]
    assert kinds(*back) == [(1, "first"), (2, "revised"), (3, "revised")]
    assert kinds(page(), page(title="Valdoria gives in", published=DAY_2)) == [
        (1, "first"),
        (2, "revised"),
    ]


def test_a_notice_among_furniture_is_still_a_notice() -> None:
    text = f"{STORY}\n\n{CORRECTION}"
    blocks = (
        Paragraph(Span(0, len(STORY) + 2), "body"),
        Paragraph(Span(len(STORY) + 2, len(text)), "furniture"),
    )
    newer = replace(page(text, published=DAY_2), paragraphs=blocks, furniture=(blocks[1].span,))
    assert kinds(page(), newer) == [(1, "first"), (2, "corrected")]


def test_a_feed_gives_a_summary_first() -> None:
    summary = page(STORY[:120], revision=replace(FEED, cut=True), published=DAY_2)
    whole = page(STORY, published=DAY_2)
    for order in permutations((summary, whole)):
        assert sorted(kinds(*order)) == [(1, "first"), (2, "completed")]
        assert kinds(*order)[order.index(whole)] == (2, "completed")


ORDERS = [
    ("number", [page(f"{STORY} {n}", url=None, revision=replace(ITEM, number=n))
                for n in (1, 2, 10)]),
    ("modified", [page(f"{STORY} {n}", revision=Revision(modified=f"2026-05-0{n}T08:00:00Z"))
                  for n in (4, 5, 6)]),
    ("published", [page(f"{STORY} {n}", published=f"2026-05-0{n}") for n in (4, 5, 6)]),
    ("time across zones", [page(f"{STORY} {hour}", published=f"2026-05-04T{hour}") for hour in
                           ("09:00:00+05:00", "08:00:00+02:00", "07:00:00+00:00")]),
    ("retrieved", [page(f"{STORY} {n}", retrieved=f"2026-05-0{n}T08:00:00Z") for n in (4, 5, 6)]),
    ("notice", [page(), page(with_note(CORRECTION)), page("This article has been removed.")]),
    ("mixed", [page(f"{STORY} 1", published="2026-05-03"),
               page(f"{STORY} 2", published="2026-05-03", revision=Revision(modified="2026-05-04")),
               page(f"{STORY} 3", published="2026-05-05")]),
]  # fmt: skip


@pytest.mark.parametrize("order", [row[1] for row in ORDERS], ids=[row[0] for row in ORDERS])
def test_the_order_is_the_outlets_whichever_came_first(order: list[Article]) -> None:
    for came in permutations(order):
        found = dict(zip((one.id for one in came), kinds(*came), strict=True))
        assert [found[one.id][0] for one in order] == [1, 2, 3]


def test_without_any_date_the_last_to_come_is_the_last() -> None:
    first, second = (page(text, published=None) for text in (STORY, LATER))
    assert kinds(first, second) == [(1, "first"), (2, "revised")]
    assert kinds(second, first) == [(1, "first"), (2, "revised")]


def test_a_date_without_a_time_is_not_before_the_times_of_its_day() -> None:
    older = page(STORY, published="2026-05-04T09:00:00Z", retrieved="2026-05-04T10:00:00Z")
    newer = page(LATER, published="2026-05-04", retrieved="2026-05-05T10:00:00Z")
    assert kinds(newer, older) == [(2, "revised"), (1, "first")]


def test_a_bare_removal_joins_what_stood_there_last_and_joins_nothing_else() -> None:
    gone = page("This article has been removed.", title=None, published=None)
    stories = [page(), page(OTHER, title="Frigates", published="2026-05-09")]
    assert kinds(*stories, gone) == [(0, ""), (1, "first"), (2, "withdrawn")]


def test_republished_after_a_withdrawal_it_stands_again() -> None:
    gone = page("This article has been removed.", published="2026-05-04")
    found = versions_of(copies(page(), gone, page(LATER, published="2026-05-05")))
    assert [(one.number, one.kind, one.stands) for one in found] == [
        (1, "first", False),
        (2, "withdrawn", False),
        (3, "revised", True),
    ]


@st.composite
def families(draw: st.DrawFn) -> list[Article]:
    """Draw versions of an article, each on a day of its own, and other articles beside them."""
    days = draw(st.lists(st.integers(1, 28), min_size=2, max_size=5, unique=True))
    tails = draw(st.lists(st.sampled_from(["", " He left.", " She left.", f"\n\n{CORRECTION}"]),
                          min_size=len(days), max_size=len(days)))  # fmt: skip
    made = [
        page(STORY + tail, published=f"2026-05-{day:02}")
        for day, tail in zip(days, tails, strict=True)
    ]
    if draw(st.booleans()):
        made.append(page("This article has been removed.", title=None, published="2026-05-30"))
    if draw(st.booleans()):
        made.append(page(OTHER, title="Frigates", published="2026-05-02"))
    return made


@settings(max_examples=60, deadline=None)
@given(families(), st.randoms())
def test_any_order_of_arrival_gives_the_same_versions(made: list[Article], any_: Random) -> None:
    def told(articles: list[Article]) -> set[tuple[str, Version]]:
        found = versions_of(copies(*articles))
        bare = {"key": 0, "root": 0, "placed_by": ""}
        return {(articles[one.key].id, replace(one, **bare)) for one in found}  # type: ignore[arg-type]

    mixed = list(made)
    any_.shuffle(mixed)
    assert told(mixed) == told(made)
    found = versions_of(copies(*mixed))
    assert sum(one.current for one in found) == len({one.root for one in found})


def test_the_words_are_loaded_and_kept_apart() -> None:
    words = version_words()
    assert not set(words.corrected.openings) & set(words.withdrawn.openings)
    assert words.told("CORRECTED-Valdoria sets terms", top=True, sentences=False) == "corrected"
    assert words.told("This page was removed", top=False) is None


def test_wrong_words_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in ({}, {"words": {"article": "story"}}, {"words": {"article": ["Story"]}}):
        monkeypatch.setattr(vocabulary, "table", lambda _, data=data: data)
        version_words.cache_clear()
        with pytest.raises(VocabularyError, match=r"versions\.toml"):
            version_words()
    monkeypatch.undo()
    version_words.cache_clear()
