"""The plain text of a message, told apart: own words, heads, signatures, feet of lists.

What the writer quotes of an earlier message is furniture: it is that message's text, and would
count twice. What is passed on is the article, and a note above it is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from dragoman.intake.composing import Piece, pieces_of_text
from dragoman.intake.mail_heads import head_at
from dragoman.vocabulary.mail import mail

_COVER_WORDS = 60
"""A note of so many words or fewer above a message that is passed on goes with its head."""
_SIGNATURE_LINES = 12
_FOOT_GROUPS = 8
_RULER = re.compile(r"[\s_=*~#\-–—·•]{5,}\Z")
_QUOTED = re.compile(r"\s{0,3}>")
_ARMOUR = re.compile(r"-----(BEGIN|END) PGP (SIGNED MESSAGE|SIGNATURE)-----\s*\Z")


@dataclass(slots=True)
class Body:
    """A message's text: its pieces, what the head of a message passed on states, warnings."""

    pieces: list[Piece]
    passed_on: dict[str, str] | None = None
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Lines:
    """Lines with what is known of them: `mine` says which are words of the article."""

    lines: list[str]
    mine: list[bool]

    def leave_out(self, start: int, end: int) -> None:
        for n in range(start, min(end, len(self.mine))):
            self.mine[n] = False

    def words(self, start: int, end: int) -> int:
        """Return how many words of the article stand in a stretch of lines."""
        return sum(len(self.lines[n].split()) for n in range(start, end) if self.mine[n])


def body_of(text: str, where: str, *, answers: bool) -> Body:
    """Return a message's text told apart; `answers` says that it is a reply to another."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    told = _Lines(lines, [True] * len(lines))
    body = Body([])
    _leave_out_armour(told)
    quoted = _heads(told, body, answers=answers)
    if answers:
        for n, line in enumerate(lines):
            if told.mine[n] and _QUOTED.match(line):
                told.mine[n] = False
                quoted += 1
    _leave_out_ends(told)
    if quoted:
        body.warnings.append(
            f"{quoted} lines of an earlier message, which this one quotes, are left unread."
        )
    body.pieces = list(_pieces(told, where))
    return body


def unflowed(text: str, *, delete_space: bool) -> str:
    """Return text in the format `flowed` (RFC 3676) with its soft line ends undone."""
    done: list[str] = []
    depth_before, soft = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        bare = line.lstrip(">")
        depth = len(line) - len(bare)
        bare = bare.removeprefix(" ")
        signature = bare == "-- "
        if soft and depth == depth_before and not signature:
            done[-1] = (done[-1][:-1] if delete_space else done[-1]) + bare
        else:
            done.append(f"{'>' * depth} {bare}" if depth else bare)
        depth_before, soft = depth, bare.endswith(" ") and not signature
    return "\n".join(done)


def _heads(told: _Lines, body: Body, *, answers: bool) -> int:
    """Leave out the heads and what goes with them; return how many quoted lines went."""
    lines, quoted = told.lines, 0
    n = 0
    while n < len(lines):
        head = head_at(lines, n) if told.mine[n] else None
        if head is None:
            n += 1
            continue
        told.leave_out(n, head.end)
        before = told.words(0, n)
        if head.sort == "wrote" or (head.sort == "original" and answers and before):
            end = _quotation_end(lines, head.end)
            quoted += sum(bool(line.strip()) for line in lines[head.end : end])
            told.leave_out(head.end, end)
            n = end
            continue
        if before <= _COVER_WORDS:
            if before:
                body.warnings.append(
                    f"A note of {before} words above the message that is passed on is left unread."
                )
            told.leave_out(0, n)
            body.passed_on = {**(body.passed_on or {}), **head.facts}
        else:
            sender = head.facts.get("from", "another")
            body.warnings.append(f"It passes on a message from {sender} at its end.")
        _unquote(lines, head.end)
        n = head.end
    return quoted


def _quotation_end(lines: list[str], n: int) -> int:
    """Return the line after quoted lines; where none has a `>`, all the rest is quoted."""
    first = next((k for k in range(n, len(lines)) if lines[k].strip()), len(lines))
    if first == len(lines) or not _QUOTED.match(lines[first]):
        return len(lines)
    end = first
    while end < len(lines) and (_QUOTED.match(lines[end]) or not lines[end].strip()):
        end += 1
    return end


def _unquote(lines: list[str], start: int) -> None:
    """Take the `>` off a message that is passed on with one before each line."""
    rest = range(start, len(lines))
    if all(_QUOTED.match(lines[n]) for n in rest if lines[n].strip()):
        for n in rest:
            lines[n] = re.sub(r"\A\s{0,3}> ?", "", lines[n])


def _leave_out_armour(told: _Lines) -> None:
    """Leave out what PGP writes around a message that it signs."""
    inside = False
    for n, line in enumerate(told.lines):
        match = _ARMOUR.match(line)
        if match and match[2] == "SIGNED MESSAGE":
            end = next((k for k in range(n, len(told.lines)) if not told.lines[k].strip()), n + 1)
            told.leave_out(n, min(end, n + 6))
        elif match:
            told.mine[n] = False
            inside = match[1] == "BEGIN"
        elif inside:
            told.mine[n] = False


def _leave_out_ends(told: _Lines) -> None:
    """Leave out signatures, and the first and last lines that only mailing lists write."""
    for start, end in _runs(told.mine):
        _leave_out_signature(told, start, end)
    for start, end in _runs(told.mine):
        groups = _groups(told.lines, start, end)
        for first, last in groups[:2]:
            if last - first == 1 and _is_foot(told.lines[first:last]):
                told.leave_out(first, last)
        for first, last in reversed(groups[-_FOOT_GROUPS:]):
            if not _is_foot(told.lines[first:last]):
                break
            told.leave_out(first, last)


def _leave_out_signature(told: _Lines, start: int, end: int) -> None:
    for n in range(start, end):
        if told.lines[n].rstrip("\xa0 ") == "--":
            stop = next(
                (k for k in range(n + 1, end) if _RULER.match(told.lines[k]) or k == end - 1), n
            )
            filled = sum(bool(told.lines[k].strip()) for k in range(n + 1, stop + 1))
            told.leave_out(n, stop + 1 if filled <= _SIGNATURE_LINES else n + 1)


def _is_foot(lines: list[str]) -> bool:
    """Return whether a paragraph is a ruler, or has a line that only a foot has."""
    full = [line.strip() for line in lines if line.strip()]
    if all(_RULER.match(line) for line in full):
        return True
    return any(
        mail().footer.match(words) for words in (*full, " ".join(full)) if len(words) <= 1_000
    )


def _runs(mine: list[bool]) -> list[tuple[int, int]]:
    """Return the stretches of lines that are the article's."""
    found: list[tuple[int, int]] = []
    start = None
    for n, own in enumerate([*mine, False]):
        if own and start is None:
            start = n
        elif not own and start is not None:
            found.append((start, n))
            start = None
    return found


def _groups(lines: list[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of lines between empty ones."""
    return [
        (first + start, last + start)
        for first, last in _runs([bool(x.strip()) for x in lines[start:end]])
    ]


def _pieces(told: _Lines, where: str) -> Iterator[Piece]:
    """Yield the article's paragraphs and, in their places, what is left out as furniture."""
    start = 0
    while start < len(told.lines):
        end = start
        while end < len(told.lines) and told.mine[end] == told.mine[start]:
            end += 1
        if told.mine[start]:
            lines = ["" if _RULER.match(line) else line for line in told.lines[start:end]]
            yield from pieces_of_text("\n".join(lines), where)
        else:
            for first, last in _groups(told.lines, start, end):
                yield Piece(" ".join(told.lines[first:last]), "furniture")
        start = end
