"""Full-size proofs, run by `make prove`: a killed run, a stopped run, speed and memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from dragoman.article import Article
from dragoman.benchmark.speed import bench_speed
from dragoman.engine import read_into
from dragoman.intake import articles, from_text
from dragoman.ledger import open_ledger
from dragoman.reading.reader import read
from lengthy import WORDS, chronicle

pytestmark = pytest.mark.prove

SAMPLES = Path(__file__).parent.parent / "samples"
# A shell's background job ignores Ctrl-C and hands that on: it is to be heard there too.
HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
COMMAND = (sys.executable, "-c", HEARD + "from dragoman.cli import main; main()")
COUNT = 120


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Many articles: the samples again and again, each a file of its own."""
    folder = tmp_path / "news"
    folder.mkdir()
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]
    for n in range(COUNT):
        text = f"{texts[n % len(texts)]}\nCopy {n}.\n"
        (folder / f"n{n:04}.txt").write_text(text, encoding="utf-8")
    return folder


def command(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run((*COMMAND, *words), cwd=cwd, capture_output=True, text=True, check=True)


def started(cwd: Path, least: int) -> subprocess.Popen[str]:
    """Start reading, and return when so many articles are stored."""
    running = subprocess.Popen(
        (*COMMAND, "read", "news"),
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(600):
        time.sleep(0.1)
        if (cwd / "dragoman.db").exists() and count(cwd) >= least:
            return running
    raise AssertionError("nothing was stored in a minute")


def count(cwd: Path) -> int:
    try:
        with open_ledger(cwd / "dragoman.db", create=False) as ledger:
            return len(ledger.articles())
    except Exception:
        return 0  # the ledger is just being made


def statements(cwd: Path) -> list[dict[str, object]]:
    records: list[dict[str, object]] = json.loads(
        command("statements", "--to", "json", cwd=cwd).stdout
    )
    return records


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_half_way_goes_on_from_there(
    news: Path, tmp_path: Path, sign: signal.Signals
) -> None:
    running = started(tmp_path, 10)
    running.send_signal(sign)
    _, told = running.communicate(timeout=60)
    assert running.returncode == (130 if sign == signal.SIGINT else -sign)
    assert "Traceback" not in told
    done = count(tmp_path)
    assert 10 <= done < COUNT
    again = command("read", "news", cwd=tmp_path).stdout
    assert again.startswith(f"{COUNT} articles ({done} read before)")
    resumed = statements(tmp_path)
    (tmp_path / "dragoman.db").rename(tmp_path / "ended.db")
    command("read", "news", cwd=tmp_path)
    assert statements(tmp_path) == resumed


def test_short_articles_full_of_statements_cost_at_most_2_1_times_bare_spacy(news: Path) -> None:
    """The bound of 1.6 is for news as PolNeAR has it, which `make bench-attribution` measures."""
    found = [article for article in articles([news]) if isinstance(article, Article)]
    assert bench_speed(found, memory=False).ratio <= 2.1


def test_memory_stays_while_articles_go_by(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.rglob("*.txt"))]

    def peak_after(count: int, name: str) -> int:
        many = (
            from_text(
                f"{texts[n % len(texts)]}\n{n}\n", name=f"{name}{n}", origin=f"text:{name}{n}"
            )
            for n in range(count)
        )
        with open_ledger(tmp_path / "talks.db") as ledger:
            read_into(ledger, many)
        peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak

    first = peak_after(300, "a")
    assert peak_after(900, "b") < first * 1.2


def read_in_full(words: int) -> tuple[float, int]:
    """Return the seconds that an article of so many words takes, and the process's peak memory."""
    resource = pytest.importorskip("resource")
    read(from_text(chronicle(1), origin="text:short"))  # the models are loaded
    article = from_text(chronicle(words // WORDS), origin="text:long")
    begin = time.process_time()
    assert len(read(article).statements) > words / 25
    peak: int = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return time.process_time() - begin, peak * (1 if sys.platform == "darwin" else 1024)


def test_a_word_of_a_hundred_thousand_takes_as_long_as_one_of_a_quarter_of_them() -> None:
    # Each is read in a process of its own, whose peak of memory is that of the one article.
    spawned = get_context("spawn")
    with ProcessPoolExecutor(1, spawned, max_tasks_per_child=1) as fresh:
        quarter, _ = fresh.submit(read_in_full, 25_000).result()
        whole, peak = fresh.submit(read_in_full, 100_000).result()
    assert whole < 1.3 * 4 * quarter
    assert peak < 1.5 * 10**9
