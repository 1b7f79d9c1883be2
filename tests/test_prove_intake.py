"""Memory of intake: mailboxes and web archives are read one message, one page at a time."""

from __future__ import annotations

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from archives import record
from dragoman.intake import mail, web_archive

WORDS = "Valdoria will not sign before its border is drawn, its minister said on Monday.\n\n"
READ = """
import json, resource, sys, time
from dragoman.intake import mail, web_archive
kind, path = sys.argv[1:]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.perf_counter()
with open(path, "rb") as file:
    module = mail if kind == "mbox" else web_archive
    count = sum(not isinstance(each, Exception) for each in module.streamed(file, path))
print(json.dumps({
    "count": count, "seconds": time.perf_counter() - started,
    "before": before // 1024,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
}))
"""


def message(n: int) -> bytes:
    """A message of some 40 kB."""
    head = f"From: Desk <desk@vna.example>\nSubject: Number {n}\nMessage-ID: <{n}@vna.example>\n"
    date = "Date: Mon, 3 Mar 2025 09:10:05 +0300\n\n"
    return f"From desk@vna.example Mon Mar  3 09:10:05 2025\n{head}{date}{WORDS * 500}\n".encode()


def page(n: int, *, packed: bool = False) -> bytes:
    """A page of some 40 kB in an archive."""
    body = "<html><body>" + f"<p>{n}: {WORDS.strip()}</p>" * 460 + "</body></html>"
    return record(n, body.encode(), packed=packed)


def written(path: Path, one: Callable[[int], bytes], size: int) -> int:
    """Write a file of a size; return how many are in it."""
    count = written = 0
    with path.open("wb") as file:
        while written < size:
            written += file.write(one(count))
            count += 1
    return count


@pytest.mark.parametrize("kind", ["mbox", "warc"])
def test_a_small_file_is_not_held_in_memory(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"in.{kind}"
    count = written(path, message if kind == "mbox" else page, 4_000_000)
    module = mail if kind == "mbox" else web_archive
    with path.open("rb") as file:
        next(module.streamed(file, "warm"))
        tracemalloc.start()
        read = sum(1 for _ in module.streamed(file, "in"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert read == count
    assert peak < 2_500_000


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["mbox", "warc", "warc.gz"])
def test_200_mb_take_no_more_memory_than_one_message(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"in.{kind}"
    if kind == "mbox":
        count = written(path, message, 200_000_000)
    elif kind == "warc":
        count = written(path, page, 200_000_000)
    else:
        count = written(path, lambda n: page(n, packed=True), 10_000_000)
    done = subprocess.run(
        (sys.executable, "-c", READ, kind, path), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    print(kind, path.stat().st_size, told)
    assert told["count"] == count
    assert told["peak"] - told["before"] < 40
