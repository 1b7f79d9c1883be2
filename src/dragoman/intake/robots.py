"""robots.txt: what a site asks of programs, by RFC 9309 (groups, the longest rule, `*` and `$`).

`Crawl-delay` is not in the standard, but many sites ask for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

_MOST_RULES = 5000
_LONGEST = 2000
_SECONDS = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: whether it allows, and the path that it speaks of, with `*` and `$`."""

    allows: bool
    path: str

    def fits(self, path: str) -> bool:
        """Return whether the rule speaks of a path; in time that grows with both alone."""
        whole = self.path.endswith("$")
        start, *parts = [_normal(part) for part in self.path.rstrip("$").split("*")]
        if not path.startswith(start):
            return False
        at = len(start)
        for part in parts[: len(parts) - whole]:
            at = path.find(part, at)
            if at < 0:
                return False
            at += len(part)
        if not whole:
            return True
        return path.endswith(parts[-1], at) if parts else at == len(path)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that a site has for one program, and the seconds it asks for between pages."""

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Return whether the program may fetch an address: the longest rule decides."""
        parts = urlsplit(url)
        path = _normal(parts.path or "/") + (f"?{_normal(parts.query)}" if parts.query else "")
        fitting = [rule for rule in self.rules if rule.fits(path)]
        if not fitting or path == "/robots.txt":
            return True
        return max(fitting, key=lambda rule: (len(rule.path), rule.allows)).allows


NOTHING_ALLOWED = Robots((Rule(allows=False, path="/"),))


def robots_of(text: str, program: str) -> Robots:
    """Return the rules of a robots.txt for a program: those of its name, else those for all."""
    groups: dict[str, list[Rule]] = {}
    delays: dict[str, float] = {}
    names: list[str] = []
    heading = False
    for line in text.lstrip("\ufeff").splitlines()[:_MOST_RULES]:
        key, _, value = line.split("#", 1)[0][:_LONGEST].partition(":")
        key, value = key.strip().lower(), value.strip()
        if key == "user-agent":
            names = [*names, value.lower()] if heading else [value.lower()]
            heading = True
            for name in names:
                groups.setdefault(name, [])
        elif key in ("allow", "disallow"):
            heading = False
            if value:
                rule = Rule(key == "allow", value)
                for name in names:
                    groups[name].append(rule)
        elif key == "crawl-delay":
            heading = False
            if _SECONDS.fullmatch(value):
                delays.update((name, float(value)) for name in names)
    group = program.lower() if program.lower() in groups else "*"
    return Robots(tuple(groups.get(group, [])), delays.get(group, 0.0))


def _normal(path: str) -> str:
    """Return a path in one way of writing it: `%7E` and `~` are the same."""
    return quote(unquote(path), safe="/?&=;:@!$'()*+,~-._%")
