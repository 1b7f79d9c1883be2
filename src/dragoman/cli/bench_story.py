"""`dragoman bench story`: what is read of a story against the ledger that a person expects."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.benchmark.deviations import HOW
from dragoman.cli.inputs import DossierOption
from dragoman.cli.options import Reader, ReaderOption, ReadTo
from dragoman.cli.scored import ScoresTo
from dragoman.cli.screen import out, tell, write
from dragoman.cli.tables import grid

if TYPE_CHECKING:
    from dragoman.benchmark.story import StoryComparison


def story(
    expected: Annotated[
        Path,
        typer.Argument(metavar="STORY", help="The expected ledger (TOML).", show_default=False),
    ],
    articles: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="The articles that tell it.", show_default=False),
    ],
    *,
    reader: ReaderOption = Reader.default,
    dossier: DossierOption = None,
    to: ScoresTo = ReadTo.table,
) -> None:
    """Read the articles of a story whose ledger you wrote down, and list every deviation.

    Compared are positions day by day, shifts, conditions and what became of them, deadlocks,
    accounts and events, as far as the file has them; its form is in docs/samples.md. The exit
    code is 1 when something deviates.
    """
    from dragoman.benchmark.story import bench_story
    from dragoman.vocabulary.dossier import NO_DOSSIER
    from dragoman.vocabulary.dossier_file import read_dossier

    known = read_dossier(dossier) if dossier else NO_DOSSIER
    result = bench_story(expected, articles, reader.value, known)
    if to is ReadTo.json:
        write(_json(result))
    else:
        _print(result)
    for error in result.failed:
        tell(str(error))
    if result.deviations or result.failed:
        raise typer.Exit(1)


def _print(result: StoryComparison) -> None:
    out().print(f"{result.articles} articles")
    columns = [(how.title(), 10) for how in ("right", *HOW)]
    table = grid(("What", 12), *columns)
    for part in result.parts:
        counts = [part.right, *(part.count(how) for how in HOW)]
        table.add_row(part.what, *map(str, counts))
    out().print(table)
    for deviation in result.deviations:
        words = f" [“{deviation.evidence}”]" if deviation.evidence else ""
        write(f"{deviation}{words}\n")


def _json(result: StoryComparison) -> str:
    record = {
        "articles": result.articles,
        "parts": {
            part.what: {
                "right": part.right,
                **{how: part.count(how) for how in HOW},
            }
            for part in result.parts
        },
        "deviations": [asdict(deviation) for deviation in result.deviations],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(
        epilog="Example: dragoman bench story samples/ledra-strait.ledger.toml "
        "samples/ledra-strait --dossier samples/dossier.toml"
    )(story)
