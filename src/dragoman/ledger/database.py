"""A ledger's database of either kind, and its schema brought up to date on opening.

How each kind is connected to, and how its transactions begin, stands in `sqlite` and
`postgresql`; what differs in the search of words, in `search_sqlite` and `search_postgresql`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL

from dragoman.errors import LedgerError, LedgerNewer
from dragoman.ledger import postgresql, sqlite
from dragoman.ledger.deriving_all import derive_everything
from dragoman.ledger.faults import in_words
from dragoman.ledger.folding_all import fold_everything
from dragoman.ledger.hearing import hear_everything
from dragoman.ledger.kept import Kept
from dragoman.ledger.knowing_all import count_everything, know_everything
from dragoman.ledger.matching import match_everybody
from dragoman.ledger.place import BUSY_SECONDS, nothing_there, place
from dragoman.ledger.ranking import rank_everything
from dragoman.ledger.states import counting_changes, state_of
from dragoman.ledger.storytelling import tell_stories_again
from dragoman.ledger.turning import turn
from dragoman.ledger.versioning import settle_everything

T = TypeVar("T")

REVISIONS = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010"),
    *("0011", "0012", "0013", "0014", "0015", "0016", "0017", "0018", "0019", "0020"),
    "0021",
)
"""The schema's revisions, oldest first; the last is the one that this code works with."""

VERSIONED = "0009"
"""The revision from which on the versions of an article are known for what they are."""

MATCHED = "0004"
"""The revision from which on names are matched over all articles."""

TOLD = "0007"
"""The revision from which on articles are put into stories."""

FOLDED = "0008"
"""The revision from which on statements that tell of one utterance are folded."""

KNOWN = "0012"
"""The revision from which on it is kept what was known when."""

TURNED = "0014"
"""The revision from which on the two ends of a matter are one."""

HEARD = "0019"
"""The revision from which on it is kept which statements of an article count, and its language."""

RANKED = "0020"
"""The revision from which on the rank of who speaks is kept."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: the engine, what to call it in messages, whether it may be written.

    `read_only` says what to do when it may not; `answers` are those that `kept` gives again.
    """

    engine: Engine
    where: str
    writable: bool
    read_only: str
    answers: Kept = field(default_factory=Kept, compare=False, repr=False)

    def close(self) -> None:
        """Close its connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give one consistent view of the ledger for the length of the block."""
        with in_words(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self, what: str = "rows") -> Iterator[Connection]:
        """Give the writer's turn: all of the block is stored, or nothing of it.

        `what` is `schema` while there may be no tables yet.
        """
        if not self.writable:
            raise LedgerError(f"{self.where}: this ledger is read-only. {self.read_only}")
        engine = self.engine.execution_options(writes=what)
        with (
            in_words(self.where),
            engine.begin() as connection,
            counting_changes(connection),
        ):
            yield connection

    def kept(self, asked: Hashable, find: Callable[[], T], within: Connection | None = None) -> T:
        """Return what is found, as an earlier call found it unless the ledger changed since.

        `asked` names what is asked for, with all that it depends on beside the ledger. What is
        found through a connection holds for what that one sees: name it. Nobody may change it.
        """
        if within is not None:
            return self.answers.of(state_of(within), asked, find)
        # A change from here on is found too, and kept for a state that is over.
        return self.answers.of(self.state(), asked, find)

    def state(self) -> str:
        """Return the state that the ledger is in; another one after each change."""
        with self.reading() as connection:
            return state_of(connection)


def connected(
    path_or_url: str | Path, *, create: bool = True, busy_seconds: float = BUSY_SECONDS
) -> Database:
    """Return the database of that name, made when it is not there and `create` is set.

    Its schema is up to date. Raises LedgerError when there is no ledger and none may be made,
    LedgerForeign when something else is there, LedgerNewer when a newer Dragoman wrote it,
    LedgerLocked when it stays locked.
    """
    if postgresql.is_address(path_or_url):
        address = postgresql.address_of(str(path_or_url))
        database = of_server(address, create=create, busy_seconds=busy_seconds)
    else:
        database = _of_file(path_or_url, create=create, busy_seconds=busy_seconds)
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


def _of_file(path_or_url: str | Path, *, create: bool, busy_seconds: float) -> Database:
    at = place(path_or_url, create=create, busy_seconds=busy_seconds)
    if at.fresh:
        sqlite.mark(at, busy_seconds)
    engine = sqlite.engine_of(at, busy_seconds)
    return Database(engine, str(at.path), at.writable, sqlite.READ_ONLY)


def of_server(address: URL, *, create: bool, busy_seconds: float) -> Database:
    """Return the database of that address as it is, not brought up to date."""
    where = postgresql.shown(address)
    database = Database(
        postgresql.engine_of(address, busy_seconds), where, True, postgresql.READ_ONLY
    )
    try:
        with database.reading() as connection:
            if postgresql.is_fresh(connection, where) and not create:
                raise nothing_there(where)
            writable = postgresql.may_write(connection)
    except BaseException:
        database.close()
        raise
    return replace(database, writable=writable)


def _bring_up_to_date(database: Database) -> None:
    with database.reading() as connection:
        revision = revision_of(connection)
    if revision == REVISIONS[-1]:
        return
    refuse_unknown(database.where, revision)
    with database.writing("schema") as connection:
        # Another process may have done it while this one waited for its turn.
        before = revision_of(connection)
        if before != REVISIONS[-1]:
            refuse_unknown(database.where, before)
            upgraded(connection)
            if connection.dialect.name == "postgresql":
                postgresql.mark(connection)
                postgresql.number_on(connection)
            if before is not None and before < KNOWN:
                know_everything(connection)
            if before is not None and before < MATCHED:
                match_everybody(connection)
            if before is not None and before < VERSIONED:
                turned = settle_everything(connection)
                know_everything(connection)
                turn(connection, turned)
            if before is not None and before < FOLDED:
                fold_everything(connection)
            if before is not None and before < TOLD:
                tell_stories_again(connection)
            if before is not None and before < KNOWN:
                count_everything(connection)
            if before is not None and before < TURNED:
                derive_everything(connection)
            if before is not None and before < HEARD:
                hear_everything(connection)
            if before is not None and before < RANKED:
                rank_everything(connection)


def refuse_unknown(where: str, revision: str | None) -> None:
    """Raise LedgerNewer for a revision that this code does not know."""
    if revision is not None and revision not in REVISIONS:
        raise LedgerNewer(
            f"{where}: a newer Dragoman wrote this ledger (its schema is {revision}, "
            f"this program knows up to {REVISIONS[-1]}). Upgrade: pip install -U dragoman"
        )


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the schema that a ledger says it has."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def upgraded(connection: Connection, revision: str | None = None) -> None:
    """Bring the schema of a database to a revision, by default the last."""
    # Imported here: it costs a tenth of a second, and is needed only when the schema moves.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "dragoman.ledger:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision or "head")
