"""Writes `data/people.tsv` from public lists of office-holders: run it when the lists change.

    python -m dragoman.vocabulary.build_people LISTS OUT

LISTS holds `leaders/wikidata.csv` (every-politician-scrapers/world-leaders-2021) and
`cabinets/foreign-ministers-2021-2022.csv`, `cabinets/international-organisations.csv`
(every-politician-scrapers/world); all three are Wikidata's, CC0.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from itertools import chain
from pathlib import Path

from dragoman.vocabulary.bodies import Body, bodies
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.files import rows, values
from dragoman.vocabulary.people import Person
from dragoman.vocabulary.short_names import clean, name_forms, regnal, short_names

HEAD = """\
# Terms of office of heads of state and government, foreign ministers, and those who lead
# international organisations. Written by dragoman.vocabulary.build_people: do not edit.
# names: other spellings. surnames: the shorter names of later mentions. country: ISO3. body: the
# organisation, or the region or unrecognised state. since, until: as precise as the list has
# them; empty: not known, or not ended when the list was made (2022) or a row last checked.
# name: the full name. office: as the list calls it. wikidata: the person's item, where known.
# Crowns and offices worn beside one's own (the monarchs of the United Kingdom in other
# realms, the co-prince of Andorra) are left out: they do not say whose voice the person is.
# Regions without a row in bodies.tsv are left out too.
# source: leaders = every-politician-scrapers/world-leaders-2021 be7039cf (2022-10-10);
#   foreign-ministers, international-organisations = every-politician-scrapers/world 4a3b394
#   (2023-01-10). Data from Wikidata, CC0. "+ ended" = the end is from ended.tsv.
#   compiled = leaders.tsv. Both of these files hold general knowledge that was checked row by row.
"""
COLUMNS = tuple(column.name for column in fields(Person))
_HOME = {"Q9682": "GBR", "Q43274": "GBR", "Q3052772": "FRA"}
"""The own countries of Elizabeth II, Charles III and Emmanuel Macron, by Wikidata id."""
_NOT_OF_A_BODY = ("Permanent Representative to the United Nations",)
"""These speak for their states, which the list does not name."""
_COUNTRY_INVERTED = re.compile(r"^(.+), ((?:[\w ]+ )?[Tt]he)$")


def leaders(lists: Path) -> Iterator[Person]:
    """Yield heads of state and government."""
    for row in _read(lists / "leaders" / "wikidata.csv"):
        iso3, body = place(row["countryid"], row["country"])
        yield Person(
            name=row["officeholderLabel"],
            names=(),
            surnames=(),
            country=iso3,
            office=row["positionLabel"],
            body=body,
            since=row["start_year"],
            until=row["end_year"],
            wikidata=row["officeholder"],
            source="leaders",
        )


def foreign_ministers(lists: Path) -> Iterator[Person]:
    """Yield foreign ministers."""
    for row in _read(lists / "cabinets" / "foreign-ministers-2021-2022.csv"):
        iso3, body = place(row["country"], row["countryLabel"])
        state = countries().by_iso3[iso3].name if iso3 and not body else body
        yield Person(
            name=row["name"],
            names=(),
            surnames=(),
            country=iso3,
            office=f"Foreign Minister of {state}",
            body=body,
            since=row["start"],
            until="",
            wikidata=row["person"],
            source="foreign-ministers",
        )


def heads_of_organisations(lists: Path) -> Iterator[Person]:
    """Yield those who lead or serve international organisations."""
    for row in _read(lists / "cabinets" / "international-organisations.csv"):
        office = row["position"]
        body = _body_in(office)
        if office not in _NOT_OF_A_BODY and body:
            yield Person(
                name=row["person"],
                names=(),
                surnames=(),
                country="",
                office=office,
                body=body.name,
                since=row["start"],
                until=row["end"],
                wikidata=row["personID"],
                source="international-organisations",
            )


def compiled() -> Iterator[Person]:
    """Yield the well-known office-holders whom the lists lack (`data/leaders.tsv`)."""
    for row in rows("leaders.tsv"):
        body = None if row["country"] else _body_in(row["office"])
        yield Person(
            name=row["name"],
            names=values(row["names"]),
            surnames=(),
            country=row["country"],
            office=row["office"],
            body=body.name if body else "",
            since=row["since"],
            until=row["until"],
            wikidata="",
            source="compiled",
        )


def place(wikidata: str, label: str) -> tuple[str, str]:
    """Return ISO3 and body of a list's country: `("RUS", "")`, `("GBR", "Scotland")`."""
    for country in countries().rows:
        if wikidata and country.wikidata == wikidata:
            return country.iso3, ""
    for body in bodies().rows:
        if wikidata and body.wikidata == wikidata:
            return body.country, body.name
    named = countries().named(_COUNTRY_INVERTED.sub(r"\2 \1", label))
    return (named.iso3, "") if named else ("", label)


def people_of(lists: Path) -> list[Person]:
    """Return all terms of office, cleaned, sorted by country, office and time."""
    found: set[Person] = set()
    listed = (leaders(lists), foreign_ministers(lists), heads_of_organisations(lists))
    ended = {(row["name"], row["office"]): row["until"] for row in rows("ended.tsv")}
    for person in chain(*listed, compiled()):
        name = clean(person.name)
        beside = _HOME.get(person.wikidata, person.country) != person.country
        if name and not beside and (person.country or bodies().candidates(person.body)):
            spelled = (*person.names, *name_forms().get(name, ((), ()))[0])
            spelled += (regnal(name),) if regnal(name) != name else ()
            short = short_names(name, person.country, person.office)
            spelled = tuple(dict.fromkeys(other for other in spelled if other != name))
            whole = replace(person, name=name, names=spelled, surnames=short)
            found.add(_ended(whole, ended.get((name, person.office))))
    return sorted(found, key=lambda p: (p.country, p.body, p.source, p.office, p.since, p.name))


def _ended(person: Person, until: str | None) -> Person:
    """Return a term that a list has as open with the end that is known since."""
    if until is None or person.until or person.source == "compiled":
        return person
    return replace(person, until=until, source=f"{person.source} + ended")


def write(people: list[Person], out: Path) -> None:
    """Write the table that `dragoman.vocabulary.people` reads."""
    lines = ["\t".join(COLUMNS)]
    for person in people:
        cells = astuple(person)
        lines.append("\t".join(" | ".join(c) if isinstance(c, tuple) else c for c in cells))
    out.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def _body_in(office: str) -> Body | None:
    forms = sorted(bodies().surface_forms(), key=len, reverse=True)
    return next((bodies().find(form) for form in forms if form in office), None)


def _read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main() -> None:
    """Read the lists named on the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("lists", type=Path, help="folder with leaders/ and cabinets/")
    parser.add_argument("out", type=Path, help="the people.tsv to write")
    asked = parser.parse_args()
    write(people_of(asked.lists), asked.out)


if __name__ == "__main__":
    main()
