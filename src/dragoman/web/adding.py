"""What is read into the ledger behind the desk: one reading at a time, and what became of it.

Uploads lie in a folder of their own until they are read; what each is called there has nothing
of the name that it came with but its letters and digits.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from dragoman.errors import DragomanError
from dragoman.intake import Input
from dragoman.intake.unfolding import safe, shortened
from dragoman.ledger import Ledger
from dragoman.ledger.finding import find_article
from dragoman.views.row import Row
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier

if TYPE_CHECKING:
    from dragoman.engine import Source, Step

ORIGIN = "text:"
"""Where an upload comes from: it has no place whose later versions could be told."""


@dataclass(frozen=True, slots=True)
class AddedRow(Row):
    """What became of one article, or why an input holds none."""

    state: Literal["read", "unread", "known", "failed"]
    name: str
    article: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Progress:
    """A reading as it stands: what was settled, and what broke it off."""

    running: bool = False
    rows: tuple[AddedRow, ...] = ()
    notes: tuple[str, ...] = ()
    size: int = 0
    taken: int = 0
    broke: str = ""

    @property
    def read(self) -> int:
        """How many articles were read and stored."""
        return sum(row.state in ("read", "unread") for row in self.rows)

    @property
    def known(self) -> int:
        """How many articles the ledger had before."""
        return sum(row.state == "known" for row in self.rows)


class Uploads:
    """Files that were sent, kept in a folder until they are read."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dragoman-"))
        self.inputs: list[Input] = []

    def keep(self, name: str, file: BinaryIO) -> None:
        """Keep a file; what a browser says of its folders is left out."""
        called = Path(name.replace("\\", "/").rpartition("/")[2])
        within = self.folder / str(len(self.inputs))
        within.mkdir()
        path = within / f"upload{_ending(called.suffix)}"
        with path.open("wb") as kept:
            shutil.copyfileobj(file, kept)
        stem = shortened(safe(called.stem))
        self.inputs.append(Input(stem, f"{ORIGIN}{stem}", path))

    def named(self, words: str) -> str:
        """Return a message with the names of the files in place of where they lie."""
        for each in self.inputs:
            if each.path is not None:
                words = words.replace(str(each.path), f"{each.name}{each.path.suffix}")
        return words

    def remove(self) -> None:
        """Take the files away."""
        shutil.rmtree(self.folder, ignore_errors=True)


class _StoppedError(Exception):
    """The desk ends, and the reading with it."""


class Adding:
    """Reads into a ledger in a thread of its own, one reading after the other."""

    def __init__(self, ledger: Ledger, dossier: Dossier = NO_DOSSIER) -> None:
        self._ledger = ledger
        self._dossier = dossier
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ending = False
        self._rows: list[AddedRow] = []
        self._notes: list[str] = []
        self._size = self._taken = 0
        self._broke = ""

    def progress(self) -> Progress:
        """Return how far the reading is, or how the last one ended."""
        with self._lock:
            told = tuple(self._rows), tuple(self._notes), self._size, self._taken, self._broke
            return Progress(self._thread is not None, *told)

    def begin(self, sources: Iterable[Source], uploads: Uploads) -> None:
        """Begin to read. Raises DragomanError while another reading goes on."""
        given = [*uploads.inputs, *sources]
        with self._lock:
            if self._thread is not None:
                raise DragomanError("Something is being read now. Wait until it is done.")
            self._rows, self._notes, self._broke = [], [], ""
            self._size = sum(one.size for one in given if isinstance(one, Input))
            self._taken = 0
            self._thread = threading.Thread(target=self._run, args=(given, uploads), daemon=True)
            self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until nothing is being read."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def end(self) -> None:
        """Stop after the article that is being read."""
        self._ending = True
        self.wait()

    def _run(self, given: Sequence[Source], uploads: Uploads) -> None:
        # The language pipeline takes a second: who only looks does not wait for it.
        from dragoman.engine import Workers, read_into  # noqa: PLC0415

        def take(step: Step) -> None:
            if self._ending:
                raise _StoppedError
            row = self._row(step, uploads)
            with self._lock:
                self._rows.append(row)
                self._taken = max(self._taken, step.taken)

        broke = ""
        try:
            read_into(
                self._ledger,
                given,
                take,
                dossier=self._dossier,
                note=lambda words: self._notes.append(uploads.named(words)),
                workers=Workers(),
            )
        except _StoppedError:
            broke = "The desk was stopped."
        except DragomanError as error:
            broke = uploads.named(str(error))
        except Exception as error:
            broke = f"The desk itself failed ({type(error).__name__}: {error})."
        finally:
            uploads.remove()
            with self._lock:
                self._broke, self._thread = broke, None

    def _row(self, step: Step, uploads: Uploads) -> AddedRow:
        if step.article is None:
            where, why = ("", "") if step.error is None else (step.error.where, str(step.error))
            why = uploads.named(why).removeprefix(f"{uploads.named(where)}: ")
            return AddedRow(step.state, uploads.named(where), None, why)
        with self._ledger.connect() as connection:
            title = find_article(connection, step.article).title
        return AddedRow(step.state, title or step.article, step.article, None)


def _ending(suffix: str) -> str:
    return suffix.lower() if suffix[1:].isascii() and suffix[1:].isalnum() else ""
