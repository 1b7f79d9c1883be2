"""The check of the vocabulary's files and of a user's dossier, for whoever edits them.

The loaders refuse what they cannot read; here stands what a loader would let pass too: a name
borne twice, a country code that no country has, a date that is none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path

from dragoman.vocabulary.bodies import KINDS
from dragoman.vocabulary.bodies import SORTS as BODY_SORTS
from dragoman.vocabulary.countries import STATUSES
from dragoman.vocabulary.dossier_file import dossier_of
from dragoman.vocabulary.faults import Fault, Place, dated, one_of, repeated
from dragoman.vocabulary.files import data_folder
from dragoman.vocabulary.loading import unloadable
from dragoman.vocabulary.names import tidy
from dragoman.vocabulary.offices import MEANINGS, SPEAKS_FOR, offices
from dragoman.vocabulary.outlets import SORTS as OUTLET_SORTS
from dragoman.vocabulary.sheets import COLUMNS, Line, Sheet, sheet

_ISO3 = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_HIGHEST_RANK = 102
_DOSSIER = "dossier.toml"


def check_vocabulary(path: Path | str | None = None) -> tuple[Fault, ...]:
    """Return the faults of a folder of vocabulary files or of a dossier; none when all is well.

    Without a path, Dragoman's own files are checked. A folder may hold some of them only: what
    it lacks is taken from Dragoman's own.
    """
    if path is None:
        return _of_folder(data_folder()) or unloadable()
    path = Path(path)
    if path.is_dir():
        return _of_folder(path)
    if path.suffix == ".tsv":
        what, remedy = "a table is checked with its folder", "Name the folder."
        return (Fault(str(path), 0, what, remedy),)
    return dossier_of(path)[1]


def _of_folder(folder: Traversable) -> tuple[Fault, ...]:
    here = {entry.name: entry for entry in folder.iterdir() if entry.is_file()}
    files = sorted(name for name in here if name.endswith((".tsv", ".toml")))
    if not files:
        what, remedy = "it holds no file of the vocabulary", "Name a folder with TSV or TOML files."
        return (Fault(str(folder), 0, what, remedy),)
    faults: set[Fault] = set()
    for name in files:
        if name.endswith(".toml"):
            faults |= set(_of_toml(here[name]))
        elif name not in COLUMNS:
            faults |= set(sheet(here[name]).faults)
    own = data_folder()
    sheets = {name: sheet(here.get(name) or own / name) for name in COLUMNS}
    faults |= {fault for fault in _Names(sheets).faults() if fault.file in here}
    return tuple(sorted(faults))


def _of_toml(file: Traversable) -> Iterator[Fault]:
    if file.name == _DOSSIER and isinstance(file, Path):
        yield from dossier_of(file)[1]
        return
    try:
        tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield Fault(file.name, 0, str(error), "Mend the file's TOML syntax.")


@dataclass(frozen=True)
class _Names:
    """The files of names, each checked with what the others say."""

    sheets: Mapping[str, Sheet]

    def faults(self) -> Iterator[Fault]:
        checks: Mapping[str, Callable[[Line], Iterator[Fault]]] = {
            "countries.tsv": self._country,
            "bodies.tsv": self._body,
            "cities.tsv": self._city,
            "institutions.tsv": self._institution,
            "offices.tsv": _office,
            "modifiers.tsv": lambda line: one_of(line.place, "meaning", line["meaning"], MEANINGS),
            "outlets.tsv": self._outlet,
            "leaders.tsv": self._term,
            "people.tsv": self._term,
        }
        for name, found in self.sheets.items():
            yield from found.faults
            for line in found.lines if name in checks else ():
                yield from checks[name](line)
        yield from self._repeated()
        yield from self._twice_borne()

    def _lines(self, name: str) -> tuple[Line, ...]:
        return self.sheets[name].lines

    @cached_property
    def _codes(self) -> set[str]:
        return {line["iso3"] for line in self._lines("countries.tsv")}

    @cached_property
    def _bodies(self) -> set[str]:
        return {line["name"] for line in self._lines("bodies.tsv")}

    @cached_property
    def _places(self) -> set[str]:
        """Return the names and capitals of countries."""
        return {
            _bare(name)
            for line in self._lines("countries.tsv")
            for name in line.all("name", "names", "capitals")
        }

    def _code(self, line: Line, column: str = "country") -> Iterator[Fault]:
        code = line[column]
        if code and code not in self._codes:
            yield line.place.fault(
                f"no country has the code {code}", "Add it to countries.tsv or mend it."
            )

    def _country(self, line: Line) -> Iterator[Fault]:
        yield from _formed(line, "iso3", _ISO3, "three capital letters")
        yield from _formed(line, "wikidata", _WIKIDATA, "a Wikidata item such as Q159")
        yield from dated(line.place, line["since"], line["until"])
        yield from one_of(line.place, "status", line["status"], STATUSES)
        if line["status"] == "former" and not line["until"]:
            yield line.place.fault("a former state has no end", "Give the day in until.")
        if line["status"] == "member" and not (line["demonyms"] and line["capitals"]):
            what = "a member of the United Nations has no demonym or no capital"
            yield line.place.fault(what, "Give both.")

    def _body(self, line: Line) -> Iterator[Fault]:
        yield from self._code(line)
        yield from _formed(line, "wikidata", _WIKIDATA, "a Wikidata item such as Q458")
        yield from one_of(line.place, "kind", line["kind"], KINDS)
        yield from one_of(line.place, "sort", line["sort"], BODY_SORTS)

    def _city(self, line: Line) -> Iterator[Fault]:
        yield from self._code(line, "iso3")
        for name in line.all("names"):
            if _bare(name) in self._places:
                yield line.place.fault(f"{name!r} stands in countries.tsv too", "Take one out.")

    def _institution(self, line: Line) -> Iterator[Fault]:
        yield from one_of(line.place, "sort", line["sort"], BODY_SORTS)
        titles = offices().surface_forms()
        for name in line.all("name", "names"):
            if name != name.lower():
                yield line.place.fault(f"{name!r} has capitals", "Write it in lower case.")
            if name in titles:
                yield line.place.fault(f"{name!r} stands in offices.tsv too", "Take one out.")

    def _outlet(self, line: Line) -> Iterator[Fault]:
        yield from self._code(line)
        yield from one_of(line.place, "sort", line["sort"], OUTLET_SORTS)
        yield from one_of(line.place, "state_owned", line["state_owned"], ("yes", "no"))

    def _term(self, line: Line) -> Iterator[Fault]:
        yield from self._code(line)
        yield from dated(line.place, line["since"], line["until"])
        if "wikidata" in line.cells:
            yield from _formed(line, "wikidata", _WIKIDATA, "a Wikidata item such as Q7747")
            if not line["country"] and line["body"] not in self._bodies:
                yield line.place.fault(
                    f"{line['name']} has no country, and no body is called {line['body']!r}",
                    "Give a country, or a body as bodies.tsv has it.",
                )

    def _repeated(self) -> Iterator[Fault]:
        """Yield the values that may stand once only in their file and stand twice."""
        for name, column, what in (
            ("countries.tsv", "iso3", "code"),
            ("countries.tsv", "name", "name"),
            ("countries.tsv", "wikidata", "item"),
            ("bodies.tsv", "name", "name"),
            ("modifiers.tsv", "word", "word"),
            ("name_forms.tsv", "name", "name"),
            ("outlets.tsv", "name", "name"),
            ("shared.tsv", "name", "name"),
        ):
            told = ((line.place, line[column]) for line in self._lines(name) if line[column])
            yield from repeated(told, what)
        for name, columns, what in (
            ("institutions.tsv", ("name", "names"), "name"),
            ("offices.tsv", ("title", "names"), "title"),
        ):
            lines = self._lines(name)
            yield from repeated(
                ((n.place, _plain(v)) for n in lines for v in n.all(*columns)), what
            )
        cities = self._lines("cities.tsv")
        yield from repeated(((n.place, v) for n in cities for v in n.all("names")), "name")
        yield from repeated(_terms(self._lines("leaders.tsv")), "term of office")

    def _twice_borne(self) -> Iterator[Fault]:
        """Yield names that two rows bear and `shared.tsv` does not allow."""
        shared = {_bare(line["name"]): line for line in self._lines("shared.tsv")}
        bearers: dict[str, list[Line]] = {}
        for file, columns in _NAMING.items():
            for line in self._lines(file):
                for name in {_bare(value) for value in line.all(*columns)}:
                    bearers.setdefault(name, []).append(line)
        for name, lines in bearers.items():
            if len(lines) > 1 and name not in shared:
                first, last = lines[0], lines[-1]
                yield last.place.fault(
                    f"{name!r} is the name of {_called(last)} and of {_called(first)} "
                    f"({first.place.file}, line {first.place.line})",
                    "Keep it in one row, or list it in shared.tsv.",
                )
        for name, line in shared.items():
            if len(bearers.get(name, ())) < 2:
                what = f"{name!r} has one bearer or none"
                yield line.place.fault(what, "Take the row out.")


_NAMING = {
    "countries.tsv": ("name", "names", "demonyms", "metonyms"),
    "bodies.tsv": ("name", "names"),
    "outlets.tsv": ("name", "names"),
}
"""The files whose names share one world, and the columns that hold them."""


def _office(line: Line) -> Iterator[Fault]:
    yield from one_of(line.place, "speaks_for", line["speaks_for"], SPEAKS_FOR)
    if not line["rank"].isdigit() or not 1 <= int(line["rank"]) <= _HIGHEST_RANK:
        what = f"rank {line['rank']!r} is no whole number from 1 to {_HIGHEST_RANK}"
        yield line.place.fault(what, "Mend it.")
    for name in line.all("title", "names"):
        if name != name.lower() and not name.isupper():
            yield line.place.fault(
                f"{name!r} has capitals", "Write it in lower case, abbreviations in capitals."
            )


def _formed(line: Line, column: str, form: re.Pattern[str], wanted: str) -> Iterator[Fault]:
    if line[column] and not form.fullmatch(line[column]):
        yield line.place.fault(f"{column} {line[column]!r} is not {wanted}", "Mend it.")


def _terms(lines: Iterable[Line]) -> Iterator[tuple[Place, str]]:
    for line in lines:
        told = (line["name"], line["office"], line["since"])
        yield line.place, ", ".join(told)


def _plain(name: str) -> str:
    return name if name.isupper() else name.replace("-", " ").replace(".", "")


def _bare(name: str) -> str:
    return tidy(name).removeprefix("the ")


def _called(line: Line) -> str:
    return line.cells.get("iso3") or line["name"]
