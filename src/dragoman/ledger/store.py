"""The ledger as its users hold it: articles and their readings, kept in one database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from sqlalchemy import Connection, select, update

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.ledger import deciding, rebuilding, schema, schema_versions, search
from dragoman.ledger.additions import with_additions
from dragoman.ledger.asked_on import asked_on
from dragoman.ledger.case import know_dossier
from dragoman.ledger.damage import SIGNS, inside, refuse_damaged
from dragoman.ledger.database import Database, connected
from dragoman.ledger.decisions import Decision, Verb, decisions_on
from dragoman.ledger.deriving import derive, derive_again, derive_anew
from dragoman.ledger.finding import find_article, find_record, ids_by_origin
from dragoman.ledger.keys import reading_key
from dragoman.ledger.known import store_known
from dragoman.ledger.place import BUSY_SECONDS
from dragoman.ledger.postgresql_faults import UnstorableError
from dragoman.ledger.rebuilding import Record
from dragoman.ledger.retiring import retire
from dragoman.ledger.storytelling import place_in_story, place_new_in_story
from dragoman.ledger.turning import follow_rest, turn
from dragoman.ledger.versioning import Settled, family, is_current, settle
from dragoman.ledger.writing import (
    Keys,
    keys_of,
    store_article,
    store_edition,
    store_reading,
)
from dragoman.records import Reading
from dragoman.vocabulary import case_matters, files
from dragoman.vocabulary.dossier import Dossier

Outcome = Literal["new", "reread", "known"]


class Ledger:
    """An open ledger; a context manager that closes it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def where(self) -> str:
        """The file or database that the ledger is kept in, without password."""
        return self._database.where

    @property
    def database(self) -> Database:
        """The database that the ledger is kept in."""
        return self._database

    @property
    def writable(self) -> bool:
        """Whether something can be added; False for a file that may only be read."""
        return self._database.writable

    def add(
        self,
        reading: Reading,
        *,
        vocabulary: str | None = None,
        dossier: str = "",
        again: bool = False,
        beside: Callable[[Connection], None] | None = None,
    ) -> Outcome:
        """Store a reading, in one transaction, as the current one of its article.

        Returns `new` for an article not yet held, `reread` when another reading of it was
        current, `known` when this very reading is. `vocabulary` is the digest under which it
        was read (default: the present vocabulary's). `again` stores also what the same reader read
        otherwise before, instead of passing it over. `beside` is called when the reading stands,
        in the same transaction: what it changes is stored with the reading, or neither is.
        Raises LedgerError, and UnreadableInput for a text that no database can hold.
        """
        article = reading.article
        _refuse_unstorable(article)
        vocabulary = files.digest() if vocabulary is None else vocabulary
        made_by = {
            "reader": reading.reader,
            "model": reading.model,
            "vocabulary": vocabulary,
            "dossier": dossier,
        }
        key = reading_key(article, **made_by)
        try:
            with self._database.writing() as connection:
                if again:
                    retire(connection, key, reading)
                outcome = _add(connection, reading, {"digest": key, **made_by})
                if beside is not None:
                    beside(connection)
                return outcome
        except UnstorableError as error:
            what = str(error).removeprefix(f"{self.where}: ").rstrip(".")
            raise UnreadableInput(
                article.origin, what, "Keep the article in an SQLite file."
            ) from error

    def know(self, dossier: Dossier) -> None:
        """Keep what a dossier says of matters: it rules over the readings made with it."""
        if dossier.rows(case_matters.FILE):
            with self._database.writing() as connection:
                know_dossier(connection, dossier)

    def holds(self, key: str) -> bool:
        """Return whether the reading of that key (`reading_key`) is its article's current one."""
        readings = schema.readings.c
        with self.connect() as connection:
            held = select(readings.key).where(readings.digest == key, readings.current)
            return connection.execute(held).first() is not None

    def articles(
        self, *, standing: bool = False, as_known_on: str | None = None
    ) -> tuple[Article, ...]:
        """Return all articles in the order of their ids, without their raw bytes.

        `standing` leaves out earlier versions of articles, and articles that were withdrawn.
        `as_known_on` (`YYYY-MM-DD`) takes what was known at the end of that day.
        """
        articles, readings = schema.articles, schema.readings
        current = (
            select(readings.c.edition_key)
            .join(articles, articles.c.key == readings.c.article_key)
            .where(readings.c.current)
            .order_by(articles.c.id)
        )
        if standing:
            current = current.where(schema_versions.standing(articles.c.key))
        with self.connect(as_known_on) as connection:
            editions = connection.execute(current).scalars().all()
            return tuple(rebuilding.article_of(connection, key, raw=False) for key in editions)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, in order."""
        with self.connect() as connection:
            ids = select(schema.articles.c.id).order_by(schema.articles.c.id)
            return tuple(connection.execute(ids).scalars())

    def article(self, ref: str) -> Article:
        """Return the article of that id, unique id prefix, file name or title.

        Raises NotFound, which lists the candidates when there are several.
        """
        with self.connect() as connection:
            found = find_article(connection, ref)
            return rebuilding.article_of(connection, found.edition_key)

    def origins(self, beginning: str) -> dict[str, str]:
        """Return the id of the last article added from each origin that begins so."""
        with self.connect() as connection:
            return ids_by_origin(connection, beginning)

    def reading(self, ref: str) -> Reading:
        """Return the current reading of an article, with what people added to it."""
        with self.connect() as connection:
            found = find_article(connection, ref)
            return rebuilding.reading_of(connection, found.reading_key)

    def record(self, ref: str) -> tuple[Article, Record]:
        """Return a record and its article, by full name (`a1b2.../s17-80`), prefix or bare id.

        The record is as it was read, whatever a person decided on it since. Raises NotFound,
        which lists the candidates when there are several.
        """
        with self.connect() as connection:
            found = find_record(connection, ref)
            article = rebuilding.article_of(connection, found.article.edition_key)
            return article, rebuilding.record_of(connection, found)

    def decide(
        self,
        ref: str,
        verb: Verb,
        *,
        who: str,
        why: str = "",
        after: Mapping[str, Any] | None = None,
    ) -> Decision:
        """Store a person's decision and let what stands in the ledger follow from it.

        `confirm`, `reject` and `correct` (whose `after` sets fields) are for records, `merge`
        (`after={"into": MATTER}`) and `rename` (`after={"name": NAME}`) for matters. Raises
        NotFound, and DragomanError for what cannot be decided.
        """
        with self._database.writing() as connection:
            return deciding.decide(connection, ref, verb, deciding.By(who, why), after)

    def decisions(self, ref: str | None = None) -> tuple[Decision, ...]:
        """Return the decisions on a record or matter of that full name, or all, oldest first."""
        with self.connect() as connection:
            return decisions_on(connection, ref)

    @contextmanager
    def connect(self, as_known_on: str | None = None) -> Iterator[Connection]:
        """Give a connection that sees one state of the ledger; for views.

        `as_known_on` (`YYYY-MM-DD`): the ledger as if it had been asked at the end of that day.
        """
        with self._database.reading() as connection:
            if as_known_on is None:
                yield connection
                return
            with asked_on(connection, as_known_on):
                yield connection

    @contextmanager
    def change(self) -> Iterator[Connection]:
        """Give a connection that changes the ledger, all of it or nothing; for decisions."""
        with self._database.writing() as connection:
            yield connection

    def close(self) -> None:
        """Close the ledger."""
        self._database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
        if isinstance(error, SIGNS) and inside(trace):
            refuse_damaged(self._database, error)


def open_ledger(
    path_or_url: str | Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS
) -> Ledger:
    """Open the ledger in a file or database, making it when there is none and `create` is set.

    A URL `postgresql://USER@HOST/DATABASE` names a database, anything else a file.
    `busy_seconds` is how long to wait for another program's lock. Raises LedgerError when it
    is absent and may not be made, LedgerForeign, LedgerNewer, LedgerLocked.
    """
    return Ledger(connected(path_or_url, create=create, busy_seconds=busy_seconds))


def _add(connection: Connection, reading: Reading, row: dict[str, str]) -> Outcome:
    article_key = connection.execute(
        select(schema.articles.c.key).where(schema.articles.c.id == reading.article.id)
    ).scalar()
    if article_key is None:
        article_key = store_article(connection, reading.article)
        key, keys = _store(connection, article_key, reading, row)
        settled = settle(connection, article_key, reading.article, new=True)
        changed = store_known(connection, _affected(article_key, settled))
        if not settled.alone:
            reading, keys = with_additions(connection, article_key, key, reading, keys)
        if settled.current:
            search.index(connection, key)
        if settled.alone and settled.stands:
            derive(connection, article_key, reading, keys, corrections={})
        else:
            derive_anew(connection, article_key, reading, keys)
        turn(connection, settled.turned)
        _derive_rest(connection, changed - _affected(article_key, settled))
        if not settled.alone:
            follow_rest(connection, article_key)
        place_new_in_story(connection, article_key, reading.article)
        return "new"
    return _replace(connection, article_key, reading, row)


def _replace(
    connection: Connection, article_key: int, reading: Reading, row: dict[str, str]
) -> Outcome:
    """Make a reading the current one of an article that is held."""
    readings = schema.readings.c
    current = connection.execute(
        select(readings.key, readings.digest).where(
            readings.article_key == article_key, readings.current
        )
    ).one()
    if current.digest == row["digest"]:
        return "known"
    if is_current(connection, article_key):
        search.forget(connection, current.key)
    _mark(connection, current.key, current=False)
    key = connection.execute(select(readings.key).where(readings.digest == row["digest"])).scalar()
    if key is None:
        key, keys = _store(connection, article_key, reading, row)
    else:
        _mark(connection, key, current=True)
        keys = keys_of(connection, key)
    before = family(connection, article_key)
    settled = settle(connection, article_key, reading.article)
    changed = store_known(connection, {*before, *_affected(article_key, settled)})
    reading, keys = with_additions(connection, article_key, key, reading, keys)
    if settled.current:
        search.index(connection, key)
    derive_anew(connection, article_key, reading, keys)
    turn(connection, settled.turned)
    _derive_rest(connection, changed - _affected(article_key, settled))
    follow_rest(connection, article_key)
    place_in_story(connection, article_key, reading.article)
    return "reread"


def _affected(article_key: int, settled: Settled) -> set[int]:
    """Return an article that came, and those that it turned."""
    return {article_key, *(one.article_key for one in settled.turned)}


def _derive_rest(connection: Connection, article_keys: Iterable[int]) -> None:
    """Derive anew the other versions of an article that are known from another day on now."""
    for key in sorted(article_keys):
        derive_again(connection, key)


def _store(
    connection: Connection, article_key: int, reading: Reading, row: dict[str, str]
) -> tuple[int, Keys]:
    edition_key = store_edition(connection, article_key, reading.article)
    of = {"article_key": article_key, "edition_key": edition_key, "current": True}
    return store_reading(connection, {**row, **of}, reading)


def _mark(connection: Connection, key: int, *, current: bool) -> None:
    readings = schema.readings
    connection.execute(update(readings).where(readings.c.key == key).values(current=current))


def _refuse_unstorable(article: Article) -> None:
    try:
        article.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(
            article.origin,
            f"the text holds half of a surrogate pair at character {error.start}",
            "Decode the text as UTF-16 or UTF-8 before handing it on.",
        ) from error
