"""The heads inside a message's text, above a message that is passed on or answered.

`---------- Forwarded message ---------` with its From, Date and Subject; Outlook's From, Sent,
To, Subject; `On Monday, Ilse Marrane wrote:` above quoted lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Literal

from dragoman.vocabulary.mail import mail

HeadSort = Literal["forwarded", "original", "wrote"]

_LABELLED = re.compile(r"\*?([^\W\d_][\w -]{0,20}?)\s?:\*?(?:\s+(.*))?\Z")
_MOST_LINES = 24
_ADDRESS = re.compile(r"\s*[<\[(](?:mailto:)?[^\s<>\[\]()]+@[^\s<>\[\]()]+[>\])]\s*")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}")


@dataclass(frozen=True, slots=True)
class MailHead:
    """One head: how it is worded, the line after it, and what it states of the message below."""

    sort: HeadSort
    end: int
    facts: dict[str, str] = field(default_factory=dict)


def head_at(lines: list[str], n: int) -> MailHead | None:
    """Return the head that begins in a line, or None."""
    words = lines[n].strip()
    if not words or words.startswith(">") or len(words) > 400:
        return None
    known = mail()
    if known.forwarded.match(words):
        end, facts = _labelled(lines, n + 1)
        return MailHead("forwarded", end, facts)
    if known.original.match(words):
        end, facts = _labelled(lines, n + 1)
        return MailHead("original", end, facts) if {"from", "date"} <= set(facts) else None
    end, facts = _labelled(lines, n)
    if {"from", "date", "subject"} <= set(facts) and end > n:
        return MailHead("original", end, facts)
    return _wrote(lines, n)


def sender_name(words: str) -> str:
    """Return the name in `Ilse Marrane <ilse@vna.example>`, or the address where that is all."""
    name = _ADDRESS.sub(" ", words).strip(" \"'")
    return name or parseaddr(words)[1] or words.strip()


def _labelled(lines: list[str], n: int) -> tuple[int, dict[str, str]]:
    """Return the line after a run of labelled lines, and what they state."""
    facts: dict[str, str] = {}
    end = n
    label = ""
    at = n
    while at < min(len(lines), n + _MOST_LINES):
        words = lines[at].strip()
        match = _LABELLED.match(words)
        known = mail().labels.get(match[1].strip().lower()) if match else None
        if match and known:
            label = known
            facts.setdefault(known, (match[2] or "").strip().strip("*").strip())
            end = at + 1
        elif not words and end == at and not (facts.keys() & {"from", "date", "subject"}):
            end = at + 1  # an empty line between the phrase and the labels
        elif words and label and lines[at][:1] in " \t":
            end = at + 1  # a value that goes on in the next line
        else:
            break
        at += 1
    return (end, facts) if facts else (n, {})


def _wrote(lines: list[str], n: int) -> MailHead | None:
    """Return the head `On Monday, X wrote:`, which may be wrapped into three lines."""
    words = ""
    for end in range(n + 1, min(n + 4, len(lines) + 1)):
        line = lines[end - 1].strip()
        if not line or line.startswith(">"):
            return None
        words = f"{words} {line}".strip()
        if len(words) > 400:
            return None
        if not words.endswith(":") or mail().wrote.match(words) is None:
            continue
        after = next((each for each in lines[end : end + 3] if each.strip()), "")
        stamped = "@" in words or (_TIME.search(words) is not None and words.startswith("On "))
        if after.lstrip().startswith(">") or stamped:
            return MailHead("wrote", end)
    return None
