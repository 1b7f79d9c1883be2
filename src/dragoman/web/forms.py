"""What a form brought: its fields, when it is one of the desk's own forms."""

from __future__ import annotations

import hmac
import re

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from dragoman.ledger.rulings import By
from dragoman.web.safety import Access

FIELDS, FILES = 100, 200
PART = 1_000_000
"""Bytes of one field of a form; files have a limit of their own."""


async def form_of(request: Request) -> FormData:
    """Return the fields of a form that was sent. Raises HTTPException for one of another page."""
    form = await request.form(max_fields=FIELDS, max_files=FILES, max_part_size=PART)
    access: Access = request.state.access
    given = form.get("form")
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), access.forms.encode()):
        await form.close()
        raise HTTPException(
            403,
            "This form is of another run of the desk. Load the page again and send it once more.",
        )
    return form


def given(form: FormData, name: str) -> str | None:
    """Return what a field was filled with, None for nothing."""
    value = form.get(name)
    return (value.strip() or None) if isinstance(value, str) else None


_OWN_PAGE = re.compile(
    r"/(?:articles|statements|records|actors|matters|events|decisions)\b[^\s\\]*"
)


def way_back(told: object) -> str | None:
    """Return the address of the desk's own page to go back to, None for any other address."""
    return told if isinstance(told, str) and _OWN_PAGE.fullmatch(told) else None


def by_of(form: FormData) -> By:
    """Return who decides and why, as the form tells."""
    return By(who=given(form, "who") or "", reason=given(form, "reason") or "")


def done_at(address: str, first: int, last: int) -> str:
    """Return the address of a page that says that decisions of these numbers were taken."""
    told = str(first) if first == last else f"{first}-{last}"
    page, hash_, anchor = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}done={told}{hash_}{anchor}"
