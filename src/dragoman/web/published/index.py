"""The index that the search page reads: which statements hold a word, and which a filter finds.

Statements have numbers in the order of lists. `search/rows-N.js` has what is shown of some of
them, every other file which of them go by each term: words by their first letters, and one file
for each filter. The numbers are told as steps from one to the next in base 36. A script of the
site adds the few files that a query needs.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from dragoman.brief.names import called, day_name, party_name, party_names
from dragoman.ledger import Ledger
from dragoman.ledger.search_postgresql import words_of
from dragoman.records import STANCES
from dragoman.views import StatementRow
from dragoman.views.searchable import Searchable, searchable, speakers_called
from dragoman.views.statements import NO_STANCE
from dragoman.vocabulary.bodies import bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.names import fold
from dragoman.web.published.folder import Folder
from dragoman.web.published.script import shard

PER_FILE = 200
"""Statements in one file of rows."""

_TABLES = (
    "DROP TABLE IF EXISTS postings",
    "DROP TABLE IF EXISTS tellings",
    "DROP TABLE IF EXISTS matters",
    "CREATE TABLE postings (shard TEXT, term TEXT, n INTEGER)",
    "CREATE TABLE tellings (n INTEGER PRIMARY KEY, key INTEGER, utterance INTEGER)",
    "CREATE TABLE matters (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Noted = Callable[[int], None]
"""Is told how many statements are in the index."""


def write_index(ledger: Ledger, folder: Folder, known: str | None, noted: Noted) -> None:
    """Write the index of all statements of a ledger, or of those known on a day."""
    at = folder.work.connection
    folder.work.keep()
    for command in _TABLES:
        at.execute(command)
    days: list[tuple[str | None, int]] = []
    count = 0
    for number, some in enumerate(searchable(ledger, known)):
        at.execute("BEGIN")
        for n, one in enumerate(some, start=count):
            _take(at, n, one)
            if not days or days[-1][0] != one.row.day:
                days.append((one.row.day, 0))
            days[-1] = (days[-1][0], days[-1][1] + 1)
        folder.write(f"search/rows-{number}.js", shard(f"rows-{number}", map(_shown, some)))
        count += len(some)
        folder.work.keep()
        noted(count)
    _write(folder, "days", days)
    _write(folder, "folds", _folds(at))
    _write(folder, "matters", at.execute("SELECT id, name FROM matters ORDER BY id"))
    _write(folder, "speakers", speakers_called(ledger))
    _write(folder, "sides", _sides(at))
    shards = [name for (name,) in at.execute("SELECT DISTINCT shard FROM postings ORDER BY shard")]
    every = at.execute("SELECT shard, term, n FROM postings ORDER BY shard, term, n")
    for name, rows in groupby(every, key=lambda row: str(row[0])):
        _write(folder, name, _postings(rows))
    _write(folder, "about", [count, PER_FILE, shards, STANCES])
    for table in ("postings", "tellings", "matters"):
        at.execute(f"DROP TABLE {table}")
    folder.work.keep()


def _write(folder: Folder, name: str, values: Iterable[object]) -> None:
    folder.write(f"search/{name}.js", shard(name, values))


def _take(at: sqlite3.Connection, n: int, one: Searchable) -> None:
    row = one.row
    terms = {(_shard_of(word), word) for word in words_of(row.words) if word}
    terms |= {(f"by-{name}", value) for name, value in _filters(one)}
    at.executemany("INSERT INTO postings VALUES (?, ?, ?)", [(*term, n) for term in sorted(terms)])
    at.execute("INSERT INTO tellings VALUES (?, ?, ?)", (n, one.key, one.utterance))
    if row.matter:
        at.execute("INSERT OR IGNORE INTO matters VALUES (?, ?)", (row.matter, row.matter_name))


def _filters(one: Searchable) -> Iterator[tuple[str, str]]:
    """Yield by which filter, asked for what, a statement is found."""
    row = one.row
    yield from (("side", side) for side in one.sides)
    yield from (("speaker", actor) for actor in one.speakers)
    told = {
        "rank": row.rank,
        "matter": row.matter,
        "stance": row.stance or NO_STANCE,
        "kind": row.kind,
        "sourcing": row.sourcing,
        "reported": row.factivity,
        "outlet": row.outlet.lower() if row.outlet else None,
        "language": one.language,
        "has": "condition" if one.conditional else None,
    }
    yield from ((name, value) for name, value in told.items() if value)


def _shown(one: Searchable) -> list[object]:
    """Return what is shown of a statement; `showing.js` knows the order."""
    row: StatementRow = one.row
    parties = party_names(row.sides)
    return [
        row.record,
        row.words,
        int(row.kind == "direct"),
        called(row),
        row.role,
        parties if row.sides and parties != called(row) else None,
        row.day,
        day_name(row.day),
        row.date_is,
        row.outlet or row.title,
        row.stance,
        row.scope,
        row.matter,
        row.matter_name,
        row.told,
        one.language,
    ]


def _postings(rows: Iterator[tuple[str, str, int]]) -> Iterator[tuple[str, str]]:
    for term, found in groupby(rows, key=lambda row: row[1]):
        last, steps = 0, []
        for _, _, n in found:
            steps.append(_base36(n - last))
            last = n
        yield term, " ".join(steps)


def _folds(at: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield the tellings that are shown by another one, with its number.

    One that is not in the ledger's list has a number below 0, the same for all that it stands for.
    """
    query = (
        "SELECT t.n, coalesce(u.n, -t.utterance) FROM tellings t "
        "LEFT JOIN tellings u ON u.key = t.utterance WHERE t.key != t.utterance ORDER BY t.n"
    )
    yield from at.execute(query)


def _sides(at: sqlite3.Connection) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each side with its name, and folded all by which it is called."""
    query = "SELECT DISTINCT term FROM postings WHERE shard = 'by-side' ORDER BY term"
    for (side,) in at.execute(query):
        country = countries().by_iso3.get(side)
        named = [side, party_name(side)]
        if country:
            named += [*country.names, *country.demonyms, *country.metonyms]
        for body in bodies().rows:
            if side in (body.name, body.country):
                named += [body.name, *body.names]
        yield side, party_name(side), tuple(dict.fromkeys(map(fold, named)))


def _shard_of(word: str) -> str:
    """Return the file that has a word: by its first two letters, or by its script."""
    if word[0] not in _LETTERS:
        return f"words-u{ord(word[0]) >> 8:x}"
    return f"words-{word[0]}{word[1] if len(word) > 1 and word[1] in _LETTERS else ''}"


def _base36(number: int) -> str:
    told = ""
    while number:
        number, digit = divmod(number, 36)
        told = _DIGITS[digit] + told
    return told or "0"
