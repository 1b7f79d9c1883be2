"""Damaged documents of every format: each gives articles or a reason, in time and in memory."""

from __future__ import annotations

import gzip
import io
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import PurePath

import pytest

from coverage_folder import LEFT_OUT
from damaged_files import Case, cases
from document_makers import packed
from dragoman.article import Article
from dragoman.errors import UnreadableInput
from dragoman.intake import Found
from dragoman.intake.opening import known_format
from dragoman.intake.signs import BEGINNING
from dragoman.intake.unfolding import Place, Taking, unfolded

LONGEST = 5.0
"""Seconds that one damaged document may take."""
MOST_MEMORY = 500
"""Megabytes by which the whole run may make the program grow."""


def opened(case: Case) -> list[Found]:
    """Return what intake makes of a document, as it does of a file of such a name."""
    place = Place("fuzz", f"file:///fuzz{case.ending}", case.called)
    try:
        form = known_format(case.ending, case.raw[:BEGINNING], place.where)
    except UnreadableInput as error:
        return [error]
    return list(unfolded(form, io.BytesIO(case.raw), place, Taking()))


def check(case: Case) -> Counter[str]:
    """Check what one document gives; return how often articles and errors came."""
    started = time.perf_counter()
    found = opened(case)
    seconds = time.perf_counter() - started
    assert seconds < LONGEST, f"{case.called} took {seconds:.1f} s"
    assert found, case.called
    for each in found:
        if isinstance(each, Article):
            assert each.text.strip() and each.paragraphs, case.called
            each.text.encode("utf-8")
            assert each.paragraphs[-1].span.end == len(each.text), case.called
        else:
            assert "itself failed" not in each.what, f"{case.called}: {each}"
            assert each.what and each.remedy, case.called
    return Counter(type(each).__name__ for each in found)


def test_some_damaged_documents_of_every_format_give_articles_or_reasons() -> None:
    told: Counter[str] = Counter()
    for case in cases(400, seed=5):
        told += check(case)
    assert min(told["Article"], told["UnreadableInput"]) > 60


@pytest.mark.prove
def test_10_000_damaged_documents_give_articles_or_reasons() -> None:
    before = memory()
    told: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(100):
        for case in cases(100, seed):
            started = time.perf_counter()
            told += check(case)
            slowest = max(slowest, time.perf_counter() - started)
    print(dict(told), f"slowest {slowest:.2f} s, {memory() - before} MB more")
    assert memory() - before < MOST_MEMORY


def entities(deep: int) -> bytes:
    """A feed whose entities name one another: it would unfold to 10 to the power of `deep`."""
    named = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'boom'}'>" for n in range(deep))
    item = f"<item><title>&e{deep - 1};</title><description>x</description></item>"
    return f"<!DOCTYPE r [{named}]><rss version='2.0'><channel>{item}</channel></rss>".encode()


def zeros(*path: str) -> bytes:
    """A ZIP archive of 300 MB of zeros at the last path, in an archive in an archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        if path[0].endswith(".xml"):
            made.writestr("[Content_Types].xml", "<x/>")
            made.writestr("word/a", "")
        with made.open(path[-1], "w") as file:
            for _ in range(300):
                file.write(bytes(1_000_000))
    raw = held.getvalue()
    for name in reversed(path[:-1]):
        raw = packed({name: raw})
    return raw


def packed_record() -> bytes:
    """A record of a web archive that unfolds to 300 MB."""
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb") as file:
        file.write(b"WARC/1.0\r\n")
        for _ in range(300):
            file.write(bytes(1_000_000))
    return held.getvalue()


MULTIPART = b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n"
BOMBS: list[tuple[str, Callable[[], bytes]]] = [
    ("entities.xml", lambda: entities(9)),
    ("zeros.zip", lambda: zeros("a.txt")),
    ("nested.zip", lambda: zeros("b.zip", "a.txt")),
    ("zeros.docx", lambda: zeros("word/document.xml")),
    ("zeros.warc.gz", packed_record),
    ("deep.html", lambda: b"<!doctype html>" + b"<div>" * 90_000),
    ("deeper.html", lambda: b"<!doctype html>" + b"<b>" * 3_000_000),
    ("deep.json", lambda: b"[" * 9_000_000),
    ("deep.rtf", lambda: b"{\\rtf1 " + b"{" * 5_000_000 + b"a" + b"}" * 5_000_001),
    ("deep.eml", lambda: MULTIPART + b"--b\n" * 90_000),
    ("wide.csv", lambda: b"text," + b"a," * 2_000_000 + b"\n" + b"x," * 2_000_000),
    ("line.txt", lambda: b"word " * 1_900_000),
    ("lines.txt", lambda: b"Kest.\n" * 1_500_000),
]


@pytest.mark.parametrize(("name", "made"), BOMBS, ids=[name for name, _ in BOMBS])
def test_what_unfolds_without_end_is_refused_in_time(name: str, made: Callable[[], bytes]) -> None:
    raw = made()
    before, started = memory(), time.process_time()
    found = opened(Case(name, PurePath(name).suffix, raw))
    seconds = time.process_time() - started
    print(
        name, f"{seconds:.2f} s, {memory() - before} MB", *(str(each)[:200] for each in found[:2])
    )
    assert not any("itself failed" in str(each) for each in found)
    assert seconds < 2 * LONGEST
    assert memory() - before < MOST_MEMORY


def memory() -> int:
    """Return the most megabytes that this program has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_files_of_other_kinds_are_no_faults() -> None:
    for name, raw in LEFT_OUT.items():
        check(Case(name, PurePath(name).suffix, raw))
