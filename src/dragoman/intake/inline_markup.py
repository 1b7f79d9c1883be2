"""Markdown's signs inside a paragraph: emphasis, links, code, HTML tags, escapes.

Only signs that do something are found: a lone asterisk or an underscore inside a word is text.
"""

from __future__ import annotations

import re

from dragoman.article import Span

# Spans are bounded so that a page of stray brackets costs no more than one of words.
_ADDRESS = r"\([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?(?:\s+\"[^\"\n]{0,300}\")?\)"
_WHOLE = re.compile(
    rf"!\[[^\]\n]{{0,300}}\]{_ADDRESS}|\[\^[\w-]{{1,30}}\]|</?[a-zA-Z][^<>\n]{{0,300}}>|<!--.{{0,500}}?-->"
)
_LINK = re.compile(rf"(\[)(?!\^)[^\[\]]{{1,500}}(\](?:{_ADDRESS}|\[[^\[\]\n]{{0,100}}\]))")
_PAIRED = re.compile(
    r"(?P<c>`{1,2})[^`\n]{1,300}?(?P<d>(?P=c))"
    r"|(?P<s>\*{1,3})(?=[^\s*])[^*]{1,600}?(?<=\S)(?P<t>(?P=s))(?!\*)"
    r"|(?<!\w)(?P<u>_{1,3})(?=[^\s_]).{1,600}?(?<=\S)(?P<v>(?P=u))(?!\w)"
    r"|(?P<w>~~)(?=\S)[^~]{1,600}?(?<=\S)(?P<x>~~)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_AUTOLINK = re.compile(r"(<)(?:https?://|mailto:)[^<>\s]{1,500}(>)")
_SIGNS = re.compile(r"[\[\]*_`~<>\\]")


def inline_markup(text: str, start: int, end: int) -> list[Span]:
    """Return where signs of markup stand in a stretch of Markdown, in order."""
    if _SIGNS.search(text, start, end) is None:
        return []
    found = [Span(*match.span()) for match in _ESCAPE.finditer(text, start, end)]
    # Signs that are escaped, or part of an address, open nothing.
    plain = _blanked(text, start, end, [Span(s.start, s.end + 1) for s in found])
    for match in _AUTOLINK.finditer(plain):
        found += _groups(match, start, 1, 2)
    plain = _blanked(plain, 0, len(plain), [_back(s, start) for s in found])
    found += [Span(m.start() + start, m.end() + start) for m in _WHOLE.finditer(plain)]
    for match in _LINK.finditer(plain):
        found += _groups(match, start, 1, 2)
    plain = _blanked(plain, 0, len(plain), [_back(s, start) for s in found])
    found += _paired(plain, start)
    return sorted(set(found))


def without(text: str, start: int, end: int, signs: list[Span]) -> str:
    """Return a stretch of text with the signs left out."""
    parts, at = [], start
    for sign in signs:
        if sign.start >= at:
            parts.append(text[at : sign.start])
            at = sign.end
    return "".join([*parts, text[at:end]])


def _paired(plain: str, start: int) -> list[Span]:
    """Return both signs of each pair; pairs inside others are found by looking again."""
    found: list[Span] = []
    for _ in range(3):
        pairs = [
            span
            for match in _PAIRED.finditer(plain)
            for span in _groups(match, 0, *(g for g in "cdstuvwx" if match[g]))
        ]
        if not pairs:
            break
        found += [Span(span.start + start, span.end + start) for span in pairs]
        plain = _blanked(plain, 0, len(plain), pairs)
    return found


def _groups(match: re.Match[str], shift: int, *groups: int | str) -> list[Span]:
    return [Span(match.start(g) + shift, match.end(g) + shift) for g in groups]


def _back(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start)


def _blanked(text: str, start: int, end: int, spans: list[Span]) -> str:
    """Return a stretch with the spans overwritten by a point, which is no word and no sign."""
    letters = list(text[start:end])
    for span in spans:
        for at in range(max(span.start - start, 0), min(span.end, end) - start):
            letters[at] = "·"
    return "".join(letters)
