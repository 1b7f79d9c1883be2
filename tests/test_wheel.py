"""The wheel, built and tried in an environment that has nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotated import THERE
from dragoman.reading.attribution.learned.network import FILES

ROOT = Path(__file__).parent.parent
TEXT = "Valdoria's foreign minister, Ilse Marrane, said that talks were impossible at present.\n"


def told(*command: str | Path, cwd: Path) -> str:
    """Run a command outside the repository and return what it prints; fail with its errors."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    told(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
        *("--wheel-dir", folder, ROOT),
        cwd=folder,
    )
    (path,) = folder.glob("dragoman-*.whl")
    return path


def test_the_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "dragoman").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in names if name.startswith("dragoman/")}
    assert packed == source
    assert "dragoman/py.typed" in packed
    assert any(name.endswith("licenses/LICENSE") for name in names)
    models = {f"dragoman/models/{folder.name}/{name}" for folder in THERE for name in FILES}
    assert models <= packed, "whoever installs the wheel can read with each model"
    assert "dragoman/models/README.md" in packed, "the models' card goes with them"


def test_the_wheel_works_where_nothing_else_is_installed(wheel: Path, tmp_path: Path) -> None:
    told(sys.executable, "-m", "venv", "--without-pip", "clean", cwd=tmp_path)
    run = tmp_path / "clean" / ("Scripts" if os.name == "nt" else "bin")
    told(
        *(sys.executable, "-m", "pip", "--python", run / "python", "install", "--quiet"),
        # Compiling what is never imported would take longer than the rest of the test.
        *("--disable-pip-version-check", "--no-compile"),
        *("--constraint", ROOT / "requirements.lock", wheel),
        cwd=tmp_path,
    )
    (tmp_path / "strait.txt").write_text(TEXT, encoding="utf-8")
    assert told(run / "dragoman", "--version", cwd=tmp_path).startswith("dragoman ")
    readings = json.loads(
        told(run / "dragoman", "read", "strait.txt", "--to", "json", cwd=tmp_path)
    )
    assert readings[0]["statements"][0]["speaker"]["name"] == "Ilse Marrane"
    told(run / "dragoman", "brief", "--out", "brief.html", cwd=tmp_path)
    assert "Ilse Marrane" in (tmp_path / "brief.html").read_text(encoding="utf-8")
    told(
        run / "python",
        "-c",
        "import dragoman; [getattr(dragoman, n) for n in dragoman.__all__]",
        cwd=tmp_path,
    )
