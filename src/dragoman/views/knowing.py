"""Views asked as known on a day: only what was known at its end counts.

Every view takes `as_known_on` and asks the connection that is given here, by the same queries as
without it. An article is known from the day it was published, else retrieved, else put into the
ledger; of its versions the one that was the last then counts. Of an utterance that several
articles tell, those count that were known. What people decided holds whenever they did.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from dragoman.ledger import Ledger
from dragoman.views.asking import last_day


@contextmanager
def connected(ledger: Ledger, as_known_on: str | None) -> Iterator[Connection]:
    """Give a connection to a ledger that finds only what was known at the end of a day.

    None stands for today. A month or a year is asked for at its end. Raises DragomanError for
    what is no date.
    """
    with ledger.connect(last_day(as_known_on, "as_known_on")) as connection:
        yield connection
