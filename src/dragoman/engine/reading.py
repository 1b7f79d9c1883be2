"""Articles read into a ledger, in this process or in several, and what became of each.

What is stored stays: whoever stops a run half way, or meets a bad input, runs the same command
again, and the articles already read are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.engine.apart import read_apart
from dragoman.engine.held import held_in
from dragoman.engine.here import read_here
from dragoman.engine.limits import Workers
from dragoman.engine.steps import MadeBy, Step
from dragoman.engine.taking import Asking, Source
from dragoman.errors import UnreadableInput
from dragoman.intake import Note
from dragoman.ledger import Ledger
from dragoman.records import ReaderName
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of all inputs, each group in the inputs' order.

    `read`, `unread` and `known` hold article ids: read and stored now, stored now in a language
    that is not read, and settled so before; `articles` has all of them, each once.
    """

    articles: tuple[str, ...]
    read: tuple[str, ...]
    known: tuple[str, ...]
    failed: tuple[UnreadableInput, ...]
    unread: tuple[str, ...] = ()


def read_into(  # noqa: PLR0913  (a library's options)
    ledger: Ledger,
    inputs: Iterable[Source],
    on_progress: Callable[[Step], None] | None = None,
    reader: ReaderName = "default",
    dossier: Dossier = NO_DOSSIER,
    note: Note | None = None,
    *,
    workers: Workers | None = None,
    again: bool = False,
) -> Outcome:
    """Read the inputs that the ledger has not read so yet, and store each as soon as it is read.

    An article read with another `dossier` counts as not read. `on_progress` is told each step as
    it is taken, `note` of each file in an archive that is left out. A bad input, or a bad part of
    one, becomes a failed step and the rest goes on; LedgerError ends the run, with everything
    stored that was read before. A batch of articles is in memory at a time, however many an
    input holds.

    With `workers` as many processes read, each with its own model, and one takes the inputs in,
    each article within their limits; one that breaks its worker, or goes beyond them, is a failed
    step too. What is stored, and its order, is the same for any number. None reads in this
    process, without limits. `again` reads also what was read so before, and stores it when it
    reads otherwise now.
    """
    steps: list[Step] = []

    def take(step: Step) -> None:
        steps.append(step)
        if on_progress is not None:
            on_progress(step)

    made_by = MadeBy(reader, dossier, again)
    ledger.know(dossier)
    asking = Asking(dossier, note, held_in(ledger))
    if workers is None:
        read_here(ledger, inputs, made_by, take, asking)
    else:
        read_apart(ledger, inputs, made_by, take, asking, workers)
    steps.sort(key=lambda step: step.place)
    return Outcome(
        articles=tuple(dict.fromkeys(s.article for s in steps if s.article)),
        read=tuple(s.article for s in steps if s.state == "read" and s.article),
        known=tuple(s.article for s in steps if s.state == "known" and s.article),
        failed=tuple(s.error for s in steps if s.error),
        unread=tuple(s.article for s in steps if s.state == "unread" and s.article),
    )
