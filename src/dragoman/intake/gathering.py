"""What a user names on the command line, made into inputs: files, folders, globs, stdin.

The order is stable and each file comes once. A folder's files of other kinds are left out with
a note; whatever is named itself and cannot be taken comes out as an error in its place.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import MAX_BYTES, decoded, too_large
from dragoman.intake.formats import BY_ENDING, readable
from dragoman.intake.opening import from_bytes, from_path

STDIN = "-"

Note = Callable[[str], None]

_BEGINNING = 4096
"""Bytes of a file of unknown ending that are looked at to say what it is."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: a file by its path, or standard input when `path` is None."""

    name: str
    origin: str
    path: Path | None

    def article(self) -> Article:
        """Return the article that the input holds; raises UnreadableInput."""
        if self.path is not None:
            return from_path(self.path)
        raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise too_large("standard input", len(raw))
        return from_bytes(raw, name=self.name, origin=self.origin)


def gather(
    paths: Sequence[str | os.PathLike[str]], note: Note | None = None
) -> Iterator[Input | UnreadableInput]:
    """Yield the inputs that the paths name, in their order, a folder's files sorted.

    Nothing is opened. `note` is told of each file that a folder or glob leaves out.
    """
    seen: set[object] = set()
    for path in paths:
        for found in _expanded(os.fspath(path), note or _silent):
            key = (found.path or STDIN) if isinstance(found, Input) else str(found)
            if key not in seen:
                seen.add(key)
                yield found


def articles(
    paths: Sequence[str | os.PathLike[str]], note: Note | None = None
) -> Iterator[Article | UnreadableInput]:
    """Yield each input's article, or the error of an input that holds none in its place."""
    for found in gather(paths, note):
        if isinstance(found, UnreadableInput):
            yield found
            continue
        try:
            yield found.article()
        except UnreadableInput as error:
            yield error


def _expanded(name: str, note: Note) -> Iterator[Input | UnreadableInput]:
    if name == STDIN:
        yield Input("stdin", "stdin:", None)
        return
    path = Path(name).expanduser()
    try:
        if path.is_dir():
            yield from _or_nothing(_folder(path, note), f"{name}", "the folder holds")
        elif path.exists() or path.is_symlink():
            yield _named(path)
        elif glob.has_magic(name):
            matches = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207
            yield from _or_nothing(_matched(matches, note), name, "the pattern matches")
        else:
            yield UnreadableInput(name, "there is no such file", "Check the path.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield UnreadableInput(name, f"it cannot be opened ({reason})", "Check path and rights.")


def _named(path: Path) -> Input | UnreadableInput:
    if path.exists() and not path.is_file():
        return UnreadableInput(
            str(path), "this is no regular file but a pipe or a device", "Name a file."
        )
    if path.suffix.lower() not in BY_ENDING:
        try:
            with path.open("rb") as file:
                decoded(file.read(_BEGINNING), str(path))  # a known kind has its own advice
        except UnreadableInput as error:
            return error
        return UnreadableInput(
            str(path),
            f"Dragoman does not read files ending in {path.suffix or 'nothing'}",
            f"It reads {readable()}; other text goes in through stdin: dragoman read - < FILE",
        )
    return _input(path)


def _input(path: Path) -> Input | UnreadableInput:
    try:
        resolved = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return UnreadableInput(str(path), "the link leads nowhere", "Mend it or leave it out.")
    return Input(path.stem, resolved.as_uri(), resolved)


def _matched(matches: Iterable[str], note: Note) -> Iterator[Input | UnreadableInput]:
    for match in matches:
        path = Path(match)
        if path.is_dir():
            yield from _folder(path, note)
        else:
            yield from _kept(path, note)


def _kept(path: Path, note: Note) -> Iterator[Input | UnreadableInput]:
    if path.exists() and not path.is_file():
        note(f"{path}: left out, since it is a pipe or a device")
    elif path.suffix.lower() in BY_ENDING:
        yield _input(path)
    else:
        note(f"{path}: left out, since it is none of {readable()}")


def _folder(folder: Path, note: Note) -> Iterator[Input | UnreadableInput]:
    failed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield from _kept(Path(at) / name, note)
    for error in failed:
        yield UnreadableInput(
            str(error.filename), f"the folder cannot be opened ({error.strerror})", "Check rights."
        )


def _or_nothing(
    found: Iterable[Input | UnreadableInput], name: str, what: str
) -> Iterator[Input | UnreadableInput]:
    """Yield all that was found, or the error that there is nothing."""
    empty = True
    for each in found:
        empty = False
        yield each
    if empty:
        yield UnreadableInput(name, f"{what} no file that can be read", f"It reads {readable()}.")


def _silent(_: str) -> None:
    """Take a note that nobody wants."""
