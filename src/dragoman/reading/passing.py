"""What the parser keeps of a text, freed when the text is read.

The parser keeps every word that it meets for good, so that a process which reads for months would
grow with each new name. What it meets in passing is freed at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock

from spacy.language import Language


@dataclass(slots=True)
class _Kept:
    """How many parse in passing now, and what ends when the last of them does."""

    readers: int = 0
    end: ExitStack = field(default_factory=ExitStack)
    lock: Lock = field(default_factory=Lock)


_kept = _Kept()


@contextmanager
def in_passing(nlp: Language) -> Iterator[None]:
    """Keep the words of what is parsed inside only as long as somebody parses so.

    A parse made inside must not be looked at afterwards: its words are gone. Readers that take
    turns share what is kept, since the parser can free only all of it (spaCy's memory zone).
    """
    with _kept.lock:
        if not _kept.readers:
            _kept.end.enter_context(nlp.memory_zone())
        _kept.readers += 1
    try:
        yield
    finally:
        with _kept.lock:
            _kept.readers -= 1
            if not _kept.readers:
                _kept.end.close()
