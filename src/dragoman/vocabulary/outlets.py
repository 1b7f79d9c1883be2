"""News agencies, newspapers and broadcasters, with their country and whether a state owns them.

Data: `data/outlets.tsv`. An agency named in an article is a link of its chain of sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

from dragoman.errors import VocabularyError
from dragoman.vocabulary import names
from dragoman.vocabulary.dossier import Dossier, by_dossier
from dragoman.vocabulary.files import rows, values

FILE = "outlets.tsv"
OutletSort = Literal["agency", "newspaper", "broadcaster", "magazine", "online"]
SORTS: tuple[OutletSort, ...] = get_args(OutletSort)


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet; `state_owned` means owned by, or founded and funded through, a state.

    A public broadcaster under independent governance (the BBC) is not state-owned here.
    """

    name: str
    names: tuple[str, ...]
    country: str
    sort: OutletSort
    state_owned: bool


@dataclass(frozen=True, slots=True)
class Outlets:
    """All outlets, looked up by name."""

    rows: tuple[Outlet, ...]
    _named: dict[str, tuple[Outlet, ...]] = field(repr=False)

    def find(self, words: str) -> Outlet | None:
        """Return the outlet of that name, or None when none or several bear it."""
        found = names.look_up(self._named, words)
        return found[0] if len(found) == 1 else None

    def candidates(self, words: str) -> tuple[Outlet, ...]:
        """Return every outlet that bears the name."""
        return names.look_up(self._named, words)

    def surface_forms(self) -> tuple[str, ...]:
        """Return every name as listed, sorted, each once."""
        return tuple(sorted({form for o in self.rows for form in (o.name, *o.names)}))


@by_dossier
def outlets(dossier: Dossier) -> Outlets:
    """Return the outlets of the vocabulary and the dossier, whose names come first."""
    own = tuple(_outlet(dict(row)) for row in dossier.rows(FILE))
    told = {outlet.name for outlet in own}
    table = (*(o for row in rows(FILE) if (o := _outlet(row)).name not in told), *own)
    return Outlets(table, _names(table) | _names(own))


def _names(table: tuple[Outlet, ...]) -> dict[str, tuple[Outlet, ...]]:
    return names.index((n, o) for o in table for n in (o.name, *o.names))


def _outlet(row: dict[str, str]) -> Outlet:
    sort = next((s for s in SORTS if s == row["sort"]), None)
    if sort is None or row["state_owned"] not in ("yes", "no"):
        raise VocabularyError(
            f"{FILE}, {row['name']}: sort is one of {', '.join(SORTS)} and state_owned yes or "
            f"no, not {row['sort']!r} and {row['state_owned']!r}."
        )
    return Outlet(
        row["name"], values(row["names"]), row["country"], sort, row["state_owned"] == "yes"
    )
