"""The vocabulary's TSV files as they stand, line by line, for whoever checks them.

`files.rows` gives the readers clean rows and stops at the first that is not; here every line
that can be read is kept with its number, and every fault of form is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from dragoman.vocabulary.faults import Fault, Place, repeated
from dragoman.vocabulary.files import values

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bodies.tsv": ("name", "names", "sort", "kind", "country", "wikidata"),
    "cities.tsv": ("iso3", "names"),
    "countries.tsv": (
        *("iso3", "name", "names", "demonyms", "capitals", "metonyms", "status", "wikidata"),
        *("since", "until"),
    ),
    "ended.tsv": ("name", "office", "until", "source"),
    "institutions.tsv": ("name", "names", "sort", "kind"),
    "leaders.tsv": ("name", "names", "country", "office", "since", "until", "source"),
    "modifiers.tsv": ("word", "meaning"),
    "name_forms.tsv": ("name", "names", "surnames"),
    "offices.tsv": ("title", "names", "kind", "rank", "speaks_for"),
    "outlets.tsv": ("name", "names", "country", "sort", "state_owned"),
    "people.tsv": (
        *("name", "names", "surnames", "country", "office", "body", "since", "until"),
        *("wikidata", "source"),
    ),
    "shared.tsv": ("name", "bearers"),
}
"""The files of names that are checked cell by cell, with their columns."""
_OPTIONAL = frozenset(
    {"names", "demonyms", "capitals", "metonyms", "surnames", "country", "body", "wikidata"}
) | {"since", "until"}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file, at its place."""

    place: Place
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell."""
        return self.cells[column]

    def all(self, *columns: str) -> tuple[str, ...]:
        """Return the values of some columns, those of lists one by one."""
        return tuple(value for column in columns for value in values(self.cells[column]))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file: its rows that can be read, and the faults of its form."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def sheet(file: Traversable) -> Sheet:
    """Return a TSV file of the vocabulary."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Sheet((), (Fault(file.name, 0, "it is not UTF-8 text", "Save it as UTF-8."),))
    lines: list[Line] = []
    faults: list[Fault] = []
    above: list[str] = []
    header: tuple[str, ...] = ()
    for number, written in enumerate(text.split("\n"), start=1):
        place = Place(file.name, number)
        if written.startswith("#"):
            above += [written] if not header else []
        elif not header and written.strip():
            header = tuple(cell.strip() for cell in written.split("\t"))
            faults += _headed(place, header, " ".join(above))
            if set(COLUMNS.get(file.name, ())) - set(header):
                return Sheet((), tuple(faults))
        elif written.strip():
            cells = [cell.strip() for cell in written.split("\t")]
            if len(cells) == len(header):
                lines.append(Line(place, dict(zip(header, cells, strict=True))))
            else:
                what = f"{len(cells)} cells where the header has {len(header)}"
                faults.append(place.fault(what, "Separate cells with one tab each."))
    told = [(line.place, "\t".join(line.cells.values())) for line in lines]
    faults += [*repeated(told, "row")]
    if file.name in COLUMNS:
        faults += [fault for line in lines for fault in _cells(line)]
    return Sheet(tuple(lines), tuple(faults))


def _headed(place: Place, header: tuple[str, ...], above: str) -> Iterator[Fault]:
    columns = COLUMNS.get(place.file)
    if columns is None:
        return
    if header != columns:
        yield place.fault(
            f"the columns are {', '.join(header)}", f"Write {', '.join(columns)}, tabs between."
        )
    for column in header:
        if not re.search(rf"\b{re.escape(column)}\b[^.]*?:", above):
            yield place.fault(
                f"nothing says what the column {column} holds",
                f"Write `# {column}: ...` above the header.",
            )
    if "source" not in header and "Source" not in above:
        yield place.fault("nothing says where the rows are from", "Write `# Source: ...` above.")


def _cells(line: Line) -> Iterator[Fault]:
    for column, cell in line.cells.items():
        needed = column not in _OPTIONAL or (line.place.file, column) == ("ended.tsv", "until")
        if not cell and needed:
            yield line.place.fault(f"{column} is empty", f"Give the {column}.")
        listed = [part.strip() for part in cell.split("|")]
        if "|" in cell and not all(listed):
            yield line.place.fault(f"{column} has an empty value", "Take a bar out.")
        elif len(set(listed)) < len(listed):
            twice = next(value for value in listed if listed.count(value) > 1)
            yield line.place.fault(f"{column} has {twice!r} twice", "Take one out.")
