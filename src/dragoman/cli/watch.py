"""`dragoman watch`: feeds polled into the ledger, and what changed told as it comes."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dragoman.cli.inputs import AllowPrivateOption, DossierOption
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, Reader, ReaderOption
from dragoman.cli.screen import out, tell
from dragoman.errors import UnreadableInput
from dragoman.ledger import open_ledger
from dragoman.vocabulary.dossier import NO_DOSSIER
from dragoman.vocabulary.dossier_file import read_dossier

if TYPE_CHECKING:
    from dragoman.watch import Clock, Notice, Plan, Watched
    from dragoman.watch.watching import Watch

INTERRUPTED = 130


class WatchTo(StrEnum):
    """How notices are shown that go to the terminal."""

    terminal = "terminal"
    jsonl = "jsonl"


def watch(  # noqa: PLR0913  (a command's options)
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS", help="The feeds and channels: a feeds.toml.")
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    once: Annotated[
        bool, typer.Option("--once", help="Poll each feed that is due once, and end.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Only list the new entries of feeds that are due."),
    ] = False,
    to: Annotated[
        WatchTo | None,
        typer.Option("--to", help="Show notices for people, or write them as JSON lines."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="With --to jsonl: append them to this file."),
    ] = None,
    reader: ReaderOption = Reader.default,
    dossier: DossierOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Poll feeds again that were gone (410).")
    ] = False,
    allow_private: AllowPrivateOption = False,
) -> None:
    """Poll feeds, read what is new in them, and tell what changed.

    It goes on until it is stopped (Ctrl-C, SIGTERM), when it ends after the article in hand; the
    same command goes on from there.
    """
    from dragoman.watch import Manner, read_plan, watch_feeds
    from dragoman.watch.taking import Reader as Reads
    from dragoman.watch.watching import Watch, fetching_of

    if file is not None and to is not WatchTo.jsonl:
        raise typer.BadParameter("--out goes with --to jsonl.", param_hint="--out")
    plan = _shown(read_plan(feeds), to, file)
    known = read_dossier(dossier) if dossier else NO_DOSSIER
    with open_ledger(ledger) as opened, _signals() as stop:
        clock = stop.clock()
        fetching = fetching_of(plan, clock, allow_private=allow_private)
        reads = Reads(reader.value, known)
        manner = Manner(reads, clock, fetching, note=tell, show=_show)
        if dry_run:
            _list(Watch(opened, plan, manner))
            return
        if not once:
            tell(f"Watching {_count(len(plan.feeds), 'feed')} into {ledger}. Ctrl-C stops it.")
        found = watch_feeds(opened, plan, manner, once=once, again=resume)
        _tell_end(found, stopped=stop.asked.is_set())
    if stop.by == signal.SIGINT:
        raise typer.Exit(INTERRUPTED)


@dataclass(slots=True)
class _Stop:
    """A signal that asks to end: waits end at once, what is in hand is finished.

    A second interrupt of the keyboard ends at once.
    """

    asked: threading.Event = field(default_factory=threading.Event)
    by: int = 0

    def take(self, number: int, _: object) -> None:
        """Take a signal."""
        if self.asked.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.by = number
        self.asked.set()

    def sleep(self, seconds: float) -> None:
        """Wait; raises Stopped when asked to stop."""
        from dragoman.watch import Stopped

        if self.asked.wait(seconds) if seconds > 0 else self.asked.is_set():
            raise Stopped

    def clock(self) -> Clock:
        """Return a clock whose sleep is ended by a signal."""
        from dragoman.watch import Clock

        return Clock(sleep=self.sleep)


@contextmanager
def _signals() -> Iterator[_Stop]:
    """Take SIGTERM and SIGINT as a wish to stop for the length of the block."""
    stop = _Stop()
    before: dict[signal.Signals, Callable[..., object] | int | None] = {}
    if threading.current_thread() is threading.main_thread():
        before = {one: signal.signal(one, stop.take) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _shown(plan: Plan, to: WatchTo | None, file: Path | None) -> Plan:
    """Return a plan whose terminal is what the command line asks for."""
    from dragoman.watch import Channel

    if to is None:
        return plan
    name = " ".join(filter(None, (to.value, str(file.absolute()) if file else "")))
    kept = tuple(each for each in plan.channels if each.to != "terminal" and each.name != name)
    return replace(plan, channels=(*kept, Channel(name, to.value, file=file)))


def _show(notice: Notice) -> None:
    """Show a notice: when, of what kind, the sentence, and the article below it."""
    source = notice.source
    line = Text(f"{notice.made[:10]} {notice.made[11:16]} ", style="dim")
    line.append(f"{notice.kind:<9} ", style="bold").append(notice.text)
    named = ", ".join(filter(None, (source.title, source.outlet or source.feed, source.published)))
    out().print(line, soft_wrap=True)
    out().print(Text(f"    {named}  {source.url or source.article}", style="dim"), soft_wrap=True)


def _list(found: Watch) -> None:
    """Show the new entries of feeds that are due."""
    looked = found.look()
    for feed, entries in looked:
        if isinstance(entries, UnreadableInput):
            tell(f"{feed.name}: {entries}")
            continue
        out().print(Text(f"{feed.name}: {_count(len(entries), 'new entry', 'new entries')}"))
        for one in entries:
            out().print(Text(f"  {one.title}"), soft_wrap=True)
    if not looked:
        out().print(Text("No feed is due."))


def _tell_end(found: Watched, *, stopped: bool) -> None:
    tell(
        f"{'Stopped: ' if stopped else ''}{_count(found.polls, 'poll')}, "
        f"{_count(found.read, 'article')} read, {_count(found.told, 'notice')} told"
        f"{f', {found.failed:,} could not be read' if found.failed else ''}."
    )


def _count(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman watch feeds.toml --ledger talks.db")(watch)
