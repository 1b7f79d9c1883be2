"""Demands over time: what one side asks of another on one matter, however often and worded.

All is found by indexes from the conditions asked for: their acts stand with them (`demands`).
Of what is asked again and again the first and last are enough for a status (`firsts_and_lasts`).
What limits the articles that count, as known on a day, belongs into `_asked` and
`firsts_and_lasts`, each of which has `article_key`. What tells of demands is in `told_of`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, select
from sqlalchemy import func as sql

from dragoman.ledger import schema
from dragoman.ledger.acts import Act
from dragoman.ledger.bearing import Says, same_demand
from dragoman.ledger.chunking import chunks
from dragoman.ledger.demanding import unpacked

By = Literal["setter", "report", "actor", "other"]
"""Who tells of an act: the side that asks for it, the report, who is to do it, another."""

Place: TypeAlias = tuple[int, int]
"""Where the words of an evidence stand: `(article key, number)`, `(condition key, -1)`."""


class Asked(NamedTuple):
    """One time that a demand was made."""

    condition: int
    article: str
    day: str | None
    kind: str
    unmet: bool
    outcome: Act | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that say what became of a demand; `implied` by the demand's own (`until`).

    `article` is the id of the article that tells it.
    """

    says: Says
    by: By
    day: str
    place: Place
    article: str
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What one side asks of another on one matter, each time that it did, in order of days."""

    side: str | None
    actor: str | None
    matter: str | None
    act: Act | None
    negated: bool
    times: tuple[Asked, ...]
    evidence: tuple[Evidence, ...] = ()

    @property
    def first(self) -> str | None:
        """Return the day on which the demand was first made, as far as days are known."""
        return next((one.day for one in self.times if one.day), None)

    @property
    def shown(self) -> int:
        """Return the condition by which the demand was made last."""
        dated = [time for time in self.times if time.day]
        return (dated or list(self.times))[-1].condition


def asked_for(
    connection: Connection, conditions: Sequence[int] | None, until: str | None
) -> list[Demand]:
    """Return the demands that conditions make up to a day, without what tells of them.

    `conditions` are their keys, None for all. Conditions in which no act is understood are
    demands of their own.
    """
    rows: list[Sequence[Any]] = []
    for some in [None] if conditions is None else chunks(conditions):
        query = _asked(until)
        if some is not None:
            query = query.where(schema.demands.c.condition_key.in_(some))
        rows += connection.execute(query).all()
    return _grouped(rows)


def _asked(until: str | None) -> Select[Any]:
    demands, standings, matters = schema.demands, schema.condition_standings, schema.matters
    query = (
        select(
            *(demands.c[name] for name in ("condition_key", "side", "actor", "act", "outcome")),
            *(demands.c[name] for name in ("negated", "unmet")),
            standings.c.day,
            standings.c.kind,
            matters.c.root,
            schema.articles.c.id,
        )
        .join(schema.articles, schema.articles.c.key == demands.c.article_key)
        .join(standings, standings.c.condition_key == demands.c.condition_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
    )
    if until is not None:
        query = query.where(standings.c.day.is_(None) | (standings.c.day <= until))
    return query


def firsts_and_lasts(until: str | None, *where: ColumnElement[bool]) -> Select[Any]:
    """Return a query for the first and the last time that each wording of a demand was set.

    That is enough for what became of a demand, and few rows where it was repeated often.
    """
    demands, standings, matters = schema.demands, schema.condition_standings, schema.matters
    day = standings.c.day
    what = (demands.c.key, demands.c.side, demands.c.actor, demands.c.act, demands.c.unmet)
    alike = (*what, matters.c.root, day.is_(None))
    order = (day, schema.articles.c.id, demands.c.condition_key)
    # Neighbours in one order, for ranks from both ends would take sorting twice.
    before = sql.lag(demands.c.condition_key).over(partition_by=alike, order_by=order)
    after = sql.lead(demands.c.condition_key).over(partition_by=alike, order_by=order)
    ranked = (
        select(demands.c.condition_key, before.label("before"), after.label("after"))
        .join(standings, standings.c.condition_key == demands.c.condition_key)
        .join(schema.articles, schema.articles.c.key == demands.c.article_key)
        .outerjoin(matters, matters.c.id == standings.c.matter_id)
        .where(*where)
    )
    if until is not None:
        ranked = ranked.where(day.is_(None) | (day <= until))
    found = ranked.subquery()
    return select(found.c.condition_key).where(found.c.before.is_(None) | found.c.after.is_(None))


_Group: TypeAlias = tuple[str | None, str | None, str | None, str, str, bool, bool]


def _grouped(rows: Iterable[Sequence[Any]]) -> list[Demand]:
    """Return the demands that rows make, in an order that does not depend on that of storing."""
    alone: list[Demand] = []
    alike: dict[_Group, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for key, side, actor, words, outcome, negated, unmet, day, kind, root, article in rows:
        one = Asked(key, article, day, kind, unmet, unpacked(outcome))
        act = unpacked(words)
        if act is None or not act.head:
            alone.append(Demand(side, actor, root, None, negated, (one,)))
            continue
        group = (side, actor, root, act.head, act.patient, act.partial, negated)
        alike[group][words].append(one)
    found = alone
    for (side, actor, matter, _, _, _, negated), acts in alike.items():
        for act, times in _merged(acts):
            found.append(Demand(side, actor, matter, act, negated, tuple(sorted(times, key=_age))))
    return found


def _age(one: Asked) -> tuple[bool, str, str, int]:
    """Order by days, the undated last, and by what does not depend on the order of storing."""
    return one.day is None, one.day or "", one.article, one.condition


def _merged(acts: Mapping[str, list[Asked]]) -> list[tuple[Act, list[Asked]]]:
    """Put together acts that agree; one that says less joins only where it fits one alone."""
    unpacked_ = [(act, words) for words in acts if (act := unpacked(words))]
    order = sorted(unpacked_, key=lambda one: (-len(one[0].beside | one[0].around), one[1]))
    groups: list[tuple[Act, list[Asked]]] = []
    for act, words in order:
        fits = [group for group in groups if same_demand(group[0], act)]
        if len(fits) == 1 or (fits and act.beside | act.around):
            fits[0][1].extend(acts[words])
        else:
            groups.append((act, list(acts[words])))
    return groups
