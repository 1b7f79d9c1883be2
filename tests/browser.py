"""The desk in a real browser: it is served on a free port, and every page is watched.

No request may leave the machine, and no page may complain of anything: a script that failed, a
file that was not found, something that the page's policy forbids.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    sync_playwright,
)
from playwright.sync_api import Error as BrowserError

import dragoman
from dragoman.vocabulary.dossier import NO_DOSSIER, Dossier
from dragoman.vocabulary.dossier_file import read_dossier
from dragoman.web import desk
from dragoman.web.safety import Access
from dragoman.web.serving import listening

CHROMIUM = Path(os.environ.get("DRAGOMAN_TEST_CHROMIUM", "/usr/bin/chromium"))
SAMPLES = Path(__file__).parents[1] / "samples"
WAIT = 10_000
"""Milliseconds for anything that a page does; all of it is on this machine."""

FLAGS = [
    "--no-sandbox",  # in containers the tests run as root
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@contextmanager
def served(
    ledger: Path, access: Access | None = None, dossier: Dossier = NO_DOSSIER
) -> Iterator[str]:
    """Serve a ledger's desk from a thread, and give the address where it is."""
    with listening("127.0.0.1", 0) as bound:
        config = uvicorn.Config(
            desk(ledger, access, dossier), log_level="error", access_log=False, server_header=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


class Browsing:
    """Opens pages, and keeps what they ask for and what they complain of."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.requests: list[str] = []
        self.complaints: list[str] = []

    def __call__(self, at: str, **context: Any) -> Page:
        """Return an empty page of a browser of its own; addresses without host are the desk's."""
        made = self._browser.new_context(base_url=at, **context)
        made.set_default_timeout(WAIT)
        made.on("request", lambda request: self.requests.append(request.url))
        made.on("console", self._told)
        made.on("dialog", self._asked)
        made.on("weberror", lambda error: self.complaints.append(f"failed: {error.error}"))
        self._contexts.append(made)
        return made.new_page()

    def _told(self, message: ConsoleMessage) -> None:
        where = message.location["url"]
        icon = where.endswith(("/favicon.ico", "/mark.svg"))  # asked for late, or of what is JSON
        if message.type in ("error", "warning") and not icon:
            self.complaints.append(f"{message.type}: {message.text} ({where})")

    def _asked(self, dialog: Dialog) -> None:
        self.complaints.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def expect(self, words: str) -> None:
        """Take away complaints with these words. Fails where there is none."""
        left = [one for one in self.complaints if words not in one]
        assert len(left) < len(self.complaints), (words, self.complaints)
        self.complaints = left

    @property
    def elsewhere(self) -> list[str]:
        """Requests that would leave the machine."""
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in ("data", "blob", "about")
            and urlsplit(url).hostname != "127.0.0.1"
        ]

    def close(self) -> None:
        """Close the pages; what they would still have asked for is not asked."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def end(self) -> None:
        """Close the pages, and hold that each kept to itself."""
        self.close()
        assert not self.elsewhere, self.elsewhere
        assert not self.complaints, self.complaints


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module: while it is open, no other event loop may run."""
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not installed at {CHROMIUM} (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        except BrowserError as error:
            pytest.skip(f"Chromium does not start: {error}")
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Browsing]:
    """Opens pages that are watched until the test is over."""
    browsing = Browsing(chromium)
    yield browsing
    browsing.end()


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, read once for all tests of a process."""
    at = tmp_path_factory.mktemp("samples") / "samples.db"
    read_samples(at)
    return at


@pytest.fixture(scope="module")
def sample_desk(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk of the sample articles, which may only be read."""
    at = tmp_path_factory.mktemp("served") / "samples.db"
    shutil.copyfile(sample_ledger, at)
    with served(at) as address:
        yield address


@pytest.fixture
def own_desk(sample_ledger: Path, tmp_path: Path, browse: Browsing) -> Iterator[str]:
    """The address of a desk of the sample articles that a test may change."""
    at = tmp_path / "own.db"
    shutil.copyfile(sample_ledger, at)
    with served(at, dossier=read_dossier(SAMPLES / "dossier.toml")) as address:
        yield address
        browse.close()


@pytest.fixture
def empty_desk(tmp_path: Path, browse: Browsing) -> Iterator[str]:
    """The address of a desk whose ledger holds nothing yet."""
    at = tmp_path / "empty.db"
    dragoman.open_ledger(at).close()
    with served(at) as address:
        yield address
        browse.close()


def read_samples(at: Path) -> None:
    """Read the sample articles into a ledger; the dossier is about one of two negotiations."""
    with dragoman.open_ledger(at) as ledger:
        dragoman.read_into(ledger, dragoman.gather([str(SAMPLES / "russia-japan")]))
        dragoman.read_into(
            ledger,
            dragoman.gather([str(SAMPLES / "ledra-strait")]),
            dossier=read_dossier(SAMPLES / "dossier.toml"),
        )


def words(page: Page, selector: str = "main") -> str:
    """Return the words that are shown in an element, on one line."""
    return " ".join(page.locator(selector).first.inner_text().split())


def overflows(page: Page) -> bool:
    """Return whether the page is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
