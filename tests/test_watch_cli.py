"""`dragoman watch` as a user calls it: once, dry, told in lines, and stopped by a signal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.cli import run
from dragoman.ledger import open_ledger
from watching import START, Outlet
from web_site import Site

RSS = {"Content-Type": "application/rss+xml"}


@pytest.fixture
def plan(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    outlet = Outlet("ashe", site.port, first=1)
    site.answers["/ashe/feed"] = (
        200,
        RSS,
        outlet.feed(START).replace(b"ashe.example", b"127.0.0.1"),
    )
    site.answers["/ashe/page/0"] = (200, {"Content-Type": "text/html"}, outlet.page(0))
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'[watch]\npause = "1s"\n[[feed]]\nurl = "{site.url("/ashe/feed")}"\nname = "Ashe"\n'
    )
    return file


PROGRAM = "from dragoman.cli import main; main()"
ARGUMENTS = ("watch", "feeds.toml", "--allow-private", "--reader", "rules")


def test_once_reads_what_is_new_and_tells_it(
    plan: Path, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*ARGUMENTS, "--dry-run"]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith("Ashe: 1 new entry\n  Treaty talks ")
    with open_ledger("dragoman.db") as ledger:
        assert not ledger.articles()
    assert run([*ARGUMENTS, "--once", "--to", "jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out, err
    assert {json.loads(line)["kind"] for line in out.splitlines()} == {"statement"}
    assert "1 poll, 1 article read" in err
    site.asked.clear()
    assert run([*ARGUMENTS, "--once"]) == 0
    assert site.asked == [] and "0 polls" in capsys.readouterr().err


def test_the_terminal_shows_notices_with_their_articles(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*ARGUMENTS, "--once"]) == 0
    out, _ = capsys.readouterr()
    assert " statement " in out and "/ashe/page/0" in out


def test_a_wrong_plan_and_wrong_options_are_told(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*ARGUMENTS, "--out", "x.jsonl"]) == 2
    plan.write_text("[[feed]]\nurl = 'x'\n")
    assert run([*ARGUMENTS, "--once"]) == 1
    assert "feeds.toml, line 2: 'x' is no address of the web" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_it_after_the_article_in_hand(
    plan: Path, number: signal.Signals, code: int
) -> None:
    command = [sys.executable, "-c", PROGRAM, *ARGUMENTS, "--to", "jsonl"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=plan.parent,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()  # by now the article is read
            process.send_signal(number)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert json.loads(first)["form"] == "dragoman notice 1"
    assert process.returncode == code and "Stopped: 1 poll, 1 article read" in err
    with open_ledger(plan.parent / "dragoman.db") as ledger:
        assert len(ledger.articles()) == 1
