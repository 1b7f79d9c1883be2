"""Fetching pages: only from a server of this test, on this machine."""

from __future__ import annotations

import gzip
import time
import zlib
from http.server import BaseHTTPRequestHandler

import pytest

from dragoman.errors import UnreadableInput
from dragoman.intake.addresses import is_public
from dragoman.intake.fetching import Fetching, Limits, fetched
from dragoman.intake.robots import robots_of
from web_site import Site

PAGE = (
    b"<html><body><p>The minister of Valdoria said that the crossing would open.</p></body></html>"
)


def local(**limits: float) -> Fetching:
    """Return leave to ask this machine, whatever the name, with its own limits."""
    return Fetching(
        allow_private=True,
        limits=Limits(**limits),  # type: ignore[arg-type]
        resolver=lambda host, port: ["127.0.0.1"],
        pause=0,
    )


def test_a_page_comes_with_its_headers_address_and_moment(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    found = fetched(site.url("/a#part"), allow_private=True)
    assert found.raw == PAGE
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.final_url == site.url("/a#part")
    assert found.retrieved.endswith("+00:00")
    assert site.paths() == ["/robots.txt", "/a"]


def test_the_name_is_asked_for_at_the_address_that_was_checked(site: Site) -> None:
    site.answers["/a"] = (200, {}, PAGE)
    fetched(site.url("/a", "herald.example"), within=local())
    assert {host for _, host in site.asked} == {f"herald.example:{site.port}"}


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "localhost", "0.0.0.0", "169.254.169.254", "10.0.0.8", "127.1"]
)
def test_private_addresses_are_refused_and_nothing_is_sent(site: Site, host: str) -> None:
    with pytest.raises(UnreadableInput, match="no public address") as raised:
        fetched(site.url("/a", host))
    assert "--allow-private" in raised.value.remedy
    assert site.asked == []


@pytest.mark.parametrize("answers", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["fe80::1%1"]])
def test_a_name_that_leads_to_a_private_address_is_refused(site: Site, answers: list[str]) -> None:
    within = Fetching(resolver=lambda host, port: answers)
    with pytest.raises(UnreadableInput, match="no public address"):
        fetched(site.url("/a", "inner.example"), within=within)
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/a"] = (302, {"Location": site.url("/secret", "inner.example")}, b"")
    site.answers["/secret"] = (200, {}, PAGE)
    # This machine stands in for a public one, as long as it is called by the outer name.
    places = {"herald.example": "127.0.0.1", "inner.example": "127.0.0.2"}
    monkeypatch.setattr(
        "dragoman.intake.addresses.is_public", lambda address: address == "127.0.0.1"
    )
    within = Fetching(resolver=lambda host, port: [places[host]])
    with pytest.raises(UnreadableInput, match=r"127\.0\.0\.2, which is no public address"):
        fetched(site.url("/a", "herald.example"), within=within)
    assert "/secret" not in site.paths()


def test_an_answer_that_changes_is_checked_at_each_hop(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.answers["/a"] = (200, {}, PAGE)
    monkeypatch.setattr(
        "dragoman.intake.addresses.is_public", lambda address: address == "127.0.0.1"
    )
    answers = iter((["127.0.0.1"], ["127.0.0.2"]))
    within = Fetching(resolver=lambda host, port: next(answers))
    with pytest.raises(UnreadableInput, match="no public address"):
        fetched(site.url("/a", "herald.example"), within=within)
    assert site.paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("no address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_redirects_are_followed_and_counted(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b"}, b"")
    site.answers["/b"] = (302, {"Location": site.url("/c")}, b"")
    site.answers["/c"] = (200, {}, PAGE)
    site.answers["/round"] = (302, {"Location": "/round"}, b"")
    assert fetched(site.url("/a"), allow_private=True).final_url == site.url("/c")
    with pytest.raises(UnreadableInput, match="redirects more than 5 times"):
        fetched(site.url("/round"), allow_private=True)
    assert site.paths().count("/round") == 6


@pytest.mark.parametrize(
    "location", ["ftp://herald.example/a", "file:///etc/passwd", "http://", "http://a:b@c/"]
)
def test_a_redirect_out_of_the_web_is_refused(site: Site, location: str) -> None:
    site.answers["/a"] = (302, {"Location": location}, b"")
    with pytest.raises(UnreadableInput):
        fetched(site.url("/a"), allow_private=True)


@pytest.mark.parametrize(
    "url", ["", "herald.example", "ftp://x/", "http://", "http://[", "http://\0"]
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(UnreadableInput):
        fetched(url)


def test_robots_are_honoured_and_asked_for_once(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /inner\n")
    site.answers["/a"] = site.answers["/inner"] = (200, {}, PAGE)
    site.answers["/to"] = (302, {"Location": "/inner"}, b"")
    within = local()
    fetched(site.url("/a"), within=within)
    for path in ("/inner", "/to"):
        with pytest.raises(UnreadableInput, match=r"robots\.txt does not allow"):
            fetched(site.url(path), within=within)
    assert site.paths() == ["/robots.txt", "/a", "/to"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)]
)
def test_a_site_without_robots_allows_all_and_one_in_trouble_nothing(
    site: Site, status: int, allowed: bool
) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    site.answers["/a"] = (200, {}, PAGE)
    if allowed:
        assert fetched(site.url("/a"), allow_private=True).raw == PAGE
    else:
        with pytest.raises(UnreadableInput, match="robots"):
            fetched(site.url("/a"), allow_private=True)


ROBOTS = """
User-agent: gossip
User-agent: Dragoman
Disallow: /private/
Allow: /private/press
Disallow: /*?print
Disallow: /*.pdf$
Disallow: /caf%C3%A9

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/world/1", True),
        ("/private/a", False),
        ("/private/press/1", True),
        ("/world/1?print=1", False),
        ("/a.pdf", False),
        ("/a.pdf?x", True),
        ("/café", False),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_of_the_own_group_decides(path: str, allowed: bool) -> None:
    assert robots_of(ROBOTS, "Dragoman").allows(f"https://h.example{path}") is allowed
    assert not robots_of(ROBOTS, "other").allows("https://h.example/world/1")


def test_robots_of_malice_take_no_time() -> None:
    text = "User-agent: *\n" + "Disallow: /" + "*a" * 900 + "$\n"
    start = time.perf_counter()
    assert robots_of(text, "Dragoman").allows("https://h.example/" + "a" * 800 + "b")
    assert time.perf_counter() - start < 1


def test_too_much_is_refused_while_it_comes(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(10_000):
                handler.wfile.write(b"x" * 65_536)
        except OSError:
            pass

    site.answers["/a"] = endless
    with pytest.raises(UnreadableInput, match="larger than the 100,000 bytes"):
        fetched(site.url("/a"), within=local(size=100_000))


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_bomb_is_stopped_at_the_limit(site: Site, packing: str) -> None:
    body = b"\0" * 200_000_000
    packed = gzip.compress(body, 9, mtime=0) if packing == "gzip" else zlib.compress(body, 9)
    assert len(packed) < 300_000
    site.answers["/a"] = (200, {"Content-Encoding": packing}, packed)
    with pytest.raises(UnreadableInput, match="larger than"):
        fetched(site.url("/a"), allow_private=True)


def _bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "body"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", _bare_deflate(PAGE)),
        ("identity", PAGE),
    ],
)
def test_packed_pages_are_unpacked(site: Site, packing: str, body: bytes) -> None:
    site.answers["/a"] = (200, {"Content-Encoding": packing}, body)
    assert fetched(site.url("/a"), allow_private=True).raw == PAGE


@pytest.mark.parametrize(
    ("packing", "body"),
    [("br", b"xx"), ("gzip", b"no gzip"), ("gzip", gzip.compress(PAGE * 20, mtime=0)[:-30])],
)
def test_broken_and_unknown_packing_is_an_error(site: Site, packing: str, body: bytes) -> None:
    site.answers["/a"] = (200, {"Content-Encoding": packing}, body)
    with pytest.raises(UnreadableInput):
        fetched(site.url("/a"), allow_private=True)


def test_a_server_that_does_not_answer_is_given_up(site: Site) -> None:
    site.answers["/a"] = lambda handler: time.sleep(2)
    with pytest.raises(UnreadableInput, match="in time"):
        fetched(site.url("/a"), within=local(wait=0.2))


def test_a_server_that_drips_is_given_up(site: Site) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(100):
                handler.wfile.write(b"x" * 70_000)
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    site.answers["/a"] = drip
    with pytest.raises(UnreadableInput, match="too long"):
        fetched(site.url("/a"), within=local(whole=0.4))


@pytest.mark.parametrize("status", [401, 402, 403, 404, 410, 429, 451, 500, 204, 304])
def test_other_answers_are_told_with_their_number(site: Site, status: int) -> None:
    site.answers["/a"] = (status, {}, b"")
    with pytest.raises(UnreadableInput, match=str(status)):
        fetched(site.url("/a"), allow_private=True)


def test_a_closed_port_and_an_unknown_host_are_errors(site: Site) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such host")

    site.server.shutdown()
    site.server.server_close()
    with pytest.raises(UnreadableInput, match="cannot be fetched"):
        fetched(site.url("/a"), allow_private=True)
    with pytest.raises(UnreadableInput, match="is not found"):
        fetched("http://nowhere.example/", within=Fetching(resolver=unknown))


def test_a_site_is_not_asked_faster_than_it_wants(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7\n")
    site.answers["/a"] = site.answers["/b"] = (200, {}, PAGE)
    site.answers["/to"] = (302, {"Location": "/b"}, b"")
    slept: list[float] = []
    within = local()
    within.clock, within.sleep = lambda: 100.0 + sum(slept), slept.append
    for path in ("/a", "/to", "/b"):
        fetched(site.url(path), within=within)
    fetched(site.url("/other-name", "herald.example").replace("other-name", "a"), within=within)
    assert slept == [7.0, 7.0]


def test_between_pages_of_a_site_is_a_pause_and_none_between_sites(site: Site) -> None:
    site.answers["/a"] = (200, {}, PAGE)
    slept: list[float] = []
    within = local()
    within.pause, within.clock, within.sleep = 1.0, lambda: 5.0, slept.append
    for host in ("herald.example", "post.example", "herald.example"):
        fetched(site.url("/a", host), within=within)
    assert slept == [1.0]


@pytest.mark.parametrize(
    ("delay", "seconds"),
    [("5", 5.0), ("0.5", 0.5), ("never", 0.0), ("-3", 0.0), ("1e9", 0.0), ("", 0.0)],
)
def test_the_delay_of_the_own_group_counts(delay: str, seconds: float) -> None:
    text = f"User-agent: *\nCrawl-delay: 99\n\nUser-agent: dragoman\nCrawl-delay: {delay}\n"
    assert robots_of(text, "Dragoman").delay == seconds


@pytest.mark.parametrize(
    ("first", "second", "address"),
    [(301, 308, "/c"), (302, 301, "/a"), (301, 302, "/b"), (307, 303, "/a")],
)
def test_a_page_goes_by_the_address_that_the_site_calls_permanent(
    site: Site, first: int, second: int, address: str
) -> None:
    site.answers["/a"] = (first, {"Location": "/b#part"}, b"")
    site.answers["/b"] = (second, {"Location": "/c"}, b"")
    site.answers["/c"] = (200, {}, PAGE)
    found = fetched(site.url("/a"), allow_private=True)
    assert found.address == site.url(address)
    assert found.final_url == site.url("/c")


def test_a_document_may_be_larger_than_a_page(site: Site) -> None:
    for path, kind in (("/a", "text/html"), ("/b", "application/pdf")):
        site.answers[path] = (200, {"Content-Type": kind}, b"x" * 2_000)
    within = local(size=1_000, document=3_000)
    assert len(fetched(site.url("/b"), within=within).raw) == 2_000
    with pytest.raises(UnreadableInput, match="larger than the 1,000 bytes"):
        fetched(site.url("/a"), within=within)
