"""Articles of the ledger read again by the reader of today, and what that changes.

What changes is tried on a copy of the ledger first; when it is applied, each article is stored
in a transaction of its own, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TypedDict, Unpack, get_args

from dragoman import views
from dragoman.article import Article
from dragoman.engine.limits import Workers
from dragoman.engine.reading import read_into
from dragoman.engine.steps import Step
from dragoman.errors import UnreadableInput
from dragoman.ledger import Ledger, rebuilding
from dragoman.ledger.finding import find_article
from dragoman.ledger.trial import trial
from dragoman.ledger.unfound import unfound
from dragoman.reading.reader import model_in, version_of
from dragoman.records import ReaderName
from dragoman.views.articles import ArticleFilter
from dragoman.views.deciding import said_of
from dragoman.views.rereading import Made, RereadRow, changes_in, made_readings, reread_words
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.vocabulary.files import digest


class RereadFilter(TypedDict, total=False):
    """Which articles: those named, of an outlet, published from one day to another."""

    articles: Sequence[str]
    outlet: str | None
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading again changes, or changed if it was `applied`.

    `chosen` counts the articles that another reader read, `read` those that were read again now.
    `dossier_missing` are articles that were read with a dossier and stayed as they are, since none
    was given. What could not be read again stays as it is, too.
    """

    applied: bool
    chosen: int
    read: int
    changes: tuple[RereadRow, ...]
    failed: tuple[UnreadableInput, ...]
    dossier_missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """What changes, in one sentence."""
        return reread_words(self.changes)


def reread(  # noqa: PLR0913  (a library's options)
    ledger: Ledger,
    on_progress: Callable[[int, int], None] | None = None,
    *,
    apply: bool = False,
    every: bool = False,
    reader: ReaderName | None = None,
    dossier: Dossier | None = None,
    workers: Workers | None = None,
    **where: Unpack[RereadFilter],
) -> Reread:
    """Read again what an older reader read, and return what that changes.

    Nothing changes in the ledger unless `apply` is set. Each article is read by the reader of
    today of the kind that read it (`reader` names another for all), those that were read without
    a dossier without one; with `dossier` all are read with that one. `every` reads also what this
    very reader read. `on_progress` is told the articles done and all; `workers` as in `read_into`.
    Raises NotFound, LedgerError, DragomanError.
    """
    narrowed = ArticleFilter(
        outlet=where.get("outlet"), since=where.get("since"), until=where.get("until")
    )
    made = made_readings(ledger, where.get("articles", ()), **narrowed)
    known = dossier or NO_DOSSIER
    left = tuple(
        one.article
        for one in made
        if dossier is None and one.dossier and not _is_made_so(one, reader, one.dossier)
    )
    chosen = [
        (reader or _kind(one.reader), one)
        for one in made
        if (dossier is not None or not one.dossier)
        and (every or not _is_made_so(one, reader, known.digest))
    ]
    if not chosen:
        return Reread(apply, 0, 0, (), (), left)
    with nullcontext(ledger) if apply else trial(ledger) as target:
        run = _Run(target, {one.article: one for _, one in chosen}, on_progress)
        before = _Before.of(target)
        for name in sorted({name for name, _ in chosen}):
            group = [one for other, one in chosen if other == name]
            read_into(
                target,
                _articles(target, group),
                run.take,
                name,
                known,
                workers=workers,
                again=every,
            )
        changes = (*run.rows, *before.changed(target)) if run.read else ()
    return Reread(apply, len(chosen), run.read, changes, tuple(run.failed), left)


def _kind(version: str) -> ReaderName:
    """Return which reader a version is of: `0.3.0 careful` is the careful one's."""
    last = version.rpartition(" ")[2]
    names: tuple[ReaderName, ...] = get_args(ReaderName)
    return next((name for name in names if name == last), "default")


def _is_made_so(one: Made, reader: ReaderName | None, dossier: str) -> bool:
    """Return whether an article's reading is the one that would be made of it now."""
    now = (version_of(reader or _kind(one.reader)), model_in(one.language), digest(), dossier)
    return (one.reader, one.model, one.vocabulary, one.dossier) == now


def _articles(ledger: Ledger, made: Iterable[Made]) -> Iterator[Article]:
    """Yield the articles as intake made them, one at a time, without their bytes."""
    for one in made:
        with ledger.connect() as connection:
            article = rebuilding.article_of(connection, one.edition_key, raw=False)
        yield article


@dataclass(slots=True)
class _Run:
    """What is under way: what changed so far, and what could not be read."""

    ledger: Ledger
    made: dict[str, Made]
    on_progress: Callable[[int, int], None] | None
    rows: list[RereadRow] = field(default_factory=list)
    failed: list[UnreadableInput] = field(default_factory=list)
    read: int = 0
    done: int = 0

    def take(self, step: Step) -> None:
        """Compare an article's reading with the one before."""
        self.done += 1
        if step.error is not None:
            self.failed.append(step.error)
        elif step.article is not None and step.state != "known":
            self.read += 1
            with self.ledger.connect() as connection:
                now = find_article(connection, step.article).reading_key
                before = self.made[step.article].reading_key
                self.rows += changes_in(connection, before, now)
        if self.on_progress is not None:
            self.on_progress(self.done, len(self.made))


@dataclass(frozen=True, slots=True)
class _Before:
    """What followed from all articles together before they were read again."""

    positions: dict[tuple[str, str], views.PositionRow]
    unfound: dict[int, tuple[str, ...]]

    @classmethod
    def of(cls, ledger: Ledger) -> _Before:
        """Return what follows now."""
        with ledger.connect() as connection:
            lost = unfound(connection)
        positions = {(row.matter, row.side): row for row in views.positions(ledger)}
        return cls(positions, lost)

    def changed(self, ledger: Ledger) -> Iterator[RereadRow]:
        """Yield what follows otherwise since."""
        now = _Before.of(ledger)
        yield from self._moved(now)
        decisions = {one.id: one for one in ledger.decisions()}
        for id_ in sorted(self.unfound.keys() ^ now.unfound.keys()):
            one = decisions[id_]
            change = "finds nothing" if id_ in now.unfound else "finds again"
            missing = "; ".join(now.unfound.get(id_, ())) or None
            article = one.ref.partition("/")[0] if "/" in one.ref else ""
            told = f"Decision {id_} of {one.who or 'somebody'}, {one.at}: {said_of(one)}"
            yield RereadRow(article, "", "decision", change, one.ref, None, missing, None, told)

    def _moved(self, now: _Before) -> Iterator[RereadRow]:
        for key in sorted(self.positions.keys() | now.positions.keys()):
            was, is_ = self.positions.get(key), now.positions.get(key)
            row = is_ or was
            before, after = (one.stance if one else None for one in (was, is_))
            if row is None or before == after:
                continue
            change = "changed" if was and is_ else "gained" if is_ else "lost"
            moved = "stance" if change == "changed" else None
            name = f"{row.side} on {row.matter_name}"
            yield RereadRow("", "", "position", change, row.matter, moved, before, after, name)
