"""The public door: what `import dragoman` offers, no more and no less."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import dragoman


def test_all_is_sorted_and_everything_in_it_is_there() -> None:
    assert sorted(dragoman.__all__) == dragoman.__all__
    missing = [name for name in dragoman.__all__ if not hasattr(dragoman, name)]
    assert not missing


def test_what_is_visible_is_in_all() -> None:
    for name in dragoman.__all__:
        getattr(dragoman, name)
    ours = ("annotations", "import_module", "TYPE_CHECKING")
    visible = {
        name
        for name, value in vars(dragoman).items()
        if not name.startswith("_") and not isinstance(value, ModuleType) and name not in ours
    }
    assert visible | {"__version__"} == set(dragoman.__all__)
    assert dir(dragoman) == dragoman.__all__


def test_everything_public_has_a_docstring() -> None:
    bare = [
        name
        for name in dragoman.__all__
        if name != "__version__" and not getattr(dragoman, name).__doc__
    ]
    assert not bare


def test_importing_dragoman_does_not_load_the_language_pipeline() -> None:
    code = "import sys, dragoman, dragoman.cli; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
