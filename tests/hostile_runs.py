"""Hostile inputs read as a user reads a folder, and what it cost: a program of its own.

    python tests/hostile_runs.py ROWS.jsonl FIRST LAST

reads the cases from FIRST to LAST, 500 at a time, and adds a row for each to ROWS.jsonl;
cases that have a row there are passed over, so that a run that was stopped goes on.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from dragoman import engine, verify
from dragoman.cli import run
from dragoman.engine import Outcome, intake_apart, reading_apart, taking
from dragoman.export.reading import reading_json
from dragoman.ledger import open_ledger
from dragoman.reading import reader
from hostile_cases import hostile

TOGETHER = 500
LONGEST = 10.0
"""Seconds of processor time for one case."""
LARGEST = 1500
"""Megabytes of memory for one worker."""

_SECRET = "root:x:0:"
"""How a file begins that hostile documents name."""

_FAULTS = ("itself failed", "was ended by", "that worked on", "took too much", "took too long")
"""Reasons that no input should give; a worker that is ended cannot tell what it cost."""


@dataclass
class Row:
    """What became of one case: articles, reasons, cost, and what should not have been."""

    number: int
    sort: str
    articles: int = 0
    reasons: list[str] = field(default_factory=list)
    seconds: float = 0.0
    megabytes: int = 0
    faults: list[str] = field(default_factory=list)


def rows_of(numbers: Sequence[int]) -> list[Row]:
    """Read cases together; those that seem slow once more, each alone, for their own time."""
    rows = _read_together(numbers)
    if len(rows) == 1:
        return rows
    return [rows_of([row.number])[0] if row.seconds > LONGEST else row for row in rows]


def _read_together(numbers: Sequence[int]) -> list[Row]:
    with tempfile.TemporaryDirectory() as made, _costs(Path(made) / "costs") as costs:
        home = Path(made)
        rows = {}
        for number in numbers:
            case = hostile(number)
            rows[f"{number:05}"] = Row(number, case.called)
            folder = home / "news" / f"{number:05}"
            folder.mkdir(parents=True)
            (folder / f"case{case.ending}").write_bytes(case.raw)
        outcomes, faults = _read(home)
        for outcome in outcomes:
            for error in outcome.failed:
                rows[_folder_in(error.where)].reasons.append(error.what)
        faults += _checked(home / "ledger.db", rows)
        for number_told, seconds, megabytes in costs():
            rows[number_told].seconds += seconds
            rows[number_told].megabytes = max(rows[number_told].megabytes, megabytes)
        for row in rows.values():
            row.faults += _faults_of(row)
        next(iter(rows.values())).faults += faults
        return list(rows.values())


def _read(home: Path) -> tuple[list[Outcome], list[str]]:
    """Read the folder by the command line; return what came of it, and what is wrong in that."""
    outcomes: list[Outcome] = []
    faults: list[str] = []
    whole = engine.read_into

    def read_into(*given: Any, **named: Any) -> Outcome:
        outcomes.append(whole(*given, **named))
        return outcomes[-1]

    told = io.StringIO()
    arguments = "read", str(home / "news"), "--yes", "--ledger", str(home / "ledger.db")
    with (
        _instead(engine, "read_into", read_into),
        contextlib.redirect_stdout(told),
        contextlib.redirect_stderr(told),
    ):
        code = run(arguments)
    if len(outcomes) != 1:
        return outcomes, [f"the run ended: {told.getvalue()[-300:]}"]
    if code != bool(outcomes[0].failed):
        faults.append(f"exit code {code}")
    if "Traceback" in told.getvalue():
        faults.append("a traceback was told")
    odd = {c for c in told.getvalue() if (c < " " or "\x7f" <= c < "\xa0") and c not in "\n\t"}
    if odd:
        faults.append(f"control characters were told: {sorted(odd)}")
    return outcomes, faults


def _checked(ledger: Path, rows: dict[str, Row]) -> list[str]:
    """Count each case's articles; return what is wrong in the ledger."""
    if not ledger.exists():
        return ["no ledger was made"]
    faults = [f"verify: {found.what} {found.where}" for found in verify(ledger, quick=True)]
    with open_ledger(ledger) as opened:
        for name in opened.article_ids():
            reading = opened.reading(name)
            read = json.loads(reading_json(reading))
            assert read["article"]["id"] == name
            if _SECRET in reading.article.text:
                faults.append(f"{reading.article.name} shows a file that it only names")
            rows[_folder_in(reading.article.origin)].articles += 1
    return faults


def _folder_in(origin: str) -> str:
    return origin.partition("/news/")[2][:5]


def _faults_of(row: Row) -> Iterator[str]:
    if row.seconds > LONGEST:
        yield f"{row.seconds:.1f} s"
    if row.megabytes > LARGEST:
        yield f"{row.megabytes} MB"
    for reason in row.reasons:
        if any(fault in reason for fault in _FAULTS):
            yield reason


@contextlib.contextmanager
def _costs(told: Path) -> Iterator[Callable[[], list[tuple[str, float, int]]]]:
    """Have the workers, which are forked, write down what each case costs; give what they wrote."""

    def tell(origin: str, seconds: float) -> None:
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        if folder := _folder_in(origin):  # none for what a worker reads to get ready
            with told.open("a", encoding="utf-8") as file:
                file.write(f"{folder} {seconds:.3f} {megabytes}\n")

    def timed(origin: Callable[[], str], items: Iterator[Any]) -> Iterator[Any]:
        while True:
            begun = time.process_time()
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                tell(origin(), time.process_time() - begun)
            yield item

    def found_in(source: Any, *given: Any) -> Iterator[Any]:
        return timed(lambda: str(source.path), taking.found_in(source, *given))

    def read_all(articles: list[Any], *given: Any, **named: Any) -> Iterator[Any]:
        left = iter([*articles, articles[-1]])
        return timed(lambda: next(left).origin, reader.read_all(articles, *given, **named))

    def read_rows() -> list[tuple[str, float, int]]:
        lines = told.read_text(encoding="utf-8").split("\n") if told.exists() else []
        parts = [line.split() for line in lines if line]
        return [(name, float(seconds), int(most)) for name, seconds, most in parts]

    with (
        _instead(intake_apart, "found_in", found_in),
        _instead(reading_apart, "read_all", read_all),
    ):
        yield read_rows


@contextlib.contextmanager
def _instead(room: object, name: str, other: object) -> Iterator[None]:
    whole = getattr(room, name)
    setattr(room, name, other)
    try:
        yield
    finally:
        setattr(room, name, whole)


def kept(rows: Path) -> list[Row]:
    """Return the rows in a file."""
    if not rows.exists():
        return []
    lines = rows.read_text(encoding="utf-8").splitlines()
    return [Row(**json.loads(line)) for line in lines if line.endswith("}")]


def main(rows: Path, first: int, last: int) -> None:
    """Read what has no row yet."""
    done = {row.number for row in kept(rows)}
    waiting = [number for number in range(first, last) if number not in done]
    for start in range(0, len(waiting), TOGETHER):
        made = rows_of(waiting[start : start + TOGETHER])
        # A worker that was killed could not tell: the most that any of them held.
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        made[0].megabytes = max(made[0].megabytes, most)
        with rows.open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(asdict(row)) + "\n" for row in made)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
