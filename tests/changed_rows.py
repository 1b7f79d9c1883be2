"""Changes behind a ledger's back that are written alike for both kinds of database.

Each goes with the check that finds it and with a part of what is told; they are of the ledger
with some of everything in it that `fill` makes.
"""

from __future__ import annotations

import made
from dragoman.ledger import Ledger
from tellings import batch

Change = tuple[str, str, str]

KEPT: tuple[Change, ...] = (
    ("UPDATE editions SET text = text || '!' WHERE key = 3", "text", "not the one"),
    ("UPDATE editions SET paragraphs = '[[' WHERE key = 7", "text", "cannot be read"),
    ("UPDATE statements SET words = 'other' WHERE key = 1", "words", "its words are not"),
    ("UPDATE statements SET cue_end = 99999 WHERE key = 2", "words", "outside the text"),
    ("UPDATE statements SET within = 's9-9' WHERE key = 1", "links", "not there"),
    ("UPDATE actors SET root = 'p0' WHERE name = 'Ilse Marrane'", "derived", "counts as"),
    ("INSERT INTO decisions VALUES (1, 'statement', 'a0/s1-2', 'confirm', '', '', '', NULL, NULL)",
     "links", "a decision is on an article"),
)  # fmt: skip
LINKS: tuple[Change, ...] = (
    ("DELETE FROM articles WHERE key = 1", "links", "points to one of articles"),
    ("DELETE FROM editions WHERE key = 2", "links", "points to one of editions"),
)
DERIVED: tuple[Change, ...] = (
    ("UPDATE standings SET stance = 'rejects' WHERE n = 0", "derived", "something else"),
    ("DELETE FROM stances", "derived", "missing"),
    ("INSERT INTO addresses VALUES ('x', 1)", "derived", "follows from nothing"),
)
SCHEMA: tuple[Change, ...] = (
    ("DROP INDEX ix_statements_id", "schema", "ix_statements_id"),
    ("ALTER TABLE statements ADD COLUMN mine text", "schema", "mine"),
    ("DROP TABLE warnings", "schema", "missing"),
    ("CREATE TABLE mine (id integer)", "schema", "not Dragoman's"),
)
MENDED = (
    "UPDATE standings SET stance = 'rejects' WHERE n = 0",
    "DELETE FROM tellings",
    "UPDATE actors SET shown = 'X'",
    "UPDATE matters SET subject = 'garbage'",
)
"""Changes of what follows from other rows and can be made anew."""


def fill(ledger: Ledger) -> None:
    """Put some of everything into a new ledger."""
    for told in [*batch()[:6], made.reading(), made.reading("strait copy")]:
        ledger.add(told)
