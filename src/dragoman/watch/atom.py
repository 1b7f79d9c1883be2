"""Notices as an Atom feed (RFC 4287), for whoever follows a ledger with a feed reader."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from dragoman.intake.web import on_the_web
from dragoman.watch.notices import Notice
from dragoman.watch.plan import Channel

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_TITLE = 140


def atom_feed(channel: Channel, told: Sequence[Notice], now: str) -> bytes:
    """Return the feed of a channel with those notices, the newest first."""
    ET.register_namespace("", _NAMESPACE)
    feed = ET.Element(f"{{{_NAMESPACE}}}feed")
    _add(feed, "title", channel.title)
    _add(feed, "id", channel.address or _urn(channel.name))
    _add(feed, "updated", told[0].made if told else now)
    _add(_add(feed, "author"), "name", channel.title)
    _add(feed, "generator", "Dragoman")
    if channel.address:
        _add(feed, "link", rel="self", href=channel.address)
    for notice in told:
        _entry(feed, notice)
    return b"%s\n" % ET.tostring(feed, encoding="utf-8", xml_declaration=True)


def _entry(feed: ET.Element, notice: Notice) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:uuid:{notice.id}")
    cut = notice.text if len(notice.text) <= _LONGEST_TITLE else notice.text[:_LONGEST_TITLE] + "…"
    _add(entry, "title", cut)
    _add(entry, "updated", notice.made)
    _add(entry, "category", term=notice.kind)
    for matter in notice.matters:
        _add(entry, "category", term=matter.id, label=matter.name)
    source = notice.source
    if source.url and on_the_web(source.url):
        _add(entry, "link", rel="alternate", href=source.url)
    named = ", ".join(filter(None, (source.title, source.outlet, source.published)))
    _add(entry, "content", f"{notice.text}\n({named})", type="text")


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    clean = {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items()}
    child = ET.SubElement(parent, f"{{{_NAMESPACE}}}{name}", clean)
    if text is not None:
        child.text = _NO_XML.sub("\ufffd", text)
    return child
