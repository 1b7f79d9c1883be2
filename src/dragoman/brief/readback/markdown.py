"""A brief in Markdown read back: lines less their marks, and the comment at its end."""

from __future__ import annotations

import re

from dragoman.brief.proof import NAME
from dragoman.brief.readback.visible import Visible, squeezed

_PROOF = re.compile(rf"^<!-- {NAME} (.*) -->$", re.MULTILINE)
_NOTE = re.compile(r"\[\^(\d+)\]: (.*)")
_RULE = re.compile(r"\|( -{3} \|)+\Z")
_MARK = re.compile(r"\\(.)|\[\^\d+\]|[*<>]")
_CELL = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_LEAD = re.compile(r"\s*(?:#+ |- )?")


def markdown_back(held: bytes) -> Visible | None:
    """Return what a Markdown file shows, None where it is no brief."""
    text = held.decode("utf-8", "replace").replace("\r\n", "\n")
    proof = _PROOF.search(text)
    if proof is None:
        return None
    lines: list[str] = []
    notes: list[str] = []
    foot: list[str] = []
    for line in _PROOF.sub("", text).split("\n"):
        told = line.strip()
        if note := _NOTE.match(told):
            notes.append(_shown(note[2]))
        elif told.startswith("|"):
            if not _RULE.match(told):
                cells = _CELL.sub(r"\1\0", told).split("\0")[1:-1]
                lines += map(_shown, cells)
        elif told:
            (foot if notes else lines).append(_shown(_LEAD.sub("", line, count=1)))
    return Visible(proof[1], tuple(lines), tuple(notes), tuple(foot))


def _shown(markup: str) -> str:
    return squeezed(_MARK.sub(r"\1", markup))
