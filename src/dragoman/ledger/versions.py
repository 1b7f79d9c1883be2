"""Which articles are versions of one, in which order they follow, and what each of them is.

Pure functions over what is known of the articles. The result depends on the articles, not on
the order in which they came, wherever they state a number, a date of change or publication, or
when they were fetched; only what states none of these stands where it arrived.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations, groupby
from typing import Literal

from dragoman.article import Revision
from dragoman.ledger.addresses import SORTS, sort_of
from dragoman.ledger.notices import Notice
from dragoman.ledger.own_words import OwnWords

Kind = Literal["first", "revised", "corrected", "withdrawn", "completed", "refreshed"]
"""What a version is to the one before it. `completed`: that was only a summary of it, as feeds
give; `refreshed`: its own words are the same and it is no revision."""
KINDS: tuple[Kind, ...] = (
    "first", "revised", "corrected", "withdrawn", "completed", "refreshed",
)  # fmt: skip

ALIKE = {"item": (0.0, 0.0), "id": (0.2, 0.05), "url": (0.2, 0.05), "file": (0.5, 0.2)}
"""The share of words that two texts at the same address must have in common to be versions of one
article, and the share that is enough when they have the same headline."""

FEW, ALIKE_SHORT = 30, 0.5
"""A text with fewer runs of words shares some of them by chance: it must share this many."""

_DAY = len("2026-05-04")


@dataclass(frozen=True)
class Copy:
    """An article as it came; `key` grows in the order of arrival, `added` is when that was."""

    key: int
    id: str
    addresses: frozenset[str]
    words: OwnWords
    notices: tuple[Notice, ...]
    revision: Revision
    published: str | None
    retrieved: str | None
    added: str

    @property
    def withdrawn(self) -> bool:
        """Whether it says that it is taken back."""
        return any(notice.told == "withdrawn" for notice in self.notices)

    @property
    def corrections(self) -> frozenset[str]:
        """The words of its corrections."""
        return frozenset(n.words for n in self.notices if n.told == "corrected")


@dataclass(frozen=True, slots=True)
class Version:
    """One article among the versions of one.

    `root` is the key of the one that came first, `number` counts the revisions from 1 (a
    `refreshed` one has the number of what it repeats). `current` marks the one whose words are
    the article's now. `address` is what it shares with another version. `placed_by` tells what
    put it in its place: `number`, `modified`, `published`, `retrieved`, `notice` or `arrival`;
    `day` is when its source dates it, else when it was fetched.
    """

    key: int
    root: int
    number: int
    kind: Kind
    current: bool
    address: str | None
    placed_by: str
    day: str | None
    notice: Notice | None

    @property
    def stands(self) -> bool:
        """Whether its statements count."""
        return self.current and self.kind != "withdrawn"


@dataclass(frozen=True, slots=True)
class Kin:
    """What is known already: the root of each article's family, and the address that it shares."""

    root: int
    address: str | None


def versions_of(
    copies: Sequence[Copy], known: Mapping[int, Kin] | None = None
) -> tuple[Version, ...]:
    """Return the versions among articles, by their keys; an article with nothing to tell has none.

    An article that is alone is a version too when it says that it was corrected or withdrawn.
    `known` are articles that were compared with one another before: only the others are compared.
    """
    found: list[Version] = []
    for family, shared in _families(copies, known or {}):
        if len(family) > 1 or family[0].notices:
            found += _numbered(_ordered(family), shared)
    return tuple(sorted(found, key=lambda one: one.key))


def _families(
    copies: Sequence[Copy], known: Mapping[int, Kin]
) -> list[tuple[list[Copy], dict[int, str]]]:
    """Return the articles that are versions of one, with the address that each shares."""
    parts = _Joined(one.key for one in copies)
    shared: dict[int, str] = {}
    settled: set[int] = set()
    for one in copies:
        # What has nothing of a text may belong to another one that has come since.
        if one.key in known and not one.withdrawn:
            settled.add(one.key)
            parts.join_to(one.key, known[one.key].root)
            if address := known[one.key].address:
                shared[one.key] = address
    for one, other in combinations(sorted(copies, key=lambda one: one.key), 2):
        if one.key in settled and other.key in settled:
            continue
        address = _same(one, other)
        if address:
            parts.join(one.key, other.key)
            for each in (one, other):
                shared[each.key] = min(shared.get(each.key, address), address, key=_rank)
    for group in parts.groups(copies):
        if all(one.withdrawn for one in group):
            _join_bare(group, copies, parts, shared)
    return [(family, shared) for family in parts.groups(copies)]


def _join_bare(
    group: Sequence[Copy], copies: Sequence[Copy], parts: _Joined, shared: dict[int, str]
) -> None:
    """Join notes that have nothing of the withdrawn text to the article that stood there last."""
    known = frozenset[str]().union(*(one.addresses for one in group))
    texts = [each for each in copies if not each.withdrawn and each.addresses & known]
    if not texts:
        return
    last = max(texts, key=lambda each: (*_moment(each), each.id))
    for one in group:
        common = sorted(last.addresses & one.addresses, key=_rank)
        parts.join(one.key, last.key)
        for address in common[:1]:
            shared[one.key] = address
            shared.setdefault(last.key, address)


def _same(one: Copy, other: Copy) -> str | None:
    """Return the address that two articles share as versions of one, None when they are two."""
    for address in sorted(one.addresses & other.addresses, key=_rank):
        enough, with_title = ALIKE[sort_of(address)]
        few = min(len(one.words.runs), len(other.words.runs)) < FEW
        least = max(enough, ALIKE_SHORT) if enough and few else enough
        if one.words.has_title_of(other.words):
            least = with_title
        if not least or one.words.shared(other.words) >= least:
            return address
    return None


def _rank(address: str) -> tuple[int, str]:
    return SORTS.index(sort_of(address)), address


class _Joined:
    """Keys in groups that grow together."""

    def __init__(self, keys: Iterable[int]) -> None:
        self._root = {key: key for key in keys}
        self._family: dict[int, int] = {}

    def join_to(self, key: int, family: int) -> None:
        """Join a key with all others that were joined to this family."""
        self.join(key, self._family.setdefault(family, key))

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self._find(one), self._find(other)))
        self._root[second] = first

    def _find(self, key: int) -> int:
        while self._root[key] != key:
            key = self._root[key]
        return key

    def groups(self, copies: Sequence[Copy]) -> list[list[Copy]]:
        found: dict[int, list[Copy]] = defaultdict(list)
        for one in sorted(copies, key=lambda one: one.key):
            found[self._find(one.key)].append(one)
        return [found[root] for root in sorted(found)]


@dataclass(frozen=True)
class _Placed:
    """A copy in its order, and what decided that it follows the one before."""

    copy: Copy
    by: str


def _ordered(family: Sequence[Copy]) -> list[_Placed]:
    """Return the copies of one article in the order in which its outlet made them."""
    keys = _order(family)
    order = sorted(family, key=lambda one: tuple(value for _, value in keys[one.key]))
    placed = []
    for n, one in enumerate(order):
        beside = keys[order[n - 1 if n else min(1, len(order) - 1)].key]
        own = keys[one.key]
        by = next((by for (by, a), (_, b) in zip(own, beside, strict=True) if a != b), "arrival")
        placed.append(_Placed(one, _source(one) if by == "stated" else by))
    return placed


def _order(family: Sequence[Copy]) -> dict[int, list[tuple[str, object]]]:
    """Return for each copy what it is ordered by, the weightiest first."""
    numbered = all(one.revision.number is not None for one in family)
    fetched = all(one.retrieved for one in family)
    stated = _stated(family)
    return {
        one.key: [
            ("number", not one.revision.cut),
            ("number", one.revision.number if numbered else 0),
            ("stated", stated[one.key]),
            ("retrieved", _moment_of(one.retrieved) if fetched else ("", "")),
            ("notice", 2 if one.withdrawn else 1 if one.corrections else 0),
            ("arrival", one.key),
        ]
        for one in family
    }


def _stated(family: Sequence[Copy]) -> dict[int, tuple[str, str]]:
    """Return the day and time that each copy states; hours count where all of a day have them.

    A copy without a date has that of the latest among those that came before it.
    """
    days: dict[str, bool] = defaultdict(lambda: True)
    told: dict[int, tuple[str, str]] = {}
    latest = ("", "")
    for one in sorted(family, key=lambda one: one.key):
        moment = _moment(one)
        latest = max(latest, moment)
        told[one.key] = moment if moment[0] else latest
        days[told[one.key][0]] &= bool(told[one.key][1])
    return {key: (day, time if days[day] else "") for key, (day, time) in told.items()}


def _moment(one: Copy) -> tuple[str, str]:
    return max(_moment_of(one.revision.modified), _moment_of(one.published))


def _moment_of(stamp: str | None) -> tuple[str, str]:
    """Return a date's day as stated, and its time in UTC if it has one; both empty for none."""
    if not stamp:
        return "", ""
    try:
        exact = datetime.fromisoformat(stamp) if len(stamp) > _DAY else None
    except ValueError:
        exact = None
    if exact is None or exact.tzinfo is None:
        return stamp[:_DAY], ""
    return stamp[:_DAY], exact.astimezone(UTC).isoformat()


def _source(one: Copy) -> str:
    """Return which of the dates that a copy states is its moment."""
    if not any(_moment(one)):
        return "arrival"
    modified = _moment_of(one.revision.modified)
    return "modified" if any(modified) and modified >= _moment_of(one.published) else "published"


def _numbered(order: Sequence[_Placed], shared: dict[int, str]) -> list[Version]:
    """Return the versions in their order, with their numbers, kinds and evidence."""
    groups = [list(group) for _, group in groupby(order, key=lambda one: _own(one.copy))]
    root = min(one.copy.key for one in order)
    found: list[Version] = []
    before: Copy | None = None
    for number, group in enumerate(groups, start=1):
        # The same words twice: which of the copies stands must not hang on which came first.
        group.sort(key=lambda one: (*_moment(one.copy), one.copy.retrieved or "~", one.copy.id))
        for n, placed in enumerate(group):
            one = placed.copy
            kind, notice = ("refreshed", None) if n else _kind(one, before)
            found.append(
                Version(
                    key=one.key,
                    root=root,
                    number=number,
                    kind=kind,
                    current=number == len(groups) and not n,
                    address=shared.get(one.key),
                    placed_by=placed.by,
                    day=_day(one),
                    notice=notice,
                )
            )
        before = group[0].copy
    return found


def _own(one: Copy) -> tuple[object, ...]:
    return one.words.text, one.words.title, one.notices, one.revision.cut


def _kind(one: Copy, before: Copy | None) -> tuple[Kind, Notice | None]:
    """Return what a version is to the one before it, and the words that say so."""
    for notice in one.notices:
        if notice.told == "withdrawn":
            return "withdrawn", notice
    known = before.corrections if before else frozenset()
    for notice in one.notices:
        if notice.told == "corrected" and notice.words not in known:
            return "corrected", notice
    if before is None:
        return "first", None
    return ("completed" if before.revision.cut and not one.revision.cut else "revised"), None


def _day(one: Copy) -> str | None:
    stamp = one.revision.modified if _source(one) == "modified" else one.published
    return (stamp or one.retrieved or "")[:_DAY] or None
