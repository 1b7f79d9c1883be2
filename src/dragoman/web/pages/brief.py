"""The brief: what the query finds on one page, and the same in four formats to hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from dragoman.brief import Brief, compose_brief
from dragoman.brief.asking import Length
from dragoman.brief.formats import FORMATS, writable
from dragoman.brief.names import counted
from dragoman.brief.page import sections_html
from dragoman.brief.sections import document_of
from dragoman.errors import DragomanError
from dragoman.ledger import Ledger
from dragoman.views.row import Row
from dragoman.web.asked import Asked, asked_of
from dragoman.web.shown import Shown, without

KNOWN = ("side", "matter", "after", "before", "known")
LENGTHS: tuple[Length, ...] = get_args(Length)


@dataclass(frozen=True, slots=True)
class BriefLine(Row):
    """One line of a brief, and the records that it cites."""

    number: int
    words: str
    records: tuple[str, ...]


def brief_page(ledger: Ledger, asked: Asked, _: dict[str, str]) -> Shown:
    """Return the page of a brief; a short one, unless another length is asked for."""
    document = document_of(_composed(ledger, asked, "short"))
    rows = tuple(
        BriefLine(
            number,
            line.shown,
            tuple(f"{note.article}/{note.record}" for run in line.runs for note in run.notes),
        )
        for number, line in enumerate(document.lines(drawn=True), start=1)
    )
    return Shown(
        title=document.title,
        template="brief.html",
        path="/brief",
        rows=rows,
        kind=BriefLine,
        counts=counted(len(document.notes), "citation"),
        unused=without(asked, KNOWN),
        context={
            "document": document,
            "sections": sections_html(document),
            "formats": {name: FORMATS[name].name for name in writable()},
            "lengths": LENGTHS,
            "length": _length(asked, "short"),
        },
    )


def brief_file(request: Request) -> Response:
    """Return the brief that a query asks for, in the format that the address ends with."""
    form = request.url.path.rpartition(".")[2]
    asked = asked_of(request.query_params)
    written = FORMATS[form].write(_composed(request.app.state.ledger, asked, "standard"))
    name = {"Content-Disposition": f'attachment; filename="brief.{form}"'}
    return Response(written, media_type=FORMATS[form].media_type, headers=name)


def _composed(ledger: Ledger, asked: Asked, otherwise: Length) -> Brief:
    side = asked.get("side")
    return compose_brief(
        ledger,
        matter=asked.get("matter"),
        sides=(side,) if side else (),
        since=asked.get("after"),
        on=asked.get("before"),
        as_known_on=asked.get("known"),
        length=_length(asked, otherwise),
    )


def _length(asked: Asked, otherwise: Length) -> Length:
    told = asked.more.get("length", otherwise)
    for length in LENGTHS:
        if told == length:
            return length
    raise DragomanError(f"length={told}: no such length. Use one of {', '.join(LENGTHS)}.")
