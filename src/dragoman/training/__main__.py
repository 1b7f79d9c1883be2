"""`python -m dragoman.training`: teach an attribution network from annotated articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.training.configuration import configuration
from dragoman.training.run import corpus, train


def main() -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.training", description=__doc__)
    parser.add_argument("configuration", type=Path, help="a TOML file of settings")
    parser.add_argument("--gold", type=Path, required=True, help="annotations, JSON lines")
    parser.add_argument("--text", type=Path, required=True, help="folder of NAME.txt")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    chosen = parser.parse_args()
    try:
        settings = configuration(chosen.configuration)
        articles = corpus(chosen.gold, chosen.text, settings.held_out, settings.seed)
        train(settings, articles, chosen.out, _note)
    except DragomanError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _note(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
