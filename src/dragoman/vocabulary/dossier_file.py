"""Reading a user's `dossier.toml`: states, people, bodies, outlets and matters of one case.

Each entry becomes a row of the vocabulary's own tables, so that whatever is true of a listed
country, person, body or outlet is true of one that the user knows.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import VocabularyError
from dragoman.vocabulary import bodies, case_matters, countries, outlets, people
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, Row, using
from dragoman.vocabulary.dossier_form import Entry, entries
from dragoman.vocabulary.faults import Fault, Place, dated, one_of, repeated
from dragoman.vocabulary.names import tidy
from dragoman.vocabulary.short_names import short_names

_TELLING = "Correct the file; `dragoman vocabulary check FILE` lists all its faults."


def read_dossier(path: Path | str) -> Dossier:
    """Return the dossier that a file holds.

    Raises VocabularyError, which names the file, the line and the remedy, at its first fault.
    """
    dossier, faults = dossier_of(Path(path))
    if faults:
        more = f" ({len(faults) - 1} more.) {_TELLING}" if len(faults) > 1 else ""
        raise VocabularyError(f"{faults[0]}{more}")
    return dossier


def dossier_of(path: Path) -> tuple[Dossier, tuple[Fault, ...]]:
    """Return a file's dossier and its faults; with a fault, the dossier is an empty one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        found, faults = entries(text, str(path))
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
        return NO_DOSSIER, (Fault(str(path), 0, why, "Check the path and your rights."),)
    except UnicodeDecodeError:
        return NO_DOSSIER, (Fault(str(path), 0, "it is not UTF-8", "Save it as UTF-8 text."),)
    except tomllib.TOMLDecodeError as error:
        return NO_DOSSIER, (Fault(str(path), 0, f"{error}", "Mend the file's TOML syntax."),)
    with using(NO_DOSSIER):
        made = _Case(tuple(found))
        faults = (*faults, *made.faults())
        if faults:
            return NO_DOSSIER, tuple(sorted(faults))
        return _dossier(made.tables()), ()


def _dossier(tables: dict[str, tuple[Row, ...]]) -> Dossier:
    if not any(tables.values()):
        return NO_DOSSIER
    plain = json.dumps(tables, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return Dossier(hashlib.sha256(plain.encode("ascii")).hexdigest()[:16], tables)


@dataclass(frozen=True, slots=True)
class _Case:
    """The entries of one dossier."""

    entries: tuple[Entry, ...]

    def of(self, table: str) -> Iterator[Entry]:
        return (entry for entry in self.entries if entry.table == table)

    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Return the entries as rows, by the file of the vocabulary whose form they have."""
        return {
            countries.FILE: tuple(self._state(entry) for entry in self.of("states")),
            people.FILE: tuple(self._person(entry) for entry in self.of("people")),
            bodies.FILE: tuple(self._body(entry) for entry in self.of("bodies")),
            outlets.FILE: tuple(self._outlet(entry) for entry in self.of("outlets")),
            case_matters.FILE: tuple(self._matter(entry) for entry in self.of("matters")),
        }

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with the entries beyond their form."""
        for entry in self.of("states"):
            yield from self._state_faults(entry)
        for entry in self.of("people"):
            yield from dated(entry.place, entry["since"], entry["until"])
            yield from self._served(entry)
        for entry in self.of("bodies"):
            yield from one_of(entry.place, "kind", entry["kind"], bodies.KINDS)
            if entry["sort"]:
                yield from one_of(entry.place, "sort", entry["sort"], bodies.SORTS)
        for entry in self.of("outlets"):
            yield from one_of(entry.place, "sort", entry["sort"], outlets.SORTS)
        for entry in (*self.of("bodies"), *self.of("outlets")):
            yield from self._known_state(entry)
        for table, what in (("states", "state"), ("bodies", "body"), ("outlets", "outlet")):
            yield from repeated(self._borne(table), f"name of a {what}")
        words = (
            (e.place, w)
            for e in self.of("matters")
            for w in (e["name"], *e.list("words"), *e.list("opposite"))
        )
        yield from repeated(words, "wording of a matter")
        yield from self._part_faults()

    def _part_faults(self) -> Iterator[Fault]:
        wholes = {entry["name"]: entry["part_of"] for entry in self.of("matters")}
        for entry in self.of("matters"):
            for party in entry.list("parties"):
                if self._party(party) is None:
                    yield entry.place.fault(
                        f"no state or body is called {party!r}",
                        "Add it under [[states]] or [[bodies]], or write it as the lists do.",
                    )
            whole = entry["part_of"]
            if whole and whole not in wholes:
                yield entry.place.fault(
                    f"no matter of this file is called {whole!r}",
                    "Write the name of another entry of [[matters]].",
                )
            above = {entry["name"]}
            while whole and whole not in above:
                above.add(whole)
                whole = wholes.get(whole, "")
            if whole == entry["name"]:
                yield entry.place.fault(
                    f"{whole} is part of itself", "Leave out one of the part_of in this circle."
                )

    def _party(self, name: str) -> str | None:
        """Return a party as matters name it: a state's code, or a body's name."""
        for entry in self.of("bodies"):
            if name in (entry["name"], *entry.list("names")):
                return entry["name"]
        body = bodies.bodies().find(name)
        return self._code(name) or (body.name if body else None)

    def _borne(self, table: str) -> Iterator[tuple[Place, str]]:
        for entry in self.of(table):
            called = (entry["name"], *entry.list("names"), *entry.list("demonyms"))
            yield from ((entry.place, name) for name in dict.fromkeys(map(tidy, called)))

    def _state_faults(self, entry: Entry) -> Iterator[Fault]:
        yield from dated(entry.place, entry["since"], entry["until"])
        if entry["iso3"]:
            if entry["iso3"] not in countries.countries().by_iso3:
                yield entry.place.fault(
                    f"no country has the code {entry['iso3']}",
                    "iso3 adds names to a country of the vocabulary; leave it out for another "
                    "state, whose name then stands for it.",
                )
            return
        listed = countries.countries().named(entry["name"])
        if listed is not None:
            yield entry.place.fault(
                f"{entry['name']} is in the vocabulary already",
                f'Write iso3 = "{listed.iso3}" to add names to it.',
            )

    def _code(self, state: str) -> str | None:
        """Return the code of a state named in the dossier or the vocabulary."""
        for entry in self.of("states"):
            if state in (entry["name"], *entry.list("names")):
                return entry["iso3"] or entry["name"]
        known = countries.countries()
        country = known.by_iso3.get(state) or known.named(state)
        return country.iso3 if country else None

    def _known_state(self, entry: Entry) -> Iterator[Fault]:
        if entry["state"] and self._code(entry["state"]) is None:
            yield entry.place.fault(
                f"no state is called {entry['state']!r}",
                "Add it under [[states]], or write it as countries.tsv does.",
            )

    def _served(self, entry: Entry) -> Iterator[Fault]:
        yield from self._known_state(entry)
        own = {name for e in self.of("bodies") for name in (e["name"], *e.list("names"))}
        body = entry["body"]
        if body and body not in own and bodies.bodies().find(body) is None:
            yield entry.place.fault(
                f"no body is called {body!r}",
                "Add it under [[bodies]], or write it as bodies.tsv does.",
            )
        if not entry["state"] and not body:
            yield entry.place.fault(
                f"{entry['name']} serves nobody", "Give the state, the body or both."
            )

    def _state(self, entry: Entry) -> Row:
        row = entry.row("name", "names", "demonyms", "capitals", "metonyms", "since", "until")
        code = entry["iso3"]
        if code:
            listed = countries.countries().by_iso3[code]
            if entry["name"] != listed.name:
                row["names"] = " | ".join((entry["name"], *entry.list("names")))
            row["name"] = listed.name
        return {**row, "iso3": code or entry["name"], "status": "state", "wikidata": ""}

    def _person(self, entry: Entry) -> Row:
        country = self._code(entry["state"]) or ""
        surnames = entry.list("surnames") or short_names(entry["name"], country, entry["office"])
        row = entry.row("name", "names", "office", "body", "since", "until")
        told = {"country": country, "surnames": " | ".join(surnames)}
        return {**row, **told, "wikidata": "", "source": "dossier"}

    def _body(self, entry: Entry) -> Row:
        sort = entry["sort"] or bodies.usual_sort(entry["kind"])
        row = entry.row("name", "names", "kind")
        return {**row, "sort": sort, "country": self._code(entry["state"]) or "", "wikidata": ""}

    def _matter(self, entry: Entry) -> Row:
        row = entry.row("name", "words", "part_of", "opposite")
        parties = filter(None, map(self._party, entry.list("parties")))
        return {**row, "parties": " | ".join(parties)}

    def _outlet(self, entry: Entry) -> Row:
        row = entry.row("name", "names", "sort")
        owned = "yes" if entry["state_owned"] == "true" else "no"
        return {**row, "country": self._code(entry["state"]) or "", "state_owned": owned}
