"""A person's decisions on accounts: that two are no contradiction, and that they are after all.

Each is a row that is never changed; of two decisions on a pair the later holds. Claims are named
by their words' place, so that reading an article again keeps what was decided.
"""

from __future__ import annotations

import json

from sqlalchemy import Connection, or_, select

from dragoman.errors import DragomanError, NotFound
from dragoman.ledger import schema
from dragoman.ledger.decisions import Decision, Verb, record_decision
from dragoman.ledger.finding import find_article
from dragoman.ledger.following import names_now
from dragoman.ledger.keys import record_ref
from dragoman.ledger.store import Ledger
from dragoman.ledger.writing import now

SUBJECT = "account"


def accounts_dismiss(
    ledger: Ledger, one: str, other: str | None = None, *, reason: str, who: str = ""
) -> Decision:
    """Hold that an account can hold together with `other`, or with all it stands against now.

    Raises NotFound, and DragomanError without a reason or when it stands against no other.
    """
    with ledger.change() as connection:
        ref, key = _claim(connection, one)
        others = _against(connection, key) if other is None else [_claim(connection, other)[0]]
        others = [name for name in others if name != ref]
        if not others:
            raise DragomanError(f"{one}: no other account is listed against this one.")
        return _decide(connection, "dismiss", ref, others, reason, who)


def accounts_restore(
    ledger: Ledger, one: str, other: str, *, reason: str, who: str = ""
) -> Decision:
    """Take back that two accounts can both hold. Raises NotFound, DragomanError without reason."""
    with ledger.change() as connection:
        ref, against = _claim(connection, one)[0], _claim(connection, other)[0]
        return _decide(connection, "restore", ref, [against], reason, who)


def dismissed(connection: Connection) -> frozenset[frozenset[str]]:
    """Return the pairs of claims, by full names, that people hold to be no contradiction."""
    decisions = schema.decisions.c
    query = select(decisions.ref, decisions.verb, decisions.after)
    query = query.where(decisions.subject == SUBJECT).order_by(decisions.id)
    told = [
        (ref, verb, json.loads(after)["others"]) for ref, verb, after in connection.execute(query)
    ]
    now = names_now(connection, {name for ref, _, others in told for name in (ref, *others)})
    last: dict[frozenset[str], str] = {}
    for ref, verb, others in told:
        for other in others:
            last[frozenset((now.get(ref, ref), now.get(other, other)))] = verb
    return frozenset(pair for pair, verb in last.items() if verb == "dismiss")


def _claim(connection: Connection, ref: str) -> tuple[str, int]:
    """Return the full name and the key of a claim that stands."""
    article_ref, _, claim_id = ref.rpartition("/")
    if not article_ref:
        raise NotFound(f"{ref}: an account is named ARTICLE/CLAIM, as `dragoman accounts` shows.")
    found = find_article(connection, article_ref)
    claims, standings = schema.claims.c, schema.claim_standings.c
    query = (
        select(claims.key)
        .join(schema.claim_standings, standings.claim_key == claims.key)
        .where(claims.reading_key == found.reading_key, claims.id == claim_id)
    )
    key = connection.execute(query).scalar()
    if key is None:
        raise NotFound(f"{ref}: no account of that name stands. `dragoman accounts` lists them.")
    return record_ref(found.id, claim_id), int(key)


def _against(connection: Connection, key: int) -> list[str]:
    """Return the full names of the claims that stand against one."""
    pairs, claims, standings = schema.accounts.c, schema.claims.c, schema.claim_standings.c
    rows = connection.execute(
        select(pairs.one_key, pairs.other_key).where(
            or_(pairs.one_key == key, pairs.other_key == key)
        )
    ).all()
    others = {row.other_key if row.one_key == key else row.one_key for row in rows}
    query = (
        select(schema.articles.c.id, claims.id)
        .join(schema.claim_standings, standings.claim_key == claims.key)
        .join(schema.articles, schema.articles.c.key == standings.article_key)
        .where(claims.key.in_(sorted(others)))
    )
    return sorted(record_ref(article, id_) for article, id_ in connection.execute(query))


def _decide(
    connection: Connection, verb: Verb, ref: str, others: list[str], why: str, who: str
) -> Decision:
    if not why.strip():
        raise DragomanError("A decision says why it was taken. Give a reason.")
    row = {"subject": SUBJECT, "ref": ref, "verb": verb, "who": who.strip(), "at": now()}
    after = {"others": others}
    return record_decision(connection, row | {"why": why.strip(), "before": None, "after": after})
