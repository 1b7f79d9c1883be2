"""NewsML-G2 news items, alone or several in a news message, with their text in NITF or XHTML.

The XML is read without network, entities or DTD. Packages and other items without a text are
left out with a note; an item that its agency withholds or embargoes is refused, one that it
cancels is kept. Where one item of a message is broken, the others are read by themselves.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from dragoman.article import Revision
from dragoman.errors import UnreadableInput
from dragoman.intake.composing import Piece, clean, composed, pieces_of_text, with_headline
from dragoman.intake.fragments import pieces_of_element, pieces_of_html
from dragoman.intake.page import Note, Page, Part, Stated
from dragoman.intake.release import Release, is_canceled, refusal, status_code
from dragoman.intake.stating import language_code, silent, stating, web_address
from dragoman.intake.timestamps import timestamp

MAX_BYTES = 50_000_000
"""The largest message taken: hundreds of items with their texts."""
ITEMS = frozenset(("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = ("itemMeta/versionCreated", "contentMeta/contentCreated", "itemMeta/firstCreated")
_BY = re.compile(r"By\s+", re.IGNORECASE)
_NEWS_ITEM = re.compile(rb"<(/?)((?:[\w.-]{1,40}:)?newsItem)\b")
_DECLARED = re.compile(rb"\s(xmlns(?::[\w.-]{1,40})?\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))")
_ROOT = re.compile(rb"<[A-Za-z_][^<>]*>")
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(<\?xml[^<>]{0,200}\?>)")


def parts(
    raw: bytes, where: str, *, now: datetime | None = None, note: Note | None = None
) -> Iterator[Part | UnreadableInput]:
    """Yield each news item that may be used at `now` (the present when None), in order.

    `note` is told of packages and of other items without a text.
    """
    tell = note or silent
    if len(raw) > MAX_BYTES:
        yield UnreadableInput(
            where, f"{len(raw):,} bytes are more than {MAX_BYTES:,}", "Split the message."
        )
        return
    try:
        root = _parsed(raw, where)
    except UnreadableInput as error:
        yield from _apart(raw, where, error, now, tell)
        return
    yield from _items(root, where, now, tell)


def _items(
    root: etree._Element, where: str, now: datetime | None, tell: Note
) -> Iterator[Part | UnreadableInput]:
    found = [element for element in root.iter() if _local(element) == "newsItem"]
    left_out = 0
    for element in root.iter():
        if _local(element) in ITEMS:
            left_out += 1
            tell(f"{where}: the {_local(element)} {element.get('guid', '')} is left out")
    for n, item in enumerate(found, start=1):
        spot = f"{where}, news item {n}" if len(found) > 1 else where
        made = _item(item, spot, now)
        if isinstance(made, str):
            left_out += 1
            tell(made)
        else:
            yield made
    if not found and _local(root) == "NewsML":
        yield UnreadableInput(
            where, "this is NewsML 1, not NewsML-G2", "Ask the agency for NewsML-G2 or ninjs."
        )
    elif not found:
        what = f"it has {left_out} items without a text" if left_out else "there is no news item"
        yield UnreadableInput(
            where, f"{what} (the root is <{_local(root)}>)", "Give NewsML-G2 with news items."
        )


def _item(item: etree._Element, where: str, now: datetime | None) -> Part | UnreadableInput | str:
    """Return a news item, why it is refused, or what to note of one that has no text."""
    refused = refusal(_release(item), where, now)
    if refused is not None:
        return refused
    kind = status_code(_code(item, "itemMeta/itemClass"))
    try:
        page = _page(item, where)
    except UnreadableInput as error:
        return error
    if page is None and kind not in ("text", "composite", ""):
        return f"{where}: left out, since it is a {kind} without a text"
    if page is None:
        return UnreadableInput(where, "the news item has no text", "Ask the agency for the text.")
    raw = etree.tostring(item, encoding="utf-8", with_tail=False)
    guid = clean(item.get("guid", ""))[0] or f"item-{hashlib.sha256(raw).hexdigest()[:16]}"
    return Part(page.stated.title or guid, guid, raw, ".xml", page=page)


def _page(item: etree._Element, where: str) -> Page | None:
    revision = _revision(item)
    pieces = _pieces(item, where)
    if not any(piece.sort != "furniture" for piece in pieces):
        if not revision.canceled:
            return None
        pieces = [Piece(revision.notice or f"pubStatus: {_code(item, 'itemMeta/pubStatus')}")]
    stated = _stated(item)
    page = composed(with_headline(stated.title, pieces), where, stated=stated)
    page.warnings += _warnings(item)
    page.revision = revision
    if any(each.tag is etree.Entity for each in item.iter()):
        page.warnings.append(
            "The item has entities of a document type of its own: they are left out of the text."
        )
    return page


def _pieces(item: etree._Element, where: str) -> list[Piece]:
    """Return the item's text: its XML in line, else its text in line."""
    for element in _all(item, "contentSet/inlineXML"):
        pieces = pieces_of_element(element)
        if any(piece.sort != "furniture" for piece in pieces):
            return pieces
    for element in _all(item, "contentSet/inlineData"):
        words = _unpacked(element, where)
        if "html" in element.get("contenttype", ""):
            pieces = pieces_of_html(words)
        else:
            pieces = pieces_of_text(words, where)
        if pieces:
            return pieces
    return []


def _unpacked(element: etree._Element, where: str) -> str:
    """Return text in line, out of the Base64 in which it may be packed."""
    words = "".join(element.itertext())
    if status_code(element.get("encoding", element.get("encodinguri", ""))) != "base64":
        return words
    try:
        return base64.b64decode(words).decode("utf-8")
    except (binascii.Error, ValueError) as error:
        raise UnreadableInput(
            where, "its text is packed in Base64 that is broken", "Fetch the item anew."
        ) from error


def _stated(item: etree._Element) -> Stated:
    at = next((path for path in _DATES if timestamp(_words(item, path))), None)
    headline = _headline(item)
    language = next((each.get("tag", "") for each in _all(item, "contentMeta/language")), "")
    return stating(
        title=(headline, "contentMeta/headline") if headline else None,
        outlet=_provider(item),
        url=(web_address(item.get("guid", "")), "newsItem guid"),
        byline=_author(item),
        published=(timestamp(_words(item, at)), f"{at} {_words(item, at)!r}") if at else None,
        language=(language_code(language or item.get(_LANGUAGE, "")), "contentMeta/language"),
    )


def _headline(item: etree._Element) -> str:
    """Return the headline of the first rank, else the item's title."""
    lines = [line for line in _all(item, "contentMeta/headline") if _said(line)]
    lines.sort(key=lambda line: int(rank) if (rank := line.get("rank", "1")).isdecimal() else 9)
    return _said(lines[0]) if lines else _words(item, "itemMeta/title")


def _author(item: etree._Element) -> tuple[str, str]:
    """Return who wrote it: the byline, the creators, or the byline inside the text."""
    if words := _words(item, "contentMeta/by"):
        return words, "contentMeta/by"
    names = [_words(each, "name") for each in _all(item, "contentMeta/creator")]
    if any(names):
        return ", ".join(filter(None, names)), "contentMeta/creator"
    for element in _all(item, "contentSet/inlineXML/nitf/body/body.head/byline"):
        people = [e for e in element if _local(e) == "person"]
        named = _said(people[0]) if people else element.text or ""
        return _BY.sub("", clean(named)[0], count=1).strip(" ,"), "nitf byline"
    return "", ""


def _provider(item: etree._Element) -> tuple[str, str]:
    for path in ("itemMeta/provider", "contentMeta/infoSource", "rightsInfo/copyrightHolder"):
        for each in _all(item, path):
            name = _words(each, "name") or each.get("literal", "")
            if name:
                return name, path
            code = each.get("qcode", "")
            if code:
                return code.rpartition(":")[2], f"{path} qcode {code!r}"
    return "", ""


def _release(item: etree._Element) -> Release:
    guid = clean(item.get("guid", ""))[0] or "the item"
    version = item.get("version")
    embargo = next((_said(each) for each in _all(item, "itemMeta/embargoed")), None)
    return Release(
        item=f"{guid}, version {version}" if version else guid,
        status=_code(item, "itemMeta/pubStatus"),
        embargo=embargo,
    )


def _warnings(item: etree._Element) -> list[str]:
    found = [
        f"Usage terms of the agency: {_said(each)}"
        for each in _all(item, "rightsInfo/usageTerms")
        if _said(each)
    ]
    found += [
        f"Note of the agency to editors: {_said(each)[:500]}"
        for each in _all(item, "itemMeta/edNote")
        if _said(each)
    ]
    return found + _replaced(item)


def _replaced(item: etree._Element) -> list[str]:
    """Return what the item corrects or replaces: earlier versions, or items that it links."""
    guid = clean(item.get("guid", ""))[0] or "the item"
    version = item.get("version", "")
    signals = _signals(item)
    verb = "corrects" if "correction" in signals else "replaces"
    found = []
    if version.isdecimal() and int(version[:9]) > 1:
        found.append(f"This is version {version} of {guid} and {verb} its earlier versions.")
    elif signals & {"correction", "replaceprev", "update"}:
        found.append(f"Its agency says that it {verb} an earlier version of {guid}.")
    return found + [f"It {verb} {other}." for other in _others(item)]


def _revision(item: etree._Element) -> Revision:
    version = item.get("version", "").strip()
    release = _release(item)
    notes = [_said(each) for each in _all(item, "itemMeta/edNote") if _said(each)]
    return Revision(
        item=clean(item.get("guid", ""))[0] or None,
        number=int(version[:9]) if version.isascii() and version.isdigit() else None,
        modified=timestamp(_words(item, "itemMeta/versionCreated")),
        canceled=is_canceled(release),
        notice=" ".join(notes) or ("sig:correction" if "correction" in _signals(item) else None),
        replaces=tuple(_others(item)),
    )


def _signals(item: etree._Element) -> set[str]:
    return {
        status_code(each.get("qcode") or each.get("uri", ""))
        for each in _all(item, "itemMeta/signal")
    }


def _others(item: etree._Element) -> list[str]:
    """Return the items that an item says it takes the place of."""
    found = (
        link.get("residref") or link.get("href")
        for link in _all(item, "itemMeta/link")
        if status_code(link.get("rel") or link.get("reluri", "")) == "previousversion"
    )
    return [other for other in found if other]


def _apart(
    raw: bytes, where: str, error: UnreadableInput, now: datetime | None, tell: Note
) -> Iterator[Part | UnreadableInput]:
    """Yield the items of a message that is not well-formed, each read by itself."""
    marks = list(_NEWS_ITEM.finditer(raw))
    starts = [mark.start() for mark in marks if not mark[1]]
    if not starts:
        yield error
        return
    declaration = _ENCODING.match(raw)
    root = _ROOT.search(raw, declaration.end() if declaration else 0)
    spaces = b" ".join(_DECLARED.findall(root[0])) if root and root.start() < starts[0] else b""
    for n, start in enumerate(starts):
        following = starts[n + 1] if n + 1 < len(starts) else len(raw)
        ends = [m.end() for m in marks if m[1] and start < m.start() < following]
        piece = raw[start : ends[-1]] + b">" if ends else raw[start:following]
        whole = (declaration[1] if declaration else b"") + b"<w " + spaces + b">" + piece + b"</w>"
        spot = f"{where}, news item {n + 1}"
        try:
            inner = _parsed(whole, spot)
        except UnreadableInput as wrong:
            yield wrong
            continue
        yield from _items(inner, spot, now, tell)


def _parsed(raw: bytes, where: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError, LookupError, AssertionError) as error:
        raise UnreadableInput(
            where, f"this is no well-formed XML ({_reason(error)})", "Fetch it anew: it may be cut."
        ) from error
    if root is None:
        raise UnreadableInput(where, "there is no XML in it", "Give NewsML-G2 with news items.")
    return root


def _reason(error: Exception) -> str:
    return clean(str(error).partition(" (<string>")[0])[0][:200] or "it is empty"


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    """Return the descendants on a path of local names, whatever prefix they have."""
    level = [element]
    for name in path.split("/"):
        level = [child for each in level for child in each if _local(child) == name]
    return level


def _words(element: etree._Element, path: str) -> str:
    return next((_said(each) for each in _all(element, path) if _said(each)), "")


def _said(element: etree._Element) -> str:
    return clean("".join(element.itertext()))[0]


def _code(element: etree._Element, path: str) -> str:
    return next((e.get("qcode") or e.get("uri", "") for e in _all(element, path)), "")


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
