"""What one input holds, article by article, whatever goes wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.article import Article
from dragoman.errors import DragomanError, UnreadableInput
from dragoman.intake import Found, Held, Input, Note
from dragoman.intake.opening import where_of
from dragoman.vocabulary.dossier import Dossier, using

Source = Input | Article | UnreadableInput


class Asking(NamedTuple):
    """What intake is told: the dossier, who hears its notes, and what the ledger has."""

    dossier: Dossier
    note: Note | None
    held: Held


def found_in(source: Source, asking: Asking) -> Iterator[tuple[Found, int]]:
    """Yield what an input holds, each with how many of its bytes were taken in by then."""
    if not isinstance(source, Input):
        yield source, 0
        return
    each = source.each(asking.note, asking.held)
    try:
        while True:
            with using(asking.dossier):  # intake knows the dossier's outlets
                found, taken = next(each)
            yield found, taken
    except StopIteration:
        pass
    except DragomanError:
        raise
    except MemoryError:
        yield _too_large(source), 0
    except Exception as error:
        yield UnreadableInput.by_own_fault(called(source), error), 0


def called(source: Input | Article) -> str:
    """Return what messages call an input: its path or address, an article's within it too."""
    if isinstance(source, Input):
        return str(source.url or source.path or source.name)
    scheme, _, place = source.origin.partition("://")
    if scheme == "file":
        return where_of(source.name, source.origin)
    return source.origin if place else source.name


def _too_large(source: Input) -> UnreadableInput:
    return UnreadableInput(
        called(source),
        "it could not be taken in: it took too much memory",
        "What was found in it before was read, and so was the rest. Split it, or allow more with "
        "--megabytes.",
    )
