"""Text files in sections, each under a line that begins with `===`, as two benchmarks take them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from dragoman.errors import UnreadableInput


def sections(
    path: Path, sort: str, named: str, opening: str
) -> tuple[Sequence[str], Iterator[tuple[int, int]]]:
    """Return a file's lines, and the numbers of each section's first line and the one behind it.

    `sort` says what a section is, `named` what the user is to name, `opening` how one begins.
    Raises UnreadableInput when the file cannot be read or begins with something else.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            str(path), f"it cannot be read ({error})", f"Name {named}."
        ) from error
    starts = [n for n, line in enumerate(lines) if line.startswith("===")]
    if not starts or any(line.strip() for line in lines[: starts[0]]):
        raise UnreadableInput(
            str(path), f"it does not open with {sort}", f"Start with `{opening}`."
        )
    return lines, pairwise([*starts, len(lines)])
