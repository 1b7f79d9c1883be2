"""Files with a line of JSON for each text, as the gold of several benchmarks comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import UnreadableInput


def json_lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield where each line stands, in words, and the line; blank ones are passed over.

    Raises UnreadableInput when there is no such file, or it is no text.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UnreadableInput(
            str(path), "there is no such file", "Name the file of gold lines (JSONL)."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "not in UTF-8", "Name a file of JSON lines.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield f"{path}, line {number}", line
