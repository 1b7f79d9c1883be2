"""Every command that the documentation shows is run, and every command is documented.

A code block marked `console` holds commands after `$ `, one marked `python` a program. The blocks
of a page are run in order, in a folder of their own that has the samples and a `report.txt`.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from dragoman.cli import run
from dragoman.cli.program import app

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.usefixtures("read_once")

SETTING_UP = ("git clone ", "cd ", "pip install ", "python3 -m venv ", "source ")
"""What stands before Dragoman is there: another test or the Makefile covers it."""


def commands(page: Path) -> Iterator[str]:
    for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
        lines = block.replace("\\\n", " ").splitlines()
        yield from (line[2:].strip() for line in lines if line.startswith("$ "))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copy(next((ROOT / "samples").rglob("*.txt")), tmp_path / "report.txt")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_run(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for command in commands(page):
        words = shlex.split(command, comments=True)
        if words[0] == "make":
            assert set(words[1:]) <= {*targets, *filter(lambda word: "=" in word, words)}, command
        elif words[0] == "dragoman":
            assert run(_piped(words[1:])) == 0, f"{command}\n{capsys.readouterr().err}"
        else:
            assert command.startswith(SETTING_UP), f"{page.name}: what runs {command!r}?"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_programs_of_a_page_run(page: Path) -> None:
    for program in PYTHON.findall(page.read_text(encoding="utf-8")):
        exec(compile(program, page.name, "exec"), {})


def _piped(words: list[str]) -> list[str]:
    """Return a command's own words, without where its output goes."""
    for n, word in enumerate(words):
        if word in (">", "|", "2>"):
            return words[:n]
    return words


def test_every_command_is_documented() -> None:
    told = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    names = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    if "console" not in told:
        pytest.skip("the documentation is not written yet")
    assert not [name for name in names if f"dragoman {name}" not in told]


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", link):
                assert (page.parent / link).exists(), f"{page.name}: {link}"
