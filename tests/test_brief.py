"""The brief: everything cited, everything escaped, nothing fetched, and readable in print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import made
from dragoman import views
from dragoman.article import Span
from dragoman.brief import brief_html, brief_markdown, compose_brief
from dragoman.brief.marks import Mark, woven
from dragoman.brief.names import day_name, party_names
from dragoman.brief.timeline import points_of_statements, timeline
from dragoman.ledger import Ledger, open_ledger

VOID = {"meta", "br"}


class Page(HTMLParser):
    """What a test asks of a page: ids, links, text, and whether the elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.marked: dict[str, str] = {}
        self._open: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        values = dict(attrs)
        if name := values.get("id"):
            self.ids.append(name)
        if tag == "a" and (link := values.get("href")):
            self.links.append(link)
        if tag not in VOID:
            self._open.append((tag, values.get("id") or values.get("data-of")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(tag == "sup" for tag, _ in self._open):
            return  # the numbers before marked words are not the article's
        self.words.append(data)
        for tag, name in self._open:
            if tag == "mark" and name:
                self.marked[name] = self.marked.get(name, "") + data


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "talks.db") as opened:
        opened.add(made.reading())
        yield opened


def test_every_citation_leads_to_its_own_words(ledger: Ledger) -> None:
    brief = compose_brief(ledger)
    page = Page(brief_html(brief))
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    for citation in brief.citations:
        assert _letters(page.marked[citation.anchor]) == _letters(citation.words)


def _letters(words: str) -> str:
    return re.sub(r"\W+", "", words)


def test_every_sentence_position_condition_and_event_is_cited(ledger: Ledger) -> None:
    brief = compose_brief(ledger)
    assert brief.summary
    assert all(sentence.citations for sentence in brief.summary)
    assert all(standing.quotes for matter in brief.matters for standing in matter.standings)
    cited = {citation.record for citation in brief.citations}
    assert {c.row.record.split("/")[1] for c in brief.conditions} <= cited
    assert {e.row.record.split("/")[1] for e in brief.events} <= cited


def test_the_whole_article_is_in_the_page(ledger: Ledger) -> None:
    page = Page(brief_html(compose_brief(ledger)))
    words = _letters("".join(page.words))
    for line in made.TEXT.splitlines():
        assert _letters(line) in words


def test_the_page_asks_for_nothing_and_runs_nothing(ledger: Ledger) -> None:
    html = brief_html(compose_brief(ledger))
    page = Page(html)
    assert not {"script", "img", "link", "iframe", "object", "form", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert "default-src 'none'" in html
    assert not re.search(r"@import|url\(", html)


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "</title></style><b onclick=x>",
        "{{ 7 * 7 }}{% raw %}",
    ],
)
def test_other_peoples_words_cannot_break_out(tmp_path: Path, evil: str) -> None:
    reading = made.reading()
    loud = replace(reading.statements[0].speaker, name=evil, role=evil)
    statements = (
        replace(reading.statements[0], speaker=loud, matter=evil, scope=evil),
        *reading.statements[1:],
    )
    article = replace(reading.article, title=evil, outlet=evil, url=f"javascript:{evil}")
    with open_ledger(tmp_path / "talks.db") as ledger:
        ledger.add(replace(reading, article=article, statements=statements))
        brief = compose_brief(ledger, title=evil)
    html, page = brief_html(brief), Page(brief_html(brief))
    assert {"script", "img", "b onclick"} & set(page.tags) == set()
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if link.startswith("javascript:")]
    assert evil not in html or evil.startswith("{{")
    text = brief_markdown(brief)
    assert [line[:20] for line in text.splitlines() if re.search(r"(?<!\\)<", line)] == [
        "<!-- dragoman-brief "
    ]


def test_the_same_ledger_gives_the_same_page(ledger: Ledger) -> None:
    assert brief_html(compose_brief(ledger)) == brief_html(compose_brief(ledger))


def test_an_empty_ledger_gives_a_page_that_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "talks.db") as ledger:
        brief = compose_brief(ledger)
    html = brief_html(brief)
    Page(html)
    assert "No statement was found" in html
    assert "No statement was found" in brief_markdown(brief)


def test_markdown_has_a_footnote_for_every_citation(ledger: Ledger) -> None:
    text = brief_markdown(compose_brief(ledger))
    used = set(re.findall(r"(?<!^)\[\^(\d+)\]", text, re.MULTILINE))
    told = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == told
    assert "“resuming talks on the Lune Strait accord was not possible at present”" in text
    assert r"in \<any\> town" in text


def test_what_is_later_than_the_day_asked_for_is_left_out(ledger: Ledger) -> None:
    assert compose_brief(ledger, on="2031-03-01").articles == 0
    assert compose_brief(ledger, on="2031-03-05").articles == 1


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "undated"),
        ("1956", "1956"),
        ("1956-10", "October 1956"),
        ("1956-10-19", "19 October 1956"),
        ("1956-10-19T08:00:00Z", "19 October 1956"),
    ],
)
def test_days_are_worded_as_far_as_they_are_stated(day: str | None, words: str) -> None:
    assert day_name(day) == words


def test_parties_are_called_by_their_usual_names() -> None:
    assert party_names(("RUS", "JPN", "Lune Fishers")) == "Russia, Japan and Lune Fishers"


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: Span(*sorted(pair)))


@given(st.text(min_size=30, max_size=30), st.lists(SPANS, max_size=8), SPANS)
def test_marks_always_nest_and_cover_just_their_words(
    text: str, spans: list[Span], window: Span
) -> None:
    marks = [Mark(str(n), span, "statement") for n, span in enumerate(spans)]
    opened: list[Mark] = []
    covered: dict[str, str] = {}
    whole = ""
    for piece in woven(text, window, marks):
        if piece.step == "open" and piece.mark:
            opened.append(piece.mark)
        elif piece.step == "close":
            assert opened.pop() is piece.mark
        whole += piece.words
        for mark in opened:
            covered[mark.id] = covered.get(mark.id, "") + piece.words
    assert not opened
    assert whole == window.of(text)
    for mark in marks:
        inside = Span(max(mark.span.start, window.start), min(mark.span.end, window.end))
        assert covered.get(mark.id, "") == inside.of(text)


def test_the_course_of_a_matter_leads_to_its_statements(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "talks.db") as ledger:
        for year in (2031, 2032, 2033):
            reading = made.reading(f"strait-{year}")
            said = replace(reading.statements[0], said=f"{year}-03-04")
            ledger.add(replace(reading, statements=(said, *reading.statements[1:])))
        brief = compose_brief(ledger)
        page = Page(brief_html(brief))
    drawn = [matter.timeline for matter in brief.matters if matter.timeline]
    assert drawn
    for course in drawn:
        assert course.ticks
        for lane in course.lanes:
            assert lane.path.startswith("M")
            for dot in lane.dots:
                assert 0 < dot.x <= course.width
                assert lane.top <= dot.y <= lane.base
                assert dot.anchor in page.ids
                assert f"#{dot.anchor}" in page.links


def test_one_day_has_no_course(ledger: Ledger) -> None:
    undated = timeline([])
    assert undated is None
    rows = views.statements(ledger)
    assert timeline(points_of_statements([row for row in rows if row.day == "2031-03-05"])) is None
