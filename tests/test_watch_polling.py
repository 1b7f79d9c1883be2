"""How feeds are polled: conditions, waits, moves, endings; and what becomes of their entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.ledger import Ledger, open_ledger
from dragoman.records import Reading
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.watch import Channel, Feed, Manner, Plan
from dragoman.watch.feed_states import FeedState, resume, states_of
from dragoman.watch.timing import asked_wait, next_poll, next_try
from dragoman.watch.watching import Watch
from watching import HOUR, Newsroom, Outlet, SimulatedClock, answer, asks_for_rest, fetching
from web_site import Site


@dataclass(frozen=True)
class Unread:
    """A reader that finds nothing: what is read is not the subject here."""

    dossier: Dossier = NO_DOSSIER

    def key(self, article: Article) -> str:
        return f"{article.id}/{article.text_sha256}"

    def read(self, article: Article) -> Reading:
        if "breaks the reader" in article.text:
            raise ZeroDivisionError
        return Reading(article=article, reader="none", model="none", statements=(), conditions=())


@dataclass
class Desk:
    """A watch of one outlet, by a simulated clock."""

    ledger: Ledger
    clock: SimulatedClock
    room: Newsroom
    outlet: Outlet
    every: float = HOUR
    notes: list[str] = field(default_factory=list)
    full: bool = True

    @property
    def feed(self) -> Feed:
        return Feed(self.outlet.feed_url, "Ashe", self.every, self.full)

    def poll(self, after: float = 0.0) -> None:
        """Do what is due after so many seconds."""
        self.clock.at += after
        plan = Plan((self.feed,), (Channel("none", "terminal"),))
        within = fetching(self.clock, wait=5.0)
        clock, reader = self.clock.clock(), Unread()
        manner = Manner(reader, clock, within, self.notes.append, lambda _: None)
        Watch(self.ledger, plan, manner).once()

    def next_day(self) -> None:
        self.poll(26 * HOUR)

    def state(self) -> FeedState:
        with self.ledger.connect() as connection:
            return states_of(connection, [self.feed], "")[self.feed.url]

    def asked(self, ending: str = "/feed") -> int:
        return sum(one.path.endswith(ending) for one in self.room.asked)

    def answers(
        self, status: int, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> None:
        def give(handler: BaseHTTPRequestHandler) -> None:
            self.room._noted(handler)
            answer(handler, status, headers or {}, body)

        self.room.site.answers["/ashe/feed"] = give

    def behaves(self) -> None:
        self.room.site.answers["/ashe/feed"] = self.room._feed


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Iterator[Desk]:
    clock = SimulatedClock()
    room = Newsroom(site, clock)
    with open_ledger(tmp_path / "l.db") as ledger:
        yield Desk(ledger, clock, room, room.open(Outlet("ashe")))


def test_a_feed_is_asked_only_for_what_changed_and_as_a_whole_once_a_day(desk: Desk) -> None:
    desk.poll()
    assert len(desk.ledger.articles()) == 3
    etag = desk.state().etag
    for _ in range(3):
        desk.poll(1.2 * HOUR)
    assert [one.etag for one in desk.room.asked if one.path.endswith("feed")] == [
        *(None, etag, etag, etag)
    ]
    desk.next_day()
    assert desk.room.asked[-1].etag is None or "/page" in desk.room.asked[-1].path


def test_last_modified_is_sent_back_as_it_came(desk: Desk) -> None:
    moment = "Sat, 01 Jan 2000 00:00:00 GMT"
    desk.answers(200, {"Last-Modified": moment}, desk.outlet.feed(desk.clock.at))
    desk.poll()
    desk.poll(2 * HOUR)
    assert desk.room.asked[-1].modified == moment


def test_a_feed_is_not_asked_before_its_time(desk: Desk) -> None:
    desk.poll()
    desk.poll(0.9 * HOUR)
    assert desk.asked() == 1
    desk.poll(0.3 * HOUR)
    assert desk.asked() == 2


def test_failures_are_waited_for_twice_as_long_each_time_and_told_once(desk: Desk) -> None:
    desk.answers(500)
    waits = []
    for _ in range(8):
        desk.poll()
        waits.append(desk.state().due)
        desk.clock.at += 40 * HOUR
    assert desk.asked() == 8 and desk.state().failures == 8
    assert len(desk.notes) == 1 and "status 500" in desk.notes[0]
    desk.behaves()
    desk.poll()
    assert "answers again, after 8 failures" in desk.notes[-1] and desk.state().failures == 0


def test_who_asks_for_a_rest_has_it(desk: Desk) -> None:
    desk.answers(429, {"Retry-After": "200000"})
    desk.poll()
    desk.poll(199_990)
    assert desk.asked() == 1
    desk.behaves()
    desk.poll(60)
    assert desk.asked() == 2 and len(desk.ledger.articles()) > 3


def test_a_page_that_asks_for_a_rest_rests_the_feed_too(desk: Desk) -> None:
    desk.outlet.whole = False
    desk.room.manners["ashe.example"] = [(0.999, asks_for_rest)]
    feed = desk.outlet.feed(desk.clock.at)
    desk.answers(200, {}, feed)
    desk.poll()
    assert sum("/page/" in one.path for one in desk.room.asked) == 1
    desk.room.manners["ashe.example"] = []
    (_, at, wait) = desk.room.rests[0]
    desk.clock.at = at + wait - 10
    desk.poll()
    assert desk.asked() == 1
    desk.poll(HOUR * 2)
    assert len(desk.ledger.articles()) == 3
    assert all("inside" not in article.text for article in desk.ledger.articles())


def test_a_page_that_never_comes_is_replaced_by_the_summary(desk: Desk) -> None:
    desk.outlet.whole, desk.outlet.until = False, desk.clock.at
    for number in range(3):
        desk.room.site.answers[f"/ashe/page/{number}"] = (503, {}, b"")
    desk.poll()
    assert not desk.ledger.articles()
    for _ in range(8):
        desk.poll(12 * HOUR)
    (first, *_) = desk.ledger.articles()
    assert "inside" in first.text and "was not fetched" in " ".join(first.warnings)


def test_a_page_is_given_its_rest_also_when_the_summary_is_taken(desk: Desk) -> None:
    desk.outlet.until = desk.clock.at
    for number in range(3):
        answered = (404, {"Retry-After": "200000"}, b"")
        desk.room.site.answers[f"/ashe/page/{number}"] = answered
    desk.poll()
    assert len(desk.ledger.articles()) == 1
    desk.next_day()
    assert desk.asked() == 1
    desk.poll(100_000)
    assert desk.asked() == 1
    desk.poll(20_000)
    assert desk.asked() == 2


def test_a_feed_that_is_gone_is_not_asked_again(desk: Desk) -> None:
    desk.answers(410)
    desk.poll()
    for _ in range(3):
        desk.next_day()
    assert desk.asked() == 1 and "gone for good (410)" in desk.notes[0]
    desk.behaves()
    with desk.ledger.change() as connection:
        resume(connection, "")
    desk.poll()
    assert desk.asked() == 2 and len(desk.ledger.articles()) > 3


def test_a_move_for_good_is_remembered_once_it_leads_to_the_feed(desk: Desk) -> None:
    desk.answers(301, {"Location": desk.outlet.url("/login")})
    desk.room.site.answers["/ashe/login"] = (200, {}, b"<html><body>Log in</body></html>")
    desk.poll()
    assert desk.state().address == desk.feed.url and desk.state().failures == 1
    desk.answers(301, {"Location": desk.outlet.url("/moved")})
    desk.next_day()
    assert desk.state().address == desk.outlet.url("/moved")
    asked = desk.asked()
    desk.next_day()
    assert desk.asked() == asked and desk.asked("/moved") == 2
    assert "moved for good" in desk.notes[-1]


def test_a_move_for_now_is_not_remembered(desk: Desk) -> None:
    desk.answers(302, {"Location": desk.outlet.url("/moved")})
    desk.poll()
    desk.next_day()
    assert desk.state().address == desk.feed.url
    assert (desk.asked(), desk.asked("/moved")) == (2, 2)


def test_a_new_address_that_fails_for_long_is_given_up(desk: Desk) -> None:
    desk.answers(308, {"Location": desk.outlet.url("/moved")})
    desk.poll()
    desk.room.site.answers["/ashe/moved"] = (404, {}, b"")
    desk.behaves()
    for _ in range(6):
        desk.next_day()
    assert desk.state().address == desk.feed.url and desk.state().failures == 0


def test_half_a_feed_is_taken_up_to_its_cut_and_asked_for_again(desk: Desk) -> None:
    body = desk.outlet.feed(desk.clock.at)
    desk.answers(200, {"ETag": '"half"'}, body[: body.rindex(b"<title>") + 12])
    desk.poll()
    assert len(desk.ledger.articles()) == 2 and "not well-formed" in desk.notes[0]
    assert desk.state().etag is None
    desk.answers(200, {"ETag": '"all"'}, body)
    desk.poll(2 * HOUR)
    assert len(desk.ledger.articles()) == 3 and desk.state().etag == '"all"'


def test_a_feed_that_is_always_broken_at_its_end_is_taken_as_it_is(desk: Desk) -> None:
    body = desk.outlet.feed(desk.clock.at).replace(b"</channel></rss>", b"</chan")
    desk.answers(200, {"ETag": '"1"'}, body)
    desk.poll()
    desk.poll(2 * HOUR)
    assert len(desk.ledger.articles()) == 3 and desk.state().etag == '"1"'


def test_an_entry_is_read_once_whichever_feed_lists_it(desk: Desk) -> None:
    desk.poll()
    other = Feed(desk.outlet.url("/moved"), "Other", HOUR)
    plan = Plan((other,), (Channel("none", "terminal"),))
    manner = Manner(Unread(), desk.clock.clock(), fetching(desk.clock), desk.notes.append)
    found = Watch(desk.ledger, plan, manner).once()
    assert (found.polls, found.read) == (1, 0) and len(desk.ledger.articles()) == 3


def test_a_clock_that_is_set_back_puts_no_entry_off(desk: Desk) -> None:
    def back(handler: BaseHTTPRequestHandler) -> None:
        desk.clock.at -= 2 * HOUR
        number = int(handler.path.rpartition("/")[2])
        answer(handler, 200, {"Content-Type": "text/html"}, desk.outlet.page(number))

    for number in range(3):
        desk.room.site.answers[f"/ashe/page/{number}"] = back
    desk.poll()
    assert len(desk.ledger.articles()) == 3


def test_an_entry_that_changes_is_read_again_after_an_hour(desk: Desk) -> None:
    desk.outlet.gap = 10_000 * HOUR
    desk.poll()
    changed = desk.outlet.feed(desk.clock.at).replace(b"rejects", b"accepts")
    desk.answers(200, {}, changed)
    for number in range(3):
        page = desk.outlet.page(number).replace(b"rejects", b"accepts")
        desk.room.site.answers[f"/ashe/page/{number}"] = (200, {"Content-Type": "text/html"}, page)
    desk.every = 300.0
    desk.clock.at += 1.2 * HOUR
    desk.poll()
    standing = desk.ledger.articles(standing=True)
    assert len(standing) == 3 and all("accepts" in article.text for article in standing)
    asked = desk.asked("/2")
    desk.answers(200, {}, changed.replace(b"accepts", b"defers"))
    desk.poll(0.5 * HOUR)
    assert desk.asked("/2") == asked
    desk.poll(0.6 * HOUR)
    assert len(desk.ledger.articles(standing=True)) == 3


def test_an_entry_that_breaks_the_reader_is_named_and_the_rest_is_read(desk: Desk) -> None:
    body = desk.outlet.feed(desk.clock.at).replace(b"rejects", b"breaks the reader,", 1)
    page = desk.outlet.page(2).replace(b"rejects", b"breaks the reader,")
    desk.room.site.answers["/ashe/page/2"] = (200, {"Content-Type": "text/html"}, page)
    desk.answers(200, {}, body)
    desk.poll()
    assert len(desk.ledger.articles()) == 2
    assert "Dragoman itself failed on this text (ZeroDivisionError" in desk.notes[0]
    desk.next_day()
    assert len(desk.notes) == 1


def test_what_robots_txt_forbids_is_not_asked_for(desk: Desk) -> None:
    desk.room.robots["ashe.example"] = "User-agent: *\nDisallow: /ashe/\n"
    desk.poll()
    assert [one.path for one in desk.room.asked] == ["/robots.txt"]
    assert "does not allow" in desk.notes[0]


def test_waits_grow_to_a_day_and_chance_only_adds() -> None:
    assert next_poll(600, 0.0) == 600 and 600 < next_poll(600, 1.0) <= 660
    assert [next_try(600, n, 86_400, 0.0) for n in (1, 2, 3, 9, 90)] == [
        *(600, 1200, 2400, 86_400, 86_400)
    ]
    assert next_try(600, 1, 86_400, 1.0) == 750


@pytest.mark.parametrize(
    ("words", "wait"),
    [
        ("120", 120.0),
        (" 7 ", 7.0),
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("99999999999999", 30 * 86_400.0),
        ("Tue, 04 Mar 2031 00:01:00 GMT", 60.0),
        ("Tue, 04 Mar 2031 00:00:00 GMT", 0.0),
        ("Mon, 03 Mar 2031 00:00:00 GMT", 0.0),
        ("Fri, 99 Mar 9999 99:99:99 GMT", 0.0),
    ],
)
def test_what_a_server_asks_for(words: str, wait: float) -> None:
    assert asked_wait(words, 1_930_348_800.0) == wait
