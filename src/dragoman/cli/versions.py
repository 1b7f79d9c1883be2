"""`dragoman versions` and `dragoman changes`: what outlets did with articles afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from dragoman import views
from dragoman.brief.names import counted
from dragoman.cli.options import DEFAULT_LEDGER, LedgerOption, To, ToOption, one_of
from dragoman.cli.references import Shortened
from dragoman.cli.screen import out, stance_text
from dragoman.cli.showing import Listing, show_listing
from dragoman.cli.tables import grid
from dragoman.ledger import open_ledger
from dragoman.ledger.versions import KINDS
from dragoman.views.version_rows import ChangeRow, Piece, VersionRow

NOTICE = 200
"""Characters of a note that a line shows; `--to json` has it all."""

_STYLES = {"same": "", "dropped": "red strike", "added": "green bold"}
_SIGNS = {"dropped": ("[-", "-]"), "added": ("{+", "+}")}
_TONES = {"withdrawn": "red", "dropped": "red", "added": "green", "changed": "yellow"}


def versions(
    article: Annotated[
        str | None,
        typer.Argument(metavar="ARTICLE", help="An article's id, file name or title."),
    ] = None,
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="WORD",
            callback=one_of(KINDS),
            help=f"One of {', '.join(KINDS)}.",
        ),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show the versions of an article, or of all that were revised, corrected or withdrawn."""
    with open_ledger(ledger, create=False) as opened:
        show_listing(opened, VERSIONS, views.versions(opened, article, kind=kind), to)


def changes(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="An article's id, file name or title.", show_default=False
        ),
    ],
    *,
    before: Annotated[
        int | None, typer.Option("--before", metavar="NUMBER", help="From this version.")
    ] = None,
    after: Annotated[
        int | None, typer.Option("--after", metavar="NUMBER", help="To this version.")
    ] = None,
    unchanged: Annotated[
        bool, typer.Option("--all", help="Show the statements that stayed the same too.")
    ] = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
    to: ToOption = To.table,
) -> None:
    """Show what a revision changed in statements: words, speakers, stances, conditions."""
    with open_ledger(ledger, create=False) as opened:
        every = views.changes(opened, article, before=before, after=after)
        rows = every if unchanged else tuple(row for row in every if row.change != "same")
        if to is To.table:
            for line in _headed(views.versions(opened, article), every):
                out().print(line)
        show_listing(opened, CHANGES, rows, to)


def version_lines(rows: Sequence[VersionRow], article: str) -> Iterator[Text]:
    """Yield what there is to say of an article's version: which it is, and what took its place."""
    own = next(row for row in rows if row.article == article)
    last = next(row for row in rows if row.current)
    if own.of == 1 and not own.words:
        return
    yield _line(own)
    if last.article != own.article:
        yield _line(last).append(f" ({last.article})", "dim")
    if not last.counts:
        yield Text("Its statements no longer count.", "red")


def told_of_versions(rows: Sequence[VersionRow], read: Collection[str]) -> Iterator[str]:
    """Yield what there is to say of versions among articles that were just read, `read`."""
    new = [row for row in rows if row.article in read]
    revisions = [row for row in new if row.number > 1 and row.kind != "refreshed"]
    if revisions:
        one = len(revisions) == 1
        told = f"{'is a new version of an article' if one else 'are new versions of articles'}"
        yield f"{counted(len(revisions), 'article')} {told} in the ledger: {_kinds(revisions)}."
    alone = [row for row in new if row.of == 1 and row.kind in ("corrected", "withdrawn")]
    if alone:
        yield f"{_kinds(alone)}, of which no earlier version is in the ledger."
    again = [row for row in new if row.kind == "refreshed"]
    if again:
        yield f"{counted(len(again), 'article')} with the same words as one in the ledger."
    old = [row for row in new if row.number < row.of and row.latest not in read]
    if old:
        one = len(old) == 1
        told = "is an earlier version of an article" if one else "are earlier versions of articles"
        yield f"{counted(len(old), 'article')} {told} in the ledger: its statements do not count."


def _kinds(rows: Sequence[VersionRow]) -> str:
    counts = Counter(row.kind for row in rows)
    return ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind])


def _line(row: VersionRow) -> Text:
    words = str(row)
    cut = words if len(words) <= NOTICE else words[:NOTICE].rsplit(" ", 1)[0] + " …”"
    return Text(cut, "yellow")


def _versions_table(rows: Sequence[VersionRow], short: Shortened) -> RenderableType:
    table = grid(("Version", 8), ("Day", 11), ("Kind", 10), ("Article", None), ("Statements", 10))
    for row in rows:
        title = Text(row.title or row.article)
        if row.words:
            title.append(f"\n“{_cut(row.words)}”", "yellow")
        told = " · ".join(filter(None, (row.outlet, short(row.article))))
        title.append(f"\n{told}", "dim")
        count = Text(str(row.statements) if row.counts else f"({row.statements})")
        if not row.counts:
            count.append("\ndo not count", "dim")
        kind = Text(row.kind, _TONES.get(row.kind, "yellow" if row.kind == "corrected" else ""))
        table.add_row(f"{row.number} of {row.of}", row.day or "no date", kind, title, count)
    return table


def _cut(words: str) -> str:
    return words if len(words) <= NOTICE else words[:NOTICE].rsplit(" ", 1)[0] + " …"


def _headed(found: Sequence[VersionRow], rows: Sequence[ChangeRow]) -> Iterator[Text]:
    named = {ref.partition("/")[0] for row in rows for ref in (row.before, row.after) if ref}
    last = next((row for row in found if row.current), None)
    for row in found:
        if row.article in named or (row is last and row.kind == "withdrawn"):
            yield _line(row)
    counts = {kind: sum(row.change == kind for row in rows) for kind in _CHANGES}
    told = ", ".join(f"{n} {kind}" for kind, n in counts.items() if n)
    yield Text(f"{counted(len(rows), 'statement')}: {told or 'none'}.\n", "bold")


_CHANGES = ("same", "moved", "changed", "added", "dropped", "withdrawn")


def _changes_table(rows: Sequence[ChangeRow], short: Shortened) -> RenderableType:
    table = grid(("Change", 10), ("Before", None), ("After", None))
    for row in rows:
        change = Text(row.change, _TONES.get(row.change, ""))
        if row.what:
            change.append(f"\n{', '.join(row.what)}", "dim")
        old = _side(row.words_before, row.speaker_before, row.stance_before, row.conditions_before)
        new = _side(row.words_after, row.speaker_after, row.stance_after, row.conditions_after)
        for text, ref in ((old, row.before), (new, row.after)):
            if ref:
                text.append(f"\n{short(ref)}", "dim")
        table.add_row(change, old, new)
    return table


def _side(
    words: Sequence[Piece], speaker: str | None, stance: str | None, conditions: Sequence[str]
) -> Text:
    """Return one version's statement; signs mark what differs, so that colour is not alone."""
    text = Text()
    for piece in words:
        start, end = _SIGNS.get(piece.mark, ("", ""))
        text.append(" " if text else "").append(f"{start}{piece.words}{end}", _STYLES[piece.mark])
    if speaker:
        text.append(f"\n{speaker}", "dim")
    if stance:
        text.append("\n").append_text(stance_text(stance))
    for condition in conditions:
        text.append(f"\n→ {condition}", "dim")
    return text


VERSIONS = Listing(VersionRow, _versions_table, "No article was revised, corrected or withdrawn.")
CHANGES = Listing(ChangeRow, _changes_table, "No statement was changed.")


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command(epilog="Example: dragoman versions --kind withdrawn")(versions)
    app.command(epilog="Example: dragoman changes report")(changes)
