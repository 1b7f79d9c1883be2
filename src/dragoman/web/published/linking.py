"""A page of the desk made a page of the site: its addresses become names of files beside it.

Templates escape whatever is not theirs, so that a tag and its attributes end where they seem to.
A link to what the site does not have becomes its words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from markupsafe import escape

_TAG = re.compile(r"<(?:a|form|link|script)\s[^>]*>")
_ADDRESS = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_OF_THE_DESK = re.compile(r'\shx-[a-z-]+="[^"]*"')
_ELSEWHERE = re.compile(r"(?:https?:)|#")

Leading = Callable[[str], str | None]
"""Returns the file to which an address of the desk leads, with its fragment; None for none."""


def linked(html: str, leading: Leading, depth: int) -> str:
    """Return a page that lies in so many folders with its links leading to files."""

    def tag(found: re.Match[str]) -> str:
        return _ADDRESS.sub(attribute, _OF_THE_DESK.sub("", found[0]))

    def attribute(found: re.Match[str]) -> str:
        address = unescape(found[1])
        if _ELSEWHERE.match(address):
            return found[0]
        to = leading(address)
        if to is None:
            return ""
        name = found[0].split("=", 1)[0]
        return f'{name}="{escape("../" * depth + to)}"'

    return _TAG.sub(tag, html)
