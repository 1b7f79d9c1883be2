"""Ways out: lines of JSON, a signed webhook with its queue, an Atom feed; none lost or twice."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from dragoman.ledger import Ledger, open_ledger
from dragoman.watch import Channel, Notice, Plan
from dragoman.watch.channels import JsonLines, ways_of
from dragoman.watch.delivering import Deliverer
from dragoman.watch.notices import Matter, Source, notice_id, packed
from dragoman.watch.queue import put_in, turns
from watching import HOUR, SimulatedClock

SECRET = b"lune"


def notice(number: int) -> Notice:
    source = Source("Courier", "a1", "Talks <resume>", "Courier", "https://c.example/1", None)
    return Notice(
        notice_id("shift", "a1", [str(number)]),
        "shift",
        "2031-03-04T05:06:07Z",
        f"Valdoria has softened on the Tarn treaty \x0b({number})",
        (Matter("m1", "Tarn treaty"),),
        ("Valdoria",),
        "2031-03-04",
        source,
        {"record": f"a1/s{number}"},
    )


class Receiver:
    """A server that takes notices, or answers what a test says."""

    def __init__(self) -> None:
        self.statuses: list[tuple[int, dict[str, str]]] = []
        self.taken: list[tuple[dict[str, str], bytes]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, told = receiver.statuses.pop(0) if receiver.statuses else (204, {})
                receiver.taken.append((dict(self.headers), body))
                self.send_response(status)
                for name, value in told.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def ids(self) -> list[str]:
        return [json.loads(body)["id"] for _, body in self.taken]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


class Post:
    """A ledger with notices to go out by one channel."""

    def __init__(self, ledger: Ledger, channel: Channel, clock: SimulatedClock) -> None:
        self.ledger, self.channel, self.clock = ledger, channel, clock
        self.notes: list[str] = []
        self.start_anew()

    def start_anew(self) -> None:
        plan = Plan((), (self.channel,), secrets={self.channel.name: SECRET})
        clock = self.clock.clock()
        ways = ways_of(plan, self.ledger, clock, lambda _: None)
        self.deliverer = Deliverer(self.ledger, plan, clock, ways, self.notes.append)

    def put(self, *numbers: int) -> None:
        made = self.clock.clock().stamp()
        told = [replace(notice(number), made=made) for number in numbers]
        with self.ledger.change() as connection:
            put_in(connection, told, [self.channel])

    def left(self) -> int:
        with self.ledger.connect() as connection:
            return len(turns(connection, self.channel.name, 1_000))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db") as opened:
        yield opened


def hook(receiver: Receiver) -> Channel:
    return Channel("hook", "webhook", url=receiver.url, secret="SECRET")


def test_a_notice_is_posted_signed_and_with_its_key(ledger: Ledger, receiver: Receiver) -> None:
    post = Post(ledger, hook(receiver), SimulatedClock())
    post.put(1)
    assert post.deliverer.deliver() == 1 and post.left() == 0
    ((headers, body),) = receiver.taken
    stamp = headers["Dragoman-Timestamp"]
    expected = hmac.new(SECRET, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    assert headers["Dragoman-Signature"] == f"sha256={expected}"
    assert headers["Idempotency-Key"] == notice(1).id == json.loads(body)["id"]
    assert int(stamp) == int(post.clock.at)


def test_what_is_not_taken_waits_in_its_order_over_a_restart(
    ledger: Ledger, receiver: Receiver
) -> None:
    post = Post(ledger, hook(receiver), SimulatedClock())
    receiver.statuses = [(500, {}), (503, {"Retry-After": "7200"})]
    post.put(1, 2)
    assert post.deliverer.deliver() == 0 and post.left() == 2
    assert post.deliverer.deliver() == 0 and len(receiver.taken) == 1
    post.start_anew()
    post.clock.at += 60
    assert post.deliverer.deliver() == 0 and len(receiver.taken) == 2
    post.clock.at += 7_190
    assert post.deliverer.deliver() == 0 and len(receiver.taken) == 2
    post.clock.at += 20
    assert post.deliverer.deliver() == 2
    assert receiver.ids() == [notice(1).id, notice(1).id, notice(1).id, notice(2).id]
    # Once for each program that found it silent, and once that it is not any more.
    assert [note.endswith("tried again.") for note in post.notes] == [True, True, False]


def test_a_notice_that_is_refused_for_itself_makes_way(ledger: Ledger, receiver: Receiver) -> None:
    post = Post(ledger, hook(receiver), SimulatedClock())
    receiver.statuses = [(422, {})]
    post.put(1, 2)
    assert post.deliverer.deliver() == 1 and post.left() == 0
    assert "refuses a notice" in post.notes[0]


def test_a_silent_receiver_costs_an_hour_between_tries_and_a_month_in_all(
    ledger: Ledger, receiver: Receiver
) -> None:
    channel = replace(hook(receiver), url="http://127.0.0.1:9/hook")
    post = Post(ledger, channel, SimulatedClock())
    post.put(1)
    for _ in range(10):
        assert post.deliverer.deliver() == 0
        post.clock.at += 1.3 * HOUR
    assert post.left() == 1 and len(post.notes) == 1
    post.clock.at += 31 * 24 * HOUR
    post.deliverer.deliver()
    assert post.left() == 0 and "given up" in post.notes[-1]


def test_one_silent_channel_stops_no_other(ledger: Ledger, tmp_path: Path) -> None:
    deaf = Channel("deaf", "webhook", url="http://127.0.0.1:9/", secret="S")
    lines = Channel("lines", "jsonl", file=tmp_path / "out.jsonl")
    plan = Plan((), (deaf, lines), secrets={"deaf": SECRET})
    clock = SimulatedClock().clock()
    ways = ways_of(plan, ledger, clock, lambda _: None)
    with ledger.change() as connection:
        put_in(connection, [replace(notice(1), made=clock.stamp())], plan.channels)
    assert Deliverer(ledger, plan, clock, ways, lambda _: None).deliver() == 1
    assert (tmp_path / "out.jsonl").read_text().count("\n") == 1


def test_lines_that_a_killed_program_left_are_mended_and_not_repeated(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    one, two, three = (packed(notice(number)) for number in (1, 2, 3))
    file.write_text(f"{one}\n{two}\n{three[:40]}")
    assert JsonLines(file).send([notice(2), notice(3)]) == 2
    assert file.read_text() == f"{one}\n{two}\n{three}\n"


def test_a_file_that_cannot_be_written_is_told_and_waited_for(
    ledger: Ledger, tmp_path: Path
) -> None:
    channel = Channel("lines", "jsonl", file=tmp_path / "none" / "out.jsonl")
    post = Post(ledger, channel, SimulatedClock())
    post.put(1)
    assert post.deliverer.deliver() == 0 and "cannot be written" in post.notes[0]
    (tmp_path / "none").mkdir()
    post.clock.at += 60
    assert post.deliverer.deliver() == 1 and "takes notices again" in post.notes[1]


def test_an_atom_feed_has_the_last_notices(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "out.xml"
    address = "https://team.example/out.xml"
    post = Post(ledger, Channel("a", "atom", file=file, most=3, address=address), SimulatedClock())
    for number in range(5):
        post.put(number)
    assert post.deliverer.deliver() == 5
    post.put(5)
    post.deliverer.deliver()
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(file.read_bytes())
    assert [entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")] == [
        f"urn:uuid:{notice(number).id}" for number in (5, 4, 3)
    ]
    assert feed.findtext(f"{atom}id") == address
    assert [path.name for path in tmp_path.iterdir() if "xml" in path.name] == ["out.xml"]
