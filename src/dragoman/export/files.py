"""Readings written as files, one NAME.json an article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from dragoman.export.reading import reading_json
from dragoman.records import Reading


def write_readings(
    readings: Iterable[Reading], folder: Path, note: Callable[[str], None] | None = None
) -> tuple[Path, ...]:
    """Write each reading to `folder` as NAME.json, and return the files in the same order.

    The folder is made when it is not there. When two articles have one name, the later one's
    file is NAME-2.json, NAME-3.json and so on, and `note` is told. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for reading in readings:
        name = reading.article.name
        stem, n = name, 1
        # Compared without case: some file systems take A.json and a.json for one file.
        while stem.casefold() in written:
            n += 1
            stem = f"{name}-{n}"
        path = folder / f"{stem}.json"
        if n > 1 and note is not None:
            note(f"{path}: written from {reading.article.origin}, as {name}.json is taken")
        path.write_text(reading_json(reading), encoding="utf-8", newline="\n")
        written[stem.casefold()] = path
    return tuple(written.values())
