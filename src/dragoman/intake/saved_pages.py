"""Web pages saved with all that belongs to them: MHTML (Chrome, Edge) and Safari's web archives.

The page itself is opened as HTML; its pictures and scripts are passed over. Where it was and
when it was saved stand beside it.
"""

from __future__ import annotations

import plistlib
from email import policy
from email.message import Message
from email.parser import BytesParser
from typing import Any

from dragoman.errors import UnreadableInput
from dragoman.intake import html
from dragoman.intake.composing import clean
from dragoman.intake.page import Page
from dragoman.intake.stating import outweighing, stating, web_address
from dragoman.intake.timestamps import timestamp

_PAGES = ("text/html", "application/xhtml+xml")
_AGAIN = "Save the page again, as HTML if the browser offers it."


def opened(raw: bytes, where: str) -> Page:
    """Return the page in an MHTML file; raises UnreadableInput when there is none."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        found = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
        body = found.get_payload(decode=True) if found is not None else None
        heads = [_header(message, "Snapshot-Content-Location")]
        heads += [_header(found, "Content-Location")] if found is not None else []
        date = _header(message, "Date")
        charset = found.get_content_charset() if found is not None else None
    except Exception as error:  # the parser breaks in many ways on heads and nestings
        raise UnreadableInput(where, "the saved page is garbled", _AGAIN) from error
    if not isinstance(body, bytes) or not body.strip():
        raise UnreadableInput(where, "there is no page in this MHTML file", _AGAIN)
    page = html.opened(body, where, charset)
    address = next(filter(None, map(web_address, heads)), None)
    beside = stating(
        url=(address, "address of the saved page"),
        retrieved=(timestamp(date), f"header Date {date!r}"),
    )
    page.stated = outweighing(page.stated, beside)
    return page


def of_safari(raw: bytes, where: str) -> Page:
    """Return the page in a web archive of Safari; raises UnreadableInput when there is none."""
    try:
        whole: Any = plistlib.loads(raw)
        main = whole["WebMainResource"]
        body, kind = main["WebResourceData"], main.get("WebResourceMIMEType", "text/html")
        charset, url = main.get("WebResourceTextEncodingName"), main.get("WebResourceURL")
    except Exception as error:  # plistlib breaks in many ways, too
        raise UnreadableInput(where, "the web archive is garbled", _AGAIN) from error
    if not isinstance(body, bytes) or not body.strip() or kind not in _PAGES:
        raise UnreadableInput(where, "there is no page in this web archive", _AGAIN)
    page = html.opened(body, where, charset if isinstance(charset, str) else None)
    address = web_address(url) if isinstance(url, str) else None
    page.stated = outweighing(page.stated, stating(url=(address, "address of the saved page")))
    return page


def _header(message: Message, name: str) -> str:
    return clean(str(message.get(name) or ""))[0]
