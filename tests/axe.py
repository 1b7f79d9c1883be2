"""What axe-core finds on a page, from its own copy in the tests' data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parent / "data" / "axe" / "axe.min.js"
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
"""The rules of WCAG 2.0 to 2.2, levels A and AA, and what else is good practice."""


QUICK = {"resultTypes": ["violations"], "selectors": False, "preload": False}
"""Leaves out what nobody looks at: what is right, where it stands, style sheets asked for anew."""


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it is shown: the rule, and where."""
    _ready(page)
    return _told(page, {"runOnly": {"type": "tag", "values": list(WCAG)}})


def faults_of_colour(page: Page) -> list[str]:
    """Return which words stand out too little: all that a change of colours can break."""
    _ready(page)
    return _told(page, {"runOnly": {"type": "rule", "values": ["color-contrast"]}})


def _ready(page: Page) -> None:
    # The page's policy forbids scripts of others; what is evaluated from outside is not under it.
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"() => {{ {_source()} }}")


def _told(page: Page, options: dict[str, Any]) -> list[str]:
    found = page.evaluate("options => axe.run(document, options)", {**QUICK, **options})
    return [
        f"{one['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for one in found["violations"]
        for node in one["nodes"]
    ]
