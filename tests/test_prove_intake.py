"""Memory of intake: inputs of many articles are read one message, one page, one row at a time."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tracemalloc
import zipfile
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

TAKE_IN = """
import json, resource, sys, time
from dragoman.errors import UnreadableInput
from dragoman.intake import articles
path, warm = sys.argv[1:]
def count(path):
    return sum(not isinstance(each, UnreadableInput) for each in articles([path]))
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
count(warm)
before, started, used = peak(), time.perf_counter(), time.process_time()
found = count(path)
print(json.dumps({
    "count": found, "seconds": time.perf_counter() - started, "cpu": time.process_time() - used,
    "before": before, "peak": peak(),
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


def many(path: Path, kind: str, count: int) -> None:
    """Write a table, an archive or a mailbox of short reports."""
    text = f"Port of Karsa opens\n\n{WORDS * 2}It will be open to the ships of all states.\n"
    if kind == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("id", "text", "date"))
            rows.writerows((n, text, "2031-03-04") for n in range(count))
    elif kind == "parquet":
        import pyarrow  # noqa: PLC0415
        import pyarrow.parquet  # noqa: PLC0415

        columns = {"id": [str(n) for n in range(count)], "text": [text] * count}
        pyarrow.parquet.write_table(pyarrow.table(columns), path, row_group_size=10_000)
    elif kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(count):
                archive.writestr(f"news/{n}.txt", text)
    else:
        with path.open("wb") as file:
            for n in range(count):
                head = f"From d@vna.example Mon Mar  3 09:10:05 2025\nSubject: Number {n}\n"
                head += f"From: Desk <d@vna.example>\nMessage-ID: <{n}@vna.example>\n"
                head += "Date: Mon, 3 Mar 2025 09:10:05 +0300\n"
                file.write(f"{head}\n{text}\n".encode())


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["csv", "parquet", "zip", "mbox"])
def test_100_000_articles_of_one_input_are_taken_in_at_constant_memory(
    tmp_path: Path, kind: str
) -> None:
    path, warm = tmp_path / f"in.{kind}", tmp_path / f"warm.{kind}"
    many(path, kind, 100_000)
    many(warm, kind, 1_000)
    done = subprocess.run(
        (sys.executable, "-c", TAKE_IN, path, warm), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    print(kind, path.stat().st_size, told)
    assert told["count"] == 100_000
    # Of a ZIP the list of its files is held: some 600 bytes each.
    assert told["peak"] - told["before"] < (120 if kind == "zip" else 60)
