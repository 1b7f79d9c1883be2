"""Bulk exports of Nexis (Nexis Uni, Lexis+, LexisNexis Academic), split at the marks it prints.

Of today's layout: title, outlet, date, copyright, `Section:`, `Length:`, `Byline:`, `Body`, the
text, `Classification` or `Load-Date:`, `End of Document`; a cover page lists the titles. In the
older one `1 of 9 DOCUMENTS` opens an article, and outlet and date stand above the title. The
Load-Date is the day on which Nexis took the article in, and never its date.
"""

from __future__ import annotations

import re

from dragoman.intake.exported import Exported, is_date, number_in, settle, take_date
from dragoman.vocabulary.bulk_exports import nexis_marks

SERVICE = "Nexis"

_START = re.compile(
    r"(?:document|dokument)?\s*(\d{1,5})\s+(?:of|von|de)\s+(\d{1,5})(?:\s+documents?)?\s*\Z",
    re.IGNORECASE,
)
_START_WORD = re.compile(r"do[ck]ument", re.IGNORECASE)
_LABEL = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ/ -]{1,24}):\s*(.*)\Z")
_LISTED = re.compile(r"(\d{1,5})\.\s*(\S.*)\Z")
_DECLARED = re.compile(r"documents?\s*\((\d{1,5})\)\s*\Z", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))", re.IGNORECASE)
_PAGE = re.compile(r"page\s+\d+\s+of\s+\d+\s*\Z", re.IGNORECASE)
_LINK = re.compile(r"link to (?:pdf|the original story|image)\s*\Z", re.IGNORECASE)


def marks_in(lines: list[str]) -> int:
    """Return how many of the marks of Nexis stand in the lines."""
    return sum(line.lower() in nexis_marks().end or _is_start(line) for line in lines)


def declared_in(lines: list[str]) -> int | None:
    """Return how many documents the export says that it has, or None."""
    for line in lines:
        if match := _DECLARED.match(line):
            return int(match[1])
        if _is_start(line) and (start := _START.match(line)):
            return int(start[2])
    return None


def documents(lines: list[str]) -> list[Exported]:
    """Return the articles of an export in order."""
    lines = [line for line in lines if line and not _PAGE.match(line) and not _LINK.match(line)]
    chunks = _chunks(lines)
    listed: dict[int, str] = {}
    if chunks:
        listed, chunks[0] = _without_cover(chunks[0])
    found = []
    for number, chunk in enumerate((chunk for chunk in chunks if chunk), start=1):
        found.append(_document(chunk, listed.get(number)))
    return found


def _is_start(line: str) -> bool:
    return _START.match(line) is not None and _START_WORD.search(line) is not None


def _chunks(lines: list[str]) -> list[list[str]]:
    """Return the lines of each article with its end mark; the first may hold the cover."""
    chunks: list[list[str]] = [[]]
    started = False
    for line in lines:
        if _is_start(line):
            # What stands above the first such mark is a cover page.
            chunks = [*chunks, []] if started or len(chunks) > 1 else [[]]
            started = True
            continue
        chunks[-1].append(line)
        if line.lower() in nexis_marks().end:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def _is_cover(line: str) -> bool:
    label = _LABEL.match(line)
    lower = line.lower()
    known = nexis_marks().cover
    return (label is not None and label[1].lower() in known) or any(
        lower.startswith(words) for words in known if " " in words
    )


def _without_cover(chunk: list[str]) -> tuple[dict[int, str], list[str]]:
    """Return the titles that a cover page lists by number, and the chunk without the cover."""
    ends = [n for n, line in enumerate(chunk) if line.lower() in nexis_marks().body]
    above = chunk[: ends[0]] if ends else chunk
    if not any(_is_cover(line) or _DECLARED.match(line) for line in above):
        return {}, chunk
    listed = {int(m[1]): m[2] for line in above if (m := _LISTED.match(line))}
    cover = [
        n
        for n, line in enumerate(above)
        if _is_cover(line) or _DECLARED.match(line) or _LISTED.match(line)
    ]
    start = cover[-1] + 1
    title = listed.get(1, "").casefold()
    for n in range(start, len(above)):
        if title and above[n].casefold() == title:
            start = n
            break
    return listed, chunk[start:]


def _document(chunk: list[str], listed: str | None) -> Exported:
    marks = nexis_marks()
    found = Exported()
    if chunk[-1].lower() in marks.end:
        end, chunk = chunk[-1], chunk[:-1]
    else:
        end = ""
        if not any(_field(line) in marks.foot for line in chunk[-6:]):
            found.doubts.append("Its end mark is missing: the export may be cut.")
    if any(words in line.lower() for line in chunk for words in marks.failed):
        found.failed = "Nexis could not export it (it printed an error in its place)"
    top, start = _top(chunk, found)
    stop = _stop(chunk, start)
    _read_top(chunk[:top], found, listed)
    for line in chunk[top:start]:
        _read_label(line, found)
    for line in chunk[start:stop]:
        found.add(line, "body")
    for line in chunk[stop:]:
        _read_foot(line, found)
    found.add(end, "furniture")
    _doubt_split(chunk, found, listed)
    return settle(found)


def _top(chunk: list[str], found: Exported) -> tuple[int, int]:
    """Return how many lines come before the labels, and where the text begins."""
    marks = nexis_marks()
    body = next((n for n, line in enumerate(chunk) if line.lower() in marks.body), None)
    limit = len(chunk) if body is None else body
    labels = [n for n in range(limit) if _field(chunk[n]) in marks.head]
    copyright_line = next((n for n in range(1, min(limit, 8)) if _COPYRIGHT.match(chunk[n])), limit)
    top = min([*labels[:1], copyright_line])
    if body is not None:
        return min(top, body), body + 1
    if labels:
        last = labels[0]
        while last + 1 in labels:
            last += 1
        return top, last + 1
    found.doubts.append("Nothing marks where its text begins.")
    return min(4, limit), min(4, limit)


def _field(line: str) -> str:
    match = _LABEL.match(line)
    return match[1].strip().lower() if match else ""


def _stop(chunk: list[str], start: int) -> int:
    """Return where the text ends: at the first mark behind it."""
    marks = nexis_marks()
    for n in range(start, len(chunk)):
        line = chunk[n]
        if line.lower() in marks.after_body or _field(line) == "load-date":
            return n
        match = _LABEL.match(line)
        if match and match[1].isupper() and match[1].lower() in marks.foot:
            return n
    return len(chunk)


def _read_top(lines: list[str], found: Exported, listed: str | None) -> None:
    """Read title, outlet and date by their order; the line that is a date is the pivot."""
    dates = [n for n, line in enumerate(lines) if n and is_date(line)]
    pivot = dates[0] if dates else None
    older = pivot == 1 and len(lines) > 2 and lines[0].casefold() != (listed or "").casefold()
    if pivot is None:
        title, outlet = lines[:1], lines[1:2]
        if outlet:
            found.doubts.append(f"That {outlet[0]!r} is its outlet is told by the order only.")
    elif older:
        title, outlet = lines[pivot + 1 :], lines[:1]
    else:
        title, outlet = lines[: max(pivot - 1, 1)], lines[1:pivot][-1:]
    for n, line in enumerate(lines):
        if line in title:
            found.add(line, "title")
        elif n == pivot or line in outlet:
            found.add(line, "dateline")
        else:
            found.add(line, "furniture")
    found.take("title", " ".join(title), "Nexis, the line of the title")
    found.take("outlet", outlet[0] if outlet else None, "Nexis, the line of the outlet")
    for n in dates[:1]:
        take_date(found, lines[n], "Nexis, the line of the date")
    if len({lines[n] for n in dates}) > 1:
        found.doubts.append("Two lines above the text are dates; the first one is taken.")


def _read_label(line: str, found: Exported) -> None:
    name, value = _field(line), line.partition(":")[2].strip()
    if name == "byline":
        found.take("byline", re.sub(r"^by\s+", "", value, flags=re.IGNORECASE), "Nexis, Byline")
    elif name == "length":
        found.said_length = number_in(value)
    sort = {"byline": "dateline", "dateline": "dateline", "highlight": "heading"}.get(name)
    if sort == "heading":
        found.add(line, "heading")
    else:
        found.add(line, "dateline" if sort else "furniture")


def _read_foot(line: str, found: Exported) -> None:
    name, value = _field(line), line.partition(":")[2].strip()
    if name == "language" and value.lower().startswith("english"):
        found.take("language", "en", "Nexis, Language")
    found.add(line, "furniture")


def _doubt_split(chunk: list[str], found: Exported, listed: str | None) -> None:
    lengths = sum(_field(line) == "length" for line in chunk)
    if lengths > 1:
        found.doubts.append(
            f"{lengths} lines say a length: several articles may stand between its marks."
        )
    if listed and found.title and not found.title.casefold().startswith(listed.casefold()[:60]):
        found.doubts.append(f"The cover page lists another title here: {listed!r}.")
