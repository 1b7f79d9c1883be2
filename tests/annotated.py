"""Sentences annotated by hand, and windows made by hand: what tests of the learned reader share.

A sentence is written with its roles marked: `<s>Ilse Marrane</s> <c>said</c> <t>it rained</t>`;
a digit after the letter tells one attribution from another. All states and people are invented.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import dragoman
from dragoman.article import Span
from dragoman.benchmark.polnear import Relation, relation_lines
from dragoman.reading.attribution.learned.features import Ids, form, tree
from dragoman.reading.attribution.learned.windows import UNQUOTED, Window

MODELS = Path(dragoman.__file__).parent / "models"
THERE = sorted(path for path in MODELS.glob("*") if path.is_dir())
"""The models that this copy of the package has."""

_MARK = re.compile(r"<(/?)([sct])(\d?)>")


def marked(told: str) -> tuple[str, tuple[Relation, ...]]:
    """Return a text without its marks, and the attributions that they mark."""
    text, opened, last = "", 0, 0
    found: dict[str, dict[str, list[Span]]] = {}
    for mark in _MARK.finditer(told):
        text += told[last : mark.start()]
        last = mark.end()
        closes, role, number = mark.groups()
        if closes:
            roles = found.setdefault(number, {"s": [], "c": [], "t": []})
            roles[role].append(Span(opened, len(text)))
        opened = len(text)
    relations = tuple(Relation(tuple(r["s"]), tuple(r["c"]), tuple(r["t"])) for r in found.values())
    return text + told[last:], relations


def written(told: Sequence[str], folder: Path) -> tuple[Path, Path]:
    """Write annotated articles as a gold file and a folder of texts, and return both paths."""
    texts = folder / "text"
    texts.mkdir()
    lines = []
    for n, (text, relations) in enumerate(map(marked, told)):
        (texts / f"a{n:03}.txt").write_bytes(text.encode())
        lines.append((f"a{n:03}", relations))
    gold = folder / "gold.jsonl"
    gold.write_text(relation_lines(lines), encoding="utf-8")
    return gold, texts


def window(words: Sequence[str], rules: dict[int, Ids] | None = None) -> Window:
    """Return a window of words that all hang on the first, of no known tag."""
    ends = np.cumsum([len(word) + 1 for word in words]).tolist()
    none = (0,) * len(words)
    return Window(
        words=tuple(words),
        spans=tuple(Span(e - len(w) - 1, e - 1) for w, e in zip(words, ends, strict=True)),
        tags=none,
        tree=tree(none, none, none),
        forms=tuple(form(word) for word in words),
        quoted=(UNQUOTED,) * len(words),
        roles=none,
        rules=rules or {},
    )
