"""Ranks: to which of a few groups a speaker's role belongs, from heads of state to experts.

Data: `data/ranks.toml`, in whose head its keys are explained; which words name which office is
`offices`'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.errors import VocabularyError
from dragoman.vocabulary.files import table
from dragoman.vocabulary.offices import Office, offices

FILE = "ranks.toml"
FORMER, OTHER, NO_ROLE = "former", "other", "none"
"""The ranks that are told without a list of offices, and must be there."""

_DEPUTY = "deputy "


@dataclass(frozen=True, slots=True)
class Ranks:
    """The ranks by name, the highest first, each with what a page calls it."""

    called: Mapping[str, str]
    _by_kind: Mapping[str, str] = field(repr=False)
    _by_title: Mapping[str, str] = field(repr=False)
    _of_state: Mapping[str, str] = field(repr=False)
    _of_deputies: Mapping[str, str] = field(repr=False)

    def of(self, role: str | None, *, for_state: bool = False) -> str:
        """Return the rank that a role gives; `for_state` where its holder speaks for a state.

        The role is what the article calls somebody: `Russian Deputy Foreign Minister`.
        """
        if not role:
            return NO_ROLE
        if offices().is_former(role) or offices().is_future(role):
            return FORMER
        office = offices().find(role)
        return self._of_office(office, for_state) if office else OTHER

    def highest(self, ranks: Iterable[str]) -> str:
        """Return the highest of some ranks, that of no role for none."""
        among = frozenset(ranks)
        return next((name for name in self.called if name in among), NO_ROLE)

    def _of_office(self, office: Office, for_state: bool) -> str:
        if for_state and office.kind in self._of_state:
            return self._of_state[office.kind]
        title = office.title
        if title in self._by_title:
            return self._by_title[title]
        # A deputy's office has the full office's kind; but `deputy prime minister` is listed.
        full = title.removeprefix(_DEPUTY)
        rank = self._by_title.get(full, self._by_kind[office.kind])
        deputy = full != title and title not in _listed()
        return self._of_deputies.get(rank, rank) if deputy else rank


@cache
def ranks() -> Ranks:
    """Return the ranks. Raises VocabularyError for a file that leaves an office without one."""
    rows = table(FILE)["rank"]
    called = {row["name"]: row["called"] for row in rows}
    found = Ranks(
        called=called,
        _by_kind=_lists(rows, "kinds"),
        _by_title=_lists(rows, "titles"),
        _of_state=_lists(rows, "of_state"),
        _of_deputies={row["name"]: row["deputies"] for row in rows if "deputies" in row},
    )
    kinds = {office.kind for office in offices().rows}
    unknown = {
        "no rank has offices of these kinds": kinds - found._by_kind.keys(),
        "there are no such kinds of offices": {*found._by_kind, *found._of_state} - kinds,
        "there are no such titles": found._by_title.keys() - _listed(),
        "there are no such ranks": {*found._of_deputies.values(), FORMER, OTHER, NO_ROLE}
        - {*called},
    }
    for what, names in unknown.items():
        if names:
            raise VocabularyError(f"{FILE}: {what}: {', '.join(sorted(names))}. Mend the lists.")
    return found


@cache
def _listed() -> frozenset[str]:
    return frozenset(office.title for office in offices().rows)


def _lists(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, str]:
    """Return which rank each entry of the lists of that key has. Raises VocabularyError."""
    found: dict[str, str] = {}
    for row in rows:
        for entry in row.get(key, ()):
            if entry in found:
                raise VocabularyError(f"{FILE}: {key}: {entry!r} stands twice. Leave one.")
            found[entry] = row["name"]
    return found
