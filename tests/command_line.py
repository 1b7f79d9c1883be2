"""The command line as tests type it: in a folder of its own, with two articles."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import run

STRAIT = """Valdoria says talks must wait

4 March 2031

The Valdorian foreign minister, Ilse Marrane, said on Tuesday that talks with Japan on a fishing \
treaty were impossible at present. She said that Valdoria would return to the talks only if Japan \
withdraws its patrol boats.

"We are ready to talk at any time," Japanese Foreign Minister Kenta Aoyama told reporters in Tokyo.
"""
PLAIN = "The lamps were lit early in the harbour town that evening.\n"

Dragoman = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to work in, with two articles."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    news = tmp_path / "news"
    news.mkdir()
    (news / "strait.txt").write_text(STRAIT, encoding="utf-8", newline="")
    (news / "lamps.txt").write_text(PLAIN, encoding="utf-8", newline="")
    return tmp_path


@pytest.fixture
def dragoman_(home: Path, capsys: pytest.CaptureFixture[str]) -> Dragoman:
    """Run a command line; return exit code, stdout and stderr."""

    def command(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return code, told.out, told.err

    return command


@pytest.fixture
def full(dragoman_: Dragoman) -> Dragoman:
    """The same, after the two articles were read."""
    assert dragoman_("read", "news")[0] == 0
    return dragoman_
