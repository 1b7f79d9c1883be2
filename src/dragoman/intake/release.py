"""What an agency allows: publication status and embargo, as ninjs and NewsML-G2 state them.

An item that may not be used is refused, with the reason and when it may be read again; in
doubt it may not. Nothing of its text is kept. A canceled item is none of these: it is a version
of the article, by which its agency takes the article back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dragoman.errors import UnreadableInput
from dragoman.intake.timestamps import moment, timestamp

_LATEST_ZONE = timedelta(hours=12)
"""An embargo without a zone is over when it is over everywhere (UTC-12)."""
_CODE = re.compile(r"[^/:#]*\Z")


@dataclass(frozen=True, slots=True)
class Release:
    """How an item was released.

    `status` is the code of its publication status, `embargo` the words of its end, `""` when an
    embargo is stated without an end. `item` is its URI with its version, for messages.
    """

    item: str
    status: str | None = None
    embargo: str | None = None


def status_code(words: str) -> str:
    """Return the code in a publication status: `canceled` of `stat:canceled` or of its URI."""
    match = _CODE.search(words.strip().rstrip("/"))
    code = match[0].casefold() if match else ""
    return "canceled" if code == "cancelled" else code


def is_canceled(release: Release) -> bool:
    """Return whether an agency takes an item back that it sent before."""
    return status_code(release.status or "") == "canceled"


def refusal(release: Release, where: str, now: datetime | None) -> UnreadableInput | None:
    """Return why an item may not be used at `now` (the present when None), or None."""
    status = status_code(release.status or "") or "usable"
    if status == "withheld":
        return UnreadableInput(
            where,
            f"{release.item} is withheld by its agency",
            "Nothing of it was kept: wait for a version that it releases.",
        )
    if status not in ("usable", "canceled"):
        return UnreadableInput(
            where,
            f"{release.item} has the publication status {release.status!r}, which is not usable",
            "Nothing of it was kept: ask the agency what it allows.",
        )
    return _embargo(release, where, now or datetime.now(UTC))


def _embargo(release: Release, where: str, now: datetime) -> UnreadableInput | None:
    if release.embargo is None:
        return None
    words = release.embargo.strip()
    if not words:
        return UnreadableInput(
            where,
            f"{release.item} is under embargo until its agency gives notice",
            "Nothing of it was kept: read the version that ends the embargo.",
        )
    stated = timestamp(words)
    end = _end(words, stated)
    if end is None:
        return UnreadableInput(
            where,
            f"{release.item} is under embargo until {words!r}, which is no date",
            "Nothing of it was kept: ask the agency when the embargo ends.",
        )
    if now.astimezone(UTC) >= end:
        return None
    return UnreadableInput(
        where,
        f"{release.item} is under embargo until {words}",
        "Nothing of it was kept: read it again after that.",
    )


def _end(words: str, stated: str | None) -> datetime | None:
    """Return when an embargo is over for certain."""
    if stated is None:
        return None
    try:
        exact = moment(stated)
        if exact is not None:
            return exact.astimezone(UTC)
        local = datetime.fromisoformat(words).replace(tzinfo=UTC)
        whole_day = len(words) <= len("2021-03-03")
        return local + _LATEST_ZONE + timedelta(days=1 if whole_day else 0)
    except (ValueError, OverflowError):
        return None
