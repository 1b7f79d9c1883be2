"""What a user names, made into inputs: files, folders, globs, addresses of the web, stdin.

The order is stable and each file comes once. A folder's files of other kinds are left out with
a note; whatever is named itself and cannot be taken comes out as an error in its place.
"""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import MAX_BYTES, decoded, too_large
from dragoman.intake.formats import LARGE, Columns, format_of, has_format, readable
from dragoman.intake.opening import (
    beginning_of,
    from_path,
    known_format,
    unopened,
    where_of,
    why_left_out,
)
from dragoman.intake.page import Confirm, Note
from dragoman.intake.signs import BEGINNING
from dragoman.intake.unfolding import Found, Held, Place, Taking, safe, shortened, unfolded
from dragoman.intake.web import (
    Web,
    charset_of,
    format_of_fetched,
    on_the_web,
    page_name,
    retrieved_from,
)

STDIN = "-"

BESIDE = ("_files", ".files", "-Dateien", "_fichiers", "_archivos", "_ficheiros", "_bestanden")
"""How browsers end the name of the folder that they save beside a page, by their language."""


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: a file by its path, an address of the web, or else standard input.

    `columns` says which column of a table holds which field, `web` how addresses are fetched;
    `confirm` asks whether an export is split rightly, before its articles are taken in.
    """

    name: str
    origin: str
    path: Path | None
    url: str | None = None
    columns: Columns = ()
    web: Web = field(default_factory=Web)
    confirm: Confirm | None = None

    @property
    def size(self) -> int:
        """The file's bytes; 0 for standard input, whose end is not known, and for no file."""
        try:
            return self.path.stat().st_size if self.path is not None else 0
        except OSError:
            return 0

    @property
    def several(self) -> bool:
        """Whether it may hold several articles, as far as its ending tells."""
        if self.url is not None:
            return True
        form = format_of(self.path.suffix if self.path else "", b"")
        return form is not None and not form.single

    def each(
        self, note: Note | None = None, held: Held | None = None
    ) -> Iterator[tuple[Found, int]]:
        """Yield each article or bad part, with how many of the input's bytes were taken by then.

        What holds several articles is read as it goes: none but the one yielded is in memory.
        An address is fetched now; `held` gives what was read of an entry of a feed before, which
        is not fetched again.
        """
        full = self.url is not None if self.web.full is None else self.web.full
        taking = Taking(self.columns, note or _silent, self.confirm, self.web, full)
        taking.held = held or taking.held
        try:
            if self.url is not None:
                yield from ((found, 0) for found in _fetched(self.name, self.url, taking))
                return
            if self.path is None:
                yield from _counted(self, _standard_input(), "", taking)
                return
            beginning = beginning_of(self.path)
            form = format_of(self.path.suffix, beginning)
            if form is None or form.single:
                found = from_path(self.path)
                if not self.origin.startswith("file:"):  # its place is not where it came from
                    found = replace(found, name=self.name, origin=self.origin)
                yield found, self.size
                return
            with self.path.open("rb") as file:
                yield from _counted(self, file, self.path.suffix, taking)
        except UnreadableInput as error:
            yield error, self.size
        except (OSError, ValueError) as error:
            yield unopened(str(self.path), error), self.size


def gather(
    paths: Iterable[str | os.PathLike[str]],
    note: Note | None = None,
    columns: Columns = (),
    *,
    web: Web | None = None,
    confirm: Confirm | None = None,
) -> Iterator[Input | UnreadableInput]:
    """Yield the inputs that paths and addresses name, in their order, a folder's files sorted.

    Nothing is read or fetched, but the beginning of files whose ending says nothing. `note` is
    told of each file that a folder or glob leaves out; `columns` says which column of a table
    holds which field: `(("text", "body"), ("published", "date"))`; `web` how addresses are
    fetched. `confirm` is asked whether an export of many articles is split rightly; without it,
    every split is taken.
    """
    seen: set[object] = set()
    shared = web or Web()
    for path in paths:
        for found in _expanded(os.fspath(path), note or _silent):
            if not isinstance(found, Input):
                key: object = str(found)
            else:
                key = found.url or found.path or STDIN
                found = replace(found, columns=columns, web=shared, confirm=confirm)  # noqa: PLW2901
            if key not in seen:
                seen.add(key)
                yield found


def named_in(path: str | os.PathLike[str]) -> list[str]:
    """Return the addresses and paths that a file lists, one a line; `#` begins a remark.

    `-` is standard input. Raises UnreadableInput when it cannot be read.
    """
    name = os.fspath(path)
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).expanduser().read_bytes()
    except (OSError, ValueError) as error:
        raise unopened(name, error) from error
    lines = [line.strip() for line in decoded(raw, name).lstrip("\ufeff").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def articles(
    paths: Sequence[str | os.PathLike[str]],
    note: Note | None = None,
    columns: Columns = (),
    *,
    web: Web | None = None,
) -> Iterator[Article | UnreadableInput]:
    """Yield each input's articles, and in their place the errors of inputs and parts."""
    for source in gather(paths, note, columns, web=web):
        if isinstance(source, UnreadableInput):
            yield source
        else:
            yield from (found for found, _ in source.each(note))


def _expanded(name: str, note: Note) -> Iterator[Input | UnreadableInput]:
    if name == STDIN:
        yield Input("stdin", "stdin:", None)
        return
    if on_the_web(name):
        yield Input(shortened(safe(page_name(name))), name, None, name)
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
    if not has_format(path.suffix):
        try:
            known_format(path.suffix, beginning_of(path), str(path))
        except UnreadableInput as error:
            return error
    return _input(path)


def _input(path: Path) -> Input | UnreadableInput:
    try:
        resolved = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return UnreadableInput(str(path), "the link leads nowhere", "Mend it or leave it out.")
    return Input(shortened(path.stem), resolved.as_uri(), resolved)


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
    elif has_format(path.suffix) or _is_recognised(path):
        yield _input(path)
    else:
        note(why_left_out(path.suffix, _beginning(path), str(path)))


def _is_recognised(path: Path) -> bool:
    """Return whether a file whose ending says nothing is known by its first bytes."""
    return format_of(path.suffix, _beginning(path)) is not None


def _beginning(path: Path) -> bytes:
    """Return a file's first bytes, none where it cannot be opened."""
    try:
        return beginning_of(path)
    except OSError:
        return b""


def _folder(folder: Path, note: Note) -> Iterator[Input | UnreadableInput]:
    failed: list[OSError] = []
    for at, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in _beside_pages(folders, files):
            note(f"{Path(at) / name}: left out, since it holds what belongs to a saved web page")
            folders.remove(name)
        for name in sorted(files):
            if not name.startswith("."):
                yield from _kept(Path(at) / name, note)
    for error in failed:
        yield UnreadableInput(
            str(error.filename), f"the folder cannot be opened ({error.strerror})", "Check rights."
        )


def _beside_pages(folders: Iterable[str], files: Iterable[str]) -> list[str]:
    """Return the folders in which browsers saved the pictures and scripts of pages beside them."""
    pages = {Path(name).stem for name in files if Path(name).suffix.lower() in (".html", ".htm")}
    return [n for n in folders if any(n.endswith(e) and n.removesuffix(e) in pages for e in BESIDE)]


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


def _counted(
    source: Input, file: BinaryIO, ending: str, taking: Taking
) -> Iterator[tuple[Found, int]]:
    """Yield what an open file holds, each with how far the file was read by then."""
    place = Place(source.name, source.origin, where_of(source.name, source.origin))
    beginning = file.read(BEGINNING)
    file.seek(0)
    form = known_format(ending or ".txt", beginning, place.where)
    for found in unfolded(form, file, place, taking):
        yield found, file.tell()


def _fetched(name: str, url: str, taking: Taking) -> Iterator[Found]:
    """Yield what stands at an address of the web."""
    found = taking.web.get(url)
    place = Place(
        name,
        found.address,
        url,
        known=retrieved_from(found, url),
        address=found.address,
        charset=charset_of(found),
    )
    form = format_of_fetched(found, url)
    yield from unfolded(form, io.BytesIO(found.raw), place, taking)


def _standard_input() -> BinaryIO:
    """Return standard input as a file that can be sought in; raises UnreadableInput."""
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        form = format_of(".txt", raw[:BEGINNING])
        limit = LARGE if form and not form.single else (form and form.limit) or MAX_BYTES
        raw += sys.stdin.buffer.read(max(0, limit + 1 - len(raw)))
        if len(raw) > limit:
            raise too_large("standard input", len(raw), limit)
    return io.BytesIO(raw)


def _silent(_: str) -> None:
    """Take a note that nobody wants."""
