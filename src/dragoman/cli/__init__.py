"""The command line: a thin copy of the library, a command for each public function."""

from dragoman.cli.program import main, run

__all__ = ["main", "run"]
