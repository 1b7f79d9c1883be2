"""A few words of the article on each side of a statement's words, within their paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, select
from sqlalchemy import func as sql

from dragoman.ledger import Ledger, schema
from dragoman.ledger.by_name import rows_by_name
from dragoman.views.context import WIDTH, after, before
from dragoman.views.knowing import connected
from dragoman.views.quoting import standing_statements
from dragoman.views.rows import StatementRow


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands right before a statement's words and right after them, in which language."""

    before: str
    after: str
    language: str = ""


_MARKS = "\"“”„«»‘’'"

_SPARE = 4
"""Characters read beyond the width: marks fall away, and one sees that the text goes on."""

_BLANKS = re.compile(r"\s+")

NOTHING = Surroundings("", "")


def surroundings(
    ledger: Ledger, rows: Sequence[StatementRow], as_known_on: str | None = None
) -> dict[str, Surroundings]:
    """Return for each statement, by record, what stands around its words.

    Of an article's text only those characters are read.
    """
    records = {row.record: row for row in rows if row.spans}
    found = dict.fromkeys((row.record for row in rows), NOTHING)
    with connected(ledger, as_known_on) as connection:
        for record, row in rows_by_name(
            connection, _around(), schema.statements.c.id, records.keys()
        ):
            kind = records[record].kind
            found[record] = _trimmed(kind, row.left or "", row.right or "", row.language)
    return found


def _around() -> Select[Any]:
    contents, text = schema.contents.c, schema.editions.c.text
    of = contents.statement_key == schema.statements.c.key
    start = select(sql.min(contents.content_start)).where(of).scalar_subquery()
    end = select(sql.max(contents.content_end)).where(of).scalar_subquery()
    reach = WIDTH + _SPARE
    left = case(
        (start > reach, sql.substr(text, start - reach + 1, reach)),
        else_=sql.substr(text, 1, start),
    )
    return standing_statements(
        left.label("left"),
        sql.substr(text, end + 1, reach).label("right"),
        schema.editions.c.language,
    )


def _trimmed(kind: str, left: str, right: str, language: str) -> Surroundings:
    """Return the words around; the marks of a quotation are shown with its words."""
    if kind == "direct":
        left, right = left.rstrip(_MARKS), right.lstrip(_MARKS)
    return Surroundings(_left(left), _right(right), language)


def _left(text: str) -> str:
    """Return the paragraph's part of what stands before, from the start of a word."""
    own = text.rpartition("\n")[2]
    return _BLANKS.sub(" ", before(own, len(own))).lstrip()


def _right(text: str) -> str:
    own = text.partition("\n")[0]
    return _BLANKS.sub(" ", after(own, 0)).rstrip()
