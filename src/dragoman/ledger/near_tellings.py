"""The statements that may tell of one utterance: found by index, each loaded once.

Candidates are those with the same print, and those of the same actor on the days around.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from dragoman.ledger import schema
from dragoman.ledger.chunking import chunks
from dragoman.ledger.same_telling import DAYS, LONG, NEXT, SHORT, Telling

MANY = 2000
"""Statements of one actor around one day above which only equal words are looked for.

No person says as much; a name that does is a crowd ("Russia" in a ledger of 10,000 articles a
day). Then the outcome may depend on the order in which articles came.
"""


class NearTellings:
    """The tellings loaded so far, and which of them may be one with another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.found: dict[int, Telling] = {}
        self.linked: set[int] = set()
        self.state: dict[int, tuple[int, str | None, float | None, int | None]] = {}
        self.moment: dict[int, tuple[str, bool, int]] = {}
        self._by_speaker: dict[str, list[int]] = defaultdict(list)
        self._by_unit: dict[str, dict[str, list[int]]] = {}
        self._by_print: dict[str, list[int]] = defaultdict(list)
        self._asked: set[tuple[str, str]] = set()
        self._asked_prints: set[tuple[str, str]] = set()

    def load(self, keys: Collection[int]) -> list[Telling]:
        """Return the tellings of those keys that stand, loading what is not held."""
        for some in chunks(sorted(set(keys) - self.found.keys())):
            self._keep(self._connection.execute(_tellings(), {"keys": some}).all())
        return [self.found[key] for key in sorted(keys) if key in self.found]

    def load_around(self, tellings: Iterable[Telling]) -> None:
        """Load what may be one with these tellings."""
        every = list(tellings)
        wanted = {
            (one.speaker, day)
            for one in every
            if one.speaker is not None and one.day and len(one.day) == 10
            for day in around(one.day, NEXT)
        } - self._asked
        self._asked |= wanted
        if wanted:
            self._load_speakers({speaker for speaker, _ in wanted}, {day for _, day in wanted})
        self._load_prints(every)

    def candidates(self, telling: Telling) -> Iterator[Telling]:
        """Yield what may be one with a telling, as far as it is loaded, each once."""
        keys = set(self._by_print[telling.printed.print])
        if telling.speaker is not None:
            by_unit = self._units_of(telling.speaker)
            shared = (
                Counter(key for unit in telling.weighed.units for key in by_unit.get(unit, ()))
                if by_unit
                else {}
            )
            keys |= {key for key, count in shared.items() if count > 1}
        keys.discard(telling.key)
        yield from (self.found[key] for key in sorted(keys))

    def _units_of(self, speaker: str) -> dict[str, list[int]]:
        """Return what a speaker says by what the words count as, unless one article tells it."""
        if speaker not in self._by_unit:
            keys = self._by_speaker[speaker]
            found: dict[str, list[int]] = defaultdict(list)
            if len({self.found[key].article for key in keys}) > 1:
                for key in keys:
                    for unit in self.found[key].weighed.units:
                        found[unit].append(key)
            self._by_unit[speaker] = found
        return self._by_unit[speaker]

    def _load_speakers(self, speakers: Collection[str], days: Collection[str]) -> None:
        actors = schema.actors.c
        ids: dict[str, list[str]] = defaultdict(list)
        for some in chunks(sorted(speakers)):
            query = select(actors.root, actors.id).where(actors.root.in_(some))
            for root, id_ in self._connection.execute(query):
                ids[root].append(id_)
        every = sorted(id_ for some in ids.values() for id_ in some)
        if self._take_some(every, days):
            return
        for root in sorted(ids):
            self._take_some(ids[root], days)

    def _take_some(self, ids: Sequence[str], days: Collection[str]) -> bool:
        """Load what actors say on some days unless it is too much; return whether it was not."""
        keys: list[int] = []
        for some in chunks(ids):
            values = {"ids": some, "days": sorted(days), "most": MANY + 1}
            keys += self._connection.execute(_BY_SPEAKER, values).scalars()
        if len(keys) > MANY:
            return False
        self.load(keys)
        return True

    def _load_prints(self, tellings: Iterable[Telling]) -> None:
        wanted: dict[str, set[str]] = defaultdict(set)
        for one in tellings:
            content, print_ = len(one.printed.content), one.printed.print
            if content < SHORT or (content < LONG and not (one.speaker and one.day)):
                continue
            for day in around(one.day, DAYS) if one.day and len(one.day) == 10 else ("",):
                if (print_, day) not in self._asked_prints:
                    self._asked_prints.add((print_, day))
                    wanted[day].add(print_)
        undated = sorted(wanted.pop("", set()))
        keys: set[int] = set()
        for some in chunks(sorted(set().union(*wanted.values()))):
            values = {"prints": some, "days": sorted(wanted)}
            keys.update(self._connection.execute(_BY_PRINT, values).scalars())
        for some in chunks(undated):
            keys.update(self._connection.execute(_BY_PRINT_ALONE, {"prints": some}).scalars())
        self.load(keys)

    def _keep(self, rows: Iterable[Any]) -> None:
        for row in rows:
            telling = _telling(row)
            self.found[row.key] = telling
            self.state[row.key] = (row.utterance, row.reason, row.likeness, row.alike)
            self.moment[row.key] = (row.moment, row.kind != "direct", -len(row.words))
            self._by_print[telling.printed.print].append(row.key)
            if telling.speaker is not None:
                self._by_speaker[telling.speaker].append(row.key)
                self._by_unit.pop(telling.speaker, None)


@lru_cache(maxsize=4096)
def around(day: str, by: int) -> tuple[str, ...]:
    """Return a day with those before and after it; the day alone where it is none."""
    try:
        middle = date.fromisoformat(day)
        return tuple((middle + timedelta(n)).isoformat() for n in range(-by, by + 1))
    except (ValueError, OverflowError):
        return (day,)


def _telling(row: Any) -> Telling:  # noqa: ANN401
    return Telling(
        key=row.key,
        article=row.article,
        n=row.n,
        speaker=row.root if row.name else None,
        called=row.name,
        around=row.around_root if row.around_root != row.root else None,
        day=row.day,
        said=row.said,
        stance=row.stance,
        matter=row.matter_id,
        side=row.side,
        venue=row.venue_words,
        words=row.words,
        kind=row.kind,
    )


def _many(name: str) -> Any:  # noqa: ANN401
    return bindparam(name, expanding=True)


_STANDINGS, _TELLINGS = schema.standings.c, schema.tellings.c
_BY_SPEAKER = (
    select(_STANDINGS.statement_key)
    .where(_STANDINGS.actor_id.in_(_many("ids")), _STANDINGS.day.in_(_many("days")))
    .limit(bindparam("most"))
)
_BY_PRINT_ALONE = select(_TELLINGS.statement_key).where(_TELLINGS.print.in_(_many("prints")))
_BY_PRINT = _BY_PRINT_ALONE.where(_TELLINGS.day.in_(_many("days")) | _TELLINGS.day.is_(None))


@cache
def _tellings() -> Select[Any]:
    tellings, standings, statements = schema.tellings, schema.standings, schema.statements
    actors, outer = schema.actors, schema.actors.alias()
    return (
        select(
            standings.c.statement_key.label("key"),
            standings.c.article,
            standings.c.n,
            actors.c.root,
            actors.c.name,
            outer.c.root.label("around_root"),
            standings.c.day,
            standings.c.stance,
            standings.c.matter_id,
            standings.c.side,
            statements.c.venue_words,
            statements.c.words,
            statements.c.kind,
            tellings.c.said,
            tellings.c.moment,
            tellings.c.utterance,
            tellings.c.reason,
            tellings.c.likeness,
            tellings.c.alike,
        )
        .select_from(standings)
        .join(tellings, tellings.c.statement_key == standings.c.statement_key)
        .join(statements, statements.c.key == standings.c.statement_key)
        .join(actors, actors.c.id == standings.c.actor_id)
        .outerjoin(outer, outer.c.id == tellings.c.around)
        .where(standings.c.statement_key.in_(_many("keys")))
    )
