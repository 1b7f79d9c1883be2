"""The articles inside one input: one, or the parts of a mailbox, a table, an archive in turn.

A part is opened as a file would be, so that parts may hold parts. One part is held in memory at
a time. What a part cannot give comes out as UnreadableInput in its place, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO
from urllib.parse import quote

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import MAX_BYTES, too_large
from dragoman.intake.formats import Columns, Format, format_of
from dragoman.intake.opening import article_of, known_format, why_left_out
from dragoman.intake.page import Confirm, Note, Page, Part, Stated
from dragoman.intake.signs import BEGINNING
from dragoman.intake.stating import outweighing
from dragoman.intake.web import (
    Web,
    charset_of,
    fetched_from,
    format_of_fetched,
    retrieved_from,
    with_address,
)

Found = Article | UnreadableInput

Held = Callable[[str], Article | None]
"""Returns the article that was read before from an origin, None where there is none."""

DEEPEST = 4
"""How many inputs may lie inside one another: an archive in an archive, a mailbox in that."""
MOST_PARTS = 5_000_000
MOST_BYTES = 10_000_000_000
"""Parts that one input may hold, and bytes that its archives may unfold to, all levels together:
so that an archive which unfolds without end comes to one."""

_LONGEST_NAME = 200
"""Bytes of an article's name: file systems allow 255, and endings and numbers come behind."""
_UNSAFE = re.compile(r"[^\w.@+=,-]+")
_IN_URI = "/:@!$&'()*+,;=?-._~"


@dataclass(slots=True)
class Taking:
    """What holds for an input and all its parts: what the user wants of it, what has come.

    `confirm` asks whether an export of many articles is split rightly; `full` says that what a
    feed has only in summary is fetched, by way of the `web`, unless it is `held` already. When it
    cannot be fetched, `settles` is asked whether the summary does.
    """

    columns: Columns = ()
    note: Note = lambda _: None
    confirm: Confirm | None = None
    web: Web = field(default_factory=Web)
    full: bool = False
    held: Held = lambda _: None
    settles: Callable[[UnreadableInput], bool] = lambda _: True
    parts: int = 0
    bytes: int = 0

    def takes(self, part: Part, holder: Format) -> bool:
        """Count a part, and return whether it is still within the limits.

        Bytes count where they were packed: a mailbox or table is no larger than its file.
        """
        self.parts += 1
        self.bytes += len(part.raw) if holder.container else 0
        return self.parts <= MOST_PARTS and self.bytes <= MOST_BYTES


@dataclass(frozen=True, slots=True)
class Place:
    """Where an input stands: the name and origin that its article has, what messages call it.

    `known` is what holds for it where it does not say otherwise itself. `address` is what it
    goes by on the web when it was fetched from there, `charset` what stood beside it.
    """

    name: str
    origin: str
    where: str
    depth: int = 0
    known: Stated = field(default_factory=Stated)
    address: str = ""
    charset: str | None = None

    def of(self, part: Part) -> Place:
        """Return the place of one of the input's parts."""
        return Place(
            name=shortened(f"{self.name}-{safe(part.fragment)}"),
            origin=f"{self.origin}#{quote(part.fragment, safe=_IN_URI, errors='replace')}",
            where=f"{self.where}, {part.name or part.fragment}",
            depth=self.depth + 1,
            known=Stated(
                retrieved=self.known.retrieved,
                where={k: v for k, v in self.known.where.items() if k == "retrieved"},
            ),
        )


def unfolded(form: Format, file: BinaryIO, place: Place, taking: Taking) -> Iterator[Found]:
    """Yield what an open file holds; `file` can be sought in."""
    try:
        pieces = _pieces(form, file, place, taking)
        if pieces is None:
            yield _single(form, _whole(form, file, place), place)
            return
        nothing = True
        for part in pieces:
            nothing = False
            if isinstance(part, UnreadableInput):
                yield part
            elif taking.takes(part, form):
                yield from _of_part(part, form, place, taking)
            else:
                yield _too_much(place)
                return
        if nothing:
            yield UnreadableInput(
                place.where, f"there is no article in this {form.name}", "Check what it holds."
            )
    except UnreadableInput as error:
        yield error
    except Exception as error:  # the format's own fault: other inputs go on
        yield UnreadableInput.by_own_fault(place.where, error)


def of_entry(part: Part, feed: Place, taking: Taking) -> Found:
    """Return the article of one entry of a feed, or why there is none."""
    page = part.page
    if page is None:
        raise ValueError("a part that is no entry of a feed")
    try:
        return _whole_article(part, page, feed.of(part), taking)
    except UnreadableInput as error:
        return error
    except Exception as error:  # one entry's fault must not end a watch
        return UnreadableInput.by_own_fault(feed.of(part).where, error)


def safe(fragment: str) -> str:
    """Return a fragment as part of a file name: what is no letter, digit or usual sign is `-`."""
    return _UNSAFE.sub("-", fragment).strip("-. ") or "part"


def shortened(name: str) -> str:
    """Return a name that is short enough for a file; a digest follows what was cut."""
    whole = name.encode("utf-8", "replace")
    if len(whole) <= _LONGEST_NAME:
        return whole.decode("utf-8")
    cut = whole[: _LONGEST_NAME - 9].decode("utf-8", "ignore")
    return f"{cut}-{hashlib.sha256(whole).hexdigest()[:8]}"


def _pieces(
    form: Format, file: BinaryIO, place: Place, taking: Taking
) -> Iterator[Part | UnreadableInput] | None:
    """Return the parts of a file, None when the file is one article."""
    asked = {name: getattr(taking, name) for name in form.asks if name != "charset"}
    if form.streamed is not None:
        return form.streamed(file, place.where, **asked)
    if form.parts is None:
        return None
    raw = _whole(form, file, place)
    if _is_single(form, raw, place):
        file.seek(0)
        return None
    if form.split is not None and taking.confirm is not None:
        split = form.split(raw, place.where)
        if not taking.confirm(place.where, split):
            raise UnreadableInput(
                place.where,
                f"nobody has confirmed how it is split into {len(split.articles):,} articles",
                "Look at the split: dragoman look FILE; accept it: dragoman read FILE --yes.",
            )
    return form.parts(raw, place.where, **asked)


def _whole(form: Format, file: BinaryIO, place: Place) -> bytes:
    limit = form.limit or MAX_BYTES
    raw = file.read(limit + 1)
    if len(raw) > limit:
        raise too_large(place.where, file.seek(0, io.SEEK_END), limit)
    return raw


def _single(form: Format, raw: bytes, place: Place, part: Part | None = None) -> Article:
    if form.opener is None:
        raise UnreadableInput(
            place.where, f"a {form.name} is not read here", "Give it as a file of its own."
        )
    asked = {"charset": place.charset} if "charset" in form.asks and place.charset else {}
    return _article(form.opener(raw, place.where, **asked), raw, place, part)


def _article(page: Page, raw: bytes, place: Place, part: Part | None) -> Article:
    stated = page.stated
    if part is not None:
        stated = outweighing(part.stated, stated)
        page.warnings[:0] = part.warnings
    if place.address:
        stated = with_address(replace(stated, retrieved=None), place.address)
    page.stated = outweighing(stated, place.known)
    return article_of(page, raw, place.name, place.origin)


def _of_part(part: Part, holder: Format, above: Place, taking: Taking) -> Iterator[Found]:
    place = above.of(part)
    try:
        if part.page is not None:
            yield _whole_article(part, part.page, place, taking)
            return
        beginning = part.raw[:BEGINNING]
        if holder.container and format_of(part.ending, beginning) is None:
            taking.note(why_left_out(part.ending, beginning, place.where))
            return
        form = known_format(part.ending, beginning, place.where)
        if _is_single(form, part.raw, place):
            yield _single(form, _within(form, part.raw, place), place, part)
        elif place.depth >= DEEPEST:
            yield _too_deep(place)
        else:
            yield from unfolded(form, io.BytesIO(part.raw), place, taking)
    except UnreadableInput as error:
        yield error
    except Exception as error:  # one part's fault must not take the others with it
        yield UnreadableInput.by_own_fault(place.where, error)


def _whole_article(part: Part, page: Page, place: Place, taking: Taking) -> Article:
    """Return the article of a part; where that is a summary, what its link leads to."""
    if not (part.link and taking.full):
        return _article(page, part.raw, place, part)
    held = None if taking.web.again else taking.held(place.origin)
    if held and dict(held.stated_in).get("retrieved") == fetched_from(part.link):
        return held
    try:
        return _linked(part.link, outweighing(part.stated, page.stated), place, taking)
    except UnreadableInput as error:
        if not taking.settles(error):
            raise
        page.warnings.append(
            f"The whole article was not fetched: {error.what} ({part.link}). {error.remedy}"
        )
        return _article(page, part.raw, place, part)


def _linked(link: str, told: Stated, place: Place, taking: Taking) -> Article:
    """Return the article that an entry links to.

    What the feed tells of the entry itself (title, author, day) outweighs the page's word; what
    it tells of itself as a whole (the outlet's name, the language) fills in.
    """
    found = taking.web.get(link)
    form = format_of_fetched(found, place.where)
    if not _is_single(form, found.raw, place):
        raise UnreadableInput(link, f"this is a {form.name}, no article", "Read it by itself.")
    own = replace(told, outlet=None, language=None, url=None, retrieved=None)
    of_whole = replace(told, title=None, byline=None, published=None, url=None)
    there = replace(
        place,
        known=outweighing(retrieved_from(found, link), of_whole),
        address=found.address,
        charset=charset_of(found),
    )
    part = Part(place.name, "", found.raw, stated=own)
    return _single(form, _within(form, found.raw, there), there, part)


def _within(form: Format, raw: bytes, place: Place) -> bytes:
    limit = form.limit or MAX_BYTES
    if len(raw) > limit:
        raise too_large(place.where, len(raw), limit)
    return raw


def _is_single(form: Format, raw: bytes, place: Place) -> bool:
    if form.opener is None or form.several is None:
        return form.single
    return not form.several(raw, place.where)


def _too_deep(place: Place) -> UnreadableInput:
    return UnreadableInput(
        place.where,
        f"it lies in {place.depth} others, which is deeper than Dragoman unfolds",
        "Unpack the outer ones and give the folder.",
    )


def _too_much(place: Place) -> UnreadableInput:
    return UnreadableInput(
        place.where,
        f"it unfolds into more than {MOST_PARTS:,} articles or {MOST_BYTES:,} bytes; the rest "
        "is left out",
        "Split it into several files.",
    )
