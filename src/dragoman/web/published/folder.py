"""The folder of a site: whole, or as it was before; never half of one and half of another.

Files are written to a folder of their own inside it, and put in their places when all are there.
`dragoman-site.txt` lists them with their hashes, as `sha256sum --check` reads it. Where it is
missing, or a folder `unfinished` is there, the site is not whole.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.web.published.work import Work

LIST, UNFINISHED, FIRST = "dragoman-site.txt", "unfinished", "index.html"
_HASH = 64


class Folder:
    """A folder that a site is written to."""

    def __init__(self, path: Path) -> None:
        """Open it. Raises DragomanError where it holds anything that is no site of ours."""
        self.path = path
        self._stage = path / UNFINISHED / "site"
        self._made: set[Path] = set()
        if path.exists() and not path.is_dir():
            raise DragomanError(f"{path}: this is a file. Name a folder for the site.")
        work, begun = path / UNFINISHED / "work.db", (path / UNFINISHED).exists()
        if path.exists() and not work.is_file() and (begun or not (path / LIST).is_file()):
            self._refuse_all()
        self._stage.mkdir(parents=True, exist_ok=True)
        self.work = Work(work)
        try:
            self.work.add_before(_listed(path / LIST))
            self._refuse_others()
        except BaseException:
            self.work.close()
            if not begun:
                shutil.rmtree(path / UNFINISHED)
            raise
        self.work.keep()

    @property
    def copy(self) -> Path:
        """Return where the ledger is copied to, so that the site is of one moment."""
        return self.path / UNFINISHED / "ledger.db"

    def begin_anew(self) -> None:
        """Throw away what was written and never became a site."""
        self.work.forget()
        for log in ("", "-wal", "-shm"):
            self.copy.with_name(f"{self.copy.name}{log}").unlink(missing_ok=True)
        shutil.rmtree(self._stage)
        self._stage.mkdir()
        self._made.clear()

    def write(self, name: str, pieces: Iterable[str | bytes]) -> None:
        """Write a file of the site piece by piece."""
        at, mark = self._stage / name, hashlib.sha256()
        if at.parent not in self._made:
            at.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(at.parent)
        with at.open("wb") as file:
            for piece in pieces:
                raw = piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
                mark.update(raw)
                file.write(raw)
        self.work.wrote_file(name, mark.hexdigest())

    def settle(self) -> None:
        """Put all files in their places and take away those that are gone.

        It can be stopped and begun again. Until its end the folder has no first page.
        """
        with (self._stage / LIST).open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{mark}  {name}\n" for name, mark in self.work.files())
        self.work.note("settling")
        for name in (LIST, FIRST):
            (self.path / name).unlink(missing_ok=True)
        last = []
        for name, _ in self.work.files():
            if name == FIRST:
                last.append(name)
            else:
                self._put(name)
        for name in self.work.gone():
            self._remove(name)
        for name in (*last, LIST):
            self._put(name)
        self.work.close()
        shutil.rmtree(self.path / UNFINISHED)

    def _put(self, name: str) -> None:
        staged, at = self._stage / name, self.path / name
        if not staged.exists() and at.exists():
            return  # put there before this was stopped
        if at.exists() and filecmp.cmp(staged, at, shallow=False):
            staged.unlink()
            return
        at.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(at)

    def _remove(self, name: str) -> None:
        at = self.path / name
        at.unlink(missing_ok=True)
        for folder in at.parents:
            if folder == self.path:
                return
            with suppress(OSError):  # other files are in it
                folder.rmdir()

    def _refuse_all(self) -> None:
        for found in _own(self.path):
            raise _foreign(self.path, found)

    def _refuse_others(self) -> None:
        for top, folders, files in os.walk(self.path):
            at = Path(top)
            if at == self.path:
                folders[:] = [one for one in folders if one != UNFINISHED and one[0] != "."]
            for name in files:
                left_alone = at == self.path and (name == LIST or name[0] == ".")
                if not left_alone and not self.work.knows(
                    (at / name).relative_to(self.path).as_posix()
                ):
                    raise _foreign(self.path, at / name)


def _own(path: Path) -> Iterator[Path]:
    """Yield what is in a folder, but for what begins with a dot: that is left alone."""
    yield from (one for one in sorted(path.iterdir()) if not one.name.startswith("."))


def _listed(at: Path) -> Iterator[str]:
    with suppress(FileNotFoundError), at.open(encoding="utf-8") as lines:
        for line in lines:
            name = line[_HASH + 2 :].rstrip("\n")
            # The list may have been changed by hand: nothing outside the folder is ever touched.
            if name and not name.startswith(("/", "\\")) and ".." not in Path(name).parts:
                yield name


def _foreign(path: Path, found: Path) -> DragomanError:
    return DragomanError(
        f"{path}: this folder holds something that is no part of a site of Dragoman's "
        f"({found.relative_to(path)}), and nothing in it was touched. Name an empty or a new "
        "folder, or take out what is in it."
    )
