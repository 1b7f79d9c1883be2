"""Bodies that speak, act and negotiate: organisations, departments, parliaments, movements.

Data: `data/bodies.tsv` (proper names) and `data/institutions.tsv` (what every state has:
`foreign ministry`, `embassy`, `army`), which together read `the Russian Foreign Ministry`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary import names
from dragoman.vocabulary.countries import countries
from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.files import rows, values
from dragoman.vocabulary.inflection import plural

FILE = "bodies.tsv"
INSTITUTIONS = "institutions.tsv"
BodySort = Literal["organisation", "government", "group", "media"]
SORTS: tuple[BodySort, ...] = get_args(BodySort)
KINDS = (
    *("igo", "court", "department", "legislature", "government", "agency", "military", "police"),
    *("mission", "party", "movement", "authority", "de facto state", "region", "ngo"),
    *("think tank", "church", "company", "media"),
)
_OF_A_STATE = (
    *("department", "legislature", "government", "agency", "military", "police", "mission"),
    *("region", "de facto state"),
)
PLACES = ("region", "de facto state")
"""The kinds of bodies that are places, with governments and parliaments of their own."""
_COMPLEMENT = re.compile(r" (?:of|for) (?:the )?")
_MINISTRY = re.compile(r"(?:ministry|department) (?:of|for) [a-z ,-]+$|[a-z -]+ ministry$")
_SENT_ABROAD = ("mission",)
"""A city beside these says where they are, not whose: the London embassy."""
_TO_PLACE = re.compile(r" (?:in|to|at) .+$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body with a name of its own, or an institution of a state.

    `sort` is a speaker's sort: `government` for organs of a state, `organisation` for all
    others, parties and armed movements included; a country's `opposition` is a `group`, its
    `state media` are `media`. `kind` is finer (`igo`, `department`, `legislature`,
    `movement`, `party`, `ngo` ...). `country` is the ISO3 code of the state that it belongs
    to, empty for an international body and where that is not settled.
    """

    name: str
    names: tuple[str, ...]
    sort: BodySort
    kind: str
    country: str
    wikidata: str


@dataclass(frozen=True, slots=True)
class Institution:
    """What many states have under one name: `foreign ministry`, `parliament`, `embassy`."""

    name: str
    names: tuple[str, ...]
    kind: str
    sort: BodySort


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies, looked up by name; proper names are case-sensitive, institutions not."""

    rows: tuple[Body, ...]
    institutions: tuple[Institution, ...]
    _named: dict[str, tuple[Body, ...]] = field(repr=False)
    _institution: dict[str, Institution] = field(repr=False)

    def find(self, words: str) -> Body | None:
        """Return the body that the words name, or None when none or several bear the name.

        Reads proper names (`EU`, `the State Department`) and a state's institutions with
        their country (`Turkish Foreign Ministry`, `Parliament of Iraq`, `Japan's embassy
        in Moscow`: the sending state's).
        """
        found = names.look_up(self._named, words)
        return found[0] if len(found) == 1 else self._of_state(words)

    def candidates(self, words: str) -> tuple[Body, ...]:
        """Return every body that bears the name."""
        return names.look_up(self._named, words)

    def institution(self, words: str) -> Institution | None:
        """Return the institution that the words name without a country: `the ministry`.

        A ministry of anything is a ministry, listed or not.
        """
        text = names.tidy(words).casefold().removeprefix("the ")
        found = self._institution.get(text)
        return found or (self._institution["ministry"] if _MINISTRY.match(text) else None)

    def surface_forms(self) -> tuple[str, ...]:
        """Return every proper name of a body as listed, sorted, each once."""
        return tuple(sorted({form for body in self.rows for form in (body.name, *body.names)}))

    def _of_state(self, words: str) -> Body | None:
        text = names.tidy(words).removeprefix("the ")
        for candidate in dict.fromkeys((text, _TO_PLACE.sub("", text))):
            found = self._prefixed(candidate) or self._complemented(candidate)
            if found:
                owner, institution = found
                sort, kind = institution.sort, institution.kind
                return Body(text, (), sort, kind, country=owner, wikidata="")
        return None

    def _prefixed(self, text: str) -> tuple[str, Institution] | None:
        parts = text.split(" ")
        for cut in range(1, len(parts)):
            institution = self.institution(" ".join(parts[cut:]))
            if institution is None:
                continue
            owner = self._owner(" ".join(parts[:cut]), institution)
            if owner is not None:
                return owner, institution
        return None

    def _complemented(self, text: str) -> tuple[str, Institution] | None:
        for link in _COMPLEMENT.finditer(text):
            institution = self.institution(text[: link.start()])
            if institution is None:
                continue
            owner = self._owner(text[link.end() :], institution)
            if owner is not None:
                return owner, institution
        return None

    def _owner(self, words: str, institution: Institution) -> str | None:
        known = countries()
        country = known.named(words) or known.demonym(words)
        if country is None and institution.kind not in _SENT_ABROAD:
            country = known.metonym(words)
        if country:
            return country.iso3
        found = names.look_up(self._named, words)
        place = len(found) == 1 and found[0].kind in PLACES
        return found[0].country if place else None


def usual_sort(kind: str) -> BodySort:
    """Return the sort of speaker that a body of some kind usually is."""
    if kind == "media":
        return "media"
    return "government" if kind in _OF_A_STATE else "organisation"


@by_dossier
def bodies(dossier: Dossier) -> Bodies:
    """Return the bodies of the vocabulary and the dossier, whose names come first."""
    own = tuple(_body(dict(row)) for row in dossier.rows(FILE))
    told = {body.name for body in own}
    table = (*(body for row in rows(FILE) if (body := _body(row)).name not in told), *own)
    institutions = tuple(_institution(row) for row in rows(INSTITUTIONS))
    spelled = {
        form.casefold(): institution
        for institution in institutions
        for name in (institution.name, *institution.names)
        for form in (name, plural(name))
    }
    return Bodies(
        rows=table,
        institutions=institutions,
        _named=_names(table) | _names(own),
        _institution=spelled,
    )


def _names(table: tuple[Body, ...]) -> dict[str, tuple[Body, ...]]:
    return names.index((n, body) for body in table for n in (body.name, *body.names))


def _body(row: dict[str, str]) -> Body:
    return Body(
        name=row["name"],
        names=values(row["names"]),
        sort=_sort(FILE, row),
        kind=row["kind"],
        country=row["country"],
        wikidata=row["wikidata"],
    )


def _institution(row: dict[str, str]) -> Institution:
    return Institution(
        name=row["name"],
        names=values(row["names"]),
        kind=row["kind"],
        sort=_sort(INSTITUTIONS, row),
    )


def _sort(file: str, row: dict[str, str]) -> BodySort:
    sort = next((s for s in SORTS if s == row["sort"]), None)
    if sort is None:
        raise VocabularyError(
            f"{file}, {row['name']}: sort {row['sort']!r} is unknown. Use {' or '.join(SORTS)}."
        )
    return sort
