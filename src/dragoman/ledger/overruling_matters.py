"""A person's decisions on matters: two are one, one is two, this is part of that; their undoing.

Each is a row that is never changed. Names, and what is one, follow anew from the rows that hold,
so that neither reading again nor deriving again undoes one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy import func as sql

from dragoman.errors import DragomanError
from dragoman.ledger import schema
from dragoman.ledger.decisions import Decision
from dragoman.ledger.deriving import derive_again
from dragoman.ledger.matter_decisions import (
    decided_matters,
    follow_matters,
    members_of,
)
from dragoman.ledger.naming import find_matter, name_matters
from dragoman.ledger.rulings import By, checked_where, decisions_about, take_decision, to_undo
from dragoman.ledger.store import Ledger
from dragoman.vocabulary.names import fold


class MatterPart(TypedDict, total=False):
    """Which statements are not about a matter: all that is given must fit.

    `words` is a wording of the matter as the articles have it, the others are names.
    """

    words: str | None
    article: str | None
    statement: str | None


def matters_merge(
    ledger: Ledger, one: str, other: str, *, opposite: bool = False, **by: Unpack[By]
) -> Decision:
    """Join two matters: what is about either of them is about one from now on.

    `opposite` takes `other` for the other end of `one`: its stances are turned round. The name
    shown is that of `one` when a person gave it, else the commonest. Raises NotFound, and
    DragomanError when they are one already.
    """
    with ledger.change() as connection:
        a, b = find_matter(connection, one), find_matter(connection, other)
        if a == b:
            raise DragomanError(f"{one} and {other}: these are one matter already ({a}).")
        ids = members_of(connection, (a, b))
        named = name_matters(connection, (a, b))
        after: dict[str, Any] = {"into": a, "name": named[a].name}
        after |= {"matters": ids[a], "others": ids[b]}
        if opposite:
            after["opposite"] = True
        decision = take_decision(
            connection, "matter", "merge", b, by, {"name": named[b].name}, after
        )
        _follow(connection, decided_matters(connection).turned & set(ids[b]))
        return decision


def matters_split(
    ledger: Ledger,
    matter: str,
    merged: str | None = None,
    *,
    part: MatterPart | None = None,
    **by: Unpack[By],
) -> Decision:
    """Take out of a matter one that was merged into it, or the statements that `part` tells of.

    `merged` is an id, or words of the articles for it. Raises NotFound, and DragomanError when
    nothing, or everything, would be taken out.
    """
    where = {name: str(value) for name, value in (part or {}).items() if value is not None}
    if (merged is None) == (not where):
        raise DragomanError(
            f"{matter}: say what is another matter: one that was merged into it, or "
            "else statements by their words for it, by article or by statement."
        )
    with ledger.change() as connection:
        root = find_matter(connection, matter)
        ids = members_of(connection, (root,))[root]
        before = {"name": name_matters(connection, (root,))[root].name}
        if merged is not None:
            worded = _worded(connection, ids)
            taken = [id_ for id_ in ids if id_.startswith(merged) or _named(merged, worded[id_])]
            rest = [id_ for id_ in ids if id_ not in taken]
            if not taken or not rest:
                listed = ", ".join(f"{id_} ({next(iter(worded[id_]), '')})" for id_ in ids)
                raise DragomanError(
                    f"{merged}: not one of several that {matter} was merged from. "
                    f"They are {listed}; give --words, --article or --statement to take out "
                    "statements."
                )
            after: dict[str, Any] = {"matters": taken, "rest": rest}
            turned = decided_matters(connection).turned
            decision = take_decision(connection, "matter", "split", root, by, before, after)
            _follow(connection, turned & set(taken))
            return decision
        where = checked_where(connection, where)
        articles = _articles_that_fit(connection, matter, ids, where)
        after = {"matters": ids, "where": where}
        decision = take_decision(connection, "matter", "split", root, by, before, after)
        for article in articles:
            derive_again(connection, article)
        return decision


def _worded(connection: Connection, ids: Collection[str]) -> dict[str, list[str]]:
    """Return the words that articles have for each of some matters, the commonest first."""
    wordings = schema.wordings.c
    query = select(wordings.matter_id, wordings.words).where(wordings.matter_id.in_(ids))
    found: dict[str, list[str]] = {id_: [] for id_ in ids}
    for id_, words in connection.execute(query.order_by(wordings.count.desc(), wordings.words)):
        found[id_].append(words)
    return found


def _named(merged: str, wordings: Collection[str]) -> bool:
    words = fold(merged)
    return bool(words) and any(f" {words} " in f" {fold(wording)} " for wording in wordings)


def matters_rename(ledger: Ledger, matter: str, name: str, **by: Unpack[By]) -> Decision:
    """Give a matter the name by which it is shown. Raises NotFound, DragomanError for no name."""
    if not name.strip():
        raise DragomanError("A name has at least one letter. Give one.")
    with ledger.change() as connection:
        root = find_matter(connection, matter)
        before = {"name": name_matters(connection, (root,))[root].name}
        after = {"name": " ".join(name.split())}
        decision = take_decision(connection, "matter", "rename", root, by, before, after)
        follow_matters(connection)
        return decision


def matters_part(ledger: Ledger, matter: str, of: str | None = None, **by: Unpack[By]) -> Decision:
    """Say that a matter is part of another, or of none. Raises NotFound, DragomanError."""
    with ledger.change() as connection:
        root = find_matter(connection, matter)
        whole = find_matter(connection, of) if of else None
        decided = decided_matters(connection)
        above = decided.parts(decided.roots())
        seen, up = {root}, whole
        while up and up not in seen:
            seen.add(up)
            up = above.get(up)
        if up == root:
            raise DragomanError(f"{matter}: it would be part of itself. Undo the other first.")
        named = name_matters(connection, {root, *filter(None, [whole])})
        after = {"of": whole, "name": named[whole].name if whole else None}
        return take_decision(
            connection, "matter", "part", root, by, {"name": named[root].name}, after
        )


def matters_undo(ledger: Ledger, decision: int | None = None, **by: Unpack[By]) -> Decision:
    """Undo a decision on matters, the last one that holds when no number is given.

    Raises DragomanError when there is none, or it does not hold any more.
    """
    with ledger.change() as connection:
        before = decided_matters(connection)
        undone = to_undo("matter", before.every, decision)
        articles = _articles_apart(connection, undone.id) if "where" in undone.after else ()
        given = take_decision(
            connection, "matter", "undo", undone.ref, by, None, {"decision": undone.id}
        )
        _follow(connection, before.turned ^ decided_matters(connection).turned)
        for article in articles:
            derive_again(connection, article)
        return given


def decisions_on_matters(ledger: Ledger, matter: str | None = None) -> tuple[Decision, ...]:
    """Return the decisions on matters, or on one of them, oldest first. Raises NotFound."""
    with ledger.connect() as connection:
        members = None
        if matter is not None:
            root = find_matter(connection, matter)
            members = members_of(connection, (root,))[root]
        return decisions_about(connection, "matter", members, _ids)


def _follow(connection: Connection, turned: Collection[str]) -> None:
    """Let what stands follow from decisions, after which some matters are turned otherwise."""
    follow_matters(connection)
    standings = schema.standings.c
    articles = select(standings.article_key).where(standings.matter_id.in_(sorted(turned)))
    found = connection.execute(articles.distinct().order_by(standings.article_key))
    for article in found.scalars().all():
        derive_again(connection, article)


def _articles_that_fit(
    connection: Connection, matter: str, ids: Collection[str], where: Mapping[str, str]
) -> list[int]:
    """Return the articles with statements that would be taken out of a matter."""
    standings, statements = schema.standings.c, schema.statements.c
    of = standings.matter_id.in_(ids)
    fit: list[ColumnElement[bool]] = [of]
    if "words" in where:
        fit.append(standings.wording == where["words"])
    if "article" in where:
        fit.append(standings.article == where["article"])
    if "statement" in where:
        article, _, record = where["statement"].partition("/")
        keys = select(statements.key).where(statements.id == record)
        fit += [standings.article == article, standings.statement_key.in_(keys)]
    taken = connection.execute(select(sql.count()).where(*fit)).scalar_one()
    every = connection.execute(select(sql.count()).where(of)).scalar_one()
    if taken in (0, every):
        raise DragomanError(
            f"{matter}: {'all' if taken else 'none'} of its {every} statements would be another "
            f"matter's. See them with `dragoman statements --matter {min(ids)}`."
        )
    found = select(standings.article_key).where(*fit).distinct().order_by(standings.article_key)
    return list(connection.execute(found).scalars())


def _articles_apart(connection: Connection, decision: int) -> list[int]:
    """Return the articles with statements that a decision took out of a matter."""
    keys = decided_matters(connection)
    one = next(one for one in keys.every if one.id == decision)
    where, standings = one.after["where"], schema.standings.c
    fit: list[ColumnElement[bool]] = []
    if "words" in where:
        fit.append(standings.wording == where["words"])
    article = where.get("article") or where.get("statement", "").partition("/")[0]
    if article:
        fit.append(standings.article == article)
    found = select(standings.article_key).where(*fit).distinct().order_by(standings.article_key)
    return list(connection.execute(found).scalars())


def _ids(ref: str, after: Mapping[str, Any]) -> set[str]:
    lists = [after.get(name) or () for name in ("matters", "others", "rest")]
    alone = filter(None, (after.get("into"), after.get("of")))
    return {ref, *alone, *(id_ for one in lists for id_ in one)}
