"""Which words mean a matter in an article: tried there before a person's decision keeps them.

The same words may mean another matter in another article, since each settles between whom its
matters lie. So the words for a matter are tried in the article as it stands, those of its name
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection

from dragoman.ledger.decisions import corrections_of
from dragoman.ledger.finding import FoundArticle
from dragoman.ledger.matter_titles import title_of
from dragoman.ledger.naming import NamedMatter, members
from dragoman.ledger.standing import standing
from dragoman.ledger.storing_matters import ruling_on
from dragoman.records import Reading

TRIED = 12
"""Words for a matter that are tried; what is said more rarely seldom means it elsewhere."""


def words_for(matter: NamedMatter) -> Iterator[str]:
    """Yield the words that a matter is told by, those of its name first."""
    yield title_of(matter.wordings, matter.parties)
    yield matter.name
    yield from matter.wordings


def words_that_mean(
    connection: Connection,
    matter: NamedMatter,
    tried: Iterable[str],
    article: FoundArticle,
    reading: Reading,
    statement: str,
) -> str | None:
    """Return the first words by which a statement of a reading would be about a matter.

    `statement` is its id. None where no words mean the matter, or only its other end.
    """
    ids = set(members(connection, (matter.id,)))
    corrections = dict(corrections_of(connection, article.id, article.reading_key))
    before = corrections.get(statement) or {}
    ruling = ruling_on(connection, article.key)
    for words in islice(dict.fromkeys(tried), TRIED):
        corrections[statement] = {**before, "matter": words}
        stood = standing(reading, corrections, ruling).statements
        about = next((one.about for one in stood if one.statement.id == statement), None)
        if about and about.key.id in ids and not about.turn:
            return words
    return None
