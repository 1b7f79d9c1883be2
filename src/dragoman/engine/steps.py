"""What becomes of each article of a run, and of a reading that is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.ledger import Ledger, reading_key
from dragoman.reading.reader import model_for, version_of
from dragoman.records import ReaderName, Reading
from dragoman.vocabulary.dossier import Dossier
from dragoman.vocabulary.files import digest


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one article, or of an input or part that holds none.

    `place` counts them from 0; an input may hold many. `article` is the id of an article that is
    in the ledger now, `error` says why it is not; a step has one of the two. An `unread` one is
    stored, but in a language that is not read. `taken` are the bytes of the inputs that were
    taken in by then.
    """

    place: int
    state: Literal["read", "unread", "known", "failed"]
    article: str | None = None
    error: UnreadableInput | None = None
    taken: int = 0


class Waiting(NamedTuple):
    """An article on its way through the reader: its place, and the bytes taken in with it."""

    place: int
    article: Article
    taken: int


@dataclass(frozen=True, slots=True)
class MadeBy:
    """With what the articles are read: the reader and the dossier.

    `again` reads also what was read so before.
    """

    reader: ReaderName
    dossier: Dossier
    again: bool = False

    def key(self, article: Article) -> str:
        """Return the key of the reading that is made of an article."""
        reader, knowledge = version_of(self.reader), digest()
        return reading_key(article, reader, model_for(article), knowledge, self.dossier.digest)

    def is_read(self, ledger: Ledger, key: str) -> bool:
        """Return whether the article of a key needs no reading: the ledger has it read so."""
        return not self.again and ledger.holds(key)


def stored(ledger: Ledger, reading: Reading, made_by: MadeBy, place: int, taken: int) -> Step:
    """Store a reading, and return the step that this was.

    Raises LedgerError; an article that no database can hold is a failed step.
    """
    try:
        outcome = ledger.add(reading, dossier=made_by.dossier.digest, again=made_by.again)
    except UnreadableInput as error:
        return Step(place, "failed", error=error, taken=taken)
    if outcome == "known":
        return Step(place, "known", reading.article.id, taken=taken)
    state: Literal["read", "unread"] = "unread" if reading.is_unread else "read"
    return Step(place, state, reading.article.id, taken=taken)
