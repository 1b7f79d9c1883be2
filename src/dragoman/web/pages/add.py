"""Add: articles pasted, uploaded or fetched, read in the background; how far that is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.errors import DragomanError, UnreadableInput
from dragoman.intake import Web, gather
from dragoman.intake.web import on_the_web
from dragoman.web.adding import AddedRow, Adding, Progress, Uploads
from dragoman.web.asked import asked_of
from dragoman.web.forms import FILES, form_of
from dragoman.web.safety import UPLOAD
from dragoman.web.shown import Shown, answer

if TYPE_CHECKING:
    from dragoman.engine import Source

MOST_URLS = 100
PATH = "/add"


def add_page(request: Request, ending: str) -> Response:
    """Return the form, and what became of what was given last."""
    adding: Adding = request.app.state.adding
    asked = asked_of(request.query_params)
    return answer(request, asked, _shown(adding.progress()), ending)


def _shown(progress: Progress) -> Shown:
    return Shown(
        title="Add articles",
        template="add.html",
        path=PATH,
        rows=progress.rows,
        kind=AddedRow,
        context={
            "progress": progress,
            "failed": [row for row in progress.rows if row.article is None],
            "settled": [row for row in progress.rows if row.article is not None],
            "most": UPLOAD,
            "most_files": FILES,
        },
    )


async def add(request: Request) -> Response:
    """Begin to read what a form brought, and lead to how far that is."""
    form = await form_of(request)
    try:
        await run_in_threadpool(_begin, request.app.state.adding, form)
    finally:
        await form.close()
    return RedirectResponse(PATH, 303)


def _begin(adding: Adding, form: FormData) -> None:
    urls = _addresses(str(form.get("urls", "")))
    text = str(form.get("text", ""))
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not (urls or text.strip() or files):
        raise DragomanError("Nothing was given. Paste an article, choose files, or give addresses.")
    uploads = Uploads()
    try:
        if text.strip():
            raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
            uploads.keep("pasted text.txt", io.BytesIO(raw))
        for one in files:
            uploads.keep(one.filename or "file", one.file)
        adding.begin(urls, uploads)
    except BaseException:
        uploads.remove()
        raise


def _addresses(told: str) -> list[Source]:
    """Return addresses of the web, one a line; what is none is an error, never a file's path."""
    lines = list(dict.fromkeys(line.strip() for line in told.splitlines() if line.strip()))
    if len(lines) > MOST_URLS:
        raise DragomanError(f"{len(lines)} addresses are too many at once: give {MOST_URLS}.")
    found: list[Source] = []
    web = Web(allow_private=False)
    for line in lines:
        if on_the_web(line):
            found.extend(gather([line], web=web))
        else:
            found.append(
                UnreadableInput(
                    line[:200], "this is no address of the web", "It begins with https://."
                )
            )
    return found
