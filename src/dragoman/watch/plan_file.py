"""Reading `feeds.toml`: the feeds to watch and the channels that tell, with each fault's line."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

from dragoman.errors import DragomanError
from dragoman.intake.web import on_the_web
from dragoman.vocabulary.faults import Fault
from dragoman.watch.plan import KINDS, WAYS, Channel, Feed, Plan, Wanted
from dragoman.watch.timing import DAY, HOUR, MINUTE

Form = Literal["text", "texts", "time", "truth", "number"]

_TABLES: Mapping[str, Mapping[str, Form]] = {
    "watch": {"every": "time", "pause": "time"},
    "feed": {
        "url": "text",
        "name": "text",
        "every": "time",
        "full": "truth",
        "quiet": "truth",
    },
    "channel": {
        "to": "text",
        "name": "text",
        "kinds": "texts",
        "matters": "texts",
        "sides": "texts",
        "file": "text",
        "url": "text",
        "secret": "text",
        "title": "text",
        "address": "text",
        "most": "number",
    },
}
"""The keys of each table, with what their values are."""
_OF_WAY = {
    "terminal": (),
    "jsonl": ("file",),
    "webhook": ("url", "secret"),
    "atom": ("file", "title", "address", "most"),
}
"""The keys that only some channels have."""
_NEEDED = {"webhook": ("url", "secret"), "atom": ("file",)}
_TOLD: Mapping[Form, str] = {
    "text": 'Write words in quotation marks: "Ledra Courier".',
    "texts": 'Write a list of words: ["RUS", "JPN"].',
    "time": 'Write a number with its unit: "90s", "30m", "2h" or "1d".',
    "truth": "Write true or false.",
    "number": "Write a whole number from 1 to 1000.",
}
_TIME = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([smhd])")
_UNITS = {"s": 1.0, "m": MINUTE, "h": HOUR, "d": DAY}
_SHORTEST, _LONGEST = 5 * MINUTE, 7 * DAY
"""Between two polls of a feed."""
_PAUSES = 1.0, 60.0
_USUAL = Plan(())
_HEAD = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


def read_plan(path: Path | str, environment: Mapping[str, str] = os.environ) -> Plan:
    """Return what a `feeds.toml` asks for; files in it are found from its own folder.

    Raises DragomanError, which names the file, the line and the remedy, at its first fault.
    """
    file = Path(path)
    faults: list[Fault] = []
    try:
        text = file.read_bytes().decode("utf-8-sig")
        plan = _Reading(str(file), text, faults).plan(file.absolute().parent, environment)
    except OSError as error:
        why = f"it cannot be read ({error.strerror or error})"
        raise DragomanError(str(Fault(str(file), 0, why, "Check the path."))) from error
    except UnicodeDecodeError as error:
        fault = Fault(str(file), 0, "it is not UTF-8", "Save it as UTF-8 text.")
        raise DragomanError(str(fault)) from error
    except tomllib.TOMLDecodeError as error:
        fault = Fault(str(file), 0, str(error), "Mend the file's TOML syntax.")
        raise DragomanError(str(fault)) from error
    if faults:
        raise DragomanError("\n".join(str(fault) for fault in sorted(set(faults))))
    return plan


class _Entry(NamedTuple):
    """One table of the file: its values, and on which line it and its keys stand."""

    table: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def line(self, key: str = "") -> int:
        return self.lines.get(key) or self.lines.get("", 0)


@dataclass(slots=True)
class _Reading:
    """A file on its way to a plan, with the faults that were found in it."""

    file: str
    text: str
    faults: list[Fault]
    entries: list[_Entry] = field(default_factory=list)

    def plan(self, folder: Path, environment: Mapping[str, str]) -> Plan:
        self.entries = list(self._tables())
        for entry in self.entries:
            self._check(entry)
        if self.faults:  # what is in the wrong form cannot be looked at further
            return _USUAL
        common = next((entry for entry in self.entries if entry.table == "watch"), None)
        every = self._time(common, "every", _USUAL_EVERY, (_SHORTEST, _LONGEST))
        feeds = tuple(self._feed(entry, every) for entry in self._of("feed"))
        channels = tuple(self._channel(entry, folder) for entry in self._of("channel"))
        if not feeds:
            self._fault(
                None, "", "it names no feed", 'Add one: [[feed]], then url = "https://...".'
            )
        self._once("feed", [feed.url for feed in feeds], "the same url twice")
        self._once("channel", [each.name for each in channels], "two channels of one name")
        pause = self._time(common, "pause", _USUAL.pause, _PAUSES)
        secrets = dict(self._secrets(channels, environment))
        return Plan(feeds, channels or _USUAL.channels, pause, secrets)

    def _tables(self) -> Iterator[_Entry]:
        lines = self._lines()
        for table, value in tomllib.loads(self.text).items():
            several = value if isinstance(value, list) else [value]
            form = table in _TABLES and all(isinstance(one, dict) for one in several)
            if not form or isinstance(value, list) != (table != "watch"):
                at = {"": self._line_of(table)}
                tables = "[watch], [[feed]] and [[channel]]"
                self._fault(
                    _Entry(table, {}, at), "", f"{table!r} has no place here", f"Use {tables}."
                )
                continue
            at_lines = lines.get(table, [])
            for n, one in enumerate(several):
                yield _Entry(table, one, at_lines[n] if n < len(at_lines) else {})

    def _lines(self) -> dict[str, list[dict[str, int]]]:
        """Return on which lines tables and their keys stand, as far as they are written usually."""
        found: dict[str, list[dict[str, int]]] = {}
        keys: dict[str, int] = {}
        for number, line in enumerate(self.text.splitlines(), start=1):
            if head := _HEAD.match(line):
                keys = {"": number}
                found.setdefault(head[1], []).append(keys)
            elif key := _KEY.match(line):
                keys.setdefault(key[1], number)
        return found

    def _line_of(self, table: str) -> int:
        beginning = re.compile(rf"\s*\[*\s*{re.escape(table)}\b")
        numbered = enumerate(self.text.splitlines(), start=1)
        return next((number for number, line in numbered if beginning.match(line)), 0)

    def _of(self, table: str) -> Iterator[_Entry]:
        return (entry for entry in self.entries if entry.table == table)

    def _fault(self, entry: _Entry | None, key: str, what: str, remedy: str) -> None:
        line = entry.line(key) if entry is not None else 0
        self.faults.append(Fault(self.file, line, what, remedy))

    def _check(self, entry: _Entry) -> None:
        """Look at the form of an entry's values."""
        keys = _TABLES[entry.table]
        for key, value in entry.values.items():
            if key not in keys:
                remedy = f"Use one of {', '.join(keys)}."
                self._fault(entry, key, f"{entry.table} has no key {key!r}", remedy)
            elif not _fits(value, keys[key]):
                self._fault(entry, key, f"{key} = {value!r} is not understood", _TOLD[keys[key]])
        to = entry.values.get("to")
        if entry.table == "feed" and "url" not in entry.values:
            self._fault(entry, "", "this feed has no url", 'Add url = "https://...".')
        if entry.table == "channel" and to not in WAYS:
            self._fault(
                entry, "to", f"a channel to {to!r} is unknown", f"Use one of {', '.join(WAYS)}."
            )
        elif entry.table == "channel":
            self._check_channel(entry, str(to))

    def _check_channel(self, entry: _Entry, to: str) -> None:
        for other in {key for keys in _OF_WAY.values() for key in keys} - set(_OF_WAY[to]):
            if other in entry.values:
                self._fault(entry, other, f"a channel to {to} has no {other}", "Leave it out.")
        for needed in _NEEDED.get(to, ()):
            if needed not in entry.values:
                self._fault(
                    entry, "", f"a channel to {to} needs {needed}", f'Add {needed} = "...".'
                )
        for kind in entry.values.get("kinds", ()):
            if kind not in KINDS:
                self._fault(
                    entry, "kinds", f"{kind!r} is no kind", f"Use some of {', '.join(KINDS)}."
                )

    def _feed(self, entry: _Entry, every: float) -> Feed:
        url = entry.values["url"].strip()
        self._check_url(entry, url)
        return Feed(
            url,
            entry.values.get("name") or urlsplit(url).netloc + urlsplit(url).path,
            self._time(entry, "every", every, (_SHORTEST, _LONGEST)),
            entry.values.get("full", True),
            entry.values.get("quiet", False),
        )

    def _channel(self, entry: _Entry, folder: Path) -> Channel:
        told = entry.values
        file, url = told.get("file", ""), told.get("url", "")
        if url:
            self._check_url(entry, url)
        wanted = Wanted(
            tuple(told.get("matters", ())),
            tuple(told.get("sides", ())),
            tuple(told.get("kinds", KINDS)),
        )
        place = None if file in ("", "-") else folder / Path(file).expanduser()
        usual = Channel("", told["to"])
        return Channel(
            told.get("name") or " ".join(filter(None, (told["to"], file or url))),
            told["to"],
            wanted,
            place,
            url,
            told.get("secret", ""),
            told.get("title", usual.title),
            told.get("address", usual.address),
            told.get("most", usual.most),
        )

    def _check_url(self, entry: _Entry, url: str) -> None:
        try:
            whole = on_the_web(url) and urlsplit(url).hostname and "@" not in urlsplit(url).netloc
        except ValueError:
            whole = False
        if not whole:
            self._fault(
                entry,
                "url",
                f"{url!r} is no address of the web",
                "Give one with https:// or http://, without a name and password.",
            )

    def _time(
        self, entry: _Entry | None, key: str, usual: float, bounds: tuple[float, float]
    ) -> float:
        if entry is None or key not in entry.values:
            return usual
        match = _TIME.fullmatch(entry.values[key].strip())
        found = float(match[1]) * _UNITS[match[2]] if match else -1.0
        least, most = bounds
        if not least <= found <= most:
            self._fault(
                entry,
                key,
                f"{key} = {entry.values[key]!r} is not between {_words(least)} and {_words(most)}",
                _TOLD["time"],
            )
        return found

    def _once(self, table: str, names: list[str], what: str) -> None:
        seen: set[str] = set()
        for entry, name in zip(self._of(table), names, strict=True):
            if name in seen:
                self._fault(entry, "", f"{what}: {name}", "Leave one out, or name it otherwise.")
            seen.add(name)

    def _secrets(
        self, channels: tuple[Channel, ...], environment: Mapping[str, str]
    ) -> Iterator[tuple[str, bytes]]:
        for entry, channel in zip(self._of("channel"), channels, strict=True):
            if channel.to != "webhook":
                continue
            secret = environment.get(channel.secret, "")
            if not secret:
                self._fault(
                    entry,
                    "secret",
                    f"the environment has no variable {channel.secret}, or an empty one",
                    f"Set it to the secret that the receiver knows: export {channel.secret}=...",
                )
            yield channel.name, secret.encode()


_USUAL_EVERY = Feed("", "").every


def _fits(value: object, form: Form) -> bool:
    if form == "texts":
        return isinstance(value, list) and all(isinstance(one, str) and one for one in value)
    if form == "truth":
        return isinstance(value, bool)
    if form == "number":
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 1_000
    fits = isinstance(value, str) and bool(value.strip())
    return fits and (form != "time" or _TIME.fullmatch(str(value).strip()) is not None)


def _words(found: float) -> str:
    unit = next(unit for unit in "dhms" if found % _UNITS[unit] == 0)
    return f"{found / _UNITS[unit]:g}{unit}"
