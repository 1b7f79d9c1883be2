"""Bulk exports of Factiva, split at the `Document ID` that closes each article.

Saved with indexing, each field stands behind its code (`HD`, `WC`, `PD`, `ET`, `SN`, `LP`, `TD`,
`AN`); saved without, the order of the lines tells: title, byline, `412 words`, date, outlet, its
code, language, copyright, text. `ET` has no zone (accounts differ in theirs), so that only the
day is taken from a date.
"""

from __future__ import annotations

import re

from dragoman.article import ParagraphSort
from dragoman.intake.export_entries import Entry
from dragoman.intake.exported import Exported, is_date, number_in, settle, take_date
from dragoman.vocabulary.bulk_exports import factiva_marks
from dragoman.vocabulary.masthead import masthead
from dragoman.vocabulary.outlets import outlets

SERVICE = "Factiva"

_ID = re.compile(r"(\S+)\s+([A-Za-z][A-Za-z0-9]{1,9}(?:19|20)\d{6}[A-Za-z0-9]{6,14})\Z")
_BYLINE = re.compile(r"by\s+\S", re.IGNORECASE)
_NAMES = re.compile(r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,3}(?:(?:,| and| &) .*)?\Z")
_COPYRIGHT = re.compile(r"(?:\(c\)|©|copyright)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{3,8}\Z")
_SORTS: dict[str, ParagraphSort] = {
    "HD": "title",
    "BY": "dateline",
    "PD": "dateline",
    "SN": "dateline",
    "LP": "body",
    "TD": "body",
}


def marks_in(entries: list[Entry]) -> int:
    """Return how many of Factiva's marks stand in the entries."""
    return sum(entry.code == "AN" or _identity(entry.words) != "" for entry in entries)


def documents(entries: list[Entry]) -> list[Exported]:
    """Return the articles of an export in order."""
    return [
        _indexed(chunk) if any(entry.code for entry in chunk) else _printed(chunk)
        for chunk in _chunks(entries)
    ]


def _identity(words: str) -> str:
    """Return the number in a line such as `Document TARNH00020240305ek3500001`, or nothing."""
    match = _ID.match(words)
    return match[2] if match and match[1].lower() in factiva_marks().document else ""


def _chunks(entries: list[Entry]) -> list[list[Entry]]:
    """Return the entries of each article; a second headline opens one where no number did."""
    chunks: list[list[Entry]] = [[]]
    for entry in entries:
        chunk = chunks[-1]
        if entry.code in ("SE", "HD") and _has(chunk, "HD") and chunk[-1].code != entry.code:
            chunks.append([])
        chunks[-1].append(entry)
        if _identity(entry.words) or (entry.code == "AN" and not _more_codes(entry)):
            chunks.append([])
    return [chunk for chunk in chunks if any(not _is_tail(e.words) for e in chunk)]


def _has(chunk: list[Entry], code: str) -> bool:
    return any(entry.code == code for entry in chunk)


def _more_codes(entry: Entry) -> bool:
    """Return whether an AN row holds no number yet (an empty cell)."""
    return not entry.words.strip()


def _is_tail(words: str) -> bool:
    lower = words.lower()
    return any(lower.startswith(mark) or mark in lower[:40] for mark in factiva_marks().tail)


def _indexed(chunk: list[Entry]) -> Exported:
    """Return an article whose fields stand behind their codes."""
    found = Exported()
    fields: dict[str, list[str]] = {}
    for entry in chunk:
        fields.setdefault(entry.code, []).append(entry.words)
        found.add(entry.words, _SORTS.get(entry.code, "furniture"))
    found.take("title", " ".join(fields.get("HD", [])), "Factiva HD")
    found.take("outlet", " ".join(fields.get("SN", [])), "Factiva SN")
    found.take("byline", _byline(" ".join(fields.get("BY", []))), "Factiva BY")
    if "PD" in fields and not take_date(found, fields["PD"][0], "Factiva PD"):
        found.doubts.append(f"The date {fields['PD'][0]!r} could not be read and is left out.")
    found.said_length = number_in(" ".join(fields.get("WC", [])))
    _take_language(found, " ".join(fields.get("LA", [])))
    numbers = " ".join(fields.get("AN", [])).split()
    _take_key(found, numbers[-1] if numbers else "")
    if len(fields.get("PD", [])) > 1:
        found.doubts.append("Its date stands there twice: two articles may run together.")
    return settle(found)


def _printed(chunk: list[Entry]) -> Exported:
    """Return an article whose lines tell by their order what they are."""
    found = Exported()
    lines = [entry.words for entry in chunk]
    _take_key(found, _identity(lines[-1]))
    count = next((n for n, line in enumerate(lines[:12]) if _is_count(line)), None)
    if count is None:
        found.doubts.append("It has no line with its number of words, by which its head is known.")
        found.take("title", lines[0], "Factiva, the first line")
        for n, line in enumerate(lines):
            last = n == len(lines) - 1 and found.key
            found.add(line, "title" if n == 0 else "furniture" if last else "body")
        return settle(found)
    _read_above(lines[:count], found)
    found.said_length = number_in(lines[count])
    found.add(lines[count], "furniture")
    start = _read_below(lines, count + 1, found)
    stop = len(lines) - bool(found.key)
    for line in lines[start:stop]:
        found.add(line, "furniture" if _is_tail(line) else "body")
    for line in lines[stop:]:
        found.add(line, "furniture")
    if sum(_is_count(line) for line in lines) > 1:
        found.doubts.append("Two lines say a number of words: two articles may run together.")
    return settle(found)


def _is_count(line: str) -> bool:
    number, _, unit = line.partition(" ")
    return unit.strip().lower() in factiva_marks().words and number_in(number) is not None


def _read_above(lines: list[str], found: Exported) -> None:
    """Read section, title and byline, which stand above the number of words."""
    lines = [line for line in lines if line]
    while lines and _is_tail(lines[0]):
        found.add(lines.pop(0), "furniture")
    byline = ""
    if len(lines) > 1 and (_BYLINE.match(lines[-1]) or _NAMES.match(lines[-1])):
        byline = lines.pop()
        if not _BYLINE.match(byline):
            found.doubts.append(f"That {byline!r} is its byline is told by the order only.")
    if len(lines) > 1:
        found.add(lines[0], "furniture")
        if lines[0].casefold() not in masthead().sections:
            found.doubts.append(f"That {lines[0]!r} is its section is told by the order only.")
        lines = lines[1:]
    for line in lines:
        found.add(line, "title")
    found.add(byline, "dateline")
    found.take("title", " ".join(lines), "Factiva, the line of the title")
    found.take("byline", _byline(byline), "Factiva, the line of the byline")


def _read_below(lines: list[str], start: int, found: Exported) -> int:
    """Read date, outlet and the rest of the head; return where the text begins."""
    n = start
    if n < len(lines) and is_date(lines[n]):
        take_date(found, lines[n], "Factiva, the line of the date")
        found.add(lines[n], "dateline")
        n += 1
    end = _head_end(lines, n)
    for line in lines[n:end]:
        language = line.lower() in factiva_marks().languages
        if language:
            _take_language(found, line)
        name = not (language or _CODE.match(line) or _COPYRIGHT.match(line) or _is_clock(line))
        if name and found.outlet is None:
            known = outlets().find(line)
            found.take("outlet", known.name if known else line, "Factiva, the line of the outlet")
            found.add(line, "dateline")
        else:
            found.add(line, "furniture")
    return end


def _head_end(lines: list[str], start: int) -> int:
    """Return where the head ends: behind the copyright, or else behind the language."""
    near = range(start, min(start + 9, len(lines)))
    rights = [n for n in near if _COPYRIGHT.match(lines[n])]
    languages = [n for n in near if lines[n].lower() in factiva_marks().languages]
    if languages and rights and rights[0] > languages[0] + 2:
        rights = []
    last = (rights or languages or [start])[0]
    return min(last + 1, len(lines))


def _is_clock(line: str) -> bool:
    return re.match(r"\d{1,2}:\d{2}", line) is not None


def _byline(words: str) -> str:
    return re.sub(r"^by\s+", "", words.strip(), flags=re.IGNORECASE)


def _take_language(found: Exported, words: str) -> None:
    if words.strip().lower() == "english":
        found.take("language", "en", "Factiva LA")


def _take_key(found: Exported, key: str) -> None:
    found.key = key
    if not key:
        found.doubts.append("Its document number is missing: the export may be cut.")
