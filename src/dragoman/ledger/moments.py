"""When articles were published, as times that compare: which outlet had something first."""

from __future__ import annotations

from datetime import UTC, datetime


def moment_of(published: str | None) -> str:
    """Return a time of publication as it compares: in UTC, the less that is stated the later.

    So the first of several is one that is surely not later, and what has no date stands last.
    """
    if not published:
        return "~"
    if len(published) <= 10:
        return published + "~"
    try:
        at = datetime.fromisoformat(published)
    except ValueError:
        return published[:10] + "~"
    return (at.astimezone(UTC) if at.tzinfo else at).strftime("%Y-%m-%dT%H:%M:%S")
