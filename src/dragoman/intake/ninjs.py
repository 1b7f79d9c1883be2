"""News in JSON as agencies send it: the IPTC's ninjs 1.x, 2.x and 3.x, one item or many.

The versions differ in the case of names (`versioncreated`, `versionCreated`), in `byline` and
`by`, `embargoed` and `embargoedUntil`, and in texts: named by pattern (`body_xhtml`) in 1.x, in
lists (`bodies`) since. An item that its agency withholds or embargoes is refused; one that
it cancels is kept, and withdraws what it sent before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dragoman.article import Revision
from dragoman.errors import UnreadableInput
from dragoman.intake.composing import Piece, composed, pieces_of_text, with_headline, words_in
from dragoman.intake.fragments import pieces_of_html
from dragoman.intake.jsons import objects
from dragoman.intake.page import Note, Page, Part, Stated
from dragoman.intake.release import Release, is_canceled, refusal
from dragoman.intake.stating import language_code, silent, stating, web_address
from dragoman.intake.timestamps import timestamp

_LISTS = ("items", "hits", "results", "documents")
"""Under these names agencies' interfaces give several items (`hits`: TT)."""
_DATES = ("versioncreated", "firstcreated", "contentcreated")
_REPLACING = frozenset(("replaces", "replacing", "previousversion", "corrects"))
_TEXTLESS = frozenset(("picture", "graphic", "audio", "video", "planning", "event", "component"))


def parts(
    raw: bytes, where: str, *, now: datetime | None = None, note: Note | None = None
) -> Iterator[Part | UnreadableInput]:
    """Yield each item that may be used at `now` (the present when None), in order.

    `note` is told of items without a text. One object, a list, an interface's answer with a
    list in it, and one object a line are read.
    """
    found = 0
    textless: list[str] = []
    for spot, value in objects(raw, where, _LISTS):
        if isinstance(value, UnreadableInput):
            found += 1
            yield value
            continue
        item = _folded(value)
        refused = refusal(_release(item), spot, now)
        if refused is None and not _bodies(item) and _is_textless(item):
            textless.append(f"{spot}: left out, since it is a {words_in(item.get('type'))}")
            continue
        found += 1
        yield refused or _part(item, value, spot)
    for words in textless:
        (note or silent)(words)
    if not found:
        yield UnreadableInput(
            where,
            f"none of its items has a text ({len(textless)} pictures and the like)"
            if textless
            else "there is no item in it",
            "Give ninjs items of the type text.",
        )


def _part(item: dict[str, Any], value: object, where: str) -> Part | UnreadableInput:
    raw = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )
    try:
        page = _page(item, where)
    except UnreadableInput as error:
        return error
    uri = words_in(item.get("uri"))
    fragment = uri or f"item-{hashlib.sha256(raw).hexdigest()[:16]}"
    return Part(page.stated.title or fragment, fragment, raw, ".json", page=page)


def _page(item: dict[str, Any], where: str) -> Page:
    stated = _stated(item)
    revision = _revision(item)
    pieces = _pieces(item, where)
    if not any(piece.sort != "furniture" for piece in pieces):
        if not revision.canceled:
            raise UnreadableInput(
                where, "the item has no text", "Ask the agency for the item with its body."
            )
        pieces = [Piece(revision.notice or f"pubstatus: {words_in(item.get('pubstatus'))}")]
    page = composed(with_headline(stated.title, pieces), where, stated=stated)
    page.warnings += _warnings(item)
    page.revision = revision
    return page


def _is_textless(item: dict[str, Any]) -> bool:
    return words_in(item.get("type")) in _TEXTLESS


def _revision(item: dict[str, Any]) -> Revision:
    version = str(item.get("version") or "").strip()
    return Revision(
        item=words_in(item.get("uri")) or None,
        number=int(version[:9]) if version.isascii() and version.isdigit() else None,
        modified=timestamp(words_in(item.get("versioncreated"))),
        canceled=is_canceled(_release(item)),
        notice=words_in(item.get("ednote")) or None,
        replaces=tuple(_others(item)),
    )


def _folded(value: dict[str, Any]) -> dict[str, Any]:
    """Return an item with its names in lower case, as they are in 1.x and 2.x."""
    return {str(name).lower(): each for name, each in value.items()}


def _list(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; 1.x has objects by name where 2.x has lists."""
    if isinstance(value, dict):
        value = [{"name": name, **each} for name, each in value.items() if isinstance(each, dict)]
    return (
        [_folded(each) for each in value if isinstance(each, dict)]
        if isinstance(value, list)
        else []
    )


def _release(item: dict[str, Any]) -> Release:
    uri = words_in(item.get("uri")) or "the item"
    version = item.get("version")
    embargo = item.get("embargoeduntil", item.get("embargoed"))
    return Release(
        item=f"{uri}, version {version}" if isinstance(version, (str, int)) else uri,
        status=words_in(item.get("pubstatus")),
        embargo=None if embargo is None or embargo is False else str(embargo),
    )


def _bodies(item: dict[str, Any]) -> list[tuple[str, str]]:
    """Return an item's bodies, the one to be read first, each with its media type."""
    named = [
        (_media(name), value)
        for name, value in item.items()
        if name.startswith("body_") and isinstance(value, str)
    ]
    listed = [
        (words_in(each.get("contenttype")) or _media(words_in(each.get("role"))), each["value"])
        for each in _list(item.get("bodies"))
        if isinstance(each.get("value"), str)
    ]
    full = [(media, value) for media, value in named + listed if value.strip()]
    return sorted(full, key=lambda body: 0 if "html" in body[0] else 1 if "xml" in body[0] else 2)


def _media(name: str) -> str:
    return "text/html" if "html" in name or name == "richtext" else "text/plain"


def _pieces(item: dict[str, Any], where: str) -> list[Piece]:
    for media, value in _bodies(item):
        if "html" in media or "xml" in media or value.lstrip().startswith(("<p", "<div")):
            pieces = pieces_of_html(value)
        else:
            pieces = pieces_of_text(value, where)
        if any(piece.sort != "furniture" for piece in pieces):
            return pieces
    return []


def _stated(item: dict[str, Any]) -> Stated:
    date = next((name for name in _DATES if timestamp(words_in(item.get(name)))), None)
    title, title_at = _headline(item)
    outlet, outlet_at = _outlet(item)
    return stating(
        title=(title, title_at),
        outlet=(outlet, outlet_at),
        url=(web_address(words_in(item.get("uri"))), "ninjs uri"),
        byline=next(
            ((words_in(item[n]), f"ninjs {n}") for n in ("byline", "by") if words_in(item.get(n))),
            None,
        ),
        published=(timestamp(words_in(item[date])), f"ninjs {date} {item[date]!r}")
        if date
        else None,
        language=(language_code(words_in(item.get("language"))), "ninjs language"),
    )


def _headline(item: dict[str, Any]) -> tuple[str, str]:
    """Return the headline; `title` is a name for the item and stands in where there is none."""
    if words_in(item.get("headline")):
        return words_in(item["headline"]), "ninjs headline"
    lines = [line for line in _list(item.get("headlines")) if words_in(line.get("value"))]
    lines.sort(key=lambda line: words_in(line.get("role")) not in ("main", ""))
    for line in lines:
        words = words_in(line["value"])
        if "html" in words_in(line.get("contenttype")):
            words = " ".join(piece.words for piece in pieces_of_html(words))
        return words, "ninjs headlines"
    return words_in(item.get("title")), "ninjs title"


def _outlet(item: dict[str, Any]) -> tuple[str, str]:
    """Return who supplied the item: its only source of information, or who has its rights."""
    for name in ("infosource", "infosources"):
        sources = {words_in(each.get("name")) for each in _list(item.get(name))} - {""}
        if len(sources) == 1:
            return sources.pop(), f"ninjs {name}"
    return words_in(item.get("copyrightholder")), "ninjs copyrightholder"


def _warnings(item: dict[str, Any]) -> list[str]:
    found = []
    if terms := words_in(item.get("usageterms")):
        found.append(f"Usage terms of the agency: {terms}")
    rights = item.get("rightsinfo")
    if isinstance(rights, dict) and (link := words_in(_folded(rights).get("linkedrights"))):
        found.append(f"Rights to the item are set out at {link}.")
    if words := words_in(item.get("ednote")):
        found.append(f"Note of the agency to editors: {words}")
    found += _replaced(item)
    texts = [
        each for each in _list(item.get("associations")) if words_in(each.get("type")) == "text"
    ]
    if texts:
        names = ", ".join(words_in(each.get("uri")) or words_in(each.get("name")) for each in texts)
        found.append(f"{len(texts)} associated texts are left out: {names}.")
    return found


def _replaced(item: dict[str, Any]) -> list[str]:
    """Return what the item replaces: its own earlier versions, or others that it names."""
    uri = words_in(item.get("uri")) or "the item"
    version = (
        words_in(item["version"]) if isinstance(item.get("version"), str) else item.get("version")
    )
    found = []
    if str(version).isdigit() and int(str(version)[:9]) > 1:
        found.append(f"This is version {version} of {uri} and replaces its earlier versions.")
    return found + [f"It replaces {other}." for other in _others(item)]


def _others(item: dict[str, Any]) -> list[str]:
    """Return the items that an item says it takes the place of."""
    replacing = item.get("replacing")  # TT's extension: a list of URIs
    others = [words_in(each) for each in replacing] if isinstance(replacing, list) else []
    for each in _list(item.get("associations")):
        rel = words_in(each.get("rel")).rpartition(":")[2].lower()
        if rel in _REPLACING:
            others.append(words_in(each.get("uri")))
    return [other for other in others if other]
