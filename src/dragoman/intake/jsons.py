"""JSON that comes from outside: one object, a list of them, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.errors import UnreadableInput
from dragoman.intake.decoding import decoded

_DEEPEST = 60
"""No feed nests a tenth as deep; Python's own limit would end the program elsewhere."""


def loaded(raw: bytes, where: str) -> object:
    """Return the value that JSON holds; raises UnreadableInput when it is none."""
    text = decoded(raw, where).removeprefix("\ufeff")
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableInput(
            where,
            f"this is no JSON: {error.msg} in line {error.lineno}, column {error.colno}",
            "It may be cut: save or fetch it anew.",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _nested(where) from error
    if _depth_over(value, _DEEPEST):
        raise _nested(where)
    return value


def objects(
    raw: bytes, where: str, lists: Sequence[str]
) -> Iterator[tuple[str, dict[str, Any] | UnreadableInput]]:
    """Yield each object with what messages call it; what is no object comes as the error.

    `lists` are the names under which an object may hold the list that is meant.
    """
    try:
        value = loaded(raw, where)
    except UnreadableInput as error:
        yield from _lines(raw, where, error)
        return
    if isinstance(value, dict):
        inner = next((value[name] for name in lists if isinstance(value.get(name), list)), None)
        if inner is None:
            yield where, value
            return
        value = inner
    if not isinstance(value, list):
        yield where, _no_object(where)
        return
    for n, each in enumerate(value, start=1):
        spot = f"{where}, item {n}"
        yield spot, each if isinstance(each, dict) else _no_object(spot)


def _lines(
    raw: bytes, where: str, error: UnreadableInput
) -> Iterator[tuple[str, dict[str, Any] | UnreadableInput]]:
    """Yield the object of each line where at least one line is an object by itself."""
    lines = [(n, line) for n, line in enumerate(raw.split(b"\n"), start=1) if line.strip()]
    read: list[tuple[str, dict[str, Any] | UnreadableInput]] = []
    for n, line in lines if len(lines) > 1 else ():
        spot = f"{where}, line {n}"
        try:
            value = loaded(line, spot)
            read.append((spot, value if isinstance(value, dict) else _no_object(spot)))
        except UnreadableInput as wrong:
            read.append((spot, wrong))
    if any(isinstance(value, dict) and len(value) > 1 for _, value in read):
        yield from read
    else:
        yield where, error


def _no_object(where: str) -> UnreadableInput:
    return UnreadableInput(where, "this is no JSON object", "An item is an object: {...}.")


def _nested(where: str) -> UnreadableInput:
    return UnreadableInput(
        where,
        "the JSON is nested too deep, or has a number without end",
        "No agency writes such: check where it comes from.",
    )


def _depth_over(value: object, limit: int) -> bool:
    """Return whether a value is nested deeper than the limit; without recursion."""
    level: list[object] = [value]
    for _ in range(limit):
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return True
