"""Claims stored with a reading, and turned back into what they were."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from dragoman.article import Span
from dragoman.ledger import schema
from dragoman.records import Claim, Quantity

_TEXTS = ("acts", "doers", "objects", "around", "speaker", "by", "scene")
_FLAGS = ("holds", "denied", "lasting", "real")


def claim_rows(reading_key: int, claims: Iterable[Claim], text: str) -> list[dict[str, Any]]:
    """Return the rows of a reading's claims."""
    return [
        {
            "reading_key": reading_key,
            "n": n,
            "id": claim.id,
            "statement": claim.statement,
            "claim_start": claim.span.start,
            "claim_end": claim.span.end,
            "words": claim.span.of(text),
            "told": told_of(claim),
        }
        for n, claim in enumerate(claims)
    ]


def told_of(claim: Claim) -> str:
    """Return a claim's parts as JSON; what is empty is left out."""
    told: dict[str, Any] = {name: part for name in _TEXTS if (part := getattr(claim, name))}
    told |= {name: int(getattr(claim, name)) for name in _FLAGS}
    if claim.quantities:
        told["quantities"] = [[q.least, q.most, q.of] for q in claim.quantities]
    if claim.date:
        told["date"] = claim.date
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def claim_of(row: Any) -> Claim:  # noqa: ANN401
    """Return the claim of a row of `claims`."""
    told = json.loads(row.told)
    return Claim(
        id=row.id,
        span=Span(row.claim_start, row.claim_end),
        statement=row.statement,
        acts=tuple(told["acts"]),
        holds=bool(told["holds"]),
        denied=bool(told["denied"]),
        lasting=bool(told["lasting"]),
        doers=tuple(told.get("doers", ())),
        objects=tuple(told.get("objects", ())),
        around=tuple(told.get("around", ())),
        speaker=tuple(told.get("speaker", ())),
        by=tuple(told.get("by", ())),
        real=bool(told["real"]),
        quantities=tuple(Quantity(*q) for q in told.get("quantities", ())),
        date=told.get("date"),
        scene=tuple(told.get("scene", ())),
    )


def claims_of(connection: Connection, reading_keys: Sequence[int]) -> dict[int, list[Claim]]:
    """Return the claims of readings by the readings' keys, in text order."""
    claims = schema.claims
    query = select(claims).where(claims.c.reading_key.in_(reading_keys))
    found: dict[int, list[Claim]] = defaultdict(list)
    for row in connection.execute(query.order_by(claims.c.reading_key, claims.c.n)):
        found[row.reading_key].append(claim_of(row))
    return found
