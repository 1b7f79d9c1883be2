"""What a match of a regular expression can begin with: its first three characters.

Only patterns that can match a line at all are then tried on it. A beginning that is shorter than
three characters may go on with anything; the empty one is that of a pattern of which nothing is
known. Letters are in lower case, and every digit is `0`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

LENGTH = 3
_MOST = 300
_WORDLESS = frozenset("bBZA")
_UNKNOWN = frozenset("wWSD")


class _Beginnings(NamedTuple):
    """Beginnings that the next piece of the pattern goes on from, and those that are done."""

    growing: frozenset[str]
    done: frozenset[str]


_EMPTY = _Beginnings(frozenset({""}), frozenset())
_ANYTHING = _Beginnings(frozenset(), frozenset({""}))


def beginnings(pattern: str) -> frozenset[str]:
    """Return what a match of a pattern, case ignored, can begin with.

    Raises ValueError for a group that captures, or a bracket that is not closed.
    """
    try:
        found = _of_alternatives(pattern)
    except IndexError as error:
        raise ValueError("a bracket is not closed") from error
    return found.growing | found.done


def beginning_of(line: str) -> str:
    """Return the first characters of a line as `beginnings` has them."""
    start = line[:LENGTH].casefold()
    if start.isalpha():
        return start
    return "".join("0" if c.isdigit() else c for c in start)


def needed(pattern: str) -> str:
    """Return the longest piece that every match of a pattern has, in lower case; maybe none."""
    if next(_split(pattern)) != pattern:
        return ""
    longest = run = ""
    at = 0
    while at < len(pattern):
        end = _atom_end(pattern, at)
        after = _quantifier_end(pattern, end)
        letter = _literal(pattern[at:end])
        repeated = pattern[end:after]
        run = run + letter if letter and not repeated else ""
        longest = max(longest, run, key=len)
        at = after
    return longest if longest.strip() else ""


def _literal(atom: str) -> str:
    if len(atom) == 2 and atom[0] == "\\" and not atom[1].isalnum():
        return atom[1]
    return atom.casefold() if len(atom) == 1 and atom not in ".^$" else ""


def _of_alternatives(pattern: str) -> _Beginnings:
    found = [_of_sequence(part) for part in _split(pattern)]
    return _Beginnings(
        frozenset().union(*(each.growing for each in found)),
        frozenset().union(*(each.done for each in found)),
    )


def _of_sequence(pattern: str) -> _Beginnings:
    growing, done = _EMPTY
    at = 0
    while at < len(pattern) and growing:
        end = _atom_end(pattern, at)
        after = _quantifier_end(pattern, end)
        piece = _repeated(_of_atom(pattern[at:end]), pattern[end:after])
        if len(growing) * (len(piece.growing) + len(piece.done)) > _MOST:
            return _Beginnings(frozenset(), done | growing)
        done |= {(start + more)[:LENGTH] for start in growing for more in piece.done}
        longer = {(start + more)[:LENGTH] for start in growing for more in piece.growing}
        done |= {start for start in longer if len(start) == LENGTH}
        growing = frozenset(start for start in longer if len(start) < LENGTH)
        at = after
    return _Beginnings(growing, done)


def _repeated(piece: _Beginnings, quantifier: str) -> _Beginnings:
    growing, done = piece
    if quantifier[:1] in ("*", "+", "{"):
        growing, done = frozenset(), done | growing
    if quantifier[:1] in ("?", "*") or quantifier.startswith("{0"):
        growing |= {""}
    return _Beginnings(growing, done)


def _of_atom(atom: str) -> _Beginnings:
    if atom.startswith(("(?!", "(?=", "(?<")) or atom in ("^", "$"):
        return _EMPTY
    if atom.startswith("("):
        return _of_alternatives(atom[atom.index(":") + 1 : -1])
    if atom == ".":
        return _ANYTHING
    letters = _of_class(atom[1:-1]) if atom.startswith("[") else _of_letter(atom)
    if letters is None:
        return _ANYTHING
    return _Beginnings(letters, frozenset()) if letters else _EMPTY


def _of_letter(atom: str) -> frozenset[str] | None:
    """Return the characters that a letter or an escape stands for, None for many."""
    if not atom.startswith("\\"):
        return frozenset(atom.casefold())
    if atom[1] in _WORDLESS:
        return frozenset()
    if atom[1] in _UNKNOWN:
        return None
    return frozenset({"d": "0", "s": " "}.get(atom[1], atom[1]))


def _of_class(inside: str) -> frozenset[str] | None:
    if inside.startswith("^"):
        return None
    found: set[str] = set()
    at = 0
    while at < len(inside):
        letters: frozenset[str] | None
        if inside[at] == "\\":
            letters = _of_letter(inside[at : at + 2])
            at += 2
        elif inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            codes = range(ord(inside[at]), ord(inside[at + 2]) + 1)
            letters = frozenset(map(chr, codes)) if len(codes) < _MOST else None
            at += 3
        else:
            letters = frozenset(inside[at])
            at += 1
        if letters is None:
            return None
        found |= {"0" if letter.isdigit() else letter.casefold() for letter in letters}
    return frozenset(found)


def _split(pattern: str) -> Iterator[str]:
    """Yield the alternatives of a pattern."""
    start = at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            yield pattern[start:at]
            start = at = at + 1
        else:
            at = _atom_end(pattern, at)
    yield pattern[start:]


def _atom_end(pattern: str, at: int) -> int:
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[":
        return _class_end(pattern, at)
    if pattern[at] != "(":
        return at + 1
    if pattern[at + 1 : at + 2] != "?":
        raise ValueError("groups must not capture: write (?:...)")
    at += 1
    while pattern[at] != ")":
        at = _atom_end(pattern, at)
    return at + 1


def _class_end(pattern: str, at: int) -> int:
    at += 1 + (pattern[at + 1] == "^")
    at += pattern[at] == "]"
    while pattern[at] != "]":
        at += 1 + (pattern[at] == "\\")
    return at + 1


def _quantifier_end(pattern: str, at: int) -> int:
    start = at
    if pattern[at : at + 1] == "{":
        at = pattern.index("}", at) + 1
    elif pattern[at : at + 1] in ("?", "*", "+"):
        at += 1
    return at + (at > start and pattern[at : at + 1] == "?")
