"""`dragoman bench summaries`: what is wrong with summaries, and what traps they fall into."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.inputs import DossierOption
from dragoman.cli.mistakes import print_mistakes
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo, taken_in
from dragoman.cli.screen import out, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.benchmark.mistakes import Mistake
    from dragoman.benchmark.summary_faults import SummaryScore
    from dragoman.benchmark.summary_traps import TrapScore


def summaries(  # noqa: PLR0913
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="Files, folders, patterns.", show_default=False),
    ] = None,
    *,
    traps: Annotated[
        list[Path] | None,
        typer.Option("--traps", metavar="TABLE", help="A table of traps (JSON lines)."),
    ] = None,
    longest: Annotated[
        int, typer.Option("--words", min=1, help="From more words a sentence is too long.")
    ] = 45,
    reader: ReaderOption = Reader.default,
    dossier: DossierOption = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List each sentence with what is wrong in it.")
    ] = False,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read articles and count the signs of faults in their summaries; score traps.

    Counted are words that do not stand in the article, a speaker, negation, hedge or condition
    that was cut off, sentences that are too long or said twice, and pronouns that nothing
    explains. The form of a table of traps is in docs/benchmarks.md.
    """
    from dragoman.benchmark.summary_faults import bench_summaries
    from dragoman.benchmark.summary_traps import bench_traps
    from dragoman.vocabulary.dossier import NO_DOSSIER
    from dragoman.vocabulary.dossier_file import read_dossier

    if not paths and not traps:
        raise typer.BadParameter("Name articles, or a table with --traps.")
    known = read_dossier(dossier) if dossier else NO_DOSSIER
    scored = bench_traps(traps or [], reader.value, known)
    with taken_in(paths or []) as articles:
        score = bench_summaries(articles, reader.value, known, longest) if articles else None
        if to is ReadTo.json:
            write(_json(score, scored, errors=errors))
        else:
            _print(score, scored, errors=errors)


def _print(score: SummaryScore | None, scored: Sequence[TrapScore], *, errors: bool) -> None:
    found: list[Mistake] = []
    if score is not None:
        out().print(
            f"{score.articles} articles, {score.summarised} with a summary; "
            f"{score.sentences} sentences, {score.words:,} words"
        )
        table = grid(("Fault", 24), ("Count", 6))
        for fault, count in score.faults.items():
            table.add_row(fault, str(count))
        out().print(table)
        found += score.mistakes
    for each in scored:
        out().print(f"{each.table}: {each.right} of {each.rows} traps without a loss")
        found += each.mistakes
    if errors:
        print_mistakes(found)


def _json(score: SummaryScore | None, scored: Sequence[TrapScore], *, errors: bool) -> str:
    record: dict[str, object] = {}
    if score is not None:
        record |= {
            "articles": score.articles,
            "summarised": score.summarised,
            "sentences": score.sentences,
            "words": score.words,
            "faults": score.faults,
        }
    record["traps"] = {each.table: {"right": each.right, "of": each.rows} for each in scored}
    if errors:
        found = [*(score.mistakes if score else ()), *(m for s in scored for m in s.mistakes)]
        record["mistakes"] = [asdict(mistake) for mistake in found]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(epilog="Example: dragoman bench summaries news/ --errors")(summaries)
