"""The articles inside one input: one, or the parts of a mailbox, a table, an archive in turn.

A part is opened as a file would be, so that parts may hold parts. One part is held in memory at
a time. What a part cannot give comes out as UnreadableInput in its place, and the rest goes on.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import BinaryIO
from urllib.parse import quote

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import MAX_BYTES, too_large
from dragoman.intake.formats import Columns, Format, format_of
from dragoman.intake.opening import article_of, known_format
from dragoman.intake.page import Note, Page, Part, Stated
from dragoman.intake.signs import BEGINNING

Found = Article | UnreadableInput

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
    """What holds for an input and all its parts: the user's columns, notes, what has come."""

    columns: Columns = ()
    note: Note = lambda _: None
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
    """Where an input stands: the name and origin that its article has, what messages call it."""

    name: str
    origin: str
    where: str
    depth: int = 0

    def of(self, part: Part) -> Place:
        """Return the place of one of the input's parts."""
        return Place(
            name=shortened(f"{self.name}-{safe(part.fragment)}"),
            origin=f"{self.origin}#{quote(part.fragment, safe=_IN_URI, errors='replace')}",
            where=f"{self.where}, {part.name or part.fragment}",
            depth=self.depth + 1,
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


def outweighing(above: Stated, below: Stated) -> Stated:
    """Return what both state, with `above` before `below` where they differ."""
    values: dict[str, str | None] = {}
    where: dict[str, str] = {}
    for field in (field.name for field in fields(Stated) if field.name != "where"):
        source = above if getattr(above, field) is not None else below
        values[field] = getattr(source, field)
        if field in source.where:
            where[field] = source.where[field]
    return Stated(**values, where=where)


def _pieces(
    form: Format, file: BinaryIO, place: Place, taking: Taking
) -> Iterator[Part | UnreadableInput] | None:
    """Return the parts of a file, None when the file is one article."""
    asked = {name: getattr(taking, name) for name in form.asks}
    if form.streamed is not None:
        return form.streamed(file, place.where, **asked)
    if form.parts is None:
        return None
    raw = _whole(form, file, place)
    if _is_single(form, raw, place):
        file.seek(0)
        return None
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
    return _article(form.opener(raw, place.where), raw, place, part)


def _article(page: Page, raw: bytes, place: Place, part: Part | None) -> Article:
    if part is not None:
        page.stated = outweighing(part.stated, page.stated)
        page.warnings[:0] = part.warnings
    return article_of(page, raw, place.name, place.origin)


def _of_part(part: Part, holder: Format, above: Place, taking: Taking) -> Iterator[Found]:
    place = above.of(part)
    try:
        if part.page is not None:
            yield _article(part.page, part.raw, place, part)
            return
        form = format_of(part.ending, part.raw[:BEGINNING])
        if form is None and holder.container:
            taking.note(f"{place.where}: left out, since it is of no format that is read")
            return
        form = form or known_format(part.ending, part.raw[:BEGINNING], place.where)
        if _is_single(form, part.raw, place):
            limit = form.limit or MAX_BYTES
            if len(part.raw) > limit:
                raise too_large(place.where, len(part.raw), limit)
            yield _single(form, part.raw, place, part)
        elif place.depth >= DEEPEST:
            yield _too_deep(place)
        else:
            yield from unfolded(form, io.BytesIO(part.raw), place, taking)
    except UnreadableInput as error:
        yield error
    except Exception as error:  # one part's fault must not take the others with it
        yield UnreadableInput.by_own_fault(place.where, error)


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
