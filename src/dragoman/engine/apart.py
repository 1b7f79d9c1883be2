"""Articles read into a ledger by worker processes: one takes in, some read, this one stores.

What is found is numbered, and stored and told in that order, however many read at once; so the
ledger and what is said of the run do not depend on their number. Few articles are under way at
a time, so that memory does not grow with the inputs.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from multiprocessing.connection import wait

from dragoman.engine.intake_apart import Takers
from dragoman.engine.limits import Workers
from dragoman.engine.reading_apart import Answer, Readers
from dragoman.engine.steps import MadeBy, Step, Waiting, stored
from dragoman.engine.taking import Asking, Source
from dragoman.errors import UnreadableInput
from dragoman.intake import Found
from dragoman.ledger import Ledger
from dragoman.records import Reading

_UNDER_WAY = 256
"""Articles that may be on their way for each worker: twice what fills a batch of the model's."""
_LOOK_SECONDS = 1.0
"""How often it is looked whether a worker is overdue."""


def read_apart(
    ledger: Ledger,
    inputs: Iterable[Source],
    made_by: MadeBy,
    take: Callable[[Step], None],
    asking: Asking,
    workers: Workers,
) -> None:
    """Read inputs by worker processes, and tell each step in the order of the inputs."""
    run = _Run(ledger, made_by, take)
    most = _UNDER_WAY * workers.jobs
    with (
        Readers(workers, made_by.reader, made_by.dossier) as readers,
        Takers(inputs, asking, workers.limits) as takers,
    ):
        while not takers.ended or run.waiting or readers.busy:
            listens = not takers.ended and run.under_way < most
            readers.hand_out(run.waiting, all_are_there=takers.quiet or not listens)
            ready = _ready(readers, takers, listens=listens)
            for waiting, answer in readers.answers(ready):
                run.answer(waiting, answer)
            if listens and not takers.quiet:
                found = takers.heard()
                if found is not None:
                    run.hear(*found)
            run.tell()


def _ready(readers: Readers, takers: Takers, *, listens: bool) -> list[object]:
    """Wait until somebody has something to say, and return the connections of those who have."""
    connections = readers.connections()
    if listens and takers.connection is None:
        return list(wait(connections, 0)) if connections else []
    if listens and takers.connection is not None:
        connections.append(takers.connection)
    return list(wait(connections, _LOOK_SECONDS)) if connections else []


@dataclass(slots=True)
class _Run:
    """What is under way, and what waits for its turn to be stored.

    `settled` has, by their place, steps to tell and readings to store; `keys` the articles that
    came again while one of the same key was under way.
    """

    ledger: Ledger
    made_by: MadeBy
    take: Callable[[Step], None]
    waiting: deque[Waiting] = field(default_factory=deque)
    settled: dict[int, Step | tuple[Waiting, Reading]] = field(default_factory=dict)
    keys: dict[str, list[Waiting]] = field(default_factory=dict)
    found: int = 0
    told: int = 0

    @property
    def under_way(self) -> int:
        """How many articles were found and are not told yet."""
        return self.found - self.told

    def hear(self, found: Found, taken: int) -> None:
        """Number what was found, and put it where it goes."""
        place, self.found = self.found, self.found + 1
        if isinstance(found, UnreadableInput):
            self.settled[place] = Step(place, "failed", error=found, taken=taken)
            return
        key = self.made_by.key(found)
        waiting = Waiting(place, found, taken)
        if key in self.keys:
            self.keys[key].append(waiting)
        elif self.made_by.is_read(self.ledger, key):
            self.settled[place] = Step(place, "known", found.id, taken=taken)
        else:
            self.keys[key] = []
            self.waiting.append(waiting)

    def answer(self, waiting: Waiting, answer: Answer) -> None:
        """Settle an article by what came of reading it."""
        if isinstance(answer, UnreadableInput):
            self.settled[waiting.place] = _failed(waiting, answer)
            self._settle_others(waiting, answer)
        else:
            self.settled[waiting.place] = waiting, answer

    def tell(self) -> None:
        """Store and tell what is next in order, as far as it is settled."""
        while self.told in self.settled:
            what = self.settled.pop(self.told)
            self.take(what if isinstance(what, Step) else self._store(*what))
            self.told += 1

    def _store(self, waiting: Waiting, reading: Reading) -> Step:
        step = stored(self.ledger, reading, self.made_by, waiting.place, waiting.taken)
        self._settle_others(waiting, step.error)
        return step

    def _settle_others(self, waiting: Waiting, error: UnreadableInput | None) -> None:
        """Settle the articles that are the same as one which is settled now."""
        for other in self.keys.pop(self.made_by.key(waiting.article)):
            known = Step(other.place, "known", other.article.id, taken=other.taken)
            self.settled[other.place] = _failed(other, error) if error else known


def _failed(waiting: Waiting, error: UnreadableInput) -> Step:
    return Step(waiting.place, "failed", error=error, taken=waiting.taken)
