"""What a training run is made with: one TOML file, kept beside the model that it made."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from dragoman.errors import DragomanError


@dataclass(frozen=True, slots=True)
class Configuration:
    """The settings of one run.

    `layers` are those of the base encoder that are kept, counted from 0. Rates are AdamW's peak
    rates; they rise over the first `warmup` share of a cycle's steps and fall to nothing after it.
    There are `cycles` of `epochs` each, and each begins with high rates again (Loshchilov and
    Hutter 2017).
    `pieces` is the size of a batch in pieces of words, padding included. `tags_weight` is the
    weight of labelling each word without knowing its cue, `cues_weight` of finding cues,
    `pairs_weight` of labelling the words of one cue. `held_out` training documents are set
    aside to fit the confidences. `members` networks are taught, each from a seed of its own, and
    asked together: they err at different words (Lakshminarayanan and others 2017).
    """

    name: str
    base: str
    layers: tuple[int, ...]
    epochs: int
    cycles: int
    seed: int
    members: int
    pieces: int
    encoder_rate: float
    head_rate: float
    warmup: float
    width: int
    dropout: float
    cues_weight: float
    pairs_weight: float
    tags_weight: float
    held_out: int
    floor: float


def configuration(path: Path) -> Configuration:
    """Return the configuration in a TOML file.

    Raises DragomanError when a setting is missing, unknown or of another type.
    """
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DragomanError(
            f"{path}: cannot be read as a training configuration: {error}"
        ) from None
    known = {field.name: str(field.type) for field in fields(Configuration)}
    wrong = sorted(known.keys() ^ stated.keys())
    if wrong:
        raise DragomanError(f"{path}: missing or unknown settings: {', '.join(wrong)}.")
    for name, kind in known.items():
        stated[name] = _of_kind(path, name, stated[name], kind)
    return Configuration(**stated)


def _of_kind(path: Path, name: str, value: object, kind: str) -> object:
    # A truth value is a whole number to Python, and none to whoever writes a configuration.
    if kind == "float" and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind.startswith("tuple") and isinstance(value, list) and value:
        if all(type(one) is int for one in value):
            return tuple(value)
    elif kind == type(value).__name__:
        return value
    raise DragomanError(f"{path}: `{name}` must be of type {kind}, not {value!r}.")
