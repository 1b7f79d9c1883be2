"""What agencies send (ninjs, NewsML-G2): text, metadata, and what they do not allow."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from damage import damaged, is_told_or_sound
from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import newsml, ninjs
from dragoman.intake.assembly import assembled
from dragoman.intake.page import Part
from telling import reads, whole

NOW = datetime(2025, 3, 3, 12, 0, tzinfo=UTC)
SECRET = "Valdoria will sign on Sunday"
XHTML = f"<p>TARVIK, March 3 (VNA) - {SECRET}, two officials said.</p><p>Tarn will too.</p>"
PLAIN = f"TARVIK, March 3 (VNA) - {SECRET}, two officials said.\n\nTarn will too."
NAR = "http://iptc.org/std/nar/2006-10-01/"
URI = "http://vna.example/items/7"

ONE = {
    "uri": URI, "type": "text", "versioncreated": "2025-03-03T09:10:00+03:00", "language": "en-GB",
    "headline": "Valdoria to sign", "byline": "Ilse Marrane",
    "body_xhtml": XHTML, "body_text": PLAIN,
    "infosource": [{"name": "Valdorian News Agency"}], "usageterms": "Not for radio.",
}  # fmt: skip
TWO = {
    "uri": URI, "type": "text", "versioncreated": "2025-03-03T09:10:00+03:00", "language": "en-GB",
    "headlines": [{"role": "short", "value": "Signing"},
                  {"role": "main", "value": "Valdoria to sign"}],
    "by": "Ilse Marrane", "infosources": [{"name": "Valdorian News Agency"}],
    "bodies": [{"role": "main", "contenttype": "text/plain", "value": PLAIN},
               {"role": "richtext", "contenttype": "application/xhtml+xml", "value": XHTML}],
    "usageterms": "Not for radio.",
}  # fmt: skip
THREE = {
    "uri": URI, "type": "text", "versionCreated": "2025-03-03T09:10:00+03:00", "language": "en-GB",
    "headlines": [{"value": "Valdoria to sign"}], "by": "Ilse Marrane",
    "infoSources": [{"name": "Valdorian News Agency"}], "usageTerms": "Not for radio.",
    "bodies": [{"contentType": "application/xhtml+xml", "value": XHTML}],
    "standard": {"name": "ninjs", "version": "3.3"},
}  # fmt: skip


def given_ninjs(*items: object) -> bytes:
    return json.dumps(items[0] if len(items) == 1 else list(items)).encode()


def item(guid: str = URI, meta: str = "", content: str | None = None, version: int = 1) -> str:
    text = content or (
        '<inlineXML contenttype="application/nitf+xml">'
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">'
        "<body><body.head><hedline><hl1>Valdoria to sign</hl1></hedline>"
        "<byline>By Ilse Marrane, <byttl>Diplomatic Correspondent</byttl></byline></body.head>"
        f"<body.content>{XHTML}<media><media-caption><p>A border post.</p></media-caption></media>"
        "</body.content></body></nitf></inlineXML>"
    )
    return (
        f'<newsItem guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="en-GB">'
        "<rightsInfo><usageTerms>Not for radio.</usageTerms></rightsInfo>"
        '<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:VNA">'
        "<name>Valdorian News Agency</name></provider>"
        f"<versionCreated>2025-03-03T09:10:00+03:00</versionCreated>{meta}</itemMeta>"
        "<contentMeta><headline>Valdoria to sign</headline></contentMeta>"
        f"<contentSet>{text}</contentSet></newsItem>"
    )


def given_newsml(*items: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="{NAR}">'
        f"<itemSet>{''.join(items)}</itemSet></newsMessage>"
    ).encode()


@pytest.mark.parametrize("value", [ONE, TWO, THREE])
def test_the_three_generations_of_ninjs_give_the_same_article(value: dict[str, Any]) -> None:
    (part,) = reads(ninjs.parts(given_ninjs(value), "n.json", now=NOW))
    page = whole(part)
    article = assembled(page, Article("x", "x", "0", page.text))
    assert article.title == "Valdoria to sign"
    assert (article.byline, article.outlet) == ("Ilse Marrane", "Valdorian News Agency")
    assert (article.published, article.language) == ("2025-03-03T09:10:00+03:00", "en")
    assert (article.url, part.fragment) == (URI, URI)
    assert page.text == f"Valdoria to sign\n\n{PLAIN}"
    assert "Usage terms of the agency: Not for radio." in article.warnings


def test_newsml_gives_the_article_with_its_metadata() -> None:
    (part,) = reads(newsml.parts(given_newsml(item()), "n.xml", now=NOW))
    page = whole(part)
    article = assembled(page, Article("x", "x", "0", page.text))
    assert (article.title, article.byline) == ("Valdoria to sign", "Ilse Marrane")
    assert (article.outlet, article.language) == ("Valdorian News Agency", "en")
    assert (article.published, part.fragment) == ("2025-03-03T09:10:00+03:00", URI)
    body = [p.span.of(article.text).strip() for p in article.paragraphs if p.sort == "body"]
    assert body == [f"{SECRET}, two officials said.", "Tarn will too."]
    assert "Usage terms of the agency: Not for radio." in article.warnings


@pytest.mark.parametrize(
    "content",
    [
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        "<head><title>t</title></head>"
        "<body><header><time>3 March</time><h1>Valdoria to sign</h1></header>"
        f"<section>{XHTML}</section></body></html></inlineXML>",
        f'<inlineData contenttype="text/plain">{PLAIN}</inlineData>',
        f'<inlineData contenttype="text/html">{XHTML.replace("<", "&lt;")}</inlineData>',
        '<inlineData contenttype="text/plain" encoding="encd:base64">'
        "VGFybiB3aWxsIHRvby4=</inlineData>",
    ],
)
def test_a_text_in_any_wrapping_is_read(content: str) -> None:
    (part,) = reads(newsml.parts(given_newsml(item(content=content)), "n.xml", now=NOW))
    page = whole(part)
    assert page.text.startswith("Valdoria to sign\n\n") or page.text.startswith("3 March")
    assert [b.words for b in page.blocks if b.sort == "body"][-1] == "Tarn will too."


def release(status: str, reason: str, name: str = "pubstatus") -> tuple[dict[str, str], str, str]:
    attribute = "uri" if "/" in status else "qcode"
    return {name: status.rpartition(":")[2]}, f'<pubStatus {attribute}="{status}"/>', reason


def embargo(end: str, reason: str, name: str = "embargoed") -> tuple[dict[str, str], str, str]:
    return {name: end}, f"<embargoed>{end}</embargoed>", reason


RELEASES = [
    release("stat:usable", ""),
    release("stat:withheld", "withheld by its agency"),
    release("stat:canceled", "", "pubStatus"),
    release("http://cv.iptc.org/newscodes/pubstatusg2/canceled", ""),
    release("stat:commissioned", "not usable"),
    embargo("2025-03-03T18:00:00+01:00", "under embargo until 2025-03-03T18:00:00+01:00"),
    embargo("2025-03-03T18:00:00+01:00", "under embargo until", "embargoedUntil"),
    embargo("2025-03-03T12:00:00Z", ""),
    embargo("2025-03-03T12:30:00+01:00", ""),
    embargo("2025-03-03T10:00:00", "under embargo"),
    embargo("2025-03-03", "under embargo"),
    embargo("2025-03-01", ""),
    embargo("", "until its agency gives notice"),
    embargo("tonight", "which is no date"),
]


@pytest.mark.parametrize(("fields", "meta", "reason"), RELEASES)
def test_what_an_agency_does_not_allow_is_refused(
    fields: dict[str, str], meta: str, reason: str
) -> None:
    found = [
        *ninjs.parts(given_ninjs({**THREE, **fields}), "n.json", now=NOW),
        *newsml.parts(given_newsml(item(meta=meta)), "n.xml", now=NOW),
    ]
    assert len(found) == 2
    for each in found:
        assert isinstance(each, UnreadableInput) == bool(reason), each
        if reason:
            assert reason in str(each) and URI in str(each)
            assert SECRET not in str(each)


def test_an_embargo_ends() -> None:
    held = given_ninjs({**THREE, "embargoedUntil": "2025-03-03T18:00:00+01:00"})
    later = datetime(2025, 3, 3, 17, 0, tzinfo=UTC)
    assert reads(ninjs.parts(held, "n.json", now=later))
    assert isinstance(next(ninjs.parts(held, "n.json", now=NOW)), UnreadableInput)
    forever = given_ninjs({**THREE, "embargoedUntil": "9999-01-01T00:00:00Z"})
    assert isinstance(next(ninjs.parts(forever, "n.json")), UnreadableInput)


def test_a_correction_says_what_it_replaces() -> None:
    meta = (
        '<signal qcode="sig:correction"/>'
        '<link rel="irel:previousVersion" residref="urn:newsml:vna.example:6"/>'
    )
    found = [
        *ninjs.parts(
            given_ninjs({**THREE, "version": "3", "replacing": ["urn:x:6"]}), "n", now=NOW
        ),
        *newsml.parts(given_newsml(item(meta=meta, version=3)), "n", now=NOW),
    ]
    said = [("replaces", "urn:x:6"), ("corrects", "urn:newsml:vna.example:6")]
    for part, (verb, other) in zip(reads(found), said, strict=True):
        told = " ".join(whole(part).warnings)
        assert f"version 3 of {URI} and {verb} its earlier versions" in told
        assert f"It {verb} {other}." in told


def test_items_without_a_text_are_noted_and_the_rest_read() -> None:
    notes: list[str] = []
    picture = {"uri": "p", "type": "picture"}
    assert (
        len(reads(ninjs.parts(given_ninjs(picture, THREE), "n", now=NOW, note=notes.append))) == 1
    )
    package = '<packageItem guid="urn:p"><groupSet/></packageItem>'
    assert (
        len(reads(newsml.parts(given_newsml(package, item()), "n", now=NOW, note=notes.append)))
        == 1
    )
    assert "picture" in notes[0] and "packageItem urn:p" in notes[1]
    for found in (
        *ninjs.parts(given_ninjs(picture), "n"),
        *newsml.parts(given_newsml(package), "n"),
    ):
        assert isinstance(found, UnreadableInput)


def test_a_bad_item_leaves_the_others() -> None:
    lines = b"\n".join([given_ninjs(THREE), b'{"uri": "cut', given_ninjs({**ONE, "uri": "urn:9"})])
    found = [
        *ninjs.parts(lines, "n.jsonl", now=NOW),
        *ninjs.parts(given_ninjs(ONE, 5, TWO), "n", now=NOW),
    ]
    assert [isinstance(each, Part) for each in found] == [True, False, True] * 2
    broken = item("urn:8").replace("Tarn will too", "Tarn & <b>Valdoria")
    message = given_newsml(item("urn:7"), broken, item("urn:9"))
    prefixed = message.replace(b"newsItem", b"g:newsItem").replace(
        b"<newsMessage", f'<newsMessage xmlns:g="{NAR}"'.encode()
    )
    for raw in (message, prefixed):
        first, second, third = newsml.parts(raw, "n.xml", now=NOW)
        assert isinstance(first, Part) and isinstance(third, Part)
        assert (first.fragment, third.fragment) == ("urn:7", "urn:9")
        assert isinstance(second, UnreadableInput) and "news item 2" in str(second)


def test_the_xml_opens_nothing(tmp_path: Any) -> None:
    (tmp_path / "secret.txt").write_text("the password", encoding="utf-8")
    swelling = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = (
        f'<!DOCTYPE newsMessage [<!ENTITY a0 "ha">{swelling}'
        f'<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    )
    for name in ("x", "a11"):
        raw = given_newsml(item().replace("Tarn will too", f"Tarn &{name}; will too"))
        raw = raw.replace(b"<newsMessage", head.encode() + b"<newsMessage", 1)
        for found in newsml.parts(raw, "n.xml", now=NOW):
            text = whole(found).text if isinstance(found, Part) else str(found)
            assert "password" not in text and len(text) < 1_000


@pytest.mark.parametrize(
    "raw",
    [b"", b"  ", b"{}", b"[]", b"null", b"[[]]", b"{" * 9_000, b'{"uri": "\\ud800"}', b"\xff\xfe\0",
     b"<a", b"<NewsML/>", b"<newsItem/>", b"<newsMessage/>",
     b"<?xml version='1.0' encoding='x'?><a/>",
     b"<newsItem>" * 3_000, b"%PDF-1.4", given_newsml(item(content="<remoteContent href='x'/>"))],
)  # fmt: skip
def test_bad_input_is_said_to_be_bad(raw: bytes) -> None:
    for found in (list(ninjs.parts(raw, "n")), list(newsml.parts(raw, "n"))):
        assert found
        assert all(isinstance(one, UnreadableInput) for one in found)


SEEDS = (
    given_ninjs(ONE, {**THREE, "embargoedUntil": "2999-01-01T00:00:00Z"}),
    given_ninjs(TWO),
    given_newsml(item("urn:7"), item("urn:8", meta="<embargoed/>"), item("urn:9")),
)


@settings(max_examples=200, deadline=None)
@given(damaged(SEEDS, 3_500))
def test_whatever_the_bytes_nothing_but_unreadable_input_comes_out(
    variants: tuple[bytes, ...],
) -> None:
    for raw in variants:
        found = (*ninjs.parts(raw, "x", now=NOW), *newsml.parts(raw, "x", now=NOW))
        assert all(is_told_or_sound(each) for each in found)
