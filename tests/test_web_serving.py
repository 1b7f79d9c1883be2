"""`dragoman serve` as it is typed: it says where the desk is, answers there, and ends when told."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

import dragoman

# A shell's background job ignores Ctrl-C and hands that on: the tests want it heard there too.
HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
DRAGOMAN = (sys.executable, "-c", HEARD + "import dragoman.cli; dragoman.cli.main()")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    at = tmp_path / "talks.db"
    dragoman.open_ledger(at).close()
    return at


@contextmanager
def serving(ledger: Path, *options: str) -> Iterator[str]:
    """Run the command and give the address that it prints."""
    command = [*DRAGOMAN, "serve", "--ledger", str(ledger), "--port", "0"]
    with subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        told = ""
        try:
            while not (found := re.search(r"http://\S+", told)):
                line = process.stdout.readline()
                assert line, told
                told += line
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            left, _ = process.communicate(timeout=30)
        assert "Traceback" not in told + left
        assert process.returncode == 130, told + left


def test_it_answers_where_it_says_and_ends_when_told(talks: Path) -> None:
    with serving(talks, "--read-only") as address:
        assert address.startswith("http://127.0.0.1:")
        shown = httpx.get(address)
        assert shown.status_code == 200
        assert "Add articles" not in shown.text.partition("<main")[0]
    with pytest.raises(httpx.ConnectError):
        httpx.get(address)


def test_at_any_address_it_asks_for_the_token_that_it_prints(talks: Path) -> None:
    with serving(talks, "--host", "0.0.0.0") as address:
        at, _, token = address.replace("0.0.0.0", "127.0.0.1").partition("?token=")
        assert len(token) >= 20
        assert httpx.get(at).status_code == 401
        assert httpx.get(at, headers={"Authorization": f"Bearer {token}"}).status_code == 200


def test_a_port_that_is_taken_is_told(talks: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*DRAGOMAN, "serve", "--ledger", str(talks)]
        done = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, timeout=60, check=False
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "--port" in done.stderr
