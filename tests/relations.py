"""A short text with its attributions, marked by hand, for tests of the attribution benchmark."""

from __future__ import annotations

from dragoman.article import Span
from dragoman.benchmark.polnear import (
    Relation,
)
from dragoman.benchmark.tokens import tokens_of

TEXT = """“We will wait,” said Ilse Marrane, the foreign minister. “Not long.”
Envoys in Lune expect that the ferry talks will fail.
She called it a “poor bargain” for both ports.
"""
TOKENS = tokens_of(TEXT)


def at(*pieces: str, text: str = TEXT) -> tuple[Span, ...]:
    starts = [text.index(piece) for piece in pieces]
    return tuple(Span(s, s + len(p)) for s, p in zip(starts, pieces, strict=True))


MINISTER = Relation(
    source=at("Ilse Marrane, the foreign minister"),
    cue=at("said"),
    content=at("“We will wait,”", "“Not long.”"),
    heads=at("Marrane"),
)
ENVOYS = Relation(
    source=at("Envoys in Lune"),
    cue=at("expect"),
    content=at("that the ferry talks will fail"),
    heads=at("Envoys"),
)
BARGAIN = Relation(
    source=at("She"), cue=at("called"), content=at("it a “poor bargain” for both ports")
)
GOLD = (MINISTER, ENVOYS, BARGAIN)
