"""What every row of a view can do: turn itself into plain values, nested or flat."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any, TypeAlias

from dragoman.article import Span

Cell: TypeAlias = str | int | float | None


class Row:
    """What every row can do: turn itself into plain values."""

    __slots__ = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the row as plain nested values, as JSON shows it."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]

    def cells(self) -> dict[str, Cell]:
        """Return the row as flat values; what holds several is joined with `; `."""
        return {field.name: _cell(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]


def _cell(value: object) -> Cell:
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, tuple):
        return "; ".join(str(_cell(part)) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, str | int | float) else str(value)
