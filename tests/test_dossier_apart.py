"""What is read does not depend on what was read before: no answer outlives its dossier.

Two sides of one case are often read in one process, each with its own dossier. A word that one
dossier explains must be looked up anew for the other.
"""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Iterator
from contextvars import ContextVar, Token
from pathlib import Path
from types import CodeType

import pytest

from dragoman.benchmark.story import bench_story
from dragoman.vocabulary import dossier as dossiers
from dragoman.vocabulary.accounts import NAME, name_unit
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier, kept_by_dossier, using
from dragoman.vocabulary.dossier_file import read_dossier
from dragoman.vocabulary.places import place_words

SAMPLES = Path(__file__).parent.parent / "samples"
AN_ARTICLES = 2
"""How many answers are kept of those that are kept for an article: it holds its dossier."""


def test_a_name_counts_as_what_the_dossier_in_force_says_of_it() -> None:
    case = read_dossier(SAMPLES / "dossier.toml")
    units = {}
    for turn in range(2):  # in either order
        for known in (NO_DOSSIER, case):
            with using(known):
                units[turn, known.digest] = name_unit("Kestrelian"), name_unit("Kestrelia")
    assert units[0, ""] == units[1, ""]
    assert units[0, case.digest] == units[1, case.digest] == (f"{NAME}kestrelia",) * 2


def test_a_city_lies_in_the_country_of_the_dossier_in_force(tmp_path: Path) -> None:
    (tmp_path / "dossier.toml").write_text(
        '[[states]]\niso3 = "JPN"\nname = "Japan"\ndemonyms = ["Nipponese"]\n', encoding="utf-8"
    )
    city = "Osaka"
    for known in (NO_DOSSIER, read_dossier(tmp_path / "dossier.toml"), NO_DOSSIER):
        with using(known):
            called = place_words().cities[city].demonyms
            assert ("Nipponese" in called) is (known != NO_DOSSIER)


class _Watched:
    """Stands for the dossier in force, and puts down which kept answers ask for it."""

    def __init__(self, real: ContextVar[Dossier], kept: dict[CodeType, str]) -> None:
        self.real, self.kept = real, kept
        self.asked: set[str] = set()

    def get(self) -> Dossier:
        frame = sys._getframe(1)
        while (outer := frame.f_back) is not None:
            if frame.f_code in self.kept:
                self.asked.add(self.kept[frame.f_code])
            frame = outer
        return self.real.get()

    def set(self, dossier: Dossier) -> Token[Dossier]:
        return self.real.set(dossier)

    def reset(self, token: Token[Dossier]) -> None:
        self.real.reset(token)


def _caches() -> Iterator[functools._lru_cache_wrapper[object]]:
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            module = getattr(one, "__module__", None) or ""
            if module.startswith("dragoman.") and module != dossiers.__name__:
                yield one


def test_no_answer_is_kept_that_another_dossier_would_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, story = SAMPLES / "dossier.toml", SAMPLES / "ledra-strait.ledger.toml"
    articles = [str(path) for path in sorted((SAMPLES / "ledra-strait").glob("*.txt"))[:3]]
    bench_story(story, articles, dossier=read_dossier(case))  # all that it needs is imported
    kept: dict[CodeType, str] = {}
    for cache in _caches():
        if cache.cache_parameters()["maxsize"] != AN_ARTICLES:
            kept[cache.__wrapped__.__code__] = f"{cache.__module__}.{cache.__name__}"
            cache.cache_clear()
    watched = _Watched(dossiers._in_force, kept)
    monkeypatch.setattr(dossiers, "_in_force", watched)
    bench_story(story, articles, dossier=read_dossier(case))
    assert kept
    assert watched.asked == set(), f"use {kept_by_dossier.__name__} for these"
