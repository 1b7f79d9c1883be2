"""Checks the vocabulary's tables of names against their own rules, for whoever edits them.

    python -m dragoman.vocabulary.check

The loaders refuse what they cannot read; here stands what a loader would let pass: a name
borne twice, a country code that no country has, a date that is none.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from dragoman.errors import VocabularyError
from dragoman.vocabulary.bodies import KINDS, bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.files import data_folder, rows, table, values
from dragoman.vocabulary.names import tidy
from dragoman.vocabulary.offices import offices
from dragoman.vocabulary.outlets import outlets
from dragoman.vocabulary.people import people
from dragoman.vocabulary.places import CITIES

_ISO3 = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_HIGHEST_RANK = 102

Name = tuple[str, str, str]
"""A name, the file it stands in, and the row that bears it."""


def check() -> list[str]:
    """Return one line for each fault of the vocabulary's files; none when all is well."""
    faults = list(_unreadable())
    if faults:
        return faults
    return [
        *_countries(),
        *_bodies(),
        *_institutions(),
        *_offices(),
        *_outlets(),
        *_people(),
        *_cities(),
        *_twice_borne(),
    ]


def _unreadable() -> Iterator[str]:
    for entry in sorted(data_folder().iterdir(), key=lambda e: e.name):
        try:
            if entry.name.endswith(".tsv"):
                seen = [tuple(row.items()) for row in rows(entry.name)]
                yield from _repeated(entry.name, [repr(row) for row in seen], "row")
            elif entry.name.endswith(".toml"):
                table(entry.name)
        except VocabularyError as error:
            yield str(error)


def _countries() -> Iterator[str]:
    table = countries().rows
    yield from _repeated("countries.tsv", [c.iso3 for c in table], "code")
    yield from _repeated("countries.tsv", [c.name for c in table], "name")
    yield from _repeated("countries.tsv", [c.wikidata for c in table if c.wikidata], "item")
    for c in table:
        where = f"countries.tsv, {c.iso3}"
        yield from _malformed(where, _ISO3, (c.iso3,), "three capital letters")
        yield from _malformed(where, _WIKIDATA, (c.wikidata,), "a Wikidata item")
        yield from _malformed(where, _DATE, (c.since, c.until), "a date")
        yield from _period(where, c.since, c.until)
        if c.status == "former" and not c.until:
            yield f"{where}: a former state needs the day of its end."


def _bodies() -> Iterator[str]:
    yield from _repeated("bodies.tsv", [b.name for b in bodies().rows], "name")
    for b in bodies().rows:
        where = f"bodies.tsv, {b.name}"
        yield from _country_code(where, b.country)
        yield from _malformed(where, _WIKIDATA, (b.wikidata,), "a Wikidata item")
        if b.kind not in KINDS:
            yield f"{where}: kind {b.kind!r} is unknown. Use one of {', '.join(KINDS)}."


def _institutions() -> Iterator[str]:
    listed = [n for i in bodies().institutions for n in (i.name, *i.names)]
    yield from _repeated("institutions.tsv", listed, "name")
    yield from (f"institutions.tsv, {n}: write it in lower case." for n in listed if n != n.lower())
    titles = set(offices().surface_forms())
    yield from (f"institutions.tsv, {n}: stands in offices.tsv too." for n in listed if n in titles)


def _offices() -> Iterator[str]:
    listed = [n for o in offices().rows for n in (o.title, *o.names)]
    plain = [n if n.isupper() else n.replace("-", " ").replace(".", "") for n in listed]
    yield from _repeated("offices.tsv", plain, "title")
    yield from _repeated("modifiers.tsv", [row["word"] for row in rows("modifiers.tsv")], "word")
    for o in offices().rows:
        if not 1 <= o.rank <= _HIGHEST_RANK:
            yield f"offices.tsv, {o.title}: rank {o.rank} is not in 1 to {_HIGHEST_RANK}."
        for n in (o.title, *o.names):
            if n != n.lower() and not n.isupper():
                yield f"offices.tsv, {n}: write it in lower case, abbreviations in capitals."


def _outlets() -> Iterator[str]:
    yield from _repeated("outlets.tsv", [o.name for o in outlets().rows], "name")
    for o in outlets().rows:
        yield from _country_code(f"outlets.tsv, {o.name}", o.country)


def _people() -> Iterator[str]:
    for p in people().rows:
        where = f"people.tsv, {p.name}, {p.office}"
        yield from _country_code(where, p.country)
        yield from _malformed(where, _WIKIDATA, (p.wikidata,), "a Wikidata item")
        yield from _malformed(where, _DATE, (p.since, p.until), "a date")
        yield from _period(where, p.since, p.until)
        if not p.country and len(bodies().candidates(p.body)) != 1:
            yield f"{where}: neither a country nor a body of bodies.tsv."


def _cities() -> Iterator[str]:
    for row in rows(CITIES):
        yield from _country_code(f"{CITIES}, {row['names']}", row["iso3"])
    named = [name for row in rows(CITIES) for name in values(row["names"])]
    yield from _repeated(CITIES, named, "name")
    known = (name for name in named if countries().find(name) or countries().capital(name))
    yield from (f"{CITIES}, {name}: stands in countries.tsv too." for name in known)


def _twice_borne() -> Iterator[str]:
    """Yield names that two rows bear and `shared.tsv` does not allow."""
    allowed = {_bare(row["name"]) for row in rows("shared.tsv")}
    bearers: dict[str, set[tuple[str, str]]] = {}
    for name, file, row in _all_names():
        bearers.setdefault(_bare(name), set()).add((file, row))
    for name, found in bearers.items():
        if len(found) > 1 and name not in allowed:
            listed = "; ".join(f"{file}, {row}" for file, row in sorted(found))
            yield f"{name!r} has several bearers: {listed}. Keep one, or list it in shared.tsv."
    for name in sorted(allowed):
        if len(bearers.get(name, ())) < 2:
            yield f"shared.tsv, {name}: has one bearer or none. Take the row out."


def _bare(name: str) -> str:
    return tidy(name).removeprefix("the ")


def _all_names() -> Iterator[Name]:
    for c in countries().rows:
        for n in (c.name, *c.names, *c.demonyms, *c.metonyms):
            yield n, "countries.tsv", c.iso3
    for b in bodies().rows:
        for n in (b.name, *b.names):
            yield n, "bodies.tsv", b.name
    for o in outlets().rows:
        for n in (o.name, *o.names):
            yield n, "outlets.tsv", o.name


def _repeated(file: str, found: Iterable[str], what: str) -> Iterator[str]:
    seen: set[str] = set()
    for value in found:
        if value in seen:
            yield f"{file}: the {what} {value} stands twice. Take one out."
        seen.add(value)


def _malformed(
    where: str, form: re.Pattern[str], found: Iterable[str], wanted: str
) -> Iterator[str]:
    yield from (f"{where}: {v!r} is not {wanted}." for v in found if v and not form.fullmatch(v))


def _period(where: str, since: str, until: str) -> Iterator[str]:
    size = min(len(since), len(until))
    if until and since[:size] > until[:size]:
        yield f"{where}: ends {until}, before it begins {since}."


def _country_code(where: str, iso3: str) -> Iterator[str]:
    if iso3 and iso3 not in countries().by_iso3:
        yield f"{where}: no country has the code {iso3}. Add it to countries.tsv or mend it."


def main() -> None:
    """Print the faults, one a line, and exit with 1 when there are any."""
    faults = check()
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
