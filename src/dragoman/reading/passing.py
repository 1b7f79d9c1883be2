"""What the parser keeps of a text, freed when the text is read.

The parser keeps every word that it meets for good, so that a process which reads for months would
grow with each new name. What it meets in passing is freed at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

from spacy.language import Language

_lock = Lock()
_open = ExitStack()
_readers = 0


@contextmanager
def in_passing(nlp: Language) -> Iterator[None]:
    """Keep the words of what is parsed inside only as long as somebody parses so.

    A parse made inside must not be looked at afterwards: its words are gone. Readers that take
    turns share what is kept, since the parser can free only all of it (spaCy's memory zone).
    """
    global _readers
    with _lock:
        if not _readers:
            _open.enter_context(nlp.memory_zone())
        _readers += 1
    try:
        yield
    finally:
        with _lock:
            _readers -= 1
            if not _readers:
                _open.close()
